/* JSON lines by jansson, but for their long strings, which long_strings.c reads. Strings stay in jansson's tree or there,
 * so that a text of many megabytes is not copied once more. A line that is not read that way is parsed as it is, and so
 * what is said of broken ones is about the line itself. jansson refuses numbers that fit no C type; since they mostly stand in fields that nobody asked
 * for, such a line is parsed again with these numbers blanked. */
#include "input/jsonl.h"

#include "input/long_strings.h"
#include "text/json.h"
#include "text/utf8.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct line_source {
    const char *bytes;
    size_t length;
    const char *source;
    size_t line;
} line_source;

void rl_json_document_free(rl_json_document *document)
{
    json_decref(document->root);
    rl_long_strings_free(document->strings);
    *document = (rl_json_document){0};
}

/* ---- parsing ---- */

static relata_status load_blanked(const line_source *from, json_t **ret_root, json_error_t *why, relata_error *err)
{
    char *copy = rl_json_blanked(from->bytes, from->length);
    if (copy == NULL)
        return rl_error_memory(err);
    *ret_root = json_loadb(copy, from->length, JSON_ALLOW_NUL, why);
    free(copy);
    return RELATA_OK;
}

/* Most lines. What cannot be read this way leaves the document empty. */
static relata_status load_shortened(const line_source *from, rl_json_document *document, relata_error *err)
{
    document->strings = rl_long_strings_take(from->bytes, from->length);
    if (document->strings == NULL)
        return rl_error_memory(err);
    if (!document->strings->has_marks)
        document->root = json_loadb(document->strings->line, document->strings->line_length, JSON_ALLOW_NUL, NULL);
    if (document->root == NULL)
        rl_json_document_free(document);
    return RELATA_OK;
}

static relata_status load(const line_source *from, json_t **ret_root, relata_error *err)
{
    json_error_t why;
    json_t *root = json_loadb(from->bytes, from->length, JSON_ALLOW_NUL, &why);
    if (root == NULL && json_error_code(&why) == json_error_numeric_overflow)
        if (load_blanked(from, &root, &why, err) != RELATA_OK)
            return RELATA_ERROR_MEMORY;
    if (root == NULL && json_error_code(&why) == json_error_out_of_memory)
        return rl_error_memory(err);
    if (root == NULL)
        return rl_json_refuse(why.text, true, from->source, (long)from->line, why.position, err);
    *ret_root = root;
    return RELATA_OK;
}

/* Where the line first names the field: jansson keeps no places. */
static size_t column_of(const line_source *from, const char *field)
{
    char quoted[16];
    int length = snprintf(quoted, sizeof quoted, "\"%s\"", field);
    const char *found = memmem(from->bytes, from->length, quoted, (size_t)length);
    return found == NULL ? 1 : (size_t)(found - from->bytes) + 1;
}

static relata_status refuse_field(const line_source *from, const char *field, const char *what, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, from->source, from->line, column_of(from, field), "\"%s\" %s", field,
                        what);
}

static const char *string_of(const rl_json_document *document, const json_t *value, size_t *ret_length)
{
    *ret_length = json_string_length(value);
    return rl_long_string_of(document->strings, json_string_value(value), ret_length);
}

/* An optional string that must not hold NUL, since it will be handed on without a length. */
static relata_status take_string(const line_source *from, const rl_json_document *document, const char *field,
                                 const char **ret, relata_error *err)
{
    size_t length = 0;
    const json_t *value = json_object_get(document->root, field);
    if (value == NULL || json_is_null(value)) {
        *ret = NULL;
        return RELATA_OK;
    }
    if (!json_is_string(value))
        return refuse_field(from, field, "is not a string", err);
    const char *string = string_of(document, value, &length);
    if (strlen(string) != length)
        return refuse_field(from, field, "holds a NUL character", err);
    *ret = string;
    return RELATA_OK;
}

/* Writes an id that is a number as a string into the tree, which then owns it like the other strings. */
static relata_status spell_id(json_t *root, relata_error *err)
{
    char number[24];
    (void)snprintf(number, sizeof number, "%lld", (long long)json_integer_value(json_object_get(root, "id")));
    return json_object_set_new(root, "id", json_string(number)) == 0 ? RELATA_OK : rl_error_memory(err);
}

