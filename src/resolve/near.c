/* Names that are spelt alike. A slip leaves all words but one and that one's first letter as they are, so names are
 * sorted by what is left of them when the rest of one word is taken away, one key for each word; names of two words have
 * another key for both orders. Only names under one key are compared, and of them only the rare with the known. */
#include "resolve/near.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum {
    CROWD = 2048, /* names under one key: beyond this each says too little */
    LENGTHS_APART = 8, /* in bytes: two letters */
    KEYS_MOST = RL_SPELLING_WORDS + 1,
    RARE_DOCUMENTS = 2,
    RARE_SHARE = 20, /* a spelling is rare up to RARE_DOCUMENTS and one in so many of the known one's */
    MORE = 2         /* and if the known one is in at least so many times as many */
};

typedef struct rl_near_key {
    uint64_t hash;
    uint32_t name;
} near_key;

/* ---- names ---- */

static bool add_name(rl_near *n, const char *folded, uint32_t group, uint32_t entry)
{
    rl_spelt_name words;
    if (!rl_name_split(folded, &words))
        return true;
    size_t before = n->numbers.count;
    rl_near_name *names = rl_array_grow(n->names, &n->name_capacity, before + 1, sizeof *names);
    if (names == NULL)
        return false;
    n->names = names;
    uint32_t at = rl_string_map_add(&n->numbers, folded, strlen(folded));
    if (at == before)
        names[at] = (rl_near_name){folded, group, entry, false};
    else if (at != RL_NONE && (names[at].group != group || names[at].entry != entry))
        names[at].several = true;
    return at != RL_NONE;
}

static bool add_record_names(rl_near *n, size_t r)
{
    rl_grouping *g = n->g;
    const rl_record *record = g->records[r];
    for (size_t e = 0; e < record->entity_count; e++) {
        const rl_record_entity *entity = &record->entities[e];
        if (entity->type != RL_TYPE_PERSON || entity->partial)
            continue;
        uint32_t root = rl_group_root(g, g->group_of[g->first_of[r] + e]), entry = g->groups[root].entry;
        for (uint32_t f = 0; f < entity->form_count; f++)
            if (!add_name(n, record->strings + record->forms[entity->first_form + f].folded, root, entry))
                return false;
    }
    return true;
}

/* The name that a list gives, kept with the corpus. */
static const char *fold_listed(rl_near *n, uint32_t entry)
{
    const char *name = n->g->entries[entry].name;
    rl_buffer_clear(&n->scratch);
    if (!rl_fold_name(name, strlen(name), ' ', &n->scratch))
        return NULL;
    return rl_arena_copy(n->g->strings, n->scratch.bytes, n->scratch.length);
}

static bool add_listed_groups(rl_near *n)
{
    rl_grouping *g = n->g;
    for (uint32_t i = 0; i < g->count; i++) {
        const rl_group *group = &g->groups[i];
        if (group->parent != i || group->type != RL_TYPE_PERSON || group->entry == RL_NONE)
            continue;
        const char *folded = fold_listed(n, group->entry);
        if (folded == NULL || !add_name(n, folded, i, group->entry))
            return false;
    }
    return true;
}

/* ---- keys ---- */

static bool append_words(rl_near *n, const rl_spelt_name *name, size_t cut)
{
    rl_buffer_clear(&n->scratch);
    for (size_t w = 0; w < name->count; w++)
        if (!rl_buffer_append(&n->scratch, name->words[w], w == cut ? 1 : name->lengths[w]) ||
            !rl_buffer_append_char(&n->scratch, w == cut ? '*' : ' '))
            return false;
    return true;
}

static bool is_after(const rl_spelt_name *name)
{
    size_t least = name->lengths[0] < name->lengths[1] ? name->lengths[0] : name->lengths[1];
    int order = memcmp(name->words[0], name->words[1], least);
    return order > 0 || (order == 0 && name->lengths[0] > name->lengths[1]);
}

/* A number of keys up to KEYS_MOST; 0 if there is no memory, as every name has one. */
static size_t make_keys(rl_near *n, const rl_spelt_name *name, uint64_t *ret)
{
    size_t count = 0;
    for (size_t w = 0; w < name->count; w++) {
        if (!append_words(n, name, w))
            return 0;
        ret[count++] = rl_hash_bytes(n->scratch.bytes, n->scratch.length);
    }
    if (name->count == 2) {
        bool turned = is_after(name);
        rl_spelt_name both = {.words = {name->words[turned], name->words[!turned]},
                              .lengths = {name->lengths[turned], name->lengths[!turned]}, .count = 2};
        if (!append_words(n, &both, RL_SPELLING_WORDS))
            return 0;
        ret[count++] = rl_hash_bytes(n->scratch.bytes, n->scratch.length);
    }
    return count;
}

static bool add_keys(rl_near *n, uint32_t number)
{
    rl_spelt_name words;
    uint64_t hashes[KEYS_MOST];
    if (!rl_name_split(n->names[number].folded, &words))
        return true;
    size_t count = make_keys(n, &words, hashes);
    near_key *keys = rl_array_grow(n->keys, &n->key_capacity, n->key_count + count, sizeof *keys);
    if (count == 0 || keys == NULL)
        return false;
    n->keys = keys;
    for (size_t i = 0; i < count; i++)
        keys[n->key_count++] = (near_key){hashes[i], number};
    return true;
}

