/* Folders of lists and of what was compiled of them: which is read. */
#include "pipeline/folder.h"

#include <relata/gazetteer.h>

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/relata-test-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static const char *path_of(const char *name)
{
    static char paths[8][128];
    static size_t next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static int remove_folder(void **state)
{
    (void)state;
    rl_file_list all = {0};
    assert_int_equal(rl_folder_list(folder, NULL, NULL, &all, NULL), RELATA_OK);
    for (size_t i = 0; i < all.count; i++)
        assert_int_equal(unlink(all.paths[i]), 0);
    rl_file_list_free(&all);
    (void)rmdir(path_of("sub"));
    (void)rmdir(path_of("other"));
    return rmdir(folder);
}

static void make_list(const char *name)
{
    FILE *file = fopen(path_of(name), "wb");
    assert_non_null(file);
    assert_true(fputs("type\tname\nplace\tA\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void compile(const char *name, const char *first, const char *second)
{
    relata_error err = {0};
    const char *const lists[] = {path_of(first), second == NULL ? NULL : path_of(second)};
    assert_int_equal(relata_gazetteer_compile(lists, second == NULL ? 1 : 2, path_of(name), NULL, &err), RELATA_OK);
}

static void touch(const char *name, time_t when)
{
    const struct timespec times[2] = {{.tv_sec = when}, {.tv_sec = when}};
    assert_int_equal(utimensat(AT_FDCWD, path_of(name), times, 0), 0);
}

static void assert_chosen(const char *expected)
{
    rl_file_list list = {0};
    relata_error err = {0};
    char chosen[512] = "";
    assert_int_equal(rl_folder_list(folder, NULL, NULL, &list, &err), RELATA_OK);
    assert_int_equal(rl_folder_choose(&list, &err), RELATA_OK);
    for (size_t i = 0, used = 0; i < list.count; i++)
        used += (size_t)snprintf(chosen + used, sizeof chosen - used, "%s%s", i > 0 ? " " : "",
                                 list.paths[i] + strlen(folder) + 1);
    rl_file_list_free(&list);
    assert_string_equal(chosen, expected);
}

static void what_was_compiled_stands_for_its_lists(void **state)
{
    (void)state;
    make_list("a.tsv");
    make_list("b.tsv");
    make_list("c.tsv");
    assert_chosen("a.tsv b.tsv c.tsv");
    compile("all.rgz", "a.tsv", "b.tsv");
    touch("a.tsv", 1000);
    touch("b.tsv", 1000);
    touch("all.rgz", 1000);
    assert_chosen("all.rgz c.tsv");
    touch("b.tsv", 1001);
    assert_chosen("a.tsv b.tsv c.tsv");
    assert_int_equal(unlink(path_of("a.tsv")), 0);
    assert_int_equal(unlink(path_of("b.tsv")), 0);
    assert_chosen("all.rgz c.tsv"); /* its lists need not be there */
}

/* Whichever comes first by name, the stale one is left out, and what the other one holds is not read again. */
static void a_stale_one_is_left_out_whatever_covers_its_lists(void **state)
{
    (void)state;
    static const char *const names[] = {"1.rgz", "2.rgz"};
    for (size_t stale = 0; stale < 2; stale++) {
        make_list("a.tsv");
        compile(names[0], "a.tsv", NULL);
        compile(names[1], "a.tsv", NULL);
        touch("a.tsv", 1000);
        touch(names[stale], 999);
        touch(names[1 - stale], 1001);
        assert_chosen(names[1 - stale]);
    }
}

/* A list of the same name elsewhere is another list: its names must not be lost. */
static void lists_of_one_name_are_kept_apart(void **state)
{
    (void)state;
    assert_int_equal(mkdir(path_of("sub"), 0700), 0);
    assert_int_equal(mkdir(path_of("other"), 0700), 0);
    make_list("sub/people.tsv");
    compile("sub/all.rgz", "sub/people.tsv", NULL);
    touch("sub/people.tsv", 1000);
    assert_chosen("sub/all.rgz");
    make_list("other/people.tsv");
    touch("other/people.tsv", 1000);
    assert_chosen("other/people.tsv sub/all.rgz sub/people.tsv");
    assert_int_equal(unlink(path_of("sub/people.tsv")), 0);
    assert_chosen("other/people.tsv sub/all.rgz");
}

static void lists_in_folders_below_are_sources_too(void **state)
{
    (void)state;
    assert_int_equal(mkdir(path_of("sub"), 0700), 0);
    make_list("sub/people.tsv");
    compile("all.rgz", "sub/people.tsv", NULL);
    touch("sub/people.tsv", 1000);
    assert_chosen("all.rgz");
    touch("all.rgz", 999);
    assert_chosen("sub/people.tsv");
}

static void a_damaged_one_is_an_error(void **state)
{
    (void)state;
    rl_file_list list = {0};
    relata_error err = {0};
    make_list("a.tsv");
    make_list("all.rgz"); /* it is none */
    assert_int_equal(rl_folder_list(folder, NULL, NULL, &list, NULL), RELATA_OK);
    assert_int_equal(rl_folder_choose(&list, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "not a compiled gazetteer");
    assert_int_equal(list.count, 2);
    rl_file_list_free(&list);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_compiled_stands_for_its_lists),
        TEST(a_stale_one_is_left_out_whatever_covers_its_lists),
        TEST(lists_of_one_name_are_kept_apart),
        TEST(lists_in_folders_below_are_sources_too),
        TEST(a_damaged_one_is_an_error),
    };
    return cmocka_run_group_tests_name("folder", tests, NULL, NULL);
}
