/* What counts of the records, who is who, the network; the store's tables; then what options leave of it, measured. A store
 * says what is true of its documents whatever was asked for, so its network is made first, without weights and bounds. */
#include "pipeline/making.h"

#include "pipeline/assemble.h"
#include "pipeline/build.h"
#include "pipeline/edge_weights.h"
#include "pipeline/shape.h"
#include "store/network.h"

#include <stdlib.h>
#include <string.h>

/* Lists the copies in the network. */
static relata_status note_copies(const rl_making *m, rl_network *network, relata_error *err)
{
    network->copies = malloc((m->condensed.copies + 1) * sizeof *network->copies);
    if (network->copies == NULL)
        return rl_error_memory(err);
    for (size_t r = 0; r < m->count; r++) {
        if (m->condensed.copy_of[r] == RL_NONE)
            continue;
        const rl_record *record = m->records[r], *of = m->records[m->condensed.copy_of[r]];
        const char *id = record->strings + record->id, *of_id = of->strings + of->id;
        rl_copy copy = {rl_arena_copy(&network->arena, id, strlen(id)),
                        rl_arena_copy(&network->arena, of_id, strlen(of_id))};
        if (copy.document == NULL || copy.of == NULL)
            return rl_error_memory(err);
        network->copies[network->copy_count++] = copy;
    }
    return RELATA_OK;
}

static relata_status assemble(rl_making *m, rl_network *network, rl_incidence *incidence, relata_error *err)
{
    const rl_condensed *c = &m->condensed;
    return rl_network_assemble(network, m->engine, (const rl_record *const *)c->records, c->count, m->options,
                               m->judging, incidence, err);
}

static relata_status assemble_and_store(rl_making *m, rl_network *network, relata_error *err)
{
    rl_incidence incidence = {0};
    relata_status status = assemble(m, network, &incidence, err);
    if (status == RELATA_OK)
        status = rl_store_put_network(m->archive->store, network, &incidence, err);
    rl_incidence_free(&incidence);
    if (status == RELATA_OK && !rl_network_weigh(network, m->options))
        status = rl_error_memory(err);
    return status;
}

static relata_status make(rl_making *m, rl_network *network, relata_error *err)
{
    const relata_build_options *o = m->options;
    relata_status status = rl_condense(m->records, m->count, o->keep_copies, o->keep_furniture, &m->condensed, err);
    if (status == RELATA_OK)
        status = note_copies(m, network, err);
    if (status == RELATA_OK)
        status = m->archive == NULL ? assemble(m, network, NULL, err) : assemble_and_store(m, network, err);
    if (status == RELATA_OK && !m->only_store)
        status = rl_network_shape(network, o, &m->left_out, err);
    return status;
}

relata_status rl_network_make(rl_making *making, rl_network **ret_network, relata_error *err)
{
    rl_network *network = calloc(1, sizeof *network);
    if (network == NULL)
        return rl_error_memory(err);
    relata_status status = make(making, network, err);
    if (status == RELATA_OK)
        *ret_network = network;
    else
        rl_network_free(network);
    return status;
}
