/* The sections of a report on groups, on what joins them, and on what sentences state. */
#include "export/report_markdown.h"

#include <math.h>
#include <string.h>

enum { GROUPS_NAMED = 4, EXAMPLES = 2 };

/* ---- groups ---- */

static void put_type_sizes(rl_report_page *page, const rl_report_group *group)
{
    const rl_report *report = page->report;
    const char *between = " (";
    for (size_t t = 0; t < report->type_count && t < RL_REPORT_GROUP_TYPES; t++) {
        if (group->type_sizes[t] == 0)
            continue;
        rl_markdown_put(&page->m, "%s", between);
        rl_markdown_count(&page->m, group->type_sizes[t]);
        rl_markdown_put(&page->m, " ");
        if (group->type_sizes[t] == 1)
            rl_markdown_text(&page->m, report->types[t].name);
        else
            rl_page_type(page, report->types[t].name, false);
        between = ", ";
    }
    rl_markdown_put(&page->m, strcmp(between, ", ") == 0 ? ")" : "");
}

static void put_more_members(rl_report_page *page, const rl_report_group *group)
{
    for (size_t i = RL_REPORT_NAMES; i < group->members.count && i < RL_REPORT_MEMBERS; i++) {
        rl_markdown_put(&page->m, i == RL_REPORT_NAMES ? ". Also " : ", ");
        rl_markdown_text(&page->m, page->network->nodes[group->members.items[i]].label);
    }
    rl_markdown_put(&page->m, group->size > RL_REPORT_MEMBERS ? " …\n" : ".\n");
}

static void put_group(rl_report_page *page, size_t number, const rl_report_group *group)
{
    rl_markdown_put(&page->m, "%zu. **", number);
    rl_page_group(page, group);
    rl_markdown_put(&page->m, "**: ");
    rl_markdown_counted(&page->m, group->size, "entity", "entities");
    put_type_sizes(page, group);
    rl_markdown_put(&page->m, ", ");
    rl_markdown_counted(&page->m, group->inside, "link", "links");
    rl_markdown_put(&page->m, " inside and ");
    rl_markdown_count(&page->m, group->outside);
    rl_markdown_put(&page->m, " to others");
    put_more_members(page, group);
}

static void put_modularity(rl_report_page *page)
{
    if (!isfinite(page->network->modularity) || (page->network->measures & RL_MEASURE_BIT(RL_MEASURE_MODULARITY)) == 0)
        return;
    rl_markdown_put(&page->m, " How well the network falls into them is its modularity, ");
    rl_markdown_number(&page->m, page->network->modularity, 2);
    rl_markdown_put(&page->m, ": 0 not at all, from 0.3 on clearly.");
}

static void put_groups(rl_report_page *page)
{
    const rl_report *report = page->report;
    size_t shown = report->group_count < report->top ? report->group_count : report->top;
    rl_markdown_put(&page->m,
                    "\n## Groups\n\nEntities that are linked more with each other than with the rest (communities by "
                    "the Leiden method), called by the three with the strongest links inside.");
    put_modularity(page);
    rl_markdown_put(&page->m, "\n\n");
    for (size_t i = 0; i < shown; i++)
        put_group(page, i + 1, &report->groups[i]);
    rl_page_more(page, report->group_count, shown);
}

/* ---- between groups ---- */

static bool was_shown(const rl_report *report, uint32_t edge)
{
    for (size_t i = 0; i < report->strongest.count; i++)
        if (report->strongest.items[i] == edge)
            return true;
    for (size_t i = 0; i < report->surprising.count; i++)
        if (report->surprising.items[i] == edge)
            return true;
    return false;
}

static void put_joining_edge(rl_report_page *page, size_t number, const rl_edge *edge)
{
    rl_markdown_put(&page->m, "\n%zu. ", number);
    rl_page_label(page, &page->network->nodes[edge->source]);
    rl_markdown_put(&page->m, " and ");
    rl_page_label(page, &page->network->nodes[edge->target]);
    rl_markdown_put(&page->m, ": ");
    rl_page_together(page, edge);
    rl_markdown_put(&page->m, "\n");
    rl_page_evidence(page, edge, number < 10 ? 3 : 4);
}

/* What was shown above is only counted. */
static void put_joining(rl_report_page *page)
{
    const rl_report_list *joining = &page->report->joining;
    size_t above = 0, shown = 0;
    for (size_t i = 0; i < joining->count; i++)
        above += was_shown(page->report, joining->items[i]);
    if (above > 0) {
        rl_markdown_put(&page->m, "\nOf the pairs above ");
        rl_markdown_counted(&page->m, above, "joins two groups.\n", "join two groups.\n");
    }
    if (above < joining->count)
        rl_markdown_put(&page->m, "\nThe heaviest %slinks between two groups:\n", above > 0 ? "other " : "");
    for (size_t i = 0; i < joining->count && shown < page->report->top; i++)
        if (!was_shown(page->report, joining->items[i]))
            put_joining_edge(page, ++shown, &page->network->edges[joining->items[i]]);
}

