/* JSON in the one shape that NetworkX (node_link_graph with edges="edges"), graphology, sigma, Gephi Lite and d3 all
 * read, and that relata's own lookups read back. Each node and each edge is built, written and forgotten, on a line of
 * its own: memory stays small and two files differ where the networks do. */
#include "export/writer.h"

#include "export/json_values.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>

enum { FLAGS = JSON_COMPACT | JSON_REAL_PRECISION(9) };

/* ---- building ---- */

/* Takes over `value`. Texts are clean, so the only way to fail is memory. */
static void set(rl_writer *writer, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, value) != 0)
        writer->sink.no_memory = true;
}

static void append(rl_writer *writer, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        writer->sink.no_memory = true;
}

static void set_statement(rl_writer *writer, json_t *object, const rl_statement_place *place)
{
    set(writer, object, "start", json_integer((json_int_t)place->start));
    set(writer, object, "end", json_integer((json_int_t)place->end));
    set(writer, object, "subject_start", json_integer((json_int_t)place->subject_start));
    set(writer, object, "subject_end", json_integer((json_int_t)place->subject_end));
    set(writer, object, "object_start", json_integer((json_int_t)place->object_start));
    set(writer, object, "object_end", json_integer((json_int_t)place->object_end));
}

static json_t *new_place(rl_writer *writer, const rl_place_of_evidence *place)
{
    json_t *object = json_object();
    set(writer, object, "document", json_string(rl_writer_line(writer, place->document)));
    set(writer, object, "sentence", json_integer((json_int_t)place->sentence));
    if (place->text != NULL)
        set(writer, object, "text", json_string(rl_writer_text(writer, place->text)));
    if (place->modality != NULL)
        set(writer, object, "modality", json_string(place->modality));
    if (place->place != NULL)
        set_statement(writer, object, place->place);
    return object;
}

static json_t *new_evidence(rl_writer *writer, const rl_edge *edge)
{
    json_t *array = json_array();
    for (size_t i = 0; i < edge->evidence_count && i < RL_EVIDENCE_LIMIT; i++)
        if (rl_evidence_is_present(&edge->evidence[i]))
            append(writer, array, new_place(writer, &edge->evidence[i]));
    return array;
}

static json_t *new_reasons(rl_writer *writer, const rl_node *node)
{
    json_t *array = json_array();
    for (size_t i = 0; i < node->reason_count; i++) {
        json_t *object = json_object();
        set(writer, object, "name", json_string(rl_writer_line(writer, node->aliases[i])));
        set(writer, object, "reason", json_string(rl_writer_line(writer, node->reasons[i])));
        append(writer, array, object);
    }
    return array;
}

static json_t *new_periods(rl_writer *writer, const rl_attribute *attribute, const void *element)
{
    size_t count = 0;
    const rl_period_count *periods = rl_attribute_periods(attribute, element, &count);
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *object = json_object();
        set(writer, object, "period", json_string(periods[i].period));
        set(writer, object, "count", rl_json_whole(periods[i].count));
        set(writer, object, "documents", rl_json_whole(periods[i].documents));
        append(writer, array, object);
    }
    return array;
}

static json_t *new_value(rl_writer *writer, const rl_attribute *attribute, const void *element, const rl_value *value)
{
    switch (attribute->type) {
    case RL_ATTRIBUTE_WHOLE:
        return rl_json_whole(value->whole);
    case RL_ATTRIBUTE_REAL:
        return rl_json_number(value->real);
    case RL_ATTRIBUTE_TRUTH:
        return json_boolean(value->whole != 0);
    case RL_ATTRIBUTE_EVIDENCE:
        return new_evidence(writer, element);
    case RL_ATTRIBUTE_REASONS:
        return new_reasons(writer, element);
    case RL_ATTRIBUTE_PERIODS:
        return new_periods(writer, attribute, element);
    case RL_ATTRIBUTE_TEXT:
        break;
    }
    return json_stringn(value->text, value->text_length);
}

static json_t *new_attributes(rl_writer *writer, const rl_attribute *table, size_t count, const void *element)
{
    json_t *object = json_object();
    for (size_t i = 0; i < count; i++) {
        rl_value value;
        if (rl_writer_read(writer, &table[i], element, &value))
            set(writer, object, table[i].name, new_value(writer, &table[i], element, &value));
    }
    return object;
}

