/* Who is seen with whom: neighbours, the edges that paths are made of, the relations between two. */
#include "store/asking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const rl_ask_bounds NO_BOUNDS = {.most = 0};

/* ---- what shows a pair ---- */

typedef struct showing {
    relata_quote quote;
    bool found;
} showing;

static relata_status read_evidence(rl_asker *asker, sqlite3_stmt *row, void *to, relata_error *err)
{
    showing *s = to;
    bool ok = true;
    s->quote = (relata_quote){.document = rl_ask_copy(asker, row, 0, &ok),
                              .title = rl_ask_copy(asker, row, 1, &ok),
                              .date = rl_ask_copy(asker, row, 2, &ok),
                              .sentence = rl_ask_whole(row, 3),
                              .text = rl_ask_copy(asker, row, 4, &ok)};
    s->found = ok;
    return ok ? RELATA_OK : rl_error_memory(err);
}

/* The best of what is kept as evidence; if none of it is of these days, the first sentence that has both. */
static relata_status show_pair(rl_asker *asker, int64_t one, int64_t other, const rl_ask_bounds *bounds,
                               relata_step *step, relata_error *err)
{
    static const char SQL[] = "SELECT d.id, d.title, d.date, v.sentence, v.text FROM evidence v"
                              " JOIN document d ON d.number = v.document WHERE v.a = ?1 AND v.b = ?4 AND" RL_ASK_DAYS
                              " ORDER BY v.place LIMIT 1";
    const rl_value values[] = {rl_value_number(one < other ? one : other), rl_value_text(bounds->since),
                               rl_value_text(bounds->until), rl_value_number(one < other ? other : one)};
    showing s = {.found = false};
    relata_status status = rl_ask_each(asker, SQL, values, 4, read_evidence, &s, err);
    if (status == RELATA_OK && !s.found)
        status = rl_ask_first_quote(asker, one, other, bounds, &s.quote, &s.found, err);
    step->quote = s.quote;
    step->has_quote = s.found;
    return status;
}

/* ---- relations ---- */

typedef struct linking {
    relata_link *items;
    size_t count;
    int64_t (*ends)[2]; /* numbers of subject and object */
} linking;

static relata_status read_link(rl_asker *asker, sqlite3_stmt *row, void *to, relata_error *err)
{
    linking *l = to;
    bool ok = true;
    relata_link *items = rl_ask_grow(asker, l->items, l->count, sizeof *items);
    int64_t(*ends)[2] = rl_ask_grow(asker, l->ends, l->count, sizeof *ends);
    if (items == NULL || ends == NULL)
        return rl_error_memory(err);
    ends[l->count][0] = sqlite3_column_int64(row, 0);
    ends[l->count][1] = sqlite3_column_int64(row, 1);
    items[l->count++] = (relata_link){.relation = rl_ask_copy(asker, row, 2, &ok),
                                      .subject = rl_ask_copy(asker, row, 3, &ok),
                                      .object = rl_ask_copy(asker, row, 4, &ok),
                                      .modality = rl_ask_copy(asker, row, 5, &ok),
                                      .asserted = rl_ask_whole(row, 6),
                                      .reported = rl_ask_whole(row, 7),
                                      .planned = rl_ask_whole(row, 8),
                                      .past = rl_ask_whole(row, 9),
                                      .documents = rl_ask_whole(row, 10),
                                      .first_seen = rl_ask_copy(asker, row, 11, &ok),
                                      .last_seen = rl_ask_copy(asker, row, 12, &ok)};
    l->items = items;
    l->ends = ends;
    return ok ? RELATA_OK : rl_error_memory(err);
}

static relata_status read_link_quote(rl_asker *asker, sqlite3_stmt *row, void *to, relata_error *err)
{
    relata_link *link = to;
    showing s;
    relata_quote *quotes = rl_ask_grow(asker, link->quotes, link->quote_count, sizeof *quotes);
    relata_status status = quotes == NULL ? rl_error_memory(err) : read_evidence(asker, row, &s, err);
    if (status != RELATA_OK)
        return status;
    quotes[link->quote_count++] = s.quote;
    link->quotes = quotes;
    return RELATA_OK;
}

