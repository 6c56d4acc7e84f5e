/* Walking through a JSON text value by value.
 *
 * A network's file can be large, and most of it is evidence that no lookup asks for. jansson looks at every character
 * by itself and makes a tree several times the size of the text, so it decodes only what is hard to get right: strings
 * with escapes, and numbers. The rest is walked here: strings are copied or passed over whole, and what is not needed
 * is only checked. Nesting is kept in a stack of bits, not by recursion, since nobody knows how deep a file goes. Only
 * errors need a line and a column, so these are counted when one is reported. */
#include "lookup/scan.h"

#include "text/utf8.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/* ---- errors ---- */

static void find_place(const rl_scan *scan, size_t offset, size_t *ret_line, size_t *ret_column)
{
    size_t line = 1, start = 0;
    for (size_t i = 0; i < offset && i < scan->length; i++) {
        if (scan->bytes[i] != '\n')
            continue;
        line++;
        start = i + 1;
    }
    *ret_line = line;
    *ret_column = offset - start + 1;
}

relata_status rl_scan_fail(const rl_scan *scan, size_t offset, const char *format, ...)
{
    char message[sizeof scan->err->message];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    size_t line = 0, column = 0;
    find_place(scan, offset, &line, &column);
    return rl_error_set(scan->err, RELATA_ERROR_FORMAT, scan->source, line, column, "%s", message);
}

static relata_status fail_expected(const rl_scan *scan, const char *what)
{
    return rl_scan_fail(scan, scan->at, "not valid JSON: %s expected%s", what,
                        scan->at == scan->length ? ", but the file ends" : "");
}

/* jansson quotes what it stumbled over, whatever bytes that is; where it has no words, it ran out of memory. */
static relata_status fail_as_jansson(const rl_scan *scan, size_t offset, const json_error_t *error)
{
    if (error->text[0] == '\0' || json_error_code(error) == json_error_out_of_memory)
        return rl_error_memory(scan->err);
    rl_buffer words = {0};
    (void)rl_utf8_sanitise(error->text, strlen(error->text), true, &words);
    const char *text = rl_buffer_string(&words);
    relata_status status = rl_scan_fail(scan, offset, "not valid JSON: %s", text != NULL ? text : "");
    rl_buffer_free(&words);
    return status;
}

/* ---- punctuation ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

int rl_scan_peek(rl_scan *scan)
{
    while (scan->at < scan->length && is_space(scan->bytes[scan->at]))
        scan->at++;
    return scan->at < scan->length ? (unsigned char)scan->bytes[scan->at] : -1;
}

static relata_status take(rl_scan *scan, char expected)
{
    if (rl_scan_peek(scan) != expected)
        return fail_expected(scan, (const char[]){'\'', expected, '\'', '\0'});
    scan->at++;
    return RELATA_OK;
}

static bool take_if(rl_scan *scan, char wanted)
{
    bool there = rl_scan_peek(scan) == wanted;
    scan->at += there ? 1 : 0;
    return there;
}

/* Takes the comma before another member or item, or the end. */
static relata_status take_next(rl_scan *scan, char end, bool *ret_more)
{
    *ret_more = take_if(scan, ',');
    if (*ret_more || take_if(scan, end))
        return RELATA_OK;
    return fail_expected(scan, end == ']' ? "',' or ']'" : "',' or '}'");
}

/* ---- strings ---- */

