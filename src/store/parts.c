/* Rows add up whatever their order, so none has to be sorted to be compared. A part is 64 numbers, or all texts that begin with
 * the same three bytes. */
#include "store/parts.h"

#include "store/network.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MARK = -1 /* a part without rows: that the others are known */,
    NUMBERS_SHIFT = 6,
    TEXT_PARTS = 1 << 8 * RL_PART_BYTES
};

/* ---- which part ---- */

static int64_t part_of_number(int64_t number)
{
    return number >> NUMBERS_SHIFT;
}

static int64_t part_of(const rl_value *key)
{
    if (key->kind != RL_VALUE_TEXT)
        return part_of_number(key->integer);
    int64_t part = 0;
    for (size_t i = 0; i < RL_PART_BYTES; i++)
        part = part << 8 | (i < key->length ? (unsigned char)key->bytes[i] : 0);
    return part;
}

static rl_value bound_number(int64_t part)
{
    return rl_value_number(part > INT64_MAX >> NUMBERS_SHIFT ? INT64_MAX : part << NUMBERS_SHIFT);
}

rl_value rl_part_bound_of_document(int64_t part)
{
    return bound_number(part);
}

rl_value rl_part_bound(const rl_derived *table, int64_t part, char room[RL_PART_BYTES])
{
    if (!table->by_text)
        return bound_number(part);
    if (part == TEXT_PARTS)
        return rl_value_blob("", 0); /* SQLite sorts it after every text */
    size_t length = RL_PART_BYTES;
    for (size_t i = 0; i < RL_PART_BYTES; i++)
        room[i] = (char)(part >> 8 * (RL_PART_BYTES - 1 - i) & 0xFF);
    while (length > 0 && room[length - 1] == '\0') /* a shorter text is in the part as well */
        length--;
    return (rl_value){.kind = RL_VALUE_TEXT, .bytes = room, .length = length};
}

static rl_part *find_part(const rl_sums *sums, int64_t number)
{
    size_t at;
    uint64_t hash = rl_hash_mix((uint64_t)number, 1);
    for (uint32_t n = rl_table_first(&sums->numbers, hash, &at); n != RL_NONE;
         n = rl_table_next(&sums->numbers, hash, &at))
        if (sums->items[n].number == number)
            return &sums->items[n];
    return NULL;
}

