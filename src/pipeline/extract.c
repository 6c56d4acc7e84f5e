/* Extraction: analyse, resolve the document as a corpus of its own, and turn token numbers into offsets of the input.
 */
#include "pipeline/extract.h"

#include "pipeline/describe.h"
#include "pipeline/explain.h"

#include "pipeline/jobs.h"
#include "pipeline/judging.h"
#include "resolve/corpus.h"

#include <stdlib.h>
#include <string.h>

/* An extraction and the memory behind it. */
typedef struct outcome {
    relata_extraction extraction;
    relata_mention *mentions;
    relata_relation *relations;
    rl_arena strings;
    rl_arena names; /* ids and labels of the corpus */
    const char *text; /* that of the job, if the mentions stand in it; else NULL */
    bool *seen; /* as rl_judging has it; NULL without judgements */
    bool left_out; /* a judgement cannot be obeyed here */
} outcome;

typedef struct run {
    const rl_engine *engine;
    const relata_extract_options *options;
    relata_extraction_fn receive;
    void *user;
    rl_judging judging;
    size_t left_out; /* documents in which a judgement cannot be obeyed */
} run;

static void free_outcome(outcome *o)
{
    if (o == NULL)
        return;
    free(o->mentions);
    free(o->relations);
    free(o->seen);
    rl_arena_free(&o->strings);
    rl_arena_free(&o->names);
    free(o);
}

/* ---- one document ---- */

static bool is_wanted(const run *r, const char *type)
{
    if (r->options->types == NULL)
        return true;
    for (size_t i = 0; i < r->options->type_count; i++)
        if (strcmp(r->options->types[i], type) == 0)
            return true;
    return false;
}

static bool describe(const run *r, const rl_analyst *a, const rl_mention *mention, const rl_corpus *corpus,
                     outcome *o)
{
    const rl_token *tokens = a->text.tokens;
    size_t start = tokens[mention->first].start, end = tokens[mention->last - 1].end;
    uint32_t entity = corpus->entity_of[mention->entity];
    const char *type = rl_string_map_key(&r->engine->types, corpus->entities[entity].type, NULL);
    if (corpus->entities[entity].dropped || !is_wanted(r, type))
        return true;
    relata_mention *m = &o->mentions[o->extraction.count];
    m->start = rl_offset_of(&a->offsets, start);
    m->end = rl_offset_of(&a->offsets, end);
    m->text = o->text != NULL ? o->text + start : rl_arena_copy(&o->strings, a->text.bytes + start, end - start);
    m->text_length = end - start;
    m->type = type;
    m->entity = corpus->entities[entity].id;
    m->name = corpus->entities[entity].label;
    m->source = mention->source;
    m->repeated = mention->repeated;
    m->reasons = NULL;
    m->reason_count = 0;
    o->extraction.count++;
    return m->text != NULL && (!r->options->explain || rl_explain(a, mention, &o->strings, m));
}

/* An end in the words of the caller; its id is NULL if it is left out. */
static rl_described_end describe_end(const run *r, const rl_corpus *corpus, const rl_relation_end *end)
{
    const rl_entry *entries = rl_gazetteer_entries(r->engine->gazetteer);
    uint32_t entity = end->entity == RL_NONE ? RL_NONE : corpus->entity_of[end->entity];
    uint32_t type = entity != RL_NONE ? corpus->entities[entity].type : entries[end->entry].type;
    bool dropped = entity != RL_NONE && corpus->entities[entity].dropped;
    if (dropped || !is_wanted(r, rl_string_map_key(&r->engine->types, type, NULL)))
        return (rl_described_end){NULL, NULL};
    if (entity != RL_NONE)
        return (rl_described_end){corpus->entities[entity].id, corpus->entities[entity].label};
    return (rl_described_end){entries[end->entry].id, entries[end->entry].name};
}

