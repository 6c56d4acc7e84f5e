/* Doubts about who is meant by one word: people of whom nothing but a word is known, and family names that went to one of
 * several bearers because he was named last before. */
#include "report/internal.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* The first or last word of somebody's full name. */
typedef struct outer_word {
    uint64_t hash;
    uint32_t node;
} outer_word;

typedef struct outer_words {
    outer_word *items;
    size_t count;
} outer_words;

static bool is_person(const rl_node *node)
{
    return strcmp(node->type, "person") == 0;
}

static int compare_words(const void *x, const void *y, void *user)
{
    const outer_word *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    int order = rl_report_by_mentions(user, a->node, b->node);
    return order != 0 ? order : a->node < b->node ? -1 : a->node > b->node;
}

static bool list_words(rl_reporting *r, outer_words *words)
{
    words->items = malloc((2 * r->network->node_count + 1) * sizeof *words->items);
    if (words->items == NULL)
        return false;
    for (size_t n = 0; n < r->network->node_count; n++) {
        const char *label = r->folded[n], *last = strrchr(label, ' ');
        if (!is_person(&r->network->nodes[n]) || last == NULL)
            continue;
        words->items[words->count++] = (outer_word){rl_hash_bytes(label, strcspn(label, " ")), (uint32_t)n};
        words->items[words->count++] = (outer_word){rl_hash_bytes(last + 1, strlen(last + 1)), (uint32_t)n};
    }
    if (words->count > 1)
        qsort_r(words->items, words->count, sizeof *words->items, compare_words, r);
    return true;
}

/* The first of the words with this hash. */
static size_t find_word(const outer_words *words, uint64_t hash)
{
    size_t low = 0, high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (words->items[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Adds the people who may be meant, the most mentioned first. */
static void add_bearers(const outer_words *words, const char *word, struct rl_found_case *found)
{
    uint64_t hash = rl_hash_bytes(word, strlen(word));
    for (size_t i = find_word(words, hash);
         i < words->count && words->items[i].hash == hash && found->node_count < RL_CASE_NODES; i++)
        if (found->nodes[0] != words->items[i].node && found->nodes[found->node_count - 1] != words->items[i].node)
            found->nodes[found->node_count++] = words->items[i].node;
}

/* ---- people known by one word ---- */

static bool add_one_word(rl_reporting *r, const outer_words *words, rl_cases *cases)
{
    for (size_t n = 0; n < r->network->node_count; n++) {
        const rl_node *node = &r->network->nodes[n];
        struct rl_found_case found = {
            .nodes = {(uint32_t)n}, .node_count = 1, .alias = RL_NONE, .worth = node->mentions};
        if (!is_person(node) || rl_report_is_listed(node) || strchr(r->folded[n], ' ') != NULL)
            continue;
        add_bearers(words, r->folded[n], &found);
        if (!rl_cases_add(cases, &found))
            return false;
    }
    return true;
}

/* ---- family names of several ---- */

/* Somebody else of the name is named more often: then it may be him who is meant. */
static bool add_family_name(rl_reporting *r, const outer_words *words, uint32_t node, uint32_t alias, rl_buffer *folded,
                            rl_cases *cases)
{
    const char *name = r->network->nodes[node].aliases[alias];
    struct rl_found_case found = {
        .nodes = {node}, .node_count = 1, .alias = alias, .worth = r->network->nodes[node].mentions};
    rl_buffer_clear(folded);
    if (!rl_fold_name(name, strlen(name), ' ', folded) || rl_buffer_string(folded) == NULL)
        return false;
    add_bearers(words, folded->bytes, &found);
    if (found.node_count < 2 || r->network->nodes[found.nodes[1]].mentions <= found.worth)
        return true;
    found.node_count = 2;
    return rl_cases_add(cases, &found);
}

static bool add_family_names(rl_reporting *r, const outer_words *words, rl_cases *cases)
{
    rl_buffer folded = {0};
    bool good = true;
    for (uint32_t n = 0; good && n < r->network->node_count; n++) {
        const rl_node *node = &r->network->nodes[n];
        for (uint32_t a = 0; good && is_person(node) && a < node->reason_count; a++)
            if (strcmp(rl_report_kind_of_reason(node->reasons[a]), "named last") == 0)
                good = add_family_name(r, words, n, a, &folded, cases);
    }
    rl_buffer_free(&folded);
    return good;
}

bool rl_doubts_of_bearers(rl_reporting *r, rl_cases *ret_one_word, rl_cases *ret_family)
{
    outer_words words = {0};
    bool good =
        list_words(r, &words) && add_one_word(r, &words, ret_one_word) && add_family_names(r, &words, ret_family);
    free(words.items);
    return good;
}
