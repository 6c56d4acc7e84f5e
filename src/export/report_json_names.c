/* A report for programs: names, doubts, what was left out and what is missing. */
#include "export/report_json.h"

#include <string.h>

json_t *rl_tree_merges(rl_report_tree *tree)
{
    json_t *array = json_array();
    for (size_t i = 0; i < tree->report->merge_count; i++) {
        const rl_report_merge *merge = &tree->report->merges[i];
        json_t *object = json_object(), *examples = json_array();
        for (size_t e = 0; e < merge->count; e++) {
            const rl_node *node = &tree->network->nodes[merge->examples[e].node];
            json_t *example = rl_tree_name(tree, node);
            rl_tree_set(tree, example, "name", rl_tree_text(tree, node->aliases[merge->examples[e].alias]));
            rl_tree_set(tree, example, "reason", rl_tree_text(tree, node->reasons[merge->examples[e].alias]));
            rl_tree_add(tree, examples, example);
        }
        rl_tree_set(tree, object, "kind", json_string(merge->kind));
        rl_tree_set(tree, object, "meaning", json_string(merge->meaning));
        rl_tree_set(tree, object, "certain", json_boolean(merge->is_certain));
        rl_tree_set(tree, object, "total", rl_tree_whole(merge->total));
        rl_tree_set(tree, object, "examples", examples);
        rl_tree_add(tree, array, object);
    }
    return array;
}

static json_t *new_case(rl_report_tree *tree, const rl_report_case *found)
{
    json_t *object = json_object(), *entities = json_array(), *lines = json_array();
    for (size_t i = 0; i < found->node_count; i++)
        rl_tree_add(tree, entities, rl_tree_node(tree, found->nodes[i]));
    for (size_t i = 0; i < found->line_count; i++)
        rl_tree_add(tree, lines, rl_tree_text(tree, found->lines[i]));
    rl_tree_set(tree, object, "entities", entities);
    if (found->alias != NULL) {
        rl_tree_set(tree, object, "name", rl_tree_text(tree, found->alias));
        rl_tree_set(tree, object, "reason", rl_tree_text(tree, found->reason));
    }
    rl_tree_set(tree, object, "judgements", lines);
    return object;
}

json_t *rl_tree_doubts(rl_report_tree *tree)
{
    json_t *array = json_array();
    for (size_t d = 0; d < RL_DOUBTS; d++) {
        const rl_report_doubt *doubt = &tree->report->doubts[d];
        json_t *object = json_object(), *cases = json_array();
        for (size_t i = 0; i < doubt->count; i++)
            rl_tree_add(tree, cases, new_case(tree, &doubt->cases[i]));
        rl_tree_set(tree, object, "kind", json_string(rl_doubt_names[d]));
        rl_tree_set(tree, object, "total", rl_tree_whole(doubt->total));
        rl_tree_set(tree, object, "cases", cases);
        rl_tree_add(tree, array, object);
    }
    return array;
}

/* ---- left out ---- */

static json_t *new_summary(rl_report_tree *tree)
{
    const relata_summary *summary = tree->network->summary;
    if (summary == NULL)
        return json_null();
    json_t *object = json_object();
    for (size_t i = 0; i < rl_summary_count_count; i++)
        rl_tree_set(tree, object, rl_summary_counts[i].name, rl_tree_whole(rl_summary_get(summary, i)));
    return object;
}

json_t *rl_tree_left_out(rl_report_tree *tree)
{
    const rl_network *network = tree->network;
    json_t *object = json_object(), *copies = json_array(), *measures = json_array();
    for (size_t i = 0; i < network->copy_count && i < tree->report->top; i++) {
        json_t *copy = json_object();
        rl_tree_set(tree, copy, "document", rl_tree_text(tree, network->copies[i].document));
        rl_tree_set(tree, copy, "of", rl_tree_text(tree, network->copies[i].of));
        rl_tree_add(tree, copies, copy);
    }
    for (size_t m = 0; m < RL_MEASURE_COUNT; m++)
        if ((network->left_out & RL_MEASURE_BIT(m)) != 0)
            rl_tree_add(tree, measures, json_string(rl_measure_kinds[m].name));
    rl_tree_set(tree, object, "counts", new_summary(tree));
    rl_tree_set(tree, object, "copies", copies);
    rl_tree_set(tree, object, "measures", measures);
    return object;
}

json_t *rl_tree_missing(rl_report_tree *tree)
{
    const rl_report_missing *missing[RL_REPORT_MISSING];
    size_t count = rl_report_list_missing(tree->report, missing);
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *object = json_object();
        rl_tree_set(tree, object, "part", json_string(missing[i]->part));
        rl_tree_set(tree, object, "what", json_string(missing[i]->words));
        rl_tree_set(tree, object, "ask", json_string(missing[i]->ask));
        rl_tree_add(tree, array, object);
    }
    return array;
}
