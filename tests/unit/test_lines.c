/* Lines of files and pipes: ends of every kind, lines longer than the limit, peeking. */
#include "one_file.h"

#include "input/lines.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static rl_lines opened(size_t limit)
{
    rl_lines lines = {0};
    assert_int_equal(rl_lines_open(&lines, path, limit, NULL), RELATA_OK);
    return lines;
}

static void assert_line(rl_lines *lines, size_t number, const char *expected)
{
    const char *bytes = NULL;
    size_t length = 0;
    assert_int_equal(rl_lines_next(lines, &bytes, &length, NULL), RELATA_OK);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(bytes, expected, length);
    assert_int_equal(lines->number, number);
}

static void assert_end(rl_lines *lines)
{
    const char *bytes = NULL;
    size_t length = 0;
    assert_int_equal(rl_lines_next(lines, &bytes, &length, NULL), RELATA_END);
    assert_int_equal(rl_lines_next(lines, &bytes, &length, NULL), RELATA_END);
    rl_lines_free(lines);
}

static void assert_too_long(rl_lines *lines, size_t number)
{
    const char *bytes = NULL;
    size_t length = 0;
    relata_error err = {0};
    assert_int_equal(rl_lines_next(lines, &bytes, &length, &err), RELATA_ERROR_LIMIT);
    assert_int_equal(err.line, number);
    assert_string_equal(err.source, path);
    assert_null(bytes);
}

static void lines_end_with_or_without_a_break(void **state)
{
    (void)state;
    put("a\n\nb\r\nc", 7);
    rl_lines lines = opened(100);
    assert_line(&lines, 1, "a");
    assert_line(&lines, 2, "");
    assert_line(&lines, 3, "b\r");
    assert_line(&lines, 4, "c");
    assert_end(&lines);
    put("a\n", 2);
    lines = opened(100);
    assert_line(&lines, 1, "a");
    assert_end(&lines);
    put("", 0);
    lines = opened(100);
    assert_end(&lines);
}

static void a_mark_at_the_start_is_made_blank(void **state)
{
    (void)state;
    put("\xEF\xBB\xBF{}\n\xEF\xBB\xBFx\n", 11);
    rl_lines lines = opened(100);
    assert_line(&lines, 1, "   {}");
    assert_line(&lines, 2, "\xEF\xBB\xBFx");
    assert_end(&lines);
    put("\xEF\n\xBB\xBF", 4);
    lines = opened(100);
    assert_line(&lines, 1, "\xEF");
    assert_line(&lines, 2, "\xBB\xBF");
    assert_end(&lines);
}

static void a_line_at_the_limit_is_read_and_one_beyond_passed_over(void **state)
{
    (void)state;
    put("12345\n123456\nab\n1234567", 23);
    rl_lines lines = opened(5);
    assert_line(&lines, 1, "12345");
    assert_too_long(&lines, 2);
    assert_line(&lines, 3, "ab");
    assert_too_long(&lines, 4);
    assert_end(&lines);
}

/* Lines much longer than what is read at once, with the limit on either side. */
static void very_long_lines(void **state)
{
    (void)state;
    enum { LONG = 3000000 };
    char *bytes = malloc(LONG + 8);
    assert_non_null(bytes);
    for (size_t i = 0; i < LONG; i++)
        bytes[i] = (char)('a' + i % 26);
    memcpy(bytes + LONG, "\nnext\n", 6);
    put(bytes, LONG + 6);
    rl_lines lines = opened(LONG);
    const char *line = NULL;
    size_t length = 0;
    assert_int_equal(rl_lines_next(&lines, &line, &length, NULL), RELATA_OK);
    assert_int_equal(length, LONG);
    assert_memory_equal(line, bytes, LONG);
    assert_line(&lines, 2, "next");
    assert_end(&lines);
    lines = opened(1000);
    assert_too_long(&lines, 1);
    assert_true(lines.text.capacity < LONG / 2); /* what is passed over is not kept */
    assert_line(&lines, 2, "next");
    assert_end(&lines);
    put(bytes, LONG); /* no break at its end */
    lines = opened(1000);
    assert_too_long(&lines, 1);
    assert_end(&lines);
    free(bytes);
}

static int first_byte(const char *bytes, size_t length)
{
    put(bytes, length);
    rl_lines lines = opened(1000000);
    int first = -2;
    assert_int_equal(rl_lines_peek(&lines, &first, NULL), RELATA_OK);
    const char *rest = NULL;
    size_t rest_length = 0;
    assert_int_equal(rl_lines_rest(&lines, &rest, &rest_length, NULL), RELATA_OK);
    assert_int_equal(rest_length, length); /* nothing was used up */
    assert_memory_equal(rest, bytes, length);
    rl_lines_free(&lines);
    return first;
}

