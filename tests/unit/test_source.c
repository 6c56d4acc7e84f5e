/* Text from files: lines and chunks, compressed or not, and what is refused with its line. */
#include "one_file.h"

#include "base/source.h"
#include "base/spool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cmocka.h>

/* Appends one piece of gzip. */
static void put_compressed(const char *bytes, size_t length)
{
    gzFile f = gzopen(path, "ab");
    assert_non_null(f);
    assert_int_equal(gzwrite(f, bytes, (unsigned)length), length);
    assert_int_equal(gzclose(f), Z_OK);
}

static void append(const char *bytes, size_t length)
{
    FILE *f = fopen(path, "ab");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, length, f), length);
    assert_int_equal(fclose(f), 0);
}

/* Appends one frame of Zstandard. */
static void put_zstd(const char *bytes, size_t length)
{
    char frame[8192];
    size_t size = ZSTD_compress(frame, sizeof frame, bytes, length, 3);
    assert_false(ZSTD_isError(size));
    FILE *f = fopen(path, "ab");
    assert_non_null(f);
    assert_int_equal(fwrite(frame, 1, size, f), size);
    assert_int_equal(fclose(f), 0);
}

/* All lines as "number:line;", "number:!;" for one that is too long. Ends with the last status and, if it is an error,
 * its line and words. */
static const char *read_lines(size_t limit)
{
    static char shown[4096];
    rl_source source = {0};
    relata_error err = {0};
    relata_status status = rl_source_open(&source, path, &err);
    shown[0] = '\0';
    while (status == RELATA_OK || status == RELATA_ERROR_LIMIT) {
        const char *line = NULL;
        size_t length = 0, used = strlen(shown);
        rl_error_clear(&err);
        status = rl_source_line(&source, limit, &line, &length, &err);
        if (status == RELATA_OK)
            snprintf(shown + used, sizeof shown - used, "%zu:%.*s;", source.line, (int)length, line);
        else if (status == RELATA_ERROR_LIMIT)
            snprintf(shown + used, sizeof shown - used, "%zu:!;", err.line);
    }
    size_t used = strlen(shown);
    if (status != RELATA_END)
        snprintf(shown + used, sizeof shown - used, "%zu %s", err.line, err.message);
    rl_source_close(&source);
    return shown;
}

#define ASSERT_LINES(bytes, limit, expected)                                                                            \
    do {                                                                                                                \
        put(bytes, sizeof bytes - 1);                                                                                   \
        assert_string_equal(read_lines(limit), expected);                                                               \
    } while (0)

static void lines_end_in_any_way(void **state)
{
    (void)state;
    ASSERT_LINES("", 9, "");
    ASSERT_LINES("a", 9, "1:a;");
    ASSERT_LINES("a\n", 9, "1:a;");
    ASSERT_LINES("a\r\n\nb\r", 9, "1:a;2:;3:b;");
    ASSERT_LINES("\n\n", 9, "1:;2:;");
    ASSERT_LINES("\xEF\xBB\xBF" "a\nb", 9, "1:a;2:b;");
}

static void long_lines_are_passed_over(void **state)
{
    (void)state;
    ASSERT_LINES("abc\nabcd\nabc", 3, "1:abc;2:!;3:abc;");
    ASSERT_LINES("a\nabcd", 3, "1:a;2:!;");
    size_t length = (size_t)1 << 20;
    char *bytes = malloc(length);
    assert_non_null(bytes);
    memset(bytes, 'x', length);
    memcpy(bytes + length - 3, "\nz\n", 3);
    put(bytes, length);
    assert_string_equal(read_lines(100), "1:!;2:z;");
    free(bytes);
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    ASSERT_LINES("\xFF\xFE" "a\0", 9, "0 the text is in UTF-16; it must be in UTF-8");
    ASSERT_LINES("a\n\0b", 9, "0 this is not text: it holds a zero byte");
}

static void compressed_text_is_read(void **state)
{
    (void)state;
    put("", 0);
    put_compressed("a\nb", 3);
    assert_string_equal(read_lines(9), "1:a;2:b;");
    put_compressed("c\nd\n", 4);
    assert_string_equal(read_lines(9), "1:a;2:bc;3:d;");
    append("\0\0\0\0\0\0\0", 7);
    assert_string_equal(read_lines(9), "1:a;2:bc;3:d;");
    append("rest", 4);
    assert_string_equal(read_lines(9), "1:a;2:bc;3:d;4 something stands behind the compressed data");
}

