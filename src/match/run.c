/* Running patterns over a text: find triggers, test guards, match once near each.
 *
 * One pass over the tokens looks at each with two cheap tests (a mask of classes, a filter of word hashes); phrases
 * of the lexicon are triggers too. Only where a pattern's guards hold is its expression matched, anchored, on a piece of
 * the sentence: by its program if it has one that knows the answer, else by PCRE2. A match that reaches PCRE2's limit
 * counts as not found: a bad pattern must not stop a run or slow it down. */
#include "match/internal.h"

#include "text/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    MATCH_LIMIT = 100000, /* the default lets a bomb of 41 bytes run for 0.4 s, this stops it in 2 ms */
    HEAP_LIMIT_KIB = 8192
};

struct rl_match_engine {
    pcre2_match_data *data;
    pcre2_match_context *context;
    uint32_t group_count;
    rl_machine machine;
};

/* ---- the worker ---- */

static void engine_free(struct rl_match_engine *engine)
{
    if (engine == NULL)
        return;
    pcre2_match_data_free(engine->data);
    pcre2_match_context_free(engine->context);
    free(engine);
}

static struct rl_match_engine *engine_new(uint32_t group_count)
{
    struct rl_match_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL)
        return NULL;
    engine->group_count = group_count;
    engine->data = pcre2_match_data_create(group_count + 1, NULL);
    engine->context = pcre2_match_context_create(NULL);
    if (engine->data == NULL || engine->context == NULL) {
        engine_free(engine);
        return NULL;
    }
    engine->machine.answers.data = engine->data;
    (void)pcre2_set_match_limit(engine->context, MATCH_LIMIT);
    (void)pcre2_set_heap_limit(engine->context, HEAP_LIMIT_KIB);
    return engine;
}

static bool prepare_engine(rl_match_worker *worker, const rl_pattern_set *set)
{
    if (worker->engine != NULL && worker->engine->group_count >= set->group_count)
        return true;
    engine_free(worker->engine);
    worker->engine = engine_new(set->group_count);
    return worker->engine != NULL;
}

void rl_match_worker_free(rl_match_worker *worker)
{
    engine_free(worker->engine);
    free(worker->cover);
    free(worker->drafts);
    free(worker->hits);
    *worker = (rl_match_worker){0};
}

/* ---- one run ---- */

typedef struct job {
    rl_match_worker *worker;
    const rl_pattern_set *set;
    const rl_text *text;
    rl_context context;
    const size_t *offsets; /* of the groups of the match that was made last */
    relata_error *err;
} job;

static const rl_token *token_at(const job *j, size_t t)
{
    return &j->text->tokens[t];
}

static bool is_trigger_phrase(const rl_hit *hit)
{
    return hit->kind == RL_NAME_LEXICON && hit->last - hit->first > 1;
}

/* Marks the tokens of every phrase, so that "Prime" is known to be part of a title. */
static bool cover_phrases(job *j, const rl_hit *phrases, size_t count)
{
    size_t tokens = j->text->token_count;
    bool any = false;
    for (size_t i = 0; i < count && !any; i++)
        any = is_trigger_phrase(&phrases[i]);
    if (!any)
        return true;
    rl_classes *cover = rl_array_grow(j->worker->cover, &j->worker->cover_capacity, tokens, sizeof *cover);
    if (cover == NULL)
        return false;
    j->worker->cover = cover;
    memset(cover, 0, tokens * sizeof *cover);
    for (size_t i = 0; i < count; i++)
        for (uint32_t t = phrases[i].first; is_trigger_phrase(&phrases[i]) && t < phrases[i].last; t++)
            cover[t] |= phrases[i].classes;
    j->context.cover = cover;
    return true;
}

/* ---- matching ---- */

static bool is_limit(int code)
{
    return code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT || code == PCRE2_ERROR_HEAPLIMIT;
}

/* Adds what one group captured; *ret_added is false if that is no name. */
static relata_status add_group(job *j, const rl_pattern *pattern, const rl_pattern_group *group, const rl_window *w,
                               const rl_trigger *trigger, bool *ret_added)
{
    const size_t *offsets = j->offsets + 2 * (size_t)group->number;
    *ret_added = false;
    if (offsets[0] == PCRE2_UNSET || offsets[1] < offsets[0])
        return RELATA_OK;
    rl_pattern_hit hit = {
        .type = group->type, .pattern = (uint32_t)(pattern - j->set->patterns), .weight = group->weight};
    rl_span span;
    if (!rl_span_of_bytes(&j->context, trigger->sentence, w->start + offsets[0], w->start + offsets[1], group->type,
                          &span))
        return RELATA_OK;
    if (!pattern->defines_acronym && !rl_span_is_short(span))
        return RELATA_OK;
    hit.first = span.first;
    hit.last = span.last;
    *ret_added = true;
    return rl_draft_add(j->worker, &hit) ? RELATA_OK : rl_error_memory(j->err);
}

