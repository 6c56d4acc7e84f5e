/* Evidence inside the span: given and family names, words that head or end names of organisations and places, what joins
 * its parts, titles. */
#include "recognise/judge.h"

/* "Hong Kong Island". */
static bool begins_with_listed(const rl_judge *j)
{
    const rl_token_context *context = &j->context[j->c->first];
    return context->listed_last > 0 && !context->listed_person && context->listed_first == j->c->first &&
           context->listed_last < j->c->last;
}

/* Who says "I" does so before a verb: "Charles I of England", "the man whom Charles I met". */
static bool is_speaker(const rl_judge *j, uint32_t t)
{
    uint32_t right = t + 1;
    if (right >= j->sentence->last || j->context[j->c->first].title_before != 0)
        return false;
    uint8_t word = rl_judge_kind(j, right)->little;
    return rl_judge_token(j, right)->shape == RL_SHAPE_LOWER && word != RL_LITTLE_OF && word != RL_LITTLE_AND &&
           !rl_judge_has(j, right, RL_CLASS_PLACE_PREPOSITION);
}

bool rl_judge_is_regnal(const rl_judge *j)
{
    uint32_t end = j->c->last - 1;
    if (rl_judge_length(j) == 1 || !rl_token_is_numeral(j->text, rl_judge_token(j, end)) ||
        !rl_judge_is_capital(j, end - 1))
        return false;
    if (rl_judge_token(j, end)->fold_length == 1)
        return rl_judge_has(j, end - 1, RL_CLASS_GIVEN) && !is_speaker(j, end);
    return j->listed || rl_judge_has(j, end - 1, RL_CLASS_GIVEN | RL_CLASS_FAMILY);
}

/* "Ivan the Terrible", "Lucas Cranach the Elder". */
static bool has_byname(const rl_judge *j)
{
    uint32_t t = j->c->first + 1, end = j->c->last - 1;
    while (t < end && !rl_judge_is_word(j, t, RL_LITTLE_THE))
        t++;
    rl_classes never = RL_CLASS_ORDINARY | RL_CLASS_DEMONYM | RL_CLASS_ORG_HEAD | RL_CLASS_PLACE_HEAD | RL_CLASS_TITLE;
    return t < end && end - t <= 2 && rl_judge_token(j, t)->shape == RL_SHAPE_LOWER &&
           rl_judge_token(j, t - 1)->shape == RL_SHAPE_CAPITALISED && !rl_judge_has(j, t - 1, never) &&
           !rl_judge_has(j, end, RL_CLASS_ORG_HEAD | RL_CLASS_ORG_ENDING | RL_CLASS_PLACE_HEAD | RL_CLASS_TITLE);
}

static void judge_old_names(rl_judge *j)
{
    if (((j->any_shape & 1u << RL_SHAPE_ALL_CAPS) != 0 || (j->any_class & RL_CLASS_FUNCTION) != 0) &&
        rl_judge_is_regnal(j))
        rl_judge_give(j, RL_EV_REGNAL, 1);
    if ((j->any_little & 1u << RL_LITTLE_THE) != 0 && has_byname(j))
        rl_judge_give(j, RL_EV_EPITHET, 1);
}

