/* Texts of evaluations: where sentences begin, characters and bytes, excerpts, units of offsets. */
#include "comparing.h"

#include "evaluate/sentences.h"
#include "evaluate/units.h"

#include <stdio.h>

/* The cuts of a text as "5 12 " */
static const char *cuts_of(const char *bytes)
{
    static char said[256];
    rl_cuts cuts = {0};
    size_t used = 0;
    rl_comparison_free(&c);
    add_text(&c, "a", bytes);
    assert_true(rl_cuts_find(c.texts, 1, &cuts));
    said[0] = '\0';
    for (size_t i = 0; i < cuts.count; i++)
        used += (size_t)snprintf(said + used, sizeof said - used, "%u ", (unsigned)cuts.at[i]);
    rl_cuts_free(&cuts);
    return said;
}

static void sentences_are_cut_as_the_rule_says(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *cuts;
    } CASES[] = {
        {"", ""},
        {"One. two", ""},
        {"One. Two", "5 "},
        {"One! 2", "5 "},
        {"One?  (\"Two", "6 "},
        {"One.\") Two", "7 "},
        {"One.\xE2\x80\x9D \xE2\x80\x9CTwo", "6 "},
        {"One.Two", ""},
        {"One; Two", ""},
        {"One. \xC3\x89t\xC3\xA9", ""}, /* capitals are those of ASCII */
        {"a\nb", "2 "},
        {"a\n\nb", "2 3 "},
        {"One.\nTwo", "5 "},
        {"One.\n Two", "5 "},        /* the break cuts, the space after it does not */
        {"One. \nTwo", "6 "},        /* both together */
        {"One.)\n\nTwo", "7 "},
        {"One. \ntwo", "6 "},        /* the break alone */
        {"One.\xC2\xA0Two", "5 "},
        {"One.\xE2\x80\x83Two", "5 "},
        {"One.\x1FTwo", "5 "},
        {"One.\xE2\x80\x8BTwo", ""}, /* a zero-width space is none */
        {"One. \"(", ""},
        {"One. A. B", "5 8 "},
        {"\xC3\xA9. X", "3 "},       /* characters, not bytes */
        {"One. \"\"\"Two", "5 "},
        {".", ""},
        {"\n", "1 "},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_string_equal(cuts_of(CASES[i].text), CASES[i].cuts);
}

static void each_text_has_its_own_sentences(void **state)
{
    (void)state;
    rl_cuts cuts = {0};
    add_text(&c, "a", "One. Two. Three");
    add_text(&c, "b", "");
    add_text(&c, "c", "One\nTwo");
    assert_true(rl_cuts_find(c.texts, 3, &cuts));
    assert_int_equal(rl_cuts_sentence(&cuts, 0, 0), 0);
    assert_int_equal(rl_cuts_sentence(&cuts, 0, 4), 0);
    assert_int_equal(rl_cuts_sentence(&cuts, 0, 5), 1);
    assert_int_equal(rl_cuts_sentence(&cuts, 0, 14), 2);
    assert_int_equal(rl_cuts_sentence(&cuts, 1, 0), 0);
    assert_int_equal(rl_cuts_sentence(&cuts, 2, 4), 1);
    rl_cuts_free(&cuts);
}

static void characters_lead_to_their_bytes(void **state)
{
    (void)state;
    char text[1000];
    size_t length = 0;
    for (int i = 0; i < 200; i++) /* 1, 2, 3 and 4 bytes */
        length += (size_t)snprintf(text + length, sizeof text - length, "%s",
                                   i % 4 == 0   ? "a"
                                   : i % 4 == 1 ? "\xC3\xA9"
                                   : i % 4 == 2 ? "\xE2\x82\xAC"
                                                : "\xF0\x9F\x98\x80");
    add_text(&c, "a", text);
    assert_int_equal(c.texts[0].characters, 200);
    static const size_t BEFORE[] = {0, 1, 3, 6};
    for (uint32_t i = 0; i < 200; i++)
        assert_int_equal(rl_text_byte(&c.texts[0], i), i / 4 * 10 + BEFORE[i % 4]);
    assert_int_equal(rl_text_byte(&c.texts[0], 200), length);
}

static void excerpts_are_clean_and_short(void **state)
{
    (void)state;
    char text[500];
    rl_buffer excerpt = {0};
    add_text(&c, "a", "x New\r\n\t \xC2\xA0York\x07y");
    assert_true(rl_text_excerpt(&c.texts[0], 2, 15, &excerpt));
    assert_string_equal(excerpt.bytes, "New York ");
    assert_true(rl_text_excerpt(&c.texts[0], 2, 2, &excerpt));
    assert_string_equal(excerpt.bytes, "");
    memset(text, 'a', 499);
    text[499] = '\0';
    add_text(&c, "b", text);
    assert_true(rl_text_excerpt(&c.texts[1], 0, 160, &excerpt));
    assert_int_equal(excerpt.length, 160);
    assert_true(rl_text_excerpt(&c.texts[1], 0, 499, &excerpt));
    assert_int_equal(excerpt.length, 100 + strlen(" \xE2\x80\xA6 ") + 50);
    rl_buffer_free(&excerpt);
}

static void offsets_of_any_unit_become_characters(void **state)
{
    (void)state;
    add_text(&c, "a", "a\xC3\xA9\xF0\x9F\x98\x80z");
    rl_units bytes = {.unit = RELATA_OFFSETS_BYTE}, utf16 = {.unit = RELATA_OFFSETS_UTF16}, points = {0};
    assert_true(rl_units_of(&bytes, &c.texts[0]) && rl_units_of(&utf16, &c.texts[0]) &&
                rl_units_of(&points, &c.texts[0]));
    assert_int_equal(points.count, 4);
    assert_int_equal(rl_units_character(&points, 4), 4);
    static const uint32_t BYTES[] = {0, 1, RL_NONE, 2, RL_NONE, RL_NONE, RL_NONE, 3, 4};
    assert_int_equal(bytes.count, 8);
    for (size_t i = 0; i <= 8; i++)
        assert_int_equal(rl_units_character(&bytes, i), BYTES[i]);
    static const uint32_t UTF16[] = {0, 1, 2, RL_NONE, 3, 4};
    assert_int_equal(utf16.count, 5);
    for (size_t i = 0; i <= 5; i++)
        assert_int_equal(rl_units_character(&utf16, i), UTF16[i]);
    rl_units_free(&bytes);
    rl_units_free(&utf16);
    rl_units_free(&points);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(sentences_are_cut_as_the_rule_says),
        TEST(each_text_has_its_own_sentences),
        TEST(characters_lead_to_their_bytes),
        TEST(excerpts_are_clean_and_short),
        TEST(offsets_of_any_unit_become_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
