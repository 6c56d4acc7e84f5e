/* relata: documents that are not in files: texts in memory, rows of a database, what a crawler hands over. The
 * conventions are those of <relata/relata.h>. */
#ifndef RELATA_DOCUMENTS_H
#define RELATA_DOCUMENTS_H

#include <relata/relata.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Hands over the next document: fills *ret_document (zeroed before) and returns RELATA_OK, or returns RELATA_END after
 * the last one. Anything else ends the run, which then fails with this status and what was written into *err.
 *
 *   id      NULL or "": the number of the document, from 1
 *   title   NULL: none
 *   date    any form that a line of JSON may have (docs/formats.md, "JSON lines"), else it counts as none; NULL: the
 *           first lines of the text are asked
 *   text    plain text of text_length bytes in UTF-8, not ended by NUL; may hold bad UTF-8 and NUL as in files
 *
 * What the document points to must stay until the next call, or until the reader is freed. Called from the thread that
 * runs relata_extract, relata_build or relata_reader_next. */
typedef relata_status (*relata_next_fn)(void *user, relata_document *ret_document, relata_error *err);

/* A reader of documents that the program has: for all that takes a reader. A text of more than 512 MiB is told to
 * `notice` (which may be NULL) and skipped. Owned: relata_reader_free. */
RELATA_API relata_status relata_reader_of_documents(relata_next_fn next, void *user, relata_notice_fn notice,
                                                    void *notice_user, relata_reader **ret_reader, relata_error *err);

/* Says that the documents of such a reader come from another reader, of files perhaps, which must outlive it: what that one
 * skipped, and how it read the rest, then counts as this one's, in relata_reader_counts and in summaries. NULL: no longer. */
RELATA_API void relata_reader_draw_on(relata_reader *reader, const relata_reader *origin);

/* The mentions and relations of one text, in the calling thread. `options` may be NULL; its `jobs` means nothing here.
 * `receive` is called once, or not at all if a judgement cannot be obeyed (the notice of the options says so). An
 * engine may be asked by many threads at once. Cost: that of relata_extract, and 0.15 ms a call. */
RELATA_API relata_status relata_extract_text(const relata_engine *engine, const relata_document *document,
                                             const relata_extract_options *options, relata_extraction_fn receive,
                                             void *user, relata_error *err);

#ifdef __cplusplus
}
#endif

#endif
