/* Rows to records and back: every column, merged rows, long records, every place in a stride. */
#include "gazetteer/builder.h"
#include "gazetteer/record.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/relata-test-XXXXXX";
static rl_builder builder;
static rl_buffer memory;
static rl_image image;

static int make_folder(void **state)
{
    (void)state;
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static int free_all(void **state)
{
    (void)state;
    rl_builder_free(&builder);
    rl_buffer_free(&memory);
    return rmdir(folder);
}

static void list(const char *name, const char *bytes)
{
    char path[128];
    relata_error err = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(bytes, file) >= 0);
    assert_int_equal(fclose(file), 0);
    relata_status status = rl_builder_read(&builder, path, &err);
    assert_int_equal(unlink(path), 0);
    assert_string_equal(err.message, "");
    assert_int_equal(status, RELATA_OK);
}

static void compile(void)
{
    relata_error err = {0};
    relata_status status = rl_builder_compile(&builder, &memory, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, RELATA_OK);
    assert_int_equal(rl_image_open(memory.bytes, memory.length, "test", &image, &err), RELATA_OK);
}

static rl_record read_entry(uint32_t entry)
{
    rl_record record;
    assert_int_equal(rl_record_read(&image, entry, &record, NULL), RELATA_OK);
    return record;
}

static void assert_id(uint32_t entry, const char *expected)
{
    rl_buffer id = {0}, scratch = {0};
    bool same = false;
    size_t length = strlen(expected);
    assert_int_equal(rl_record_read_id(&image, entry, &id, NULL), RELATA_OK);
    assert_string_equal(rl_buffer_string(&id), expected);
    assert_int_equal(rl_record_has_id(&image, entry, expected, length, &scratch, &same, NULL), RELATA_OK);
    assert_true(same);
    assert_int_equal(rl_record_has_id(&image, entry, expected, length - 1, &scratch, &same, NULL), RELATA_OK);
    assert_false(same);
    char longer[2048];
    snprintf(longer, sizeof longer, "%sx", expected);
    assert_int_equal(rl_record_has_id(&image, entry, longer, strlen(longer), &scratch, &same, NULL), RELATA_OK);
    assert_false(same);
    rl_buffer_free(&id);
    rl_buffer_free(&scratch);
}

