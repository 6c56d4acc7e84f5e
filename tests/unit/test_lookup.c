/* Lookups: what a name finds, in which order, and what is said of files that are no network. */
#include "files.h"

#include "text/distance.h"
#include "lookup/lookup.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

/* ---- a folder of the test's own ---- */

static char home[64];

static int make_home(void **state)
{
    (void)state;
    (void)snprintf(home, sizeof home, "/tmp/relata-test-XXXXXX");
    return mkdtemp(home) != NULL && chdir(home) == 0 ? 0 : -1;
}

static int remove_home(void **state)
{
    (void)state;
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", home);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

/* ---- a network ---- */

#define NODE(id, label, type, mentions, more)                                                                          \
    "{\"id\":\"" id "\",\"key\":\"" id "\",\"label\":\"" label "\",\"attributes\":{\"label\":\"" label                 \
    "\",\"type\":\"" type "\",\"mentions\":" mentions ",\"documents\":2" more "}}"
#define EDGE(source, target, weight, count, more)                                                                      \
    "{\"key\":\"e0\",\"source\":\"" source "\",\"target\":\"" target "\",\"weight\":" weight                           \
    ",\"attributes\":{\"weight\":" weight ",\"count\":" count more "}}"
#define NETWORK(nodes, edges)                                                                                          \
    "{\"directed\":false,\"multigraph\":false,\"graph\":{},\"attributes\":{\"creator\":\"relata\"},\n"                 \
    "\"options\":{\"multi\":false},\n\"nodes\":[\n" nodes "\n],\n\"edges\":[\n" edges "\n]}\n"

#define XI "person:xi-jinping"
#define CARNEY "person:mark-carney"
#define APEC "organisation:asia-pacific-economic-cooperation"

static const char NODES_AND_EDGES[] = NETWORK(
    NODE(CARNEY, "Mark Carney", "person", "9", ",\"aliases\":\"Carney\"") ",\n"
    NODE(XI, "Xi Jinping", "person", "7",
         ",\"aliases\":\"Xi|Jinping|习近平\",\"first_seen\":\"2025-10-31\",\"last_seen\":\"2025-11-01\"") ",\n"
    NODE(APEC, "Asia-Pacific Economic Cooperation", "organisation", "4", ",\"aliases\":\"APEC\"") ",\n"
    NODE("place:united-states", "United States", "place", "3", ",\"aliases\":\"U.S.|US\"") ",\n"
    NODE("place:quebec", "Québec", "place", "2", "") ",\n"
    NODE("place:gyeongju", "Gyeongju", "place", "4", "") ",\n"
    NODE("place:georgia", "Georgia", "place", "1", "") ",\n"
    NODE("place:georgia-us", "Georgia", "place", "5", "") ",\n"
    NODE("person:michael-kovrig", "Michael Kovrig", "person", "2", "") ",\n"
    NODE("person:michael-spavor", "Michael Spavor", "person", "3", "") ",\n"
    NODE("person:kovrig", "Kovrig Ltd", "organisation", "1", "") ",\n"
    NODE("organisation:stars", "★★", "organisation", "1", ""),
    EDGE(CARNEY, XI, "6", "8",
         ",\"evidence\":[{\"document\":\"a.txt\",\"sentence\":3,\"text\":\"Carney met Xi.\"},"
         "{\"document\":\"b.txt\",\"sentence\":1}]") ",\n"
    EDGE(CARNEY, APEC, "2.5", "3", "") ",\n"
    EDGE("place:gyeongju", CARNEY, "2.5", "4", "") ",\n"
    EDGE("place:georgia-us", CARNEY, "1", "1", "") ",\n"
    EDGE("place:georgia", CARNEY, "1", "1", "") ",\n"
    EDGE("place:quebec", CARNEY, "1", "1", "") ",\n"
    EDGE(XI, "place:gyeongju", "3", "3", ""));

static rl_index *open_text(const char *json)
{
    rl_index *index = NULL;
    relata_error err = {0};
    put_file("graph.json", json, strlen(json));
    relata_status status = rl_index_open("graph.json", &index, &err);
    if (status != RELATA_OK)
        fail_msg("%zu:%zu: %s", err.line, err.column, err.message);
    assert_non_null(index);
    return index;
}

static const relata_answer *ask(rl_index *index, const char *name)
{
    const relata_answer *answer = NULL;
    relata_error err = {0};
    assert_int_equal(rl_index_find(index, name, &answer, &err), RELATA_OK);
    assert_non_null(answer);
    return answer;
}

/* The ids found, or after a '?' the suggestions, joined by spaces and bars. */
static const char *found(rl_index *index, const char *name)
{
    static char line[1024];
    const relata_answer *answer = ask(index, name);
    size_t at = 0;
    line[0] = '\0';
    for (size_t i = 0; i < answer->entity_count; i++)
        at += (size_t)snprintf(line + at, sizeof line - at, "%s%s", i > 0 ? " " : "", answer->entities[i].id);
    if (answer->entity_count == 0)
        at += (size_t)snprintf(line + at, sizeof line - at, "?");
    else
        assert_int_equal(answer->suggestion_count, 0);
    for (size_t i = 0; i < answer->suggestion_count; i++)
        at += (size_t)snprintf(line + at, sizeof line - at, "%s%s", i > 0 ? "|" : "", answer->suggestions[i]);
    return line;
}

/* ---- finding ---- */

static void labels_aliases_and_ids_are_found(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Xi Jinping", XI},
        {"xi", XI},
        {"JINPING", XI},
        {"习近平", XI},
        {"person:xi-jinping", XI},
        {"CARNEY", CARNEY},
        {"  mark   carney ", CARNEY},
        {"asia pacific economic cooperation", APEC},
        {"Asia–Pacific Economic Co\xC2\xADoperation", APEC},
        {"apec", APEC},
        {"A.P.E.C.", APEC},
        {"u.s.", "place:united-states"},
        {"us", "place:united-states"},
        {"quebec", "place:quebec"},
        {"QUE\xCC\x81" "BEC", "place:quebec"},
        {"★★", "organisation:stars"},
    };
    rl_index *index = open_text(NODES_AND_EDGES);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(found(index, cases[i][0]), cases[i][1]);
    rl_index_free(index);
}

