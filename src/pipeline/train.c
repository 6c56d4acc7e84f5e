/* Learning weights: annotated documents go through the same stages as all documents, and what the recogniser made of them
 * goes to the trainer, with what the annotation says. */
#include "pipeline/train.h"

#include "base/file.h"
#include "evaluate/read.h"
#include "evaluate/texts.h"
#include "pipeline/analyse.h"
#include "pipeline/folds.h"
#include "train/train.h"

#include <stdlib.h>
#include <string.h>

typedef struct training {
    rl_trainer *trainer;
    rl_analyst analyst;
    rl_string_map groups; /* what the options name them by, else the documents' ids */
    uint32_t source;      /* the file, or the document if there is one file only */
    size_t documents;
    size_t sentences;
    size_t other; /* mentions of other types */
    /* the document in turn */
    uint32_t group;
    const rl_span *gold;
    size_t gold_count;
    const rl_marked_text *text;
    bool *used;              /* of its gold: they are spans */
    uint32_t sentence_start; /* its first token */
} training;

/* ---- what the recogniser shows ---- */

static bool begin_sentence(void *user, uint32_t number)
{
    training *t = user;
    const rl_sentence *sentence = &t->analyst.text.sentences[number];
    t->sentence_start = sentence->first;
    t->sentences++;
    return rl_trainer_begin_sentence(t->trainer, sentence->last - sentence->first, t->group);
}

