/* Programs of the match stage's machine give what PCRE2 gives: for every shipped pattern on made-up and real texts, and for
 * made-up expressions on short texts, with every group, also where PCRE2 reaches its limit. Run from the top of the source
 * tree; a number as argument makes it go on longer. */
#include "base/file.h"
#include "match/internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifndef RELATA_SOURCE_ROOT
#define RELATA_SOURCE_ROOT "."
#endif

static const char SHIPPED[] = RELATA_SOURCE_ROOT "/gazetteers/en/names.patterns";

static unsigned rounds = 1;

static uint64_t state = 42;

static uint32_t draw(uint32_t below)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(state >> 33) % below;
}

/* ---- the two engines ---- */

typedef struct bench {
    rl_alphabet alphabet;
    rl_types types;
    rl_machine machine;
    pcre2_match_data *data;
    pcre2_match_context *context;
    size_t matched;
    size_t failed;
    size_t unknown;
} bench;

static void open_bench(bench *b)
{
    *b = (bench){0};
    assert_int_equal(rl_string_map_add(&b->types, "person", 6), 0);
    assert_int_equal(rl_string_map_add(&b->types, "place", 5), 1);
    assert_int_equal(rl_string_map_add(&b->types, "organisation", 12), 2);
    b->data = pcre2_match_data_create(32, NULL);
    b->context = pcre2_match_context_create(NULL);
    assert_non_null(b->data);
    assert_non_null(b->context);
    (void)pcre2_set_match_limit(b->context, 100000); /* as in run.c */
    (void)pcre2_set_heap_limit(b->context, 8192);
    b->machine.answers.data = b->data;
}

static void close_bench(bench *b)
{
    pcre2_match_data_free(b->data);
    pcre2_match_context_free(b->context);
    rl_alphabet_free(&b->alphabet);
    rl_string_map_free(&b->types);
}

static void assert_same_groups(const bench *b, const rl_program *program, const char *what, const char *text)
{
    const PCRE2_SIZE *wanted = pcre2_get_ovector_pointer(b->data);
    for (size_t i = 0; i < 2 * program->group_count; i++)
        if (b->machine.offsets[i] != wanted[i])
            fail_msg("%s: offset %zu is %zu, not %zu, in \"%s\"", what, i, b->machine.offsets[i], wanted[i], text);
}

/* Both engines at one place of a text that ends with a NUL. */
static void compare(bench *b, const rl_alphabet *alphabet, const rl_program *program, const pcre2_code *code,
                    const char *what, const char *text, size_t length, size_t start, bool is_begin)
{
    uint32_t options = PCRE2_NO_UTF_CHECK | (is_begin ? 0 : PCRE2_NOTBOL);
    rl_outcome outcome = rl_machine_run(&b->machine, program, alphabet, text, length, start, is_begin);
    if (outcome == RL_DONT_KNOW) {
        b->unknown++;
        return;
    }
    int wanted = pcre2_match(code, (PCRE2_SPTR)text, length, start, options, b->data, b->context);
    if (wanted >= 0 && outcome == RL_MATCHED)
        assert_same_groups(b, program, what, text);
    else if (wanted != PCRE2_ERROR_NOMATCH || outcome != RL_NO_MATCH)
        fail_msg("%s at %zu: PCRE2 says %d, the machine %d, in \"%.*s\"", what, start, wanted, (int)outcome,
                 (int)length, text);
    *(outcome == RL_MATCHED ? &b->matched : &b->failed) += 1;
}

/* ---- shipped patterns ---- */

