/* relata: who a name is, with whom, and which sentences show it. The conventions are those of <relata/relata.h>. */
#ifndef RELATA_LOOKUP_H
#define RELATA_LOOKUP_H

#include <relata/relata.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct relata_evidence {
    const char *document;
    size_t sentence; /* from 1 */
    const char *text;
} relata_evidence;

typedef struct relata_neighbour {
    const char *id;
    const char *label;
    const char *type;
    double weight;
    size_t count; /* windows that hold both */
    const relata_evidence *evidence;
    size_t evidence_count;
} relata_neighbour;

/* Why an alias was taken for a name of its entity, in a few words. */
typedef struct relata_alias_reason {
    const char *alias;
    const char *reason;
} relata_alias_reason;

typedef struct relata_found {
    const char *id;
    const char *label;
    const char *type;
    const char *const *aliases;
    size_t alias_count;
    size_t mentions;
    size_t documents;
    const char *first_seen; /* NULL if no document had a date */
    const char *last_seen;
    const relata_neighbour *neighbours; /* heaviest first */
    size_t neighbour_count;
    const relata_alias_reason *reasons; /* of the first aliases, in their order; empty if the file says none */
    size_t reason_count;
    bool explain; /* set it for relata_answer_write_json to write the reasons too; false in answers */
} relata_found;

/* The answer to one name. Borrowed until the next relata_index_find on the same index, or relata_index_free. */
typedef struct relata_answer {
    const char *query;
    const relata_found *entities; /* most mentioned first; empty if nothing has the name */
    size_t entity_count;
    const char *const *suggestions; /* the nearest labels, if nothing was found */
    size_t suggestion_count;
} relata_answer;

typedef struct relata_index relata_index;

/* Opens a store, or a network that was written as JSON: the file, or a folder that holds relata.db or else graph.json. A store
 * is opened in a moment and read while questions are answered; JSON is read whole. Owned: relata_index_free. */
RELATA_API relata_status relata_index_open(const char *path, relata_index **ret_index, relata_error *err);
RELATA_API void relata_index_free(relata_index *index);

/* Finds the entities that a name means: their label, an alias or their id; case, accents, hyphens and full stops do not
 * matter. Finding nothing is RELATA_OK with no entities and up to five suggestions. */
RELATA_API relata_status relata_index_find(relata_index *index, const char *name, const relata_answer **ret_answer,
                                           relata_error *err);

typedef enum relata_matching {
    RELATA_MATCH_NAME = 0, /* as relata_index_find */
    RELATA_MATCH_PREFIX,   /* names that begin so, most mentioned first */
    RELATA_MATCH_FUZZY     /* names that are near, nearest first: about a third of the letters may be wrong */
} relata_matching;

/* A question to a store. Zeroed but for the name it is that of relata_index_find without neighbours. */
typedef struct relata_query {
    const char *name;
    relata_matching matching;
    const char *type;       /* only entities of this type; NULL for all */
    const char *since;      /* … that documents of these days name (relata_build_options); NULL for no bound */
    const char *until;
    size_t most_entities;   /* 0: all that a name means, 20 that begin so or are near */
    size_t most_neighbours; /* of each, the heaviest; SIZE_MAX for all */
    bool suggest;           /* suggestions if nothing is found */
} relata_query;

/* Answers a question. Cost in a store: some 20 microseconds for a name and some for each neighbour; prefixes take as long as
 * they have names, nearness and suggestions a look at all names. Of a network that was written as JSON only names can be asked
 * for, without a type or days, or it is RELATA_ERROR_ARGUMENT. */
RELATA_API relata_status relata_index_query(relata_index *index, const relata_query *query,
                                            const relata_answer **ret_answer, relata_error *err);

/* Writes an answer as a line of JSON, newline included (the shape is in docs/formats.md). */
RELATA_API relata_status relata_answer_write_json(const relata_answer *answer, relata_write_fn write, void *user,
                                                  relata_error *err);

#ifdef __cplusplus
}
#endif

#endif
