/* Evidence beside the span: titles, verbs, prepositions, commas before places, and capitals that were left outside. */
#include "recognise/judge.h"

static bool in_sentence(const rl_judge *j, uint32_t t)
{
    return t >= j->sentence->first && t < j->sentence->last;
}

static bool touches(const rl_judge *j, uint32_t t)
{
    return (rl_judge_token(j, t)->flags & RL_TOKEN_SPACE_BEFORE) == 0;
}

static bool is_lower(const rl_judge *j, uint32_t t)
{
    return rl_judge_token(j, t)->shape == RL_SHAPE_LOWER;
}

/* Is the neighbour part of the same longer listed name? Then it says nothing about the span. */
static bool is_covered_at(const rl_judge *j, uint32_t neighbour)
{
    const rl_token_context *context = &j->context[j->c->first];
    return rl_judge_is_covered(j) && context->listed_first <= neighbour && neighbour < context->listed_last;
}

static void judge_title_before(rl_judge *j)
{
    static const struct {
        rl_classes classes;
        rl_evidence evidence;
    } titles[] = {{RL_CLASS_HONORIFIC, RL_EV_AFTER_HONORIFIC},
                  {RL_CLASS_OFFICE, RL_EV_AFTER_OFFICE},
                  {RL_CLASS_RANK, RL_EV_AFTER_RANK},
                  {RL_CLASS_ROLE, RL_EV_AFTER_ROLE}};
    uint32_t first = j->c->first;
    if (first == 0 || is_covered_at(j, first - 1) || !in_sentence(j, first - 1) ||
        (rl_judge_token(j, first)->flags & RL_TOKEN_LINE_BEFORE) != 0)
        return;
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        if ((j->context[first].title_before & titles[i].classes) != 0) {
            rl_judge_give(j, titles[i].evidence, 1);
            return;
        }
    }
}

/* "in Gyeongju", "in the Amazon". */
static void judge_preposition(rl_judge *j, uint32_t left)
{
    bool article = rl_judge_is_word(j, left, RL_LITTLE_THE) && left > 0 && in_sentence(j, left - 1);
    uint32_t word = article ? left - 1 : left;
    /* "In" with a capital begins a sentence; in headlines it may be part of a title. */
    bool begins = rl_judge_starts_sentence(j, word) && !j->all_capitals;
    if (!rl_judge_has(j, word, RL_CLASS_PLACE_PREPOSITION) || (!is_lower(j, word) && !begins))
        return;
    bool direction = rl_judge_is_word(j, word, RL_LITTLE_TO) || rl_judge_is_word(j, word, RL_LITTLE_FROM);
    rl_judge_give(j, RL_EV_AFTER_PLACE_PREPOSITION, article || direction ? 0.6F : 1.0F);
}

static void judge_left(rl_judge *j)
{
    uint32_t first = j->c->first;
    if (first == 0 || !in_sentence(j, first - 1))
        return;
    uint32_t left = first - 1;
    judge_title_before(j);
    if (is_covered_at(j, left))
        return;
    judge_preposition(j, left);
    if (rl_judge_is_word(j, left, RL_LITTLE_THE))
        rl_judge_give(j, RL_EV_AFTER_THE, 1);
    bool initial = rl_judge_token(j, left)->shape == RL_SHAPE_INITIAL;
    if ((rl_judge_is_word(j, left, RL_LITTLE_A) && !initial) || rl_judge_is_word(j, left, RL_LITTLE_AN))
        rl_judge_give(j, RL_EV_AFTER_A, 1);
    if (rl_judge_has(j, left, RL_CLASS_DEMONYM))
        rl_judge_give(j, RL_EV_AFTER_DEMONYM, 1);
    if (rl_judge_has(j, left, RL_CLASS_SPEECH) && is_lower(j, left) && !rl_judge_is_word(j, left, RL_LITTLE_WHO) &&
        !rl_judge_is_word(j, left, RL_LITTLE_WHOSE))
        rl_judge_give(j, RL_EV_AFTER_SPEECH, 1);
    if (rl_judge_is_word(j, left, RL_LITTLE_COMMA) && j->context[left].place_ends_before)
        rl_judge_give(j, RL_EV_AFTER_LISTED_PLACE, 1);
}