static const char *const PIECES[] = {"President",
                                     "Mr.",
                                     "Gen.",
                                     "Xi",
                                     "Jinping",
                                     "Trump",
                                     "Mark",
                                     "Carney",
                                     "Jr.",
                                     "Jr",
                                     "Sr.",
                                     ",",
                                     ",",
                                     ".",
                                     "said",
                                     "told",
                                     "who",
                                     "of",
                                     "of",
                                     "the",
                                     "The",
                                     "and",
                                     "in",
                                     "near",
                                     "to",
                                     "for",
                                     "on",
                                     "&",
                                     "de",
                                     "del",
                                     "von",
                                     "bin",
                                     "al-",
                                     "el",
                                     "O’Neill",
                                     "O'Brien",
                                     "d'Artagnan",
                                     "l’Oréal",
                                     "J.",
                                     "J.K.",
                                     "U.S.",
                                     "Ste.",
                                     "St.",
                                     "Ltd.",
                                     "Inc.",
                                     "Co.",
                                     "PLC",
                                     "plc",
                                     "Bank",
                                     "Canada",
                                     "Toronto",
                                     "Ministry",
                                     "University",
                                     "Lake",
                                     "Ontario",
                                     "(",
                                     ")",
                                     "(APEC)",
                                     "APEC",
                                     "Asia-Pacific",
                                     "Economic",
                                     "Cooperation",
                                     "'",
                                     "’",
                                     "'s",
                                     "’s",
                                     "”",
                                     "“",
                                     "-",
                                     "—",
                                     "|",
                                     "/",
                                     ":",
                                     ";",
                                     "60",
                                     "1,000",
                                     "Photo",
                                     "photo",
                                     "by",
                                     "By",
                                     "AP",
                                     "Reuters",
                                     "via",
                                     "executive",
                                     "chief",
                                     "founder",
                                     "also",
                                     "later",
                                     "has",
                                     "a",
                                     "is",
                                     "was",
                                     "including",
                                     "such",
                                     "as",
                                     "Jean-Pierre",
                                     "Jong‑un",
                                     "McDonald",
                                     "AT&T",
                                     "G20",
                                     "É",
                                     "Éric",
                                     "Ñandú",
                                     "\xCC\x81",
                                     "\xE2\x80\x8B",
                                     "\xC2\xAD",
                                     "習近平",
                                     "Путин",
                                     "ǅ",
                                     "😀",
                                     "R&D",
                                     "A",
                                     "e",
                                     "y",
                                     "TORONTO",
                                     "Oct",
                                     "31",
                                     "elect",
                                     "-elect",
                                     "Huawei’s",
                                     "Minister",
                                     "File",
                                     "Getty Images",
                                     "[",
                                     "]"};
static const char *const BETWEEN[] = {" ", " ", " ", " ", "", "  ", "\n", "\xC2\xA0", "\xE2\x80\xA8"};

enum { TEXT_ROOM = 4096, MOST_PIECES = 40 };

#define PICK(table) ((table)[draw((uint32_t)(sizeof(table) / sizeof(table)[0]))])

static size_t add_text(char *text, size_t length, const char *piece)
{
    size_t more = strlen(piece);
    if (length + more + 1 > TEXT_ROOM)
        return length;
    memcpy(text + length, piece, more + 1);
    return length + more;
}

static size_t make_text(char *text)
{
    size_t length = 0;
    text[0] = '\0';
    for (uint32_t left = 1 + draw(MOST_PIECES); left > 0; left--) {
        length = add_text(text, length, PICK(PIECES));
        length = add_text(text, length, PICK(BETWEEN));
    }
    return length;
}

static bool begins_character(const char *text, size_t at)
{
    return ((unsigned char)text[at] & 0xC0) != 0x80;
}

/* Every pattern at every place of a piece of text, as long as it stands there and cut short. */
static void compare_everywhere(bench *b, const rl_pattern_set *set, const char *text, size_t length)
{
    for (size_t p = 0; p < set->count; p++) {
        const rl_pattern *pattern = &set->patterns[p];
        const pcre2_code *code = NULL;
        assert_int_equal(rl_pattern_code(pattern, &code, NULL), RELATA_OK);
        size_t end = draw(2) == 0 ? length : draw((uint32_t)length + 1);
        while (end > 0 && end < length && !begins_character(text, end))
            end--;
        for (size_t at = 0; at <= end; at++)
            if (at == end || begins_character(text, at))
                compare(b, set->alphabet, pattern->program, code, pattern->name, text, end, at, draw(2) == 0);
    }
}