static relata_status quote_links(rl_asker *asker, const linking *l, const rl_ask_bounds *bounds, size_t quotes,
                                 relata_error *err)
{
    static const char SQL[] = "SELECT d.id, d.title, d.date, t.sentence, t.text FROM statement t"
                              " JOIN document d ON d.number = t.document WHERE t.subject = ?1 AND t.relation = ?5"
                              " AND t.object = ?4 AND" RL_ASK_DAYS " ORDER BY t.place LIMIT ?6";
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < l->count; i++) {
        const rl_value values[] = {
            rl_value_number(l->ends[i][0]), rl_value_text(bounds->since),        rl_value_text(bounds->until),
            rl_value_number(l->ends[i][1]), rl_value_text(l->items[i].relation), rl_value_integer(quotes)};
        status = rl_ask_each(asker, SQL, values, 6, read_link_quote, &l->items[i], err);
    }
    return status;
}

relata_status rl_ask_links(rl_asker *asker, int64_t one, int64_t other, const rl_ask_bounds *bounds, size_t quotes,
                           const relata_link **ret_links, size_t *ret_count, relata_error *err)
{
    static const char SQL[] =
        "SELECT r.subject, r.object, r.relation, s.id, o.id, r.modality, r.asserted, r.reported, r.planned, r.past,"
        " r.documents, r.first_seen, r.last_seen FROM relation r JOIN entity s ON s.number = r.subject"
        " JOIN entity o ON o.number = r.object"
        " WHERE (r.subject = ?1 AND r.object = ?4 OR r.subject = ?4 AND r.object = ?1)"
        " AND (?2 IS NULL OR r.last_seen >= ?2 OR substr(?2, 1, length(r.last_seen)) = r.last_seen)"
        " AND (?3 IS NULL OR substr(r.first_seen, 1, length(?3)) <= ?3)"
        " ORDER BY r.asserted + r.reported + r.planned DESC, r.relation, s.id";
    const rl_value values[] = {rl_value_number(one), rl_value_text(bounds->since), rl_value_text(bounds->until),
                               rl_value_number(other)};
    linking l = {.count = 0};
    relata_status status = rl_ask_each(asker, SQL, values, 4, read_link, &l, err);
    if (status == RELATA_OK)
        status = quote_links(asker, &l, bounds, quotes, err);
    *ret_links = l.items;
    *ret_count = l.count;
    return status;
}

/* ---- neighbours ---- */

/* Columns of a step: the entity's number, the entity, then these. */
enum { STEP_COUNT = 6, STEP_DOCUMENTS, STEP_NPMI, STEP_TOTAL };

typedef struct stepping {
    relata_step *items;
    int64_t *numbers;
    size_t count;
    size_t total;
} stepping;

static relata_status read_step(rl_asker *asker, sqlite3_stmt *row, void *to, relata_error *err)
{
    stepping *s = to;
    bool ok = true;
    relata_step *items = rl_ask_grow(asker, s->items, s->count, sizeof *items);
    int64_t *numbers = rl_ask_grow(asker, s->numbers, s->count, sizeof *numbers);
    if (items == NULL || numbers == NULL)
        return rl_error_memory(err);
    bool known = sqlite3_column_type(row, STEP_NPMI) != SQLITE_NULL;
    numbers[s->count] = sqlite3_column_int64(row, 0);
    items[s->count++] = (relata_step){.entity = rl_ask_named(asker, row, 1, &ok),
                                      .weight = (double)sqlite3_column_int64(row, STEP_COUNT),
                                      .count = rl_ask_whole(row, STEP_COUNT),
                                      .documents = rl_ask_whole(row, STEP_DOCUMENTS),
                                      .npmi = known ? sqlite3_column_double(row, STEP_NPMI) : NAN};
    s->items = items;
    s->numbers = numbers;
    s->total = rl_ask_whole(row, STEP_TOTAL);
    return ok ? RELATA_OK : rl_error_memory(err);
}

