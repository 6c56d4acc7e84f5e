/* Where a match may begin and how much of the text it sees.
 *
 * A match sees a piece of one sentence: a little before its anchor, for what must not stand there, and some 200 bytes
 * after its trigger. The piece may begin or end inside a word, never inside a character; a span that would end there
 * is not made of whole tokens and is dropped later. */
#include "match/internal.h"

#include "text/text.h"

enum {
    BYTES_BEFORE = 60,  /* of the anchor, for lookbehinds */
    BYTES_AFTER = 220,  /* of the trigger */
    START_WITHIN = 160, /* a trigger farther from the sentence's start does not anchor there */
    APPOSITION_TOKENS = 8
};

static const rl_token *token_at(const rl_context *c, size_t t)
{
    return &c->text->tokens[t];
}

/* ---- guards ---- */

/* The word before the trigger, up to two other tokens aside (quotes, a possessive, a comma); RL_NONE if there is
 * none. */
static uint32_t word_before(const rl_context *c, const rl_trigger *trigger)
{
    uint32_t t = trigger->first;
    for (int skipped = 0; t > trigger->sentence->first && skipped <= 2; skipped++)
        if (rl_token_is_word(token_at(c, --t)))
            return t;
    return RL_NONE;
}

static uint32_t word_after(const rl_context *c, const rl_trigger *trigger)
{
    uint32_t t = trigger->last;
    for (int skipped = 0; t < trigger->sentence->last && skipped <= 2; skipped++, t++)
        if (rl_token_is_word(token_at(c, t)))
            return t;
    return RL_NONE;
}

static bool is_capital(const rl_context *c, uint32_t t)
{
    return t != RL_NONE && rl_token_is_capital(token_at(c, t)) && (token_at(c, t)->flags & RL_TOKEN_FURNITURE) == 0;
}

/* A capital, or a particle that leads to one. */
static bool begins_name(const rl_context *c, const rl_trigger *trigger, uint32_t t)
{
    if (t == RL_NONE || is_capital(c, t))
        return t != RL_NONE;
    return t < trigger->sentence->last && (token_at(c, t)->classes & RL_CLASS_PARTICLE) != 0;
}

/* Those of one guard and its opposite that hold. */
static unsigned one_of(bool is_capital, unsigned capital, unsigned lower)
{
    return is_capital ? capital : lower;
}

static unsigned guards_before(const rl_context *c, const rl_trigger *trigger)
{
    uint32_t before = word_before(c, trigger);
    bool capital = is_capital(c, before);
    if (capital && rl_is_joiner(c, before))
        return RL_GUARD_CAPITAL_BEFORE | RL_GUARD_LOWER_BEFORE;
    return one_of(capital, RL_GUARD_CAPITAL_BEFORE, RL_GUARD_LOWER_BEFORE);
}

static unsigned guards_after(const rl_context *c, const rl_trigger *trigger)
{
    uint32_t after = word_after(c, trigger);
    bool adjacent = after == trigger->last;
    unsigned holds = begins_name(c, trigger, after) ? RL_GUARD_CAPITAL_AFTER : 0;
    if (!adjacent || !is_capital(c, after))
        holds |= RL_GUARD_LOWER_AFTER;
    if (after != RL_NONE && token_at(c, after)->shape == RL_SHAPE_NUMBER)
        holds |= RL_GUARD_NUMBER_AFTER;
    return holds;
}

void rl_guards_learn(const rl_context *c, unsigned guards, rl_trigger *trigger)
{
    const unsigned here = RL_GUARD_CAPITAL | RL_GUARD_LOWER, before = RL_GUARD_CAPITAL_BEFORE | RL_GUARD_LOWER_BEFORE;
    const unsigned after = RL_GUARD_CAPITAL_AFTER | RL_GUARD_LOWER_AFTER | RL_GUARD_NUMBER_AFTER;
    unsigned wanted = guards & ~trigger->known;
    if ((wanted & here) != 0)
        trigger->holds |= one_of(is_capital(c, trigger->first), RL_GUARD_CAPITAL, RL_GUARD_LOWER);
    if ((wanted & before) != 0)
        trigger->holds |= guards_before(c, trigger);
    if ((wanted & after) != 0)
        trigger->holds |= guards_after(c, trigger);
    if ((wanted & RL_GUARD_JOINER_AFTER) != 0 && trigger->last < trigger->sentence->last &&
        rl_token_is_word(token_at(c, trigger->last)) && rl_is_joiner(c, trigger->last))
        trigger->holds |= RL_GUARD_JOINER_AFTER;
    trigger->known |= ((wanted & here) != 0 ? here : 0) | ((wanted & before) != 0 ? before : 0) |
                      ((wanted & after) != 0 ? after : 0) | (wanted & RL_GUARD_JOINER_AFTER);
}

