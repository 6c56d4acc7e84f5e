/* The export stage: a small network with everything in it and names that hurt, read back from what was written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "export/export.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Every character that XML or JSON could stumble over; a bad byte, which the model forbids, stands at the end. */
#define HARD "a&b<c>\"d'e ]]> \xF0\x9F\x98\x80 \xEF\xBF\xBE \x01\x7F\tz\n|\xFF"
#define HARD_LINE "a&b<c>\"d'e ]]> \xF0\x9F\x98\x80 \xEF\xBF\xBD    z |\xEF\xBF\xBD"
#define HARD_XML "a&amp;b&lt;c&gt;&quot;d&apos;e ]]&gt; \xF0\x9F\x98\x80 \xEF\xBF\xBD    z |\xEF\xBF\xBD"

enum { NODES = 4, EDGES = 3 };

typedef struct sample {
    rl_network network;
    rl_node nodes[NODES];
    rl_edge edges[EDGES];
} sample;

static const char *const ALIASES[] = {"Xi", "President|Xi", "", "S\xC3\xA9"};

static void add_looks(rl_node *node, size_t i)
{
    node->degree = 2;
    node->weighted_degree = 25.5;
    node->pagerank = 1.0 / 3;
    node->betweenness = 1;
    node->community = 1;
    node->x = -12.25;
    node->y = (double)i;
    node->size = 60;
    memcpy(node->color, "#0072b2", 8);
}

/* Four nodes, three edges; dates on edges and on one node, a position on one node, no roles. */
static void start(sample *s)
{
    memset(s, 0, sizeof *s);
    static const char *const ids[] = {"organisation:a&b", "person:carney", "person:xi", "place:gyeongju"};
    for (size_t i = 0; i < NODES; i++) {
        s->nodes[i] = (rl_node){.id = ids[i], .label = ids[i], .type = "person", .mentions = 3, .documents = 2};
        s->nodes[i].latitude = s->nodes[i].longitude = NAN;
        add_looks(&s->nodes[i], i);
    }
    s->nodes[0].label = HARD;
    s->nodes[2].aliases = ALIASES;
    s->nodes[2].alias_count = 4;
    s->nodes[2].first_seen = s->nodes[2].last_seen = "2025-10-31";
    s->nodes[3].country = "South Korea";
    s->nodes[3].latitude = 35.85;
    s->nodes[3].longitude = 129;
    s->edges[0] = (rl_edge){.source = 0, .target = 1, .weight = 0.1, .count = 1, .documents = 1};
    s->edges[1] = (rl_edge){.source = 1, .target = 2, .weight = 23, .count = 23, .documents = 2,
                            .npmi = -0.25, .log_likelihood = 12.5, .jaccard = 0.5, .cosine = 0.75,
                            .first_seen = "2025-10-30", .last_seen = "2025-10-31", .evidence_count = 4};
    for (uint32_t i = 0; i < 4; i++)
        s->edges[1].evidence[i] = (rl_place_of_evidence){
            .document = "news/a|b.txt", .sentence = i + 1, .text = "Carney met Xi & \"smiled\"."};
    s->edges[2] = (rl_edge){.source = 2, .target = 3, .weight = 1.0 / 3, .count = 1, .documents = 1};
    s->network = (rl_network){.nodes = s->nodes, .node_count = NODES, .edges = s->edges, .edge_count = EDGES,
                              .window = "sentence", .weight = "count", .windows = 40, .seed = 1,
                              .betweenness_sources = NODES, .measures = rl_measures_by_default(), .resolution = 1};
}

/* ---- writing into memory ---- */

static bool collect(void *user, const char *bytes, size_t length)
{
    return rl_buffer_append(user, bytes, length);
}

static const char *write_as(const rl_network *network, const char *format, rl_buffer *buffer)
{
    relata_error err = {0};
    rl_buffer_clear(buffer);
    assert_int_equal(rl_network_write(network, format, collect, buffer, &err), RELATA_OK);
    return rl_buffer_string(buffer);
}

static void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is missing in:\n%s", part, text);
}

static void assert_has_not(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("\"%s\" should not be in:\n%s", part, text);
}

