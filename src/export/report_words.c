/* Phrases that several sections of a report use. */
#include "export/report_markdown.h"

#include <string.h>

enum { EXCERPT = 320 };

static const struct {
    const char *type;
    const char *heading;
    const char *plural;
} TYPES[] = {
    {"person", "People", "people"},
    {"place", "Places", "places"},
    {"organisation", "Organisations", "organisations"},
};

void rl_page_type(rl_report_page *page, const char *type, bool capital)
{
    for (size_t i = 0; i < sizeof TYPES / sizeof TYPES[0]; i++) {
        if (strcmp(TYPES[i].type, type) == 0) {
            rl_markdown_put(&page->m, "%s", capital ? TYPES[i].heading : TYPES[i].plural);
            return;
        }
    }
    rl_markdown_put(&page->m, capital ? "Of type " : "of type ");
    rl_markdown_text(&page->m, type);
}

void rl_page_label(rl_report_page *page, const rl_node *node)
{
    rl_markdown_put(&page->m, "**");
    rl_markdown_text(&page->m, node->label);
    rl_markdown_put(&page->m, "**");
}

void rl_page_window(rl_report_page *page, bool plural)
{
    const char *window = page->network->window;
    const char *s = plural ? "s" : "";
    if (window == NULL)
        rl_markdown_put(&page->m, "window%s of text", s);
    else if (window[0] >= '0' && window[0] <= '9') {
        rl_markdown_put(&page->m, "stretch%s of ", plural ? "es" : "");
        rl_markdown_text(&page->m, window);
        rl_markdown_put(&page->m, " words");
    } else {
        rl_markdown_text(&page->m, window);
        rl_markdown_put(&page->m, "%s", s);
    }
}

void rl_page_together(rl_report_page *page, const rl_edge *edge)
{
    const char *window = page->network->window;
    rl_markdown_count(&page->m, edge->count);
    rl_markdown_put(&page->m, " ");
    rl_page_window(page, edge->count != 1);
    if (edge->documents == 0 || (window != NULL && strcmp(window, "document") == 0))
        return;
    rl_markdown_put(&page->m, " in ");
    rl_markdown_counted(&page->m, edge->documents, "document", "documents");
}

void rl_page_evidence(rl_report_page *page, const rl_edge *edge, size_t indent)
{
    const rl_place_of_evidence *place = &edge->evidence[0];
    if (edge->evidence_count == 0 || place->document == NULL || place->text == NULL)
        return;
    rl_markdown_put(&page->m, "%*s> “", (int)indent, "");
    rl_markdown_excerpt(&page->m, place->text, EXCERPT);
    rl_markdown_put(&page->m, "” (");
    rl_markdown_code(&page->m, place->document);
    rl_markdown_put(&page->m, ", sentence %u)\n", (unsigned)place->sentence);
}

void rl_page_more(rl_report_page *page, size_t total, size_t shown)
{
    if (total <= shown)
        return;
    rl_markdown_put(&page->m, "\nAnd ");
    rl_markdown_count(&page->m, total - shown);
    rl_markdown_put(&page->m, " more.\n");
}

void rl_page_group(rl_report_page *page, const rl_report_group *group)
{
    for (size_t i = 0; i < group->members.count && i < RL_REPORT_NAMES; i++) {
        rl_markdown_put(&page->m, i == 0 ? "" : ", ");
        rl_markdown_text(&page->m, page->network->nodes[group->members.items[i]].label);
    }
}
