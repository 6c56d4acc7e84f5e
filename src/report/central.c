/* The most central entities of each type, by the weight of their ties. PageRank would be the usual choice, but in a network of
 * several parts, as those of news are, it lifts whoever shares a part with few: two names of a caption that nothing else
 * mentions had more of it than anybody but the heads of the story. */
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

/* Those without ties are not central. */
static size_t list_type(const rl_reporting *r, const char *type, uint32_t *items)
{
    size_t count = 0;
    for (size_t n = 0; n < r->network->node_count; n++)
        if (r->report->degrees[n] > 0 && strcmp(r->network->nodes[n].type, type) == 0)
            items[count++] = (uint32_t)n;
    return count;
}

bool rl_report_central(rl_reporting *r)
{
    rl_report *report = r->report;
    uint32_t *items = malloc((r->network->node_count + 1) * sizeof *items);
    bool good = items != NULL;
    /* Of types beyond any that people use only the largest are gone through: each takes a pass over the nodes. */
    for (size_t t = 0; good && t < report->type_count && t < report->top; t++) {
        size_t count = list_type(r, report->types[t].name, items);
        good = rl_report_pick(r, items, count, rl_report_by_strength, report->top, &report->types[t].central);
    }
    free(items);
    return good;
}
