/* Mentions that are right: exact, with any type, and with any overlap. */
#include "evaluate/mentions.h"

#include <stdlib.h>
#include <string.h>

/* ---- exact ---- */

void rl_mentions_by_type(const rl_mention_spans *spans, rl_tally *ret_types, size_t type_count)
{
    memset(ret_types, 0, type_count * sizeof *ret_types);
    for (size_t g = 0; g < spans->gold_count; g++)
        ret_types[spans->gold[g].type].gold++;
    for (size_t f = 0; f < spans->found_count; f++)
        ret_types[spans->found[f].type].found++;
    for (size_t g = 0, f = 0; g < spans->gold_count && f < spans->found_count;) {
        int order = rl_span_compare(&spans->gold[g], &spans->found[f]);
        if (order == 0) {
            ret_types[spans->gold[g].type].right++;
            ret_types[spans->gold[g].type].found_right++;
        }
        g += order <= 0;
        f += order >= 0;
    }
}

static size_t skip_place(const rl_span *spans, size_t count, size_t at)
{
    size_t next = at + 1;
    while (next < count && rl_place_compare(&spans[at], &spans[next]) == 0)
        next++;
    return next;
}

rl_tally rl_mentions_by_span(const rl_mention_spans *spans)
{
    rl_tally tally = {.gold = spans->gold_count, .found = spans->found_count};
    for (size_t g = 0, f = 0; g < spans->gold_count && f < spans->found_count;) {
        int order = rl_place_compare(&spans->gold[g], &spans->found[f]);
        tally.right += order == 0;
        g = order <= 0 ? skip_place(spans->gold, spans->gold_count, g) : g;
        f = order >= 0 ? skip_place(spans->found, spans->found_count, f) : f;
    }
    tally.found_right = tally.right;
    return tally;
}

/* ---- overlap ---- */

static int compare_group(const rl_span *a, const rl_span *b)
{
    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    return a->type < b->type ? -1 : a->type > b->type;
}

static int compare_by_type(const void *a, const void *b)
{
    int order = compare_group(a, b);
    return order != 0 ? order : rl_span_compare(a, b);
}

static rl_span *copy_by_type(const rl_span *spans, size_t count)
{
    rl_span *copy = malloc((count + 1) * sizeof *copy);
    if (copy == NULL || count == 0)
        return copy;
    memcpy(copy, spans, count * sizeof *copy);
    qsort(copy, count, sizeof *copy, compare_by_type);
    return copy;
}

/* How many of `spans` share a character with one of `others`. One that begins at or before the span reaches into it if
 * the furthest end of all these does; of those that begin later, the first is enough. */
static size_t count_touched(const rl_span *spans, size_t count, const rl_span *others, size_t other_count)
{
    size_t touched = 0, next = 0;
    uint32_t furthest = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || compare_group(&spans[i - 1], &spans[i]) != 0)
            furthest = 0;
        while (next < other_count && compare_group(&others[next], &spans[i]) < 0)
            next++;
        for (;
             next < other_count && compare_group(&others[next], &spans[i]) == 0 && others[next].start <= spans[i].start;
             next++)
            furthest = others[next].end > furthest ? others[next].end : furthest;
        bool later =
            next < other_count && compare_group(&others[next], &spans[i]) == 0 && others[next].start < spans[i].end;
        touched += furthest > spans[i].start || later;
    }
    return touched;
}

bool rl_mentions_by_overlap(const rl_mention_spans *spans, rl_tally *ret_tally)
{
    rl_span *gold = copy_by_type(spans->gold, spans->gold_count);
    rl_span *found = copy_by_type(spans->found, spans->found_count);
    bool ok = gold != NULL && found != NULL;
    if (ok)
        *ret_tally = (rl_tally){
            .gold = spans->gold_count,
            .found = spans->found_count,
            .right = count_touched(gold, spans->gold_count, found, spans->found_count),
            .found_right = count_touched(found, spans->found_count, gold, spans->gold_count),
        };
    free(gold);
    free(found);
    return ok;
}

/* ---- figures ---- */

relata_score rl_score_of(const char *name, rl_tally tally)
{
    relata_score score = {
        .name = name, .gold = tally.gold, .found = tally.found, .right = tally.right, .found_right = tally.found_right};
    if (tally.found > 0)
        score.precision = (double)tally.found_right / (double)tally.found;
    if (tally.gold > 0)
        score.recall = (double)tally.right / (double)tally.gold;
    double sum = score.precision + score.recall;
    if (sum > 0)
        score.f1 = 2 * score.precision * score.recall / sum;
    return score;
}
