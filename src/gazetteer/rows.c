/* Rows to entries and names. */
#include "base/number.h"
#include "gazetteer/internal.h"
#include "gazetteer/table.h"
#include "text/fold.h"

#include <math.h>
#include <string.h>

typedef struct reading {
    rl_gazetteer *gazetteer;
    rl_types *types;
    const char *path;   /* in the arena */
    const char *source; /* its last part */
    rl_buffer id;
    rl_buffer names;
    bool shipped;
    /* of the row before; borrowed from the table's file */
    rl_cell type;
    rl_cell kind;
    bool is_lexicon;
    rl_classes classes;
} reading;

static relata_status fail(const rl_row *row, rl_column column, relata_error *err, const char *message)
{
    const rl_cell *cell = &row->cells[column];
    int shown = cell->length > 60 ? 60 : (int)cell->length;
    return rl_error_set(err, RELATA_ERROR_FORMAT, row->path, row->line, cell->column, "%s \"%.*s\"", message, shown,
                        cell->bytes);
}

static rl_cell trim(rl_cell cell)
{
    while (cell.length > 0 && cell.bytes[0] == ' ') {
        cell.bytes++;
        cell.length--;
        cell.column++;
    }
    while (cell.length > 0 && cell.bytes[cell.length - 1] == ' ')
        cell.length--;
    return cell;
}

static relata_status add_name(reading *r, const rl_row *row, rl_cell cell, uint32_t entry, rl_name_kind kind,
                              rl_classes classes, relata_error *err)
{
    rl_gazetteer *g = r->gazetteer;
    cell = trim(cell);
    if (cell.length == 0)
        return RELATA_OK;
    rl_pending_name *names = rl_array_grow(g->names, &g->name_capacity, g->name_count + 1, sizeof *names);
    if (names == NULL)
        return rl_error_memory(err);
    g->names = names;
    const char *copy = rl_arena_copy(&g->strings, cell.bytes, cell.length);
    if (copy == NULL)
        return rl_error_memory(err);
    names[g->name_count++] = (rl_pending_name){
        .name = copy,
        .length = (uint32_t)cell.length,
        .entry = entry,
        .classes = classes,
        .kind = (uint8_t)kind,
        .path = r->path,
        .line = row->line,
        .column = cell.column,
    };
    return RELATA_OK;
}

/* Adds each part of a cell whose parts are joined by "|". */
static relata_status add_names(reading *r, const rl_row *row, rl_column column, uint32_t entry, rl_name_kind kind,
                               rl_classes classes, relata_error *err)
{
    rl_cell rest = row->cells[column];
    relata_status status = RELATA_OK;
    while (status == RELATA_OK && rest.length > 0) {
        const char *bar = memchr(rest.bytes, '|', rest.length);
        size_t length = bar == NULL ? rest.length : (size_t)(bar - rest.bytes);
        size_t used = bar == NULL ? length : length + 1;
        status = add_name(r, row, (rl_cell){rest.bytes, length, rest.column}, entry, kind, classes, err);
        rest = (rl_cell){rest.bytes + used, rest.length - used, rest.column + used};
    }
    return status;
}

