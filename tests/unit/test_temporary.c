/* Files on their way to their place: what dead runs left is removed, and nothing else. */
#include "base/temporary.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define CLAIM "news.db.relata-new-0123456789abcdef"

static char home[64];

static int make_home(void **state)
{
    (void)state;
    (void)snprintf(home, sizeof home, "/tmp/relata-test-XXXXXX");
    return mkdtemp(home) != NULL && chdir(home) == 0 ? 0 : -1;
}

static int remove_home(void **state)
{
    char command[128];
    (void)state;
    (void)snprintf(command, sizeof command, "rm -rf '%s'", home);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static bool is_there(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

static size_t count_files(void)
{
    size_t count = 0;
    DIR *list = opendir(".");
    const struct dirent *entry;
    assert_non_null(list);
    while ((entry = readdir(list)) != NULL)
        count += entry->d_name[0] != '.';
    assert_int_equal(closedir(list), 0);
    return count;
}

static rl_temporary make(const char *place)
{
    rl_temporary temporary = {0};
    relata_error err = {0};
    if (rl_temporary_new(place, &temporary, &err) != RELATA_OK)
        fail_msg("%s", err.message);
    put(temporary.path, "new");
    return temporary;
}

static void it_is_put_in_its_place(void **state)
{
    (void)state;
    bool placed = false;
    rl_temporary t = make("news.db");
    assert_int_equal(rl_temporary_put(&t, "news.db", &placed, NULL), RELATA_OK);
    assert_true(placed);
    rl_temporary_free(&t);
    rl_temporary_free(&t);
    assert_int_equal(count_files(), 1);
    assert_true(is_there("news.db"));
}

static void what_is_there_is_not_replaced(void **state)
{
    (void)state;
    bool placed = true;
    rl_temporary t = make("news.db");
    put("news.db", "old");
    put("news.db-wal", "its log");
    assert_int_equal(rl_temporary_put(&t, "news.db", &placed, NULL), RELATA_OK);
    assert_false(placed);
    rl_temporary_free(&t);
    assert_int_equal(count_files(), 2);
}

/* SQLite would apply the log to whatever has the name. */
static void the_log_of_a_file_that_is_no_more_goes(void **state)
{
    (void)state;
    bool placed = false;
    put("news.db-wal", "a log");
    put("news.db-shm", "its index");
    rl_temporary t = make("news.db");
    assert_int_equal(rl_temporary_put(&t, "news.db", &placed, NULL), RELATA_OK);
    rl_temporary_free(&t);
    assert_int_equal(count_files(), 1);
}

static void what_a_dead_run_left_is_removed(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        rl_temporary t = make("news.db");
        (void)t;
        put("marker", "");
        _exit(0); /* as one that was killed: nothing is freed */
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(count_files(), 3);
    put(CLAIM, "");
    put(CLAIM ".part", "half a store");
    put(CLAIM ".part-wal", "log");
    put(CLAIM ".part-shm", "index");
    put(CLAIM ".part-journal", "journal");
    rl_temporary other = make("other.db"); /* of another place */
    assert_int_equal(count_files(), 10);
    rl_temporary_free(&other);
    rl_temporary t = make("news.db");
    assert_int_equal(count_files(), 3);
    rl_temporary_free(&t);
    assert_int_equal(count_files(), 1);
}

static void what_lives_stays(void **state)
{
    (void)state;
    rl_temporary one = make("./news.db"), other = make("news.db");
    assert_true(is_there(one.path) && is_there(one.claim) && is_there(other.path));
    rl_temporary_free(&other);
    assert_true(is_there(one.path) && is_there(one.claim));
    rl_temporary_free(&one);
    assert_int_equal(count_files(), 0);
}

/* Names that are nearly those of claims, links, folders, files with something in them. */
static void what_is_no_claim_stays(void **state)
{
    (void)state;
    put("news.db.relata-new-4711", "of a process");
    put("news.db.relata-new-0123456789ABCDEF", "");
    put("news.db.relata-new-0123456789abcdef0", "");
    put("xnews.db.relata-new-0123456789abcdef", "");
    put("precious", "");
    put("news.db.relata-new-00000000000000aa", "not empty");
    assert_int_equal(symlink("precious", CLAIM), 0);
    put(CLAIM ".part", "beside a link");
    assert_int_equal(mkdir("news.db.relata-new-00000000000000bb", 0777), 0);
    assert_int_equal(mkfifo("news.db.relata-new-00000000000000cc", 0666), 0);
    size_t before = count_files();
    rl_temporary t = make("news.db");
    rl_temporary_free(&t);
    /* A pipe is no regular file, so only the claims of the new one came and went. */
    assert_int_equal(count_files(), before);
}

static void a_part_that_is_a_link_stays(void **state)
{
    (void)state;
    put("precious", "");
    put(CLAIM, "");
    assert_int_equal(symlink("precious", CLAIM ".part"), 0);
    rl_temporary t = make("news.db");
    rl_temporary_free(&t);
    assert_true(is_there("precious") && is_there(CLAIM ".part"));
}

static void files_of_others_stay(void **state)
{
    (void)state;
    if (geteuid() != 0)
        skip();
    put(CLAIM, "");
    put(CLAIM ".part", "");
    assert_int_equal(chown(CLAIM, 65534, 65534), 0);
    rl_temporary t = make("news.db");
    rl_temporary_free(&t);
    assert_true(is_there(CLAIM) && is_there(CLAIM ".part"));
}

static void a_folder_that_is_not_there(void **state)
{
    (void)state;
    rl_temporary t = {0};
    relata_error err = {0};
    assert_int_equal(rl_temporary_new("nowhere/news.db", &t, &err), RELATA_ERROR_IO);
    assert_null(t.path);
    assert_string_equal(err.source, "nowhere/news.db");
}

#define IN_HOME(test) cmocka_unit_test_setup_teardown(test, make_home, remove_home)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_HOME(it_is_put_in_its_place),
        IN_HOME(what_is_there_is_not_replaced),
        IN_HOME(the_log_of_a_file_that_is_no_more_goes),
        IN_HOME(what_a_dead_run_left_is_removed),
        IN_HOME(what_lives_stays),
        IN_HOME(what_is_no_claim_stays),
        IN_HOME(a_part_that_is_a_link_stays),
        IN_HOME(files_of_others_stay),
        IN_HOME(a_folder_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
