/* A byte at a time: outside strings brackets change the depth, inside them only the closing quotation mark and the
 * backslash mean anything. Whether what stands between is JSON is for jansson to say. So one broken element costs
 * nothing but itself, as long as its brackets and quotation marks are in order. */
#include "import/elements.h"

#include "import/import.h"
#include "text/json.h"

#include <string.h>

void rl_elements_start(rl_elements *elements, rl_source *source, rl_layout layout)
{
    rl_buffer room = elements->element;
    bool line_array = layout == RL_LAYOUT_LINE_ARRAY;
    *elements = (rl_elements){.source = source,
                              .layout = line_array ? RL_LAYOUT_LINES : layout,
                              .line_array = line_array,
                              .element = room,
                              .line = 1};
}

void rl_elements_free(rl_elements *elements)
{
    rl_buffer_free(&elements->element);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static relata_status fail(const rl_elements *e, const char *message, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, e->source->path, e->line, e->column, "%s", message);
}

/* The next byte of the file, and where it stands. */
static relata_status next_byte(rl_elements *e, char *ret_byte, relata_error *err)
{
    if (e->at == e->chunk_length) {
        relata_status status = rl_source_chunk(e->source, &e->chunk, &e->chunk_length, err);
        if (status != RELATA_OK) {
            e->chunk_length = e->at = 0;
            return status;
        }
        e->at = 0;
    }
    *ret_byte = e->chunk[e->at++];
    e->column++;
    return RELATA_OK;
}

static void count_line(rl_elements *e, char c)
{
    if (c != '\n')
        return;
    e->line++;
    e->column = 0;
}

static bool is_array(const rl_elements *e)
{
    return e->layout == RL_LAYOUT_ARRAY || e->layout == RL_LAYOUT_LINE_ARRAY;
}

/* ---- inside an element ---- */

static void follow(rl_elements *e, char c)
{
    if (e->in_string) {
        bool plain = e->escaped;
        e->escaped = !plain && c == '\\';
        e->in_string = plain || c != '"';
        return;
    }
    e->in_string = c == '"';
    if (c == '{' || c == '[')
        e->depth++;
    else if ((c == '}' || c == ']') && e->depth > 0)
        e->depth--;
}

static bool keep(rl_elements *e, char c)
{
    if (e->element.length >= RL_IMPORT_LONGEST) {
        e->too_long = true;
        rl_buffer_clear(&e->element);
    }
    return e->too_long || rl_buffer_append_char(&e->element, c);
}

static void begin_element(rl_elements *e)
{
    e->first_line = e->line;
    e->first_column = e->column;
    e->depth = 0;
    e->in_string = e->escaped = e->too_long = e->comma = false;
    rl_buffer_clear(&e->element);
}

/* True if the byte stands behind the element. */
static bool ends_element(rl_elements *e, char c)
{
    bool outside = e->depth == 0 && !e->in_string;
    if (e->layout == RL_LAYOUT_ARRAY)
        return outside && (c == ',' || c == ']');
    if (e->layout == RL_LAYOUT_UNKNOWN && c == '\n')
        e->layout = outside ? RL_LAYOUT_LINES : RL_LAYOUT_VALUES;
    if (e->layout == RL_LAYOUT_LINES)
        return c == '\n';
    return outside && is_blank(c);
}

static relata_status give(rl_elements *e, const char **ret_bytes, size_t *ret_length, relata_error *err)
{
    if (e->too_long)
        return rl_error_set(err, RELATA_ERROR_LIMIT, e->source->path, e->first_line, e->first_column,
                            "the value is longer than the limit of %zu bytes", RL_IMPORT_LONGEST);
    while (e->element.length > 0 && is_blank(e->element.bytes[e->element.length - 1]))
        e->element.length--;
    if (e->layout == RL_LAYOUT_LINE_ARRAY && e->element.length > 1 && e->element.bytes[e->element.length - 1] == ',')
        e->element.length--;
    *ret_bytes = e->element.bytes;
    *ret_length = e->element.length;
    return RELATA_OK;
}

static bool is_by_line(const rl_elements *e)
{
    return e->layout == RL_LAYOUT_LINES || e->layout == RL_LAYOUT_LINE_ARRAY;
}

/* The end of the file inside an element, which may be its end too. */
static relata_status end_in_element(rl_elements *e, const char **ret_bytes, size_t *ret_length, relata_error *err)
{
    if (e->too_long && !is_array(e))
        return give(e, ret_bytes, ret_length, err);
    for (size_t i = 0; is_by_line(e) && i < e->element.length; i++)
        follow(e, e->element.bytes[i]);
    if (is_array(e) || e->depth > 0 || e->in_string)
        return fail(e, "the file ends in the middle of its JSON", err);
    return give(e, ret_bytes, ret_length, err);
}

