/* Lists to images: names of all shapes are found, in every way that a list can give them. */
#include "lists.h"

#include "gazetteer/builder.h"
#include "gazetteer/image.h"

#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static rl_buffer image;

static int free_all(void **state)
{
    rl_buffer_free(&image);
    return free_gazetteer(state);
}

enum { MOST_LISTS = 4 };

static void path_of(size_t number, char *ret, size_t size)
{
    snprintf(ret, size, "%s/%zu.tsv", folder, number);
}

/* Compiles lists, given as their bytes. */
static relata_status compile(const char *const *lists, size_t count, relata_error *err)
{
    char paths[MOST_LISTS][64];
    const char *pointers[MOST_LISTS];
    relata_compiled about;
    for (size_t i = 0; i < count; i++) {
        path_of(i, paths[i], sizeof paths[i]);
        pointers[i] = paths[i];
        put_file(paths[i], lists[i], strlen(lists[i]));
    }
    rl_buffer_free(&image);
    relata_status status = rl_gazetteer_compile(pointers, count, &image, &about, err);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(unlink(paths[i]), 0);
    return status;
}

/* … and opens what was made. */
static void use(const char *const *lists, size_t count)
{
    relata_error err = {0};
    char path[64];
    relata_status status = compile(lists, count, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, RELATA_OK);
    snprintf(path, sizeof path, "%s/all.rgz", folder);
    put_file(path, image.bytes, image.length);
    rl_hits_free(&hits);
    rl_gazetteer_free(gazetteer);
    gazetteer = rl_gazetteer_new(&types);
    assert_non_null(gazetteer);
    assert_int_equal(rl_gazetteer_verify(path, &err), RELATA_OK);
    assert_int_equal(rl_gazetteer_read(gazetteer, path, true, &err), RELATA_OK);
    assert_int_equal(rl_gazetteer_seal(gazetteer, &rules, &err), RELATA_OK);
    assert_int_equal(unlink(path), 0);
}

static void use_one(const char *list)
{
    use(&list, 1);
}

/* The ids that the text names, with marks of the kinds. */
static const char *found_in(const char *bytes)
{
    static const char marks[] = {'.', '=', '?', '~', '^', '!'};
    static char found[1024];
    rl_text text;
    assert_int_equal(rl_text_read(&worker, &rules, bytes, strlen(bytes), &text, NULL), RELATA_OK);
    assert_int_equal(rl_gazetteer_scan(gazetteer, &text, &hits, NULL), RELATA_OK);
    found[0] = '\0';
    for (size_t i = 0, used = 0; i < hits.count && used < sizeof found; i++) {
        const rl_hit *h = &hits.items[i];
        const char *id = h->entry == RL_NONE ? "" : rl_gazetteer_entries(gazetteer)[h->entry].id;
        used += (size_t)snprintf(found + used, sizeof found - used, "%s%c%s", i > 0 ? " " : "", marks[h->kind], id);
    }
    return found;
}

static void names_of_all_shapes_are_found(void **state)
{
    (void)state;
    static const char *const names[] = {
        "eBay",       "iPhone 17", "van Gogh",    "a",          "X",          "\xC3\x89", "\xE5\x8C\x97\xE4\xBA\xAC",
        "3M",         "7-Eleven",  "20th Century", "747",        "AT&T",       "A & B",    "& Sons",
        "O'Neill",    "d\xE2\x80\x99Ivoire", "'s-Hertogenbosch", "U.S.", "J. R. Smith", "St John's", "amazon.com",
        "Asia-Pacific", "AC/DC",   "km/h",        "Stra\xC3\x9F" "e", "\xC4\xB0stanbul", "\xEF\xAC\x81nance", "Yahoo!",
        "#MeToo",     "C++",       "@home",       "A | B",      "a  b",       "COVID-19", "Qu\xC3\xA9" "bec City",
        "\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0", "\xF0\x9D\x94\x84nna", "x:y", "100%", "\xE2\x82\xAC" "urope"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char list[256], text[256];
        snprintf(list, sizeof list, "id\ttype\tname\nn\tplace\t%s\n", names[i]);
        use_one(list);
        assert_string_equal(found_in(names[i]), ".n");
        snprintf(text, sizeof text, "seen %s, and", names[i]);
        assert_string_equal(found_in(text), ".n");
        snprintf(text, sizeof text, "(%s)", names[i]);
        assert_string_equal(found_in(text), ".n");
        assert_string_equal(found_in("nothing"), "");
    }
}