static bool equal(const rl_cell *a, const rl_cell *b)
{
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

static bool is_lexicon_type(const rl_cell *cell)
{
    for (size_t i = 0; i < rl_word_class_count; i++) {
        const char *type = rl_word_class_table[i].type;
        if (strlen(type) == cell->length && memcmp(type, cell->bytes, cell->length) == 0)
            return true;
    }
    return false;
}

static const char *copy_cell(rl_gazetteer *g, const rl_cell *cell)
{
    return cell->length == 0 ? "" : rl_arena_copy(&g->strings, cell->bytes, cell->length);
}

/* Is the row one of the lexicon, and of which classes? Most rows are as the one before. */
static relata_status classify(reading *r, const rl_row *row, relata_error *err)
{
    const rl_cell *type = &row->cells[RL_COLUMN_TYPE], *kind = &row->cells[RL_COLUMN_KIND];
    if (r->type.bytes != NULL && equal(type, &r->type) && equal(kind, &r->kind))
        return RELATA_OK;
    bool is_lexicon = is_lexicon_type(type);
    rl_classes classes = 0;
    if (is_lexicon) {
        const char *type_name = copy_cell(r->gazetteer, type), *kind_name = copy_cell(r->gazetteer, kind);
        if (type_name == NULL || kind_name == NULL)
            return rl_error_memory(err);
        classes = rl_word_class_find(type_name, kind_name);
        if (classes == 0)
            return fail(row, RL_COLUMN_KIND, err, "unknown kind");
    }
    r->type = *type;
    r->kind = *kind;
    r->is_lexicon = is_lexicon;
    r->classes = classes;
    return RELATA_OK;
}

static relata_status read_lexicon_row(reading *r, const rl_row *row, relata_error *err)
{
    static const rl_column columns[] = {RL_COLUMN_NAME, RL_COLUMN_ALIASES, RL_COLUMN_WEAK_ALIASES};
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < sizeof columns / sizeof columns[0]; i++)
        status = add_names(r, row, columns[i], RL_NONE, RL_NAME_LEXICON, r->classes, err);
    return status;
}

static bool is_type_name(const rl_cell *cell)
{
    for (size_t i = 0; i < cell->length; i++) {
        char c = cell->bytes[i];
        bool letter = c >= 'a' && c <= 'z';
        bool other = (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!letter && (i == 0 || !other))
            return false;
    }
    return cell->length <= 64;
}

static relata_status read_number(const rl_row *row, rl_column column, double least, double most, double *ret,
                                 relata_error *err)
{
    const rl_cell cell = trim(row->cells[column]);
    if (cell.length == 0)
        return RELATA_OK;
    double value;
    if (!rl_number_parse(cell.bytes, cell.length, &value))
        return fail(row, column, err, "not a number:");
    if (value < least || value > most)
        return fail(row, column, err, "the number is out of range:");
    *ret = value;
    return RELATA_OK;
}

/* An attribute that the entry has is replaced by a user's list only, whatever the order of the lists. */
static bool replaces(const reading *r, bool is_set)
{
    return !is_set || !r->shipped;
}

static relata_status read_texts(reading *r, const rl_row *row, rl_entry *entry, relata_error *err)
{
    struct {
        rl_column column;
        const char **to;
    } texts[] = {
        {RL_COLUMN_KIND, &entry->kind}, {RL_COLUMN_COUNTRY, &entry->country}, {RL_COLUMN_ROLE, &entry->role}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const rl_cell *cell = &row->cells[texts[i].column];
        if (cell->length == 0 || !replaces(r, (*texts[i].to)[0] != '\0'))
            continue;
        const char *copy = copy_cell(r->gazetteer, cell);
        if (copy == NULL)
            return rl_error_memory(err);
        *texts[i].to = copy;
    }
    return RELATA_OK;
}

static relata_status read_numbers(const reading *r, const rl_row *row, rl_entry *entry, relata_error *err)
{
    struct {
        rl_column column;
        double least, most, *to;
        bool is_set;
    } numbers[] = {{RL_COLUMN_LATITUDE, -90, 90, &entry->latitude, !isnan(entry->latitude)},
                   {RL_COLUMN_LONGITUDE, -180, 180, &entry->longitude, !isnan(entry->longitude)},
                   {RL_COLUMN_PRIOR, 0, 1e15, &entry->prior, entry->prior != 0}};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        double value = *numbers[i].to;
        relata_status status = read_number(row, numbers[i].column, numbers[i].least, numbers[i].most, &value, err);
        if (status != RELATA_OK)
            return status;
        if (replaces(r, numbers[i].is_set))
            *numbers[i].to = value;
    }
    return RELATA_OK;
}