static void all_that_fit_are_found_most_mentioned_first(void **state)
{
    (void)state;
    rl_index *index = open_text(NODES_AND_EDGES);
    assert_string_equal(found(index, "georgia"), "place:georgia-us place:georgia");
    rl_index_free(index);
    index = open_text(NETWORK(NODE("b", "Same", "person", "1", "") "," NODE("a", "SAME", "place", "1", "")
                                  "," NODE("c", "Other", "place", "2", ",\"aliases\":\"same|Same\""), ""));
    assert_string_equal(found(index, "same"), "c a b");
    rl_index_free(index);
}

static void one_word_finds_people_whom_nothing_else_fits(void **state)
{
    (void)state;
    rl_index *index = open_text(NODES_AND_EDGES);
    assert_string_equal(found(index, "spavor"), "person:michael-spavor");
    assert_string_equal(found(index, "Michael"), "person:michael-spavor person:michael-kovrig");
    assert_string_equal(found(index, "mark"), CARNEY);
    assert_string_equal(found(index, "kovrig"), "person:michael-kovrig"); /* "Kovrig Ltd" is nobody's family name */
    rl_index_free(index);
    index = open_text(NETWORK(NODE("a", "Ann Lee", "person", "1", "") "," NODE("b", "Bruce Lee", "person", "9", "")
                                  "," NODE("c", "Ann Lee Kim", "person", "9", "")
                                  "," NODE("d", "X", "person", "1", ",\"aliases\":\"Kim\""), ""));
    assert_string_equal(found(index, "lee"), "b a");
    assert_string_equal(found(index, "kim"), "d"); /* a whole alias goes before a word of a label */
    assert_string_equal(found(index, "ann lee"), "a");
    rl_index_free(index);
}

static void nothing_has_no_name(void **state)
{
    (void)state;
    rl_index *index = open_text(NODES_AND_EDGES);
    assert_string_equal(found(index, ""), "?");
    assert_string_equal(found(index, " \t"), "?");
    assert_string_equal(found(index, "..."), "?");
    assert_string_equal(found(index, "zzzzzzzzzzzz"), "?");
    assert_string_equal(found(index, "\xFF\xFE"), "?");
    assert_string_equal(ask(index, "a\xFF\nb")->query, "a\xEF\xBF\xBD b");
    char *longest = malloc(100001);
    assert_non_null(longest);
    memset(longest, 'x', 100000);
    longest[100000] = '\0';
    assert_string_equal(found(index, longest), "?");
    free(longest);
    rl_index_free(index);
    index = open_text(NETWORK("", ""));
    assert_string_equal(found(index, "xi"), "?");
    rl_index_free(index);
}

