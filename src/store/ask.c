/* Questions to a store: opening it, what names mean, and how rows are read. Names are found by find.c, whose answers last until it is
 * asked again; so what is needed of them is copied. */
#include "store/asking.h"

#include "store/finding.h"

#include <stdlib.h>
#include <string.h>

relata_status rl_asker_open(const char *path, rl_asker **ret_asker, relata_error *err)
{
    rl_asker *asker = calloc(1, sizeof *asker);
    if (asker == NULL)
        return rl_error_memory(err);
    relata_status status = rl_finder_open(path, &asker->finder, err);
    if (status != RELATA_OK) {
        rl_asker_free(asker);
        return status;
    }
    asker->store = asker->finder->store;
    *ret_asker = asker;
    return RELATA_OK;
}

void rl_asker_free(rl_asker *asker)
{
    if (asker == NULL)
        return;
    for (size_t i = 0; i < RL_ASK_STATEMENTS; i++)
        sqlite3_finalize(asker->statements[i]);
    rl_finder_free(asker->finder);
    rl_arena_free(&asker->arena);
    rl_buffer_free(&asker->text);
    rl_buffer_free(&asker->line);
    free(asker);
}

rl_arena *rl_asker_arena(rl_asker *asker)
{
    return &asker->arena;
}

relata_status rl_ask_begin(rl_asker *asker, relata_error *err)
{
    return rl_sql_run(asker->store, "BEGIN", err);
}

relata_status rl_ask_end(rl_asker *asker, relata_error *err)
{
    return rl_sql_run(asker->store, "COMMIT", err);
}

/* ---- rows ---- */

/* Many neighbours are asked the same. Borrowed from the asker. */
static relata_status prepare(rl_asker *asker, const char *sql, sqlite3_stmt **ret_statement, relata_error *err)
{
    size_t i = 0;
    while (i + 1 < RL_ASK_STATEMENTS && asker->questions[i] != NULL && asker->questions[i] != sql)
        i++;
    relata_status status = RELATA_OK;
    if (asker->questions[i] != sql) {
        sqlite3_finalize(asker->statements[i]);
        asker->statements[i] = NULL;
        status = rl_sql_prepare(asker->store, sql, &asker->statements[i], err);
        asker->questions[i] = status == RELATA_OK ? sql : NULL;
    }
    *ret_statement = asker->statements[i];
    return status;
}

/* Hands on to a receiver that is an asker's. */
typedef struct handing_on {
    rl_asker *asker;
    rl_ask_row_fn receive;
    void *to;
} handing_on;

static relata_status hand_on(void *user, sqlite3_stmt *row, relata_error *err)
{
    const handing_on *h = user;
    return h->receive(h->asker, row, h->to, err);
}

relata_status rl_ask_each(rl_asker *asker, const char *sql, const rl_value *values, size_t count, rl_ask_row_fn receive,
                          void *to, relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    relata_status status = prepare(asker, sql, &statement, err);
    if (status != RELATA_OK)
        return status;
    return rl_sql_each(asker->store, statement, values, count, hand_on, &(handing_on){asker, receive, to}, err);
}

const char *rl_ask_copy(rl_asker *asker, sqlite3_stmt *row, int column, bool *ok)
{
    return rl_sql_copy(row, column, &asker->arena, ok);
}

size_t rl_ask_whole(sqlite3_stmt *row, int column)
{
    int64_t number = sqlite3_column_int64(row, column);
    return number < 0 ? 0 : (size_t)number;
}

relata_named rl_ask_named(rl_asker *asker, sqlite3_stmt *row, int column, bool *ok)
{
    return (relata_named){.id = rl_ask_copy(asker, row, column, ok),
                          .label = rl_ask_copy(asker, row, column + 1, ok),
                          .type = rl_ask_copy(asker, row, column + 2, ok),
                          .mentions = rl_ask_whole(row, column + 3),
                          .documents = rl_ask_whole(row, column + 4)};
}

void *rl_ask_grow(rl_asker *asker, const void *items, size_t count, size_t size)
{
    return rl_arena_grow(&asker->arena, items, count, size);
}

/* ---- names ---- */

static const char *keep(rl_asker *asker, const char *text, bool *ok)
{
    const char *kept = rl_arena_copy(&asker->arena, text, strlen(text));
    *ok = *ok && kept != NULL;
    return kept;
}

static relata_named keep_named(rl_asker *asker, const relata_found *found, bool *ok)
{
    return (relata_named){keep(asker, found->id, ok), keep(asker, found->label, ok), keep(asker, found->type, ok),
                          found->mentions, found->documents};
}

/* The most mentioned; but an id that was given as it is means no other. */
static size_t choose(const relata_answer *answer, const char *name)
{
    for (size_t i = 0; i < answer->entity_count; i++)
        if (strcmp(answer->entities[i].id, name) == 0)
            return i;
    return 0;
}

static bool keep_others(rl_asker *asker, const relata_answer *answer, size_t chosen, relata_meaning *meaning)
{
    bool ok = true;
    relata_named *others = rl_arena_alloc(&asker->arena, answer->entity_count * sizeof *others);
    for (size_t i = 0; others != NULL && i < answer->entity_count; i++)
        if (i != chosen)
            others[meaning->other_count++] = keep_named(asker, &answer->entities[i], &ok);
    meaning->others = others;
    return ok && others != NULL;
}

static bool keep_suggestions(rl_asker *asker, const relata_answer *answer, relata_meaning *meaning)
{
    bool ok = true;
    const char **suggestions = rl_arena_alloc(&asker->arena, (answer->suggestion_count + 1) * sizeof *suggestions);
    for (size_t i = 0; suggestions != NULL && i < answer->suggestion_count; i++)
        suggestions[meaning->suggestion_count++] = keep(asker, answer->suggestions[i], &ok);
    meaning->suggestions = suggestions;
    return ok && suggestions != NULL;
}

relata_status rl_ask_name(rl_asker *asker, const char *name, const char *type, relata_meaning *ret_meaning,
                          int64_t *ret_number, relata_error *err)
{
    const relata_answer *answer = NULL;
    const relata_query query = {.name = name, .type = type, .suggest = true};
    relata_status status = rl_finder_find(asker->finder, &query, &answer, err);
    if (status != RELATA_OK)
        return status;
    bool ok = true;
    relata_meaning meaning = {.query = keep(asker, answer->query, &ok), .found = answer->entity_count > 0};
    int64_t number = 0;
    if (meaning.found) {
        size_t chosen = choose(answer, name);
        number = asker->finder->numbers[chosen];
        meaning.entity = keep_named(asker, &answer->entities[chosen], &ok);
        ok = keep_others(asker, answer, chosen, &meaning) && ok;
    } else {
        ok = keep_suggestions(asker, answer, &meaning) && ok;
    }
    if (!ok)
        return rl_error_memory(err);
    *ret_meaning = meaning;
    *ret_number = number;
    return RELATA_OK;
}
