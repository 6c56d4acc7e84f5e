/* The report stage and its writers: what is picked, in which order, what is doubted, and that poor or hostile networks make a
 * valid report too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <relata/report.h>

#include "export/report.h"
#include "report/internal.h"
#include "resolve/reasons.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 16 };

typedef struct fixture {
    rl_network network;
    rl_node nodes[MOST];
    rl_edge edges[MOST];
    rl_network relations;
    rl_edge ties[MOST];
    rl_tie tie_values[MOST];
    relata_summary summary;
    rl_report report;
} fixture;

/* ---- helpers ---- */

static void start(fixture *f)
{
    memset(f, 0, sizeof *f);
    f->network =
        (rl_network){.nodes = f->nodes, .edges = f->edges, .window = "sentence", .weight = "count", .modularity = NAN};
}

/* Ids must be in order. */
static rl_node *add_node(fixture *f, const char *id, const char *label, const char *type, uint64_t mentions)
{
    rl_node *node = &f->nodes[f->network.node_count++];
    *node = (rl_node){.id = id,
                      .label = label,
                      .type = type,
                      .mentions = mentions,
                      .documents = 2,
                      .latitude = NAN,
                      .longitude = NAN};
    return node;
}

static rl_edge *add_edge(fixture *f, uint32_t source, uint32_t target, uint64_t count, double log_likelihood)
{
    rl_edge *edge = &f->edges[f->network.edge_count++];
    *edge = (rl_edge){.source = source,
                      .target = target,
                      .weight = (double)count,
                      .count = count,
                      .documents = 2,
                      .log_likelihood = log_likelihood,
                      .npmi = 0.5,
                      .evidence_count = 1};
    edge->evidence[0] = (rl_place_of_evidence){.document = "a.txt", .sentence = 1, .text = "They met."};
    return edge;
}

static const rl_report *make(fixture *f, size_t top)
{
    relata_error err = {0};
    assert_int_equal(rl_report_make(&f->network, top, &f->report, &err), RELATA_OK);
    return &f->report;
}

static bool collect(void *user, const char *bytes, size_t length)
{
    return rl_buffer_append(user, bytes, length);
}

/* Owned by the caller. */
static void write_report(fixture *f, const char *format, rl_buffer *ret)
{
    relata_error err = {0};
    relata_report_options options;
    relata_report_options_init(&options);
    assert_int_equal(relata_report_write((const relata_network *)&f->network, &options, format, collect, ret, &err),
                     RELATA_OK);
    assert_non_null(rl_buffer_string(ret));
}

/* Both formats can be made, and the JSON is valid. */
static void assert_both_formats(fixture *f, const char *in_markdown)
{
    rl_buffer markdown = {0}, json = {0};
    write_report(f, "markdown", &markdown);
    write_report(f, "json", &json);
    if (strstr(markdown.bytes, in_markdown) == NULL)
        fail_msg("\"%s\" is not in: %s", in_markdown, markdown.bytes);
    json_error_t why;
    json_t *root = json_loadb(json.bytes, json.length, JSON_REJECT_DUPLICATES, &why);
    assert_non_null(root);
    json_decref(root);
    rl_buffer_free(&markdown);
    rl_buffer_free(&json);
}

static void assert_line(const rl_report_case *found, size_t line, const char *expected)
{
    assert_true(line < found->line_count);
    assert_string_equal(found->lines[line], expected);
}

/* ---- poor networks ---- */

static void an_empty_network_is_reported(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    assert_both_formats(&f, "0 entities");
}

static void one_node_is_reported(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    add_node(&f, "person:a", "A", "person", 1);
    assert_both_formats(&f, "1 entity has no link");
}

static void what_was_not_measured_is_asked_for(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    add_node(&f, "person:a", "A", "person", 1);
    add_node(&f, "person:b", "B", "person", 1);
    add_edge(&f, 0, 1, 3, NAN);
    assert_both_formats(&f, "ask for it with `relata build --measures communities`");
    assert_both_formats(&f, "ask for it with relations.json beside graph.json");
    assert_both_formats(&f, "surprising pairs, which need the log-likelihood");
    f.network.window = NULL;
    f.network.weight = NULL;
    assert_both_formats(&f, "3 windows of text");
}

/* ---- hostile networks ---- */

