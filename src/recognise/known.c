/* Words that stand in candidates or beside them. Most of them come again and again, so what is known of a word is kept from
 * document to document, until there are many. */
#include "recognise/known.h"

#include "recognise/kinds.h"
#include "recognise/observing.h"

#include <stdlib.h>
#include <string.h>

enum { KEPT_WORDS = 1 << 15, FIRST_SLOTS = 1 << 12 };

/* ---- little words ---- */

enum { LITTLE_SLOTS = 64, LITTLE_LONGEST = 13 };

static const char *const LITTLE_WORDS[RL_LITTLE_COUNT] = {
    [RL_LITTLE_THE] = "the",
    [RL_LITTLE_A] = "a",
    [RL_LITTLE_AN] = "an",
    [RL_LITTLE_AND] = "and",
    [RL_LITTLE_OF] = "of",
    [RL_LITTLE_FOR] = "for",
    [RL_LITTLE_TO] = "to",
    [RL_LITTLE_FROM] = "from",
    [RL_LITTLE_WHO] = "who",
    [RL_LITTLE_WHOSE] = "whose",
    [RL_LITTLE_BASED] = "based",
    [RL_LITTLE_BORN] = "born",
    [RL_LITTLE_BOUND] = "bound",
    [RL_LITTLE_AREA] = "area",
    [RL_LITTLE_HEADQUARTERED] = "headquartered",
    [RL_LITTLE_RAISED] = "raised",
    [RL_LITTLE_AD] = "ad",
    [RL_LITTLE_BC] = "bc",
    [RL_LITTLE_BCE] = "bce",
    [RL_LITTLE_CE] = "ce",
    [RL_LITTLE_CENTURY] = "century",
    [RL_LITTLE_COMMA] = ",",
    [RL_LITTLE_AMPERSAND] = "&",
    [RL_LITTLE_DOLLAR] = "$",
    [RL_LITTLE_POUND] = "\xC2\xA3",
    [RL_LITTLE_EURO] = "\xE2\x82\xAC",
};

static rl_little_slot *little_slot(const rl_word_rows *rows, uint64_t hash)
{
    size_t i = hash % LITTLE_SLOTS;
    while (rows->little[i].word != RL_LITTLE_NONE && rows->little[i].hash != hash)
        i = (i + 1) % LITTLE_SLOTS;
    return &rows->little[i];
}

static bool fill_little(rl_word_rows *rows)
{
    rows->little = calloc(LITTLE_SLOTS, sizeof *rows->little);
    if (rows->little == NULL)
        return false;
    for (uint8_t word = RL_LITTLE_NONE + 1; word < RL_LITTLE_COUNT; word++) {
        uint64_t hash = rl_hash_bytes(LITTLE_WORDS[word], strlen(LITTLE_WORDS[word]));
        *little_slot(rows, hash) = (rl_little_slot){hash, word};
    }
    return true;
}

static uint8_t little_of(const rl_word_rows *rows, const rl_token *token)
{
    return token->fold_length <= LITTLE_LONGEST ? little_slot(rows, token->hash)->word : RL_LITTLE_NONE;
}

/* ---- rows ---- */

void rl_known_fill_inside(const rl_recogniser *r, const rl_token *token, rl_known_word *word)
{
    const rl_word_rows *rows = &r->rows;
    const rl_vocabulary *vocabulary = &r->vocabulary;
    const rl_text *text = r->findings->text;
    word->word = rl_word_rows_find(rows, RL_ROWS_INSIDE, word->value);
    word->last_2 = rl_word_rows_find(rows, RL_ROWS_LAST_2, rl_affix_value(vocabulary, text, token, 2, true).hash);
    word->last_3 = rl_word_rows_find(rows, RL_ROWS_LAST_3, rl_affix_value(vocabulary, text, token, 3, true).hash);
    word->last_4 = rl_word_rows_find(rows, RL_ROWS_LAST_4, rl_affix_value(vocabulary, text, token, 4, true).hash);
    word->first_3 = rl_word_rows_find(rows, RL_ROWS_FIRST_3, rl_affix_value(vocabulary, text, token, 3, false).hash);
}

static void fill_beside(const rl_word_rows *rows, rl_known_word *word)
{
    word->pairs = rl_word_rows_find(rows, RL_ROWS_PAIRS, word->value);
    word->left = rl_word_rows_find(rows, RL_ROWS_LEFT, word->value);
    word->right = rl_word_rows_find(rows, RL_ROWS_RIGHT, word->value);
    word->second_left = rl_word_rows_find(rows, RL_ROWS_SECOND_LEFT, word->value);
    word->second_right = rl_word_rows_find(rows, RL_ROWS_SECOND_RIGHT, word->value);
}