static void judge_person_words(rl_judge *j)
{
    uint32_t first = j->c->first, end = j->c->last - 1;
    if (rl_judge_length(j) == 1) {
        if (!j->listed && rl_judge_has(j, first, RL_CLASS_GIVEN) && !rl_judge_is_ordinary(j, first))
            rl_judge_give(j, RL_EV_GIVEN_ALONE, 1);
        if (!j->listed && rl_judge_has(j, first, RL_CLASS_FAMILY) && !rl_judge_is_ordinary(j, first))
            rl_judge_give(j, RL_EV_FAMILY_ALONE, 1);
        return;
    }
    if (j->listed_other || begins_with_listed(j))
        return; /* "Hong Kong" is listed: that its words are names too says nothing */
    judge_old_names(j);
    if ((j->any_shape & 1u << RL_SHAPE_HYPHEN) != 0 && rl_ends_eastern(j->r, first, end))
        rl_judge_give(j, RL_EV_EASTERN, 1);
    bool given_first = rl_judge_has(j, first, RL_CLASS_GIVEN);
    if (given_first)
        rl_judge_give(j, rl_judge_is_ordinary(j, first) ? RL_EV_GIVEN_FIRST_ORDINARY : RL_EV_GIVEN_FIRST, 1);
    if (rl_judge_has(j, end, RL_CLASS_FAMILY))
        rl_judge_give(j, RL_EV_FAMILY_LAST, given_first || rl_judge_length(j) == 2 ? 1.0F : 0.6F);
    bool eastern = !given_first && rl_judge_has(j, first, RL_CLASS_FAMILY) && rl_judge_has(j, end, RL_CLASS_GIVEN) &&
                   !rl_judge_is_ordinary(j, first);
    if (eastern)
        rl_judge_give(j, RL_EV_FAMILY_FIRST, 1);
    bool any = (j->any_shape & (1u << RL_SHAPE_INITIAL | 1u << RL_SHAPE_DOTTED)) != 0 ||
               (j->any_class & RL_CLASS_PARTICLE) != 0;
    for (uint32_t t = first; any && t <= end; t++) {
        if (rl_judge_token(j, t)->shape == RL_SHAPE_INITIAL || rl_judge_token(j, t)->shape == RL_SHAPE_DOTTED)
            rl_judge_give(j, RL_EV_INITIAL, t == end ? 0.0F : 1.0F);
        else if (rl_judge_has(j, t, RL_CLASS_PARTICLE) && t < end && !rl_judge_is_word(j, t, RL_LITTLE_THE))
            rl_judge_give(j, RL_EV_PARTICLE, 1);
    }
}

/* "of", "for", and in names of other languages "Universidad de Chile", "Banco do Brasil". */
static bool goes_on(const rl_judge *j, uint32_t t)
{
    const rl_token *token = rl_judge_token(j, t);
    bool particle = token->shape == RL_SHAPE_LOWER && (token->classes & RL_CLASS_PARTICLE) != 0;
    return rl_judge_is_of(j, t) || (particle && !rl_judge_is_word(j, t, RL_LITTLE_THE));
}

static void judge_organisation_words(rl_judge *j)
{
    uint32_t first = j->c->first, end = j->c->last - 1;
    if (rl_judge_length(j) == 1)
        return;
    if (rl_judge_has(j, end, RL_CLASS_ORG_ENDING) && rl_judge_is_capital(j, end))
        rl_judge_give(j, RL_EV_ORG_ENDING, 1);
    else if (rl_judge_has(j, end, RL_CLASS_ORG_HEAD) && rl_judge_is_capital(j, end))
        rl_judge_give(j, RL_EV_ORG_HEAD_LAST, 1);
    bool head_of = false, inside = false;
    for (uint32_t t = first; (j->any_class & RL_CLASS_ORG_HEAD) != 0 && t < end; t++) {
        if (!rl_judge_has(j, t, RL_CLASS_ORG_HEAD) || !rl_judge_is_capital(j, t))
            continue;
        bool of = goes_on(j, t + 1);
        head_of |= of;
        inside |= !of;
    }
    if (head_of)
        rl_judge_give(j, RL_EV_ORG_HEAD_OF, 1);
    else if (inside)
        rl_judge_give(j, RL_EV_ORG_WORD_INSIDE, 1);
}

static void judge_place_words(rl_judge *j)
{
    uint32_t first = j->c->first, end = j->c->last - 1;
    if (rl_judge_length(j) == 1)
        return;
    if (rl_judge_has(j, end, RL_CLASS_PLACE_HEAD) && rl_judge_is_capital(j, end))
        rl_judge_give(j, RL_EV_PLACE_HEAD_LAST, 1);
    if (rl_judge_has(j, first, RL_CLASS_PLACE_HEAD) && rl_judge_is_word(j, first + 1, RL_LITTLE_OF))
        rl_judge_give(j, RL_EV_PLACE_HEAD_OF, 1);
    if (rl_judge_has(j, first, RL_CLASS_PLACE_BEGINNING))
        rl_judge_give(j, RL_EV_PLACE_BEGINNING, 1);
}