static void long_names_are_found(void **state)
{
    (void)state;
    char name[1001], list[1100];
    for (size_t length = 990; length <= 1000; length++) {
        memset(name, 'a', length);
        name[length] = '\0';
        snprintf(list, sizeof list, "id\ttype\tname\nn\tplace\t%s\n", name);
        use_one(list);
        assert_string_equal(found_in(name), ".n");
        name[length - 1] = 'b';
        assert_string_equal(found_in(name), "");
    }
    for (size_t i = 0; i + 3 <= 999; i += 3)
        memcpy(name + i, "\xEF\xB7\xBA", 3); /* one character that is folded to eighteen */
    name[999] = '\0';
    snprintf(list, sizeof list, "id\ttype\tname\nn\tplace\t%s\n", name);
    use_one(list);
    assert_string_equal(found_in(name), ".n");
}

static void beginnings_of_other_names_are_names(void **state)
{
    (void)state;
    use_one("id\ttype\tname\na\tplace\tNew\nb\tplace\tNew York\nc\tplace\tNew York City Hall\nd\tplace\tNew York Times\n"
            "e\tplace\tnew york city\nf\tplace\tNew-York\n");
    assert_string_equal(found_in("New York City Hall"), ".c .e .b .f .a");
    assert_string_equal(found_in("new york city hall"), ".e");
    assert_string_equal(found_in("New York Time"), ".b .f .a");
    assert_string_equal(found_in("Newyork"), "");
}

static void one_name_may_mean_many_things(void **state)
{
    (void)state;
    use_one("id\ttype\tname\taliases\tweak_aliases\tfamily\tdemonyms\tstrength\n"
            "a\tplace\tJordan\t\t\t\tJordan\t\nb\tperson\tMichael Jordan\t\t\tJordan\t\t\n"
            "c\torganisation\tJordan Inc.\tJordan\t\t\t\t\nd\tship\tHMS Jordan\t\tJordan\t\t\t\n"
            "e\tship\tJordan\t\t\t\t\tweak\nf\tship\tJORDAN\t\t\t\t\t\ng\tship\tjordan\t\t\t\t\t\n");
    assert_string_equal(found_in("Jordan"), ".a ^a ~b =c ?d ?e .f .g");
    assert_string_equal(found_in("JORDAN"), ".a ^a ~b =c ?d ?e .f .g");
    assert_string_equal(found_in("jordan"), ".g");
}

static void labels_that_were_replaced_are_found_still(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "id\ttype\tname\taliases\nx\tplace\tOld Town\tOT\ny\tplace\tN'Djam\xC3\xA9na\t\n",
        "id\ttype\tname\taliases\nx\tplace\tMiddle Town\t\nz\tplace\tNew Town\t\n",
        "id\ttype\tname\taliases\nx\tplace\tNew Town\tOld Town\ny\tplace\tNdjamena\t\n",
    };
    use(lists, 3);
    assert_string_equal(found_in("Old Town"), ".x =x");
    assert_string_equal(found_in("Middle Town"), ".x");
    assert_string_equal(found_in("New Town"), ".x .z");
    assert_string_equal(found_in("OT"), "=x");
    assert_string_equal(found_in("N'Djam\xC3\xA9na or Ndjamena"), ".y .y");
    assert_string_equal(rl_gazetteer_entries(gazetteer)[0].name, "New Town");
    assert_string_equal(rl_gazetteer_entries(gazetteer)[0].aliases, "OT|Old Town");
}

static void the_lexicon_and_users_types_are_compiled(void **state)
{
    (void)state;
    use_one("type\tname\taliases\tkind\ntitle\tprime minister\tPM|First Minister\toffice\ngiven_name\tAnn\t\t\n"
            "cue\tMr.\t\tabbreviation\nordinary\tthe\t\tfunction\nspace-ship_2\tVoyager 1\tVoyager\t\n"
            "disease\tprime minister\t\t\n");
    assert_string_equal(found_in("the Prime Minister"), ".disease:prime-minister !");
    assert_int_equal(hits.items[1].classes, RL_CLASS_OFFICE);
    assert_string_equal(found_in("First Minister Ann of Voyager 1"),
                        "! .space-ship_2:voyager-1 =space-ship_2:voyager-1");
    assert_int_not_equal(rl_string_map_find(&types, "disease", 7), RL_NONE);
    assert_int_not_equal(rl_string_map_find(&types, "space-ship_2", 12), RL_NONE);
    assert_int_equal(rl_string_map_find(&types, "title", 5), RL_NONE);
    assert_int_not_equal(rl_string_map_find(&rules.abbreviations, "mr", 2), RL_NONE);
    assert_int_not_equal(rl_string_map_find(&rules.starters, "the", 3), RL_NONE);
}

static void empty_lists_are_compiled(void **state)
{
    (void)state;
    use_one("type\tname\n");
    assert_string_equal(found_in("Anything at all & more"), "");
    use_one("type\tname\tkind\nordinary\tthe\tfunction\n");
    assert_string_equal(found_in("the"), "");
    assert_int_equal(rl_gazetteer_count(gazetteer), 0);
}

