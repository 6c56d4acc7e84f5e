/* Learning: what earns a weight and what does not. */
#include "base/hash.h"
#include "train/train.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const rl_train_options OPTIONS = {.epochs = 20, .sparsity = 1, .least = 2, .seed = 1};
static const float NOTHING[RL_TYPE_BUILT_IN] = {-1, -1, -1};

enum { GROUPS = 128 };

/* One of so many parts, to which the groups go in turn. */
static rl_train_fold part_of(uint32_t *parts, uint32_t count, uint32_t part)
{
    for (uint32_t i = 0; i < GROUPS; i++)
        parts[i] = i % count;
    return (rl_train_fold){parts, part};
}

static void observe(rl_trainer *t, const char *name, const char *value)
{
    rl_observed n = {name, strlen(name)}, v = {value, strlen(value)};
    uint64_t key = rl_hash_mix(rl_hash_bytes(name, n.length), rl_hash_bytes(value, v.length));
    assert_true(rl_trainer_add_observation(t, key, &n, &v, 1));
}

/* A sentence of three tokens whose middle one is a span, with what is observed of it. */
static void add(rl_trainer *t, uint32_t group, const char *shape, uint32_t gold)
{
    assert_true(rl_trainer_begin_sentence(t, 3, group));
    assert_true(rl_trainer_add_span(t, 1, 2, NOTHING, gold));
    observe(t, "shape", shape);
    observe(t, "always", "there");
}

static rl_trainer *make(size_t each)
{
    rl_trainer *t = rl_trainer_new(&OPTIONS);
    assert_non_null(t);
    for (uint32_t i = 0; i < each; i++) {
        add(t, 3 * i, "round", RL_TYPE_PERSON);
        add(t, 3 * i + 1, "square", RL_TYPE_PLACE);
        add(t, 3 * i + 2, "flat", RL_NONE);
    }
    return t;
}

static const char *written(const rl_trainer *t, rl_buffer *text)
{
    size_t rows;
    rl_buffer_clear(text);
    assert_int_equal(rl_trainer_write(t, text, &rows, NULL), RELATA_OK);
    return rl_buffer_string(text);
}

static double weight_of(const char *rows, const char *name, size_t type)
{
    double w[3] = {0, 0, 0};
    const char *row = strstr(rows, name);
    if (row != NULL)
        assert_int_equal(sscanf(row + strlen(name), "\t%lf\t%lf\t%lf", &w[0], &w[1], &w[2]), 3);
    return w[type];
}

static void what_tells_types_apart_is_learned(void **state)
{
    (void)state;
    rl_trainer *t = make(40);
    rl_train_report report;
    rl_buffer text = {0};
    assert_int_equal(rl_trainer_learn(t, NULL, &report, NULL), RELATA_OK);
    assert_int_equal(report.before[RL_TYPE_PERSON].found, 0);
    assert_int_equal(report.after[RL_TYPE_PERSON].gold, 40);
    assert_int_equal(report.after[RL_TYPE_PERSON].right, 40);
    assert_int_equal(report.after[RL_TYPE_PLACE].right, 40);
    assert_int_equal(report.after[RL_TYPE_PLACE].found, 40);
    assert_int_equal(report.after[RL_TYPE_ORGANISATION].found, 0);
    const char *rows = written(t, &text);
    assert_true(weight_of(rows, "shape=round", RL_TYPE_PERSON) > 0.5);
    assert_true(weight_of(rows, "shape=square", RL_TYPE_PLACE) > 0.5);
    assert_true(weight_of(rows, "shape=round", RL_TYPE_PLACE) <= 0);
    assert_true(weight_of(rows, "shape=flat", RL_TYPE_PERSON) <= 0);
    rl_buffer_free(&text);
    rl_trainer_free(t);
}

static void the_same_examples_give_the_same_rows(void **state)
{
    (void)state;
    rl_trainer *a = make(10), *b = make(10);
    rl_train_report report;
    uint32_t parts[GROUPS];
    rl_train_fold fold = part_of(parts, 2, 1);
    rl_buffer x = {0}, y = {0};
    assert_int_equal(rl_trainer_learn(a, NULL, &report, NULL), RELATA_OK);
    assert_int_equal(rl_trainer_learn(b, &fold, &report, NULL), RELATA_OK);
    assert_int_equal(rl_trainer_learn(b, NULL, &report, NULL), RELATA_OK); /* the fold is forgotten */
    assert_string_equal(written(a, &x), written(b, &y));
    rl_buffer_free(&x);
    rl_buffer_free(&y);
    rl_trainer_free(a);
    rl_trainer_free(b);
}

/* Persons are in groups 0, 3, 6, …: held out together they cannot be learned. */
static void held_out_groups_are_not_learned_from(void **state)
{
    (void)state;
    rl_trainer *t = make(30);
    rl_train_report report;
    uint32_t parts[GROUPS];
    rl_train_fold fold = part_of(parts, 3, 0);
    assert_int_equal(rl_trainer_learn(t, &fold, &report, NULL), RELATA_OK);
    assert_int_equal(report.after[RL_TYPE_PERSON].gold, 30);
    assert_int_equal(report.after[RL_TYPE_PERSON].right, 0);
    assert_int_equal(report.after[RL_TYPE_PLACE].gold, 0);
    rl_trainer_free(t);
}