/* Of all days an edge has its sums; of some days they are made of what its documents add. */
static const char NEIGHBOURS[] =
    "SELECT x.other, e.id, e.label, e.type, e.mentions, e.documents, x.count, x.documents, x.npmi, count(*) OVER ()"
    " FROM (SELECT b AS other, count, documents, npmi FROM edge WHERE a = ?1"
    " UNION ALL SELECT a, count, documents, npmi FROM edge WHERE b = ?1) x JOIN entity e ON e.number = x.other"
    " WHERE ?2 IS NULL AND ?3 IS NULL AND (?4 IS NULL OR e.type = ?4) ORDER BY x.count DESC, e.label, e.id LIMIT ?5";

static const char NEIGHBOURS_OF_DAYS[] =
    "SELECT x.other, e.id, e.label, e.type, e.mentions, e.documents, sum(c.count), count(*), NULL, count(*) OVER ()"
    " FROM (SELECT a, b, b AS other FROM edge WHERE a = ?1 UNION ALL SELECT a, b, a FROM edge WHERE b = ?1) x"
    " JOIN cooccurrence c ON c.a = x.a AND c.b = x.b JOIN document d ON d.number = c.document"
    " JOIN entity e ON e.number = x.other WHERE (?4 IS NULL OR e.type = ?4) AND" RL_ASK_DAYS
    " GROUP BY x.other ORDER BY sum(c.count) DESC, e.label, e.id LIMIT ?5";

static relata_status show_step(rl_asker *asker, int64_t from, int64_t to, const rl_ask_bounds *bounds,
                               relata_step *step, relata_error *err)
{
    relata_status status = show_pair(asker, from, to, bounds, step, err);
    if (status == RELATA_OK)
        status = rl_ask_links(asker, from, to, bounds, 1, &step->links, &step->link_count, err);
    return status;
}

relata_status rl_ask_neighbours(rl_asker *asker, int64_t number, const rl_ask_bounds *bounds, relata_reply *reply,
                                relata_error *err)
{
    const char *sql = bounds->since == NULL && bounds->until == NULL ? NEIGHBOURS : NEIGHBOURS_OF_DAYS;
    bool limited = bounds->most > 0 && bounds->most <= INT64_MAX;
    const rl_value values[] = {rl_value_number(number), rl_value_text(bounds->since), rl_value_text(bounds->until),
                               rl_value_text(bounds->type), rl_value_integer(limited ? bounds->most : INT64_MAX)};
    stepping s = {.count = 0};
    relata_status status = rl_ask_each(asker, sql, values, 5, read_step, &s, err);
    for (size_t i = 0; status == RELATA_OK && i < s.count; i++)
        status = show_step(asker, number, s.numbers[i], bounds, &s.items[i], err);
    reply->steps = s.items;
    reply->step_count = s.count;
    reply->neighbour_count = s.total;
    return status;
}

relata_status rl_ask_step(rl_asker *asker, int64_t from, int64_t to, relata_step *ret_step, relata_error *err)
{
    static const char SQL[] =
        "SELECT e.number, e.id, e.label, e.type, e.mentions, e.documents, x.count, x.documents, x.npmi, 1 FROM edge x"
        " JOIN entity e ON e.number = ?3 WHERE x.a = ?1 AND x.b = ?2";
    const rl_value values[] = {rl_value_number(from < to ? from : to), rl_value_number(from < to ? to : from), rl_value_number(to)};
    stepping s = {.count = 0};
    relata_status status = rl_ask_each(asker, SQL, values, 3, read_step, &s, err);
    if (status == RELATA_OK && s.count == 0)
        return rl_error_set(err, RELATA_ERROR_FORMAT, asker->store->path, 0, 0,
                            "the store is damaged: an edge is missing");
    if (status == RELATA_OK)
        status = show_step(asker, from, to, &NO_BOUNDS, &s.items[0], err);
    if (status == RELATA_OK)
        *ret_step = s.items[0];
    return status;
}

/* ---- the graph ---- */

/* A node by its entity's number. */
typedef struct numbered {
    int64_t number;
    uint32_t node;
} numbered;

typedef struct graphing {
    rl_ask_graph *graph;
    size_t node_capacity;
    size_t edge_capacity;
    numbered *nodes; /* by number */
} graphing;