static json_t *read_json(const rl_network *network)
{
    rl_buffer buffer = {0};
    json_error_t err;
    json_t *root = json_loads(write_as(network, "json", &buffer), 0, &err);
    if (root == NULL)
        fail_msg("%d:%d: %s in %s", err.line, err.column, err.text, buffer.bytes);
    rl_buffer_free(&buffer);
    return root;
}

static const json_t *at(const json_t *root, const char *list, size_t index)
{
    return json_array_get(json_object_get(root, list), index);
}

static const json_t *attribute_of(const json_t *element, const char *name)
{
    return json_object_get(json_object_get(element, "attributes"), name);
}

static void assert_text(const json_t *value, const char *expected)
{
    assert_true(json_is_string(value));
    assert_string_equal(json_string_value(value), expected);
}

/* ---- formats ---- */

static void test_formats_by_extension(void **state)
{
    (void)state;
    assert_string_equal(rl_format_of_path("out/graph.graphml"), "graphml");
    assert_string_equal(rl_format_of_path("GRAPH.JSON"), "json");
    assert_null(rl_format_of_path("graph.gexf"));
    assert_null(rl_format_of_path("json"));
    assert_null(rl_format_of_path(""));
    assert_string_equal(rl_format_extension(0), ".graphml");
    assert_string_equal(rl_format_extension(1), ".json");
    assert_null(rl_format_extension(2));
    assert_null(rl_format_extension(SIZE_MAX));
}

static void test_unknown_format(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    rl_buffer buffer = {0};
    relata_error err = {0};
    assert_int_equal(rl_network_write(&s.network, "gif", collect, &buffer, &err), RELATA_ERROR_ARGUMENT);
    assert_non_null(strstr(err.message, "gif"));
    assert_int_equal(buffer.length, 0);
}

typedef struct reluctant {
    size_t calls;
    size_t allowed;
} reluctant;

static bool refuse(void *user, const char *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    reluctant *r = user;
    return r->calls++ < r->allowed;
}

/* Sentences enough for several blocks, so that the output is refused in the middle too. */
static void test_refused_output_is_an_error(void **state)
{
    (void)state;
    static sample s;
    static char long_text[200000];
    start(&s);
    memset(long_text, 'x', sizeof long_text - 1);
    s.edges[1].evidence[0].text = long_text;
    static const char *const formats[] = {"graphml", "json"};
    for (size_t f = 0; f < 2; f++)
        for (size_t allowed = 0; allowed < 2; allowed++) {
            reluctant r = {.allowed = allowed};
            relata_error err = {0};
            assert_int_equal(rl_network_write(&s.network, formats[f], refuse, &r, &err), RELATA_ERROR_IO);
            assert_int_equal(err.status, RELATA_ERROR_IO);
            assert_int_equal(r.calls, allowed + 1); /* not asked again */
        }
}

/* ---- GraphML ---- */

static void test_graphml_of_nothing(void **state)
{
    (void)state;
    rl_network network = {0};
    rl_buffer buffer = {0};
    assert_string_equal(write_as(&network, "graphml", &buffer),
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
                        "  <graph id=\"G\" edgedefault=\"undirected\">\n"
                        "  </graph>\n"
                        "</graphml>\n");
    rl_buffer_free(&buffer);
}

static void test_graphml_keys(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    rl_buffer buffer = {0};
    const char *text = write_as(&s.network, "graphml", &buffer);
    assert_has(text, "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>");
    assert_has(text, "<key id=\"weighted degree\" for=\"node\" attr.name=\"weighted degree\" attr.type=\"double\"/>");
    assert_has(text, "<key id=\"degree\" for=\"node\" attr.name=\"degree\" attr.type=\"int\"/>");
    assert_has(text, "<key id=\"modularity_class\" for=\"node\" attr.name=\"modularity_class\" attr.type=\"int\"/>");
    assert_has(text, "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>");
    assert_has(text, "<key id=\"count\" for=\"edge\" attr.name=\"count\" attr.type=\"int\"/>");
    assert_has(text, "<key id=\"e_documents\" for=\"edge\" attr.name=\"documents\" attr.type=\"int\"/>");
    assert_has(text, "<key id=\"e_first_seen\" for=\"edge\" attr.name=\"first_seen\" attr.type=\"string\"/>");
    assert_has(text, "<data key=\"e_first_seen\">2025-10-30</data>");
    assert_has_not(text, "\"role\""); /* nobody has one */
    rl_buffer_free(&buffer);
}

