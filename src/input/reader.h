/* Where documents come from: files, folders, JSON lines, standard input, one after the other in the order given. The
 * functions are those of relata_reader_* in relata.h, without the checks of arguments. */
#ifndef RL_INPUT_READER_H
#define RL_INPUT_READER_H

#include <relata/documents.h>

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct rl_reader rl_reader;

relata_status rl_reader_new(const char *const *paths, size_t count, relata_notice_fn notice, void *user,
                            rl_reader **ret_reader, relata_error *err);
void rl_reader_free(rl_reader *reader); /* NULL is fine */

/* A reader of documents that a function hands over. */
relata_status rl_reader_of_documents(relata_next_fn next, void *next_user, relata_notice_fn notice, void *user,
                                     rl_reader **ret_reader, relata_error *err);

/* The next document, its strings borrowed until the next call; RELATA_END after the last one. Inputs that cannot be
 * read are reported to `notice` and passed over: the only failure is want of memory. */
relata_status rl_reader_next(rl_reader *reader, relata_document *ret_document, relata_error *err);

/* Keeps all visible text of pages, menus and all. */
void rl_reader_keep_boilerplate(rl_reader *reader, bool keep);

/* The documents that a function hands over come from another reader, which must outlive this one: what that one left out,
 * or read in another manner, counts here too. */
void rl_reader_draw_on(rl_reader *reader, const rl_reader *origin);

relata_reading rl_reader_counts(const rl_reader *reader);

#endif
