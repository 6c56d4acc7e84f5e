/* A store on its way from one state to the next: documents with what is kept of them, and the network of all. */
#ifndef RL_PIPELINE_ARCHIVE_H
#define RL_PIPELINE_ARCHIVE_H

#include "model/incidence.h"
#include "pipeline/collect.h"
#include "pipeline/vocabulary.h"
#include "store/documents.h"
#include "store/store.h"

/* What tells one text of an id from another. Borrowed. */
typedef struct rl_archived {
    const rl_record *record;
    const char *title;
    const char *source;
} rl_archived;

/* Of its transaction. */
typedef enum rl_archive_state {
    RL_ARCHIVE_OPEN = 0,
    RL_ARCHIVE_LOST,
    RL_ARCHIVE_COMMITTED,
    RL_ARCHIVE_PLACED
} rl_archive_state;

typedef struct rl_archive {
    rl_store *store;
    rl_document_writer *writer;
    rl_vocabulary vocabulary;
    rl_buffer packed;
    rl_string_map ids; /* that were put in so far … */
    rl_archived *texts; /* … and of which text */
    size_t capacity;
    bool is_new;
    bool is_renewed; /* all documents will be looked at again */
    rl_archive_state state;
} rl_archive;

/* A new store, that appears at `path` with rl_archive_put_in_place. Owned: rl_archive_free. */
relata_status rl_archive_create(const char *path, const rl_engine *engine, rl_archive **ret_archive, relata_error *err);

/* The store at `path`, in a transaction that nobody else can write in. RELATA_ERROR_ARGUMENT if it was made with other lists
 * than the engine's. Owned: rl_archive_free, which undoes what was not committed. */
relata_status rl_archive_open(const char *path, const rl_engine *engine, rl_archive **ret_archive, relata_error *err);
/* The same to read only: nothing else of this file can be done with it but rl_archive_load. */
relata_status rl_archive_read(const char *path, const rl_engine *engine, rl_archive **ret_archive, relata_error *err);
/* As rl_archive_open, for a store whose documents are all to be looked at again: its lists become the engine's. */
relata_status rl_archive_renew(const char *path, const rl_engine *engine, rl_archive **ret_archive, relata_error *err);
void rl_archive_free(rl_archive *archive);

/* Puts in a document, in the place of one with its id. Of several of one id that are put in, the one whose record comes first
 * by rl_record_compare stays, then the one whose title does. Takes the text; the rest must outlive the archive. */
relata_status rl_archive_put(rl_archive *archive, rl_collected *document, relata_error *err);
/* The same for a document that was looked at again: it replaces itself. */
relata_status rl_archive_replace(rl_archive *archive, rl_collected *document, relata_error *err);

/* Every record of the store, in the order of their ids. `receive` gets a record that lives in the arena; the
 * document's strings are borrowed until it returns. Of an archive that is renewed the records have an id and a date only. */
typedef relata_status (*rl_archive_record_fn)(void *user, rl_record *record, const rl_stored_document *document,
                                              relata_error *err);
relata_status rl_archive_load(rl_archive *archive, rl_arena *arena, rl_archive_record_fn receive, void *user,
                              relata_error *err);

/* Ends the transaction; a new store becomes the one at its path. Once that is done, nothing happens. A new store can be tried
 * again after a failure; of another one the change is lost then. */
relata_status rl_archive_put_in_place(rl_archive *archive, relata_error *err);

#endif