static void an_answer_says_everything(void **state)
{
    (void)state;
    rl_index *index = open_text(NODES_AND_EDGES);
    const relata_answer *answer = ask(index, "Xi");
    assert_string_equal(answer->query, "Xi");
    assert_int_equal(answer->entity_count, 1);
    const relata_found *xi = &answer->entities[0];
    assert_string_equal(xi->label, "Xi Jinping");
    assert_string_equal(xi->type, "person");
    assert_int_equal(xi->alias_count, 3);
    assert_string_equal(xi->aliases[0], "Xi");
    assert_string_equal(xi->aliases[2], "习近平");
    assert_int_equal(xi->mentions, 7);
    assert_int_equal(xi->documents, 2);
    assert_string_equal(xi->first_seen, "2025-10-31");
    assert_string_equal(xi->last_seen, "2025-11-01");
    assert_int_equal(xi->neighbour_count, 2);
    const relata_neighbour *carney = &xi->neighbours[0];
    assert_string_equal(carney->id, CARNEY);
    assert_string_equal(carney->label, "Mark Carney");
    assert_string_equal(carney->type, "person");
    assert_true(carney->weight > 5.9 && carney->weight < 6.1);
    assert_int_equal(carney->count, 8);
    assert_int_equal(carney->evidence_count, 2);
    assert_string_equal(carney->evidence[0].document, "a.txt");
    assert_int_equal(carney->evidence[0].sentence, 3);
    assert_string_equal(carney->evidence[0].text, "Carney met Xi.");
    assert_string_equal(carney->evidence[1].text, "");
    assert_string_equal(xi->neighbours[1].id, "place:gyeongju");
    assert_null(ask(index, "quebec")->entities[0].first_seen);
    assert_int_equal(ask(index, "us")->entities[0].neighbour_count, 0);
    rl_index_free(index);
}

static void neighbours_stand_by_weight_count_label_and_id(void **state)
{
    (void)state;
    static const char *const expected[] = {XI,              "place:gyeongju",   APEC,
                                           "place:georgia", "place:georgia-us", "place:quebec"};
    rl_index *index = open_text(NODES_AND_EDGES);
    const relata_found *carney = &ask(index, "carney")->entities[0];
    assert_int_equal(carney->neighbour_count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(carney->neighbours[i].id, expected[i]);
    rl_index_free(index);
}

/* ---- suggestions ---- */

static void near_names_are_suggested(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Xi Jinpin", "?Xi Jinping"},
        {"Gyeongjoo", "?Gyeongju"},
        {"gyenogju", "?Gyeongju"},
        {"Carny", "?Mark Carney"},
        {"spavro", "?Michael Spavor"},
        {"Asia-Pacific", "?Asia-Pacific Economic Cooperation"},
        {"Michael K", "?Michael Kovrig"},
        {"Georgie", "?Georgia"},
        {"apex", "?Asia-Pacific Economic Cooperation"},
        {"习远平", "?Xi Jinping"},
    };
    rl_index *index = open_text(NODES_AND_EDGES);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(found(index, cases[i][0]), cases[i][1]);
    rl_index_free(index);
}

static void the_five_nearest_are_suggested_in_order(void **state)
{
    (void)state;
    rl_index *index = open_text(NETWORK(
        NODE("1", "Marlin Town", "place", "50", "") "," NODE("2", "Merlin", "place", "1", "")
        "," NODE("3", "Berlin", "place", "1", "") "," NODE("4", "Marlins", "place", "9", "")
        "," NODE("5", "Martin", "place", "3", ",\"aliases\":\"Marlim\"") "," NODE("6", "Barlins", "place", "70", "")
        "," NODE("7", "Marlix", "place", "1", ""), ""));
    /* one slip: Marlins (9), Martin (3; its alias Marlim too), Marlix and Merlin (1); two: Barlins (70) */
    assert_string_equal(found(index, "marlin"), "?Marlins|Martin|Marlix|Merlin|Barlins");
    rl_index_free(index);
}

static void a_near_alias_suggests_the_label_once(void **state)
{
    (void)state;
    rl_index *index = open_text(NETWORK(
        NODE("1", "Ruth Okafor", "person", "1", ",\"aliases\":\"Okafor|Okafar|Okafur\"")
        "," NODE("2", "Okafir", "place", "9", "") "," NODE("4", "Okafir", "person", "3", "")
        "," NODE("3", "Lagos Office", "organisation", "2", ",\"aliases\":\"Okafor\""), ""));
    /* Okafor stands for the most mentioned of those who have it; Okafar and Okafur are Ruth Okafor's alone */
    assert_string_equal(found(index, "okafer"), "?Okafir|Lagos Office|Ruth Okafor");
    rl_index_free(index);
}

static size_t distance(const char *a, const char *b, size_t limit)
{
    uint32_t x[RL_DISTANCE_LENGTH], y[RL_DISTANCE_LENGTH];
    for (size_t i = 0; a[i] != '\0'; i++)
        x[i] = (unsigned char)a[i];
    for (size_t i = 0; b[i] != '\0'; i++)
        y[i] = (unsigned char)b[i];
    return rl_distance(x, strlen(a), y, strlen(b), limit);
}

