/* Comparisons written by hand, for the unit tests of evaluations. */
#ifndef COMPARING_H
#define COMPARING_H

#include "evaluate/evaluation.h"
#include "evaluate/texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* An empty comparison of the three types. */
static inline void start_comparison(rl_comparison *c)
{
    *c = (rl_comparison){0};
    assert_int_equal(rl_string_map_add(&c->types, "person", 6), 0);
    assert_int_equal(rl_string_map_add(&c->types, "place", 5), 1);
    assert_int_equal(rl_string_map_add(&c->types, "organisation", 12), 2);
}

static inline void add_text(rl_comparison *c, const char *id, const char *text)
{
    assert_int_equal(rl_texts_add(c, id, NULL, text, strlen(text), NULL), RELATA_OK);
}

/* Marks the first appearance of `name` at or after character `from` in the latest text, which is ASCII. The types are
 * 'p'erson, p'l'ace, 'o'rganisation and anything else, which is not scored. */
static inline void mark(rl_comparison *c, rl_side *side, uint32_t from, const char *name, char type, const char *entity)
{
    const rl_marked_text *text = &c->texts[c->text_count - 1];
    const char *found = strstr(text->bytes + from, name);
    assert_non_null(found);
    uint32_t start = (uint32_t)(found - text->bytes);
    uint32_t number = type == 'p' ? 0 : type == 'l' ? 1 : type == 'o' ? 2 : RL_NONE;
    rl_span span = {(uint32_t)(c->text_count - 1), start, start + (uint32_t)strlen(name), number, 0};
    assert_true(rl_side_add(side, span, entity));
}

static inline relata_evaluation *evaluate(const rl_comparison *c, size_t most)
{
    relata_evaluation *evaluation = NULL;
    relata_error err = {0};
    assert_int_equal(rl_evaluation_make(c, most, &evaluation, &err), RELATA_OK);
    return evaluation;
}

static inline void assert_score(const relata_score *score, size_t gold, size_t found, size_t right)
{
    assert_int_equal(score->gold, gold);
    assert_int_equal(score->found, found);
    assert_int_equal(score->right, right);
}

/* ---- the fixture ---- */

static rl_comparison c;
static relata_evaluation *e;

static inline int set_up(void **state)
{
    (void)state;
    start_comparison(&c);
    e = NULL;
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    rl_evaluation_free(e);
    rl_comparison_free(&c);
    return 0;
}

#endif
