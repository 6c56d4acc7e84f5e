/* relata: a store, which keeps documents and what was found in them, so that a network can grow.
 *
 * A store is one SQLite file; docs/store.md describes its tables. relata_build makes one (relata_build_options.store). The
 * functions here change one or make networks of it. Whatever was done to it, the networks made of it are those that a build
 * of the same documents with the same judgements makes, to the byte. The conventions are those of <relata/relata.h>.
 *
 * Every change is one transaction: a run that fails or is killed leaves the store as it was. Readers go on reading while it
 * lasts; a second writer waits ten seconds, then fails with RELATA_ERROR_IO. The engine must have the lists and rules that the
 * store was made with, or functions fail with RELATA_ERROR_ARGUMENT; only relata_store_renew takes others. Of `options`, what
 * decides what is found is the store's own and not looked at.
 *
 * Cost of a change: some seconds for each 100,000 documents in the store, and the time that new ones take. */
#ifndef RELATA_STORE_H
#define RELATA_STORE_H

#include <relata/relata.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a change did. */
typedef struct relata_store_changes {
    size_t added;
    size_t replaced;  /* an id that was there, with another text, title or date */
    size_t unchanged; /* given again, as they were */
    size_t removed;
    size_t looked_at_again; /* because of judgements or lists */
    size_t judgements; /* that are new */
    size_t forgotten;  /* judgements that were taken back */
} relata_store_changes;

/* What to do with a store. All at once is possible; a zeroed change does nothing. */
typedef struct relata_store_change {
    relata_reader *reader; /* documents to add; NULL for none */
    const char *const *removed; /* ids of documents; an unknown one is RELATA_ERROR_ARGUMENT, and nothing is changed */
    size_t removed_count;
    const char *judgements; /* lines as in a file of judgements (docs/cli.md); NULL for none */
    const char *forgotten;  /* judgements to take back first, as lines too, however they are written there; one that is not
                               there is RELATA_ERROR_ARGUMENT, and nothing is changed; NULL for none */
    const char *judgements_name; /* what errors call both; NULL: "judgements" */
    bool renew; /* look at all documents again, with the engine's lists and rules, which become the store's */
} relata_store_change;

/* Is there a store at this path, by its first bytes? A folder holds one if it has the file relata.db. */
RELATA_API bool relata_store_is_at(const char *path);

/* Changes a store. A judgement that the store keeps may have become ambiguous by documents that are added: that is
 * RELATA_ERROR_FORMAT, nothing is changed, and options.notice is told who may be meant and what to do. With `ret_network` (may be NULL), the network of the store afterwards is returned, and the change takes
 * place when relata_network_save first gets the store's path among its paths; if the network is freed before, nothing happened.
 * `ret_changes` and `ret_summary` may be NULL. Owned: relata_network_free. */
RELATA_API relata_status relata_store_apply(const relata_engine *engine, const char *path,
                                            const relata_store_change *change, const relata_build_options *options,
                                            relata_network **ret_network, relata_store_changes *ret_changes,
                                            relata_summary *ret_summary, relata_error *err);

/* The network of a store, which is not changed: of documents of options.since to options.until, if these are given. Owned:
 * relata_network_free. */
RELATA_API relata_status relata_store_network(const relata_engine *engine, const char *path,
                                              const relata_build_options *options, relata_network **ret_network,
                                              relata_summary *ret_summary, relata_error *err);

/* Joins stores that were built apart, with the same lists and settings, into a new one at `path`, which may exist and is
 * replaced as a whole. The order of the stores does not matter: of two texts under one id the one with the smallest SHA-256
 * stays, judgements are added up (RELATA_ERROR_FORMAT if they contradict each other). */
RELATA_API relata_status relata_store_merge(const relata_engine *engine, const char *const *stores, size_t count,
                                            const char *path, const relata_build_options *options,
                                            relata_store_changes *ret_changes, relata_summary *ret_summary,
                                            relata_error *err);

/* The settings of a store, in the order of their names. Borrowed until `receive` returns; false from it ends the listing. */
typedef bool (*relata_setting_fn)(void *user, const relata_setting *setting);
RELATA_API relata_status relata_store_settings(const char *path, relata_setting_fn receive, void *user,
                                               relata_error *err);

/* The judgements of a store, in the order of their bytes: each a line of a file of judgements, without its line break. Borrowed
 * until `receive` returns; false from it ends the listing. */
typedef bool (*relata_judgement_fn)(void *user, const char *line);
RELATA_API relata_status relata_store_judgements(const char *path, relata_judgement_fn receive, void *user,
                                                 relata_error *err);

/* Looks through the whole store for damage. RELATA_ERROR_FORMAT says what was found first. */
RELATA_API relata_status relata_store_check(const char *path, relata_error *err);

#ifdef __cplusplus
}
#endif

#endif
