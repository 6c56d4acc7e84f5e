/* What a document says elsewhere: words it writes in small letters, names it has decided. */
#include "recognise/internal.h"
#include "recognise/known.h"

#include "text/text.h"

#include <stdlib.h>
#include <string.h>

static uint32_t add_token(const rl_recogniser *r, rl_string_map *map, uint32_t token)
{
    const rl_text *text = r->findings->text;
    const rl_token *t = &text->tokens[token];
    return rl_string_map_add_hashed(map, text->folded + t->fold, t->fold_length, t->hash);
}

static uint64_t bit_of(uint64_t hash)
{
    return (uint64_t)1 << (hash & 63);
}

/* Where the bit stands. */
static size_t place_of(uint64_t hash)
{
    return hash >> 6 & (RL_MEMORY_FILTER - 1);
}

/* Most words in small letters have no row: a bit says so. */
uint32_t rl_memory_row_of_small(const rl_recogniser *r, uint32_t token)
{
    const rl_text *text = r->findings->text;
    const rl_token *t = &text->tokens[token];
    if ((r->memory.filter[place_of(t->hash)] & bit_of(t->hash)) == 0)
        return RL_NONE;
    return rl_string_map_find_hashed(&r->memory.capitals, text->folded + t->fold, t->fold_length, t->hash);
}

bool rl_memory_has(const rl_recogniser *r, const rl_string_map *map, uint32_t token)
{
    const rl_text *text = r->findings->text;
    const rl_token *t = &text->tokens[token];
    return rl_string_map_find_hashed(map, text->folded + t->fold, t->fold_length, t->hash) != RL_NONE;
}

/* Spans are compared without hyphens and by their folded words, so a span that equals a decided one begins with the same
 * word, unless that folds to nothing or to several. */
static bool is_odd(const rl_text *text, const rl_token *token)
{
    return token->shape == RL_SHAPE_HYPHEN || token->fold_length == 0 ||
           memchr(text->folded + token->fold, ' ', token->fold_length) != NULL;
}

/* The row of a word with a capital, added if it is new. */
static uint32_t add_capital(rl_recogniser *r, uint32_t token)
{
    rl_memory *m = &r->memory;
    const rl_text *text = r->findings->text;
    size_t before = m->capitals.count;
    uint64_t hash = text->tokens[token].hash;
    uint32_t row = add_token(r, &m->capitals, token);
    if (row == RL_NONE)
        return RL_NONE;
    m->filter[place_of(hash)] |= bit_of(hash);
    rl_seen_word *seen = rl_array_grow(m->seen, &m->seen_capacity, m->capitals.count, sizeof *seen);
    if (seen == NULL)
        return RL_NONE;
    m->seen = seen;
    if (row == before)
        seen[row] = (rl_seen_word){.decided = is_odd(text, &text->tokens[token]) ? RL_DECIDED_ANYTHING : 0};
    return row;
}

/* A word that is known, as it stands here, has had its row since it was met first. Furniture is not known. */
static bool count_capital(rl_recogniser *r, uint32_t token)
{
    rl_token_context *context = &r->context[token];
    rl_known_word *known = &r->rows.words[context->known];
    bool is_known = context->known != RL_KNOWN_BEGIN;
    context->word = is_known && known->document == r->document ? known->seen : add_capital(r, token);
    if (context->word == RL_NONE)
        return false;
    if (is_known) {
        known->document = r->document;
        known->seen = context->word;
    }
    r->memory.seen[context->word].count++;
    return true;
}

/* Of words in small letters only those matter that stand with a capital somewhere, which are few: these come first. */
bool rl_memory_learn_words(rl_recogniser *r)
{
    const rl_text *text = r->findings->text;
    for (size_t i = 0; i < r->start_count; i++)
        if (rl_token_is_capital(&text->tokens[r->starts[i]]) && !count_capital(r, r->starts[i]))
            return false;
    for (uint32_t t = 0; t < text->token_count; t++) {
        uint32_t row = text->tokens[t].shape == RL_SHAPE_LOWER ? rl_memory_row_of_small(r, t) : RL_NONE;
        if (row != RL_NONE)
            r->memory.seen[row].small = true;
    }
    return true;
}

