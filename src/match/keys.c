/* The keys of a pattern: trigger, anchor, until, guard, weight, match. */
#include "match/internal.h"

#include "base/number.h"
#include "text/text.h"

#include <string.h>

enum { KEY_TRIGGER = 1u << 0, KEY_WEIGHT = 1u << 4, KEY_MATCH = 1u << 5 };

typedef struct word_value {
    const char *word;
    unsigned value;
} word_value;

static const word_value ANCHORS[] = {
    {"after", RL_ANCHOR_AFTER},       {"at", RL_ANCHOR_AT},
    {"run", RL_ANCHOR_RUN},           {"long-run", RL_ANCHOR_LONG_RUN},
    {"apposition", RL_ANCHOR_APPOSITION}, {"start", RL_ANCHOR_START},
};
static const word_value UNTILS[] = {
    {"open", RL_UNTIL_OPEN}, {"before", RL_UNTIL_BEFORE}, {"trigger", RL_UNTIL_TRIGGER}};
static const word_value GUARDS[] = {
    {"capital", RL_GUARD_CAPITAL},
    {"lower", RL_GUARD_LOWER},
    {"capital-before", RL_GUARD_CAPITAL_BEFORE},
    {"lower-before", RL_GUARD_LOWER_BEFORE},
    {"capital-after", RL_GUARD_CAPITAL_AFTER},
    {"lower-after", RL_GUARD_LOWER_AFTER},
    {"number-after", RL_GUARD_NUMBER_AFTER},
    {"joiner-after", RL_GUARD_JOINER_AFTER},
};

static bool find_word(const word_value *table, size_t count, rl_piece piece, unsigned *ret_value)
{
    for (size_t i = 0; i < count; i++) {
        if (!rl_piece_is(piece, table[i].word))
            continue;
        *ret_value = table[i].value;
        return true;
    }
    return false;
}

#define FIND_WORD(table, piece, ret) find_word(table, sizeof(table) / sizeof(table)[0], piece, ret)

/* ---- triggers ---- */

/* A kind ("office"), or a type with all its kinds ("title"); demonyms are in no lexicon row. */
static rl_classes find_class(rl_piece name)
{
    rl_classes classes = rl_piece_is(name, "demonym") ? RL_CLASS_DEMONYM : 0;
    for (size_t i = 0; i < rl_word_class_count; i++)
        if (rl_piece_is(name, rl_word_class_table[i].kind) || rl_piece_is(name, rl_word_class_table[i].type))
            classes |= rl_word_class_table[i].bits;
    return classes;
}

static relata_status add_class(rl_pattern_reader *reader, rl_piece name)
{
    rl_classes classes = name.length > 0 ? find_class(name) : 0;
    if (classes == 0)
        return rl_pattern_error(reader, name.column, "unknown class \"%.*s\"", (int)name.length, name.bytes);
    reader->draft.pattern.classes |= classes;
    return RELATA_OK;
}

static bool add_hash(rl_pattern_set *set, uint64_t hash)
{
    rl_trial *words = rl_array_grow(set->words, &set->word_capacity, set->word_count + 1, sizeof *words);
    if (words == NULL)
        return false;
    set->words = words;
    words[set->word_count++] = (rl_trial){.of.hash = hash, .pattern = (uint32_t)set->count};
    return true;
}

/* A trigger is one token, so it is cut into tokens as a text would be. */
static relata_status add_token(rl_pattern_reader *reader, rl_piece piece, bool is_word)
{
    rl_text_worker worker = {0};
    rl_text_rules rules = {0};
    rl_text text;
    relata_status status = rl_text_read_name(&worker, &rules, piece.bytes, piece.length, &text, reader->err);
    if (status == RELATA_OK && (text.token_count != 1 || rl_token_is_word(&text.tokens[0]) != is_word))
        status = rl_pattern_error(reader, piece.column, "\"%.*s\" is not a single %s", (int)piece.length, piece.bytes,
                                  is_word ? "word" : "character");
    else if (status == RELATA_OK && !add_hash(reader->set, text.tokens[0].hash))
        status = rl_error_memory(reader->err);
    rl_text_worker_free(&worker);
    return status;
}

