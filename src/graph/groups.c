/* Groups of nodes: connected components, and numbers for groups that mean something.
 *
 * A group's number from an algorithm depends on the order in which it was found. Here the largest group is 0, and of
 * two of one size the one with the smaller first node comes first, so that numbers agree between runs and colours in
 * Gephi go to the large groups first. */
#include "graph/internal.h"

#include <stdlib.h>

typedef struct group {
    size_t size;
    size_t first;
    size_t old_number;
} group;

static int compare_groups(const void *a, const void *b)
{
    const group *x = a, *y = b;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

/* Groups as they are numbered, empty ones too: they sort to the end and no node asks for them. */
static void measure_groups(const igraph_vector_int_t *membership, group *groups, size_t count)
{
    for (size_t i = 0; i < count; i++)
        groups[i] = (group){0, 0, i};
    for (size_t i = count; i-- > 0;) {
        group *own = &groups[VECTOR(*membership)[i]];
        own->size++;
        own->first = i;
    }
}

relata_status rl_groups_renumber(igraph_vector_int_t *membership, relata_error *err)
{
    size_t count = (size_t)igraph_vector_int_size(membership);
    group *groups = calloc(count + 1, sizeof *groups);
    size_t *new_numbers = calloc(count + 1, sizeof *new_numbers);
    if (groups != NULL && new_numbers != NULL) {
        measure_groups(membership, groups, count);
        qsort(groups, count, sizeof *groups, compare_groups);
        for (size_t i = 0; i < count; i++)
            new_numbers[groups[i].old_number] = i;
        for (size_t i = 0; i < count; i++)
            VECTOR(*membership)[i] = (igraph_integer_t)new_numbers[VECTOR(*membership)[i]];
    }
    bool done = groups != NULL && new_numbers != NULL;
    free(groups);
    free(new_numbers);
    return done ? RELATA_OK : rl_error_memory(err);
}

static relata_status find_components(const rl_graph *graph, igraph_vector_int_t *membership, rl_node *nodes,
                                     relata_error *err)
{
    igraph_error_t code = igraph_connected_components(&graph->igraph, membership, NULL, NULL, IGRAPH_WEAK);
    relata_status status = rl_igraph_status(code, "connected components", err);
    if (status == RELATA_OK)
        status = rl_groups_renumber(membership, err);
    for (size_t i = 0; status == RELATA_OK && i < graph->node_count; i++)
        nodes[i].component = (uint32_t)VECTOR(*membership)[i];
    return status;
}

relata_status rl_measure_components(const rl_graph *graph, rl_node *nodes, relata_error *err)
{
    igraph_vector_int_t membership;
    igraph_error_t code = igraph_vector_int_init(&membership, 0);
    if (code != IGRAPH_SUCCESS)
        return rl_igraph_status(code, "connected components", err);
    relata_status status = find_components(graph, &membership, nodes, err);
    igraph_vector_int_destroy(&membership);
    return status;
}
