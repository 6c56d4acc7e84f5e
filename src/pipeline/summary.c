/* Adding up. */
#include "pipeline/summary.h"

static relata_summary add_up(const rl_making *making, const rl_collecting *collecting, const rl_network *network,
                             const relata_reading *read)
{
    const rl_left_out *left_out = &making->left_out;
    relata_summary summary = {.documents = making->count,
                              .entities = network->node_count,
                              .edges = network->edge_count,
                              .weightless = network->weightless,
                              .skipped = read->skipped + collecting->twins,
                              .outside = collecting->outside,
                              .undated = collecting->undated,
                              .pages = read->pages,
                              .converted = read->converted,
                              .decompressed = read->decompressed,
                              .copies = making->condensed.copies,
                              .furniture_lines = making->condensed.lines,
                              .backbone_edges = left_out->backbone_edges,
                              .light_edges = left_out->light_edges,
                              .far_entities = left_out->far_nodes,
                              .far_edges = left_out->far_edges,
                              .weak_entities = left_out->weak_nodes,
                              .weak_edges = left_out->weak_edges,
                              .slices = network->slice_count,
                              .unsliced = network->unsliced};
    for (size_t i = 0; i < network->node_count; i++)
        summary.mentions += network->nodes[i].mentions;
    for (size_t i = 0; i < making->condensed.count; i++) {
        summary.repeats += making->condensed.records[i]->repeats;
        summary.furniture += making->condensed.records[i]->furniture;
    }
    return summary;
}

/* Which text of an id was dropped is nothing of the network that the other one makes. */
relata_status rl_summarise(const rl_making *making, const rl_collecting *collecting, const relata_reading *read,
                           rl_network *network, relata_summary *ret_summary, relata_error *err)
{
    relata_summary summary = add_up(making, collecting, network, read);
    relata_summary *copy = rl_arena_alloc(&network->arena, sizeof *copy);
    if (copy == NULL)
        return rl_error_memory(err);
    *copy = summary;
    copy->skipped -= collecting->twins;
    network->summary = copy;
    if (ret_summary != NULL)
        *ret_summary = summary;
    return RELATA_OK;
}
