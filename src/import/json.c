/* Objects by their keys. A source of a field is a path of keys with dots between them: a key leads into an object, into
 * each object of an array, and "*" into every value of an object. Paths are walked level by level with two lists of
 * values, so that nothing recurses over the input. */
#include "import/json_rows.h"
#include "import/mapping.h"

#include <stdlib.h>
#include <string.h>

/* The values that a path has reached; borrowed from the element. */
typedef struct values {
    const json_t **items;
    size_t count;
    size_t capacity;
} values;

typedef struct objects {
    rl_import *import;
    rl_mapping mapping;
    rl_giving giving;
    rl_buffer part;
    values here;
    values next;
    bool found[RL_FIELD_COUNT][RL_SOURCES_MOST];
    bool failed; /* no memory */
} objects;

/* ---- paths ---- */

static void add(objects *o, values *list, const json_t *value)
{
    if (value == NULL || json_is_null(value))
        return;
    const json_t **grown = rl_array_grow(list->items, &list->capacity, list->count + 1, sizeof *grown);
    if (grown == NULL) {
        o->failed = true;
        return;
    }
    list->items = grown;
    grown[list->count++] = value;
}

static void step_into_object(objects *o, const json_t *object)
{
    bool all = o->part.length == 1 && o->part.bytes[0] == '*';
    if (!all) {
        add(o, &o->next, json_object_getn(object, o->part.bytes, o->part.length));
        return;
    }
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value) add(o, &o->next, value);
}

static void step_into(objects *o, const json_t *value)
{
    if (json_is_object(value))
        step_into_object(o, value);
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value); i++)
        if (json_is_object(json_array_get(value, i)))
            step_into_object(o, json_array_get(value, i));
}

static void swap(objects *o)
{
    values was = o->here;
    o->here = o->next;
    o->next = was;
    o->next.count = 0;
}

/* Fills `here` with what the path leads to, arrays opened. */
static void walk(objects *o, const json_t *element, const char *path)
{
    o->here.count = o->next.count = 0;
    add(o, &o->here, element);
    while (path != NULL) {
        path = rl_mapping_part(path, '.', &o->part);
        for (size_t i = 0; i < o->here.count; i++)
            step_into(o, o->here.items[i]);
        swap(o);
    }
    for (size_t i = 0; i < o->here.count; i++) {
        const json_t *value = o->here.items[i];
        if (!json_is_array(value))
            add(o, &o->next, value);
        for (size_t k = 0; json_is_array(value) && k < json_array_size(value); k++)
            add(o, &o->next, json_array_get(value, k));
    }
    swap(o);
}

/* ---- rows ---- */

/* Of several values, a column that holds one takes the first. */
static void give_values(objects *o, rl_field field)
{
    char number[32];
    for (size_t i = 0; i < o->here.count; i++) {
        const char *bytes = NULL;
        size_t length = 0;
        if (!rl_json_text(o->here.items[i], number, &bytes, &length) || length == 0)
            continue;
        rl_giving_add(&o->giving, bytes, length);
        if (!rl_field_is_list(field))
            return;
    }
}

static void give_field(objects *o, const json_t *element, rl_field field)
{
    const rl_field_sources *sources = &o->mapping.fields[field];
    rl_giving_start(&o->giving, field);
    for (size_t i = 0; i < sources->count; i++) {
        walk(o, element, sources->names[i]);
        o->found[field][i] |= o->here.count > 0;
        give_values(o, field);
    }
    rl_giving_end(&o->giving);
}

static relata_status receive(rl_import *import, const json_t *value, relata_error *err)
{
    objects *o = import->state;
    if (json_is_string(value)) {
        rl_rows_put(&import->rows, RL_FIELD_NAME, json_string_value(value), json_string_length(value));
        return rl_rows_end(&import->rows, err);
    }
    if (!json_is_object(value)) {
        rl_rows_break(&import->rows, import->rows.line_number, import->rows.column_number,
                      "neither an object nor a string");
        return RELATA_OK;
    }
    for (int field = 0; field < RL_FIELD_COUNT; field++)
        give_field(o, value, (rl_field)field);
    if (o->failed || o->giving.joined.failed || o->part.failed)
        return rl_error_memory(err);
    return rl_rows_end(&import->rows, err);
}

/* ---- the formats ---- */

static relata_status open_objects(rl_import *import, relata_error *err)
{
    objects *o = calloc(1, sizeof *o);
    if (o == NULL)
        return rl_error_memory(err);
    import->state = o;
    o->import = import;
    o->giving.rows = &import->rows;
    o->giving.split = import->options->split != NULL ? import->options->split : "|";
    return rl_mapping_read(&o->mapping, import->options, err);
}

/* A key that no element has is a slip of the pen more often than not. */
static relata_status finish_objects(rl_import *import, relata_error *err)
{
    objects *o = import->state;
    (void)err;
    for (int field = 0; o->mapping.is_given && field < RL_FIELD_COUNT; field++) {
        for (size_t i = 0; i < o->mapping.fields[field].count; i++) {
            if (o->found[field][i])
                continue;
            relata_error what = {0};
            (void)rl_error_set(&what, RELATA_ERROR_FORMAT, import->rows.path, 0, 0,
                               "nothing in it has \"%.200s\", which should be the %s",
                               o->mapping.fields[field].names[i], rl_field_name((rl_field)field));
            rl_rows_notice(&import->rows, &what, false);
        }
    }
    return RELATA_OK;
}

static relata_status read_json(rl_import *import, rl_source *source, relata_error *err)
{
    return rl_json_rows_read(import, source, RL_LAYOUT_UNKNOWN, NULL, receive, err);
}

static relata_status read_jsonl(rl_import *import, rl_source *source, relata_error *err)
{
    return rl_json_rows_read(import, source, RL_LAYOUT_LINES, NULL, receive, err);
}

static void close_objects(rl_import *import)
{
    objects *o = import->state;
    if (o == NULL)
        return;
    rl_mapping_free(&o->mapping);
    rl_buffer_free(&o->giving.joined);
    rl_buffer_free(&o->part);
    free(o->here.items);
    free(o->next.items);
    free(o);
}

const rl_import_format rl_import_json = {
    .name = "json",
    .options = RL_OPTION_TYPE | RL_OPTION_MAP | RL_OPTION_SPLIT,
    .open = open_objects,
    .read = read_json,
    .finish = finish_objects,
    .close = close_objects,
};

const rl_import_format rl_import_jsonl = {
    .name = "jsonl",
    .options = RL_OPTION_TYPE | RL_OPTION_MAP | RL_OPTION_SPLIT,
    .open = open_objects,
    .read = read_jsonl,
    .finish = finish_objects,
    .close = close_objects,
};
