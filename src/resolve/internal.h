/* What the files of document resolution share. */
#ifndef RL_RESOLVE_INTERNAL_H
#define RL_RESOLVE_INTERNAL_H

#include "base/memory.h"
#include "base/table.h"
#include "model/reason.h"
#include "resolve/document.h"

enum { RL_NAME_WORDS = 16 };

/* The words of a name: token numbers, without hyphens, possessives and endings such as "Inc.". */
typedef struct rl_name {
    uint32_t words[RL_NAME_WORDS];
    size_t count;
} rl_name;

/* What "Mr." or "Mrs." says of its bearer. */
typedef enum rl_honorific { RL_HONORIFIC_NONE = 0, RL_HONORIFIC_MAN, RL_HONORIFIC_WOMAN } rl_honorific;

typedef struct rl_local {
    rl_local_entity entity;
    rl_name name;
    uint32_t parent;    /* another local that it turned out to be, or itself */
    rl_reason reason;   /* … and why */
    uint32_t last_full; /* mention number + 1 of its latest full mention, while mentions are walked in order */
    uint8_t honorific;  /* rl_honorific, of its first full mention that has one */
    bool bare;          /* a listed person whom only a family name means here */
    bool usual;         /* … a family name alone, without an office */
    uint32_t titled;    /* mention number + 1 of the latest with an office */
} rl_local;

/* Under what locals are found. */
typedef enum rl_key_kind {
    RL_KEY_ENTRY = 'e',    /* their list entry */
    RL_KEY_NAME = 'n',     /* a whole name */
    RL_KEY_AGREEING = 'a', /* first letter and last word of a person's name: those that may agree */
    RL_KEY_PARTIAL = 'p',  /* the name of a person known by one word only */
    RL_KEY_ENDING = 'f',   /* the last words of a longer name */
    RL_KEY_BEGINNING = 'g',
    RL_KEY_FIRST_FAMILY = 's', /* the first of two family names: "Paredes" of "Rubén Paredes Quispe" */
    RL_KEY_INITIALS = 'i'
} rl_key_kind;

/* The key that is asked for. Words and bytes are borrowed. */
typedef struct rl_key {
    uint64_t hash; /* of all of it */
    rl_key_kind kind;
    uint32_t number;       /* type or entry */
    const uint32_t *words; /* tokens */
    size_t count;
    const char *bytes;
    size_t length;
} rl_key;

/* A key under which there is something. */
typedef struct rl_kept_key {
    uint64_t hash;
    rl_key_kind kind;
    uint32_t number;
    size_t words; /* in rl_resolver.key_words */
    size_t count;
    size_t bytes; /* in rl_resolver.key_bytes */
    size_t length;
} rl_kept_key;

/* The locals that are found under one key, in the order in which they were added. */
typedef struct rl_bearers {
    rl_kept_key key;
    uint32_t first; /* links */
    uint32_t last;
    uint32_t count;
    uint32_t named; /* the one named last, while mentions are walked in order; else RL_NONE */
} rl_bearers;

typedef struct rl_bearer_link {
    uint32_t local;
    uint32_t next; /* RL_NONE at the end */
} rl_bearer_link;

/* How often something is meant. */
typedef struct rl_tallied {
    const char *country; /* of a list; or NULL and … */
    uint32_t entry;
    uint32_t count;
} rl_tallied;

/* A zeroed one is empty. */
typedef struct rl_tally {
    rl_table table;
    rl_tallied *items;
    size_t capacity;
} rl_tally;

struct rl_resolver {
    const rl_resolve_input *input;
    rl_local *locals;
    size_t count;
    size_t capacity;
    rl_local_entity *entities;
    size_t entity_capacity;
    uint32_t *numbers; /* by local: number of its entity */
    size_t number_capacity;
    /* find.c */
    rl_key key;
    rl_table keys;
    rl_bearers *bearers; /* by key */
    size_t bearer_capacity;
    rl_bearer_link *links;
    size_t link_count;
    size_t link_capacity;
    uint32_t *key_words;
    size_t key_word_count;
    size_t key_word_capacity;
    rl_buffer key_bytes;
    rl_buffer initials; /* organisations.c */
    uint32_t *hits_of; /* by mention: the first hit that begins where it does, or later */
    size_t hits_of_capacity;
    /* choose.c */
    rl_tally countries; /* by name: how often the document means them */
    uint32_t most_meant; /* the highest count of a country */
    rl_tally certain;   /* by entry: how often it is meant beyond doubt */
    bool failed; /* memory ran out while keys were looked up; checked once for each type */
};

/* names.c */
void rl_name_of(const rl_resolver *r, const rl_mention *mention, rl_name *ret);
bool rl_word_equal(const rl_resolver *r, uint32_t a, uint32_t b);
bool rl_name_equal(const rl_resolver *r, const rl_name *a, const rl_name *b);
bool rl_name_ends(const rl_resolver *r, const rl_name *name, const rl_name *part); /* part is a shorter ending */
/* Length in bytes of the first character of a token's folded form. */
size_t rl_initial_length(const rl_resolver *r, uint32_t token);
/* Two full names of people that can be one person: same last word, first words equal or one the initial of the other.
 */
