/* Judging a span: which evidence holds for it.
 *
 * Each function looks at one kind of thing (lists, names inside, words around it …) and gives the evidence it finds to the
 * candidate. Nothing here decides; it only adds up. */
#include "recognise/internal.h"

#include "text/text.h"

#include <math.h>

typedef struct judge {
    const rl_recogniser *r;
    const rl_text *text;
    rl_candidate *c;
    const rl_sentence *sentence;
    bool listed_other; /* … as a place or organisation, but not as a person */
    bool listed;       /* some list holds the whole span as a name or strong alias */
    bool all_capitals; /* the line is in capitals, or a headline: capitals prove little */
} judge;

static const rl_token *tok(const judge *j, uint32_t t)
{
    return &j->text->tokens[t];
}

static bool has(const judge *j, uint32_t t, rl_classes classes)
{
    return (tok(j, t)->classes & classes) != 0;
}

static uint32_t length(const judge *j)
{
    return j->c->last - j->c->first;
}

static void note_gain(rl_candidate *c, size_t type, float gain, uint16_t what)
{
    if (gain > c->gain[type]) {
        c->gain[type] = gain;
        c->gained[type] = what;
    }
}

static void give_as(rl_candidate *c, const rl_weights *weights, rl_evidence evidence, float times, uint16_t what)
{
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++) {
        float gain = weights->of[evidence][type] * times;
        c->score[type] += gain;
        note_gain(c, type, gain, what);
    }
}

static void give(judge *j, rl_evidence evidence, float times)
{
    give_as(j->c, j->r->weights, evidence, times, (uint16_t)evidence);
}

/* ---- lists ---- */

static bool is_ordinary(const judge *j, uint32_t t)
{
    return has(j, t, RL_CLASS_ORDINARY);
}

static void judge_user_list(judge *j, const rl_entry *entry, const rl_hit *hit)
{
    float weight = j->r->weights->of[RL_EV_LISTED_USER][0];
    if (hit->kind > RL_NAME_ALIAS)
        return;
    if (entry->type < RL_TYPE_BUILT_IN) {
        j->c->score[entry->type] += weight;
        note_gain(j->c, entry->type, weight, RL_GAINED_HIT);
        return;
    }
    if (j->c->user_type == RL_NONE || entry->type < j->c->user_type) {
        j->c->user_type = entry->type;
        j->c->user_score = weight - 2;
    }
}

typedef struct listing {
    bool strong[RL_TYPE_BUILT_IN];
    bool weak[RL_TYPE_BUILT_IN];
    bool country;
    double prior[RL_TYPE_BUILT_IN]; /* the highest */
    size_t families;
    double family_prior;
} listing;

static void note_hit(judge *j, const rl_hit *hit, listing *l)
{
    const rl_entry *entry = &j->r->findings->entries[hit->entry];
    if (!entry->shipped)
        judge_user_list(j, entry, hit);
    if (entry->type >= RL_TYPE_BUILT_IN)
        return;
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
    bool country = entry->kind[0] == 'c' && entry->kind[1] == 'o' && entry->kind[2] == 'u';
    l->country |= entry->type == RL_TYPE_PLACE && country && hit->kind == RL_NAME_LABEL;
    l->country |= entry->type == RL_TYPE_PLACE && country && prior >= 30;
}

static bool is_acronym_shape(const judge *j)
{
    return length(j) == 1 && (tok(j, j->c->first)->shape == RL_SHAPE_ALL_CAPS || tok(j, j->c->first)->shape == RL_SHAPE_DOTTED);
}

