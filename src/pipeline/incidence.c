/* Several entities of a record may be one node: what they add is summed up. Everything is listed record by record, then
 * sorted and joined. */
#include "pipeline/incidence.h"

#include "base/hash.h"

#include <stdlib.h>

typedef struct making {
    const rl_incidence_input *in;
    rl_incidence out;
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
    return m->out.documents != NULL && m->out.mentions != NULL && m->out.appearances != NULL && m->out.meetings != NULL;
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
    return compare_three((uint32_t[]){a->node, a->document, 0}, (uint32_t[]){b->node, b->document, 0});
}

static int compare_appearances(const void *x, const void *y)
{
    const rl_incidence_appearance *a = x, *b = y;
    return compare_three((uint32_t[]){a->node, a->document, a->sentence},
                         (uint32_t[]){b->node, b->document, b->sentence});
}

static int compare_meetings(const void *x, const void *y)
{
    const rl_incidence_meeting *a = x, *b = y;
    return compare_three((uint32_t[]){a->source, a->target, a->document},
                         (uint32_t[]){b->source, b->target, b->document});
}

static void join_mentions(rl_incidence *o)
{
    size_t kept = 0;
    qsort(o->mentions, o->mention_count, sizeof *o->mentions, compare_mentions);
    for (size_t i = 0; i < o->mention_count; i++) {
        if (kept > 0 && compare_mentions(&o->mentions[kept - 1], &o->mentions[i]) == 0)
            o->mentions[kept - 1].count += o->mentions[i].count;
        else
            o->mentions[kept++] = o->mentions[i];
    }
    o->mention_count = kept;
}

static void join_appearances(rl_incidence *o)
{
    size_t kept = 0;
    qsort(o->appearances, o->appearance_count, sizeof *o->appearances, compare_appearances);
    for (size_t i = 0; i < o->appearance_count; i++)
        if (kept == 0 || compare_appearances(&o->appearances[kept - 1], &o->appearances[i]) != 0)
            o->appearances[kept++] = o->appearances[i];
    o->appearance_count = kept;
}

static void join_meetings(rl_incidence *o)
{
    size_t kept = 0;
    qsort(o->meetings, o->meeting_count, sizeof *o->meetings, compare_meetings);
    for (size_t i = 0; i < o->meeting_count; i++) {
        if (kept > 0 && compare_meetings(&o->meetings[kept - 1], &o->meetings[i]) == 0)
            o->meetings[kept - 1].count += o->meetings[i].count;
        else
            o->meetings[kept++] = o->meetings[i];
    }
    o->meeting_count = kept;
}

relata_status rl_incidence_make(const rl_incidence_input *input, rl_incidence *ret_incidence, relata_error *err)
{
    making m = {.in = input};
    if (!make_room(&m)) {
        rl_incidence_free(&m.out);
        return rl_error_memory(err);
    }
    for (uint32_t r = 0; r < input->count; r++) {
        m.out.documents[m.out.document_count++] = input->records[r]->strings + input->records[r]->id;
        list_mentions(&m, r);
        list_appearances(&m, r);
        list_meetings(&m, r);
    }
    join_mentions(&m.out);
    join_appearances(&m.out);
    join_meetings(&m.out);
    *ret_incidence = m.out;
    return RELATA_OK;
}
