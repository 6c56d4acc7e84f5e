/* Building: a record of each document, the records in the order of their ids, a network of them all. */
#include "pipeline/build.h"

#include "input/digest.h"
#include "pipeline/assemble.h"
#include "pipeline/condense.h"
#include "pipeline/jobs.h"
#include "pipeline/period.h"
#include "pipeline/shape.h"
#include "pipeline/slices.h"

#include <stdlib.h>
#include <string.h>

typedef struct building {
    const rl_engine *engine;
    const relata_build_options *options;
    rl_window window;
    rl_judging judging;
    rl_condensed condensed;
    rl_record **records;
    size_t count;
    size_t capacity;
    rl_period period;
    size_t outside; /* documents that were not looked at because of their date … */
    size_t undated; /* … or because it is not known */
} building;

static void free_record(rl_record *record)
{
    if (record == NULL)
        return;
    rl_record_free(record);
    free(record);
}

/* ---- documents ---- */

static bool is_wanted(const building *b, const rl_job *job)
{
    return !rl_period_is_given(&b->period) || (job->date[0] != '\0' && rl_period_holds(&b->period, job->date));
}

/* Leaves a record, or nothing if the document is of another time. */
static void work(void *user, rl_analyst *analyst, rl_job *job)
{
    const building *b = user;
    if (!is_wanted(b, job)) {
        job->status = RELATA_OK;
        return;
    }
    rl_record *record = calloc(1, sizeof *record);
    job->status = record == NULL ? rl_error_memory(&job->error) : RELATA_OK;
    if (job->status == RELATA_OK)
        job->status = rl_job_analyse(job, analyst);
    if (job->status == RELATA_OK)
        job->status = rl_judging_divide(&b->judging, analyst, &job->error);
    if (job->status == RELATA_OK)
        job->status = rl_record_make(analyst, &b->window, job->id, job->date, record, &job->error);
    if (job->status == RELATA_OK)
        job->status = rl_record_add_relations(analyst, record, &job->error);
    if (job->status != RELATA_OK) {
        free_record(record);
        return;
    }
    rl_document_digest(job->text, job->text_length, record->digest);
    job->result = record;
}

static relata_status deliver(void *user, rl_job *job, relata_error *err)
{
    building *b = user;
    if (job->result == NULL) {
        b->outside += job->date[0] != '\0';
        b->undated += job->date[0] == '\0';
        return RELATA_OK;
    }
    rl_record **records = rl_array_grow(b->records, &b->capacity, b->count + 1, sizeof *records);
    if (records == NULL) {
        free_record(job->result);
        return rl_error_memory(err);
    }
    b->records = records;
    records[b->count++] = job->result;
    return RELATA_OK;
}

static void discard(void *user, rl_job *job)
{
    (void)user;
    free_record(job->result);
}

/* ---- one text under one id ---- */

static int compare_records(const void *x, const void *y)
{
    const rl_record *a = *(const rl_record *const *)x, *b = *(const rl_record *const *)y;
    int order = strcmp(a->strings + a->id, b->strings + b->id);
    if (order == 0)
        order = memcmp(a->digest, b->digest, sizeof a->digest);
    return order != 0 ? order : strcmp(a->strings + a->date, b->strings + b->date);
}

static void report_twin(const building *b, const char *id)
{
    relata_error what = {0};
    (void)rl_error_set(&what, RELATA_ERROR_FORMAT, id, 0, 0,
                       "another text has the same id; the one with the smallest SHA-256 is kept");
    if (b->options->notice != NULL)
        b->options->notice(b->options->notice_user, &what, true);
}

/* Sorts the records and drops all but the first of each id. Returns how many were dropped. */
static size_t sort_records(building *b)
{
    size_t kept = 0, count = b->count;
    if (count > 0)
        qsort(b->records, count, sizeof *b->records, compare_records);
    for (size_t i = 0; i < count; i++) {
        rl_record *record = b->records[i];
        const rl_record *before = kept == 0 ? NULL : b->records[kept - 1];
        if (before != NULL && strcmp(before->strings + before->id, record->strings + record->id) == 0) {
            report_twin(b, record->strings + record->id);
            free_record(record);
            continue;
        }
        b->records[kept++] = record;
    }
    b->count = kept;
    return count - kept;
}

/* ---- the whole ---- */

/* Lists the copies in the network. */
static relata_status note_copies(const building *b, rl_network *network, relata_error *err)
{
    network->copies = malloc((b->condensed.copies + 1) * sizeof *network->copies);
    if (network->copies == NULL)
        return rl_error_memory(err);
    for (size_t r = 0; r < b->count; r++) {
        if (b->condensed.copy_of[r] == RL_NONE)
            continue;
        const rl_record *record = b->records[r], *of = b->records[b->condensed.copy_of[r]];
        const char *id = record->strings + record->id, *of_id = of->strings + of->id;
        rl_copy copy = {rl_arena_copy(&network->arena, id, strlen(id)),
                        rl_arena_copy(&network->arena, of_id, strlen(of_id))};
        if (copy.document == NULL || copy.of == NULL)
            return rl_error_memory(err);
        network->copies[network->copy_count++] = copy;
    }
    return RELATA_OK;
}

