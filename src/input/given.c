/* Documents that the caller has: a reader that asks a function instead of files. What a function can get wrong is put
 * right here, so that everything behind sees documents as files give them: ids are there, dates are ISO dates, texts
 * are not too long. */
#include "input/date.h"
#include "input/reading.h"
#include "model/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

relata_status rl_reader_of_documents(relata_next_fn next, void *next_user, relata_notice_fn notice, void *user,
                                     rl_reader **ret_reader, relata_error *err)
{
    rl_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return rl_error_memory(err);
    reader->next = next;
    reader->next_user = next_user;
    reader->notice = notice;
    reader->user = user;
    *ret_reader = reader;
    return RELATA_OK;
}

/* The error of a function that failed, and may have said why. */
static relata_status fail(relata_status status, const relata_error *what, relata_error *err)
{
    if ((unsigned)status > RELATA_ERROR_LIBRARY)
        status = RELATA_ERROR_ARGUMENT;
    if (what->status == RELATA_OK)
        return rl_error_set(err, status, NULL, 0, 0, "the function that hands over documents failed");
    return rl_error_set(err, status, what->source, what->line, what->column, "%s", what->message);
}

/* Without an id of its own a document has its number. */
static bool name(rl_reader *reader, relata_document *document)
{
    char number[24];
    if (document->id != NULL && document->id[0] != '\0')
        return true;
    int length = snprintf(number, sizeof number, "%zu", reader->given);
    rl_buffer_clear(&reader->id);
    document->id = rl_buffer_append(&reader->id, number, (size_t)length) ? rl_buffer_string(&reader->id) : NULL;
    return document->id != NULL;
}

static void find_date(rl_reader *reader, relata_document *document)
{
    const char *said = document->date;
    bool found = said != NULL ? rl_date_of_field(said, strlen(said), reader->date)
                              : rl_date_of_text(document->text, document->text_length, reader->date);
    document->date = found ? reader->date : NULL;
}

static relata_status take(rl_reader *reader, relata_document *document, relata_error *err)
{
    if (document->text == NULL && document->text_length > 0)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "document %zu has a length and no text",
                            reader->given);
    if (!name(reader, document))
        return rl_error_memory(err);
    if (document->text_length > RL_TEXT_LIMIT)
        return rl_reader_skip_because(reader, RELATA_ERROR_LIMIT, document->id, 0, "the text is larger than 512 MiB");
    if (document->text == NULL)
        document->text = "";
    find_date(reader, document);
    return RELATA_OK;
}

relata_status rl_reader_next_given(rl_reader *reader, relata_document *ret, relata_error *err)
{
    while (!reader->has_ended) {
        relata_document document = {0};
        relata_error what = {0};
        relata_status status = reader->next(reader->next_user, &document, &what);
        reader->has_ended = status != RELATA_OK; /* a function that said so is not asked again */
        if (status == RELATA_END)
            break;
        if (status != RELATA_OK)
            return fail(status, &what, err);
        reader->given++;
        status = take(reader, &document, err);
        if (status == RELATA_END)
            continue;
        if (status != RELATA_OK)
            return status;
        reader->counts.documents++;
        *ret = document;
        return RELATA_OK;
    }
    return RELATA_END;
}