static void distances_count_slips(void **state)
{
    (void)state;
    assert_int_equal(distance("", "", 0), 0);
    assert_int_equal(distance("", "abc", 3), 3);
    assert_int_equal(distance("abc", "", 2), 3);
    assert_int_equal(distance("carney", "carney", 0), 0);
    assert_int_equal(distance("carney", "carny", 1), 1);
    assert_int_equal(distance("carney", "canrey", 1), 1);
    assert_int_equal(distance("kitten", "sitting", 8), 3);
    assert_int_equal(distance("kitten", "sitting", 3), 3);
    assert_int_equal(distance("kitten", "sitting", 2), 3);
    assert_int_equal(distance("ca", "abc", 5), 3);
    assert_int_equal(distance("abcdef", "fedcba", 1), 2);
    assert_int_equal(distance("ab", "ba", 1), 1);
}

/* The textbook's table, without a limit. */
static size_t slow_distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), d[16][16];
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            size_t best = i == 0 ? j : j == 0 ? i : d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (i > 0 && j > 0 && d[i - 1][j] + 1 < best)
                best = d[i - 1][j] + 1;
            if (i > 0 && j > 0 && d[i][j - 1] + 1 < best)
                best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[n][m];
}

static void limited_distances_equal_unlimited_ones(void **state)
{
    (void)state;
    uint32_t random = 1;
    for (size_t round = 0; round < 20000; round++) {
        char words[2][16];
        for (size_t w = 0; w < 2; w++) {
            size_t length = (random = random * 1664525u + 1013904223u) >> 16 & 7;
            for (size_t i = 0; i < length; i++)
                words[w][i] = (char)('a' + ((random = random * 1664525u + 1013904223u) >> 16) % 3);
            words[w][length] = '\0';
        }
        size_t limit = round % 7, slow = slow_distance(words[0], words[1]);
        assert_int_equal(distance(words[0], words[1], limit), slow <= limit ? slow : limit + 1);
    }
}

/* ---- opening ---- */

static void a_folder_means_its_graph(void **state)
{
    (void)state;
    assert_int_equal(mkdir("folder", 0755), 0);
    put_file("folder/graph.json", NODES_AND_EDGES, sizeof NODES_AND_EDGES - 1);
    static const char *const paths[] = {"folder", "folder/", "folder/graph.json"};
    for (size_t i = 0; i < 3; i++) {
        rl_index *index = NULL;
        assert_int_equal(rl_index_open(paths[i], &index, NULL), RELATA_OK);
        assert_string_equal(found(index, "xi"), XI);
        rl_index_free(index);
    }
    relata_error err = {0};
    rl_index *index = NULL;
    assert_int_equal(mkdir("empty", 0755), 0);
    assert_int_equal(rl_index_open("empty", &index, &err), RELATA_ERROR_IO);
    assert_string_equal(err.source, "empty/graph.json");
    err = (relata_error){0};
    assert_int_equal(rl_index_open("nowhere.json", &index, &err), RELATA_ERROR_IO);
    assert_string_equal(err.source, "nowhere.json");
    assert_string_equal(err.message, "cannot open: No such file or directory");
    assert_int_equal(rl_index_open("", &index, NULL), RELATA_ERROR_IO);
    assert_null(index);
    rl_index_free(NULL);
}

static void other_shapes_of_the_same_network_are_read(void **state)
{
    (void)state;
    /* keys sorted, so edges first; no attributes; white space; a byte order mark; a weight of the outside only */
    rl_index *index = open_text("\xEF\xBB\xBF { \"edges\" : [ { \"count\" : 2, \"source\":\"b\", \"target\":\"a\",\r\n"
                                " \"weight\" : 2.0, \"evidence\" : null } ] , \"x\" : [1,{\"nodes\":[]}], \"y\":null,"
                                "\t\"nodes\" : [ {\"id\":\"a\",\"label\":\"A\",\"type\":\"t\",\"mentions\":0,"
                                "\"documents\":0,\"aliases\":\"\",\"first_seen\":null}, {\"id\":\"b\",\"label\":\"B\","
                                "\"type\":\"t\",\"mentions\":1,\"documents\":1,\"aliases\":\"|Bee||Bea|\"} ] } \n");
    assert_string_equal(found(index, "bea"), "b");
    const relata_found *b = &ask(index, "bee")->entities[0];
    assert_int_equal(b->alias_count, 2);
    assert_int_equal(b->neighbour_count, 1);
    assert_string_equal(b->neighbours[0].id, "a");
    assert_int_equal(ask(index, "a")->entities[0].alias_count, 0);
    rl_index_free(index);
    /* all on one line, "attributes" before what stands outside and goes first, whole numbers with a fraction */
    index = open_text("{\"edges\":[],\"nodes\":[{\"attributes\":{\"label\":\"Inner\",\"type\":\"t\",\"mentions\":7.0,"
                      "\"documents\":2e0,\"last_seen\":\"2025\"},\"id\":\"a\",\"label\":\"Outer\","
                      "\"last_seen\":null}]}");
    const relata_found *a = &ask(index, "outer")->entities[0];
    assert_int_equal(a->mentions, 7);
    assert_int_equal(a->documents, 2);
    assert_null(a->last_seen);
    assert_string_equal(found(index, "inner"), "?");
    rl_index_free(index);
}

