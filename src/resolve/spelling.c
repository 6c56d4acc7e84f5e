/* Misspelt names: "Meng Wenzhou" in one outlet is the "Meng Wanzhou" of the others.
 *
 * Spelling alone proves nothing, as there are more people than names. So a name joins another only if it is spelt almost
 * alike, is rare where the other is not, and keeps the same company; a listed person whom no document names must have
 * somebody of that company in the role that the list gives. Against it speak a document that names both, and two
 * spellings that lists both know as names. Of several people that a name could mean, it means the nearest, or nobody. */
#include "resolve/company.h"
#include "resolve/near.h"
#include "resolve/together.h"

#include <stdlib.h>
#include <string.h>

/* One pair that nothing speaks against. */
typedef struct choice {
    const rl_near_pair *pair;
    size_t shared;      /* how much company */
    uint32_t documents; /* of the rare name */
} choice;

typedef struct speller {
    rl_grouping *g;
    rl_near near;
    rl_company company;
    bool *wanted; /* by group: those of pairs */
    choice *choices;
    size_t count;
    rl_together together;
    rl_buffer names;
} speller;

static const rl_near_name *rare_of(const speller *s, const choice *c)
{
    return &s->near.names[c->pair->rare];
}

static const rl_near_name *known_of(const speller *s, const choice *c)
{
    return &s->near.names[c->pair->known];
}

/* ---- what speaks against a pair, and for it ---- */

static bool is_listed_word(const speller *s, const rl_near_name *name, size_t word, bool *ret)
{
    rl_spelt_name words;
    *ret = false;
    rl_classes classes = 0;
    if (!rl_name_split(name->folded, &words))
        return true;
    if (!s->g->lists->classes(s->g->lists->user, words.words[word], words.lengths[word], &classes))
        return false;
    *ret = (classes & (RL_CLASS_GIVEN | RL_CLASS_FAMILY)) != 0;
    return true;
}

/* Are both spellings names that lists know? */
static bool are_names(const speller *s, const choice *c, bool *ret)
{
    bool first = false, second = false;
    bool ok = c->pair->likeness.distance == 0 ||
              (is_listed_word(s, rare_of(s, c), c->pair->likeness.word, &first) &&
               (!first || is_listed_word(s, known_of(s, c), c->pair->likeness.word, &second)));
    *ret = first && second;
    return ok;
}

/* Leaves the names of the company in s->names. False: it does not fit. */
static bool fits(speller *s, const choice *c, size_t *ret_shared)
{
    const rl_near_name *rare = rare_of(s, c), *known = known_of(s, c);
    rl_buffer_clear(&s->names);
    *ret_shared = 1;
    if (s->company.documents[known->group] == 0)
        return rl_company_has_role(s->g, &s->company, rare->group, &s->g->entries[known->entry], &s->names);
    return rl_company_shared(s->g, &s->company, rare->group, known->group, &s->names, ret_shared);
}

static bool weigh_pairs(speller *s)
{
    s->choices = malloc((s->near.pair_count + 1) * sizeof *s->choices);
    if (s->choices == NULL)
        return false;
    for (size_t i = 0; i < s->near.pair_count; i++) {
        choice c = {.pair = &s->near.pairs[i]};
        c.documents = s->company.documents[rare_of(s, &c)->group];
        bool names = false;
        if (!fits(s, &c, &c.shared))
            continue;
        if (s->names.failed || !are_names(s, &c, &names))
            return false;
        if (!names)
            s->choices[s->count++] = c;
    }
    return !s->names.failed;
}

/* ---- choosing among the pairs of one name ---- */

/* The numbers of names follow the order of records, so they are as good as strings. */
static int compare_choices(const void *x, const void *y)
{
    const choice *a = x, *b = y;
    if (a->pair->rare != b->pair->rare)
        return a->pair->rare < b->pair->rare ? -1 : 1;
    if (a->pair->likeness.distance != b->pair->likeness.distance)
        return a->pair->likeness.distance < b->pair->likeness.distance ? -1 : 1;
    if (a->shared != b->shared)
        return a->shared > b->shared ? -1 : 1;
    return a->pair->known < b->pair->known ? -1 : a->pair->known > b->pair->known;
}

