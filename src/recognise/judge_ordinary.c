/* Evidence from how ordinary the words of the span are: everyday words are rarely names, words that no list has often. */
#include "recognise/judge.h"

typedef struct word_count {
    uint32_t words;
    uint32_t ordinary;
    uint32_t demonyms;
    uint32_t titles;
    uint32_t dates;
    uint32_t no_names;
    uint32_t numbers;
} word_count;

/* "Henrik August Angell", but not "Xi Friday". */
static bool is_middle_name(const rl_judge *j, uint32_t t)
{
    return t > j->c->first && t + 1 < j->c->last && rl_judge_has(j, t - 1, RL_CLASS_GIVEN) &&
           !rl_judge_has(j, t + 1, RL_CLASS_ORDINARY | RL_CLASS_ORG_HEAD);
}

static word_count count_words(const rl_judge *j)
{
    word_count n = {0};
    for (uint32_t t = j->c->first; t < j->c->last; t++) {
        const rl_token *token = rl_judge_token(j, t);
        if (!rl_token_is_word(token) || (token->shape == RL_SHAPE_LOWER && rl_judge_length(j) > 1))
            continue;
        bool name = (token->classes & (RL_CLASS_GIVEN | RL_CLASS_FAMILY)) != 0;
        n.words++;
        n.numbers += token->shape == RL_SHAPE_NUMBER;
        n.ordinary += (token->classes & RL_CLASS_ORDINARY) != 0;
        n.demonyms += (token->classes & RL_CLASS_DEMONYM) != 0;
        n.titles += (token->classes & RL_CLASS_TITLE) != 0;
        n.dates += (token->classes & RL_CLASS_DATE) != 0 && !(name && rl_judge_length(j) > 1) && !is_middle_name(j, t);
        n.no_names += (j->context[t].inside & RL_INSIDE_NO_NAME) != 0;
    }
    return n;
}

static bool has_head(const rl_judge *j)
{
    uint32_t end = j->c->last - 1;
    bool ends = rl_judge_has(j, end, RL_CLASS_ORG_HEAD | RL_CLASS_ORG_ENDING | RL_CLASS_PLACE_HEAD);
    return rl_judge_length(j) > 1 && (ends || (rl_judge_has(j, j->c->first, RL_CLASS_ORG_HEAD | RL_CLASS_PLACE_HEAD) &&
                                               rl_judge_is_of(j, j->c->first + 1)));
}

/* "Members of the Harwick Union", at the start of a sentence: the capital of "Members" is the sentence's. */
static bool begins_with_plain_head(const rl_judge *j)
{
    uint32_t first = j->c->first;
    rl_classes heads = RL_CLASS_ORG_HEAD | RL_CLASS_PLACE_HEAD | RL_CLASS_GIVEN | RL_CLASS_FAMILY;
    return rl_judge_length(j) > 2 && rl_judge_starts_sentence(j, first) && rl_judge_is_of(j, first + 1) &&
           rl_judge_is_ordinary(j, first) && !rl_judge_has(j, first, heads);
}

/* "A. R. Rahman" begins with no article; but "World War I. Mr. Moy …". */
static bool begins_with_initial(const rl_judge *j)
{
    uint32_t first = j->c->first;
    return rl_judge_token(j, first)->shape == RL_SHAPE_INITIAL &&
           (first == j->sentence->first || !rl_judge_is_capital(j, first - 1));
}

static void judge_ordinary_words(rl_judge *j)
{
    word_count n = count_words(j);
    uint32_t first = j->c->first, end = j->c->last - 1;
    if (n.demonyms == n.words && !j->listed)
        rl_judge_give(j, RL_EV_DEMONYM_ALONE, 1);
    if (n.titles == n.words && rl_judge_length(j) > 1 && !j->listed)
        rl_judge_give(j, RL_EV_TITLE_ALONE, 1);
    if (n.no_names == n.words && !j->listed)
        rl_judge_give(j, RL_EV_NO_NAME, 1);
    if (n.dates > 0 && !j->listed)
        rl_judge_give(j, RL_EV_DATE_INSIDE, 1);
    if (n.numbers > 0)
        rl_judge_give(j, RL_EV_NUMBER_INSIDE, 1);
    if (rl_judge_length(j) == 1) {
        bool head = rl_judge_has(j, first, RL_CLASS_ORG_HEAD) &&
                    !rl_judge_starts_sentence(j, first);
        bool plain = rl_judge_is_ordinary(j, first) ||
                     rl_judge_has(j, first, RL_CLASS_ORG_HEAD | RL_CLASS_PLACE_HEAD | RL_CLASS_SPEECH);
        if (plain && !j->listed)
            rl_judge_give(j, head && !j->all_capitals ? RL_EV_ORG_HEAD_ALONE : RL_EV_ORDINARY_ONE, 1);
        return;
    }
    bool function = rl_judge_has(j, first, RL_CLASS_FUNCTION) && !begins_with_initial(j) &&
                    !rl_judge_has(j, first, RL_CLASS_PARTICLE | RL_CLASS_GIVEN | RL_CLASS_PLACE_BEGINNING);
    function = function || begins_with_plain_head(j);
    if ((function || (rl_judge_has(j, end, RL_CLASS_FUNCTION) && !rl_judge_is_regnal(j))) && !j->listed)
        rl_judge_give(j, RL_EV_FUNCTION_INSIDE, 1);
    if (rl_judge_has(j, first, RL_CLASS_DEMONYM) && !j->listed)
        rl_judge_give(j, RL_EV_DEMONYM_FIRST, 1);
    if (j->listed)
        return;
    bool named = rl_judge_has(j, first, RL_CLASS_GIVEN | RL_CLASS_FAMILY);
    if (n.ordinary == n.words)
        rl_judge_give(j, RL_EV_ORDINARY_ALL, has_head(j) ? 0.4F : 1.0F);
    else if ((rl_judge_is_ordinary(j, first) && !named) ||
             (rl_judge_is_ordinary(j, end) && !rl_judge_has(j, end, RL_CLASS_FAMILY) && !has_head(j)))
        rl_judge_give(j, RL_EV_ORDINARY_SOME, 1);
}

/* Words that no list has anything to say about: as names of people and places of no fame are. */
static void judge_plain_words(rl_judge *j)
{
    uint32_t first = j->c->first;
    rl_classes known = RL_CLASS_ORDINARY | RL_CLASS_TITLE | RL_CLASS_TITLE_MODIFIER | RL_CLASS_DEMONYM |
                       RL_CLASS_ORG_HEAD | RL_CLASS_ORG_ENDING | RL_CLASS_PLACE_HEAD | RL_CLASS_PLACE_BEGINNING;
    if (j->c->hit != RL_NONE || j->all_capitals || rl_judge_length(j) > 3)
        return;
    for (uint32_t t = first; t < j->c->last; t++) {
        uint8_t shape = rl_judge_token(j, t)->shape;
        if (rl_judge_has(j, t, known) || (shape != RL_SHAPE_CAPITALISED && shape != RL_SHAPE_MIXED))
            return;
    }
    bool start = rl_judge_starts_sentence(j, first);
    if (rl_judge_length(j) > 1)
        rl_judge_give(j, RL_EV_PLAIN_WORDS, 1);
    else if (!start)
        rl_judge_give(j, RL_EV_PLAIN_WORD, 1);
    if (rl_judge_length(j) == 1 && rl_memory_seen(j->r, first) >= RL_OFTEN)
        rl_judge_give(j, RL_EV_OFTEN, 1);
}

void rl_judge_ordinary(rl_judge *j)
{
    judge_ordinary_words(j);
    judge_plain_words(j);
}
