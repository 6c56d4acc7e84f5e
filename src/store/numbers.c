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

typedef struct loading {
    rl_numbering *numbering;
    const rl_store *store;
} loading;

static relata_status load_row(void *user, sqlite3_stmt *row, relata_error *err)
{
    const loading *l = user;
    int64_t number = sqlite3_column_int64(row, 0);
    if (number < 1 || number > INT64_MAX / 2)
        return rl_error_set(err, RELATA_ERROR_FORMAT, l->store->path, 0, 0, "the store is damaged: a number is wrong");
    return enter(l->numbering, rl_sql_text(row, 1), number) != 0 ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_numbering_load(rl_store *store, const char *sql, rl_numbering *ret, relata_error *err)
{
    *ret = (rl_numbering){0};
    return rl_sql_select(store, sql, load_row, &(loading){ret, store}, err);
}

void rl_numbering_free(rl_numbering *numbering)
{
    rl_string_map_free(&numbering->ids);
    free(numbering->numbers);
    *numbering = (rl_numbering){0};
}
