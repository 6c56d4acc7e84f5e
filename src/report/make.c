/* Making a report: what its parts need in common (the edges of each node, how strong they are together, folded labels), then
 * the parts one after the other. */
#include "report/internal.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

static bool link_edges(rl_reporting *r)
{
    const rl_network *network = r->network;
    size_t nodes = network->node_count;
    r->starts = calloc(nodes + 2, sizeof *r->starts);
    r->links = calloc(2 * network->edge_count + 1, sizeof *r->links);
    r->strengths = rl_arena_alloc(r->arena, (nodes + 1) * sizeof *r->strengths);
    uint32_t *degrees = rl_arena_alloc(r->arena, (nodes + 1) * sizeof *degrees);
    if (r->starts == NULL || r->links == NULL || r->strengths == NULL || degrees == NULL)
        return false;
    memset(r->strengths, 0, (nodes + 1) * sizeof *r->strengths);
    for (size_t i = 0; i < network->edge_count; i++) {
        const rl_edge *edge = &network->edges[i];
        r->starts[edge->source + 2]++;
        r->starts[edge->target + 2]++;
        r->strengths[edge->source] += edge->weight;
        r->strengths[edge->target] += edge->weight;
    }
    for (size_t n = 0; n < nodes; n++) {
        degrees[n] = (uint32_t)r->starts[n + 2];
        r->starts[n + 2] += r->starts[n + 1];
    }
    for (size_t i = 0; i < network->edge_count; i++) { /* starts[n + 1] is where n is filled, then where it ends */
        r->links[r->starts[network->edges[i].source + 1]++] = (uint32_t)i;
        r->links[r->starts[network->edges[i].target + 1]++] = (uint32_t)i;
    }
    r->report->strengths = r->strengths;
    r->report->degrees = degrees;
    return true;
}

/* A label without letters and digits stands for itself. */
static bool fold_labels(rl_reporting *r)
{
    rl_buffer folded = {0};
    bool good = true;
    r->folded = calloc(r->network->node_count + 1, sizeof *r->folded);
    for (size_t n = 0; good && r->folded != NULL && n < r->network->node_count; n++) {
        const char *label = r->network->nodes[n].label;
        rl_buffer_clear(&folded);
        good = rl_fold_sought(label, &folded) &&
               (r->folded[n] = rl_arena_copy(r->arena, folded.bytes, folded.length)) != NULL;
    }
    rl_buffer_free(&folded);
    return good && r->folded != NULL;
}

static bool make(rl_reporting *r)
{
    return link_edges(r) && fold_labels(r) && rl_report_list_names(r) && rl_report_corpus(r) && rl_report_central(r) &&
           rl_report_pairs(r) && rl_report_groups(r) && rl_report_joiners(r) && rl_report_kinds(r) &&
           rl_report_merges(r) && rl_report_doubts(r);
}

relata_status rl_report_make(const rl_network *network, size_t top, rl_report *ret_report, relata_error *err)
{
    rl_report report = {.network = network, .top = top};
    rl_reporting r = {.network = network, .report = &report, .arena = &report.arena};
    bool made = make(&r);
    free(r.starts);
    free(r.links);
    free(r.group_of);
    free(r.folded);
    free(r.names);
    if (!made) {
        rl_report_free(&report);
        return rl_error_memory(err);
    }
    *ret_report = report;
    return RELATA_OK;
}

void rl_report_free(rl_report *report)
{
    rl_arena_free(&report->arena);
    *report = (rl_report){0};
}
