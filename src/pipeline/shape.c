/* The shape of the written network: what is left out of it, then what is measured. The ego is found among all entities
 * by the rules of look-ups; if several have its name, all of them are the middle, as a look-up answers with all. */
#include "pipeline/shape.h"

#include "base/hash.h"
#include "graph/graph.h"
#include "lookup/lookup.h"
#include "pipeline/ties.h"

#include <stdlib.h>
#include <string.h>

/* ---- the ego ---- */

static int compare_id(const void *id, const void *node)
{
    return strcmp(id, ((const rl_node *)node)->id);
}

/* `"A", "B" or "C"` */
static const char *join_names(const char *const *names, size_t count, rl_buffer *buffer)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            (void)rl_buffer_append_string(buffer, i + 1 == count ? " or " : ", ");
        (void)rl_buffer_append_char(buffer, '"');
        (void)rl_buffer_append_string(buffer, names[i]);
        (void)rl_buffer_append_char(buffer, '"');
    }
    return rl_buffer_string(buffer);
}

static relata_status refuse_ego(const relata_answer *answer, relata_error *err)
{
    if (answer->suggestion_count == 0)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "nothing named \"%s\"", answer->query);
    rl_buffer buffer = {0};
    const char *names = join_names(answer->suggestions, answer->suggestion_count, &buffer);
    relata_status status = names == NULL ? rl_error_memory(err)
                                         : rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0,
                                                        "nothing named \"%s\"; did you mean %s?", answer->query, names);
    rl_buffer_free(&buffer);
    return status;
}

static relata_status list_egos(const rl_network *network, const relata_answer *answer, uint32_t **ret_egos,
                               relata_error *err)
{
    if (answer->entity_count == 0)
        return refuse_ego(answer, err);
    uint32_t *egos = malloc(answer->entity_count * sizeof *egos);
    if (egos == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < answer->entity_count; i++) {
        const rl_node *node =
            bsearch(answer->entities[i].id, network->nodes, network->node_count, sizeof *network->nodes, compare_id);
        egos[i] = (uint32_t)(node - network->nodes);
    }
    *ret_egos = egos;
    return RELATA_OK;
}

/* Owned: free. */
static relata_status find_egos(const rl_network *network, const char *name, uint32_t **ret_egos, size_t *ret_count,
                               relata_error *err)
{
    rl_index *index = NULL;
    const relata_answer *answer = NULL;
    relata_status status = rl_index_of_network(network, &index, err);
    if (status == RELATA_OK)
        status = rl_index_find(index, name, &answer, err);
    if (status == RELATA_OK)
        status = list_egos(network, answer, ret_egos, err);
    if (status == RELATA_OK)
        *ret_count = answer->entity_count;
    rl_index_free(index);
    return status;
}

static relata_status prune(rl_network *network, const relata_build_options *options, rl_left_out *ret_left_out,
                           relata_error *err)
{
    uint32_t *egos = NULL;
    rl_pruning pruning = {
        .backbone = options->backbone,
        .alpha = options->alpha,
        .min_weight = options->min_weight,
        .min_count = options->min_count,
        .min_documents = options->min_documents,
        .depth = options->depth,
        .top = options->top,
    };
    relata_status status = RELATA_OK;
    if (options->ego != NULL)
        status = find_egos(network, options->ego, &egos, &pruning.ego_count, err);
    pruning.egos = egos;
    if (status == RELATA_OK)
        status = rl_network_prune(network, &pruning, ret_left_out, err);
    bool fewer = status == RELATA_OK && (ret_left_out->far_nodes > 0 || ret_left_out->weak_nodes > 0);
    if (fewer && network->relations != NULL && !rl_ties_prune(network))
        status = rl_error_memory(err);
    free(egos);
    return status;
}

/* ---- measures ---- */

relata_status rl_measures_read(const char *const *names, size_t count, rl_measures *ret_measures, relata_error *err)
{
    rl_measures measures = names == NULL ? rl_measures_by_default() : 0;
    for (size_t i = 0; i < count; i++) {
        rl_measure measure = rl_measure_find(names[i]);
        if (measure < RL_MEASURE_COUNT)
            measures |= RL_MEASURE_BIT(measure);
        else if (strcmp(names[i], "all") == 0)
            measures = RL_MEASURES_ALL;
        else if (strcmp(names[i], "none") == 0)
            measures = 0;
        else
            return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "unknown measure \"%s\"", names[i]);
    }
    *ret_measures = measures;
    return RELATA_OK;
}

relata_status rl_network_shape(rl_network *network, const relata_build_options *options, rl_left_out *ret_left_out,
                               relata_error *err)
{
    rl_measuring how = {.resolution = options->resolution,
                        .layout = options->layout,
                        .notice = options->notice,
                        .notice_user = options->notice_user};
    relata_status status = rl_measures_read(options->measures, options->measure_count, &how.measures, err);
    if (status == RELATA_OK)
        status = prune(network, options, ret_left_out, err);
    if (status == RELATA_OK)
        status = rl_graph_measure(network, &how, err);
    return status;
}
