/* People across documents: full names that differ as those of one person may.
 *
 * A name that says less ("J. Rowling", "John Kennedy") means the only person of the documents and of the lists whom it fits;
 * if it fits two, it means neither. So the names that say most are joined first. Some differences prove nothing alone, as two
 * people may have either name: another way of writing it, a nickname, an order of words where either word may be the given
 * name. There the two must keep the same company, or the listed person must have somebody of it in the role that the list
 * gives. A document that names both as two people speaks against it, and so does any other name of theirs that cannot be
 * that of the other. */
#include "resolve/company.h"
#include "resolve/namesakes.h"
#include "resolve/together.h"

#include <stdlib.h>
#include <string.h>

/* The pairs of the group that says less in them. */
typedef struct run {
    size_t from;
    size_t to;
    uint32_t documents;
    uint32_t group;
} run;

typedef struct uniter {
    rl_grouping *g;
    const rl_variants *variants;
    rl_namesakes names;
    rl_company company;
    rl_together together;
    run *runs;
    size_t run_count;
    rl_buffer shared; /* the company of the last pair that was asked for */
    bool failed;
} uniter;

typedef struct step {
    rl_difference difference;
    rl_reason reason;
    bool alone; /* other differences of the name do not count against it */
} step;

static const step steps[] = {
    {RL_DIFFER_NOT, RL_REASON_SHARED, true},
    {RL_DIFFER_ORDER, RL_REASON_ORDER, true},
    {RL_DIFFER_TRANSLITERATION, RL_REASON_TRANSLITERATION, true},
    {RL_DIFFER_MIDDLE_INITIAL, RL_REASON_MIDDLE_INITIAL, false},
    {RL_DIFFER_SUFFIX, RL_REASON_SUFFIX, false},
    {RL_DIFFER_MIDDLE, RL_REASON_MIDDLE, false},
    {RL_DIFFER_NICKNAME, RL_REASON_NICKNAME, true},
    {RL_DIFFER_INITIAL, RL_REASON_INITIAL, false},
};

/* ---- what speaks against two groups ---- */

typedef struct fit {
    bool fits;
    bool conflicts;
} fit;

/* How the names of two groups go together. */
static fit compare_groups(uniter *u, uint32_t a, uint32_t b)
{
    size_t first_a, first_b;
    size_t count_a = rl_namesakes_of(&u->names, a, &first_a), count_b = rl_namesakes_of(&u->names, b, &first_b);
    fit f = {false, false};
    for (size_t i = 0; i < count_a; i++)
        for (size_t j = 0; j < count_b; j++) {
            rl_full_name x, y;
            unsigned less;
            if (!rl_full_name_read(u->variants, u->names.names[first_a + i].text, &u->names.scratch, &x) ||
                !rl_full_name_read(u->variants, u->names.names[first_b + j].text, &u->names.scratch, &y))
                continue;
            rl_difference difference = rl_full_names_differ(u->variants, &x, &y, &less);
            f.conflicts |= difference == RL_DIFFER_CONFLICT;
            f.fits |= difference < RL_DIFFER_UNLIKE;
        }
    u->failed |= u->names.scratch.failed;
    return f;
}

/* Of the names of a listed person some are far from the others ("Jack Kennedy"): one that fits is enough. */
static bool groups_conflict(uniter *u, uint32_t a, uint32_t b)
{
    bool listed = u->g->groups[a].entry != RL_NONE || u->g->groups[b].entry != RL_NONE;
    fit f = compare_groups(u, a, b);
    return f.conflicts && !(listed && f.fits);
}

/* All that were joined to either. */
static bool rings_conflict(uniter *u, uint32_t a, uint32_t b)
{
    uint32_t x = a, y = b;
    do {
        do {
            if (groups_conflict(u, x, y))
                return true;
            y = u->g->groups[y].next;
        } while (y != b);
        x = u->g->groups[x].next;
    } while (x != a);
    return false;
}

static bool are_both_listed(uniter *u, uint32_t a, uint32_t b)
{
    return u->g->groups[a].entry != RL_NONE && u->g->groups[b].entry != RL_NONE;
}

/* ---- what speaks for a pair ---- */

static bool word_classes(uniter *u, const rl_full_name *name, size_t word, rl_classes *ret)
{
    const rl_full_word *w = &name->words[word];
    *ret = 0;
    if (u->g->lists->classes == NULL)
        return true;
    if (!u->g->lists->classes(u->g->lists->user, rl_full_word_at(name, w), w->length, ret))
        u->failed = true;
    return !u->failed;
}

/* Does it show which word is the given name, so that another order is only another way to write the same? It does not where
 * lists know both outer words as the same, or neither. */
