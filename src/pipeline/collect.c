/* Documents go over threads; what is left of each comes back in order. Then two texts under one id are told apart by what
 * they say, so that the order of the inputs does not matter. */
#include "pipeline/collect.h"

#include "base/compress.h"
#include "input/digest.h"
#include "pipeline/jobs.h"

#include <stdlib.h>
#include <string.h>

static void free_collected(rl_collected *c)
{
    if (c == NULL)
        return;
    if (c->record != NULL && !c->known) {
        rl_record_free(c->record);
        free(c->record);
    }
    free(c->title);
    free(c->source);
    rl_buffer_free(&c->text);
    free(c);
}

/* ---- one document ---- */

static bool is_wanted(const rl_collecting *c, const rl_job *job)
{
    return !rl_period_is_given(&c->period) || (job->date[0] != '\0' && rl_period_holds(&c->period, job->date));
}

/* The record of a document that is as it was, or NULL. */
static rl_record *find_known(const rl_collecting *c, const rl_job *job, const uint8_t digest[static RL_DIGEST_SIZE])
{
    uint32_t at = c->known == NULL ? RL_NONE : rl_string_map_find(&c->known->ids, job->id, strlen(job->id));
    if (at == RL_NONE)
        return NULL;
    rl_record *record = c->known->records[at];
    bool same = memcmp(record->digest, digest, RL_DIGEST_SIZE) == 0 &&
                strcmp(record->strings + record->date, job->date) == 0 && strcmp(c->known->titles[at], job->title) == 0;
    return same ? record : NULL;
}

static relata_status analyse(const rl_collecting *c, rl_analyst *analyst, rl_job *job, rl_collected *ret)
{
    ret->record = calloc(1, sizeof *ret->record);
    if (ret->record == NULL)
        return rl_error_memory(&job->error);
    relata_status status = rl_job_analyse(job, analyst);
    if (status == RELATA_OK)
        status = rl_judging_divide(c->judging, analyst, &job->error);
    if (status == RELATA_OK)
        status = rl_record_make(analyst, &c->window, job->id, job->date, ret->record, &job->error);
    if (status == RELATA_OK)
        status = rl_record_add_relations(analyst, ret->record, &job->error);
    if (status == RELATA_OK && c->keep_texts && !rl_compress(job->text, job->text_length, &ret->text))
        status = rl_error_memory(&job->error);
    return status;
}

static relata_status look_at(const rl_collecting *c, rl_analyst *analyst, rl_job *job, rl_collected *ret)
{
    uint8_t digest[RL_DIGEST_SIZE];
    rl_document_digest(job->text, job->text_length, digest);
    ret->length = job->text_length;
    ret->title = strdup(job->title);
    ret->source = strdup(job->source);
    if (ret->title == NULL || ret->source == NULL)
        return rl_error_memory(&job->error);
    ret->record = find_known(c, job, digest);
    ret->known = ret->record != NULL;
    if (ret->known)
        return RELATA_OK;
    relata_status status = analyse(c, analyst, job, ret);
    if (status == RELATA_OK)
        memcpy(ret->record->digest, digest, sizeof digest);
    return status;
}

/* Leaves what is to be kept, or nothing if the document is of another time. */
static void work(void *user, rl_analyst *analyst, rl_job *job)
{
    const rl_collecting *c = user;
    job->status = RELATA_OK;
    if (!is_wanted(c, job))
        return;
    rl_collected *collected = calloc(1, sizeof *collected);
    job->status = collected == NULL ? rl_error_memory(&job->error) : look_at(c, analyst, job, collected);
    if (job->status != RELATA_OK)
        free_collected(collected);
    else
        job->result = collected;
}

static relata_status deliver(void *user, rl_job *job, relata_error *err)
{
    rl_collecting *c = user;
    if (job->result == NULL) {
        c->outside += job->date[0] != '\0';
        c->undated += job->date[0] == '\0';
        return RELATA_OK;
    }
    rl_collected **items = rl_array_grow(c->items, &c->capacity, c->count + 1, sizeof *items);
    if (items == NULL) {
        free_collected(job->result);
        return rl_error_memory(err);
    }
    c->items = items;
    items[c->count++] = job->result;
    return c->receive == NULL ? RELATA_OK : c->receive(c->user, job->result, err);
}

static void discard(void *user, rl_job *job)
{
    (void)user;
    free_collected(job->result);
}

/* ---- one text under one id ---- */

int rl_record_compare(const rl_record *a, const rl_record *b)
{
    int order = strcmp(a->strings + a->id, b->strings + b->id);
    if (order == 0)
        order = memcmp(a->digest, b->digest, sizeof a->digest);
    return order != 0 ? order : strcmp(a->strings + a->date, b->strings + b->date);
}

static int compare_items(const void *x, const void *y)
{
    return rl_record_compare((*(rl_collected *const *)x)->record, (*(rl_collected *const *)y)->record);
}

void rl_collect_report_twin(const relata_build_options *options, const char *id)
{
    relata_error what = {0};
    (void)rl_error_set(&what, RELATA_ERROR_FORMAT, id, 0, 0,
                       "another text has the same id; the one with the smallest SHA-256 is kept");
    if (options->notice != NULL)
        options->notice(options->notice_user, &what, true);
}

/* Sorts the items and drops all but the first of each id. */
static void drop_twins(rl_collecting *c)
{
    size_t kept = 0, count = c->count;
    if (count > 0)
        qsort(c->items, count, sizeof *c->items, compare_items);
    for (size_t i = 0; i < count; i++) {
        rl_collected *item = c->items[i];
        const char *id = item->record->strings + item->record->id;
        const rl_record *before = kept == 0 ? NULL : c->items[kept - 1]->record;
        if (before != NULL && strcmp(before->strings + before->id, id) == 0) {
            rl_collect_report_twin(c->options, id);
            free_collected(item);
            continue;
        }
        c->items[kept++] = item;
    }
    c->count = kept;
    c->twins = count - kept;
}

relata_status rl_collect(rl_collecting *collecting, rl_reader *reader, relata_error *err)
{
    const relata_build_options *o = collecting->options;
    collecting->window = (rl_window){o->window, o->window_tokens};
    collecting->period = (rl_period){o->since, o->until};
    rl_jobs jobs = {.next = collecting->next,
                    .next_user = collecting->next_user,
                    .work = work,
                    .deliver = deliver,
                    .discard = discard,
                    .user = collecting,
                    .keeping = {o->keep_furniture, o->keep_repeats},
                    .progress = o->progress,
                    .progress_user = o->progress_user,
                    .notice = o->notice,
                    .notice_user = o->notice_user};
    relata_status status = rl_jobs_run(collecting->engine, reader, o->jobs, &jobs, err);
    if (status == RELATA_OK)
        drop_twins(collecting);
    return status;
}

void rl_collecting_free(rl_collecting *collecting)
{
    for (size_t i = 0; i < collecting->count; i++)
        free_collected(collecting->items[i]);
    free(collecting->items);
    collecting->items = NULL;
    collecting->count = 0;
}
