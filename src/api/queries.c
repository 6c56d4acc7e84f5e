/* Questions to stores, as other programs ask them: what is asked is checked, a folder means the store in it. */
#include <relata/queries.h>

#include "api/internal.h"
#include "export/replies.h"
#include "pipeline/asking.h"
#include "pipeline/period.h"

#include <stdlib.h>

struct relata_asker {
    rl_asker *asker;
    relata_reply reply;
};

relata_status relata_asker_open(const char *path, relata_asker **ret_asker, relata_error *err)
{
    rl_buffer buffer = {0};
    rl_error_clear(err);
    if (path == NULL || ret_asker == NULL)
        return rl_refuse(err, "a path and a place for the asker are needed");
    relata_asker *asker = calloc(1, sizeof *asker);
    const char *file = rl_store_file(path, &buffer);
    relata_status status =
        asker == NULL || file == NULL ? rl_error_memory(err) : rl_asker_open(file, &asker->asker, err);
    rl_buffer_free(&buffer);
    if (status == RELATA_OK)
        *ret_asker = asker;
    else
        free(asker);
    return status;
}

void relata_asker_free(relata_asker *asker)
{
    if (asker == NULL)
        return;
    rl_asker_free(asker->asker);
    free(asker);
}

static relata_status check_question(const relata_question *question, relata_error *err)
{
    if ((unsigned)question->kind > RELATA_ASK_TIMELINE)
        return rl_refuse(err, "unknown kind of question");
    if (question->name == NULL)
        return rl_refuse(err, "a question needs a name");
    bool of_two = question->kind == RELATA_ASK_PATH || question->kind == RELATA_ASK_BETWEEN;
    if (of_two && question->other == NULL)
        return rl_refuse(err, "this question needs two names");
    if ((unsigned)question->weight > RELATA_WEIGHT_COSINE)
        return rl_refuse(err, "unknown weight");
    if ((unsigned)question->by > RELATA_SLICING_DAY)
        return rl_refuse(err, "unknown kind of period");
    const rl_period period = {question->since, question->until};
    return rl_period_check(&period, err);
}

relata_status relata_asker_ask(relata_asker *asker, const relata_question *question, const relata_reply **ret_reply,
                               relata_error *err)
{
    rl_error_clear(err);
    if (asker == NULL || question == NULL || ret_reply == NULL)
        return rl_refuse(err, "an asker, a question and a place for the reply are needed");
    relata_status status = check_question(question, err);
    if (status == RELATA_OK)
        status = rl_answer_question(asker->asker, question, &asker->reply, err);
    if (status == RELATA_OK)
        *ret_reply = &asker->reply;
    return status;
}

relata_status relata_reply_write_json(const relata_reply *reply, relata_write_fn write, void *user, relata_error *err)
{
    rl_error_clear(err);
    if (reply == NULL || write == NULL)
        return rl_refuse(err, "a reply and a writer are needed");
    bool of_two = reply->kind == RELATA_ASK_PATH || reply->kind == RELATA_ASK_BETWEEN;
    if ((unsigned)reply->kind > RELATA_ASK_TIMELINE || !reply->name.found || (of_two && !reply->other.found))
        return rl_refuse(err, "only a reply whose names were found can be written");
    return rl_reply_write_json(reply, write, user, err);
}
