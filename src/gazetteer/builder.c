/* Names for an image: cut into words as a text is, with what must be known of them noted.
 *
 * How a text is cut depends on its language's rules in one respect: words that seem glued together ("contentPrime") are
 * cut apart if that leaves everyday words. Since an image must fit any rules, a name that might be cut is listed both
 * ways, whole and cut. */
#include "gazetteer/builder.h"

#include "gazetteer/cells.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

void rl_builder_free(rl_builder *builder)
{
    rl_builder *b = builder;
    rl_string_map_free(&b->types);
    rl_string_map_free(&b->sources);
    rl_string_map_free(&b->texts);
    rl_string_map_free(&b->ids);
    rl_buffer_free(&b->words);
    rl_buffer_free(&b->rules);
    rl_buffer_free(&b->scratch);
    rl_text_worker_free(&b->worker);
    for (size_t i = 0; i < b->file_count; i++)
        rl_buffer_free(&b->files[i]);
    free(b->files);
    free(b->file_sources);
    free(b->entries);
    free(b->details);
    free(b->names);
    free(b->classes);
    *b = (rl_builder){0};
}

uint32_t rl_builder_classes(rl_builder *builder, rl_classes classes)
{
    for (size_t i = 0; i < builder->class_count; i++)
        if (builder->classes[i] == classes)
            return (uint32_t)i;
    rl_classes *all =
        rl_array_grow(builder->classes, &builder->class_capacity, builder->class_count + 1, sizeof *all);
    if (all == NULL)
        return RL_NONE;
    builder->classes = all;
    all[builder->class_count] = classes;
    return (uint32_t)builder->class_count++;
}

/* ---- what the lexicon teaches ---- */

/* "a.m." teaches nothing: its full stops belong to it by its form, and "am." at the end of a sentence is no
 * abbreviation. */
static bool is_plain_word(const rl_cell *cell)
{
    const char *stop = memchr(cell->bytes, '.', cell->length);
    return memchr(cell->bytes, ' ', cell->length) == NULL &&
           (stop == NULL || stop == cell->bytes + cell->length - 1);
}

bool rl_builder_teach(rl_builder *builder, const rl_cell *cell, rl_classes classes)
{
    int rule = (classes & RL_CLASS_ABBREVIATION) != 0 ? RL_RULE_ABBREVIATION : 0;
    rule |= (classes & RL_CLASS_ORDINARY) != 0 ? RL_RULE_WORD : 0;
    rule |= rule != 0 && (classes & RL_CLASS_FUNCTION) != 0 ? RL_RULE_STARTER : 0;
    if (rule == 0 || cell->length == 0 || !is_plain_word(cell))
        return true;
    rl_buffer *rules = &builder->rules;
    return rl_buffer_append_char(rules, (char)rule) && rl_fold_word(cell->bytes, cell->length, rules) &&
           rl_buffer_append_char(rules, '\0');
}

/* ---- names ---- */

/* Hyphens between words do not count; other symbols are words of their own. */
static bool is_compared(const rl_token *token)
{
    return token->shape != RL_SHAPE_HYPHEN;
}

static relata_status refuse(const rl_new_name *name, relata_error *err, const char *why)
{
    const rl_cell *cell = &name->cell;
    int shown = cell->length > 100 ? (int)rl_utf8_valid_prefix(cell->bytes, 100) : (int)cell->length;
    return rl_error_set(err, RELATA_ERROR_FORMAT, name->path, name->line, cell->column, "the name \"%.*s\" %s", shown,
                        cell->bytes, why);
}

static relata_status check_words(const rl_new_name *name, const rl_text *text, relata_error *err)
{
    size_t count = 0;
    bool word = false;
    for (size_t i = 0; i < text->token_count; i++) {
        count += is_compared(&text->tokens[i]);
        word |= rl_token_is_word(&text->tokens[i]) && text->tokens[i].fold_length > 0;
    }
    if (!word)
        return refuse(name, err, "has no word");
    return count > RL_NAME_LONGEST ? refuse(name, err, "has more than 16 words") : RELATA_OK;
}

