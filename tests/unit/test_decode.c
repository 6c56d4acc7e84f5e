/* Decoding: the best set of spans that do not overlap, sentence by sentence, on hand-written candidates. */
#include "recognise/internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 16 };

typedef struct fixture {
    rl_recogniser r;
    rl_findings findings;
    rl_text text;
    rl_sentence sentences[2];
    rl_candidate candidates[MOST];
    size_t starts[3];
} fixture;

/* Two sentences, of tokens 0 to 5 and 6 to 11. */
static void set_up(fixture *f)
{
    *f = (fixture){0};
    f->sentences[0] = (rl_sentence){.first = 0, .last = 6};
    f->sentences[1] = (rl_sentence){.first = 6, .last = 12};
    f->text = (rl_text){.sentences = f->sentences, .sentence_count = 2, .token_count = 12};
    f->findings.text = &f->text;
    f->r.findings = &f->findings;
    f->r.candidates = f->candidates;
    f->r.sentence_starts = f->starts;
}

static void add(fixture *f, uint32_t first, uint32_t last, float person, float place)
{
    rl_candidate *c = &f->candidates[f->r.candidate_count++];
    *c = (rl_candidate){.first = first, .last = last, .user_type = RL_NONE, .score = {person, place, -9}};
    for (size_t s = 0; s < 2; s++)
        if (first < f->sentences[s].first)
            f->starts[s] = f->r.candidate_count;
    f->starts[1] = first < 6 ? f->r.candidate_count : f->starts[1];
    f->starts[2] = f->r.candidate_count;
}

static void check(fixture *f, const uint32_t *wanted, size_t count)
{
    assert_true(rl_decode(&f->r));
    assert_int_equal(f->r.chosen_count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(f->r.chosen[i], wanted[i]);
    free(f->r.chosen);
    free(f->r.steps);
}

static void test_nothing_above_zero_is_nothing(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    add(&f, 0, 1, -1, -2);
    add(&f, 2, 4, 0, -2);
    check(&f, NULL, 0);
}

static void test_no_candidates_at_all(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    check(&f, NULL, 0);
}

static void test_one_long_name_beats_a_weaker_pair(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    add(&f, 0, 1, 1, -2);
    add(&f, 0, 3, 3.5F, -2);
    add(&f, 1, 3, 2, -2);
    const uint32_t wanted[] = {1};
    check(&f, wanted, 1);
}

static void test_a_stronger_pair_beats_one_long_name(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    add(&f, 0, 1, 2, -2);
    add(&f, 0, 3, 3.5F, -2);
    add(&f, 1, 3, 2, -2);
    const uint32_t wanted[] = {0, 2};
    check(&f, wanted, 2);
}

static void test_of_equal_sums_the_longer_name_stays(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    add(&f, 0, 1, 2, -2);
    add(&f, 0, 3, 4, -2);
    add(&f, 1, 3, 2, -2);
    const uint32_t wanted[] = {1};
    check(&f, wanted, 1);
}

static void test_sentences_are_decided_apart(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    add(&f, 1, 2, -1, 3);
    add(&f, 7, 9, 5, -2);
    add(&f, 8, 9, 1, -2);
    const uint32_t wanted[] = {0, 1};
    check(&f, wanted, 2);
}

static void test_the_best_type_is_the_highest(void **state)
{
    (void)state;
    rl_candidate c = {.score = {1, 3, 2}, .user_type = RL_NONE};
    float score;
    assert_int_equal(rl_candidate_best(&c, &score), RL_TYPE_PLACE);
    assert_true(score == 3.0F);
    c.user_type = 7;
    c.user_score = 2;
    assert_int_equal(rl_candidate_best(&c, &score), RL_TYPE_PLACE);
    c.user_score = 4;
    assert_int_equal(rl_candidate_best(&c, &score), 7);
    assert_true(score == 4.0F);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_above_zero_is_nothing),
        cmocka_unit_test(test_no_candidates_at_all),
        cmocka_unit_test(test_one_long_name_beats_a_weaker_pair),
        cmocka_unit_test(test_a_stronger_pair_beats_one_long_name),
        cmocka_unit_test(test_of_equal_sums_the_longer_name_stays),
        cmocka_unit_test(test_sentences_are_decided_apart),
        cmocka_unit_test(test_the_best_type_is_the_highest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
