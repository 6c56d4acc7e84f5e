/* GraphML, for Gephi, NetworkX, igraph and graphology. Plain on purpose: those programs refuse a whole file for a list
 * type, a default value or a key of the graph. igraph's own writer is not used: it renames the nodes, gives edges no
 * ids and stops halfway at a control character. */
#include "export/writer.h"
#include "export/xml.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

/* A key of the file: one attribute of nodes or of edges. */
typedef struct key {
    const rl_attribute *attribute;
    const char *prefix; /* of its id */
    const char *type;   /* in GraphML's terms */
} key;

/* The keys of one kind of element: those attributes that at least one element has. */
typedef struct key_list {
    const char *element; /* "node", "edge" */
    key keys[RL_ATTRIBUTE_LIMIT];
    size_t count;
} key_list;

/* ---- which keys the file needs ---- */

static const char *type_name(rl_attribute_type type)
{
    if (type == RL_ATTRIBUTE_WHOLE)
        return "int";
    if (type == RL_ATTRIBUTE_TRUTH)
        return "boolean";
    return type == RL_ATTRIBUTE_REAL ? "double" : "string";
}

/* NULL if no element has the attribute. An int ends at 2^31 for the readers, so larger counts make a long. */
static const char *type_in_use(rl_writer *writer, const rl_attribute *attribute, const void *elements, size_t count,
                               size_t size)
{
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        rl_value value;
        if (!rl_writer_read(writer, attribute, (const char *)elements + i * size, &value))
            continue;
        found = true;
        if (attribute->type != RL_ATTRIBUTE_WHOLE)
            break;
        if (value.whole > INT32_MAX)
            return "long";
    }
    return found ? type_name(attribute->type) : NULL;
}

static bool has_name(const key_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->keys[i].attribute->name, name) == 0)
            return true;
    return false;
}

static void add_key(key_list *list, const rl_attribute *attribute, const char *prefix, const char *type)
{
    if (type != NULL)
        list->keys[list->count++] = (key){attribute, prefix, type};
}

static void find_keys(rl_writer *writer, key_list *nodes, key_list *edges)
{
    const rl_network *network = writer->network;
    for (size_t i = 0; i < rl_node_attribute_count; i++) {
        const rl_attribute *attribute = &rl_node_attributes[i];
        add_key(nodes, attribute, "",
                type_in_use(writer, attribute, network->nodes, network->node_count, sizeof *network->nodes));
    }
    for (size_t i = 0; i < rl_edge_attribute_count; i++) {
        const rl_attribute *attribute = &rl_edge_attributes[i];
        add_key(edges, attribute, has_name(nodes, attribute->name) ? "e_" : "",
                type_in_use(writer, attribute, network->edges, network->edge_count, sizeof *network->edges));
    }
}

static void put_keys(rl_sink *sink, const key_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        char line[256];
        const key *k = &list->keys[i];
        (void)snprintf(line, sizeof line, "  <key id=\"%s%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
                       k->prefix, k->attribute->name, list->element, k->attribute->name, k->type);
        rl_sink_put_string(sink, line);
    }
}

/* ---- elements ---- */

static void put_value(rl_sink *sink, const rl_attribute *attribute, const rl_value *value)
{
    char number[32];
    if (attribute->type == RL_ATTRIBUTE_REAL) {
        rl_sink_put(sink, number, rl_number_format(value->real, number));
    } else if (attribute->type == RL_ATTRIBUTE_TRUTH) {
        rl_sink_put_string(sink, value->whole != 0 ? "true" : "false");
    } else if (attribute->type == RL_ATTRIBUTE_WHOLE) {
        (void)snprintf(number, sizeof number, "%llu", (unsigned long long)value->whole);
        rl_sink_put_string(sink, number);
    } else {
        rl_xml_put(sink, value->text, value->text_length);
    }
}

static void put_data(rl_writer *writer, const key_list *list, const void *element)
{
    for (size_t i = 0; i < list->count; i++) {
        rl_value value;
        const key *k = &list->keys[i];
        if (!rl_writer_read(writer, k->attribute, element, &value))
            continue;
        rl_sink_put_string(&writer->sink, "      <data key=\"");
        rl_sink_put_string(&writer->sink, k->prefix);
        rl_sink_put_string(&writer->sink, k->attribute->name);
        rl_sink_put_string(&writer->sink, "\">");
        put_value(&writer->sink, k->attribute, &value);
        rl_sink_put_string(&writer->sink, "</data>\n");
    }
}

static void put_id(rl_writer *writer, const char *attribute, const char *id)
{
    rl_sink_put_string(&writer->sink, attribute);
    rl_sink_put_string(&writer->sink, "=\"");
    const char *clean = rl_writer_line(writer, id);
    rl_xml_put(&writer->sink, clean, strlen(clean));
    rl_sink_put_string(&writer->sink, "\"");
}

static void put_node(rl_writer *writer, const key_list *keys, const rl_node *node)
{
    rl_sink_put_string(&writer->sink, "    <node ");
    put_id(writer, "id", node->id);
    rl_sink_put_string(&writer->sink, ">\n");
    put_data(writer, keys, node);
    rl_sink_put_string(&writer->sink, "    </node>\n");
}

static void put_edge(rl_writer *writer, const key_list *keys, size_t index)
{
    char start[64];
    const rl_edge *edge = &writer->network->edges[index];
    (void)snprintf(start, sizeof start, "    <edge id=\"e%zu\" ", index);
    rl_sink_put_string(&writer->sink, start);
    put_id(writer, "source", writer->network->nodes[edge->source].id);
    rl_sink_put_string(&writer->sink, " ");
    put_id(writer, "target", writer->network->nodes[edge->target].id);
    if (edge->tie != NULL)
        put_id(writer, " label", edge->tie->relation); /* Gephi's kind of edge: without it parallel edges are merged */
    rl_sink_put_string(&writer->sink, ">\n");
    put_data(writer, keys, edge);
    rl_sink_put_string(&writer->sink, "    </edge>\n");
}

void rl_graphml_write(rl_writer *writer)
{
    const rl_network *network = writer->network;
    key_list nodes = {.element = "node"}, edges = {.element = "edge"};
    find_keys(writer, &nodes, &edges);
    rl_sink_put_string(&writer->sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    put_keys(&writer->sink, &nodes);
    put_keys(&writer->sink, &edges);
    rl_sink_put_string(&writer->sink, network->is_directed ? "  <graph id=\"G\" edgedefault=\"directed\">\n"
                                                           : "  <graph id=\"G\" edgedefault=\"undirected\">\n");
    for (size_t i = 0; i < network->node_count && !rl_sink_failed(&writer->sink); i++)
        put_node(writer, &nodes, &network->nodes[i]);
    for (size_t i = 0; i < network->edge_count && !rl_sink_failed(&writer->sink); i++)
        put_edge(writer, &edges, i);
    rl_sink_put_string(&writer->sink, "  </graph>\n</graphml>\n");
}
