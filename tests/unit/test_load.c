/* The load stage: what was written comes back as it was, and what is wrong with a file is told with its place. */
#include "one_file.h"

#include "export/export.h"
#include "load/load.h"

#include <math.h>

/* ---- helpers ---- */

static bool collect(void *user, const char *bytes, size_t length)
{
    return rl_buffer_append(user, bytes, length);
}

static void put_text(const char *text)
{
    put(text, strlen(text));
}

static rl_network *load(void)
{
    relata_error err = {0};
    rl_network *network = NULL;
    if (rl_network_load(path, &network, &err) != RELATA_OK)
        fail_msg("%zu:%zu: %s", err.line, err.column, err.message);
    return network;
}

static void assert_refused(const char *text, size_t line, size_t column, const char *message)
{
    relata_error err = {0};
    rl_network *network = NULL;
    put_text(text);
    relata_status status = rl_network_load(path, &network, &err);
    if (status != RELATA_ERROR_FORMAT || strstr(err.message, message) == NULL)
        fail_msg("%d: \"%s\" is not \"%s\"", status, err.message, message);
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
    assert_string_equal(err.source, path);
    assert_null(network);
}

#define HEAD "{\"directed\":false,\n\"attributes\":{},\n\"nodes\":[\n"
#define NODE(id) "{\"id\":\"" id "\",\"label\":\"" id "\",\"type\":\"person\",\"mentions\":2,\"documents\":1}"
#define EDGE(source, target) "{\"source\":\"" source "\",\"target\":\"" target "\",\"weight\":1,\"count\":1}"
#define NODES HEAD NODE("a") ",\n" NODE("b") "],\n"

/* ---- back as it was ---- */

enum { NODE_COUNT = 3, EDGE_COUNT = 2 };

typedef struct sample {
    rl_network network;
    rl_node nodes[NODE_COUNT];
    rl_edge edges[EDGE_COUNT];
    rl_copy copy;
    relata_summary summary;
} sample;

static void fill_node(rl_node *node, size_t i)
{
    static const char *const IDS[] = {"organisation:a", "person:b", "place:c"};
    static const char *const ALIASES[] = {"Bee", "B|c", "Lady B"}, *const REASONS[] = {"same name", "list: alias of B"};
    *node = (rl_node){.id = IDS[i],
                      .label = "L\xC3\xA9 \"<b>\"",
                      .type = "person",
                      .mentions = 3 + i,
                      .documents = 2,
                      .degree = 2,
                      .weighted_degree = 25.5,
                      .pagerank = 1.0 / 3,
                      .betweenness = 1.25,
                      .closeness = 0.5,
                      .harmonic = 0.75,
                      .eigenvector = 1,
                      .clustering = 0.1,
                      .coreness = 2,
                      .community = 1,
                      .component = (uint32_t)i,
                      .articulation = i == 1,
                      .x = -12.25,
                      .y = (double)i,
                      .size = 60,
                      .latitude = NAN,
                      .longitude = NAN,
                      .color = "#0072b2"};
    if (i == 0)
        return;
    node->aliases = ALIASES;
    node->alias_count = 3;
    node->reasons = REASONS;
    node->reason_count = 2;
    node->first_seen = "2025-10-30";
    node->last_seen = "2025-10-31";
    node->country = "South Korea";
    node->role = "leader";
    node->latitude = 35.85;
    node->longitude = -129;
}

static void fill_edge(rl_edge *edge, uint32_t i)
{
    *edge = (rl_edge){.source = i,
                      .target = i + 1,
                      .weight = 2.5,
                      .count = 7,
                      .documents = 2,
                      .npmi = -0.25,
                      .log_likelihood = 12.5,
                      .jaccard = 0.5,
                      .cosine = 0.75,
                      .first_seen = "2025-10-30",
                      .last_seen = "2025-10-31",
                      .relations = "leads|met_with",
                      .bridge = i == 1,
                      .evidence_count = 2};
    edge->evidence[0] = (rl_place_of_evidence){.document = "a.txt", .sentence = 3, .text = "B met \"C\".\nTwice."};
    edge->evidence[1] = (rl_place_of_evidence){.document = "b.txt", .sentence = 1, .text = "B met C."};
}

