/* Words that a scan has met before, and all that the index says of them alone: their classes, the names that they are,
 * whether longer names begin with them. Internal to gazetteer/.
 *
 * A text says few words, and says them often: nine of ten were met before. What the index says of a word depends on
 * its folded form and on how it is written, which eight numbers tell, and on nothing else: so it is asked once, and
 * remembered in a table of fixed size, in which two words share a line of the cache and the one that was met last
 * stays. */
#ifndef RL_GAZETTEER_KNOWN_H
#define RL_GAZETTEER_KNOWN_H

#include "base/hash.h"
#include "gazetteer/internal.h"
#include "text/text.h"

enum {
    RL_KNOWN_SETS = 16384,
    RL_KNOWN_LONGEST = 15,   /* folded bytes of a word */
    RL_KNOWN_HITS_MOST = 64, /* names that a word is; the index is asked again for those of more */
    RL_KNOWN_POOL = 1 << 16  /* names of all words: when there are more, all is forgotten */
};

/* How a word is written, as far as the index cares. */
typedef enum rl_writing {
    RL_WRITING_SYMBOL = 0, /* not a word */
    RL_WRITING_SMALL,
    RL_WRITING_CAPITALISED,
    RL_WRITING_CAPITAL, /* otherwise with a capital: an initial, iPhone */
    RL_WRITING_SHOUTED, /* in capitals */
    RL_WRITING_ACRONYM, /* … and short, in a sentence that has small letters */
    RL_WRITING_NUMBER,
    RL_WRITING_SHOUTED_NUMBER /* 3M */
} rl_writing;

enum {
    RL_KNOWN_BEGINS = 1, /* longer names begin with it */
    RL_KNOWN_NAMES = 2,  /* it is a name, or several */
    RL_KNOWN_ASKED = 4   /* … so many that the index must be asked each time */
};

/* What makes a word this word: the bytes of its folded form, zeros behind its end, and in the last byte its length and
 * how it is written. All zeros is none. */
typedef struct rl_known_key {
    uint64_t head;
    uint64_t tail;
} rl_known_key;

typedef struct rl_known_word {
    rl_known_key key;
    rl_classes classes;
    uint32_t first_hit;
    uint16_t hit_count;
    uint16_t flags;
} rl_known_word;

/* A name that a word is. */
typedef struct rl_known_hit {
    uint32_t entry;
    uint32_t kind;
} rl_known_hit;

/* The one met last comes first. */
typedef struct rl_known_set {
    rl_known_word words[2];
} rl_known_set;

struct rl_known_words {
    const rl_gazetteer *gazetteer; /* that they are of */
    rl_known_set *sets;            /* in `memory`, aligned */
    void *memory;
    rl_known_hit *hits;
    size_t hit_count;
    size_t hit_capacity;
};

typedef struct rl_known_words rl_known_words;

/* NULL if there is no memory. */
rl_known_words *rl_known_words_new(const rl_gazetteer *gazetteer);
void rl_known_words_free(rl_known_words *known);

/* Remembers a word in its set, instead of the one that was met longest ago, with the names that it is. False if there
 * is no memory. */
bool rl_known_words_add(rl_known_words *known, rl_known_set *set, const rl_known_word *word, const rl_hit *hits);

/* "US", "WHO", "IT" in a line that is not all capitals: not the words us, who, it. */
static inline bool rl_token_is_acronym(const rl_text *text, const rl_token *token)
{
    bool capitals = token->shape == RL_SHAPE_ALL_CAPS || token->shape == RL_SHAPE_DOTTED;
    if (!capitals || token->fold_length > 4)
        return false;
    return text->sentence_count == 0 || (text->sentences[token->sentence].flags & RL_SENTENCE_ALL_CAPS) == 0;
}

