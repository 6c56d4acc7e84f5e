/* Names to an image and back: what is found at a place of a text, and what cannot be. */
#include "gazetteer/find.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static rl_text_rules rules; /* empty */
static rl_text_worker worker;
static rl_builder builder;
static rl_buffer memory;
static rl_image image;

static void forget(void)
{
    rl_builder_free(&builder);
    rl_buffer_free(&memory);
    image = (rl_image){0};
}

static int free_all(void **state)
{
    (void)state;
    forget();
    rl_text_worker_free(&worker);
    rl_text_rules_free(&rules);
    return 0;
}

/* Entries 0 to `last`, named by their numbers. */
static void add_entries(uint32_t last)
{
    assert_int_equal(rl_string_map_add(&builder.types, "thing", 5), 0);
    assert_int_equal(rl_string_map_add(&builder.sources, "test", 4), 0);
    if (builder.file_count == 0) {
        builder.files = calloc(1, sizeof *builder.files);
        builder.file_sources = calloc(1, sizeof *builder.file_sources);
        builder.file_count = 1;
    }
    while (builder.entry_count <= last) {
        char id[32];
        snprintf(id, sizeof id, "%zu", builder.entry_count);
        assert_int_equal(rl_string_map_add(&builder.ids, id, strlen(id)), builder.entry_count);
        builder.entries =
            rl_array_grow(builder.entries, &builder.entry_capacity, builder.entry_count + 1, sizeof *builder.entries);
        builder.entries[builder.entry_count++] = (rl_draft){
            .name = "label", .name_length = 5, .first_name = RL_NONE, .last_name = RL_NONE, .details = RL_NONE};
    }
}

/* Adds a name that means entry `entry`, or a lexicon row for RL_NONE. */
static void add(const char *name, uint32_t entry, rl_classes classes)
{
    rl_new_name added = {.cell = {name, strlen(name), 1}, .entry = entry, .kind = RL_NAME_ALIAS,
                         .column = RL_COLUMN_ALIASES};
    if (entry == RL_NONE) {
        added.kind = RL_NAME_LEXICON;
        added.entry = rl_builder_classes(&builder, classes);
    } else {
        add_entries(entry);
    }
    assert_int_equal(rl_builder_add_name(&builder, &added, NULL), RELATA_OK);
}

static void compile(void)
{
    relata_error err = {0};
    if (image.head == NULL) {
        assert_int_equal(rl_builder_compile(&builder, &memory, &err), RELATA_OK);
        assert_int_equal(rl_image_open(memory.bytes, memory.length, "test", &image, &err), RELATA_OK);
        assert_int_equal(rl_image_verify(&image, &err), RELATA_OK);
    }
}

static size_t match(const rl_text *text, size_t first, rl_match *ret)
{
    bool damaged = false;
    compile();
    bool longer = false;
    size_t count = rl_image_match_word(&image, text, first, ret, &longer, &damaged);
    size_t second = rl_text_next_word(text, first);
    if (longer && second < text->token_count)
        count += rl_image_match_longer(&image, text, first, second, ret + count, &damaged);
    assert_false(damaged);
    return count;
}

/* What begins at each token: "first-last:entry,entry/classes" */
static const char *found_in(const char *bytes)
{
    static char buffer[2048];
    size_t used = 0;
    rl_text text = {0};
    assert_int_equal(rl_text_read(&worker, &rules, bytes, strlen(bytes), &text, NULL), RELATA_OK);
    buffer[0] = '\0';
    for (size_t i = 0; i < text.token_count; i++) {
        rl_match matches[RL_MATCHES_MOST];
        size_t count = match(&text, i, matches);
        for (size_t m = 0; m < count; m++) {
            used += (size_t)snprintf(buffer + used, sizeof buffer - used, "%s%zu-%u:", used > 0 ? " " : "", i,
                                     (unsigned)matches[m].last);
            const rl_meaning *meaning = &image.meanings[matches[m].meaning];
            for (bool last = false; !last; meaning++) {
                buffer[used++] = rl_meaning_kind(meaning) == RL_NAME_LEXICON
                                     ? (char)('0' + image.classes[rl_meaning_entry(meaning)])
                                     : (char)('a' + rl_meaning_entry(meaning));
                buffer[used] = '\0';
                last = (meaning->entry & RL_MEANING_LAST) != 0;
            }
            assert_true(used < sizeof buffer);
        }
    }
    return buffer;
}

static void an_empty_index_finds_nothing(void **state)
{
    (void)state;
    assert_string_equal(found_in("The word & Xi"), "");
}

static void all_names_at_a_place_are_found(void **state)
{
    (void)state;
    add("New York", 0, 0);
    add("New York Times", 1, 0);
    add("New", 2, 0);
    add("York", 3, 0);
    assert_string_equal(found_in("New York Times"), "0-1:c 0-2:a 0-3:b 1-2:d");
    assert_string_equal(found_in("New York City"), "0-1:c 0-2:a 1-2:d");
    assert_string_equal(found_in("New. York"), "0-1:c 2-3:d");
    assert_string_equal(found_in("Newer Yorks"), "");
}

