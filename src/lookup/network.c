/* An index over a network in memory, for finding the nodes that a name means before the network is written. It has no
 * pairs: whoever holds the network needs none of the index. */
#include "lookup/internal.h"

#include <stdlib.h>

static relata_found found_of(const rl_node *node)
{
    return (relata_found){
        .id = node->id,
        .label = node->label,
        .type = node->type,
        .aliases = node->aliases,
        .alias_count = node->alias_count,
        .mentions = (size_t)node->mentions,
        .documents = (size_t)node->documents,
        .first_seen = node->first_seen,
        .last_seen = node->last_seen,
    };
}

static bool fill_records(const rl_network *network, rl_records *records)
{
    records->entities = calloc(network->node_count + 1, sizeof *records->entities);
    records->starts = calloc(network->node_count + 2, sizeof *records->starts);
    if (records->entities == NULL || records->starts == NULL)
        return false;
    for (size_t i = 0; i < network->node_count; i++)
        records->entities[i] = found_of(&network->nodes[i]);
    records->entity_count = network->node_count;
    return true;
}

relata_status rl_index_of_network(const rl_network *network, rl_index **ret_index, relata_error *err)
{
    rl_index *index = calloc(1, sizeof *index);
    if (index == NULL || !fill_records(network, &index->records) || !rl_index_add_names(index)) {
        rl_index_free(index);
        return rl_error_memory(err);
    }
    *ret_index = index;
    return RELATA_OK;
}