static void hostile_labels_stay_labels(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    add_node(&f, "person:a", "<script>x</script>|`**_", "person", 9)->documents = 1;
    add_node(&f, "person:b", "line\nbreak # \xFF [a](b)", "t|<b>", 9);
    add_node(&f, "x\" = `y", "", "person", 9);
    add_edge(&f, 0, 1, 5, 20)->evidence[0].text = "<img src=x>\n\n# heading";
    add_edge(&f, 1, 2, 4, 20)->evidence[0].document = "a`b|c";
    assert_both_formats(&f, "\\<script\\>x\\</script\\>\\|\\`\\*\\*\\_");
    assert_both_formats(&f, "line break # \xEF\xBF\xBD \\[a\\](b)");
    assert_both_formats(&f, "\\<img src=x\\>  # heading");
    assert_both_formats(&f, "(`` a`b|c ``, sentence 1)");
}

/* ---- what is picked ---- */

static void pairs_are_picked(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    for (size_t i = 0; i < 6; i++)
        add_node(&f, "n", "n", "person", 1);
    add_edge(&f, 0, 1, 50, 12);               /* the strongest, so no surprise */
    add_edge(&f, 0, 2, 5, 99)->documents = 1; /* one document */
    add_edge(&f, 1, 2, 2, 99);                /* too rare */
    add_edge(&f, 2, 3, 4, 10);                /* as good as chance */
    add_edge(&f, 3, 4, 4, 30);
    add_edge(&f, 4, 5, 3, 60);
    const rl_report *report = make(&f, 1);
    assert_int_equal(report->strongest.count, 1);
    assert_int_equal(report->strongest.items[0], 0);
    assert_int_equal(report->strongest.total, 6);
    assert_int_equal(report->surprising.count, 1);
    assert_int_equal(report->surprising.items[0], 5);
    assert_int_equal(report->surprising.total, 2);
    rl_report_free(&f.report);
}

static void the_corpus_is_counted(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    add_node(&f, "person:a", "A", "person", 3)->first_seen = "2025-02";
    add_node(&f, "person:b", "B", "person", 1)->documents = 1;
    add_node(&f, "place:c", "C", "place", 2)->first_seen = "2025-01-30";
    add_node(&f, "place:d", "D", "place", 2);
    f.nodes[0].last_seen = "2025-03-01";
    add_edge(&f, 0, 2, 3, 1);
    const rl_report *report = make(&f, 10);
    assert_string_equal(report->first_seen, "2025-01-30");
    assert_string_equal(report->last_seen, "2025-03-01");
    assert_int_equal(report->components, 3);
    assert_int_equal(report->largest, 2);
    assert_int_equal(report->alone, 2);
    assert_true(fabs(report->density - 1.0 / 6) < 1e-9);
    assert_string_equal(report->types[0].name, "person");
    assert_int_equal(report->types[0].mentions, 4);
    assert_int_equal(report->types[0].once, 1);
    assert_int_equal(report->types[0].central.count, 1); /* the other has no link */
    rl_report_free(&f.report);
}

/* Two pairs and one alone; a person of the one knows one of the other. */
static void groups_and_what_joins_them(void **state)
{
    (void)state;
    static const uint32_t COMMUNITIES[] = {7, 7, 4000000000u, 4000000000u, 4000000000u, 2};
    fixture f;
    start(&f);
    for (size_t i = 0; i < 6; i++)
        add_node(&f, "n", "n", i < 2 ? "place" : "person", 10 - i)->community = COMMUNITIES[i];
    add_edge(&f, 0, 1, 2, 1);
    add_edge(&f, 0, 2, 6, 1);
    add_edge(&f, 1, 5, 9, 1);
    add_edge(&f, 2, 3, 2, 1);
    add_edge(&f, 3, 4, 1, 1);
    f.network.measures = RL_MEASURE_BIT(RL_MEASURE_COMMUNITIES);
    const rl_report *report = make(&f, 10);
    assert_int_equal(report->group_count, 2);
    assert_int_equal(report->small_groups, 1);
    assert_int_equal(report->groups[0].community, 4000000000u);
    assert_int_equal(report->groups[0].size, 3);
    assert_int_equal(report->groups[0].inside, 2);
    assert_int_equal(report->groups[0].outside, 1);
    assert_int_equal(report->groups[0].members.items[0], 3);
    assert_int_equal(report->groups[1].outside, 2);
    assert_int_equal(report->joining.total, 1);
    assert_int_equal(report->joining.items[0], 1);
    assert_int_equal(report->joiner_total, 1);
    assert_int_equal(report->joiners[0].node, 2);
    assert_int_equal(report->joiners[0].groups.items[0], 1);
    assert_true(fabs(report->joiners[0].outside - 0.75) < 1e-9);
    rl_report_free(&f.report);
}

