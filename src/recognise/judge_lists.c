/* Evidence from lists and patterns: the whole span is a listed name, or a pattern found it. */
#include "recognise/judge.h"

#include <math.h>
#include <string.h>

/* What a span of a type of the user's own begins with, as "any span" does for the built-in ones. */
static const float OWN_TYPE_START = -2;

/* Types of the user's own have no weights of their own: what lists and patterns give them is all. Of two such types the
 * one that is known longer keeps the span. */
static void give_own_type(rl_candidate *c, uint32_t type, float gain)
{
    if (c->user_type == RL_NONE || type < c->user_type) {
        c->user_type = type;
        c->user_score = OWN_TYPE_START;
    }
    if (c->user_type == type)
        c->user_score += gain;
}

/* A name in a list of the user's own is a mention, whatever else speaks against it, unless a longer name covers it. */
static void judge_user_list(rl_judge *j, const rl_entry *entry, const rl_hit *hit)
{
    float weight = j->r->weights->of[RL_EV_LISTED_USER][0];
    if (hit->kind > RL_NAME_ALIAS || rl_judge_is_covered(j))
        return;
    if (entry->type < RL_TYPE_BUILT_IN) {
        rl_judge_give_type(j->r, j->c, entry->type, weight, RL_GAINED_HIT, rl_evidence_name(RL_EV_LISTED_USER));
        return;
    }
    give_own_type(j->c, entry->type, weight);
}

static float weight_of(const rl_judge *j, rl_evidence evidence)
{
    return j->r->weights->of[evidence][RL_TYPE_ORGANISATION];
}

/* A name of such a type that its list calls evidence only: it counts as that of a listed organisation does. */
static void judge_own_type(rl_judge *j, const rl_entry *entry, const rl_hit *hit)
{
    if (hit->kind > RL_NAME_WEAK || rl_judge_is_covered(j))
        return;
    bool one_word = rl_judge_length(j) == 1;
    float gain = weight_of(j, hit->kind == RL_NAME_WEAK ? RL_EV_LISTED_WEAK : RL_EV_LISTED_ORGANISATION);
    gain += weight_of(j, RL_EV_LISTED_ORGANISATION_PROMINENCE) * (float)(fmin(entry->prior, 100) / 100);
    if (one_word && rl_judge_is_ordinary(j, j->c->first))
        gain += weight_of(j, rl_judge_starts_sentence(j, j->c->first) ? RL_EV_LISTED_ORDINARY_START
                                                                      : RL_EV_LISTED_ORDINARY);
    give_own_type(j->c, entry->type, gain);
}

typedef struct listing {
    bool strong[RL_TYPE_BUILT_IN];
    bool weak[RL_TYPE_BUILT_IN];
    float usual[RL_TYPE_BUILT_IN]; /* the highest share: 1 for a label or alias, less for a weak alias */
    bool country;
    double prior[RL_TYPE_BUILT_IN]; /* the highest */
    size_t families;
    double family_prior;
} listing;

/* In lists that nobody chose name by name there is a town for every word: March, God, To, Mendez. */
static bool is_everyday_word(const rl_judge *j, uint32_t type)
{
    if (rl_judge_length(j) > 1)
        return false;
    rl_classes names = type == RL_TYPE_PERSON ? 0 : RL_CLASS_GIVEN | RL_CLASS_FAMILY;
    return rl_judge_is_ordinary(j, j->c->first) || rl_judge_has(j, j->c->first, names);
}

static void note_usual(const rl_judge *j, const rl_entry *entry, const rl_hit *hit, listing *l)
{
    static const float WEAK_SHARE = 0.5F;
    if (hit->kind > RL_NAME_WEAK || is_everyday_word(j, entry->type))
        return;
    l->usual[entry->type] = fmaxf(l->usual[entry->type], hit->kind == RL_NAME_WEAK ? WEAK_SHARE : 1);
}

