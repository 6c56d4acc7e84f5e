/* Which documents are held out together. */
#include "pipeline/folds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 8 };

typedef struct division {
    const char *names[MOST]; /* ends with NULL, if there is room */
    bool by_beginning;
    uint32_t folds;
    uint32_t parts[MOST];
    size_t groups;
} division;

static relata_status divide(const char *const *names, bool by_beginning, uint32_t folds, uint32_t *parts,
                            size_t *groups, relata_error *err)
{
    rl_string_map map = {0};
    for (size_t i = 0; i < MOST && names[i] != NULL; i++)
        assert_true(rl_string_map_add(&map, names[i], strlen(names[i])) == i);
    *err = (relata_error){0};
    relata_status status = rl_folds_divide(&map, by_beginning, folds, parts, groups, err);
    rl_string_map_free(&map);
    return status;
}

static void test_groups_stay_together(void **state)
{
    (void)state;
    static const division good[] = {
        {{"af_x_1", "af_y_2", "al_x_1", "am_1", "am_x_2"}, true, 3, {0, 0, 1, 2, 2}, 3},
        /* four groups for two folds: in turn */
        {{"a_1", "b_1", "c_1", "d_1", "a_2"}, true, 2, {0, 1, 0, 1, 0}, 4},
        /* too few by the first separator: by the second, then by the whole id */
        {{"g_n_1", "g_n_2", "g_o_1", "g_p_1"}, true, 3, {0, 0, 1, 2}, 3},
        {{"g_n_1", "g_n_2", "g_o_1"}, true, 3, {0, 1, 2}, 3},
        {{"g_1", "g", "g_2"}, true, 2, {0, 1, 0}, 3},
        {{"one", "two", "three"}, true, 2, {0, 1, 0}, 3},
        /* hyphens separate nothing; slashes and colons do */
        {{"2020-01/a", "2020-01/b", "2020-02/a"}, true, 2, {0, 0, 1}, 2},
        {{"de:1", "de:2", "fr:1"}, true, 2, {0, 0, 1}, 2},
        /* a separator at either end */
        {{"_a_1", "_a_2", "_b_1", "_b_"}, true, 2, {0, 0, 1, 1}, 2},
        {{"__", "_", "a_"}, true, 3, {0, 1, 2}, 3},
        /* names of groups are whole */
        {{"a_1", "a_2", "b"}, false, 2, {0, 1, 0}, 3},
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        uint32_t parts[MOST] = {0};
        size_t groups = 0;
        relata_error err;
        assert_int_equal(divide(good[i].names, good[i].by_beginning, good[i].folds, parts, &groups, &err), RELATA_OK);
        assert_int_equal(groups, good[i].groups);
        assert_memory_equal(parts, good[i].parts, sizeof parts);
    }
}

static void test_fewer_groups_than_folds(void **state)
{
    (void)state;
    static const char *const THREE[MOST] = {"a_1", "a_2", "b_1"};
    static const char *const ONE[MOST] = {"x"};
    uint32_t parts[MOST];
    size_t groups = 99;
    relata_error err;
    assert_int_equal(divide(THREE, true, 4, parts, &groups, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "4 folds need as many documents: there are 3");
    assert_int_equal(divide(ONE, false, 2, parts, &groups, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "2 folds need as many groups of documents: there is 1");
    assert_int_equal(groups, 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups_stay_together),
        cmocka_unit_test(test_fewer_groups_than_folds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