/* The prefix is for keys that would clash, not for names that could. */
static void test_graphml_edge_key_needs_no_prefix_alone(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    s.nodes[2].first_seen = NULL;
    rl_buffer buffer = {0};
    const char *text = write_as(&s.network, "graphml", &buffer);
    assert_has(text, "<key id=\"first_seen\" for=\"edge\" attr.name=\"first_seen\" attr.type=\"string\"/>");
    assert_has(text, "<key id=\"e_last_seen\" for=\"edge\"");
    rl_buffer_free(&buffer);
}

static void test_graphml_elements(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    rl_buffer buffer = {0};
    const char *text = write_as(&s.network, "graphml", &buffer);
    assert_has(text, "<node id=\"organisation:a&amp;b\">\n      <data key=\"label\">" HARD_XML "</data>\n");
    assert_has(text, "<data key=\"aliases\">Xi|President/Xi|S\xC3\xA9</data>");
    assert_has(text, "<data key=\"latitude\">35.85</data>\n      <data key=\"longitude\">129</data>");
    assert_has(text, "<data key=\"pageranks\">0.333333333</data>");
    assert_has(text, "<data key=\"weighted degree\">25.5</data>");
    assert_has(text, "<data key=\"x\">-12.25</data>");
    assert_has(text, "<data key=\"color\">#0072b2</data>");
    assert_has(text, "<edge id=\"e0\" source=\"organisation:a&amp;b\" target=\"person:carney\">\n"
                     "      <data key=\"weight\">0.1</data>\n");
    assert_has(text, "<edge id=\"e1\" source=\"person:carney\" target=\"person:xi\">\n"
                     "      <data key=\"weight\">23</data>\n");
    assert_has(text, "<data key=\"evidence\">news/a/b.txt#1|news/a/b.txt#2|news/a/b.txt#3</data>");
    assert_has(text, "<data key=\"evidence_text\">Carney met Xi &amp; &quot;smiled&quot;.</data>");
    for (size_t i = 0; i < buffer.length; i++)
        assert_true((unsigned char)text[i] >= 0x20 || text[i] == '\n');
    rl_buffer_free(&buffer);
}

static void test_graphml_missing_values_are_left_out(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    s.nodes[1].betweenness = NAN;
    s.edges[0].weight = 0;
    rl_buffer buffer = {0};
    const char *text = write_as(&s.network, "graphml", &buffer);
    assert_has_not(text, "nan");
    assert_has_not(text, "<data key=\"weight\">0<");
    for (size_t i = 0; i < NODES; i++)
        s.nodes[i].betweenness = NAN;
    text = write_as(&s.network, "graphml", &buffer);
    assert_has_not(text, "betweenesscentrality");
    rl_buffer_free(&buffer);
}

static void test_graphml_large_counts_are_long(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    s.nodes[3].mentions = (uint64_t)INT32_MAX + 1;
    s.nodes[3].documents = INT32_MAX;
    rl_buffer buffer = {0};
    const char *text = write_as(&s.network, "graphml", &buffer);
    assert_has(text, "attr.name=\"mentions\" attr.type=\"long\"");
    assert_has(text, "<data key=\"mentions\">2147483648</data>");
    assert_has(text, "<key id=\"documents\" for=\"node\" attr.name=\"documents\" attr.type=\"int\"");
    rl_buffer_free(&buffer);
}