/* Some readers look for a label or a weight outside the attributes, some inside: it stands in both places. */
static void repeat_outside(rl_writer *writer, json_t *object, const json_t *attributes, const char *name)
{
    json_t *value = json_object_get(attributes, name);
    if (value != NULL)
        set(writer, object, name, json_incref(value));
}

static json_t *new_node(rl_writer *writer, const rl_node *node)
{
    json_t *object = json_object();
    json_t *attributes = new_attributes(writer, rl_node_attributes, rl_node_attribute_count, node);
    set(writer, object, "id", json_string(rl_writer_line(writer, node->id)));
    set(writer, object, "key", json_string(rl_writer_line(writer, node->id)));
    repeat_outside(writer, object, attributes, "label");
    set(writer, object, "attributes", attributes);
    return object;
}

static json_t *new_edge(rl_writer *writer, size_t index)
{
    char key[32];
    const rl_edge *edge = &writer->network->edges[index];
    (void)snprintf(key, sizeof key, "e%zu", index);
    json_t *object = json_object();
    json_t *attributes = new_attributes(writer, rl_edge_attributes, rl_edge_attribute_count, edge);
    set(writer, object, "key", json_string(key));
    set(writer, object, "source", json_string(rl_writer_line(writer, writer->network->nodes[edge->source].id)));
    set(writer, object, "target", json_string(rl_writer_line(writer, writer->network->nodes[edge->target].id)));
    repeat_outside(writer, object, attributes, "label");
    repeat_outside(writer, object, attributes, "weight");
    set(writer, object, "attributes", attributes);
    return object;
}

static bool was_asked(const rl_network *network, rl_measure measure)
{
    return ((network->measures | network->left_out) & RL_MEASURE_BIT(measure)) != 0;
}

/* Names joined by '|'; there are few measures, so it is never long. */
static json_t *new_names(rl_measures measures)
{
    char text[256] = "";
    size_t used = 0;
    for (size_t m = 0; m < RL_MEASURE_COUNT && used < sizeof text; m++)
        if ((measures & RL_MEASURE_BIT(m)) != 0)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? "|" : "",
                                     rl_measure_kinds[m].name);
    return json_string(text);
}

/* What the measures say of the whole network, and what is to be known of them. */
static void describe_measures(rl_writer *writer, json_t *object)
{
    const rl_network *network = writer->network;
    if (was_asked(network, RL_MEASURE_BETWEENNESS))
        set(writer, object, "betweenness_sources", rl_json_whole(network->betweenness_sources));
    if (was_asked(network, RL_MEASURE_CLOSENESS) || was_asked(network, RL_MEASURE_HARMONIC))
        set(writer, object, "distance_sources", rl_json_whole(network->distance_sources));
    if ((network->measures & RL_MEASURE_BIT(RL_MEASURE_MODULARITY)) != 0 && isfinite(network->modularity))
        set(writer, object, "modularity", rl_json_number(network->modularity));
    if (network->resolution > 1 || (network->resolution > 0 && network->resolution < 1))
        set(writer, object, "resolution", rl_json_number(network->resolution));
    if (network->layout != NULL)
        set(writer, object, "layout", json_string(network->layout));
    if (network->left_out != 0)
        set(writer, object, "left_out", new_names(network->left_out));
}

/* A count of nothing says nothing. */
static json_t *new_summary(rl_writer *writer, const relata_summary *summary)
{
    json_t *object = json_object();
    for (size_t i = 0; i < rl_summary_count_count; i++)
        if (rl_summary_get(summary, i) > 0)
            set(writer, object, rl_summary_counts[i].name, rl_json_whole(rl_summary_get(summary, i)));
    return object;
}

