/* Reading the members of a JSON object into a struct.
 *
 * A table says for each field what it must be and where it goes. A value may stand in the object itself or in its
 * "attributes": files that went through other programs have either. Every string passes the sanitiser, since a file may
 * come from anywhere and its strings end up on terminals. */
#include "lookup/fields.h"

#include "text/utf8.h"

#include <math.h>
#include <string.h>

static const char *const KIND_WORDS[] = {"a string that is not empty", "a string that is not empty",
                                         "a whole number, 0 or more", "a number above 0", ""};

/* The object that is being read. */
typedef struct reading {
    rl_fields_store *store;
    const char *element;
    const rl_field *fields;
    size_t count;
    void *record;
    uint32_t seen; /* a bit for each field */
} reading;

static relata_status fail_kind(const rl_scan *scan, size_t offset, const reading *r, const rl_field *f)
{
    return rl_scan_fail(scan, offset, "%s: \"%s\" is not %s", r->element, f->name, KIND_WORDS[f->kind]);
}

/* ---- strings ---- */

/* True if the sanitiser would change nothing, as for nearly all strings of English news. */
static bool is_plain(const rl_buffer *text)
{
    unsigned odd = 0;
    for (size_t i = 0; i < text->length; i++)
        odd |= (unsigned char)(text->bytes[i] - 0x20) >= 0x7F - 0x20;
    return odd == 0;
}

/* The next string, clean and ended by NUL, in store->clean. */
static relata_status read_clean(rl_fields_store *store, rl_scan *scan)
{
    relata_status status = rl_scan_string(scan, &store->raw);
    if (status != RELATA_OK)
        return status;
    rl_buffer_clear(&store->clean);
    if (is_plain(&store->raw))
        (void)rl_buffer_append(&store->clean, store->raw.bytes, store->raw.length);
    else
        (void)rl_utf8_sanitise(store->raw.bytes, store->raw.length, true, &store->clean);
    return rl_buffer_string(&store->clean) != NULL ? RELATA_OK : rl_error_memory(scan->err);
}

static bool keep_text(rl_fields_store *store, void *to)
{
    const char *copy = rl_arena_copy(&store->arena, store->clean.bytes, store->clean.length);
    if (copy != NULL)
        memcpy(to, &copy, sizeof copy);
    return copy != NULL;
}

static bool keep_id(rl_fields_store *store, void *to)
{
    uint32_t number = rl_string_map_add(&store->ids, store->clean.bytes, store->clean.length);
    memcpy(to, &number, sizeof number);
    return number != RL_NONE;
}

static relata_status read_string(const reading *r, rl_scan *scan, const rl_field *f, void *to)
{
    size_t offset = scan->at;
    if (rl_scan_peek(scan) != '"')
        return fail_kind(scan, offset, r, f);
    relata_status status = read_clean(r->store, scan);
    if (status != RELATA_OK)
        return status;
    if (r->store->clean.length == 0)
        return f->required ? fail_kind(scan, offset, r, f) : RELATA_OK;
    bool kept = f->kind == RL_FIELD_ID ? keep_id(r->store, to) : keep_text(r->store, to);
    return kept ? RELATA_OK : rl_error_memory(scan->err);
}

/* ---- numbers ---- */

static bool keep_number(const json_t *value, rl_field_kind kind, void *to)
{
    if (kind == RL_FIELD_WHOLE) {
        size_t whole = (size_t)json_integer_value(value);
        memcpy(to, &whole, sizeof whole);
        return json_is_integer(value) && json_integer_value(value) >= 0;
    }
    double weight = json_number_value(value);
    memcpy(to, &weight, sizeof weight);
    return json_is_number(value) && isfinite(weight) && weight > 0;
}

static relata_status read_number(const reading *r, rl_scan *scan, const rl_field *f, void *to)
{
    json_t *value = NULL;
    size_t offset = scan->at;
    int first = rl_scan_peek(scan);
    if (first == '"' || first == '{' || first == '[')
        return fail_kind(scan, offset, r, f);
    relata_status status = rl_scan_scalar(scan, &value);
    if (status == RELATA_OK && !keep_number(value, f->kind, to))
        status = fail_kind(scan, offset, r, f);
    json_decref(value);
    return status;
}

/* ---- members ---- */

static bool is_key(const char *key, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(key, name, length) == 0;
}

static bool is_null(rl_scan *scan)
{
    return rl_scan_peek(scan) == 'n' && scan->length - scan->at >= 4 && memcmp(scan->bytes + scan->at, "null", 4) == 0;
}

static relata_status read_value(const reading *r, rl_scan *scan, const rl_field *f)
{
    void *to = (char *)r->record + f->offset;
    if (!f->required && is_null(scan))
        return rl_scan_skip(scan);
    switch (f->kind) {
    case RL_FIELD_TEXT:
    case RL_FIELD_ID:
        return read_string(r, scan, f, to);
    case RL_FIELD_WHOLE:
    case RL_FIELD_WEIGHT:
        return read_number(r, scan, f, to);
    case RL_FIELD_OTHER:
        break;
    }
    return f->read(r->store, scan, r->element, to);
}

static relata_status read_member(rl_scan *scan, const char *key, size_t length, void *user)
{
    reading *r = user;
    (void)rl_scan_peek(scan);
    for (size_t i = 0; i < r->count; i++) {
        uint32_t bit = (uint32_t)1 << i;
        if ((r->seen & bit) != 0 || !is_key(key, length, r->fields[i].name))
            continue;
        r->seen |= bit;
        return read_value(r, scan, &r->fields[i]);
    }
    return rl_scan_skip(scan);
}

static relata_status read_outer_member(rl_scan *scan, const char *key, size_t length, void *user)
{
    const reading *r = user;
    if (!is_key(key, length, "attributes"))
        return read_member(scan, key, length, user);
    if (rl_scan_peek(scan) != '{')
        return rl_scan_fail(scan, scan->at, "%s: \"attributes\" is not an object", r->element);
    return rl_scan_object(scan, read_member, user);
}

relata_status rl_fields_read(rl_fields_store *store, rl_scan *scan, const char *element, const rl_field *fields,
                             size_t count, void *record)
{
    reading r = {store, element, fields, count, record, 0};
    if (rl_scan_peek(scan) != '{')
        return rl_scan_fail(scan, scan->at, "%s is not an object", element);
    size_t offset = scan->at;
    relata_status status = rl_scan_object(scan, read_outer_member, &r);
    for (size_t i = 0; i < count && status == RELATA_OK; i++)
        if (fields[i].required && (r.seen >> i & 1) == 0)
            status = rl_scan_fail(scan, offset, "%s has no \"%s\"", element, fields[i].name);
    return status;
}

void rl_fields_store_free_scratch(rl_fields_store *store)
{
    rl_string_map_free(&store->ids);
    rl_buffer_free(&store->raw);
    rl_buffer_free(&store->clean);
}
