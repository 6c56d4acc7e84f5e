/* The shape of the written network: what is left out of it, then what is measured. The ego is found among all entities
 * by the rules of look-ups; if several have its name, all of them are the middle, as a look-up answers with all. */
#include "pipeline/shape.h"

#include "base/hash.h"
#include "graph/graph.h"
#include "lookup/lookup.h"
#include "pipeline/ties.h"
#include "pipeline/trends.h"

#include <stdlib.h>
#include <string.h>

/* ---- the ego ---- */

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

/* The nodes in the middle, by id: in a slice some may be missing. */
typedef struct ego_list {
    const char **ids; /* NULL if all is kept */
    size_t count;
} ego_list;

static relata_status list_egos(const relata_answer *answer, rl_network *network, ego_list *ret, relata_error *err)
{
    if (answer->entity_count == 0)
        return refuse_ego(answer, err);
    const char **ids = rl_arena_alloc(&network->arena, answer->entity_count * sizeof *ids);
    if (ids == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < answer->entity_count; i++) {
        const rl_node *node = rl_network_find(network, answer->entities[i].id);
        ids[i] = node->id; /* the answer's own string goes with the index */
    }
    *ret = (ego_list){ids, answer->entity_count};
    return RELATA_OK;
}

static relata_status find_egos(rl_network *network, const char *name, ego_list *ret, relata_error *err)
{
    rl_index *index = NULL;
    const relata_answer *answer = NULL;
    relata_status status = rl_index_of_network(network, &index, err);
    if (status == RELATA_OK)
        status = rl_index_find(index, name, &answer, err);
    if (status == RELATA_OK)
        status = list_egos(answer, network, ret, err);
    rl_index_free(index);
    return status;
}

/* ---- pruning ---- */

/* Those that are there. Owned: free; NULL if there is no memory. */
static uint32_t *number_egos(const rl_network *network, const ego_list *egos, size_t *ret_count)
{
    uint32_t *numbers = malloc((egos->count + 1) * sizeof *numbers);
    size_t count = 0;
    for (size_t i = 0; numbers != NULL && i < egos->count; i++) {
        const rl_node *node = rl_network_find(network, egos->ids[i]);
        if (node != NULL)
            numbers[count++] = (uint32_t)(node - network->nodes);
    }
    *ret_count = count;
    return numbers;
}

static relata_status prune(rl_network *network, const relata_build_options *options, const ego_list *egos,
                           rl_left_out *ret_left_out, relata_error *err)
{
    rl_pruning pruning = {
        .backbone = options->backbone,
        .alpha = options->alpha,
        .min_weight = options->min_weight,
        .min_count = options->min_count,
        .min_documents = options->min_documents,
        .depth = options->depth,
        .top = options->top,
    };
    uint32_t *numbers = egos->ids == NULL ? NULL : number_egos(network, egos, &pruning.ego_count);
    if (egos->ids != NULL && numbers == NULL)
        return rl_error_memory(err);
    pruning.egos = numbers;
    relata_status status = rl_network_prune(network, &pruning, ret_left_out, err);
    bool fewer = status == RELATA_OK && (ret_left_out->far_nodes > 0 || ret_left_out->weak_nodes > 0);
    if (fewer && network->relations != NULL && !rl_ties_prune(network))
        status = rl_error_memory(err);
    free(numbers);
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

/* ---- slices ---- */

typedef struct teller {
    const relata_build_options *options;
    const char *period;
} teller;

/* What is said of a slice names it. */
static void tell_of_slice(void *user, const relata_error *what, bool skipped)
{
    const teller *t = user;
    relata_error said = {0};
    (void)rl_error_set(&said, what->status, t->period, 0, 0, "%s", what->message);
    t->options->notice(t->options->notice_user, &said, skipped);
}

/* Its places are those of the whole network, which is measured already. */
static relata_status shape_slice(const rl_network *network, rl_slice *slice, const relata_build_options *options,
                                 const ego_list *egos, rl_measuring how, relata_error *err)
{
    teller t = {options, slice->period};
    rl_left_out left_out = {0};
    how.layout = RELATA_LAYOUT_NONE;
    how.notice = options->notice == NULL ? NULL : tell_of_slice;
    how.notice_user = &t;
    relata_status status = prune(slice->network, options, egos, &left_out, err);
    if (status == RELATA_OK)
        status = rl_graph_measure(slice->network, &how, err);
    if (status == RELATA_OK && options->layout != RELATA_LAYOUT_NONE)
        status = rl_graph_place_like(slice->network, network, err);
    return status;
}

static relata_status shape_slices(rl_network *network, const relata_build_options *options, const ego_list *egos,
                                  const rl_measuring *how, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < network->slice_count; i++)
        status = shape_slice(network, &network->slices[i], options, egos, *how, err);
    return status == RELATA_OK ? rl_trends_make(network, err) : status;
}

/* ---- the whole ---- */

relata_status rl_network_shape(rl_network *network, const relata_build_options *options, rl_left_out *ret_left_out,
                               relata_error *err)
{
    rl_measuring how = {.resolution = options->resolution,
                        .layout = options->layout,
                        .notice = options->notice,
                        .notice_user = options->notice_user};
    ego_list egos = {0};
    relata_status status = rl_measures_read(options->measures, options->measure_count, &how.measures, err);
    if (status == RELATA_OK && options->ego != NULL)
        status = find_egos(network, options->ego, &egos, err);
    if (status == RELATA_OK)
        status = prune(network, options, &egos, ret_left_out, err);
    if (status == RELATA_OK)
        status = rl_graph_measure(network, &how, err);
    if (status == RELATA_OK && network->slicing != NULL)
        status = shape_slices(network, options, &egos, &how, err);
    return status;
}
