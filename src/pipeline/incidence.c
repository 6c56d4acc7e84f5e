/* Everything is listed record by record. Several entities of a record may be one node: what they add is summed up there. */
#include "pipeline/incidence.h"

#include "base/hash.h"

#include <stdlib.h>

typedef struct making {
    const rl_incidence_input *in;
    rl_incidence out;
    uint32_t *last; /* by entity of the corpus: the latest record that has it, + 1 */
} making;

static uint32_t node_of(const making *m, size_t record, uint32_t entity)
{
    return m->in->node_of[m->in->entity_of[m->in->first_of[record] + entity]];
}

static bool make_room(making *m)
{
    size_t mentions = 0, appearances = 0, meetings = 0;
    for (size_t r = 0; r < m->in->count; r++) {
        mentions += m->in->records[r]->entity_count;
        appearances += m->in->records[r]->appearance_count;
        meetings += m->in->records[r]->pair_count;
    }
    m->out.documents = malloc((m->in->count + 1) * sizeof *m->out.documents);
    m->out.mentions = malloc((mentions + 1) * sizeof *m->out.mentions);
    m->out.appearances = malloc((appearances + 1) * sizeof *m->out.appearances);
    m->out.meetings = malloc((meetings + 1) * sizeof *m->out.meetings);
    m->last = calloc(m->in->entity_count + 1, sizeof *m->last);
    return m->last != NULL && m->out.documents != NULL && m->out.mentions != NULL && m->out.appearances != NULL &&
           m->out.meetings != NULL;
}

/* ---- listing ---- */

static void list_mentions(making *m, uint32_t r)
{
    const rl_record *record = m->in->records[r];
    for (uint32_t e = 0; e < record->entity_count; e++) {
        uint32_t node = node_of(m, r, e);
        if (node != RL_NONE)
            m->out.mentions[m->out.mention_count++] = (rl_incidence_mention){node, r, record->entities[e].mentions};
    }
}

static void list_appearances(making *m, uint32_t r)
{
    const rl_record *record = m->in->records[r];
    for (size_t i = 0; i < record->appearance_count; i++) {
        const rl_record_presence *a = &record->appearances[i];
        uint32_t node = node_of(m, r, a->entity);
        if (node != RL_NONE)
            m->out.appearances[m->out.appearance_count++] =
                (rl_incidence_appearance){node, r, record->sentences[a->window].number};
    }
}

static void list_meetings(making *m, uint32_t r)
{
    const rl_record *record = m->in->records[r];
    for (size_t i = 0; i < record->pair_count; i++) {
        const rl_record_pair *pair = &record->pairs[i];
        uint32_t x = node_of(m, r, pair->a), y = node_of(m, r, pair->b);
        if (x != RL_NONE && y != RL_NONE && x != y)
            m->out.meetings[m->out.meeting_count++] =
                (rl_incidence_meeting){x < y ? x : y, x < y ? y : x, r, pair->count};
    }
}

/* ---- joining ---- */

static int compare_three(const uint32_t a[3], const uint32_t b[3])
{
    for (size_t i = 0; i < 3; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

static int compare_mentions(const void *x, const void *y)
{
    const rl_incidence_mention *a = x, *b = y;
    return a->node < b->node ? -1 : a->node > b->node;
}

static int compare_appearances(const void *x, const void *y)
{
    const rl_incidence_appearance *a = x, *b = y;
    return compare_three((uint32_t[]){a->sentence, a->node, 0}, (uint32_t[]){b->sentence, b->node, 0});
}

static int compare_meetings(const void *x, const void *y)
{
    const rl_incidence_meeting *a = x, *b = y;
    return compare_three((uint32_t[]){a->source, a->target, 0}, (uint32_t[]){b->source, b->target, 0});
}

/* Do two entities of the record stand for one? */
static bool has_several(making *m, uint32_t r)
{
    bool several = false;
    for (size_t e = m->in->first_of[r]; e < m->in->first_of[r] + m->in->records[r]->entity_count; e++) {
        uint32_t *last = &m->last[m->in->entity_of[e]];
        several |= *last == r + 1;
        *last = r + 1;
    }
    return several;
}

/* Joins neighbours of [from, count). The number that is left. */
static size_t join_mentions(rl_incidence_mention *items, size_t from, size_t count)
{
    size_t kept = from;
    for (size_t i = from; i < count; i++) {
        if (kept > from && compare_mentions(&items[kept - 1], &items[i]) == 0)
            items[kept - 1].count += items[i].count;
        else
            items[kept++] = items[i];
    }
    return kept;
}

static size_t join_appearances(rl_incidence_appearance *items, size_t from, size_t count)
{
    size_t kept = from;
    for (size_t i = from; i < count; i++)
        if (kept == from || compare_appearances(&items[kept - 1], &items[i]) != 0)
            items[kept++] = items[i];
    return kept;
}

static size_t join_meetings(rl_incidence_meeting *items, size_t from, size_t count)
{
    size_t kept = from;
    for (size_t i = from; i < count; i++) {
        if (kept > from && compare_meetings(&items[kept - 1], &items[i]) == 0)
            items[kept - 1].count += items[i].count;
        else
            items[kept++] = items[i];
    }
    return kept;
}

/* A record's own lists are sorted by its entities, so what is equal stands side by side unless two of them are one node. */
static void add_record(making *m, uint32_t r)
{
    rl_incidence *o = &m->out;
    size_t mentions = o->mention_count, appearances = o->appearance_count, meetings = o->meeting_count;
    o->documents[o->document_count++] = m->in->records[r]->strings + m->in->records[r]->id;
    list_mentions(m, r);
    list_appearances(m, r);
    list_meetings(m, r);
    if (has_several(m, r)) {
        qsort(o->mentions + mentions, o->mention_count - mentions, sizeof *o->mentions, compare_mentions);
        qsort(o->appearances + appearances, o->appearance_count - appearances, sizeof *o->appearances,
              compare_appearances);
        qsort(o->meetings + meetings, o->meeting_count - meetings, sizeof *o->meetings, compare_meetings);
    }
    o->mention_count = join_mentions(o->mentions, mentions, o->mention_count);
    o->appearance_count = join_appearances(o->appearances, appearances, o->appearance_count);
    o->meeting_count = join_meetings(o->meetings, meetings, o->meeting_count);
}

relata_status rl_incidence_make(const rl_incidence_input *input, rl_incidence *ret_incidence, relata_error *err)
{
    making m = {.in = input};
    bool ok = make_room(&m);
    for (uint32_t r = 0; ok && r < input->count; r++)
        add_record(&m, r);
    free(m.last);
    if (!ok) {
        rl_incidence_free(&m.out);
        return rl_error_memory(err);
    }
    *ret_incidence = m.out;
    return RELATA_OK;
}
