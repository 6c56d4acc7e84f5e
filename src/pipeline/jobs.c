/* The ring: slot i holds document i, i + size, …. A slot is empty, ready for work, at work, or done. */
#include "pipeline/jobs.h"

#include "text/utf8.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_JOBS = 256, SLOTS_PER_JOB = 8 };

typedef enum slot_state { EMPTY, READY, BUSY, DONE } slot_state;

typedef struct slot {
    rl_job job;
    slot_state state;
} slot;

typedef struct ring {
    const rl_jobs *what;
    slot *slots;
    size_t size;
    size_t filled;  /* documents put in so far */
    size_t taken;   /* … taken out by workers */
    size_t emptied; /* … delivered */
    bool closing;
    pthread_mutex_t lock;
    pthread_cond_t work_there;
    pthread_cond_t work_done;
} ring;

typedef struct hand {
    ring *ring;
    rl_analyst analyst;
    pthread_t thread;
    bool started;
} hand;

static void clear_job(rl_job *job)
{
    free(job->id);
    free(job->title);
    free(job->date);
    free(job->source);
    free(job->text);
    *job = (rl_job){0};
}

/* A path may hold bytes that are not UTF-8, an output may not: ids and titles are what outputs can say. */
static char *printable(const char *string)
{
    rl_buffer buffer = {0};
    bool ok = rl_utf8_sanitise(string, strlen(string), true, &buffer) && rl_buffer_string(&buffer) != NULL;
    char *copy = ok ? strdup(buffer.bytes) : NULL;
    rl_buffer_free(&buffer);
    return copy;
}

static bool fill_job(rl_job *job, const relata_document *document)
{
    const char *date = document->date == NULL ? "" : document->date;
    *job = (rl_job){.text_length = document->text_length};
    job->id = printable(document->id);
    job->title = printable(document->title == NULL ? "" : document->title);
    job->date = strdup(date);
    job->source = printable(document->source == NULL ? "" : document->source);
    job->text = malloc(document->text_length + 1);
    if (job->id == NULL || job->title == NULL || job->date == NULL || job->source == NULL || job->text == NULL) {
        clear_job(job);
        return false;
    }
    if (document->text_length > 0)
        memcpy(job->text, document->text, document->text_length);
    job->text[document->text_length] = '\0';
    return true;
}

relata_status rl_job_analyse(rl_job *job, rl_analyst *analyst)
{
    relata_status status = rl_analyse(analyst, job->text, job->text_length, &job->error);
    if (status == RELATA_OK && analyst->text.repair_count > 0) {
        job->repairs = analyst->text.repair_count;
        job->first_repair = analyst->text.repairs[0].input_start;
    }
    return status;
}

static void report_repairs(const rl_jobs *what, const rl_job *job)
{
    relata_error repaired = {0};
    if (job->repairs == 0 || what->notice == NULL)
        return;
    (void)rl_error_set(&repaired, RELATA_ERROR_FORMAT, job->id, 0, 0,
                       "not valid UTF-8: %zu %s replaced by U+FFFD, the first at byte %zu", job->repairs,
                       job->repairs == 1 ? "sequence was" : "sequences were", job->first_repair);
    what->notice(what->notice_user, &repaired, false);
}