/* How a token is written. */
static inline rl_writing rl_writing_of(const rl_text *text, const rl_token *token)
{
    static const uint8_t writings[] = {
        [RL_SHAPE_OTHER] = RL_WRITING_SYMBOL,
        [RL_SHAPE_LOWER] = RL_WRITING_SMALL,
        [RL_SHAPE_CAPITALISED] = RL_WRITING_CAPITALISED,
        [RL_SHAPE_ALL_CAPS] = RL_WRITING_SHOUTED,
        [RL_SHAPE_DOTTED] = RL_WRITING_SHOUTED,
        [RL_SHAPE_INITIAL] = RL_WRITING_CAPITAL,
        [RL_SHAPE_MIXED] = RL_WRITING_CAPITAL,
        [RL_SHAPE_NUMBER] = RL_WRITING_NUMBER,
        [RL_SHAPE_POSSESSIVE] = RL_WRITING_SYMBOL,
        [RL_SHAPE_HYPHEN] = RL_WRITING_SYMBOL,
        [RL_SHAPE_PUNCTUATION] = RL_WRITING_SYMBOL,
    };
    rl_writing writing = (rl_writing)writings[token->shape];
    if (writing < RL_WRITING_SHOUTED)
        return writing;
    if (writing == RL_WRITING_SHOUTED)
        return rl_token_is_acronym(text, token) ? RL_WRITING_ACRONYM : RL_WRITING_SHOUTED;
    return rl_token_is_shouted(text, token) ? RL_WRITING_SHOUTED_NUMBER : RL_WRITING_NUMBER;
}

/* May a token be remembered? */
static inline bool rl_known_may_be(const rl_token *token)
{
    return token->fold_length - 1u < RL_KNOWN_LONGEST; /* nor an empty one */
}

/* The key of a word. Sixteen bytes are read of the folded form, however long it is (rl_text promises that they are
 * there), and those behind its end blanked: no branch depends on the length. */
static inline rl_known_key rl_known_key_of(const rl_text *text, const rl_token *token, rl_writing writing)
{
    static const uint64_t kept[RL_KNOWN_LONGEST + 1][2] = {
        {0, 0},
        {UINT64_C(0xFF), 0},
        {UINT64_C(0xFFFF), 0},
        {UINT64_C(0xFFFFFF), 0},
        {UINT64_C(0xFFFFFFFF), 0},
        {UINT64_C(0xFFFFFFFFFF), 0},
        {UINT64_C(0xFFFFFFFFFFFF), 0},
        {UINT64_C(0xFFFFFFFFFFFFFF), 0},
        {UINT64_MAX, 0},
        {UINT64_MAX, UINT64_C(0xFF)},
        {UINT64_MAX, UINT64_C(0xFFFF)},
        {UINT64_MAX, UINT64_C(0xFFFFFF)},
        {UINT64_MAX, UINT64_C(0xFFFFFFFF)},
        {UINT64_MAX, UINT64_C(0xFFFFFFFFFF)},
        {UINT64_MAX, UINT64_C(0xFFFFFFFFFFFF)},
        {UINT64_MAX, UINT64_C(0xFFFFFFFFFFFFFF)},
    };
    const char *folded = text->folded + token->fold;
    const uint64_t *mask = kept[token->fold_length];
    uint64_t form = (uint64_t)token->fold_length << 4 | writing;
    return (rl_known_key){rl_hash_word(folded) & mask[0], (rl_hash_word(folded + 8) & mask[1]) | form << 56};
}

static inline bool rl_known_key_is(const rl_known_key *a, rl_known_key b)
{
    return ((a->head ^ b.head) | (a->tail ^ b.tail)) == 0;
}

/* The set in which a word is, if it is remembered. */
static inline rl_known_set *rl_known_set_of(const rl_known_words *known, uint64_t hash, rl_writing writing)
{
    return &known->sets[(hash ^ (uint64_t)writing << 11) & (RL_KNOWN_SETS - 1)];
}

/* The word, if it is in its set; NULL if it is not. */
static inline const rl_known_word *rl_known_word_find(rl_known_set *set, rl_known_key key)
{
    if (rl_known_key_is(&set->words[0].key, key))
        return &set->words[0];
    if (!rl_known_key_is(&set->words[1].key, key))
        return NULL;
    rl_known_word first = set->words[0];
    set->words[0] = set->words[1];
    set->words[1] = first;
    return &set->words[0];
}

#endif
