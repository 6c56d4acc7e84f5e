/* Questions to stores whose rows are written by hand: which entity is meant, days, sentences in texts that are not as they should be,
 * damage, and calls that are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <relata/queries.h>

#include "base/compress.h"
#include "store/store.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct fixture {
    char path[40];
    relata_asker *asker;
} fixture;

/* Ann and Bob are seen together in two documents, Ann and Cy in one; there are two of the name Cy; Dan is alone. */
static const char ROWS[] =
    "INSERT INTO entity(number, id, label, type, mentions, documents, windows) VALUES"
    " (7, 'person:ann', 'Ann', 'person', 9, 4, 4), (3, 'person:bob', 'Bob', 'person', 5, 3, 3),"
    " (4, 'place:cy', 'Cy', 'place', 2, 1, 1), (5, 'person:cy', 'Cy', 'person', 1, 1, 1),"
    " (6, 'person:dan', 'Dan', 'person', 1, 1, 1);"
    "INSERT INTO name VALUES('ann', 0, 7), ('bob', 0, 3), ('cy', 0, 4), ('cy', 0, 5), ('dan', 0, 6),"
    " ('person cy', 1, 5), ('place cy', 1, 4);"
    "INSERT INTO document(number, id, title, date, source, hash, length) VALUES"
    " (1, 'late', 'Late', '2025-03-02', 'a.txt', '', 1), (2, 'year', NULL, '2025', NULL, '', 1),"
    " (3, 'undated', NULL, NULL, NULL, '', 1), (4, 'early', NULL, '2024-12-31', NULL, '', 1);"
    "INSERT INTO mention VALUES(7, 1, 4), (7, 2, 3), (7, 3, 1), (7, 4, 1), (3, 1, 3), (3, 2, 1), (3, 3, 1);"
    "INSERT INTO edge(a, b, count, documents, npmi) VALUES(3, 7, 3, 2, 0.5), (4, 7, 4, 1, -0.5), (3, 5, 1, 1, NULL);"
    "INSERT INTO cooccurrence VALUES(3, 7, 1, 1), (3, 7, 2, 2), (4, 7, 4, 4);"
    "INSERT INTO evidence VALUES(3, 7, 1, 2, 1, 'Ann saw Bob.');"
    "INSERT INTO relation VALUES(7, 'met_with', 3, 'asserted', 2, 1, 0, 0, 2, '2025', '2025-03-02');"
    "INSERT INTO statement VALUES(7, 'met_with', 3, 1, 2, 1, 'asserted', 'Ann saw Bob.'),"
    " (7, 'met_with', 3, 2, 1, 2, 'reported', 'So they say.');"
    "INSERT INTO sentence VALUES(1, 2, 6, 14), (2, 1, 0, 12), (3, 1, 0, 12);"
    "INSERT INTO appearance VALUES(7, 1, 2), (3, 1, 2), (7, 2, 1), (3, 2, 1), (7, 3, 1), (3, 3, 1), (7, 4, 9);";

static const char MENDED[] = "a\xFF\n\nAnn  saw\n\x01"
                             "Bob. And";