static void truncated_gzip_is_an_error_wherever_it_ends(void **state)
{
    (void)state;
    put("", 0);
    char text[3000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)('a' + (i * i + i / 7) % 26);
    text[2000] = '\n';
    put_compressed(text, sizeof text);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char bytes[4096];
    size_t length = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    for (size_t cut = 4; cut < length; cut++) {
        put(bytes, cut);
        assert_non_null(strstr(read_lines(4000), "the compressed data ends early"));
    }
    bytes[length / 2] = (char)~bytes[length / 2];
    put(bytes, length);
    assert_non_null(strstr(read_lines(4000), "the compressed data is broken"));
}

static void zstd_is_read_like_gzip(void **state)
{
    (void)state;
    put("", 0);
    put_zstd("a\nb", 3);
    assert_string_equal(read_lines(9), "1:a;2:b;");
    put_zstd("c\nd\n", 4);
    assert_string_equal(read_lines(9), "1:a;2:bc;3:d;");
    append("rest", 4);
    assert_string_equal(read_lines(9), "1:a;2:bc;3:d;4 something stands behind the compressed data");
    put("\x50\x2A\x4D\x18\x04\0\0\0skip", 12); /* a frame to be passed over, as pzstd begins with */
    put_zstd("a\nb", 3);
    assert_string_equal(read_lines(9), "1:a;2:b;");
    put_compressed("gzip", 4);
    assert_string_equal(read_lines(9), "1:a;2 something stands behind the compressed data");
}

static void a_window_that_is_too_large_is_refused(void **state)
{
    (void)state;
    put("\x28\xB5\x2F\xFD\0\xA8\x01\0\0", 9); /* 2 GiB */
    assert_string_equal(read_lines(9), "1 the compressed data needs more memory than is allowed");
}

static void truncated_zstd_is_an_error_wherever_it_ends(void **state)
{
    (void)state;
    put("", 0);
    char text[3000], bytes[4096];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)('a' + (i * i + i / 7) % 26);
    put_zstd(text, sizeof text);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t length = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    for (size_t cut = 4; cut < length; cut++) {
        put(bytes, cut);
        assert_non_null(strstr(read_lines(4000), "the compressed data ends early"));
    }
}

/* Flipped bytes give an error or other text, never a crash. */
static void broken_data_of_any_kind_is_survived(void **state)
{
    (void)state;
    char text[600], bytes[4096];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 60 == 59 ? '\n' : (char)('a' + (i * i + i / 7) % 26);
    for (size_t kind = 0; kind < 2; kind++) {
        put("", 0);
        (kind == 0 ? put_compressed : put_zstd)(text, sizeof text);
        FILE *f = fopen(path, "rb");
        assert_non_null(f);
        size_t length = fread(bytes, 1, sizeof bytes, f);
        fclose(f);
        for (size_t i = 4; i < length; i++) {
            bytes[i] = (char)(bytes[i] ^ 0x5A);
            put(bytes, length);
            (void)read_lines(4000);
            bytes[i] = (char)(bytes[i] ^ 0x5A);
        }
    }
}

/* What was decoded before the trouble is handed out, with the trouble behind it. */
static void lines_before_the_trouble_are_kept(void **state)
{
    (void)state;
    put("", 0);
    put_compressed("a\nb\n", 4);
    append("\x1F\x8B\x08\0\0\0\0\0\0\x03\xFF\xFF\xFF", 13);
    assert_string_equal(read_lines(9), "1:a;2:b;3 the compressed data is broken");
    rl_source source = {0};
    const char *chunk = NULL;
    size_t length = 0;
    relata_error err = {0};
    assert_int_equal(rl_source_open_bytes(&source, path, &err), RELATA_OK);
    assert_int_equal(rl_source_chunk(&source, &chunk, &length, &err), RELATA_OK);
    assert_string_equal(rl_source_compression(&source), "gzip");
    rl_source_close(&source);
}