/* "old|more", or "more" alone if there is nothing yet; NULL if there is no memory. */
static const char *joined_names(reading *r, const char *old, const rl_cell *more)
{
    rl_buffer_clear(&r->names);
    bool ok = rl_buffer_append_string(&r->names, old) && (old[0] == '\0' || rl_buffer_append_char(&r->names, '|')) &&
              rl_buffer_append(&r->names, more->bytes, more->length);
    return ok ? rl_arena_copy(&r->gazetteer->strings, r->names.bytes, r->names.length) : NULL;
}

/* Names that another list gives are added to those that are there. */
static relata_status read_more_names(reading *r, const rl_row *row, rl_entry *entry, relata_error *err)
{
    struct {
        rl_column column;
        const char **to;
    } lists[] = {{RL_COLUMN_ALIASES, &entry->aliases}, {RL_COLUMN_FAMILY, &entry->family}};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const rl_cell *cell = &row->cells[lists[i].column];
        if (cell->length == 0)
            continue;
        const char *names = joined_names(r, *lists[i].to, cell);
        if (names == NULL)
            return rl_error_memory(err);
        *lists[i].to = names;
    }
    return RELATA_OK;
}

/* The row's id, given or made from type and name, into r->id. */
static relata_status make_id(reading *r, const rl_row *row, relata_error *err)
{
    rl_cell id = trim(row->cells[RL_COLUMN_ID]), type = row->cells[RL_COLUMN_TYPE];
    rl_cell name = trim(row->cells[RL_COLUMN_NAME]);
    rl_buffer_clear(&r->id);
    if (id.length > 0)
        return rl_buffer_append(&r->id, id.bytes, id.length) ? RELATA_OK : rl_error_memory(err);
    if (!rl_buffer_append(&r->id, type.bytes, type.length) || !rl_buffer_append_char(&r->id, ':') ||
        !rl_fold_name(name.bytes, name.length, '-', &r->id))
        return rl_error_memory(err);
    if (r->id.bytes[r->id.length - 1] == ':')
        return fail(row, RL_COLUMN_NAME, err, "the name has neither a letter nor a digit:");
    return RELATA_OK;
}

static bool grow_entries(rl_gazetteer *g)
{
    rl_entry *entries = rl_array_grow(g->entries, &g->entry_capacity, g->entry_count + 1, sizeof *entries);
    if (entries == NULL)
        return false;
    g->entries = entries;
    uint32_t *files = rl_array_grow(g->entry_files, &g->file_capacity, g->entry_count + 1, sizeof *files);
    if (files == NULL)
        return false;
    g->entry_files = files;
    return true;
}

/* An entry for the id in r->id. The id comes last, so that ids and entries keep step if there is no memory. */
static relata_status new_entry(reading *r, const rl_row *row, relata_error *err)
{
    rl_gazetteer *g = r->gazetteer;
    const rl_cell *type = &row->cells[RL_COLUMN_TYPE];
    uint32_t type_number = rl_string_map_add(r->types, type->bytes, type->length);
    const char *id = rl_arena_copy(&g->strings, r->id.bytes, r->id.length);
    if (type_number == RL_NONE || id == NULL || !grow_entries(g) ||
        rl_string_map_add(&g->ids, r->id.bytes, r->id.length) == RL_NONE)
        return rl_error_memory(err);
    g->entries[g->entry_count++] = (rl_entry){
        .id = id,
        .name = "",
        .source = r->source,
        .kind = "",
        .country = "",
        .role = "",
        .aliases = "",
        .family = "",
        .latitude = NAN,
        .longitude = NAN,
        .type = type_number,
        .shipped = r->shipped,
    };
    return RELATA_OK;
}

static relata_status refuse_twice(const reading *r, const rl_row *row, relata_error *err)
{
    bool given = row->cells[RL_COLUMN_ID].length > 0;
    return rl_error_set(err, RELATA_ERROR_FORMAT, row->path, row->line,
                        row->cells[given ? RL_COLUMN_ID : RL_COLUMN_NAME].column,
                        "the id \"%.*s\" is in this file twice: give namesakes ids of their own",
                        r->id.length > 200 ? 200 : (int)r->id.length, r->id.bytes);
}