/* Of two drafts one is the acronym, which still has no type. */
static bool fit_definition(const rl_context *context, rl_draft_hit *two)
{
    bool acronym_first = two[0].hit.type == RL_NONE;
    rl_pattern_hit *acronym = &two[acronym_first ? 0 : 1].hit, *name = &two[acronym_first ? 1 : 0].hit;
    if (!rl_acronym_fit(context, &name->first, name->last, acronym->first, acronym->last) ||
        !rl_span_is_short((rl_span){name->first, name->last}))
        return false;
    acronym->type = name->type;
    acronym->weight = name->weight;
    return true;
}

/* An acronym and its name stand or fall together. */
static relata_status add_definition(job *j, const rl_pattern *pattern, const rl_window *w, const rl_trigger *trigger)
{
    size_t before = j->worker->draft_count;
    bool named = false, lettered = false;
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < pattern->group_count; i++) {
        const rl_pattern_group *group = &pattern->groups[i];
        bool *found = group->type == RL_NONE ? &lettered : &named;
        if (!*found)
            status = add_group(j, pattern, group, w, trigger, found);
    }
    if (status != RELATA_OK)
        return status;
    if (!named || !lettered || !fit_definition(&j->context, j->worker->drafts + before))
        j->worker->draft_count = before;
    else
        rl_draft_pair(j->worker);
    return RELATA_OK;
}

static relata_status add_groups(job *j, const rl_pattern *pattern, const rl_window *w, const rl_trigger *trigger)
{
    if (pattern->defines_acronym)
        return add_definition(j, pattern, w, trigger);
    relata_status status = RELATA_OK;
    bool added;
    for (size_t i = 0; status == RELATA_OK && i < pattern->group_count; i++)
        status = add_group(j, pattern, &pattern->groups[i], w, trigger, &added);
    return status;
}

static relata_status match_failed(const job *j, const rl_pattern *pattern, int code)
{
    if (code == PCRE2_ERROR_NOMATCH)
        return RELATA_OK;
    if (is_limit(code)) {
        j->worker->limits_reached++;
        return RELATA_OK;
    }
    if (code == PCRE2_ERROR_NOMEMORY)
        return rl_error_memory(j->err);
    PCRE2_UCHAR message[256] = "";
    (void)pcre2_get_error_message(code, message, sizeof message);
    return rl_error_set(j->err, RELATA_ERROR_LIBRARY, NULL, 0, 0, "pattern \"%s\": %s", pattern->name,
                        (const char *)message);
}

/* False if the program does not know; it nearly always does. */
static bool run_program(job *j, const rl_pattern *pattern, const rl_window *w, const rl_trigger *trigger,
                        relata_status *ret_status)
{
    rl_machine *machine = &j->worker->engine->machine;
    if (pattern->program == NULL)
        return false;
    rl_outcome outcome = rl_machine_run(machine, pattern->program, j->set->alphabet, j->text->bytes + w->start,
                                        w->end - w->start, w->anchor - w->start, (w->options & PCRE2_NOTBOL) == 0);
    j->offsets = machine->offsets;
    if (outcome == RL_MATCHED)
        *ret_status = add_groups(j, pattern, w, trigger);
    return outcome != RL_DONT_KNOW;
}

static relata_status run_library(job *j, const rl_pattern *pattern, const rl_window *w, const rl_trigger *trigger)
{
    struct rl_match_engine *engine = j->worker->engine;
    const pcre2_code *compiled = NULL;
    relata_status status = rl_pattern_code(pattern, &compiled, j->err);
    if (status != RELATA_OK)
        return status;
    j->offsets = pcre2_get_ovector_pointer(engine->data);
    int code = pcre2_match(compiled, (PCRE2_SPTR)(j->text->bytes + w->start), w->end - w->start, w->anchor - w->start,
                           w->options, engine->data, engine->context);
    return code < 0 ? match_failed(j, pattern, code) : add_groups(j, pattern, w, trigger);
}

