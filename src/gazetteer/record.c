/* Reading records, with every step checked against the bounds of its section. */
#include "gazetteer/record.h"

#include "base/varint.h"
#include "gazetteer/cells.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <math.h>
#include <string.h>

/* The commonest first: their bits fit into one byte. */
const rl_field rl_fields[RL_FIELD_COUNT] = {
    {RL_COLUMN_ID, RL_STORED_STRING},         {RL_COLUMN_ALIASES, RL_STORED_STRING},
    {RL_COLUMN_KIND, RL_STORED_TEXT},         {RL_COLUMN_COUNTRY, RL_STORED_TEXT},
    {RL_COLUMN_PRIOR, RL_STORED_NUMBER},      {RL_COLUMN_STRENGTH, RL_STORED_TEXT},
    {RL_COLUMN_LATITUDE, RL_STORED_NUMBER},   {RL_COLUMN_LONGITUDE, RL_STORED_NUMBER},
    {RL_COLUMN_WEAK_ALIASES, RL_STORED_STRING}, {RL_COLUMN_FAMILY, RL_STORED_STRING},
    {RL_COLUMN_DEMONYMS, RL_STORED_STRING},   {RL_COLUMN_REGION, RL_STORED_TEXT},
    {RL_COLUMN_ROLE, RL_STORED_TEXT},         {RL_COLUMN_CAPITAL, RL_STORED_TEXT},
    {RL_COLUMN_GENDER, RL_STORED_TEXT},       {RL_COLUMN_POPULATION, RL_STORED_NUMBER},
};

bool rl_column_is(rl_column column, rl_storage storage)
{
    for (size_t i = 0; i < RL_FIELD_COUNT; i++)
        if (rl_fields[i].column == column)
            return rl_fields[i].storage == storage;
    return false;
}

typedef struct cursor {
    const char *bytes;
    size_t length;
    size_t at;
    bool bad;
} cursor;

static uint64_t read_varint(cursor *c)
{
    const char *at = c->bytes + c->at;
    uint64_t number = 0;
    c->bad |= !rl_varint_read(&at, c->bytes + c->length, &number);
    c->at = (size_t)(at - c->bytes);
    return number;
}

/* What is borrowed from an image must be good text: it goes into outputs. */
static bool is_text(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)bytes[i] < 0x20 || bytes[i] == 0x7F)
            return false;
    return rl_utf8_valid_prefix(bytes, length) == length;
}

/* A string of at most `most` bytes. Nearly all are short and ASCII. */
static const char *read_string(cursor *c, size_t most)
{
    const char *start = c->bytes + c->at;
    size_t left = c->at < c->length ? c->length - c->at : 0, plain = 0;
    left = left <= most ? left : most + 1;
    while (plain < left && start[plain] >= ' ' && start[plain] < 0x7F)
        plain++;
    if (plain < left && start[plain] == '\0') {
        c->at += plain + 1;
        return start;
    }
    const char *end = left == 0 ? NULL : memchr(start, '\0', left);
    if (end == NULL || !is_text(start, (size_t)(end - start))) {
        c->bad = true;
        return "";
    }
    c->at += (size_t)(end - start) + 1;
    return start;
}

/* A number that the column may hold: it goes into outputs and sums. */
static double read_number(cursor *c, rl_column column)
{
    double number = NAN;
    if (c->at > c->length || c->length - c->at < sizeof number) {
        c->bad = true;
        return NAN;
    }
    memcpy(&number, c->bytes + c->at, sizeof number);
    c->at += sizeof number;
    c->bad |= !rl_number_is_allowed(column, number);
    return number;
}

static const char *read_text_at(const rl_image *image, rl_section section, size_t most, cursor *c)
{
    cursor text = {0};
    text.bytes = rl_image_section(image, section, &text.length);
    text.at = (size_t)read_varint(c);
    const char *string = read_string(&text, most);
    c->bad |= text.bad;
    return string;
}

