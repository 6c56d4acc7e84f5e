/* The sections of a report on names: what was joined and why, and what to check by hand. */
#include "export/report_markdown.h"

#include <string.h>

/* ---- joined ---- */

static void put_merge(rl_report_page *page, const rl_report_merge *merge)
{
    rl_markdown_put(&page->m, "| %s | ", merge->meaning);
    rl_markdown_count(&page->m, merge->total);
    rl_markdown_put(&page->m, " | ");
    for (size_t i = 0; i < merge->count && i < RL_REPORT_EXAMPLES; i++) {
        const rl_node *node = &page->network->nodes[merge->examples[i].node];
        rl_markdown_put(&page->m, "%s\"", i == 0 ? "" : "; ");
        rl_markdown_text(&page->m, node->aliases[merge->examples[i].alias]);
        rl_markdown_put(&page->m, "\" for ");
        rl_markdown_text(&page->m, node->label);
    }
    rl_markdown_put(&page->m, " |\n");
}

void rl_page_names(rl_report_page *page)
{
    const rl_report *report = page->report;
    if (report->merge_count == 0)
        return;
    rl_markdown_put(&page->m,
                    "\n## Names that were joined\n\nWhy other names were taken for an entity's, the weakest reasons "
                    "first. `relata lookup --explain NAME` says it of each name.\n\n"
                    "| It is | Names | Such as |\n|---|---:|---|\n");
    for (size_t i = 0; i < report->merge_count; i++)
        put_merge(page, &report->merges[i]);
}

/* ---- doubts ---- */

/* Where `settle` is NULL the heading's words say what to write. */
static const struct {
    const char *heading;
    const char *words;
    const char *settle; /* before the lines */
} DOUBTS[RL_DOUBTS] = {
    [RL_DOUBT_TYPES] =
        {"One name, several types",
         "A name that is read as more than one kind of thing. If it means one, join them and say what it is (the "
         "commonest reading is only a suggestion); if not, nothing is to do.",
         "\n  If it is one: "},
    [RL_DOUBT_NAMESAKES] = {"The same name twice",
                            "Entities of one type with the same label. If they are one, join them.",
                            "\n  If it is one: "},
    [RL_DOUBT_NEAR] =
        {"Nearly the same name",
         "One letter or the order of the words is the difference, and nothing else joined them. If they are one, "
         "join them.",
         "\n  If it is one: "},
    [RL_DOUBT_SPELLING] =
        {"Joined by the look of the name",
         "Another spelling, initials or a nickname was taken for the same person's. If it is somebody else, "
         "part them.",
         "\n  If they are two: "},
    [RL_DOUBT_FAMILY] =
        {"A family name of several",
         "A family name alone went to whoever of the name was named last before it, but somebody else of the "
         "name is named more often. Read the sentences of the first before you use them. Judgements cannot "
         "part a name that several go by.",
         "\n  If it is the second: "},
    [RL_DOUBT_ONE_WORD] =
        {"People known by one word",
         "Nobody in the documents bears the word for certain, or it is no person at all. Say who it is, give "
         "it another type, or drop it.",
         ": "},
    [RL_DOUBT_ONE_DOCUMENT] =
        {"Much linked, but in one document only",
         "What links them is one article, so read it. `drop NAME` takes away what is no name, `type NAME "
         "= person` mends what it is.",
         NULL},
};

static void put_entity(rl_report_page *page, const rl_node *node)
{
    rl_page_label(page, node);
    rl_markdown_put(&page->m, " (");
    rl_markdown_text(&page->m, node->type);
    rl_markdown_put(&page->m, ", ");
    rl_markdown_counted(&page->m, node->mentions, "mention", "mentions");
    rl_markdown_put(&page->m, " in ");
    rl_markdown_counted(&page->m, node->documents, "document", "documents");
    rl_markdown_put(&page->m, ")");
}

/* The document that all its links come from. */
static void put_document(rl_report_page *page, uint32_t node)
{
    const rl_network *network = page->network;
    for (size_t i = 0; i < network->edge_count; i++) {
        const rl_edge *edge = &network->edges[i];
        if ((edge->source != node && edge->target != node) || edge->evidence_count == 0 ||
            edge->evidence[0].document == NULL)
            continue;
        rl_markdown_put(&page->m, " from ");
        rl_markdown_code(&page->m, edge->evidence[0].document);
        return;
    }
}

/* What is in doubt, in the words of its kind. */
static void put_subject(rl_report_page *page, rl_doubt doubt, const rl_report_case *found)
{
    const rl_node *nodes = page->network->nodes;
    if (found->alias != NULL) {
        rl_markdown_put(&page->m, "\"");
        rl_markdown_text(&page->m, found->alias);
        rl_markdown_put(&page->m, "\" for ");
    }
    put_entity(page, &nodes[found->nodes[0]]);
    if (doubt == RL_DOUBT_SPELLING) {
        rl_markdown_put(&page->m, ", because of ");
        rl_markdown_text(&page->m, found->reason);
    }
    if (doubt == RL_DOUBT_ONE_DOCUMENT) {
        rl_markdown_put(&page->m, ", ");
        rl_markdown_counted(&page->m, page->report->degrees[found->nodes[0]], "link", "links");
        put_document(page, found->nodes[0]);
    }
    for (size_t i = 1; i < found->node_count; i++) {
        const char *perhaps = i == 1 ? "; perhaps " : " or ";
        const char *between = doubt == RL_DOUBT_ONE_WORD ? perhaps : doubt == RL_DOUBT_FAMILY ? "; or " : " and ";
        rl_markdown_put(&page->m, "%s", between);
        put_entity(page, &nodes[found->nodes[i]]);
    }
}

static void put_case(rl_report_page *page, rl_doubt doubt, const rl_report_case *found)
{
    const char *settle = DOUBTS[doubt].settle;
    rl_markdown_put(&page->m, "- ");
    put_subject(page, doubt, found);
    for (size_t i = 0; settle != NULL && i < found->line_count; i++) {
        rl_markdown_put(&page->m, "%s", i == 0 ? settle : "\n  and ");
        rl_markdown_code(&page->m, found->lines[i]);
    }
    rl_markdown_put(&page->m, "\n");
}

void rl_page_doubts(rl_report_page *page)
{
    const rl_report *report = page->report;
    bool any = false;
    for (size_t d = 0; d < RL_DOUBTS; d++) {
        const rl_report_doubt *doubt = &report->doubts[d];
        if (doubt->count == 0)
            continue;
        if (!any)
            rl_markdown_put(&page->m,
                            "\n## To check by hand\n\nLines such as `same A = B` go into a file for `relata build "
                            "--judgements FILE`, which obeys them. What concerns most mentions comes first.\n");
        any = true;
        rl_markdown_put(&page->m, "\n### %s\n\n%s\n\n", DOUBTS[d].heading, DOUBTS[d].words);
        for (size_t i = 0; i < doubt->count; i++)
            put_case(page, (rl_doubt)d, &doubt->cases[i]);
        rl_page_more(page, doubt->total, doubt->count);
    }
}
