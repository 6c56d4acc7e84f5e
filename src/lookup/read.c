/* Reading JSON by jansson, and checking what comes of it.
 *
 * jansson says where broken JSON breaks, but its tree keeps no places: what is wrong with a value is told by the number
 * of its node or edge. A value may stand in its object or in the object's "attributes": files that went through other
 * programs have either, and what stands outside goes first. A key that comes twice is refused, since nothing says which
 * of the values counts. Every string passes the sanitiser: a file may come from anywhere, and its strings end up on
 * terminals. */
#include "lookup/read.h"

#include "base/file.h"
#include "text/utf8.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* jansson counts columns in ints. */
#define FILE_LIMIT ((size_t)INT_MAX)

/* Integers are read as doubles because jansson refuses a file for any integer that fits no C type, even in a field that
 * nobody asks for. Whole numbers up to this one are exact, and network files hold none that are larger. */
static const double LARGEST_WHOLE = 9007199254740992.0;
enum { FLAGS = JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL };

/* ---- failures ---- */

bool rl_reader_no_memory(rl_reader *reader)
{
    reader->status = rl_error_memory(reader->err);
    return false;
}

bool rl_reader_refuse(rl_reader *reader, const rl_element *element, const char *format, ...)
{
    char words[sizeof reader->err->message], place[64] = "not a relata network: ";
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    if (element != NULL)
        (void)snprintf(place, sizeof place, "%s %zu", element->what, element->number);
    reader->status = rl_error_set(reader->err, RELATA_ERROR_FORMAT, reader->source, 0, 0, "%s%s", place, words);
    return false;
}

/* Cleans a string into reader->clean, where it is ended by NUL. */
static bool clean(rl_reader *reader, const char *bytes, size_t length)
{
    rl_buffer_clear(&reader->clean);
    (void)rl_utf8_sanitise(bytes, length, true, &reader->clean);
    return rl_buffer_string(&reader->clean) != NULL || rl_reader_no_memory(reader);
}

/* jansson quotes what it stumbled over, whatever bytes that is; where it has no words, it ran out of memory. */
static bool refuse_syntax(rl_reader *reader, const json_error_t *why)
{
    if (why->text[0] == '\0' || json_error_code(why) == json_error_out_of_memory)
        return rl_reader_no_memory(reader);
    if (!clean(reader, why->text, strlen(why->text)))
        return false;
    size_t line = why->line > 0 ? (size_t)why->line : 0, column = why->column > 0 ? (size_t)why->column : 0;
    reader->status = rl_error_set(reader->err, RELATA_ERROR_FORMAT, reader->source, line, column,
                                  "not valid JSON: %s", reader->clean.bytes);
    return false;
}

/* ---- the tree ---- */

static size_t byte_order_mark(const rl_buffer *file)
{
    return file->length >= 3 && memcmp(file->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

bool rl_read_file(rl_reader *reader, json_t **ret_root)
{
    rl_buffer file = {0};
    reader->status = rl_file_read(reader->source, FILE_LIMIT, &file, reader->err);
    bool done = reader->status == RELATA_OK;
    if (done) {
        json_error_t why;
        size_t start = byte_order_mark(&file);
        json_t *root = json_loadb(file.bytes + start, file.length - start, FLAGS, &why);
        done = root != NULL || refuse_syntax(reader, &why);
        if (done)
            *ret_root = root;
    }
    rl_buffer_free(&file);
    return done;
}

bool rl_read_list(rl_reader *reader, const json_t *root, const char *name, const json_t **ret_list)
{
    const json_t *list = json_object_get(root, name);
    if (!json_is_object(root))
        return rl_reader_refuse(reader, NULL, "it is not a JSON object");
    if (list == NULL)
        return rl_reader_refuse(reader, NULL, "it has no \"%s\"", name);
    if (!json_is_array(list))
        return rl_reader_refuse(reader, NULL, "\"%s\" is not an array", name);
    *ret_list = list;
    return true;
}

bool rl_read_element(rl_reader *reader, const char *what, size_t number, const json_t *value, rl_element *ret_element)
{
    const json_t *attributes = json_object_get(value, "attributes");
    rl_element element = {what, number, value, attributes};
    if (!json_is_object(value))
        return rl_reader_refuse(reader, &element, " is not an object");
    if (attributes != NULL && !json_is_object(attributes))
        return rl_reader_refuse(reader, &element, ": \"attributes\" is not an object");
    *ret_element = element;
    return true;
}

/* ---- values ---- */

static const json_t *find(const rl_element *element, const char *name)
{
    const json_t *value = json_object_get(element->object, name);
    return value != NULL ? value : json_object_get(element->attributes, name);
}

static bool is_there(const rl_element *element, const char *name)
{
    const json_t *value = find(element, name);
    return value != NULL && !json_is_null(value) && !(json_is_string(value) && json_string_length(value) == 0);
}

static bool refuse_value(rl_reader *reader, const rl_element *element, const char *name, const char *wanted)
{
    if (find(element, name) == NULL)
        return rl_reader_refuse(reader, element, " has no \"%s\"", name);
    return rl_reader_refuse(reader, element, ": \"%s\" is not %s", name, wanted);
}

bool rl_read_borrowed(rl_reader *reader, const rl_element *element, const char *name, const char **ret_text)
{
    const json_t *value = find(element, name);
    if (!json_is_string(value) || json_string_length(value) == 0)
        return refuse_value(reader, element, name, "a string that is not empty");
    if (!clean(reader, json_string_value(value), json_string_length(value)))
        return false;
    *ret_text = reader->clean.bytes;
    return true;
}

bool rl_read_text(rl_reader *reader, const rl_element *element, const char *name, const char **ret_text)
{
    const char *text = NULL;
    if (!rl_read_borrowed(reader, element, name, &text))
        return false;
    const char *copy = rl_arena_copy(reader->arena, text, reader->clean.length);
    if (copy == NULL)
        return rl_reader_no_memory(reader);
    *ret_text = copy;
    return true;
}

bool rl_read_whole(rl_reader *reader, const rl_element *element, const char *name, size_t *ret_whole)
{
    const json_t *value = find(element, name);
    double number = json_number_value(value);
    if (!json_is_number(value) || number < 0 || number > LARGEST_WHOLE || number > floor(number))
        return refuse_value(reader, element, name, "a whole number, 0 or more");
    *ret_whole = (size_t)number;
    return true;
}

bool rl_read_weight(rl_reader *reader, const rl_element *element, const char *name, double *ret_weight)
{
    double number = json_number_value(find(element, name)); /* 0 for what is no number; jansson knows no infinity */
    if (!(number > 0))
        return refuse_value(reader, element, name, "a number above 0");
    *ret_weight = number;
    return true;
}

bool rl_read_text_if_any(rl_reader *reader, const rl_element *element, const char *name, const char **ret_text)
{
    return !is_there(element, name) || rl_read_text(reader, element, name, ret_text);
}

bool rl_read_borrowed_if_any(rl_reader *reader, const rl_element *element, const char *name, const char **ret_text)
{
    return !is_there(element, name) || rl_read_borrowed(reader, element, name, ret_text);
}

bool rl_read_array_if_any(rl_reader *reader, const rl_element *element, const char *name, const json_t **ret_array)
{
    const json_t *value = find(element, name);
    if (value == NULL || json_is_null(value))
        return true;
    if (!json_is_array(value))
        return refuse_value(reader, element, name, "an array");
    *ret_array = value;
    return true;
}
