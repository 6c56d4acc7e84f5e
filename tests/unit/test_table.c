/* TSV tables: what is read, and what is refused with file, line and column. */
#include "one_file.h"

#include "base/file.h"
#include "gazetteer/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static rl_buffer file;
static int free_file(void **state)
{
    rl_buffer_free(&file);
    return remove_file(state);
}

/* Rows as "line:type,name,aliases@column;" */
typedef struct rows {
    char shown[1024];
    size_t stop_after; /* rows; 0 for never */
    size_t count;
} rows;

static relata_status receive(void *user, const rl_row *row, relata_error *err)
{
    rows *r = user;
    const rl_cell *type = &row->cells[RL_COLUMN_TYPE], *name = &row->cells[RL_COLUMN_NAME];
    const rl_cell *aliases = &row->cells[RL_COLUMN_ALIASES];
    size_t used = strlen(r->shown);
    snprintf(r->shown + used, sizeof r->shown - used, "%zu:%.*s,%.*s,%.*s@%zu;", row->line, (int)type->length,
             type->bytes, (int)name->length, name->bytes, (int)aliases->length, aliases->bytes, aliases->column);
    assert_string_equal(row->path, path);
    if (++r->count == r->stop_after)
        return rl_error_set(err, RELATA_ERROR_FORMAT, row->path, row->line, name->column, "stopped");
    return RELATA_OK;
}

static relata_status read_table(rows *r, relata_error *err)
{
    rl_buffer_clear(&file);
    assert_int_equal(rl_file_read(path, RL_TABLE_LIMIT, &file, err), RELATA_OK);
    return rl_table_read(path, &file, receive, r, err);
}

static void assert_rows(const char *bytes, size_t length, const char *expected)
{
    rows r = {.stop_after = 0};
    relata_error err = {0};
    put(bytes, length);
    assert_int_equal(read_table(&r, &err), RELATA_OK);
    assert_string_equal(err.message, "");
    assert_string_equal(r.shown, expected);
}

#define ASSERT_ROWS(bytes, expected) assert_rows(bytes, sizeof bytes - 1, expected)

static void rows_are_read_by_column_name(void **state)
{
    (void)state;
    ASSERT_ROWS("type\tname\taliases\nplace\tGyeongju\tKyongju\n", "2:place,Gyeongju,Kyongju@16;");
    ASSERT_ROWS("aliases\tname\tid\ttype\nA|B\tX\t\tperson\n", "2:person,X,A|B@1;");
    ASSERT_ROWS("type\tname\nplace\tSeoul", "2:place,Seoul,@1;");
    ASSERT_ROWS("id\ttype\tname\taliases\tweak_aliases\tkind\tfamily\tdemonyms\tcountry\trole\tcapital\tgender\t"
                "latitude\tlongitude\tprior\n\tperson\tX\t\t\t\t\t\t\t\t\t\t\t\t\n",
                "2:person,X,@11;");
    ASSERT_ROWS("type\tname\n", "");
}

static void comments_blank_lines_and_windows_line_ends_are_passed_over(void **state)
{
    (void)state;
    ASSERT_ROWS("# comment\n#comment\twith\ttabs\n\ntype\tname\n# more\n#\nthing\t#MeToo\n\n#x\tY\n",
                "7:thing,#MeToo,@1;9:#x,Y,@1;");
    ASSERT_ROWS("type\tname\r\n\r\nplace\tSeoul\r\nplace\tBusan\r\n", "3:place,Seoul,@1;4:place,Busan,@1;");
    ASSERT_ROWS("\xEF\xBB\xBFtype\tname\nplace\tSeoul\n", "2:place,Seoul,@1;");
    ASSERT_ROWS("\xEF\xBB\xBF# comment \xFF\ntype\tname\n", "");
}

static void cells_are_handed_over_as_they_are(void **state)
{
    (void)state;
    ASSERT_ROWS("type\tname\nplace\t Qu\xC3\xA9" "bec  City \n", "2:place, Qu\xC3\xA9" "bec  City ,@1;");
    ASSERT_ROWS("type\tname\nplace\t\"Seoul\"\n", "2:place,\"Seoul\",@1;");
}

typedef struct refusal {
    const char *bytes;
    size_t length; /* 0: up to the NUL */
    size_t line, column;
    const char *message;
} refusal;

