/* Learned weights are added up in two ways: by name, as they are explained and learned, and fast, by what they depend on. On
 * random texts with random weights both give the same, but for what rounding may do, and the same names. */
#include "recognise/internal.h"
#include "recognise/observe.h"
#include "recognise/sum.h"

#include "text/text.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXTS = 150, WORDS = 90, MOST_HITS = 40 };

static const char *const PIECES[] = {
    "The ",
    "the ",
    "of ",
    "and ",
    "And ",
    "in ",
    "said ",
    "Vask ",
    "vask ",
    "VASK ",
    "Port ",
    "Moy",
    "Moy ",
    "J. ",
    "U.S. ",
    "NATO ",
    "de ",
    "Gallow ",
    "-",
    "'s ",
    ", ",
    ". ",
    ".\n\n",
    "(",
    ") ",
    "\"",
    "2025 ",
    "55th ",
    "& ",
    "$",
    "Anna ",
    "anna ",
    "Bank ",
    "Ministry ",
    "\xC3\x89mile ",
    "\xE5\x8C\x97\xE4\xBA\xAC ",
    "iPhone ",
    "A ",
    "INTERNATIONAL ",
    "Inc. ",
    "\n",
    ": ",
    "Xi ",
    "president ",
    "President ",
    "who ",
    "\xC2\xA3",
    "x ",
};

static const rl_entry ENTRIES[] = {
    {.id = "p:a", .name = "A", .source = "p.tsv", .kind = "city", .type = RL_TYPE_PLACE, .prior = 30},
    {.id = "p:b", .name = "B", .source = "p.tsv", .kind = "country", .type = RL_TYPE_PLACE, .prior = 90},
    {.id = "q:c", .name = "C", .source = "q.tsv", .kind = "", .type = RL_TYPE_PERSON, .prior = 5},
    {.id = "o:d", .name = "D", .source = "o.tsv", .kind = "company", .type = RL_TYPE_ORGANISATION},
    {.id = "o:e", .name = "E", .source = "o.tsv", .kind = "", .type = RL_TYPE_ORGANISATION, .usual = true},
    {.id = "s:f", .name = "F", .source = "s.tsv", .kind = "", .type = RL_TYPE_BUILT_IN, .sure = true},
};

typedef struct fixture {
    rl_text_rules rules;
    rl_text_worker worker;
    rl_text text;
    rl_hit hits[MOST_HITS];
    size_t hit_count;
    rl_weights weights;
    rl_recogniser *r;
    uint64_t random;
    bool templates[RL_TEMPLATE_COUNT]; /* that were seen */
} fixture;

static size_t pick(fixture *f, size_t below)
{
    f->random = f->random * 6364136223846793005U + 1442695040888963407U;
    return (size_t)(f->random >> 33) % below;
}

static float pick_weight(fixture *f)
{
    return ((float)pick(f, 400) - 200) / 100;
}

/* ---- texts ---- */

static int compare_hits(const void *a, const void *b)
{
    const rl_hit *x = a, *y = b;
    return x->first != y->first ? (x->first < y->first ? -1 : 1) : (x->last > y->last ? -1 : x->last < y->last);
}

static void make_hits(fixture *f)
{
    f->hit_count = 0;
    while (f->hit_count < MOST_HITS) {
        uint32_t first = (uint32_t)pick(f, f->text.token_count), last = first + 1 + (uint32_t)pick(f, 3);
        if (last > f->text.token_count || f->text.tokens[first].sentence != f->text.tokens[last - 1].sentence)
            last = first + 1;
        f->hits[f->hit_count++] = (rl_hit){.first = first,
                                           .last = last,
                                           .entry = (uint32_t)pick(f, sizeof ENTRIES / sizeof ENTRIES[0]),
                                           .kind = (uint8_t)pick(f, RL_NAME_FAMILY + 1)};
    }
    qsort(f->hits, f->hit_count, sizeof f->hits[0], compare_hits);
}

/* Mostly the same classes for the same word, of which some have none. */
static void classify(fixture *f)
{
    for (size_t t = 0; t < f->text.token_count; t++) {
        rl_token *token = &f->text.tokens[t];
        uint64_t bits = pick(f, 10) == 0 ? pick(f, 1u << 24) : token->hash >> 20;
        token->classes = (token->hash & 1) == 0 ? 0 : (rl_classes)(bits & bits >> 11 & bits >> 23 & 0xFFFFFF);
    }
}