static relata_status make_network(building *b, rl_network **ret_network, rl_left_out *ret_left_out, relata_error *err)
{
    rl_condensed *c = &b->condensed;
    rl_network *network = calloc(1, sizeof *network);
    if (network == NULL)
        return rl_error_memory(err);
    relata_status status =
        rl_condense(b->records, b->count, b->options->keep_copies, b->options->keep_furniture, c, err);
    if (status == RELATA_OK)
        status = note_copies(b, network, err);
    if (status == RELATA_OK)
        status = rl_network_assemble(network, b->engine, (const rl_record *const *)c->records, c->count, b->options,
                                     &b->judging, err);
    if (status == RELATA_OK)
        status = rl_network_shape(network, b->options, ret_left_out, err);
    if (status != RELATA_OK) {
        rl_network_free(network);
        return status;
    }
    *ret_network = network;
    return RELATA_OK;
}

static relata_summary summarise(const building *b, const rl_network *network, const rl_left_out *left_out,
                                const relata_reading *read, size_t twins)
{
    relata_summary summary = {.documents = b->count,
                              .entities = network->node_count,
                              .edges = network->edge_count,
                              .weightless = network->weightless,
                              .skipped = read->skipped + twins,
                              .outside = b->outside,
                              .undated = b->undated,
                              .pages = read->pages,
                              .converted = read->converted,
                              .decompressed = read->decompressed,
                              .copies = b->condensed.copies,
                              .furniture_lines = b->condensed.lines,
                              .backbone_edges = left_out->backbone_edges,
                              .light_edges = left_out->light_edges,
                              .far_entities = left_out->far_nodes,
                              .far_edges = left_out->far_edges,
                              .weak_entities = left_out->weak_nodes,
                              .weak_edges = left_out->weak_edges,
                              .slices = network->slice_count,
                              .unsliced = network->unsliced};
    for (size_t i = 0; i < network->node_count; i++)
        summary.mentions += network->nodes[i].mentions;
    for (size_t i = 0; i < b->condensed.count; i++) {
        summary.repeats += b->condensed.records[i]->repeats;
        summary.furniture += b->condensed.records[i]->furniture;
    }
    return summary;
}

/* Into the network, for its file; which text of an id was dropped is nothing of the network that the other one makes. */
static relata_status keep_summary(rl_network *network, const relata_summary *summary, size_t twins, relata_error *err)
{
    relata_summary *copy = rl_arena_alloc(&network->arena, sizeof *copy);
    if (copy == NULL)
        return rl_error_memory(err);
    *copy = *summary;
    copy->skipped -= twins;
    network->summary = copy;
    return RELATA_OK;
}

relata_status rl_build(const rl_engine *engine, rl_reader *reader, const relata_build_options *options,
                       rl_network **ret_network, relata_summary *ret_summary, relata_error *err)
{
    building b = {.engine = engine, .options = options, .window = {options->window, options->window_tokens},
                  .period = {options->since, options->until}};
    rl_jobs jobs = {.work = work,
                    .deliver = deliver,
                    .discard = discard,
                    .user = &b,
                    .keeping = {options->keep_furniture, options->keep_repeats},
                    .progress = options->progress,
                    .progress_user = options->progress_user,
                    .notice = options->notice,
                    .notice_user = options->notice_user};
    rl_network *network = NULL;
    rl_left_out left_out = {0};
    relata_status status = rl_judging_open(&b.judging, options->judgements, engine, err);
    if (status == RELATA_OK)
        status = rl_jobs_run(engine, reader, options->jobs, &jobs, err);
    size_t twins = status == RELATA_OK ? sort_records(&b) : 0;
    if (status == RELATA_OK)
        status = make_network(&b, &network, &left_out, err);
    if (status == RELATA_OK) {
        rl_judging_report(&b.judging, options->notice, options->notice_user);
        relata_reading read = rl_reader_counts(reader);
        relata_summary summary = summarise(&b, network, &left_out, &read, twins);
        status = keep_summary(network, &summary, twins, err);
        if (status == RELATA_OK && ret_summary != NULL)
            *ret_summary = summary;
        if (status == RELATA_OK)
            *ret_network = network;
        else
            rl_network_free(network);
    }
    for (size_t i = 0; i < b.count; i++)
        free_record(b.records[i]);
    free(b.records);
    rl_condensed_free(&b.condensed);
    rl_judging_free(&b.judging);
    return status;
}
