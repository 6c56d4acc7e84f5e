/* Finding the parts of a network's JSON without a tree of it: jansson's tree takes several times the size of its text, so it
 * is only asked for one node or edge at a time. What stands where is found by counting brackets outside of strings, without
 * recursion; whether each piece is good JSON is jansson's to say, and its place becomes one in the file. */
#include "load/internal.h"

#include "text/utf8.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* Integers become doubles because jansson refuses an integer that fits no C type, even in a field that nobody asks for. */
enum { FLAGS = JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL | JSON_DECODE_ANY };

static const struct {
    const char *name;
    rl_load_part part;
} PARTS[] = {
    {"directed", RL_LOAD_DIRECTED}, {"attributes", RL_LOAD_ATTRIBUTES}, {"copies", RL_LOAD_COPIES},
    {"nodes", RL_LOAD_NODES},       {"edges", RL_LOAD_EDGES},
};

enum { PART_COUNT = sizeof PARTS / sizeof PARTS[0] };

/* ---- failures ---- */

bool rl_load_no_memory(rl_loading *l)
{
    l->status = rl_error_memory(l->err);
    return false;
}

bool rl_load_refuse_at(rl_loading *l, size_t at, const char *format, ...)
{
    char words[sizeof l->err->message];
    size_t line = 1, start = 0;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    for (size_t i = 0; i < at && i < l->file.length; i++) {
        if (l->file.bytes[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    l->status = rl_error_set(l->err, RELATA_ERROR_FORMAT, l->source, line, at - start + 1, "%s", words);
    return false;
}

bool rl_load_refuse(rl_loading *l, const rl_load_element *element, const char *format, ...)
{
    char words[sizeof l->err->message];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    if (element->what == NULL)
        return rl_load_refuse_at(l, element->at, "the attributes of the network%s", words);
    return rl_load_refuse_at(l, element->at, "%s %zu%s", element->what, element->number, words);
}

static bool refuse_syntax(rl_loading *l, rl_load_piece piece, const json_error_t *why)
{
    if (why->text[0] == '\0' || json_error_code(why) == json_error_out_of_memory)
        return rl_load_no_memory(l);
    rl_buffer_clear(&l->clean); /* jansson quotes what it stumbled over, whatever bytes that is */
    (void)rl_utf8_sanitise(why->text, strlen(why->text), true, &l->clean);
    if (rl_buffer_string(&l->clean) == NULL)
        return rl_load_no_memory(l);
    size_t into = why->position > 0 ? (size_t)why->position - 1 : 0, length = piece.end - piece.start;
    return rl_load_refuse_at(l, piece.start + (into < length ? into : length), "not valid JSON: %s", l->clean.bytes);
}

/* ---- pieces ---- */

bool rl_load_parse(rl_loading *l, rl_load_piece piece, json_t **ret_value)
{
    json_error_t why;
    size_t length = piece.end - piece.start;
    if (length > INT_MAX) /* jansson counts columns in ints */
        return rl_load_refuse_at(l, piece.start, "not a relata network: one value has 2 GiB or more");
    json_t *value = json_loadb(l->file.bytes + piece.start, length, FLAGS, &why);
    if (value == NULL)
        return refuse_syntax(l, piece, &why);
    *ret_value = value;
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next character that is no white space, '\0' at the end of the file. */
static char next(rl_loading *l)
{
    while (l->at < l->file.length && is_space(l->file.bytes[l->at]))
        l->at++;
    return l->at < l->file.length ? l->file.bytes[l->at] : '\0';
}

static bool refuse_here(rl_loading *l, const char *wanted)
{
    if (l->at >= l->file.length)
        return rl_load_refuse_at(l, l->at, "not valid JSON: the file ends where %s is wanted", wanted);
    return rl_load_refuse_at(l, l->at, "not valid JSON: %s is wanted here", wanted);
}

static bool skip(rl_loading *l, char wanted, const char *name)
{
    if (next(l) != wanted)
        return refuse_here(l, name);
    l->at++;
    return true;
}

/* Behind the string that begins at l->at. */
static void skip_string(rl_loading *l)
{
    const char *bytes = l->file.bytes;
    size_t at = l->at + 1;
    while (at < l->file.length && bytes[at] != '"')
        at += bytes[at] == '\\' ? 2 : 1;
    l->at = at < l->file.length ? at + 1 : l->file.length + 1; /* beyond the end: it is cut */
}

static void skip_brackets(rl_loading *l)
{
    size_t depth = 0;
    while (l->at < l->file.length) {
        char c = l->file.bytes[l->at];
        if (c == '"') {
            skip_string(l);
            continue;
        }
        l->at++;
        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && --depth == 0)
            return;
    }
    l->at = l->file.length + 1;
}

/* Finds where a value ends, of whatever kind. */
static bool find_value(rl_loading *l, rl_load_piece *ret_piece)
{
    char c = next(l);
    size_t start = l->at;
    if (c == '\0' || c == ',' || c == '}' || c == ']' || c == ':')
        return refuse_here(l, "a value");
    if (c == '"')
        skip_string(l);
    else if (c == '{' || c == '[')
        skip_brackets(l);
    else
        while (l->at < l->file.length && !is_space(l->file.bytes[l->at]) &&
               memchr(",]}:\"[{", l->file.bytes[l->at], 7) == NULL)
            l->at++;
    if (l->at > l->file.length) {
        l->at = l->file.length;
        return rl_load_refuse_at(l, start, "not valid JSON: the file ends inside of what begins here");
    }
    *ret_piece = (rl_load_piece){start, l->at, true};
    return true;
}

/* ---- the outermost object ---- */

static size_t find_part(const rl_loading *l, rl_load_piece key)
{
    const char *name = l->file.bytes + key.start + 1;
    size_t length = key.end - key.start - 2, i = 0;
    while (i < PART_COUNT && (strlen(PARTS[i].name) != length || memcmp(PARTS[i].name, name, length) != 0))
        i++;
    return i;
}

/* What nobody asks for must be JSON too: else the file is not what it seems. */
static bool check_value(rl_loading *l, rl_load_piece piece)
{
    json_t *value = NULL;
    bool good = rl_load_parse(l, piece, &value);
    json_decref(value);
    return good;
}

static bool take_member(rl_loading *l)
{
    rl_load_piece key, value;
    if (next(l) != '"')
        return refuse_here(l, "a name in quotation marks");
    if (!find_value(l, &key) || !skip(l, ':', "a colon") || !find_value(l, &value))
        return false;
    size_t part = find_part(l, key);
    if (part == PART_COUNT)
        return check_value(l, value);
    if (l->parts[PARTS[part].part].is_there)
        return rl_load_refuse_at(l, key.start, "not a relata network: a second \"%s\"", PARTS[part].name);
    l->parts[PARTS[part].part] = value;
    return true;
}

/* Members or items up to `end`, with commas between; l->at stands behind the opening bracket. */
static bool walk_list(rl_loading *l, char end, const char *wanted, bool (*take)(rl_loading *l, void *user), void *user)
{
    if (next(l) == end) {
        l->at++;
        return true;
    }
    for (;;) {
        if (!take(l, user))
            return false;
        if (next(l) == end) {
            l->at++;
            return true;
        }
        if (!skip(l, ',', wanted))
            return false;
    }
}

static bool take_member_of(rl_loading *l, void *user)
{
    (void)user;
    return take_member(l);
}

bool rl_load_parts(rl_loading *l)
{
    if (next(l) != '{')
        return l->at >= l->file.length ? refuse_here(l, "an object")
                                       : rl_load_refuse_at(l, l->at, "not a relata network: it is not a JSON object");
    l->at++;
    if (!walk_list(l, '}', "a comma or }", take_member_of, NULL))
        return false;
    return next(l) == '\0' && l->at >= l->file.length ? true : refuse_here(l, "the end of the file");
}

/* ---- lists ---- */

typedef struct items {
    rl_load_element element;
    rl_load_take take;
} items;

static bool take_item(rl_loading *l, void *user)
{
    items *i = user;
    rl_load_piece piece;
    json_t *value = NULL;
    if (!find_value(l, &piece) || !rl_load_parse(l, piece, &value))
        return false;
    i->element.number++;
    i->element.at = piece.start;
    i->element.object = value;
    i->element.attributes = json_object_get(value, "attributes");
    bool good;
    if (!json_is_object(value))
        good = rl_load_refuse(l, &i->element, " is not an object");
    else if (i->element.attributes != NULL && !json_is_object(i->element.attributes))
        good = rl_load_refuse(l, &i->element, ": \"attributes\" is not an object");
    else
        good = i->take(l, &i->element);
    json_decref(value);
    return good;
}

bool rl_load_each(rl_loading *l, rl_load_part part, const char *what, rl_load_take take)
{
    rl_load_piece list = l->parts[part];
    items i = {.element = {.what = what}, .take = take};
    if (l->file.bytes[list.start] != '[')
        return rl_load_refuse_at(l, list.start, "not a relata network: \"%s\" is not an array", PARTS[part].name);
    l->at = list.start + 1;
    return walk_list(l, ']', "a comma or ]", take_item, &i);
}
