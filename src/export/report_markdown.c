/* A report for people: short sections, each of which says what its numbers mean. This file has the first half: the corpus,
 * who is central, which pairs stand out. */
#include "export/report_markdown.h"

#include <math.h>
#include <string.h>

/* ---- the corpus ---- */

static void put_span(rl_report_page *page)
{
    const rl_report *report = page->report;
    if (report->first_seen == NULL || report->last_seen == NULL)
        return;
    rl_markdown_put(&page->m, ", dated ");
    rl_markdown_text(&page->m, report->first_seen);
    if (strcmp(report->first_seen, report->last_seen) != 0) {
        rl_markdown_put(&page->m, " to ");
        rl_markdown_text(&page->m, report->last_seen);
    }
    rl_markdown_put(&page->m, ",");
}

/* Copies were read, but they do not count. */
static void put_size(rl_report_page *page)
{
    const relata_summary *summary = page->network->summary;
    uint64_t documents =
        summary == NULL ? 0 : summary->documents - (summary->copies < summary->documents ? summary->copies : 0);
    if (summary != NULL)
        rl_markdown_counted(&page->m, documents, "document", "documents");
    else
        rl_markdown_put(&page->m, "The documents");
    put_span(page);
    rl_markdown_put(&page->m, summary != NULL && documents == 1 ? " names " : " name ");
    rl_markdown_counted(&page->m, page->network->node_count, "entity", "entities");
    rl_markdown_put(&page->m, ", ");
    rl_markdown_counted(&page->m, page->report->mentions, "time", "times");
    rl_markdown_put(&page->m, " in all.");
}

static void put_density(rl_report_page *page)
{
    if (page->network->edge_count == 0) {
        rl_markdown_put(&page->m, " No two of them are linked, because no ");
        rl_page_window(page, false);
        rl_markdown_put(&page->m, " holds two.\n");
        return;
    }
    rl_markdown_put(&page->m, " ");
    rl_markdown_counted(&page->m, page->network->edge_count, "pair of them is", "pairs of them are");
    rl_markdown_put(&page->m, " linked, because one ");
    rl_page_window(page, false);
    rl_markdown_put(&page->m, " holds both: ");
    rl_markdown_number(&page->m, 100 * page->report->density, 2);
    rl_markdown_put(&page->m, " %% of all possible pairs.\n");
}

static void put_types(rl_report_page *page)
{
    const rl_report *report = page->report;
    size_t shown = report->type_count < report->top ? report->type_count : report->top;
    rl_markdown_put(&page->m, "\n| Type | Entities | Mentions | Named by one document only |\n|---|---:|---:|---:|\n");
    for (size_t t = 0; t < shown; t++) {
        const rl_report_type *type = &report->types[t];
        rl_markdown_put(&page->m, "| ");
        rl_markdown_text(&page->m, type->name);
        rl_markdown_put(&page->m, " | ");
        rl_markdown_count(&page->m, type->entities);
        rl_markdown_put(&page->m, " | ");
        rl_markdown_count(&page->m, type->mentions);
        rl_markdown_put(&page->m, " | ");
        rl_markdown_count(&page->m, type->once);
        rl_markdown_put(&page->m, " |\n");
    }
    rl_page_more(page, report->type_count, shown);
}

static void put_parts(rl_report_page *page)
{
    const rl_report *report = page->report;
    size_t parts = report->components - report->alone;
    rl_markdown_put(&page->m, "\n");
    if (parts > 0) {
        rl_markdown_put(&page->m, parts == 1 ? "All links are in one part of " : "The links form ");
        if (parts > 1) {
            rl_markdown_counted(&page->m, parts, "part", "separate parts");
            rl_markdown_put(&page->m, ", the largest of ");
        }
        rl_markdown_counted(&page->m, report->largest, "entity", "entities");
        rl_markdown_put(&page->m, ". ");
    }
    rl_markdown_counted(&page->m, report->alone, "entity has", "entities have");
    rl_markdown_put(&page->m, " no link.\n");
}

void rl_page_corpus(rl_report_page *page)
{
    rl_markdown_put(&page->m, "# Report on a network of names\n\n");
    put_size(page);
    if (page->network->node_count == 0) {
        rl_markdown_put(&page->m, " So there is nothing to report.\n");
        return;
    }
    put_density(page);
    put_types(page);
    put_parts(page);
}

/* ---- who is central ---- */

static bool has_betweenness(const rl_report_page *page)
{
    return (page->network->measures & RL_MEASURE_BIT(RL_MEASURE_BETWEENNESS)) != 0;
}

/* Of the shortest paths between any two others, the share that leads through the node. */
static double between(const rl_report_page *page, const rl_node *node)
{
    double others = (double)page->network->node_count - 1;
    double pairs = others * (others - 1) / 2;
    return pairs > 0 && isfinite(node->betweenness) ? node->betweenness / pairs : 0;
}

static void put_cell(rl_report_page *page, uint64_t count)
{
    rl_markdown_count(&page->m, count);
    rl_markdown_put(&page->m, " | ");
}

static void put_central_row(rl_report_page *page, uint32_t node)
{
    const rl_node *n = &page->network->nodes[node];
    rl_markdown_put(&page->m, "| ");
    rl_markdown_text(&page->m, n->label);
    rl_markdown_put(&page->m, " | ");
    rl_markdown_number(&page->m, page->report->strengths[node], 2);
    rl_markdown_put(&page->m, " | ");
    put_cell(page, page->report->degrees[node]);
    if (has_betweenness(page)) {
        rl_markdown_number(&page->m, 100 * between(page, n), 1);
        rl_markdown_put(&page->m, " %% | ");
    }
    put_cell(page, n->mentions);
    rl_markdown_count(&page->m, n->documents);
    rl_markdown_put(&page->m, " |\n");
}

