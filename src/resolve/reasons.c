/* Reasons in words. What a document shows goes first, because a reader can look there; then what was decided over the
 * corpus; then what a list says. */
#include "resolve/reasons.h"

#include <string.h>

enum { COMPANY_MOST = 3 }; /* names of the company that are said */

typedef struct wording {
    const char *before; /* what was found out */
    const char *after;  /* what follows the name of the document or of the other entity; NULL: nothing */
} wording;

static const wording in_document[RL_REASON_COUNT] = {
    [RL_REASON_FAMILY] = {"family name of the only bearer in ", NULL},
    [RL_REASON_FAMILY_LAST] = {"family name, its bearer named last before it in ", NULL},
    [RL_REASON_GIVEN] = {"given name of the only bearer in ", NULL},
    [RL_REASON_KNOWN] = {"family name of somebody well known in ", NULL},
    [RL_REASON_AGREES] = {"same name but for initials or middle names in ", NULL},
    [RL_REASON_DEFINED] = {"acronym defined in ", NULL},
    [RL_REASON_ACRONYM] = {"acronym of the only name with these initials in ", NULL},
    [RL_REASON_BEGINNING] = {"beginning of the only longer name in ", NULL},
};

static const wording in_corpus[RL_REASON_COUNT] = {
    [RL_REASON_ELSEWHERE] = {"also called so in ", NULL},
    [RL_REASON_BEARER] = {"family or given name of the only bearer in all documents", NULL},
    [RL_REASON_SHARED] = {"shared name: ", NULL},
    [RL_REASON_SUFFIX] = {"suffix: ", " is the only one of the name"},
    [RL_REASON_ORDER] = {"name order: ", NULL},
    [RL_REASON_TRANSLITERATION] = {"transliteration: ", NULL},
    [RL_REASON_MIDDLE_INITIAL] = {"middle initial: ", NULL},
    [RL_REASON_MIDDLE] = {"middle name: ", " is the only one it fits"},
    [RL_REASON_INITIAL] = {"initial: ", " is the only one it fits"},
    [RL_REASON_NICKNAME] = {"nickname: ", NULL},
    [RL_REASON_SPELLING] = {"spelling: ", NULL},
    [RL_REASON_RESPELT] = {"spelling: ", NULL},
    [RL_REASON_JUDGED] = {"judgement", NULL},
};

static bool append_all(rl_buffer *ret, const char *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (parts[i] != NULL && !rl_buffer_append_string(ret, parts[i]))
            return false;
    return true;
}

/* The first of the names that stand there, which may be many. */
static bool append_company(const char *company, rl_buffer *ret)
{
    size_t length = 0;
    for (size_t names = 0; names < COMPANY_MOST && company[length] != '\0'; names++)
        length += (length > 0) + strcspn(company + length + (length > 0), ",");
    return rl_buffer_append_string(ret, ", seen with ") && rl_buffer_append(ret, company, length) &&
           (company[length] == '\0' || rl_buffer_append_string(ret, " and others")) &&
           rl_buffer_append_string(ret, " too");
}

static bool append_merge(const rl_corpus_merge *merge, const char *name, rl_buffer *ret)
{
    const wording *w = &in_corpus[merge->reason];
    const char *const parts[] = {w->before, name, name == NULL ? NULL : w->after};
    bool company = merge->company != NULL && merge->company[0] != '\0';
    return append_all(ret, parts, sizeof parts / sizeof parts[0]) && (!company || append_company(merge->company, ret));
}

bool rl_reason_append(const rl_alias_source *source, const char *label, bool listed, const rl_corpus_merge *of_label,
                      rl_buffer *ret)
{
    const wording *w = &in_document[source->reason];
    if (w->before != NULL) {
        const char *const parts[] = {w->before, source->record->strings + source->record->id, w->after};
        return append_all(ret, parts, sizeof parts / sizeof parts[0]);
    }
    if (source->merge != NULL)
        return append_merge(source->merge, source->merge->name, ret);
    if (listed || source->reason == RL_REASON_ENTRY) {
        const char *const parts[] = {listed ? "list: alias of " : "list: name of ", label};
        return append_all(ret, parts, 2);
    }
    /* The label itself was brought to this name. */
    if (of_label != NULL)
        return append_merge(of_label, of_label->reason == RL_REASON_ELSEWHERE ? of_label->name : label, ret);
    return rl_buffer_append_string(ret, "same name");
}