static rl_part *get_part(rl_sums *sums, int64_t number)
{
    if (sums->latest < sums->numbers.count && sums->items[sums->latest].number == number)
        return &sums->items[sums->latest];
    rl_part *there = find_part(sums, number);
    if (there != NULL) {
        sums->latest = (size_t)(there - sums->items);
        return there;
    }
    rl_part *items = rl_array_grow(sums->items, &sums->capacity, sums->numbers.count + 1, sizeof *items);
    if (items == NULL)
        return NULL;
    sums->items = items;
    uint32_t at = rl_table_add(&sums->numbers, rl_hash_mix((uint64_t)number, 1));
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

static bool add(rl_sums *sums, int64_t number, uint64_t hash)
{
    rl_part *part = get_part(sums, number);
    if (part != NULL)
        part->now += hash;
    return part != NULL;
}

bool rl_parts_add(rl_parts *parts, const rl_value *values)
{
    const rl_derived *table = parts->table;
    uint64_t hash = hash_row(values, table->column_count);
    return add(&parts->sums, part_of(&values[0]), hash) &&
           (table->document == 0 || add(&parts->by_document, part_of(&values[table->document]), hash));
}

bool rl_parts_add_numbers(rl_parts *parts, const int64_t *numbers)
{
    const rl_derived *table = parts->table;
    uint64_t hash = table->column_count;
    for (size_t i = 0; i < table->column_count; i++)
        hash = rl_hash_mix(hash, (uint64_t)numbers[i] + RL_VALUE_INTEGER); /* as hash_row */
    return add(&parts->sums, part_of_number(numbers[0]), hash) &&
           (table->document == 0 || add(&parts->by_document, part_of_number(numbers[table->document]), hash));
}

/* ---- what differs ---- */

static int compare_ranges(const void *x, const void *y)
{
    const rl_range *a = x, *b = y;
    return a->from < b->from ? -1 : a->from > b->from;
}

static void join_ranges(rl_parts *parts)
{
    size_t kept = 0;
    if (parts->range_count > 0)
        qsort(parts->ranges, parts->range_count, sizeof *parts->ranges, compare_ranges);
    for (size_t i = 0; i < parts->range_count; i++) {
        if (kept > 0 && parts->ranges[kept - 1].to == parts->ranges[i].from)
            parts->ranges[kept - 1].to = parts->ranges[i].to;
        else
            parts->ranges[kept++] = parts->ranges[i];
    }
    parts->range_count = kept;
}

bool rl_parts_compare(rl_parts *parts)
{
    static const rl_range ALL = {0, INT64_MAX}, NONE = {INT64_MAX, 0};
    const rl_sums *sums = &parts->sums, *documents = &parts->by_document;
    parts->ranges = malloc((sums->numbers.count + 1) * sizeof *parts->ranges);
    if (parts->ranges == NULL)
        return false;
    parts->documents = parts->unknown ? ALL : NONE;
    if (parts->unknown) {
        parts->ranges[parts->range_count++] = (rl_range){0, parts->table->by_text ? TEXT_PARTS : INT64_MAX};
        return true;
    }
    for (size_t i = 0; i < sums->numbers.count; i++)
        if (sums->items[i].before != sums->items[i].now)
            parts->ranges[parts->range_count++] = (rl_range){sums->items[i].number, sums->items[i].number + 1};
    join_ranges(parts);
    for (size_t i = 0; i < documents->numbers.count; i++) {
        int64_t number = documents->items[i].number;
        if (documents->items[i].before == documents->items[i].now)
            continue;
        parts->documents.from = number < parts->documents.from ? number : parts->documents.from;
        parts->documents.to = number >= parts->documents.to ? number + 1 : parts->documents.to;
    }
    return true;
}

bool rl_parts_differ(const rl_parts *parts, const rl_value *first, int64_t document)
{
    int64_t of_document = part_of_number(document);
    if (parts->table->document != 0 && (of_document < parts->documents.from || of_document >= parts->documents.to))
        return false;
    const rl_part *part = parts->unknown ? NULL : find_part(&parts->sums, part_of(first));
    return parts->unknown || (part != NULL && part->before != part->now);
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

static relata_status load_sums(rl_store *store, rl_sums *ret, relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    rl_value name = rl_value_text(ret->name);
    relata_status status = rl_sql_prepare(store, "SELECT number, sum FROM part WHERE name=?1", &statement, err);
    if (status == RELATA_OK)
        status = rl_sql_each(store, statement, &name, 1, load_part, ret, err);
    sqlite3_finalize(statement);
    return status;
}

relata_status rl_parts_load(rl_store *store, const rl_derived *table, rl_parts *ret, relata_error *err)
{
    *ret = (rl_parts){.store = store, .table = table};
    (void)snprintf(ret->sums.name, sizeof ret->sums.name, "%s", table->name);
    (void)snprintf(ret->by_document.name, sizeof ret->by_document.name, "%s/document", table->name);
    relata_status status = load_sums(store, &ret->sums, err);
    rl_part *mark = status == RELATA_OK ? get_part(&ret->sums, MARK) : NULL;
    if (mark == NULL)
        return status == RELATA_OK ? rl_error_memory(err) : status;
    ret->unknown = mark->before == 0;
    mark->now = 1;
    return table->document != 0 ? load_sums(store, &ret->by_document, err) : RELATA_OK;
}

static relata_status save_sums(rl_store *store, const rl_sums *sums, relata_error *err)
{
    sqlite3_stmt *put = NULL, *remove = NULL;
    relata_status status = rl_sql_prepare(store, "REPLACE INTO part(name, number, sum) VALUES(?1, ?2, ?3)", &put, err);
    if (status == RELATA_OK)
        status = rl_sql_prepare(store, "DELETE FROM part WHERE name=?1 AND number=?2", &remove, err);
    for (size_t i = 0; status == RELATA_OK && i < sums->numbers.count; i++) {
        const rl_part *part = &sums->items[i];
        rl_value values[] = {rl_value_text(sums->name), rl_value_number(part->number), rl_value_integer(part->now)};
        if (part->now != part->before)
            status = rl_sql_do(store, part->now == 0 ? remove : put, values, part->now == 0 ? 2 : 3, err);
    }
    sqlite3_finalize(put);
    sqlite3_finalize(remove);
    return status;
}

relata_status rl_parts_save(const rl_parts *parts, relata_error *err)
{
    relata_status status = save_sums(parts->store, &parts->sums, err);
    return status == RELATA_OK ? save_sums(parts->store, &parts->by_document, err) : status;
}

relata_status rl_store_forget_parts(rl_store *store, relata_error *err)
{
    return rl_sql_run(store, "DELETE FROM part", err);
}

static void free_sums(rl_sums *sums)
{
    rl_table_free(&sums->numbers);
    free(sums->items);
}

void rl_parts_free(rl_parts *parts)
{
    free_sums(&parts->sums);
    free_sums(&parts->by_document);
    free(parts->ranges);
    *parts = (rl_parts){0};
}
