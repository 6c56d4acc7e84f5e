/* A compiled gazetteer: one block of bytes that is used in place, mapped from a .rgz file or made in memory from text
 * lists. Internal to gazetteer/.
 *
 * The block is a head, then sections. All numbers are in the machine's own byte order; the head says which that is, and
 * an image of the other order is refused. Opening checks the head, the table of sections and their digest; the sections
 * themselves are read with every offset checked against their bounds, so that a damaged image gives an error or a missing
 * name, never a read outside the block. docs/formats.md describes the layout. */
#ifndef RL_GAZETTEER_IMAGE_H
#define RL_GAZETTEER_IMAGE_H

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "model/lexicon.h"

enum { RL_IMAGE_VERSION = 2, RL_DIGEST_SIZE = 32, RL_RECORD_STRIDE = 16 };

#define RL_IMAGE_MAGIC "RELATAGZ"
#define RL_IMAGE_ORDER 0x01020304u

typedef enum rl_section {
    RL_SECTION_TYPES = 0, /* names of entity types, each ended by a NUL */
    RL_SECTION_SOURCES,   /* names of the files that it was made from, each ended by a NUL */
    RL_SECTION_TEXTS,     /* what cells of kind, country, role … hold, each once, ended by a NUL */
    RL_SECTION_CLASSES,   /* rl_classes: the sets of word classes that occur */
    RL_SECTION_SMALL,     /* slots of names whose first word has no capital */
    RL_SECTION_CAPITALS,  /* slots of the other names */
    RL_SECTION_PAIRS,     /* uint64_t: a filter of the two words that longer names begin with, of both tables */
    RL_SECTION_MEANINGS,  /* rl_meaning, those of one name in a row */
    RL_SECTION_WORDS,     /* folded words of names that are not plain, and of the lexicon, each name ended by a NUL */
    RL_SECTION_ENTRIES,   /* uint32_t: where the record of every RL_RECORD_STRIDEth entry begins */
    RL_SECTION_RECORDS,   /* what the rows say: gazetteer/record.h */
    RL_SECTION_HASHES,    /* uint32_t: of each entry's id; left out of large images */
    RL_SECTION_IDS,       /* uint32_t: a hash table of entries by their ids: gazetteer/ids.h */
    RL_SECTION_RULES,     /* what the lexicon teaches the tokeniser: a byte of rl_rule bits, a folded word, a NUL */
    RL_SECTION_COUNT
} rl_section;

enum { RL_RULE_ABBREVIATION = 1, RL_RULE_STARTER = 2, RL_RULE_WORD = 4 };

typedef struct rl_image_head {
    char magic[8];
    uint32_t version;
    uint32_t order;
    uint64_t size; /* of the whole image in bytes */
    uint64_t seed; /* of the keys of names */
    uint64_t symbols; /* a bit for each symbol that a name begins with, by its hash */
    uint64_t entry_count;
    struct {
        uint64_t start; /* a multiple of 8 */
        uint64_t length;
    } sections[RL_SECTION_COUNT];
    unsigned char body_digest[RL_DIGEST_SIZE]; /* SHA-256 of all that follows the head */
    unsigned char head_digest[RL_DIGEST_SIZE]; /* … and of all that precedes this */
} rl_image_head;

/* One meaning of a name, in twelve bytes: a gazetteer of a million names has as many. The entry (for rows of the lexicon the
 * number of the set in RL_SECTION_CLASSES), from its lowest bit on: 27 bits of number, 3 of rl_name_kind, RL_MEANING_LAST,
 * RL_MEANING_PLAIN. */
typedef struct rl_meaning {
    uint32_t entry;
    uint32_t words;    /* where the name stands in RL_SECTION_RECORDS if it is plain, else in RL_SECTION_WORDS */
    uint16_t capitals; /* bit k: word k has a capital in the list */
    uint16_t acronyms; /* bit k: word k is all capitals in the list */
} rl_meaning;

#define RL_MEANING_ENTRIES ((uint32_t)1 << 27)
#define RL_MEANING_LAST ((uint32_t)1 << 30)  /* the last one of its name */
#define RL_MEANING_PLAIN ((uint32_t)1 << 31) /* ASCII, a single space between words: compared as written, case aside */

