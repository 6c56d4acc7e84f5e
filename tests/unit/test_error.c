/* Errors: the first one wins, long names keep their end, nothing is cut inside a character. */
#include "base/error.h"
#include "text/utf8.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void assert_formatted(const relata_error *err, const char *expected)
{
    char line[1200];
    assert_int_equal(relata_error_format(err, line, sizeof line), strlen(expected));
    assert_string_equal(line, expected);
}

static void the_first_error_wins(void **state)
{
    (void)state;
    relata_error err = {0};
    assert_int_equal(rl_error_set(&err, RELATA_ERROR_FORMAT, "a.tsv", 12, 7, "unknown column \"%s\"", "ide"),
                     RELATA_ERROR_FORMAT);
    assert_int_equal(rl_error_set(&err, RELATA_ERROR_IO, "b.tsv", 1, 1, "later"), RELATA_ERROR_IO);
    assert_int_equal(rl_error_memory(&err), RELATA_ERROR_MEMORY);
    assert_int_equal(err.status, RELATA_ERROR_FORMAT);
    assert_formatted(&err, "a.tsv:12:7: unknown column \"ide\"");
}

static void missing_parts_are_left_out(void **state)
{
    (void)state;
    relata_error err = {0};
    (void)rl_error_set(&err, RELATA_ERROR_IO, "a", 3, 0, "x");
    assert_formatted(&err, "a:3: x");
    rl_error_clear(&err);
    (void)rl_error_set(&err, RELATA_ERROR_IO, "a", 0, 5, "x");
    assert_formatted(&err, "a: x");
    rl_error_clear(&err);
    (void)rl_error_set(&err, RELATA_ERROR_IO, NULL, 0, 0, "x");
    assert_formatted(&err, "x");
    rl_error_clear(&err);
    assert_int_equal(err.status, RELATA_OK);
}

static void no_error_struct_is_fine(void **state)
{
    (void)state;
    rl_error_clear(NULL);
    assert_int_equal(rl_error_memory(NULL), RELATA_ERROR_MEMORY);
    assert_int_equal(rl_error_system(NULL, "a", "open", ENOENT), RELATA_ERROR_IO);
}

static void the_systems_words_are_added(void **state)
{
    (void)state;
    relata_error err = {0};
    assert_int_equal(rl_error_system(&err, "a.txt", "open", ENOENT), RELATA_ERROR_IO);
    assert_formatted(&err, "a.txt: cannot open: No such file or directory");
    rl_error_clear(&err);
    (void)rl_error_system(&err, "a.txt", "open", 123456);
    assert_non_null(strstr(err.message, "nknown error"));
}

static void a_small_buffer_is_cut_and_ended(void **state)
{
    (void)state;
    relata_error err = {0};
    char line[6];
    (void)rl_error_set(&err, RELATA_ERROR_IO, "abc", 0, 0, "defgh");
    assert_int_equal(relata_error_format(&err, line, sizeof line), 10);
    assert_string_equal(line, "abc: ");
    assert_int_equal(relata_error_format(&err, NULL, 0), 10);
}

static void a_long_source_keeps_its_end(void **state)
{
    (void)state;
    char path[700];
    memset(path, 'x', sizeof path);
    memcpy(path + sizeof path - 7, "/a.txt", 7);
    relata_error err = {0};
    (void)rl_error_set(&err, RELATA_ERROR_IO, path, 0, 0, "m");
    assert_int_equal(strlen(err.source), sizeof err.source - 1);
    assert_memory_equal(err.source, "...x", 4);
    assert_string_equal(err.source + sizeof err.source - 7, "/a.txt");
    path[sizeof path - 1] = '\0';
    rl_error_clear(&err);
    (void)rl_error_set(&err, RELATA_ERROR_IO, path + sizeof path - sizeof err.source, 0, 0, "m");
    assert_string_equal(err.source, path + sizeof path - sizeof err.source); /* just fits */
}

/* Whatever the length, what is cut off is whole characters. */
static void nothing_is_cut_inside_a_character(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        char longest[901] = "";
        memset(longest, 'a', shift);
        for (size_t i = shift; i + 3 < sizeof longest; i += 3)
            memcpy(longest + i, "\xE4\xB8\xAD", 4);
        relata_error err = {0};
        (void)rl_error_set(&err, RELATA_ERROR_IO, longest, 0, 0, "%s", longest);
        assert_int_equal(rl_utf8_valid_prefix(err.source, strlen(err.source)), strlen(err.source));
        assert_int_equal(rl_utf8_valid_prefix(err.message, strlen(err.message)), strlen(err.message));
        assert_in_range(strlen(err.message), sizeof err.message - 4, sizeof err.message - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_error_wins),
        cmocka_unit_test(missing_parts_are_left_out),
        cmocka_unit_test(no_error_struct_is_fine),
        cmocka_unit_test(the_systems_words_are_added),
        cmocka_unit_test(a_small_buffer_is_cut_and_ended),
        cmocka_unit_test(a_long_source_keeps_its_end),
        cmocka_unit_test(nothing_is_cut_inside_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
