/* Two entities of a document may be one of the corpus, and stand in one window: it counts once. */
#include "pipeline/windows.h"

#include "base/hash.h"

#include <stdlib.h>

typedef struct counting {
    rl_network *network;
    const uint32_t *entity_of; /* of the record */
    const uint32_t *node_of;
    uint64_t *seen; /* by node: the number of the window that counted it last, from 1 */
    uint64_t number;
} counting;

/* The presences of one window. */
static void count_window(counting *c, const rl_record_presence *presences, size_t count)
{
    bool any = false;
    c->number++;
    for (size_t i = 0; i < count; i++) {
        uint32_t node = c->node_of[c->entity_of[presences[i].entity]];
        if (node == RL_NONE)
            continue;
        any = true;
        c->network->nodes[node].windows += c->seen[node] != c->number;
        c->seen[node] = c->number;
    }
    c->network->windows += any;
}

static void count_record(counting *c, const rl_record *record)
{
    for (size_t from = 0, to; from < record->presence_count; from = to) {
        for (to = from + 1; to < record->presence_count && record->presences[to].window == record->presences[from].window;)
            to++;
        count_window(c, record->presences + from, to - from);
    }
}

relata_status rl_windows_count(rl_network *network, const rl_record *const *records, size_t count, const size_t *first_of,
                               const uint32_t *entity_of, const uint32_t *node_of, relata_error *err)
{
    counting c = {.network = network, .node_of = node_of, .seen = calloc(network->node_count + 1, sizeof *c.seen)};
    if (c.seen == NULL)
        return rl_error_memory(err);
    for (size_t r = 0; r < count; r++) {
        c.entity_of = entity_of + first_of[r];
        count_record(&c, records[r]);
    }
    free(c.seen);
    return RELATA_OK;
}
