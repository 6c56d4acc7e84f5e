/* Pages: their blocks, what of them is the article, what they say about themselves, and broken ones. */
#include "input/html.h"
#include "input/main_text.h"
#include "input/metadata.h"

#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static rl_page page;
static rl_buffer text;

static int free_page(void **state)
{
    (void)state;
    rl_page_free(&page);
    rl_buffer_free(&text);
    return 0;
}

/* The text of a page. Borrowed until the next. */
static const char *read_bytes(const char *html, size_t length, bool all)
{
    char *copy = malloc(length + 1); /* of just that length, so that a read behind it shows */
    assert_non_null(copy);
    memcpy(copy, html, length);
    assert_int_equal(rl_html_read(&page, copy, length, NULL), RELATA_OK);
    free(copy);
    rl_buffer_clear(&text);
    assert_true(rl_page_write_text(&page, all, &text));
    assert_int_equal(rl_utf8_valid_prefix(text.bytes, text.length), text.length);
    return rl_buffer_string(&text);
}

static const char *main_text(const char *html)
{
    return read_bytes(html, strlen(html), false);
}

static const char *all_text(const char *html)
{
    return read_bytes(html, strlen(html), true);
}

#define LONG "Prime Minister Mark Carney met President Xi Jinping in Gyeongju on Friday, and they agreed to talk again soon. "
#define LONGER LONG "Both said that tariffs on canola and on electric vehicles would be looked at by their ministers. "

/* ---- how text is read ---- */

static void blocks_lines_and_spaces(void **state)
{
    (void)state;
    assert_string_equal(all_text("<p>One\n  two</p><p>three</p>"), "One two\n\nthree\n");
    assert_string_equal(all_text("<h1>Head</h1>text<div>more</div>tail"), "Head\n\ntext\n\nmore\n\ntail\n");
    assert_string_equal(all_text("<p>a<br>b<br/> c"), "a\nb\nc\n");
    assert_string_equal(all_text("<p>a<br><br>b"), "a\n\nb\n");
    assert_string_equal(all_text("<p>one<b>two</b> <i>three</i>four"), "onetwo threefour\n");
    assert_string_equal(all_text("<ul><li>one<li>two</ul><ul><li>three</ul>"), "one\ntwo\n\nthree\n");
    assert_string_equal(all_text("<pre>a\n  b\n\nc</pre>"), "a\nb\n\nc\n");
    assert_string_equal(all_text("<table><tr><td>a</td><td>b</td></tr></table>"), "a\n\nb\n");
    assert_string_equal(all_text("<p>a<!-- not this -->b</p>"), "ab\n");
    assert_string_equal(all_text("<p></p><p> \n </p>"), "");
    assert_string_equal(all_text(""), "");
    assert_string_equal(all_text("no markup at all"), "no markup at all\n");
}

static void entities_are_decoded(void **state)
{
    (void)state;
    assert_string_equal(all_text("<p>Caf&eacute; &amp; &#8220;bar&#x201D; &lt;b&gt;"), "Café & “bar” <b>\n");
    assert_string_equal(all_text("<p>Xi&nbsp;Jinping"), "Xi\xC2\xA0Jinping\n");
    assert_string_equal(all_text("<p>AT&T &unknown; &#0; &#xD800; &"), "AT&T &unknown; &\n");
}

static void what_is_not_shown_is_no_text(void **state)
{
    (void)state;
    assert_string_equal(all_text("<head><title>T</title><style>p{}</style></head><script>if (a<b) x('</p>')</script>"
                                 "<noscript>No</noscript><template><p>no</p></template><svg><title>s</title></svg>"
                                 "<p hidden>no</p><div style='display: none'>no</div><select><option>no</select>"
                                 "<p>yes"),
                        "yes\n");
    assert_string_equal(page.title.bytes == NULL ? "" : rl_buffer_string(&page.title), "T");
}

/* ---- which text ---- */

static void menus_and_boxes_are_left_out(void **state)
{
    (void)state;
    const char *html = "<body><nav><p>" LONG "</p></nav><div><a href=1>World</a> <a href=2>Politics</a></div>"
                       "<h1>Headline</h1><p>" LONGER "</p><aside><p>" LONG "</p></aside>"
                       "<figure><figcaption>" LONG "</figcaption></figure><p>Yes.</p><p>" LONG "</p>"
                       "<div class='related-links'><p>" LONG "</p></div><form><p>" LONG "</p></form>"
                       "<div id=comments><p>" LONGER "</p></div><footer><p>" LONG "</p></footer>";
    const char *expected = "Headline\n\n" LONGER "\n\nYes.\n\n" LONG "\n";
    char plain[1000];
    size_t used = 0;
    for (const char *c = expected; *c != '\0'; c++) /* a block has no space at its end */
        if (!(c[0] == ' ' && c[1] == '\n'))
            plain[used++] = *c;
    plain[used] = '\0';
    assert_string_equal(main_text(html), plain);
    const char *all = all_text(html);
    assert_non_null(strstr(all, "World Politics"));
    assert_true(strlen(all) > 6 * strlen(LONG));
}