static void bytes_are_not_looked_at(void **state)
{
    (void)state;
    put("\xEF\xBB\xBF" "a\0\xFF", 6);
    rl_source source = {0};
    const char *chunk = NULL;
    size_t length = 0;
    assert_int_equal(rl_source_open_bytes(&source, path, NULL), RELATA_OK);
    assert_int_equal(rl_source_chunk(&source, &chunk, &length, NULL), RELATA_OK);
    assert_int_equal(length, 6);
    assert_memory_equal(chunk, "\xEF\xBB\xBF" "a\0\xFF", 6);
    assert_null(rl_source_compression(&source));
    assert_int_equal(rl_source_chunk(&source, &chunk, &length, NULL), RELATA_END);
    rl_source_close(&source);
}

static void chunks_know_their_line(void **state)
{
    (void)state;
    size_t length = (size_t)3 << 18;
    char *bytes = malloc(length);
    assert_non_null(bytes);
    for (size_t i = 0; i < length; i++)
        bytes[i] = i % 10 == 9 ? '\n' : 'x';
    put(bytes, length);
    rl_source source = {0};
    relata_error err = {0};
    assert_int_equal(rl_source_open(&source, path, &err), RELATA_OK);
    size_t read = 0;
    const char *chunk = NULL;
    size_t got = 0;
    while (rl_source_chunk(&source, &chunk, &got, &err) == RELATA_OK) {
        assert_int_equal(source.line, 1 + read / 10);
        assert_memory_equal(chunk, bytes + read, got);
        read += got;
    }
    assert_int_equal(read, length);
    rl_source_close(&source);
    free(bytes);
}

static void a_missing_file_is_an_error(void **state)
{
    (void)state;
    rl_source source = {0};
    relata_error err = {0};
    assert_int_equal(rl_source_open(&source, "/nonexistent/x", &err), RELATA_ERROR_IO);
    assert_string_equal(err.source, "/nonexistent/x");
    rl_source_close(&source);
}

static void a_spool_gives_back_what_it_got(void **state)
{
    (void)state;
    rl_spool spool = {0};
    rl_source source = {0};
    relata_error err = {0};
    assert_int_equal(rl_spool_open(&spool, "/tmp", &err), RELATA_OK);
    for (int i = 0; i < 20000; i++)
        assert_true(rl_spool_write(&spool, "\x1F\x8Bline\n", 7));
    assert_int_equal(rl_spool_read(&spool, &source, &err), RELATA_OK);
    const char *line = NULL;
    size_t length = 0;
    for (int i = 0; i < 20000; i++) {
        assert_int_equal(rl_source_line(&source, 100, &line, &length, &err), RELATA_OK);
        assert_int_equal(length, 6);
    }
    assert_int_equal(rl_source_line(&source, 100, &line, &length, &err), RELATA_END);
    rl_source_close(&source);
    rl_spool_close(&spool);
}

static void a_spool_needs_a_folder(void **state)
{
    (void)state;
    rl_spool spool = {0};
    relata_error err = {0};
    assert_int_equal(rl_spool_open(&spool, "/nonexistent", &err), RELATA_ERROR_IO);
    rl_spool_close(&spool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lines_end_in_any_way, make_file, remove_file),
        cmocka_unit_test_setup_teardown(long_lines_are_passed_over, make_file, remove_file),
        cmocka_unit_test_setup_teardown(what_is_no_text_is_refused, make_file, remove_file),
        cmocka_unit_test_setup_teardown(compressed_text_is_read, make_file, remove_file),
        cmocka_unit_test_setup_teardown(truncated_gzip_is_an_error_wherever_it_ends, make_file, remove_file),
        cmocka_unit_test_setup_teardown(zstd_is_read_like_gzip, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_window_that_is_too_large_is_refused, make_file, remove_file),
        cmocka_unit_test_setup_teardown(truncated_zstd_is_an_error_wherever_it_ends, make_file, remove_file),
        cmocka_unit_test_setup_teardown(broken_data_of_any_kind_is_survived, make_file, remove_file),
        cmocka_unit_test_setup_teardown(lines_before_the_trouble_are_kept, make_file, remove_file),
        cmocka_unit_test_setup_teardown(bytes_are_not_looked_at, make_file, remove_file),
        cmocka_unit_test_setup_teardown(chunks_know_their_line, make_file, remove_file),
        cmocka_unit_test(a_missing_file_is_an_error),
        cmocka_unit_test(a_spool_gives_back_what_it_got),
        cmocka_unit_test(a_spool_needs_a_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