static void start(sample *s)
{
    memset(s, 0, sizeof *s);
    for (uint32_t i = 0; i < NODE_COUNT; i++)
        fill_node(&s->nodes[i], i);
    for (uint32_t i = 0; i < EDGE_COUNT; i++)
        fill_edge(&s->edges[i], i);
    for (size_t i = 0; i < rl_summary_count_count; i++)
        rl_summary_set(&s->summary, i, i + 1);
    s->copy = (rl_copy){"x.txt", "y.txt"};
    s->network = (rl_network){.nodes = s->nodes,
                              .node_count = NODE_COUNT,
                              .edges = s->edges,
                              .edge_count = EDGE_COUNT,
                              .copies = &s->copy,
                              .copy_count = 1,
                              .windows = 12,
                              .weight = "npmi",
                              .window = "20",
                              .seed = UINT64_MAX,
                              .betweenness_sources = 3,
                              .measures = RL_MEASURES_ALL,
                              .left_out = RL_MEASURE_BIT(RL_MEASURE_CLOSENESS),
                              .modularity = 0.4,
                              .resolution = 2,
                              .layout = "fr",
                              .backbone = "disparity",
                              .alpha = 0.05,
                              .summary = &s->summary};
}

static void write_network(const rl_network *network, rl_buffer *ret)
{
    relata_error err = {0};
    rl_buffer_clear(ret);
    assert_int_equal(rl_network_write(network, "json", collect, ret, &err), RELATA_OK);
}

/* Every attribute that the writer has. */
static void comes_back_as_it_was(void **state)
{
    (void)state;
    sample s;
    rl_buffer first = {0}, second = {0};
    start(&s);
    /* Line breaks of evidence are not kept: reports and look-ups have one line. */
    s.edges[0].evidence[0].text = s.edges[1].evidence[0].text = "B met \"C\". Twice.";
    write_network(&s.network, &first);
    put(first.bytes, first.length);
    rl_network *network = load();
    write_network(network, &second);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.bytes, second.bytes, first.length);
    assert_string_equal(network->nodes[1].aliases[1], "B|c");
    assert_true(network->seed == UINT64_MAX);
    rl_network_free(network);
    rl_buffer_free(&first);
    rl_buffer_free(&second);
}

/* Cut anywhere, it is refused with a place; nothing is read beyond the end (the sanitisers look). */
static void every_cut_is_told(void **state)
{
    (void)state;
    sample s;
    rl_buffer whole = {0};
    start(&s);
    write_network(&s.network, &whole);
    for (size_t length = 0; length + 1 < whole.length; length++) { /* the last byte is a line break */
        relata_error err = {0};
        rl_network *network = NULL;
        put(whole.bytes, length);
        if (rl_network_load(path, &network, &err) != RELATA_ERROR_FORMAT || err.line == 0 || err.column == 0)
            fail_msg("cut at %zu: \"%s\"", length, err.message);
    }
    rl_buffer_free(&whole);
}

/* Nothing but a status may come of a file in which one byte is another. */
static void one_wrong_byte_does_no_harm(void **state)
{
    (void)state;
    static const char WRONG[] = {'"', '{', ']', '\\', '9', '\0', '\xFF', ','};
    sample s;
    rl_buffer whole = {0};
    start(&s);
    write_network(&s.network, &whole);
    for (size_t at = 0; at < whole.length; at++) {
        relata_error err = {0};
        rl_network *network = NULL;
        char kept = whole.bytes[at];
        whole.bytes[at] = WRONG[at % sizeof WRONG];
        put(whole.bytes, whole.length);
        relata_status status = rl_network_load(path, &network, &err);
        assert_true(status == RELATA_OK || (status == RELATA_ERROR_FORMAT && network == NULL));
        rl_network_free(network);
        whole.bytes[at] = kept;
    }
    rl_buffer_free(&whole);
}

/* ---- other programs' files ---- */

static void order_does_not_matter(void **state)
{
    (void)state;
    put_text(
        "{\"edges\":[" EDGE("c", "b") "," EDGE("b", "a") "],\"nodes\":[" NODE("c") "," NODE("a") "," NODE("b") "]}");
    rl_network *network = load();
    assert_string_equal(network->nodes[0].id, "a");
    assert_string_equal(network->nodes[2].id, "c");
    assert_int_equal(network->edges[0].source, 0);
    assert_int_equal(network->edges[0].target, 1);
    assert_int_equal(network->edges[1].source, 1);
    assert_int_equal(network->edges[1].target, 2);
    rl_network_free(network);
}

