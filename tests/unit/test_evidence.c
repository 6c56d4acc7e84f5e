/* Weights files: what they give, and what is wrong with them. */
#include "recognise/evidence.h"

#include "recognise/templates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/relata-evidence-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    (void)snprintf(path, sizeof path, "%s/w.weights", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    (void)unlink(path);
    return rmdir(folder);
}

static relata_status read_weights(const char *content, rl_weights *weights, relata_error *err)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content, 1, strlen(content), file), strlen(content));
    assert_int_equal(fclose(file), 0);
    *err = (relata_error){0};
    return rl_weights_read(weights, path, err);
}

static void test_rows_are_read(void **state)
{
    (void)state;
    rl_weights weights = {0};
    relata_error err;
    assert_int_equal(read_weights("# a comment\n\nany span\t-1.5\t-2\t0.25\nafter the\t0\t1\t2", &weights, &err), RELATA_OK);
    assert_true(weights.of[RL_EV_SPAN][RL_TYPE_PERSON] == -1.5F);
    assert_true(weights.of[RL_EV_SPAN][RL_TYPE_PLACE] == -2.0F);
    assert_true(weights.of[RL_EV_SPAN][RL_TYPE_ORGANISATION] == 0.25F);
    assert_true(weights.of[RL_EV_AFTER_THE][RL_TYPE_ORGANISATION] == 2.0F);
    assert_true(weights.of[RL_EV_ONE_WORD][RL_TYPE_PERSON] == 0.0F);
}

static void test_a_later_row_replaces(void **state)
{
    (void)state;
    rl_weights weights = {0};
    relata_error err;
    assert_int_equal(read_weights("any span\t1\t1\t1\n", &weights, &err), RELATA_OK);
    assert_int_equal(read_weights("any span\t2\t3\t4\n", &weights, &err), RELATA_OK);
    assert_true(weights.of[RL_EV_SPAN][RL_TYPE_PLACE] == 3.0F);
}

static void test_observations_are_read(void **state)
{
    (void)state;
    rl_weights weights = {0};
    relata_error err;
    static const char *const NAMES[] = {"left word=in|2", "names=g i f", "listed kind=space port|1", "only word=\xCE\xB1"};
    assert_int_equal(read_weights("\xEF\xBB\xBFleft word=in|2\t1\t-2\t3\r\nnames=g i f\t1\t1\t1\r\n\r\n"
                                  "listed kind=space port|1\t1\t1\t1\nonly word=\xCE\xB1\t1\t1\t1\n",
                                  &weights, &err),
                     RELATA_OK);
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        assert_non_null(rl_learned_find(&weights.learned, rl_learned_key(NAMES[i], strlen(NAMES[i]))));
    rl_weights_free(&weights);
}

static void test_a_broken_file_changes_nothing(void **state)
{
    (void)state;
    rl_weights weights = {0};
    relata_error err;
    assert_int_equal(read_weights("any span\t1\t1\t1\nlength=1\t1\t1\t1\n", &weights, &err), RELATA_OK);
    assert_int_equal(read_weights("any span\t2\t2\t2\nlength=1\t2\t2\t2\nlength=2\n", &weights, &err),
                     RELATA_ERROR_FORMAT);
    assert_true(weights.of[RL_EV_SPAN][RL_TYPE_PERSON] == 1.0F);
    assert_int_equal(weights.learned.used, 1);
    assert_int_equal(read_weights("length=1\t3\t3\t3\n", &weights, &err), RELATA_OK);
    assert_int_equal(weights.learned.used, 1);
    assert_true(rl_learned_find(&weights.learned, rl_learned_key("length=1", 8))->weight[RL_TYPE_PERSON] == 3.0F);
    rl_weights_free(&weights);
}

typedef struct bad_file {
    const char *content;
    size_t line;
    size_t column;
    const char *message;
} bad_file;

