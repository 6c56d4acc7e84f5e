/* Sets of outputs: all replaced or none, temporary files gone either way, modes, links, devices, full disks. */
#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char home[64];

/* Each test has an empty folder of its own. */
static int make_home(void **state)
{
    (void)state;
    (void)umask(022);
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

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void assert_holds(const char *path, const char *text)
{
    rl_buffer b = {0};
    assert_int_equal(rl_file_read(path, 1 << 20, &b, NULL), RELATA_OK);
    assert_string_equal(rl_buffer_string(&b), text);
    rl_buffer_free(&b);
}

static size_t count_names(const char *folder)
{
    size_t count = 0;
    DIR *stream = opendir(folder);
    assert_non_null(stream);
    for (const struct dirent *e; (e = readdir(stream)) != NULL;)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            count++;
    assert_int_equal(closedir(stream), 0);
    return count;
}

static unsigned mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 07777;
}

static size_t add(rl_output_set *set, const char *path, const char *text)
{
    size_t index = 99;
    relata_error err = {0};
    if (rl_output_set_add(set, path, &index, &err) != RELATA_OK)
        fail_msg("%s: %s", err.source, err.message);
    assert_true(rl_output_set_write(set, index, text, strlen(text)));
    return index;
}

static void assert_commit_fails(rl_output_set *set, relata_error *err)
{
    rl_error_clear(err);
    assert_int_equal(rl_output_set_commit(set, err), RELATA_ERROR_IO);
    assert_int_equal(err->status, RELATA_ERROR_IO);
    assert_int_equal(set->count, 0);
    assert_null(set->outputs);
}

static void files_appear_at_commit(void **state)
{
    (void)state;
    rl_output_set set = {0};
    put("a", "old");
    assert_int_equal(add(&set, "a", "new"), 0);
    assert_int_equal(add(&set, "b", ""), 1);
    assert_holds("a", "old");
    assert_int_not_equal(access("b", F_OK), 0);
    assert_int_equal(rl_output_set_commit(&set, NULL), RELATA_OK);
    assert_holds("a", "new");
    assert_holds("b", "");
    assert_int_equal(count_names("."), 2);
    assert_null(set.outputs);
}

static void temporary_files_are_hidden_and_beside(void **state)
{
    (void)state;
    rl_output_set set = {0};
    assert_int_equal(mkdir("out", 0777), 0);
    (void)add(&set, "out/a", "x");
    assert_memory_equal(set.outputs[0].temporary, "out/.relata-", 12);
    assert_int_equal(access(set.outputs[0].temporary, F_OK), 0);
    rl_output_set_abort(&set);
    assert_int_equal(count_names("out"), 0);
}

static void abort_leaves_what_was_there(void **state)
{
    (void)state;
    rl_output_set set = {0};
    rl_output_set_abort(&set);
    put("a", "old");
    (void)add(&set, "a", "new");
    rl_output_set_abort(&set);
    rl_output_set_abort(&set);
    assert_holds("a", "old");
    assert_int_equal(count_names("."), 1);
}

static void an_empty_set_commits(void **state)
{
    (void)state;
    rl_output_set set = {0};
    assert_int_equal(rl_output_set_commit(&set, NULL), RELATA_OK);
}

static void large_outputs_are_whole(void **state)
{
    (void)state;
    rl_output_set set = {0};
    size_t index = 9, total = 0;
    assert_int_equal(rl_output_set_add(&set, "large", &index, NULL), RELATA_OK);
    char *bytes = malloc(200000);
    assert_non_null(bytes);
    for (size_t i = 0; i < 200000; i++)
        bytes[i] = (char)('a' + i % 23);
    for (size_t length = 0; length <= 200000; length = length * 3 + 1) {
        assert_true(rl_output_set_write(&set, index, bytes, length));
        total += length;
    }
    assert_int_equal(rl_output_set_commit(&set, NULL), RELATA_OK);
    rl_buffer b = {0};
    assert_int_equal(rl_file_read("large", 1 << 20, &b, NULL), RELATA_OK);
    assert_int_equal(b.length, total);
    size_t at = 0;
    for (size_t length = 0; length <= 200000; at += length, length = length * 3 + 1)
        assert_memory_equal(b.bytes + at, bytes, length);
    rl_buffer_free(&b);
    free(bytes);
}

static void modes_follow_the_umask_or_the_old_file(void **state)
{
    (void)state;
    rl_output_set set = {0};
    put("old", "x");
    assert_int_equal(chmod("old", 0640), 0);
    (void)umask(027);
    (void)add(&set, "old", "y");
    (void)add(&set, "new", "y");
    assert_int_equal(rl_output_set_commit(&set, NULL), RELATA_OK);
    assert_int_equal(mode_of("old"), 0640);
    assert_int_equal(mode_of("new"), 0640);
    (void)umask(022);
    put("old", "x");
    assert_int_equal(chmod("old", 0666), 0);
    (void)add(&set, "old", "y");
    (void)add(&set, "newer", "y");
    assert_int_equal(rl_output_set_commit(&set, NULL), RELATA_OK);
    assert_int_equal(mode_of("old"), 0666); /* the umask does not take away what the old file had */
    assert_int_equal(mode_of("newer"), 0644);
}

