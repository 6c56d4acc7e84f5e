/* The tables beside the importers, and the columns that importers and readers must agree on. */
#include "base/file.h"
#include "gazetteer/table.h"
#include "import/countries.h"
#include "import/geonames.h"
#include "import/rows.h"
#include "import/types.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define DATA RELATA_SOURCE_ROOT "/gazetteers/import"

static relata_status read_list(const char *path, rl_row_fn receive, void *user, relata_error *err)
{
    rl_buffer file = {0};
    relata_status status = rl_file_read(path, RL_TABLE_LIMIT, &file, err);
    if (status == RELATA_OK)
        status = rl_table_read(path, &file, receive, user, err);
    rl_buffer_free(&file);
    return status;
}

static relata_status add_name(void *user, const rl_row *row, relata_error *err)
{
    const rl_cell *name = &row->cells[RL_COLUMN_NAME];
    (void)err;
    return rl_string_map_add(user, name->bytes, name->length) == RL_NONE ? RELATA_ERROR_MEMORY : RELATA_OK;
}

static void every_country_has_a_name_of_our_lists(void **state)
{
    (void)state;
    rl_string_map names = {0};
    rl_countries countries = {0};
    relata_error err = {0};
    assert_int_equal(read_list(RELATA_SOURCE_ROOT "/gazetteers/en/countries.tsv", add_name, &names, &err),
                     RELATA_OK);
    assert_int_equal(rl_countries_read(&countries, DATA, &err), RELATA_OK);
    assert_int_equal(countries.codes.count, 2 * 245);
    for (size_t i = 0; i < countries.codes.count; i++) {
        const char *name = countries.by_code[i];
        if (rl_string_map_find(&names, name, strlen(name)) == RL_NONE)
            fail_msg("\"%s\" is not in countries.tsv", name);
    }
    rl_countries_free(&countries);
    rl_string_map_free(&names);
}

static void countries_are_found_by_code_and_name(void **state)
{
    (void)state;
    rl_countries countries = {0};
    relata_error err = {0};
    assert_int_equal(rl_countries_read(&countries, DATA, &err), RELATA_OK);
    assert_string_equal(rl_countries_code(&countries, "gb", 2), "United Kingdom");
    assert_string_equal(rl_countries_code(&countries, "Deu", 3), "Germany");
    assert_null(rl_countries_code(&countries, "suhh", 4));
    assert_null(rl_countries_code(&countries, "", 0));
    assert_null(rl_countries_code(&countries, "a long code", 11));
    assert_null(rl_countries_find(&countries, "gb", 2));
    assert_string_equal(rl_countries_find(&countries, "turkiye", 7), "Turkey");
    assert_null(rl_countries_find(&countries, "", 0));
    rl_countries_free(&countries);
}

static void types_are_read(void **state)
{
    (void)state;
    static const char *const FILES[] = {"wikidata.types", "ftm.types"};
    relata_error err = {0};
    for (size_t i = 0; i < 2; i++) {
        rl_type_table types = {0};
        assert_int_equal(rl_type_table_read(&types, NULL, DATA, FILES[i], &err), RELATA_OK);
        for (size_t k = 0; i == 0 && k < types.keys.count; k++)
            assert_int_equal(rl_string_map_key(&types.keys, (uint32_t)k, NULL)[0], 'Q');
        assert_true(types.keys.count >= (i == 0 ? 120 : 4));
        rl_type_table_free(&types);
    }
}

static void assert_types_refused(const char *text, size_t line, const char *message)
{
    char path[] = "/tmp/relata-test-XXXXXX";
    int descriptor = mkstemp(path);
    assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
    close(descriptor);
    rl_type_table types = {0};
    relata_error err = {0};
    assert_int_equal(rl_type_table_read(&types, path, NULL, NULL, &err), RELATA_ERROR_FORMAT);
    assert_int_equal(err.line, line);
    assert_non_null(strstr(err.message, message));
    rl_type_table_free(&types);
    unlink(path);
}

static void broken_tables_are_refused(void **state)
{
    (void)state;
    assert_types_refused("# a\nQ5 person\n", 2, "the line has 1 cells");
    assert_types_refused("Q5\tPerson\n", 1, "a type is small letters");
    assert_types_refused("Q5\tperson\nQ5\tplace\n", 2, "in the table twice: \"Q5\"");
    assert_types_refused("Q5\tp\xE9\n", 1, "not valid UTF-8");
}

static relata_status count_row(void *user, const rl_row *row, relata_error *err)
{
    (void)row;
    (void)err;
    ++*(size_t *)user;
    return RELATA_OK;
}

static void the_reader_knows_every_column_that_is_written(void **state)
{
    (void)state;
    char path[] = "/tmp/relata-test-XXXXXX";
    FILE *f = fdopen(mkstemp(path), "w");
    assert_non_null(f);
    for (int field = 0; field < RL_FIELD_COUNT; field++)
        fprintf(f, "%s%s", field > 0 ? "\t" : "", rl_field_name((rl_field)field));
    fprintf(f, "\n");
    for (int field = 0; field < RL_FIELD_COUNT; field++)
        fprintf(f, "%s%s", field > 0 ? "\t" : "", "x");
    fclose(f);
    size_t rows = 0;
    relata_error err = {0};
    assert_int_equal(read_list(path, count_row, &rows, &err), RELATA_OK);
    assert_int_equal(rows, 1);
    assert_int_equal(RL_FIELD_COUNT, RL_COLUMN_COUNT);
    unlink(path);
}

static void places_have_kinds_and_priors(void **state)
{
    (void)state;
    assert_string_equal(rl_geonames_kind('P', "PPLC", 4), "capital");
    assert_string_equal(rl_geonames_kind('P', "PPLCH", 5), "city");
    assert_string_equal(rl_geonames_kind('P', "", 0), "city");
    assert_string_equal(rl_geonames_kind('A', "PCLI", 4), "country");
    assert_string_equal(rl_geonames_kind('A', "ADM1", 4), "region");
    assert_string_equal(rl_geonames_kind('H', "STMI", 4), "river");
    assert_string_equal(rl_geonames_kind('X', "", 0), "");
    assert_string_equal(rl_geonames_kind('\0', "", 0), "");
    assert_true(rl_geonames_prior(0) == 0);
    assert_true(rl_geonames_prior(500) == 0);
    assert_true(rl_geonames_prior(100000) == 20);
    assert_true(rl_geonames_prior(10000000) == 40);
    assert_true(rl_geonames_prior(1e10) == 45);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_country_has_a_name_of_our_lists),
        cmocka_unit_test(countries_are_found_by_code_and_name),
        cmocka_unit_test(types_are_read),
        cmocka_unit_test(broken_tables_are_refused),
        cmocka_unit_test(the_reader_knows_every_column_that_is_written),
        cmocka_unit_test(places_have_kinds_and_priors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
