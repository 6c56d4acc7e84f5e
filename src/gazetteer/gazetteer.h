/* The gazetteer stage: lists of names, and finding them in a text.
 *
 * Filled from files, then sealed into an index, then read-only and shared by threads. */
#ifndef RL_GAZETTEER_GAZETTEER_H
#define RL_GAZETTEER_GAZETTEER_H

#include "base/error.h"
#include "model/candidate.h"
#include "model/entry.h"
#include "model/text.h"
#include "model/types.h"
#include "text/rules.h"

typedef struct rl_gazetteer rl_gazetteer;

rl_gazetteer *rl_gazetteer_new(void); /* NULL if there is no memory */
void rl_gazetteer_free(rl_gazetteer *gazetteer);

/* Reads one .tsv file. Types that are new are added to `types`. An id that another file has already given is the same
 * entity: its names are added, and the attributes of a user's list win over those of a shipped one. */
relata_status rl_gazetteer_read(rl_gazetteer *gazetteer, const char *path, bool shipped, rl_types *types,
                                relata_error *err);

/* Adds what the lexicon rows say of the language to `rules`, then builds the index. */
relata_status rl_gazetteer_seal(rl_gazetteer *gazetteer, rl_text_rules *rules, relata_error *err);

size_t rl_gazetteer_count(const rl_gazetteer *gazetteer);
const rl_entry *rl_gazetteer_entries(const rl_gazetteer *gazetteer); /* all of them, by number */
const rl_entry *rl_gazetteer_entry(const rl_gazetteer *gazetteer, uint32_t entry);

/* What one scan found; a worker owns it and reuses it. A zeroed one is empty. */
typedef struct rl_hits {
    rl_hit *items; /* by first token, then longest first */
    size_t count;
    size_t capacity;
} rl_hits;

/* Finds every listed name in the text, and sets the classes of its tokens. Furniture is passed over. Cost: one table
 * access for each word, more only where names begin. */
relata_status rl_gazetteer_scan(const rl_gazetteer *gazetteer, rl_text *text, rl_hits *hits, relata_error *err);

void rl_hits_free(rl_hits *hits);

#endif
