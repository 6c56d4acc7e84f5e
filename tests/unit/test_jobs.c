/* Documents over threads: order, errors, stopping, and that nothing is left behind. */
#include "pipeline/jobs.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { DOCUMENTS = 120, NEVER = -1 };

static const unsigned THREADS[] = {1, 2, 7, 300};
enum { THREAD_CASES = sizeof THREADS / sizeof THREADS[0] };

/* What a run does and saw. Results are counted: each made one is delivered or discarded. */
typedef struct run {
    pthread_mutex_t lock;
    size_t made;
    size_t freed;
    size_t delivered;
    size_t progress;
    size_t repairs;
    int fail_at; /* the document whose work fails */
    int stop_at; /* the document at which the receiver stops */
    bool any_text;
} run;

typedef struct fixture {
    char path[64];
    rl_engine *engine;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return 1;
    (void)strcpy(f->path, "/tmp/relata-jobs-XXXXXX.jsonl");
    int file = mkstemps(f->path, 6);
    FILE *out = file < 0 ? NULL : fdopen(file, "w");
    assert_non_null(out);
    for (int i = 0; i < DOCUMENTS; i++)
        (void)fprintf(out, "{\"id\":\"d%d\",\"text\":\"Number %d\",\"date\":\"2025\"}\n", i, i);
    assert_int_equal(fclose(out), 0);
    f->engine = rl_engine_new();
    assert_non_null(f->engine);
    assert_int_equal(rl_engine_seal(f->engine, NULL), RELATA_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    (void)unlink(f->path);
    rl_engine_free(f->engine);
    free(f);
    return 0;
}

static int number_of(const rl_job *job)
{
    return atoi(job->id + 1);
}

static void work(void *user, rl_analyst *analyst, rl_job *job)
{
    run *r = user;
    job->status = rl_job_analyse(job, analyst);
    if (number_of(job) % 5 == 0) /* documents do not take the same time */
        (void)usleep(500);
    if (number_of(job) == r->fail_at) {
        job->status = rl_error_set(&job->error, RELATA_ERROR_FORMAT, job->id, 0, 0, "no good");
        return;
    }
    job->result = strdup(job->text);
    assert_non_null(job->result);
    (void)pthread_mutex_lock(&r->lock);
    r->made++;
    (void)pthread_mutex_unlock(&r->lock);
}

static relata_status deliver(void *user, rl_job *job, relata_error *err)
{
    run *r = user;
    char expected[32];
    (void)snprintf(expected, sizeof expected, "Number %zu", r->delivered);
    assert_string_equal(r->any_text ? expected : job->result, expected);
    assert_string_equal(job->date, r->any_text ? "" : "2025");
    r->delivered++;
    r->freed++;
    free(job->result);
    if (number_of(job) == r->stop_at)
        return rl_error_set(err, RELATA_ERROR_IO, NULL, 0, 0, "stopped");
    return RELATA_OK;
}

static void discard(void *user, rl_job *job)
{
    run *r = user;
    free(job->result);
    r->freed++;
}

static void note_progress(void *user, size_t documents)
{
    run *r = user;
    assert_true(documents == r->progress + 1);
    r->progress = documents;
}

static void note(void *user, const relata_error *what, bool skipped)
{
    run *r = user;
    assert_false(skipped);
    assert_string_equal(what->message,
                        "not valid UTF-8: 2 sequences were replaced by U+FFFD, the first at byte 4");
    r->repairs++;
}

static relata_status run_jobs(const fixture *f, const char *path, unsigned threads, run *r, relata_error *err)
{
    const char *const paths[] = {path};
    rl_reader *reader;
    rl_jobs jobs = {.work = work, .deliver = deliver, .discard = discard, .user = r, .progress = note_progress,
                    .progress_user = r, .notice = note, .notice_user = r};
    assert_int_equal(rl_reader_new(paths, 1, NULL, NULL, &reader, NULL), RELATA_OK);
    (void)pthread_mutex_init(&r->lock, NULL);
    relata_status status = rl_jobs_run(f->engine, reader, threads, &jobs, err);
    (void)pthread_mutex_destroy(&r->lock);
    rl_reader_free(reader);
    assert_int_equal(r->made, r->freed);
    return status;
}

static void documents_are_delivered_in_order(void **state)
{
    for (size_t t = 0; t < THREAD_CASES; t++) {
        run r = {.fail_at = NEVER, .stop_at = NEVER};
        relata_error err = {0};
        assert_int_equal(run_jobs(*state, ((fixture *)*state)->path, THREADS[t], &r, &err), RELATA_OK);
        assert_int_equal(err.status, RELATA_OK);
        assert_int_equal(r.delivered, DOCUMENTS);
        assert_int_equal(r.progress, DOCUMENTS);
    }
}

static void zero_threads_are_as_many_as_processors(void **state)
{
    run r = {.fail_at = NEVER, .stop_at = NEVER};
    assert_int_equal(run_jobs(*state, ((fixture *)*state)->path, 0, &r, NULL), RELATA_OK);
    assert_int_equal(r.delivered, DOCUMENTS);
}

/* What lies before the failed document is delivered, nothing after it, and its error is the run's. */
static void an_error_ends_the_run(void **state)
{
    static const int places[] = {0, 1, 50, DOCUMENTS - 1};
    for (size_t t = 0; t < THREAD_CASES; t++) {
        for (size_t p = 0; p < 4; p++) {
            run r = {.fail_at = places[p], .stop_at = NEVER};
            relata_error err = {0};
            assert_int_equal(run_jobs(*state, ((fixture *)*state)->path, THREADS[t], &r, &err), RELATA_ERROR_FORMAT);
            assert_int_equal(r.delivered, places[p]);
            assert_string_equal(err.message, "no good");
        }
    }
}

static void the_first_error_wins(void **state)
{
    run r = {.fail_at = 20, .stop_at = 10};
    relata_error err = {0};
    assert_int_equal(run_jobs(*state, ((fixture *)*state)->path, 7, &r, &err), RELATA_ERROR_IO);
    assert_string_equal(err.message, "stopped");
}

static void errors_need_no_place(void **state)
{
    run r = {.fail_at = 3, .stop_at = NEVER};
    assert_int_equal(run_jobs(*state, ((fixture *)*state)->path, 2, &r, NULL), RELATA_ERROR_FORMAT);
}

static void the_receiver_can_stop_the_run(void **state)
{
    static const int places[] = {0, 7, DOCUMENTS - 1};
    for (size_t t = 0; t < THREAD_CASES; t++) {
        for (size_t p = 0; p < 3; p++) {
            run r = {.fail_at = NEVER, .stop_at = places[p]};
            relata_error err = {0};
            assert_int_equal(run_jobs(*state, ((fixture *)*state)->path, THREADS[t], &r, &err), RELATA_ERROR_IO);
            assert_int_equal(r.delivered, places[p] + 1);
        }
    }
}

static void no_documents_are_no_error(void **state)
{
    char path[] = "/tmp/relata-jobs-XXXXXX.jsonl";
    int file = mkstemps(path, 6);
    assert_true(file >= 0);
    (void)close(file);
    for (size_t t = 0; t < THREAD_CASES; t++) {
        run r = {.fail_at = NEVER, .stop_at = NEVER};
        assert_int_equal(run_jobs(*state, path, THREADS[t], &r, NULL), RELATA_OK);
        assert_int_equal(r.delivered, 0);
        assert_int_equal(r.progress, 0);
    }
    (void)unlink(path);
}

/* Bad bytes are told of once a document, by the thread that runs the whole. */
static void repairs_are_noted(void **state)
{
    char path[] = "/tmp/relata-jobs-XXXXXX.txt";
    int file = mkstemps(path, 4);
    assert_true(file >= 0);
    assert_int_equal(write(file, "One \xFF two \xC3 three \xC3\xA9\xC3\xA9", 23), 23);
    (void)close(file);
    for (size_t t = 0; t < THREAD_CASES; t++) {
        run r = {.fail_at = NEVER, .stop_at = NEVER, .any_text = true};
        assert_int_equal(run_jobs(*state, path, THREADS[t], &r, NULL), RELATA_OK);
        assert_int_equal(r.delivered, 1);
        assert_int_equal(r.repairs, 1);
    }
    (void)unlink(path);
}

#define WITH_ENGINE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ENGINE(documents_are_delivered_in_order),
        WITH_ENGINE(zero_threads_are_as_many_as_processors),
        WITH_ENGINE(an_error_ends_the_run),
        WITH_ENGINE(the_first_error_wins),
        WITH_ENGINE(errors_need_no_place),
        WITH_ENGINE(the_receiver_can_stop_the_run),
        WITH_ENGINE(no_documents_are_no_error),
        WITH_ENGINE(repairs_are_noted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