static void whatever_else_a_file_holds_is_passed_over(void **state)
{
    (void)state;
    rl_index *index = open_text(
        "{\"v\":[{},[],[[]],{\"a\":{\"b\":[1,-2.5e-3,0,0.1E+2,18446744073709551616,true,null]},\"\\u0041\":\"\\\"]\"}],"
        "\"nodes\":[{\"id\":\"\\u0061\\u0301\\n\\\\\",\"label\":\"caf\\u00e9 \\ud83d\\ude00 long enough\","
        "\"type\":\"t\",\"mentions\":1,\"documents\":1,\"nodes\":[{}],\"attributes\":"
        "{\"attributes\":7,\"label\":8,\"x\":{\"id\":1}}}],\"edges\":[]}");
    const relata_found *a = &ask(index, "cafe long enough")->entities[0];
    assert_string_equal(a->label, "caf\xC3\xA9 \xF0\x9F\x98\x80 long enough");
    assert_string_equal(a->id, "a\xCC\x81 \\");
    rl_index_free(index);
}

static void strings_of_a_file_are_cleaned(void **state)
{
    (void)state;
    rl_index *index = open_text(NETWORK(NODE("a", "A\\u001b[2J\\nB", "t", "1", ",\"first_seen\":\"\""), ""));
    const relata_found *a = &ask(index, "a")->entities[0];
    assert_string_equal(a->label, "A [2J B");
    assert_null(a->first_seen);
    rl_index_free(index);
}

/* The words are the JSON library's own; the place is promised. */
typedef struct broken {
    const char *text;
    size_t line;
    size_t column;
} broken;

static const broken BROKEN[] = {
    {"", 1, 0},
    {" \n\n", 3, 0},
    {"hello", 1, 5},
    {"\xEF\xBB\xBF{\"nodes\" []}", 1, 10},
    {"{\"nodes\":[],\"edges\":[]", 1, 22},
    {"{\"nodes\":[],\"edges\":[]}}", 1, 24},
    {"{\"nodes\":[],\n \"edges\" []}", 2, 10},
    {"{\"nodes\":[],\n}", 2, 1},
    {"{\"nodes\":[\n{\"id\":\"a\",}]}", 2, 11},
    {"{\"nodes\":[],\"edges\":[],\"x\":\n[1,tru]}", 2, 6},
    {"{\"nodes\":[],\n\"edges\":[],\n\"nodes\":[]}", 3, 7},
    {"{\"nodes\":[{\"id\":\"a\",\n\"id\":\"b\"}],\"edges\":[]}", 2, 4},
    {"{\"x\":[{}}", 1, 9},
    {"{\"x\":01}", 1, 6},
    {"{\"x\":\n\"y}", 2, 3},
    {"{\"x\":\"abcdefgh\n\"}", 1, 14},
    {"{\"x\":\"\\q\"}", 1, 8},
    {"{\"x\":\n \"\xC3(\"}", 2, 2},
    {"{\"x\":\n\x1B[2J}", 2, 1},
    {"{\"nodes\":[{\"id\":\"\\ud800\"}]}", 1, 24},
    {"{\"nodes\":[{\"id\":\"a\\u0000b\"}]}", 1, 26},
};

static void broken_json_is_refused_with_its_place(void **state)
{
    (void)state;
    static const char start[] = "not valid JSON: ";
    for (size_t i = 0; i < sizeof BROKEN / sizeof BROKEN[0]; i++) {
        relata_error err = {0};
        rl_index *index = NULL;
        put_file("broken.json", BROKEN[i].text, strlen(BROKEN[i].text));
        assert_int_equal(rl_index_open("broken.json", &index, &err), RELATA_ERROR_FORMAT);
        assert_null(index);
        assert_string_equal(err.source, "broken.json");
        assert_memory_equal(err.message, start, sizeof start - 1);
        assert_true(strlen(err.message) > sizeof start - 1);
        assert_null(strpbrk(err.message, "\x1B\n"));
        assert_int_equal(err.line, BROKEN[i].line);
        assert_int_equal(err.column, BROKEN[i].column);
    }
}

#define A_AND_B NODE("a", "A", "t", "1", "") "," NODE("b", "B", "t", "1", "")