static void judge_listing(judge *j, const listing *l)
{
    bool one_word = length(j) == 1;
    if (l->strong[RL_TYPE_PERSON])
        give_as(j->c, j->r->weights, one_word ? RL_EV_LISTED_PERSON_ONE_WORD : RL_EV_LISTED_PERSON, 1, RL_GAINED_HIT);
    if (l->country)
        give_as(j->c, j->r->weights, RL_EV_LISTED_COUNTRY, 1, RL_GAINED_HIT);
    else if (l->strong[RL_TYPE_PLACE]) {
        give_as(j->c, j->r->weights, RL_EV_LISTED_PLACE, 1, RL_GAINED_HIT);
        give(j, RL_EV_LISTED_PLACE_PROMINENCE, (float)l->prior[RL_TYPE_PLACE] / 100);
        if (one_word && has(j, j->c->first, RL_CLASS_GIVEN | RL_CLASS_FAMILY))
            give(j, RL_EV_LISTED_PLACE_IS_NAME, 1);
    }
    if (l->strong[RL_TYPE_ORGANISATION]) {
        give_as(j->c, j->r->weights, one_word ? RL_EV_LISTED_ORGANISATION_ONE_WORD : RL_EV_LISTED_ORGANISATION, 1,
                RL_GAINED_HIT);
        give(j, RL_EV_LISTED_ORGANISATION_PROMINENCE, (float)l->prior[RL_TYPE_ORGANISATION] / 100);
        if (is_acronym_shape(j) && !j->all_capitals)
            give(j, RL_EV_LISTED_ACRONYM, 1);
    }
}

static void judge_weak_listing(judge *j, const listing *l)
{
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++) {
        if (!l->weak[type] || l->strong[type])
            continue;
        float gain = j->r->weights->of[RL_EV_LISTED_WEAK][type];
        j->c->score[type] += gain;
        note_gain(j->c, type, gain, RL_GAINED_HIT);
    }
    if (l->families == 0 || l->strong[RL_TYPE_PERSON])
        return;
    give_as(j->c, j->r->weights, RL_EV_LISTED_FAMILY, 1, RL_GAINED_HIT);
    give(j, RL_EV_LISTED_FAMILY_PROMINENCE, (float)l->family_prior / 100);
    if (l->families > 1)
        give(j, RL_EV_LISTED_FAMILY_OF_SEVERAL, 1);
}

static void judge_lists(judge *j)
{
    const rl_findings *f = j->r->findings;
    listing l = {0};
    for (size_t i = j->c->hit; i < f->hit_count && f->hits[i].first == j->c->first; i++)
        if (rl_hit_fits(j->r, &f->hits[i], j->c))
            note_hit(j, &f->hits[i], &l);
    judge_listing(j, &l);
    judge_weak_listing(j, &l);
    j->listed = l.strong[RL_TYPE_PERSON] || l.strong[RL_TYPE_PLACE] || l.strong[RL_TYPE_ORGANISATION] ||
                j->c->user_type != RL_NONE;
    j->listed_other = j->listed && !l.strong[RL_TYPE_PERSON] && l.families == 0;
    bool any = j->listed || l.families > 0 || l.weak[0] || l.weak[1] || l.weak[2];
    bool start = (tok(j, j->c->first)->flags & RL_TOKEN_SENTENCE_START) != 0 || j->all_capitals;
    if (any && length(j) == 1 && start && has(j, j->c->first, RL_CLASS_FUNCTION))
        give(j, RL_EV_FUNCTION_INSIDE, 1);
    if (any && length(j) == 1 && is_ordinary(j, j->c->first))
        give(j, start ? RL_EV_LISTED_ORDINARY_START : RL_EV_LISTED_ORDINARY, 1);
}

/* ---- patterns ---- */

static void judge_patterns(judge *j)
{
    const rl_findings *f = j->r->findings;
    for (size_t i = j->c->pattern; i < f->pattern_count && f->patterns[i].first == j->c->first; i++) {
        const rl_pattern_hit *hit = &f->patterns[i];
        if (hit->last != j->c->last || hit->type >= RL_TYPE_BUILT_IN)
            continue;
        j->c->score[hit->type] += hit->weight;
        note_gain(j->c, hit->type, hit->weight, RL_GAINED_PATTERN);
    }
}

/* ---- what is inside ---- */

static bool is_capital(const judge *j, uint32_t t)
{
    return rl_token_is_capital(tok(j, t));
}

static bool is_word(const judge *j, uint32_t t, const char *literal, size_t size)
{
    return rl_token_is(j->text, tok(j, t), literal, size);
}

