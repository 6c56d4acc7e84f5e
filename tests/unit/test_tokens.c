/* Tokens: a table of texts with the tokens they are cut into, and where their shapes, flags and folded forms come
 * from. */
#include "text/fold.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static rl_text_rules rules;
static rl_text_worker worker;

static int make_rules(void **state)
{
    (void)state;
    static const char *const abbreviations[] = {"mr", "inc", "nov", "etc"};
    static const char *const words[] = {"article", "content", "prime", "minister", "images", "more", "read"};
    for (size_t i = 0; i < sizeof abbreviations / sizeof abbreviations[0]; i++)
        if (!rl_text_rules_add_abbreviation(&rules, abbreviations[i], strlen(abbreviations[i])))
            return -1;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (!rl_text_rules_add_word(&rules, words[i], strlen(words[i])))
            return -1;
    return 0;
}

static int free_rules(void **state)
{
    (void)state;
    rl_text_rules_free(&rules);
    rl_text_worker_free(&worker);
    return 0;
}

static rl_text read_bytes(const char *bytes, size_t length, bool is_name)
{
    rl_text text = {0};
    relata_status status = (is_name ? rl_text_read_name : rl_text_read)(&worker, &rules, bytes, length, &text, NULL);
    assert_int_equal(status, RELATA_OK);
    return text;
}

static const char *const shape_marks[] = {
    [RL_SHAPE_OTHER] = "other",       [RL_SHAPE_LOWER] = "l",  [RL_SHAPE_CAPITALISED] = "c", [RL_SHAPE_ALL_CAPS] = "A",
    [RL_SHAPE_DOTTED] = "d",          [RL_SHAPE_INITIAL] = "i", [RL_SHAPE_MIXED] = "m",       [RL_SHAPE_NUMBER] = "n",
    [RL_SHAPE_POSSESSIVE] = "s",      [RL_SHAPE_HYPHEN] = "h", [RL_SHAPE_PUNCTUATION] = "",
};

/* "word/shape" for each token, "+" before one that was cut off from a glued word. */
static const char *shown(const rl_text *text)
{
    static char buffer[4096];
    size_t used = 0;
    buffer[0] = '\0';
    for (size_t i = 0; i < text->token_count; i++) {
        const rl_token *t = &text->tokens[i];
        used += (size_t)snprintf(buffer + used, sizeof buffer - used, "%s%s%.*s%s%s", i > 0 ? " " : "",
                                 (t->flags & RL_TOKEN_UNGLUED) != 0 ? "+" : "", (int)(t->end - t->start),
                                 text->bytes + t->start, t->shape == RL_SHAPE_PUNCTUATION ? "" : "/",
                                 shape_marks[t->shape]);
        assert_true(used < sizeof buffer);
    }
    return buffer;
}

typedef struct sample {
    const char *text;
    const char *tokens;
} sample;

static void assert_samples(const sample *samples, size_t count, bool is_name)
{
    for (size_t i = 0; i < count; i++) {
        rl_text text = read_bytes(samples[i].text, strlen(samples[i].text), is_name);
        assert_string_equal(shown(&text), samples[i].tokens);
    }
}

#define ASSERT_SAMPLES(samples) assert_samples(samples, sizeof samples / sizeof samples[0], false)

static void words_have_shapes(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"", ""},
        {" \t\r\n\v\f", ""},
        {"word", "word/l"},
        {"Word", "Word/c"},
        {"A b", "A/c b/l"},
        {"WORD US G20", "WORD/A US/A G20/A"},
        {"McDonald iPhone YouTube", "McDonald/m iPhone/m YouTube/m"},
        {"EVs MPs", "EVs/A MPs/A"},
        {"AbcDs", "AbcDs/m"},
        {"x2 Covid19", "x2/l Covid19/c"},
        {"\xC3\x89lys\xC3\xA9" "e \xC3\xA9t\xC3\xA9 \xC3\x89T\xC3\x89",
         "\xC3\x89lys\xC3\xA9" "e/c \xC3\xA9t\xC3\xA9/l \xC3\x89T\xC3\x89/A"},
        {"E\xCC\x81lyse\xCC\x81" "e", "E\xCC\x81lyse\xCC\x81" "e/c"},
        {"\xE4\xB8\xAD\xE5\x9B\xBD", "\xE4\xB8\xAD\xE5\x9B\xBD/l"},
        {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
    };
    ASSERT_SAMPLES(samples);
}

