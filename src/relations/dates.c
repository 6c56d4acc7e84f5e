/* Words that say when something was: what a pattern need not see. */
#include "relations/internal.h"

enum { LONGEST_DATE = 12, FIRST_YEAR = 1900, LAST_YEAR = 2099 };

static uint32_t classes_of(const rl_sketch *s, const rl_token *token)
{
    return rl_words_classes(s->set, rl_words_find(s->set, token->hash));
}

static bool is_year(const rl_text *text, const rl_token *token)
{
    unsigned year = 0;
    if (token->shape != RL_SHAPE_NUMBER || token->end - token->start != 4)
        return false;
    for (uint32_t i = token->start; i < token->end; i++) {
        char c = text->bytes[i];
        if (c < '0' || c > '9')
            return false;
        year = year * 10 + (unsigned)(c - '0');
    }
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* A word that alone says when. */
static bool is_time(const rl_text *text, const rl_token *token, uint32_t classes)
{
    bool is_date = (token->classes & RL_CLASS_DATE) != 0 && rl_token_is_capital(token);
    return is_date || (classes & RL_WORD_TIME) != 0 || is_year(text, token);
}

static bool is_comma(const rl_text *text, const rl_token *token)
{
    return token->end - token->start == 1 && text->bytes[token->start] == ',';
}

uint32_t rl_date_end(const rl_sketch *s, uint32_t t, uint32_t end, uint32_t first_classes)
{
    const rl_text *text = s->input->text;
    uint32_t found = t, at = t + ((first_classes & RL_WORD_PREPOSITION) != 0);
    for (; at < end && at - t < LONGEST_DATE; at++) {
        const rl_token *token = &text->tokens[at];
        uint32_t classes = at == t ? first_classes : classes_of(s, token);
        bool follows = found > t && found == at;
        if ((token->flags & RL_TOKEN_FURNITURE) != 0)
            break;
        if (is_time(text, token, classes) || (follows && token->shape == RL_SHAPE_NUMBER))
            found = at + 1;
        else if (follows && is_comma(text, token) && at + 1 < end && is_year(text, token + 1))
            continue;
        else if (token->shape != RL_SHAPE_NUMBER && (classes & (RL_WORD_TIME_LEAD | RL_WORD_DETERMINER)) == 0)
            break;
    }
    return found;
}