static void read_field(const rl_image *image, const rl_field *field, cursor *c, rl_record *ret)
{
    switch (field->storage) {
    case RL_STORED_STRING:
        ret->texts[field->column] = read_string(c, RL_RECORD_BYTES);
        return;
    case RL_STORED_TEXT:
        ret->texts[field->column] = read_text_at(image, RL_SECTION_TEXTS, RL_TEXT_BYTES, c);
        return;
    case RL_STORED_NUMBER:
    default:
        ret->numbers[field->column] = read_number(c, field->column);
        return;
    }
}

/* The part of the records that a stride of entries has for itself. */
static cursor stride_of(const rl_image *image, uint32_t entry)
{
    cursor c = {0};
    size_t stride = entry / RL_RECORD_STRIDE, next = stride + 1;
    c.bytes = rl_image_section(image, RL_SECTION_RECORDS, &c.length);
    c.at = image->starts[stride];
    if (next * RL_RECORD_STRIDE < image->entry_count && image->starts[next] < c.length)
        c.length = image->starts[next];
    return c;
}

/* Finds a record: from the nearest one whose place is known, record by record. */
static bool find_record(const rl_image *image, uint32_t entry, cursor *ret)
{
    if (entry >= image->entry_count)
        return false;
    cursor c = stride_of(image, entry);
    for (uint32_t left = entry % RL_RECORD_STRIDE;; left--) {
        uint64_t length = read_varint(&c);
        if (c.bad || length > c.length - c.at)
            return false;
        if (left == 0) {
            c.length = c.at + (size_t)length;
            *ret = c;
            return true;
        }
        c.at += (size_t)length;
    }
}

/* The record behind the one that ends at `at`; each stride begins where the image says. */
static bool next_record(const rl_image *image, uint32_t entry, size_t at, cursor *ret)
{
    if (entry >= image->entry_count)
        return false;
    cursor c = stride_of(image, entry);
    if (entry % RL_RECORD_STRIDE != 0)
        c.at = at;
    uint64_t length = read_varint(&c);
    if (c.bad || c.at > c.length || length > c.length - c.at)
        return false;
    c.length = c.at + (size_t)length;
    *ret = c;
    return true;
}

/* What a record begins with. */
typedef struct head {
    const char *type;
    const char *source;
    const char *name;
    uint64_t mask;
} head;

/* What follows the type. False if the image is damaged there. */
static bool read_head_rest(const rl_image *image, cursor *c, head *ret)
{
    ret->source = read_text_at(image, RL_SECTION_SOURCES, RL_TEXT_BYTES, c);
    ret->mask = read_varint(c);
    ret->name = read_string(c, RL_NAME_BYTES);
    return !c->bad && ret->type[0] != '\0' && ret->name[0] != '\0';
}

static bool read_head_at(const rl_image *image, cursor *c, head *ret)
{
    ret->type = read_text_at(image, RL_SECTION_TYPES, RL_TYPE_BYTES, c);
    return read_head_rest(image, c, ret);
}

static bool read_head(const rl_image *image, uint32_t entry, cursor *ret_rest, head *ret)
{
    return find_record(image, entry, ret_rest) && read_head_at(image, ret_rest, ret);
}

relata_status rl_record_read(const rl_image *image, uint32_t entry, rl_record *ret_record, relata_error *err)
{
    rl_record record = {0};
    cursor c = {0};
    head first;
    if (!read_head(image, entry, &c, &first))
        return rl_image_damaged(image, err);
    for (size_t i = 0; i < RL_COLUMN_COUNT; i++) {
        record.texts[i] = "";
        record.numbers[i] = NAN;
    }
    record.type = record.texts[RL_COLUMN_TYPE] = first.type;
    record.source = first.source;
    record.texts[RL_COLUMN_NAME] = first.name;
    for (size_t i = 0; i < RL_FIELD_COUNT && !c.bad; i++)
        if ((first.mask >> i & 1) != 0)
            read_field(image, &rl_fields[i], &c, &record);
    if (c.bad)
        return rl_image_damaged(image, err);
    *ret_record = record;
    return RELATA_OK;
}