static void read_shipped(bench *b, rl_pattern_set *set)
{
    relata_error err = {0};
    *set = (rl_pattern_set){0};
    assert_int_equal(rl_pattern_set_read(set, SHIPPED, &b->types, &err), RELATA_OK);
    rl_pattern_set_seal(set);
    for (size_t p = 0; p < set->count; p++)
        if (set->patterns[p].program == NULL)
            fail_msg("pattern %s is left to PCRE2", set->patterns[p].name);
}

static void test_shipped_patterns_on_made_up_texts(void **cmocka_state)
{
    (void)cmocka_state;
    bench b;
    rl_pattern_set set;
    char text[TEXT_ROOM];
    open_bench(&b);
    read_shipped(&b, &set);
    for (unsigned i = 0; i < 150 * rounds; i++) {
        size_t length = make_text(text);
        compare_everywhere(&b, &set, text, length);
    }
    print_message("# %zu matched, %zu did not, %zu left to PCRE2\n", b.matched, b.failed, b.unknown);
    assert_true(b.matched > 1000 && b.failed > 10000 && b.unknown * 100 < b.matched);
    rl_pattern_set_free(&set);
    close_bench(&b);
}

/* A news article cut into pieces of some 200 bytes, as windows are. */
static void compare_article(bench *b, const rl_pattern_set *set, const rl_buffer *article)
{
    char text[TEXT_ROOM];
    for (size_t from = 0; from < article->length;) {
        size_t length = 100 + draw(200);
        length = length < article->length - from ? length : article->length - from;
        while (from + length < article->length && !begins_character(article->bytes, from + length))
            length--;
        memcpy(text, article->bytes + from, length);
        text[length] = '\0';
        compare_everywhere(b, set, text, length);
        from += length;
    }
}

static void test_shipped_patterns_on_news(void **cmocka_state)
{
    (void)cmocka_state;
    static const char *const ARTICLES[] = {"000_c1ef2e20de1f9192.txt", "002_acefa33d578b04c6.txt"};
    bench b;
    rl_pattern_set set;
    open_bench(&b);
    read_shipped(&b, &set);
    for (size_t i = 0; i < sizeof ARTICLES / sizeof ARTICLES[0]; i++) {
        char path[512];
        rl_buffer article = {0};
        (void)snprintf(path, sizeof path, "%s/../shared/news/%s", RELATA_SOURCE_ROOT, ARTICLES[i]);
        if (rl_file_read(path, 1 << 20, &article, NULL) != RELATA_OK) {
            rl_pattern_set_free(&set);
            close_bench(&b);
            print_message("# no news at %s\n", path);
            skip();
        }
        compare_article(&b, &set, &article);
        rl_buffer_free(&article);
    }
    print_message("# %zu matched, %zu did not, %zu left to PCRE2\n", b.matched, b.failed, b.unknown);
    assert_true(b.matched > 500);
    rl_pattern_set_free(&set);
    close_bench(&b);
}

/* ---- made-up expressions ---- */

typedef struct sketch {
    char text[TEXT_ROOM];
    size_t length;
    unsigned groups;
} sketch;

static void put(sketch *s, const char *piece)
{
    s->length = add_text(s->text, s->length, piece);
}

static const char *const ATOMS[] = {"a",       "b",      "a",   "\\.",     ",",    "[ab]", "[^a]", "[a-c]",
                                    "\\p{Lu}", "\\p{L}", "é",   "[é’]",    ".",    "\\d",  "A",    "[a\\p{Lu}]",
                                    "[à-ö]",   "\\s",    "\\h", "\\x{e9}", "[^é]", "\\-"};