/* "Toronto-based", "Barcelona-born". */
static bool follows_place(const rl_judge *j, uint32_t t)
{
    uint8_t word = rl_judge_kind(j, t)->little;
    return word >= RL_LITTLE_BASED && word <= RL_LITTLE_RAISED;
}

static void judge_right(rl_judge *j)
{
    uint32_t right = j->c->last;
    if (!in_sentence(j, right) || is_covered_at(j, right))
        return;
    bool comma = rl_judge_is_word(j, right, RL_LITTLE_COMMA);
    uint32_t verb = comma && in_sentence(j, right + 1) ? right + 1 : right;
    if (rl_judge_has(j, verb, RL_CLASS_SPEECH) && is_lower(j, verb))
        rl_judge_give(j, RL_EV_BEFORE_SPEECH, comma ? 0.8F : 1.0F);
    else if (!comma && rl_judge_has(j, right, RL_CLASS_ACTION) && is_lower(j, right))
        rl_judge_give(j, RL_EV_BEFORE_ACTION, 1);
    if (rl_judge_token(j, right)->shape == RL_SHAPE_POSSESSIVE)
        rl_judge_give(j, RL_EV_BEFORE_POSSESSIVE, 1);
    if (comma && in_sentence(j, right + 1) && j->context[right + 1].place_ends_at > 0)
        rl_judge_give(j, RL_EV_BEFORE_LISTED_PLACE, 1);
    if (rl_judge_token(j, right)->shape == RL_SHAPE_HYPHEN && in_sentence(j, right + 1) && follows_place(j, right + 1))
        rl_judge_give(j, RL_EV_BEFORE_BASED, 1);
    if (rl_judge_kind(j, right)->little >= RL_LITTLE_FIRST_CURRENCY && touches(j, right))
        rl_judge_give(j, RL_EV_BEFORE_CURRENCY, 1);
    if (is_lower(j, right) && rl_judge_has(j, right, RL_CLASS_ROLE | RL_CLASS_OFFICE))
        rl_judge_give(j, RL_EV_BEFORE_ROLE, 1);
    if (is_lower(j, right) && rl_judge_has(j, right, RL_CLASS_PLACE_HEAD))
        rl_judge_give(j, RL_EV_BEFORE_PLACE_HEAD, 1);
}

/* Would a capitalised neighbour at `t` be part of the same name, if names went by capitals? */
static bool pulls(const rl_judge *j, uint32_t t)
{
    const rl_token *token = rl_judge_token(j, t);
    if (!rl_token_is_capital(token) || (token->flags & RL_TOKEN_FURNITURE) != 0)
        return false;
    if (rl_judge_has(j, t,
                     RL_CLASS_DEMONYM | RL_CLASS_FUNCTION | RL_CLASS_DATE | RL_CLASS_TITLE | RL_CLASS_TITLE_MODIFIER))
        return rl_judge_has(j, t, RL_CLASS_GIVEN) &&
               !rl_judge_has(j, t, RL_CLASS_DEMONYM | RL_CLASS_TITLE | RL_CLASS_FUNCTION);
    return (j->context[t].inside & (RL_INSIDE_TITLE | RL_INSIDE_NO_NAME)) == 0;
}

static float cut_at(const rl_judge *j, uint32_t joint, uint32_t beyond)
{
    if (!in_sentence(j, beyond) || !in_sentence(j, joint))
        return 0;
    if (rl_judge_token(j, joint)->shape == RL_SHAPE_HYPHEN && touches(j, joint) &&
        !rl_is_behind_party(j->text, joint))
        return pulls(j, beyond) ? 0.7F : 0;
    return rl_judge_is_word(j, joint, RL_LITTLE_AMPERSAND) && pulls(j, beyond) ? 0.8F : 0;
}

/* Of "Donald Trump" nothing is left out, as "Pope" may be of "Pope Francis". */
static bool is_in_full_name(const rl_judge *j)
{
    const rl_token_context *context = &j->context[j->c->first];
    return context->listed_person && rl_judge_has(j, context->listed_first, RL_CLASS_GIVEN);
}