static void peeking_passes_over_blanks(void **state)
{
    (void)state;
    assert_int_equal(first_byte("{", 1), '{');
    assert_int_equal(first_byte(" \r\n\t {", 6), '{');
    assert_int_equal(first_byte("\xEF\xBB\xBF\n{", 5), '{');
    assert_int_equal(first_byte("\xEF\xBB\xBE{", 4), 0xEF);
    assert_int_equal(first_byte("", 0), -1);
    assert_int_equal(first_byte(" \n ", 3), -1);
    assert_int_equal(first_byte("\xEF\xBB\xBF", 3), -1);
    static char blanks[600000];
    memset(blanks, '\n', sizeof blanks);
    blanks[sizeof blanks - 1] = 'x';
    assert_int_equal(first_byte(blanks, sizeof blanks), 'x');
}

static void lines_follow_a_peek(void **state)
{
    (void)state;
    put("\n {\n}", 5);
    rl_lines lines = opened(100);
    int first = 0;
    assert_int_equal(rl_lines_peek(&lines, &first, NULL), RELATA_OK);
    assert_int_equal(first, '{');
    assert_line(&lines, 1, "");
    assert_line(&lines, 2, " {");
    assert_line(&lines, 3, "}");
    assert_end(&lines);
}

static void the_rest_has_the_limit_too(void **state)
{
    (void)state;
    put("a\n123456", 8);
    rl_lines lines = opened(7);
    const char *bytes = NULL;
    size_t length = 0;
    relata_error err = {0};
    assert_int_equal(rl_lines_rest(&lines, &bytes, &length, &err), RELATA_ERROR_LIMIT);
    assert_null(bytes);
    rl_lines_free(&lines);
    lines = opened(8);
    assert_int_equal(rl_lines_rest(&lines, &bytes, &length, NULL), RELATA_OK);
    assert_int_equal(length, 8);
    assert_end(&lines);
}

/* A pipe gives its bytes in pieces. */
static void a_pipe_is_read_in_pieces(void **state)
{
    (void)state;
    int ends[2], first = 0, saved = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_true(dup2(ends[0], STDIN_FILENO) >= 0);
    rl_lines lines = {0};
    assert_int_equal(rl_lines_open(&lines, "-", 100, NULL), RELATA_OK);
    assert_int_equal(write(ends[1], "\xEF\xBB", 2), 2);
    assert_int_equal(close(ends[1]), 0);
    assert_int_equal(rl_lines_peek(&lines, &first, NULL), RELATA_OK);
    assert_int_equal(first, 0xEF);
    assert_line(&lines, 1, "\xEF\xBB");
    assert_end(&lines);
    assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0); /* standard input is not ours to close */
    assert_int_equal(close(ends[0]), 0);
    assert_true(dup2(saved, STDIN_FILENO) >= 0);
    assert_int_equal(close(saved), 0);
}

static void what_cannot_be_read_is_an_error(void **state)
{
    (void)state;
    rl_lines lines = {0};
    relata_error err = {0};
    const char *bytes = NULL;
    size_t length = 0;
    assert_int_equal(rl_lines_open(&lines, "/nowhere/x", 10, &err), RELATA_ERROR_IO);
    assert_string_equal(err.message, "cannot open: No such file or directory");
    assert_false(lines.is_open);
    rl_error_clear(&err);
    assert_int_equal(rl_lines_open(&lines, "/tmp", 10, &err), RELATA_OK);
    assert_int_equal(rl_lines_next(&lines, &bytes, &length, &err), RELATA_ERROR_IO);
    assert_string_equal(err.message, "cannot read: Is a directory");
    rl_lines_free(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_with_or_without_a_break),
        cmocka_unit_test(a_mark_at_the_start_is_made_blank),
        cmocka_unit_test(a_line_at_the_limit_is_read_and_one_beyond_passed_over),
        cmocka_unit_test(very_long_lines),
        cmocka_unit_test(peeking_passes_over_blanks),
        cmocka_unit_test(lines_follow_a_peek),
        cmocka_unit_test(the_rest_has_the_limit_too),
        cmocka_unit_test(a_pipe_is_read_in_pieces),
        cmocka_unit_test(what_cannot_be_read_is_an_error),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
