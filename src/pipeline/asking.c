/* A question: first what its names mean, then one function for each kind of question. Between the two a writer may come; who is not
 * there any more then simply has no neighbours. */
#include "pipeline/asking.h"

#include "graph/paths.h"
#include "pipeline/edge_weights.h"
#include "pipeline/timeline.h"

#include <stdlib.h>

typedef struct asking {
    rl_asker *asker;
    const relata_question *question;
    rl_ask_bounds bounds;
    int64_t one; /* the entities' numbers */
    int64_t other;
    relata_reply *reply;
} asking;

static relata_status ask_neighbours(asking *a, relata_error *err)
{
    return rl_ask_neighbours(a->asker, a->one, &a->bounds, a->reply, err);
}

static relata_status ask_documents(asking *a, relata_error *err)
{
    return rl_ask_documents(a->asker, a->one, &a->bounds, a->reply, err);
}

static relata_status ask_between(asking *a, relata_error *err)
{
    relata_status status =
        rl_ask_links(a->asker, a->one, a->other, &a->bounds, 5, &a->reply->links, &a->reply->link_count, err);
    return status == RELATA_OK ? rl_ask_quotes(a->asker, a->one, a->other, &a->bounds, a->reply, err) : status;
}

static relata_status ask_timeline(asking *a, relata_error *err)
{
    const relata_count *days = NULL;
    size_t count = 0;
    relata_slicing by = a->question->by == RELATA_SLICING_NONE ? RELATA_SLICING_MONTH : a->question->by;
    relata_status status = rl_ask_days(a->asker, a->one, &days, &count, err);
    return status == RELATA_OK
               ? rl_timeline_make(days, count, by, a->question->with_gaps, rl_asker_arena(a->asker), a->reply, err)
               : status;
}

/* ---- paths ---- */

/* The node of an entity; the number of nodes if there is none. */
static size_t find_node(const rl_ask_graph *graph, int64_t number)
{
    size_t node = 0;
    while (node < graph->node_count && graph->numbers[node] != number)
        node++;
    return node;
}

static double weight_of(const rl_ask_graph *graph, uint32_t x, uint32_t y)
{
    uint32_t a = x < y ? x : y, b = x < y ? y : x;
    for (size_t i = 0; i < graph->edge_count; i++)
        if (graph->edges[i].a == a && graph->edges[i].b == b)
            return graph->edges[i].weight;
    return 0;
}

static relata_status describe_path(asking *a, const rl_ask_graph *graph, const uint32_t *nodes, size_t count,
                                   relata_error *err)
{
    relata_step *steps = rl_arena_alloc(rl_asker_arena(a->asker), count * sizeof *steps);
    relata_status status = steps == NULL ? rl_error_memory(err) : RELATA_OK;
    double length = 0;
    for (size_t i = 0; status == RELATA_OK && i + 1 < count; i++) {
        status = rl_ask_step(a->asker, graph->numbers[nodes[i]], graph->numbers[nodes[i + 1]], &steps[i], err);
        if (status == RELATA_OK)
            steps[i].weight = weight_of(graph, nodes[i], nodes[i + 1]);
        length += status == RELATA_OK ? 1 / steps[i].weight : 0;
    }
    a->reply->steps = steps;
    a->reply->step_count = count - 1;
    a->reply->connected = true;
    a->reply->length = length;
    return status;
}

static relata_status find_path(asking *a, const rl_ask_graph *graph, relata_error *err)
{
    uint32_t *nodes = NULL;
    size_t count = 0, from = find_node(graph, a->one), to = find_node(graph, a->other);
    if (from == graph->node_count || to == graph->node_count)
        return RELATA_OK;
    rl_path_edge *edges = malloc((graph->edge_count + 1) * sizeof *edges);
    if (edges == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < graph->edge_count; i++)
        edges[i] = (rl_path_edge){graph->edges[i].a, graph->edges[i].b, graph->edges[i].weight};
    relata_status status = rl_strongest_path(graph->node_count, edges, graph->edge_count, (uint32_t)from, (uint32_t)to,
                                             &nodes, &count, err);
    free(edges);
    if (status == RELATA_OK && count > 0)
        status = describe_path(a, graph, nodes, count, err);
    free(nodes);
    return status;
}

static relata_status ask_path(asking *a, relata_error *err)
{
    rl_ask_graph graph;
    if (a->one == a->other) {
        a->reply->connected = true;
        return RELATA_OK;
    }
    relata_status status = rl_ask_edges(a->asker, rl_weight_name(a->question->weight), &graph, err);
    if (status == RELATA_OK)
        status = find_path(a, &graph, err);
    rl_ask_graph_free(&graph);
    return status;
}

/* ---- any ---- */

static const struct {
    relata_status (*ask)(asking *a, relata_error *err);
    bool of_two;
} KINDS[] = {
    [RELATA_ASK_NEIGHBOURS] = {ask_neighbours, false}, [RELATA_ASK_PATH] = {ask_path, true},
    [RELATA_ASK_BETWEEN] = {ask_between, true},        [RELATA_ASK_DOCUMENTS] = {ask_documents, false},
    [RELATA_ASK_TIMELINE] = {ask_timeline, false},
};

static relata_status find_names(asking *a, relata_error *err)
{
    const relata_question *q = a->question;
    bool of_two = KINDS[q->kind].of_two;
    relata_status status = rl_ask_name(a->asker, q->name, of_two ? NULL : q->type, &a->reply->name, &a->one, err);
    if (status == RELATA_OK && of_two)
        status = rl_ask_name(a->asker, q->other, NULL, &a->reply->other, &a->other, err);
    return status;
}

relata_status rl_answer_question(rl_asker *asker, const relata_question *question, relata_reply *ret_reply,
                                 relata_error *err)
{
    relata_reply reply = {.kind = question->kind};
    asking a = {.asker = asker,
                .question = question,
                .bounds = {question->since, question->until, question->neighbour_type, question->most},
                .reply = &reply};
    rl_arena_clear(rl_asker_arena(asker));
    relata_status status = find_names(&a, err);
    bool found = reply.name.found && (!KINDS[question->kind].of_two || reply.other.found);
    if (status == RELATA_OK && found)
        status = rl_ask_begin(asker, err);
    if (status == RELATA_OK && found) {
        status = KINDS[question->kind].ask(&a, err);
        relata_status ended = rl_ask_end(asker, status == RELATA_OK ? err : NULL);
        status = status == RELATA_OK ? ended : status;
    }
    if (status == RELATA_OK)
        *ret_reply = reply;
    return status;
}
