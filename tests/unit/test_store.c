/* Stores as other programs use them: saved twice, while somebody writes, judged and judged no more, merged, asked within bounds. */
#include <relata/documents.h>
#include <relata/lookup.h>
#include <relata/store.h>

#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define LIST "type\tname\nperson\tAnn Quill\nperson\tBob Reed\nperson\tCy Reed\nplace\tOsby\n"
#define TEXT "Ann Quill met Bob Reed in Osby. Ann Quill left Osby. Bob Reed saw Cy Reed."

typedef struct fixture {
    char home[64];
    relata_engine *engine;
    relata_error err;
} fixture;

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    (void)strcpy(f->home, "/tmp/relata-test-XXXXXX");
    assert_true(mkdtemp(f->home) != NULL && chdir(f->home) == 0);
    put("list.tsv", LIST);
    put("mine.weights", "in a list of the user\t40\t40\t40\n");
    assert_int_equal(relata_engine_new(&f->engine, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_gazetteer(f->engine, "list.tsv", false, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_rules(f->engine, "mine.weights", NULL), RELATA_OK);
    assert_int_equal(relata_engine_seal(f->engine, NULL), RELATA_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", f->home);
    relata_engine_free(f->engine);
    bool gone = chdir("/") == 0 && system(command) == 0;
    free(f);
    return gone ? 0 : -1;
}

static void good(fixture *f, relata_status status)
{
    if (status != RELATA_OK)
        fail_msg("%s: %s", f->err.source, f->err.message);
}

static relata_network *build(fixture *f, const char *store, const char *text)
{
    const char *paths[] = {"a.txt"};
    relata_reader *reader = NULL;
    relata_network *network = NULL;
    relata_build_options options;
    put(paths[0], text);
    relata_build_options_init(&options);
    options.layout = RELATA_LAYOUT_NONE;
    options.store = store;
    good(f, relata_reader_new(paths, 1, NULL, NULL, &reader, &f->err));
    good(f, relata_build(f->engine, reader, &options, &network, NULL, &f->err));
    relata_reader_free(reader);
    return network;
}

static void make_store(fixture *f, const char *path, const char *text)
{
    relata_network *network = build(f, path, text);
    good(f, relata_network_save(network, &path, 1, &f->err));
    relata_network_free(network);
}

/* ---- saving ---- */

static void a_store_is_saved_once(void **state)
{
    fixture *f = *state;
    const char *const paths[] = {"one.json", "news.db"}, *const again[] = {"news.db", "two.json"};
    relata_network *network = build(f, "news.db", TEXT);
    good(f, relata_network_save(network, paths, 2, &f->err));
    assert_true(relata_store_is_at("news.db"));
    const relata_store_change change = {.judgements = "drop Osby"};
    good(f, relata_store_apply(f->engine, "news.db", &change, NULL, NULL, NULL, NULL, &f->err));
    good(f, relata_network_save(network, again, 2, &f->err));
    assert_int_equal(system("cmp -s one.json two.json"), 0);
    relata_network_free(network);
    const relata_store_change back = {.forgotten = "drop osby"};
    good(f, relata_store_apply(f->engine, "news.db", &back, NULL, NULL, NULL, NULL, &f->err));
    good(f, relata_store_check("news.db", &f->err));
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void change(fixture *f, const relata_store_change *what)
{
    good(f, relata_store_apply(f->engine, "news.db", what, NULL, NULL, NULL, NULL, &f->err));
}

static void what_others_write_into_tables_is_found_and_undone(void **state)
{
    fixture *f = *state;
    static const char *const CHANGES[] = {
        "UPDATE mention SET count = count + 1",
        "DELETE FROM name WHERE folded = 'osby'",
        "INSERT INTO alias(entity, place, name) SELECT number, 99, 'Nobody' FROM entity",
        "UPDATE edge SET npmi = npmi / 2",
        "DELETE FROM appearance",
    };
    make_store(f, "news.db", TEXT);
    for (size_t i = 0; i < sizeof CHANGES / sizeof CHANGES[0]; i++) {
        relata_error err = {0};
        good(f, relata_store_check("news.db", &f->err));
        run_sql("news.db", CHANGES[i]);
        assert_int_equal(relata_store_check("news.db", &err), RELATA_ERROR_FORMAT);
        assert_true(strstr(err.message, "is not as relata wrote it") != NULL);
        change(f, &(relata_store_change){.renew = true});
    }
    good(f, relata_store_check("news.db", &f->err));
}

/* Before version 2 nothing was known of what the rows of derived tables add up to. */
static void a_store_of_version_1_is_read_and_brought_up_to_date(void **state)
{
    fixture *f = *state;
    make_store(f, "news.db", TEXT);
    run_sql("news.db", "DROP TABLE part; PRAGMA user_version = 1; UPDATE mention SET count = count + 1");
    good(f, relata_store_check("news.db", &f->err));
    change(f, &(relata_store_change){.judgements = "drop Osby"});
    good(f, relata_store_check("news.db", &f->err));
    make_store(f, "fresh.db", TEXT);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open("news.db", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "ATTACH 'fresh.db' AS fresh", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_stmt *different = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM main.mention m JOIN main.entity e ON e.number = m.entity"
                                            " JOIN fresh.entity x ON x.id = e.id JOIN fresh.mention y ON y.entity = x.number"
                                            " WHERE y.count <> m.count",
                                        -1, &different, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(different), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(different, 0), 0);
    sqlite3_finalize(different);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static sqlite3 *lock(const char *path)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    return db;
}

static void a_new_store_can_be_tried_again(void **state)
{
    fixture *f = *state;
    const char *const paths[] = {"one.json", "news.db"};
    make_store(f, "news.db", "Ann Quill met Bob Reed.");
    relata_network *network = build(f, "news.db", TEXT);
    sqlite3 *other = lock("news.db");
    assert_int_equal(relata_network_save(network, paths, 2, &f->err), RELATA_ERROR_IO);
    assert_non_null(strstr(f->err.message, "another program is writing"));
    assert_int_not_equal(access("one.json", F_OK), 0);
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    good(f, relata_network_save(network, paths, 2, &f->err));
    relata_network_free(network);
    good(f, relata_store_check("news.db", &f->err));
    assert_int_equal(system("ls | grep -q relata-new"), 256);
}

static void a_change_is_saved_once(void **state)
{
    fixture *f = *state;
    const char *const paths[] = {"news.db", "one.json"};
    relata_network *network = NULL;
    relata_store_changes changes = {0};
    make_store(f, "news.db", TEXT);
    const relata_store_change change = {.judgements = "drop Osby\ndrop osby"};
    good(f, relata_store_apply(f->engine, "news.db", &change, NULL, &network, &changes, NULL, &f->err));
    assert_int_equal(changes.judgements, 1);
    good(f, relata_network_save(network, paths, 2, &f->err));
    good(f, relata_network_save(network, paths, 2, &f->err));
    relata_network_free(network);
    good(f, relata_store_apply(f->engine, "news.db", &change, NULL, NULL, &changes, NULL, &f->err));
    assert_int_equal(changes.judgements, 0);
}

/* ---- judgements ---- */

typedef struct lines {
    char text[512];
    size_t most;
} lines;

static bool receive(void *user, const char *line)
{
    lines *l = user;
    (void)strcat(strcat(l->text, line), "\n");
    return --l->most > 0;
}

static void assert_judgements(fixture *f, const char *path, const char *expected)
{
    lines l = {.most = 100};
    good(f, relata_store_judgements(path, receive, &l, &f->err));
    assert_string_equal(l.text, expected);
}

static void judgements_are_taken_back(void **state)
{
    fixture *f = *state;
    relata_store_changes changes = {0};
    make_store(f, "news.db", TEXT);
    assert_judgements(f, "news.db", "");
    const relata_store_change made = {.judgements =
                                          "drop Osby\n# more\nsame Ann Quill = Bob Reed\ntype Cy Reed = place\n"};
    good(f, relata_store_apply(f->engine, "news.db", &made, NULL, NULL, &changes, NULL, &f->err));
    assert_int_equal(changes.judgements, 3);
    assert_judgements(f, "news.db", "drop \"Osby\"\nsame \"Ann Quill\" = \"Bob Reed\"\ntype \"Cy Reed\" = place\n");
    lines first = {.most = 1};
    good(f, relata_store_judgements("news.db", receive, &first, &f->err));
    assert_string_equal(first.text, "drop \"Osby\"\n");
    const relata_store_change wrong[] = {{.forgotten = "drop osby\ndifferent Ann Quill = Bob Reed"},
                                         {.forgotten = "type Cy Reed = person"},
                                         {.forgotten = "drop [place] Osby"}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(relata_store_apply(f->engine, "news.db", &wrong[i], NULL, NULL, NULL, NULL, &f->err),
                         RELATA_ERROR_ARGUMENT);
        assert_non_null(strstr(f->err.message, "the store has no judgement"));
        assert_string_equal(f->err.source, "news.db");
    }
    const relata_store_change back = {.forgotten = "same bob reed = ANN QUILL # in other words\ndrop Osby\ndrop osby",
                                      .judgements = "drop \"Cy Reed\"",
                                      .judgements_name = "x"};
    assert_int_equal(relata_store_apply(f->engine, "news.db", &back, NULL, NULL, &changes, NULL, &f->err),
                     RELATA_ERROR_FORMAT);
    assert_non_null(strstr(f->err.message, "the stored judgement type \"Cy Reed\" = place says of which type"));
    const relata_store_change instead = {.forgotten = back.forgotten, .judgements = "drop Bob Reed"};
    good(f, relata_store_apply(f->engine, "news.db", &instead, NULL, NULL, &changes, NULL, &f->err));
    assert_int_equal(changes.forgotten, 2);
    assert_int_equal(changes.judgements, 1);
    assert_judgements(f, "news.db", "drop \"Bob Reed\"\ntype \"Cy Reed\" = place\n");
    assert_int_equal(relata_store_judgements("nosuch.db", receive, &first, &f->err), RELATA_ERROR_IO);
    assert_int_equal(relata_store_judgements(NULL, receive, &first, &f->err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_store_judgements("news.db", NULL, NULL, &f->err), RELATA_ERROR_ARGUMENT);
}

/* Marks that stand in quotation marks make the stored line longer than the given one. */
static void a_line_that_could_not_be_read_again(void **state)
{
    fixture *f = *state;
    char line[12000] = "drop a";
    memset(line + 6, '"', sizeof line - 7);
    line[sizeof line - 1] = '\0';
    make_store(f, "news.db", TEXT);
    const relata_store_change change = {.judgements = line};
    assert_int_equal(relata_store_apply(f->engine, "news.db", &change, NULL, NULL, NULL, NULL, &f->err),
                     RELATA_ERROR_LIMIT);
    assert_judgements(f, "news.db", "");
}

static void merging_adds_judgements_up_in_any_order(void **state)
{
    fixture *f = *state;
    const char *const orders[2][2] = {{"a.db", "b.db"}, {"b.db", "a.db"}};
    make_store(f, "a.db", TEXT);
    make_store(f, "b.db", "Cy Reed met Ann Quill.");
    const relata_store_change a = {.judgements = "drop Osby\ndrop Nobody"}, b = {.judgements = "drop OSBY"};
    good(f, relata_store_apply(f->engine, "a.db", &a, NULL, NULL, NULL, NULL, &f->err));
    good(f, relata_store_apply(f->engine, "b.db", &b, NULL, NULL, NULL, NULL, &f->err));
    for (size_t i = 0; i < 2; i++) {
        good(f, relata_store_merge(f->engine, orders[i], 2, "c.db", NULL, NULL, NULL, &f->err));
        assert_judgements(f, "c.db", "drop \"Nobody\"\ndrop \"OSBY\"\ndrop \"Osby\"\n");
    }
    const relata_store_change back = {.forgotten = "drop osby"};
    relata_store_changes changes = {0};
    good(f, relata_store_apply(f->engine, "c.db", &back, NULL, NULL, &changes, NULL, &f->err));
    assert_int_equal(changes.forgotten, 2);
}

/* ---- the rest ---- */

static void a_network_in_json_is_asked_within_bounds(void **state)
{
    fixture *f = *state;
    const char *const paths[] = {"graph.json", "news.db"};
    relata_network *network = build(f, "news.db", TEXT);
    good(f, relata_network_save(network, paths, 2, &f->err));
    relata_network_free(network);
    for (size_t i = 0; i < 2; i++) {
        relata_index *index = NULL;
        const relata_answer *answer = NULL;
        good(f, relata_index_open(paths[i], &index, &f->err));
        relata_query query = {.name = "Reed"};
        good(f, relata_index_query(index, &query, &answer, &f->err));
        assert_int_equal(answer->entity_count, 2);
        assert_int_equal(answer->entities[0].neighbour_count, 0);
        query = (relata_query){.name = "Reed", .most_entities = 1, .most_neighbours = 1};
        good(f, relata_index_query(index, &query, &answer, &f->err));
        assert_int_equal(answer->entity_count, 1);
        assert_string_equal(answer->entities[0].id, "person:bob-reed");
        assert_int_equal(answer->entities[0].neighbour_count, 1);
        query = (relata_query){.name = "Ann Quil"};
        good(f, relata_index_query(index, &query, &answer, &f->err));
        assert_int_equal(answer->suggestion_count, 0);
        query.suggest = true;
        good(f, relata_index_query(index, &query, &answer, &f->err));
        assert_int_equal(answer->suggestion_count, 1);
        good(f, relata_index_find(index, "Bob Reed", &answer, &f->err));
        assert_true(answer->entities[0].neighbour_count > 1);
        relata_index_free(index);
    }
}

static void damage(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open("news.db", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void what_is_missing_in_a_store_is_found(void **state)
{
    static const char *const CASES[][2] = {{"DROP TABLE judgement", "judgement lacks its column line"},
                                           {"ALTER TABLE relation DROP COLUMN past", "relation lacks its column past"},
                                           {"DROP VIEW pair", "pair lacks its column one"},
                                           {"INSERT INTO judgement VALUES('nonsense')", "1 judgements are none"},
                                           {"INSERT INTO judgement VALUES(x'00FF')", "1 judgements are none"}};
    fixture *f = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        make_store(f, "news.db", TEXT);
        damage("CREATE TABLE mine(own TEXT)"); /* what others put there is no damage */
        good(f, relata_store_check("news.db", &f->err));
        damage(CASES[i][0]);
        assert_int_equal(relata_store_check("news.db", &f->err), RELATA_ERROR_FORMAT);
        if (strstr(f->err.message, CASES[i][1]) == NULL)
            fail_msg("%s", f->err.message);
        assert_int_equal(unlink("news.db"), 0);
    }
}

static void a_place_that_cannot_be_is_refused_at_once(void **state)
{
    static const char *const PLACES[][2] = {{"folder", "a folder is there"},
                                            {"new/", "not the name of a file"},
                                            {"list.tsv", "a file is there that is not a store"}};
    fixture *f = *state;
    assert_int_equal(system("mkdir folder"), 0);
    for (size_t i = 0; i < 3; i++) {
        relata_build_options options;
        relata_network *network = NULL;
        relata_reader *reader = NULL;
        const char *paths[] = {"list.tsv"};
        relata_build_options_init(&options);
        options.store = PLACES[i][0];
        good(f, relata_reader_new(paths, 1, NULL, NULL, &reader, &f->err));
        assert_int_not_equal(relata_build(f->engine, reader, &options, &network, NULL, &f->err), RELATA_OK);
        assert_non_null(strstr(f->err.message, PLACES[i][1]));
        assert_int_equal(relata_reader_documents(reader), 0);
        relata_reader_free(reader);
    }
    assert_int_equal(system("ls new* 2>/dev/null | grep -q ."), 256);
}

static relata_status next_of(void *user, relata_document *ret_document, relata_error *err)
{
    return relata_reader_next(user, ret_document, err);
}

static void what_another_reader_skipped_counts(void **state)
{
    fixture *f = *state;
    const char *paths[] = {"nosuch.txt", "a.txt", "page.html"};
    relata_reader *files = NULL, *reader = NULL;
    relata_summary summary = {0};
    relata_network *network = NULL;
    put("a.txt", TEXT);
    put("page.html", "<html><body><article><p>Ann Quill met Cy Reed in Osby, and both of them left the place at "
                     "once.</p></article></body></html>");
    good(f, relata_reader_new(paths, 3, NULL, NULL, &files, &f->err));
    good(f, relata_reader_of_documents(next_of, files, NULL, NULL, &reader, &f->err));
    relata_reader_draw_on(reader, files);
    relata_reader_draw_on(NULL, files);
    good(f, relata_build(f->engine, reader, NULL, &network, &summary, &f->err));
    assert_int_equal(summary.documents, 2);
    assert_int_equal(summary.skipped, 1);
    assert_int_equal(summary.pages, 1);
    assert_int_equal(relata_reader_documents(reader), 2);
    relata_reader_draw_on(reader, NULL);
    assert_int_equal(relata_reader_skipped(reader), 0);
    relata_network_free(network);
    relata_reader_free(reader);
    relata_reader_free(files);
}

#define WITH_ENGINE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ENGINE(a_store_is_saved_once),
        WITH_ENGINE(a_new_store_can_be_tried_again),
        WITH_ENGINE(what_others_write_into_tables_is_found_and_undone),
        WITH_ENGINE(a_store_of_version_1_is_read_and_brought_up_to_date),
        WITH_ENGINE(a_change_is_saved_once),
        WITH_ENGINE(judgements_are_taken_back),
        WITH_ENGINE(a_line_that_could_not_be_read_again),
        WITH_ENGINE(merging_adds_judgements_up_in_any_order),
        WITH_ENGINE(a_network_in_json_is_asked_within_bounds),
        WITH_ENGINE(what_is_missing_in_a_store_is_found),
        WITH_ENGINE(a_place_that_cannot_be_is_refused_at_once),
        WITH_ENGINE(what_another_reader_skipped_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