static void several_meanings_are_found_in_the_order_of_their_rows(void **state)
{
    (void)state;
    add("Georgia", 0, 0);
    add("Georgia", 1, 0);
    add("georgia", RL_NONE, 4);
    assert_string_equal(found_in("Georgia georgia"), "0-1:4 0-1:ab 1-2:4");
}

static void a_words_lexicon_classes_are_all_found(void **state)
{
    (void)state;
    add("bank", RL_NONE, 1);
    add("bank", RL_NONE, 8);
    add("Bank", RL_NONE, 2);
    add("bank of", RL_NONE, 4);
    assert_string_equal(found_in("bank Bank of"), "0-1:18 1-2:18 1-2:2 1-3:4");
    assert_string_equal(found_in("BANK"), "0-1:18 0-1:2");
}

static void names_in_small_letters_and_capitals_come_in_order_of_length(void **state)
{
    (void)state;
    add("van Gogh", 0, 0);
    add("Van", 1, 0);
    add("Van Gogh Museum", 2, 0);
    add("van gogh museum shop", 3, 0);
    assert_string_equal(found_in("Van Gogh Museum Shop"), "0-1:b 0-2:a 0-3:c 0-4:d");
    assert_string_equal(found_in("van Gogh Museum"), "0-2:a");
}

static void hyphens_spaces_and_one_line_break_join_words(void **state)
{
    (void)state;
    add("Asia-Pacific Economic Cooperation", 0, 0);
    static const char *const yes[] = {
        "Asia-Pacific Economic Cooperation",
        "Asia Pacific Economic Cooperation",
        "Asia Pacific Economic-Cooperation",
        "Asia \t Pacific\nEconomic Cooperation",
        "Asia-\nPacific Economic Cooperation",
        "Asia\xE2\x80\x90Pacific\r\nEconomic Cooperation",
        "ASIA-PACIFIC ECONOMIC COOPERATION",
        "Asia\xC2\xA0Pacific Economic Cooperation",
        "Asia-Pacific Econo\xC2\xADmic Cooperation",
        "Asia\xE2\x80\xA8Pacific Economic Cooperation",
    };
    static const char *const no[] = {
        "Asia - Pacific Economic Cooperation",
        "Asia -Pacific Economic Cooperation",
        "Asia- Pacific Economic Cooperation",
        "Asia--Pacific Economic Cooperation",
        "Asia, Pacific Economic Cooperation",
        "Asia\n\nPacific Economic Cooperation",
        "Asia-\n\nPacific Economic Cooperation",
        "Asia\r\n\r\nPacific Economic Cooperation",
        "Asia\xE2\x80\x93Pacific Economic Cooperation",
        "Asia's Pacific Economic Cooperation",
    };
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        assert_string_not_equal(found_in(yes[i]), "");
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        assert_string_equal(found_in(no[i]), "");
}

static void names_do_not_go_on_into_furniture(void **state)
{
    (void)state;
    add("New York", 0, 0);
    rl_text text = {0};
    rl_match matches[RL_MATCHES_MOST];
    assert_int_equal(rl_text_read(&worker, &rules, "New York", 8, &text, NULL), RELATA_OK);
    assert_int_equal(match(&text, 0, matches), 1);
    text.tokens[1].flags |= RL_TOKEN_FURNITURE;
    assert_int_equal(match(&text, 0, matches), 0);
}

static void names_may_begin_with_and_hold_anything(void **state)
{
    (void)state;
    static const char *const samples[] = {
        "3M",    "7-Eleven", "AT&T",  "& Sons", "'s-Hertogenbosch", "#MeToo",     "X",
        "AC/DC", "O'Neill",  "U.S.",  "J. Smith", "amazon.com",     "20th Century", "eBay Inc.",
        "Yahoo!", "\xE5\x8C\x97\xE4\xBA\xAC"};
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        add(samples[i], 0, 0);
        assert_string_not_equal(found_in(samples[i]), "");
        char inside[128];
        snprintf(inside, sizeof inside, "at %s, and", samples[i]);
        assert_string_not_equal(found_in(inside), "");
        forget();
    }
}

static void symbols_are_looked_up_only_where_a_name_begins_so(void **state)
{
    (void)state;
    add("& Sons", 0, 0);
    assert_string_equal(found_in("Smith & Sons ( Sons & Co"), "1-3:a");
}

static void one_meaning_is_stored_once(void **state)
{
    (void)state;
    add("US", 0, 0);
    add("U.S.", 0, 0);
    add("Us", 0, 0);
    add("US", 1, 0);
    assert_string_equal(found_in("US"), "0-1:aab");
    assert_int_equal(image.meaning_count, 3);
}

static relata_status try_name(const char *name)
{
    rl_new_name added = {.cell = {name, strlen(name), 1}, .kind = RL_NAME_ALIAS, .column = RL_COLUMN_ALIASES};
    add_entries(0);
    return rl_builder_add_name(&builder, &added, NULL);
}

