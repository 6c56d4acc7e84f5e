/* The trainer: examples in, weights out. */
#include "train/internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

rl_trainer *rl_trainer_new(const rl_train_options *options)
{
    rl_trainer *trainer = calloc(1, sizeof *trainer);
    if (trainer != NULL)
        trainer->options = *options;
    return trainer;
}

void rl_trainer_free(rl_trainer *trainer)
{
    if (trainer == NULL)
        return;
    rl_string_map_free(&trainer->keys);
    rl_string_map_free(&trainer->words);
    rl_buffer_free(&trainer->names);
    free(trainer->sentences);
    free(trainer->spans);
    free(trainer->observations);
    free(trainer->kinds);
    free(trainer->word_sources);
    free(trainer->weights);
    free(trainer->missed);
    free(trainer->scores);
    free(trainer->forward);
    free(trainer->backward);
    free(trainer);
}

/* ---- examples ---- */

bool rl_trainer_begin_sentence(rl_trainer *trainer, uint32_t tokens, uint32_t group)
{
    rl_train_sentence *sentences =
        rl_array_grow(trainer->sentences, &trainer->sentence_capacity, trainer->sentence_count + 1, sizeof *sentences);
    if (sentences == NULL || trainer->span_count >= RL_NONE)
        return false;
    trainer->sentences = sentences;
    sentences[trainer->sentence_count++] =
        (rl_train_sentence){.tokens = tokens, .first = (uint32_t)trainer->span_count, .group = group};
    return true;
}

bool rl_trainer_add_span(rl_trainer *trainer, uint32_t first, uint32_t last, const float *base, uint32_t gold)
{
    rl_train_span *spans =
        rl_array_grow(trainer->spans, &trainer->span_capacity, trainer->span_count + 1, sizeof *spans);
    if (spans == NULL)
        return false;
    trainer->spans = spans;
    rl_train_span *span = &spans[trainer->span_count++];
    *span = (rl_train_span){
        .first = first, .last = last, .gold = gold, .observations = (uint32_t)trainer->observation_count};
    memcpy(span->base, base, sizeof span->base);
    trainer->sentences[trainer->sentence_count - 1].count++;
    return true;
}

bool rl_trainer_add_missed(rl_trainer *trainer, uint32_t type, uint32_t group)
{
    size_t wanted = ((size_t)group + 1) * RL_TYPE_BUILT_IN, before = trainer->missed_capacity;
    size_t *missed = rl_array_grow(trainer->missed, &trainer->missed_capacity, wanted, sizeof *missed);
    if (missed == NULL)
        return false;
    trainer->missed = missed;
    if (trainer->missed_capacity > before)
        memset(missed + before, 0, (trainer->missed_capacity - before) * sizeof *missed);
    missed[(size_t)group * RL_TYPE_BUILT_IN + type]++;
    return true;
}

/* ---- learning ---- */

/* A generator whose numbers are the same everywhere (splitmix64, Steele et al. 2014). */
static uint64_t next_number(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static void shuffle(uint32_t *order, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)(next_number(state) % i);
        uint32_t kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

static bool is_held_out(const rl_train_fold *fold, uint32_t group)
{
    return fold != NULL && fold->part_of[group] == fold->part;
}

static bool learn_all(rl_trainer *t, const rl_train_fold *fold)
{
    uint64_t state = t->options.seed;
    uint32_t *order = malloc((t->sentence_count + 1) * sizeof *order);
    bool ok = order != NULL;
    for (size_t i = 0; ok && i < t->sentence_count; i++)
        order[i] = (uint32_t)i;
    for (size_t epoch = 0; ok && epoch < t->options.epochs; epoch++) {
        shuffle(order, t->sentence_count, &state);
        for (size_t i = 0; ok && i < t->sentence_count; i++) {
            const rl_train_sentence *sentence = &t->sentences[order[i]];
            if (!is_held_out(fold, sentence->group))
                ok = rl_train_step(t, sentence);
        }
    }
    free(order);
    return ok;
}

static bool is_asked(const rl_train_fold *fold, uint32_t group)
{
    return fold == NULL || is_held_out(fold, group);
}

static bool count_all(rl_trainer *t, const rl_train_fold *fold, rl_train_counts *counts)
{
    memset(counts, 0, RL_TYPE_BUILT_IN * sizeof *counts);
    for (size_t i = 0; i < t->sentence_count; i++) {
        const rl_train_sentence *s = &t->sentences[i];
        if (!is_asked(fold, s->group))
            continue;
        if (!rl_train_decide(t, s, counts))
            return false;
        for (uint32_t k = s->first; k < s->first + s->count; k++)
            if (t->spans[k].gold != RL_NONE)
                counts[t->spans[k].gold].gold++;
    }
    for (size_t i = 0; i < t->missed_capacity; i++)
        if (t->missed[i] > 0 && is_asked(fold, (uint32_t)(i / RL_TYPE_BUILT_IN)))
            counts[i % RL_TYPE_BUILT_IN].gold += t->missed[i];
    return true;
}

relata_status rl_trainer_learn(rl_trainer *trainer, const rl_train_fold *fold, rl_train_report *ret_report,
                               relata_error *err)
{
    rl_train_report report;
    free(trainer->weights);
    trainer->weights = calloc(trainer->keys.count + 1, sizeof *trainer->weights);
    if (trainer->weights == NULL)
        return rl_error_memory(err);
    rl_train_choose(trainer);
    if (!count_all(trainer, fold, report.before) || !learn_all(trainer, fold) ||
        !count_all(trainer, fold, report.after))
        return rl_error_memory(err);
    *ret_report = report;
    return RELATA_OK;
}

/* ---- writing ---- */

typedef struct row {
    const char *name;
    const rl_train_weight *weights;
} row;

static int compare_rows(const void *a, const void *b)
{
    return strcmp(((const row *)a)->name, ((const row *)b)->name);
}

static const double MOST = 1000;

/* Weights are written with two digits: what is zero then is nothing. */
static bool is_something(const rl_train_weight *weights)
{
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        if (weights[type].value >= 0.005 || weights[type].value <= -0.005)
            return true;
    return false;
}

/* With two digits, whatever the locale, and no larger than files may have them. */
static void append_hundredths(double value, rl_buffer *ret)
{
    char text[48];
    long hundredths = lround(fmax(-MOST, fmin(value, MOST)) * 100);
    long size = hundredths < 0 ? -hundredths : hundredths;
    int length = snprintf(text, sizeof text, "\t%s%ld.%02ld", hundredths < 0 ? "-" : "", size / 100, size % 100);
    rl_buffer_append(ret, text, (size_t)length);
}

static bool write_row(const row *r, rl_buffer *ret)
{
    rl_buffer_append_string(ret, r->name);
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        append_hundredths(r->weights[type].value, ret);
    return rl_buffer_append_char(ret, '\n');
}

relata_status rl_trainer_write(const rl_trainer *trainer, rl_buffer *ret, size_t *ret_rows, relata_error *err)
{
    size_t count = 0;
    row *rows = malloc((trainer->keys.count + 1) * sizeof *rows);
    bool ok = rows != NULL;
    for (size_t i = 0; ok && i < trainer->keys.count; i++)
        if (trainer->kinds[i].used && is_something(trainer->weights[i]))
            rows[count++] = (row){trainer->names.bytes + trainer->kinds[i].name, trainer->weights[i]};
    if (ok)
        qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 0; ok && i < count; i++)
        ok = write_row(&rows[i], ret);
    free(rows);
    *ret_rows = count;
    return ok ? RELATA_OK : rl_error_memory(err);
}