/* An element that is the rest of the line, whatever is in it: whole pieces instead of bytes. */
static relata_status read_line(rl_elements *e, const char **ret_bytes, size_t *ret_length, relata_error *err)
{
    begin_element(e);
    e->at--;
    e->column--;
    for (;;) {
        const char *start = e->chunk + e->at, *end = memchr(start, '\n', e->chunk_length - e->at);
        size_t length = end == NULL ? e->chunk_length - e->at : (size_t)(end - start);
        e->too_long |= length > RL_IMPORT_LONGEST - e->element.length;
        if (!e->too_long && !rl_buffer_append(&e->element, start, length))
            return rl_error_memory(err);
        e->at += length;
        e->column += length;
        char c = 0;
        relata_status status = next_byte(e, &c, err);
        if (status == RELATA_END)
            return end_in_element(e, ret_bytes, ret_length, err);
        if (status != RELATA_OK)
            return status;
        if (c == '\n') {
            count_line(e, c);
            return give(e, ret_bytes, ret_length, err);
        }
        e->at--;
        e->column--;
    }
}

static relata_status read_element(rl_elements *e, char first, const char **ret_bytes, size_t *ret_length,
                                  relata_error *err)
{
    char c = first;
    begin_element(e);
    for (;;) {
        follow(e, c);
        if (!keep(e, c))
            return rl_error_memory(err);
        count_line(e, c);
        relata_status status = next_byte(e, &c, err);
        if (status == RELATA_END)
            return end_in_element(e, ret_bytes, ret_length, err);
        if (status != RELATA_OK)
            return status;
        if (!ends_element(e, c))
            continue;
        e->has_ended = e->layout == RL_LAYOUT_ARRAY && c == ']';
        e->comma = e->layout == RL_LAYOUT_ARRAY && c == ',';
        count_line(e, c);
        return give(e, ret_bytes, ret_length, err);
    }
}

/* ---- between elements ---- */

static relata_status end_between(const rl_elements *e, relata_error *err)
{
    if (is_array(e) && !e->has_ended)
        return fail(e, "the file ends in the middle of its JSON", err);
    return RELATA_END;
}

/* True if the byte is the array's own. */
static bool is_bracket(rl_elements *e, char c)
{
    if (!e->has_begun && c == '[') {
        e->layout = e->line_array ? RL_LAYOUT_LINE_ARRAY : RL_LAYOUT_ARRAY;
        e->opened = true;
        return true;
    }
    if (is_array(e) && c == ']' && !e->has_ended && !e->comma) {
        e->has_ended = true;
        return true;
    }
    return false;
}

relata_status rl_elements_next(rl_elements *elements, const char **ret_bytes, size_t *ret_length, relata_error *err)
{
    rl_elements *e = elements;
    for (;;) {
        char c = 0;
        relata_status status = next_byte(e, &c, err);
        if (status == RELATA_END)
            return end_between(e, err);
        if (status != RELATA_OK)
            return status;
        if (e->opened && e->line_array && !is_blank(c))
            e->layout = RL_LAYOUT_ARRAY;
        e->opened = false;
        if (!is_blank(c)) {
            bool bracket = is_bracket(e, c);
            e->has_begun = true;
            if (!bracket && is_array(e) && (e->has_ended || c == ',' || c == ']'))
                return fail(e, e->has_ended ? "something stands behind the end of the JSON" : "broken JSON", err);
            if (!bracket && is_by_line(e))
                return read_line(e, ret_bytes, ret_length, err);
            if (!bracket)
                return read_element(e, c, ret_bytes, ret_length, err);
        }
        count_line(e, c);
    }
}

/* ---- parsing ---- */

/* jansson refuses numbers that fit no C type; since they mostly stand where nobody looks, the element is then parsed
 * again with integers as floating point numbers. */
relata_status rl_element_parse(const char *bytes, size_t length, json_t **ret_value, relata_error *err)
{
    json_error_t why;
    size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY;
    json_t *value = json_loadb(bytes, length, flags, &why);
    if (value == NULL && json_error_code(&why) == json_error_numeric_overflow)
        value = json_loadb(bytes, length, flags | JSON_DECODE_INT_AS_REAL, &why);
    if (value != NULL) {
        *ret_value = value;
        return RELATA_OK;
    }
    if (json_error_code(&why) == json_error_out_of_memory)
        return rl_error_memory(err);
    return rl_json_refuse(why.text, false, NULL, why.line, why.column, err);
}
