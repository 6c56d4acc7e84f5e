/* relata: how well mentions and networks agree with those that people marked. The conventions are those of
 * <relata/relata.h>. */
#ifndef RELATA_EVALUATE_H
#define RELATA_EVALUATE_H

#include <relata/relata.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One comparison. Precision is found_right / found, recall right / gold, F1 their harmonic mean: from 0 to 1, and 0 where
 * there is nothing to divide by. */
typedef struct relata_score {
    const char *name;
    size_t gold;
    size_t found;
    size_t right;       /* of those in GOLD */
    size_t found_right; /* of those found; another number than `right` in overlap alone */
    double precision;
    double recall;
    double f1;
} relata_score;

/* Where a mistake was made. White space is collapsed to single spaces. */
typedef struct relata_mistake_example {
    const char *document;
    const char *before;
    const char *text; /* the mention, or the whole sentence of an edge */
    const char *after;
} relata_mistake_example;

/* The same mistake, made `count` times. What GOLD says and what was found: of mentions one text and its type each, of split
 * and merged nodes one node and those that share it (most mentions first), of edges both ends. A side that has nothing
 * has a count of 0 and no type. */
typedef struct relata_mistake {
    size_t count;
    const char *const *gold;
    size_t gold_count;
    const char *gold_type; /* NULL: none */
    const char *const *found;
    size_t found_count;
    const char *found_type;
    const relata_mistake_example *examples; /* two at most */
    size_t example_count;
} relata_mistake;

/* How often a kind of mistake was made with these types; NULL: none, as in relata_mistake. */
typedef struct relata_mistake_sum {
    const char *gold_type;
    const char *found_type;
    size_t count;
} relata_mistake_sum;

/* All mistakes of one kind. What `count` counts is said in docs/formats.md. */
typedef struct relata_mistakes {
    const char *kind; /* "missed", "invented", "wrong type", "wrong span", "split node", "merged node", "missed edge",
                         "invented edge" */
    size_t count;
    size_t different; /* mistakes that are not the same */
    const relata_mistake_sum *sums;
    size_t sum_count;
    const relata_mistake *commonest;
    size_t commonest_count;
} relata_mistakes;

enum { RELATA_MISTAKE_KINDS = 8 };

/* What an evaluation came to. Owned: relata_evaluation_free; all its strings live as long. */
typedef struct relata_evaluation {
    size_t documents; /* of GOLD */
    size_t missing;   /* of these, not in FOUND: they count as found empty */
    size_t extra;     /* of FOUND, not in GOLD: left out */
    size_t other_gold; /* mentions of types that are not scored: left out */
    size_t other_found;
    size_t without_entity; /* mentions in GOLD: left out of nodes and edges, with what was found in their places */
    const relata_score *types; /* mentions: exact span and type */
    size_t type_count;
    relata_score all;      /* the sum of the types */
    relata_score span;     /* exact span, whatever type */
    relata_score overlap;  /* the type, and any part of the span */
    relata_score nodes;    /* entities, paired one to one by the mentions they share */
    relata_score edges;    /* two entities in one sentence */
    relata_score weighted; /* edges counted as often as they are there */
    relata_mistakes mistakes[RELATA_MISTAKE_KINDS];
} relata_evaluation;

typedef struct relata_evaluate_options {
    relata_offsets offsets;   /* what "start" and "end" count in both files */
    const char *const *types; /* only these are scored; NULL: person, place and organisation */
    size_t type_count;
    size_t mistakes; /* how many of each kind are described; all are counted */
    unsigned jobs;   /* threads, if texts are extracted; 0 = as many as there are processors */
    /* Called now and then with the number of documents extracted; may be NULL. */
    void (*progress)(void *user, size_t documents);
    void *progress_user;
} relata_evaluate_options;

RELATA_API void relata_evaluate_options_init(relata_evaluate_options *options);

/* Compares what was found with GOLD, a file of JSON lines with "id", "text" and "mentions". FOUND is a file that
 * relata_extraction_write_json made lines of; if it is NULL, GOLD's texts are extracted by the engine, which must be
 * sealed (with FOUND, it may be NULL). Both may be compressed. The definitions of the figures are in docs/formats.md.
 * RELATA_ERROR_FORMAT with file and line: what is wrong in either of them. Memory grows with the texts of GOLD and with the
 * pairs of entities that stand in one sentence. */
RELATA_API relata_status relata_evaluate(const relata_engine *engine, const char *gold, const char *found,
                                         const relata_evaluate_options *options, relata_evaluation **ret_evaluation,
                                         relata_error *err);
RELATA_API void relata_evaluation_free(relata_evaluation *evaluation);

/* Writes an evaluation as a line of JSON, newline included (the shape is in docs/formats.md). */
RELATA_API relata_status relata_evaluation_write_json(const relata_evaluation *evaluation, relata_write_fn write,
                                                      void *user, relata_error *err);

#ifdef __cplusplus
}
#endif

#endif
