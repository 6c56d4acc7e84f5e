/* Finding names, compared with a matcher that is too simple to be wrong: random texts of listed words, pieces of them, and
 * what may or may not stand between the words of a name. Lists and what was compiled of them must find the same. */
#include "gazetteer/gazetteer.h"
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

enum { ROUNDS = 25, TEXTS = 400, NAMES = 90, LONGEST = 16, TEXT_WORDS = 40, MOST_HITS = 4000 };

#define QUEBEC "qu\xC3\xA9" "bec"

/* What names are made of; small letters. */
static const char *const words[] = {"new", "york", "times", "of", "the", "bank", "korea", "south", "sea",
                                    "3m",  "&",    "o'neill", QUEBEC, "van", "20th", "corp."};
/* What looks like it. */
static const char *const others[] = {"newer", "yorks", "time", "off", "there", "banking", "kore", "sou", "seas", "3", "m",
                                     "+",     "neill", "quebe", "va", "20",    "corporate", "yorktimes"};
/* Between words of a name, and where a name ends. */
static const char *const joins[] = {" ", " ", " ", "  ", "\n", "-", "\t", "\xC2\xA0"};
static const char *const breaks[] = {", ", ". ", "\n\n", " - ", "; ", " (", "'s ", "--", ": ", " / "};

enum { WORDS = sizeof words / sizeof words[0], OTHERS = sizeof others / sizeof others[0] };

typedef enum letters { SMALL, CAPITAL, ALL_CAPITALS } letters;

typedef struct name {
    size_t count;
    size_t words[LONGEST];
    bool capitals[LONGEST];
} name;

typedef struct place {
    size_t word; /* of `words`, or WORDS for another */
    letters letters;
    bool joined; /* to the one before */
    size_t start, end; /* bytes */
} place;

typedef struct found {
    size_t start, end, entry;
} found;

static char folder[] = "/tmp/relata-test-XXXXXX";
static char list_path[64], image_path[64];
static uint64_t random_state = 88172645463325252u;
static name names[NAMES];
static place places[TEXT_WORDS];
static size_t place_count;
static char text_bytes[4096];
static found expected[MOST_HITS], seen[MOST_HITS];
static rl_text_rules rules; /* empty */
static rl_text_worker worker;
static rl_hits hits;

static size_t pick(size_t count)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (size_t)(random_state % count);
}

/* ---- lists ---- */

static bool has_letter_first(const char *word)
{
    return (word[0] >= 'a' && word[0] <= 'z');
}

static void write_word(const char *word, letters how, rl_buffer *ret)
{
    for (size_t i = 0; word[i] != '\0'; i++) {
        bool small = word[i] >= 'a' && word[i] <= 'z';
        bool raise = small && (how == ALL_CAPITALS || (how == CAPITAL && i == 0));
        assert_true(rl_buffer_append_char(ret, raise ? (char)(word[i] - ('a' - 'A')) : word[i]));
    }
}

static void make_name(name *ret)
{
    bool word = false;
    ret->count = 1 + pick(pick(8) == 0 ? LONGEST : 4);
    for (size_t i = 0; i < ret->count; i++) {
        ret->words[i] = pick(WORDS);
        ret->capitals[i] = has_letter_first(words[ret->words[i]]) && pick(3) > 0;
        word |= words[ret->words[i]][0] != '&';
    }
    if (!word)
        ret->words[0] = 0;
}

static void write_list(void)
{
    rl_buffer list = {0};
    assert_true(rl_buffer_append_string(&list, "id\ttype\tname\n"));
    for (size_t i = 0; i < NAMES; i++) {
        char id[32];
        make_name(&names[i]);
        snprintf(id, sizeof id, "%zu\tplace\t", i);
        assert_true(rl_buffer_append_string(&list, id));
        for (size_t k = 0; k < names[i].count; k++) {
            assert_true(k == 0 || rl_buffer_append_char(&list, ' '));
            write_word(words[names[i].words[k]], names[i].capitals[k] ? CAPITAL : SMALL, &list);
        }
        assert_true(rl_buffer_append_char(&list, '\n'));
    }
    FILE *file = fopen(list_path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(list.bytes, 1, list.length, file), list.length);
    assert_int_equal(fclose(file), 0);
    rl_buffer_free(&list);
}

static void compile_list(void)
{
    const char *const paths[] = {list_path};
    rl_buffer image = {0};
    relata_compiled about;
    assert_int_equal(rl_gazetteer_compile(paths, 1, &image, &about, NULL), RELATA_OK);
    FILE *file = fopen(image_path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(image.bytes, 1, image.length, file), image.length);
    assert_int_equal(fclose(file), 0);
    rl_buffer_free(&image);
}

static rl_gazetteer *open_gazetteer(const char *path, rl_types *types)
{
    relata_error err = {0};
    assert_int_equal(rl_string_map_add(types, "place", 5), 0);
    rl_gazetteer *gazetteer = rl_gazetteer_new(types);
    assert_non_null(gazetteer);
    assert_int_equal(rl_gazetteer_read(gazetteer, path, true, &err), RELATA_OK);
    assert_int_equal(rl_gazetteer_seal(gazetteer, &rules, &err), RELATA_OK);
    return gazetteer;
}

/* ---- texts ---- */

/* A full stop at the end belongs to names, not to texts; so does a hyphen join no symbols. */
static bool may_be_joined_by(const char *join, const char *before, const char *after)
{
    return join[0] != '-' || (before[0] != '&' && before[0] != '+' && after[0] != '&' && after[0] != '+');
}

