/* Checking rows: what the reader would refuse, all of it and not only the first, and ids. */
#include "gazetteer/check_internal.h"

#include "base/number.h"
#include "gazetteer/record.h"
#include "model/lexicon.h"
#include "text/fold.h"

#include <string.h>

static relata_status complain(rl_check *c, const rl_row *row, rl_column column, rl_finding_kind kind, const char *what,
                              relata_error *err)
{
    const rl_cell *cell = &row->cells[column];
    return rl_finding_add(&c->findings, kind, row->line, cell->column, NULL, err, "%s \"%.*s\"", what,
                          rl_check_shown(cell->bytes, cell->length), cell->bytes);
}

/* ---- cells ---- */

static relata_status check_numbers(rl_check *c, const rl_row *row, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (rl_column column = 0; status == RELATA_OK && column < RL_COLUMN_COUNT; column++) {
        rl_cell cell = rl_cell_trim(row->cells[column]);
        double value;
        if (!rl_column_is(column, RL_STORED_NUMBER) || cell.length == 0)
            continue;
        if (!rl_number_parse(cell.bytes, cell.length, &value))
            status = complain(c, row, column, RL_FINDING_NUMBER, "not a number:", err);
        else if (!rl_number_is_allowed(column, value))
            status = complain(c, row, column, RL_FINDING_NUMBER, "the number is out of range:", err);
    }
    return status;
}

static relata_status check_attributes(rl_check *c, const rl_row *row, relata_error *err)
{
    rl_cell strength = rl_cell_trim(row->cells[RL_COLUMN_STRENGTH]);
    relata_status status = rl_check_spelling(c, row, &row->cells[RL_COLUMN_ID], err);
    for (rl_column column = 0; status == RELATA_OK && column < RL_COLUMN_COUNT; column++) {
        if (!rl_column_is(column, RL_STORED_TEXT))
            continue;
        status = rl_check_spelling(c, row, &row->cells[column], err);
        if (status == RELATA_OK && rl_cell_trim(row->cells[column]).length > RL_TEXT_BYTES)
            status = complain(c, row, column, RL_FINDING_KIND, "longer than 65535 bytes:", err);
    }
    if (status == RELATA_OK && strength.length > 0 && !rl_strength_is_known(&strength))
        status = complain(c, row, RL_COLUMN_STRENGTH, RL_FINDING_KIND, "the strength is sure, usual or weak, not", err);
    return status;
}

/* A list's cell: names joined by "|". */
static relata_status check_list(rl_check *c, const rl_row *row, rl_column column, rl_role role, uint32_t entity,
                                uint32_t type, relata_error *err)
{
    rl_cell rest = row->cells[column], part;
    relata_status status = RELATA_OK;
    while (status == RELATA_OK && rl_cell_next(&rest, &part))
        status = rl_check_name(c, row, part, role, entity, type, err);
    return status;
}

/* ---- ids ---- */

/* The row's id as the reader makes it, into the check's key. False if it has none, which was then reported. */
static relata_status make_id(rl_check *c, const rl_row *row, bool *ret_made, relata_error *err)
{
    rl_cell id = rl_cell_trim(row->cells[RL_COLUMN_ID]), name = rl_cell_trim(row->cells[RL_COLUMN_NAME]);
    const rl_cell *type = &row->cells[RL_COLUMN_TYPE];
    rl_buffer_clear(&c->key);
    *ret_made = true;
    if (id.length > 0)
        return rl_buffer_append(&c->key, id.bytes, id.length) ? RELATA_OK : rl_error_memory(err);
    if (!rl_buffer_append(&c->key, type->bytes, type->length) || !rl_buffer_append_char(&c->key, ':') ||
        !rl_fold_name(name.bytes, name.length, '-', &c->key))
        return rl_error_memory(err);
    *ret_made = c->key.length > type->length + 1;
    return *ret_made
               ? RELATA_OK
               : complain(c, row, RL_COLUMN_NAME, RL_FINDING_NAME, "the name has neither a letter nor a digit:", err);
}

static relata_status add_entity(rl_check *c, rl_place place, uint32_t type, uint32_t *ret_entity, relata_error *err)
{
    rl_checked_entity *entities = rl_array_grow(c->entities, &c->entity_capacity, c->ids.count + 1, sizeof *entities);
    if (entities == NULL)
        return rl_error_memory(err);
    c->entities = entities;
    uint32_t number = rl_string_map_add(&c->ids, c->key.bytes, c->key.length);
    if (number == RL_NONE)
        return rl_error_memory(err);
    entities[number] = (rl_checked_entity){place, place, type};
    *ret_entity = number;
    return RELATA_OK;
}

/* An id that is there already is the same entity in another file, and a fault in the same one. */
static relata_status meet_again(rl_check *c, rl_checked_entity *known, rl_place place, uint32_t type, relata_error *err)
{
    relata_status status = RELATA_OK;
    rl_place before = known->last;
    int shown = rl_check_shown(c->key.bytes, c->key.length);
    known->last = place;
    if (before.file == place.file)
        return rl_finding_add(&c->findings, RL_FINDING_DUPLICATE_ID, place.line, place.column, &before, err,
                              "the id \"%.*s\" is in this file twice: give namesakes ids of their own", shown,
                              c->key.bytes);
    if (known->type != type)
        status = rl_finding_add(&c->findings, RL_FINDING_TYPE, place.line, place.column, &known->first, err,
                                "another list gives the id \"%.*s\" another type", shown, c->key.bytes);
    return status;
}