static void headings_need_text_below(void **state)
{
    (void)state;
    const char *read = main_text("<h1>Top</h1><p>" LONG "</p><h2>Part</h2><p>" LONG "</p><h2>More stories</h2>"
                                 "<ul><li><a href=1>Trump leaves Busan early</a><li><a href=2>Canola</a></ul>");
    assert_ptr_equal(read, strstr(read, "Top\n\n"));
    assert_non_null(strstr(read, "\n\nPart\n\n"));
    assert_null(strstr(read, "More stories"));
    assert_null(strstr(read, "Busan"));
}

static void the_article_is_where_most_of_the_text_is(void **state)
{
    (void)state;
    const char *read = main_text("<body><div><h1>Head</h1></div><div><div class=text><p>" LONGER "</p><p>" LONGER
                                 "</p></div><div><p>Somebody else entirely writes a column about gardens here, and about "
                                 "the birds in them too.</p></div></div>");
    assert_ptr_equal(read, strstr(read, "Head\n\n"));
    assert_null(strstr(read, "gardens"));
    read = main_text("<main><article><p>" LONGER "</p><p>" LONGER "</p><article><p>Comment by a reader who has much to say "
                     "about all of this and more.</p></article></article></main>");
    assert_null(strstr(read, "reader"));
    read = main_text("<main><article><p>" LONG "</p></article><article><p>" LONG "</p></article></main>");
    assert_non_null(strstr(strstr(read, "Prime") + 1, "Prime")); /* several articles of one size: all */
}

static void names_of_furniture_may_be_wrong(void **state)
{
    (void)state;
    assert_non_null(strstr(main_text("<body class='has-sidebar no-ads'><p>" LONG "</p>"), "Carney"));
    assert_non_null(strstr(main_text("<body><div class='sidebar'><p>" LONGER "</p><p>" LONGER "</p></div>"), "Carney"));
    assert_non_null(strstr(main_text("<form><table><tr><td>" LONGER "</td></tr></table></form>"), "Carney"));
    assert_true(rl_names_furniture("article-comments"));
    assert_true(rl_names_furniture("x relatedLinks"));
    assert_true(rl_names_furniture("AD_SLOT"));
    assert_false(rl_names_furniture("article-with-sidebar"));
    assert_false(rl_names_furniture("story"));
    assert_false(rl_names_furniture("adam"));
    assert_false(rl_names_furniture(""));
    assert_false(rl_names_furniture("-- __ \xC3\xA9"));
}

static void short_pages_have_text_too(void **state)
{
    (void)state;
    assert_string_equal(main_text("<p>Carney met Xi.</p>"), "Carney met Xi.\n");
    assert_string_equal(main_text("<html><body>Carney met Xi.</body></html>"), "Carney met Xi.\n");
    assert_string_equal(main_text("<body><nav><a href=1>World</a></nav><p><a href=2>A link</a></p></body>"), "");
}

/* ---- what a page says about itself ---- */

#define ASSERT_DATE(html, expected)                                                                                     \
    do {                                                                                                                \
        (void)main_text(html);                                                                                          \
        assert_string_equal(page.date, expected);                                                                       \
    } while (0)
#define LD(json) "<script type='application/ld+json'>" json "</script>"