static relata_status read_trigger_term(rl_pattern_reader *reader, rl_piece term)
{
    rl_piece rest = term, kind = rl_piece_next(&rest, ":");
    if (rl_piece_is(kind, "char"))
        return add_token(reader, rest, false);
    bool is_class = rl_piece_is(kind, "class");
    if (!is_class && !rl_piece_is(kind, "word"))
        return rl_pattern_error(reader, term.column, "a trigger is class:NAME,NAME, word:WORD,WORD or char:C");
    relata_status status = RELATA_OK;
    do {
        rl_piece name = rl_piece_next(&rest, ",");
        status = is_class ? add_class(reader, name) : add_token(reader, name, true);
    } while (status == RELATA_OK && rest.length > 0);
    return status;
}

static relata_status read_trigger(rl_pattern_reader *reader, rl_piece value)
{
    relata_status status = RELATA_OK;
    while (status == RELATA_OK && value.length > 0) {
        rl_piece term = rl_piece_next(&value, " \t");
        if (term.length > 0)
            status = read_trigger_term(reader, term);
    }
    return status;
}

/* ---- simple keys ---- */

static relata_status read_anchor(rl_pattern_reader *reader, rl_piece value)
{
    unsigned found = 0;
    if (!FIND_WORD(ANCHORS, value, &found))
        return rl_pattern_error(reader, value.column,
                                "an anchor is after, at, run, long-run, apposition or start, not \"%.*s\"",
                                (int)value.length, value.bytes);
    reader->draft.pattern.anchor = (rl_anchor)found;
    return RELATA_OK;
}

static relata_status read_until(rl_pattern_reader *reader, rl_piece value)
{
    unsigned found = 0;
    if (!FIND_WORD(UNTILS, value, &found))
        return rl_pattern_error(reader, value.column, "until is open, before or trigger, not \"%.*s\"",
                                (int)value.length, value.bytes);
    reader->draft.pattern.until = (rl_until)found;
    return RELATA_OK;
}

static relata_status read_guard(rl_pattern_reader *reader, rl_piece value)
{
    while (value.length > 0) {
        rl_piece term = rl_piece_next(&value, " \t");
        unsigned found = 0;
        if (term.length > 0 && !FIND_WORD(GUARDS, term, &found))
            return rl_pattern_error(reader, term.column, "unknown guard \"%.*s\"", (int)term.length, term.bytes);
        reader->draft.pattern.guards |= found;
    }
    return RELATA_OK;
}

/* ---- weights ---- */

static relata_status keep_weights(rl_pattern_reader *reader, rl_piece value)
{
    reader->draft.weights = value;
    reader->draft.weights_place = reader->place;
    return RELATA_OK;
}

static void set_weight(rl_pattern *pattern, bool all, uint32_t type, float weight)
{
    for (size_t i = 0; i < pattern->group_count; i++)
        if (all || pattern->groups[i].type == type)
            pattern->groups[i].weight = weight;
}

static bool has_type(const rl_pattern *pattern, uint32_t type)
{
    for (size_t i = 0; i < pattern->group_count; i++)
        if (pattern->groups[i].type == type && type != RL_NONE)
            return true;
    return false;
}

/* "4", or "person:4". */
static relata_status read_weight_term(rl_pattern_reader *reader, rl_piece term)
{
    rl_pattern *pattern = &reader->draft.pattern;
    bool named = memchr(term.bytes, ':', term.length) != NULL;
    rl_piece rest = term, name = {0};
    if (named)
        name = rl_piece_next(&rest, ":");
    double weight = 0;
    if (!rl_number_parse(rest.bytes, rest.length, &weight) || weight < -100 || weight > 100)
        return rl_pattern_error(reader, rest.column, "\"%.*s\" is not a weight from -100 to 100", (int)rest.length,
                                rest.bytes);
    uint32_t type = named ? rl_string_map_find(reader->types, name.bytes, name.length) : RL_NONE;
    if (named && !has_type(pattern, type))
        return rl_pattern_error(reader, name.column, "the expression has no group \"%.*s\"", (int)name.length,
                                name.bytes);
    set_weight(pattern, !named, type, (float)weight);
    return RELATA_OK;
}

