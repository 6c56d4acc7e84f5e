/* Namesakes.
 *
 * Each name has a few keys: what its given and family name sound like, its family name with an initial, its words whatever
 * their order, the names that its given name is short for. Only names that share a key are compared, those with a whole given
 * name under the key of an initial only with those that have nothing but an initial. Two listed people are never one, so a
 * list's names are looked at only where an unlisted name has the same key. */
#include "resolve/namesakes.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum {
    KEYS_MOST = 3 + RL_NICKNAMES,
    CROWD = 2048,     /* names under the key of an initial: beyond this each says too little */
    CROWD_ALIKE = 256 /* … under another one, where all are compared */
};

typedef struct rl_name_key {
    uint64_t hash;
    uint32_t name;
    char kind;    /* of the key: 'w' whole given name, 'i' initial, 'o' order, 'n' nickname */
    bool initial; /* the given name is one */
} name_key;

/* ---- names ---- */

static bool add_name(rl_namesakes *n, const char *text, const char *folded, uint32_t group)
{
    rl_bearer_name *names = rl_array_grow(n->names, &n->capacity, n->count + 1, sizeof *names);
    if (names == NULL)
        return false;
    n->names = names;
    names[n->count++] = (rl_bearer_name){text, folded, group};
    return true;
}

static bool add_record_names(rl_namesakes *n, size_t r)
{
    rl_grouping *g = n->g;
    const rl_record *record = g->records[r];
    for (size_t e = 0; e < record->entity_count; e++) {
        const rl_record_entity *entity = &record->entities[e];
        if (entity->type != RL_TYPE_PERSON || entity->partial)
            continue;
        uint32_t root = rl_group_root(g, g->group_of[g->first_of[r] + e]);
        for (uint32_t f = 0; f < entity->form_count; f++) {
            const rl_form *form = &record->forms[entity->first_form + f];
            if (form->words >= 2 && !add_name(n, record->strings + form->text, record->strings + form->folded, root))
                return false;
        }
    }
    return true;
}

static int compare_names(const void *x, const void *y)
{
    const rl_bearer_name *a = x, *b = y;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    int order = strcmp(a->folded, b->folded);
    return order != 0 ? order : strcmp(a->text, b->text);
}

static void unite_names(rl_namesakes *n)
{
    size_t kept = 0;
    if (n->count > 0)
        qsort(n->names, n->count, sizeof *n->names, compare_names);
    for (size_t i = 0; i < n->count; i++)
        if (kept == 0 || n->names[kept - 1].group != n->names[i].group ||
            strcmp(n->names[kept - 1].folded, n->names[i].folded) != 0)
            n->names[kept++] = n->names[i];
    n->count = kept;
}

/* ---- keys ---- */

static uint64_t hash_word(const rl_full_name *name, size_t word)
{
    return rl_hash_bytes(rl_full_word_at(name, &name->words[word]), name->words[word].length);
}

static uint64_t key_of(const rl_namesakes *n, const rl_full_name *name, size_t word)
{
    return rl_variant_key(n->variants, rl_full_word_at(name, &name->words[word]), name->words[word].length);
}

static uint64_t mark(char kind, uint64_t a, uint64_t b)
{
    return rl_hash_mix(rl_hash_mix((uint64_t)(unsigned char)kind, a), b);
}

static size_t make_keys(const rl_namesakes *n, const rl_full_name *name, name_key *ret)
{
    uint64_t family = key_of(n, name, name->count - 1), full[RL_NICKNAMES], sum = 0;
    const rl_full_word *given = &name->words[0];
    bool initial = given->initial;
    size_t count = 0;
    ret[count++] = (name_key){mark('i', family, (unsigned char)rl_full_word_at(name, given)[0]), 0, 'i', initial};
    ret[count++] = (name_key){mark('w', family, key_of(n, name, 0)), 0, 'w', initial};
    for (size_t w = 0; w < name->count && name->count <= 3; w++)
        sum += hash_word(name, w) | 1;
    if (sum != 0 && !initial)
        ret[count++] = (name_key){mark('o', sum, name->count), 0, 'o', false};
    size_t nicknames = rl_variant_nicknames(n->variants, rl_full_word_at(name, given), given->length, full);
    for (size_t i = 0; i < nicknames && !initial; i++)
        ret[count++] = (name_key){mark('n', family, full[i]), 0, 'n', false};
    return count;
}

