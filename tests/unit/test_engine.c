/* Filling an engine: files, folders, endings, order, errors, sealing. */
#include "pipeline/engine.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct fixture {
    char home[64];
    rl_engine *engine;
    relata_error err;
} fixture;

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status;
    (void)kind;
    (void)where;
    return remove(path);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return 1;
    (void)strcpy(f->home, "/tmp/relata-engine-XXXXXX");
    if (mkdtemp(f->home) == NULL)
        return 1;
    f->engine = rl_engine_new();
    *state = f;
    return f->engine == NULL;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    rl_engine_free(f->engine);
    (void)nftw(f->home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(f);
    return 0;
}

/* The path of a file or folder in the fixture's home. Valid until the next call but three. */
static const char *at(const fixture *f, const char *name)
{
    static char paths[4][128];
    static unsigned next;
    char *path = paths[next++ % 4];
    (void)snprintf(path, sizeof paths[0], "%s/%s", f->home, name);
    return path;
}

static void write_file(const fixture *f, const char *name, const char *text)
{
    FILE *out = fopen(at(f, name), "w");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static void make_folder(const fixture *f, const char *name)
{
    assert_int_equal(mkdir(at(f, name), 0700), 0);
}

static relata_status add_list(fixture *f, const char *name, bool shipped)
{
    f->err = (relata_error){0};
    return rl_engine_add_gazetteer(f->engine, at(f, name), shipped, &f->err);
}

static relata_status add_rules(fixture *f, const char *name)
{
    f->err = (relata_error){0};
    return rl_engine_add_rules(f->engine, at(f, name), &f->err);
}

static bool ends_in(const char *string, const char *ending)
{
    size_t length = strlen(string), tail = strlen(ending);
    return length >= tail && strcmp(string + length - tail, ending) == 0;
}

static const char *const LIST = "type\tname\nperson\tAnna Bell\n";
static const char *const SHIPS = "type\tname\nship\tEver Given\n";
static const char *const SHIP_PATTERN =
    "pattern ship-name\ntrigger = word:ship\nanchor = after\nweight = 4\nmatch = \\s+(?<ship>[A-Z]\\w+)\n";

static void a_new_engine_has_the_built_in_types(void **state)
{
    fixture *f = *state;
    assert_int_equal(f->engine->types.count, RL_TYPE_BUILT_IN);
    assert_int_equal(rl_string_map_find(&f->engine->types, "person", 6), RL_TYPE_PERSON);
    assert_int_equal(rl_string_map_find(&f->engine->types, "place", 5), RL_TYPE_PLACE);
    assert_int_equal(rl_string_map_find(&f->engine->types, "organisation", 12), RL_TYPE_ORGANISATION);
    assert_false(f->engine->sealed);
}

static void a_list_may_have_any_ending(void **state)
{
    fixture *f = *state;
    write_file(f, "people.txt", LIST);
    assert_int_equal(add_list(f, "people.txt", false), RELATA_OK);
    assert_int_equal(rl_engine_seal(f->engine, NULL), RELATA_OK);
    assert_int_equal(rl_gazetteer_count(f->engine->gazetteer), 1);
}

static void a_folder_is_read_recursively_for_its_lists(void **state)
{
    fixture *f = *state;
    make_folder(f, "lists");
    make_folder(f, "lists/more");
    write_file(f, "lists/b.tsv", "type\tname\nperson\tSecond\n");
    write_file(f, "lists/a.TSV", "type\tname\nperson\tFirst\n");
    write_file(f, "lists/more/c.tsv", SHIPS);
    write_file(f, "lists/notes.txt", "not a list");
    write_file(f, "lists/.hidden.tsv", "not a list");
    assert_int_equal(add_list(f, "lists", true), RELATA_OK);
    assert_int_equal(rl_engine_seal(f->engine, NULL), RELATA_OK);
    assert_int_equal(rl_gazetteer_count(f->engine->gazetteer), 3);
    assert_int_equal(rl_gazetteer_read_entry(f->engine->gazetteer, 0, NULL), RELATA_OK);
    assert_int_equal(rl_gazetteer_read_entry(f->engine->gazetteer, 1, NULL), RELATA_OK);
    assert_int_equal(rl_gazetteer_read_entry(f->engine->gazetteer, 3, NULL), RELATA_ERROR_ARGUMENT);
    assert_string_equal(rl_gazetteer_entries(f->engine->gazetteer)[0].name, "First");
    assert_string_equal(rl_gazetteer_entries(f->engine->gazetteer)[1].name, "Second");
    assert_int_not_equal(rl_string_map_find(&f->engine->types, "ship", 4), RL_NONE);
}

static void shipped_folders_are_read_as_lists_only(void **state)
{
    fixture *f = *state;
    make_folder(f, "all");
    write_file(f, "all/people.tsv", LIST);
    write_file(f, "all/bad.weights", "nonsense");
    assert_int_equal(add_list(f, "all", true), RELATA_OK);
}

/* A pattern names its type, which a list of the same folder may bring, whatever their names. */
static void of_the_users_folder_lists_come_first(void **state)
{
    fixture *f = *state;
    make_folder(f, "mine");
    write_file(f, "mine/a.patterns", SHIP_PATTERN);
    write_file(f, "mine/z.tsv", SHIPS);
    if (add_list(f, "mine", false) != RELATA_OK)
        fail_msg("%s:%zu: %s", f->err.source, f->err.line, f->err.message);
    assert_int_equal(f->engine->patterns.count, 1);
}

static void a_folder_without_lists_is_an_error(void **state)
{
    fixture *f = *state;
    make_folder(f, "empty");
    assert_int_equal(add_list(f, "empty", true), RELATA_ERROR_FORMAT);
    assert_true(ends_in(f->err.source, "/empty"));
    assert_int_equal(add_rules(f, "empty"), RELATA_ERROR_FORMAT);
    assert_int_equal(rl_engine_add_gazetteer(f->engine, at(f, "empty"), true, NULL), RELATA_ERROR_FORMAT);
}

static void a_missing_file_is_an_error(void **state)
{
    fixture *f = *state;
    assert_int_equal(add_list(f, "nowhere.tsv", true), RELATA_ERROR_IO);
    assert_true(ends_in(f->err.source, "/nowhere.tsv"));
    assert_int_equal(add_rules(f, "nowhere.weights"), RELATA_ERROR_IO);
    assert_int_equal(add_rules(f, "nowhere.patterns"), RELATA_ERROR_IO);
}

static void errors_say_where(void **state)
{
    fixture *f = *state;
    make_folder(f, "lists");
    write_file(f, "lists/a.tsv", LIST);
    write_file(f, "lists/b.tsv", "type\tname\tide\nperson\tX\t1\n");
    assert_int_equal(add_list(f, "lists", true), RELATA_ERROR_FORMAT);
    assert_true(ends_in(f->err.source, "/lists/b.tsv"));
    assert_int_equal(f->err.line, 1);
    assert_int_equal(f->err.column, 11);
}

static void rules_are_known_by_their_endings(void **state)
{
    fixture *f = *state;
    write_file(f, "ship.txt", SHIP_PATTERN);
    assert_int_equal(add_rules(f, "ship.txt"), RELATA_ERROR_FORMAT);
    assert_non_null(strstr(f->err.message, ".patterns"));
    write_file(f, "page.furniture", "Read More\n");
    assert_int_equal(add_rules(f, "page.furniture"), RELATA_OK);
    assert_int_equal(f->engine->furniture.count, 1);
    assert_int_equal(rl_engine_seal(f->engine, &f->err), RELATA_OK);
    assert_int_equal(f->engine->rules.phrase_count, 1);
}

static void a_folder_of_rules_is_read(void **state)
{
    fixture *f = *state;
    make_folder(f, "rules");
    write_file(f, "rules/people.tsv", "not read here");
    write_file(f, "rules/page.furniture", "Read More\n");
    write_file(f, "rules/w.weights", "any span\t-1.5\t-2\t-3\n");
    assert_int_equal(add_rules(f, "rules"), RELATA_OK);
    assert_float_equal(f->engine->weights.of[RL_EV_SPAN][RL_TYPE_PERSON], -1.5, 0);
}

static void sealing_names_the_patterns(void **state)
{
    fixture *f = *state;
    write_file(f, "ships.tsv", SHIPS);
    write_file(f, "ship.patterns", SHIP_PATTERN);
    assert_int_equal(add_list(f, "ships.tsv", false), RELATA_OK);
    if (add_rules(f, "ship.patterns") != RELATA_OK)
        fail_msg("%s:%zu: %s", f->err.source, f->err.line, f->err.message);
    assert_int_equal(rl_engine_seal(f->engine, &f->err), RELATA_OK);
    assert_true(f->engine->sealed);
    assert_string_equal(f->engine->pattern_names[0], "ship-name");
}

/* What is read only when the engine is sealed may be gone by then. */
static void a_failed_seal_breaks_the_engine(void **state)
{
    fixture *f = *state;
    write_file(f, "page.furniture", "Read More\n");
    assert_int_equal(add_rules(f, "page.furniture"), RELATA_OK);
    assert_int_equal(unlink(at(f, "page.furniture")), 0);
    f->err = (relata_error){0};
    assert_int_equal(rl_engine_seal(f->engine, &f->err), RELATA_ERROR_IO);
    assert_true(ends_in(f->err.source, "/page.furniture"));
    assert_false(f->engine->sealed);
    assert_true(f->engine->broken);
}

static void an_empty_engine_can_be_sealed(void **state)
{
    fixture *f = *state;
    assert_int_equal(rl_engine_seal(f->engine, &f->err), RELATA_OK);
    assert_true(f->engine->sealed);
    rl_engine_free(NULL);
}

#define WITH_ENGINE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ENGINE(a_new_engine_has_the_built_in_types),
        WITH_ENGINE(a_list_may_have_any_ending),
        WITH_ENGINE(a_folder_is_read_recursively_for_its_lists),
        WITH_ENGINE(shipped_folders_are_read_as_lists_only),
        WITH_ENGINE(of_the_users_folder_lists_come_first),
        WITH_ENGINE(a_folder_without_lists_is_an_error),
        WITH_ENGINE(a_missing_file_is_an_error),
        WITH_ENGINE(errors_say_where),
        WITH_ENGINE(rules_are_known_by_their_endings),
        WITH_ENGINE(a_folder_of_rules_is_read),
        WITH_ENGINE(sealing_names_the_patterns),
        WITH_ENGINE(a_failed_seal_breaks_the_engine),
        WITH_ENGINE(an_empty_engine_can_be_sealed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