static relata_status take_id(const line_source *from, rl_json_document *document, relata_error *err)
{
    const json_t *value = json_object_get(document->root, "id");
    if (json_is_integer(value) && spell_id(document->root, err) != RELATA_OK)
        return RELATA_ERROR_MEMORY;
    value = json_object_get(document->root, "id");
    if (value != NULL && !json_is_string(value) && !json_is_null(value))
        return refuse_field(from, "id", "is neither a string nor an integer that fits 64 bits", err);
    relata_status status = take_string(from, document, "id", &document->id, err);
    if (status == RELATA_OK && document->id != NULL && document->id[0] == '\0')
        document->id = NULL;
    return status;
}

/* The text, or the page it is in. */
static relata_status take_text(const line_source *from, rl_json_document *document, relata_error *err)
{
    const json_t *value = json_object_get(document->root, "text"), *html = json_object_get(document->root, "html");
    bool is_html = (value == NULL || json_is_null(value)) && json_is_string(html);
    if (is_html)
        value = html;
    if (value == NULL)
        return rl_error_set(err, RELATA_ERROR_FORMAT, from->source, from->line, 1, "the object has no \"text\"");
    if (!json_is_string(value))
        return refuse_field(from, "text", "is not a string", err);
    document->text = string_of(document, value, &document->text_length);
    document->is_html = is_html;
    return RELATA_OK;
}

/* Names under which others keep the date, best first. */
static const char *const DATES[] = {
    "date",           "published",        "published_at", "publishedAt", "date_published", "datePublished",
    "published_date", "publication_date", "publish_date", "pubDate",     "pub_date",
};

static relata_status take_date(const line_source *from, rl_json_document *document, relata_error *err)
{
    const char *own = NULL;
    relata_status status = take_string(from, document, "date", &own, err);
    for (size_t i = 0; status == RELATA_OK && i < sizeof DATES / sizeof DATES[0]; i++) {
        const json_t *value = json_object_get(document->root, DATES[i]);
        if (!json_is_string(value))
            continue;
        size_t length = 0;
        const char *string = string_of(document, value, &length);
        if (rl_date_of_field(string, length, document->date))
            break;
    }
    return status;
}

static relata_status take_fields(const line_source *from, rl_json_document *document, relata_error *err)
{
    if (!json_is_object(document->root))
        return rl_error_set(err, RELATA_ERROR_FORMAT, from->source, from->line, 1, "not a JSON object");
    relata_status status = take_text(from, document, err);
    if (status == RELATA_OK)
        status = take_id(from, document, err);
    if (status == RELATA_OK)
        status = take_string(from, document, "title", &document->title, err);
    return status == RELATA_OK ? take_date(from, document, err) : status;
}

relata_status rl_jsonl_parse(const char *bytes, size_t length, const char *source, size_t line,
                             rl_json_document *ret_document, relata_error *err)
{
    line_source from = {bytes, length, source, line};
    rl_json_document document = {0};
    relata_status status = load_shortened(&from, &document, err);
    if (status == RELATA_OK && document.root == NULL)
        status = load(&from, &document.root, err);
    if (status == RELATA_OK)
        status = take_fields(&from, &document, err);
    if (status != RELATA_OK) {
        rl_json_document_free(&document);
        return status;
    }
    *ret_document = document;
    return RELATA_OK;
}

bool rl_jsonl_repair(const char *bytes, size_t length, rl_buffer *ret)
{
    rl_buffer_clear(ret);
    for (size_t i = 0; i < length;) {
        size_t good = rl_utf8_valid_prefix(bytes + i, length - i), bad = 0;
        if (!rl_buffer_append(ret, bytes + i, good))
            return false;
        i += good;
        if (i < length && rl_utf8_decode(bytes + i, length - i, NULL, &bad) == 0 && !rl_utf8_encode(0xFFFD, ret))
            return false;
        i += bad;
    }
    return true;
}
