/* What is known of the ways in which names are written: rows of .variants files, whose format is described at the head of
 * gazetteers/en/names.variants. Read before the first document, then read-only. */
#ifndef RL_RESOLVE_VARIANTS_H
#define RL_RESOLVE_VARIANTS_H

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"

enum { RL_VARIANT_BYTES = 64, RL_NICKNAMES = 4 };

/* Letters and what stands for them. */
typedef struct rl_rewriting {
    const char *from;
    const char *to;
    size_t from_length;
    size_t to_length;
} rl_rewriting;

typedef struct rl_rewritings {
    rl_rewriting *items; /* longest `from` first */
    size_t count;
    size_t capacity;
    uint64_t first[4]; /* a bit for each byte that some row begins with */
} rl_rewritings;

/* A zeroed one has no rows: then only words that are equal have one key. */
typedef struct rl_variants {
    rl_arena strings;
    rl_string_map words; /* kind and spelling -> */
    const char **meant;  /* … the other spelling */
    size_t meant_capacity;
    rl_rewritings beginnings;
    rl_rewritings endings;
    rl_rewritings letters;
    uint64_t respelt[256]; /* by first byte: a bit for each length of a word that is respelt (lengths from 64 on count again) */
} rl_variants;

/* Adds the rows of a file. */
relata_status rl_variants_read(rl_variants *variants, const char *path, relata_error *err);
void rl_variants_free(rl_variants *variants);

/* A key that spellings of one word share. Words are folded. */
uint64_t rl_variant_key(const rl_variants *variants, const char *word, size_t length);

/* Keys of the names that a given name can be short for, and of itself if others are short for it. Returns how many. */
size_t rl_variant_nicknames(const rl_variants *variants, const char *word, size_t length, uint64_t ret[RL_NICKNAMES]);

/* Does the word tell bearers of one name apart ("jr")? */
bool rl_variant_is_suffix(const rl_variants *variants, const char *word, size_t length);

/* Do so many bear the family name that an initial with it says little? */
bool rl_variant_is_common(const rl_variants *variants, const char *word, size_t length);

/* The word that stands for this one in names of organisations and places: perhaps itself. */
const char *rl_variant_respelt(const rl_variants *variants, const char *word, size_t length, size_t *ret_length);
/* Does another one stand for some word of a folded name? */
bool rl_variant_changes(const rl_variants *variants, const char *name);

#endif
