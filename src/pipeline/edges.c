/* Pairs of all records, sorted by the two nodes and the record: each run of equal nodes becomes one edge, whose evidence is the
 * best of what its records hold. In a large corpus a pair and its evidence lie anywhere in memory, so that waiting for them is
 * what this costs: what is asked of every record is brought together first, and the pairs are fetched ahead. */
#include "pipeline/edges.h"

#include "base/sort.h"
#include "base/table.h"
#include "pipeline/edge_weights.h"

#include <stdlib.h>
#include <string.h>

/* A record's pair, seen from the network: four numbers in a row. */
typedef struct link {
    uint32_t source;
    uint32_t target;
    uint32_t record;
    uint32_t pair;
} link;

/* What edges ask of a record. */
typedef struct source {
    const rl_record_pair *pairs;
    const char *strings;
    const char *document; /* its id in the network's arena; NULL until an edge has evidence from it */
    uint32_t date;        /* rank among all dates, from 1; 0: none */
} source;

/* A text of evidence that was copied. */
typedef struct copied {
    uint32_t record;
    uint32_t text; /* its offset there */
    const char *copy;
} copied;

typedef struct making {
    rl_network *network;
    const rl_edges_input *in;
    source *sources;    /* by record */
    const char **dates; /* by rank */
    link *links;
    size_t link_count;
    rl_table copied;
    copied *copies;
    size_t copy_capacity;
} making;

/* ---- dates ---- */

