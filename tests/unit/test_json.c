/* What readers of JSON share: the sentence about what is broken, and numbers that fit no C type. */
#include "text/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_the_sentence(void **state)
{
    (void)state;
    relata_error err = {0};
    assert_int_equal(rl_json_refuse("unexpected end of file near '\x1b[1m\xFF'", true, "a.jsonl", 3, 7, &err),
                     RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "broken JSON: unexpected end of line near ' [1m\xEF\xBF\xBD'");
    assert_string_equal(err.source, "a.jsonl");
    assert_int_equal(err.line, 3);
    assert_int_equal(err.column, 7);
    err = (relata_error){0};
    assert_int_equal(rl_json_refuse("unexpected end of file", false, NULL, -1, 0, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "broken JSON: unexpected end of file");
    assert_int_equal(err.line, 1);
    assert_int_equal(err.column, 1);
}

static void test_large_numbers_are_blanked(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"{\"a\":12345678901234567890}", "{\"a\":0.0                 }"},
        {"{\"a\":1e999,\"b\":7}", "{\"a\":0.0  ,\"b\":7}"},
        {"{\"a\":123456789012345678}", "{\"a\":123456789012345678}"},
        {"{\"12345678901234567890\":\"\\\"1e999\"}", "{\"12345678901234567890\":\"\\\"1e999\"}"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char *blanked = rl_json_blanked(CASES[i][0], strlen(CASES[i][0]));
        assert_non_null(blanked);
        assert_memory_equal(blanked, CASES[i][1], strlen(CASES[i][0]));
        free(blanked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_sentence),
        cmocka_unit_test(test_large_numbers_are_blanked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