bool rl_name_agrees(const rl_resolver *r, const rl_name *a, const rl_name *b);
/* Makes the fullest name of two that agree: the longer, with words for its initials where the other has them. So "Jan Moy"
 * does not join whom "J. Moy" and "Jaroslaw Moy" named before. */
void rl_name_complete(const rl_resolver *r, rl_name *known, const rl_name *more);

/* Number of a new local for this mention, RL_NONE if there is no memory. */
uint32_t rl_local_add(rl_resolver *r, uint32_t mention, uint32_t entry, const rl_name *name, bool partial);
uint32_t rl_local_root(rl_resolver *r, uint32_t local);
void rl_local_join(rl_resolver *r, uint32_t a, uint32_t b, rl_reason reason);

/* ---- find.c: a document may hold a hundred thousand names, so nothing is found by walking over all of them ---- */

/* The first hit that begins at or after the token; where the mention begins or after it; the mention with just these tokens,
 * or NULL. */
size_t rl_first_hit(const rl_resolver *r, uint32_t token);
size_t rl_hits_of(const rl_resolver *r, const rl_mention *mention); /* one of the input's */
const rl_mention *rl_mention_at(const rl_resolver *r, uint32_t first, uint32_t last);

/* Set the key that the next calls ask for. */
void rl_key_entry(rl_resolver *r, uint32_t entry);
void rl_key_words(rl_resolver *r, rl_key_kind kind, uint32_t number, const uint32_t *words, size_t count);
void rl_key_name(rl_resolver *r, uint32_t type, const rl_name *name);
void rl_key_bytes(rl_resolver *r, const char *bytes, size_t length); /* bytes that it has as well; once for a key */

/* The locals under the key, NULL if there are none. Borrowed until the next one is added. */
rl_bearers *rl_bearers_find(rl_resolver *r);
void rl_bearers_add(rl_resolver *r, uint32_t local);
/* The same unless it is there already. Beyond RL_NAMESAKES locals none is added: so many bearers mean nobody. */
enum { RL_NAMESAKES = 64 };
void rl_bearers_add_once(rl_resolver *r, uint32_t local);
/* The first local under the key, RL_NONE if there is none. */
uint32_t rl_bearers_first(rl_resolver *r);
/* Before all the others. False if there is no memory. */
bool rl_find_prepare(rl_resolver *r);
void rl_find_free(rl_resolver *r);

/* ---- choose.c: where lists have several entries of one name ---- */

/* Counts what the document says beyond doubt. Before rl_entry_choose. */
bool rl_choose_prepare(rl_resolver *r);
/* Gives a mention of a place or organisation the entry that it means. */
void rl_entry_choose(const rl_resolver *r, rl_mention *mention);
void rl_choose_free(rl_resolver *r);

/* "Jr.", "Sr." or "III" behind a full name. */
bool rl_name_has_suffix(const rl_resolver *r, const rl_name *name);

/* parts.c */
/* Joins names that are a part of only one longer name. After all full names are indexed by their parts. */
void rl_join_parts(rl_resolver *r);
/* How many bearers there are, 1 if all of them (when they are few) turned out to be one person. */
size_t rl_bearers_apart(rl_resolver *r, const rl_bearers *bearers);
rl_honorific rl_honorific_before(const rl_resolver *r, const rl_mention *mention);
/* The bearer who was named so, else the one named last of those who were not named otherwise; RL_NONE if all were. */
uint32_t rl_bearer_by_honorific(const rl_resolver *r, const rl_bearers *bearers, rl_honorific honorific);

/* well_known.c */
/* The listed person that a family name alone means: one whom news name so, and far better known than the others of that
 * name; or the only one of a user's list. */
uint32_t rl_well_known_bearer(const rl_resolver *r, const rl_mention *mention);
/* Does the mention mean this listed person, who is `known` if the document meant him before, rather than the bearer that
 * the document names? */
bool rl_means_well_known(const rl_resolver *r, const rl_mention *mention, const rl_local *other, uint32_t entry,
                         const rl_local *known);
/* The bearer through whom lists know the one that the document names ("son of Donald Trump"), RL_NONE if there is none. */
uint32_t rl_bearer_known_through(const rl_resolver *r, const rl_mention *mention, uint32_t entry);
/* Does an office stand right before the mention? */
bool rl_has_office(const rl_resolver *r, const rl_mention *mention);

/* people.c, organisations.c, places.c: each gives an entity to the mentions of its type. False: no memory. */
bool rl_resolve_people(rl_resolver *r);
bool rl_resolve_organisations(rl_resolver *r);
bool rl_resolve_places(rl_resolver *r);
bool rl_resolve_others(rl_resolver *r);

#endif