static void *run_hand(void *argument)
{
    hand *h = argument;
    ring *r = h->ring;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        while (!r->closing && r->taken == r->filled)
            pthread_cond_wait(&r->work_there, &r->lock);
        if (r->closing)
            break;
        slot *s = &r->slots[r->taken++ % r->size];
        s->state = BUSY;
        pthread_mutex_unlock(&r->lock);
        r->what->work(r->what->user, &h->analyst, &s->job);
        pthread_mutex_lock(&r->lock);
        s->state = DONE;
        pthread_cond_signal(&r->work_done);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* Delivers one finished job. */
static relata_status deliver(const rl_jobs *what, rl_job *job, relata_error *err)
{
    relata_status status = job->status;
    if (status == RELATA_OK) {
        report_repairs(what, job);
        status = what->deliver(what->user, job, err);
    } else if (err != NULL && err->status == RELATA_OK) {
        *err = job->error;
    }
    clear_job(job);
    return status;
}

/* Waits for the oldest document and delivers it. */
static relata_status deliver_oldest(ring *r, relata_error *err)
{
    slot *s = &r->slots[r->emptied % r->size];
    pthread_mutex_lock(&r->lock);
    while (s->state != DONE)
        pthread_cond_wait(&r->work_done, &r->lock);
    pthread_mutex_unlock(&r->lock);
    relata_status status = deliver(r->what, &s->job, err);
    s->state = EMPTY;
    r->emptied++;
    return status;
}

static relata_status next_document(const rl_jobs *what, rl_reader *reader, relata_document *ret_document,
                                   relata_error *err)
{
    return what->next != NULL ? what->next(what->next_user, ret_document, err)
                              : rl_reader_next(reader, ret_document, err);
}

static relata_status feed(ring *r, rl_reader *reader, relata_error *err)
{
    relata_document document;
    relata_status status = RELATA_OK;
    while (status == RELATA_OK) {
        if (r->filled - r->emptied == r->size && (status = deliver_oldest(r, err)) != RELATA_OK)
            break;
        status = next_document(r->what, reader, &document, err);
        if (status != RELATA_OK)
            break;
        if (!fill_job(&r->slots[r->filled % r->size].job, &document))
            return rl_error_memory(err);
        pthread_mutex_lock(&r->lock);
        r->slots[r->filled % r->size].state = READY;
        r->filled++;
        pthread_cond_signal(&r->work_there);
        pthread_mutex_unlock(&r->lock);
        if (r->what->progress != NULL)
            r->what->progress(r->what->progress_user, r->filled);
    }
    while (status == RELATA_END && r->emptied < r->filled) {
        relata_status delivered = deliver_oldest(r, err);
        status = delivered == RELATA_OK ? RELATA_END : delivered;
    }
    return status == RELATA_END ? RELATA_OK : status;
}

static void close_ring(ring *r, hand *hands, size_t count)
{
    pthread_mutex_lock(&r->lock);
    r->closing = true;
    pthread_cond_broadcast(&r->work_there);
    pthread_mutex_unlock(&r->lock);
    for (size_t i = 0; i < count; i++) {
        if (hands[i].started)
            pthread_join(hands[i].thread, NULL);
        rl_analyst_free(&hands[i].analyst);
    }
    for (size_t i = 0; i < r->size; i++) {
        if (r->slots[i].state == DONE && r->slots[i].job.status == RELATA_OK)
            r->what->discard(r->what->user, &r->slots[i].job);
        clear_job(&r->slots[i].job);
    }
}

static bool start_hands(ring *r, const rl_engine *engine, hand *hands, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        hands[i].ring = r;
        if (!rl_analyst_init(&hands[i].analyst, engine))
            continue;
        hands[i].analyst.keeping = r->what->keeping;
        hands[i].started = pthread_create(&hands[i].thread, NULL, run_hand, &hands[i]) == 0;
        any |= hands[i].started;
    }
    return any;
}

static relata_status run_threads(const rl_engine *engine, rl_reader *reader, size_t count, const rl_jobs *what,
                                 relata_error *err)
{
    ring r = {.what = what, .size = count * SLOTS_PER_JOB};
    hand *hands = calloc(count, sizeof *hands);
    r.slots = calloc(r.size, sizeof *r.slots);
    relata_status status = RELATA_OK;
    if (hands == NULL || r.slots == NULL) {
        free(hands);
        free(r.slots);
        return rl_error_memory(err);
    }
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.work_there, NULL);
    pthread_cond_init(&r.work_done, NULL);
    status = start_hands(&r, engine, hands, count) ? feed(&r, reader, err) : rl_error_memory(err);
    close_ring(&r, hands, count);
    pthread_cond_destroy(&r.work_done);
    pthread_cond_destroy(&r.work_there);
    pthread_mutex_destroy(&r.lock);
    free(r.slots);
    free(hands);
    return status;
}

static relata_status run_here(const rl_engine *engine, rl_reader *reader, const rl_jobs *what, relata_error *err)
{
    rl_analyst analyst;
    relata_document document;
    relata_status status = rl_analyst_init(&analyst, engine) ? RELATA_OK : rl_error_memory(err);
    analyst.keeping = what->keeping;
    for (size_t count = 1; status == RELATA_OK; count++) {
        rl_job job;
        status = next_document(what, reader, &document, err);
        if (status != RELATA_OK)
            break;
        if (!fill_job(&job, &document)) {
            status = rl_error_memory(err);
            break;
        }
        what->work(what->user, &analyst, &job);
        status = deliver(what, &job, err);
        if (what->progress != NULL)
            what->progress(what->progress_user, count);
    }
    rl_analyst_free(&analyst);
    return status == RELATA_END ? RELATA_OK : status;
}

relata_status rl_jobs_run(const rl_engine *engine, rl_reader *reader, unsigned jobs, const rl_jobs *what,
                          relata_error *err)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = jobs != 0 ? jobs : processors < 1 ? 1 : (size_t)processors;
    if (count > MOST_JOBS)
        count = MOST_JOBS;
    return count == 1 ? run_here(engine, reader, what, err) : run_threads(engine, reader, count, what, err);
}