/* The first of the gold, which is sorted, that begins at the byte or after it. */
static size_t first_gold_at(const training *t, size_t start)
{
    size_t low = 0, high = t->gold_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rl_text_byte(t->text, t->gold[middle].start) < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The annotated type of a stretch of bytes, or RL_NONE. */
static uint32_t gold_type(const training *t, size_t start, size_t end)
{
    for (size_t i = first_gold_at(t, start); i < t->gold_count; i++) {
        if (rl_text_byte(t->text, t->gold[i].start) != start)
            break;
        if (rl_text_byte(t->text, t->gold[i].end) == end) {
            t->used[i] = true;
            return t->gold[i].type;
        }
    }
    return RL_NONE;
}

static bool add_span(void *user, uint32_t first, uint32_t last, const float *scores)
{
    training *t = user;
    const rl_token *tokens = t->analyst.text.tokens;
    uint32_t gold = gold_type(t, tokens[first].start, tokens[last - 1].end);
    return rl_trainer_add_span(t->trainer, first - t->sentence_start, last - t->sentence_start, scores, gold);
}

static bool add_observation(void *user, uint64_t key, const rl_part *name, const rl_part *values, size_t count)
{
    training *t = user;
    rl_observed observed[4], observed_name = {name->text, name->length};
    for (size_t i = 0; i < count && i < 4; i++)
        observed[i] = (rl_observed){values[i].text, values[i].length};
    return rl_trainer_add_observation(t->trainer, key, &observed_name, observed, count);
}

/* ---- one document ---- */

static bool add_words(training *t)
{
    const rl_text *text = &t->analyst.text;
    for (size_t i = 0; i < text->token_count; i++) {
        const rl_token *token = &text->tokens[i];
        if (token->shape == RL_SHAPE_LOWER &&
            !rl_trainer_add_word(t->trainer, text->folded + token->fold, token->fold_length, t->source))
            return false;
    }
    return true;
}

static bool add_missed(training *t)
{
    for (size_t i = 0; i < t->gold_count; i++)
        if (!t->used[i] && !rl_trainer_add_missed(t->trainer, t->gold[i].type, t->group))
            return false;
    return true;
}

static bool find_group(training *t)
{
    const char *name = t->text->group == NULL ? t->text->id : t->text->group;
    t->group = rl_string_map_add(&t->groups, name, strlen(name));
    return t->group != RL_NONE;
}

static relata_status add_document(training *t, relata_error *err)
{
    static const rl_onlooker LOOK = {NULL, begin_sentence, add_span, add_observation};
    rl_onlooker onlooker = LOOK;
    relata_status status = rl_analyse(&t->analyst, t->text->bytes, t->text->length, err);
    if (status != RELATA_OK)
        return status;
    onlooker.user = t;
    t->used = calloc(t->gold_count + 1, sizeof *t->used);
    bool ok = t->used != NULL && find_group(t) && add_words(t) &&
              rl_recogniser_show(t->analyst.recogniser, &t->analyst.findings, &onlooker) && add_missed(t);
    free(t->used);
    t->documents++;
    return ok ? RELATA_OK : rl_error_memory(err);
}

/* ---- files ---- */

static bool add_types(rl_comparison *c)
{
    static const char *const TYPES[RL_TYPE_BUILT_IN] = {"person", "place", "organisation"};
    for (size_t i = 0; i < RL_TYPE_BUILT_IN; i++)
        if (rl_string_map_add(&c->types, TYPES[i], strlen(TYPES[i])) == RL_NONE)
            return false;
    return true;
}

static relata_status add_documents(training *t, const rl_comparison *c, bool one_file, relata_error *err)
{
    size_t count, at = 0;
    rl_span *gold = rl_spans_scored(&c->gold, &count);
    relata_status status = gold == NULL ? rl_error_memory(err) : RELATA_OK;
    for (uint32_t i = 0; status == RELATA_OK && i < c->text_count; i++) {
        t->gold = gold + at;
        for (t->gold_count = 0; at < count && gold[at].document == i; at++)
            t->gold_count++;
        t->text = &c->texts[i];
        t->source = one_file ? i : t->source;
        status = add_document(t, err);
    }
    free(gold);
    return status;
}

static relata_status add_file(training *t, const char *path, const relata_train_options *options, bool one_file,
                              relata_error *err)
{
    rl_comparison comparison = {.group = options->folds > 0 ? options->group : NULL};
    relata_status status = add_types(&comparison) ? RELATA_OK : rl_error_memory(err);
    if (status == RELATA_OK)
        status = rl_gold_read(path, options->offsets, &comparison, err);
    if (status == RELATA_OK)
        status = add_documents(t, &comparison, one_file, err);
    t->other += comparison.gold.other;
    rl_comparison_free(&comparison);
    return status;
}

/* ---- scores ---- */

static void add_scores(const rl_train_report *from, relata_train_score *to)
{
    static const char *const NAMES[RELATA_TRAIN_SCORES] = {"person", "place", "organisation", "all"};
    for (size_t i = 0; i < RELATA_TRAIN_SCORES; i++)
        to[i].type = NAMES[i];
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++) {
        relata_train_score *scores[] = {&to[type], &to[RL_TYPE_BUILT_IN]};
        for (size_t k = 0; k < 2; k++) {
            scores[k]->gold += from->after[type].gold;
            scores[k]->found_before += from->before[type].found;
            scores[k]->right_before += from->before[type].right;
            scores[k]->found += from->after[type].found;
            scores[k]->right += from->after[type].right;
        }
    }
}

static relata_status cross_validate(training *t, const relata_train_options *options, relata_train_report *report,
                                    relata_error *err)
{
    rl_train_report counts;
    uint32_t folds = (uint32_t)options->folds, *parts = malloc((t->groups.count + 1) * sizeof *parts);
    if (parts == NULL)
        return rl_error_memory(err);
    relata_status status = rl_folds_divide(&t->groups, options->group == NULL, folds, parts, &report->groups, err);
    for (uint32_t fold = 0; status == RELATA_OK && fold < folds; fold++) {
        status = rl_trainer_learn(t->trainer, &(rl_train_fold){parts, fold}, &counts, err);
        if (status == RELATA_OK)
            add_scores(&counts, report->unseen);
    }
    free(parts);
    return status;
}

