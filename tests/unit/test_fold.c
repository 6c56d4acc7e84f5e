/* Folding: a table of words and names with their folded forms, and laws that hold for every character. */
#include "text/fold.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct pair {
    const char *from;
    const char *to;
} pair;

static const pair WORDS[] = {
    {"", ""},
    {"Carney", "carney"},
    {"APEC", "apec"},
    {"U.S.", "us"},
    {"U.S", "us"},
    {"e.g.", "eg"},
    {"Ph.D.", "phd"},
    {"Inc.", "inc"},
    {"J.", "j"},
    {"amazon.com", "amazon.com"},
    {"Amazon.com.", "amazon.com"},
    {"3.5", "3.5"},
    {"1.2.", "1.2"},
    {".", "."},
    {"...", "..."},
    {".NET", ".net"},
    {"etc...", "etc"},
    {"O'Brien", "o'brien"},
    {"O\xE2\x80\x99" "Brien", "o'brien"},
    {"O\xE2\x80\x98" "Brien", "o'brien"},
    {"O\xCA\xBC" "Brien", "o'brien"},
    {"Hawai\xCA\xBBi", "hawai'i"},
    {"Qu\xC3\xA9" "bec", "quebec"},
    {"Que\xCC\x81" "bec", "quebec"},
    {"\xC3\x89.U.", "eu"},
    {"\xC3\x98stergaard", "ostergaard"},
    {"\xC5\x81\xC3\xB3" "d\xC5\xBA", "lodz"},
    {"\xC4\x90\xE1\xBA\xB7ng", "dang"},
    {"Stra\xC3\x9F" "e", "strasse"},
    {"STRA\xE1\xBA\x9E" "E", "strasse"},
    {"\xC3\x86r\xC3\xB8", "aero"},
    {"\xC5\x92uvre", "oeuvre"},
    {"Diyarbak\xC4\xB1r", "diyarbakir"},
    {"\xC4\xB0stanbul", "istanbul"},
    {"Gu\xC3\xB0r\xC3\xBAn", "gudrun"},
    {"\xC3\x9E\xC3\xB3r", "thor"},
    {"Nguy\xE1\xBB\x85n", "nguyen"},
    {"\xEF\xAC\x81nance", "finance"},                                        /* ligature fi */
    {"\xEF\xBC\xA1\xEF\xBC\xA2", "ab"},                                      /* full-width AB */
    {"Gyeong\xC2\xADju", "gyeongju"},                                        /* soft hyphen */
    {"Xi\xE2\x80\x8B", "xi"},                                                /* zero-width space */
    {"\xEF\xBB\xBF" "Carney", "carney"},                                     /* byte order mark */
    {"\xE2\x80\x8B", ""},
    {"\xE4\xB9\xA0\xE8\xBF\x91\xE5\xB9\xB3", "\xE4\xB9\xA0\xE8\xBF\x91\xE5\xB9\xB3"}, /* Han stays */
    {"\xED\x95\x9C\xEA\xB5\xAD", "\xED\x95\x9C\xEA\xB5\xAD"},                /* Hangul stays composed */
    {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C"},                /* … and is composed */
    {"\xD0\xA0\xD0\xBE\xD1\x81\xD1\x81\xD0\xB8\xD0\xB9", "\xD1\x80\xD0\xBE\xD1\x81\xD1\x81\xD0\xB8\xD0\xB9"}, /* й */
    {"\xD0\x81\xD0\xBB", "\xD0\xB5\xD0\xBB"},                                /* Ёл -> ел */
    {"\xCE\x86\xCF\x83\xCF\x82", "\xCE\xB1\xCF\x83\xCF\x83"},                /* final sigma, tonos */
    {"\xE0\xA4\xAE\xE0\xA5\x81\xE0\xA4\x82", "\xE0\xA4\xAE\xE0\xA5\x81\xE0\xA4\x82"}, /* Devanagari vowels stay */
    {"\xE3\x81\x8C", "\xE3\x81\x8C"},                                        /* が composed */
    {"\xE3\x81\x8B\xE3\x82\x99", "\xE3\x81\x8C"},                            /* … and decomposed */
    {"\xE2\x80\x91", "-"},
    {"AT&T", "at&t"},
    {"$5", "$5"},
};

static void words_fold(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        rl_buffer b = {0};
        assert_true(rl_buffer_append_string(&b, "A."));
        assert_true(rl_fold_word(WORDS[i].from, strlen(WORDS[i].from), &b));
        if (strcmp(rl_buffer_string(&b), "A.") != 0 || WORDS[i].to[0] != '\0')
            assert_string_equal(rl_buffer_string(&b) + 2, WORDS[i].to);
        rl_buffer_free(&b);
    }
}