static void judge_person_words(judge *j)
{
    uint32_t first = j->c->first, end = j->c->last - 1;
    if (length(j) == 1) {
        if (!j->listed && has(j, first, RL_CLASS_GIVEN) && !is_ordinary(j, first))
            give(j, RL_EV_GIVEN_ALONE, 1);
        if (!j->listed && has(j, first, RL_CLASS_FAMILY) && !is_ordinary(j, first))
            give(j, RL_EV_FAMILY_ALONE, 1);
        return;
    }
    if (j->listed_other)
        return; /* "Hong Kong" is listed: that its words are names too says nothing */
    bool given_first = has(j, first, RL_CLASS_GIVEN);
    if (given_first)
        give(j, is_ordinary(j, first) ? RL_EV_GIVEN_FIRST_ORDINARY : RL_EV_GIVEN_FIRST, 1);
    if (has(j, end, RL_CLASS_FAMILY))
        give(j, RL_EV_FAMILY_LAST, given_first || length(j) == 2 ? 1.0F : 0.6F);
    bool eastern = !given_first && has(j, first, RL_CLASS_FAMILY) && has(j, end, RL_CLASS_GIVEN) && !is_ordinary(j, first);
    if (eastern)
        give(j, RL_EV_FAMILY_FIRST, 1);
    for (uint32_t t = first; t <= end; t++) {
        if (tok(j, t)->shape == RL_SHAPE_INITIAL || tok(j, t)->shape == RL_SHAPE_DOTTED)
            give(j, RL_EV_INITIAL, t == end ? 0.0F : 1.0F);
        else if (has(j, t, RL_CLASS_PARTICLE) && t < end && !is_word(j, t, "the", 3))
            give(j, RL_EV_PARTICLE, 1);
    }
}

static bool is_of(const judge *j, uint32_t t)
{
    return is_word(j, t, "of", 2) || is_word(j, t, "for", 3);
}

static void judge_organisation_words(judge *j)
{
    uint32_t first = j->c->first, end = j->c->last - 1;
    if (length(j) == 1)
        return;
    if (has(j, end, RL_CLASS_ORG_ENDING) && is_capital(j, end))
        give(j, RL_EV_ORG_ENDING, 1);
    else if (has(j, end, RL_CLASS_ORG_HEAD) && is_capital(j, end))
        give(j, RL_EV_ORG_HEAD_LAST, 1);
    bool head_of = false, inside = false;
    for (uint32_t t = first; t < end; t++) {
        if (!has(j, t, RL_CLASS_ORG_HEAD) || !is_capital(j, t))
            continue;
        head_of |= is_of(j, t + 1);
        inside |= !is_of(j, t + 1);
    }
    if (head_of)
        give(j, RL_EV_ORG_HEAD_OF, 1);
    else if (inside)
        give(j, RL_EV_ORG_WORD_INSIDE, 1);
}

static void judge_place_words(judge *j)
{
    uint32_t first = j->c->first, end = j->c->last - 1;
    if (length(j) == 1)
        return;
    if (has(j, end, RL_CLASS_PLACE_HEAD) && is_capital(j, end))
        give(j, RL_EV_PLACE_HEAD_LAST, 1);
    if (has(j, first, RL_CLASS_PLACE_HEAD) && is_word(j, first + 1, "of", 2))
        give(j, RL_EV_PLACE_HEAD_OF, 1);
    if (has(j, first, RL_CLASS_PLACE_BEGINNING))
        give(j, RL_EV_PLACE_BEGINNING, 1);
}

static bool is_listed_place(const judge *j, uint32_t first, uint32_t last)
{
    return j->r->context[first].place_ends_at > 0 && first + j->r->context[first].place_ends_at == last;
}

static bool is_country_word(const judge *j, uint32_t first, uint32_t last)
{
    return is_listed_place(j, first, last) || (last == first + 1 && has(j, first, RL_CLASS_DEMONYM));
}

static void judge_joints(judge *j)
{
    bool and_inside = false, of_inside = false, possessive = false, hyphen = false, joined = false;
    for (uint32_t t = j->c->first + 1; t + 1 < j->c->last; t++) {
        uint8_t shape = tok(j, t)->shape;
        bool and_here = is_word(j, t, "and", 3);
        and_inside |= and_here;
        of_inside |= is_of(j, t);
        possessive |= shape == RL_SHAPE_POSSESSIVE;
        hyphen |= shape == RL_SHAPE_HYPHEN;
        if (shape == RL_SHAPE_HYPHEN || and_here)
            joined |= is_country_word(j, j->c->first, t) && is_country_word(j, t + 1, j->c->last);
    }
    if (and_inside)
        give(j, RL_EV_AND_INSIDE, 1);
    if (of_inside)
        give(j, RL_EV_OF_INSIDE, 1);
    if (possessive)
        give(j, RL_EV_POSSESSIVE_INSIDE, 1);
    if (hyphen)
        give(j, RL_EV_HYPHENATED, 1);
    if (joined && !j->listed)
        give(j, RL_EV_PLACES_JOINED, 1);
}

