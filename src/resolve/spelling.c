/* Misspelt names: "Meng Wenzhou" in one outlet is the "Meng Wanzhou" of the others.
 *
 * Spelling alone proves nothing, as there are more people than names. So a name joins another only if it is spelt almost
 * alike, is rare where the other is not, and keeps the same company; a listed person whom no document names must have
 * somebody of that company in the role that the list gives. Against it speak a document that names both, and two
 * spellings that lists both know as names. Of several people that a name could mean, it means the nearest, or nobody. */
#include "resolve/company.h"
#include "resolve/near.h"

#include <stdlib.h>
#include <string.h>

/* One pair that nothing speaks against. */
typedef struct choice {
    const rl_near_pair *pair;
    size_t shared;      /* how much company */
    uint32_t documents; /* of the rare name */
} choice;

typedef struct place {
    uint32_t group;
    uint32_t record;
} place;

typedef struct speller {
    rl_grouping *g;
    rl_near near;
    rl_company company;
    bool *wanted; /* by group: those of pairs */
    choice *choices;
    size_t count;
    place *places; /* where the groups of choices are named: sorted */
    size_t place_count;
    size_t place_capacity;
    uint32_t *meant; /* by entry: the group that was found to mean it */
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
    return !rl_name_split(name->folded, &words) ||
           s->g->lists->is_name(s->g->lists->user, words.words[word], words.lengths[word], ret);
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
    if (known->group == RL_NONE)
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

static int compare_places(const void *x, const void *y)
{
    const place *a = x, *b = y;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    return a->record < b->record ? -1 : a->record > b->record;
}

static bool find_places(speller *s)
{
    rl_grouping *g = s->g;
    memset(s->wanted, 0, g->count * sizeof *s->wanted);
    for (size_t i = 0; i < s->count; i++)
        s->wanted[rare_of(s, &s->choices[i])->group] = true;
    for (size_t r = 0; s->count > 0 && r < g->record_count; r++)
        for (size_t e = 0; e < g->records[r]->entity_count; e++) {
            if (g->records[r]->entities[e].partial)
                continue;
            uint32_t root = rl_group_root(g, g->group_of[g->first_of[r] + e]);
            if (!s->wanted[root])
                continue;
            place *places = rl_array_grow(s->places, &s->place_capacity, s->place_count + 1, sizeof *places);
            if (places == NULL)
                return false;
            s->places = places;
            places[s->place_count++] = (place){root, (uint32_t)r};
        }
    if (s->place_count > 0)
        qsort(s->places, s->place_count, sizeof *s->places, compare_places);
    return true;
}

static bool is_named_in(rl_grouping *g, uint32_t record, uint32_t root)
{
    for (size_t e = 0; e < g->records[record]->entity_count; e++)
        if (!g->records[record]->entities[e].partial && rl_group_root(g, g->group_of[g->first_of[record] + e]) == root)
            return true;
    return false;
}

/* Does a document that names `group` name the other one too? The other may have been joined by then. */
static bool are_named_together(speller *s, uint32_t group, uint32_t other)
{
    const place key = {group, 0};
    size_t low = 0, high = s->place_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(&s->places[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t root = rl_group_root(s->g, other);
    for (; low < s->place_count && s->places[low].group == group; low++)
        if (is_named_in(s->g, s->places[low].record, root))
            return true;
    return false;
}

static bool note_merge(speller *s, const choice *c)
{
    rl_grouping *g = s->g;
    const char *variant = rare_of(s, c)->folded, *name = known_of(s, c)->folded;
    size_t shared;
    (void)fits(s, c, &shared);
    rl_corpus_merge merge = {
        .variant = rl_arena_copy(g->strings, variant, strlen(variant)),
        .name = rl_arena_copy(g->strings, name, strlen(name)),
        .company = s->names.failed ? NULL : rl_arena_copy(g->strings, s->names.bytes, s->names.length),
        .entity = rare_of(s, c)->group,
    };
    if (merge.variant == NULL || merge.name == NULL || merge.company == NULL)
        return false;
    g->merges[g->merge_count++] = merge;
    return true;
}

/* A group that turns out to be a listed person, or another misspelling of one. */
static void mean_entry(speller *s, uint32_t group, uint32_t entry)
{
    if (s->meant[entry] != RL_NONE) {
        rl_group_join(s->g, group, s->meant[entry]);
        return;
    }
    s->g->groups[group].entry = entry;
    s->meant[entry] = group;
}

static bool join_choice(speller *s, const choice *c)
{
    uint32_t rare = rare_of(s, c)->group;
    const rl_near_name *known = known_of(s, c);
    uint32_t other = known->group != RL_NONE ? known->group : s->meant[known->entry];
    bool joined = rl_group_root(s->g, rare) != rare || s->g->groups[rare].entry != RL_NONE;
    if (joined || (other != RL_NONE && are_named_together(s, rare, other)))
        return true;
    if (known->group != RL_NONE)
        rl_group_join(s->g, rare, known->group);
    else
        mean_entry(s, rare, known->entry);
    return note_merge(s, c);
}

static int compare_merges(const void *x, const void *y)
{
    const rl_corpus_merge *a = x, *b = y;
    return strcmp(a->variant, b->variant);
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
    rl_grouping *g = s->g;
    g->merges = malloc((s->count + 1) * sizeof *g->merges);
    s->meant = malloc((g->lists->entry_count + 1) * sizeof *s->meant);
    if (g->merges == NULL || s->meant == NULL)
        return false;
    memset(s->meant, 0xFF, g->lists->entry_count * sizeof *s->meant);
    if (s->count > 0)
        qsort(s->choices, s->count, sizeof *s->choices, compare_weights);
    for (size_t i = 0; i < s->count; i++)
        if (!join_choice(s, &s->choices[i]))
            return false;
    if (g->merge_count > 0)
        qsort(g->merges, g->merge_count, sizeof *g->merges, compare_merges);
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
        if (s->near.names[s->near.pairs[i].known].group != RL_NONE)
            s->wanted[s->near.names[s->near.pairs[i].known].group] = true;
    }
    return rl_company_list(s->g, s->wanted, &s->company);
}

bool rl_spelling_join(rl_grouping *g)
{
    if (g->lists == NULL)
        return true;
    speller s = {.g = g, .near = {.g = g}};
    bool ok = rl_company_count(g, &s.company);
    s.near.documents = s.company.documents;
    ok = ok && rl_near_find(&s.near);
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
    free(s.places);
    free(s.meant);
    rl_buffer_free(&s.names);
    return ok;
}