/* Looks are on all nodes or on none, and so is what was measured. */
static void test_unmeasured_network_has_no_looks(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    s.nodes[2].x = NAN;
    s.network.measures = 0;
    rl_buffer buffer = {0};
    const char *text = write_as(&s.network, "graphml", &buffer);
    static const char *const absent[] = {"\"x\"", "\"y\"", "size", "color", "degree", "pageranks", "modularity_class"};
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++)
        assert_has_not(text, absent[i]);
    json_t *root = read_json(&s.network);
    assert_null(attribute_of(at(root, "nodes", 0), "size"));
    assert_non_null(attribute_of(at(root, "nodes", 0), "label"));
    json_decref(root);
    rl_buffer_free(&buffer);
}

/* What holds is written, whatever the fields say; truths are true and false in both formats. */
static void test_measures_that_hold(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    s.network.measures = RL_MEASURE_BIT(RL_MEASURE_ARTICULATION) | RL_MEASURE_BIT(RL_MEASURE_BRIDGES) |
                         RL_MEASURE_BIT(RL_MEASURE_CLOSENESS);
    s.nodes[1].articulation = s.edges[2].bridge = true;
    for (size_t i = 0; i < NODES; i++)
        s.nodes[i].closeness = i == 3 ? NAN : 0.5;
    rl_buffer buffer = {0};
    const char *text = write_as(&s.network, "graphml", &buffer);
    assert_has(text, "<key id=\"articulation_point\" for=\"node\" attr.name=\"articulation_point\" attr.type=\"boolean\"/>");
    assert_has(text, "<data key=\"bridge\">true</data>");
    assert_has(text, "<data key=\"bridge\">false</data>");
    assert_has_not(text, "pageranks");
    assert_has_not(text, "\"degree\"");
    assert_has(text, "<data key=\"size\">");
    json_t *root = read_json(&s.network);
    assert_true(json_is_true(attribute_of(at(root, "nodes", 1), "articulation_point")));
    assert_true(json_is_false(attribute_of(at(root, "nodes", 0), "articulation_point")));
    assert_true(json_is_true(attribute_of(at(root, "edges", 2), "bridge")));
    assert_non_null(attribute_of(at(root, "nodes", 0), "closnesscentrality"));
    assert_null(attribute_of(at(root, "nodes", 3), "closnesscentrality"));
    assert_null(attribute_of(root, "betweenness_sources"));
    json_decref(root);
    rl_buffer_free(&buffer);
}

/* Of what was left out, its name; of what was made, by which means. */
static void test_what_is_said_of_the_network(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    s.network.measures |= RL_MEASURE_BIT(RL_MEASURE_MODULARITY);
    s.network.left_out = RL_MEASURE_BIT(RL_MEASURE_CLOSENESS) | RL_MEASURE_BIT(RL_MEASURE_HARMONIC);
    s.network.modularity = 0.25;
    s.network.resolution = 1.5;
    s.network.layout = "kk";
    s.network.backbone = "disparity";
    s.network.alpha = 0.05;
    json_t *root = read_json(&s.network);
    assert_text(attribute_of(root, "left_out"), "closeness|harmonic");
    assert_text(attribute_of(root, "layout"), "kk");
    assert_text(attribute_of(root, "backbone"), "disparity");
    assert_true(fabs(json_real_value(attribute_of(root, "alpha")) - 0.05) < 1e-12);
    assert_true(fabs(json_real_value(attribute_of(root, "modularity")) - 0.25) < 1e-12);
    assert_true(fabs(json_real_value(attribute_of(root, "resolution")) - 1.5) < 1e-12);
    json_decref(root);
    s.network.modularity = NAN;
    s.network.left_out = RL_MEASURES_ALL;
    root = read_json(&s.network);
    assert_null(attribute_of(root, "modularity"));
    const char *all = json_string_value(attribute_of(root, "left_out"));
    assert_non_null(all);
    assert_string_equal(all + strlen(all) - 10, "modularity");
    json_decref(root);
}

/* ---- JSON ---- */

static void test_json_of_nothing(void **state)
{
    (void)state;
    rl_network network = {0};
    json_t *root = read_json(&network);
    assert_int_equal(json_array_size(json_object_get(root, "nodes")), 0);
    assert_int_equal(json_array_size(json_object_get(root, "edges")), 0);
    assert_true(json_is_array(json_object_get(root, "edges")));
    assert_null(json_object_get(json_object_get(root, "attributes"), "window"));
    json_decref(root);
}

