/* What the tests of corpora and networks share: records of documents, written by hand. */
#ifndef RECORDING_H
#define RECORDING_H

#include "types.h"

#include "model/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_RECORDS = 16, MOST_ITEMS = 32 };

typedef struct draft {
    rl_record record;
    rl_buffer strings;
    rl_record_entity entities[MOST_ITEMS];
    rl_form forms[MOST_ITEMS];
    rl_record_pair pairs[MOST_ITEMS];
    rl_record_evidence evidence[MOST_ITEMS][RL_EVIDENCE_LIMIT]; /* by pair */
} draft;

typedef struct records {
    draft drafts[MOST_RECORDS];
    const rl_record *order[MOST_RECORDS];
    size_t count;
} records;

static inline uint32_t put_string(draft *d, const char *string)
{
    uint32_t at = (uint32_t)d->strings.length;
    assert_true(rl_buffer_append(&d->strings, string, strlen(string) + 1));
    return at;
}

/* The document that what follows belongs to. */
static inline draft *latest(records *rs)
{
    return &rs->drafts[rs->count - 1];
}

static inline void document(records *rs, const char *id, const char *date)
{
    assert_true(rs->count < MOST_RECORDS);
    draft *d = &rs->drafts[rs->count++];
    *d = (draft){0};
    d->record.entities = d->entities;
    d->record.forms = d->forms;
    d->record.pairs = d->pairs;
    d->record.id = put_string(d, id);
    d->record.date = put_string(d, date);
}

/* Adds an entity to the latest document. Its number there. */
static inline uint32_t entity(records *rs, uint32_t type, uint32_t entry, const char *key, bool partial)
{
    draft *d = latest(rs);
    assert_true(d->record.entity_count < MOST_ITEMS);
    d->entities[d->record.entity_count] = (rl_record_entity){.type = type, .entry = entry, .key = put_string(d, key),
        .first_form = (uint32_t)d->record.form_count, .partial = partial};
    return (uint32_t)d->record.entity_count++;
}

/* Adds a form to the latest entity. Returns it, for what else it may be. */
static inline rl_form *form(records *rs, const char *text, const char *folded, uint32_t count)
{
    draft *d = latest(rs);
    rl_record_entity *e = &d->entities[d->record.entity_count - 1];
    assert_true(d->record.form_count < MOST_ITEMS);
    rl_form *f = &d->forms[d->record.form_count++];
    *f = (rl_form){.text = put_string(d, text), .folded = put_string(d, folded), .count = count, .words = 1};
    for (const char *c = folded; *c != '\0'; c++)
        f->words = (uint16_t)(f->words + (*c == ' '));
    e->form_count++;
    e->mentions += count;
    d->record.mention_count += count;
    return f;
}

/* An entity with one form. */
static inline uint32_t name(records *rs, uint32_t type, uint32_t entry, const char *text, const char *folded)
{
    uint32_t number = entity(rs, type, entry, folded, false);
    (void)form(rs, text, folded, 1);
    return number;
}

static inline rl_record_pair *pair(records *rs, uint32_t a, uint32_t b, uint32_t count)
{
    draft *d = latest(rs);
    assert_true(d->record.pair_count < MOST_ITEMS);
    d->pairs[d->record.pair_count] = (rl_record_pair){
        .a = a, .b = b, .count = count, .line = RL_NONE, .evidence = d->evidence[d->record.pair_count]};
    return &d->pairs[d->record.pair_count++];
}

static inline void show(records *rs, rl_record_pair *p, uint32_t rank, uint32_t sentence, const char *text)
{
    draft *d = latest(rs);
    d->evidence[p - d->pairs][p->evidence_count++] = (rl_record_evidence){rank, sentence, put_string(d, text)};
}

static inline int compare_drafts(const void *x, const void *y)
{
    const rl_record *a = *(const rl_record *const *)x, *b = *(const rl_record *const *)y;
    return strcmp(a->strings + a->id, b->strings + b->id);
}

/* All records in the order of their ids, as those who read them expect. */
static inline const rl_record *const *in_order(records *rs)
{
    for (size_t i = 0; i < rs->count; i++) {
        rs->drafts[i].record.strings = rs->drafts[i].strings.bytes;
        rs->drafts[i].record.strings_length = rs->drafts[i].strings.length;
        rs->order[i] = &rs->drafts[i].record;
    }
    if (rs->count > 0)
        qsort(rs->order, rs->count, sizeof rs->order[0], compare_drafts);
    return rs->order;
}

static inline void free_records(records *rs)
{
    for (size_t i = 0; i < rs->count; i++)
        rl_buffer_free(&rs->drafts[i].strings);
    rs->count = 0;
}

#endif
