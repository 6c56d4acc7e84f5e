/* What the files that write a report as JSON share. Values are built whole: a report is small, whatever the network. */
#ifndef RL_EXPORT_REPORT_JSON_H
#define RL_EXPORT_REPORT_JSON_H

#include "export/report_internal.h"

#include <jansson.h>

typedef struct rl_report_tree {
    const rl_report *report;
    const rl_network *network;
    rl_buffer scratch;
    bool no_memory;
} rl_report_tree;

/* Both take over `value`; NULL is for want of memory. */
void rl_tree_set(rl_report_tree *tree, json_t *object, const char *name, json_t *value);
void rl_tree_add(rl_report_tree *tree, json_t *array, json_t *value);
/* A text of others, or null. */
json_t *rl_tree_text(rl_report_tree *tree, const char *text);
json_t *rl_tree_whole(uint64_t value);
/* {"id","label","type"} */
json_t *rl_tree_name(rl_report_tree *tree, const rl_node *node);
/* The same with what is counted of the node. */
json_t *rl_tree_node(rl_report_tree *tree, uint32_t node);

/* report_json_names.c */
json_t *rl_tree_merges(rl_report_tree *tree);
json_t *rl_tree_doubts(rl_report_tree *tree);
json_t *rl_tree_left_out(rl_report_tree *tree);
json_t *rl_tree_missing(rl_report_tree *tree);

#endif