static const char *const STRANGE[][2] = {
    {"[1,2]", "not a relata network: it is not a JSON object"},
    {"{}", "not a relata network: it has no \"nodes\""},
    {"{\"nodes\":[]}", "not a relata network: it has no \"edges\""},
    {"{\"nodes\":{},\"edges\":[]}", "not a relata network: \"nodes\" is not an array"},
    {"{\"nodes\":[],\"edges\":null}", "not a relata network: \"edges\" is not an array"},
    {NETWORK("1", ""), "node 1 is not an object"},
    {NETWORK("{}", ""), "node 1 has no \"id\""},
    {NETWORK("{\"id\":\"\"}", ""), "node 1: \"id\" is not a string that is not empty"},
    {NETWORK("{\"id\":7}", ""), "node 1: \"id\" is not a string that is not empty"},
    {NETWORK("{\"id\":null}", ""), "node 1: \"id\" is not a string that is not empty"},
    {NETWORK(A_AND_B ",{\"id\":\"c\"}", ""), "node 3 has no \"label\""},
    {NETWORK("{\"id\":\"a\",\"attributes\":[]}", ""), "node 1: \"attributes\" is not an object"},
    {NETWORK(NODE("a", "A", "t", "-1", ""), ""), "node 1: \"mentions\" is not a whole number, 0 or more"},
    {NETWORK(NODE("a", "A", "t", "1.5", ""), ""), "node 1: \"mentions\" is not a whole number, 0 or more"},
    {NETWORK(NODE("a", "A", "t", "\"1\"", ""), ""), "node 1: \"mentions\" is not a whole number, 0 or more"},
    {NETWORK(NODE("a", "A", "t", "99999999999999999999", ""), ""),
     "node 1: \"mentions\" is not a whole number, 0 or more"},
    {NETWORK(NODE("a", "A", "t", "1", ",\"aliases\":[]"), ""), "node 1: \"aliases\" is not a string that is not empty"},
    {NETWORK(NODE("a", "A", "t", "1", ",\"last_seen\":7"), ""),
     "node 1: \"last_seen\" is not a string that is not empty"},
    {NETWORK(NODE("a", "A", "t", "1", "") "," NODE("a", "B", "t", "1", ""), ""),
     "node 2: a second node with the id \"a\""},
    {NETWORK(NODE("a", "A", "t", "1", ""), EDGE("a", "b", "1", "1", "")), "edge 1 to the unknown node \"b\""},
    {NETWORK("", EDGE("a", "b", "1", "1", "")), "edge 1 to the unknown node \"a\""},
    {NETWORK(A_AND_B, EDGE("a", "b", "1", "1", "") "," EDGE("a", "a", "1", "1", "")), "edge 2 from a node to itself"},
    {NETWORK("", "7"), "edge 1 is not an object"},
    {NETWORK(A_AND_B, "{\"source\":\"a\"}"), "edge 1 has no \"target\""},
    {NETWORK(A_AND_B, "{\"source\":\"a\",\"target\":[]}"), "edge 1: \"target\" is not a string that is not empty"},
    {NETWORK(A_AND_B, EDGE("a", "b", "0", "1", "")), "edge 1: \"weight\" is not a number above 0"},
    {NETWORK(A_AND_B, EDGE("a", "b", "\"1\"", "1", "")), "edge 1: \"weight\" is not a number above 0"},
    {NETWORK(A_AND_B, EDGE("a", "b", "1", "null", "")), "edge 1: \"count\" is not a whole number, 0 or more"},
    {NETWORK(A_AND_B, EDGE("a", "b", "1", "1", ",\"evidence\":\"x\"")), "edge 1: \"evidence\" is not an array"},
    {NETWORK(A_AND_B, EDGE("a", "b", "1", "1", ",\"evidence\":[1]")), "evidence of edge 1 is not an object"},
    {NETWORK(A_AND_B, EDGE("a", "b", "1", "1", ",\"evidence\":[{\"document\":\"d\"}]")),
     "evidence of edge 1 has no \"sentence\""},
};

static void json_that_is_no_network_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof STRANGE / sizeof STRANGE[0]; i++) {
        relata_error err = {0};
        rl_index *index = NULL;
        put_file("strange.json", STRANGE[i][0], strlen(STRANGE[i][0]));
        assert_int_equal(rl_index_open("strange.json", &index, &err), RELATA_ERROR_FORMAT);
        assert_null(index);
        assert_string_equal(err.message, STRANGE[i][1]);
        assert_string_equal(err.source, "strange.json");
        assert_int_equal(err.line, 0); /* the tree of values knows no places */
    }
}