static void make_text(fixture *f, char *bytes, size_t size)
{
    size_t used = 0;
    relata_error err = {0};
    for (int i = 0; i < WORDS; i++)
        used += (size_t)snprintf(bytes + used, size - used, "%s", PIECES[pick(f, sizeof PIECES / sizeof PIECES[0])]);
    assert_true(used < size);
    assert_int_equal(rl_text_read(&f->worker, &f->rules, bytes, used, &f->text, &err), RELATA_OK);
    classify(f);
    make_hits(f);
}

/* ---- weights ---- */

static bool pass_sentence(void *user, uint32_t number)
{
    (void)user;
    (void)number;
    return true;
}

static bool pass_span(void *user, uint32_t first, uint32_t last, const float *scores)
{
    (void)user;
    (void)scores;
    return first < last;
}

/* Every other observation gets weights. */
static bool learn(void *user, uint64_t key, const rl_part *name, const rl_part *values, size_t count)
{
    fixture *f = user;
    char text[256];
    size_t used = (size_t)snprintf(text, sizeof text, "%.*s", (int)name->length, name->text);
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%c%.*s", i == 0 ? '=' : '|', (int)values[i].length,
                                 values[i].text);
    rl_template template = rl_template_find(name->text, name->length, RL_TEMPLATE_COUNT);
    const float weights[] = {pick_weight(f), pick_weight(f), pick_weight(f)};
    assert_true(used < sizeof text && template <RL_TEMPLATE_COUNT);
    f->templates[template] = true;
    bool known = f->weights.learned.count > 0 && rl_learned_find(&f->weights.learned, key) != NULL;
    return known || key % 2 == 0 || rl_learned_set(&f->weights.learned, (uint8_t) template, text, used, weights);
}

/* ---- comparing ---- */

static void compare_sums(rl_recogniser *r)
{
    for (uint32_t s = 0; s < r->findings->text->sentence_count; s++) {
        rl_sum_learned(r, s);
        for (size_t i = r->sentence_starts[s]; i < r->sentence_starts[s + 1]; i++) {
            rl_candidate fast = r->candidates[i];
            rl_judge_learned(r, &r->candidates[i]);
            assert_true(fast.slack > 0 && fast.slack < 0.05F);
            for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
                assert_true(fabsf(fast.learned[type] - r->candidates[i].learned[type]) <= fast.slack);
        }
    }
}

/* All sums are those by name now. */
static void compare_decisions(rl_recogniser *r)
{
    size_t count = r->chosen_count;
    uint32_t *chosen = calloc(count + 1, sizeof *chosen);
    assert_non_null(chosen);
    memcpy(chosen, r->chosen, count * sizeof *chosen);
    assert_true(rl_decode(r));
    assert_int_equal(r->chosen_count, count);
    assert_memory_equal(r->chosen, chosen, count * sizeof *chosen);
    for (size_t i = 0; i < count; i++) {
        float score;
        assert_int_equal(rl_candidate_best(&r->candidates[chosen[i]], &score), r->mentions[i].type);
    }
    free(chosen);
}

static void test_both_sums_are_the_same(void **state)
{
    (void)state;
    fixture f = {.random = 11};
    char bytes[16 * WORDS];
    size_t seen = 0;
    f.r = rl_recogniser_new();
    assert_non_null(f.r);
    for (size_t i = 0; i < RL_EV_COUNT; i++)
        for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
            f.weights.of[i][type] = pick_weight(&f);
    for (int i = 0; i < TEXTS; i++) {
        relata_error err = {0};
        rl_mention *mentions;
        size_t count;
        make_text(&f, bytes, sizeof bytes);
        rl_findings findings = {.text = &f.text, .hits = f.hits, .hit_count = f.hit_count, .entries = ENTRIES};
        rl_onlooker onlooker = {&f, pass_sentence, pass_span, learn};
        assert_int_equal(rl_recognise(f.r, &f.weights, &findings, &mentions, &count, &err), RELATA_OK);
        if (f.weights.learned.count > 0) {
            compare_sums(f.r);
            compare_decisions(f.r);
        }
        /* Weights change only now and then, so that what is kept of words is used. */
        if (i % 10 == 0)
            assert_true(rl_recogniser_show(f.r, &findings, &onlooker));
    }
    for (size_t i = 0; i < RL_TEMPLATE_COUNT; i++)
        seen += f.templates[i];
    assert_int_equal(seen, RL_TEMPLATE_COUNT);
    rl_weights_free(&f.weights);
    rl_recogniser_free(f.r);
    rl_text_worker_free(&f.worker);
    rl_text_rules_free(&f.rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_both_sums_are_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