static void judge_titles_inside(judge *j)
{
    uint32_t first = j->c->first;
    rl_classes titles = RL_CLASS_HONORIFIC | RL_CLASS_OFFICE | RL_CLASS_RANK | RL_CLASS_ROLE | RL_CLASS_TITLE_MODIFIER;
    bool name = has(j, first, RL_CLASS_GIVEN | RL_CLASS_FAMILY);
    bool title_first = has(j, first, titles) || (j->r->context[first].inside & RL_INSIDE_TITLE) != 0;
    if (length(j) == 1) {
        if (title_first && !j->listed && !name)
            give(j, RL_EV_TITLE_ALONE, 1);
        return;
    }
    if (title_first && !j->listed)
        give(j, RL_EV_TITLE_FIRST, name ? 0.5F : 1.0F);
    bool inside = false;
    for (uint32_t t = first + 1; t < j->c->last; t++)
        inside |= has(j, t, RL_CLASS_HONORIFIC | RL_CLASS_OFFICE) && is_capital(j, t) &&
                  !has(j, t, RL_CLASS_GIVEN | RL_CLASS_FAMILY);
    if (inside && !j->listed)
        give(j, RL_EV_TITLE_INSIDE, 1);
}

/* ---- ordinary words ---- */

typedef struct word_count {
    uint32_t words;
    uint32_t ordinary;
    uint32_t demonyms;
    uint32_t titles;
    uint32_t dates;
    uint32_t no_names;
    uint32_t numbers;
} word_count;

static word_count count_words(const judge *j)
{
    word_count n = {0};
    for (uint32_t t = j->c->first; t < j->c->last; t++) {
        const rl_token *token = tok(j, t);
        if (!rl_token_is_word(token) || (token->shape == RL_SHAPE_LOWER && length(j) > 1))
            continue;
        bool name = (token->classes & (RL_CLASS_GIVEN | RL_CLASS_FAMILY)) != 0;
        n.words++;
        n.numbers += token->shape == RL_SHAPE_NUMBER;
        n.ordinary += (token->classes & RL_CLASS_ORDINARY) != 0;
        n.demonyms += (token->classes & RL_CLASS_DEMONYM) != 0;
        n.titles += (token->classes & RL_CLASS_TITLE) != 0;
        n.dates += (token->classes & RL_CLASS_DATE) != 0 && !(name && length(j) > 1);
        n.no_names += (j->r->context[t].inside & RL_INSIDE_NO_NAME) != 0;
    }
    return n;
}

static bool has_head(const judge *j)
{
    uint32_t end = j->c->last - 1;
    bool ends = has(j, end, RL_CLASS_ORG_HEAD | RL_CLASS_ORG_ENDING | RL_CLASS_PLACE_HEAD);
    return length(j) > 1 && (ends || (has(j, j->c->first, RL_CLASS_ORG_HEAD | RL_CLASS_PLACE_HEAD) && is_of(j, j->c->first + 1)));
}