static void rare_and_unwritable_observations_get_no_weight(void **state)
{
    (void)state;
    rl_trainer *t = rl_trainer_new(&OPTIONS);
    rl_train_report report;
    rl_buffer text = {0};
    for (uint32_t i = 0; i < 20; i++) {
        assert_true(rl_trainer_begin_sentence(t, 1, i));
        assert_true(rl_trainer_add_span(t, 0, 1, NOTHING, RL_TYPE_PERSON));
        observe(t, "shape", "a|b");
        observe(t, "shape", "a\tb");
        observe(t, "shape", "");
        char once[16];
        snprintf(once, sizeof once, "n%u", (unsigned)i);
        observe(t, "shape", once);
    }
    assert_int_equal(rl_trainer_learn(t, NULL, &report, NULL), RELATA_OK);
    assert_string_equal(written(t, &text), "");
    rl_buffer_free(&text);
    rl_trainer_free(t);
}

/* So that no name of a text gets into the weights. */
static void words_must_be_in_small_letters_in_two_sources(void **state)
{
    (void)state;
    rl_trainer *t = rl_trainer_new(&OPTIONS);
    rl_train_report report;
    rl_buffer text = {0};
    assert_true(rl_trainer_add_word(t, "minister", 8, 0));
    assert_true(rl_trainer_add_word(t, "minister", 8, 1));
    assert_true(rl_trainer_add_word(t, "carney", 6, 0));
    assert_true(rl_trainer_add_word(t, "carney", 6, 0));
    for (uint32_t i = 0; i < 20; i++) {
        assert_true(rl_trainer_begin_sentence(t, 1, i));
        assert_true(rl_trainer_add_span(t, 0, 1, NOTHING, RL_TYPE_PERSON));
        observe(t, "left word", "minister");
        observe(t, "last word", "carney");
        observe(t, "last 3 letters", "ney");
    }
    assert_int_equal(rl_trainer_learn(t, NULL, &report, NULL), RELATA_OK);
    const char *rows = written(t, &text);
    assert_non_null(strstr(rows, "left word=minister"));
    assert_non_null(strstr(rows, "last 3 letters=ney"));
    assert_null(strstr(rows, "carney"));
    rl_buffer_free(&text);
    rl_trainer_free(t);
}

/* Of two spans that overlap the annotated one must win, whatever their order. */
static void overlapping_spans_compete(void **state)
{
    (void)state;
    rl_trainer *t = rl_trainer_new(&OPTIONS);
    rl_train_report report;
    for (uint32_t i = 0; i < 20; i++) {
        assert_true(rl_trainer_begin_sentence(t, 2, i));
        assert_true(rl_trainer_add_span(t, 0, 1, NOTHING, RL_NONE));
        observe(t, "shape", "short");
        assert_true(rl_trainer_add_span(t, 0, 2, NOTHING, RL_TYPE_PLACE));
        observe(t, "shape", "long");
        assert_true(rl_trainer_add_span(t, 1, 2, NOTHING, RL_NONE));
        observe(t, "shape", "short");
    }
    assert_int_equal(rl_trainer_learn(t, NULL, &report, NULL), RELATA_OK);
    assert_int_equal(report.after[RL_TYPE_PLACE].found, 20);
    assert_int_equal(report.after[RL_TYPE_PLACE].right, 20);
    rl_trainer_free(t);
}

static void missed_mentions_count_as_gold(void **state)
{
    (void)state;
    rl_trainer *t = make(2);
    rl_train_report report;
    uint32_t parts[GROUPS];
    rl_train_fold fold = part_of(parts, 2, 1);
    assert_true(rl_trainer_add_missed(t, RL_TYPE_ORGANISATION, 4));
    assert_true(rl_trainer_add_missed(t, RL_TYPE_ORGANISATION, 4));
    assert_int_equal(rl_trainer_learn(t, NULL, &report, NULL), RELATA_OK);
    assert_int_equal(report.after[RL_TYPE_ORGANISATION].gold, 2);
    assert_int_equal(rl_trainer_learn(t, &fold, &report, NULL), RELATA_OK);
    assert_int_equal(report.after[RL_TYPE_ORGANISATION].gold, 0);
    rl_trainer_free(t);
}

static void nothing_is_learned_from_nothing(void **state)
{
    (void)state;
    rl_trainer *t = rl_trainer_new(&OPTIONS);
    rl_train_report report;
    rl_buffer text = {0};
    assert_int_equal(rl_trainer_learn(t, NULL, &report, NULL), RELATA_OK);
    assert_string_equal(written(t, &text), "");
    rl_buffer_free(&text);
    rl_trainer_free(t);
    rl_trainer_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_tells_types_apart_is_learned),
        cmocka_unit_test(the_same_examples_give_the_same_rows),
        cmocka_unit_test(held_out_groups_are_not_learned_from),
        cmocka_unit_test(rare_and_unwritable_observations_get_no_weight),
        cmocka_unit_test(words_must_be_in_small_letters_in_two_sources),
        cmocka_unit_test(overlapping_spans_compete),
        cmocka_unit_test(missed_mentions_count_as_gold),
        cmocka_unit_test(nothing_is_learned_from_nothing),
    };
    return cmocka_run_group_tests_name("trainer", tests, NULL, NULL);
}
