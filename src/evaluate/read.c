/* Lines of both files through jansson. Half a file compared would give a wrong figure that looks like a right one, so
 * nothing is passed over: the first thing that is wrong ends it, with its file and line. */
#include "evaluate/read.h"

#include "base/source.h"
#include "evaluate/texts.h"
#include "evaluate/units.h"
#include "text/json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_LINE = 1 << 29 };

/* One file while it is read. */
typedef struct reading {
    rl_source source;
    rl_comparison *comparison;
    rl_side *side;
    bool is_gold;
    rl_units units;
    rl_string_map ids; /* of this file … */
    size_t *lines;     /* … and where they stand */
    size_t line_capacity;
} reading;

static relata_status refuse(const reading *r, relata_error *err, const char *message)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, r->source.path, r->source.line, 0, "%s", message);
}

static relata_status refuse_mention(const reading *r, size_t mention, const char *what, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, r->source.path, r->source.line, 0, "mention %zu: %s", mention, what);
}

/* ---- lines ---- */

/* Numbers that fit no C type may stand in fields that nobody asked for. */
static relata_status load_blanked(const char *bytes, size_t length, json_t **ret_root, json_error_t *why,
                                  relata_error *err)
{
    char *copy = rl_json_blanked(bytes, length);
    if (copy == NULL)
        return rl_error_memory(err);
    *ret_root = json_loadb(copy, length, JSON_ALLOW_NUL, why);
    free(copy);
    return RELATA_OK;
}

static relata_status parse(const reading *r, const char *bytes, size_t length, json_t **ret_object, relata_error *err)
{
    json_error_t why;
    json_t *root = json_loadb(bytes, length, JSON_ALLOW_NUL, &why);
    if (root == NULL && json_error_code(&why) == json_error_numeric_overflow &&
        load_blanked(bytes, length, &root, &why, err) != RELATA_OK)
        return RELATA_ERROR_MEMORY;
    if (root == NULL && json_error_code(&why) == json_error_out_of_memory)
        return rl_error_memory(err);
    if (root == NULL)
        return rl_json_refuse(why.text, true, r->source.path, (long)r->source.line, why.position, err);
    if (!json_is_object(root)) {
        json_decref(root);
        return refuse(r, err, "not a JSON object");
    }
    *ret_object = root;
    return RELATA_OK;
}

static bool is_blank(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (strchr(" \t\r", bytes[i]) == NULL || bytes[i] == '\0')
            return false;
    return true;
}

/* ---- fields of a document ---- */

static relata_status refuse_field(const reading *r, const char *before, const char *field, const char *after,
                                  relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, r->source.path, r->source.line, 0, "%s\"%s\"%s", before, field,
                        after);
}

/* An id or a group. `number` is room for one that is a number. */
static relata_status take_name(const reading *r, const json_t *document, const char *field, char number[static 24],
                               const char **ret_name, relata_error *err)
{
    const json_t *value = json_object_get(document, field);
    if (value == NULL)
        return refuse_field(r, "the object has no ", field, "", err);
    if (json_is_integer(value)) {
        (void)snprintf(number, 24, "%lld", (long long)json_integer_value(value));
        *ret_name = number;
        return RELATA_OK;
    }
    if (!json_is_string(value))
        return refuse_field(r, "", field, " is neither a string nor an integer that fits 64 bits", err);
    if (json_string_length(value) == 0 || strlen(json_string_value(value)) != json_string_length(value))
        return refuse_field(r, "", field, " is empty or holds a NUL character", err);
    *ret_name = json_string_value(value);
    return RELATA_OK;
}

static relata_status note_id(reading *r, const char *id, relata_error *err)
{
    size_t before = r->ids.count;
    size_t *lines = rl_array_grow(r->lines, &r->line_capacity, before + 1, sizeof *lines);
    if (lines == NULL)
        return rl_error_memory(err);
    r->lines = lines;
    uint32_t number = rl_string_map_add(&r->ids, id, strlen(id));
    if (number == RL_NONE)
        return rl_error_memory(err);
    if (number < before)
        return rl_error_set(err, RELATA_ERROR_FORMAT, r->source.path, r->source.line, 0,
                            "the id \"%s\" is that of line %zu too", id, lines[number]);
    lines[number] = r->source.line;
    return RELATA_OK;
}

