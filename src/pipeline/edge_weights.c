/* A table of the weights, by name; each is a field of the edge or a count. */
#include "pipeline/edge_weights.h"

#include "graph/prune.h"
#include "relate/association.h"

#include <string.h>

static double get_count(const rl_edge *edge)
{
    return (double)edge->count;
}

static double get_documents(const rl_edge *edge)
{
    return (double)edge->documents;
}

static double get_npmi(const rl_edge *edge)
{
    return edge->npmi;
}

static double get_log_likelihood(const rl_edge *edge)
{
    return edge->log_likelihood;
}

static double get_jaccard(const rl_edge *edge)
{
    return edge->jaccard;
}

static double get_cosine(const rl_edge *edge)
{
    return edge->cosine;
}

static const struct {
    const char *name;
    double (*get)(const rl_edge *edge);
} WEIGHTS[] = {
    [RELATA_WEIGHT_COUNT] = {"count", get_count},
    [RELATA_WEIGHT_DOCUMENTS] = {"documents", get_documents},
    [RELATA_WEIGHT_NPMI] = {"npmi", get_npmi},
    [RELATA_WEIGHT_LOG_LIKELIHOOD] = {"log_likelihood", get_log_likelihood},
    [RELATA_WEIGHT_JACCARD] = {"jaccard", get_jaccard},
    [RELATA_WEIGHT_COSINE] = {"cosine", get_cosine},
};

const char *rl_weight_name(relata_weight weight)
{
    return WEIGHTS[weight].name;
}

bool rl_weight_of_name(const char *name, relata_weight *ret_weight)
{
    for (size_t i = 0; i < sizeof WEIGHTS / sizeof WEIGHTS[0]; i++) {
        if (strcmp(name, WEIGHTS[i].name) == 0) {
            *ret_weight = (relata_weight)i;
            return true;
        }
    }
    return false;
}

void rl_edge_weigh(rl_edge *edge, const rl_network *network, relata_weight weight)
{
    rl_association association = rl_associate((rl_windows){
        .both = edge->count,
        .a = network->nodes[edge->source].windows,
        .b = network->nodes[edge->target].windows,
        .all = network->windows,
    });
    edge->npmi = association.npmi;
    edge->log_likelihood = association.log_likelihood;
    edge->jaccard = association.jaccard;
    edge->cosine = association.cosine;
    edge->weight = WEIGHTS[weight].get(edge);
}

/* Light edges are most edges of most networks; without a backbone, which must see them, they never get evidence. */
bool rl_edge_stays(const rl_edge *edge, rl_network *network, const relata_build_options *options)
{
    if (!(edge->weight > 0)) {
        network->weightless++;
        return false;
    }
    bool light = options->backbone == RELATA_BACKBONE_NONE &&
                 rl_edge_is_light(edge, options->min_weight, options->min_count, options->min_documents);
    network->light_edges += light;
    return !light;
}

relata_build_options rl_options_without_bounds(const relata_build_options *options)
{
    relata_build_options all = *options;
    all.weight = RELATA_WEIGHT_COUNT;
    all.min_weight = 0;
    all.min_count = 0;
    all.min_documents = 0;
    return all;
}

bool rl_network_weigh(rl_network *network, const relata_build_options *options)
{
    const char *name = rl_weight_name(options->weight);
    size_t kept = 0;
    network->weight = rl_arena_copy(&network->arena, name, strlen(name));
    for (size_t i = 0; i < network->edge_count; i++) {
        rl_edge edge = network->edges[i];
        rl_edge_weigh(&edge, network, options->weight);
        if (rl_edge_stays(&edge, network, options))
            network->edges[kept++] = edge;
    }
    network->edge_count = kept;
    return network->weight != NULL;
}
