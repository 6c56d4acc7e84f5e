/* Finding by SQL. Names are looked for as lookup/ looks for them in memory: whole names and ids, then the first and last words of
 * people's labels, then what is near. What is found of an entity is read when it is to be answered with. */
#include "store/find.h"

#include "store/finding.h"
#include "store/names.h"
#include "text/fold.h"
#include "text/suggest.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_BY_DEFAULT = 20 };

/* ---- statements ---- */

#define WANTED                                                                                                          \
    " (?2 IS NULL OR e.type = ?2) AND (?3 IS NULL AND ?4 IS NULL OR EXISTS (SELECT 1 FROM mention m JOIN document d"   \
    " ON d.number = m.document WHERE m.entity = e.number AND" RL_SQL_DAYS("?3", "?4") "))"

static const char *const SQL[RL_FIND_STATEMENTS] = {
    [RL_FIND_WHOLE] = ("SELECT DISTINCT e.number FROM name n JOIN entity e ON e.number = n.entity WHERE n.folded = ?1"
                       " AND n.kind <= 1 AND" WANTED " ORDER BY e.mentions DESC, e.id LIMIT ?5"),
    [RL_FIND_WORD] = ("SELECT DISTINCT e.number FROM name n JOIN entity e ON e.number = n.entity WHERE n.folded = ?1"
                      " AND n.kind = 2 AND" WANTED " ORDER BY e.mentions DESC, e.id LIMIT ?5"),
    [RL_FIND_PREFIX] = ("SELECT DISTINCT e.number FROM name n JOIN entity e ON e.number = n.entity WHERE n.folded >= ?1"
                        " AND n.folded < ?6 AND n.kind <> 1 AND" WANTED " ORDER BY e.mentions DESC, e.id LIMIT ?5"),
    [RL_FIND_NEAR] = ("SELECT n.folded, length(n.folded), e.label, e.mentions, e.number FROM name n JOIN entity e"
                      " ON e.number = n.entity WHERE (n.kind = 0 OR n.kind = ?1) AND (length(n.folded) BETWEEN ?5 AND ?6"
                      " OR n.folded >= ?7 AND n.folded < ?8) AND" WANTED),
    [RL_FIND_ENTITY] = "SELECT id, label, type, mentions, documents, first_seen, last_seen FROM entity WHERE number = ?1",
    [RL_FIND_ALIASES] = "SELECT name, reason FROM alias WHERE entity = ?1 ORDER BY place",
    [RL_FIND_NEIGHBOURS] = ("SELECT x.b, x.count, e.id, e.label, e.type FROM (SELECT b, count FROM edge WHERE a = ?1"
                            " UNION ALL SELECT a, count FROM edge WHERE b = ?1) x JOIN entity e ON e.number = x.b"
                            " ORDER BY x.count DESC, e.label, e.id LIMIT ?2"),
    [RL_FIND_EVIDENCE] = ("SELECT d.id, v.sentence, v.text FROM evidence v JOIN document d ON d.number = v.document"
                          " WHERE v.a = ?1 AND v.b = ?2 ORDER BY v.place"),
    [RL_FIND_BEGIN] = "BEGIN",
    [RL_FIND_END] = "COMMIT",
};

relata_status rl_finder_open(const char *path, rl_finder **ret_finder, relata_error *err)
{
    rl_finder *f = calloc(1, sizeof *f);
    if (f == NULL)
        return rl_error_memory(err);
    relata_status status = rl_store_open(path, RL_STORE_READ, &f->store, err);
    for (size_t i = 0; status == RELATA_OK && i < RL_FIND_STATEMENTS; i++)
        status = rl_sql_prepare(f->store, SQL[i], &f->statements[i], err);
    if (status == RELATA_OK)
        *ret_finder = f;
    else
        rl_finder_free(f);
    return status;
}