static void what_is_not_known_is_passed_over(void **state)
{
    (void)state;
    put_text(
        "\xEF\xBB\xBF{\"x\":{\"y\":[1,\"]\\\"}\"]},\"nodes\":[{\"id\":\"a\",\"label\":\"A\\u0007\\n\",\"type\":\"t\","
        "\"mentions\":1,\"documents\":1,\"big\":123456789012345678901234567890,\"role\":null,\"country\":\"\"}],"
        "\"edges\":[],\"attributes\":{\"left_out\":\"closeness|not yet "
        "known\",\"summary\":{\"repeats\":3,\"new\":1}}}");
    rl_network *network = load();
    assert_string_equal(network->nodes[0].label, "A  ");
    assert_null(network->nodes[0].role);
    assert_null(network->nodes[0].country);
    assert_int_equal(network->left_out, RL_MEASURE_BIT(RL_MEASURE_CLOSENESS));
    assert_int_equal(network->summary->repeats, 3);
    assert_int_equal(network->measures, 0);
    rl_network_free(network);
}

/* A measure that some nodes lack would be 0 for them. */
static void half_a_measure_is_none(void **state)
{
    (void)state;
    put_text("{\"nodes\":[{\"id\":\"a\",\"label\":\"A\",\"type\":\"t\",\"mentions\":1,\"documents\":1,\"degree\":1,"
             "\"modularity_class\":3},{\"id\":\"b\",\"label\":\"B\",\"type\":\"t\",\"mentions\":1,\"documents\":1,"
             "\"degree\":1}],\"edges\":[]}");
    rl_network *network = load();
    assert_int_equal(network->measures, RL_MEASURE_BIT(RL_MEASURE_DEGREE));
    rl_network_free(network);
}

static void nothing_is_a_network_too(void **state)
{
    (void)state;
    put_text("{\"nodes\":[],\"edges\":[]}");
    rl_network *network = load();
    assert_int_equal(network->node_count, 0);
    assert_int_equal(network->edge_count, 0);
    assert_null(network->summary);
    rl_network_free(network);
}

/* ---- what is wrong ---- */

static void shapes_are_checked(void **state)
{
    (void)state;
    assert_refused("", 1, 1, "the file ends where an object is wanted");
    assert_refused("[]", 1, 1, "it is not a JSON object");
    assert_refused("{}", 1, 1, "it has no \"nodes\"");
    assert_refused("{\"nodes\":[]}", 1, 1, "it has no \"edges\"");
    assert_refused("{\"nodes\":{},\"edges\":[]}", 1, 10, "\"nodes\" is not an array");
    assert_refused("{\"nodes\":[],\n\"nodes\":[]}", 2, 1, "a second \"nodes\"");
    assert_refused("{\"nodes\":[],\"edges\":[]} x", 1, 25, "the end of the file is wanted");
    assert_refused("{\"nodes\":[],\"edges\":[],}", 1, 24, "a name in quotation marks is wanted");
    assert_refused("{\"nodes\":[1],\"edges\":[]}", 1, 11, "node 1 is not an object");
    assert_refused("{\"nodes\":[{\"attributes\":7}],\"edges\":[]}", 1, 11, "node 1: \"attributes\" is not an object");
    assert_refused("{\"nodes\":[],\"edges\":[],\"attributes\":[]}", 1, 37, "are not an object");
    assert_refused("{\"nodes\":[],\"edges\":[],\"attributes\":{\"summary\":1}}", 1, 37, "\"summary\" is not an object");
    assert_refused("{\"nodes\":[],\"edges\":[],\"attributes\":{\"seed\":\"x\"}}", 1, 37,
                   "\"seed\" is not a whole number");
    assert_refused("{\"directed\":true,\"nodes\":[],\"edges\":[]}", 1, 1, "a network of relations");
    assert_refused("{\"directed\":1,\"nodes\":[],\"edges\":[]}", 1, 13, "\"directed\" is not true or false");
}