/* "Tony Award". */
static void judge_thing_words(rl_judge *j)
{
    uint32_t end = j->c->last - 1;
    bool thing = rl_judge_has(j, end, RL_CLASS_THING_HEAD) && rl_judge_is_capital(j, end);
    if (rl_judge_length(j) > 1 && thing && !j->listed)
        rl_judge_give(j, RL_EV_THING_HEAD_LAST, 1);
}

static void judge_joints(rl_judge *j)
{
    uint32_t words = 1u << RL_LITTLE_AND | 1u << RL_LITTLE_OF | 1u << RL_LITTLE_FOR;
    if ((j->any_little & words) == 0 && (j->any_shape & (1u << RL_SHAPE_POSSESSIVE | 1u << RL_SHAPE_HYPHEN)) == 0)
        return;
    bool and_inside = false, of_inside = false, possessive = false, hyphen = false, joined = false;
    for (uint32_t t = j->c->first + 1; t + 1 < j->c->last; t++) {
        uint8_t shape = rl_judge_token(j, t)->shape;
        bool and_here = rl_judge_is_word(j, t, RL_LITTLE_AND);
        and_inside |= and_here;
        of_inside |= rl_judge_is_of(j, t);
        possessive |= shape == RL_SHAPE_POSSESSIVE;
        hyphen |= shape == RL_SHAPE_HYPHEN;
        if (shape == RL_SHAPE_HYPHEN || and_here)
            joined |= rl_judge_is_country(j, j->c->first, t) && rl_judge_is_country(j, t + 1, j->c->last);
    }
    if (and_inside && !j->listed)
        rl_judge_give(j, RL_EV_AND_INSIDE, 1);
    if (of_inside && !j->listed)
        rl_judge_give(j, RL_EV_OF_INSIDE, 1);
    if (possessive)
        rl_judge_give(j, RL_EV_POSSESSIVE_INSIDE, rl_judge_has(j, j->c->last - 1, RL_CLASS_ORG_HEAD) ? 0.4F : 1.0F);
    if (hyphen)
        rl_judge_give(j, RL_EV_HYPHENATED, 1);
    if (joined && !j->listed)
        rl_judge_give(j, RL_EV_PLACES_JOINED, 1);
}

static void judge_titles_inside(rl_judge *j)
{
    uint32_t first = j->c->first;
    rl_classes titles = RL_CLASS_HONORIFIC | RL_CLASS_OFFICE | RL_CLASS_RANK | RL_CLASS_ROLE | RL_CLASS_TITLE_MODIFIER;
    bool name = rl_judge_has(j, first, RL_CLASS_GIVEN | RL_CLASS_FAMILY);
    bool title_first = rl_judge_has(j, first, titles) || (j->context[first].inside & RL_INSIDE_TITLE) != 0;
    if (rl_judge_length(j) == 1) {
        if (title_first && !j->listed && !name)
            rl_judge_give(j, RL_EV_TITLE_ALONE, 1);
        return;
    }
    if (title_first && !j->listed)
        rl_judge_give(j, RL_EV_TITLE_FIRST, name ? 0.5F : 1.0F);
    /* "Sr." behind a name is no Señor. */
    uint32_t last = rl_token_is_junior(j->r->findings->text, rl_judge_token(j, j->c->last - 1)) ? j->c->last - 1 : j->c->last;
    bool inside = false;
    bool any = (j->any_class & (RL_CLASS_HONORIFIC | RL_CLASS_OFFICE)) != 0;
    for (uint32_t t = first + 1; any && t < last; t++)
        inside |= rl_judge_has(j, t, RL_CLASS_HONORIFIC | RL_CLASS_OFFICE) && rl_judge_is_capital(j, t) &&
                  !rl_judge_has(j, t, RL_CLASS_GIVEN | RL_CLASS_FAMILY);
    if (inside && !j->listed)
        rl_judge_give(j, RL_EV_TITLE_INSIDE, 1);
}

void rl_judge_inside(rl_judge *j)
{
    judge_person_words(j);
    judge_organisation_words(j);
    judge_place_words(j);
    judge_thing_words(j);
    judge_joints(j);
    judge_titles_inside(j);
}
