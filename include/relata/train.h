/* relata: learning weights from annotated documents. The conventions are those of <relata/relata.h>. */
#ifndef RELATA_TRAIN_H
#define RELATA_TRAIN_H

#include <relata/relata.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct relata_train_options {
    size_t epochs;          /* times that all documents are gone through */
    double sparsity;        /* how much an observation must gain to get a weight (L1): more makes smaller files */
    size_t least;           /* spans that an observation must have been made of */
    uint64_t seed;          /* of the order in which sentences are gone through */
    size_t folds;           /* 0: no cross-validation; else 2 or more */
    relata_offsets offsets; /* what the offsets of the annotations count */
    const char *
        group; /* with folds: the field of a line of JSON, a string or an integer, that groups documents; NULL: ids do */
} relata_train_options;

/* Defaults: 10 epochs, sparsity 10, 3 spans, seed 1, no folds, code points, groups by ids. */
RELATA_API void relata_train_options_init(relata_train_options *options);

/* Mentions by type: person, place, organisation, and all. Right ones have the exact span and type. */
typedef struct relata_train_score {
    const char *type;
    size_t gold;
    size_t found_before; /* with the weights that the engine has without learned ones */
    size_t right_before;
    size_t found;
    size_t right;
} relata_train_score;

enum { RELATA_TRAIN_SCORES = 4 };

typedef struct relata_train_report {
    size_t documents;
    size_t sentences;
    size_t other;                                 /* mentions of other types, which are left out */
    size_t rows;                                  /* of the weights */
    size_t groups;                                /* of documents, none on both sides of a fold; 0 without folds */
    relata_train_score seen[RELATA_TRAIN_SCORES]; /* on the documents that were learned from */
    relata_train_score
        unseen[RELATA_TRAIN_SCORES]; /* by folds: on documents of groups that were not; zero without folds */
} relata_train_report;

/* Learns weights from annotated documents: files of JSON lines with "text" and "mentions" (docs/formats.md). The engine is
 * sealed; its own evidence stays as it is, learned rows of its weights are left aside, and new ones are learned on top of
 * it. Documents of one group are never on both sides of a fold; ids are of one group if they are the same up to their first "_",
 * "/" or ":", or, where that gives fewer groups than folds, up to the second, and so on; fewer documents than folds are an
 * error. A file that is given several times counts as often. Same files, same weights. The weights are written as rows of a
 * .weights file. Memory: some 300 bytes for each word with a capital. */
RELATA_API relata_status relata_train(const relata_engine *engine, const char *const *paths, size_t count,
                                      const relata_train_options *options, const char *output,
                                      relata_train_report *ret_report, relata_error *err);

#ifdef __cplusplus
}
#endif

#endif