void rl_finder_free(rl_finder *finder)
{
    if (finder == NULL)
        return;
    for (size_t i = 0; i < RL_FIND_STATEMENTS; i++)
        sqlite3_finalize(finder->statements[i]);
    rl_store_close(finder->store);
    rl_arena_free(&finder->arena);
    rl_buffer_free(&finder->folded);
    free(finder->numbers);
    free(finder);
}

/* ---- which entities ---- */

static bool add_number(rl_finder *f, int64_t number)
{
    int64_t *numbers = rl_array_grow(f->numbers, &f->capacity, f->count + 1, sizeof *numbers);
    if (numbers == NULL)
        return false;
    f->numbers = numbers;
    numbers[f->count++] = number;
    return true;
}

static relata_status read_number(void *user, sqlite3_stmt *row, relata_error *err)
{
    return add_number(user, sqlite3_column_int64(row, 0)) ? RELATA_OK : rl_error_memory(err);
}

static size_t most_entities(const relata_query *query)
{
    if (query->most_entities > 0)
        return query->most_entities;
    return query->matching == RELATA_MATCH_NAME ? SIZE_MAX : MOST_BY_DEFAULT;
}

static rl_value limit_value(size_t most)
{
    return rl_value_integer(most > INT64_MAX ? INT64_MAX : most);
}

static rl_value folded_value(const rl_finder *f)
{
    return (rl_value){.kind = RL_VALUE_TEXT, .bytes = f->folded.bytes, .length = f->folded.length};
}

/* What is above all names that begin so: no UTF-8 has this byte. */
static bool append_bound(rl_finder *f, rl_buffer *ret)
{
    return rl_buffer_append(ret, f->folded.bytes, f->folded.length) && rl_buffer_append_char(ret, (char)0xFF);
}

static rl_value buffer_value(const rl_buffer *buffer)
{
    return (rl_value){.kind = RL_VALUE_TEXT, .bytes = buffer->bytes, .length = buffer->length};
}

static relata_status list(rl_finder *f, rl_find_statement which, const relata_query *q, relata_error *err)
{
    rl_buffer bound = {0};
    if (which == RL_FIND_PREFIX && !append_bound(f, &bound))
        return rl_error_memory(err);
    rl_value values[] = {folded_value(f),         rl_value_text(q->type),          rl_value_text(q->since),
                         rl_value_text(q->until), limit_value(most_entities(q)), buffer_value(&bound)};
    relata_status status = rl_sql_each(f->store, f->statements[which], values, which == RL_FIND_PREFIX ? 6 : 5,
                                       read_number, f, err);
    rl_buffer_free(&bound);
    return status;
}

/* ---- what is near ---- */

typedef struct offering {
    rl_finder *finder;
    rl_suggesting *suggesting;
} offering;

static relata_status offer(void *user, sqlite3_stmt *row, relata_error *err)
{
    const offering *o = user;
    rl_suggesting *s = o->suggesting;
    size_t length = (size_t)sqlite3_column_bytes(row, 0);
    size_t distance =
        rl_suggest_distance(s, rl_sql_text(row, 0), length, (size_t)sqlite3_column_int64(row, 1));
    if (distance == SIZE_MAX)
        return RELATA_OK;
    const char *label = rl_sql_text(row, 2);
    const char *copy = rl_arena_copy(&o->finder->arena, label, strlen(label));
    if (copy == NULL)
        return rl_error_memory(err);
    rl_suggest_keep(s, &(rl_suggestion){copy, (uint64_t)sqlite3_column_int64(row, 3), sqlite3_column_int64(row, 4),
                                        distance});
    return RELATA_OK;
}

