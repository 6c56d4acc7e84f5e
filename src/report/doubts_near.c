/* Labels of one type that are nearly the same and stayed apart: one letter more, less or other, two letters exchanged, the
 * words in another order.
 *
 * Comparing all with all is out of the question. Two strings that differ by one edit have a form in common that each makes by
 * dropping one letter, or none; so every label gives the hashes of all these forms, and only labels that share one are
 * compared. A form that very many share (numbered things) is passed over. */
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

enum { SHORTEST = 6, LONGEST = 64, SHORTEST_WORD = 4, MOST_SHARING = 24, MOST_WORDS = 8 };

typedef struct form {
    uint64_t hash;
    uint32_t node;
} form;

typedef struct forms {
    form *items;
    size_t count;
    size_t capacity;
} forms;

static bool add_form(forms *f, uint64_t hash, uint32_t node)
{
    form *items = rl_array_grow(f->items, &f->capacity, f->count + 1, sizeof *items);
    if (items == NULL)
        return false;
    f->items = items;
    items[f->count++] = (form){hash, node};
    return true;
}

/* ---- the forms of a label ---- */

static bool add_shortened(forms *f, const char *label, size_t length, uint64_t salt, uint32_t node)
{
    char shorter[LONGEST];
    if (!add_form(f, rl_hash_mix(salt, rl_hash_bytes(label, length)), node))
        return false;
    for (size_t drop = 0; drop < length; drop++) {
        if (drop > 0 && label[drop] == label[drop - 1])
            continue; /* the same form once more */
        memcpy(shorter, label, drop);
        memcpy(shorter + drop, label + drop + 1, length - drop - 1);
        if (!add_form(f, rl_hash_mix(salt, rl_hash_bytes(shorter, length - 1)), node))
            return false;
    }
    return true;
}

/* The words, whatever their order: a sum does not mind. */
static bool add_words(forms *f, const char *label, uint64_t salt, uint32_t node)
{
    uint64_t sum = 0;
    size_t words = 0;
    for (const char *word = label; *word != '\0' && words <= MOST_WORDS; words++) {
        size_t length = strcspn(word, " ");
        sum += rl_hash_bytes(word, length);
        word += length + (word[length] == ' ');
    }
    return words < 2 || words > MOST_WORDS || add_form(f, rl_hash_mix(salt + 1, sum), node);
}

static bool add_label(const rl_reporting *r, forms *f, uint32_t node)
{
    const char *label = r->folded[node], *type = r->network->nodes[node].type;
    size_t length = strlen(label);
    uint64_t salt = rl_hash_bytes(type, strlen(type));
    if (length < SHORTEST || length > LONGEST)
        return true;
    return add_shortened(f, label, length, salt, node) && add_words(f, label, salt, node);
}

static int compare_forms(const void *x, const void *y)
{
    const form *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

/* ---- comparing ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The word of `label` around `at`: may it be misspelt there? Short words, first letters and numbers tell names apart. */
static bool may_differ_at(const char *label, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && label[start - 1] != ' ')
        start--;
    while (label[end] != '\0' && label[end] != ' ')
        end++;
    return at > start && end - start >= SHORTEST_WORD && !is_digit(label[at < end ? at : at - 1]);
}

/* One letter more, less or other, or two exchanged. */
static bool differ_by_one_edit(const char *a, const char *b)
{
    size_t length_a = strlen(a), length_b = strlen(b), i = 0;
    while (a[i] == b[i] && a[i] != '\0')
        i++;
    if (!may_differ_at(a, i) || !may_differ_at(b, i))
        return false;
    if (length_a == length_b)
        return strcmp(a + i + 1, b + i + 1) == 0 ||
               (a[i] == b[i + 1] && a[i + 1] == b[i] && a[i] != '\0' && strcmp(a + i + 2, b + i + 2) == 0);
    const char *longer = length_a > length_b ? a : b, *shorter = length_a > length_b ? b : a;
    bool woman = longer[i] == 'a' && (longer[i + 1] == '\0' || longer[i + 1] == ' '); /* Ivanov, Ivanova */
    return !woman && strcmp(longer + i + 1, shorter + i) == 0;
}

static size_t count_word(const char *label, const char *word, size_t length)
{
    size_t count = 0;
    for (const char *at = label; *at != '\0';) {
        size_t here = strcspn(at, " ");
        count += here == length && memcmp(at, word, length) == 0;
        at += here + (at[here] == ' ');
    }
    return count;
}

static bool have_same_words(const char *a, const char *b)
{
    if (strlen(a) != strlen(b) || strchr(a, ' ') == NULL)
        return false;
    for (const char *at = a; *at != '\0';) {
        size_t length = strcspn(at, " ");
        if (count_word(a, at, length) != count_word(b, at, length))
            return false;
        at += length + (at[length] == ' ');
    }
    return true;
}

/* What a list or one window has both of is two. */
static bool are_doubtful(const rl_reporting *r, uint32_t a, uint32_t b)
{
    const rl_node *x = &r->network->nodes[a], *y = &r->network->nodes[b];
    if (strcmp(x->type, y->type) != 0 || strcmp(r->folded[a], r->folded[b]) == 0)
        return false;
    if (rl_report_is_listed(x) && rl_report_is_listed(y))
        return false;
    return (differ_by_one_edit(r->folded[a], r->folded[b]) || have_same_words(r->folded[a], r->folded[b])) &&
           !rl_report_are_joined(r, a, b);
}

static bool add_pairs(const rl_reporting *r, const form *items, size_t count, rl_cases *cases)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++) {
            uint32_t a = items[i].node, b = items[k].node;
            if (a == b || !are_doubtful(r, a, b))
                continue;
            bool first = rl_report_by_mentions(r, a, b) <= 0;
            struct rl_found_case found = {.nodes = {first ? a : b, first ? b : a}, .node_count = 2, .alias = RL_NONE};
            found.worth = r->network->nodes[a].mentions + r->network->nodes[b].mentions;
            if (!rl_cases_add(cases, &found))
                return false;
        }
    }
    return true;
}

static int compare_pairs(const void *x, const void *y)
{
    const struct rl_found_case *a = x, *b = y;
    if (a->nodes[0] != b->nodes[0])
        return a->nodes[0] < b->nodes[0] ? -1 : 1;
    return a->nodes[1] < b->nodes[1] ? -1 : a->nodes[1] > b->nodes[1];
}

/* Two labels may share several forms. */
static void drop_twins(rl_cases *cases)
{
    size_t kept = 0;
    if (cases->count > 1)
        qsort(cases->items, cases->count, sizeof *cases->items, compare_pairs);
    for (size_t i = 0; i < cases->count; i++)
        if (kept == 0 || compare_pairs(&cases->items[kept - 1], &cases->items[i]) != 0)
            cases->items[kept++] = cases->items[i];
    cases->count = kept;
}

bool rl_doubts_of_near_names(rl_reporting *r, rl_cases *ret_cases)
{
    forms f = {0};
    bool good = true;
    for (size_t n = 0; good && n < r->network->node_count; n++)
        good = add_label(r, &f, (uint32_t)n);
    if (good && f.count > 1)
        qsort(f.items, f.count, sizeof *f.items, compare_forms);
    for (size_t from = 0, to; good && from < f.count; from = to) {
        for (to = from + 1; to < f.count && f.items[to].hash == f.items[from].hash;)
            to++;
        if (to - from > 1 && to - from <= MOST_SHARING)
            good = add_pairs(r, f.items + from, to - from, ret_cases);
    }
    drop_twins(ret_cases);
    free(f.items);
    return good;
}
