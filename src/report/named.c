/* Which entities a name could mean: a judgement can only tell apart what has a name of its own. All labels and aliases,
 * folded, as sorted hashes. */
#include "report/internal.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *x, const void *y)
{
    const rl_named *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

static bool fold(const char *name, rl_buffer *folded, uint64_t *ret_hash)
{
    rl_buffer_clear(folded);
    if (!rl_fold_name(name, strlen(name), ' ', folded))
        return false;
    *ret_hash = rl_hash_bytes(folded->bytes, folded->length);
    return true;
}

bool rl_report_list_names(rl_reporting *r)
{
    const rl_network *network = r->network;
    rl_buffer folded = {0};
    size_t count = network->node_count;
    for (size_t n = 0; n < network->node_count; n++)
        count += network->nodes[n].alias_count;
    r->names = malloc((count + 1) * sizeof *r->names);
    bool good = r->names != NULL;
    for (uint32_t n = 0; good && n < network->node_count; n++) {
        const rl_node *node = &network->nodes[n];
        r->names[r->name_count++] = (rl_named){rl_hash_bytes(r->folded[n], strlen(r->folded[n])), n};
        for (size_t a = 0; good && a < node->alias_count; a++) {
            rl_named *named = &r->names[r->name_count++];
            named->node = n;
            good = fold(node->aliases[a], &folded, &named->hash);
        }
    }
    rl_buffer_free(&folded);
    if (good && r->name_count > 1)
        qsort(r->names, r->name_count, sizeof *r->names, compare);
    return good;
}

bool rl_report_is_shared(const rl_reporting *r, const char *name, bool *ret_shared)
{
    rl_buffer folded = {0};
    uint64_t hash = 0;
    bool good = fold(name, &folded, &hash);
    rl_buffer_free(&folded);
    size_t low = 0, high = r->name_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->names[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    *ret_shared = false;
    for (size_t i = low; i < r->name_count && r->names[i].hash == hash; i++)
        *ret_shared = *ret_shared || r->names[i].node != r->names[low].node;
    return good;
}
