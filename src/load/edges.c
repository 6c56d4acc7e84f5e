/* Edges, in the order of their nodes: of co-occurrence one for each pair, of relations one for each pair and relation. */
#include "load/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(rl_edge, field)
#define PLAIN(name, type, field, required)                                                                             \
    {                                                                                                                  \
        name, type, AT(field), required, RL_LOAD_UNMEASURED                                                            \
    }
#define TIE(name, type, field, required)                                                                               \
    {                                                                                                                  \
        name, type, offsetof(rl_tie, field), required, RL_LOAD_UNMEASURED                                              \
    }

static const rl_load_field FIELDS[] = {
    PLAIN("weight", RL_LOAD_REAL, weight, true),
    PLAIN("count", RL_LOAD_WHOLE, count, true),
    PLAIN("documents", RL_LOAD_WHOLE, documents, false),
    PLAIN("npmi", RL_LOAD_REAL, npmi, false),
    PLAIN("log_likelihood", RL_LOAD_REAL, log_likelihood, false),
    PLAIN("jaccard", RL_LOAD_REAL, jaccard, false),
    PLAIN("cosine", RL_LOAD_REAL, cosine, false),
    PLAIN("first_seen", RL_LOAD_SHARED, first_seen, false),
    PLAIN("last_seen", RL_LOAD_SHARED, last_seen, false),
    PLAIN("relations", RL_LOAD_SHARED, relations, false),
    {"bridge", RL_LOAD_TRUTH, AT(bridge), false, RL_MEASURE_BRIDGES},
};

static const rl_load_field TIE_FIELDS[] = {
    TIE("relation", RL_LOAD_SHARED, relation, true), TIE("modality", RL_LOAD_SHARED, modality, false),
    TIE("asserted", RL_LOAD_WHOLE, asserted, false), TIE("reported", RL_LOAD_WHOLE, reported, false),
    TIE("planned", RL_LOAD_WHOLE, planned, false),   TIE("past", RL_LOAD_WHOLE, past, false),
};

/* ---- ends ---- */

static bool read_end(rl_loading *l, const rl_load_element *element, const char *name, uint32_t *ret_node)
{
    const char *id = NULL;
    if (!rl_load_line(l, element, name, &id))
        return false;
    if (id == NULL)
        return rl_load_refuse(l, element, " has no \"%s\"", name);
    *ret_node = rl_string_map_find(&l->ids, id, strlen(id));
    return *ret_node != RL_NONE || rl_load_refuse(l, element, " to the unknown node \"%s\"", id);
}

static bool read_ends(rl_loading *l, const rl_load_element *element, rl_edge *edge)
{
    if (!read_end(l, element, "source", &edge->source) || !read_end(l, element, "target", &edge->target))
        return false;
    if (edge->source == edge->target)
        return rl_load_refuse(l, element, " from a node to itself");
    if (!l->network->is_directed && edge->source > edge->target) {
        uint32_t source = edge->source;
        edge->source = edge->target;
        edge->target = source;
    }
    return true;
}

/* ---- evidence ---- */

#define PLACE(name, type, field, required)                                                                             \
    {                                                                                                                  \
        name, type, offsetof(rl_place_of_evidence, field), required, RL_LOAD_UNMEASURED                                \
    }
#define STATEMENT(name)                                                                                                \
    {                                                                                                                  \
#name, RL_LOAD_SMALL, offsetof(rl_statement_place, name), false, RL_LOAD_UNMEASURED                            \
    }

static const rl_load_field PLACE_FIELDS[] = {
    PLACE("document", RL_LOAD_SHARED, document, true),
    PLACE("sentence", RL_LOAD_SMALL, sentence, true),
    PLACE("text", RL_LOAD_SHARED, text, false),
    PLACE("modality", RL_LOAD_SHARED, modality, false),
};

static const rl_load_field STATEMENT_FIELDS[] = {
    STATEMENT(start),       STATEMENT(end),          STATEMENT(subject_start),
    STATEMENT(subject_end), STATEMENT(object_start), STATEMENT(object_end),
};