static bool add_keys(rl_namesakes *n, uint32_t number)
{
    rl_full_name name;
    name_key made[KEYS_MOST];
    if (!rl_full_name_read(n->variants, n->names[number].text, &n->scratch, &name))
        return !n->scratch.failed;
    size_t count = make_keys(n, &name, made);
    name_key *keys = rl_array_grow(n->keys, &n->key_capacity, n->key_count + count, sizeof *keys);
    if (keys == NULL)
        return false;
    n->keys = keys;
    for (size_t i = 0; i < count; i++) {
        made[i].name = number;
        keys[n->key_count++] = made[i];
    }
    return true;
}

static int compare_keys(const void *x, const void *y)
{
    const name_key *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->name < b->name ? -1 : a->name > b->name;
}

static void sort_keys(rl_namesakes *n)
{
    if (n->key_count > 0)
        qsort(n->keys, n->key_count, sizeof *n->keys, compare_keys);
}

/* Of unlisted groups only: those of the others are added where they meet one. */
static bool add_unlisted_keys(rl_namesakes *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        if (n->g->groups[n->names[i].group].entry == RL_NONE && !add_keys(n, i))
            return false;
    sort_keys(n);
    return true;
}

static bool has_key(const name_key *keys, size_t count, const name_key *wanted)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys[middle].hash < wanted->hash)
            low = middle + 1;
        else
            high = middle;
    }
    /* A whole given name meets another one under other keys. */
    for (; low < count && keys[low].hash == wanted->hash; low++)
        if (wanted->kind != 'i' || wanted->initial || keys[low].initial)
            return true;
    return false;
}

static bool meets(rl_namesakes *n, const char *text, size_t sorted, bool *ret)
{
    rl_full_name name;
    name_key made[KEYS_MOST];
    *ret = false;
    if (!rl_full_name_read(n->variants, text, &n->scratch, &name))
        return !n->scratch.failed;
    size_t count = make_keys(n, &name, made);
    for (size_t i = 0; i < count && !*ret; i++)
        *ret = has_key(n->keys, sorted, &made[i]);
    return true;
}

/* ---- listed people ---- */

typedef struct listing {
    rl_namesakes *n;
    size_t sorted; /* keys of unlisted names */
} listing;

static bool add_listed_name(rl_namesakes *n, uint32_t entry, const char *name, size_t length)
{
    const char *text = rl_arena_copy(n->g->strings, name, length);
    uint32_t group = text == NULL ? RL_NONE : rl_group_of_person(n->g, entry);
    rl_buffer_clear(&n->scratch);
    bool ok = group != RL_NONE && rl_fold_name(text, length, ' ', &n->scratch);
    const char *kept = ok ? rl_arena_copy(n->g->strings, n->scratch.bytes, n->scratch.length) : NULL;
    return kept != NULL && add_name(n, text, kept, rl_group_root(n->g, group));
}

typedef bool (*part_fn)(listing *l, const rl_listed_person *person, const char *part, size_t length, bool *ret);

static bool visit_meets(listing *l, const rl_listed_person *person, const char *part, size_t length, bool *ret)
{
    char text[RL_FULL_BYTES + 1];
    (void)person;
    if (*ret || length > RL_FULL_BYTES)
        return true;
    memcpy(text, part, length);
    text[length] = '\0';
    return meets(l->n, text, l->sorted, ret);
}

static bool visit_add(listing *l, const rl_listed_person *person, const char *part, size_t length, bool *ret)
{
    *ret = memchr(part, ' ', length) == NULL || add_listed_name(l->n, person->entry, part, length);
    return *ret;
}

/* The name of a person, then the aliases. */
static bool each_part(listing *l, const rl_listed_person *person, part_fn visit, bool *ret)
{
    if (!visit(l, person, person->name, strlen(person->name), ret))
        return false;
    for (const char *at = person->aliases; *at != '\0';) {
        size_t length = strcspn(at, "|");
        if (length > 0 && !visit(l, person, at, length, ret))
            return false;
        at += length + (at[length] == '|');
    }
    return true;
}

/* All names of a person are taken if one meets an unlisted name, as the others may speak against it. */
static bool take_listed(void *user, const rl_listed_person *person)
{
    listing *l = user;
    bool meeting = false, added = false;
    if (!each_part(l, person, visit_meets, &meeting))
        return false;
    return !meeting || each_part(l, person, visit_add, &added);
}

static bool add_listed(rl_namesakes *n)
{
    const rl_name_lists *lists = n->g->lists;
    listing l = {n, n->key_count};
    return lists->each_person == NULL || lists->each_person(lists->user, take_listed, &l);
}

/* ---- pairs ---- */

static uint32_t worth(const rl_namesakes *n, uint32_t group)
{
    return n->documents[group] + (n->g->groups[group].entry == RL_NONE ? 0 : RL_LISTED_WORTH);
}

