/* Rows add up whatever their order, so none has to be sorted to be compared. A part is 64 numbers, or all texts that begin with
 * the same two bytes. */
#include "store/parts.h"

#include "store/network.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBERS_SHIFT = 6, TEXT_PARTS = 1 << 16 };

/* ---- which part ---- */

static int64_t part_of(const rl_value *key)
{
    if (key->kind != RL_VALUE_TEXT)
        return key->integer >> NUMBERS_SHIFT;
    const unsigned char *bytes = (const unsigned char *)key->bytes;
    int64_t first = key->length > 0 ? bytes[0] : 0, second = key->length > 1 ? bytes[1] : 0;
    return first << 8 | second;
}

rl_value rl_part_bound(const rl_derived *table, int64_t part, char room[2])
{
    if (!table->by_text)
        return rl_value_number(part > INT64_MAX >> NUMBERS_SHIFT ? INT64_MAX : part << NUMBERS_SHIFT);
    if (part == TEXT_PARTS)
        return rl_value_blob("", 0); /* SQLite sorts it after every text */
    room[0] = (char)(part >> 8);
    room[1] = (char)(part & 0xFF);
    size_t length = part == 0 ? 0 : room[1] == '\0' ? 1 : 2;
    return (rl_value){.kind = RL_VALUE_TEXT, .bytes = room, .length = length};
}

static rl_part *find_part(const rl_parts *parts, int64_t number)
{
    size_t at;
    uint64_t hash = rl_hash_mix((uint64_t)number, 1);
    for (uint32_t n = rl_table_first(&parts->numbers, hash, &at); n != RL_NONE;
         n = rl_table_next(&parts->numbers, hash, &at))
        if (parts->items[n].number == number)
            return &parts->items[n];
    return NULL;
}

static rl_part *get_part(rl_parts *parts, int64_t number)
{
    rl_part *there = find_part(parts, number);
    if (there != NULL)
        return there;
    rl_part *items = rl_array_grow(parts->items, &parts->capacity, parts->numbers.count + 1, sizeof *items);
    if (items == NULL)
        return NULL;
    parts->items = items;
    uint32_t at = rl_table_add(&parts->numbers, rl_hash_mix((uint64_t)number, 1));
    if (at == RL_NONE)
        return NULL;
    items[at] = (rl_part){.number = number};
    return &items[at];
}

/* ---- rows ---- */

static uint64_t hash_value(const rl_value *value)
{
    uint64_t bits = 0;
    double real = value->real + 0.0; /* of the two zeros there is one */
    switch (value->kind) {
    case RL_VALUE_INTEGER:
        return (uint64_t)value->integer;
    case RL_VALUE_REAL:
        memcpy(&bits, &real, sizeof bits);
        return bits;
    case RL_VALUE_TEXT:
    case RL_VALUE_BLOB:
        return rl_hash_bytes(value->bytes, value->length);
    case RL_VALUE_NULL:
    default:
        return 0;
    }
}

static uint64_t hash_row(const rl_value *values, size_t count)
{
    uint64_t hash = count;
    for (size_t i = 0; i < count; i++)
        hash = rl_hash_mix(hash, hash_value(&values[i]) + values[i].kind);
    return hash;
}

bool rl_parts_add(rl_parts *parts, const rl_value *values)
{
    rl_part *part = get_part(parts, part_of(&values[0]));
    if (part != NULL)
        part->now += hash_row(values, parts->table->column_count);
    return part != NULL;
}

/* ---- what differs ---- */

static int compare_ranges(const void *x, const void *y)
{
    const rl_range *a = x, *b = y;
    return a->from < b->from ? -1 : a->from > b->from;
}

bool rl_parts_compare(rl_parts *parts)
{
    size_t kept = 0;
    parts->ranges = malloc((parts->numbers.count + 1) * sizeof *parts->ranges);
    if (parts->ranges == NULL)
        return false;
    for (size_t i = 0; i < parts->numbers.count; i++)
        if (parts->items[i].before != parts->items[i].now)
            parts->ranges[parts->range_count++] = (rl_range){parts->items[i].number, parts->items[i].number + 1};
    if (parts->range_count > 0)
        qsort(parts->ranges, parts->range_count, sizeof *parts->ranges, compare_ranges);
    for (size_t i = 0; i < parts->range_count; i++) {
        if (kept > 0 && parts->ranges[kept - 1].to == parts->ranges[i].from)
            parts->ranges[kept - 1].to = parts->ranges[i].to;
        else
            parts->ranges[kept++] = parts->ranges[i];
    }
    parts->range_count = kept;
    return true;
}

bool rl_parts_differ(const rl_parts *parts, const rl_value *key)
{
    const rl_part *part = find_part(parts, part_of(key));
    return part != NULL && part->before != part->now;
}

/* ---- what is kept ---- */

static relata_status load_part(void *user, sqlite3_stmt *row, relata_error *err)
{
    rl_part *part = get_part(user, sqlite3_column_int64(row, 0));
    if (part == NULL)
        return rl_error_memory(err);
    part->before = (uint64_t)sqlite3_column_int64(row, 1);
    return RELATA_OK;
}

relata_status rl_parts_load(rl_store *store, const rl_derived *table, rl_parts *ret, relata_error *err)
{
    *ret = (rl_parts){.store = store, .table = table};
    sqlite3_stmt *statement = NULL;
    rl_value name = rl_value_text(table->name);
    relata_status status = rl_sql_prepare(store, "SELECT number, sum FROM part WHERE name=?1", &statement, err);
    if (status == RELATA_OK)
        status = rl_sql_each(store, statement, &name, 1, load_part, ret, err);
    sqlite3_finalize(statement);
    return status;
}

relata_status rl_parts_save(const rl_parts *parts, relata_error *err)
{
    sqlite3_stmt *put = NULL, *remove = NULL;
    relata_status status = rl_sql_prepare(parts->store, "REPLACE INTO part(name, number, sum) VALUES(?1, ?2, ?3)", &put, err);
    if (status == RELATA_OK)
        status = rl_sql_prepare(parts->store, "DELETE FROM part WHERE name=?1 AND number=?2", &remove, err);
    for (size_t i = 0; status == RELATA_OK && i < parts->numbers.count; i++) {
        const rl_part *part = &parts->items[i];
        rl_value values[] = {rl_value_text(parts->table->name), rl_value_number(part->number), rl_value_integer(part->now)};
        if (part->now != part->before)
            status = rl_sql_do(parts->store, part->now == 0 ? remove : put, values, part->now == 0 ? 2 : 3, err);
    }
    sqlite3_finalize(put);
    sqlite3_finalize(remove);
    return status;
}

relata_status rl_store_forget_parts(rl_store *store, relata_error *err)
{
    return rl_sql_run(store, "DELETE FROM part", err);
}

void rl_parts_free(rl_parts *parts)
{
    rl_table_free(&parts->numbers);
    free(parts->items);
    free(parts->ranges);
    *parts = (rl_parts){0};
}
