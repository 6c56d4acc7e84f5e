/* The documents of a store: what was read, and what is kept of each. */
#ifndef RL_STORE_DOCUMENTS_H
#define RL_STORE_DOCUMENTS_H

#include "model/record.h"
#include "store/store.h"

enum { RL_HASH_TEXT = 65 /* SHA-256 in hexadecimal digits, and a NUL */ };

/* A document on its way into the store, or out of it. Strings may be NULL where it says so. */
typedef struct rl_stored_document {
    const char *id;
    const char *title;  /* or NULL */
    const char *date;   /* or NULL */
    const char *source; /* the input that it was read from, or NULL */
    const char *hash;   /* of the text, as rl_hash_write writes it */
    const char *text;   /* compressed (base/compress.h) */
    size_t text_length;
    size_t length; /* of the text as it was */
    const char *record; /* packed */
    size_t record_length;
    const rl_record_sentence *sentences; /* with mentions; on the way in only */
    size_t sentence_count;
} rl_stored_document;

void rl_hash_write(const uint8_t digest[32], char ret[RL_HASH_TEXT]);

/* Statements for putting in many. Owned: rl_document_writer_free, before the store is closed. */
typedef struct rl_document_writer rl_document_writer;
relata_status rl_document_writer_new(rl_store *store, rl_document_writer **ret, relata_error *err);
void rl_document_writer_free(rl_document_writer *writer);

/* Adds a document; one with this id is replaced. */
relata_status rl_document_put(rl_document_writer *writer, const rl_stored_document *document, relata_error *err);
/* Removes the document with this id, if there is one. */
relata_status rl_document_remove(rl_document_writer *writer, const char *id, bool *ret_removed, relata_error *err);

/* Hands out every document, in the order of the ids' bytes: without its text unless `with_text`. Strings are borrowed until
 * `receive` returns; anything but RELATA_OK from it ends the listing. */
typedef relata_status (*rl_document_fn)(void *user, const rl_stored_document *document, relata_error *err);
relata_status rl_store_each_document(rl_store *store, bool with_text, rl_document_fn receive, void *user,
                                     relata_error *err);

/* The text of a document as it was read, appended; *ret_found is false if there is no such document. */
relata_status rl_store_text(rl_store *store, const char *id, rl_buffer *ret, bool *ret_found, relata_error *err);

/* Judgements, as lines of their files, in the order of their bytes. */
relata_status rl_store_put_judgement(rl_store *store, const char *line, relata_error *err);
relata_status rl_store_drop_judgement(rl_store *store, const char *line, bool *ret_dropped, relata_error *err);
relata_status rl_store_count_judgements(rl_store *store, int64_t *ret_count, relata_error *err);
relata_status rl_store_judgements(rl_store *store, rl_buffer *ret_lines, relata_error *err);

#endif
