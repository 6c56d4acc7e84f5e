/* The public functions of networks of periods. */
#include <relata/time.h>

#include "api/internal.h"
#include "model/network.h"
#include "pipeline/calendar.h"

static const rl_network *network_in(const relata_network *network)
{
    return (const rl_network *)network;
}

bool relata_slicing_of_name(const char *name, relata_slicing *ret_unit)
{
    return name != NULL && ret_unit != NULL && rl_slicing_of_name(name, ret_unit);
}

const char *relata_slicing_name(relata_slicing unit)
{
    return (unsigned)unit <= RELATA_SLICING_DAY ? rl_slicing_name(unit) : NULL;
}

size_t relata_network_slices(const relata_network *network)
{
    return network == NULL ? 0 : network_in(network)->slice_count;
}

relata_status relata_network_slice(const relata_network *network, size_t index, relata_slice *ret_slice,
                                   relata_error *err)
{
    rl_error_clear(err);
    if (ret_slice == NULL || index >= relata_network_slices(network))
        return rl_refuse(err, "a network with such a slice and a place for it are needed");
    const rl_slice *slice = &network_in(network)->slices[index];
    *ret_slice = (relata_slice){.period = slice->period,
                                .documents = (size_t)slice->documents,
                                .network = (const relata_network *)slice->network};
    return RELATA_OK;
}

size_t relata_network_trends(const relata_network *network)
{
    return network == NULL ? 0 : network_in(network)->trend_count;
}

/* What the trend is of. */
static relata_trend name_trend(const rl_network *network, const rl_trend *trend)
{
    const rl_edge *edge = trend->is_edge ? &network->edges[trend->element] : NULL;
    const rl_node *node = &network->nodes[edge == NULL ? trend->element : edge->source];
    const rl_node *with = edge == NULL ? NULL : &network->nodes[edge->target];
    return (relata_trend){.id = node->id,
                          .label = node->label,
                          .with_id = with == NULL ? NULL : with->id,
                          .with_label = with == NULL ? NULL : with->label};
}

relata_status relata_network_trend(const relata_network *network, size_t index, relata_trend *ret_trend,
                                   relata_error *err)
{
    rl_error_clear(err);
    if (ret_trend == NULL || index >= relata_network_trends(network))
        return rl_refuse(err, "a network with such a trend and a place for it are needed");
    const rl_network *n = network_in(network);
    const rl_trend *trend = &n->trends[index];
    relata_trend named = name_trend(n, trend);
    named.period = n->slices[trend->slice].period;
    named.before = trend->slice > 0 ? n->slices[trend->slice - 1].period : NULL;
    named.documents = trend->documents;
    named.documents_before = trend->documents_before;
    named.count = (size_t)trend->count;
    named.count_before = (size_t)trend->count_before;
    named.share = trend->share;
    named.share_before = trend->share_before;
    named.log_likelihood = trend->log_likelihood;
    *ret_trend = named;
    return RELATA_OK;
}