/* Only where there are some. */
static void test_json_copies(void **state)
{
    (void)state;
    rl_copy copies[] = {{"b.txt", "a.txt"}, {"c\x01.txt", "a.txt"}};
    rl_network network = {.window = "sentence"};
    json_t *root = read_json(&network);
    assert_null(json_object_get(root, "copies"));
    json_decref(root);
    network.copies = copies;
    network.copy_count = 2;
    root = read_json(&network);
    assert_int_equal(json_array_size(json_object_get(root, "copies")), 2);
    assert_text(json_object_get(at(root, "copies", 0), "document"), "b.txt");
    assert_text(json_object_get(at(root, "copies", 0), "of"), "a.txt");
    assert_text(json_object_get(at(root, "copies", 1), "document"), "c .txt");
    json_decref(root);
}

static void test_json_head(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    rl_buffer buffer = {0};
    const char *text = write_as(&s.network, "json", &buffer);
    static const char head[] = "{\"directed\":false,\"multigraph\":false,\"graph\":{},\n"
                               "\"attributes\":{\"creator\":\"relata ";
    assert_memory_equal(text, head, sizeof head - 1);
    assert_has(text, ",\"window\":\"sentence\",\"weight\":\"count\",\"windows\":40,\"seed\":1,\"nodes\":4,\"edges\":3,\"betweenness_sources\":4},\n"
                     "\"options\":{\"type\":\"undirected\",\"multi\":false,\"allowSelfLoops\":false},\n\"nodes\":[\n{");
    assert_true(strcmp(text + buffer.length - 5, "}\n]}\n") == 0);
    rl_buffer_free(&buffer);
}

static void test_json_nodes(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    json_t *root = read_json(&s.network);
    assert_int_equal(json_array_size(json_object_get(root, "nodes")), NODES);
    const json_t *node = at(root, "nodes", 0);
    assert_int_equal(json_object_size(node), 4);
    assert_text(json_object_get(node, "id"), "organisation:a&b");
    assert_text(json_object_get(node, "key"), "organisation:a&b");
    assert_text(json_object_get(node, "label"), HARD_LINE);
    assert_text(attribute_of(node, "label"), HARD_LINE);
    assert_null(attribute_of(node, "aliases"));
    assert_null(attribute_of(node, "latitude"));
    assert_int_equal(json_integer_value(attribute_of(node, "mentions")), 3);
    assert_text(attribute_of(at(root, "nodes", 2), "aliases"), "Xi|President/Xi|S\xC3\xA9");
    assert_true(json_is_integer(attribute_of(at(root, "nodes", 3), "longitude")));
    assert_true(fabs(json_real_value(attribute_of(at(root, "nodes", 3), "latitude")) - 35.85) < 1e-9);
    assert_text(attribute_of(at(root, "nodes", 3), "color"), "#0072b2");
    json_decref(root);
}

static void test_json_edges(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    json_t *root = read_json(&s.network);
    const json_t *edge = at(root, "edges", 1);
    assert_int_equal(json_object_size(edge), 5);
    assert_text(json_object_get(edge, "key"), "e1");
    assert_text(json_object_get(edge, "source"), "person:carney");
    assert_text(json_object_get(edge, "target"), "person:xi");
    assert_true(json_is_integer(json_object_get(edge, "weight")));
    assert_int_equal(json_integer_value(json_object_get(edge, "weight")), 23);
    assert_int_equal(json_integer_value(attribute_of(edge, "weight")), 23);
    const json_t *evidence = attribute_of(edge, "evidence");
    assert_int_equal(json_array_size(evidence), 4);
    const json_t *place = json_array_get(evidence, 3);
    assert_text(json_object_get(place, "document"), "news/a|b.txt");
    assert_int_equal(json_integer_value(json_object_get(place, "sentence")), 4);
    assert_text(json_object_get(place, "text"), "Carney met Xi & \"smiled\".");
    assert_text(attribute_of(edge, "evidence_text"), "Carney met Xi & \"smiled\".");
    assert_null(attribute_of(at(root, "edges", 0), "evidence"));
    assert_null(attribute_of(at(root, "edges", 0), "first_seen"));
    json_decref(root);
}

