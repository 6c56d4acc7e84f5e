/* A report for programs: one JSON object on one line. Sections that the network is too poor for are null. This file has the
 * values that all sections are made of, and those of the network; names, doubts and what was left out are in
 * report_json_names.c. */
#include "export/report_json.h"

#include "export/attributes.h"
#include "export/json_line.h"
#include "export/json_values.h"

#include <math.h>
#include <string.h>

/* ---- values ---- */

void rl_tree_set(rl_report_tree *tree, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, value) != 0)
        tree->no_memory = true;
}

void rl_tree_add(rl_report_tree *tree, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        tree->no_memory = true;
}

json_t *rl_tree_text(rl_report_tree *tree, const char *text)
{
    if (text == NULL)
        return json_null();
    const char *clean = rl_clean_string(text, true, &tree->scratch);
    tree->no_memory = tree->no_memory || tree->scratch.failed;
    return json_string(clean);
}

json_t *rl_tree_whole(uint64_t value)
{
    return rl_json_whole(value);
}

/* What is not known is null. */
static json_t *new_real(double value)
{
    return isfinite(value) ? rl_json_number(value) : json_null();
}

static bool has(const rl_report_tree *tree, rl_measure measure)
{
    return (tree->network->measures & RL_MEASURE_BIT(measure)) != 0;
}

json_t *rl_tree_name(rl_report_tree *tree, const rl_node *node)
{
    json_t *object = json_object();
    rl_tree_set(tree, object, "id", rl_tree_text(tree, node->id));
    rl_tree_set(tree, object, "label", rl_tree_text(tree, node->label));
    rl_tree_set(tree, object, "type", rl_tree_text(tree, node->type));
    return object;
}

json_t *rl_tree_node(rl_report_tree *tree, uint32_t node)
{
    const rl_node *n = &tree->network->nodes[node];
    json_t *object = rl_tree_name(tree, n);
    rl_tree_set(tree, object, "mentions", rl_tree_whole(n->mentions));
    rl_tree_set(tree, object, "documents", rl_tree_whole(n->documents));
    rl_tree_set(tree, object, "links", rl_tree_whole(tree->report->degrees[node]));
    rl_tree_set(tree, object, "weight", new_real(tree->report->strengths[node]));
    if (has(tree, RL_MEASURE_PAGERANK))
        rl_tree_set(tree, object, "pagerank", new_real(n->pagerank));
    if (has(tree, RL_MEASURE_BETWEENNESS))
        rl_tree_set(tree, object, "betweenness", new_real(n->betweenness));
    return object;
}

static json_t *new_place(rl_report_tree *tree, const rl_edge *edge)
{
    const rl_place_of_evidence *place = &edge->evidence[0];
    if (edge->evidence_count == 0 || place->document == NULL)
        return json_null();
    json_t *object = json_object();
    rl_tree_set(tree, object, "document", rl_tree_text(tree, place->document));
    rl_tree_set(tree, object, "sentence", rl_tree_whole(place->sentence));
    rl_tree_set(tree, object, "text", rl_tree_text(tree, place->text));
    return object;
}

/* An edge of this network or of the one of relations. */
static json_t *new_edge(rl_report_tree *tree, const rl_network *network, const rl_edge *edge)
{
    json_t *object = json_object();
    rl_tree_set(tree, object, "source", rl_tree_name(tree, &network->nodes[edge->source]));
    rl_tree_set(tree, object, "target", rl_tree_name(tree, &network->nodes[edge->target]));
    rl_tree_set(tree, object, "count", rl_tree_whole(edge->count));
    rl_tree_set(tree, object, "documents", rl_tree_whole(edge->documents));
    if (!network->is_directed) {
        rl_tree_set(tree, object, "weight", new_real(edge->weight));
        rl_tree_set(tree, object, "npmi", new_real(edge->npmi));
        rl_tree_set(tree, object, "log_likelihood", new_real(edge->log_likelihood));
    } else {
        rl_tree_set(tree, object, "modality", rl_tree_text(tree, edge->tie->modality));
    }
    rl_tree_set(tree, object, "evidence", new_place(tree, edge));
    return object;
}

static json_t *new_edges(rl_report_tree *tree, const rl_network *network, const rl_report_list *list)
{
    json_t *array = json_array();
    for (size_t i = 0; i < list->count; i++)
        rl_tree_add(tree, array, new_edge(tree, network, &network->edges[list->items[i]]));
    return array;
}

