/* Words that a scan knows: what is said of them must be what is said of new ones, whatever was read before. */

#include "lists.h"

#include "gazetteer/known.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { TEXTS = 3000, TEXT_WORDS = 60, SAME = RL_KNOWN_HITS_MOST + 6, SHARED = 1200 };

static uint64_t random_state = 88172645463325252u;

static size_t pick(size_t count)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (size_t)(random_state % count);
}

static void list(const rl_buffer *rows)
{
    relata_error err = {0};
    char path[128];
    snprintf(path, sizeof path, "%s/list.tsv", folder);
    put_file(path, rows->bytes, rows->length);
    assert_int_equal(rl_gazetteer_read(gazetteer, path, false, &err), RELATA_OK);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rl_gazetteer_seal(gazetteer, &rules, &err), RELATA_OK);
}

static void list_rows(const char *rows)
{
    rl_buffer all = {0};
    assert_true(rl_buffer_append_string(&all, rows));
    list(&all);
    rl_buffer_free(&all);
}

static void read_text(rl_text_worker *with, const char *bytes, rl_text *ret)
{
    assert_int_equal(rl_text_read(with, &rules, bytes, strlen(bytes), ret, NULL), RELATA_OK);
}

/* ---- texts ---- */

static const char *const words[] = {"who",      "us",     "it",  "nato",  "the",  "may", "march", "georgia",
                                    "georgian", "young",  "3m",  "20",    "g20",  "of",  "bank",  "new",
                                    "york",     "yorker", "'s",  "&",     "ebay", "j.",  "u.s.",  "-",
                                    "iphone",   "said",   "van", "times", "opec", "x"};
static const char *const rows =
    "type\tname\taliases\tdemonyms\tkind\n"
    "organisation\tWHO\t\t\t\norganisation\tNATO\t\t\t\norganisation\tOPEC\t\t\t\n"
    "organisation\tG20\t\t\t\norganisation\t3M\t\t\t\norganisation\tBank of Georgia\t\t\t\n"
    "organisation\teBay\t\t\t\nthing\tiPhone\t\t\t\nthing\tnew bank\t\t\t\n"
    "place\tUnited States\tUS|U.S.\t\t\nplace\tGeorgia\t\tGeorgian\t\nplace\tNew York\t\tNew Yorker\t\n"
    "place\t's-Georgia\t\t\t\norganisation\tNew York Times\tTimes|The Times\t\t\n"
    "person\tVan Young\tJ. Young\t\t\nfamily_name\tYoung\t\t\t\ngiven_name\tMay\tGeorgia\t\t\n"
    "ordinary\tthe\tof|it|who|us\t\tfunction\nordinary\tmay\tnew|young|opec|said\t\tcommon\n";

static void append_word(const char *word, bool shouting, rl_buffer *ret)
{
    size_t how = shouting ? 2 : pick(3);
    for (size_t i = 0; word[i] != '\0'; i++) {
        bool raise = word[i] >= 'a' && word[i] <= 'z' && (how == 2 || (how == 1 && i == 0));
        assert_true(rl_buffer_append_char(ret, raise ? (char)(word[i] - ('a' - 'A')) : word[i]));
    }
}

static void append_other(bool shouting, rl_buffer *ret)
{
    char word[24] = "";
    for (size_t i = 0, length = 1 + pick(sizeof word - 1); i < length; i++)
        word[i] = (char)('a' + pick(26));
    append_word(word, shouting, ret);
}

/* Lines that are all capitals, and others. */
static const char *make_text(rl_buffer *ret)
{
    static const char *const breaks[] = {" ", " ", " ", " ", " ", "-", ", ", ". "};
    bool shouting = false;
    rl_buffer_clear(ret);
    for (size_t i = 0; i < TEXT_WORDS; i++) {
        if (pick(4) == 0)
            append_other(shouting, ret);
        else
            append_word(words[pick(sizeof words / sizeof words[0])], shouting, ret);
        bool line = pick(12) == 0;
        shouting = line ? pick(3) == 0 : shouting;
        assert_true(rl_buffer_append_string(ret, line ? ".\n\n" : breaks[pick(sizeof breaks / sizeof breaks[0])]));
    }
    return rl_buffer_string(ret);
}

/* ---- the same ---- */

static void assert_same_hits(const rl_hits *a, const rl_hits *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const rl_hit *x = &a->items[i], *y = &b->items[i];
        assert_true(x->first == y->first && x->last == y->last && x->entry == y->entry && x->kind == y->kind &&
                    x->classes == y->classes);
    }
}

