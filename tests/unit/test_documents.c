/* Documents from memory: what a function hands over is read like documents of files, and what it gets wrong is told. */
#include <relata/documents.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char LIST[] = RELATA_SOURCE_ROOT "/gazetteers/en";

typedef struct given {
    const relata_document *documents;
    size_t count;
    size_t calls;
    relata_status failure; /* what it says after the last one */
    const char *message;
} given;

static relata_status next(void *user, relata_document *ret_document, relata_error *err)
{
    given *g = user;
    assert_null(ret_document->id);
    assert_null(ret_document->text);
    if (g->calls++ < g->count) {
        *ret_document = g->documents[g->calls - 1];
        return RELATA_OK;
    }
    if (g->message != NULL && err != NULL) {
        err->status = g->failure;
        err->line = 7;
        (void)snprintf(err->source, sizeof err->source, "%s", "table");
        (void)snprintf(err->message, sizeof err->message, "%s", g->message);
    }
    return g->failure;
}

static relata_document text(const char *id, const char *date, const char *bytes)
{
    return (relata_document){.id = id, .date = date, .text = bytes, .text_length = strlen(bytes)};
}

static relata_reader *open_reader(given *g, relata_notice_fn notice, void *user)
{
    relata_reader *reader = NULL;
    assert_int_equal(relata_reader_of_documents(next, g, notice, user, &reader, NULL), RELATA_OK);
    return reader;
}

static void assert_next(relata_reader *reader, const char *id, const char *date, const char *bytes)
{
    relata_document document;
    assert_int_equal(relata_reader_next(reader, &document, NULL), RELATA_OK);
    assert_string_equal(document.id, id);
    if (date == NULL)
        assert_null(document.date);
    else
        assert_string_equal(document.date, date);
    assert_int_equal(document.text_length, strlen(bytes));
    assert_memory_equal(document.text, bytes, document.text_length);
}

static void documents_are_handed_on(void **state)
{
    const relata_document documents[] = {text("a", "31 October 2025", "x"),
                                         text(NULL, NULL, "OTTAWA, Oct. 30, 2025 (Agency) - Talks ended."),
                                         text("", "soon", "Published Nov 1, 2025"),
                                         {.id = "empty"}};
    given g = {documents, 4, 0, RELATA_END, NULL};
    relata_reader *reader = open_reader(&g, NULL, NULL);
    (void)state;
    assert_next(reader, "a", "2025-10-31", "x");
    assert_next(reader, "2", "2025-10-30", documents[1].text);
    assert_next(reader, "3", NULL, documents[2].text);
    assert_next(reader, "empty", NULL, "");
    relata_document none;
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(relata_reader_next(reader, &none, NULL), RELATA_END);
    assert_int_equal(g.calls, 5); /* not asked again after the end */
    assert_int_equal(relata_reader_documents(reader), 4);
    relata_reader_free(reader);
}

