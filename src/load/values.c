/* Checked values out of an object, by a table of its fields. Every string passes the sanitiser: a file may come from
 * anywhere, and its strings end up on terminals and in documents. */
#include "load/internal.h"

#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* Whole numbers up to this one are exact in a double, and network files hold none that are larger. */
static const double LARGEST_WHOLE = 9007199254740992.0;

static const json_t *find(const rl_load_element *element, const char *name)
{
    const json_t *value = json_object_get(element->object, name);
    return value != NULL ? value : json_object_get(element->attributes, name);
}

static bool is_nothing(const json_t *value)
{
    return value == NULL || json_is_null(value) || (json_is_string(value) && json_string_length(value) == 0);
}

static bool refuse_value(rl_loading *l, const rl_load_element *element, const char *name, const char *wanted)
{
    return rl_load_refuse(l, element, ": \"%s\" is not %s", name, wanted);
}

/* ---- texts ---- */

static bool clean(rl_loading *l, const json_t *value)
{
    rl_buffer_clear(&l->clean);
    (void)rl_utf8_sanitise(json_string_value(value), json_string_length(value), true, &l->clean);
    return rl_buffer_string(&l->clean) != NULL || rl_load_no_memory(l);
}

const char *rl_load_keep(rl_loading *l, const char *text, size_t length)
{
    const char *copy = rl_arena_copy(l->arena, text, length);
    if (copy == NULL)
        (void)rl_load_no_memory(l);
    return copy;
}

bool rl_load_line(rl_loading *l, const rl_load_element *element, const char *name, const char **ret_text)
{
    const json_t *value = find(element, name);
    if (is_nothing(value))
        return true;
    if (!json_is_string(value))
        return refuse_value(l, element, name, "a string");
    if (!clean(l, value))
        return false;
    *ret_text = l->clean.bytes;
    return true;
}

bool rl_load_list(rl_loading *l, const rl_load_element *element, const char *name, const json_t **ret_list)
{
    const json_t *value = find(element, name);
    if (is_nothing(value))
        return true;
    if (!json_is_array(value))
        return refuse_value(l, element, name, "an array");
    *ret_list = value;
    return true;
}

bool rl_load_item(rl_loading *l, const rl_load_element *of, const char *what, const json_t *value,
                  rl_load_element *ret_item)
{
    *ret_item = (rl_load_element){.what = what, .number = of->number, .at = of->at, .object = value};
    return json_is_object(value) || rl_load_refuse(l, ret_item, " is not an object");
}

/* ---- one value of each type ---- */

static bool read_text(rl_loading *l, const rl_load_element *element, const rl_load_field *field, const json_t *value,
                      void *into)
{
    if (!json_is_string(value))
        return refuse_value(l, element, field->name, "a string");
    if (!clean(l, value))
        return false;
    const char *kept = field->type == RL_LOAD_SHARED ? rl_load_share(l, l->clean.bytes, l->clean.length)
                                                     : rl_load_keep(l, l->clean.bytes, l->clean.length);
    *(const char **)into = kept;
    return kept != NULL;
}

static bool read_number(rl_loading *l, const rl_load_element *element, const rl_load_field *field, const json_t *value,
                        void *into)
{
    double number = json_number_value(value), most = field->type == RL_LOAD_SMALL ? UINT32_MAX : LARGEST_WHOLE;
    if (field->type == RL_LOAD_REAL) {
        if (!json_is_number(value))
            return refuse_value(l, element, field->name, "a number");
        *(double *)into = number;
        return true;
    }
    if (!json_is_number(value) || number < 0 || number > floor(number))
        return refuse_value(l, element, field->name, "a whole number, 0 or more");
    if (number > most)
        return rl_load_refuse(l, element, ": \"%s\" is too large", field->name);
    if (field->type == RL_LOAD_SMALL)
        *(uint32_t *)into = (uint32_t)number;
    else
        *(uint64_t *)into = (uint64_t)number;
    return true;
}

static bool read_truth(rl_loading *l, const rl_load_element *element, const rl_load_field *field, const json_t *value,
                       void *into)
{
    if (!json_is_boolean(value))
        return refuse_value(l, element, field->name, "true or false");
    *(bool *)into = json_is_true(value);
    return true;
}

static bool read_colour(rl_loading *l, const rl_load_element *element, const rl_load_field *field, const json_t *value,
                        void *into)
{
    const char *text = json_string_value(value);
    if (text == NULL || strlen(text) != 7 || text[0] != '#' || strspn(text + 1, "0123456789abcdefABCDEF") != 6)
        return refuse_value(l, element, field->name, "a colour such as #0072b2");
    memcpy(into, text, 8);
    return true;
}

static bool read_field(rl_loading *l, const rl_load_element *element, const rl_load_field *field, const json_t *value,
                       void *into)
{
    switch (field->type) {
    case RL_LOAD_TEXT:
    case RL_LOAD_SHARED:
        return read_text(l, element, field, value, into);
    case RL_LOAD_WHOLE:
    case RL_LOAD_SMALL:
    case RL_LOAD_REAL:
        return read_number(l, element, field, value, into);
    case RL_LOAD_TRUTH:
        return read_truth(l, element, field, value, into);
    case RL_LOAD_COLOUR:
        break;
    }
    return read_colour(l, element, field, value, into);
}

bool rl_load_fields(rl_loading *l, const rl_load_element *element, const rl_load_field *fields, size_t count,
                    void *into)
{
    for (size_t i = 0; i < count; i++) {
        const json_t *value = find(element, fields[i].name);
        if (is_nothing(value) && fields[i].required)
            return rl_load_refuse(l, element, " has no \"%s\"", fields[i].name);
        if (is_nothing(value))
            continue;
        if (!read_field(l, element, &fields[i], value, (char *)into + fields[i].offset))
            return false;
        if (fields[i].measure != RL_LOAD_UNMEASURED)
            l->having[fields[i].measure]++;
    }
    return true;
}