static void add_tie(fixture *f, const char *relation, uint64_t asserted, uint64_t planned)
{
    size_t i = f->relations.edge_count++;
    f->tie_values[i] = (rl_tie){.relation = relation, .modality = "asserted", .asserted = asserted, .planned = planned};
    f->ties[i] = (rl_edge){
        .source = 0, .target = 1, .weight = 1, .count = asserted + planned, .documents = 1, .tie = &f->tie_values[i]};
}

static void relations_are_counted_by_kind(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    add_node(&f, "person:a", "A", "person", 3);
    add_node(&f, "person:b", "B", "person", 3);
    f.relations = (rl_network){.nodes = f.nodes, .node_count = 2, .edges = f.ties, .is_directed = true};
    f.network.relations = &f.relations;
    add_tie(&f, "met_with", 0, 9);
    add_tie(&f, "leads", 1, 0);
    add_tie(&f, "met_with", 2, 0);
    const rl_report *report = make(&f, 10);
    assert_int_equal(report->kind_count, 2);
    assert_string_equal(report->kinds[0].relation, "met_with");
    assert_int_equal(report->kinds[0].edges, 2);
    assert_int_equal(report->kinds[0].statements, 11);
    assert_int_equal(report->kinds[0].planned, 9);
    assert_int_equal(report->kinds[0].examples.items[0], 2); /* what is so goes before what is planned */
    rl_report_free(&f.report);
    assert_both_formats(&f, "A *met with* B");
}

/* ---- names ---- */

/* Whatever resolve says of an alias, the report knows how weak it is. */
static void every_reason_has_its_kind(void **state)
{
    (void)state;
    char strings[] = "doc.txt";
    rl_record record = {.strings = strings};
    for (int reason = RL_REASON_ENTRY; reason < RL_REASON_COUNT; reason++) {
        rl_buffer words = {0};
        bool in_corpus = reason >= RL_REASON_ELSEWHERE;
        rl_corpus_merge merge = {.reason = (rl_reason)reason, .name = "Ann Lee", .company = "Bob Ray"};
        rl_alias_source source = {in_corpus ? RL_REASON_NONE : (rl_reason)reason, &record, in_corpus ? &merge : NULL};
        assert_true(rl_reason_append(&source, "Ann Lee", false, NULL, &words));
        assert_non_null(rl_buffer_string(&words));
        if (strcmp(rl_report_kind_of_reason(words.bytes), "other") == 0)
            fail_msg("no kind for \"%s\"", words.bytes);
        assert_true(rl_report_is_spelling(words.bytes) ==
                    (reason == RL_REASON_SPELLING || reason == RL_REASON_RESPELT || reason == RL_REASON_NICKNAME ||
                     reason == RL_REASON_INITIAL || reason == RL_REASON_TRANSLITERATION));
        rl_buffer_free(&words);
    }
    assert_string_equal(rl_report_kind_of_reason("same name"), "same name");
    assert_string_equal(rl_report_kind_of_reason("of tomorrow"), "other");
}

static const char *const KOVRING[] = {"Kovrig", "Michael Kovring"};
static const char *const KOVRING_REASONS[] = {"family name of the only bearer in a.txt", "spelling: Michael Kovrig"};

static void weak_merges_come_first(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    rl_node *node = add_node(&f, "person:michael-kovrig", "Michael Kovrig", "person", 3);
    node->aliases = KOVRING;
    node->reasons = KOVRING_REASONS;
    node->alias_count = node->reason_count = 2;
    const rl_report *report = make(&f, 10);
    assert_int_equal(report->merge_count, 2);
    assert_string_equal(report->merges[0].kind, "spelling");
    assert_int_equal(report->merges[0].examples[0].alias, 1);
    assert_int_equal(report->doubts[RL_DOUBT_SPELLING].count, 1);
    assert_line(&report->doubts[RL_DOUBT_SPELLING].cases[0], 0, "different person:michael-kovrig = Michael Kovring");
    rl_report_free(&f.report);
}

/* "means several entities", the reader of judgements would say. */
static void a_shared_name_gets_no_line(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    rl_node *node = add_node(&f, "person:michael-kovrig", "Michael Kovrig", "person", 3);
    node->aliases = KOVRING;
    node->reasons = KOVRING_REASONS;
    node->alias_count = node->reason_count = 2;
    add_node(&f, "place:michael-kovring", "Michael KOVRING", "place", 1);
    const rl_report *report = make(&f, 10);
    assert_int_equal(report->doubts[RL_DOUBT_SPELLING].count, 1);
    assert_int_equal(report->doubts[RL_DOUBT_SPELLING].cases[0].line_count, 0);
    rl_report_free(&f.report);
}