static void numbers_hold_their_points(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"1,000 3.5 10:30 55th 3D", "1,000/n 3.5/n 10:30/n 55th/n 3D/n"},
        {"1,000, 3.5. 10:", "1,000/n , 3.5/n . 10/n :"},
        {"2025-10-31", "2025/n -/h 10/n -/h 31/n"},
        {"$5.6m", "$ 5.6m/n"},
        {"a,b c:d", "a/l , b/l c/l : d/l"},
        {"in 2025.The", "in/l 2025/n . The/c"},
    };
    ASSERT_SAMPLES(samples);
}

static void apostrophes_join_or_possess(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"Canada's CANADA'S Xi\xE2\x80\x99s", "Canada/c 's/s CANADA/A 'S/s Xi/c \xE2\x80\x99s/s"},
        {"O'Neill O\xE2\x80\x99Neill d'Ivoire don't", "O'Neill/m O\xE2\x80\x99Neill/m d'Ivoire/m don't/l"},
        {"the States' law", "the/l States/c ' law/l"},
        {"'so' 's", "' so/l ' ' s/l"},
        {"it'stuff", "it'stuff/l"},
        {"G20's 5's", "G20/A 's/s 5/n 's/s"},
        {"a''s", "a/l ' ' s/l"},
    };
    ASSERT_SAMPLES(samples);
}

static void full_stops_belong_to_abbreviations(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"Mr. Xi", "Mr./c Xi/c"},
        {"inc. Inc. INC.", "inc./l Inc./c INC./A"},
        {"the end.", "the/l end/l ."},
        {"J. Smith, J.R.R. Tolkien", "J./i Smith/c , J.R.R./d Tolkien/c"},
        {"the U.S. and U.S.A at 9 a.m.", "the/l U.S./d and/l U.S.A/d at/l 9/n a.m./d"},
        {"U.S.-based U.S.The", "U.S./d -/h based/l U.S./d The/c"},
        {"a.", "a/l ."},
        {"the U.S, U.S-based U.S", "the/l U.S/d , U.S/d -/h based/l U.S/d"},
        {"A.Smith i.e x.Y", "A./i Smith/c i.e/l x/l . Y/c"},
        {"nationalpost.com.", "nationalpost.com/l ."},
        {"goods.Article", "goods/l . Article/c"},
        {"\xC3\x89.", "\xC3\x89./i"},
        {"...", ". . ."},
    };
    ASSERT_SAMPLES(samples);
}

static void names_keep_every_full_stop(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"Corp.", "Corp./c"},
        {"Ph.D.", "Ph./c D./i"},
        {"St. Kitts & Nevis", "St./c Kitts/c & Nevis/c"},
        {"word.", "word./l"},
        {"A.B.C. News", "A.B.C./d News/c"},
    };
    assert_samples(samples, sizeof samples / sizeof samples[0], true);
}

static void hyphens_are_tokens_and_dashes_are_symbols(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"Asia-Pacific", "Asia/c -/h Pacific/c"},
        {"Asia\xE2\x80\x90Pacific Asia\xE2\x80\x91Pacific",
         "Asia/c \xE2\x80\x90/h Pacific/c Asia/c \xE2\x80\x91/h Pacific/c"},
        {"China\xE2\x80\x93" "Canada", "China/c \xE2\x80\x93 Canada/c"},
        {"--", "-/h -/h"},
    };
    ASSERT_SAMPLES(samples);
}

static void glued_words_are_cut(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"contentPrime", "content/l +Prime/c"},
        {"ImagesArticle contentPrime", "Images/c +Article/c content/l +Prime/c"},
        {"ImagesArticlecontent", "Images/c +Articlecontent/c"},
        {"iPhone eBay McDonald DeAndre", "iPhone/m eBay/m McDonald/m DeAndre/m"},
        {"newsXi", "newsXi/m"},
        {"LinkedIn FedEx", "LinkedIn/m FedEx/m"},
        {"CarneyTrump", "CarneyTrump/m"},
        {"CarneyRead", "Carney/c +Read/c"},
    };
    ASSERT_SAMPLES(samples);
}

static void unseen_characters_belong_to_no_token(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"\xEF\xBB\xBF" "Xi", "Xi/c"},
        {"Gyeong\xC2\xADju", "Gyeong\xC2\xADju/c"},
        {"Arabia\xE2\x80\x8D]", "Arabia/c ]"},
        {"\xE2\x80\x8B \xE2\x80\x8BXi\xE2\x80\x8B said", "Xi/c said/l"},
        {"\xE2\x80\x8EXi\xE2\x80\x8F \xE2\x80\xAAJinping\xE2\x80\xAC", "Xi/c Jinping/c"},
        {"\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4"},
    };
    ASSERT_SAMPLES(samples);
    rl_text text = read_bytes("Gyeong\xC2\xADju", 10, false);
    assert_int_equal(text.tokens[0].hash, rl_hash_bytes("gyeongju", 8));
}