static bool same_person(const rl_near_name *a, const rl_near_name *b)
{
    return a->group == b->group && a->entry == b->entry;
}

static bool is_tie(const speller *s, const choice *a, const choice *b)
{
    return a->pair->rare == b->pair->rare && a->pair->likeness.distance == b->pair->likeness.distance &&
           a->shared == b->shared && !same_person(known_of(s, a), known_of(s, b));
}

static void keep_best(speller *s)
{
    size_t kept = 0;
    if (s->count > 0)
        qsort(s->choices, s->count, sizeof *s->choices, compare_choices);
    for (size_t from = 0, to; from < s->count; from = to) {
        choice best = s->choices[from];
        bool tie = false;
        for (to = from + 1; to < s->count && s->choices[to].pair->rare == best.pair->rare; to++)
            tie = tie || is_tie(s, &best, &s->choices[to]);
        if (!tie)
            s->choices[kept++] = best;
    }
    s->count = kept;
}

/* ---- joining ---- */

/* Where those of the choices are named. */
static bool find_places(speller *s)
{
    memset(s->wanted, 0, s->g->count * sizeof *s->wanted);
    for (size_t i = 0; i < s->count; i++)
        s->wanted[rare_of(s, &s->choices[i])->group] = true;
    return s->count == 0 || rl_together_find(&s->together, s->wanted);
}

static bool note_merge(speller *s, const choice *c)
{
    const rl_near_name *known = known_of(s, c);
    size_t shared;
    (void)fits(s, c, &shared);
    const char *company = rl_buffer_string(&s->names);
    const rl_corpus_merge why = {RL_REASON_SPELLING, rare_of(s, c)->folded,
                                 known->entry == RL_NONE ? known->folded : s->g->entries[known->entry].name, company};
    return company != NULL && rl_group_explain(s->g, rare_of(s, c)->group, &why);
}

static bool join_choice(speller *s, const choice *c)
{
    uint32_t rare = rare_of(s, c)->group, known = known_of(s, c)->group;
    if (rl_group_root(s->g, rare) != rare || s->g->groups[rare].entry != RL_NONE ||
        rl_together_named(&s->together, rare, known, NULL))
        return true;
    if (!note_merge(s, c))
        return false;
    rl_group_join(s->g, rare, known);
    return true;
}

/* Names of more documents first: what is joined to a misspelt name then meets whom that one was joined to. */
static int compare_weights(const void *x, const void *y)
{
    const choice *a = x, *b = y;
    if (a->documents != b->documents)
        return a->documents > b->documents ? -1 : 1;
    return compare_choices(x, y);
}

static bool join_all(speller *s)
{
    if (s->count > 0)
        qsort(s->choices, s->count, sizeof *s->choices, compare_weights);
    for (size_t i = 0; i < s->count; i++)
        if (!join_choice(s, &s->choices[i]))
            return false;
    return true;
}

/* ---- all of it ---- */

static bool find_company(speller *s)
{
    s->wanted = calloc(s->g->count + 1, sizeof *s->wanted);
    if (s->wanted == NULL)
        return false;
    for (size_t i = 0; i < s->near.pair_count; i++) {
        s->wanted[s->near.names[s->near.pairs[i].rare].group] = true;
        s->wanted[s->near.names[s->near.pairs[i].known].group] = true;
    }
    return rl_company_list(s->g, s->wanted, &s->company);
}

bool rl_spelling_join(rl_grouping *g)
{
    if (g->lists == NULL)
        return true;
    speller s = {.g = g, .near = {.g = g}, .together = {.g = g}};
    bool ok = rl_near_collect(&s.near) && rl_company_count(g, &s.company);
    s.near.documents = s.company.documents;
    ok = ok && rl_near_pair_up(&s.near);
    if (ok && s.near.pair_count > 0) {
        ok = find_company(&s) && weigh_pairs(&s);
        if (ok)
            keep_best(&s);
        ok = ok && find_places(&s) && join_all(&s);
    }
    rl_near_free(&s.near);
    rl_company_free(&s.company);
    free(s.wanted);
    free(s.choices);
    rl_together_free(&s.together);
    rl_buffer_free(&s.names);
    return ok;
}
