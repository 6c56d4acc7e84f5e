/* A look at an entity's JSON before it is parsed: which items stand between the brackets behind "P31"? Those of
 * qualifiers and references are among them, which does no harm. What is no list of statements, or broken, is let
 * through: the parser knows more. */
#include "import/wikidata.h"

#include <string.h>

static const char CLASS[] = "\"P31\"";

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Behind a key: the first byte of its value, or NULL if no value stands there. */
static const char *value_behind(const char *at, const char *end)
{
    while (at < end && is_blank(*at))
        at++;
    if (at == end || *at != ':')
        return NULL;
    at++;
    while (at < end && is_blank(*at))
        at++;
    return at;
}

/* The closing quotation mark of the string whose opening one stands at `at`. */
static const char *string_end(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++)
        at += *at == '\\' && at + 1 < end;
    return at;
}

static bool is_wanted_item(const char *string, size_t length, const rl_type_table *types)
{
    return length > 1 && string[0] == 'Q' && is_digit(string[1]) &&
           rl_string_map_find(&types->keys, string, length) != RL_NONE;
}

/* Looks through one value, from bracket to bracket. */
static bool holds_wanted_item(const char *at, const char *end, const rl_type_table *types)
{
    size_t depth = 0;
    for (; at < end; at++) {
        if (*at == '"') {
            const char *stop = string_end(at, end);
            if (is_wanted_item(at + 1, (size_t)(stop - at) - 1, types))
                return true;
            if (stop == end)
                return true;
            at = stop;
        } else if (*at == '[' || *at == '{') {
            depth++;
        } else if ((*at == ']' || *at == '}') && depth <= 1) {
            return depth == 0;
        } else if (*at == ']' || *at == '}') {
            depth--;
        }
        if (depth == 0)
            return true; /* no list of statements */
    }
    return true;
}

bool rl_wikidata_may_be(const char *bytes, size_t length, const rl_type_table *types)
{
    const char *end = bytes + length, *at = bytes;
    while ((at = memmem(at, (size_t)(end - at), CLASS, sizeof CLASS - 1)) != NULL) {
        at += sizeof CLASS - 1;
        const char *value = value_behind(at, end);
        if (value != NULL && holds_wanted_item(value, end, types))
            return true;
    }
    return false;
}