static int compare_keys(const void *x, const void *y)
{
    const near_key *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->name < b->name ? -1 : a->name > b->name;
}

static void sort_keys(rl_near *n)
{
    if (n->key_count > 0)
        qsort(n->keys, n->key_count, sizeof *n->keys, compare_keys);
}

static bool has_key(const near_key *keys, size_t count, uint64_t hash)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && keys[low].hash == hash;
}

/* ---- listed people whom the corpus does not name ---- */

/* What listed people are compared with. */
typedef struct listing {
    rl_near *n;
    size_t sorted; /* keys of the corpus's names */
} listing;

static bool add_if_near(void *user, const rl_listed_person *person)
{
    const listing *l = user;
    rl_near *n = l->n;
    rl_spelt_name words;
    uint64_t hashes[KEYS_MOST];
    rl_buffer folded = {0};
    bool ok = rl_fold_name(person->name, strlen(person->name), ' ', &folded) && rl_buffer_string(&folded) != NULL;
    bool near = false;
    if (ok && rl_name_split(folded.bytes, &words)) {
        size_t count = make_keys(n, &words, hashes);
        ok = count > 0;
        for (size_t i = 0; i < count && !near; i++)
            near = has_key(n->keys, l->sorted, hashes[i]);
    }
    if (ok && near) {
        size_t before = n->numbers.count;
        const char *kept = rl_arena_copy(n->g->strings, folded.bytes, folded.length);
        uint32_t group = kept == NULL ? RL_NONE : rl_group_of_person(n->g, person->entry);
        ok = group != RL_NONE && add_name(n, kept, rl_group_root(n->g, group), person->entry) &&
             (n->numbers.count == before || add_keys(n, (uint32_t)before));
    }
    rl_buffer_free(&folded);
    return ok;
}

static bool add_unnamed(rl_near *n)
{
    const rl_name_lists *lists = n->g->lists;
    listing l = {n, n->key_count};
    if (n->key_count > 0 && lists->each_person != NULL && !lists->each_person(lists->user, add_if_near, &l))
        return false;
    sort_keys(n);
    return true;
}

/* ---- pairs ---- */

static uint32_t documents_of(const rl_near *n, const rl_near_name *name)
{
    return n->documents[name->group] + (name->entry == RL_NONE ? 0 : RL_LISTED_WORTH);
}

static bool may_be_slip(const rl_near *n, const rl_near_name *rare, const rl_near_name *known)
{
    uint32_t few = documents_of(n, rare), many = documents_of(n, known);
    return rare->entry == RL_NONE && !rare->several && !known->several && rare->group != known->group &&
           (uint64_t)few * MORE <= many && few <= RARE_DOCUMENTS + many / RARE_SHARE;
}

static bool compare_names(rl_near *n, uint32_t rare, uint32_t known)
{
    rl_spelt_name a, b;
    rl_near_pair pair = {.rare = rare, .known = known};
    if (!rl_name_split(n->names[rare].folded, &a) || !rl_name_split(n->names[known].folded, &b) ||
        !rl_names_similar(&a, &b, &pair.likeness))
        return true;
    rl_near_pair *pairs = rl_array_grow(n->pairs, &n->pair_capacity, n->pair_count + 1, sizeof *pairs);
    if (pairs == NULL)
        return false;
    n->pairs = pairs;
    pairs[n->pair_count++] = pair;
    return true;
}

/* What rules most pairs of a run out, side by side: names lie all over memory. */
typedef struct outline {
    uint32_t documents;
    uint32_t length;
} outline;

static bool may_be_alike(const outline *rare, const outline *known)
{
    return rare->documents * MORE <= known->documents && rare->length <= known->length + LENGTHS_APART &&
           known->length <= rare->length + LENGTHS_APART;
}

static bool compare_run(rl_near *n, size_t from, size_t to)
{
    outline outlines[CROWD];
    const near_key *keys = n->keys + from;
    size_t count = to - from;
    if (count < 2 || count > CROWD)
        return true;
    for (size_t i = 0; i < count; i++) {
        const rl_near_name *name = &n->names[keys[i].name];
        outlines[i] = (outline){documents_of(n, name), (uint32_t)strlen(name->folded)};
    }
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; outlines[i].documents >= MORE && j < count; j++)
            if (may_be_alike(&outlines[j], &outlines[i]) &&
                may_be_slip(n, &n->names[keys[j].name], &n->names[keys[i].name]) &&
                !compare_names(n, keys[j].name, keys[i].name))
                return false;
    return true;
}

bool rl_near_collect(rl_near *n)
{
    for (size_t r = 0; r < n->g->record_count; r++)
        if (!add_record_names(n, r))
            return false;
    if (!add_listed_groups(n))
        return false;
    for (uint32_t i = 0; i < n->numbers.count; i++)
        if (!add_keys(n, i))
            return false;
    sort_keys(n);
    return add_unnamed(n);
}

bool rl_near_pair_up(rl_near *n)
{
    for (size_t from = 0, to; from < n->key_count; from = to) {
        for (to = from + 1; to < n->key_count && n->keys[to].hash == n->keys[from].hash;)
            to++;
        if (!compare_run(n, from, to))
            return false;
    }
    return true;
}

void rl_near_free(rl_near *n)
{
    rl_string_map_free(&n->numbers);
    free(n->names);
    free(n->keys);
    free(n->pairs);
    rl_buffer_free(&n->scratch);
}