static relata_status read_weights(rl_pattern_reader *reader)
{
    rl_piece value = reader->draft.weights;
    relata_status status = RELATA_OK;
    set_weight(&reader->draft.pattern, true, RL_NONE, 1.0F);
    while (status == RELATA_OK && value.length > 0) {
        rl_piece term = rl_piece_next(&value, " \t");
        if (term.length > 0)
            status = read_weight_term(reader, term);
    }
    return status;
}

/* ---- the expression ---- */

/* An expression without a program or too large, or with wrong groups: PCRE2 says what is wrong where. */
static relata_status compile_now(rl_pattern_reader *reader, const rl_expansion *expansion)
{
    rl_pattern *pattern = &reader->draft.pattern;
    relata_status status = rl_expression_compile(expansion, reader->place, &pattern->code, reader->err);
    if (status == RELATA_OK)
        status = rl_pattern_find_groups(pattern, expansion, reader->types, reader->place, reader->err);
    return status;
}

static relata_status read_match(rl_pattern_reader *reader, rl_piece value)
{
    rl_pattern *pattern = &reader->draft.pattern;
    rl_expansion expansion = {0};
    rl_piece self = {"", 0, 0};
    bool good = false;
    relata_status status = rl_expand(reader->set, value, self, reader->place, &expansion, reader->err);
    if (status == RELATA_OK)
        status = rl_program_compile(reader->set->alphabet, expansion.text.bytes, expansion.text.length,
                                    &pattern->program, reader->err);
    if (status == RELATA_OK && pattern->program != NULL && pattern->program->is_sure)
        status = rl_pattern_take_groups(pattern, reader->types, &good, reader->err);
    if (status == RELATA_OK && good && (pattern->late = rl_late_code_new(&expansion)) == NULL)
        status = rl_error_memory(reader->err);
    if (status == RELATA_OK && !good)
        status = compile_now(reader, &expansion);
    rl_expansion_free(&expansion);
    return status;
}

/* ---- all keys ---- */

typedef struct key {
    const char *word;
    unsigned bit;
    relata_status (*read)(rl_pattern_reader *reader, rl_piece value);
} key;

static const key KEYS[] = {
    {"trigger", KEY_TRIGGER, read_trigger}, {"anchor", 1u << 1, read_anchor},      {"until", 1u << 2, read_until},
    {"guard", 1u << 3, read_guard},         {"weight", KEY_WEIGHT, keep_weights},  {"match", KEY_MATCH, read_match},
};

relata_status rl_pattern_read_key(rl_pattern_reader *reader, rl_piece word, rl_piece value)
{
    rl_pattern_draft *draft = &reader->draft;
    const key *found = NULL;
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++)
        if (rl_piece_is(word, KEYS[i].word))
            found = &KEYS[i];
    if (found == NULL)
        return rl_pattern_error(reader, word.column, "unknown key \"%.*s\"", (int)word.length, word.bytes);
    if ((draft->keys & found->bit) != 0)
        return rl_pattern_error(reader, word.column, "\"%s\" is there twice", found->word);
    if (value.length == 0)
        return rl_pattern_error(reader, word.column, "\"%s\" has no value", found->word);
    draft->keys |= found->bit;
    return found->read(reader, value);
}

relata_status rl_pattern_complete(rl_pattern_reader *reader)
{
    rl_pattern_draft *draft = &reader->draft;
    rl_place place = reader->place;
    relata_status status = RELATA_OK;
    reader->place.line = draft->line;
    if ((draft->keys & KEY_TRIGGER) == 0)
        status = rl_pattern_error(reader, 1, "pattern \"%s\" has no trigger", draft->pattern.name);
    else if ((draft->keys & KEY_MATCH) == 0)
        status = rl_pattern_error(reader, 1, "pattern \"%s\" has no match", draft->pattern.name);
    reader->place = draft->weights_place;
    if (status == RELATA_OK)
        status = read_weights(reader);
    reader->place = place;
    return status;
}