static relata_status try_pattern(job *j, const rl_trial *trial, rl_trigger *trigger)
{
    const rl_pattern *pattern = &j->set->patterns[trial->pattern];
    relata_status status = RELATA_OK;
    rl_window w;
    if (!rl_window_find(&j->context, pattern, trigger, &w) || run_program(j, pattern, &w, trigger, &status))
        return status;
    return run_library(j, pattern, &w, trigger);
}

/* ---- triggers ---- */

static relata_status try_classes(job *j, rl_classes classes, rl_trigger *trigger)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < j->set->classed_count;) {
        const rl_trial *trial = &j->set->classed[i];
        bool starts = (trial->of.classes & classes) != 0;
        if (starts && rl_guards_hold(&j->context, trial->guards, trigger))
            status = try_pattern(j, trial, trigger);
        i = starts ? i + 1 : trial->next;
    }
    return status;
}

static bool is_maybe_word(const rl_pattern_set *set, uint64_t hash)
{
    return (set->word_filter[hash >> 6 & (RL_TRIGGER_FILTER - 1)] >> (hash & 63) & 1) != 0;
}

static relata_status try_words(job *j, uint64_t hash, rl_trigger *trigger)
{
    const rl_pattern_set *set = j->set;
    relata_status status = RELATA_OK;
    size_t i = set->word_places[hash >> (64 - RL_TRIGGER_BITS)];
    while (i < set->word_count && set->words[i].of.hash < hash)
        i++;
    for (; status == RELATA_OK && i < set->word_count && set->words[i].of.hash == hash; i++)
        if (rl_guards_hold(&j->context, set->words[i].guards, trigger))
            status = try_pattern(j, &set->words[i], trigger);
    return status;
}

static relata_status try_token(job *j, uint32_t t)
{
    const rl_token *token = token_at(j, t);
    rl_trigger at;
    rl_trigger_begin(&at, t, t + 1, &j->text->sentences[token->sentence]);
    relata_status status = try_words(j, token->hash, &at);
    bool has_classes = status == RELATA_OK && (token->classes & j->set->classes) != 0;
    return has_classes ? try_classes(j, token->classes, &at) : status;
}

static relata_status try_tokens(job *j)
{
    relata_status status = RELATA_OK;
    rl_classes classes = j->set->classes;
    for (size_t t = 0; status == RELATA_OK && t < j->text->token_count; t++) {
        const rl_token *token = token_at(j, t);
        bool maybe = (token->classes & classes) != 0 || is_maybe_word(j->set, token->hash);
        if (maybe && (token->flags & RL_TOKEN_FURNITURE) == 0)
            status = try_token(j, (uint32_t)t);
    }
    return status;
}

static relata_status try_phrases(job *j, const rl_hit *phrases, size_t count)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < count; i++) {
        const rl_hit *phrase = &phrases[i];
        if (!is_trigger_phrase(phrase) || (phrase->classes & j->set->classes) == 0)
            continue;
        const rl_token *first = token_at(j, phrase->first), *last = token_at(j, phrase->last - 1);
        rl_trigger at;
        rl_trigger_begin(&at, phrase->first, phrase->last, &j->text->sentences[last->sentence]);
        if (first->sentence == last->sentence && ((first->flags | last->flags) & RL_TOKEN_FURNITURE) == 0)
            status = try_classes(j, phrase->classes, &at);
    }
    return status;
}

relata_status rl_match_run(rl_match_worker *worker, const rl_pattern_set *set, const rl_text *text,
                           const rl_hit *phrases, size_t phrase_count, const rl_pattern_hit **ret_hits,
                           size_t *ret_count, relata_error *err)
{
    job j = {.worker = worker, .set = set, .text = text, .context = {set, text, NULL}, .err = err};
    size_t count = 0;
    worker->draft_count = 0;
    if (set->count > 0 && text->sentence_count > 0) {
        if (!prepare_engine(worker, set) || !cover_phrases(&j, phrases, phrase_count))
            return rl_error_memory(err);
        relata_status status = try_tokens(&j);
        if (status == RELATA_OK)
            status = try_phrases(&j, phrases, phrase_count);
        if (status == RELATA_OK)
            status = rl_drafts_finish(worker, &count, err);
        if (status != RELATA_OK)
            return status;
    }
    *ret_hits = worker->hits;
    *ret_count = count;
    return RELATA_OK;
}
