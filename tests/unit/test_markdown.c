/* Markdown: texts of others stay texts, whatever stands in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/markdown.h"

#include <string.h>

static bool collect(void *user, const char *bytes, size_t length)
{
    return rl_buffer_append(user, bytes, length);
}

static void assert_written(rl_markdown *m, rl_buffer *out, const char *expected)
{
    assert_int_equal(rl_sink_finish(&m->sink, NULL), RELATA_OK);
    assert_string_equal(rl_buffer_string(out), expected);
    rl_buffer_free(out);
    rl_buffer_free(&m->scratch);
}

#define START                                                                                                          \
    rl_buffer out = {0};                                                                                               \
    rl_markdown m = {.sink = {.write = collect, .user = &out}};                                                        \
    (void)state

static void assert_text(const char *text, const char *expected)
{
    void *state = NULL;
    START;
    rl_markdown_text(&m, text);
    assert_written(&m, &out, expected);
}

static void texts_lose_their_marks(void **state)
{
    (void)state;
    assert_text("plain text, 1. - # + it's (fine)!", "plain text, 1. - # + it's (fine)!");
    assert_text("*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~");
    assert_text("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>");
    assert_text("a|b", "a\\|b");
    assert_text("&lt;b&gt;", "\\&lt;b\\&gt;");
    assert_text("[x](javascript:y)", "\\[x\\](javascript:y)");
    assert_text("back\\slash", "back\\\\slash");
    assert_text("one\n# two\r\n\n- three\t", "one # two   - three");
    assert_text("  spaces  ", "spaces");
    assert_text("bad \xFF byte", "bad \xEF\xBF\xBD byte");
    assert_text("", "");
    assert_text("***", "\\*\\*\\*");
}

static void assert_excerpt(const char *text, size_t most, const char *expected)
{
    void *state = NULL;
    START;
    rl_markdown_excerpt(&m, text, most);
    assert_written(&m, &out, expected);
}

/* Between words, and never inside a character. */
static void excerpts_are_cut(void **state)
{
    (void)state;
    assert_excerpt("one two three", 13, "one two three");
    assert_excerpt("one two three", 12, "one two \xE2\x80\xA6");
    assert_excerpt("one two three", 9, "one two \xE2\x80\xA6");
    assert_excerpt("onetwothree", 4, "onet \xE2\x80\xA6");
    assert_excerpt("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 3, "\xC3\xA9\xC3\xA9\xC3\xA9 \xE2\x80\xA6");
    assert_excerpt("a*b c*d", 4, "a\\*b \xE2\x80\xA6");
}

static void assert_code(const char *text, const char *expected)
{
    void *state = NULL;
    START;
    rl_markdown_code(&m, text);
    assert_written(&m, &out, expected);
}

static void code_has_a_longer_fence(void **state)
{
    (void)state;
    assert_code("a_b*c", "`a_b*c`");
    assert_code("a`b", "`` a`b ``");
    assert_code("``` x `", "```` ``` x ` ````");
    assert_code("two\nlines", "`two lines`");
}

static void numbers_can_be_read(void **state)
{
    START;
    rl_markdown_count(&m, 0);
    rl_markdown_put(&m, " ");
    rl_markdown_count(&m, 999);
    rl_markdown_put(&m, " ");
    rl_markdown_count(&m, 1000);
    rl_markdown_put(&m, " ");
    rl_markdown_count(&m, UINT64_MAX);
    rl_markdown_put(&m, " ");
    rl_markdown_counted(&m, 1, "mouse", "mice");
    rl_markdown_put(&m, " ");
    rl_markdown_counted(&m, 1234567, "mouse", "mice");
    rl_markdown_put(&m, " ");
    rl_markdown_number(&m, 2.0 / 3, 2);
    rl_markdown_put(&m, " ");
    rl_markdown_number(&m, -4.04, 1);
    assert_written(&m, &out, "0 999 1,000 18,446,744,073,709,551,615 1 mouse 1,234,567 mice 0.67 -4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_lose_their_marks),
        cmocka_unit_test(excerpts_are_cut),
        cmocka_unit_test(code_has_a_longer_fence),
        cmocka_unit_test(numbers_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