static void judge_ordinary_words(judge *j)
{
    word_count n = count_words(j);
    uint32_t first = j->c->first, end = j->c->last - 1;
    if (n.demonyms == n.words && !j->listed)
        give(j, RL_EV_DEMONYM_ALONE, 1);
    if (n.titles == n.words && length(j) > 1 && !j->listed)
        give(j, RL_EV_TITLE_ALONE, 1);
    if (n.no_names == n.words && !j->listed)
        give(j, RL_EV_NO_NAME, 1);
    if (n.dates > 0 && !j->listed)
        give(j, RL_EV_DATE_INSIDE, 1);
    if (n.numbers > 0)
        give(j, RL_EV_NUMBER_INSIDE, 1);
    if (length(j) == 1) {
        bool head = has(j, first, RL_CLASS_ORG_HEAD) && (tok(j, first)->flags & RL_TOKEN_SENTENCE_START) == 0;
        bool plain = is_ordinary(j, first) || has(j, first, RL_CLASS_ORG_HEAD | RL_CLASS_PLACE_HEAD | RL_CLASS_SPEECH);
        if (plain && !j->listed)
            give(j, head && !j->all_capitals ? RL_EV_ORG_HEAD_ALONE : RL_EV_ORDINARY_ONE, 1);
        return;
    }
    bool function = has(j, first, RL_CLASS_FUNCTION) && !has(j, first, RL_CLASS_PARTICLE | RL_CLASS_GIVEN | RL_CLASS_PLACE_BEGINNING);
    if ((function || has(j, end, RL_CLASS_FUNCTION)) && !j->listed)
        give(j, RL_EV_FUNCTION_INSIDE, 1);
    if (has(j, first, RL_CLASS_DEMONYM) && !j->listed)
        give(j, RL_EV_DEMONYM_FIRST, 1);
    if (j->listed)
        return;
    bool named = has(j, first, RL_CLASS_GIVEN | RL_CLASS_FAMILY);
    if (n.ordinary == n.words)
        give(j, RL_EV_ORDINARY_ALL, has_head(j) ? 0.4F : 1.0F);
    else if ((is_ordinary(j, first) && !named) || (is_ordinary(j, end) && !has(j, end, RL_CLASS_FAMILY) && !has_head(j)))
        give(j, RL_EV_ORDINARY_SOME, 1);
}

/* ---- around it ---- */

static bool in_sentence(const judge *j, uint32_t t)
{
    return t >= j->sentence->first && t < j->sentence->last;
}

static bool touches(const judge *j, uint32_t t)
{
    return (tok(j, t)->flags & RL_TOKEN_SPACE_BEFORE) == 0;
}

static void judge_title_before(judge *j)
{
    static const struct {
        rl_classes classes;
        rl_evidence evidence;
    } titles[] = {{RL_CLASS_HONORIFIC, RL_EV_AFTER_HONORIFIC},
                  {RL_CLASS_OFFICE, RL_EV_AFTER_OFFICE},
                  {RL_CLASS_RANK, RL_EV_AFTER_RANK},
                  {RL_CLASS_ROLE, RL_EV_AFTER_ROLE}};
    uint32_t first = j->c->first;
    if (!in_sentence(j, first - 1) || first == 0 || (tok(j, first)->flags & RL_TOKEN_LINE_BEFORE) != 0)
        return;
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        if ((j->r->context[first].title_before & titles[i].classes) != 0) {
            give(j, titles[i].evidence, 1);
            return;
        }
    }
}

static void judge_left(judge *j)
{
    uint32_t first = j->c->first;
    if (first == 0 || !in_sentence(j, first - 1))
        return;
    uint32_t left = first - 1;
    judge_title_before(j);
    if (has(j, left, RL_CLASS_PLACE_PREPOSITION) && tok(j, left)->shape == RL_SHAPE_LOWER)
        give(j, RL_EV_AFTER_PLACE_PREPOSITION, is_word(j, left, "to", 2) || is_word(j, left, "from", 4) ? 0.6F : 1.0F);
    if (is_word(j, left, "the", 3))
        give(j, RL_EV_AFTER_THE, 1);
    if (has(j, left, RL_CLASS_SPEECH) && tok(j, left)->shape == RL_SHAPE_LOWER && !is_word(j, left, "who", 3) &&
        !is_word(j, left, "whose", 5))
        give(j, RL_EV_AFTER_SPEECH, 1);
    if (is_word(j, left, ",", 1) && j->r->context[left].place_ends_before)
        give(j, RL_EV_AFTER_LISTED_PLACE, 1);
}

static bool is_lower(const judge *j, uint32_t t)
{
    return tok(j, t)->shape == RL_SHAPE_LOWER;
}