static inline uint32_t rl_meaning_entry(const rl_meaning *meaning)
{
    return meaning->entry & (RL_MEANING_ENTRIES - 1);
}

static inline unsigned rl_meaning_kind(const rl_meaning *meaning)
{
    return meaning->entry >> 27 & 7;
}

/* A slot stands for a run of words that begins names, or is one. From its top: 32 bits of the run's key; a bit, set if
 * longer names begin so; the number of the first meaning + 1, or 0 if no name ends here. An empty slot is 0. */
typedef uint64_t rl_slot;

#define RL_SLOT_LONGER ((uint64_t)1 << 31)
#define RL_SLOT_MEANING (RL_SLOT_LONGER - 1)

enum {
    RL_PROBES_MOST = 500,       /* slots looked at for one key: many times what chance makes of a full table */
    RL_MEANINGS_MOST = 1 << 16  /* meanings of one name that are looked at; more say nothing */
};

typedef struct rl_slots {
    const rl_slot *items;
    size_t count;
} rl_slots;

/* A filter of keys, a byte for each: says of most keys that are not among them so, of those that are never. It is so
 * small that it stays in the processor's cache where slots do not. */
typedef struct rl_filter {
    const uint64_t *items;
    size_t count;
} rl_filter;

typedef struct rl_image {
    const char *bytes; /* borrowed */
    const char *path;  /* for messages; borrowed */
    const rl_image_head *head;
    rl_slots small;
    rl_slots capitals;
    rl_filter pairs;
    const rl_meaning *meanings;
    size_t meaning_count;
    const rl_classes *classes;
    size_t class_count;
    const uint32_t *starts; /* of records */
    size_t entry_count;
    const uint32_t *hashes; /* NULL if it has none */
    const uint32_t *ids;
    size_t id_count;
    uint64_t root; /* the key of no words */
} rl_image;

/* Does a file begin as an image does? */
bool rl_image_is(const char *bytes, size_t length);

/* Checks the head of an image (borrowed, aligned to 8 bytes) and finds its sections. `path` is borrowed too. */
relata_status rl_image_open(const char *bytes, size_t length, const char *path, rl_image *ret_image,
                            relata_error *err);

/* Fills in the digests of an image that is otherwise complete. */
void rl_image_sign(char *bytes, size_t length);

/* Compares every byte with the digests. */
relata_status rl_image_verify(const rl_image *image, relata_error *err);

/* The error for an offset that leads out of its section. */
relata_status rl_image_damaged(const rl_image *image, relata_error *err);

/* A section's bytes. */
const char *rl_image_section(const rl_image *image, rl_section section, size_t *ret_length);

/* The key of no words, and of a run of words from the key of the run without its last word. */
uint64_t rl_key_root(uint64_t seed);
static inline uint64_t rl_key_next(uint64_t key, uint64_t word_hash)
{
    uint64_t next = rl_hash_mix(key, word_hash);
    return next + (next == 0); /* 0 stands for an empty slot while an image is made */
}

/* Where the search for a key begins in a table of `count` slots. */
static inline size_t rl_slot_home(uint64_t key, size_t count)
{
    return (size_t)(((key >> 32) * (uint64_t)count) >> 32);
}

static inline uint64_t rl_slot_tag(uint64_t key)
{
    return key << 32;
}

/* The key of two words in the filter of pairs: one for all images, whatever the seeds of their keys. */
static inline uint64_t rl_pair_key(uint64_t first_hash, uint64_t second_hash)
{
    return rl_hash_mix(first_hash, second_hash);
}

/* The bits of a key in its item of a filter. */
static inline uint64_t rl_filter_bits(uint64_t key)
{
    return (uint64_t)1 << (key & 63) | (uint64_t)1 << (key >> 6 & 63);
}

/* May the key be among those that the filter is of? */
static inline bool rl_filter_has(const rl_filter *filter, uint64_t key)
{
    uint64_t bits = rl_filter_bits(key);
    return filter->count > 0 && (filter->items[rl_slot_home(key, filter->count)] & bits) == bits;
}

/* Asks memory for what rl_filter_has will look at. */
static inline void rl_filter_fetch(const rl_filter *filter, uint64_t key)
{
    __builtin_prefetch(filter->items + rl_slot_home(key, filter->count));
}

#endif
