/* Walking through a network gives what its JSON says, in the same order. */
#include <relata/documents.h>
#include <relata/network.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

static const char LISTS[] = RELATA_SOURCE_ROOT "/gazetteers/en";
static const char NEWS[] = RELATA_SOURCE_ROOT "/examples/news";

typedef struct fixture {
    relata_engine *engine;
    relata_network *network;
    const relata_network *relations;
    json_t *json;
    json_t *relations_json;
} fixture;

typedef struct bytes {
    char *start;
    size_t length;
} bytes;

static bool collect(void *user, const char *piece, size_t length)
{
    bytes *b = user;
    b->start = realloc(b->start, b->length + length);
    assert_non_null(b->start);
    memcpy(b->start + b->length, piece, length);
    b->length += length;
    return true;
}

static json_t *written(const relata_network *network)
{
    bytes b = {NULL, 0};
    assert_int_equal(relata_network_write(network, "json", collect, &b, NULL), RELATA_OK);
    json_t *json = json_loadb(b.start, b.length, 0, NULL);
    assert_non_null(json);
    free(b.start);
    return json;
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    const char *paths[] = {NEWS}, *measures[] = {"all"};
    relata_build_options options;
    relata_reader *reader = NULL;
    relata_build_options_init(&options);
    options.measures = measures;
    options.measure_count = 1;
    if (f == NULL)
        return 1;
    assert_int_equal(relata_engine_new(&f->engine, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_gazetteer(f->engine, LISTS, true, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_rules(f->engine, LISTS, NULL), RELATA_OK);
    assert_int_equal(relata_engine_seal(f->engine, NULL), RELATA_OK);
    assert_int_equal(relata_reader_new(paths, 1, NULL, NULL, &reader, NULL), RELATA_OK);
    assert_int_equal(relata_build(f->engine, reader, &options, &f->network, NULL, NULL), RELATA_OK);
    relata_reader_free(reader);
    f->relations = relata_network_relations(f->network);
    f->json = written(f->network);
    f->relations_json = written(f->relations);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    json_decref(f->json);
    json_decref(f->relations_json);
    relata_network_free(f->network);
    relata_engine_free(f->engine);
    free(f);
    return 0;
}

/* ---- comparing: what is unknown is no key in the JSON ---- */

static void assert_text(const json_t *object, const char *key, const char *text)
{
    const char *expected = json_string_value(json_object_get(object, key));
    if (expected == NULL)
        assert_null(text);
    else
        assert_string_equal(text, expected);
}

static void assert_number(const json_t *object, const char *key, double number)
{
    const json_t *expected = json_object_get(object, key);
    if (expected == NULL)
        assert_true(isnan(number));
    else if (json_is_boolean(expected))
        assert_true(json_is_true(expected) ? number > 0.5 : number < 0.5);
    else
        assert_true(fabs(number - json_number_value(expected)) <= 1e-8 * (1 + fabs(number)));
}

static void assert_count(const json_t *object, const char *key, size_t count)
{
    assert_int_equal(json_integer_value(json_object_get(object, key)), count);
}

static void assert_node(const relata_network *network, size_t index, const json_t *json)
{
    const struct {
        const char *measure;
        const char *attribute;
    } MEASURES[] = {{"degree", "degree"},
                    {"strength", "weighted degree"},
                    {"pagerank", "pageranks"},
                    {"betweenness", "betweenesscentrality"},
                    {"closeness", "closnesscentrality"},
                    {"harmonic", "harmonicclosnesscentrality"},
                    {"eigenvector", "eigencentrality"},
                    {"coreness", "coreness"},
                    {"clustering", "clustering"},
                    {"components", "componentnumber"},
                    {"articulation", "articulation_point"},
                    {"communities", "modularity_class"}};
    relata_node node;
    const json_t *attributes = json_object_get(json, "attributes");
    assert_int_equal(relata_network_node(network, index, &node, NULL), RELATA_OK);
    assert_text(json, "id", node.id);
    assert_text(attributes, "label", node.label);
    assert_text(attributes, "type", node.type);
    assert_count(attributes, "mentions", node.mentions);
    assert_count(attributes, "documents", node.documents);
    assert_text(attributes, "first_seen", node.first_seen);
    assert_text(attributes, "last_seen", node.last_seen);
    assert_text(attributes, "country", node.country);
    assert_text(attributes, "role", node.role);
    assert_text(attributes, "color", node.color);
    assert_number(attributes, "latitude", node.latitude);
    assert_number(attributes, "longitude", node.longitude);
    assert_number(attributes, "x", node.x);
    assert_number(attributes, "y", node.y);
    assert_number(attributes, "size", node.size);
    const json_t *reasons = json_object_get(attributes, "reasons");
    assert_int_equal(json_array_size(reasons), node.reason_count);
    for (size_t i = 0; i < node.reason_count; i++) {
        assert_text(json_array_get(reasons, i), "name", node.aliases[i]);
        assert_text(json_array_get(reasons, i), "reason", node.reasons[i]);
    }
    for (size_t i = 0; i < sizeof MEASURES / sizeof MEASURES[0]; i++) {
        double value = 0;
        assert_int_equal(relata_network_measure(network, index, MEASURES[i].measure, &value, NULL), RELATA_OK);
        assert_number(attributes, MEASURES[i].attribute, value);
    }
    size_t found = 0;
    assert_int_equal(relata_network_find(network, node.id, &found, NULL), RELATA_OK);
    assert_int_equal(found, index);
}

static void assert_places(const relata_network *network, size_t edge, const json_t *places)
{
    for (size_t i = 0; i < json_array_size(places); i++) {
        relata_place place;
        const json_t *json = json_array_get(places, i);
        assert_int_equal(relata_network_evidence(network, edge, i, &place, NULL), RELATA_OK);
        assert_text(json, "document", place.document);
        assert_count(json, "sentence", place.sentence);
        assert_text(json, "text", place.text);
        assert_text(json, "modality", place.modality);
        assert_count(json, "start", place.start);
        assert_count(json, "end", place.end);
        assert_count(json, "subject_start", place.subject_start);
        assert_count(json, "subject_end", place.subject_end);
        assert_count(json, "object_start", place.object_start);
        assert_count(json, "object_end", place.object_end);
    }
}

static void assert_edge(const relata_network *network, size_t index, const json_t *json)
{
    relata_edge edge;
    relata_node source, target;
    const json_t *attributes = json_object_get(json, "attributes");
    assert_int_equal(relata_network_edge(network, index, &edge, NULL), RELATA_OK);
    assert_int_equal(relata_network_node(network, edge.source, &source, NULL), RELATA_OK);
    assert_int_equal(relata_network_node(network, edge.target, &target, NULL), RELATA_OK);
    assert_text(json, "source", source.id);
    assert_text(json, "target", target.id);
    assert_number(attributes, "weight", edge.weight);
    assert_count(attributes, "count", edge.count);
    assert_count(attributes, "documents", edge.documents);
    assert_number(attributes, "npmi", edge.npmi);
    assert_number(attributes, "log_likelihood", edge.log_likelihood);
    assert_number(attributes, "jaccard", edge.jaccard);
    assert_number(attributes, "cosine", edge.cosine);
    assert_text(attributes, "first_seen", edge.first_seen);
    assert_text(attributes, "last_seen", edge.last_seen);
    assert_text(attributes, "relations", edge.relations);
    assert_text(attributes, "relation", edge.relation);
    assert_text(attributes, "modality", edge.modality);
    assert_count(attributes, "asserted", edge.asserted);
    assert_count(attributes, "reported", edge.reported);
    assert_count(attributes, "planned", edge.planned);
    assert_count(attributes, "past", edge.past);
    assert_int_equal(json_is_true(json_object_get(attributes, "bridge")), edge.is_bridge);
    const json_t *places = json_object_get(attributes, "evidence");
    assert_int_equal(json_array_size(places), edge.evidence);
    assert_places(network, index, places);
}

static void assert_network(const relata_network *network, const json_t *json)
{
    relata_about about;
    const json_t *head = json_object_get(json, "attributes");
    const json_t *nodes = json_object_get(json, "nodes"), *edges = json_object_get(json, "edges");
    assert_int_equal(relata_network_about(network, &about, NULL), RELATA_OK);
    assert_int_equal(about.is_directed, json_is_true(json_object_get(json, "directed")));
    assert_int_equal(about.nodes, json_array_size(nodes));
    assert_int_equal(about.edges, json_array_size(edges));
    assert_true(about.edges > 0);
    assert_text(head, "window", about.window);
    assert_text(head, "weight", about.weight);
    assert_text(head, "layout", about.layout);
    assert_number(head, "modularity", about.modularity);
    assert_count(head, "windows", about.windows);
    assert_count(head, "betweenness_sources", about.betweenness_sources);
    for (size_t i = 0; i < about.nodes; i++)
        assert_node(network, i, json_array_get(nodes, i));
    for (size_t i = 0; i < about.edges; i++)
        assert_edge(network, i, json_array_get(edges, i));
}

/* ---- the tests ---- */

static void walking_gives_what_is_written(void **state)
{
    const fixture *f = *state;
    assert_network(f->network, f->json);
}

static void so_does_walking_through_relations(void **state)
{
    const fixture *f = *state;
    assert_network(f->relations, f->relations_json);
}

static void what_is_not_there_is_refused(void **state)
{
    const fixture *f = *state;
    relata_about about;
    relata_node node = {.id = "before"};
    relata_edge edge;
    relata_place place;
    relata_copy copy;
    relata_error err;
    size_t index = 7;
    double value = 0;
    assert_int_equal(relata_network_about(f->network, &about, NULL), RELATA_OK);
    assert_int_equal(relata_network_node(f->network, about.nodes, &node, &err), RELATA_ERROR_ARGUMENT);
    char expected[80];
    (void)snprintf(expected, sizeof expected, "there is no node %zu: the network has %zu", about.nodes, about.nodes);
    assert_string_equal(err.message, expected);
    assert_string_equal(node.id, "before");
    assert_int_equal(relata_network_edge(f->network, about.edges, &edge, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_evidence(f->network, about.edges, 0, &place, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_evidence(f->network, 0, 5, &place, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_copy(f->network, 0, &copy, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_measure(f->network, 0, "bridges", &value, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_measure(f->network, 0, "", &value, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_find(f->network, "person:nobody", &index, NULL), RELATA_END);
    assert_int_equal(index, 7);
}

static void nothing_is_asked_of_nothing(void **state)
{
    const fixture *f = *state;
    double value = 0;
    (void)f;
    assert_int_equal(relata_network_about(NULL, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_node(NULL, 0, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_edge(NULL, 0, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_evidence(f->network, 0, 0, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_copy(NULL, 0, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_measure(f->network, 0, NULL, &value, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_find(f->network, NULL, NULL, NULL), RELATA_ERROR_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walking_gives_what_is_written),
        cmocka_unit_test(so_does_walking_through_relations),
        cmocka_unit_test(what_is_not_there_is_refused),
        cmocka_unit_test(nothing_is_asked_of_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