static void judge_right(judge *j)
{
    uint32_t right = j->c->last;
    if (!in_sentence(j, right))
        return;
    bool comma = is_word(j, right, ",", 1);
    uint32_t verb = comma && in_sentence(j, right + 1) ? right + 1 : right;
    if (has(j, verb, RL_CLASS_SPEECH) && is_lower(j, verb))
        give(j, RL_EV_BEFORE_SPEECH, comma ? 0.8F : 1.0F);
    else if (!comma && has(j, right, RL_CLASS_ACTION) && is_lower(j, right))
        give(j, RL_EV_BEFORE_ACTION, 1);
    if (tok(j, right)->shape == RL_SHAPE_POSSESSIVE)
        give(j, RL_EV_BEFORE_POSSESSIVE, 1);
    if (comma && in_sentence(j, right + 1) && j->r->context[right + 1].place_ends_at > 0)
        give(j, RL_EV_BEFORE_LISTED_PLACE, 1);
    if (tok(j, right)->shape == RL_SHAPE_HYPHEN && in_sentence(j, right + 1) && is_word(j, right + 1, "based", 5))
        give(j, RL_EV_BEFORE_BASED, 1);
    if (touches(j, right) && (is_word(j, right, "$", 1) || is_word(j, right, "£", 2) || is_word(j, right, "€", 3)))
        give(j, RL_EV_BEFORE_CURRENCY, 1);
    if (is_lower(j, right) && has(j, right, RL_CLASS_ROLE | RL_CLASS_OFFICE))
        give(j, RL_EV_BEFORE_ROLE, 1);
    if (is_lower(j, right) && has(j, right, RL_CLASS_PLACE_HEAD))
        give(j, RL_EV_BEFORE_PLACE_HEAD, 1);
}

/* Would a capitalised neighbour at `t` be part of the same name, if names went by capitals? */
static bool pulls(const judge *j, uint32_t t)
{
    const rl_token *token = tok(j, t);
    if (!rl_token_is_capital(token) || (token->flags & RL_TOKEN_FURNITURE) != 0)
        return false;
    if (has(j, t, RL_CLASS_DEMONYM | RL_CLASS_FUNCTION | RL_CLASS_DATE | RL_CLASS_TITLE | RL_CLASS_TITLE_MODIFIER))
        return has(j, t, RL_CLASS_GIVEN) && !has(j, t, RL_CLASS_DEMONYM | RL_CLASS_TITLE | RL_CLASS_FUNCTION);
    return (j->r->context[t].inside & (RL_INSIDE_TITLE | RL_INSIDE_NO_NAME)) == 0;
}

static float cut_at(const judge *j, uint32_t joint, uint32_t beyond)
{
    if (!in_sentence(j, beyond) || !in_sentence(j, joint))
        return 0;
    if (tok(j, joint)->shape == RL_SHAPE_HYPHEN && touches(j, joint))
        return pulls(j, beyond) ? 0.7F : 0;
    return is_word(j, joint, "&", 1) && pulls(j, beyond) ? 0.8F : 0;
}

static void judge_cuts(judge *j)
{
    uint32_t first = j->c->first, right = j->c->last;
    float scale = j->all_capitals ? 0.3F : 1.0F, left_cut = 0, right_cut = 0;
    bool place = is_country_word(j, first, right);
    if (first > 0 && in_sentence(j, first - 1)) {
        uint32_t left = first - 1;
        bool start_word = (tok(j, left)->flags & RL_TOKEN_SENTENCE_START) != 0 && is_ordinary(j, left);
        left_cut = pulls(j, left) && !start_word ? 1.0F : first > 1 ? cut_at(j, left, left - 1) : 0;
        bool head_of = first > 1 && is_of(j, left) && in_sentence(j, left - 1) && is_capital(j, left - 1) &&
                       has(j, left - 1, RL_CLASS_ORG_HEAD);
        left_cut = head_of ? 1.0F : left_cut;
        if (place && tok(j, left)->shape == RL_SHAPE_HYPHEN)
            left_cut = 0;
    }
    if (in_sentence(j, right)) {
        right_cut = pulls(j, right) ? 1.0F : cut_at(j, right, right + 1);
        bool head_of = is_of(j, right) && in_sentence(j, right + 1) && pulls(j, right + 1) &&
                       has(j, right - 1, RL_CLASS_ORG_HEAD) && is_capital(j, right - 1);
        right_cut = head_of ? 1.0F : right_cut;
        if (place && tok(j, right)->shape == RL_SHAPE_HYPHEN)
            right_cut = 0;
    }
    const rl_token_context *context = &j->r->context[first];
    bool inside = context->listed_last > 0 && context->listed_first <= first && context->listed_last >= right &&
                  context->listed_last - context->listed_first > right - first;
    if (inside)
        give(j, RL_EV_CUT_LISTED, 1);
    if (left_cut > 0)
        give(j, RL_EV_CUT_LEFT, left_cut * scale);
    if (right_cut > 0)
        give(j, RL_EV_CUT_RIGHT, right_cut * scale);
}