static relata_status learn(training *t, const relata_train_options *options, relata_train_report *report,
                           relata_error *err)
{
    rl_train_report counts;
    relata_status status = options->folds > 0 ? cross_validate(t, options, report, err) : RELATA_OK;
    if (status == RELATA_OK)
        status = rl_trainer_learn(t->trainer, NULL, &counts, err);
    if (status == RELATA_OK)
        add_scores(&counts, report->seen);
    report->documents = t->documents;
    report->sentences = t->sentences;
    report->other = t->other;
    return status;
}

/* A file without rows would be refused when it is to be used. */
static relata_status refuse_nothing(const relata_train_report *report, relata_error *err)
{
    const char *why = report->seen[RL_TYPE_BUILT_IN].gold == 0
                          ? "the documents have no mention of a person, place or organisation"
                          : "no observation earned a weight; more documents can help, or a lower sparsity";
    return rl_error_set(err, RELATA_ERROR_FORMAT, NULL, 0, 0, "nothing was learned: %s", why);
}

static relata_status write_weights(training *t, const char *output, relata_train_report *report, relata_error *err)
{
    static const char HEAD[] =
        "# Weights of observations, learned by \"relata train\": an observation, then its weights "
        "for person, place, organisation.\n";
    rl_buffer text = {0};
    rl_output_set set = {0};
    size_t number;
    relata_status status = RELATA_OK;
    if (!rl_buffer_append_string(&text, HEAD))
        status = rl_error_memory(err);
    if (status == RELATA_OK)
        status = rl_trainer_write(t->trainer, &text, &report->rows, err);
    if (status == RELATA_OK && report->rows == 0)
        status = refuse_nothing(report, err);
    if (status == RELATA_OK)
        status = rl_output_set_add(&set, output, &number, err);
    if (status == RELATA_OK) {
        (void)rl_output_set_write(&set, number, text.bytes, text.length); /* commit tells of a failure */
        status = rl_output_set_commit(&set, err);
    }
    rl_buffer_free(&text);
    return status;
}

/* ---- the whole ---- */

/* A file that is given several times counts as often, but is one source. */
static uint32_t first_of(const char *const *paths, size_t number)
{
    size_t first = 0;
    while (strcmp(paths[first], paths[number]) != 0)
        first++;
    return (uint32_t)first;
}

static relata_status refuse_output(const char *const *paths, size_t count, const char *output, relata_error *err)
{
    for (size_t i = 0; i < count; i++)
        if (rl_path_is_same_file(paths[i], output))
            return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0,
                                "the weights would replace \"%s\", which is to be learned from", paths[i]);
    return RELATA_OK;
}

static relata_status train(training *t, const char *const *paths, size_t count, const relata_train_options *options,
                           const char *output, relata_train_report *ret_report, relata_error *err)
{
    relata_train_report report = {0};
    relata_status status = refuse_output(paths, count, output, err);
    for (size_t i = 0; status == RELATA_OK && i < count; i++) {
        t->source = first_of(paths, i);
        status = add_file(t, paths[i], options, count == 1, err);
    }
    if (status == RELATA_OK)
        status = learn(t, options, &report, err);
    if (status == RELATA_OK)
        status = write_weights(t, output, &report, err);
    if (status == RELATA_OK && ret_report != NULL)
        *ret_report = report;
    return status;
}

relata_status rl_train(const rl_engine *engine, const char *const *paths, size_t count,
                       const relata_train_options *options, const char *output, relata_train_report *ret_report,
                       relata_error *err)
{
    rl_engine bare = *engine; /* the same, but for learned weights */
    rl_train_options how = {options->epochs, options->sparsity, options->least, options->seed};
    training t = {.trainer = rl_trainer_new(&how)};
    bare.weights.learned = (rl_learned){0};
    bool ready = rl_analyst_init(&t.analyst, &bare) && t.trainer != NULL;
    relata_status status = ready ? train(&t, paths, count, options, output, ret_report, err) : rl_error_memory(err);
    rl_analyst_free(&t.analyst);
    rl_trainer_free(t.trainer);
    rl_string_map_free(&t.groups);
    return status;
}