/* ---- doubts ---- */

static void same_labels_are_doubted(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    add_node(&f, "organisation:jordan", "Jordan", "organisation", 2);
    add_node(&f, "person:a=b", "JORDAN", "person", 1);
    add_node(&f, "place:jordan", "Jordan", "place", 9);
    add_node(&f, "place:jordan-x", "J\xC3\xB6rdan", "place", 1);
    const rl_report *report = make(&f, 10);
    const rl_report_doubt *types = &report->doubts[RL_DOUBT_TYPES], *twice = &report->doubts[RL_DOUBT_NAMESAKES];
    assert_int_equal(types->total, 1);
    assert_int_equal(types->cases[0].node_count, 3);
    assert_line(&types->cases[0], 0, "same place:jordan = organisation:jordan");
    assert_line(&types->cases[0], 1, "same place:jordan = \"person:a=b\"");
    assert_line(&types->cases[0], 2, "type place:jordan = place");
    assert_int_equal(twice->total, 1);
    assert_line(&twice->cases[0], 0, "same place:jordan = place:jordan-x");
    rl_report_free(&f.report);
}

/* Which of two labels of people are near. */
static bool are_near(const char *a, const char *b)
{
    fixture f;
    start(&f);
    add_node(&f, "person:a", a, "person", 1);
    add_node(&f, "person:b", b, "person", 2);
    size_t total = make(&f, 10)->doubts[RL_DOUBT_NEAR].total;
    assert_true(total <= 1);
    rl_report_free(&f.report);
    return total == 1;
}

static void near_labels_are_doubted(void **state)
{
    (void)state;
    assert_true(are_near("Michael Kovrig", "Michael Kovring"));
    assert_true(are_near("Michael Kovrig", "Micheal Kovrig"));
    assert_true(are_near("Michael Kovrig", "Michael Kovrik"));
    assert_true(are_near("Kovrigg", "Kovrig"));
    assert_true(are_near("Orban Viktor", "Viktor Orban"));
    assert_false(are_near("Michael Kovrig", "Michael Povrig"));
    assert_false(are_near("Michael Ivanov", "Michael Ivanova"));
    assert_false(are_near("Ann Lee Smith", "Ann Lea Smith"));
    assert_false(are_near("Apollo 11 Mission", "Apollo 12 Mission"));
    assert_false(are_near("Michael Kovrig", "Michelle Kovrig"));
    assert_false(are_near("Iran", "Iraq"));
    assert_false(are_near("Orban Viktor", "Viktor Orbin"));
    assert_false(are_near("a b a b", "b a b b"));
}

/* One sentence has both, or lists have both: they are two. */
static void what_is_known_to_be_two_is_not_doubted(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    add_node(&f, "person:a", "Michael Kovrig", "person", 1);
    add_node(&f, "person:b", "Michael Kovring", "person", 2);
    add_edge(&f, 0, 1, 1, 1);
    assert_int_equal(make(&f, 10)->doubts[RL_DOUBT_NEAR].total, 0);
    rl_report_free(&f.report);
    f.network.edge_count = 0;
    f.nodes[0].role = f.nodes[1].role = "diplomat";
    assert_int_equal(make(&f, 10)->doubts[RL_DOUBT_NEAR].total, 0);
    rl_report_free(&f.report);
}

static void one_word_is_doubted(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    add_node(&f, "person:ann-lee", "Ann Lee", "person", 5);
    add_node(&f, "person:bo-lee", "Bo Lee", "person", 9);
    add_node(&f, "person:lee", "Lee", "person", 2);
    add_node(&f, "person:neymar", "Neymar", "person", 9)->role = "footballer";
    add_node(&f, "person:plato", "Plato", "person", 1);
    const rl_report_doubt *doubt = &make(&f, 10)->doubts[RL_DOUBT_ONE_WORD];
    assert_int_equal(doubt->total, 2);
    assert_int_equal(doubt->cases[0].node_count, 3);
    assert_line(&doubt->cases[0], 0, "same person:lee = person:bo-lee");
    assert_line(&doubt->cases[1], 0, "drop person:plato");
    rl_report_free(&f.report);
}