static void put_joiner(rl_report_page *page, const rl_report_joiner *joiner)
{
    rl_markdown_put(&page->m, "| ");
    rl_markdown_text(&page->m, page->network->nodes[joiner->node].label);
    rl_markdown_put(&page->m, " | %zu | ", (size_t)joiner->group + 1);
    rl_markdown_count(&page->m, joiner->groups.total);
    rl_markdown_put(&page->m, ": ");
    for (size_t i = 0; i < joiner->groups.count && i < GROUPS_NAMED; i++)
        rl_markdown_put(&page->m, "%s%zu", i == 0 ? "" : ", ", (size_t)joiner->groups.items[i] + 1);
    rl_markdown_put(&page->m, joiner->groups.total > GROUPS_NAMED ? " … | " : " | ");
    rl_markdown_number(&page->m, 100 * joiner->outside, 0);
    rl_markdown_put(&page->m, " %% |\n");
}

static void put_joiners(rl_report_page *page)
{
    const rl_report *report = page->report;
    if (report->joiner_count == 0)
        return;
    rl_markdown_put(&page->m, "\nThe people with links into the most other groups (numbers as above):\n\n"
                              "| Name | Own group | Other groups | Weight that leads there |\n|---|---:|---|---:|\n");
    for (size_t i = 0; i < report->joiner_count; i++)
        put_joiner(page, &report->joiners[i]);
    rl_page_more(page, report->joiner_total, report->joiner_count);
}

void rl_page_groups(rl_report_page *page)
{
    if (page->report->group_count == 0)
        return;
    put_groups(page);
    if (page->report->joining.count == 0)
        return;
    rl_markdown_put(&page->m, "\n## Between the groups\n");
    put_joining(page);
    put_joiners(page);
}

/* ---- relations ---- */

static void put_modality(rl_report_page *page, uint64_t count, const char *words, const char **between)
{
    if (count == 0)
        return;
    rl_markdown_put(&page->m, "%s", *between);
    rl_markdown_count(&page->m, count);
    rl_markdown_put(&page->m, " %s", words);
    *between = ", ";
}

/* "spoke_with" reads better as words. */
static void put_relation(rl_report_page *page, const char *relation)
{
    char words[64];
    size_t length = strlen(relation);
    if (length >= sizeof words) {
        rl_markdown_text(&page->m, relation);
        return;
    }
    for (size_t i = 0; i <= length; i++)
        words[i] = relation[i] == '_' ? ' ' : relation[i];
    rl_markdown_text(&page->m, words);
}

static void put_kind(rl_report_page *page, const rl_report_kind *kind)
{
    const rl_network *ties = page->network->relations;
    const char *between = " (";
    rl_markdown_put(&page->m, "\n- **");
    put_relation(page, kind->relation);
    rl_markdown_put(&page->m, "**: ");
    rl_markdown_counted(&page->m, kind->edges, "pair", "pairs");
    rl_markdown_put(&page->m, " in ");
    rl_markdown_counted(&page->m, kind->statements, "sentence", "sentences");
    put_modality(page, kind->reported, "as somebody's words", &between);
    put_modality(page, kind->planned, "as a plan", &between);
    put_modality(page, kind->past, "as over", &between);
    rl_markdown_put(&page->m, strcmp(between, ", ") == 0 ? ")\n" : "\n");
    for (size_t i = 0; i < kind->examples.count && i < EXAMPLES; i++) {
        const rl_edge *edge = &ties->edges[kind->examples.items[i]];
        rl_markdown_put(&page->m, "  - ");
        rl_markdown_text(&page->m, ties->nodes[edge->source].label);
        rl_markdown_put(&page->m, " *");
        put_relation(page, kind->relation);
        rl_markdown_put(&page->m, "* ");
        rl_markdown_text(&page->m, ties->nodes[edge->target].label);
        rl_markdown_put(&page->m, ":\n");
        rl_page_evidence(page, edge, 4);
    }
}

void rl_page_relations(rl_report_page *page)
{
    const rl_report *report = page->report;
    if (report->kind_count == 0)
        return;
    size_t shown = report->kind_count < report->top ? report->kind_count : report->top;
    rl_markdown_put(&page->m,
                    "\n## What sentences state\n\nRelations by kind, the best attested first. A program read these "
                    "sentences; read them too before you print one.\n");
    for (size_t i = 0; i < shown; i++)
        put_kind(page, &report->kinds[i]);
    for (size_t i = shown; i < report->kind_count; i++) {
        rl_markdown_put(&page->m, i == shown ? "\nAlso: " : ", ");
        put_relation(page, report->kinds[i].relation);
        rl_markdown_put(&page->m, " ");
        rl_markdown_count(&page->m, report->kinds[i].statements);
    }
    rl_markdown_put(&page->m, shown < report->kind_count ? ".\n" : "");
}
