/* Runs: walking back from a token over the words that make one name.
 *
 * A person's name is capitalised words, hyphens and particles. Titles, demonyms, days and function words end the
 * walk, unless they are known as given or family names too: "Prime Minister Mark Carney" gives "Mark Carney". Other
 * everyday words do not: a capital in front of a name is mostly part of it. A long run, the raw material of
 * organisations, goes on over titles and demonyms too, and over joiners ("Bank of Canada"). */
#include "match/internal.h"

#include "text/text.h"

enum { LONGEST_RUN = 14, MOST_PARTICLES = 4, MOST_JOINERS = 2 };

#define NAME_CLASSES (RL_CLASS_GIVEN | RL_CLASS_FAMILY)
#define NEVER_INSIDE (RL_CLASS_DATE | RL_CLASS_FUNCTION | RL_CLASS_LANGUAGE | RL_CLASS_FURNITURE | RL_CLASS_DEMONYM)

static const rl_token *token_at(const rl_context *context, size_t t)
{
    return &context->text->tokens[t];
}

bool rl_is_joiner(const rl_context *context, size_t t)
{
    const rl_token *token = token_at(context, t);
    return rl_string_map_find_hashed(&context->set->joiners, context->text->folded + token->fold, token->fold_length,
                                     token->hash) != RL_NONE;
}

bool rl_is_title(const rl_context *context, size_t t)
{
    rl_classes classes = token_at(context, t)->classes;
    return ((classes | (context->cover == NULL ? 0 : context->cover[t])) & RL_CLASS_TITLE) != 0;
}

static bool is_capital(const rl_context *context, size_t t)
{
    const rl_token *token = token_at(context, t);
    return rl_token_is_capital(token) && (token->flags & RL_TOKEN_FURNITURE) == 0;
}

static bool is_given(const rl_context *context, size_t t)
{
    return is_capital(context, t) && (token_at(context, t)->classes & RL_CLASS_GIVEN) != 0 && !rl_is_title(context, t);
}

/* King, Khan and Major are titles and names: a name after a given name, or alone at the end of the run if it is
 * listed. */
static bool is_name_despite_title(const rl_context *context, size_t floor, size_t t, size_t end)
{
    bool covered = context->cover != NULL && (context->cover[t] & RL_CLASS_TITLE) != 0;
    if (covered)
        return false;
    if (t > floor && is_given(context, t - 1))
        return true;
    return t + 1 == end && (token_at(context, t)->classes & NAME_CLASSES) != 0;
}

static bool is_name_word(const rl_context *context, size_t floor, size_t t, size_t end)
{
    rl_classes classes = token_at(context, t)->classes;
    if (!is_capital(context, t))
        return false;
    if (rl_is_title(context, t))
        return is_name_despite_title(context, floor, t, end);
    if ((classes & NEVER_INSIDE) == 0 || (classes & NAME_CLASSES) != 0)
        return true;
    return (classes & RL_CLASS_DATE) != 0 && t > floor && is_given(context, t - 1); /* Theresa May */
}

/* A hyphen with no space on either side. */
static bool is_tight_hyphen(const rl_context *context, size_t t, size_t end)
{
    return token_at(context, t)->shape == RL_SHAPE_HYPHEN &&
           (token_at(context, t)->flags & RL_TOKEN_SPACE_BEFORE) == 0 && t + 1 < end &&
           (token_at(context, t + 1)->flags & RL_TOKEN_SPACE_BEFORE) == 0;
}

static bool is_particle(const rl_context *context, size_t t)
{
    const rl_token *token = token_at(context, t);
    return token->shape == RL_SHAPE_LOWER && (token->classes & RL_CLASS_PARTICLE) != 0 &&
           (token->flags & RL_TOKEN_FURNITURE) == 0;
}

/* "Jong-un": small letters after a hyphen are part of the word. */
static bool is_hyphen_tail(const rl_context *context, size_t floor, size_t t, size_t end)
{
    return t > floor && token_at(context, t)->shape == RL_SHAPE_LOWER && is_tight_hyphen(context, t - 1, end);
}

size_t rl_name_start(const rl_context *context, size_t floor, size_t end)
{
    size_t start = end, particles = 0;
    for (size_t t = end; t > floor && end - t < LONGEST_RUN;) {
        t--;
        if (is_name_word(context, floor, t, end)) {
            start = t;
            particles = 0;
        } else if (is_particle(context, t) && start < end && particles < MOST_PARTICLES) {
            particles++;
            if (t + 1 == start || is_particle(context, t + 1) || is_tight_hyphen(context, t + 1, end))
                start = t; /* de Gaulle, al-Assad: it may begin the name */
        } else if (!is_tight_hyphen(context, t, end) && !is_hyphen_tail(context, floor, t, end)) {
            break;
        }
    }
    return start;
}

static bool may_stand_inside(const rl_context *context, size_t t, size_t end)
{
    rl_shape shape = (rl_shape)token_at(context, t)->shape;
    return shape == RL_SHAPE_POSSESSIVE || shape == RL_SHAPE_NUMBER || is_tight_hyphen(context, t, end) ||
           is_particle(context, t);
}

/* Days, furniture, and what opens a sentence. */
static bool ends_long_run(const rl_token *token, bool joiner)
{
    rl_classes never = RL_CLASS_DATE;
    if ((token->flags & RL_TOKEN_SENTENCE_START) != 0 && !joiner)
        never |= RL_CLASS_FUNCTION;
    bool is_never = (token->classes & never) != 0 && (token->classes & NAME_CLASSES) == 0;
    return is_never || (token->flags & RL_TOKEN_FURNITURE) != 0;
}

size_t rl_long_run_start(const rl_context *context, size_t floor, size_t end)
{
    size_t start = end, joiners = 0;
    for (size_t t = end; t > floor && end - t < LONGEST_RUN;) {
        t--;
        const rl_token *token = token_at(context, t);
        bool joiner = rl_is_joiner(context, t), capital = rl_token_is_capital(token);
        if (ends_long_run(token, joiner) || (joiner && ++joiners > MOST_JOINERS))
            break;
        if (capital)
            start = t;
        if (capital && !joiner)
            joiners = 0;
        bool inside = joiner || is_hyphen_tail(context, floor, t, end) || may_stand_inside(context, t, end);
        if (!capital && !inside)
            break;
    }
    return start;
}