/* The same digits in both formats, one element a line, and no more escaping than JSON needs. */
static void test_json_bytes(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    rl_buffer buffer = {0};
    const char *text = write_as(&s.network, "json", &buffer);
    assert_has(text, "\"weight\":0.333333333,");
    assert_has(text, "\"weight\":0.1,");
    assert_has(text, "{\"key\":\"e1\",\"source\":\"person:carney\",\"target\":\"person:xi\",\"weight\":23,"
                     "\"attributes\":{\"weight\":23,\"count\":23,\"documents\":2,\"npmi\":-0.25,\"log_likelihood\":12.5,"
                     "\"jaccard\":0.5,\"cosine\":0.75,\"first_seen\":\"2025-10-30\",");
    assert_has(text, "\n{\"id\":\"place:gyeongju\",\"key\":\"place:gyeongju\",\"label\":\"place:gyeongju\",");
    assert_has(text, "\xF0\x9F\x98\x80");
    assert_has_not(text, "\\/");
    rl_buffer_free(&buffer);
}

static void test_json_numbers_without_exact_double(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    s.network.seed = UINT64_MAX;
    s.edges[1].weight = 22.99999999999;
    json_t *root = read_json(&s.network);
    assert_text(json_object_get(json_object_get(root, "attributes"), "seed"), "18446744073709551615");
    assert_int_equal(json_integer_value(json_object_get(at(root, "edges", 1), "weight")), 23);
    json_decref(root);
}

/* ---- both ---- */

static void test_same_network_same_bytes(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    rl_buffer first = {0}, second = {0};
    static const char *const formats[] = {"graphml", "json"};
    for (size_t f = 0; f < 2; f++)
        assert_string_equal(write_as(&s.network, formats[f], &first), write_as(&s.network, formats[f], &second));
    rl_buffer_free(&first);
    rl_buffer_free(&second);
}

static void test_strings_that_are_missing(void **state)
{
    (void)state;
    static sample s;
    start(&s);
    s.nodes[0].label = "";
    s.nodes[1].label = NULL;
    s.edges[1].evidence[0] = (rl_place_of_evidence){0};
    rl_buffer buffer = {0};
    const char *text = write_as(&s.network, "graphml", &buffer);
    assert_has_not(text, "<data key=\"label\"></data>");
    assert_has(text, "<data key=\"evidence\">news/a/b.txt#2|news/a/b.txt#3</data>");
    assert_has_not(text, "evidence_text");
    json_t *root = read_json(&s.network);
    assert_null(json_object_get(at(root, "nodes", 1), "label"));
    assert_int_equal(json_array_size(attribute_of(at(root, "edges", 1), "evidence")), 3);
    json_decref(root);
    rl_buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats_by_extension),
        cmocka_unit_test(test_unknown_format),
        cmocka_unit_test(test_refused_output_is_an_error),
        cmocka_unit_test(test_graphml_of_nothing),
        cmocka_unit_test(test_graphml_keys),
        cmocka_unit_test(test_graphml_edge_key_needs_no_prefix_alone),
        cmocka_unit_test(test_graphml_elements),
        cmocka_unit_test(test_graphml_missing_values_are_left_out),
        cmocka_unit_test(test_graphml_large_counts_are_long),
        cmocka_unit_test(test_unmeasured_network_has_no_looks),
        cmocka_unit_test(test_measures_that_hold),
        cmocka_unit_test(test_what_is_said_of_the_network),
        cmocka_unit_test(test_json_of_nothing),
        cmocka_unit_test(test_json_copies),
        cmocka_unit_test(test_json_head),
        cmocka_unit_test(test_json_nodes),
        cmocka_unit_test(test_json_edges),
        cmocka_unit_test(test_json_bytes),
        cmocka_unit_test(test_json_numbers_without_exact_double),
        cmocka_unit_test(test_same_network_same_bytes),
        cmocka_unit_test(test_strings_that_are_missing),
    };
    return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