static bool is_order_clear(uniter *u, const rl_full_name *name)
{
    rl_classes first, last, names = RL_CLASS_GIVEN | RL_CLASS_FAMILY;
    if (!word_classes(u, name, 0, &first) || !word_classes(u, name, name->count - 1, &last))
        return false;
    return ((first ^ last) & names) != 0;
}

/* Do lists know every word of both as a name? Then two people may have them. */
static bool are_known(uniter *u, const rl_full_name *a, const rl_full_name *b)
{
    const rl_full_name *both[] = {a, b};
    for (size_t n = 0; n < 2; n++)
        for (size_t w = 0; w < both[n]->count; w++) {
            rl_classes classes;
            if (!word_classes(u, both[n], w, &classes) || (classes & (RL_CLASS_GIVEN | RL_CLASS_FAMILY)) == 0)
                return false;
        }
    return true;
}

static bool is_common_family(const uniter *u, const rl_full_name *name)
{
    const rl_full_word *family = &name->words[name->count - 1];
    return rl_variant_is_common(u->variants, rl_full_word_at(name, family), family->length);
}

/* Is the name, without its given name, one that two people may well share: names that lists know? */
static bool is_family_known(uniter *u, const rl_full_name *name)
{
    for (size_t w = name->count; w-- > 1;) {
        rl_classes classes;
        if (!word_classes(u, name, w, &classes) || (classes & (RL_CLASS_GIVEN | RL_CLASS_FAMILY)) == 0)
            return false;
    }
    return true;
}

static bool has_middle_word(const rl_full_name *name)
{
    for (size_t w = 1; w + 1 < name->count; w++)
        if (!name->words[w].initial)
            return true;
    return false;
}

/* Leaves the company in u->shared. */
static bool keep_company(uniter *u, uint32_t a, uint32_t b)
{
    size_t shared;
    uint32_t listed = u->g->groups[a].entry != RL_NONE ? a : b, other = listed == a ? b : a;
    rl_buffer_clear(&u->shared);
    if (rl_company_shared(u->g, &u->company, a, b, &u->shared, &shared))
        return true;
    rl_buffer_clear(&u->shared);
    uint32_t entry = u->g->groups[listed].entry;
    return entry != RL_NONE && rl_company_has_role(u->g, &u->company, other, &u->g->entries[entry], &u->shared);
}

static bool is_rare_beside(const uniter *u, uint32_t rare, uint32_t known)
{
    uint32_t few = u->company.documents[rare], many = u->company.documents[known];
    many += u->g->groups[known].entry == RL_NONE ? 0 : RL_LISTED_WORTH;
    return u->g->groups[rare].entry == RL_NONE && (uint64_t)few * 2 <= many && few <= 2 + many / 20;
}

static bool is_believed(uniter *u, const rl_namesakes_pair *pair)
{
    rl_full_name a, b;
    uint32_t less = u->names.names[pair->less].group, more = u->names.names[pair->more].group;
    if (!rl_full_name_read(u->variants, u->names.names[pair->less].text, &u->names.scratch, &a) ||
        !rl_full_name_read(u->variants, u->names.names[pair->more].text, &u->names.scratch, &b))
        return false;
    rl_buffer_clear(&u->shared);
    bool unnamed = u->company.documents[less] == 0 || u->company.documents[more] == 0;
    const rl_full_name *shorter;
    bool clear = false;
    switch (pair->difference) {
    case RL_DIFFER_NOT:
        clear = !a.words[0].initial && !unnamed;
        break;
    case RL_DIFFER_ORDER:
        clear = is_order_clear(u, &a);
        break;
    case RL_DIFFER_TRANSLITERATION:
        clear = !unnamed && (is_rare_beside(u, less, more) || is_rare_beside(u, more, less)) && !are_known(u, &a, &b);
        break;
    case RL_DIFFER_MIDDLE_INITIAL:
        clear = true;
        break;
    case RL_DIFFER_MIDDLE:
        shorter = a.count < b.count ? &a : &b;
        clear = !unnamed && !is_common_family(u, &b) &&
                !(has_middle_word(shorter == &a ? &b : &a) && is_family_known(u, shorter));
        break;
    case RL_DIFFER_SUFFIX:
    case RL_DIFFER_INITIAL:
        clear = !unnamed && !is_common_family(u, &b);
        break;
    default:
        break;
    }
    return clear || keep_company(u, less, more);
}

/* ---- joining ---- */

static const char *label_of(const uniter *u, uint32_t name)
{
    uint32_t group = u->names.names[name].group, entry = u->g->groups[group].entry;
    return entry != RL_NONE ? u->g->entries[entry].name : u->names.names[name].text;
}