static void controls_and_no_break_spaces_are_spaces(void **state)
{
    (void)state;
    static const char bytes[] = "a\0b\x01" "c\x7F" "d\xC2\xA0" "e\xE3\x80\x80" "f";
    rl_text text = read_bytes(bytes, sizeof bytes - 1, false);
    assert_string_equal(shown(&text), "a/l b/l c/l d/l e/l f/l");
    assert_int_equal(text.tokens[0].flags & (RL_TOKEN_SPACE_BEFORE | RL_TOKEN_LINE_BEFORE), 0);
    for (size_t i = 1; i < text.token_count; i++)
        assert_int_equal(text.tokens[i].flags & (RL_TOKEN_SPACE_BEFORE | RL_TOKEN_LINE_BEFORE), RL_TOKEN_SPACE_BEFORE);
}

static void line_breaks_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t breaks;
    } samples[] = {
        {"a b", 0},
        {"a\nb", 1},
        {"a\r\nb", 1},
        {"a\rb", 1},
        {"a \n \n b", 2},
        {"a\r\n\r\nb", 2},
        {"a\r\rb", 2},
        {"a\xE2\x80\xA8" "b", 1},
        {"a\xE2\x80\xA9\xE2\x80\xA9" "b", 2},
        {"a\xC2\x85" "b", 1},
        {"a\n\xC2\xAD\nb", 2},
        {"a\xC2\xA0" "b", 0},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        rl_text text = read_bytes(samples[i].text, strlen(samples[i].text), false);
        assert_int_equal(text.token_count, 2);
        assert_int_equal(rl_token_line_breaks(&text, 1), samples[i].breaks);
        assert_int_equal((text.tokens[1].flags & RL_TOKEN_LINE_BEFORE) != 0, samples[i].breaks > 0);
    }
    rl_text text = read_bytes("\n\na", 3, false);
    assert_int_equal(rl_token_line_breaks(&text, 0), 2);
}

static char *repeated(const char *piece, size_t times, size_t *ret_length)
{
    size_t length = strlen(piece);
    char *bytes = malloc(length * times);
    assert_non_null(bytes);
    for (size_t i = 0; i < times; i++)
        memcpy(bytes + i * length, piece, length);
    *ret_length = length * times;
    return bytes;
}

/* Hours, if any of it were quadratic. */
static void tokens_have_a_greatest_length(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a",  "A",    "aB",       "aaaB",      "A.",           "a.",           "1,", "a'",
        "'s", "ab.c", "\xC3\xA9", "e\xCC\x81", "\xE4\xB8\xAD", "\xEF\xB7\xBA", "a\xC2\xAD"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t length;
        char *bytes = repeated(pieces[i], 300000, &length);
        rl_text text = read_bytes(bytes, length, false);
        for (size_t t = 0; t < text.token_count; t++) {
            const rl_token *token = &text.tokens[t];
            assert_in_range(token->end - token->start, 1, 410);
            assert_int_equal(token->hash, rl_hash_bytes(text.folded + token->fold, token->fold_length));
        }
        free(bytes);
    }
}

/* Words near the greatest length are cut there, whatever follows. */
static void long_words_are_cut_alike(void **state)
{
    (void)state;
    static const char *const ends[] = {"", " ", ".", ". ", "a", "A", "'s", "-", "\n"};
    for (size_t letters = 398; letters <= 402; letters++) {
        for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
            char bytes[420];
            memset(bytes, 'a', letters);
            strcpy(bytes + letters, ends[i]);
            size_t longest = strspn(bytes, "aA");
            rl_text text = read_bytes(bytes, strlen(bytes), false);
            assert_int_equal(text.tokens[0].start, 0);
            assert_int_equal(text.tokens[0].end, longest < 400 ? longest : 400);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_have_shapes),
        cmocka_unit_test(numbers_hold_their_points),
        cmocka_unit_test(apostrophes_join_or_possess),
        cmocka_unit_test(full_stops_belong_to_abbreviations),
        cmocka_unit_test(names_keep_every_full_stop),
        cmocka_unit_test(hyphens_are_tokens_and_dashes_are_symbols),
        cmocka_unit_test(glued_words_are_cut),
        cmocka_unit_test(unseen_characters_belong_to_no_token),
        cmocka_unit_test(controls_and_no_break_spaces_are_spaces),
        cmocka_unit_test(line_breaks_are_counted),
        cmocka_unit_test(tokens_have_a_greatest_length),
        cmocka_unit_test(long_words_are_cut_alike),
    };
    return cmocka_run_group_tests_name("tokens", tests, make_rules, free_rules);
}