static void note_hit(rl_judge *j, const rl_hit *hit, listing *l)
{
    const rl_entry *entry = &j->r->findings->entries[hit->entry];
    if (entry->sure)
        judge_user_list(j, entry, hit);
    else if (entry->type >= RL_TYPE_BUILT_IN)
        judge_own_type(j, entry, hit);
    if (entry->type >= RL_TYPE_BUILT_IN)
        return;
    if (entry->usual) {
        note_usual(j, entry, hit, l);
        return;
    }
    double prior = fmin(entry->prior, 100);
    if (hit->kind == RL_NAME_FAMILY) {
        l->families++;
        l->family_prior = fmax(l->family_prior, prior);
        return;
    }
    if (hit->kind == RL_NAME_WEAK) {
        l->weak[entry->type] = true;
        return;
    }
    l->strong[entry->type] = true;
    l->prior[entry->type] = fmax(l->prior[entry->type], prior);
    l->country |= entry->type == RL_TYPE_PLACE && strcmp(entry->kind, "country") == 0;
}

/* "Adidas", "KFC": no list has anything else of that name, and it is no word of the language. */
static bool is_only_organisation(const rl_judge *j, const listing *l)
{
    rl_classes others = RL_CLASS_ORDINARY | RL_CLASS_GIVEN | RL_CLASS_FAMILY | RL_CLASS_TITLE |
                        RL_CLASS_TITLE_MODIFIER | RL_CLASS_DEMONYM | RL_CLASS_ORG_HEAD | RL_CLASS_PLACE_HEAD;
    return !l->strong[RL_TYPE_PERSON] && !l->strong[RL_TYPE_PLACE] && !l->weak[RL_TYPE_PERSON] &&
           !l->weak[RL_TYPE_PLACE] && l->families == 0 && !rl_judge_has(j, j->c->first, others);
}

static void judge_listing(rl_judge *j, const listing *l)
{
    bool one_word = rl_judge_length(j) == 1;
    if (l->strong[RL_TYPE_PERSON])
        rl_judge_give_as(j->r, j->c, one_word ? RL_EV_LISTED_PERSON_ONE_WORD : RL_EV_LISTED_PERSON, 1,
                         RL_GAINED_HIT);
    if (l->country)
        rl_judge_give_as(j->r, j->c, RL_EV_LISTED_COUNTRY, 1, RL_GAINED_HIT);
    else if (l->strong[RL_TYPE_PLACE]) {
        rl_judge_give_as(j->r, j->c, RL_EV_LISTED_PLACE, 1, RL_GAINED_HIT);
        rl_judge_give(j, RL_EV_LISTED_PLACE_PROMINENCE, (float)l->prior[RL_TYPE_PLACE] / 100);
        if (one_word && rl_judge_has(j, j->c->first, RL_CLASS_GIVEN | RL_CLASS_FAMILY))
            rl_judge_give(j, RL_EV_LISTED_PLACE_IS_NAME, 1);
    }
    if (l->strong[RL_TYPE_ORGANISATION]) {
        rl_judge_give_as(j->r, j->c, one_word ? RL_EV_LISTED_ORGANISATION_ONE_WORD : RL_EV_LISTED_ORGANISATION,
                         1, RL_GAINED_HIT);
        rl_judge_give(j, RL_EV_LISTED_ORGANISATION_PROMINENCE, (float)l->prior[RL_TYPE_ORGANISATION] / 100);
        j->only_organisation = one_word && !j->all_capitals && is_only_organisation(j, l);
        if (rl_judge_is_acronym(j) && !j->all_capitals)
            rl_judge_give(j, RL_EV_LISTED_ACRONYM, 1);
    }
}

