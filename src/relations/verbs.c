/* Verbs with their auxiliaries: from the verb leftwards, each step by the form that the word before it asks for ("has
 * been detained": a participle after a form of be, itself a participle after a form of have). What is met on the way
 * says whether it happened, will, or did not. */
#include "relations/internal.h"

enum { MOST_STEPS = 10 };

enum {
    AUXILIARY = RL_WORD_BE | RL_WORD_HAVE | RL_WORD_DO | RL_WORD_WILL | RL_WORD_MAY,
    BEFORE_TO = RL_WORD_PLAN_TO | RL_WORD_REFUSE_TO | RL_WORD_SAID_TO | RL_WORD_GO_ON_TO
};

static unsigned forms_of(const rl_item *item, uint32_t lemma)
{
    for (uint32_t i = 0; i < item->lemma_count; i++)
        if (item->lemmas[i] == lemma)
            return item->forms[i];
    return 0;
}

static unsigned all_forms(const rl_item *item)
{
    unsigned forms = 0;
    for (uint32_t i = 0; i < item->lemma_count; i++)
        forms |= item->forms[i];
    return forms;
}

typedef struct walk {
    const rl_sketch *sketch;
    rl_verb verb;
    size_t at; /* the item whose form is asked about */
    unsigned forms;
    bool is_done;
    bool is_finite;
} walk;

static void note_marks(walk *w, const rl_item *item)
{
    w->verb.is_negated |= (item->marks & RL_MARK_NEGATED) != 0;
    w->verb.is_reported |= (item->marks & RL_MARK_HEARSAY) != 0;
}

/* Takes the item before as the one whose form is asked about now. */
static void take(walk *w)
{
    w->at--;
    const rl_item *item = &w->sketch->items[w->at];
    note_marks(w, item);
    w->verb.is_negated |= (item->classes & RL_WORD_NEGATION) != 0;
    w->forms = all_forms(item);
}

static void finish(walk *w)
{
    take(w);
    w->is_finite = true;
    w->is_done = true;
}

/* Before "to": "plans to", "refused to", "is said to", "is to". */
static void step_over_to(walk *w)
{
    const rl_item *item = w->at >= 2 ? &w->sketch->items[w->at - 2] : NULL;
    take(w);
    if (item == NULL || item->kind != RL_ITEM_WORD || (item->classes & (BEFORE_TO | RL_WORD_BE | RL_WORD_HAVE)) == 0) {
        w->verb.is_infinitive = true;
        w->is_done = true;
        return;
    }
    w->verb.is_planned |= (item->classes & (RL_WORD_PLAN_TO | RL_WORD_BE)) != 0;
    w->verb.is_negated |= (item->classes & (RL_WORD_REFUSE_TO | RL_WORD_HAVE)) != 0;
    w->verb.is_reported |= (item->classes & RL_WORD_SAID_TO) != 0;
    bool was_planned = w->verb.is_planned;
    take(w);
    w->verb.is_planned = was_planned;
    w->is_finite = w->forms == 0; /* an adjective: "is due to", "is set to" */
    if (w->forms == 0 && w->at > 0 && (w->sketch->items[w->at - 1].classes & RL_WORD_BE) != 0)
        take(w);
}

static void step(walk *w)
{
    const rl_item *before = w->at == 0 ? NULL : &w->sketch->items[w->at - 1];
    if (before == NULL || before->kind != RL_ITEM_WORD) {
        w->is_done = true;
        return;
    }
    uint32_t classes = before->classes;
    bool participle = (w->forms & RL_FORM_PARTICIPLE) != 0, base = (w->forms & RL_FORM_BASE) != 0;
    if (participle && (classes & RL_WORD_BE) != 0) {
        w->verb.is_passive |= w->at == w->verb.main;
        take(w);
    } else if (((w->forms & RL_FORM_ING) != 0 && (classes & RL_WORD_BE) != 0) ||
               (participle && (classes & RL_WORD_HAVE) != 0)) {
        take(w);
    } else if (base && (classes & RL_WORD_WILL) != 0) {
        w->verb.is_planned = true;
        finish(w);
    } else if (base && (classes & RL_WORD_MAY) != 0) {
        w->verb.is_negated = true; /* nobody says that it is so */
        finish(w);
    } else if (base && (classes & RL_WORD_DO) != 0) {
        finish(w);
    } else if (base && (classes & RL_WORD_TO) != 0) {
        step_over_to(w);
    } else {
        w->is_done = true;
    }
}

static void judge_forms(walk *w)
{
    rl_verb *verb = &w->verb;
    verb->first = w->at;
    if (verb->is_infinitive || w->is_finite || (w->forms & RL_FORM_THIRD) != 0)
        return;
    bool alone = w->at == verb->main;
    bool participle = (w->forms & RL_FORM_PARTICIPLE) != 0;
    verb->is_ing = (w->forms & RL_FORM_ING) != 0;
    verb->is_reduced = alone && participle;
    verb->is_reduced_only = verb->is_reduced && (w->forms & RL_FORM_PAST) == 0;
    verb->is_bare = !verb->is_ing && (w->forms & (RL_FORM_PAST | RL_FORM_PARTICIPLE)) == 0;
}

bool rl_verb_find(const rl_sketch *sketch, size_t at, uint32_t lemma, rl_verb *ret_verb)
{
    const rl_item *item = &sketch->items[at];
    walk w = {.sketch = sketch, .verb = {.main = at}, .at = at, .forms = forms_of(item, lemma)};
    if (w.forms == 0 || item->kind != RL_ITEM_WORD)
        return false;
    note_marks(&w, item);
    for (int steps = 0; !w.is_done && steps < MOST_STEPS; steps++)
        step(&w);
    judge_forms(&w);
    *ret_verb = w.verb;
    return true;
}
