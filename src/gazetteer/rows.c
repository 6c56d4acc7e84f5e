/* Rows of a list to entries and names.
 *
 * Two kinds of rows: those of entities become entries, those of the lexicon (given names, titles, ordinary words, …) say
 * what words are. A row with the id of an entry that another file gave adds to that entry. */
#include "base/file.h"
#include "base/number.h"
#include "gazetteer/builder.h"
#include "gazetteer/cells.h"
#include "text/utf8.h"

#include <string.h>

typedef struct reading {
    rl_builder *builder;
    uint32_t file;
    /* of the row before; borrowed from the table's file */
    rl_cell type;
    rl_cell kind;
    uint32_t type_number;
    bool is_lexicon;
    rl_classes classes;
    uint32_t class_set;
} reading;

static relata_status fail(const rl_row *row, rl_column column, relata_error *err, const char *message)
{
    const rl_cell *cell = &row->cells[column];
    int shown = cell->length > 60 ? (int)rl_utf8_valid_prefix(cell->bytes, 60) : (int)cell->length;
    return rl_error_set(err, RELATA_ERROR_FORMAT, row->path, row->line, cell->column, "%s \"%.*s\"", message, shown,
                        cell->bytes);
}

static relata_status add_name(reading *r, const rl_row *row, rl_cell cell, rl_column column, uint32_t entry,
                              rl_name_kind kind, relata_error *err)
{
    rl_new_name name = {cell, row->path, row->line, entry, kind, column};
    if (kind == RL_NAME_LEXICON) {
        rl_cell trimmed = rl_cell_trim(cell);
        if (!rl_builder_teach(r->builder, &trimmed, r->classes))
            return rl_error_memory(err);
    }
    return rl_builder_add_name(r->builder, &name, err);
}

/* Adds each part of a cell whose parts are joined by "|". */
static relata_status add_names(reading *r, const rl_row *row, rl_column column, uint32_t entry, rl_name_kind kind,
                               relata_error *err)
{
    rl_cell rest = row->cells[column], part;
    relata_status status = RELATA_OK;
    while (status == RELATA_OK && rl_cell_next(&rest, &part))
        status = add_name(r, row, part, column, entry, kind, err);
    return status;
}

/* ---- rows of the lexicon ---- */

static bool equal(const rl_cell *a, const rl_cell *b)
{
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

static relata_status classify_lexicon(reading *r, const rl_row *row, relata_error *err)
{
    char type[64 + 1], kind[64 + 1];
    const rl_cell *type_cell = &row->cells[RL_COLUMN_TYPE], *kind_cell = &row->cells[RL_COLUMN_KIND];
    if (kind_cell->length >= sizeof kind)
        return fail(row, RL_COLUMN_KIND, err, "unknown kind");
    memcpy(type, type_cell->bytes, type_cell->length);
    memcpy(kind, kind_cell->bytes, kind_cell->length);
    type[type_cell->length] = kind[kind_cell->length] = '\0';
    r->classes = rl_word_class_find(type, kind);
    if (r->classes == 0)
        return fail(row, RL_COLUMN_KIND, err, "unknown kind");
    r->class_set = rl_builder_classes(r->builder, r->classes);
    return r->class_set == RL_NONE ? rl_error_memory(err) : RELATA_OK;
}

/* Is the row one of the lexicon, and of which classes? Most rows are as the one before. */
static relata_status classify(reading *r, const rl_row *row, relata_error *err)
{
    const rl_cell *type = &row->cells[RL_COLUMN_TYPE], *kind = &row->cells[RL_COLUMN_KIND];
    bool same_type = r->type.bytes != NULL && equal(type, &r->type);
    if (same_type && (!r->is_lexicon || equal(kind, &r->kind)))
        return RELATA_OK;
    if (!rl_cell_is_type_name(type))
        return fail(row, RL_COLUMN_TYPE, err, "a type is small letters, digits, - and _, not");
    r->is_lexicon = rl_cell_is_lexicon_type(type);
    relata_status status = r->is_lexicon ? classify_lexicon(r, row, err) : RELATA_OK;
    if (status == RELATA_OK && !r->is_lexicon) {
        r->type_number = rl_string_map_add(&r->builder->types, type->bytes, type->length);
        status = r->type_number == RL_NONE ? rl_error_memory(err) : RELATA_OK;
    }
    r->type = *type;
    r->kind = *kind;
    return status;
}

static relata_status read_lexicon_row(reading *r, const rl_row *row, relata_error *err)
{
    static const rl_column columns[] = {RL_COLUMN_NAME, RL_COLUMN_ALIASES, RL_COLUMN_WEAK_ALIASES};
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < sizeof columns / sizeof columns[0]; i++)
        status = add_names(r, row, columns[i], r->class_set, RL_NAME_LEXICON, err);
    return status;
}

