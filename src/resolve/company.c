/* The company that groups keep.
 *
 * Only windows count, not whole documents: what an article is about, all its people share. Countries and whatever many
 * documents name say nothing, because chance brings them together with anybody. */
#include "resolve/company.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum {
    FEW_DOCUMENTS = 5, /* in so many, or in one of FEW_SHARE, a name is rare enough to prove something alone */
    FEW_SHARE = 500,
    MANY_DOCUMENTS = 8, /* in more, and in more than one of MANY_SHARE, it proves nothing */
    MANY_SHARE = 50
};

/* ---- counting and listing ---- */

static bool is_grouped(const rl_record *record, uint32_t entity)
{
    return !record->entities[entity].partial;
}

static uint32_t root_of(rl_grouping *g, size_t record, uint32_t entity)
{
    return rl_group_root(g, g->group_of[g->first_of[record] + entity]);
}

bool rl_company_count(rl_grouping *g, rl_company *ret)
{
    uint32_t *last = calloc(g->count + 1, sizeof *last); /* record + 1 */
    *ret = (rl_company){.documents = calloc(g->count + 1, sizeof *ret->documents)};
    bool ok = last != NULL && ret->documents != NULL;
    for (size_t r = 0; ok && r < g->record_count; r++)
        for (uint32_t e = 0; e < g->records[r]->entity_count; e++) {
            if (!is_grouped(g->records[r], e))
                continue;
            uint32_t root = root_of(g, r, e);
            ret->documents[root] += last[root] != r + 1;
            last[root] = (uint32_t)r + 1;
        }
    free(last);
    return ok;
}

static int compare_companions(const void *x, const void *y)
{
    const rl_companion *a = x, *b = y;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->other != b->other)
        return a->other < b->other ? -1 : 1;
    return strcmp(a->text, b->text);
}

static bool add_companion(rl_company *company, size_t *capacity, const rl_record *record, uint32_t group,
                          uint32_t other, uint32_t entity)
{
    const rl_record_entity *e = &record->entities[entity];
    rl_companion *items = rl_array_grow(company->items, capacity, company->count + 1, sizeof *items);
    if (items == NULL)
        return false;
    company->items = items;
    uint32_t text = e->form_count > 0 ? record->forms[e->first_form].text : e->key;
    items[company->count++] = (rl_companion){group, other, record->strings + text};
    return true;
}

static bool list_pair(rl_grouping *g, const bool *wanted, rl_company *company, size_t *capacity, size_t r,
                      const rl_record_pair *pair)
{
    const rl_record *record = g->records[r];
    if (!is_grouped(record, pair->a) || !is_grouped(record, pair->b))
        return true;
    uint32_t a = root_of(g, r, pair->a), b = root_of(g, r, pair->b);
    return (!wanted[a] || add_companion(company, capacity, record, a, b, pair->b)) &&
           (!wanted[b] || add_companion(company, capacity, record, b, a, pair->a));
}

bool rl_company_list(rl_grouping *g, const bool *wanted, rl_company *company)
{
    size_t capacity = 0, kept = 0;
    for (size_t r = 0; r < g->record_count; r++)
        for (size_t p = 0; p < g->records[r]->pair_count; p++)
            if (!list_pair(g, wanted, company, &capacity, r, &g->records[r]->pairs[p]))
                return false;
    if (company->count > 0)
        qsort(company->items, company->count, sizeof *company->items, compare_companions);
    for (size_t i = 0; i < company->count; i++) {
        const rl_companion *item = &company->items[i];
        if (kept == 0 || company->items[kept - 1].group != item->group || company->items[kept - 1].other != item->other)
            company->items[kept++] = *item;
    }
    company->count = kept;
    return true;
}

void rl_company_free(rl_company *company)
{
    free(company->items);
    free(company->documents);
}

/* ---- asking ---- */

/* The first companion of a group; those of the same group follow. */
static size_t first_of(const rl_company *company, uint32_t group)
{
    size_t low = 0, high = company->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (company->items[middle].group < group)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_country(const rl_grouping *g, uint32_t group)
{
    uint32_t entry = g->groups[group].entry;
    return entry != RL_NONE && (strcmp(g->entries[entry].kind, "country") == 0 ||
                                strcmp(g->entries[entry].kind, "territory") == 0 ||
                                strcmp(g->entries[entry].kind, "continent") == 0);
}

static bool is_common(const rl_grouping *g, uint32_t documents)
{
    return documents > MANY_DOCUMENTS && documents > g->record_count / MANY_SHARE;
}

static bool is_rare(const rl_grouping *g, uint32_t group, uint32_t documents)
{
    bool few = documents <= FEW_DOCUMENTS || documents <= g->record_count / FEW_SHARE;
    return few && g->groups[group].type != RL_TYPE_PLACE;
}

static const char *label_of(const rl_grouping *g, const rl_companion *companion)
{
    uint32_t entry = g->groups[companion->other].entry;
    return entry != RL_NONE ? g->entries[entry].name : companion->text;
}

static bool append_name(const rl_grouping *g, const rl_companion *companion, rl_buffer *ret)
{
    return (ret->length == 0 || rl_buffer_append_string(ret, ", ")) &&
           rl_buffer_append_string(ret, label_of(g, companion));
}

bool rl_company_shared(rl_grouping *g, const rl_company *company, uint32_t a, uint32_t b, rl_buffer *ret,
                       size_t *ret_shared)
{
    size_t i = first_of(company, a), j = first_of(company, b), shared = 0;
    bool rare = false;
    while (i < company->count && company->items[i].group == a && j < company->count && company->items[j].group == b) {
        const rl_companion *x = &company->items[i], *y = &company->items[j];
        i += x->other <= y->other;
        j += y->other <= x->other;
        uint32_t documents = company->documents[x->other];
        if (x->other != y->other || is_country(g, x->other) || is_common(g, documents))
            continue;
        shared++;
        rare = rare || is_rare(g, x->other, documents);
        (void)append_name(g, x, ret); /* the buffer says it if it failed */
    }
    *ret_shared = shared;
    return shared >= 2 || rare;
}

/* Do the folded words stand in the folded text? */
static bool has_words(const char *text, const char *words, size_t length)
{
    for (const char *at = strstr(text, words); length > 0 && at != NULL; at = strstr(at + 1, words))
        if ((at == text || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

static bool is_in_role(const rl_grouping *g, const rl_companion *companion, const rl_entry *entry, const char *role,
                       rl_buffer *scratch)
{
    const char *label = label_of(g, companion);
    if (g->groups[companion->other].entry == RL_NONE || strcmp(label, entry->country) == 0)
        return false;
    rl_buffer_clear(scratch);
    if (!rl_fold_name(label, strlen(label), ' ', scratch) || rl_buffer_string(scratch) == NULL)
        return false;
    return has_words(role, scratch->bytes, scratch->length);
}

bool rl_company_has_role(rl_grouping *g, const rl_company *company, uint32_t group, const rl_entry *entry,
                         rl_buffer *ret)
{
    rl_buffer role = {0}, scratch = {0};
    bool found = false;
    if (rl_fold_name(entry->role, strlen(entry->role), ' ', &role) && rl_buffer_string(&role) != NULL)
        for (size_t i = first_of(company, group); i < company->count && company->items[i].group == group; i++)
            if (is_in_role(g, &company->items[i], entry, role.bytes, &scratch)) {
                found = true;
                (void)append_name(g, &company->items[i], ret);
            }
    ret->failed = ret->failed || role.failed || scratch.failed;
    rl_buffer_free(&role);
    rl_buffer_free(&scratch);
    return found;
}
