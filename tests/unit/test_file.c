/* Files: reading with a limit, paths as text, folders in a fixed order with links and unreadable parts. */
#include "files.h"

#include "base/file.h"

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

/* ---- a folder of the test's own ---- */

static char home[64];

static int make_home(void **state)
{
    (void)state;
    (void)snprintf(home, sizeof home, "/tmp/relata-test-XXXXXX");
    return mkdtemp(home) != NULL && chdir(home) == 0 ? 0 : -1;
}

/* Root may do everything: so that the system refuses something, the test goes on as nobody. */
static void become_ordinary(void)
{
    if (geteuid() == 0) {
        assert_int_equal(chown(home, 65534, 65534), 0);
        assert_int_equal(seteuid(65534), 0);
    }
}

static int remove_home(void **state)
{
    (void)state;
    if (getuid() == 0 && seteuid(0) != 0)
        return -1;
    char command[256];
    (void)snprintf(command, sizeof command, "chmod -R u+rwx '%s' && rm -rf '%s'", home, home);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

/* ---- reading ---- */

static void a_file_is_read_whole(void **state)
{
    (void)state;
    rl_buffer b = {0};
    relata_error err = {0};
    put_file("a.txt", "a\0b\n", 4);
    assert_int_equal(rl_file_read("a.txt", 100, &b, &err), RELATA_OK);
    assert_int_equal(b.length, 4);
    assert_memory_equal(b.bytes, "a\0b\n", 4);
    put_file("empty", "", 0);
    assert_int_equal(rl_file_read("empty", 0, &b, &err), RELATA_OK);
    assert_int_equal(b.length, 0);
    rl_buffer_free(&b);
}

static void a_large_file_is_read_whole(void **state)
{
    (void)state;
    size_t size = 3000001;
    char *bytes = malloc(size);
    assert_non_null(bytes);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(i * 31 % 251);
    put_file("large", bytes, size);
    rl_buffer b = {0};
    assert_int_equal(rl_file_read("large", size, &b, NULL), RELATA_OK);
    assert_int_equal(b.length, size);
    assert_memory_equal(b.bytes, bytes, size);
    free(bytes);
    rl_buffer_free(&b);
}

static void the_limit_holds(void **state)
{
    (void)state;
    rl_buffer b = {0};
    relata_error err = {0};
    put_file("ten", "0123456789", 10);
    assert_int_equal(rl_file_read("ten", 10, &b, &err), RELATA_OK);
    assert_int_equal(rl_file_read("ten", 9, &b, &err), RELATA_ERROR_LIMIT);
    assert_string_equal(err.source, "ten");
    assert_non_null(strstr(err.message, "9 bytes"));
    assert_int_equal(b.length, 0);
    rl_error_clear(&err);
    assert_int_equal(rl_file_read("/dev/zero", 100000, &b, &err), RELATA_ERROR_LIMIT); /* has no size of its own */
    rl_buffer_free(&b);
}

static void what_cannot_be_read_is_an_error(void **state)
{
    (void)state;
    rl_buffer b = {0};
    relata_error err = {0};
    assert_int_equal(rl_file_read("no/such", 10, &b, &err), RELATA_ERROR_IO);
    assert_string_equal(err.source, "no/such");
    assert_string_equal(err.message, "cannot open: No such file or directory");
    rl_error_clear(&err);
    assert_int_equal(rl_file_read(".", 10, &b, &err), RELATA_ERROR_IO);
    assert_string_equal(err.message, "cannot read: Is a directory");
    rl_buffer_free(&b);
}

static void minus_is_standard_input(void **state)
{
    (void)state;
    int ends[2], saved = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "piped", 5), 5);
    assert_int_equal(close(ends[1]), 0);
    assert_true(dup2(ends[0], STDIN_FILENO) >= 0);
    rl_buffer b = {0};
    assert_int_equal(rl_file_read("-", 100, &b, NULL), RELATA_OK);
    assert_string_equal(rl_buffer_string(&b), "piped");
    rl_buffer_free(&b);
    assert_int_equal(close(ends[0]), 0);
    assert_true(dup2(saved, STDIN_FILENO) >= 0);
    assert_int_equal(close(saved), 0);
}

/* ---- paths ---- */

static void paths_are_normalised(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "."},          {".", "."},           {"./", "."},          {"/", "/"},         {"//", "/"},
        {"/..", "/"},       {"/../../a", "/a"},   {"a", "a"},           {"a/", "a"},        {"./b//a.txt", "b/a.txt"},
        {"a/..", "."},      {"a/../b", "b"},      {"..", ".."},         {"../..", "../.."}, {"x/../../y", "../y"},
        {"../a/../..", "../.."}, {"a/b/../../c", "c"}, {"/a/./b/..", "/a"}, {"...", "..."},  {"a/.../b", "a/.../b"},
        {".a", ".a"},       {"..a/..", "."},      {"/a//b/", "/a/b"},   {"a../b", "a../b"}, {"./-", "-"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rl_buffer b = {0};
        assert_true(rl_buffer_append_string(&b, "kept/"));
        assert_true(rl_path_normalise(cases[i][0], &b));
        assert_non_null(rl_buffer_string(&b));
        assert_memory_equal(b.bytes, "kept/", 5);
        assert_string_equal(b.bytes + 5, cases[i][1]);
        rl_buffer_free(&b);
    }
}

static void extensions_are_compared_without_case(void **state)
{
    (void)state;
    assert_true(rl_path_has_extension("a/b.TXT", ".txt"));
    assert_true(rl_path_has_extension("b.json.txt", ".txt"));
    assert_false(rl_path_has_extension("b.txt.json", ".txt"));
    assert_false(rl_path_has_extension("txt", ".txt"));
    assert_false(rl_path_has_extension("atxt", ".txt"));
    assert_false(rl_path_has_extension("", ".txt"));
}