static bool fold_words(rl_recogniser *r, uint32_t first, uint32_t last)
{
    const rl_text *text = r->findings->text;
    rl_buffer_clear(&r->words);
    for (uint32_t t = first; t < last; t++) {
        if (text->tokens[t].shape == RL_SHAPE_HYPHEN)
            continue;
        if (r->words.length > 0 && !rl_buffer_append_char(&r->words, ' '))
            return false;
        if (!rl_buffer_append_short(&r->words, text->folded + text->tokens[t].fold, text->tokens[t].fold_length))
            return false;
    }
    return true;
}

/* Two of three spans are one word, whose folded form and hash are known. */
bool rl_span_fold(rl_recogniser *r, uint32_t first, uint32_t last)
{
    const rl_token *token = &r->findings->text->tokens[first];
    if (last - first == 1 && token->shape != RL_SHAPE_HYPHEN) {
        r->folded = (rl_folded_span){r->findings->text->folded + token->fold, token->fold_length, token->hash};
        return true;
    }
    if (!fold_words(r, first, last))
        return false;
    r->folded = (rl_folded_span){r->words.bytes, r->words.length, rl_hash_bytes(r->words.bytes, r->words.length)};
    return true;
}

uint32_t rl_span_find(const rl_recogniser *r, const rl_string_map *map)
{
    return rl_string_map_find_hashed(map, r->folded.bytes, r->folded.length, r->folded.hash);
}

static uint32_t add_span(const rl_recogniser *r, rl_string_map *map)
{
    return rl_string_map_add_hashed(map, r->folded.bytes, r->folded.length, r->folded.hash);
}

/* How often this folded span was decided as each type; a new row is zero. */
static uint16_t *counts_of(rl_recogniser *r)
{
    rl_memory *m = &r->memory;
    size_t before = m->decided.count;
    uint32_t row = add_span(r, &m->decided);
    void *counts = rl_array_grow(m->counts, &m->count_capacity, m->decided.count, sizeof *m->counts);
    if (counts != NULL)
        m->counts = counts;
    if (row == RL_NONE || counts == NULL)
        return NULL;
    if (m->decided.count > before)
        memset(m->counts[row], 0, sizeof m->counts[row]);
    return m->counts[row];
}

/* First letters of the words with a capital: "Asia-Pacific Economic Cooperation" -> "apec". */
static bool learn_acronym(rl_recogniser *r, const rl_candidate *c)
{
    const rl_text *text = r->findings->text;
    rl_buffer_clear(&r->words);
    for (uint32_t t = c->first; t < c->last; t++)
        if (rl_token_is_capital(&text->tokens[t]) && text->tokens[t].fold_length > 0 &&
            (text->tokens[t].classes & RL_CLASS_ORG_ENDING) == 0 &&
            !rl_buffer_append_char(&r->words, text->folded[text->tokens[t].fold]))
            return false;
    return r->words.length < 2 ||
           rl_string_map_add(&r->memory.acronyms, r->words.bytes, r->words.length) != RL_NONE;
}

static bool learn_beginnings(rl_recogniser *r, const rl_candidate *c)
{
    for (uint32_t last = c->first + 1; last < c->last; last++)
        if (!rl_span_fold(r, c->first, last) || add_span(r, &r->memory.beginnings) == RL_NONE)
            return false;
    return true;
}

static void note_decided(rl_recogniser *r, uint32_t token, uint8_t what)
{
    uint32_t row = rl_memory_row(r, token);
    if (row != RL_NONE)
        r->memory.seen[row].decided |= what;
}

static bool is_only_family(const rl_token *token)
{
    return (token->classes & (RL_CLASS_FAMILY | RL_CLASS_GIVEN)) == RL_CLASS_FAMILY;
}

