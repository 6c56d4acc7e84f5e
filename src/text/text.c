/* The text stage's front: repair the bytes if they need it, then tokens, furniture, sentences. */
#include "text/text.h"

#include "text/furniture.h"
#include "text/kinds.h"
#include "text/sentences.h"
#include "text/tokens.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool add_repair(rl_text_worker *worker, size_t input_start, size_t input_length)
{
    rl_repair *repairs =
        rl_array_grow(worker->repairs, &worker->repair_capacity, worker->repair_count + 1, sizeof *repairs);
    if (repairs == NULL)
        return false;
    worker->repairs = repairs;
    repairs[worker->repair_count++] =
        (rl_repair){(uint32_t)worker->repaired.length, (uint32_t)input_start, (uint32_t)input_length};
    return rl_buffer_append(&worker->repaired, "\xEF\xBF\xBD", 3);
}

/* Copies the input with every bad sequence replaced by U+FFFD. */
static bool repair(rl_text_worker *worker, const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t good = rl_utf8_valid_prefix(bytes + at, length - at);
        if (!rl_buffer_append(&worker->repaired, bytes + at, good))
            return false;
        at += good;
        if (at == length)
            break;
        uint32_t code;
        size_t bad = 1;
        (void)rl_utf8_decode(bytes + at, length - at, &code, &bad);
        if (!add_repair(worker, at, bad))
            return false;
        at += bad;
    }
    return true;
}

static void clear(rl_text_worker *worker)
{
    rl_buffer_clear(&worker->repaired);
    rl_buffer_clear(&worker->folded);
    worker->token_count = 0;
    worker->sentence_count = 0;
    worker->repair_count = 0;
    worker->gap_count = 0;
    worker->opening_count = 0;
    worker->edge_count = 0;
}

/* Readers of words may look at whole numbers of bytes. */
static bool split(rl_text_worker *worker, const rl_text_rules *rules, const char *bytes, size_t length, rl_split how)
{
    return rl_tokens_split(worker, rules, bytes, length, how) &&
           rl_buffer_reserve(&worker->folded, worker->folded.length + RL_FOLDED_BEHIND);
}

static void lend(const rl_text_worker *worker, const char *bytes, size_t length, rl_text *ret_text)
{
    *ret_text = (rl_text){
        .bytes = bytes,
        .length = length,
        .folded = worker->folded.bytes,
        .tokens = worker->tokens,
        .token_count = worker->token_count,
        .sentences = worker->sentences,
        .sentence_count = worker->sentence_count,
        .repairs = worker->repairs,
        .repair_count = worker->repair_count,
    };
}

relata_status rl_text_read(rl_text_worker *worker, const rl_text_rules *rules, const char *bytes, size_t length,
                           rl_text *ret_text, relata_error *err)
{
    clear(worker);
    /* A repair can make three bytes of one. */
    if (length > RL_TEXT_LIMIT)
        return rl_error_set(err, RELATA_ERROR_LIMIT, NULL, 0, 0, "the text is larger than %zu MiB",
                            RL_TEXT_LIMIT >> 20);
    if (rl_utf8_valid_prefix(bytes, length) < length) {
        if (!repair(worker, bytes, length))
            return rl_error_memory(err);
        bytes = worker->repaired.bytes;
        length = worker->repaired.length;
    }
    if (!split(worker, rules, bytes, length, RL_SPLIT_TEXT))
        return rl_error_memory(err);
    lend(worker, bytes, length, ret_text);
    if (!rl_furniture_mark(worker, rules, ret_text) || !rl_sentences_split(worker, rules, ret_text))
        return rl_error_memory(err);
    return RELATA_OK;
}

relata_status rl_text_read_name(rl_text_worker *worker, const rl_text_rules *rules, const char *bytes, size_t length,
                                rl_text *ret_text, relata_error *err)
{
    clear(worker);
    if (!split(worker, rules, bytes, length, RL_SPLIT_NAME))
        return rl_error_memory(err);
    lend(worker, bytes, length, ret_text);
    return RELATA_OK;
}

relata_status rl_text_read_name_cut(rl_text_worker *worker, const char *bytes, size_t length, rl_text *ret_text,
                                    relata_error *err)
{
    static const rl_text_rules none = {0};
    clear(worker);
    if (!split(worker, &none, bytes, length, RL_SPLIT_NAME_CUT))
        return rl_error_memory(err);
    lend(worker, bytes, length, ret_text);
    return RELATA_OK;
}