static json_t *new_pairs(rl_report_tree *tree, const rl_report_list *list)
{
    json_t *object = json_object();
    rl_tree_set(tree, object, "total", rl_tree_whole(list->total));
    rl_tree_set(tree, object, "pairs", new_edges(tree, tree->network, list));
    return object;
}

/* ---- sections ---- */

static json_t *new_types(rl_report_tree *tree)
{
    json_t *array = json_array();
    for (size_t t = 0; t < tree->report->type_count && t < tree->report->top; t++) {
        const rl_report_type *type = &tree->report->types[t];
        json_t *object = json_object();
        rl_tree_set(tree, object, "type", rl_tree_text(tree, type->name));
        rl_tree_set(tree, object, "entities", rl_tree_whole(type->entities));
        rl_tree_set(tree, object, "mentions", rl_tree_whole(type->mentions));
        rl_tree_set(tree, object, "one_document", rl_tree_whole(type->once));
        rl_tree_add(tree, array, object);
    }
    return array;
}

static json_t *new_corpus(rl_report_tree *tree)
{
    const rl_report *report = tree->report;
    json_t *object = json_object();
    bool known = tree->network->summary != NULL;
    rl_tree_set(tree, object, "documents", known ? rl_tree_whole(report->documents) : json_null());
    rl_tree_set(tree, object, "first_seen", rl_tree_text(tree, report->first_seen));
    rl_tree_set(tree, object, "last_seen", rl_tree_text(tree, report->last_seen));
    rl_tree_set(tree, object, "mentions", rl_tree_whole(report->mentions));
    rl_tree_set(tree, object, "entities", rl_tree_whole(tree->network->node_count));
    rl_tree_set(tree, object, "links", rl_tree_whole(tree->network->edge_count));
    rl_tree_set(tree, object, "density", new_real(report->density));
    rl_tree_set(tree, object, "components", rl_tree_whole(report->components));
    rl_tree_set(tree, object, "largest_component", rl_tree_whole(report->largest));
    rl_tree_set(tree, object, "without_links", rl_tree_whole(report->alone));
    rl_tree_set(tree, object, "window", rl_tree_text(tree, tree->network->window));
    rl_tree_set(tree, object, "weight", rl_tree_text(tree, tree->network->weight));
    rl_tree_set(tree, object, "types", new_types(tree));
    return object;
}

static json_t *new_central(rl_report_tree *tree)
{
    json_t *object = json_object(), *types = json_array();
    for (size_t t = 0; t < tree->report->type_count && t < tree->report->top; t++) {
        const rl_report_type *type = &tree->report->types[t];
        json_t *one = json_object(), *entities = json_array();
        for (size_t i = 0; i < type->central.count; i++)
            rl_tree_add(tree, entities, rl_tree_node(tree, type->central.items[i]));
        rl_tree_set(tree, one, "type", rl_tree_text(tree, type->name));
        rl_tree_set(tree, one, "total", rl_tree_whole(type->central.total));
        rl_tree_set(tree, one, "entities", entities);
        rl_tree_add(tree, types, one);
    }
    rl_tree_set(tree, object, "by", json_string("weight"));
    rl_tree_set(tree, object, "types", types);
    return object;
}

/* Of an empty network nothing is measured, and nothing is missing. */
static bool lacks_groups(const rl_report_tree *tree)
{
    return !has(tree, RL_MEASURE_COMMUNITIES) && tree->network->node_count > 0;
}

static json_t *new_group(rl_report_tree *tree, const rl_report_group *group)
{
    json_t *object = json_object(), *types = json_object(), *members = json_array();
    for (size_t t = 0; t < tree->report->type_count && t < RL_REPORT_GROUP_TYPES; t++) {
        const char *type = rl_clean_string(tree->report->types[t].name, true, &tree->scratch);
        if (group->type_sizes[t] > 0)
            rl_tree_set(tree, types, type, rl_tree_whole(group->type_sizes[t]));
    }
    for (size_t i = 0; i < group->members.count; i++)
        rl_tree_add(tree, members, rl_tree_name(tree, &tree->network->nodes[group->members.items[i]]));
    rl_tree_set(tree, object, "community", rl_tree_whole(group->community));
    rl_tree_set(tree, object, "entities", rl_tree_whole(group->size));
    rl_tree_set(tree, object, "types", types);
    rl_tree_set(tree, object, "links_inside", rl_tree_whole(group->inside));
    rl_tree_set(tree, object, "links_outside", rl_tree_whole(group->outside));
    rl_tree_set(tree, object, "members", members);
    return object;
}