static void dates_are_found(void **state)
{
    (void)state;
    ASSERT_DATE("<meta property='article:published_time' content='2025-10-31T01:00:00Z'><p>x", "2025-10-31");
    ASSERT_DATE("<meta name=pubdate content='Fri, 31 Oct 2025 10:00:00 GMT'><p>x", "2025-10-31");
    ASSERT_DATE(LD("{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-10-31\"}") "<p>x", "2025-10-31");
    ASSERT_DATE(LD("[{\"@graph\":[{\"datePublished\":\"2024-01-01\"},{\"@type\":[\"NewsArticle\"],\"datePublished\":"
                   "\"2025-10-31\"}]}]") "<p>x", "2025-10-31");
    ASSERT_DATE("<p>x<time datetime='2025-10-31T10:00'>yesterday</time>", "2025-10-31");
    ASSERT_DATE("<span itemprop=datePublished content=2025-10-31></span><p>x", "2025-10-31");
    ASSERT_DATE("<h1>Head</h1><div>Jane Doe | October 31, 2025</div><p>" LONG, "2025-10-31");
    ASSERT_DATE("<aside><time datetime=2025-10-31></time></aside><p>x", "");
    ASSERT_DATE("<meta name=date content='soon'><p>x", "");
    ASSERT_DATE("<meta name=date><time datetime><p>x", "");
    ASSERT_DATE(LD("{\"datePublished\":5}") LD("no JSON") LD("") "<p>x", "");
    /* the better one wins, wherever it stands */
    ASSERT_DATE("<meta name=date content=2024-01-01><meta property='article:published_time' content=2025-10-31>"
                "<meta name=pubdate content=2023-01-01><p>x", "2025-10-31");
}

static void hostile_data_is_bounded(void **state)
{
    (void)state;
    size_t depth = 3000;
    rl_buffer html = {0};
    assert_true(rl_buffer_append_string(&html, "<script type=application/ld+json>"));
    for (size_t i = 0; i < depth; i++)
        assert_true(rl_buffer_append_string(&html, "{\"@graph\":["));
    assert_true(rl_buffer_append_string(&html, "</script><p>" LONG));
    assert_non_null(strstr(main_text(rl_buffer_string(&html)), "Carney"));
    rl_buffer_free(&html);
}

static const char *title_of(const char *html)
{
    (void)main_text(html);
    return page.title.length == 0 ? "" : rl_buffer_string(&page.title);
}

static void titles_are_found(void **state)
{
    (void)state;
    assert_string_equal(title_of("<title> A\n B &amp; C </title><p>x"), "A B & C");
    assert_string_equal(title_of("<title>A</title><meta property='og:title' content='B'><p>x"), "B");
    assert_string_equal(title_of("<h1>Head</h1><p>" LONG), "Head");
    assert_string_equal(title_of("<title> </title><p>x"), "");
    assert_string_equal(title_of("<svg><title>icon</title></svg><p>x"), "");
    assert_string_equal(title_of("<title>A</title><title>B</title><p>x"), "A");
}

static void a_declared_encoding_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *html, *charset;
    } CASES[] = {
        {"<meta charset=\"Windows-1251\">", "Windows-1251"},
        {"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=iso-8859-2'>", "iso-8859-2"},
        {"<meta charset=utf-8>", "utf-8"},
        {"<p>charset=x</p>", ""},
        {"<meta charset=", ""},
        {"<meta charset=>", ""},
        {"<meta", ""},
        {"", ""},
    };
    char charset[RL_METADATA_CHARSET];
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        rl_metadata_charset(CASES[i].html, strlen(CASES[i].html), charset);
        assert_string_equal(charset, CASES[i].charset);
    }
}

static void pages_are_known_by_how_they_begin(void **state)
{
    (void)state;
    assert_true(rl_html_is_page("<!DOCTYPE html>", 15));
    assert_true(rl_html_is_page("\xEF\xBB\xBF\n <!-- x --><?xml version='1.0'?><HTML>", 41));
    assert_false(rl_html_is_page("<!-- <html>", 11));
    assert_false(rl_html_is_page("<p>", 3));
    assert_false(rl_html_is_page("An <html> page", 14));
    assert_false(rl_html_is_page("", 0));
}

/* ---- what is broken ---- */

static void whole_pages_are_not_cut(void **state)
{
    (void)state;
    static const char *const WHOLE[] = {"<html><body><div><p>x</div></body></html>\n", "<p>x", "<div><p>x</p></div>\n",
                                        "<html><body><p>x", "<html><body><div>x</div>", "<ul><li>x<li>y</ul>", "x"};
    for (size_t i = 0; i < sizeof WHOLE / sizeof WHOLE[0]; i++) {
        (void)main_text(WHOLE[i]);
        if (page.is_cut)
            fail_msg("%s is taken for cut", WHOLE[i]);
    }
    static const char *const CUT[] = {"<html><body><div><p>x", "<html><body><p>x <a hre", "<div><article><p>x</p></div>",
                                      "<html><script>if (", "<p>x <!-- com"};
    for (size_t i = 0; i < sizeof CUT / sizeof CUT[0]; i++) {
        (void)main_text(CUT[i]);
        if (!page.is_cut)
            fail_msg("%s is not taken for cut", CUT[i]);
    }
}

