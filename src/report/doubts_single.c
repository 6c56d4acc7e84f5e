/* Doubts about single entities: names that were joined by how they are spelt, and what is much linked though one document
 * alone names it. */
#include "report/internal.h"

bool rl_doubts_of_spelling(rl_reporting *r, rl_cases *ret_cases)
{
    for (size_t n = 0; n < r->network->node_count; n++) {
        const rl_node *node = &r->network->nodes[n];
        for (size_t a = 0; a < node->reason_count; a++) {
            struct rl_found_case found = {
                .nodes = {(uint32_t)n}, .node_count = 1, .alias = (uint32_t)a, .worth = node->mentions};
            if (rl_report_is_spelling(node->reasons[a]) && !rl_cases_add(ret_cases, &found))
                return false;
        }
    }
    return true;
}

/* ---- one document ---- */

enum { FEWEST_DOCUMENTS = 10, FEWEST_TIES = 5 };

/* In a corpus of few documents that is nothing to wonder at. */
bool rl_doubts_of_one_document(rl_reporting *r, rl_cases *ret_cases)
{
    uint64_t most = r->report->documents;
    for (size_t n = 0; n < r->network->node_count; n++)
        if (r->network->nodes[n].documents > most)
            most = r->network->nodes[n].documents;
    for (size_t n = 0; most >= FEWEST_DOCUMENTS && n < r->network->node_count; n++) {
        struct rl_found_case found = {
            .nodes = {(uint32_t)n}, .node_count = 1, .alias = RL_NONE, .worth = r->report->degrees[n]};
        if (r->network->nodes[n].documents == 1 && found.worth >= FEWEST_TIES && !rl_cases_add(ret_cases, &found))
            return false;
    }
    return true;
}