static relata_status add_text(reading *r, const json_t *document, const char *id, relata_error *err)
{
    const json_t *text = json_object_get(document, "text"), *date = json_object_get(document, "date");
    if (text == NULL)
        return refuse(r, err, "the object has no \"text\"");
    if (!json_is_string(text))
        return refuse(r, err, "\"text\" is not a string");
    if (date != NULL && !json_is_null(date) && !json_is_string(date))
        return refuse(r, err, "\"date\" is not a string");
    return rl_texts_add(r->comparison, id, json_string_value(date), json_string_value(text), json_string_length(text),
                        err);
}

/* The group of the text that was added last, if groups are asked for. */
static relata_status add_group(reading *r, const json_t *document, relata_error *err)
{
    rl_comparison *c = r->comparison;
    char number[24];
    const char *group = NULL;
    if (c->group == NULL)
        return RELATA_OK;
    relata_status status = take_name(r, document, c->group, number, &group, err);
    if (status != RELATA_OK)
        return status;
    char *copy = rl_arena_copy(&c->strings, group, strlen(group));
    c->texts[c->text_count - 1].group = copy;
    return copy == NULL ? rl_error_memory(err) : RELATA_OK;
}

static relata_status take_mentions(const reading *r, const json_t *document, const json_t **ret_mentions,
                                   relata_error *err)
{
    const json_t *mentions = json_object_get(document, "mentions");
    if (mentions == NULL && r->is_gold)
        return refuse(r, err, "the object has no \"mentions\"");
    if (mentions != NULL && !json_is_array(mentions))
        return refuse(r, err, "\"mentions\" is not a list");
    *ret_mentions = mentions;
    return RELATA_OK;
}

/* ---- mentions ---- */

static relata_status take_offset(const reading *r, const json_t *mention, size_t number, const char *field,
                                 size_t *ret_offset, relata_error *err)
{
    char what[96];
    const json_t *value = json_object_get(mention, field);
    if (json_is_integer(value) && json_integer_value(value) >= 0) {
        *ret_offset = (size_t)json_integer_value(value);
        return RELATA_OK;
    }
    const char *wrong = value == NULL ? "is missing" : json_is_integer(value) ? "is negative" : "is not a whole number";
    (void)snprintf(what, sizeof what, "\"%s\" %s", field, wrong);
    return refuse_mention(r, number, what, err);
}

/* A string without NUL; a missing one or null is NULL. */
static relata_status take_string(const reading *r, const json_t *mention, size_t number, const char *field,
                                 const char **ret, relata_error *err)
{
    char what[96];
    const json_t *value = json_object_get(mention, field);
    *ret = NULL;
    if (value == NULL || json_is_null(value))
        return RELATA_OK;
    if (json_is_string(value) && strlen(json_string_value(value)) == json_string_length(value)) {
        *ret = json_string_value(value);
        return RELATA_OK;
    }
    (void)snprintf(what, sizeof what, "\"%s\" %s", field,
                   json_is_string(value) ? "holds a NUL character" : "is not a string");
    return refuse_mention(r, number, what, err);
}

static relata_status take_span(const reading *r, const json_t *mention, size_t number, rl_span *span, relata_error *err)
{
    char what[128];
    size_t start = 0, end = 0;
    relata_status status = take_offset(r, mention, number, "start", &start, err);
    if (status == RELATA_OK)
        status = take_offset(r, mention, number, "end", &end, err);
    if (status != RELATA_OK)
        return status;
    if (start >= end) {
        (void)snprintf(what, sizeof what, "%zu to %zu is no span", start, end);
        return refuse_mention(r, number, what, err);
    }
    if (end > r->units.count) {
        (void)snprintf(what, sizeof what, "%zu to %zu is outside the text, which ends at %zu", start, end,
                       r->units.count);
        return refuse_mention(r, number, what, err);
    }
    span->start = rl_units_character(&r->units, start);
    span->end = rl_units_character(&r->units, end);
    if (span->start != RL_NONE && span->end != RL_NONE)
        return RELATA_OK;
    (void)snprintf(what, sizeof what, "%zu to %zu cuts a character", start, end);
    return refuse_mention(r, number, what, err);
}