static bool read_place(rl_loading *l, const rl_load_element *element, const json_t *value, rl_place_of_evidence *place)
{
    rl_load_element item;
    if (!rl_load_item(l, element, "evidence of edge", value, &item) ||
        !rl_load_fields(l, &item, PLACE_FIELDS, sizeof PLACE_FIELDS / sizeof PLACE_FIELDS[0], place))
        return false;
    if (json_object_get(value, "start") == NULL)
        return true;
    rl_statement_place *statement = rl_arena_alloc(l->arena, sizeof *statement);
    if (statement == NULL)
        return rl_load_no_memory(l);
    *statement = (rl_statement_place){0};
    place->place = statement;
    return rl_load_fields(l, &item, STATEMENT_FIELDS, sizeof STATEMENT_FIELDS / sizeof STATEMENT_FIELDS[0], statement);
}

/* What is beyond the limit, another program added: the best come first. */
static bool read_evidence(rl_loading *l, const rl_load_element *element, rl_edge *edge)
{
    const json_t *list = NULL;
    if (!rl_load_list(l, element, "evidence", &list))
        return false;
    size_t count = json_array_size(list);
    edge->evidence_count = count < RL_EVIDENCE_LIMIT ? count : RL_EVIDENCE_LIMIT;
    for (size_t i = 0; i < edge->evidence_count; i++)
        if (!read_place(l, element, json_array_get(list, i), &edge->evidence[i]))
            return false;
    return true;
}

static bool read_tie(rl_loading *l, const rl_load_element *element, rl_edge *edge)
{
    rl_tie *tie = rl_arena_alloc(l->arena, sizeof *tie);
    if (tie == NULL)
        return rl_load_no_memory(l);
    *tie = (rl_tie){0};
    edge->tie = tie;
    return rl_load_fields(l, element, TIE_FIELDS, sizeof TIE_FIELDS / sizeof TIE_FIELDS[0], tie);
}

/* ---- edges ---- */

static bool take_edge(rl_loading *l, const rl_load_element *element)
{
    rl_network *network = l->network;
    rl_edge *edges = rl_array_grow(network->edges, &l->edge_capacity, network->edge_count + 1, sizeof *edges);
    if (edges == NULL)
        return rl_load_no_memory(l);
    network->edges = edges;
    rl_edge *edge = &edges[network->edge_count];
    *edge = (rl_edge){.npmi = NAN, .log_likelihood = NAN, .jaccard = NAN, .cosine = NAN};
    if (!read_ends(l, element, edge) || !rl_load_fields(l, element, FIELDS, sizeof FIELDS / sizeof FIELDS[0], edge) ||
        !read_evidence(l, element, edge))
        return false;
    if (!(edge->weight > 0))
        return rl_load_refuse(l, element, ": \"weight\" is not a number above 0");
    if (network->is_directed && !read_tie(l, element, edge))
        return false;
    network->edge_count++;
    return true;
}

static int compare_edges(const void *x, const void *y)
{
    const rl_edge *a = x, *b = y;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    if (a->target != b->target)
        return a->target < b->target ? -1 : 1;
    return a->tie == NULL || b->tie == NULL ? 0 : strcmp(a->tie->relation, b->tie->relation);
}

/* Relations between the same two stay in the order of the file, which is that of the files of relations. */
static bool is_sorted(const rl_network *network)
{
    for (size_t i = 1; i < network->edge_count; i++) {
        const rl_edge *a = &network->edges[i - 1], *b = &network->edges[i];
        if (a->source > b->source || (a->source == b->source && a->target > b->target))
            return false;
    }
    return true;
}

/* Two edges of co-occurrence between the same nodes: nothing says which of them counts. */
static bool refuse_twins(rl_loading *l)
{
    const rl_network *network = l->network;
    for (size_t i = 1; i < network->edge_count && !network->is_directed; i++)
        if (compare_edges(&network->edges[i - 1], &network->edges[i]) == 0)
            return rl_load_refuse_at(
                l, l->parts[RL_LOAD_EDGES].start, "not a relata network: two edges between \"%s\" and \"%s\"",
                network->nodes[network->edges[i].source].id, network->nodes[network->edges[i].target].id);
    return true;
}

bool rl_load_edges(rl_loading *l)
{
    rl_network *network = l->network;
    if (!rl_load_each(l, RL_LOAD_EDGES, "edge", take_edge))
        return false;
    if (!is_sorted(network))
        qsort(network->edges, network->edge_count, sizeof *network->edges, compare_edges);
    return refuse_twins(l);
}