static void faults_are_named_with_line_and_column(void **state)
{
    (void)state;
    static const refusal samples[] = {
        {"# 1\n# 2\n# 3\n# 4\n# 5\n# 6\n# 7\n# 8\n# 9\n# 10\n# 11\ntype\tn\tide\n", 0, 12, 6, "unknown column \"n\""},
        {"# 1\n# 2\n# 3\n# 4\n# 5\n# 6\n# 7\n# 8\n# 9\n# 10\n# 11\n\ttype\tide\n", 0, 12, 1, "unknown column \"\""},
        {"# 1\n# 2\n# 3\n# 4\n# 5\n# 6\n# 7\n# 8\n# 9\n# 10\n# 11\nfamily\tide\n", 0, 12, 8, "unknown column \"ide\""},
        {"# 1\n# 2\n# 3\n# 4\n# 5\n# 6\n# 7\n# 8\n# 9\n# 10\n# 11\nprior\tide\ttype\tname\n", 0, 12, 7,
         "unknown column \"ide\""},
        {"type\tName\n", 0, 1, 6, "unknown column \"Name\""},
        {"type\tname\ttype\n", 0, 1, 11, "the column \"type\" is there twice"},
        {"type\tid\n", 0, 1, 1, "the header row must name the columns \"type\" and \"name\""},
        {"name\n", 0, 1, 1, "the header row must name the columns \"type\" and \"name\""},
        {"type\tname\nplace\n", 0, 2, 1, "the row has 1 cells, the header has 2"},
        {"type\tname\nplace\tSeoul\t\n", 0, 2, 1, "the row has 3 cells, the header has 2"},
        {"type\tname\n\tSeoul\n", 0, 2, 1, "the type is empty"},
        {"type\tname\nplace\t\n", 0, 2, 7, "the name is empty"},
        {"type\tname\nplace\t   \n", 0, 2, 7, "the name is empty"},
        {"type\tname\nplace\tSe\xFFoul\n", 0, 2, 9, "not valid UTF-8"},
        {"type\tname\nplace\tSe\x01oul\n", 0, 2, 9, "a control character"},
        {"type\tname\nplace\tSe\x7Foul\n", 0, 2, 9, "a control character"},
        {"type\tname\nplace\tSe\0oul\n", 24, 2, 9, "a control character"},
        {"type\tname\nplace\tS\rul\n", 0, 2, 8, "a control character"},
        {"type\tname\nplace\t\x01\xFF\n", 0, 2, 7, "a control character"},
        {"type\tname\nplace\t\xFF\x01\n", 0, 2, 7, "not valid UTF-8"},
        {"\xFF\xFEt\0y\0", 6, 1, 1, "not valid UTF-8"},
        {"", 0, 0, 0, "the file has no header row"},
        {"# only\n\n", 0, 0, 0, "the file has no header row"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        const refusal *s = &samples[i];
        rows r = {.stop_after = 0};
        relata_error err = {0};
        put(s->bytes, s->length == 0 ? strlen(s->bytes) : s->length);
        assert_int_equal(read_table(&r, &err), RELATA_ERROR_FORMAT);
        assert_string_equal(err.message, s->message);
        assert_string_equal(err.source, path);
        assert_int_equal(err.line, s->line);
        assert_int_equal(err.column, s->column);
        assert_int_equal(r.count, 0);
    }
}

static void the_receivers_error_stops_the_reading(void **state)
{
    (void)state;
    rows r = {.stop_after = 2};
    relata_error err = {0};
    put("type\tname\na\tA\nb\tB\nc\tC\n", 22);
    assert_int_equal(read_table(&r, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(r.shown, "2:a,A,@1;3:b,B,@1;");
    assert_string_equal(err.message, "stopped");
    assert_int_equal(err.line, 3);
}

static void too_many_columns_are_refused(void **state)
{
    (void)state;
    char bytes[4096] = "type";
    for (size_t i = 0; i < 70; i++)
        strcat(bytes, "\tname");
    rows r = {.stop_after = 0};
    relata_error err = {0};
    put(bytes, strlen(bytes));
    assert_int_equal(read_table(&r, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "too many columns");
    /* A row of many cells under a short header is only a wrong row. */
    char row[4096] = "type\tname\na\tb";
    for (size_t i = 0; i < 70; i++)
        strcat(row, "\tc");
    err = (relata_error){0};
    put(row, strlen(row));
    assert_int_equal(read_table(&r, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "the row has 72 cells, the header has 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_by_column_name),
        cmocka_unit_test(comments_blank_lines_and_windows_line_ends_are_passed_over),
        cmocka_unit_test(cells_are_handed_over_as_they_are),
        cmocka_unit_test(faults_are_named_with_line_and_column),
        cmocka_unit_test(the_receivers_error_stops_the_reading),
        cmocka_unit_test(too_many_columns_are_refused),
    };
    return cmocka_run_group_tests_name("table", tests, make_file, free_file);
}