/* The entry of the row's id: an old one, if another file has it already, or a new one. */
static relata_status get_entry(reading *r, const rl_row *row, uint32_t *ret_entry, relata_error *err)
{
    rl_gazetteer *g = r->gazetteer;
    relata_status status = make_id(r, row, err);
    if (status != RELATA_OK)
        return status;
    uint32_t number = rl_string_map_find(&g->ids, r->id.bytes, r->id.length);
    if (number != RL_NONE && g->entry_files[number] == g->file_count)
        return refuse_twice(r, row, err);
    if (number == RL_NONE) {
        number = (uint32_t)g->entry_count;
        status = new_entry(r, row, err);
    }
    if (status == RELATA_OK) {
        g->entry_files[number] = g->file_count;
        *ret_entry = number;
    }
    return status;
}

static relata_status describe_entry(reading *r, const rl_row *row, rl_entry *entry, relata_error *err)
{
    size_t length;
    const rl_cell *type = &row->cells[RL_COLUMN_TYPE], name = trim(row->cells[RL_COLUMN_NAME]);
    const char *old_type = rl_string_map_key(r->types, entry->type, &length);
    if (length != type->length || memcmp(old_type, type->bytes, length) != 0)
        return fail(row, RL_COLUMN_TYPE, err, "another list gives this id another type than");
    if (entry->name[0] == '\0' || !r->shipped) {
        const char *copy = rl_arena_copy(&r->gazetteer->strings, name.bytes, name.length);
        if (copy == NULL)
            return rl_error_memory(err);
        entry->name = copy;
    }
    if (!r->shipped) {
        entry->shipped = false;
        entry->source = r->source;
    }
    relata_status status = read_texts(r, row, entry, err);
    if (status == RELATA_OK)
        status = read_more_names(r, row, entry, err);
    return status == RELATA_OK ? read_numbers(r, row, entry, err) : status;
}

static relata_status read_entity_row(reading *r, const rl_row *row, relata_error *err)
{
    static const struct {
        rl_column column;
        rl_name_kind kind;
    } names[] = {
        {RL_COLUMN_NAME, RL_NAME_LABEL},     {RL_COLUMN_ALIASES, RL_NAME_ALIAS}, {RL_COLUMN_WEAK_ALIASES, RL_NAME_WEAK},
        {RL_COLUMN_FAMILY, RL_NAME_FAMILY}, {RL_COLUMN_DEMONYMS, RL_NAME_DEMONYM}};
    if (!is_type_name(&row->cells[RL_COLUMN_TYPE]))
        return fail(row, RL_COLUMN_TYPE, err, "a type is small letters, digits, - and _, not");
    uint32_t entry = RL_NONE;
    relata_status status = get_entry(r, row, &entry, err);
    if (status == RELATA_OK)
        status = describe_entry(r, row, &r->gazetteer->entries[entry], err);
    for (size_t i = 0; status == RELATA_OK && i < sizeof names / sizeof names[0]; i++)
        status = names[i].column == RL_COLUMN_NAME
                     ? add_name(r, row, row->cells[RL_COLUMN_NAME], entry, RL_NAME_LABEL, 0, err)
                     : add_names(r, row, names[i].column, entry, names[i].kind, 0, err);
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

relata_status rl_gazetteer_read(rl_gazetteer *gazetteer, const char *path, bool shipped, rl_types *types,
                                relata_error *err)
{
    reading r = {.gazetteer = gazetteer, .types = types, .shipped = shipped};
    r.path = rl_arena_copy(&gazetteer->strings, path, strlen(path));
    if (r.path == NULL)
        return rl_error_memory(err);
    const char *slash = strrchr(r.path, '/');
    r.source = slash == NULL ? r.path : slash + 1;
    gazetteer->file_count++;
    relata_status status = rl_table_read(path, receive_row, &r, err);
    rl_buffer_free(&r.id);
    rl_buffer_free(&r.names);
    return status;
}