static void cells_that_are_too_long_are_refused(void **state)
{
    (void)state;
    relata_error err = {0};
    rl_buffer list = {0};
    assert_true(rl_buffer_append_string(&list, "type\tname\trole\nperson\tAnn\t"));
    for (size_t i = 0; i < RL_TEXT_BYTES; i++)
        assert_true(rl_buffer_append_char(&list, 'r'));
    use_one(rl_buffer_string(&list));
    assert_string_equal(found_in("Ann"), ".person:ann");
    assert_int_equal(strlen(rl_gazetteer_entries(gazetteer)[0].role), RL_TEXT_BYTES);
    assert_true(rl_buffer_append_char(&list, 'r'));
    const char *bytes = rl_buffer_string(&list);
    assert_int_equal(compile(&bytes, 1, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "longer than 65535 bytes: \"rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr\"");
    assert_int_equal(err.line, 2);
    rl_buffer_free(&list);
}

/* Beyond that, places of names in a record would no longer fit. */
static void records_that_are_too_long_are_refused(void **state)
{
    (void)state;
    relata_error err = {0};
    rl_buffer list = {0};
    char alias[1001];
    memset(alias, 'a', sizeof alias);
    alias[1000] = '|';
    assert_true(rl_buffer_append_string(&list, "type\tname\taliases\nplace\tLong Town\t"));
    for (size_t i = 0; i <= RL_RECORD_BYTES / sizeof alias; i++)
        assert_true(rl_buffer_append(&list, alias, sizeof alias));
    const char *bytes = rl_buffer_string(&list);
    assert_int_equal(compile(&bytes, 1, &err), RELATA_ERROR_LIMIT);
    assert_string_equal(err.message, "the entry \"Long Town\" has more than 64 MiB of names");
    rl_buffer_free(&list);
}

/* ---- another seed ---- */

enum { WORDS = 1 << 20 };

static uint64_t key_of(uint32_t number)
{
    char word[16];
    int length = snprintf(word, sizeof word, "w%u", (unsigned)number);
    return rl_key_next(rl_key_root(0), rl_hash_bytes(word, (size_t)length));
}

typedef struct alike {
    uint64_t key;
    uint32_t number;
} alike;

static int compare_tags(const void *a, const void *b)
{
    uint64_t x = rl_slot_tag(((const alike *)a)->key), y = rl_slot_tag(((const alike *)b)->key);
    return x < y ? -1 : x > y;
}

/* Two words that cannot be told apart under the first seed in a table of their own: a million words hold such. */
static void find_alike(uint32_t *ret_a, uint32_t *ret_b)
{
    enum { SLOTS = 2 + 1 + 8 };
    alike *all = malloc(WORDS * sizeof *all);
    assert_non_null(all);
    for (uint32_t i = 0; i < WORDS; i++)
        all[i] = (alike){key_of(i), i};
    qsort(all, WORDS, sizeof *all, compare_tags);
    *ret_a = *ret_b = 0;
    for (size_t i = 1; i < WORDS && *ret_a == *ret_b; i++) {
        if (compare_tags(&all[i - 1], &all[i]) != 0 ||
            rl_slot_home(all[i - 1].key, SLOTS) != rl_slot_home(all[i].key, SLOTS))
            continue;
        *ret_a = all[i - 1].number;
        *ret_b = all[i].number;
    }
    free(all);
    assert_int_not_equal(*ret_a, *ret_b);
}

static void names_that_look_alike_get_another_seed(void **state)
{
    (void)state;
    uint32_t a, b;
    char list[256], word[32];
    find_alike(&a, &b);
    snprintf(list, sizeof list, "id\ttype\tname\na\tplace\tw%u\nb\tplace\tw%u\n", (unsigned)a, (unsigned)b);
    use_one(list);
    assert_int_equal(((const rl_image_head *)(const void *)image.bytes)->seed, 1);
    snprintf(word, sizeof word, "w%u", (unsigned)a);
    assert_string_equal(found_in(word), ".a");
    snprintf(word, sizeof word, "w%u", (unsigned)b);
    assert_string_equal(found_in(word), ".b");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, free_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(names_of_all_shapes_are_found),
        TEST(long_names_are_found),
        TEST(beginnings_of_other_names_are_names),
        TEST(one_name_may_mean_many_things),
        TEST(labels_that_were_replaced_are_found_still),
        TEST(the_lexicon_and_users_types_are_compiled),
        TEST(empty_lists_are_compiled),
        TEST(cells_that_are_too_long_are_refused),
        TEST(records_that_are_too_long_are_refused),
        TEST(names_that_look_alike_get_another_seed),
    };
    return cmocka_run_group_tests_name("compile", tests, NULL, NULL);
}