static json_t *new_groups(rl_report_tree *tree)
{
    const rl_report *report = tree->report;
    if (lacks_groups(tree))
        return json_null();
    json_t *object = json_object(), *groups = json_array();
    for (size_t i = 0; i < report->group_count && i < report->top; i++)
        rl_tree_add(tree, groups, new_group(tree, &report->groups[i]));
    rl_tree_set(tree, object, "total", rl_tree_whole(report->group_count));
    rl_tree_set(tree, object, "single_entities", rl_tree_whole(report->small_groups));
    rl_tree_set(tree, object, "modularity", new_real(tree->network->modularity));
    rl_tree_set(tree, object, "groups", groups);
    return object;
}

static json_t *new_joiner(rl_report_tree *tree, const rl_report_joiner *joiner)
{
    const rl_report *report = tree->report;
    json_t *object = rl_tree_node(tree, joiner->node), *others = json_array();
    for (size_t i = 0; i < joiner->groups.count; i++)
        rl_tree_add(tree, others, rl_tree_whole(report->groups[joiner->groups.items[i]].community));
    rl_tree_set(tree, object, "community", rl_tree_whole(report->groups[joiner->group].community));
    rl_tree_set(tree, object, "other_communities", others);
    rl_tree_set(tree, object, "other_total", rl_tree_whole(joiner->groups.total));
    rl_tree_set(tree, object, "weight_outside", new_real(joiner->outside));
    return object;
}

static json_t *new_bridges(rl_report_tree *tree)
{
    const rl_report *report = tree->report;
    if (lacks_groups(tree))
        return json_null();
    rl_report_list first = report->joining;
    first.count = first.count < report->top ? first.count : report->top;
    json_t *object = new_pairs(tree, &first), *people = json_array();
    for (size_t i = 0; i < report->joiner_count; i++)
        rl_tree_add(tree, people, new_joiner(tree, &report->joiners[i]));
    rl_tree_set(tree, object, "people_total", rl_tree_whole(report->joiner_total));
    rl_tree_set(tree, object, "people", people);
    return object;
}

static json_t *new_relations(rl_report_tree *tree)
{
    const rl_report *report = tree->report;
    if (tree->network->relations == NULL)
        return json_null();
    json_t *array = json_array();
    for (size_t i = 0; i < report->kind_count; i++) {
        const rl_report_kind *kind = &report->kinds[i];
        json_t *object = json_object();
        rl_tree_set(tree, object, "relation", rl_tree_text(tree, kind->relation));
        rl_tree_set(tree, object, "pairs", rl_tree_whole(kind->edges));
        rl_tree_set(tree, object, "sentences", rl_tree_whole(kind->statements));
        rl_tree_set(tree, object, "reported", rl_tree_whole(kind->reported));
        rl_tree_set(tree, object, "planned", rl_tree_whole(kind->planned));
        rl_tree_set(tree, object, "past", rl_tree_whole(kind->past));
        rl_tree_set(tree, object, "examples", new_edges(tree, tree->network->relations, &kind->examples));
        rl_tree_add(tree, array, object);
    }
    return array;
}

static json_t *new_report(rl_report_tree *tree)
{
    json_t *object = json_object();
    bool associated = tree->report->has_association || tree->network->edge_count == 0;
    rl_tree_set(tree, object, "corpus", new_corpus(tree));
    rl_tree_set(tree, object, "central", new_central(tree));
    rl_tree_set(tree, object, "strongest", new_pairs(tree, &tree->report->strongest));
    rl_tree_set(tree, object, "surprising", associated ? new_pairs(tree, &tree->report->surprising) : json_null());
    rl_tree_set(tree, object, "groups", new_groups(tree));
    rl_tree_set(tree, object, "bridges", new_bridges(tree));
    rl_tree_set(tree, object, "relations", new_relations(tree));
    rl_tree_set(tree, object, "names", rl_tree_merges(tree));
    rl_tree_set(tree, object, "doubts", rl_tree_doubts(tree));
    rl_tree_set(tree, object, "left_out", rl_tree_left_out(tree));
    rl_tree_set(tree, object, "missing", rl_tree_missing(tree));
    return object;
}

relata_status rl_report_write_json(const rl_report *report, relata_write_fn write, void *user, relata_error *err)
{
    rl_report_tree tree = {.report = report, .network = report->network};
    json_t *object = new_report(&tree);
    bool made = object != NULL && !tree.no_memory && !tree.scratch.failed;
    rl_buffer_free(&tree.scratch);
    return rl_json_line_write(object, made, JSON_REAL_PRECISION(9), write, user, err);
}
