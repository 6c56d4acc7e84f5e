/* What the tests of document resolution share: a text read by the text stage, with mentions, hits and entries that the
 * test puts in by hand. Mentions and hits are given in text order, each found by its words after the one before. */
#ifndef RESOLVING_H
#define RESOLVING_H

#include "resolve/internal.h"

#include "text/text.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 64 };

typedef struct fixture {
    rl_text_rules rules;
    rl_text_worker worker;
    rl_text text;
    uint32_t at; /* where the next phrase is looked for */
    rl_entry entries[ROOM];
    size_t entry_count;
    rl_hit hits[ROOM];
    size_t hit_count;
    rl_pattern_hit patterns[ROOM];
    size_t pattern_count;
    rl_mention mentions[ROOM];
    size_t mention_count;
    rl_resolver *resolver;
    rl_resolve_input input;
    const rl_local_entity *entities;
    size_t count;
} fixture;

static inline void read_text(fixture *f, const char *bytes)
{
    relata_error err = {0};
    *f = (fixture){.rules = f->rules, .worker = f->worker, .resolver = f->resolver};
    assert_int_equal(rl_text_read(&f->worker, &f->rules, bytes, strlen(bytes), &f->text, &err), RELATA_OK);
    if (f->resolver == NULL)
        f->resolver = rl_resolver_new();
    assert_non_null(f->resolver);
}

static inline int set_up(void **state)
{
    *state = calloc(1, sizeof(fixture));
    return *state == NULL;
}

static inline int tear_down(void **state)
{
    fixture *f = *state;
    rl_resolver_free(f->resolver);
    rl_text_worker_free(&f->worker);
    rl_text_rules_free(&f->rules);
    free(f);
    return 0;
}

/* The tokens of the next place where the phrase stands. */
static inline void find_phrase(fixture *f, const char *phrase, uint32_t *ret_first, uint32_t *ret_last)
{
    size_t length = strlen(phrase);
    for (uint32_t t = f->at; t < f->text.token_count; t++) {
        size_t start = f->text.tokens[t].start;
        if (f->text.length - start < length || memcmp(f->text.bytes + start, phrase, length) != 0)
            continue;
        uint32_t last = t;
        while (last < f->text.token_count && f->text.tokens[last].end <= start + length)
            last++;
        if (f->text.tokens[last - 1].end != start + length)
            continue;
        *ret_first = t;
        *ret_last = last;
        return;
    }
    fail_msg("\"%s\" is not in the text", phrase);
}

static inline uint32_t list_entry(fixture *f, uint32_t type, const char *name, double prior)
{
    assert_true(f->entry_count < ROOM);
    f->entries[f->entry_count] = (rl_entry){.id = name, .name = name, .source = "list.tsv", .kind = "", .country = "",
        .region = "",
        .role = "", .aliases = "", .family = "", .latitude = (double)NAN, .longitude = (double)NAN, .prior = prior,
        .type = type};
    return (uint32_t)f->entry_count++;
}

/* The next mention of the phrase. Its number. */
static inline size_t mention(fixture *f, uint32_t type, const char *phrase, uint32_t entry)
{
    uint32_t first = 0, last = 0;
    find_phrase(f, phrase, &first, &last);
    assert_true(f->mention_count < ROOM);
    f->mentions[f->mention_count] =
        (rl_mention){.first = first, .last = last, .type = type, .entry = entry, .entity = RL_NONE, .source = "given"};
    f->at = last;
    return f->mention_count++;
}

/* A hit on the words of the latest mention. */
static inline void hit(fixture *f, rl_name_kind kind, uint32_t entry)
{
    const rl_mention *m = &f->mentions[f->mention_count - 1];
    assert_true(f->hit_count < ROOM);
    f->hits[f->hit_count++] =
        (rl_hit){.first = m->first, .last = m->last, .entry = entry, .kind = (uint8_t)kind};
}

/* A hit on words that are no mention. */
static inline void hit_on(fixture *f, const char *phrase, rl_name_kind kind, uint32_t entry)
{
    rl_hit *h = &f->hits[f->hit_count++];
    *h = (rl_hit){.entry = entry, .kind = (uint8_t)kind};
    find_phrase(f, phrase, &h->first, &h->last);
    f->at = h->last;
}

static inline rl_resolve_input *make_input(fixture *f)
{
    f->input = (rl_resolve_input){&f->text, f->hits, f->hit_count, f->patterns, f->pattern_count, f->entries,
                                  f->mentions, f->mention_count};
    return &f->input;
}

static inline void resolve(fixture *f)
{
    relata_error err = {0};
    assert_int_equal(rl_resolve_document(f->resolver, make_input(f), &f->entities, &f->count, &err), RELATA_OK);
    for (size_t i = 0; i < f->mention_count; i++)
        assert_true(f->mentions[i].entity < f->count);
}

static inline uint32_t entity_of(const fixture *f, size_t number)
{
    return f->mentions[number].entity;
}

static inline const rl_local_entity *of_mention(const fixture *f, size_t number)
{
    return &f->entities[entity_of(f, number)];
}

#define assert_same(f, a, b) assert_int_equal(entity_of(f, a), entity_of(f, b))
#define assert_different(f, a, b) assert_int_not_equal(entity_of(f, a), entity_of(f, b))
#define WITH_TEXT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
