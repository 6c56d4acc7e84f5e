/* The public functions of documents that are in memory: check the call, then one call down. */
#include <relata/documents.h>

#include "api/internal.h"

#include "base/error.h"
#include "input/reader.h"

relata_status relata_reader_of_documents(relata_next_fn next, void *user, relata_notice_fn notice, void *notice_user,
                                         relata_reader **ret_reader, relata_error *err)
{
    rl_error_clear(err);
    if (next == NULL || ret_reader == NULL)
        return rl_refuse(err, "a reader needs a function that hands over documents and a place for itself");
    return rl_reader_of_documents(next, user, notice, notice_user, (rl_reader **)ret_reader, err);
}

void relata_reader_draw_on(relata_reader *reader, const relata_reader *origin)
{
    if (reader != NULL && reader != origin)
        rl_reader_draw_on((rl_reader *)reader, (const rl_reader *)origin);
}

/* One document, once. */
static relata_status give_document(void *user, relata_document *ret_document, relata_error *err)
{
    const relata_document **left = user;
    (void)err;
    if (*left == NULL)
        return RELATA_END;
    *ret_document = **left;
    *left = NULL;
    return RELATA_OK;
}

relata_status relata_extract_text(const relata_engine *engine, const relata_document *document,
                                  const relata_extract_options *options, relata_extraction_fn receive, void *user,
                                  relata_error *err)
{
    relata_extract_options used;
    relata_reader *reader = NULL;
    rl_error_clear(err);
    if (document == NULL)
        return rl_refuse(err, "relata_extract_text needs a document");
    relata_extract_options_init(&used);
    if (options != NULL)
        used = *options;
    used.jobs = 1;
    relata_status status =
        relata_reader_of_documents(give_document, &document, used.notice, used.notice_user, &reader, err);
    if (status == RELATA_OK)
        status = relata_extract(engine, reader, &used, receive, user, NULL, err);
    relata_reader_free(reader);
    return status;
}