/* ---- an entry's attributes ---- */

static relata_status read_number(const rl_row *row, rl_column column, double *ret, relata_error *err)
{
    const rl_cell cell = rl_cell_trim(row->cells[column]);
    double value;
    if (!rl_number_parse(cell.bytes, cell.length, &value))
        return fail(row, column, err, "not a number:");
    if (!rl_number_is_allowed(column, value))
        return fail(row, column, err, "the number is out of range:");
    *ret = value;
    return RELATA_OK;
}

static relata_status read_text(reading *r, const rl_row *row, rl_column column, uint32_t *ret, relata_error *err)
{
    const rl_cell cell = rl_cell_trim(row->cells[column]);
    if (column == RL_COLUMN_STRENGTH && !rl_strength_is_known(&cell))
        return fail(row, column, err, "the strength is sure, usual or weak, not");
    if (cell.length > RL_TEXT_BYTES)
        return fail(row, column, err, "longer than 65535 bytes:");
    uint32_t number = rl_string_map_add(&r->builder->texts, cell.bytes, cell.length);
    if (number == RL_NONE)
        return rl_error_memory(err);
    *ret = number;
    return RELATA_OK;
}

static rl_details *get_details(rl_builder *b, rl_draft *entry)
{
    if (entry->details != RL_NONE)
        return &b->details[entry->details];
    rl_details *details = rl_array_grow(b->details, &b->details_capacity, b->details_count + 1, sizeof *details);
    if (details == NULL)
        return NULL;
    b->details = details;
    entry->details = (uint32_t)b->details_count++;
    details[entry->details].mask = 0;
    return &details[entry->details];
}

static relata_status read_detail(reading *r, const rl_row *row, rl_draft *entry, size_t field, relata_error *err)
{
    rl_details *details = get_details(r->builder, entry);
    if (details == NULL)
        return rl_error_memory(err);
    rl_column column = rl_fields[field].column;
    relata_status status = rl_fields[field].storage == RL_STORED_NUMBER
                               ? read_number(row, column, &details->values[field].number, err)
                               : read_text(r, row, column, &details->values[field].text, err);
    if (status == RELATA_OK)
        details->mask |= 1u << field;
    return status;
}

static relata_status read_details(reading *r, const rl_row *row, rl_draft *entry, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < RL_FIELD_COUNT; i++) {
        const rl_cell *cell = &row->cells[rl_fields[i].column];
        if (rl_fields[i].storage != RL_STORED_STRING && rl_cell_trim(*cell).length > 0)
            status = read_detail(r, row, entry, i, err);
    }
    return status;
}

/* ---- entries ---- */

/* The row's id, given or made from type and name, into the builder's scratch. */
static relata_status make_id(reading *r, const rl_row *row, relata_error *err)
{
    rl_cell id = rl_cell_trim(row->cells[RL_COLUMN_ID]), type = row->cells[RL_COLUMN_TYPE];
    rl_cell name = rl_cell_trim(row->cells[RL_COLUMN_NAME]);
    rl_buffer *made = &r->builder->scratch;
    rl_buffer_clear(made);
    if (id.length > 0)
        return rl_buffer_append(made, id.bytes, id.length) ? RELATA_OK : rl_error_memory(err);
    if (!rl_record_make_id(type.bytes, type.length, name.bytes, name.length, made))
        return rl_error_memory(err);
    if (made->bytes[made->length - 1] == ':')
        return fail(row, RL_COLUMN_NAME, err, "the name has neither a letter nor a digit:");
    return RELATA_OK;
}

static relata_status refuse_twice(const reading *r, const rl_row *row, relata_error *err)
{
    bool given = row->cells[RL_COLUMN_ID].length > 0;
    const rl_buffer *id = &r->builder->scratch;
    return rl_error_set(err, RELATA_ERROR_FORMAT, row->path, row->line,
                        row->cells[given ? RL_COLUMN_ID : RL_COLUMN_NAME].column,
                        "the id \"%.*s\" is in this file twice: give namesakes ids of their own",
                        id->length > 200 ? (int)rl_utf8_valid_prefix(id->bytes, 200) : (int)id->length, id->bytes);
}

/* The entry of the row's id: an old one, if another file has it already, or a new one. Room comes first, so that ids and
 * entries keep step if there is no memory. */
static relata_status get_entry(reading *r, const rl_row *row, uint32_t *ret_entry, relata_error *err)
{
    rl_builder *b = r->builder;
    relata_status status = make_id(r, row, err);
    if (status != RELATA_OK)
        return status;
    rl_draft *entries = rl_array_grow(b->entries, &b->entry_capacity, b->entry_count + 1, sizeof *entries);
    if (entries == NULL)
        return rl_error_memory(err);
    b->entries = entries;
    uint32_t number = rl_string_map_add(&b->ids, b->scratch.bytes, b->scratch.length);
    if (number == RL_NONE)
        return rl_error_memory(err);
    if (number == b->entry_count)
        b->entries[b->entry_count++] = (rl_draft){
            .first_name = RL_NONE, .last_name = RL_NONE, .details = RL_NONE, .type = r->type_number, .file = r->file};
    else if (b->entries[number].file == r->file)
        return refuse_twice(r, row, err);
    *ret_entry = number;
    return RELATA_OK;
}