static void missing_folders_are_made(void **state)
{
    (void)state;
    rl_output_set set = {0};
    (void)add(&set, "x//y/./z/a", "1");
    char absolute[128];
    (void)snprintf(absolute, sizeof absolute, "%s/p/q", home);
    (void)add(&set, absolute, "2");
    assert_int_equal(rl_output_set_commit(&set, NULL), RELATA_OK);
    assert_holds("x/y/z/a", "1");
    assert_holds("p/q", "2");
}

static void assert_refused(const char *path, const char *message)
{
    rl_output_set set = {0};
    relata_error err = {0};
    size_t index = 42;
    assert_int_equal(rl_output_set_add(&set, path, &index, &err), RELATA_ERROR_IO);
    assert_string_equal(err.source, path);
    assert_string_equal(err.message, message);
    assert_int_equal(index, 42);
    assert_int_equal(set.count, 0);
    rl_output_set_abort(&set);
}

static void impossible_places_are_refused(void **state)
{
    (void)state;
    put("file", "old");
    assert_int_equal(mkdir("folder", 0777), 0);
    assert_refused("folder", "cannot write: Is a directory");
    assert_refused("folder/", "cannot write: Is a directory");
    assert_refused("file/x", "cannot write: Not a directory");
    assert_refused("file/x/y", "cannot write: Not a directory");
    assert_refused("", "not the name of a file");
    assert_refused("nowhere/", "not the name of a file");
    assert_refused("/proc/nothing/x", "cannot write: No such file or directory");
    assert_holds("file", "old");
    assert_int_equal(count_names("."), 2);
}

static void a_later_refusal_leaves_the_earlier_outputs_to_abort(void **state)
{
    (void)state;
    rl_output_set set = {0};
    size_t index = 0;
    put("a", "old");
    assert_int_equal(mkdir("folder", 0777), 0);
    (void)add(&set, "a", "new");
    assert_int_equal(rl_output_set_add(&set, "folder", &index, NULL), RELATA_ERROR_IO);
    assert_int_equal(set.count, 1);
    rl_output_set_abort(&set);
    assert_holds("a", "old");
    assert_int_equal(count_names("."), 2);
}

static void a_file_that_may_not_be_written_is_not_replaced(void **state)
{
    (void)state;
    become_ordinary();
    put("a", "old");
    assert_int_equal(chmod("a", 0444), 0);
    assert_refused("a", "cannot write: Permission denied");
    assert_int_equal(mkdir("shut", 0555), 0);
    assert_refused("shut/a", "cannot write: Permission denied");
}

static void a_full_disk_leaves_the_other_files(void **state)
{
    (void)state;
    relata_error err;
    for (int order = 0; order < 2; order++) {
        rl_output_set set = {0};
        put("a", "old");
        if (order == 0)
            (void)add(&set, "a", "new");
        (void)add(&set, "/dev/full", "bytes");
        if (order == 1)
            (void)add(&set, "a", "new");
        assert_commit_fails(&set, &err);
        assert_string_equal(err.source, "/dev/full");
        assert_string_equal(err.message, "cannot write: No space left on device");
        assert_holds("a", "old");
        assert_int_equal(count_names("."), 1);
    }
}

static void a_failed_write_stays_failed(void **state)
{
    (void)state;
    rl_output_set set = {0};
    size_t index = 9;
    relata_error err;
    char *bytes = calloc(1, 100000);
    assert_non_null(bytes);
    assert_int_equal(rl_output_set_add(&set, "/dev/full", &index, NULL), RELATA_OK);
    assert_false(rl_output_set_write(&set, index, bytes, 100000));
    assert_false(rl_output_set_write(&set, index, bytes, 1));
    assert_commit_fails(&set, &err);
    assert_string_equal(err.message, "cannot write: No space left on device");
    free(bytes);
}