#define PAGE                                                                                                            \
    "<!doctype html><html><head><title>T &amp; U</title><meta charset=utf-8><meta name=date content=2025-10-31>"        \
    LD("{\"datePublished\":\"2025-10-31\"}") "<script>a<b</script></head><body class='x y'><nav><a href='1'>N</a></nav>"  \
    "<article><h1>H\xC3\xA9" "ad</h1><p>" LONG "<br>b</p><table><tr><td>c</table><ul><li>d<li>e</ul><pre>f\ng</pre></article>"  \
    "<!-- c --><div class=related><p>r</div></body></html>"

/* Cut anywhere, also inside a character: no crash, and the text is a beginning of the whole. */
static void cut_pages_are_read_as_far_as_they_go(void **state)
{
    (void)state;
    for (size_t length = 0; length < sizeof PAGE; length++) {
        size_t valid = rl_utf8_valid_prefix(PAGE, length); /* what stands behind is replaced before pages are read */
        (void)read_bytes(PAGE, valid, true);
        (void)read_bytes(PAGE, valid, false);
    }
}

static void any_bytes_may_come(void **state)
{
    (void)state;
    static const char ODD[] = "<>&/\"'= \nabd!-;#x\xC3\xA9";
    uint32_t seed = 3;
    char html[sizeof PAGE];
    for (size_t round = 0; round < 4000; round++) {
        memcpy(html, PAGE, sizeof PAGE);
        for (size_t i = 0; i < 1 + round % 20; i++) {
            seed = seed * 1664525 + 1013904223;
            html[(seed >> 8) % (sizeof PAGE - 1)] = ODD[seed % (sizeof ODD - 3)];
        }
        rl_buffer repaired = {0};
        assert_true(rl_utf8_sanitise(html, sizeof PAGE - 1, false, &repaired));
        (void)read_bytes(repaired.bytes, repaired.length, round % 2 == 0);
        rl_buffer_free(&repaired);
    }
}

static void assert_deep(const char *open, const char *close)
{
    rl_buffer html = {0};
    assert_true(rl_buffer_append_string(&html, "<p>Start</p>"));
    for (size_t i = 0; i < 100000; i++)
        assert_true(rl_buffer_append_string(&html, open));
    assert_true(rl_buffer_append_string(&html, "end"));
    for (size_t i = 0; i < 100000; i++)
        assert_true(rl_buffer_append_string(&html, close));
    const char *read = read_bytes(html.bytes, html.length, true);
    assert_ptr_equal(read, strstr(read, "Start\n"));
    assert_true(page.is_deep);
    assert_null(strstr(read, "end"));
    rl_buffer_free(&html);
}

static void deep_nesting_is_bounded(void **state)
{
    (void)state;
    assert_deep("<div>", "</div>");
    assert_deep("<b>", "</p>");
    assert_deep("<x-y class=related>", "");
}

static void many_attributes_and_long_words_are_read(void **state)
{
    (void)state;
    rl_buffer html = {0};
    assert_true(rl_buffer_append_string(&html, "<p"));
    for (size_t i = 0; i < 5000; i++)
        assert_true(rl_buffer_append_string(&html, " class=a"));
    assert_true(rl_buffer_append_string(&html, ">"));
    for (size_t i = 0; i < 300000; i++)
        assert_true(rl_buffer_append_string(&html, "long"));
    assert_int_equal(strlen(all_text(rl_buffer_string(&html))), 1200001);
    rl_buffer_free(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_lines_and_spaces),
        cmocka_unit_test(entities_are_decoded),
        cmocka_unit_test(what_is_not_shown_is_no_text),
        cmocka_unit_test(menus_and_boxes_are_left_out),
        cmocka_unit_test(headings_need_text_below),
        cmocka_unit_test(the_article_is_where_most_of_the_text_is),
        cmocka_unit_test(names_of_furniture_may_be_wrong),
        cmocka_unit_test(short_pages_have_text_too),
        cmocka_unit_test(dates_are_found),
        cmocka_unit_test(hostile_data_is_bounded),
        cmocka_unit_test(titles_are_found),
        cmocka_unit_test(a_declared_encoding_is_found),
        cmocka_unit_test(pages_are_known_by_how_they_begin),
        cmocka_unit_test(whole_pages_are_not_cut),
        cmocka_unit_test(cut_pages_are_read_as_far_as_they_go),
        cmocka_unit_test(any_bytes_may_come),
        cmocka_unit_test(deep_nesting_is_bounded),
        cmocka_unit_test(many_attributes_and_long_words_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, free_page);
}