static bool add_pair(rl_namesakes *n, uint32_t a, uint32_t b, rl_difference difference, unsigned less)
{
    uint32_t x = n->names[a].group, y = n->names[b].group;
    rl_namesakes_pair *pairs = rl_array_grow(n->pairs, &n->pair_capacity, n->pair_count + 1, sizeof *pairs);
    if (pairs == NULL)
        return false;
    n->pairs = pairs;
    bool second = less == 2;
    if (less == 0)
        second = worth(n, x) != worth(n, y) ? worth(n, y) < worth(n, x) : y > x;
    pairs[n->pair_count++] = (rl_namesakes_pair){second ? y : x, second ? b : a, second ? a : b, difference};
    return true;
}

static bool compare_two(rl_namesakes *n, uint32_t a, uint32_t b)
{
    rl_full_name x, y;
    unsigned less;
    const rl_group *groups = n->g->groups;
    uint32_t group_a = n->names[a].group, group_b = n->names[b].group;
    if (group_a == group_b || (groups[group_a].entry != RL_NONE && groups[group_b].entry != RL_NONE))
        return true;
    if (!rl_full_name_read(n->variants, n->names[a].text, &n->scratch, &x) ||
        !rl_full_name_read(n->variants, n->names[b].text, &n->scratch, &y))
        return !n->scratch.failed;
    rl_difference difference = rl_full_names_differ(n->variants, &x, &y, &less);
    return difference >= RL_DIFFER_UNLIKE || add_pair(n, a, b, difference, less);
}

/* Names under one key; under that of an initial, those with no more than an initial come with all, the others not. */
static bool compare_run(rl_namesakes *n, size_t from, size_t to)
{
    if (to - from < 2 || to - from > (n->keys[from].kind == 'i' ? CROWD : CROWD_ALIKE))
        return true;
    for (size_t i = from; i < to; i++)
        for (size_t j = i + 1; j < to; j++) {
            const name_key *a = &n->keys[i], *b = &n->keys[j];
            if ((a->kind != 'i' || a->initial || b->initial) && !compare_two(n, a->name, b->name))
                return false;
        }
    return true;
}

static int compare_pairs(const void *x, const void *y)
{
    const rl_namesakes_pair *a = x, *b = y;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->difference != b->difference)
        return a->difference < b->difference ? -1 : 1;
    if (a->less != b->less)
        return a->less < b->less ? -1 : 1;
    return a->more < b->more ? -1 : a->more > b->more;
}

/* Two names may share several keys. */
static void unite_pairs(rl_namesakes *n)
{
    size_t kept = 0;
    if (n->pair_count > 0)
        qsort(n->pairs, n->pair_count, sizeof *n->pairs, compare_pairs);
    for (size_t i = 0; i < n->pair_count; i++)
        if (kept == 0 || compare_pairs(&n->pairs[kept - 1], &n->pairs[i]) != 0)
            n->pairs[kept++] = n->pairs[i];
    n->pair_count = kept;
}

/* ---- all of it ---- */

bool rl_namesakes_collect(rl_namesakes *namesakes)
{
    rl_namesakes *n = namesakes;
    for (size_t r = 0; r < n->g->record_count; r++)
        if (!add_record_names(n, r))
            return false;
    unite_names(n);
    if (!add_unlisted_keys(n) || (n->key_count > 0 && !add_listed(n)))
        return false;
    unite_names(n);
    n->key_count = 0;
    for (uint32_t i = 0; i < n->count; i++)
        if (!add_keys(n, i))
            return false;
    sort_keys(n);
    return true;
}

bool rl_namesakes_pair_up(rl_namesakes *namesakes)
{
    rl_namesakes *n = namesakes;
    for (size_t from = 0, to; from < n->key_count; from = to) {
        for (to = from + 1; to < n->key_count && n->keys[to].hash == n->keys[from].hash;)
            to++;
        if (!compare_run(n, from, to))
            return false;
    }
    unite_pairs(n);
    return true;
}

size_t rl_namesakes_of(const rl_namesakes *namesakes, uint32_t group, size_t *ret_first)
{
    size_t low = 0, high = namesakes->count, end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (namesakes->names[middle].group < group)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < namesakes->count && namesakes->names[end].group == group;)
        end++;
    *ret_first = low;
    return end - low;
}

void rl_namesakes_free(rl_namesakes *namesakes)
{
    free(namesakes->names);
    free(namesakes->keys);
    free(namesakes->pairs);
    rl_buffer_free(&namesakes->scratch);
}