static void judge_weak_listing(rl_judge *j, const listing *l)
{
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++) {
        if (!l->weak[type] || l->strong[type])
            continue;
        float gain = j->r->weights->of[RL_EV_LISTED_WEAK][type];
        rl_judge_give_type(j->r, j->c, type, gain, RL_GAINED_HIT, rl_evidence_name(RL_EV_LISTED_WEAK));
    }
    if (l->families == 0 || l->strong[RL_TYPE_PERSON])
        return;
    rl_judge_give_as(j->r, j->c, RL_EV_LISTED_FAMILY, 1, RL_GAINED_HIT);
    rl_judge_give(j, RL_EV_LISTED_FAMILY_PROMINENCE, (float)l->family_prior / 100);
    if (l->families > 1)
        rl_judge_give(j, RL_EV_LISTED_FAMILY_OF_SEVERAL, 1);
}

/* Where a chosen list has the name as this type too, that says more. */
static bool judge_usual_listing(rl_judge *j, const listing *l)
{
    rl_evidence evidence = rl_judge_length(j) == 1 ? RL_EV_LISTED_USUAL_ONE_WORD : RL_EV_LISTED_USUAL;
    bool any = false;
    for (uint32_t type = 0; type < RL_TYPE_BUILT_IN; type++) {
        if (!(l->usual[type] > 0) || l->strong[type] || l->weak[type])
            continue;
        rl_judge_give_type(j->r, j->c, type, j->r->weights->of[evidence][type] * l->usual[type], RL_GAINED_HIT,
                           rl_evidence_name(evidence));
        any = true;
    }
    return any;
}

void rl_judge_lists(rl_judge *j)
{
    const rl_findings *f = j->r->findings;
    listing l = {0};
    for (size_t i = j->c->hit; i < f->hit_count && f->hits[i].first == j->c->first; i++)
        if (rl_hit_fits(j->r, &f->hits[i], j->c))
            note_hit(j, &f->hits[i], &l);
    judge_listing(j, &l);
    judge_weak_listing(j, &l);
    bool usual = judge_usual_listing(j, &l);
    j->listed = usual || l.strong[RL_TYPE_PERSON] || l.strong[RL_TYPE_PLACE] || l.strong[RL_TYPE_ORGANISATION] ||
                j->c->user_type != RL_NONE;
    j->listed_other = j->listed && !l.strong[RL_TYPE_PERSON] && l.families == 0;
    bool any = j->listed || l.families > 0 || l.weak[0] || l.weak[1] || l.weak[2];
    /* Capitals prove nothing at the start of a sentence, in a headline, or where a word is shouted ("FIRST READING:"). */
    const rl_token *first = rl_judge_token(j, j->c->first);
    bool shouted = first->shape == RL_SHAPE_ALL_CAPS && first->fold_length > 4;
    bool start = rl_judge_starts_sentence(j, j->c->first) || j->all_capitals || shouted;
    if (any && rl_judge_length(j) == 1 && start && rl_judge_has(j, j->c->first, RL_CLASS_FUNCTION))
        rl_judge_give(j, RL_EV_FUNCTION_INSIDE, 1);
    if (any && rl_judge_length(j) == 1 && rl_judge_is_ordinary(j, j->c->first))
        rl_judge_give(j, start ? RL_EV_LISTED_ORDINARY_START : RL_EV_LISTED_ORDINARY, 1);
}

void rl_judge_patterns(rl_judge *j)
{
    const rl_findings *f = j->r->findings;
    if (rl_judge_is_covered(j))
        return; /* "Prince Edward Island" is no prince */
    for (size_t i = j->c->pattern; i < f->pattern_count && f->patterns[i].first == j->c->first; i++) {
        const rl_pattern_hit *hit = &f->patterns[i];
        if (hit->last != j->c->last)
            continue;
        if (hit->type >= RL_TYPE_BUILT_IN) {
            give_own_type(j->c, hit->type, hit->weight);
            continue;
        }
        rl_judge_give_type(j->r, j->c, hit->type, hit->weight, RL_GAINED_PATTERN, f->pattern_names[hit->pattern]);
    }
}