static void put_central_type(rl_report_page *page, const rl_report_type *type)
{
    if (type->central.count == 0)
        return;
    rl_markdown_put(&page->m, "\n### ");
    rl_page_type(page, type->name, true);
    rl_markdown_put(&page->m,
                    has_betweenness(page)
                        ? "\n\n| Name | Weight | Links | Between | Mentions | Documents |\n"
                          "|---|---:|---:|---:|---:|---:|\n"
                        : "\n\n| Name | Weight | Links | Mentions | Documents |\n|---|---:|---:|---:|---:|\n");
    for (size_t i = 0; i < type->central.count; i++)
        put_central_row(page, type->central.items[i]);
    rl_page_more(page, type->central.total, type->central.count);
}

static void put_meaning_of_weight(rl_report_page *page)
{
    const char *weight = page->network->weight;
    rl_markdown_put(&page->m, "*Weight*: how heavy the links of each are together");
    if (weight != NULL && strcmp(weight, "count") != 0) {
        rl_markdown_put(&page->m, " (by ");
        rl_markdown_text(&page->m, weight);
        rl_markdown_put(&page->m, ")");
    } else {
        rl_markdown_put(&page->m, ", a link counting the ");
        rl_page_window(page, true);
        rl_markdown_put(&page->m, " that hold both");
    }
    rl_markdown_put(&page->m, ", which is what the tables go by. *Links*: with how many others.");
    if (has_betweenness(page))
        rl_markdown_put(&page->m,
                        " *Between*: through whom the shortest ways between any two others lead, in per cent%s.",
                        page->network->betweenness_sources < page->network->node_count ? " (estimated)" : "");
    rl_markdown_put(&page->m, "\n");
}

static void put_central(rl_report_page *page)
{
    rl_markdown_put(&page->m, "\n## Who is central\n\n");
    put_meaning_of_weight(page);
    for (size_t t = 0; t < page->report->type_count && t < page->report->top; t++)
        put_central_type(page, &page->report->types[t]);
}

/* ---- pairs ---- */

static void put_pair(rl_report_page *page, size_t number, const rl_edge *edge, bool surprising)
{
    rl_markdown_put(&page->m, "\n%zu. ", number);
    rl_page_label(page, &page->network->nodes[edge->source]);
    rl_markdown_put(&page->m, " and ");
    rl_page_label(page, &page->network->nodes[edge->target]);
    rl_markdown_put(&page->m, ": ");
    rl_page_together(page, edge);
    if (surprising) {
        rl_markdown_put(&page->m, "; log-likelihood ");
        rl_markdown_number(&page->m, edge->log_likelihood, 0);
        if (isfinite(edge->npmi)) {
            rl_markdown_put(&page->m, ", NPMI ");
            rl_markdown_number(&page->m, edge->npmi, 2);
        }
    }
    rl_markdown_put(&page->m, "\n");
    rl_page_evidence(page, edge, number < 10 ? 3 : 4);
}

static void put_pairs(rl_report_page *page, const rl_report_list *pairs, bool surprising)
{
    for (size_t i = 0; i < pairs->count; i++)
        put_pair(page, i + 1, &page->network->edges[pairs->items[i]], surprising);
}

static void put_surprising(rl_report_page *page)
{
    const rl_report *report = page->report;
    if (!report->has_association)
        return;
    rl_markdown_put(&page->m, "\n## Surprising pairs\n\n");
    if (report->surprising.count == 0) {
        rl_markdown_put(&page->m,
                        "No other pair was seen often enough (%d times, in %d documents) and clearly more often than "
                        "by chance.\n",
                        RL_REPORT_LEAST_COUNT, RL_REPORT_LEAST_DOCUMENTS);
        return;
    }
    rl_markdown_put(
        &page->m,
        "Linked far more often than how often each is named explains. Those above are not repeated, and only what was "
        "seen %d times or more, in %d documents or more, counts. *Log-likelihood*: how sure it is that this is no "
        "chance (from 11 on, less than one in 1,000). *NPMI*: how exclusive the two are (0 as by chance, 1 never "
        "apart).\n",
        RL_REPORT_LEAST_COUNT, RL_REPORT_LEAST_DOCUMENTS);
    put_pairs(page, &report->surprising, true);
    rl_page_more(page, report->surprising.total, report->surprising.count);
}

/* ---- the page ---- */

static void put_network(rl_report_page *page)
{
    if (page->network->edge_count == 0)
        return;
    put_central(page);
    rl_markdown_put(&page->m, "\n## Strongest pairs\n\nLinked most often.\n");
    put_pairs(page, &page->report->strongest, false);
    put_surprising(page);
    rl_page_groups(page);
}

relata_status rl_report_write_markdown(const rl_report *report, relata_write_fn write, void *user, relata_error *err)
{
    rl_report_page page = {.report = report, .network = report->network, .m = {.sink = {.write = write, .user = user}}};
    rl_page_corpus(&page);
    put_network(&page);
    rl_page_relations(&page);
    rl_page_names(&page);
    rl_page_doubts(&page);
    rl_page_left_out(&page);
    rl_page_missing(&page);
    rl_buffer_free(&page.m.scratch);
    return rl_sink_finish(&page.m.sink, err);
}