static relata_status look_near(rl_finder *f, const relata_query *q, size_t most, rl_suggesting *s, relata_error *err)
{
    rl_buffer bound = {0};
    if (!rl_suggest_begin(s, f->folded.bytes, f->folded.length, most))
        return RELATA_OK;
    if (!append_bound(f, &bound))
        return rl_error_memory(err);
    bool is_word = memchr(f->folded.bytes, ' ', f->folded.length) == NULL;
    rl_value values[] = {rl_value_integer(is_word ? RL_NAME_WORD : RL_NAME_WHOLE),
                         rl_value_text(q->type),
                         rl_value_text(q->since),
                         rl_value_text(q->until),
                         rl_value_integer(s->count > s->limit ? s->count - s->limit : 0),
                         rl_value_integer(s->count + s->limit),
                         folded_value(f),
                         buffer_value(&bound)};
    relata_status status =
        rl_sql_each(f->store, f->statements[RL_FIND_NEAR], values, 8, offer, &(offering){f, s}, err);
    rl_buffer_free(&bound);
    return status;
}

static relata_status suggest(rl_finder *f, const relata_query *q, relata_error *err)
{
    rl_suggesting s = {.best_count = 0};
    relata_status status = look_near(f, q, RL_SUGGESTION_LIMIT, &s, err);
    for (size_t i = 0; status == RELATA_OK && i < s.best_count; i++)
        f->suggestions[i] = s.best[i].label;
    f->answer.suggestions = f->suggestions;
    f->answer.suggestion_count = status == RELATA_OK ? s.best_count : 0;
    return status;
}

static relata_status find_near(rl_finder *f, const relata_query *q, relata_error *err)
{
    rl_suggesting s = {.best_count = 0};
    relata_status status = look_near(f, q, most_entities(q), &s, err);
    for (size_t i = 0; status == RELATA_OK && i < s.best_count; i++)
        if (!add_number(f, s.best[i].number))
            status = rl_error_memory(err);
    return status;
}

/* ---- the answer ---- */

static relata_status find_entities(rl_finder *f, const relata_query *q, relata_error *err)
{
    if (q->matching == RELATA_MATCH_PREFIX)
        return list(f, RL_FIND_PREFIX, q, err);
    if (q->matching == RELATA_MATCH_FUZZY)
        return find_near(f, q, err);
    relata_status status = list(f, RL_FIND_WHOLE, q, err);
    return status == RELATA_OK && f->count == 0 ? list(f, RL_FIND_WORD, q, err) : status;
}

/* What was asked, as an output string may hold it, and folded. */
static bool take_query(rl_finder *f, const char *name)
{
    rl_arena_clear(&f->arena);
    rl_buffer_clear(&f->folded);
    f->count = 0;
    (void)rl_utf8_sanitise(name, strlen(name), true, &f->folded);
    const char *query = rl_buffer_string(&f->folded);
    query = query == NULL ? NULL : rl_arena_copy(&f->arena, query, f->folded.length);
    f->answer = (relata_answer){.query = query, .suggestions = f->suggestions};
    rl_buffer_clear(&f->folded);
    return query != NULL && rl_fold_sought(query, &f->folded);
}

static relata_status answer(rl_finder *f, const relata_query *query, relata_error *err)
{
    relata_status status = find_entities(f, query, err);
    if (status == RELATA_OK)
        status = rl_finder_fill(f, query->most_neighbours, err);
    return status == RELATA_OK && f->count == 0 && query->suggest ? suggest(f, query, err) : status;
}

/* In one transaction, so that a writer cannot change the tables between two of the questions. */
relata_status rl_finder_find(rl_finder *finder, const relata_query *query, const relata_answer **ret_answer,
                             relata_error *err)
{
    relata_status status = take_query(finder, query->name) ? RELATA_OK : rl_error_memory(err);
    if (status == RELATA_OK)
        status = rl_sql_do(finder->store, finder->statements[RL_FIND_BEGIN], NULL, 0, err);
    if (status != RELATA_OK)
        return status;
    status = answer(finder, query, err);
    relata_status ended = rl_sql_do(finder->store, finder->statements[RL_FIND_END], NULL, 0, status == RELATA_OK ? err : NULL);
    status = status == RELATA_OK ? ended : status;
    if (status == RELATA_OK)
        *ret_answer = &finder->answer;
    return status;
}