static bool describe_relations(const run *r, rl_analyst *a, const rl_corpus *corpus, outcome *o)
{
    rl_describer describer = {.text = &a->text,
                              .set = r->engine->relations,
                              .offsets = &a->offsets,
                              .strings = &o->strings,
                              .scratch = &a->scratch};
    o->relations = malloc((a->relation_count + 1) * sizeof *o->relations);
    bool ok = o->relations != NULL;
    for (size_t i = 0; ok && i < a->relation_count; i++) {
        const rl_relation *relation = &a->relations[i];
        rl_described_end subject = describe_end(r, corpus, &relation->subject);
        rl_described_end object = describe_end(r, corpus, &relation->object);
        if (subject.id == NULL || object.id == NULL || subject.id == object.id)
            continue;
        ok = rl_describe(&describer, relation, &subject, &object, &o->relations[o->extraction.relation_count]);
        o->extraction.relation_count += ok;
    }
    o->extraction.relations = o->relations;
    return ok;
}

static bool describe_all(const run *r, rl_analyst *a, const rl_corpus *corpus, outcome *o)
{
    o->mentions = malloc((a->mention_count + 1) * sizeof *o->mentions);
    bool ok = o->mentions != NULL && rl_offsets_read(&a->offsets, &a->text, r->options->offsets);
    for (size_t i = 0; ok && i < a->mention_count; i++)
        ok = describe(r, a, &a->mentions[i], corpus, o);
    o->extraction.mentions = o->mentions;
    return ok && describe_relations(r, a, corpus, o);
}

static relata_status judge(const run *r, const rl_record *const *records, rl_corpus *corpus, outcome *o,
                           relata_error *err)
{
    if (!r->judging.is_given)
        return RELATA_OK;
    o->seen = calloc(r->judging.judgements.name_count + 1, sizeof *o->seen);
    if (o->seen == NULL)
        return rl_error_memory(err);
    return rl_judging_apply(&r->judging, r->engine, records, 1, corpus, o->seen, err);
}

/* What the job knows of its document. The strings live until it was delivered; the text only if it is not that of the
 * analyst, who goes on to another. */
static bool describe_document(const run *r, const rl_analyst *a, const rl_job *job, outcome *o)
{
    o->extraction.id = job->id;
    o->extraction.title = job->title[0] == '\0' ? NULL : job->title;
    o->extraction.date = job->date[0] == '\0' ? NULL : job->date;
    o->extraction.repeats = a->repeat_count;
    o->extraction.furniture = a->text.furniture_count;
    o->text = a->text.bytes == job->text ? job->text : NULL;
    if (!r->options->with_text)
        return true;
    o->extraction.text = o->text != NULL ? o->text : rl_arena_copy(&o->strings, a->text.bytes, a->text.length);
    o->extraction.text_length = a->text.length;
    return o->extraction.text != NULL;
}

static relata_status make_outcome(const run *r, rl_analyst *a, const rl_job *job, outcome *o, relata_error *err)
{
    rl_record record;
    rl_corpus corpus;
    if (!describe_document(r, a, job, o))
        return rl_error_memory(err);
    relata_status status = rl_record_make(a, NULL, job->id, "", &record, err);
    if (status != RELATA_OK)
        return status;
    const rl_record *records[] = {&record};
    const rl_entry *entries = rl_gazetteer_entries(r->engine->gazetteer);
    if (r->judging.is_given) /* judgements go by aliases too */
        status = rl_corpus_resolve(records, 1, entries, &r->engine->types, NULL, &corpus, err);
    else
        status = rl_corpus_resolve_one(&record, entries, &r->engine->types, &corpus, err);
    if (status == RELATA_OK) {
        status = judge(r, records, &corpus, o, err);
        if (status == RELATA_OK && !describe_all(r, a, &corpus, o))
            status = rl_error_memory(err);
        o->names = corpus.strings; /* which the mentions borrow */
        corpus.strings = (rl_arena){0};
        rl_corpus_free(&corpus);
    }
    rl_record_free(&record);
    return status;
}