static relata_status describe_entry(reading *r, const rl_row *row, uint32_t number, relata_error *err)
{
    rl_draft *entry = &r->builder->entries[number];
    rl_cell name = rl_cell_trim(row->cells[RL_COLUMN_NAME]);
    if (entry->type != r->type_number)
        return fail(row, RL_COLUMN_TYPE, err, "another list gives this id another type than");
    entry->name = name.bytes;
    entry->name_length = (uint32_t)name.length;
    entry->file = r->file;
    entry->id_given |= rl_cell_trim(row->cells[RL_COLUMN_ID]).length > 0;
    return read_details(r, row, entry, err);
}

static relata_status read_entity_row(reading *r, const rl_row *row, relata_error *err)
{
    static const struct {
        rl_column column;
        rl_name_kind kind;
    } names[] = {
        {RL_COLUMN_NAME, RL_NAME_LABEL},    {RL_COLUMN_ALIASES, RL_NAME_ALIAS}, {RL_COLUMN_WEAK_ALIASES, RL_NAME_WEAK},
        {RL_COLUMN_FAMILY, RL_NAME_FAMILY}, {RL_COLUMN_DEMONYMS, RL_NAME_DEMONYM}};
    uint32_t entry = RL_NONE;
    rl_cell strength = rl_cell_trim(row->cells[RL_COLUMN_STRENGTH]);
    bool weak = rl_cell_is(&strength, "weak");
    relata_status status = get_entry(r, row, &entry, err);
    if (status == RELATA_OK)
        status = describe_entry(r, row, entry, err);
    for (size_t i = 0; status == RELATA_OK && i < sizeof names / sizeof names[0]; i++) {
        rl_name_kind kind = weak && names[i].kind == RL_NAME_ALIAS ? RL_NAME_WEAK : names[i].kind;
        if (names[i].column == RL_COLUMN_NAME)
            status = add_name(r, row, row->cells[RL_COLUMN_NAME], RL_COLUMN_NAME, entry, weak ? RL_NAME_WEAK : kind, err);
        else
            status = add_names(r, row, names[i].column, entry, kind, err);
    }
    return status;
}

static relata_status receive_row(void *user, const rl_row *row, relata_error *err)
{
    reading *r = user;
    relata_status status = classify(r, row, err);
    if (status != RELATA_OK)
        return status;
    return r->is_lexicon ? read_lexicon_row(r, row, err) : read_entity_row(r, row, err);
}

/* ---- files ---- */

/* A place for the file's bytes, which names will point into. */
static rl_buffer *new_file(rl_builder *b, uint32_t source)
{
    rl_buffer *files = rl_array_grow(b->files, &b->file_capacity, b->file_count + 1, sizeof *files);
    if (files == NULL)
        return NULL;
    b->files = files;
    uint32_t *sources = rl_array_grow(b->file_sources, &b->source_capacity, b->file_count + 1, sizeof *sources);
    if (sources == NULL)
        return NULL;
    b->file_sources = sources;
    files[b->file_count] = (rl_buffer){0};
    sources[b->file_count] = source;
    return &files[b->file_count++];
}

/* Room for a name a line: tables that fit from the start need not be filled again and again as they grow. */
static bool make_room(rl_builder *b, const rl_buffer *bytes)
{
    size_t lines = 0;
    const char *end = bytes->bytes + bytes->length;
    for (const char *at = bytes->bytes; at < end; at++, lines++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at == NULL)
            break;
    }
    return rl_string_map_reserve(&b->ids, b->ids.count + lines);
}

relata_status rl_builder_read(rl_builder *builder, const char *path, relata_error *err)
{
    const char *name = rl_path_name(path);
    uint32_t source = rl_string_map_add(&builder->sources, name, strlen(name));
    rl_buffer *file = source == RL_NONE ? NULL : new_file(builder, source);
    if (file == NULL)
        return rl_error_memory(err);
    reading r = {.builder = builder, .file = (uint32_t)builder->file_count - 1};
    rl_buffer bytes = {0};
    relata_status status = rl_file_read(path, RL_TABLE_LIMIT, &bytes, err);
    if (status == RELATA_OK && !make_room(builder, &bytes))
        status = rl_error_memory(err);
    if (status == RELATA_OK)
        status = rl_table_read(path, &bytes, receive_row, &r, err);
    builder->files[r.file] = bytes;
    return status;
}
