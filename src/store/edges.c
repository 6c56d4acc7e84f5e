/* Edges of both networks as rows: in the order of the numbers of their ends. */
#include "store/putting.h"

#include <stdlib.h>
#include <string.h>

/* An edge with the numbers of its ends: of edges of co-occurrence the smaller first. */
typedef struct placed {
    int64_t a;
    int64_t b;
    const rl_edge *edge;
} placed;

static int compare_placed(const void *x, const void *y)
{
    const placed *a = x, *b = y;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    if (a->edge->tie != NULL) {
        int order = strcmp(a->edge->tie->relation, b->edge->tie->relation);
        if (order != 0)
            return order;
    }
    return a->b < b->b ? -1 : a->b > b->b;
}

/* The edges of a network; once they are written those alone that are in parts that differ, in the order of their table. Owned:
 * free. NULL if there is no memory. */
static placed *place_edges(const rl_putting *p, const rl_network *network, const int64_t *number_of, size_t *ret_count)
{
    size_t count = 0;
    placed *edges = malloc((network->edge_count + 1) * sizeof *edges);
    for (size_t i = 0; edges != NULL && i < network->edge_count; i++) {
        const rl_edge *edge = &network->edges[i];
        int64_t x = number_of[edge->source], y = number_of[edge->target];
        bool turn = edge->tie == NULL && x > y;
        rl_value key = rl_value_number(turn ? y : x);
        if (p->sync == NULL || rl_parts_differ(&p->parts, &key, 0))
            edges[count++] = (placed){turn ? y : x, turn ? x : y, edge};
    }
    if (edges != NULL && p->sync != NULL && count > 0)
        qsort(edges, count, sizeof *edges, compare_placed);
    *ret_count = count;
    return edges;
}

typedef relata_status (*edge_rows_fn)(rl_putting *p, const placed *edge);

static relata_status each_edge(rl_putting *p, const rl_network *network, const int64_t *number_of,
                               edge_rows_fn rows)
{
    size_t count = 0;
    placed *edges = place_edges(p, network, number_of, &count);
    relata_status status = edges == NULL ? rl_error_memory(p->err) : RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < count; i++)
        status = rows(p, &edges[i]);
    free(edges);
    return status;
}

static relata_status edge_row(rl_putting *p, const placed *at)
{
    const rl_edge *e = at->edge;
    rl_value values[] = {rl_value_number(at->a),
                         rl_value_number(at->b),
                         rl_value_integer(e->count),
                         rl_value_integer(e->documents),
                         rl_value_real(e->npmi),
                         rl_value_real(e->log_likelihood),
                         rl_value_real(e->jaccard),
                         rl_value_real(e->cosine),
                         rl_value_text(e->first_seen),
                         rl_value_text(e->last_seen),
                         rl_value_text(e->relations)};
    return rl_put_row(p, values);
}

static relata_status evidence_row(rl_putting *p, const placed *at)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < at->edge->evidence_count; i++) {
        const rl_place_of_evidence *place = &at->edge->evidence[i];
        rl_value values[] = {rl_value_number(at->a),
                             rl_value_number(at->b),
                             rl_value_integer(i + 1),
                             rl_value_number(rl_put_document_number(p, place->document)),
                             rl_value_integer(place->sentence),
                             rl_value_text(place->text)};
        status = rl_put_row(p, values);
    }
    return status;
}

static relata_status relation_row(rl_putting *p, const placed *at)
{
    const rl_edge *e = at->edge;
    rl_value values[] = {rl_value_number(at->a),
                         rl_value_text(e->tie->relation),
                         rl_value_number(at->b),
                         rl_value_text(e->tie->modality),
                         rl_value_integer(e->tie->asserted),
                         rl_value_integer(e->tie->reported),
                         rl_value_integer(e->tie->planned),
                         rl_value_integer(e->tie->past),
                         rl_value_integer(e->documents),
                         rl_value_text(e->first_seen),
                         rl_value_text(e->last_seen)};
    return rl_put_row(p, values);
}

static relata_status statement_row(rl_putting *p, const placed *at)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < at->edge->evidence_count; i++) {
        const rl_place_of_evidence *place = &at->edge->evidence[i];
        rl_value values[] = {rl_value_number(at->a),
                             rl_value_text(at->edge->tie->relation),
                             rl_value_number(at->b),
                             rl_value_integer(i + 1),
                             rl_value_number(rl_put_document_number(p, place->document)),
                             rl_value_integer(place->sentence),
                             rl_value_text(place->modality != NULL ? place->modality : at->edge->tie->modality),
                             rl_value_text(place->text)};
        status = rl_put_row(p, values);
    }
    return status;
}

relata_status rl_put_edge_rows(rl_putting *p)
{
    return each_edge(p, p->network, p->number_of, edge_row);
}

relata_status rl_put_evidence_rows(rl_putting *p)
{
    return each_edge(p, p->network, p->number_of, evidence_row);
}

relata_status rl_put_relation_rows(rl_putting *p)
{
    if (p->network->relations == NULL)
        return RELATA_OK;
    return each_edge(p, p->ties, p->tie_number_of, relation_row);
}

relata_status rl_put_statement_rows(rl_putting *p)
{
    if (p->network->relations == NULL)
        return RELATA_OK;
    return each_edge(p, p->ties, p->tie_number_of, statement_row);
}