static json_t *new_description(rl_writer *writer)
{
    const rl_network *network = writer->network;
    char creator[64];
    (void)snprintf(creator, sizeof creator, "relata %s", relata_version());
    json_t *object = json_object();
    set(writer, object, "creator", json_string(creator));
    if (network->window != NULL)
        set(writer, object, "window", json_string(rl_writer_line(writer, network->window)));
    if (network->weight != NULL)
        set(writer, object, "weight", json_string(rl_writer_line(writer, network->weight)));
    if (network->window != NULL)
        set(writer, object, "windows", rl_json_whole(network->windows));
    if (network->slicing != NULL)
        set(writer, object, "slice", json_string(network->slicing));
    if (network->period != NULL)
        set(writer, object, "period", json_string(network->period));
    set(writer, object, "seed", rl_json_whole(network->seed));
    set(writer, object, "nodes", rl_json_whole(network->node_count));
    set(writer, object, "edges", rl_json_whole(network->edge_count));
    if (network->backbone != NULL) {
        set(writer, object, "backbone", json_string(network->backbone));
        set(writer, object, "alpha", rl_json_number(network->alpha));
    }
    describe_measures(writer, object);
    if (network->summary != NULL)
        set(writer, object, "summary", new_summary(writer, network->summary));
    return object;
}

/* ---- writing ---- */

static int put_piece(const char *bytes, size_t length, void *user)
{
    rl_sink *sink = user;
    rl_sink_put(sink, bytes, length);
    return rl_sink_failed(sink) ? -1 : 0;
}

/* Writes and frees `value`, which may be NULL for want of memory. */
static void put_json(rl_writer *writer, json_t *value)
{
    if (json_dump_callback(value, put_piece, &writer->sink, FLAGS) != 0 && !rl_sink_failed(&writer->sink))
        writer->sink.no_memory = true;
    json_decref(value);
}

static json_t *new_copy(rl_writer *writer, const rl_copy *copy)
{
    json_t *object = json_object();
    set(writer, object, "document", json_string(rl_writer_line(writer, copy->document)));
    set(writer, object, "of", json_string(rl_writer_line(writer, copy->of)));
    return object;
}

/* Only where there are some. */
static void put_copies(rl_writer *writer)
{
    const rl_network *network = writer->network;
    if (network->copy_count == 0)
        return;
    rl_sink_put_string(&writer->sink, "\"copies\":[");
    for (size_t i = 0; i < network->copy_count && !rl_sink_failed(&writer->sink); i++) {
        rl_sink_put_string(&writer->sink, i == 0 ? "\n" : ",\n");
        put_json(writer, new_copy(writer, &network->copies[i]));
    }
    rl_sink_put_string(&writer->sink, "\n],\n");
}

static void put_nodes(rl_writer *writer)
{
    rl_sink_put_string(&writer->sink, "\"nodes\":[");
    for (size_t i = 0; i < writer->network->node_count && !rl_sink_failed(&writer->sink); i++) {
        rl_sink_put_string(&writer->sink, i == 0 ? "\n" : ",\n");
        put_json(writer, new_node(writer, &writer->network->nodes[i]));
    }
    rl_sink_put_string(&writer->sink, "\n],\n");
}

static void put_edges(rl_writer *writer)
{
    rl_sink_put_string(&writer->sink, "\"edges\":[");
    for (size_t i = 0; i < writer->network->edge_count && !rl_sink_failed(&writer->sink); i++) {
        rl_sink_put_string(&writer->sink, i == 0 ? "\n" : ",\n");
        put_json(writer, new_edge(writer, i));
    }
    rl_sink_put_string(&writer->sink, "\n]");
}

void rl_json_write(rl_writer *writer)
{
    bool directed = writer->network->is_directed; /* then there may be several edges between two nodes */
    rl_sink_put_string(&writer->sink,
                       directed ? "{\"directed\":true,\"multigraph\":true,\"graph\":{},\n\"attributes\":"
                                : "{\"directed\":false,\"multigraph\":false,\"graph\":{},\n\"attributes\":");
    put_json(writer, new_description(writer));
    rl_sink_put_string(&writer->sink,
                       directed
                           ? ",\n\"options\":{\"type\":\"directed\",\"multi\":true,\"allowSelfLoops\":false},\n"
                           : ",\n\"options\":{\"type\":\"undirected\",\"multi\":false,\"allowSelfLoops\":false},\n");
    put_copies(writer);
    put_nodes(writer);
    put_edges(writer);
    rl_sink_put_string(&writer->sink, "}\n");
}