static bool join(uniter *u, const rl_namesakes_pair *pair, rl_reason reason)
{
    uint32_t less = u->names.names[pair->less].group, more = u->names.names[pair->more].group;
    uint32_t root = rl_group_root(u->g, less);
    bool swap = u->g->groups[root].entry != RL_NONE; /* the listed one stays */
    const char *company = rl_buffer_string(&u->shared);
    const rl_corpus_merge why = {reason, u->names.names[swap ? pair->more : pair->less].text,
                                 label_of(u, swap ? pair->less : pair->more), company};
    if (company == NULL || !rl_group_explain(u->g, swap ? more : less, &why))
        return false;
    rl_group_join(u->g, less, more);
    return true;
}

static bool counts(const rl_namesakes_pair *pair, const step *now)
{
    if (pair->difference == now->difference)
        return true;
    bool alone = pair->difference == RL_DIFFER_NOT || pair->difference == RL_DIFFER_TRANSLITERATION ||
                 pair->difference == RL_DIFFER_NICKNAME || pair->difference == RL_DIFFER_ORDER;
    return !now->alone && !alone && pair->difference < now->difference;
}

/* Joins the group of a run to the only one that its names fit. */
static bool join_run(uniter *u, const run *r, const step *now)
{
    const rl_namesakes_pair *chosen = NULL;
    uint32_t target = RL_NONE;
    for (size_t i = r->from; i < r->to; i++) {
        const rl_namesakes_pair *pair = &u->names.pairs[i];
        uint32_t root = rl_group_root(u->g, r->group), other = rl_group_root(u->g, u->names.names[pair->more].group);
        if (!counts(pair, now) || root == other || are_both_listed(u, root, other) || rings_conflict(u, root, other) ||
            rl_together_named(&u->together, root, other, NULL))
            continue;
        if (target != RL_NONE && target != other)
            return true;
        target = other;
        if (chosen == NULL && pair->difference == now->difference && is_believed(u, pair))
            chosen = pair;
    }
    if (u->failed || u->shared.failed)
        return false;
    if (chosen == NULL)
        return true;
    (void)is_believed(u, chosen); /* for the company */
    return join(u, chosen, now->reason);
}

/* ---- all of it ---- */

/* Of two spellings the better known first: others then meet whom it was joined to. */
static int compare_runs(const void *x, const void *y)
{
    const run *a = x, *b = y;
    if (a->documents != b->documents)
        return a->documents > b->documents ? -1 : 1;
    return a->group < b->group ? -1 : a->group > b->group;
}

static bool make_runs(uniter *u)
{
    const rl_namesakes *n = &u->names;
    u->runs = malloc((n->pair_count + 1) * sizeof *u->runs);
    if (u->runs == NULL)
        return false;
    for (size_t from = 0, to; from < n->pair_count; from = to) {
        for (to = from + 1; to < n->pair_count && n->pairs[to].group == n->pairs[from].group;)
            to++;
        uint32_t group = n->pairs[from].group;
        u->runs[u->run_count++] = (run){from, to, u->company.documents[group], group};
    }
    qsort(u->runs, u->run_count, sizeof *u->runs, compare_runs);
    return true;
}

static bool look_around(uniter *u)
{
    bool *wanted = calloc(u->g->count + 1, sizeof *wanted);
    for (size_t i = 0; wanted != NULL && i < u->names.pair_count; i++) {
        wanted[u->names.names[u->names.pairs[i].less].group] = true;
        wanted[u->names.names[u->names.pairs[i].more].group] = true;
    }
    bool ok = wanted != NULL && rl_company_list(u->g, wanted, &u->company) && rl_together_find(&u->together, wanted);
    free(wanted);
    return ok;
}

static bool join_all(uniter *u)
{
    if (!look_around(u) || !make_runs(u))
        return false;
    for (size_t s = 0; s < sizeof steps / sizeof steps[0]; s++)
        for (size_t i = 0; i < u->run_count; i++)
            if (!join_run(u, &u->runs[i], &steps[s]))
                return false;
    return true;
}

bool rl_people_join(rl_grouping *g)
{
    static const rl_variants none = {0};
    if (g->lists == NULL)
        return true;
    uniter u = {.g = g, .variants = g->lists->variants == NULL ? &none : g->lists->variants, .together = {.g = g}};
    u.names = (rl_namesakes){.g = g, .variants = u.variants};
    bool ok = rl_namesakes_collect(&u.names) && rl_company_count(g, &u.company);
    u.names.documents = u.company.documents;
    ok = ok && rl_namesakes_pair_up(&u.names) && (u.names.pair_count == 0 || join_all(&u));
    rl_namesakes_free(&u.names);
    rl_company_free(&u.company);
    rl_together_free(&u.together);
    free(u.runs);
    rl_buffer_free(&u.shared);
    return ok;
}