static const char *const TIMES[] = {"", "", "", "?", "*", "+", "{2}", "{1,3}", "{0,2}", "{2,}", "{0,3}"};
static const char *const GREED[] = {"", "", "+", "?"};
static const char *const OPENINGS[] = {"(?:", "(?:", "(?>", "(", "(?=", "(?!", "(?<="};
static const char *const BEHIND[] = {"(?<=a)", "(?<!a)", "(?<!\\ba)", "(?<=[ab]b)", "(?<!ab|.)",
                                     "(?<=é)", "\\b",    "\\z",       "^"};
static const char *const IFS[] = {"(?(?=a)", "(?(?!b)", "(?(?<=a)"};

static void put_choice(sketch *s, unsigned depth);

static void put_atom(sketch *s, unsigned depth)
{
    uint32_t kind = draw(depth == 0 ? 9 : 16);
    if (kind < 8) {
        put(s, PICK(ATOMS));
    } else if (kind == 8) {
        put(s, PICK(BEHIND));
        return;
    } else if (kind == 9 && s->groups < 10) {
        char opening[32];
        (void)snprintf(opening, sizeof opening, "(?<g%u>", s->groups++);
        put(s, opening);
        put_choice(s, depth - 1);
        put(s, ")");
    } else if (kind == 10) {
        put(s, PICK(IFS));
        put_choice(s, 0);
        put(s, ")");
    } else {
        put(s, PICK(OPENINGS));
        put_choice(s, depth - 1);
        put(s, ")");
    }
    const char *times = PICK(TIMES);
    put(s, times);
    put(s, times[0] == '\0' ? "" : PICK(GREED));
}

static void put_choice(sketch *s, unsigned depth)
{
    for (uint32_t ways = 1 + draw(3) / 2; ways > 0; ways--) {
        for (uint32_t parts = 1 + draw(3); parts > 0; parts--)
            put_atom(s, depth);
        if (ways > 1)
            put(s, "|");
    }
}

static const char *const LETTERS[] = {"a", "a", "b", "b", "c", "A",  ".",  ",", " ",
                                      "é", "’", "1", "à", "B", "中", "\n", "-"};

/* False if PCRE2 refuses the expression, or the machine does not know it. */
static bool compare_expression(bench *b, const sketch *expression)
{
    rl_expansion expansion = {.text = {.bytes = (char *)(uintptr_t)expression->text, .length = expression->length}};
    relata_error err = {0};
    pcre2_code *code = NULL;
    rl_program *program = NULL;
    expansion.columns = calloc(expression->length + 1, sizeof *expansion.columns);
    relata_status status = rl_expression_compile(&expansion, (rl_place){"-", 1}, &code, &err);
    free(expansion.columns);
    assert_int_equal(rl_program_compile(&b->alphabet, expression->text, expression->length, &program, &err), RELATA_OK);
    if (status != RELATA_OK) {
        if (program != NULL)
            fail_msg("%s was made a program, but PCRE2 says: %s", expression->text, err.message);
        return false;
    }
    for (unsigned i = 0; i < 12 && program != NULL; i++) {
        char text[TEXT_ROOM] = "";
        size_t length = 0, start = 0;
        for (uint32_t left = draw(14); left > 0; left--)
            length = add_text(text, length, PICK(LETTERS));
        start = draw((uint32_t)length + 1);
        while (!begins_character(text, start))
            start--;
        compare(b, &b->alphabet, program, code, expression->text, text, length, draw(3) == 0 ? start : 0, draw(4) > 0);
    }
    bool known = program != NULL;
    rl_program_free(program);
    pcre2_code_free(code);
    return known;
}