/* ---- folders ---- */

typedef struct noticed {
    size_t count;
    char source[512];
} noticed;

static void notice(void *user, const relata_error *what, bool skipped)
{
    noticed *n = user;
    n->count++;
    assert_true(skipped);
    (void)snprintf(n->source, sizeof n->source, "%s", what->source);
}

static void assert_listed(const char *folder, size_t notices, const char *expected)
{
    rl_file_list list = {0};
    noticed n = {0};
    rl_buffer all = {0};
    assert_int_equal(rl_folder_list(folder, notice, &n, &list, NULL), RELATA_OK);
    for (size_t i = 0; i < list.count; i++) {
        assert_true(rl_buffer_append_string(&all, list.paths[i]));
        assert_true(rl_buffer_append_char(&all, ' '));
    }
    assert_string_equal(rl_buffer_string(&all), expected);
    assert_int_equal(n.count, notices);
    rl_buffer_free(&all);
    rl_file_list_free(&list);
}

static void folders_are_listed_in_order(void **state)
{
    (void)state;
    assert_int_equal(mkdir("f", 0777) | mkdir("f/b", 0777) | mkdir("f/a", 0777) | mkdir("f/a/deep", 0777), 0);
    assert_int_equal(mkdir("f/.git", 0777) | mkdir("f/empty", 0777), 0);
    static const char *const files[] = {"f/z.txt",   "f/a.txt",       "f/b/1", "f/a/deep/2",
                                        "f/.hidden", "f/.git/config", "f/a/B"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        put_file(files[i], "", 0);
    assert_int_equal(mkfifo("f/pipe", 0666), 0);
    assert_listed("f", 0, "f/a.txt f/a/B f/a/deep/2 f/b/1 f/z.txt ");
    assert_listed("f/", 0, "f/a.txt f/a/B f/a/deep/2 f/b/1 f/z.txt ");
    assert_listed("f/.git", 0, "f/.git/config ");
    assert_listed("f/empty", 0, "");
}

static void links_are_followed_once(void **state)
{
    (void)state;
    assert_int_equal(mkdir("l", 0777) | mkdir("l/real", 0777) | mkdir("outside", 0777), 0);
    put_file("l/real/x", "", 0);
    put_file("outside/y", "", 0);
    assert_int_equal(symlink("..", "l/real/up") | symlink("real", "l/again") | symlink("../outside", "l/o2"), 0);
    assert_int_equal(symlink("../outside", "l/o1") | symlink("nowhere", "l/dangling") | symlink("real/x", "l/file"), 0);
    assert_listed("l", 0, "l/dangling l/file l/o1/y l/real/x ");
    assert_listed("l/again", 0, "l/again/up/dangling l/again/up/file l/again/up/o1/y l/again/x ");
}

static void an_unreadable_folder_is_noticed(void **state)
{
    (void)state;
    assert_int_equal(mkdir("u", 0777) | mkdir("u/shut", 0777), 0);
    put_file("u/open", "", 0);
    put_file("u/shut/x", "", 0);
    assert_int_equal(chmod("u/shut", 0), 0);
    become_ordinary();
    assert_listed("u", 1, "u/open ");
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
}

/* Works as root too: a path can be longer than the system lets anyone open. */
static void a_path_too_long_is_noticed(void **state)
{
    (void)state;
    char name[201];
    memset(name, 'd', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    int start = open(".", O_RDONLY | O_DIRECTORY);
    assert_true(start >= 0);
    assert_int_equal(mkdir("deep", 0777) | chdir("deep"), 0);
    put_file("near", "", 0);
    for (int i = 0; i < 25; i++)
        assert_int_equal(mkdir(name, 0777) | chdir(name), 0);
    assert_int_equal(fchdir(start), 0);
    (void)close(start);
    rl_file_list list = {0};
    noticed n = {0};
    assert_int_equal(rl_folder_list("deep", notice, &n, &list, NULL), RELATA_OK);
    assert_int_equal(list.count + n.count, 2); /* the folder too deep to be looked at is handed on, or noticed */
    rl_file_list_free(&list);
    assert_int_equal(rl_folder_list("deep", NULL, NULL, &list, NULL), RELATA_OK);
    rl_file_list_free(&list);
}

static void what_is_no_folder_is_an_error(void **state)
{
    (void)state;
    relata_error err = {0};
    rl_file_list list = {.count = 7};
    put_file("plain", "", 0);
    assert_int_equal(rl_folder_list("plain", NULL, NULL, &list, &err), RELATA_ERROR_IO);
    assert_string_equal(err.message, "cannot open: Not a directory");
    assert_int_equal(rl_folder_list("missing", NULL, NULL, &list, NULL), RELATA_ERROR_IO);
    assert_int_equal(list.count, 7); /* untouched */
    assert_true(rl_path_is_folder("."));
    assert_false(rl_path_is_folder("plain"));
    assert_false(rl_path_is_folder("missing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole),
        cmocka_unit_test(a_large_file_is_read_whole),
        cmocka_unit_test(the_limit_holds),
        cmocka_unit_test(what_cannot_be_read_is_an_error),
        cmocka_unit_test(minus_is_standard_input),
        cmocka_unit_test(paths_are_normalised),
        cmocka_unit_test(extensions_are_compared_without_case),
        cmocka_unit_test(folders_are_listed_in_order),
        cmocka_unit_test(links_are_followed_once),
        cmocka_unit_test(an_unreadable_folder_is_noticed),
        cmocka_unit_test(a_path_too_long_is_noticed),
        cmocka_unit_test(what_is_no_folder_is_an_error),
    };
    return cmocka_run_group_tests(tests, make_home, remove_home);
}
