/* The gazetteer stage: lists of names, and finding them in a text.
 *
 * Filled from files (text lists, or compiled gazetteers that are mapped and used in place), then sealed, then shared by
 * threads. */
#ifndef RL_GAZETTEER_GAZETTEER_H
#define RL_GAZETTEER_GAZETTEER_H

#include <relata/gazetteer.h>

#include "base/error.h"
#include "base/memory.h"
#include "model/candidate.h"
#include "model/entry.h"
#include "model/text.h"
#include "model/types.h"
#include "text/rules.h"

typedef struct rl_gazetteer rl_gazetteer;

rl_gazetteer *rl_gazetteer_new(rl_types *types); /* `types` is borrowed; NULL if there is no memory */
void rl_gazetteer_free(rl_gazetteer *gazetteer);

/* Reads a .tsv file, or maps a compiled gazetteer. Types that are new are added. An id that another file has already given
 * is the same entity: its names are added up, and the attributes of a user's list win over those of a shipped one, a later
 * list's over those of an earlier. */
relata_status rl_gazetteer_read(rl_gazetteer *gazetteer, const char *path, bool shipped, relata_error *err);

/* Is the file a compiled gazetteer? By its first bytes. */
bool rl_gazetteer_is_compiled(const char *path);

/* Compiles text lists, adds what the lexicon says of the language to `rules`, and finds what several lists name. */
relata_status rl_gazetteer_seal(rl_gazetteer *gazetteer, rl_text_rules *rules, relata_error *err);

/* All entries by number. Only those that hits named are filled in; they stay as they are. */
const rl_entry *rl_gazetteer_entries(const rl_gazetteer *gazetteer);

size_t rl_gazetteer_count(const rl_gazetteer *gazetteer);

/* Fills in the entry of a number, if it is not yet. Fails if the number is none, or the compiled gazetteer damaged. */
relata_status rl_gazetteer_read_entry(const rl_gazetteer *gazetteer, uint32_t entry, relata_error *err);

/* The number that hits give the entry with this id; RL_NONE if no list has it. */
relata_status rl_gazetteer_find(const rl_gazetteer *gazetteer, const char *id, size_t length, uint32_t *ret_entry,
                                relata_error *err);

/* The names of an entry. Strings are borrowed from the gazetteer. */
typedef struct rl_entry_names {
    uint32_t entry;
    const char *name;
    const char *aliases; /* strong ones, joined by "|" */
} rl_entry_names;

/* False ends the listing. */
typedef bool (*rl_entry_names_fn)(void *user, const rl_entry_names *names);

/* Hands out the names of all entries of a type, in the order of their numbers, without filling them in. */
relata_status rl_gazetteer_each(const rl_gazetteer *gazetteer, uint32_t type, rl_entry_names_fn receive, void *user,
                                relata_error *err);

/* As relata_engine_search and relata_engine_count. */
relata_status rl_gazetteer_search(const rl_gazetteer *gazetteer, const char *name, relata_listing_fn receive, void *user,
                                  relata_error *err);
relata_status rl_gazetteer_count_all(const rl_gazetteer *gazetteer, relata_statistic_fn receive, void *user,
                                     relata_error *err);

/* Adds the names of the files, without their folders, that a compiled gazetteer was made from. */
relata_status rl_gazetteer_sources(const char *path, rl_string_map *ret_names, relata_error *err);

/* Compiles lists into one image, and counts what it holds. */
relata_status rl_gazetteer_compile(const char *const *paths, size_t count, rl_buffer *ret_image,
                                   relata_compiled *ret_compiled, relata_error *err);

/* Compares every byte of a compiled gazetteer with its digests. */
relata_status rl_gazetteer_verify(const char *path, relata_error *err);

/* What one scan found, and what scans have learnt of words; a worker owns it and reuses it. It is freed when its gazetteer is.
 * A zeroed one is empty. */
typedef struct rl_hits {
    rl_hit *items; /* by first token, then longest first, then by entry, each meaning once */
    size_t count;
    size_t capacity;
    struct rl_known_words *known; /* gazetteer/known.h */
} rl_hits;

/* Finds every listed name in the text, and sets the classes of its tokens. Furniture is passed over. Cost: one table
 * access for each word, more only where longer names may begin. */
relata_status rl_gazetteer_scan(const rl_gazetteer *gazetteer, rl_text *text, rl_hits *hits, relata_error *err);

void rl_hits_free(rl_hits *hits);

#endif