static void a_family_name_of_several_is_doubted(void **state)
{
    (void)state;
    static const char *const LEE[] = {"Lee"};
    static const char *const REASON[] = {"family name, its bearer named last before it in a.txt"};
    fixture f;
    start(&f);
    add_node(&f, "person:ann-lee", "Ann Lee", "person", 5);
    add_node(&f, "person:bo-lee", "Bo Lee", "person", 9);
    for (size_t i = 0; i < 2; i++) { /* of the two only she is named less often */
        f.nodes[i].aliases = LEE;
        f.nodes[i].reasons = REASON;
        f.nodes[i].alias_count = f.nodes[i].reason_count = 1;
    }
    const rl_report_doubt *doubt = &make(&f, 10)->doubts[RL_DOUBT_FAMILY];
    assert_int_equal(doubt->total, 1);
    assert_int_equal(doubt->cases[0].nodes[0], 0);
    assert_int_equal(doubt->cases[0].nodes[1], 1);
    assert_int_equal(doubt->cases[0].line_count, 0); /* both go by it */
    rl_report_free(&f.report);
}

static void one_document_is_doubted(void **state)
{
    (void)state;
    fixture f;
    start(&f);
    for (size_t i = 0; i < 7; i++)
        add_node(&f, "n", "n", "place", 1);
    for (uint32_t i = 1; i < 7; i++)
        add_edge(&f, 0, i, 1, 1);
    f.nodes[0].documents = 1;
    assert_int_equal(make(&f, 10)->doubts[RL_DOUBT_ONE_DOCUMENT].total, 0); /* of so few that is no wonder */
    rl_report_free(&f.report);
    f.summary.documents = 50;
    f.network.summary = &f.summary;
    assert_int_equal(make(&f, 10)->doubts[RL_DOUBT_ONE_DOCUMENT].total, 1);
    rl_report_free(&f.report);
    assert_both_formats(&f, "6 links from `a.txt`");
}

/* ---- the public functions ---- */

static bool refuse(void *user, const char *bytes, size_t length)
{
    (void)user, (void)bytes, (void)length;
    return false;
}

static void calls_are_checked(void **state)
{
    (void)state;
    fixture f;
    relata_error err;
    rl_buffer out = {0};
    relata_network *network = NULL;
    relata_report_options options = {.top = 0};
    start(&f);
    const relata_network *given = (const relata_network *)&f.network;
    assert_int_equal(relata_network_open(NULL, &network, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_network_open("x", NULL, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_report_write(NULL, NULL, "json", collect, &out, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_report_write(given, NULL, NULL, collect, &out, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_report_write(given, NULL, "html", collect, &out, &err), RELATA_ERROR_ARGUMENT);
    assert_string_equal(err.message, "unknown format of reports \"html\"");
    assert_int_equal(relata_report_write(given, NULL, "json", NULL, &out, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_report_write(given, &options, "json", collect, &out, &err), RELATA_ERROR_ARGUMENT);
    options.top = 1001;
    assert_int_equal(relata_report_write(given, &options, "json", collect, &out, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_report_write(given, NULL, "json", refuse, NULL, &err), RELATA_ERROR_IO);
    assert_int_equal(relata_report_write(given, NULL, "markdown", refuse, NULL, &err), RELATA_ERROR_IO);
    assert_int_equal(relata_report_save(given, NULL, "json", NULL, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_report_save(given, NULL, "json", "/dev/null/x", &err), RELATA_ERROR_IO);
    f.network.is_directed = true;
    assert_int_equal(relata_report_write(given, NULL, "json", collect, &out, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(out.length, 0);
    relata_report_options_init(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_network_is_reported),
        cmocka_unit_test(one_node_is_reported),
        cmocka_unit_test(what_was_not_measured_is_asked_for),
        cmocka_unit_test(hostile_labels_stay_labels),
        cmocka_unit_test(pairs_are_picked),
        cmocka_unit_test(the_corpus_is_counted),
        cmocka_unit_test(groups_and_what_joins_them),
        cmocka_unit_test(relations_are_counted_by_kind),
        cmocka_unit_test(every_reason_has_its_kind),
        cmocka_unit_test(weak_merges_come_first),
        cmocka_unit_test(a_shared_name_gets_no_line),
        cmocka_unit_test(same_labels_are_doubted),
        cmocka_unit_test(near_labels_are_doubted),
        cmocka_unit_test(what_is_known_to_be_two_is_not_doubted),
        cmocka_unit_test(one_word_is_doubted),
        cmocka_unit_test(a_family_name_of_several_is_doubted),
        cmocka_unit_test(one_document_is_doubted),
        cmocka_unit_test(calls_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
