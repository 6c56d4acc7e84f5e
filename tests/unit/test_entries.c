/* Entries of several lists and images with one id: which of them says what. */
#include "lists.h"

#include "gazetteer/image.h"

#include <pthread.h>
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

static rl_text text;

/* How a list reaches the engine. */
typedef enum form { TEXT, COMPILED } form;

static relata_status read_list(const char *name, form as, bool shipped, const char *bytes, relata_error *err)
{
    char path[128], compiled[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    snprintf(compiled, sizeof compiled, "%s/%s.rgz", folder, name);
    put_file(path, bytes, strlen(bytes));
    relata_status status;
    if (as == TEXT) {
        status = rl_gazetteer_read(gazetteer, path, shipped, err);
    } else {
        const char *const paths[] = {path};
        rl_buffer image = {0};
        relata_compiled about;
        assert_int_equal(rl_gazetteer_compile(paths, 1, &image, &about, err), RELATA_OK);
        put_file(compiled, image.bytes, image.length);
        rl_buffer_free(&image);
        status = rl_gazetteer_read(gazetteer, compiled, shipped, err);
        assert_int_equal(unlink(compiled), 0);
    }
    assert_int_equal(unlink(path), 0);
    return status;
}

static void add(const char *name, form as, bool shipped, const char *bytes)
{
    relata_error err = {0};
    relata_status status = read_list(name, as, shipped, bytes, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, RELATA_OK);
}

static void seal(void)
{
    relata_error err = {0};
    relata_status status = rl_gazetteer_seal(gazetteer, &rules, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, RELATA_OK);
}

static void scan(const char *bytes)
{
    assert_int_equal(rl_text_read(&worker, &rules, bytes, strlen(bytes), &text, NULL), RELATA_OK);
    assert_int_equal(rl_gazetteer_scan(gazetteer, &text, &hits, NULL), RELATA_OK);
}

/* The only entry that the words mean. */
static const rl_entry *meant(const char *bytes)
{
    scan(bytes);
    assert_int_equal(hits.count, 1);
    return &rl_gazetteer_entries(gazetteer)[hits.items[0].entry];
}

static const char *const header = "id\ttype\tname\taliases\tfamily\tkind\tcountry\trole\tprior\tlatitude\tstrength\n";

static void add_row(const char *name, form as, bool shipped, const char *row)
{
    char bytes[1024];
    snprintf(bytes, sizeof bytes, "%s%s\n", header, row);
    add(name, as, shipped, bytes);
}

static void restart(void)
{
    assert_int_equal(free_gazetteer(NULL), 0);
    assert_int_equal(make_gazetteer(NULL), 0);
}

static bool is_about(double a, double b)
{
    return a > b - 0.01 && a < b + 0.01;
}

static void what_two_images_say_is_added_up(void **state)
{
    (void)state;
    add_row("a.tsv", COMPILED, true, "x\tperson\tAnn\tAnnie\tLee\tartist\t\tmayor\t5\t1\t");
    add_row("b.tsv", COMPILED, true, "x\tperson\tAnna\tAn\tLi\tbanker\tPeru\t\t0\t\t");
    seal();
    const rl_entry *e = meant("Anna");
    assert_ptr_equal(e, meant("Ann"));
    assert_ptr_equal(e, meant("An"));
    assert_ptr_equal(e, meant("Lee"));
    assert_string_equal(e->id, "x");
    assert_string_equal(e->name, "Anna");
    assert_string_equal(e->aliases, "Annie|An");
    assert_string_equal(e->family, "Lee|Li");
    assert_string_equal(e->kind, "banker");
    assert_string_equal(e->country, "Peru");
    assert_string_equal(e->role, "mayor");
    assert_string_equal(e->source, "b.tsv");
    assert_true(is_about(e->prior, 0)); /* a 0 that is said replaces the 5 */
    assert_true(is_about(e->latitude, 1));
    assert_false(e->sure);
}

/* The id is made from type and name, which the other list writes in another way. */
static void ids_that_are_made_are_shared_too(void **state)
{
    (void)state;
    add("a.tsv", COMPILED, true, "type\tname\nplace\tS\xC3\xA3o Paulo\n");
    add("b.tsv", COMPILED, true, "id\ttype\tname\nplace:sao-paulo\tplace\tSampa\n");
    add("c.tsv", COMPILED, true, "type\tname\tkind\nplace\tSao PAULO\tcity\n");
    seal();
    const rl_entry *e = meant("Sampa");
    assert_string_equal(e->id, "place:sao-paulo");
    assert_string_equal(e->name, "Sao PAULO");
    assert_string_equal(e->kind, "city");
    assert_ptr_equal(meant("S\xC3\xA3o Paulo"), e);
    assert_ptr_equal(meant("SAO PAULO"), e);
}

/* Three lists, the user's among them at each place and in each form: the user's word is the last. */
static void the_users_list_wins_wherever_it_stands(void **state)
{
    (void)state;
    static const char *const rows[] = {"x\tperson\tAnn\tA1\tLee\tartist\tChile\tmayor\t50\t\t",
                                       "x\tperson\tAnna\tA2\tLi\tbanker\tPeru\t\t60\t7\tweak"};
    for (size_t place = 0; place < 3; place++) {
        for (unsigned forms = 0; forms < 8; forms++) {
            for (size_t i = 0, row = 0; i < 3; i++) {
                char name[] = "0.tsv";
                name[0] = (char)('0' + i);
                form as = (forms >> i & 1) != 0 ? COMPILED : TEXT;
                if (i == place)
                    add_row("mine.tsv", as, false, "x\tperson\tMine\tA3\tLow\t\tMali\t\t7\t\t");
                else
                    add_row(name, as, true, rows[row++]);
            }
            seal();
            const rl_entry *e = meant("Mine");
            assert_ptr_equal(meant("Ann"), e);
            assert_ptr_equal(meant("A2"), e);
            assert_string_equal(e->name, "Mine");
            assert_string_equal(e->country, "Mali");
            assert_string_equal(e->role, "mayor");
            assert_string_equal(e->source, "mine.tsv");
            assert_true(is_about(e->prior, 7) && is_about(e->latitude, 7));
            assert_true(e->sure);
            assert_true(strlen(e->aliases) == 8 && strstr(e->aliases, "A3") != NULL);
            restart();
        }
    }
}

static bool sure_of(const char *shipped_strength, const char *users_strength, bool users_first)
{
    char shipped_row[128], users_row[128];
    snprintf(shipped_row, sizeof shipped_row, "x\tperson\tAnn\t\t\t\t\t\t\t\t%s", shipped_strength);
    snprintf(users_row, sizeof users_row, "x\tperson\tAnn\t\t\t\t\t\t\t\t%s", users_strength);
    if (users_first)
        add_row("mine.tsv", COMPILED, false, users_row);
    add_row("a.tsv", COMPILED, true, shipped_row);
    if (!users_first)
        add_row("mine.tsv", COMPILED, false, users_row);
    seal();
    bool sure = rl_gazetteer_read_entry(gazetteer, 0, NULL) == RELATA_OK && rl_gazetteer_entries(gazetteer)[0].sure;
    restart();
    return sure;
}

static void how_sure_the_users_list_is_binds(void **state)
{
    (void)state;
    for (int first = 0; first < 2; first++) {
        assert_true(sure_of("", "", first == 1));
        assert_true(sure_of("usual", "", first == 1));
        assert_true(sure_of("weak", "sure", first == 1));
        assert_false(sure_of("sure", "usual", first == 1));
        assert_false(sure_of("sure", "weak", first == 1));
    }
}

/* As one builder, several images, or both: the same. */
static void lists_and_images_say_the_same(void **state)
{
    (void)state;
    static const char *const rows[] = {"x\tperson\tAnn\tA1\tLee\tartist\tChile\tmayor\t50\t\tsure",
                                       "x\tperson\tAnna\tA2\t\tbanker\t\t\t0\t7\t",
                                       "x\tperson\tAnita\tA3\tLow\t\tMali\t\t\t8\tusual"};
    for (int shipped = 0; shipped < 2; shipped++) {
        for (unsigned forms = 0; forms < 2; forms++) {
            for (size_t i = 0; i < 3; i++) {
                char name[] = "0.tsv";
                name[0] = (char)('0' + i);
                add_row(name, forms == 1 ? COMPILED : TEXT, shipped == 1, rows[i]);
            }
            seal();
            const rl_entry *e = meant("Anna");
            assert_string_equal(e->name, "Anita");
            assert_string_equal(e->aliases, "A1|A2|A3");
            assert_string_equal(e->family, "Lee|Low");
            assert_string_equal(e->kind, "banker");
            assert_string_equal(e->country, "Mali");
            assert_string_equal(e->role, "mayor");
            assert_string_equal(e->source, "2.tsv");
            assert_true(is_about(e->prior, 0) && is_about(e->latitude, 8));
            assert_false(e->sure);
            restart();
        }
    }
}

/* What counts the entries of a name must not count one of them twice. */
static void a_meaning_is_found_once(void **state)
{
    (void)state;
    add("a.tsv", COMPILED, true,
        "id\ttype\tname\tfamily\tdemonyms\nx\tperson\tAnn Lee\tLee\tLeeish\ny\tperson\tBo Lee\tLee\t\n");
    add("b.tsv", COMPILED, true, "id\ttype\tname\tfamily\tdemonyms\nx\tperson\tAnn Lee\tLee\tLeeish\n");
    add("c.tsv", TEXT, false,
        "id\ttype\tname\tfamily\tdemonyms\nz\tperson\tCy Lee\tLee\t\nx\tperson\tAnn Lee\tLee\tLeeish\n");
    seal();
    scan("Lee");
    assert_int_equal(hits.count, 3);
    assert_true(hits.items[0].entry < hits.items[1].entry && hits.items[1].entry < hits.items[2].entry);
    meant("Leeish");
    scan("Ann Lee");
    assert_int_equal(hits.count, 4); /* and three of the family */
    assert_int_equal(hits.items[0].last, 2);
    restart();
    add("a.tsv", TEXT, false, "id\ttype\tname\nx\tplace\tFoo\n");
    add("b.tsv", TEXT, false, "id\ttype\tname\ny\tplace\tFoo\n");
    add("c.tsv", TEXT, false, "id\ttype\tname\nx\tplace\tFoo\n");
    seal();
    scan("Foo");
    assert_int_equal(hits.count, 2);
    restart();
    add("a.tsv", TEXT, false, "id\ttype\tname\taliases\nx\tplace\tStates\tUS|Us\n");
    seal();
    meant("US");
}

static void other_types_are_refused(void **state)
{
    (void)state;
    for (unsigned forms = 0; forms < 4; forms++) {
        relata_error err = {0};
        add("a.tsv", (forms & 1) != 0 ? COMPILED : TEXT, true, "id\ttype\tname\nx\tplace\tA\n");
        add("b.tsv", (forms & 2) != 0 ? COMPILED : TEXT, false, "id\ttype\tname\nx\tperson\tA\n");
        assert_int_equal(rl_gazetteer_seal(gazetteer, &rules, &err), RELATA_ERROR_FORMAT);
        assert_string_equal(err.message, "another list gives the id \"x\" another type than \"person\"");
        assert_string_equal(err.source, "b.tsv");
        restart();
    }
}

/* Images of different sizes, with and without hashes of their ids, are searched either way. */
static void shared_ids_are_found_in_images_of_all_sizes(void **state)
{
    (void)state;
    static const unsigned counts[] = {1, 40, 3000, 70000};
    for (size_t a = 0; a < 4; a++) {
        for (size_t b = 0; b < 4; b++) {
            for (size_t which = 0; which < 2; which++) {
                rl_buffer rows = {0};
                unsigned count = counts[which == 0 ? a : b];
                assert_true(rl_buffer_append_string(&rows, "id\ttype\tname\n"));
                for (unsigned i = 0; i < count; i++) {
                    char row[64];
                    unsigned id = i == count / 2 ? 0 : i + 1 + (which == 0 ? 0 : 1000000);
                    snprintf(row, sizeof row, "x:%u\tplace\tTown %u\n", id, i);
                    assert_true(rl_buffer_append_string(&rows, row));
                }
                add(which == 0 ? "a.tsv" : "b.tsv", COMPILED, true, rl_buffer_string(&rows));
                rl_buffer_free(&rows);
            }
            seal();
            uint32_t shared = counts[a] / 2;
            assert_int_equal(rl_gazetteer_read_entry(gazetteer, shared, NULL), RELATA_OK);
            const rl_entry *e = &rl_gazetteer_entries(gazetteer)[shared];
            assert_string_equal(e->id, "x:0");
            assert_string_equal(e->source, "b.tsv");
            restart();
        }
    }
}

typedef struct listing {
    size_t count;
    size_t most;
    char names[4096];
} listing;

static bool note_names(void *user, const rl_entry_names *names)
{
    listing *l = user;
    size_t used = strlen(l->names);
    (void)snprintf(l->names + used, sizeof l->names - used, "%u:%s/%s;", names->entry, names->name, names->aliases);
    return ++l->count < l->most;
}

/* Of a type, each entity once, with what all lists say of it; and no further than who asks wants. */
static void names_of_a_type_are_listed(void **state)
{
    listing all = {.most = SIZE_MAX}, two = {.most = 2}, places = {.most = SIZE_MAX}, others = {.most = SIZE_MAX};
    (void)state;
    add_row("a.tsv", COMPILED, true, "x\tperson\tAnn Orsen\tA. Orsen|Annie Orsen\t\t\t\t\t\t\t");
    add_row("b.tsv", COMPILED, true,
            "y\tperson\tBo Dal\t\t\t\t\t\t\t\t\nz\tplace\tZell\tZ\t\t\t\t\t\t\t\nx\tperson\tAnna Orsen\tAnn B. Orsen\t\t\t\t\t\t\t\n"
            "w\tperson\tCy Ek\tC. Ek\t\t\t\t\t\t\t");
    seal();
    assert_int_equal(rl_gazetteer_each(gazetteer, RL_TYPE_PERSON, note_names, &all, NULL), RELATA_OK);
    assert_string_equal(all.names, "0:Anna Orsen/A. Orsen|Annie Orsen|Ann B. Orsen;1:Bo Dal/;4:Cy Ek/C. Ek;");
    assert_int_equal(rl_gazetteer_each(gazetteer, RL_TYPE_PERSON, note_names, &two, NULL), RELATA_OK);
    assert_int_equal(two.count, 2);
    assert_int_equal(rl_gazetteer_each(gazetteer, RL_TYPE_PLACE, note_names, &places, NULL), RELATA_OK);
    assert_string_equal(places.names, "2:Zell/Z;");
    assert_int_equal(rl_gazetteer_each(gazetteer, RL_TYPE_ORGANISATION, note_names, &others, NULL), RELATA_OK);
    assert_int_equal(others.count, 0);
}

static void there_is_no_entry_beyond_the_last(void **state)
{
    (void)state;
    relata_error err = {0};
    add_row("a.tsv", COMPILED, true, "x\tperson\tAnn\t\t\t\t\t\t\t\t");
    seal();
    assert_int_equal(rl_gazetteer_read_entry(gazetteer, 1, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(rl_gazetteer_read_entry(gazetteer, RL_NONE, NULL), RELATA_ERROR_ARGUMENT);
}

static void sixty_four_images_are_enough(void **state)
{
    (void)state;
    for (int i = 0; i < 64; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.tsv", i);
        add_row(name, COMPILED, i % 2 == 0, "x\tperson\tAnn\tA\t\t\t\t\t\t\t");
    }
    relata_error err = {0};
    char last[512];
    snprintf(last, sizeof last, "%sx\tperson\tAnn\t\t\t\t\t\t\t\t\n", header);
    assert_int_equal(read_list("last.tsv", COMPILED, true, last, &err), RELATA_ERROR_LIMIT);
    assert_string_equal(err.message, "more than 64 compiled gazetteers: compile several into one");
    seal();
    const rl_entry *e = meant("Ann");
    assert_int_equal(strlen(e->aliases), 127);
    assert_string_equal(e->source, "63.tsv");
}

/* Looking whether a list is compiled must not eat the beginning of what comes through a pipe. */
static void a_pipe_is_not_touched(void **state)
{
    (void)state;
    int ends[2];
    char path[64];
    static const char bytes[] = "type\tname\nplace\tPipetown\n";
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes, sizeof bytes - 1), sizeof bytes - 1);
    assert_int_equal(close(ends[1]), 0);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_false(rl_gazetteer_is_compiled(path));
    assert_int_equal(rl_gazetteer_read(gazetteer, path, false, NULL), RELATA_OK);
    assert_int_equal(close(ends[0]), 0);
    seal();
    assert_string_equal(meant("Pipetown")->name, "Pipetown");
}

static void what_is_no_regular_file_is_not_compiled(void **state)
{
    (void)state;
    char path[128];
    assert_false(rl_gazetteer_is_compiled(folder));
    assert_false(rl_gazetteer_is_compiled("-"));
    assert_false(rl_gazetteer_is_compiled("/nonexistent/a.rgz"));
    snprintf(path, sizeof path, "%s/pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(rl_gazetteer_is_compiled(path)); /* nobody writes: it must not wait */
    assert_int_equal(unlink(path), 0);
    put_file(path, "", 0);
    assert_false(rl_gazetteer_is_compiled(path));
    assert_int_equal(unlink(path), 0);
}

/* ---- threads ---- */

enum { THREADS = 4, TOWNS = 2000 };

typedef struct reader {
    pthread_t thread;
    const char *bytes;
    size_t hits;
    bool failed;
} reader;

/* Scans the text and looks at every entry that it names. */
static void *read_text(void *argument)
{
    reader *r = argument;
    rl_text_worker own = {0};
    rl_hits found = {0};
    rl_text t;
    r->failed = rl_text_read(&own, &rules, r->bytes, strlen(r->bytes), &t, NULL) != RELATA_OK ||
                rl_gazetteer_scan(gazetteer, &t, &found, NULL) != RELATA_OK;
    for (size_t i = 0; !r->failed && i < found.count; i++) {
        const rl_entry *e = &rl_gazetteer_entries(gazetteer)[found.items[i].entry];
        r->failed = strncmp(e->id, "place:town", 10) != 0 || e->name[0] != 'T';
    }
    r->hits = found.count;
    rl_hits_free(&found);
    rl_text_worker_free(&own);
    return NULL;
}

/* Entries are filled in by whichever thread meets them first; the thread sanitiser sees whether that is in order. */
static void threads_may_meet_entries_at_once(void **state)
{
    (void)state;
    rl_buffer list = {0}, said = {0};
    reader readers[THREADS] = {0};
    assert_true(rl_buffer_append_string(&list, "type\tname\n"));
    for (unsigned i = 0; i < TOWNS; i++) {
        char row[64];
        snprintf(row, sizeof row, "place\tTown%uville\n", i);
        assert_true(rl_buffer_append_string(&list, row));
        snprintf(row, sizeof row, "Town%uville, ", i);
        assert_true(rl_buffer_append_string(&said, row));
    }
    add("a.tsv", COMPILED, true, rl_buffer_string(&list));
    add("b.tsv", COMPILED, false, "type\tname\nplace\tTown7ville\nplace\tTown1999ville\n");
    seal();
    const char *bytes = rl_buffer_string(&said);
    for (size_t i = 0; i < THREADS; i++) {
        readers[i].bytes = bytes;
        assert_int_equal(pthread_create(&readers[i].thread, NULL, read_text, &readers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(readers[i].thread, NULL), 0);
        assert_false(readers[i].failed);
        assert_int_equal(readers[i].hits, TOWNS);
    }
    rl_buffer_free(&list);
    rl_buffer_free(&said);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_gazetteer, free_gazetteer)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_two_images_say_is_added_up),
        TEST(ids_that_are_made_are_shared_too),
        TEST(the_users_list_wins_wherever_it_stands),
        TEST(how_sure_the_users_list_is_binds),
        TEST(lists_and_images_say_the_same),
        TEST(a_meaning_is_found_once),
        TEST(other_types_are_refused),
        TEST(shared_ids_are_found_in_images_of_all_sizes),
        TEST(there_is_no_entry_beyond_the_last),
        TEST(names_of_a_type_are_listed),
        TEST(sixty_four_images_are_enough),
        TEST(threads_may_meet_entries_at_once),
        TEST(a_pipe_is_not_touched),
        TEST(what_is_no_regular_file_is_not_compiled),
    };
    return cmocka_run_group_tests_name("entries", tests, NULL, NULL);
}