static void note_case(const rl_text *text, rl_listed_name *name)
{
    size_t word = 0;
    for (size_t i = 0; i < text->token_count; i++) {
        const rl_token *token = &text->tokens[i];
        if (!is_compared(token))
            continue;
        uint16_t bit = (uint16_t)(1u << word);
        if (word == 0 && !rl_token_is_word(token))
            name->flags |= RL_LISTED_SYMBOL;
        if (rl_token_is_capital(token))
            name->capitals |= bit;
        if (rl_token_is_shouted(text, token))
            name->acronyms |= bit;
        word++;
    }
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Are the folded words the name's own bytes but for the case of ASCII letters? Most names are so, and need not be stored
 * twice. */
static bool is_plain(const char *bytes, size_t length, const char *words, size_t words_length)
{
    if (length != words_length)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((bytes[i] & 0x80) != 0 || lower(bytes[i]) != words[i])
            return false;
    return true;
}

static bool append_words(const rl_text *text, rl_buffer *ret)
{
    size_t start = ret->length;
    for (size_t i = 0; i < text->token_count; i++) {
        const rl_token *token = &text->tokens[i];
        if (!is_compared(token))
            continue;
        if (ret->length > start && !rl_buffer_append_char(ret, ' '))
            return false;
        if (!rl_buffer_append(ret, text->folded + token->fold, token->fold_length))
            return false;
    }
    return true;
}

/* The words go behind the others; of plain names they are taken away again. */
static bool store_words(rl_builder *b, const rl_text *text, rl_listed_name *name, bool may_be_plain)
{
    size_t start = b->words.length;
    if (start > UINT32_MAX || !append_words(text, &b->words))
        return false;
    name->words = (uint32_t)start;
    name->folded_length = (uint16_t)(b->words.length - start);
    if (may_be_plain && is_plain(name->bytes, name->length, b->words.bytes + start, name->folded_length)) {
        name->flags |= RL_LISTED_PLAIN;
        b->words.length = start;
        return true;
    }
    return rl_buffer_append_char(&b->words, '\0');
}

static rl_listed_name *new_name(rl_builder *b, const rl_new_name *given)
{
    if (b->name_count >= RL_SLOT_MEANING)
        return NULL;
    rl_listed_name *names = rl_array_grow(b->names, &b->name_capacity, b->name_count + 1, sizeof *names);
    if (names == NULL)
        return NULL;
    b->names = names;
    names[b->name_count] = (rl_listed_name){
        .bytes = given->cell.bytes,
        .length = (uint32_t)given->cell.length,
        .entry = given->entry,
        .next = RL_NONE,
        .kind = (uint8_t)given->kind,
        .column = (uint8_t)given->column,
    };
    return &names[b->name_count];
}

static void link_name(rl_builder *b, uint32_t number)
{
    rl_draft *entry = &b->entries[b->names[number].entry];
    if (entry->first_name == RL_NONE)
        entry->first_name = number;
    else
        b->names[entry->last_name].next = number;
    entry->last_name = number;
}

static bool list_name(rl_builder *b, const rl_new_name *given, const rl_text *text, bool hidden)
{
    rl_listed_name *name = new_name(b, given);
    bool lexicon = given->kind == RL_NAME_LEXICON;
    if (name == NULL)
        return false;
    note_case(text, name);
    if (!store_words(b, text, name, !lexicon && !hidden))
        return false;
    if (hidden)
        name->flags |= RL_LISTED_HIDDEN;
    uint32_t number = (uint32_t)b->name_count++;
    if (!lexicon)
        link_name(b, number);
    return true;
}

static bool might_be_cut(const rl_text *text)
{
    for (size_t i = 0; i < text->token_count; i++)
        if (text->tokens[i].shape == RL_SHAPE_MIXED)
            return true;
    return false;
}

static relata_status add_cut(rl_builder *b, const rl_new_name *name, size_t token_count, relata_error *err)
{
    rl_text text;
    relata_status status = rl_text_read_name_cut(&b->worker, name->cell.bytes, name->cell.length, &text, err);
    if (status != RELATA_OK || text.token_count == token_count || check_words(name, &text, NULL) != RELATA_OK)
        return status;
    return list_name(b, name, &text, true) ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_builder_add_name(rl_builder *builder, const rl_new_name *name, relata_error *err)
{
    static const rl_text_rules none = {0};
    rl_new_name trimmed = *name;
    trimmed.cell = rl_cell_trim(name->cell);
    const rl_cell *cell = &trimmed.cell;
    if (cell->length == 0)
        return RELATA_OK;
    if (cell->length > RL_NAME_BYTES)
        return refuse(&trimmed, err, "is longer than 1000 bytes");
    rl_text text;
    relata_status status = rl_text_read_name(&builder->worker, &none, cell->bytes, cell->length, &text, err);
    if (status == RELATA_OK)
        status = check_words(&trimmed, &text, err);
    if (status != RELATA_OK)
        return status;
    size_t token_count = text.token_count;
    bool cut = might_be_cut(&text);
    if (!list_name(builder, &trimmed, &text, false))
        return rl_error_memory(err);
    return cut ? add_cut(builder, &trimmed, token_count, err) : RELATA_OK;
}