static relata_status check_id(rl_check *c, const rl_row *row, uint32_t type, uint32_t *ret_entity, relata_error *err)
{
    bool given = row->cells[RL_COLUMN_ID].length > 0, made = false;
    size_t column = row->cells[given ? RL_COLUMN_ID : RL_COLUMN_NAME].column;
    rl_place place = {c->findings.file, (uint32_t)row->line, (uint32_t)column};
    relata_status status = make_id(c, row, &made, err);
    if (status != RELATA_OK || !made)
        return status;
    uint32_t number = rl_string_map_find(&c->ids, c->key.bytes, c->key.length);
    if (number == RL_NONE)
        return add_entity(c, place, type, ret_entity, err);
    *ret_entity = number;
    return meet_again(c, &c->entities[number], place, type, err);
}

/* "organisation:nato" for a place is probably a slip; "wikidata:Q42" is a name that somebody else gave. */
static relata_status check_prefix(rl_check *c, const rl_row *row, uint32_t type, relata_error *err)
{
    rl_cell id = rl_cell_trim(row->cells[RL_COLUMN_ID]);
    const char *colon = id.length == 0 ? NULL : memchr(id.bytes, ':', id.length);
    if (colon == NULL)
        return RELATA_OK;
    uint32_t prefix = rl_string_map_find(&c->types, id.bytes, (size_t)(colon - id.bytes));
    if (prefix == RL_NONE || prefix == type)
        return RELATA_OK;
    const rl_cell *cell = &row->cells[RL_COLUMN_TYPE];
    return rl_finding_add(&c->findings, RL_FINDING_ID_TYPE, row->line, id.column, NULL, err,
                          "the id \"%.*s\" begins with another type than \"%.*s\"", rl_check_shown(id.bytes, id.length),
                          id.bytes, rl_check_shown(cell->bytes, cell->length), cell->bytes);
}

/* ---- rows ---- */

static const struct {
    rl_column column;
    rl_role role;
} LISTS[] = {
    {RL_COLUMN_ALIASES, RL_ROLE_ALIAS},
    {RL_COLUMN_WEAK_ALIASES, RL_ROLE_WEAK},
    {RL_COLUMN_FAMILY, RL_ROLE_FORM},
    {RL_COLUMN_DEMONYMS, RL_ROLE_FORM},
};

enum { LIST_COUNT = sizeof LISTS / sizeof LISTS[0], WORD_LISTS = 2 };

/* The kind is compared by the reader's own table, which wants strings that end. */
static relata_status check_word_kind(rl_check *c, const rl_row *row, relata_error *err)
{
    const rl_cell *type = &row->cells[RL_COLUMN_TYPE], *kind = &row->cells[RL_COLUMN_KIND];
    rl_buffer_clear(&c->key);
    if (!rl_buffer_append(&c->key, type->bytes, type->length) || !rl_buffer_append_char(&c->key, '\0') ||
        !rl_buffer_append(&c->key, kind->bytes, kind->length) || rl_buffer_string(&c->key) == NULL)
        return rl_error_memory(err);
    if (rl_word_class_find(c->key.bytes, c->key.bytes + type->length + 1) != 0)
        return RELATA_OK;
    return complain(c, row, RL_COLUMN_KIND, RL_FINDING_KIND, "unknown kind", err);
}

static relata_status check_word_row(rl_check *c, const rl_row *row, relata_error *err)
{
    relata_status status = check_word_kind(c, row, err);
    if (status == RELATA_OK)
        status = rl_check_name(c, row, row->cells[RL_COLUMN_NAME], RL_ROLE_WORD, RL_NONE, RL_NONE, err);
    for (size_t i = 0; status == RELATA_OK && i < WORD_LISTS; i++)
        status = check_list(c, row, LISTS[i].column, RL_ROLE_WORD, RL_NONE, RL_NONE, err);
    return status;
}

static relata_status check_entity_row(rl_check *c, const rl_row *row, relata_error *err)
{
    const rl_cell *cell = &row->cells[RL_COLUMN_TYPE];
    uint32_t type = RL_NONE, entity = RL_NONE;
    if (!rl_cell_is_type_name(cell))
        return complain(c, row, RL_COLUMN_TYPE, RL_FINDING_TYPE, "a type is small letters, digits, - and _, not", err);
    type = rl_string_map_add(&c->types, cell->bytes, cell->length);
    if (type == RL_NONE)
        return rl_error_memory(err);
    relata_status status = check_prefix(c, row, type, err);
    if (status == RELATA_OK)
        status = check_id(c, row, type, &entity, err);
    if (status != RELATA_OK || entity == RL_NONE)
        return status;
    status = rl_check_name(c, row, row->cells[RL_COLUMN_NAME], RL_ROLE_NAME, entity, type, err);
    for (size_t i = 0; status == RELATA_OK && i < LIST_COUNT; i++)
        status = check_list(c, row, LISTS[i].column, LISTS[i].role, entity, type, err);
    return status;
}

relata_status rl_check_row(rl_check *check, const rl_row *row, relata_error *err)
{
    check->rows++;
    bool is_word = rl_cell_is_lexicon_type(&row->cells[RL_COLUMN_TYPE]);
    relata_status status = is_word ? check_word_row(check, row, err) : check_entity_row(check, row, err);
    if (status == RELATA_OK)
        status = check_numbers(check, row, err);
    return status == RELATA_OK ? check_attributes(check, row, err) : status;
}
