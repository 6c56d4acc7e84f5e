/* Learned weights of what lists hold, as observe_lists.c lists them. */
#include "recognise/summing.h"

#include "recognise/observing.h"

#include <string.h>

/* ---- entries ---- */

/* What is observed of an entry that is the span: all values but the sort of place or organisation. */
typedef struct entry_values {
    rl_constant type;
    rl_constant how;
    rl_constant name;
    rl_constant shape;
    rl_constant prior;
    rl_constant length;
} entry_values;

static rl_fixed_row find(const rl_recogniser *r, rl_template template, const uint64_t *hashes, size_t count)
{
    uint64_t key = r->vocabulary.templates[template].hash;
    for (size_t i = 0; i < count; i++)
        key = rl_hash_mix(key, hashes[i]);
    return rl_learned_row_of(&r->weights->learned, key);
}

static rl_fixed_row sum_values(const rl_recogniser *r, const entry_values *v, uint64_t sort)
{
    const rl_value *of = r->vocabulary.constants;
    const uint64_t listed[] = {of[v->type].hash, of[v->how].hash};
    const uint64_t kind[] = {sort, of[v->length].hash};
    const uint64_t word[] = {of[v->type].hash, of[v->name].hash, of[v->prior].hash};
    const uint64_t shape[] = {of[v->type].hash, of[v->shape].hash, of[v->how].hash};
    return find(r, RL_SEES_LISTED, listed, 2) + find(r, RL_SEES_LISTED_KIND, kind, 2) +
           find(r, RL_SEES_LISTED_AND_WORD, word, 3) + find(r, RL_SEES_LISTED_AND_SHAPE, shape, 3);
}

/* Seven bits are enough for a constant. */
static uint64_t key_of(const entry_values *v, uint64_t sort)
{
    uint64_t says = v->type | (uint64_t)v->how << 7 | (uint64_t)v->name << 14 | (uint64_t)v->shape << 21;
    return rl_hash_mix(sort, says | (uint64_t)v->prior << 28 | (uint64_t)v->length << 35);
}

/* Entries are many, but what is observed of them is not. */
static rl_fixed_row sum_entry(const rl_summed_span *s, const rl_entry *entry, uint8_t how)
{
    bool one = s->first == s->end;
    const rl_token_kind *kind = &rl_summed_word(s, s->first)->kind;
    entry_values v = {.type = RL_SAYS_TYPE + entry->type,
                      .how = RL_SAYS_KIND + how,
                      .name = one ? kind->name : RL_SAYS_NAME_MANY,
                      .shape = one ? kind->shape : RL_SAYS_NAME_MANY,
                      .prior = rl_prior_constant(entry->prior),
                      .length = s->length};
    size_t length = strlen(entry->kind);
    uint64_t sort = length > 0 ? rl_hash_bytes(entry->kind, length) : s->r->vocabulary.constants[v.type].hash;
    uint64_t key = key_of(&v, sort);
    rl_joined_rows *known = &s->r->rows.entries[key >> (64 - RL_ENTRY_BITS)];
    if (known->key != key)
        *known = (rl_joined_rows){key, sum_values(s->r, &v, sort)};
    return known->sum;
}

/* ---- other names ---- */

static rl_fixed_row sum_others(const rl_summed_span *s)
{
    rl_cuts c = rl_look_at_others(s->context, s->first, s->end);
    const rl_value *of = s->r->vocabulary.constants;
    rl_fixed_row sum = {0};
    if (c.covered || c.goes_on || c.cut_into)
        sum += find(s->r, RL_SEES_LONGER_NAME, &of[rl_longer_constant(&c)].hash, 1);
    if (c.begins || c.ends) {
        const uint64_t values[] = {of[c.begins ? RL_SAYS_BEGINS : RL_SAYS_NOTHING].hash,
                                   of[c.ends ? RL_SAYS_ENDS : RL_SAYS_NOTHING].hash};
        sum += find(s->r, RL_SEES_SHORTER_NAME, values, 2);
    }
    return sum;
}

rl_fixed_row rl_sum_lists(rl_summed_span *s, uint32_t *ret_hits)
{
    const rl_findings *f = s->r->findings;
    unsigned strong = 0, weak = 0; /* a bit for each type */
    uint32_t hits = 0;
    rl_fixed_row sum = {0};
    for (size_t i = s->c->hit; i < f->hit_count && f->hits[i].first == s->first; i++) {
        const rl_entry *entry = rl_observed_entry(s->r, &f->hits[i], s->c);
        if (entry == NULL)
            continue;
        *(f->hits[i].kind <= RL_NAME_ALIAS ? &strong : &weak) |= 1u << entry->type;
        sum += sum_entry(s, entry, f->hits[i].kind);
        hits++;
    }
    *ret_hits = hits;
    s->trusts_lists = rl_trusts_lists(&s->r->line, strong != 0);
    rl_constant name = s->first == s->end ? rl_summed_word(s, s->first)->kind.name : RL_SAYS_NAME_MANY;
    sum += rl_summed_fixed(s, RL_SEES_LISTS, RL_SAYS_SET + strong, RL_SAYS_SET + weak, name);
    bool others = (s->context[s->first].listed_last | s->context[s->end].listed_last) > 0;
    return others ? sum + sum_others(s) : sum;
}