static bool is_hexadecimal(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* The length of the escape that begins at `i`, 0 if it is none. */
static size_t escape_length(const rl_scan *scan, size_t i)
{
    if (i + 1 >= scan->length || scan->bytes[i + 1] == '\0' || strchr("\"\\/bfnrtu", scan->bytes[i + 1]) == NULL)
        return 0;
    if (scan->bytes[i + 1] != 'u')
        return 2;
    for (size_t k = i + 2; k < i + 6; k++)
        if (k >= scan->length || !is_hexadecimal(scan->bytes[k]))
            return 0;
    return 6;
}

/* The end of the bytes from `i` on that need no second look. */
static size_t skip_plain(const rl_scan *scan, size_t i)
{
    static const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    for (; scan->length - i >= 8; i += 8) {
        uint64_t word;
        memcpy(&word, scan->bytes + i, 8);
        uint64_t quote = word ^ ones * '"', slash = word ^ ones * '\\';
        uint64_t special = ((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((word - ones * 0x20) & ~word);
        if ((special & tops) != 0) /* some byte is a quote, a backslash or below a space */
            break;
    }
    return i;
}

/* Takes a string and says where its inside lies. */
static relata_status take_string(rl_scan *scan, size_t *ret_start, size_t *ret_end, bool *ret_escapes)
{
    relata_status status = take(scan, '"');
    if (status != RELATA_OK)
        return status;
    size_t start = scan->at, i = skip_plain(scan, start);
    bool escapes = false;
    while (i < scan->length && scan->bytes[i] != '"' && (unsigned char)scan->bytes[i] >= 0x20) {
        size_t step = scan->bytes[i] == '\\' ? escape_length(scan, i) : 1;
        if (step == 0)
            return rl_scan_fail(scan, i, "not valid JSON: a broken escape in a string");
        escapes |= step > 1;
        i += step;
        if (step > 1)
            i = skip_plain(scan, i);
    }
    if (i == scan->length)
        return rl_scan_fail(scan, start - 1, "not valid JSON: a string without an end");
    if (scan->bytes[i] != '"')
        return rl_scan_fail(scan, i, "not valid JSON: a control character in a string");
    scan->at = i + 1;
    *ret_start = start;
    *ret_end = i;
    *ret_escapes = escapes;
    return RELATA_OK;
}

/* Has jansson decode the token from `start` to where the scan is. */
static relata_status decode(const rl_scan *scan, size_t start, json_t **ret_value)
{
    json_error_t error;
    json_t *value = json_loadb(scan->bytes + start, scan->at - start, JSON_DECODE_ANY, &error);
    if (value == NULL)
        return fail_as_jansson(scan, start, &error);
    *ret_value = value;
    return RELATA_OK;
}

static relata_status append_decoded(const rl_scan *scan, size_t start, rl_buffer *ret)
{
    json_t *string = NULL;
    if (scan->at - start > INT_MAX) /* jansson counts in ints */
        return rl_scan_fail(scan, start, "a string is too long");
    relata_status status = decode(scan, start, &string);
    if (status == RELATA_OK)
        (void)rl_buffer_append(ret, json_string_value(string), json_string_length(string));
    json_decref(string);
    return status;
}

relata_status rl_scan_string(rl_scan *scan, rl_buffer *ret)
{
    size_t start = 0, end = 0;
    bool escapes = false;
    rl_buffer_clear(ret);
    relata_status status = take_string(scan, &start, &end, &escapes);
    if (status == RELATA_OK && escapes)
        status = append_decoded(scan, start - 1, ret);
    else if (status == RELATA_OK)
        (void)rl_buffer_append(ret, scan->bytes + start, end - start);
    if (status == RELATA_OK && rl_buffer_string(ret) == NULL)
        return rl_error_memory(scan->err);
    return status;
}

/* ---- numbers and literals ---- */

static bool is_scalar_character(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' ||
           c == '.';
}

static size_t digits(const char *token, size_t length, size_t from)
{
    size_t i = from;
    while (i < length && token[i] >= '0' && token[i] <= '9')
        i++;
    return i - from;
}

static bool is_number(const char *token, size_t length)
{
    size_t i = length > 0 && token[0] == '-' ? 1 : 0;
    size_t whole = digits(token, length, i);
    if (whole == 0 || (whole > 1 && token[i] == '0'))
        return false;
    i += whole;
    if (i < length && token[i] == '.') {
        size_t fraction = digits(token, length, i + 1);
        if (fraction == 0)
            return false;
        i += 1 + fraction;
    }
    if (i < length && (token[i] == 'e' || token[i] == 'E')) {
        i += i + 1 < length && (token[i + 1] == '+' || token[i + 1] == '-') ? 2 : 1;
        size_t exponent = digits(token, length, i);
        return exponent > 0 && i + exponent == length;
    }
    return i == length;
}

static bool is_literal(const char *token, size_t length)
{
    static const char *const literals[] = {"true", "false", "null"};
    for (size_t i = 0; i < 3; i++)
        if (strlen(literals[i]) == length && memcmp(token, literals[i], length) == 0)
            return true;
    return false;
}

static relata_status take_scalar(rl_scan *scan)
{
    (void)rl_scan_peek(scan);
    size_t end = scan->at;
    while (end < scan->length && is_scalar_character(scan->bytes[end]))
        end++;
    const char *token = scan->bytes + scan->at;
    if (!is_number(token, end - scan->at) && !is_literal(token, end - scan->at))
        return fail_expected(scan, "a value");
    scan->at = end;
    return RELATA_OK;
}

relata_status rl_scan_scalar(rl_scan *scan, json_t **ret_value)
{
    (void)rl_scan_peek(scan);
    size_t start = scan->at;
    relata_status status = take_scalar(scan);
    if (status == RELATA_OK && scan->at - start > INT_MAX)
        return rl_scan_fail(scan, start, "a number is too long");
    return status == RELATA_OK ? decode(scan, start, ret_value) : status;
}

/* ---- values of any kind ---- */

enum { DEEPEST = 1024, WORD = 64 };

/* The arrays and objects around what is being passed over. */
typedef struct nest {
    uint64_t objects[DEEPEST / WORD]; /* a bit for each level: it is an object */
    size_t depth;
} nest;

static bool in_object(const nest *n)
{
    size_t level = n->depth - 1;
    return (n->objects[level / WORD] >> (level % WORD) & 1) != 0;
}

static relata_status skip_key(rl_scan *scan)
{
    size_t start = 0, end = 0;
    bool escapes = false;
    relata_status status = take_string(scan, &start, &end, &escapes);
    return status == RELATA_OK ? take(scan, ':') : status;
}

/* Goes into an array or object, and to its first value. False through `ret_value` if it has none. */
static relata_status enter(rl_scan *scan, nest *n, bool *ret_value)
{
    if (n->depth == DEEPEST)
        return rl_scan_fail(scan, scan->at, "nested too deeply");
    bool object = scan->bytes[scan->at++] == '{';
    uint64_t bit = (uint64_t)1 << (n->depth % WORD);
    uint64_t *word = &n->objects[n->depth++ / WORD];
    *word = object ? *word | bit : *word & ~bit;
    *ret_value = !take_if(scan, object ? '}' : ']');
    if (!*ret_value)
        n->depth--;
    return object && *ret_value ? skip_key(scan) : RELATA_OK;
}

/* From the end of a value to the next one, or out of all that ends here. */
static relata_status leave(rl_scan *scan, nest *n)
{
    bool more = false;
    while (n->depth > 0 && !more) {
        bool object = in_object(n);
        relata_status status = take_next(scan, object ? '}' : ']', &more);
        if (status == RELATA_OK && more && object)
            status = skip_key(scan);
        if (status != RELATA_OK)
            return status;
        n->depth -= more ? 0 : 1;
    }
    return RELATA_OK;
}

static relata_status skip_one(rl_scan *scan, nest *n)
{
    int first = rl_scan_peek(scan);
    bool inside = false;
    size_t start = 0, end = 0;
    relata_status status;
    if (first == '{' || first == '[')
        status = enter(scan, n, &inside);
    else
        status = first == '"' ? take_string(scan, &start, &end, &inside) : take_scalar(scan);
    bool entered = inside && first != '"';
    return status == RELATA_OK && !entered ? leave(scan, n) : status;
}

relata_status rl_scan_skip(rl_scan *scan)
{
    nest n = {.depth = 0};
    relata_status status;
    do
        status = skip_one(scan, &n);
    while (status == RELATA_OK && n.depth > 0);
    return status;
}

/* ---- walking ---- */

static relata_status take_member(rl_scan *scan, rl_scan_member_fn member, void *user)
{
    size_t start = 0, end = 0;
    bool escapes = false;
    relata_status status = take_string(scan, &start, &end, &escapes);
    if (status == RELATA_OK)
        status = take(scan, ':');
    return status == RELATA_OK ? member(scan, scan->bytes + start, end - start, user) : status;
}

relata_status rl_scan_object(rl_scan *scan, rl_scan_member_fn member, void *user)
{
    relata_status status = take(scan, '{');
    bool more = status == RELATA_OK && !take_if(scan, '}');
    while (status == RELATA_OK && more) {
        status = take_member(scan, member, user);
        if (status == RELATA_OK)
            status = take_next(scan, '}', &more);
    }
    return status;
}

relata_status rl_scan_array(rl_scan *scan, rl_scan_item_fn item, void *user)
{
    relata_status status = take(scan, '[');
    bool more = status == RELATA_OK && !take_if(scan, ']');
    while (status == RELATA_OK && more) {
        status = item(scan, user);
        if (status == RELATA_OK)
            status = take_next(scan, ']', &more);
    }
    return status;
}