/* The word that began the joined sentence now stands inside one. */
static void clear_start(rl_text *text, const rl_sentence *sentence)
{
    uint32_t t = sentence->first;
    while (t < sentence->last && !rl_token_is_word(&text->tokens[t]))
        t++;
    if (t < sentence->last)
        text->tokens[t].flags &= (uint8_t)~RL_TOKEN_SENTENCE_START;
}

static void append_sentence(rl_text *text, rl_sentence *before, const rl_sentence *sentence)
{
    clear_start(text, sentence);
    before->end = sentence->end;
    before->last = sentence->last;
    before->flags = sentence->flags & ~(uint32_t)(RL_SENTENCE_HEADLINE | RL_SENTENCE_ALL_CAPS);
}

void rl_text_join_sentences(rl_text *text, const bool *joins)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->sentence_count; i++) {
        const rl_sentence sentence = text->sentences[i];
        rl_sentence *before = kept == 0 ? NULL : &text->sentences[kept - 1];
        if (before != NULL && joins[i] && sentence.last - before->first <= RL_SENTENCE_LONGEST)
            append_sentence(text, before, &sentence);
        else
            text->sentences[kept++] = sentence;
        for (uint32_t t = sentence.first; t < sentence.last; t++)
            text->tokens[t].sentence = (uint32_t)(kept - 1);
    }
    text->sentence_count = kept;
}

size_t rl_token_line_breaks(const rl_text *text, size_t token)
{
    if ((text->tokens[token].flags & RL_TOKEN_LINE_BEFORE) == 0)
        return 0;
    size_t end = text->tokens[token].start, feeds = 0, returns = 0;
    for (size_t i = token == 0 ? 0 : text->tokens[token - 1].end; i < end; i++) {
        const char *at = text->bytes + i;
        returns += *at == '\r';
        feeds += *at == '\n' || (end - i >= 2 && rl_is_line_break(at, 2)) || (end - i >= 3 && rl_is_line_break(at, 3));
    }
    return feeds > 0 ? feeds : returns;
}

bool rl_token_is_junior(const rl_text *text, const rl_token *token)
{
    return token->shape == RL_SHAPE_CAPITALISED && (rl_token_is(text, token, "jr", 2) || rl_token_is(text, token, "sr", 2));
}

static size_t run_of(const char *bytes, size_t length, const char *letters, size_t most)
{
    size_t n = 0;
    while (n < length && n < most && strchr(letters, bytes[n]) != NULL)
        n++;
    return n;
}

bool rl_token_is_syllable(const rl_text *text, const rl_token *token)
{
    enum { LONGEST = 6, VOWELS = 3, CONSONANTS = 3 };
    const char *bytes = text->folded + token->fold;
    size_t length = token->fold_length;
    if (length < 2 || length > LONGEST || memchr(bytes, '\0', length) != NULL)
        return false;
    size_t at = run_of(bytes, length, "bcdfghjklmnpqrstvwxyz", CONSONANTS);
    size_t vowels = run_of(bytes + at, length - at, "aeiouyw", VOWELS);
    const char *end = bytes + at + vowels;
    size_t left = length - at - vowels;
    if (vowels == 0 || left > 2)
        return false;
    if (left < 2)
        return left == 0 || strchr("nkhlptmrb", end[0]) != NULL;
    return (end[0] == 'n' && end[1] == 'g') || (end[0] == 'h' && end[1] == 'n');
}

bool rl_token_is_numeral(const rl_text *text, const rl_token *token)
{
    enum { LONGEST = 6 };
    if (!rl_token_is_capital(token) || token->end - token->start > LONGEST)
        return false;
    for (uint32_t i = token->start; i < token->end; i++)
        if (text->bytes[i] != 'I' && text->bytes[i] != 'V' && text->bytes[i] != 'X')
            return false;
    return true;
}

bool rl_token_is_ornament(const rl_text *text, const rl_token *token)
{
    return token->shape == RL_SHAPE_PUNCTUATION && token->end > token->start &&
           rl_is_ornament(text->bytes + token->start, token->end - token->start);
}

void rl_text_worker_free(rl_text_worker *worker)
{
    rl_buffer_free(&worker->repaired);
    rl_buffer_free(&worker->folded);
    rl_buffer_free(&worker->word);
    free(worker->tokens);
    free(worker->sentences);
    free(worker->repairs);
    free(worker->gaps);
    free(worker->openings);
    free(worker->edges);
    *worker = (rl_text_worker){0};
}
