/* Who is who is decided once, over all documents. A slice is then what the same documents would give if only those of a
 * period had been read: the same code makes it, from their records and from the corpus with the counts of these records
 * alone. An entity that none of them names is left out, and every other one keeps its id, its label and its aliases. */
#include "pipeline/slices.h"

#include "pipeline/assemble.h"
#include "pipeline/build.h"
#include "pipeline/calendar.h"
#include "pipeline/period_counts.h"

#include <stdlib.h>
#include <string.h>

/* A record and the period that it lies in. */
typedef struct dated {
    char period[RL_PERIOD_SIZE];
    uint32_t record;
} dated;

typedef struct slicing {
    const rl_slices_input *in;
    rl_network *network;
    dated *dated; /* in the order of periods, then of records */
    size_t dated_count;
    const rl_record **records; /* of the slice that is made … */
    size_t *first_of;          /* … and where their entities begin */
    rl_corpus_entity *entities;
    rl_period_counting counting;
} slicing;

/* ---- which record lies where ---- */

static int compare_dated(const void *x, const void *y)
{
    const dated *a = x, *b = y;
    int order = strcmp(a->period, b->period);
    return order != 0 ? order : a->record < b->record ? -1 : a->record > b->record;
}

static void date_records(slicing *s)
{
    for (size_t r = 0; r < s->in->record_count; r++) {
        const rl_record *record = s->in->records[r];
        dated *d = &s->dated[s->dated_count];
        rl_calendar_date date;
        d->record = (uint32_t)r;
        s->dated_count += rl_calendar_read(record->strings + record->date, &date) &&
                          rl_calendar_period(date, s->in->options->slice, d->period);
    }
    s->network->unsliced = s->in->record_count - s->dated_count;
    if (s->dated_count > 0)
        qsort(s->dated, s->dated_count, sizeof *s->dated, compare_dated);
}

static size_t end_of_period(const slicing *s, size_t from)
{
    size_t to = from + 1;
    while (to < s->dated_count && strcmp(s->dated[to].period, s->dated[from].period) == 0)
        to++;
    return to;
}

static bool make_room(slicing *s)
{
    size_t count = s->in->record_count, slices = 0;
    s->dated = malloc((count + 1) * sizeof *s->dated);
    s->records = malloc((count + 1) * sizeof *s->records);
    s->first_of = malloc((count + 1) * sizeof *s->first_of);
    s->entities = malloc((s->in->corpus->count + 1) * sizeof *s->entities);
    if (s->dated == NULL || s->records == NULL || s->first_of == NULL || s->entities == NULL)
        return false;
    date_records(s);
    for (size_t from = 0; from < s->dated_count; from = end_of_period(s, from))
        slices++;
    s->network->slices = calloc(slices + 1, sizeof *s->network->slices);
    return s->network->slices != NULL;
}

/* ---- one slice ---- */

static bool are_present(const rl_corpus_entity *entity)
{
    return entity->documents > 0;
}

/* The corpus, as the records of this slice show it. An entity that is not there has no entry either, so that a country
 * which is named by its demonym only stands in relations as it would if it were named nowhere. */
static bool count_corpus(slicing *s, size_t count, rl_corpus *part)
{
    const rl_corpus *whole = s->in->corpus;
    for (size_t i = 0; i < whole->count; i++) {
        s->entities[i] = whole->entities[i];
        s->entities[i].mentions = s->entities[i].documents = 0;
        s->entities[i].first_seen = s->entities[i].last_seen = NULL;
    }
    *part = (rl_corpus){
        .entities = s->entities, .count = whole->count, .entity_of = whole->entity_of, .first_of = s->first_of};
    if (!rl_corpus_count(part, s->records, count))
        return false;
    for (size_t i = 0; i < whole->count; i++) {
        if (are_present(&s->entities[i]) || s->entities[i].dropped)
            continue;
        s->entities[i].dropped = true;
        s->entities[i].entry = RL_NONE;
    }
    return true;
}

static relata_status fill_slice(slicing *s, size_t count, rl_network *network, relata_error *err)
{
    rl_corpus part = {0};
    relata_status status = count_corpus(s, count, &part) ? RELATA_OK : rl_error_memory(err);
    if (status == RELATA_OK)
        status = rl_network_fill(network, s->in->engine, s->records, count, s->in->options, &part, NULL, err);
    rl_arena_free(&part.strings);
    if (status == RELATA_OK)
        network->relations->period = network->period;
    return status;
}

static relata_status make_slice(slicing *s, size_t from, size_t to, relata_error *err)
{
    const char *name = s->dated[from].period;
    const char *period = rl_arena_copy(&s->network->arena, name, strlen(name));
    rl_network *network = calloc(1, sizeof *network);
    if (period == NULL || network == NULL) {
        free(network);
        return rl_error_memory(err);
    }
    network->period = period;
    s->network->slices[s->network->slice_count++] =
        (rl_slice){.period = period, .documents = to - from, .network = network};
    for (size_t i = from; i < to; i++) {
        s->records[i - from] = s->in->records[s->dated[i].record];
        s->first_of[i - from] = s->in->corpus->first_of[s->dated[i].record];
    }
    relata_status status = fill_slice(s, to - from, network, err);
    if (status == RELATA_OK && !rl_period_count_slice(&s->counting, s->records, s->first_of, to - from))
        status = rl_error_memory(err);
    return status;
}

/* ---- all of them ---- */

static relata_status make_slices(slicing *s, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t from = 0, to; status == RELATA_OK && from < s->dated_count; from = to) {
        to = end_of_period(s, from);
        status = make_slice(s, from, to, err);
    }
    if (status == RELATA_OK && !rl_period_counting_finish(&s->counting))
        status = rl_error_memory(err);
    return status;
}

relata_status rl_slices_assemble(rl_network *network, const rl_slices_input *input, relata_error *err)
{
    slicing s = {.in = input, .network = network};
    bool ok = make_room(&s) && rl_period_counting_start(&s.counting, network, input->corpus);
    relata_status status = ok ? make_slices(&s, err) : rl_error_memory(err);
    network->slicing = rl_slicing_name(input->options->slice);
    rl_period_counting_free(&s.counting);
    free(s.dated);
    free(s.records);
    free(s.first_of);
    free(s.entities);
    return status;
}
