/* The language rules of the text stage, and the reader of .furniture files. */
#include "text/rules.h"

#include "base/file.h"
#include "text/text.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool add(rl_string_map *map, const char *folded, size_t length)
{
    return rl_string_map_add(map, folded, length) != RL_NONE;
}

bool rl_text_rules_add_abbreviation(rl_text_rules *rules, const char *folded, size_t length)
{
    return add(&rules->abbreviations, folded, length);
}

bool rl_text_rules_add_starter(rl_text_rules *rules, const char *folded, size_t length)
{
    return add(&rules->starters, folded, length);
}

bool rl_text_rules_add_word(rl_text_rules *rules, const char *folded, size_t length)
{
    return add(&rules->words, folded, length);
}

static uint64_t phrase_hash(const rl_text *text, const rl_token *token)
{
    return text->bytes[token->start] == '#' ? 0 : token->hash;
}

static bool add_phrase(rl_text_rules *rules, const rl_text *text)
{
    rl_phrase *phrases =
        rl_array_grow(rules->phrases, &rules->phrase_capacity, rules->phrase_count + 1, sizeof *phrases);
    if (phrases == NULL)
        return false;
    rules->phrases = phrases;
    uint64_t *hashes = malloc(text->token_count * sizeof *hashes);
    if (hashes == NULL)
        return false;
    for (size_t i = 0; i < text->token_count; i++)
        hashes[i] = phrase_hash(text, &text->tokens[i]);
    phrases[rules->phrase_count++] = (rl_phrase){hashes, text->token_count, rl_token_is_capital(&text->tokens[0])};
    return true;
}

static relata_status read_line(rl_text_rules *rules, rl_text_worker *worker, const char *path, size_t number,
                               const char *line, size_t length, relata_error *err)
{
    if (length > 0 && line[0] == '#' && (length == 1 || line[1] == ' '))
        return RELATA_OK;
    size_t valid = rl_utf8_valid_prefix(line, length);
    if (valid < length)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, number, valid + 1, "not valid UTF-8");
    rl_text text;
    relata_status status = rl_text_read_name(worker, rules, line, length, &text, err);
    if (status != RELATA_OK)
        return status;
    if (text.token_count == 0)
        return RELATA_OK;
    if (!rl_token_is_word(&text.tokens[0]))
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, number, 1, "a furniture phrase begins with a word");
    return add_phrase(rules, &text) ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_text_rules_read_furniture(rl_text_rules *rules, const char *path, relata_error *err)
{
    rl_buffer file = {0};
    rl_text_worker worker = {0};
    relata_status status = rl_file_read(path, (size_t)1 << 26, &file, err);
    size_t number = 0;
    bool marked = file.length >= 3 && memcmp(file.bytes, "\xEF\xBB\xBF", 3) == 0;
    for (size_t at = marked ? 3 : 0; status == RELATA_OK && at < file.length;) {
        const char *end = memchr(file.bytes + at, '\n', file.length - at);
        size_t length = end == NULL ? file.length - at : (size_t)(end - file.bytes) - at;
        size_t kept = length > 0 && file.bytes[at + length - 1] == '\r' ? length - 1 : length;
        status = read_line(rules, &worker, path, ++number, file.bytes + at, kept, err);
        at += length + 1;
    }
    rl_text_worker_free(&worker);
    rl_buffer_free(&file);
    return status;
}

static int compare_phrases(const void *a, const void *b)
{
    uint64_t x = ((const rl_phrase *)a)->hashes[0], y = ((const rl_phrase *)b)->hashes[0];
    return x < y ? -1 : x > y;
}

void rl_text_rules_seal(rl_text_rules *rules)
{
    if (rules->phrase_count > 0)
        qsort(rules->phrases, rules->phrase_count, sizeof *rules->phrases, compare_phrases);
    for (size_t i = 0; i < rules->phrase_count; i++) {
        uint64_t hash = rules->phrases[i].hashes[0];
        rules->first_words[hash >> 52] |=
            rules->phrases[i].capitalised ? RL_PHRASE_CAPITAL : RL_PHRASE_CAPITAL | RL_PHRASE_SMALL;
    }
}

void rl_text_rules_free(rl_text_rules *rules)
{
    rl_string_map_free(&rules->abbreviations);
    rl_string_map_free(&rules->starters);
    rl_string_map_free(&rules->words);
    for (size_t i = 0; i < rules->phrase_count; i++)
        free(rules->phrases[i].hashes);
    free(rules->phrases);
    *rules = (rl_text_rules){0};
}
