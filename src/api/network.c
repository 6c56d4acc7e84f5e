/* Walking through a network: check the index, then copy what callers may see of an element into the public struct. */
#include <relata/network.h>

#include "api/internal.h"

#include "base/error.h"
#include "export/attributes.h"
#include "export/measures.h"

#include <math.h>
#include <string.h>

static const rl_network *seen(const relata_network *network)
{
    return (const rl_network *)network;
}

static relata_status check(bool given, size_t index, size_t count, const char *what, relata_error *err)
{
    rl_error_clear(err);
    if (!given)
        return rl_refuse(err, "a network and a place for the answer are needed");
    if (index < count)
        return RELATA_OK;
    return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "there is no %s %zu: the network has %zu", what, index,
                        count);
}

static size_t node_count(const relata_network *network)
{
    return network == NULL ? 0 : seen(network)->node_count;
}

static size_t edge_count(const relata_network *network)
{
    return network == NULL ? 0 : seen(network)->edge_count;
}

static size_t copy_count(const relata_network *network)
{
    return network == NULL ? 0 : seen(network)->copy_count;
}

static bool has_measure(const rl_network *n, rl_measure measure)
{
    return (n->measures & RL_MEASURE_BIT(measure)) != 0;
}

relata_status relata_network_about(const relata_network *network, relata_about *ret_about, relata_error *err)
{
    relata_status status = check(network != NULL && ret_about != NULL, 0, 1, "", err);
    if (status != RELATA_OK)
        return status;
    const rl_network *n = seen(network);
    *ret_about = (relata_about){
        .is_directed = n->is_directed,
        .nodes = n->node_count,
        .edges = n->edge_count,
        .copies = n->copy_count,
        .window = n->window,
        .weight = n->weight,
        .windows = n->windows,
        .modularity = has_measure(n, RL_MEASURE_MODULARITY) ? n->modularity : (double)NAN,
        .betweenness_sources = has_measure(n, RL_MEASURE_BETWEENNESS) ? n->betweenness_sources : 0,
        .layout = n->layout,
        .backbone = n->backbone,
        .alpha = n->backbone == NULL ? (double)NAN : n->alpha,
    };
    return RELATA_OK;
}

relata_status relata_network_node(const relata_network *network, size_t node, relata_node *ret_node, relata_error *err)
{
    relata_status status = check(network != NULL && ret_node != NULL, node, node_count(network), "node", err);
    if (status != RELATA_OK)
        return status;
    const rl_node *n = &seen(network)->nodes[node];
    bool placed = seen(network)->layout != NULL;
    *ret_node = (relata_node){
        .id = n->id,
        .label = n->label,
        .type = n->type,
        .aliases = n->aliases,
        .alias_count = n->alias_count,
        .reasons = n->reasons,
        .reason_count = n->reason_count,
        .mentions = n->mentions,
        .documents = n->documents,
        .first_seen = n->first_seen,
        .last_seen = n->last_seen,
        .country = n->country,
        .role = n->role,
        .latitude = n->latitude,
        .longitude = n->longitude,
        .x = placed ? n->x : (double)NAN,
        .y = placed ? n->y : (double)NAN,
        .size = placed ? n->size : (double)NAN,
        .color = placed ? n->color : NULL,
    };
    return RELATA_OK;
}

/* ---- edges ---- */

static size_t count_evidence(const rl_edge *e)
{
    size_t count = 0;
    while (count < e->evidence_count && count < RL_EVIDENCE_LIMIT && rl_evidence_is_present(&e->evidence[count]))
        count++;
    return count;
}

static void add_tie(const rl_tie *tie, relata_edge *edge)
{
    edge->relation = tie->relation;
    edge->modality = tie->modality;
    edge->asserted = tie->asserted;
    edge->reported = tie->reported;
    edge->planned = tie->planned;
    edge->past = tie->past;
}

relata_status relata_network_edge(const relata_network *network, size_t edge, relata_edge *ret_edge, relata_error *err)
{
    relata_status status = check(network != NULL && ret_edge != NULL, edge, edge_count(network), "edge", err);
    if (status != RELATA_OK)
        return status;
    const rl_edge *e = &seen(network)->edges[edge];
    *ret_edge = (relata_edge){
        .source = e->source,
        .target = e->target,
        .weight = e->weight,
        .count = e->count,
        .documents = e->documents,
        .npmi = e->npmi,
        .log_likelihood = e->log_likelihood,
        .jaccard = e->jaccard,
        .cosine = e->cosine,
        .first_seen = e->first_seen,
        .last_seen = e->last_seen,
        .relations = e->relations,
        .is_bridge = has_measure(seen(network), RL_MEASURE_BRIDGES) && e->bridge,
        .evidence = count_evidence(e),
    };
    if (e->tie != NULL)
        add_tie(e->tie, ret_edge);
    return RELATA_OK;
}

relata_status relata_network_evidence(const relata_network *network, size_t edge, size_t place, relata_place *ret_place,
                                      relata_error *err)
{
    relata_status status = check(network != NULL && ret_place != NULL, edge, edge_count(network), "edge", err);
    if (status != RELATA_OK)
        return status;
    const rl_edge *e = &seen(network)->edges[edge];
    status = check(true, place, count_evidence(e), "place of evidence", err);
    if (status != RELATA_OK)
        return status;
    const rl_place_of_evidence *p = &e->evidence[place];
    *ret_place =
        (relata_place){.document = p->document, .sentence = p->sentence, .text = p->text, .modality = p->modality};
    if (p->place != NULL) {
        ret_place->start = p->place->start;
        ret_place->end = p->place->end;
        ret_place->subject_start = p->place->subject_start;
        ret_place->subject_end = p->place->subject_end;
        ret_place->object_start = p->place->object_start;
        ret_place->object_end = p->place->object_end;
    }
    return RELATA_OK;
}

/* ---- the rest ---- */

relata_status relata_network_copy(const relata_network *network, size_t copy, relata_copy *ret_copy, relata_error *err)
{
    relata_status status = check(network != NULL && ret_copy != NULL, copy, copy_count(network), "copy", err);
    if (status == RELATA_OK)
        *ret_copy = (relata_copy){seen(network)->copies[copy].document, seen(network)->copies[copy].of};
    return status;
}

relata_status relata_network_measure(const relata_network *network, size_t node, const char *measure, double *ret_value,
                                     relata_error *err)
{
    bool given = network != NULL && measure != NULL && ret_value != NULL;
    relata_status status = check(given, node, node_count(network), "node", err);
    if (status == RELATA_OK && !rl_network_measure(seen(network), &seen(network)->nodes[node], measure, ret_value))
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "no measure of nodes is called \"%s\"", measure);
    return status;
}

relata_status relata_network_find(const relata_network *network, const char *id, size_t *ret_node, relata_error *err)
{
    relata_status status = check(network != NULL && id != NULL && ret_node != NULL, 0, 1, "", err);
    const rl_node *node = status == RELATA_OK ? rl_network_find(seen(network), id) : NULL;
    if (node != NULL)
        *ret_node = (size_t)(node - seen(network)->nodes);
    return node == NULL && status == RELATA_OK ? RELATA_END : status;
}