static const pair NAMES[] = {
    {"", ""},
    {"   ", ""},
    {"Xi Jinping", "xi jinping"},
    {"Asia-Pacific  Economic\nCooperation", "asia pacific economic cooperation"},
    {"  (APEC) ", "apec"},
    {"U.S.", "us"},
    {"U.S. Steel Corp.", "us steel corp"},
    {"U.S.-China", "us china"},
    {"Washington, D.C.", "washington dc"},
    {"Amazon.com, Inc.", "amazon com inc"},
    {"J.K. Rowling", "jk rowling"},
    {"O\xE2\x80\x99" "Brien", "o brien"},
    {"O\xCA\xBC" "Brien", "o brien"},
    {"O'Brien", "o brien"},
    {"C\xC3\xB4te d\xE2\x80\x99Ivoire", "cote d ivoire"},
    {"Co\xCC\x82te", "cote"},
    {"Gyeong\xC2\xADju", "gyeongju"},
    {"... \xE2\x80\x8B .", ""},
    {"a ... b", "a b"},
    {"AT&T", "at t"},
    {"Caballero\xE2\x80\x93Reynolds", "caballero reynolds"},
    {"bad\xFF" "byte", "bad byte"},
    {"\xE4\xB9\xA0 \xE8\xBF\x91\xE5\xB9\xB3", "\xE4\xB9\xA0 \xE8\xBF\x91\xE5\xB9\xB3"},
    {".com", "com"},
};

static void names_fold(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        rl_buffer b = {0};
        assert_true(rl_buffer_append_string(&b, "x"));
        assert_true(rl_fold_name(NAMES[i].from, strlen(NAMES[i].from), ' ', &b));
        assert_string_equal(rl_buffer_string(&b) + 1, NAMES[i].to);
        rl_buffer_free(&b);
    }
}

static void ids_are_joined_by_hyphens(void **state)
{
    (void)state;
    rl_buffer b = {0};
    assert_true(rl_buffer_append_string(&b, "organisation:"));
    assert_true(rl_fold_name("Asia-Pacific Economic Co-operation Inc.", 39, '-', &b));
    assert_string_equal(rl_buffer_string(&b), "organisation:asia-pacific-economic-co-operation-inc");
    rl_buffer_free(&b);
}

