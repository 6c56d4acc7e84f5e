/* From the bytes that a group captured to a span of tokens that can be a name.
 *
 * Expressions see letters, not word classes, so they take too much: "Minister Anita Anand" after "Foreign", "Carney
 * Calls" in a headline, "Xi Jinping Friday". What the classes say is applied here, once for all patterns. Persons
 * lose titles at their front and verbs and days at their end, and may not end in a word such as "Motors"; no name may
 * be a single ordinary word, whose kinds depend on the type. */
#include "match/internal.h"

#include "text/text.h"

#include <string.h>

#define NAME_CLASSES (RL_CLASS_GIVEN | RL_CLASS_FAMILY)

enum { LONGEST_SPAN = 9, LONGEST_CAPTURE = 16 };

/* ---- snapping ---- */

/* The first token of the sentence that does not start before byte `start`. */
static uint32_t token_from(const rl_text *text, const rl_sentence *sentence, size_t start)
{
    uint32_t low = sentence->first, high = sentence->last;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text->tokens[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool snap(const rl_text *text, const rl_sentence *sentence, size_t start, size_t end, rl_span *ret)
{
    uint32_t first = token_from(text, sentence, start), last = first;
    if (first == sentence->last || text->tokens[first].start != start)
        return false;
    while (last < sentence->last && last - first < LONGEST_CAPTURE && text->tokens[last].end <= end) {
        if ((text->tokens[last].flags & RL_TOKEN_FURNITURE) != 0)
            return false;
        last++;
    }
    *ret = (rl_span){first, last};
    return last > first && text->tokens[last - 1].end == end;
}

/* ---- judging ---- */

static bool has(const rl_context *context, uint32_t t, rl_classes classes)
{
    rl_classes found = context->text->tokens[t].classes;
    return (found & classes) != 0 && (found & NAME_CLASSES) == 0;
}

/* In a headline every word has a capital: "Carney Calls Meeting with Xi". */
static void cut_at_verb(const rl_context *context, const rl_sentence *sentence, rl_span *s)
{
    if ((sentence->flags & RL_SENTENCE_HEADLINE) == 0)
        return;
    for (uint32_t t = s->first + 1; t < s->last; t++)
        if (has(context, t, RL_CLASS_SPEECH | RL_CLASS_ACTION | RL_CLASS_FUNCTION) &&
            !has(context, t, RL_CLASS_PARTICLE))
            s->last = t;
}

static bool is_given(const rl_context *context, uint32_t t)
{
    return (context->text->tokens[t].classes & RL_CLASS_GIVEN) != 0;
}

/* "Xi Jinping Friday", but not "Theresa May". */
static void cut_ordinary_end(const rl_context *context, rl_span *s)
{
    rl_classes never = RL_CLASS_DATE | RL_CLASS_FUNCTION | RL_CLASS_FURNITURE;
    while (s->last - s->first > 1 && has(context, s->last - 1, never) && !is_given(context, s->last - 2) &&
           !rl_token_is_numeral(context->text, &context->text->tokens[s->last - 1]))
        s->last--;
}

static bool is_ordinary_word(const rl_context *context, const rl_span *s, rl_classes classes)
{
    return s->last - s->first == 1 && (has(context, s->first, classes) || rl_is_joiner(context, s->first));
}

/* A nickname stands in the middle of a name. */
static bool has_quotes(const rl_context *context, const rl_span *s)
{
    static const char *const OPENING[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x98"};
    const rl_text *text = context->text;
    for (uint32_t t = s->first + 1; t + 1 < s->last; t++)
        for (size_t i = 0; i < sizeof OPENING / sizeof OPENING[0]; i++)
            if (text->tokens[t].end - text->tokens[t].start == strlen(OPENING[i]) &&
                memcmp(text->bytes + text->tokens[t].start, OPENING[i], strlen(OPENING[i])) == 0)
                return true;
    return false;
}

static bool is_person(const rl_context *context, const rl_sentence *sentence, rl_span *s)
{
    cut_at_verb(context, sentence, s);
    cut_ordinary_end(context, s);
    if (!has_quotes(context, s))
        s->first = (uint32_t)rl_name_start(context, s->first, s->last);
    if (s->first == s->last || is_ordinary_word(context, s, RL_CLASS_ORDINARY) ||
        rl_token_is_junior(context->text, &context->text->tokens[s->first]))
        return false;
    /* General Motors, King County; but Chris Park and Kari Lake. */
    bool one = s->last - s->first == 1;
    rl_classes heads = RL_CLASS_ORG_HEAD | RL_CLASS_ORG_ENDING | (one ? RL_CLASS_PLACE_HEAD : 0);
    return !has(context, s->last - 1, heads) || (!one && is_given(context, s->first));
}

/* "Toronto-based Wesdome Gold Mines Ltd." begins with Wesdome. */
static void cut_where_based(const rl_context *context, rl_span *s)
{
    static const char *const words[] = {"based", "listed",     "owned",  "backed", "led",          "run",
                                        "born",  "controlled", "funded", "linked", "headquartered"};
    const rl_token *tokens = context->text->tokens;
    if (s->last - s->first < 4 || tokens[s->first + 1].shape != RL_SHAPE_HYPHEN ||
        tokens[s->first + 2].shape != RL_SHAPE_LOWER)
        return;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (rl_token_is(context->text, &tokens[s->first + 2], words[i], strlen(words[i]))) {
            s->first += 3;
            return;
        }
    }
}

static bool is_name(const rl_context *context, const rl_sentence *sentence, uint32_t type, rl_span *s)
{
    cut_where_based(context, s);
    if (type == RL_TYPE_PERSON)
        return is_person(context, sentence, s);
    /* Nice and Reading are places and everyday words. */
    if (type == RL_TYPE_PLACE)
        return !is_ordinary_word(context, s, RL_CLASS_DATE | RL_CLASS_FUNCTION | RL_CLASS_LANGUAGE | RL_CLASS_DEMONYM);
    return !is_ordinary_word(context, s, RL_CLASS_ORDINARY | RL_CLASS_TITLE | RL_CLASS_DEMONYM);
}

bool rl_span_of_bytes(const rl_context *context, const rl_sentence *sentence, size_t start, size_t end, uint32_t type,
                      rl_span *ret_span)
{
    rl_span found;
    if (!snap(context->text, sentence, start, end, &found))
        return false;
    if (type != RL_NONE && !is_name(context, sentence, type, &found))
        return false;
    *ret_span = found;
    return true;
}

bool rl_span_is_short(rl_span span)
{
    return span.last - span.first <= LONGEST_SPAN;
}