static void what_was_read_before_changes_nothing(void **state)
{
    (void)state;
    rl_buffer bytes = {0};
    rl_text_worker other = {0};
    size_t found = 0;
    list_rows(rows);
    for (size_t i = 0; i < TEXTS; i++) {
        rl_text text = {0}, same = {0};
        rl_hits fresh = {0};
        const char *made = make_text(&bytes);
        read_text(&worker, made, &text);
        read_text(&other, made, &same);
        assert_int_equal(rl_gazetteer_scan(gazetteer, &text, &hits, NULL), RELATA_OK);
        assert_int_equal(rl_gazetteer_scan(gazetteer, &same, &fresh, NULL), RELATA_OK);
        assert_same_hits(&hits, &fresh);
        for (size_t t = 0; t < text.token_count; t++)
            assert_true(text.tokens[t].classes == same.tokens[t].classes);
        found += hits.count;
        rl_hits_free(&fresh);
    }
    assert_true(found > 5 * TEXTS);
    rl_text_worker_free(&other);
    rl_buffer_free(&bytes);
}

static size_t count_hits(const char *bytes)
{
    rl_text text = {0};
    read_text(&worker, bytes, &text);
    assert_int_equal(rl_gazetteer_scan(gazetteer, &text, &hits, NULL), RELATA_OK);
    return hits.count;
}

static void words_are_known_up_to_their_last_byte(void **state)
{
    (void)state;
    list_rows("type\tname\nthing\tAbcdefgh\nthing\tAbcdefghijklmno\nthing\tAbcdefghijklmnop\nthing\tAbcdefghijklmnopq\n"
              "thing\tAbcdefg\nthing\tAbcdefghi\n");
    for (int again = 0; again < 2; again++) {
        assert_int_equal(count_hits("Abcdefgh Abcdefghijklmno Abcdefghijklmnop Abcdefghijklmnopq Abcdefg Abcdefghi"),
                         6);
        assert_int_equal(count_hits("Abcdefg0 Abcdefghijklmnx Abcdefghijklmnox Abcdefghijklmnopx Abcdefx Abcdefghx"),
                         0);
        assert_int_equal(count_hits("Abcdefghijklmn Abcdefghijklm Abcdefghij Abcdef A Abcdefghijklmnopqr"), 0);
    }
}

static void all_names_of_a_word_are_found_again(void **state)
{
    (void)state;
    rl_buffer all = {0};
    assert_true(rl_buffer_append_string(&all, "id\ttype\tname\taliases\n"));
    for (int i = 0; i < SAME; i++) {
        char row[64];
        snprintf(row, sizeof row, "%d\tthing\tAlpha %d\tMany%s\n", i, i, i < RL_KNOWN_HITS_MOST ? "|Most" : "");
        assert_true(rl_buffer_append_string(&all, row));
    }
    list(&all);
    rl_buffer_free(&all);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(count_hits("Many"), SAME);
        assert_int_equal(count_hits("Most Most"), 2 * RL_KNOWN_HITS_MOST);
    }
}

static void what_is_known_is_bounded(void **state)
{
    (void)state;
    rl_buffer all = {0}, said = {0};
    assert_true(rl_buffer_append_string(&all, "id\ttype\tname\taliases\n"));
    for (int i = 0; i < RL_KNOWN_HITS_MOST; i++) {
        char cell[32];
        snprintf(cell, sizeof cell, "%d\tthing\tAlpha %d\t", i, i);
        assert_true(rl_buffer_append_string(&all, cell));
        for (int k = 0; k < SHARED; k++) {
            snprintf(cell, sizeof cell, "Q%dq%s", k, k + 1 < SHARED ? "|" : "\n");
            assert_true(rl_buffer_append_string(&all, cell));
        }
    }
    for (int k = 0; k < SHARED; k++) {
        char word[32];
        snprintf(word, sizeof word, "Q%dq ", k);
        assert_true(rl_buffer_append_string(&said, word));
    }
    list(&all);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(count_hits(rl_buffer_string(&said)), SHARED * RL_KNOWN_HITS_MOST);
        assert_true(hits.known->hit_count <= RL_KNOWN_POOL && SHARED * RL_KNOWN_HITS_MOST > RL_KNOWN_POOL);
    }
    rl_buffer_free(&all);
    rl_buffer_free(&said);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_gazetteer, free_gazetteer)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_read_before_changes_nothing),
        TEST(words_are_known_up_to_their_last_byte),
        TEST(all_names_of_a_word_are_found_again),
        TEST(what_is_known_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