static int compare_numbered(const void *x, const void *y)
{
    const numbered *a = x, *b = y;
    return a->number < b->number ? -1 : a->number > b->number;
}

static int compare_edges(const void *x, const void *y)
{
    const rl_ask_edge *a = x, *b = y;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

static relata_status read_node(rl_asker *asker, sqlite3_stmt *row, void *to, relata_error *err)
{
    graphing *g = to;
    (void)asker;
    if (g->graph->node_count >= UINT32_MAX)
        return rl_error_set(err, RELATA_ERROR_LIMIT, NULL, 0, 0, "too many entities for a path");
    int64_t *numbers = rl_array_grow(g->graph->numbers, &g->node_capacity, g->graph->node_count + 1, sizeof *numbers);
    if (numbers == NULL)
        return rl_error_memory(err);
    g->graph->numbers = numbers;
    numbers[g->graph->node_count++] = sqlite3_column_int64(row, 0);
    return RELATA_OK;
}

static bool index_nodes(graphing *g)
{
    size_t count = g->graph->node_count;
    g->nodes = malloc((count + 1) * sizeof *g->nodes);
    for (size_t i = 0; g->nodes != NULL && i < count; i++)
        g->nodes[i] = (numbered){g->graph->numbers[i], (uint32_t)i};
    if (g->nodes != NULL && count > 0)
        qsort(g->nodes, count, sizeof *g->nodes, compare_numbered);
    return g->nodes != NULL;
}

static const numbered *find_node(const graphing *g, int64_t number)
{
    const numbered key = {.number = number};
    return bsearch(&key, g->nodes, g->graph->node_count, sizeof key, compare_numbered);
}

static relata_status read_edge(rl_asker *asker, sqlite3_stmt *row, void *to, relata_error *err)
{
    graphing *g = to;
    const numbered *a = find_node(g, sqlite3_column_int64(row, 0)), *b = find_node(g, sqlite3_column_int64(row, 1));
    double weight = sqlite3_column_double(row, 2);
    if (a == NULL || b == NULL || a == b || !isfinite(weight))
        return rl_error_set(err, RELATA_ERROR_FORMAT, asker->store->path, 0, 0,
                            "the store is damaged: an edge does not join two entities");
    rl_ask_edge *edges = rl_array_grow(g->graph->edges, &g->edge_capacity, g->graph->edge_count + 1, sizeof *edges);
    if (edges == NULL)
        return rl_error_memory(err);
    g->graph->edges = edges;
    bool turn = a->node > b->node;
    edges[g->graph->edge_count++] = (rl_ask_edge){turn ? b->node : a->node, turn ? a->node : b->node, weight};
    return RELATA_OK;
}

relata_status rl_ask_edges(rl_asker *asker, const char *weight, rl_ask_graph *ret, relata_error *err)
{
    static const char NODES[] = "SELECT number FROM entity ORDER BY id";
    static const char EDGES[] =
        "SELECT a, b, w FROM (SELECT a, b, CASE ?1 WHEN 'count' THEN count WHEN 'documents' THEN documents"
        " WHEN 'npmi' THEN npmi WHEN 'log_likelihood' THEN log_likelihood WHEN 'jaccard' THEN jaccard"
        " WHEN 'cosine' THEN cosine END AS w FROM edge) WHERE w > 0";
    graphing g = {.graph = ret};
    const rl_value value = rl_value_text(weight);
    *ret = (rl_ask_graph){.node_count = 0};
    relata_status status = rl_ask_each(asker, NODES, NULL, 0, read_node, &g, err);
    if (status == RELATA_OK)
        status = index_nodes(&g) ? rl_ask_each(asker, EDGES, &value, 1, read_edge, &g, err) : rl_error_memory(err);
    if (status == RELATA_OK && ret->edge_count > 0)
        qsort(ret->edges, ret->edge_count, sizeof *ret->edges, compare_edges);
    free(g.nodes);
    return status;
}

void rl_ask_graph_free(rl_ask_graph *graph)
{
    free(graph->numbers);
    free(graph->edges);
    *graph = (rl_ask_graph){.node_count = 0};
}