static void devices_and_pipes_are_written_directly(void **state)
{
    (void)state;
    rl_output_set set = {0};
    (void)add(&set, "/dev/null", "gone");
    assert_null(set.outputs[0].temporary);
    assert_int_equal(mkfifo("pipe", 0666), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    (void)add(&set, "pipe", "through");
    assert_int_equal(rl_output_set_commit(&set, NULL), RELATA_OK);
    char got[16] = "";
    assert_int_equal(read(reader, got, sizeof got), 7);
    assert_string_equal(got, "through");
    assert_int_equal(close(reader), 0);
    struct stat about;
    assert_int_equal(stat("pipe", &about), 0);
    assert_true(S_ISFIFO(about.st_mode));
}

static void a_link_is_kept_and_its_file_replaced(void **state)
{
    (void)state;
    rl_output_set set = {0};
    struct stat about;
    assert_int_equal(mkdir("far", 0777), 0);
    put("far/file", "old");
    assert_int_equal(symlink("far/file", "link") | symlink("nothing", "dangling"), 0);
    (void)add(&set, "link", "new");
    (void)add(&set, "dangling", "new");
    assert_int_equal(rl_output_set_commit(&set, NULL), RELATA_OK);
    assert_int_equal(lstat("link", &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_holds("far/file", "new");
    assert_holds("dangling", "new");
    assert_int_equal(count_names("far"), 1);
}

/* Between add and commit the world may change: the error names the file and how many were replaced before it. */
static void a_rename_that_fails_says_what_was_done(void **state)
{
    (void)state;
    rl_output_set set = {0};
    relata_error err;
    put("c", "old");
    (void)add(&set, "a", "new");
    (void)add(&set, "b", "new");
    (void)add(&set, "c", "new");
    assert_int_equal(mkdir("b", 0777), 0);
    assert_commit_fails(&set, &err);
    assert_string_equal(err.source, "b");
    assert_string_equal(err.message, "cannot replace the file (1 of 3 files were replaced before): Is a directory");
    assert_holds("a", "new");
    assert_holds("c", "old");
    assert_int_equal(count_names("."), 3);
}

static void a_first_rename_that_fails_changes_nothing(void **state)
{
    (void)state;
    rl_output_set set = {0};
    relata_error err;
    (void)add(&set, "b", "new");
    (void)add(&set, "c", "new");
    assert_int_equal(mkdir("b", 0777), 0);
    assert_commit_fails(&set, &err);
    assert_string_equal(err.message, "cannot replace the file: Is a directory");
    assert_int_equal(count_names("."), 1);
}

#define HOMED(test) cmocka_unit_test_setup_teardown(test, make_home, remove_home)

/* ---- more files than may be open ---- */

static void finished_files_are_closed_and_still_wait(void **state)
{
    (void)state;
    struct rlimit before, few;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    few = (struct rlimit){32, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    rl_output_set set = {0};
    for (int i = 0; i < 100; i++) {
        char path[32];
        size_t index = 0;
        (void)snprintf(path, sizeof path, "f/%02d/x", i);
        assert_int_equal(rl_output_set_add(&set, path, &index, NULL), RELATA_OK);
        assert_true(rl_output_set_write(&set, index, path, strlen(path)));
        assert_true(rl_output_set_finish(&set, index));
    }
    assert_false(rl_path_is_file("f/00/x"));
    assert_int_equal(rl_output_set_commit(&set, NULL), RELATA_OK);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_holds("f/00/x", "f/00/x");
    assert_holds("f/99/x", "f/99/x");
    assert_int_equal(count_names("f/99"), 1);
}

static void finished_files_go_with_the_others(void **state)
{
    (void)state;
    rl_output_set set = {0};
    size_t index = 0;
    put("old", "old");
    assert_int_equal(rl_output_set_add(&set, "old", &index, NULL), RELATA_OK);
    assert_true(rl_output_set_write(&set, index, "new", 3) && rl_output_set_finish(&set, index));
    rl_output_set_abort(&set);
    assert_holds("old", "old");
    assert_int_equal(count_names("."), 1);
}

/* A disk that is full when a file is finished fails the whole, with the name of the file. */
static void what_fails_at_its_end_fails_all(void **state)
{
    (void)state;
    rl_output_set set = {0};
    relata_error err = {0};
    size_t index = 0;
    if (!rl_path_is_file("/dev/full") && access("/dev/full", W_OK) != 0)
        skip();
    put("old", "old");
    assert_int_equal(rl_output_set_add(&set, "/dev/full", &index, NULL), RELATA_OK);
    assert_true(rl_output_set_write(&set, index, "new", 3));
    assert_false(rl_output_set_finish(&set, index));
    assert_int_equal(rl_output_set_add(&set, "old", &index, NULL), RELATA_OK);
    assert_true(rl_output_set_write(&set, index, "new", 3) && rl_output_set_finish(&set, index));
    assert_int_equal(rl_output_set_commit(&set, &err), RELATA_ERROR_IO);
    assert_string_equal(err.source, "/dev/full");
    assert_holds("old", "old");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOMED(files_appear_at_commit),
        HOMED(finished_files_are_closed_and_still_wait),
        HOMED(finished_files_go_with_the_others),
        HOMED(what_fails_at_its_end_fails_all),
        HOMED(temporary_files_are_hidden_and_beside),
        HOMED(abort_leaves_what_was_there),
        HOMED(an_empty_set_commits),
        HOMED(large_outputs_are_whole),
        HOMED(modes_follow_the_umask_or_the_old_file),
        HOMED(missing_folders_are_made),
        HOMED(impossible_places_are_refused),
        HOMED(a_later_refusal_leaves_the_earlier_outputs_to_abort),
        HOMED(a_file_that_may_not_be_written_is_not_replaced),
        HOMED(a_full_disk_leaves_the_other_files),
        HOMED(a_failed_write_stays_failed),
        HOMED(devices_and_pipes_are_written_directly),
        HOMED(a_link_is_kept_and_its_file_replaced),
        HOMED(a_rename_that_fails_says_what_was_done),
        HOMED(a_first_rename_that_fails_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