/* The aliases, if they are among the fields that begin here. */
static const char *read_aliases(const rl_image *image, uint64_t mask, cursor *c)
{
    rl_record record = {0};
    for (size_t i = 0; i < RL_FIELD_COUNT && !c->bad; i++) {
        bool there = (mask >> i & 1) != 0;
        if (there)
            read_field(image, &rl_fields[i], c, &record);
        if (rl_fields[i].column == RL_COLUMN_ALIASES)
            return there && !c->bad ? record.texts[RL_COLUMN_ALIASES] : "";
    }
    return "";
}

relata_status rl_record_read_names(const rl_image *image, uint32_t entry, const char *type, size_t *at,
                                   rl_record_names *ret, relata_error *err)
{
    cursor c = {0};
    head first;
    if (!next_record(image, entry, *at, &c))
        return rl_image_damaged(image, err);
    *at = c.length;
    first.type = read_text_at(image, RL_SECTION_TYPES, RL_TYPE_BYTES, &c);
    *ret = (rl_record_names){NULL, ""};
    if (!c.bad && strcmp(first.type, type) != 0)
        return RELATA_OK;
    if (!read_head_rest(image, &c, &first))
        return rl_image_damaged(image, err);
    *ret = (rl_record_names){first.name, read_aliases(image, first.mask, &c)};
    return c.bad ? rl_image_damaged(image, err) : RELATA_OK;
}

/* ---- ids ---- */

bool rl_record_make_id(const char *type, size_t type_length, const char *name, size_t name_length, rl_buffer *ret)
{
    return rl_buffer_append(ret, type, type_length) && rl_buffer_append_char(ret, ':') &&
           rl_fold_name(name, name_length, '-', ret);
}

bool rl_record_id(const rl_record *record, rl_buffer *ret)
{
    const char *id = record->texts[RL_COLUMN_ID], *name = record->texts[RL_COLUMN_NAME];
    if (id[0] != '\0')
        return rl_buffer_append_string(ret, id);
    return rl_record_make_id(record->type, strlen(record->type), name, strlen(name), ret);
}

/* Is the id given, as the first of the fields? */
static bool has_given_id(const head *first)
{
    return rl_fields[0].column == RL_COLUMN_ID && (first->mask & 1) != 0;
}

relata_status rl_record_read_id(const rl_image *image, uint32_t entry, rl_buffer *ret, relata_error *err)
{
    cursor c = {0};
    head first;
    bool sound = read_head(image, entry, &c, &first);
    const char *id = sound && has_given_id(&first) ? read_string(&c, RL_RECORD_BYTES) : "";
    if (!sound || c.bad)
        return rl_image_damaged(image, err);
    bool ok = id[0] != '\0' ? rl_buffer_append_string(ret, id)
                            : rl_record_make_id(first.type, strlen(first.type), first.name, strlen(first.name), ret);
    return ok ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_record_has_id(const rl_image *image, uint32_t entry, const char *id, size_t length, rl_buffer *scratch,
                               bool *ret_same, relata_error *err)
{
    cursor c = {0};
    head first;
    if (!read_head(image, entry, &c, &first))
        return rl_image_damaged(image, err);
    if (has_given_id(&first) && c.at < c.length && c.bytes[c.at] != '\0') {
        const char *given = c.bytes + c.at;
        *ret_same = length < c.length - c.at && memcmp(given, id, length) == 0 && given[length] == '\0';
        return RELATA_OK;
    }
    rl_buffer_clear(scratch);
    if (!rl_record_make_id(first.type, strlen(first.type), first.name, strlen(first.name), scratch))
        return rl_error_memory(err);
    *ret_same = scratch->length == length && memcmp(scratch->bytes, id, length) == 0;
    return RELATA_OK;
}