static relata_status decide(const run *r, rl_analyst *analyst, rl_job *job, outcome *o)
{
    relata_status status = rl_judging_divide(&r->judging, analyst, &job->error);
    if (status == RELATA_OK)
        status = rl_analyse_relations(analyst, &job->error);
    return status == RELATA_OK ? make_outcome(r, analyst, job, o, &job->error) : status;
}

/* In a document a judgement may mean several entities, or contradict another: it has no mentions then, the error stays in the
 * job, and the others go on. */
static void work(void *user, rl_analyst *analyst, rl_job *job)
{
    const run *r = user;
    outcome *o = calloc(1, sizeof *o);
    job->status = o == NULL ? rl_error_memory(&job->error) : RELATA_OK;
    if (job->status == RELATA_OK)
        job->status = rl_job_analyse(job, analyst);
    if (job->status == RELATA_OK) {
        job->status = decide(r, analyst, job, o);
        o->left_out = r->judging.is_given && job->status == RELATA_ERROR_FORMAT;
    }
    if (job->status == RELATA_OK || (o != NULL && o->left_out)) {
        job->status = RELATA_OK;
        job->result = o;
        return;
    }
    free_outcome(o);
}

static void leave_out(run *r, const rl_job *job)
{
    char why[sizeof job->error.message];
    relata_error what = {0};
    (void)relata_error_format(&job->error, why, sizeof why);
    (void)rl_error_set(&what, job->error.status, job->id, 0, 0, "left out: %s", why);
    r->left_out++;
    if (r->options->notice != NULL)
        r->options->notice(r->options->notice_user, &what, true);
}

static relata_status deliver(void *user, rl_job *job, relata_error *err)
{
    run *r = user;
    outcome *o = job->result;
    for (size_t i = 0; o->seen != NULL && i < r->judging.judgements.name_count; i++)
        r->judging.seen[i] |= o->seen[i];
    if (o->left_out)
        leave_out(r, job);
    bool wanted = o->left_out || r->receive(r->user, &o->extraction);
    free_outcome(o);
    return wanted ? RELATA_OK : rl_error_set(err, RELATA_ERROR_IO, NULL, 0, 0, "the receiver stopped the run");
}

static void discard(void *user, rl_job *job)
{
    (void)user;
    free_outcome(job->result);
}

static rl_jobs jobs_of(run *r)
{
    return (rl_jobs){.work = work, .deliver = deliver, .discard = discard, .user = r,
                     .keeping = {r->options->keep_furniture, r->options->keep_repeats}, .notice = r->options->notice, .notice_user = r->options->notice_user};
}

static relata_status run_jobs(run *r, rl_reader *reader, rl_jobs *jobs, relata_error *err)
{
    relata_status status = rl_judging_open(&r->judging, r->options->judgements, r->engine, err);
    if (status == RELATA_OK)
        status = rl_jobs_run(r->engine, reader, r->options->jobs, jobs, err);
    if (status == RELATA_OK)
        rl_judging_report(&r->judging, r->options->notice, r->options->notice_user);
    rl_judging_free(&r->judging);
    return status;
}

relata_status rl_extract_documents(const rl_engine *engine, const rl_documents *documents,
                                   const relata_extract_options *options, relata_extraction_fn receive, void *user,
                                   relata_error *err)
{
    run r = {.engine = engine, .options = options, .receive = receive, .user = user};
    rl_jobs jobs = jobs_of(&r);
    jobs.next = documents->next;
    jobs.next_user = documents->user;
    return run_jobs(&r, NULL, &jobs, err);
}

relata_status rl_extract(const rl_engine *engine, rl_reader *reader, const relata_extract_options *options,
                         relata_extraction_fn receive, void *user, size_t *ret_left_out, relata_error *err)
{
    run r = {.engine = engine, .options = options, .receive = receive, .user = user};
    rl_jobs jobs = jobs_of(&r);
    relata_status status = run_jobs(&r, reader, &jobs, err);
    if (status == RELATA_OK)
        *ret_left_out = r.left_out;
    return status;
}