static void assert_refused(const char *bytes, size_t length)
{
    rl_index *index = NULL;
    relata_error err = {0};
    put_file("hostile.json", bytes, length);
    assert_int_equal(rl_index_open("hostile.json", &index, &err), RELATA_ERROR_FORMAT);
    assert_int_equal(rl_index_open("hostile.json", &index, NULL), RELATA_ERROR_FORMAT);
    assert_null(index);
    assert_string_equal(err.source, "hostile.json");
}

static void hostile_files_are_refused(void **state)
{
    (void)state;
    assert_refused("{\"nodes\":[\0]}", 13);
    assert_refused("{\"no\xFF", 6);
    assert_refused("{\"nodes\":[{\"id\":\"a\\u0000b\"}]}", 29);
    assert_refused("{\"nodes\":[{\"id\":\"\\ud800\"}]}", 27);
    assert_refused("{\"nodes\":[{\"mentions\":99999999999999999999}]}", 45);
    assert_refused("{\"nodes\":[{\"mentions\":1e999}]}", 30);
    size_t depth = 1000000;
    char *deep = malloc(depth + 8);
    assert_non_null(deep);
    memcpy(deep, "{\"x\":", 5);
    memset(deep + 5, '[', depth);
    assert_refused(deep, depth + 5);
    memcpy(deep, "{\"nodes\":", 9);
    assert_refused(deep, depth);
    free(deep);
}

static void every_cut_of_a_network_is_refused(void **state)
{
    (void)state;
    size_t length = sizeof NODES_AND_EDGES - 1;
    for (size_t cut = 0; cut < length - 2; cut += 7) {
        rl_index *index = NULL;
        put_file("cut.json", NODES_AND_EDGES, cut);
        assert_int_equal(rl_index_open("cut.json", &index, NULL), RELATA_ERROR_FORMAT);
    }
}

/* Any byte may be any other: whatever comes of it, nothing crashes and an index that opens answers. */
static void changed_bytes_do_no_harm(void **state)
{
    (void)state;
    size_t length = sizeof NODES_AND_EDGES - 1;
    static const char bytes[] = "\"\\{}[],:0x\0\xFF";
    for (size_t i = 0; i < length; i += 3) {
        char *changed = malloc(length);
        assert_non_null(changed);
        memcpy(changed, NODES_AND_EDGES, length);
        changed[i] = bytes[i % (sizeof bytes - 1)];
        put_file("changed.json", changed, length);
        free(changed);
        rl_index *index = NULL;
        if (rl_index_open("changed.json", &index, NULL) == RELATA_OK)
            (void)found(index, "carney");
        rl_index_free(index);
    }
}

/* ---- writing ---- */

static bool collect(void *user, const char *bytes, size_t length)
{
    return rl_buffer_append(user, bytes, length);
}

static bool refuse(void *user, const char *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    (void)length;
    return false;
}

static void assert_written(const relata_answer *answer, const char *expected)
{
    rl_buffer text = {0};
    assert_int_equal(rl_answer_write_json(answer, collect, &text, NULL), RELATA_OK);
    assert_string_equal(rl_buffer_string(&text), expected);
    rl_buffer_free(&text);
}

static void answers_are_written_in_one_shape(void **state)
{
    (void)state;
    rl_index *index = open_text(NODES_AND_EDGES);
    assert_written(ask(index, "XI"),
                   "{\"query\":\"XI\",\"entities\":[{\"id\":\"" XI "\",\"label\":\"Xi Jinping\",\"type\":\"person\","
                   "\"aliases\":[\"Xi\",\"Jinping\",\"习近平\"],\"mentions\":7,\"documents\":2,"
                   "\"first_seen\":\"2025-10-31\",\"last_seen\":\"2025-11-01\",\"neighbours\":["
                   "{\"id\":\"" CARNEY "\",\"label\":\"Mark Carney\",\"type\":\"person\",\"weight\":6,\"count\":8,"
                   "\"evidence\":[{\"document\":\"a.txt\",\"sentence\":3,\"text\":\"Carney met Xi.\"},"
                   "{\"document\":\"b.txt\",\"sentence\":1,\"text\":\"\"}]},"
                   "{\"id\":\"place:gyeongju\",\"label\":\"Gyeongju\",\"type\":\"place\",\"weight\":3,\"count\":3,"
                   "\"evidence\":[]}]}],\"suggestions\":[]}\n");
    assert_written(ask(index, "Québek"),
                   "{\"query\":\"Québek\",\"entities\":[],\"suggestions\":[\"Québec\"]}\n");
    assert_written(ask(index, "APEC"),
                   "{\"query\":\"APEC\",\"entities\":[{\"id\":\"" APEC "\",\"label\":\"Asia-Pacific Economic "
                   "Cooperation\",\"type\":\"organisation\",\"aliases\":[\"APEC\"],\"mentions\":4,\"documents\":2,"
                   "\"first_seen\":null,\"last_seen\":null,\"neighbours\":[{\"id\":\"" CARNEY "\",\"label\":\"Mark "
                   "Carney\",\"type\":\"person\",\"weight\":2.5,\"count\":3,\"evidence\":[]}]}],\"suggestions\":[]}\n");
    rl_index_free(index);
}