static void nodes_are_checked(void **state)
{
    (void)state;
    assert_refused(HEAD "{\"id\":\"a\"}],\"edges\":[]}", 4, 1, "node 1 has no \"label\"");
    assert_refused(HEAD NODE("a") ",\n  {\"id\":7}],\"edges\":[]}", 5, 3, "node 2: \"id\" is not a string");
    assert_refused(HEAD NODE("a") ",\n" NODE("a") "],\"edges\":[]}", 5, 1, "a second node with the id \"a\"");
    assert_refused(
        "{\"nodes\":[{\"id\":\"a\",\"label\":\"a\",\"type\":\"t\",\"mentions\":-1,\"documents\":1}],\"edges\":[]}", 1,
        11, "\"mentions\" is not a whole number, 0 or more");
    assert_refused(
        "{\"nodes\":[{\"id\":\"a\",\"label\":\"a\",\"type\":\"t\",\"mentions\":1e300,\"documents\":1}],\"edges\":[]}",
        1, 11, "\"mentions\" is too large");
    assert_refused("{\"nodes\":[{\"id\":\"a\",\"label\":\"a\",\"type\":\"t\",\"mentions\":1,\"documents\":1,\"degree\":"
                   "4294967296}],"
                   "\"edges\":[]}",
                   1, 11, "\"degree\" is too large");
    assert_refused(
        "{\"nodes\":[{\"id\":\"a\",\"label\":\"a\",\"type\":\"t\",\"mentions\":1,\"documents\":1,\"color\":\"red\"}],"
        "\"edges\":[]}",
        1, 11, "\"color\" is not a colour");
    assert_refused("{\"nodes\":[{\"id\":\"a\",\"label\":\"a\",\"type\":\"t\",\"mentions\":1,\"documents\":1,"
                   "\"reasons\":[{\"name\":\"b\",\"reason\":\"c\"}]}],\"edges\":[]}",
                   1, 11, "more reasons than aliases");
    assert_refused("{\"nodes\":[{\"id\":\"a\",\"mentions\":1e999}],\"edges\":[]}", 1, 36,
                   "not valid JSON: real number overflow");
}

static void edges_are_checked(void **state)
{
    (void)state;
    assert_refused(NODES "\"edges\":[\n" EDGE("a", "z") "]}", 7, 1, "edge 1 to the unknown node \"z\"");
    assert_refused(NODES "\"edges\":[\n" EDGE("a", "a") "]}", 7, 1, "edge 1 from a node to itself");
    assert_refused(NODES "\"edges\":[" EDGE("a", "b") "," EDGE("b", "a") "]}", 6, 9,
                   "two edges between \"a\" and \"b\"");
    assert_refused(NODES "\"edges\":[{\"source\":\"a\"}]}", 6, 10, "edge 1 has no \"target\"");
    assert_refused(NODES "\"edges\":[{\"source\":\"a\",\"target\":\"b\",\"weight\":0,\"count\":1}]}", 6, 10,
                   "edge 1: \"weight\" is not a number above 0");
    assert_refused(NODES "\"edges\":[{\"source\":\"a\",\"target\":\"b\",\"weight\":1,\"count\":1,\"evidence\":[7]}]}",
                   6, 10, "evidence of edge 1 is not an object");
    assert_refused(NODES "\"edges\":[" EDGE("a", "b") "\n" EDGE("a", "b") "]}", 7, 1, "a comma or ] is wanted here");
}

/* Brackets are counted, not followed: depth costs nothing until jansson refuses it. */
static void depth_is_bounded(void **state)
{
    (void)state;
    rl_buffer text = {0};
    (void)rl_buffer_append_string(&text, "{\"nodes\":[],\"edges\":[],\"x\":");
    for (size_t i = 0; i < 100000; i++)
        (void)rl_buffer_append_char(&text, '[');
    for (size_t i = 0; i < 100000; i++)
        (void)rl_buffer_append_char(&text, ']');
    assert_refused(rl_buffer_append_char(&text, '}') ? rl_buffer_string(&text) : "", 1, 2076, "not valid JSON");
    rl_buffer_free(&text);
}

static void missing_files_are_told(void **state)
{
    (void)state;
    relata_error err = {0};
    rl_network *network = NULL;
    assert_int_equal(rl_network_load("/nowhere/graph.json", &network, &err), RELATA_ERROR_IO);
    assert_null(network);
}

int main(void)
{
#define ON_A_FILE(test) cmocka_unit_test_setup_teardown(test, make_file, remove_file)
    const struct CMUnitTest tests[] = {
        ON_A_FILE(comes_back_as_it_was),
        ON_A_FILE(every_cut_is_told),
        ON_A_FILE(one_wrong_byte_does_no_harm),
        ON_A_FILE(order_does_not_matter),
        ON_A_FILE(what_is_not_known_is_passed_over),
        ON_A_FILE(half_a_measure_is_none),
        ON_A_FILE(nothing_is_a_network_too),
        ON_A_FILE(shapes_are_checked),
        ON_A_FILE(nodes_are_checked),
        ON_A_FILE(edges_are_checked),
        ON_A_FILE(depth_is_bounded),
        cmocka_unit_test(missing_files_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