static void the_longest_name_has_sixteen_words(void **state)
{
    (void)state;
    add("a b c d e f g h i j k l m n o p", 0, 0);
    assert_int_equal(try_name("a b c d e f g h i j k l m n o p q"), RELATA_ERROR_FORMAT);
    assert_int_equal(try_name("a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p"), RELATA_OK);
    assert_int_equal(try_name("a b c & e f g h i j k l m n & p"), RELATA_OK);
    assert_int_equal(try_name("a b c & e f g h i j k l m n & p q"), RELATA_ERROR_FORMAT);
    assert_int_equal(try_name("- &"), RELATA_ERROR_FORMAT);
    assert_int_equal(try_name("\xCC\x81"), RELATA_ERROR_FORMAT);
    assert_string_equal(found_in("a b c d e f g h i j k l m n o p q r"), "0-16:a");
}

/* Whether words are cut there depends on the rules of the text, which an image does not know. */
static void words_that_might_be_glued_are_found_whole_and_cut(void **state)
{
    (void)state;
    add("FaceBook News", 0, 0);
    add("YouTube", 1, 0);
    assert_string_equal(found_in("FaceBook News YouTube"), "0-2:a 2-3:b");
    assert_true(rl_text_rules_add_word(&rules, "face", 4));
    assert_true(rl_text_rules_add_word(&rules, "tube", 4));
    assert_string_equal(found_in("FaceBook News YouTube"), "0-3:a 3-5:b");
}

static void the_case_of_each_word_is_noted(void **state)
{
    (void)state;
    add("van Gogh NV", 0, 0);
    compile();
    assert_int_equal(image.meanings[0].capitals, 6);
    assert_int_equal(image.meanings[0].acronyms, 4);
    rl_text text = {0};
    rl_match matches[RL_MATCHES_MOST];
    assert_int_equal(rl_text_read(&worker, &rules, "VAN gogh nv", 11, &text, NULL), RELATA_OK);
    assert_int_equal(match(&text, 0, matches), 1);
    assert_int_equal(matches[0].capitals, 1);
    assert_int_equal(matches[0].acronyms, 1);
}

static void many_names_are_all_found(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    static char listed[COUNT][32]; /* names are borrowed */
    char name[64];
    for (unsigned i = 0; i < COUNT; i++) {
        snprintf(listed[i], sizeof listed[i], "%s%u Word%u", i % 2 == 0 ? "w" : "W", i, i % 7);
        add(listed[i], i, 0);
    }
    for (unsigned i = 0; i < COUNT; i++) {
        rl_text text = {0};
        rl_match matches[RL_MATCHES_MOST];
        snprintf(name, sizeof name, "W%u Word%u", i, i % 7);
        assert_int_equal(rl_text_read(&worker, &rules, name, strlen(name), &text, NULL), RELATA_OK);
        assert_int_equal(match(&text, 0, matches), 1);
        assert_int_equal(rl_meaning_entry(&image.meanings[matches[0].meaning]), i);
        snprintf(name, sizeof name, "W%u Word%u", i, (i + 1) % 7);
        assert_int_equal(rl_text_read(&worker, &rules, name, strlen(name), &text, NULL), RELATA_OK);
        assert_int_equal(match(&text, 0, matches), 0);
    }
}

/* Two words with one hash, as an attacker could make them: found names are compared byte by byte. */
static void equal_hashes_find_nothing(void **state)
{
    (void)state;
    add("Alpha Beta", 0, 0);
    rl_text text = {0};
    rl_match matches[RL_MATCHES_MOST];
    assert_int_equal(rl_text_read(&worker, &rules, "Alpha Bets Alpha Beta", 21, &text, NULL), RELATA_OK);
    text.tokens[1].hash = text.tokens[3].hash;
    assert_int_equal(match(&text, 0, matches), 0);
    assert_int_equal(match(&text, 2, matches), 1);
    forget();
    add("Gamma", 1, 0);
    assert_int_equal(rl_text_read(&worker, &rules, "Gamme Gamma", 11, &text, NULL), RELATA_OK);
    text.tokens[0].hash = text.tokens[1].hash;
    assert_int_equal(match(&text, 0, matches), 0);
}

#define TEST(name) cmocka_unit_test_teardown(name, free_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_index_finds_nothing),
        TEST(all_names_at_a_place_are_found),
        TEST(several_meanings_are_found_in_the_order_of_their_rows),
        TEST(a_words_lexicon_classes_are_all_found),
        TEST(names_in_small_letters_and_capitals_come_in_order_of_length),
        TEST(hyphens_spaces_and_one_line_break_join_words),
        TEST(names_do_not_go_on_into_furniture),
        TEST(names_may_begin_with_and_hold_anything),
        TEST(symbols_are_looked_up_only_where_a_name_begins_so),
        TEST(one_meaning_is_stored_once),
        TEST(the_longest_name_has_sixteen_words),
        TEST(words_that_might_be_glued_are_found_whole_and_cut),
        TEST(the_case_of_each_word_is_noted),
        TEST(many_names_are_all_found),
        TEST(equal_hashes_find_nothing),
    };
    return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
