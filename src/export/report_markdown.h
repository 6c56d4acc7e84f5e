/* What the files that write a report as Markdown share. */
#ifndef RL_EXPORT_REPORT_MARKDOWN_H
#define RL_EXPORT_REPORT_MARKDOWN_H

#include "export/markdown.h"
#include "export/report_internal.h"

typedef struct rl_report_page {
    const rl_report *report;
    const rl_network *network;
    rl_markdown m;
} rl_report_page;

/* ---- report_words.c ---- */

/* "people", "places", "organisations", or the type's own name; as a heading with `capital`. */
void rl_page_type(rl_report_page *page, const char *type, bool capital);
void rl_page_label(rl_report_page *page, const rl_node *node); /* bold */
/* "12 sentences in 7 documents" */
void rl_page_together(rl_report_page *page, const rl_edge *edge);
/* What the windows of the network are: "sentence" or "sentences". */
void rl_page_window(rl_report_page *page, bool plural);
/* A quotation indented below an item: the best sentence, and where it stands. Nothing if there is none. */
void rl_page_evidence(rl_report_page *page, const rl_edge *edge, size_t indent);
/* "And 12 more." as a paragraph, if there are more. */
void rl_page_more(rl_report_page *page, size_t total, size_t shown);
/* "A, B, C": what a group is called by. */
void rl_page_group(rl_report_page *page, const rl_report_group *group);

/* ---- the sections ---- */

void rl_page_corpus(rl_report_page *page); /* report_markdown.c */
void rl_page_groups(rl_report_page *page); /* report_groups.c */
void rl_page_relations(rl_report_page *page);
void rl_page_names(rl_report_page *page); /* report_names.c */
void rl_page_doubts(rl_report_page *page);
void rl_page_left_out(rl_report_page *page); /* report_left_out.c */
void rl_page_missing(rl_report_page *page);

#endif