static void add_place(rl_buffer *text, const char *word, size_t number, const char *before)
{
    place *p = &places[place_count];
    letters how = (letters)pick(3);
    *p = (place){.word = number, .letters = how, .joined = false};
    if (place_count > 0) {
        const char *join = joins[pick(sizeof joins / sizeof joins[0])];
        p->joined = pick(5) > 0 && may_be_joined_by(join, before, word);
        const char *between = p->joined ? join : breaks[pick(sizeof breaks / sizeof breaks[0])];
        assert_true(rl_buffer_append_string(text, between));
    }
    p->start = text->length;
    write_word(word, how, text);
    if (text->bytes[text->length - 1] == '.')
        text->length--; /* as news write "Corp" */
    p->end = text->length;
    place_count++;
}

/* Words at random, or those of a name, perhaps with one that is not. */
static void make_text(void)
{
    rl_buffer text = {0};
    const char *before = "";
    place_count = 0;
    while (place_count < TEXT_WORDS) {
        const name *whole = &names[pick(NAMES)];
        size_t from = pick(3) == 0 ? pick(whole->count) : 0, to = whole->count - (pick(3) == 0 ? pick(whole->count) : 0);
        for (size_t i = from; i < to && place_count < TEXT_WORDS; i++) {
            bool other = pick(12) == 0;
            size_t number = other ? WORDS : whole->words[i];
            const char *word = other ? others[pick(OTHERS)] : words[number];
            add_place(&text, word, number, before);
            before = word;
        }
    }
    assert_true(text.length < sizeof text_bytes);
    memcpy(text_bytes, text.bytes, text.length);
    text_bytes[text.length] = '\0';
    rl_buffer_free(&text);
}

/* ---- the two matchers ---- */

static bool is_here(const name *n, size_t at)
{
    for (size_t i = 0; i < n->count; i++) {
        const place *p = &places[at + i];
        if (at + i >= place_count || p->word != n->words[i] || (i > 0 && !p->joined))
            return false;
        if (n->capitals[i] && p->letters == SMALL)
            return false;
    }
    return true;
}

static size_t match_simply(void)
{
    size_t count = 0;
    for (size_t at = 0; at < place_count; at++)
        for (size_t i = 0; i < NAMES; i++)
            if (is_here(&names[i], at) && count < MOST_HITS)
                expected[count++] = (found){places[at].start, places[at + names[i].count - 1].end, i};
    return count;
}

/* By first word, then longest first, then by entry: as hits are sorted. */
static int compare(const void *a, const void *b)
{
    const found *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

static size_t match_with(const rl_gazetteer *gazetteer)
{
    rl_text text;
    assert_int_equal(rl_text_read(&worker, &rules, text_bytes, strlen(text_bytes), &text, NULL), RELATA_OK);
    assert_int_equal(rl_gazetteer_scan(gazetteer, &text, &hits, NULL), RELATA_OK);
    assert_true(hits.count < MOST_HITS);
    for (size_t i = 0; i < hits.count; i++) {
        const rl_hit *hit = &hits.items[i];
        seen[i] = (found){text.tokens[hit->first].start, text.tokens[hit->last - 1].end,
                          strtoul(rl_gazetteer_entries(gazetteer)[hit->entry].id, NULL, 10)};
    }
    return hits.count;
}

static void show(const char *who, const found *f)
{
    print_error("%s: %zu-%zu \"%.*s\" entry %zu\n", who, f->start, f->end, (int)(f->end - f->start),
                text_bytes + f->start, f->entry);
}

static void assert_same(size_t expected_count, size_t seen_count)
{
    for (size_t i = 0; i < expected_count || i < seen_count; i++) {
        if (i < expected_count && i < seen_count && compare(&expected[i], &seen[i]) == 0)
            continue;
        print_error("in:\n%s\n", text_bytes);
        if (i < expected_count)
            show("expected", &expected[i]);
        if (i < seen_count)
            show("found", &seen[i]);
        fail();
    }
}

static void all_names_are_found_and_nothing_else(void **state)
{
    (void)state;
    size_t all = 0, long_ones = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        rl_types types = {0}, same_types = {0};
        write_list();
        compile_list();
        rl_gazetteer *list = open_gazetteer(list_path, &types), *image = open_gazetteer(image_path, &same_types);
        for (size_t i = 0; i < TEXTS; i++) {
            make_text();
            size_t count = match_simply();
            qsort(expected, count, sizeof expected[0], compare);
            assert_same(count, match_with(list));
            assert_same(count, match_with(image));
            all += count;
            for (size_t k = 0; k < count; k++)
                long_ones += names[expected[k].entry].count > 2;
        }
        rl_hits_free(&hits);
        rl_gazetteer_free(list);
        rl_gazetteer_free(image);
        rl_string_map_free(&types);
        rl_string_map_free(&same_types);
    }
    assert_true(all > 20 * (size_t)ROUNDS * TEXTS / 10 && long_ones > (size_t)ROUNDS * TEXTS / 10);
}

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(list_path, sizeof list_path, "%s/list.tsv", folder);
    snprintf(image_path, sizeof image_path, "%s/list.rgz", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    rl_text_worker_free(&worker);
    rl_hits_free(&hits);
    (void)unlink(list_path);
    (void)unlink(image_path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_names_are_found_and_nothing_else)};
    return cmocka_run_group_tests_name("longest_match", tests, make_folder, remove_folder);
}
