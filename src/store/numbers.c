/* A string map beside an array: numbers in a store have gaps, where something was removed. */
#include "store/numbers.h"

#include <stdlib.h>
#include <string.h>

static int64_t enter(rl_numbering *n, const char *id, int64_t number)
{
    size_t before = n->ids.count;
    int64_t *numbers = rl_array_grow(n->numbers, &n->capacity, before + 1, sizeof *numbers);
    if (numbers == NULL)
        return 0;
    n->numbers = numbers;
    uint32_t at = rl_string_map_add(&n->ids, id, strlen(id));
    if (at == RL_NONE)
        return 0;
    if (at == before) {
        numbers[at] = number;
        n->last = number > n->last ? number : n->last;
    }
    return numbers[at];
}

int64_t rl_numbering_add(rl_numbering *numbering, const char *id)
{
    return enter(numbering, id, numbering->last + 1);
}

int64_t rl_numbering_find(const rl_numbering *numbering, const char *id)
{
    uint32_t at = rl_string_map_find(&numbering->ids, id, strlen(id));
    return at == RL_NONE ? 0 : numbering->numbers[at];
}

relata_status rl_numbering_load(rl_store *store, const char *sql, rl_numbering *ret, relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    *ret = (rl_numbering){0};
    relata_status status = rl_sql_prepare(store, sql, &statement, err);
    while (status == RELATA_OK && (status = rl_sql_step(store, statement, err)) == RELATA_OK) {
        int64_t number = sqlite3_column_int64(statement, 0);
        if (number < 1 || number > INT64_MAX / 2)
            status = rl_error_set(err, RELATA_ERROR_FORMAT, store->path, 0, 0, "the store is damaged: a number is wrong");
        else if (enter(ret, rl_sql_text(statement, 1), number) == 0)
            status = rl_error_memory(err);
    }
    sqlite3_finalize(statement);
    return status == RELATA_END ? RELATA_OK : status;
}

void rl_numbering_free(rl_numbering *numbering)
{
    rl_string_map_free(&numbering->ids);
    free(numbering->numbers);
    *numbering = (rl_numbering){0};
}