static void failures_of_the_function_end_the_run(void **state)
{
    relata_document document;
    relata_error err;
    given silent = {NULL, 0, 0, RELATA_ERROR_IO, NULL};
    given told = {NULL, 0, 0, RELATA_ERROR_FORMAT, "no such row"};
    given strange = {NULL, 0, 0, (relata_status)99, NULL};
    (void)state;
    relata_reader *reader = open_reader(&silent, NULL, NULL);
    assert_int_equal(relata_reader_next(reader, &document, &err), RELATA_ERROR_IO);
    assert_string_equal(err.message, "the function that hands over documents failed");
    relata_reader_free(reader);
    reader = open_reader(&told, NULL, NULL);
    assert_int_equal(relata_reader_next(reader, &document, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "no such row");
    assert_string_equal(err.source, "table");
    assert_int_equal(err.line, 7);
    relata_reader_free(reader);
    reader = open_reader(&strange, NULL, NULL);
    assert_int_equal(relata_reader_next(reader, &document, NULL), RELATA_ERROR_ARGUMENT);
    relata_reader_free(reader);
}

static void count_notice(void *user, const relata_error *what, bool skipped)
{
    assert_int_equal(what->status, RELATA_ERROR_LIMIT);
    assert_string_equal(what->source, "large");
    *(size_t *)user += skipped;
}

static void wrong_texts_are_refused(void **state)
{
    /* Its length is looked at, its bytes are not. */
    const relata_document documents[] = {{.id = "large", .text = "x", .text_length = ((size_t)1 << 29) + 1},
                                         {.id = "nothing", .text_length = 3}};
    given g = {documents, 2, 0, RELATA_END, NULL};
    size_t skipped = 0;
    relata_document document;
    relata_error err;
    (void)state;
    relata_reader *reader = open_reader(&g, count_notice, &skipped);
    assert_int_equal(relata_reader_next(reader, &document, &err), RELATA_ERROR_ARGUMENT);
    assert_string_equal(err.message, "document 2 has a length and no text");
    assert_int_equal(skipped, 1);
    assert_int_equal(relata_reader_skipped(reader), 1);
    relata_reader_free(reader);
}

static void wrong_calls_are_refused(void **state)
{
    relata_reader *reader = NULL;
    given g = {NULL, 0, 0, RELATA_END, NULL};
    relata_document document = text("a", NULL, "x");
    (void)state;
    assert_int_equal(relata_reader_of_documents(NULL, NULL, NULL, NULL, &reader, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_reader_of_documents(next, &g, NULL, NULL, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_null(reader);
    assert_int_equal(relata_extract_text(NULL, &document, NULL, NULL, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_extract_text(NULL, NULL, NULL, NULL, NULL, NULL), RELATA_ERROR_ARGUMENT);
}

/* ---- with an engine ---- */

static int make_engine(void **state)
{
    relata_engine *engine = NULL;
    assert_int_equal(relata_engine_new(&engine, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_gazetteer(engine, LIST, true, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_rules(engine, LIST, NULL), RELATA_OK);
    assert_int_equal(relata_engine_seal(engine, NULL), RELATA_OK);
    *state = engine;
    return 0;
}

static int free_engine(void **state)
{
    relata_engine_free(*state);
    return 0;
}

static bool keep_mention(void *user, const relata_extraction *extraction)
{
    char *found = user;
    assert_string_equal(extraction->id, "1");
    assert_int_equal(extraction->count, 1);
    (void)snprintf(found, 100, "%zu %zu %s", extraction->mentions[0].start, extraction->mentions[0].end,
                   extraction->mentions[0].entity);
    return true;
}

static bool refuse(void *user, const relata_extraction *extraction)
{
    (void)user;
    (void)extraction;
    return false;
}

static void one_text_is_extracted(void **state)
{
    char found[100] = "";
    relata_document document = text(NULL, NULL, "Rain fell \xF0\x9F\x98\x80 in Gyeongju.");
    relata_extract_options options;
    relata_extract_options_init(&options);
    assert_int_equal(relata_extract_text(*state, &document, &options, keep_mention, found, NULL), RELATA_OK);
    assert_string_equal(found, "15 23 place:gyeongju");
    options.offsets = RELATA_OFFSETS_UTF16;
    assert_int_equal(relata_extract_text(*state, &document, &options, keep_mention, found, NULL), RELATA_OK);
    assert_string_equal(found, "16 24 place:gyeongju");
    assert_int_equal(relata_extract_text(*state, &document, NULL, refuse, NULL, NULL), RELATA_ERROR_IO);
}

static bool count_piece(void *user, const char *bytes, size_t length)
{
    *(size_t *)user += length > 0 && bytes != NULL;
    return true;
}

static bool refuse_piece(void *user, const char *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    (void)length;
    return false;
}

static bool write_line(void *user, const relata_extraction *extraction)
{
    assert_int_equal(extraction->count, 2);
    assert_int_equal(relata_extraction_write_json(extraction, count_piece, user, NULL), RELATA_OK);
    assert_int_equal(relata_extraction_write_json(extraction, refuse_piece, NULL, NULL), RELATA_ERROR_IO);
    return true;
}

/* A callback may be dear: in Python it takes a microsecond. */
static void lines_are_handed_over_in_blocks(void **state)
{
    size_t pieces = 0;
    relata_document document = text(NULL, NULL, "Mark Carney met Xi Jinping.");
    assert_int_equal(relata_extract_text(*state, &document, NULL, write_line, &pieces, NULL), RELATA_OK);
    assert_int_equal(pieces, 1);
}

static void a_failing_function_fails_the_build(void **state)
{
    const relata_document documents[] = {text("a", NULL, "Mark Carney met Xi Jinping.")};
    given g = {documents, 1, 0, RELATA_ERROR_IO, "the table is gone"};
    for (unsigned jobs = 1; jobs <= 3; jobs++) {
        relata_build_options options;
        relata_build_options_init(&options);
        options.jobs = jobs;
        relata_network *network = NULL;
        relata_error err;
        g.calls = 0;
        relata_reader *reader = open_reader(&g, NULL, NULL);
        assert_int_equal(relata_build(*state, reader, &options, &network, NULL, &err), RELATA_ERROR_IO);
        assert_string_equal(err.message, "the table is gone");
        assert_null(network);
        relata_reader_free(reader);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_handed_on),
        cmocka_unit_test(failures_of_the_function_end_the_run),
        cmocka_unit_test(wrong_texts_are_refused),
        cmocka_unit_test(wrong_calls_are_refused),
        cmocka_unit_test_setup_teardown(one_text_is_extracted, make_engine, free_engine),
        cmocka_unit_test_setup_teardown(lines_are_handed_over_in_blocks, make_engine, free_engine),
        cmocka_unit_test_setup_teardown(a_failing_function_fails_the_build, make_engine, free_engine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
