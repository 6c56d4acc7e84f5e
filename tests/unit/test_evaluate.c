/* The public functions of evaluations: what calls are refused, and writers that stop. */
#include <relata/evaluate.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char path[] = "/tmp/relata-test-XXXXXX";

static int make_file(void **state)
{
    static const char LINE[] = "{\"id\":\"a\",\"text\":\"Rome\",\"mentions\":[{\"start\":0,\"end\":4,\"type\":\"place\"}]}\n";
    (void)state;
    int descriptor = mkstemp(path);
    return descriptor < 0 || write(descriptor, LINE, sizeof LINE - 1) != sizeof LINE - 1 || close(descriptor) != 0;
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void wrong_calls_are_refused(void **state)
{
    (void)state;
    relata_error err = {0};
    relata_evaluation *e = NULL;
    const char *const types[] = {"place", NULL};
    relata_evaluate_options options;
    relata_evaluate_options_init(&options);
    relata_evaluate_options_init(NULL);
    assert_int_equal(relata_evaluate(NULL, NULL, path, &options, &e, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_evaluate(NULL, path, path, &options, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_evaluate(NULL, path, NULL, &options, &e, &err), RELATA_ERROR_ARGUMENT);
    relata_engine *engine = NULL;
    assert_int_equal(relata_engine_new(&engine, &err), RELATA_OK);
    assert_int_equal(relata_evaluate(engine, path, NULL, &options, &e, &err), RELATA_ERROR_ARGUMENT); /* not sealed */
    relata_engine_free(engine);
    options.offsets = (relata_offsets)9;
    assert_int_equal(relata_evaluate(NULL, path, path, &options, &e, &err), RELATA_ERROR_ARGUMENT);
    relata_evaluate_options_init(&options);
    options.type_count = 1;
    assert_int_equal(relata_evaluate(NULL, path, path, &options, &e, &err), RELATA_ERROR_ARGUMENT);
    options.types = types;
    options.type_count = 2;
    assert_int_equal(relata_evaluate(NULL, path, path, &options, &e, &err), RELATA_ERROR_ARGUMENT);
    assert_null(e);
    assert_int_equal(relata_evaluation_write_json(NULL, NULL, NULL, &err), RELATA_ERROR_ARGUMENT);
    relata_evaluation_free(NULL);
}

static bool count_bytes(void *user, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)user += length;
    return true;
}

static bool refuse(void *user, const char *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    (void)length;
    return false;
}

static void options_may_be_missing(void **state)
{
    (void)state;
    size_t length = 0;
    relata_error err = {0};
    relata_evaluation *e = NULL;
    assert_int_equal(relata_evaluate(NULL, path, path, NULL, &e, &err), RELATA_OK);
    assert_int_equal(e->type_count, 3);
    assert_string_equal(e->types[1].name, "place");
    assert_int_equal(e->types[1].right, 1);
    assert_int_equal(e->without_entity, 1);
    assert_string_equal(e->mistakes[RELATA_MISTAKE_KINDS - 1].kind, "invented edge");
    assert_int_equal(relata_evaluation_write_json(e, count_bytes, &length, &err), RELATA_OK);
    assert_true(length > 100);
    assert_int_equal(relata_evaluation_write_json(e, refuse, NULL, &err), RELATA_ERROR_IO);
    relata_evaluation_free(e);
}

static void an_engine_without_lists_finds_nothing(void **state)
{
    (void)state;
    relata_error err = {0};
    relata_engine *engine = NULL;
    relata_evaluation *e = NULL;
    assert_int_equal(relata_engine_new(&engine, &err), RELATA_OK);
    assert_int_equal(relata_engine_seal(engine, &err), RELATA_OK);
    assert_int_equal(relata_evaluate(engine, path, NULL, NULL, &e, &err), RELATA_OK);
    assert_int_equal(e->all.gold, 1);
    assert_int_equal(e->all.found, 0);
    assert_int_equal(e->mistakes[0].count, 1);
    relata_evaluation_free(e);
    relata_engine_free(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_calls_are_refused),
        cmocka_unit_test(options_may_be_missing),
        cmocka_unit_test(an_engine_without_lists_finds_nothing),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