static void judge_shape(judge *j)
{
    const rl_token *first = tok(j, j->c->first);
    give(j, RL_EV_SPAN, 1);
    if (length(j) == 1)
        give(j, RL_EV_ONE_WORD, 1);
    if (length(j) >= 5)
        give(j, RL_EV_LONG, 1);
    if (!j->listed && is_acronym_shape(j) && !j->all_capitals && first->fold_length <= 6)
        give(j, RL_EV_ACRONYM, 1);
    if (!j->listed && length(j) == 1 && (first->flags & RL_TOKEN_SENTENCE_START) != 0)
        give(j, RL_EV_SENTENCE_START, 1);
    if (!j->listed && j->all_capitals)
        give(j, RL_EV_HEADLINE, 1);
}

void rl_judge_span(const rl_recogniser *r, rl_candidate *candidate)
{
    const rl_text *text = r->findings->text;
    const rl_sentence *sentence = &text->sentences[text->tokens[candidate->first].sentence];
    judge j = {
        .r = r,
        .text = text,
        .c = candidate,
        .sentence = sentence,
        .all_capitals = (sentence->flags & (RL_SENTENCE_HEADLINE | RL_SENTENCE_ALL_CAPS)) != 0,
    };
    if (candidate->hit != RL_NONE)
        judge_lists(&j);
    if (candidate->pattern != RL_NONE)
        judge_patterns(&j);
    judge_shape(&j);
    judge_person_words(&j);
    judge_organisation_words(&j);
    judge_place_words(&j);
    judge_joints(&j);
    judge_titles_inside(&j);
    judge_ordinary_words(&j);
    judge_left(&j);
    judge_right(&j);
    judge_cuts(&j);
}

/* ---- what the document says elsewhere ---- */

static void give_decisions(rl_recogniser *r, rl_candidate *c)
{
    const rl_memory *m = &r->memory;
    uint32_t row = rl_string_map_find(&m->decided, r->folded.bytes, r->folded.length);
    if (row == RL_NONE)
        return;
    uint32_t total = 0;
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        total += m->counts[row][type];
    for (size_t type = 0; type < RL_TYPE_BUILT_IN && total > 0; type++) {
        float share = (float)m->counts[row][type] / (float)total;
        c->score[type] += r->weights->of[RL_EV_DECIDED_ELSEWHERE][type] * share;
        c->score[type] += r->weights->of[RL_EV_DECIDED_OTHERWISE][type] * (1 - share);
    }
}

static void give_parts(rl_recogniser *r, rl_candidate *c)
{
    const rl_memory *m = &r->memory;
    const rl_token *token = &r->findings->text->tokens[c->first];
    rl_classes classes = token->classes;
    /* "He said" is not He Lifeng, whoever else is named. */
    if ((classes & RL_CLASS_FUNCTION) != 0 && (token->flags & RL_TOKEN_SENTENCE_START) != 0)
        return;
    bool ordinary = (classes & RL_CLASS_ORDINARY) != 0;
    if (rl_memory_has(r, &m->last_words, c->first))
        give_as(c, r->weights, RL_EV_LAST_OF_PERSON, ordinary ? 0.7F : 1.0F, RL_EV_LAST_OF_PERSON);
    else if (rl_memory_has(r, &m->first_words, c->first))
        give_as(c, r->weights, RL_EV_FIRST_OF_PERSON, ordinary ? 0.7F : 1.0F, RL_EV_FIRST_OF_PERSON);
    if (rl_memory_has(r, &m->acronyms, c->first) &&
        token->shape != RL_SHAPE_CAPITALISED)
        give_as(c, r->weights, RL_EV_ACRONYM_OF, 1, RL_EV_ACRONYM_OF);
}

bool rl_judge_in_document(rl_recogniser *r, rl_candidate *c)
{
    const rl_memory *m = &r->memory;
    if (!rl_span_fold(r, c->first, c->last))
        return false;
    give_decisions(r, c);
    if (rl_string_map_find(&m->beginnings, r->folded.bytes, r->folded.length) != RL_NONE)
        give_as(c, r->weights, RL_EV_BEGINNING_OF_ORGANISATION, 1, RL_EV_BEGINNING_OF_ORGANISATION);
    if (c->last == c->first + 1)
        give_parts(r, c);
    return true;
}