void rl_known_fill_beside(const rl_recogniser *r, const rl_token *token, rl_known_word *word)
{
    uint64_t letters = rl_affix_value(&r->vocabulary, r->findings->text, token, 3, true).hash;
    fill_beside(&r->rows, word);
    word->left_3 = rl_word_rows_find(&r->rows, RL_ROWS_LEFT_3, letters);
}

/* ---- numbers ---- */

static rl_known_slot *slot_of(const rl_word_rows *rows, uint64_t hash, uint64_t says)
{
    size_t mask = rows->slot_count - 1;
    uint32_t tag = (uint32_t)(hash >> 32);
    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        rl_known_slot *slot = &rows->slots[i];
        if (slot->number == 0)
            return slot;
        const rl_known_word *word = &rows->words[slot->number - 1];
        if (slot->tag == tag && word->hash == hash && word->says == says)
            return slot;
    }
}

static bool grow(rl_word_rows *rows)
{
    rl_word_rows grown = *rows;
    grown.slot_count = rows->slot_count == 0 ? FIRST_SLOTS : rows->slot_count * 2;
    grown.slots = calloc(grown.slot_count, sizeof *grown.slots);
    if (grown.slots == NULL)
        return false;
    for (size_t i = 0; i < rows->slot_count; i++) {
        const rl_known_word *word = &rows->words[rows->slots[i].number - 1];
        if (rows->slots[i].number > 0)
            *slot_of(&grown, word->hash, word->says) = rows->slots[i];
    }
    free(rows->slots);
    *rows = grown;
    return true;
}

static rl_known_word *add(rl_word_rows *rows)
{
    rl_known_word *words = rl_array_grow(rows->words, &rows->word_capacity, rows->word_count + 1, sizeof *words);
    if (words == NULL || rows->word_count >= RL_NONE - 1)
        return NULL;
    rows->words = words;
    rl_known_word *word = &words[rows->word_count++];
    *word = (rl_known_word){.word = RL_NONE, .pairs = RL_NONE};
    return word;
}

static bool add_beyond(rl_recogniser *r, uint32_t kind, rl_constant says)
{
    rl_known_word *word = add(&r->rows);
    if (word == NULL)
        return false;
    word->value = r->vocabulary.constants[says].hash;
    word->kind_rows = kind;
    word->kind = r->rows.kinds[kind].kind;
    if (r->weights->learned.count > 0)
        fill_beside(&r->rows, word);
    return true;
}

bool rl_known_begin(rl_recogniser *r)
{
    rl_word_rows *rows = &r->rows;
    if ((rows->slots == NULL && !grow(rows)) || (rows->little == NULL && !fill_little(rows)) || !rl_kinds_begin(r))
        return false;
    if (rows->word_count > KEPT_WORDS) {
        memset(rows->slots, 0, rows->slot_count * sizeof *rows->slots);
        rows->word_count = 0;
    }
    return rows->word_count > 0 ||
           (add_beyond(r, RL_KIND_BEGIN, RL_SAYS_BEGIN) && add_beyond(r, RL_KIND_END, RL_SAYS_END));
}

/* What a token's kind depends on besides its hash. */
static inline uint64_t says_of(const rl_text *text, const rl_token *token)
{
    uint64_t says = token->classes | (uint64_t)token->shape << 32;
    switch (token->shape) {
    case RL_SHAPE_CAPITALISED:
        return says | (uint64_t)(token->end - token->start == 1) << 40;
    case RL_SHAPE_ALL_CAPS:
        return says | (uint64_t)(token->fold_length > 5) << 40;
    case RL_SHAPE_PUNCTUATION:
        return says | (uint64_t)(token->fold_length == 1 ? (unsigned char)text->folded[token->fold] : 0) << 40;
    default:
        return says;
    }
}

static uint32_t add_word(rl_recogniser *r, const rl_token *token, uint64_t says)
{
    rl_word_rows *rows = &r->rows;
    uint8_t little = little_of(rows, token);
    uint32_t kind = rl_kind_number(r, token, little, says);
    if (kind == RL_NONE || (rows->word_count * 2 >= rows->slot_count && !grow(rows)))
        return RL_NONE;
    rl_known_word *word = add(rows);
    if (word == NULL)
        return RL_NONE;
    word->hash = token->hash;
    word->says = says;
    word->value = rl_word_value(&r->vocabulary, r->findings->text, token).hash;
    word->kind_rows = kind;
    word->kind = rows->kinds[kind].kind;
    *slot_of(rows, token->hash, says) = (rl_known_slot){(uint32_t)rows->word_count, (uint32_t)(token->hash >> 32)};
    return (uint32_t)rows->word_count - 1;
}

uint32_t rl_known_number(rl_recogniser *r, const rl_token *token)
{
    uint64_t says = says_of(r->findings->text, token);
    const rl_known_slot *slot = slot_of(&r->rows, token->hash, says);
    return slot->number > 0 ? slot->number - 1 : add_word(r, token, says);
}