/* True if something that looks like part of the same name is left outside. */
static bool judge_cuts(rl_judge *j)
{
    uint32_t first = j->c->first, right = j->c->last;
    float scale = j->all_capitals ? (j->listed ? 0.1F : 0.3F) : 1.0F, left_cut = 0, right_cut = 0;
    bool place = rl_judge_is_country(j, first, right);
    if (first > j->sentence->first && rl_judge_kind(j, first - 1)->joins) {
        uint32_t left = first - 1;
        bool start_word =
            rl_judge_starts_sentence(j, left) && rl_judge_is_ordinary(j, left);
        left_cut = pulls(j, left) && !start_word ? 1.0F : first > 1 ? cut_at(j, left, left - 1) : 0;
        bool head_of = first > 1 && rl_judge_is_of(j, left) && in_sentence(j, left - 1) &&
                       rl_judge_is_capital(j, left - 1) && rl_judge_has(j, left - 1, RL_CLASS_ORG_HEAD);
        left_cut = head_of ? 1.0F : left_cut;
        if (place && rl_judge_token(j, left)->shape == RL_SHAPE_HYPHEN)
            left_cut = 0;
    }
    if (in_sentence(j, right) && rl_judge_kind(j, right)->joins) {
        right_cut = pulls(j, right) ? 1.0F : cut_at(j, right, right + 1);
        bool head_of = rl_judge_is_of(j, right) && in_sentence(j, right + 1) && pulls(j, right + 1) &&
                       rl_judge_has(j, right - 1, RL_CLASS_ORG_HEAD) && rl_judge_is_capital(j, right - 1);
        right_cut = head_of ? 1.0F : right_cut;
        if (place && rl_judge_token(j, right)->shape == RL_SHAPE_HYPHEN)
            right_cut = 0;
    }
    if (rl_judge_is_covered(j))
        rl_judge_give(j, RL_EV_CUT_LISTED, is_in_full_name(j) ? 2.0F : 1.0F);
    if (left_cut > 0)
        rl_judge_give(j, RL_EV_CUT_LEFT, left_cut * scale);
    if (right_cut > 0)
        rl_judge_give(j, RL_EV_CUT_RIGHT, right_cut * scale);
    return left_cut > 0 || right_cut > 0;
}

static bool is_year(const rl_judge *j, uint32_t t)
{
    return in_sentence(j, t) && rl_judge_token(j, t)->shape == RL_SHAPE_NUMBER;
}

/* "300 BC", "AD 79", "the 6th century BCE": years, not British Columbia. */
static void judge_era(rl_judge *j)
{
    uint32_t first = j->c->first;
    uint8_t word = rl_judge_kind(j, first)->little;
    if (word < RL_LITTLE_AD || word > RL_LITTLE_CE || !rl_judge_is_acronym(j))
        return;
    bool behind = first > 0 && (is_year(j, first - 1) ||
                                (in_sentence(j, first - 1) && rl_judge_is_word(j, first - 1, RL_LITTLE_CENTURY)));
    if (behind || (word == RL_LITTLE_AD && is_year(j, first + 1)))
        rl_judge_give(j, RL_EV_ERA, 1);
}

/* Most neighbours are dull words, or there is none. */
void rl_judge_around(rl_judge *j)
{
    const rl_token_context *context = &j->context[j->c->first];
    bool dull_left = j->c->first == j->sentence->first || rl_judge_kind(j, j->c->first - 1)->dull;
    bool dull_right = j->c->last == j->sentence->last || rl_judge_kind(j, j->c->last)->dull;
    if (!dull_left || context->title_before != 0)
        judge_left(j);
    if (!dull_right)
        judge_right(j);
    if (rl_judge_kind(j, j->c->first)->little != RL_LITTLE_NONE)
        judge_era(j);
    bool cut = (!dull_left || !dull_right || context->listed_last > 0) && judge_cuts(j);
    if (j->only_organisation && !cut)
        rl_judge_give(j, RL_EV_LISTED_ORGANISATION_ONLY, 1);
}