static void test_made_up_expressions(void **cmocka_state)
{
    (void)cmocka_state;
    bench b;
    size_t known = 0;
    open_bench(&b);
    for (unsigned i = 0; i < 6000 * rounds; i++) {
        sketch expression = {.length = 0};
        put_choice(&expression, 3);
        known += compare_expression(&b, &expression);
    }
    print_message("# %zu expressions; %zu matched, %zu did not, %zu left to PCRE2\n", known, b.matched, b.failed,
                  b.unknown);
    assert_true(known > 2000 * rounds && b.matched > 5000 && b.failed > 5000);
    close_bench(&b);
}

/* ---- what PCRE2 refuses ---- */

static const char *const SCRAPS[] = {
    "a",        "b",     "(",       ")",           "[",           "]",       "{",
    "}",        "^",     "$",       "|",           "*",           "+",       "?",
    "\\",       "-",     ",",       "2",           "{2}",         "{2,}",    "{0,200}",
    "{3,1}",    "(?:",   "(?>",     "(?=",         "(?!",         "(?<=",    "(?<!",
    "(?(?=a)",  "(?(",   "(?<x>",   "(?<1>",       "(?<>",        "(?<x-y>", "(?<\xC3\xA9>",
    "[a-z]",    "[z-a]", "[a-\\d]", "[^]",         "[[:alpha:]]", "[:a:]",   "\\p{Lu}",
    "\\p{Foo}", "\\p{",  "\\x{e9}", "\\x{110000}", "\\xe9",       "\\b",     "\\z",
    "\\d",      "\\Q",   "\\E",     "\\1",         "é",           "\xC3",    ".",
    "\\R",      "\\N",   "(*F)",    "(?i)",
};

/* Those that have a program are not compiled when they are read: PCRE2 must take them all. */
static void test_what_has_a_program_is_an_expression(void **cmocka_state)
{
    (void)cmocka_state;
    bench b;
    size_t known = 0;
    open_bench(&b);
    for (unsigned i = 0; i < 60000 * rounds; i++) {
        sketch s = {.length = 0};
        for (uint32_t left = 1 + draw(7); left > 0; left--)
            put(&s, PICK(SCRAPS));
        rl_expansion expansion = {.text = {.bytes = s.text, .length = s.length}};
        rl_program *program = NULL;
        pcre2_code *code = NULL;
        relata_error err = {0};
        assert_int_equal(rl_program_compile(&b.alphabet, s.text, s.length, &program, &err), RELATA_OK);
        if (program != NULL && rl_expression_compile(&expansion, (rl_place){"-", 1}, &code, &err) != RELATA_OK)
            fail_msg("%s was made a program, but PCRE2 says: %s", s.text, err.message);
        known += program != NULL;
        rl_program_free(program);
        pcre2_code_free(code);
    }
    print_message("# %zu of these have a program\n", known);
    assert_true(known > 1000);
    close_bench(&b);
}

/* PCRE2's code has a largest size. */
static void test_large_expressions_are_expressions(void **cmocka_state)
{
    (void)cmocka_state;
    static const char *const PARTS[] = {"a",        "\\p{L}", "[a-z\\p{Lu}’]", "(?<x>ab)",
                                        "(?:a|bc)", "(?>é)",  "(?=ab)a",       "(?(?=a)b|cd)"};
    bench b;
    size_t known = 0, refused = 0;
    open_bench(&b);
    for (size_t p = 0; p < sizeof PARTS / sizeof PARTS[0]; p++) {
        for (unsigned times = 1; times <= 200; times += 7) {
            sketch s = {.length = 0};
            char counted[64];
            (void)snprintf(counted, sizeof counted, "(?:(?:%s){%u}){0,%u}", PARTS[p], times, 201 - times);
            put(&s, counted);
            rl_expansion expansion = {.text = {.bytes = s.text, .length = s.length}};
            rl_program *program = NULL;
            pcre2_code *code = NULL;
            assert_int_equal(rl_program_compile(&b.alphabet, s.text, s.length, &program, NULL), RELATA_OK);
            bool taken = rl_expression_compile(&expansion, (rl_place){"-", 1}, &code, NULL) == RELATA_OK;
            bool sure = program != NULL && program->is_sure;
            if (sure && !taken)
                fail_msg("%s is too large for PCRE2", s.text);
            known += sure;
            refused += !taken;
            rl_program_free(program);
            pcre2_code_free(code);
        }
    }
    print_message("# %zu are small enough, %zu are none\n", known, refused);
    assert_true(known > 0 && refused > 0);
    close_bench(&b);
}