/* ---- the piece of text that a match sees ---- */

/* The end of the run before the trigger: at most two tokens that are no words may stand between ("Huawei's", "X,
 * who"). */
static size_t run_end(const rl_context *c, const rl_trigger *trigger)
{
    size_t end = trigger->first;
    for (int skipped = 0; end > trigger->sentence->first && skipped < 2; skipped++) {
        if (rl_token_is_word(token_at(c, end - 1)))
            break;
        end--;
    }
    return end;
}

/* The last comma among the few tokens before the trigger, or its start if there is none. */
static size_t comma_before(const rl_context *c, const rl_trigger *trigger)
{
    size_t floor = trigger->sentence->first;
    for (size_t t = trigger->first; t > floor && trigger->first - t < APPOSITION_TOKENS; t--)
        if (c->text->bytes[token_at(c, t - 1)->start] == ',')
            return t - 1;
    return trigger->first;
}

static bool start_of_run(const rl_context *c, const rl_trigger *trigger, rl_anchor anchor, size_t *ret_byte)
{
    bool apposition = anchor == RL_ANCHOR_APPOSITION;
    size_t floor = trigger->sentence->first;
    size_t end = apposition ? comma_before(c, trigger) : run_end(c, trigger);
    if (apposition && end == trigger->first)
        return false;
    size_t first = anchor == RL_ANCHOR_LONG_RUN ? rl_long_run_start(c, floor, end)
                                                : rl_name_start(c, floor, end);
    *ret_byte = token_at(c, first)->start;
    return first < end;
}

static bool look_for_anchor(const rl_context *c, rl_anchor anchor, const rl_trigger *trigger, size_t *ret_byte)
{
    switch (anchor) {
    case RL_ANCHOR_AFTER: *ret_byte = token_at(c, trigger->last - 1)->end; return true;
    case RL_ANCHOR_AT: *ret_byte = token_at(c, trigger->first)->start; return true;
    case RL_ANCHOR_START:
        *ret_byte = trigger->sentence->start;
        return token_at(c, trigger->first)->start - *ret_byte <= START_WITHIN;
    case RL_ANCHOR_RUN:
    case RL_ANCHOR_LONG_RUN:
    case RL_ANCHOR_APPOSITION: break;
    }
    return start_of_run(c, trigger, anchor, ret_byte);
}

static bool find_anchor(const rl_context *c, rl_anchor anchor, rl_trigger *trigger, size_t *ret_byte)
{
    if ((trigger->anchored >> anchor & 1) == 0) {
        trigger->anchors[anchor].byte = 0;
        trigger->anchors[anchor].is_there = look_for_anchor(c, anchor, trigger, &trigger->anchors[anchor].byte);
        trigger->anchored |= 1u << anchor;
    }
    *ret_byte = trigger->anchors[anchor].byte;
    return trigger->anchors[anchor].is_there;
}

static bool is_inside_character(const rl_text *text, size_t at)
{
    return at < text->length && ((unsigned char)text->bytes[at] & 0xC0) == 0x80;
}

static size_t window_end(const rl_context *c, const rl_pattern *pattern, const rl_trigger *trigger)
{
    if (pattern->until == RL_UNTIL_BEFORE)
        return token_at(c, trigger->first)->start;
    size_t end = token_at(c, trigger->last - 1)->end;
    if (pattern->until == RL_UNTIL_TRIGGER)
        return end;
    if (trigger->sentence->end - end <= BYTES_AFTER)
        return trigger->sentence->end;
    end += BYTES_AFTER;
    while (is_inside_character(c->text, end))
        end--;
    return end;
}

bool rl_window_find(const rl_context *c, const rl_pattern *pattern, rl_trigger *trigger, rl_window *ret)
{
    rl_window w = {.options = PCRE2_NO_UTF_CHECK};
    if (!find_anchor(c, pattern->anchor, trigger, &w.anchor))
        return false;
    w.start = w.anchor - trigger->sentence->start > BYTES_BEFORE ? w.anchor - BYTES_BEFORE : trigger->sentence->start;
    while (is_inside_character(c->text, w.start))
        w.start++;
    w.end = window_end(c, pattern, trigger);
    if (w.start > trigger->sentence->start)
        w.options |= PCRE2_NOTBOL;
    if (pattern->until == RL_UNTIL_OPEN && w.end < trigger->sentence->end)
        w.options |= PCRE2_NOTEOL;
    *ret = w;
    return w.anchor <= w.end;
}