/* Where the family name begins: "Wharvey-Oakes", "von der Heyden". */
static uint32_t family_start(const rl_text *text, const rl_candidate *c)
{
    uint32_t first = c->last - 1;
    while (first >= c->first + 3 && text->tokens[first - 1].shape == RL_SHAPE_HYPHEN)
        first -= 2;
    while (first >= c->first + 2 && (text->tokens[first - 1].classes & RL_CLASS_PARTICLE) != 0)
        first--;
    return first;
}

static bool learn_last(rl_recogniser *r, uint32_t token)
{
    note_decided(r, token, RL_DECIDED_LAST);
    return add_token(r, &r->memory.last_words, token) != RL_NONE;
}

/* A family name of several words, which is looked for whole. */
static bool learn_family(rl_recogniser *r, uint32_t first, uint32_t last)
{
    note_decided(r, first, RL_DECIDED_BEGINS);
    r->memory.odd |= is_odd(r->findings->text, &r->findings->text->tokens[first]);
    return rl_span_fold(r, first, last) && add_span(r, &r->memory.families) != RL_NONE;
}

static bool learn_person(rl_recogniser *r, const rl_candidate *c)
{
    const rl_text *text = r->findings->text;
    const rl_token *end = &text->tokens[c->last - 1];
    bool numeral = rl_token_is_numeral(text, end);
    bool junior = c->last - c->first > 2 && (rl_token_is_junior(text, end) || numeral);
    bool two_families = c->last - c->first >= 4 && is_only_family(&text->tokens[c->last - 2]);
    uint32_t family = family_start(text, c);
    if (two_families && !learn_last(r, c->last - 2))
        return false;
    if (family + 1 < c->last && !learn_family(r, family, c->last))
        return false;
    note_decided(r, c->first, RL_DECIDED_FIRST);
    if (rl_ends_eastern(r, c->first, c->last - 1))
        return learn_last(r, c->last - 4) && add_token(r, &r->memory.first_words, c->first) != RL_NONE;
    bool no_family = numeral && !junior; /* "Leopold II" */
    return (no_family || learn_last(r, c->last - (junior ? 2 : 1))) &&
           add_token(r, &r->memory.first_words, c->first) != RL_NONE;
}

static bool learn(rl_recogniser *r, rl_candidate *c)
{
    float score;
    uint32_t type = rl_candidate_best(c, &score);
    for (uint32_t t = c->first; t < c->last; t++)
        r->context[t].in_longer = c->last - c->first > 1;
    if (type >= RL_TYPE_BUILT_IN)
        return true;
    c->decided = (uint8_t)(type + 1);
    note_decided(r, c->first, RL_DECIDED_BEGINS);
    r->memory.odd |= is_odd(r->findings->text, &r->findings->text->tokens[c->first]);
    if (!rl_span_fold(r, c->first, c->last))
        return false;
    uint16_t *counts = counts_of(r);
    if (counts == NULL)
        return false;
    if (counts[type] < UINT16_MAX)
        counts[type]++;
    if (c->last - c->first < 2)
        return true;
    if (type == RL_TYPE_PERSON)
        return learn_person(r, c);
    return type != RL_TYPE_ORGANISATION || (learn_acronym(r, c) && learn_beginnings(r, c));
}

bool rl_memory_learn_decisions(rl_recogniser *r)
{
    for (size_t i = 0; i < r->chosen_count; i++)
        if (!learn(r, &r->candidates[r->chosen[i]]))
            return false;
    return true;
}

void rl_memory_clear(rl_memory *memory)
{
    rl_string_map *maps[] = {&memory->capitals,    &memory->decided,  &memory->last_words,
                             &memory->first_words, &memory->acronyms, &memory->beginnings,
                             &memory->families};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++)
        rl_string_map_clear(maps[i]);
    memset(memory->filter, 0, sizeof memory->filter);
    memory->odd = false;
}

void rl_memory_free(rl_memory *memory)
{
    rl_string_map *maps[] = {&memory->capitals,    &memory->decided,  &memory->last_words,
                             &memory->first_words, &memory->acronyms, &memory->beginnings,
                             &memory->families};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++)
        rl_string_map_free(maps[i]);
    free(memory->counts);
    free(memory->seen);
}
