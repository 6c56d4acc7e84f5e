/* Furniture: phrases found whatever they are glued to, and the file that lists them. */
#include "one_file.h"

#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static rl_text_rules rules;
static rl_text_worker worker;

static int make_rules(void **state)
{
    static const char *const words[] = {"article", "content", "prime", "minister", "below"};
    if (make_file(state) != 0)
        return -1;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (!rl_text_rules_add_word(&rules, words[i], strlen(words[i])))
            return -1;
    return 0;
}

static int free_rules(void **state)
{
    rl_text_rules_free(&rules);
    rl_text_worker_free(&worker);
    return remove_file(state);
}

static relata_status read_rules(const char *bytes, size_t length, relata_error *err)
{
    put(bytes, length);
    return rl_text_rules_read_furniture(&rules, path, err);
}

static void use(const char *bytes)
{
    assert_int_equal(read_rules(bytes, strlen(bytes), NULL), RELATA_OK);
    rl_text_rules_seal(&rules);
}

/* The text's tokens, those that are furniture in square brackets. */
static void assert_marked(const char *bytes, const char *expected)
{
    char found[512] = "";
    rl_text text = {0};
    assert_int_equal(rl_text_read(&worker, &rules, bytes, strlen(bytes), &text, NULL), RELATA_OK);
    for (size_t i = 0; i < text.token_count; i++) {
        const rl_token *t = &text.tokens[i];
        bool marked = (t->flags & RL_TOKEN_FURNITURE) != 0;
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s%.*s%s", i > 0 ? " " : "", marked ? "[" : "",
                 (int)(t->end - t->start), bytes + t->start, marked ? "]" : "");
    }
    assert_string_equal(found, expected);
}

static void phrases_are_found_whatever_they_are_glued_to(void **state)
{
    (void)state;
    use("# a comment\n"
        "\n"
        "Article content\n"
        "Article content continues\n"
        "Story continues below\n");
    assert_marked("Article content", "[Article] [content]");
    assert_marked("ARTICLE CONTENT", "[ARTICLE] [CONTENT]");
    assert_marked("He left.Article contentPrime Minister", "He left . [Article] [content] Prime Minister");
    assert_marked("Article\ncontent", "[Article] [content]");
    assert_marked("Article content continues Article", "[Article] [content] [continues] Article");
    assert_marked("Story continues", "Story continues");
    assert_marked("Story continues below.", "[Story] [continues] [below] .");
    assert_marked("the article content", "the article content");
}

static void capitals_count_only_where_they_are_listed(void **state)
{
    (void)state;
    use("sign in\nSign up");
    assert_marked("sign in Sign In SIGN IN", "[sign] [in] [Sign] [In] [SIGN] [IN]");
    assert_marked("sign up Sign Up", "sign up [Sign] [Up]");
}

static void numbers_may_be_missing(void **state)
{
    (void)state;
    use("Advertisement #\nAdvertisement # Story below\nRead # min");
    assert_marked("Advertisement", "[Advertisement]");
    assert_marked("Advertisement 2", "[Advertisement] [2]");
    assert_marked("Advertisement 2 3", "[Advertisement] [2] 3");
    assert_marked("Advertisement 2 Story below it", "[Advertisement] [2] [Story] [below] it");
    assert_marked("Advertisement Story below", "[Advertisement] [Story] [below]");
    assert_marked("Advertisement Story", "[Advertisement] Story");
    assert_marked("Read 5 min Read min Read", "[Read] [5] [min] [Read] [min] Read");
}

static void furniture_ends_sentences_on_both_sides(void **state)
{
    (void)state;
    use("Article content");
    rl_text text = {0};
    const char *bytes = "the talks Article content went on";
    assert_int_equal(rl_text_read(&worker, &rules, bytes, strlen(bytes), &text, NULL), RELATA_OK);
    assert_int_equal(text.sentence_count, 3);
    assert_int_equal(text.sentences[1].first, 2);
    assert_int_equal(text.sentences[1].last, 4);
    assert_int_equal(text.paragraph_count, 1);
}

static void several_files_add_up(void **state)
{
    (void)state;
    assert_int_equal(read_rules("Zebra one\nAble two\r\n", 20, NULL), RELATA_OK);
    use("Mid three\r\n\r\n   \r\nAble\r\n");
    assert_marked("Zebra one Able two Able Mid three", "[Zebra] [one] [Able] [two] [Able] [Mid] [three]");
}

static void a_byte_order_mark_is_passed_over(void **state)
{
    (void)state;
    use("\xEF\xBB\xBF# comment\nRead more");
    assert_marked("Read more", "[Read] [more]");
}

static void without_phrases_nothing_is_marked(void **state)
{
    (void)state;
    use("");
    assert_marked("Article content", "Article content");
}

static void bad_lines_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t line, column;
        const char *message;
    } samples[] = {
        {"Read more\n, and more", 2, 1, "a furniture phrase begins with a word"},
        {"#1 offer", 1, 1, "a furniture phrase begins with a word"},
        {"One\n\nTwo \xFF", 3, 5, "not valid UTF-8"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        relata_error err = {0};
        assert_int_equal(read_rules(samples[i].bytes, strlen(samples[i].bytes), &err), RELATA_ERROR_FORMAT);
        assert_string_equal(err.source, path);
        assert_int_equal(err.line, samples[i].line);
        assert_int_equal(err.column, samples[i].column);
        assert_string_equal(err.message, samples[i].message);
    }
    relata_error err = {0};
    assert_int_equal(rl_text_rules_read_furniture(&rules, "/nonexistent/x.furniture", &err), RELATA_ERROR_IO);
    assert_string_equal(err.source, "/nonexistent/x.furniture");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(phrases_are_found_whatever_they_are_glued_to, make_rules, free_rules),
        cmocka_unit_test_setup_teardown(capitals_count_only_where_they_are_listed, make_rules, free_rules),
        cmocka_unit_test_setup_teardown(numbers_may_be_missing, make_rules, free_rules),
        cmocka_unit_test_setup_teardown(furniture_ends_sentences_on_both_sides, make_rules, free_rules),
        cmocka_unit_test_setup_teardown(several_files_add_up, make_rules, free_rules),
        cmocka_unit_test_setup_teardown(a_byte_order_mark_is_passed_over, make_rules, free_rules),
        cmocka_unit_test_setup_teardown(without_phrases_nothing_is_marked, make_rules, free_rules),
        cmocka_unit_test_setup_teardown(bad_lines_are_named, make_rules, free_rules),
    };
    return cmocka_run_group_tests_name("furniture", tests, NULL, NULL);
}