static void strange_answers_are_written(void **state)
{
    (void)state;
    relata_found thing = {.id = "a\"/\\", .label = "bad \xFF byte", .type = NULL, .mentions = SIZE_MAX};
    assert_written(&(relata_answer){.query = "\x01", .entities = &thing, .entity_count = 1},
                   "{\"query\":\" \",\"entities\":[{\"id\":\"a\\\"/\\\\\",\"label\":\"bad \xEF\xBF\xBD byte\","
                   "\"type\":null,\"aliases\":[],\"mentions\":9223372036854775807,\"documents\":0,"
                   "\"first_seen\":null,\"last_seen\":null,\"neighbours\":[]}],\"suggestions\":[]}\n");
}

static void a_refused_write_is_an_error(void **state)
{
    (void)state;
    relata_error err = {0};
    rl_index *index = open_text(NODES_AND_EDGES);
    assert_int_equal(rl_answer_write_json(ask(index, "xi"), refuse, NULL, &err), RELATA_ERROR_IO);
    assert_string_equal(err.message, "cannot write: the output was refused");
    rl_index_free(index);
}

/* ---- want of memory, as far as the JSON library's goes ---- */

static size_t allocations_left;

static void *scarce_malloc(size_t size)
{
    return allocations_left == 0 ? NULL : (allocations_left--, malloc(size));
}

static void want_of_memory_is_an_error(void **state)
{
    (void)state;
    static const char small[] =
        NETWORK(NODE("a", "A", "t", "1", "") "," NODE("b", "\\u0042", "t", "1", ""),
                EDGE("a", "b", "1", "1", ",\"evidence\":[{\"document\":\"d\",\"sentence\":1}]"));
    put_file("small.json", small, sizeof small - 1);
    rl_index *index = NULL;
    size_t enough = 0;
    json_set_alloc_funcs(scarce_malloc, free);
    for (relata_status status = RELATA_ERROR_MEMORY; status != RELATA_OK; enough++) {
        allocations_left = enough;
        status = rl_index_open("small.json", &index, NULL);
        /* The JSON library calls a string that it has no memory for an invalid token. */
        assert_true(status == RELATA_OK || status == RELATA_ERROR_MEMORY || status == RELATA_ERROR_FORMAT);
    }
    assert_true(enough > 5);
    const relata_answer *answer = ask(index, "a");
    enough = 0;
    for (relata_status status = RELATA_ERROR_MEMORY; status != RELATA_OK; enough++) {
        rl_buffer text = {0};
        allocations_left = enough;
        status = rl_answer_write_json(answer, collect, &text, NULL);
        assert_true(status == RELATA_OK || status == RELATA_ERROR_MEMORY);
        rl_buffer_free(&text);
    }
    assert_true(enough > 20);
    json_set_alloc_funcs(malloc, free);
    rl_index_free(index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_aliases_and_ids_are_found),
        cmocka_unit_test(all_that_fit_are_found_most_mentioned_first),
        cmocka_unit_test(one_word_finds_people_whom_nothing_else_fits),
        cmocka_unit_test(nothing_has_no_name),
        cmocka_unit_test(an_answer_says_everything),
        cmocka_unit_test(neighbours_stand_by_weight_count_label_and_id),
        cmocka_unit_test(near_names_are_suggested),
        cmocka_unit_test(the_five_nearest_are_suggested_in_order),
        cmocka_unit_test(a_near_alias_suggests_the_label_once),
        cmocka_unit_test(distances_count_slips),
        cmocka_unit_test(limited_distances_equal_unlimited_ones),
        cmocka_unit_test(a_folder_means_its_graph),
        cmocka_unit_test(other_shapes_of_the_same_network_are_read),
        cmocka_unit_test(whatever_else_a_file_holds_is_passed_over),
        cmocka_unit_test(strings_of_a_file_are_cleaned),
        cmocka_unit_test(broken_json_is_refused_with_its_place),
        cmocka_unit_test(json_that_is_no_network_is_refused),
        cmocka_unit_test(hostile_files_are_refused),
        cmocka_unit_test(every_cut_of_a_network_is_refused),
        cmocka_unit_test(changed_bytes_do_no_harm),
        cmocka_unit_test(answers_are_written_in_one_shape),
        cmocka_unit_test(strange_answers_are_written),
        cmocka_unit_test(a_refused_write_is_an_error),
        cmocka_unit_test(want_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, make_home, remove_home);
}
