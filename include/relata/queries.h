/* relata: questions to a store: whom somebody is seen with, how two are linked, where both are named, when.
 *
 * One struct holds every question, one every reply; what a question needs and a reply has is said by its kind. The conventions are
 * those of <relata/relata.h>. Names are found as relata_index_find finds them; of several entities that have the name, the most
 * mentioned is meant, and the others are said. */
#ifndef RELATA_QUERIES_H
#define RELATA_QUERIES_H

#include <relata/relata.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum relata_asking {
    RELATA_ASK_NEIGHBOURS = 0, /* the strongest neighbours of an entity */
    RELATA_ASK_PATH,           /* the strongest path between two: edges are 1/weight long */
    RELATA_ASK_BETWEEN,        /* every sentence that has both, and the relations stated between them */
    RELATA_ASK_DOCUMENTS,      /* the documents that name an entity */
    RELATA_ASK_TIMELINE        /* how often it is named in each period */
} relata_asking;

/* Zeroed but for the names it is a good question. */
typedef struct relata_question {
    relata_asking kind;
    const char *name;           /* a label, an alias or an id */
    const char *other;          /* the second one; of paths and between */
    const char *type;           /* only entities of this type have the name; NULL for all. Not of paths and between */
    const char *neighbour_type; /* only such neighbours; NULL for all */
    const char *since; /* only documents of these days (relata_build_options). Of neighbours, between, documents */
    const char *until;
    size_t most;          /* neighbours; 0 for all */
    relata_weight weight; /* of paths; edges whose weight is not above zero are no part of one */
    relata_slicing by;    /* periods of a timeline; RELATA_SLICING_NONE means months */
    bool with_gaps;       /* also periods between others in which nothing was said, RELATA_GAP_LIMIT in a row at most */
} relata_question;

enum { RELATA_GAP_LIMIT = 60 };

/* An entity in short. */
typedef struct relata_named {
    const char *id;
    const char *label;
    const char *type;
    size_t mentions;
    size_t documents;
} relata_named;

/* What a name means. */
typedef struct relata_meaning {
    const char *query; /* the name */
    bool found;
    relata_named entity;        /* if it was found */
    const relata_named *others; /* that have the name too, most mentioned first */
    size_t other_count;
    const char *const *suggestions; /* the nearest labels, if nothing was found */
    size_t suggestion_count;
} relata_meaning;

/* A sentence of a document. */
typedef struct relata_quote {
    const char *document; /* id */
    const char *title;    /* or NULL */
    const char *date;     /* or NULL */
    size_t sentence;      /* from 1 */
    const char *text;     /* white space collapsed, at most 1000 bytes */
} relata_quote;

/* A typed relation between two entities. Its counts are of all days; where the question has some, relations are left out that were
 * first stated after them or last before them. */
typedef struct relata_link {
    const char *relation;
    const char *subject; /* ids */
    const char *object;
    const char *modality; /* the strongest: "asserted", "reported" or "planned" */
    size_t asserted;      /* times that it is stated so */
    size_t reported;
    size_t planned;
    size_t past; /* of these, said of the past */
    size_t documents;
    const char *first_seen; /* or NULL */
    const char *last_seen;
    const relata_quote *quotes; /* best first: one, or up to five of between; none of other days */
    size_t quote_count;
} relata_link;

/* An edge, as seen from one of its ends: a neighbour, or a step of a path. */
typedef struct relata_step {
    relata_named entity; /* whom it leads to */
    double weight;
    size_t count;     /* windows that hold both */
    size_t documents; /* … of so many documents */
    double npmi;      /* NAN if only documents of some days count */
    bool has_quote;
    relata_quote quote; /* the best sentence */
    const relata_link *links;
    size_t link_count;
} relata_step;

/* A document that names the entity. */
typedef struct relata_naming {
    const char *id;
    const char *title;  /* or NULL */
    const char *date;   /* or NULL */
    const char *source; /* the input that it was read from, or NULL */
    size_t mentions;
} relata_naming;

/* A period, as "2025", "2025-Q4", "2025-10", "2025-W44" or "2025-10-31". */
typedef struct relata_count {
    const char *period;
    size_t mentions;
    size_t documents;
    size_t skipped; /* empty periods after it that are not in the list, because there are too many in a row */
} relata_count;

typedef struct relata_reply {
    relata_asking kind;
    relata_slicing by;
    relata_meaning name;
    relata_meaning other;     /* of paths and between */
    const relata_step *steps; /* neighbours, heaviest first; or the path, in its order */
    size_t step_count;
    size_t neighbour_count;   /* all that there are */
    bool connected;           /* of paths: there is one. Of one entity to itself it has no steps */
    double length;            /* of the path: the sum of 1/weight */
    const relata_link *links; /* of between */
    size_t link_count;
    const relata_quote *quotes; /* of between, by date (unknown ones last), id and place */
    size_t quote_count;
    const relata_naming *documents; /* by date (unknown ones last) and id */
    size_t document_count;
    const relata_count *periods; /* in their order */
    size_t period_count;
    relata_count undated; /* documents without a date, or one too inexact; `period` is NULL */
} relata_reply;

typedef struct relata_asker relata_asker;

/* Opens a store to read: the file, or a folder that holds relata.db. Owned: relata_asker_free, which takes NULL. */
RELATA_API relata_status relata_asker_open(const char *path, relata_asker **ret_asker, relata_error *err);
RELATA_API void relata_asker_free(relata_asker *asker);

/* Answers a question. Where a name means nothing, or between two there is no path, that is RELATA_OK, and the reply says it. It is
 * borrowed until the next question. Cost: a path looks at every edge of the store, all else at what the reply has. */
RELATA_API relata_status relata_asker_ask(relata_asker *asker, const relata_question *question,
                                          const relata_reply **ret_reply, relata_error *err);

/* Writes a reply whose names were found as a line of JSON, newline included (docs/formats.md has the shapes). */
RELATA_API relata_status relata_reply_write_json(const relata_reply *reply, relata_write_fn write, void *user,
                                                 relata_error *err);

#ifdef __cplusplus
}
#endif

#endif
