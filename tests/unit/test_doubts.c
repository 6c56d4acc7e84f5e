/* Doubts about how a name is written: what is doubted, where, and what is left alone. */
#include "gazetteer/doubts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef bool (*doubt_fn)(const char *bytes, size_t length, rl_doubt *ret);

/* A copy of exactly this length, so that the sanitiser sees any step beyond it. */
static bool ask(doubt_fn doubts, const char *name, rl_doubt *ret)
{
    size_t length = strlen(name);
    char *copy = malloc(length + 1);
    assert_non_null(copy);
    char *exact = realloc(copy, length == 0 ? 1 : length);
    assert_non_null(exact);
    memcpy(exact, name, length);
    bool answer = doubts(exact, length, ret);
    free(exact);
    return answer;
}

static void assert_doubt(doubt_fn doubts, const char *name, size_t at)
{
    rl_doubt found;
    assert_true(ask(doubts, name, &found));
    assert_int_equal(found.at, at);
}

static void assert_fine(doubt_fn doubts, const char *name)
{
    rl_doubt found;
    assert_false(ask(doubts, name, &found));
}

static void letters_of_two_scripts_in_one_word_are_doubted(void **state)
{
    (void)state;
    rl_doubt found;
    assert_true(ask(rl_doubt_scripts, "New M\xD0\xBEscow", &found));
    assert_int_equal(found.at, 5);
    assert_int_equal(found.length, 2);
    assert_int_equal(found.character, 0x43E);
    assert_int_equal(found.like, 'o');
    assert_string_equal(found.script, "Cyrillic");
    assert_string_equal(found.others, "Latin");

    /* The odd one out is the Latin letter here. */
    assert_true(ask(rl_doubt_scripts, "\xD0\x9Co\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0", &found));
    assert_int_equal(found.at, 2);
    assert_string_equal(found.script, "Latin");
    assert_string_equal(found.others, "Cyrillic");

    assert_true(ask(rl_doubt_scripts, "\xCE\x91thens", &found));
    assert_int_equal(found.character, 0x391);
    assert_string_equal(found.script, "Greek");
    assert_doubt(rl_doubt_scripts, "3D\xD0\xB6", 2);      /* no look-alike, but Cyrillic all the same */
    assert_doubt(rl_doubt_scripts, "Caf\xC3\xA9\xD1\x81", 5); /* letters with accents are Latin */
}

static void scripts_side_by_side_are_fine(void **state)
{
    (void)state;
    assert_fine(rl_doubt_scripts, "");
    assert_fine(rl_doubt_scripts, "Moscow \xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0");
    assert_fine(rl_doubt_scripts, "PR-\xD1\x81\xD0\xBB\xD1\x83\xD0\xB6\xD0\xB1\xD0\xB0");
    assert_fine(rl_doubt_scripts, "TGF\xCE\xB2");
    assert_fine(rl_doubt_scripts, "\xC3\x85ngstr\xC3\xB6m");
    assert_fine(rl_doubt_scripts, "\xE6\x9D\xB1\xE4\xBA\xAC" "FC");
    assert_fine(rl_doubt_scripts, "\xC2\xB5m");
}

static void brackets_and_quotes_need_partners(void **state)
{
    (void)state;
    assert_doubt(rl_doubt_balance, "Bank (Canada", 5);
    assert_doubt(rl_doubt_balance, "Bank) Canada", 4);
    assert_doubt(rl_doubt_balance, "A (B [C)]", 7);
    assert_doubt(rl_doubt_balance, "Dwayne \"The Rock Johnson", 7);
    assert_doubt(rl_doubt_balance, "Dwayne \xE2\x80\x9CThe Rock Johnson", 7);
    assert_doubt(rl_doubt_balance, "((((((((((((((((((((", 16); /* deeper than it looks */
    assert_fine(rl_doubt_balance, "");
    assert_fine(rl_doubt_balance, "Bank (Canada) [old {very}]");
    assert_fine(rl_doubt_balance, "Dwayne \"The Rock\" Johnson");
    assert_fine(rl_doubt_balance, "\xE2\x80\x9EStern\xE2\x80\x9C und \xC2\xBBZeit\xC2\xAB");
    assert_fine(rl_doubt_balance, "O'Brien's \xE2\x80\x99" "em");
}

static void a_name_in_quotes_is_doubted(void **state)
{
    (void)state;
    assert_true(rl_doubt_quoted("\"Seoul\"", 7));
    assert_true(rl_doubt_quoted("\xE2\x80\x9CSeoul\xE2\x80\x9D", 11));
    assert_true(rl_doubt_quoted("\"\"", 2));
    assert_false(rl_doubt_quoted("\"", 1));
    assert_false(rl_doubt_quoted("", 0));
    assert_false(rl_doubt_quoted("\xE2\x80\x9C", 3));
    assert_false(rl_doubt_quoted("\"Weird Al\" Yankovic", 19));
    assert_false(rl_doubt_quoted("\"A\" or \"B\"", 10));
    assert_false(rl_doubt_quoted("Seoul", 5));
}

static void needless_spaces_are_doubted(void **state)
{
    (void)state;
    assert_doubt(rl_doubt_spaces, " Seoul", 0);
    assert_doubt(rl_doubt_spaces, "Seoul ", 5);
    assert_doubt(rl_doubt_spaces, "New  York", 3);
    assert_doubt(rl_doubt_spaces, " ", 0);
    assert_fine(rl_doubt_spaces, "New York");
    assert_fine(rl_doubt_spaces, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_two_scripts_in_one_word_are_doubted),
        cmocka_unit_test(scripts_side_by_side_are_fine),
        cmocka_unit_test(brackets_and_quotes_need_partners),
        cmocka_unit_test(a_name_in_quotes_is_doubted),
        cmocka_unit_test(needless_spaces_are_doubted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
