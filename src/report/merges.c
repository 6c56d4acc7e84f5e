/* Names that were joined to an entity, by the kind of reason, the weakest first. Reasons are words in the network (they are
 * made in resolve/reasons.c); their kind is told by how they begin, and a test holds the two together. */
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

typedef struct kind {
    const char *beginning;
    const char *name;
    const char *meaning;
    bool is_certain;
} kind;

/* The first four are guessed by the look of a name. */
enum { KINDS_OF_SPELLING = 4 };

/* From what was guessed by the look of names, over what the whole corpus suggested, to what a document or a list says. */
static const kind KINDS[] = {
    {"spelling: ", "spelling", "another spelling", false},
    {"nickname: ", "nickname", "a nickname", false},
    {"initial: ", "initial", "initials for the given names", false},
    {"transliteration: ", "transliteration", "another way to write it in Latin letters", false},
    {"middle name: ", "middle name", "a middle name that is missing", false},
    {"suffix: ", "suffix", "without Jr., Sr. or the like", false},
    {"name order: ", "name order", "the words in another order", false},
    {"middle initial: ", "middle initial", "a middle initial more or less", false},
    {"shared name: ", "shared name", "two entities that a full name joins", false},
    {"beginning of the only longer name in ", "beginning", "the beginning of a longer name in the same document",
     false},
    {"acronym of the only name with these initials in ", "acronym", "the initials of a name in the same document",
     false},
    {"family or given name of the only bearer in all documents", "only bearer",
     "a single word whose only bearer in all documents this is", false},
    {"also called so in ", "called so elsewhere", "what another document calls it", false},
    {"family name of somebody well known in ", "well known",
     "the family name of somebody well known, named in full nowhere in the document", false},
    {"family name, its bearer named last before it in ", "named last",
     "a family name of several, of whom this one was named last before it", false},
    {"given name of the only bearer in ", "given name", "the given name of its only bearer in the document", false},
    {"same name but for initials or middle names in ", "same but for initials",
     "the same name but for initials or middle names", true},
    {"family name of the only bearer in ", "family name", "the family name of its only bearer in the document", true},
    {"acronym defined in ", "defined acronym", "an acronym that a document defines", true},
    {"same name", "same name", "the same name in another form", true},
    {"list: ", "list", "a name that a list gives", true},
    {"judgement", "judgement", "a judgement of yours", true},
    {"", "other", "another reason", true},
};

enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0] };

static size_t kind_of(const char *reason)
{
    size_t k = 0;
    while (strncmp(reason, KINDS[k].beginning, strlen(KINDS[k].beginning)) != 0)
        k++;
    return k;
}

const char *rl_report_kind_of_reason(const char *reason)
{
    return KINDS[kind_of(reason)].name;
}

bool rl_report_is_spelling(const char *reason)
{
    return kind_of(reason) < KINDS_OF_SPELLING;
}

/* ---- examples ---- */

static int compare_names(const void *x, const void *y, void *user)
{
    const rl_report_name *a = x, *b = y;
    int order = rl_report_by_mentions(user, a->node, b->node);
    if (order != 0)
        return order;
    if (a->node != b->node)
        return a->node < b->node ? -1 : 1;
    return a->alias < b->alias ? -1 : a->alias > b->alias;
}

static bool fill_merge(rl_reporting *r, rl_report_name *names, size_t count, size_t k)
{
    rl_report *report = r->report;
    size_t shown = count < report->top ? count : report->top;
    if (count == 0)
        return true;
    qsort_r(names, count, sizeof *names, compare_names, r);
    rl_report_name *examples = rl_arena_alloc(r->arena, (shown + 1) * sizeof *examples);
    if (examples == NULL)
        return false;
    memcpy(examples, names, shown * sizeof *examples);
    report->merges[report->merge_count++] =
        (rl_report_merge){KINDS[k].name, KINDS[k].meaning, count, examples, shown, KINDS[k].is_certain};
    return true;
}

/* One pass over all names for each kind: kinds are few, and most networks have most names of few kinds. */
static bool collect(rl_reporting *r, rl_report_name *names)
{
    const rl_network *network = r->network;
    for (size_t k = 0; k < KIND_COUNT; k++) {
        size_t count = 0;
        for (size_t n = 0; n < network->node_count; n++)
            for (size_t a = 0; a < network->nodes[n].reason_count; a++)
                if (kind_of(network->nodes[n].reasons[a]) == k)
                    names[count++] = (rl_report_name){(uint32_t)n, (uint32_t)a};
        if (!fill_merge(r, names, count, k))
            return false;
    }
    return true;
}

bool rl_report_merges(rl_reporting *r)
{
    size_t count = 0;
    for (size_t n = 0; n < r->network->node_count; n++)
        count += r->network->nodes[n].reason_count;
    rl_report_name *names = malloc((count + 1) * sizeof *names);
    r->report->merges = rl_arena_alloc(r->arena, KIND_COUNT * sizeof *r->report->merges);
    bool good = names != NULL && r->report->merges != NULL && collect(r, names);
    free(names);
    return good;
}