static void every_column_comes_back(void **state)
{
    (void)state;
    list("all.tsv", "id\ttype\tname\taliases\tweak_aliases\tkind\tfamily\tdemonyms\tcountry\tregion\trole\tcapital\t"
                    "gender\tpopulation\tlatitude\tlongitude\tprior\tstrength\n"
                    " x:1 \tperson\t Ann Lee \tA. Lee| Annie ||\tAL\tartist\tLee\tLeeish|Leeian\tChile\tNorth\tmayor\t"
                    "Bo\tfemale\t12345678901\t-90\t180\t0.5\tusual\n");
    compile();
    rl_record r = read_entry(0);
    static const struct {
        rl_column column;
        const char *text;
    } texts[] = {{RL_COLUMN_ID, "x:1"},      {RL_COLUMN_TYPE, "person"},       {RL_COLUMN_NAME, "Ann Lee"},
                 {RL_COLUMN_KIND, "artist"}, {RL_COLUMN_ALIASES, "A. Lee|Annie"}, {RL_COLUMN_WEAK_ALIASES, "AL"},
                 {RL_COLUMN_FAMILY, "Lee"},  {RL_COLUMN_DEMONYMS, "Leeish|Leeian"}, {RL_COLUMN_COUNTRY, "Chile"},
                 {RL_COLUMN_REGION, "North"}, {RL_COLUMN_ROLE, "mayor"},       {RL_COLUMN_CAPITAL, "Bo"},
                 {RL_COLUMN_GENDER, "female"}, {RL_COLUMN_STRENGTH, "usual"}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_string_equal(r.texts[texts[i].column], texts[i].text);
    assert_string_equal(r.type, "person");
    assert_string_equal(r.source, "all.tsv");
    assert_true(r.numbers[RL_COLUMN_POPULATION] >= 12345678901.0 && r.numbers[RL_COLUMN_POPULATION] <= 12345678901.0);
    assert_true(r.numbers[RL_COLUMN_LATITUDE] <= -90 && r.numbers[RL_COLUMN_LONGITUDE] >= 180);
    assert_true(r.numbers[RL_COLUMN_PRIOR] >= 0.5 && r.numbers[RL_COLUMN_PRIOR] <= 0.5);
    assert_id(0, "x:1");
}

static void a_bare_row_says_nothing_more(void **state)
{
    (void)state;
    list("a.tsv", "type\tname\tprior\tkind\nship\tSS \xC3\x89toile 7\t\t \n");
    compile();
    rl_record r = read_entry(0);
    for (size_t c = 0; c < RL_COLUMN_COUNT; c++) {
        assert_true(isnan(r.numbers[c]));
        if (c != RL_COLUMN_TYPE && c != RL_COLUMN_NAME)
            assert_string_equal(r.texts[c], "");
    }
    assert_string_equal(r.texts[RL_COLUMN_NAME], "SS \xC3\x89toile 7");
    assert_id(0, "ship:ss-etoile-7");
}

static void later_lists_replace_attributes_and_add_names(void **state)
{
    (void)state;
    list("a.tsv", "id\ttype\tname\taliases\tkind\tprior\tlatitude\nx\tplace\tOld\tO1|O2\ttown\t5\t1\n");
    list("b.tsv", "id\ttype\tname\taliases\tkind\tprior\tcountry\nx\tplace\tNew\tN1\t\t0\tPeru\ny\tplace\tOld\t\t\t\t\n");
    list("c.tsv", "id\ttype\tname\taliases\tkind\nx\tplace\tNewest\tO1\tcity\n");
    compile();
    rl_record r = read_entry(0);
    assert_string_equal(r.texts[RL_COLUMN_NAME], "Newest");
    assert_string_equal(r.texts[RL_COLUMN_ALIASES], "O1|O2|N1|O1");
    assert_string_equal(r.texts[RL_COLUMN_KIND], "city");
    assert_string_equal(r.texts[RL_COLUMN_COUNTRY], "Peru");
    assert_string_equal(r.source, "c.tsv");
    assert_true(r.numbers[RL_COLUMN_PRIOR] <= 0 && r.numbers[RL_COLUMN_LATITUDE] >= 1);
    assert_id(0, "x");
    assert_id(1, "y");
}

/* A row whose cell of aliases has `bytes` bytes. */
static void long_row(unsigned number, size_t bytes, rl_buffer *ret)
{
    char row[64];
    snprintf(row, sizeof row, "place\tTown %u\t", number);
    assert_true(rl_buffer_append_string(ret, row));
    for (size_t i = 0; i < bytes; i++)
        assert_true(rl_buffer_append_char(ret, i % 500 == 499 && i + 1 < bytes ? '|' : (char)('a' + i % 26)));
    assert_true(rl_buffer_append_char(ret, '\n'));
}

static void lengths_of_one_two_and_three_bytes_are_read(void **state)
{
    (void)state;
    static const size_t sizes[] = {1,    90,   100,   105,   110,   115,   120,   127,   128,   300,     16300,
                                   16350, 16360, 16365, 16370, 16375, 16380, 16384, 40000, 100000, 2500000};
    enum { COUNT = sizeof sizes / sizeof sizes[0] };
    rl_buffer rows = {0};
    assert_true(rl_buffer_append_string(&rows, "type\tname\taliases\n"));
    for (unsigned i = 0; i < COUNT; i++)
        long_row(i, sizes[i], &rows);
    list("long.tsv", rl_buffer_string(&rows));
    rl_buffer_free(&rows);
    compile();
    for (unsigned i = 0; i < COUNT; i++) {
        char name[32];
        rl_record r = read_entry(i);
        snprintf(name, sizeof name, "Town %u", i);
        assert_string_equal(r.texts[RL_COLUMN_NAME], name);
        assert_int_equal(strlen(r.texts[RL_COLUMN_ALIASES]), sizes[i]);
    }
}

static void every_place_of_a_stride_is_found(void **state)
{
    (void)state;
    for (unsigned count = 1; count <= 40; count++) {
        rl_buffer rows = {0};
        assert_true(rl_buffer_append_string(&rows, "type\tname\taliases\n"));
        for (unsigned i = 0; i < count; i++)
            long_row(i, i * 7 % 150, &rows);
        list("a.tsv", rl_buffer_string(&rows));
        rl_buffer_free(&rows);
        compile();
        assert_int_equal(image.entry_count, count);
        for (unsigned i = 0; i < count; i++) {
            char id[32];
            snprintf(id, sizeof id, "place:town-%u", i);
            assert_id(i, id);
            assert_int_equal(strlen(read_entry(i).texts[RL_COLUMN_ALIASES]), i * 7 % 150);
        }
        rl_record record;
        relata_error err = {0};
        assert_int_equal(rl_record_read(&image, count, &record, &err), RELATA_ERROR_FORMAT);
        assert_int_equal(rl_record_read(&image, UINT32_MAX, &record, NULL), RELATA_ERROR_FORMAT);
        rl_builder_free(&builder);
        rl_buffer_free(&memory);
    }
}

/* ---- damage ---- */

static char *section(rl_section number)
{
    size_t length;
    return memory.bytes + (rl_image_section(&image, number, &length) - memory.bytes);
}

static void assert_damaged(void)
{
    rl_record record;
    relata_error err = {0};
    assert_int_equal(rl_record_read(&image, 0, &record, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "the compiled gazetteer is damaged: compile the gazetteer again");
}

static void numbers_that_no_row_may_have_are_damage(void **state)
{
    (void)state;
    list("a.tsv", "id\ttype\tname\tlatitude\nx\tplace\tA\t45\n");
    compile();
    const double values[] = {NAN, INFINITY, -INFINITY, 90.001, -91, 1e300};
    double value = 45;
    size_t length;
    char *place = section(RL_SECTION_RECORDS);
    (void)rl_image_section(&image, RL_SECTION_RECORDS, &length);
    place += length - sizeof value;
    assert_memory_equal(place, &value, sizeof value);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        memcpy(place, &values[i], sizeof value);
        assert_damaged();
    }
}

static void text_that_no_row_may_have_is_damage(void **state)
{
    (void)state;
    list("a.tsv", "id\ttype\tname\tkind\taliases\nabcdef\tplace\tNamely\tkindly\taliased\n");
    compile();
    static const char *const cells[] = {"Namely", "abcdef", "aliased"};
    static const char bad[] = {'\x1B', '\n', '\t', '\x7F', '\x80', '\xC3', '\xFF'};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        for (size_t k = 0; k < sizeof bad; k++) {
            char *place = section(RL_SECTION_RECORDS);
            while (memcmp(place, cells[i], strlen(cells[i])) != 0)
                place++;
            place[2] = bad[k];
            assert_damaged();
            place[2] = cells[i][2];
        }
    }
    section(RL_SECTION_TEXTS)[1] = '\x1B';
    assert_damaged();
    section(RL_SECTION_TEXTS)[1] = 'i';
    section(RL_SECTION_SOURCES)[1] = '\x9B';
    assert_damaged();
    section(RL_SECTION_SOURCES)[1] = '.';
    assert_string_equal(read_entry(0).source, "a.tsv");
}

static void lengths_that_lead_out_are_damage(void **state)
{
    (void)state;
    list("a.tsv", "type\tname\nplace\tA\nplace\tB\n");
    compile();
    char *records = section(RL_SECTION_RECORDS);
    char kept = records[0];
    for (int byte = 0; byte < 256; byte++) {
        if (byte == kept)
            continue;
        rl_record record;
        records[0] = (char)byte;
        relata_status status = rl_record_read(&image, 1, &record, NULL);
        assert_true(status == RELATA_OK || status == RELATA_ERROR_FORMAT);
    }
    memset(records, 0xFF, 12); /* a number without an end */
    assert_damaged();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, free_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_column_comes_back),
        TEST(a_bare_row_says_nothing_more),
        TEST(later_lists_replace_attributes_and_add_names),
        TEST(lengths_of_one_two_and_three_bytes_are_read),
        TEST(every_place_of_a_stride_is_found),
        TEST(numbers_that_no_row_may_have_are_damage),
        TEST(text_that_no_row_may_have_is_damage),
        TEST(lengths_that_lead_out_are_damage),
    };
    return cmocka_run_group_tests_name("listing_record", tests, NULL, NULL);
}
