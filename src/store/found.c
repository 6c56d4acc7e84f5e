/* What a store says of an entity: its row, its names, its neighbours with their sentences. */
#include "store/finding.h"

#include "base/hash.h"
#include "model/network.h"

#include <string.h>

static const char *copy(rl_finder *f, sqlite3_stmt *row, int column, bool *ok)
{
    return rl_sql_copy(row, column, &f->arena, ok);
}

typedef relata_status (*row_fn)(rl_finder *f, sqlite3_stmt *row, void *to, relata_error *err);

/* Hands on to a receiver that is a finder's. */
typedef struct handing_on {
    rl_finder *finder;
    row_fn receive;
    void *to;
} handing_on;

static relata_status hand_on(void *user, sqlite3_stmt *row, relata_error *err)
{
    const handing_on *h = user;
    return h->receive(h->finder, row, h->to, err);
}

/* Hands out the rows of a statement for up to two numbers. */
static relata_status each_row(rl_finder *f, rl_find_statement which, int64_t first, int64_t second, size_t values,
                              row_fn receive, void *to, relata_error *err)
{
    const rl_value numbers[] = {rl_value_number(first), rl_value_number(second)};
    return rl_sql_each(f->store, f->statements[which], numbers, values, hand_on, &(handing_on){f, receive, to}, err);
}

/* ---- the entity ---- */

static relata_status read_entity(rl_finder *f, sqlite3_stmt *row, void *to, relata_error *err)
{
    relata_found *found = to;
    bool ok = true;
    *found = (relata_found){.id = copy(f, row, 0, &ok),
                            .label = copy(f, row, 1, &ok),
                            .type = copy(f, row, 2, &ok),
                            .mentions = (size_t)sqlite3_column_int64(row, 3),
                            .documents = (size_t)sqlite3_column_int64(row, 4),
                            .first_seen = copy(f, row, 5, &ok),
                            .last_seen = copy(f, row, 6, &ok)};
    return ok ? RELATA_OK : rl_error_memory(err);
}

static relata_status read_alias(rl_finder *f, sqlite3_stmt *row, void *to, relata_error *err)
{
    relata_found *found = to;
    bool ok = true;
    const char **aliases = rl_arena_grow(&f->arena, found->aliases, found->alias_count, sizeof *aliases);
    relata_alias_reason *reasons =
        rl_arena_grow(&f->arena, found->reasons, found->alias_count, sizeof *reasons);
    if (aliases == NULL || reasons == NULL)
        return rl_error_memory(err);
    const char *name = copy(f, row, 0, &ok), *reason = copy(f, row, 1, &ok);
    aliases[found->alias_count++] = name;
    if (reason != NULL && found->reason_count + 1 == found->alias_count)
        reasons[found->reason_count++] = (relata_alias_reason){name, reason};
    found->aliases = aliases;
    found->reasons = reasons;
    return ok ? RELATA_OK : rl_error_memory(err);
}

/* ---- neighbours ---- */

typedef struct neighbours {
    relata_neighbour *items;
    int64_t *numbers;
    size_t count;
} neighbours;

static relata_status read_neighbour(rl_finder *f, sqlite3_stmt *row, void *to, relata_error *err)
{
    neighbours *n = to;
    bool ok = true;
    n->items = rl_arena_grow(&f->arena, n->items, n->count, sizeof *n->items);
    n->numbers = rl_arena_grow(&f->arena, n->numbers, n->count, sizeof *n->numbers);
    if (n->items == NULL || n->numbers == NULL)
        return rl_error_memory(err);
    n->numbers[n->count] = sqlite3_column_int64(row, 0);
    n->items[n->count++] = (relata_neighbour){.weight = (double)sqlite3_column_int64(row, 1),
                                              .count = (size_t)sqlite3_column_int64(row, 1),
                                              .id = copy(f, row, 2, &ok),
                                              .label = copy(f, row, 3, &ok),
                                              .type = copy(f, row, 4, &ok)};
    return ok ? RELATA_OK : rl_error_memory(err);
}

static relata_status read_evidence(rl_finder *f, sqlite3_stmt *row, void *to, relata_error *err)
{
    relata_neighbour *neighbour = to;
    bool ok = true;
    relata_evidence *places =
        rl_arena_grow(&f->arena, neighbour->evidence, neighbour->evidence_count, sizeof *places);
    if (places == NULL)
        return rl_error_memory(err);
    const char *document = copy(f, row, 0, &ok);
    size_t sentence = (size_t)sqlite3_column_int64(row, 1);
    places[neighbour->evidence_count++] = (relata_evidence){document, sentence, copy(f, row, 2, &ok)};
    neighbour->evidence = places;
    return ok ? RELATA_OK : rl_error_memory(err);
}

static relata_status fill_neighbours(rl_finder *f, int64_t number, size_t most, relata_found *found, relata_error *err)
{
    neighbours n = {.count = 0};
    int64_t limit = most > INT64_MAX ? INT64_MAX : (int64_t)most;
    relata_status status = each_row(f, RL_FIND_NEIGHBOURS, number, limit, 2, read_neighbour, &n, err);
    for (size_t i = 0; status == RELATA_OK && i < n.count; i++) {
        int64_t other = n.numbers[i];
        status = each_row(f, RL_FIND_EVIDENCE, number < other ? number : other, number < other ? other : number, 2,
                          read_evidence, &n.items[i], err);
    }
    found->neighbours = n.items;
    found->neighbour_count = n.count;
    return status;
}

/* ---- all of it ---- */

static relata_status fill(rl_finder *f, int64_t number, size_t most, relata_found *found, relata_error *err)
{
    relata_status status = each_row(f, RL_FIND_ENTITY, number, 0, 1, read_entity, found, err);
    if (status == RELATA_OK && found->id == NULL)
        return rl_error_set(err, RELATA_ERROR_FORMAT, f->store->path, 0, 0, "the store is damaged: an entity is missing");
    if (status == RELATA_OK)
        status = each_row(f, RL_FIND_ALIASES, number, 0, 1, read_alias, found, err);
    return status == RELATA_OK && most > 0 ? fill_neighbours(f, number, most, found, err) : status;
}

relata_status rl_finder_fill(rl_finder *finder, size_t most_neighbours, relata_error *err)
{
    relata_found *found = rl_arena_alloc(&finder->arena, (finder->count + 1) * sizeof *found);
    if (found == NULL)
        return rl_error_memory(err);
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < finder->count; i++) {
        found[i] = (relata_found){0};
        status = fill(finder, finder->numbers[i], most_neighbours, &found[i], err);
    }
    finder->answer.entities = found;
    finder->answer.entity_count = status == RELATA_OK ? finder->count : 0;
    return status;
}