static sqlite3 *open_to_write(const char *path)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static void run(const char *path, const char *sql)
{
    sqlite3 *db = open_to_write(path);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(db));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void put_text(const char *path, int document, const char *text, size_t length)
{
    sqlite3 *db = open_to_write(path);
    sqlite3_stmt *statement = NULL;
    rl_buffer packed = {0};
    assert_true(rl_compress(text, length, &packed));
    assert_int_equal(
        sqlite3_prepare_v2(db, "INSERT OR REPLACE INTO content VALUES(?1, ?2, x'00')", -1, &statement, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_bind_int(statement, 1, document), SQLITE_OK);
    assert_int_equal(sqlite3_bind_blob(statement, 2, packed.bytes, (int)packed.length, SQLITE_STATIC), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
    rl_buffer_free(&packed);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int start(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    rl_store *store = NULL;
    assert_non_null(f);
    strcpy(f->path, "/tmp/relata-queries-XXXXXX");
    int file = mkstemp(f->path);
    assert_true(file >= 0 && close(file) == 0 && unlink(f->path) == 0);
    assert_int_equal(rl_store_create(f->path, &store, NULL), RELATA_OK);
    assert_int_equal(rl_store_put_in_place(store, NULL), RELATA_OK);
    rl_store_close(store);
    run(f->path, ROWS);
    /* One bad byte becomes three before the sentence; line breaks in it are spaces, control characters too. */
    put_text(f->path, 1, MENDED, sizeof MENDED - 1);
    put_text(f->path, 2, "Ann saw Bob.", 12);
    put_text(f->path, 3, "Bob saw Ann.", 12);
    *state = f;
    return relata_asker_open(f->path, &f->asker, NULL) == RELATA_OK ? 0 : -1;
}

static int end(void **state)
{
    fixture *f = *state;
    char name[64];
    relata_asker_free(f->asker);
    (void)unlink(f->path);
    (void)snprintf(name, sizeof name, "%s-wal", f->path);
    (void)unlink(name);
    (void)snprintf(name, sizeof name, "%s-shm", f->path);
    (void)unlink(name);
    free(f);
    return 0;
}

static const relata_reply *ask(void **state, relata_question question)
{
    const fixture *f = *state;
    const relata_reply *reply = NULL;
    relata_error err = {0};
    if (relata_asker_ask(f->asker, &question, &reply, &err) != RELATA_OK)
        fail_msg("%s", err.message);
    assert_int_equal(reply->kind, question.kind);
    return reply;
}

/* ---- names ---- */

static void the_most_mentioned_is_meant(void **state)
{
    const relata_reply *reply = ask(state, (relata_question){.kind = RELATA_ASK_DOCUMENTS, .name = "CY"});
    assert_true(reply->name.found);
    assert_string_equal(reply->name.query, "CY");
    assert_string_equal(reply->name.entity.id, "place:cy");
    assert_int_equal(reply->name.other_count, 1);
    assert_string_equal(reply->name.others[0].id, "person:cy");
}

static void a_type_or_an_id_chooses(void **state)
{
    const relata_reply *reply =
        ask(state, (relata_question){.kind = RELATA_ASK_DOCUMENTS, .name = "cy", .type = "person"});
    assert_string_equal(reply->name.entity.id, "person:cy");
    assert_int_equal(reply->name.other_count, 0);
    reply = ask(state, (relata_question){.kind = RELATA_ASK_DOCUMENTS, .name = "person:cy"});
    assert_string_equal(reply->name.entity.id, "person:cy");
}

static void an_unknown_name_is_no_error(void **state)
{
    const relata_reply *reply =
        ask(state, (relata_question){.kind = RELATA_ASK_PATH, .name = "nobody at all", .other = "ann"});
    assert_false(reply->name.found);
    assert_true(reply->other.found);
    assert_false(reply->connected);
}

/* ---- neighbours ---- */

static void neighbours_of_all_days(void **state)
{
    const relata_reply *reply = ask(state, (relata_question){.kind = RELATA_ASK_NEIGHBOURS, .name = "ann"});
    assert_int_equal(reply->step_count, 2);
    assert_int_equal(reply->neighbour_count, 2);
    const relata_step *cy = &reply->steps[0], *bob = &reply->steps[1];
    assert_string_equal(cy->entity.id, "place:cy");
    assert_false(cy->has_quote);
    assert_string_equal(bob->entity.id, "person:bob");
    assert_int_equal(bob->count, 3);
    assert_int_equal(bob->documents, 2);
    assert_true(fabs(bob->npmi - 0.5) < 1e-12);
    assert_string_equal(bob->quote.text, "Ann saw Bob.");
    assert_int_equal(bob->link_count, 1);
    assert_string_equal(bob->links[0].subject, "person:ann");
    assert_int_equal(bob->links[0].reported, 1);
    assert_int_equal(bob->links[0].quote_count, 1);
}

static void neighbours_are_limited(void **state)
{
    const relata_reply *reply = ask(state, (relata_question){.kind = RELATA_ASK_NEIGHBOURS, .name = "ann", .most = 1});
    assert_int_equal(reply->step_count, 1);
    assert_int_equal(reply->neighbour_count, 2);
    reply = ask(state, (relata_question){.kind = RELATA_ASK_NEIGHBOURS, .name = "ann", .neighbour_type = "person"});
    assert_int_equal(reply->neighbour_count, 1);
    assert_string_equal(reply->steps[0].entity.label, "Bob");
}

/* The kept evidence is of the document of 2025, which may be of any of its days; March alone has another sentence. */
static void neighbours_of_some_days(void **state)
{
    const relata_reply *reply =
        ask(state, (relata_question){.kind = RELATA_ASK_NEIGHBOURS, .name = "ann", .since = "2025-01"});
    assert_int_equal(reply->step_count, 1);
    assert_int_equal(reply->steps[0].count, 3);
    assert_true(isnan(reply->steps[0].npmi));
    assert_string_equal(reply->steps[0].quote.document, "year");
    run(((const fixture *)*state)->path, "UPDATE document SET date = '2025-01-05' WHERE number = 2");
    reply = ask(state, (relata_question){.kind = RELATA_ASK_NEIGHBOURS, .name = "ann", .since = "2025-02"});
    assert_int_equal(reply->steps[0].count, 1);
    assert_int_equal(reply->steps[0].documents, 1);
    assert_string_equal(reply->steps[0].quote.document, "late");
    assert_string_equal(reply->steps[0].quote.text, "Ann saw Bob.");
    reply = ask(state, (relata_question){.kind = RELATA_ASK_NEIGHBOURS, .name = "ann", .until = "2023"});
    assert_int_equal(reply->step_count, 0);
    assert_int_equal(reply->neighbour_count, 0);
}

/* ---- paths ---- */

static void a_path_has_steps(void **state)
{
    const relata_reply *reply =
        ask(state, (relata_question){.kind = RELATA_ASK_PATH, .name = "place:cy", .other = "person:cy"});
    assert_true(reply->connected);
    assert_int_equal(reply->step_count, 3);
    assert_string_equal(reply->steps[0].entity.label, "Ann");
    assert_string_equal(reply->steps[1].entity.label, "Bob");
    assert_string_equal(reply->steps[1].quote.text, "Ann saw Bob.");
    assert_string_equal(reply->steps[2].entity.id, "person:cy");
    assert_true(fabs(reply->length - (1.0 / 4 + 1.0 / 3 + 1)) < 1e-12);
}

static void no_path(void **state)
{
    relata_question question = {.kind = RELATA_ASK_PATH, .name = "ann", .other = "dan"};
    assert_false(ask(state, question)->connected);
    question.other = "place:cy";
    question.weight = RELATA_WEIGHT_NPMI; /* below zero */
    assert_false(ask(state, question)->connected);
    question.other = "ann";
    assert_true(ask(state, question)->connected);
    assert_int_equal(ask(state, question)->step_count, 0);
}

/* ---- texts ---- */

static void sentences_by_date(void **state)
{
    const relata_reply *reply =
        ask(state, (relata_question){.kind = RELATA_ASK_BETWEEN, .name = "ann", .other = "bob"});
    assert_int_equal(reply->quote_count, 3);
    assert_string_equal(reply->quotes[0].document, "year");
    assert_string_equal(reply->quotes[1].document, "late");
    assert_string_equal(reply->quotes[1].title, "Late");
    assert_int_equal(reply->quotes[1].sentence, 2);
    assert_string_equal(reply->quotes[1].text, "Ann saw Bob.");
    assert_string_equal(reply->quotes[2].document, "undated");
    assert_null(reply->quotes[2].date);
    assert_string_equal(reply->quotes[2].text, "Bob saw Ann.");
    assert_int_equal(reply->link_count, 1);
    assert_int_equal(reply->links[0].quote_count, 2);
    reply =
        ask(state, (relata_question){
                       .kind = RELATA_ASK_BETWEEN, .name = "ann", .other = "bob", .since = "2025-04", .until = "2025"});
    assert_int_equal(reply->quote_count, 1);
    assert_int_equal(reply->link_count, 0);
}

static void long_sentences_are_cut_between_characters(void **state)
{
    fixture *f = *state;
    char text[1200];
    memset(text, 'x', sizeof text);
    memcpy(text + 999, "\xC3\xA9", 2);
    put_text(f->path, 2, text, sizeof text);
    run(f->path, "UPDATE sentence SET length = 1200 WHERE document = 2");
    const relata_reply *reply =
        ask(state, (relata_question){.kind = RELATA_ASK_BETWEEN, .name = "ann", .other = "bob"});
    assert_int_equal(strlen(reply->quotes[0].text), 999);
}

static void assert_damaged(void **state, const char *sql)
{
    const fixture *f = *state;
    relata_error err = {0};
    const relata_reply *reply = NULL;
    const relata_question question = {.kind = RELATA_ASK_BETWEEN, .name = "ann", .other = "bob"};
    run(f->path, sql);
    assert_int_equal(relata_asker_ask(f->asker, &question, &reply, &err), RELATA_ERROR_FORMAT);
    assert_non_null(strstr(err.message, "damaged"));
    assert_null(reply);
    /* and the next question is answered */
    assert_int_equal(ask(state, (relata_question){.kind = RELATA_ASK_DOCUMENTS, .name = "ann"})->document_count, 4);
}

static void a_sentence_outside_the_text(void **state)
{
    assert_damaged(state, "UPDATE sentence SET length = 13 WHERE document = 2");
}

static void a_sentence_far_outside(void **state)
{
    assert_damaged(state,
                   "UPDATE sentence SET start = 9223372036854775807, length = 9223372036854775807 WHERE document = 2");
}

static void a_text_that_cannot_be_unpacked(void **state)
{
    assert_damaged(state, "UPDATE content SET text = x'00112233' WHERE document = 1");
}

static void documents_by_date(void **state)
{
    const relata_reply *reply = ask(state, (relata_question){.kind = RELATA_ASK_DOCUMENTS, .name = "ann"});
    assert_int_equal(reply->document_count, 4);
    assert_string_equal(reply->documents[0].id, "early");
    assert_string_equal(reply->documents[1].id, "year");
    assert_string_equal(reply->documents[2].source, "a.txt");
    assert_int_equal(reply->documents[2].mentions, 4);
    assert_string_equal(reply->documents[3].id, "undated");
    reply = ask(state, (relata_question){.kind = RELATA_ASK_DOCUMENTS, .name = "ann", .until = "2024"});
    assert_int_equal(reply->document_count, 1);
}

static void a_timeline_of_months(void **state)
{
    const relata_reply *reply = ask(state, (relata_question){.kind = RELATA_ASK_TIMELINE, .name = "ann"});
    assert_int_equal(reply->by, RELATA_SLICING_MONTH);
    assert_int_equal(reply->period_count, 2);
    assert_string_equal(reply->periods[1].period, "2025-03");
    assert_int_equal(reply->undated.documents, 2);
    assert_int_equal(reply->undated.mentions, 4);
}

/* ---- calls that are wrong ---- */

static void assert_refused(void **state, relata_question question)
{
    const fixture *f = *state;
    relata_error err = {0};
    const relata_reply *reply = NULL;
    assert_int_equal(relata_asker_ask(f->asker, &question, &reply, &err), RELATA_ERROR_ARGUMENT);
    assert_true(err.message[0] != '\0');
    assert_null(reply);
}

static void wrong_questions(void **state)
{
    assert_refused(state, (relata_question){.kind = RELATA_ASK_TIMELINE});
    assert_refused(state, (relata_question){.kind = RELATA_ASK_PATH, .name = "ann"});
    assert_refused(state, (relata_question){.kind = RELATA_ASK_BETWEEN, .name = "ann"});
    assert_refused(state, (relata_question){.kind = (relata_asking)9, .name = "ann"});
    assert_refused(state, (relata_question){.name = "ann", .weight = (relata_weight)77});
    assert_refused(state, (relata_question){.name = "ann", .by = (relata_slicing)77});
    assert_refused(state, (relata_question){.name = "ann", .since = "2025-13"});
    assert_refused(state, (relata_question){.name = "ann", .since = "2025", .until = "2024"});
}

static bool refuse_bytes(void *user, const char *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    (void)length;
    return false;
}

static void wrong_calls(void **state)
{
    relata_asker *asker = NULL;
    const relata_reply *reply = NULL;
    const relata_question question = {.name = "ann"};
    relata_error err = {0};
    assert_int_equal(relata_asker_open(NULL, &asker, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_asker_open("/tmp", NULL, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_asker_open("/tmp/relata-queries-none.db", &asker, &err), RELATA_ERROR_IO);
    assert_null(asker);
    assert_int_equal(relata_asker_ask(NULL, &question, &reply, &err), RELATA_ERROR_ARGUMENT);
    relata_asker_free(NULL);
    reply = ask(state, question);
    assert_int_equal(relata_reply_write_json(reply, refuse_bytes, NULL, &err), RELATA_ERROR_IO);
    assert_int_equal(relata_reply_write_json(NULL, refuse_bytes, NULL, &err), RELATA_ERROR_ARGUMENT);
    reply = ask(state, (relata_question){.name = "nobody at all"});
    assert_int_equal(relata_reply_write_json(reply, refuse_bytes, NULL, &err), RELATA_ERROR_ARGUMENT);
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, start, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(the_most_mentioned_is_meant),
        WITH_STORE(a_type_or_an_id_chooses),
        WITH_STORE(an_unknown_name_is_no_error),
        WITH_STORE(neighbours_of_all_days),
        WITH_STORE(neighbours_are_limited),
        WITH_STORE(neighbours_of_some_days),
        WITH_STORE(a_path_has_steps),
        WITH_STORE(no_path),
        WITH_STORE(sentences_by_date),
        WITH_STORE(long_sentences_are_cut_between_characters),
        WITH_STORE(a_sentence_outside_the_text),
        WITH_STORE(a_sentence_far_outside),
        WITH_STORE(a_text_that_cannot_be_unpacked),
        WITH_STORE(documents_by_date),
        WITH_STORE(a_timeline_of_months),
        WITH_STORE(wrong_questions),
        WITH_STORE(wrong_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