static relata_status read_mention(const reading *r, const json_t *mention, size_t number, uint32_t text,
                                  relata_error *err)
{
    rl_span span = {.document = text};
    const char *type = NULL, *entity = NULL;
    if (!json_is_object(mention))
        return refuse_mention(r, number, "not a JSON object", err);
    relata_status status = take_span(r, mention, number, &span, err);
    if (status == RELATA_OK)
        status = take_string(r, mention, number, "type", &type, err);
    if (status == RELATA_OK && type == NULL)
        status = refuse_mention(r, number, "\"type\" is missing", err);
    if (status == RELATA_OK)
        status = take_string(r, mention, number, "entity", &entity, err);
    if (status != RELATA_OK)
        return status;
    span.type = rl_string_map_find(&r->comparison->types, type, strlen(type));
    return rl_side_add(r->side, span, entity) ? RELATA_OK : rl_error_memory(err);
}

static relata_status read_mentions(reading *r, const json_t *mentions, uint32_t text, relata_error *err)
{
    relata_status status = RELATA_OK;
    if (!rl_units_of(&r->units, &r->comparison->texts[text]))
        return rl_error_memory(err);
    for (size_t i = 0; status == RELATA_OK && i < json_array_size(mentions); i++)
        status = read_mention(r, json_array_get(mentions, i), i + 1, text, err);
    return status;
}

/* ---- documents ---- */

static relata_status read_document(reading *r, const json_t *document, relata_error *err)
{
    char number[24];
    const char *id = NULL;
    const json_t *mentions = NULL;
    relata_status status = take_name(r, document, "id", number, &id, err);
    if (status == RELATA_OK)
        status = note_id(r, id, err);
    if (status == RELATA_OK && r->is_gold)
        status = add_text(r, document, id, err);
    if (status == RELATA_OK && r->is_gold)
        status = add_group(r, document, err);
    if (status == RELATA_OK)
        status = take_mentions(r, document, &mentions, err);
    if (status != RELATA_OK)
        return status;
    uint32_t text = rl_string_map_find(&r->comparison->ids, id, strlen(id));
    if (text == RL_NONE) {
        r->comparison->extra++;
        return RELATA_OK;
    }
    return read_mentions(r, mentions, text, err);
}

static relata_status read_line(reading *r, const char *bytes, size_t length, relata_error *err)
{
    json_t *document = NULL;
    if (is_blank(bytes, length))
        return RELATA_OK;
    relata_status status = parse(r, bytes, length, &document, err);
    if (status == RELATA_OK)
        status = read_document(r, document, err);
    json_decref(document);
    return status;
}

static relata_status read_lines(reading *r, const char *path, relata_error *err)
{
    const char *bytes = NULL;
    size_t length = 0;
    relata_status status = rl_source_open(&r->source, path, err);
    while (status == RELATA_OK) {
        status = rl_source_line(&r->source, LONGEST_LINE, &bytes, &length, err);
        if (status == RELATA_OK)
            status = read_line(r, bytes, length, err);
    }
    return status == RELATA_END ? RELATA_OK : status;
}

static void end_reading(reading *r)
{
    rl_source_close(&r->source);
    rl_units_free(&r->units);
    rl_string_map_free(&r->ids);
    free(r->lines);
}

relata_status rl_gold_read(const char *path, relata_offsets unit, rl_comparison *comparison, relata_error *err)
{
    reading r = {.comparison = comparison, .side = &comparison->gold, .is_gold = true, .units = {.unit = unit}};
    relata_status status = read_lines(&r, path, err);
    end_reading(&r);
    if (status == RELATA_OK && comparison->text_count == 0)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, 0, 0, "it holds no documents");
    return status;
}

relata_status rl_found_read(const char *path, relata_offsets unit, rl_comparison *comparison, relata_error *err)
{
    reading r = {.comparison = comparison, .side = &comparison->found, .units = {.unit = unit}};
    relata_status status = read_lines(&r, path, err);
    size_t documents = r.ids.count;
    end_reading(&r);
    if (status == RELATA_OK)
        comparison->missing = comparison->text_count - (documents - comparison->extra);
    return status;
}