static int compare_dates(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* Sorts the dates that there are, and copies them into the network. */
static bool sort_dates(making *m, const rl_string_map *known)
{
    m->dates = malloc((known->count + 1) * sizeof *m->dates);
    bool ok = m->dates != NULL;
    for (uint32_t i = 0; ok && i < known->count; i++) {
        size_t length;
        const char *date = rl_string_map_key(known, i, &length);
        m->dates[i] = rl_arena_copy(&m->network->arena, date, length);
        ok = m->dates[i] != NULL;
    }
    if (ok && known->count > 1)
        qsort(m->dates, known->count, sizeof *m->dates, compare_dates);
    return ok;
}

/* From numbers of dates to their ranks. */
static bool rank_dates(making *m, const rl_string_map *known)
{
    uint32_t *ranks = malloc((known->count + 1) * sizeof *ranks);
    for (uint32_t i = 0; ranks != NULL && i < known->count; i++)
        ranks[rl_string_map_find(known, m->dates[i], strlen(m->dates[i]))] = i + 1;
    for (size_t r = 0; ranks != NULL && r < m->in->count; r++)
        if (m->sources[r].date != RL_NONE)
            m->sources[r].date = ranks[m->sources[r].date];
        else
            m->sources[r].date = 0;
    free(ranks);
    return ranks != NULL;
}

static bool read_sources(making *m)
{
    rl_string_map known = {0};
    m->sources = malloc((m->in->count + 1) * sizeof *m->sources);
    bool ok = m->sources != NULL;
    for (size_t r = 0; ok && r < m->in->count; r++) {
        const rl_record *record = m->in->records[r];
        const char *date = record->strings + record->date;
        bool dated = date[0] != '\0';
        m->sources[r] = (source){record->pairs, record->strings, NULL,
                                 dated ? rl_string_map_add(&known, date, strlen(date)) : RL_NONE};
        ok = !dated || m->sources[r].date != RL_NONE;
    }
    ok = ok && sort_dates(m, &known) && rank_dates(m, &known);
    rl_string_map_free(&known);
    return ok;
}

/* ---- links ---- */

static void add_links(making *m, uint32_t r)
{
    const rl_edges_input *in = m->in;
    const rl_record *record = in->records[r];
    const uint32_t *entity_of = in->corpus->entity_of + in->corpus->first_of[r];
    for (uint32_t p = 0; p < record->pair_count; p++) {
        const rl_record_pair *pair = &record->pairs[p];
        uint32_t x = in->node_of[entity_of[pair->a]], y = in->node_of[entity_of[pair->b]];
        if (x != RL_NONE && y != RL_NONE && x != y)
            m->links[m->link_count++] = (link){x < y ? x : y, x < y ? y : x, r, p};
    }
}

/* Listed record by record, and sorted by the nodes without changing that. */
static bool make_links(making *m)
{
    size_t total = 0;
    for (size_t r = 0; r < m->in->count; r++)
        total += m->in->records[r]->pair_count;
    m->links = malloc((total + 1) * sizeof *m->links);
    if (m->links == NULL)
        return false;
    for (size_t r = 0; r < m->in->count; r++)
        add_links(m, (uint32_t)r);
    return rl_sort_rows((uint32_t *)m->links, m->link_count, sizeof *m->links / sizeof(uint32_t), 2);
}

static const rl_record_pair *pair_of(const making *m, const link *l)
{
    return &m->sources[l->record].pairs[l->pair];
}

/* ---- the best places of an edge while its links are read: rank, then document, then sentence ---- */

typedef struct place {
    uint32_t record;
    const rl_record_evidence *evidence;
} place;

typedef struct places {
    place items[RL_EVIDENCE_LIMIT];
    size_t count;
} places;

static const char *text_of(const making *m, const place *p)
{
    return m->sources[p->record].strings + p->evidence->text;
}

static bool is_before(const place *x, const place *y)
{
    if (x->evidence->rank != y->evidence->rank)
        return x->evidence->rank < y->evidence->rank;
    if (x->record != y->record)
        return x->record < y->record;
    return x->evidence->sentence < y->evidence->sentence;
}

static void remove_place(places *ps, size_t at)
{
    memmove(&ps->items[at], &ps->items[at + 1], (ps->count - at - 1) * sizeof ps->items[0]);
    ps->count--;
}

static void add_place(const making *m, places *ps, place p)
{
    if (ps->count == RL_EVIDENCE_LIMIT && !is_before(&p, &ps->items[RL_EVIDENCE_LIMIT - 1]))
        return; /* whatever its text, it changes nothing */
    for (size_t i = 0; i < ps->count; i++) {
        if (strcmp(text_of(m, &ps->items[i]), text_of(m, &p)) != 0)
            continue;
        if (!is_before(&p, &ps->items[i]))
            return;
        remove_place(ps, i);
        break;
    }
    size_t at = ps->count;
    while (at > 0 && is_before(&p, &ps->items[at - 1]))
        at--;
    if (at == RL_EVIDENCE_LIMIT)
        return;
    size_t moved = ps->count - at - (ps->count == RL_EVIDENCE_LIMIT);
    memmove(&ps->items[at + 1], &ps->items[at], moved * sizeof p);
    ps->items[at] = p;
    ps->count += ps->count < RL_EVIDENCE_LIMIT;
}

/* ---- copies ---- */

/* The text of a place; edges share it. NULL if there is no memory. */
static const char *copy_text(making *m, const place *p)
{
    size_t at;
    uint32_t record = p->record, text = p->evidence->text;
    uint64_t hash = rl_hash_mix(record, text);
    for (uint32_t n = rl_table_first(&m->copied, hash, &at); n != RL_NONE; n = rl_table_next(&m->copied, hash, &at))
        if (m->copies[n].record == record && m->copies[n].text == text)
            return m->copies[n].copy;
    copied *copies = rl_array_grow(m->copies, &m->copy_capacity, m->copied.count + 1, sizeof *copies);
    if (copies == NULL)
        return NULL;
    m->copies = copies;
    const char *string = text_of(m, p);
    const char *copy = rl_arena_copy(&m->network->arena, string, strlen(string));
    uint32_t number = copy == NULL ? RL_NONE : rl_table_add(&m->copied, hash);
    if (number == RL_NONE)
        return NULL;
    copies[number] = (copied){record, text, copy};
    return copy;
}

static const char *copy_document(making *m, uint32_t r)
{
    const rl_record *record = m->in->records[r];
    const char *id = record->strings + record->id;
    if (m->sources[r].document == NULL)
        m->sources[r].document = rl_arena_copy(&m->network->arena, id, strlen(id));
    return m->sources[r].document;
}

static bool copy_places(making *m, rl_edge *edge, const places *ps)
{
    for (size_t i = 0; i < ps->count; i++) {
        edge->evidence[i] = (rl_place_of_evidence){
            .document = copy_document(m, ps->items[i].record),
            .sentence = ps->items[i].evidence->sentence,
            .text = copy_text(m, &ps->items[i]),
        };
        if (edge->evidence[i].document == NULL || edge->evidence[i].text == NULL)
            return false;
    }
    edge->evidence_count = ps->count;
    return true;
}

/* ---- edges ---- */

/* Dates of an edge, as ranks. */
typedef struct days {
    uint32_t first;
    uint32_t last;
} days;

static void note_date(days *d, uint32_t date)
{
    if (date == 0)
        return;
    d->first = d->first == 0 || date < d->first ? date : d->first;
    d->last = date > d->last ? date : d->last;
}

/* A pair leads to its evidence, and that to its text. */
static void fetch_ahead(const making *m, size_t at)
{
    enum { PAIR = 96, EVIDENCE = 64, TEXT = 32 };
    if (at + PAIR >= m->link_count)
        return;
    const link *with_text = &m->links[at + TEXT];
    const rl_record_pair *pair = pair_of(m, with_text);
    __builtin_prefetch(pair_of(m, &m->links[at + PAIR]));
    __builtin_prefetch(pair_of(m, &m->links[at + EVIDENCE])->evidence);
    if (pair->evidence_count > 0)
        __builtin_prefetch(m->sources[with_text->record].strings + pair->evidence[0].text);
}

/* One edge from links[from, to). */
static bool make_edge(making *m, size_t from, size_t to)
{
    rl_edge edge = {.source = m->links[from].source, .target = m->links[from].target};
    places ps = {.count = 0};
    days d = {0, 0};
    uint32_t last_record = RL_NONE;
    for (size_t i = from; i < to; i++) {
        const rl_record_pair *pair = pair_of(m, &m->links[i]);
        fetch_ahead(m, i);
        edge.count += pair->count;
        edge.documents += m->links[i].record != last_record;
        last_record = m->links[i].record;
        note_date(&d, m->sources[last_record].date);
        for (size_t e = 0; e < pair->evidence_count; e++)
            add_place(m, &ps, (place){last_record, &pair->evidence[e]});
    }
    if (d.first != 0) {
        edge.first_seen = m->dates[d.first - 1];
        edge.last_seen = m->dates[d.last - 1];
    }
    rl_edge_weigh(&edge, m->network, m->in->options->weight);
    if (!rl_edge_stays(&edge, m->network, m->in->options))
        return true;
    if (!copy_places(m, &edge, &ps))
        return false;
    m->network->edges[m->network->edge_count++] = edge;
    return true;
}

static bool same_nodes(const link *x, const link *y)
{
    return x->source == y->source && x->target == y->target;
}

static bool make_edges(making *m)
{
    size_t count = 0;
    for (size_t i = 0; i < m->link_count; i++)
        count += i == 0 || !same_nodes(&m->links[i - 1], &m->links[i]);
    m->network->edges = malloc((count + 1) * sizeof *m->network->edges);
    if (m->network->edges == NULL)
        return false;
    for (size_t from = 0, to; from < m->link_count; from = to) {
        for (to = from + 1; to < m->link_count && same_nodes(&m->links[from], &m->links[to]);)
            to++;
        if (!make_edge(m, from, to))
            return false;
    }
    return true;
}

bool rl_edges_make(rl_network *network, const rl_edges_input *input)
{
    making m = {.network = network, .in = input};
    bool ok = read_sources(&m) && make_links(&m) && make_edges(&m);
    free(m.sources);
    free(m.dates);
    free(m.links);
    free(m.copies);
    rl_table_free(&m.copied);
    return ok;
}