/* Folding a folded character changes nothing more, and what comes out is valid UTF-8. */
static void folding_twice_is_folding_once(void **state)
{
    (void)state;
    rl_buffer in = {0}, once = {0}, twice = {0};
    size_t wrong = 0;
    for (uint32_t c = 1; c <= 0x1FFFF; c++) {
        if (c == 0xD800)
            c = 0xE000;
        rl_buffer_clear(&in);
        rl_buffer_clear(&once);
        rl_buffer_clear(&twice);
        assert_true(rl_utf8_encode(c, &in) && rl_fold_word(in.bytes, in.length, &once));
        assert_true(once.length == 0 || rl_fold_word(once.bytes, once.length, &twice));
        bool same = once.length == twice.length;
        same = same && (once.length == 0 || memcmp(once.bytes, twice.bytes, once.length) == 0);
        if (!same || (once.length > 0 && rl_utf8_valid_prefix(once.bytes, once.length) != once.length)) {
            print_message("U+%04X folds twice\n", (unsigned)c);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    rl_buffer_free(&in);
    rl_buffer_free(&once);
    rl_buffer_free(&twice);
}

/* Words of two-byte letters are folded by a table; a character of another script sends the whole word the general way. */
static void the_table_of_letters_agrees_with_the_general_way(void **state)
{
    (void)state;
    static const char HAN[] = "\xE4\xB8\xAD";
    rl_buffer quick = {0}, general = {0};
    for (unsigned c = 0x80; c < 0x800; c++) {
        const char word[] = {'x', (char)(0xC0 | c >> 6), (char)(0x80 | (c & 0x3F)), 'Y', HAN[0], HAN[1], HAN[2]};
        rl_buffer_clear(&quick);
        rl_buffer_clear(&general);
        assert_true(rl_fold_word(word, 4, &quick));
        assert_true(rl_buffer_append(&quick, HAN, 3));
        assert_true(rl_fold_word(word, 7, &general));
        assert_int_equal(quick.length, general.length);
        assert_memory_equal(quick.bytes, general.bytes, general.length);
    }
    rl_buffer_free(&quick);
    rl_buffer_free(&general);
}

/* Behind an "é" a word goes the general way. Random words of two to four characters, many of them marks: in each script by
 * itself, and mixed. */
static void words_that_stay_agree_with_the_general_way(void **state)
{
    (void)state;
    rl_buffer word = {0}, quick = {0}, general = {0};
    uint32_t seed = 3;
    size_t stayed = 0;
    for (int i = 0; i < 400000; i++) {
        uint32_t block = 0x0600 + (seed >> 8) % 0x9B0 * 0x10;
        rl_buffer_clear(&word);
        assert_true(rl_buffer_append(&word, "\xC3\xA9", 2));
        for (size_t c = 0, count = 2 + (seed >> 8) % 3; c < count; c++) {
            seed = seed * 1664525u + 1013904223u;
            uint32_t point = (block & 0xFF80u) + (seed >> 8) % 0x80;
            assert_true(rl_utf8_encode(seed >> 28 == 0 ? 0x0620 + (seed >> 8) % 0x9000 : point, &word));
        }
        if (!rl_folds_to_itself(word.bytes + 2, word.length - 2))
            continue;
        stayed++;
        rl_buffer_clear(&quick);
        rl_buffer_clear(&general);
        assert_true(rl_fold_word(word.bytes + 2, word.length - 2, &quick));
        assert_true(rl_fold_word(word.bytes, word.length, &general));
        assert_int_equal(general.length, quick.length + 1);
        assert_memory_equal(general.bytes + 1, quick.bytes, quick.length);
    }
    assert_true(stayed > 100000);
    rl_buffer_free(&word);
    rl_buffer_free(&quick);
    rl_buffer_free(&general);
}

static void long_words_fold(void **state)
{
    (void)state;
    rl_buffer in = {0}, out = {0};
    for (size_t i = 0; i < 5000; i++)
        assert_true(rl_buffer_append_string(&in, "\xEF\xB7\xBA\xC3\x86")); /* the longest expansion, and Æ */
    assert_true(rl_fold_word(in.bytes, in.length, &out));
    assert_int_equal(rl_utf8_valid_prefix(out.bytes, out.length), out.length);
    assert_memory_equal(out.bytes + out.length - 2, "ae", 2);
    rl_buffer_free(&in);
    rl_buffer_free(&out);
}

/* A word joiner is dropped, but a word that has one is no plain word. */
static void plain_words_of_names_agree_with_the_general_way(void **state)
{
    (void)state;
    static const char signs[] = "aBz09 .-'&(\t";
    uint32_t chance = 3;
    for (size_t round = 0; round < 20000; round++) {
        char plain[24], joined[4 * sizeof plain];
        size_t length = round % sizeof plain, joined_length = 0;
        for (size_t i = 0; i < length; i++) {
            chance = chance * 1664525 + 1013904223;
            plain[i] = signs[(chance >> 16) % (sizeof signs - 1)];
            joined[joined_length++] = plain[i];
            if ((plain[i] >= '0' && plain[i] <= '9') || (plain[i] >= 'A' && plain[i] <= 'z')) {
                memcpy(joined + joined_length, "\xE2\x81\xA0", 3);
                joined_length += 3;
            }
        }
        rl_buffer a = {0}, b = {0};
        assert_true(rl_fold_name(plain, length, '-', &a) && rl_fold_name(joined, joined_length, '-', &b));
        assert_int_equal(a.length, b.length);
        assert_int_equal(a.length == 0 ? 0 : memcmp(a.bytes, b.bytes, a.length), 0);
        rl_buffer_free(&a);
        rl_buffer_free(&b);
    }
}

static void a_failed_buffer_is_told(void **state)
{
    (void)state;
    rl_buffer b = {.failed = true};
    assert_false(rl_fold_word("a", 1, &b));
    assert_false(rl_fold_word("\xC3\x86", 2, &b));
    assert_false(rl_fold_name("a b", 3, ' ', &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_fold),
        cmocka_unit_test(names_fold),
        cmocka_unit_test(ids_are_joined_by_hyphens),
        cmocka_unit_test(folding_twice_is_folding_once),
        cmocka_unit_test(the_table_of_letters_agrees_with_the_general_way),
        cmocka_unit_test(words_that_stay_agree_with_the_general_way),
        cmocka_unit_test(long_words_fold),
        cmocka_unit_test(plain_words_of_names_agree_with_the_general_way),
        cmocka_unit_test(a_failed_buffer_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