/* ---- what is left to PCRE2 ---- */

static rl_program *program_of(bench *b, const char *expression)
{
    rl_program *program = NULL;
    assert_int_equal(rl_program_compile(&b->alphabet, expression, strlen(expression), &program, NULL), RELATA_OK);
    return program;
}

static void test_parts_that_are_left_to_pcre2(void **cmocka_state)
{
    (void)cmocka_state;
    static const char *const LEFT[] = {"(?i)a",      "a$",         "(a)\\1",       "(?<x>a)\\k<x>",  "(?R)?",
                                       "\\Aa",       "\\Ra",       "\\Xa",         "[[:alpha:]]",    "\\Qa\\E",
                                       "a{500}",     "(?:a?)*b",   "(?:a|\\z)+",   "(?<=a+)b",       "(?=(?<x>a))a",
                                       "(*COMMIT)a", "(?#x)a",     "(?|a|b)",      "(?<x>a)(?(x)b)", "(?:)*",
                                       "\\pLa",      "a?(?:b)?+a", "a*(?>(?:b)?)a"};
    bench b;
    open_bench(&b);
    for (size_t i = 0; i < sizeof LEFT / sizeof LEFT[0]; i++) {
        rl_program *program = program_of(&b, LEFT[i]);
        if (program != NULL)
            fail_msg("%s was made a program", LEFT[i]);
    }
    close_bench(&b);
}

static void test_deep_and_large_expressions(void **cmocka_state)
{
    (void)cmocka_state;
    bench b;
    char deep[512] = "";
    open_bench(&b);
    for (int i = 0; i < 100; i++)
        (void)memcpy(deep + 3 * i, "(?:", 3);
    deep[300] = 'a';
    memset(deep + 301, ')', 100);
    deep[401] = '\0';
    assert_null(program_of(&b, deep));
    assert_null(program_of(&b, "(?:(?:(?:ab){200}){200}){200}"));
    close_bench(&b);
}

/* Bombs: the machine gives up, whatever PCRE2 then makes of them. */
static void test_too_many_steps(void **cmocka_state)
{
    (void)cmocka_state;
    static const char *const BOMBS[] = {"(?<x>(?:a|aa)+)\\z", "(?:a+)+b", "(?:a*?b?a)*?c{2}", "(?:(?:a|b)+?)+c"};
    char text[TEXT_ROOM];
    bench b;
    open_bench(&b);
    memset(text, 'a', 2000);
    text[2000] = 'd';
    text[2001] = '\0';
    for (size_t i = 0; i < sizeof BOMBS / sizeof BOMBS[0]; i++) {
        rl_program *program = program_of(&b, BOMBS[i]);
        if (program == NULL)
            continue;
        assert_int_equal(rl_machine_run(&b.machine, program, &b.alphabet, text, 2001, 0, true), RL_DONT_KNOW);
        rl_program_free(program);
    }
    close_bench(&b);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        rounds = (unsigned)strtoul(argv[1], NULL, 10);
    if (argc > 2)
        state = strtoull(argv[2], NULL, 10);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped_patterns_on_made_up_texts),
        cmocka_unit_test(test_shipped_patterns_on_news),
        cmocka_unit_test(test_made_up_expressions),
        cmocka_unit_test(test_what_has_a_program_is_an_expression),
        cmocka_unit_test(test_large_expressions_are_expressions),
        cmocka_unit_test(test_parts_that_are_left_to_pcre2),
        cmocka_unit_test(test_deep_and_large_expressions),
        cmocka_unit_test(test_too_many_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