static void test_errors_say_where(void **state)
{
    (void)state;
    static const bad_file bad[] = {
        {"any span\t1\t1\t1\nany spam\t1\t1\t1\n", 2, 1, "unknown evidence \"any spam\""},
        {"=any\t1\t1\t1\n", 1, 1, "unknown observation \"\""},
        {"any span\t1\tx\t1\n", 1, 12, "a weight is no number"},
        {"any span\t1\t\t1\n", 1, 12, "a weight is missing: a row has three"},
        {"any span\t1\t1\n", 1, 13, "a weight is missing: a row has three"},
        {"any span\t1\t1\t1\t1\n", 1, 15, "a row has three weights"},
        {"any span\t1\t1\tnan\n", 1, 14, "a weight is no number"},
        {"any span\t1\t1\t1e9\n", 1, 14, "a weight is from -1000 to 1000"},
        {"any span\n", 1, 9, "a weight is missing: a row has three"},
        {"any span 1 1 1\n", 1, 1, "unknown evidence \"any span 1 1 1\""},
        {"any span\t1\t1\t1\nany span\t1\t1\t2\n", 2, 1, "there is a row before this one for \"any span\""},
        {"length=1\t1\t1\t1\nlength=2\t1\t1\t1\nlength=1\t1\t1\t1\n", 3, 1,
         "there is a row before this one for \"length=1\""},
        {"any sp\xFFn\t1\t1\t1\n", 1, 7, "not valid UTF-8"},
        {"lenght=1\t1\t1\t1\n", 1, 1, "unknown observation \"lenght\""},
        {"any span=1\t1\t1\t1\n", 1, 1, "unknown observation \"any span\""},
        {"length=4\t1\t1\t1\n", 1, 8, "\"4\" is no value of \"length\""},
        {"left word=in\t1\t1\t1\n", 1, 11, "\"left word\" has 2 values, not 1"},
        {"only word=in|1\t1\t1\t1\n", 1, 11, "\"only word\" has 1 value, not 2"},
        {"left word=in|one\t1\t1\t1\n", 1, 14, "\"one\" is no value of \"left word\""},
        {"left word=|1\t1\t1\t1\n", 1, 11, "a value of \"left word\" is empty"},
        {"left word=in|\t1\t1\t1\n", 1, 14, "a value of \"left word\" is empty"},
        {"listed=persn|name\t1\t1\t1\n", 1, 8, "\"persn\" is no value of \"listed\""},
        {"shape=Aa aa\t1\t1\t1\n", 1, 7, "\"Aa aa\" is no value of \"shape\""},
        {"shape=Aa  Aa\t1\t1\t1\n", 1, 7, "\"Aa  Aa\" is no value of \"shape\""},
        {"last 2 letters=ing|1\t1\t1\t1\n", 1, 16, "\"last 2 letters\" has 2 letters at most"},
        {"only word=In\t1\t1\t1\n", 1, 11,
         "\"In\" is never observed: words have small letters without accents"},
        {"only word=qu\xC3\xA9\t1\t1\t1\n", 1, 11,
         "\"qu\xC3\xA9\" is never observed: words have small letters without accents"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        rl_weights weights = {0};
        relata_error err;
        assert_int_equal(read_weights(bad[i].content, &weights, &err), RELATA_ERROR_FORMAT);
        assert_int_equal(err.line, bad[i].line);
        assert_int_equal(err.column, bad[i].column);
        assert_string_equal(err.message, bad[i].message);
        assert_string_equal(err.source, path);
    }
}

static void test_a_missing_file_is_an_error(void **state)
{
    (void)state;
    rl_weights weights = {0};
    relata_error err = {0};
    assert_int_equal(rl_weights_read(&weights, "/nowhere/at.weights", &err), RELATA_ERROR_IO);
}

static void test_every_kind_has_one_name(void **state)
{
    (void)state;
    for (int i = 0; i < RL_EV_COUNT; i++) {
        assert_non_null(rl_evidence_name((rl_evidence)i));
        for (int k = 0; k < i; k++)
            assert_string_not_equal(rl_evidence_name((rl_evidence)i), rl_evidence_name((rl_evidence)k));
    }
}

/* The table that tokens are looked up in says what the list in order of weight says. */
static void classes_are_found_by_bytes(void **state)
{
    (void)state;
    static rl_vocabulary vocabulary;
    rl_vocabulary_fill(&vocabulary);
    assert_int_equal(rl_vocabulary_class(&vocabulary, 0), rl_class_constant(0));
    for (unsigned a = 0; a < 32; a++)
        for (unsigned b = 0; b < 32; b++)
            for (unsigned c = 0; c < 32; c++) {
                rl_classes classes = (rl_classes)1 << a | (rl_classes)1 << b | (rl_classes)1 << c;
                assert_int_equal(rl_vocabulary_class(&vocabulary, classes), rl_class_constant(classes));
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_are_found_by_bytes),
        cmocka_unit_test(test_rows_are_read),
        cmocka_unit_test(test_a_later_row_replaces),
        cmocka_unit_test(test_observations_are_read),
        cmocka_unit_test(test_a_broken_file_changes_nothing),
        cmocka_unit_test(test_errors_say_where),
        cmocka_unit_test(test_a_missing_file_is_an_error),
        cmocka_unit_test(test_every_kind_has_one_name),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
