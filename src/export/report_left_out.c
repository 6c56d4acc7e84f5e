/* The last sections of a report: what is not in the network and why, and what the network does not know. */
#include "export/report_markdown.h"

#include <string.h>

/* ---- left out ---- */

static const struct {
    size_t offset;
    const char *one;
    const char *many;
} LINES[] = {
    {offsetof(relata_summary, skipped), "input that could not be read", "inputs that could not be read"},
    {offsetof(relata_summary, outside), "document from before or after the days that were asked for",
     "documents from before or after the days that were asked for"},
    {offsetof(relata_summary, undated), "document without a date, because days were asked for",
     "documents without a date, because days were asked for"},
    {offsetof(relata_summary, copies), "document that repeats another one", "documents that repeat another one"},
    {offsetof(relata_summary, repeats), "passage that its document says a second time",
     "passages that their documents say a second time"},
    {offsetof(relata_summary, furniture), "phrase that belongs to the page and not to the article",
     "phrases that belong to the page and not to the article"},
    {offsetof(relata_summary, furniture_lines), "line with names that recurs in many documents",
     "lines with names that recur in many documents"},
    {offsetof(relata_summary, weightless), "link whose weight is not above zero: no more than chance would give",
     "links whose weight is not above zero: no more than chance would give"},
    {offsetof(relata_summary, backbone_edges), "link that does not stand out from chance (the backbone)",
     "links that do not stand out from chance (the backbone)"},
    {offsetof(relata_summary, light_edges), "link below the minimum that was asked for",
     "links below the minimum that was asked for"},
    {offsetof(relata_summary, far_entities), "entity far from the one in the middle",
     "entities far from the one in the middle"},
    {offsetof(relata_summary, far_edges), "link far from the one in the middle",
     "links far from the one in the middle"},
    {offsetof(relata_summary, weak_entities), "entity that is not among the strongest",
     "entities that are not among the strongest"},
    {offsetof(relata_summary, weak_edges), "link of those", "links of those"},
};

enum { LINE_COUNT = sizeof LINES / sizeof LINES[0] };

static size_t count_of(const relata_summary *summary, size_t line)
{
    return *(const size_t *)(const void *)((const char *)summary + LINES[line].offset);
}

static void put_copies(rl_report_page *page)
{
    const rl_network *network = page->network;
    size_t shown = network->copy_count < page->report->top ? network->copy_count : page->report->top;
    if (network->copy_count > 0)
        rl_markdown_put(&page->m, "\nCopies, and what they repeat:\n\n");
    for (size_t i = 0; i < shown; i++) {
        rl_markdown_put(&page->m, "- ");
        rl_markdown_code(&page->m, network->copies[i].document);
        rl_markdown_put(&page->m, " repeats ");
        rl_markdown_code(&page->m, network->copies[i].of);
        rl_markdown_put(&page->m, "\n");
    }
    rl_page_more(page, network->copy_count, shown);
}

static bool is_anything_left_out(const rl_report_page *page)
{
    const relata_summary *summary = page->network->summary;
    bool any = page->network->copy_count > 0;
    for (size_t i = 0; i < LINE_COUNT && summary != NULL; i++)
        any = any || count_of(summary, i) > 0;
    return any;
}

void rl_page_left_out(rl_report_page *page)
{
    const relata_summary *summary = page->network->summary;
    if (!is_anything_left_out(page)) {
        rl_markdown_put(&page->m, "%s",
                        summary != NULL ? "\n## What was left out\n\nNothing that the network knows of.\n" : "");
        return;
    }
    rl_markdown_put(&page->m, "\n## What was left out\n\n");
    for (size_t i = 0; i < LINE_COUNT && summary != NULL; i++) {
        if (count_of(summary, i) == 0)
            continue;
        rl_markdown_put(&page->m, "- ");
        rl_markdown_counted(&page->m, count_of(summary, i), LINES[i].one, LINES[i].many);
        rl_markdown_put(&page->m, "\n");
    }
    put_copies(page);
}

/* ---- missing ---- */

/* Measures that the network was too large for, or that had no result. */
static void put_unmeasured(rl_report_page *page)
{
    const char *between = "- what was asked for and could not be measured in this network: ";
    for (size_t m = 0; m < RL_MEASURE_COUNT; m++) {
        if ((page->network->left_out & RL_MEASURE_BIT(m)) == 0)
            continue;
        rl_markdown_put(&page->m, "%s%s", between, rl_measure_kinds[m].name);
        between = ", ";
    }
    rl_markdown_put(&page->m, strcmp(between, ", ") == 0 ? "\n" : "");
}

void rl_page_missing(rl_report_page *page)
{
    const rl_report_missing *missing[RL_REPORT_MISSING];
    size_t count = rl_report_list_missing(page->report, missing);
    if (count == 0 && page->network->left_out == 0)
        return;
    rl_markdown_put(&page->m, "\n## Not in this report\n\n");
    for (size_t i = 0; i < count; i++)
        rl_markdown_put(&page->m, "- %s: ask for it with %s\n", missing[i]->words, missing[i]->ask);
    put_unmeasured(page);
}
