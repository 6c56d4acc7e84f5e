/* Entities whose labels are the same: of several types, or of one. */
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

static int compare_labels(const void *x, const void *y, void *user)
{
    const rl_reporting *r = user;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    int order = strcmp(r->folded[a], r->folded[b]);
    if (order == 0)
        order = rl_report_by_mentions(r, a, b);
    return order != 0 ? order : a < b ? -1 : a > b;
}

static bool is_of_type(const struct rl_found_case *found, const rl_reporting *r, const char *type)
{
    for (size_t i = 0; i < found->node_count; i++)
        if (strcmp(r->network->nodes[found->nodes[i]].type, type) == 0)
            return true;
    return false;
}

/* The most mentioned of each type. */
static bool add_types(const rl_reporting *r, const uint32_t *items, size_t count, rl_cases *cases)
{
    struct rl_found_case found = {.alias = RL_NONE};
    for (size_t i = 0; i < count && found.node_count < RL_CASE_NODES; i++) {
        const rl_node *node = &r->network->nodes[items[i]];
        if (is_of_type(&found, r, node->type))
            continue;
        found.nodes[found.node_count++] = items[i];
        found.worth += node->mentions;
    }
    return found.node_count < 2 || rl_cases_add(cases, &found);
}

static bool is_first_of_type(const rl_reporting *r, const uint32_t *items, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(r->network->nodes[items[i]].type, r->network->nodes[items[at]].type) == 0)
            return false;
    return true;
}

/* Those of one type. Of more than a few the most mentioned are enough. */
static bool add_namesakes(const rl_reporting *r, const uint32_t *items, size_t count, rl_cases *cases)
{
    static const size_t LOOKED_AT = 64;
    size_t most = count < LOOKED_AT ? count : LOOKED_AT;
    for (size_t first = 0; first < most; first++) {
        struct rl_found_case found = {.alias = RL_NONE};
        const char *type = r->network->nodes[items[first]].type;
        if (!is_first_of_type(r, items, first))
            continue;
        for (size_t i = first; i < most && found.node_count < RL_CASE_NODES; i++) {
            if (strcmp(r->network->nodes[items[i]].type, type) != 0)
                continue;
            found.nodes[found.node_count++] = items[i];
            found.worth += r->network->nodes[items[i]].mentions;
        }
        if (found.node_count > 1 && !rl_cases_add(cases, &found))
            return false;
    }
    return true;
}

bool rl_doubts_of_names(rl_reporting *r, rl_cases *ret_types, rl_cases *ret_namesakes)
{
    size_t count = r->network->node_count;
    uint32_t *items = malloc((count + 1) * sizeof *items);
    bool good = items != NULL;
    for (size_t n = 0; good && n < count; n++)
        items[n] = (uint32_t)n;
    if (good && count > 1)
        qsort_r(items, count, sizeof *items, compare_labels, r);
    for (size_t from = 0, to; good && from < count; from = to) {
        for (to = from + 1; to < count && strcmp(r->folded[items[from]], r->folded[items[to]]) == 0;)
            to++;
        good = to == from + 1 || (add_types(r, items + from, to - from, ret_types) &&
                                  add_namesakes(r, items + from, to - from, ret_namesakes));
    }
    free(items);
    return good;
}
