/* A timeline: days are sorted into periods, which follow each other since days do. A gap is walked through day by day, as far as it
 * is shown, so that nothing but the calendar knows how long periods are. */
#include "pipeline/timeline.h"

#include "pipeline/calendar.h"

#include <stdio.h>
#include <string.h>

typedef struct making {
    relata_count *items;
    size_t count;
    size_t capacity;
    relata_slicing by;
    rl_calendar_date last; /* a date in the last period */
    rl_arena *arena;
} making;

/* An array in the arena that doubles. */
static bool add_period(making *m, const char *name, const relata_count *counts)
{
    if (m->count == m->capacity) {
        size_t capacity = m->capacity == 0 ? 16 : 2 * m->capacity;
        relata_count *items = rl_arena_alloc(m->arena, capacity * sizeof *items);
        if (items == NULL)
            return false;
        if (m->count > 0)
            memcpy(items, m->items, m->count * sizeof *items);
        m->items = items;
        m->capacity = capacity;
    }
    const char *period = rl_arena_copy(m->arena, name, strlen(name));
    m->items[m->count++] = (relata_count){period, counts->mentions, counts->documents, 0};
    return period != NULL;
}

/* The day after; that there is no 30th of February, the calendar says. False after the last day of all. */
static bool next_day(rl_calendar_date *date)
{
    char text[16];
    rl_calendar_date next;
    (void)snprintf(text, sizeof text, "%04u-%02u-%02u", (unsigned)date->year % 10000, (unsigned)date->month % 100,
                   (unsigned)(date->day + 1) % 100);
    if (rl_calendar_read(text, &next)) {
        *date = next;
        return true;
    }
    if (date->month == 12 && date->year == 9999)
        return false;
    *date = date->month == 12 ? (rl_calendar_date){date->year + 1, 1, 1}
                              : (rl_calendar_date){date->year, date->month + 1, 1};
    return true;
}

/* A day in the next period. */
static bool next_period(rl_calendar_date *date, relata_slicing by, char name[RL_PERIOD_SIZE])
{
    char before[RL_PERIOD_SIZE];
    memcpy(before, name, RL_PERIOD_SIZE);
    do {
        if (!next_day(date) || !rl_calendar_period(*date, by, name))
            return false;
    } while (strcmp(before, name) == 0);
    return true;
}

/* What a date does not say is taken as the first of its year or month. */
static rl_calendar_date begin_of(rl_calendar_date date)
{
    return (rl_calendar_date){date.year, date.month == 0 ? 1 : date.month, date.day == 0 ? 1 : date.day};
}

/* Adds the empty periods from the last one to `name`. Names of one unit sort as time does. */
static bool fill_gap(making *m, const char *name)
{
    static const relata_count nothing = {.mentions = 0};
    char at[RL_PERIOD_SIZE];
    rl_calendar_date date = begin_of(m->last);
    size_t before = m->count - 1, skipped = 0;
    if (!rl_calendar_period(date, m->by, at))
        return true;
    while (next_period(&date, m->by, at) && strcmp(at, name) < 0)
        skipped++;
    if (skipped > RELATA_GAP_LIMIT) {
        m->items[before].skipped = skipped;
        return true;
    }
    date = begin_of(m->last);
    bool ok = rl_calendar_period(date, m->by, at);
    while (ok && skipped > 0) {
        ok = next_period(&date, m->by, at) && add_period(m, at, &nothing);
        skipped--;
    }
    return ok;
}

static bool add_day(making *m, const relata_count *day, bool with_gaps, relata_count *undated)
{
    char name[RL_PERIOD_SIZE];
    rl_calendar_date date;
    if (day->period == NULL || !rl_calendar_read(day->period, &date) || !rl_calendar_period(date, m->by, name)) {
        undated->mentions += day->mentions;
        undated->documents += day->documents;
        return true;
    }
    relata_count *last = m->count > 0 ? &m->items[m->count - 1] : NULL;
    if (last != NULL && strcmp(last->period, name) == 0) {
        last->mentions += day->mentions;
        last->documents += day->documents;
        return true;
    }
    if (last != NULL && with_gaps && !fill_gap(m, name))
        return false;
    m->last = date;
    return add_period(m, name, day);
}

relata_status rl_timeline_make(const relata_count *days, size_t count, relata_slicing by, bool with_gaps,
                               rl_arena *arena, relata_reply *reply, relata_error *err)
{
    making m = {.by = by, .arena = arena};
    relata_count undated = {.mentions = 0};
    for (size_t i = 0; i < count; i++)
        if (!add_day(&m, &days[i], with_gaps, &undated))
            return rl_error_memory(err);
    reply->by = by;
    reply->periods = m.items;
    reply->period_count = m.count;
    reply->undated = undated;
    return RELATA_OK;
}
