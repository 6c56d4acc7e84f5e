/* Judgements on their way through a run: read before the first document, so that a mistake in them costs no time. */
#include "pipeline/judging.h"

#include "resolve/divide.h"
#include "store/documents.h"

#include <stdlib.h>
#include <string.h>

relata_status rl_judging_open(rl_judging *judging, const char *path, const rl_engine *engine, relata_error *err)
{
    *judging = (rl_judging){.is_given = path != NULL};
    if (path == NULL)
        return RELATA_OK;
    relata_status status = rl_judgements_read(path, &engine->types, &judging->judgements, err);
    if (status != RELATA_OK)
        return status;
    judging->seen = calloc(judging->judgements.name_count + 1, sizeof *judging->seen);
    return judging->seen == NULL ? rl_error_memory(err) : RELATA_OK;
}

static size_t count_lines(const char *lines)
{
    size_t count = 1;
    for (const char *c = lines; *c != '\0'; c++)
        count += *c == '\n';
    return count;
}

/* What was given comes first, so that errors count its lines; then those of the store. */
static relata_status read_all(rl_store *store, const char *lines, rl_buffer *ret, size_t *ret_given, relata_error *err)
{
    bool ok = lines == NULL || (rl_buffer_append_string(ret, lines) && rl_buffer_append_char(ret, '\n'));
    *ret_given = lines == NULL ? 0 : count_lines(lines);
    return ok ? rl_store_judgements(store, ret, err) : rl_error_memory(err);
}

static bool copy_command(rl_judging *judging, const char *command)
{
    if (command == NULL)
        return true;
    (void)rl_buffer_append_string(&judging->command, command);
    judging->judgements.command = rl_buffer_string(&judging->command);
    return judging->judgements.command != NULL;
}

relata_status rl_judging_load(rl_judging *judging, rl_store *store, const char *name, const char *lines,
                              const char *command, const rl_engine *engine, relata_error *err)
{
    rl_buffer all = {0};
    size_t given = 0;
    *judging = (rl_judging){0};
    relata_status status = read_all(store, lines, &all, &given, err);
    judging->is_given = all.length > 0;
    const rl_judgement_lines read = {name, all.bytes, all.length, given, rl_store_path(store), false};
    if (status == RELATA_OK && judging->is_given)
        status = rl_judgements_read_lines(&read, &engine->types, &judging->judgements, err);
    rl_buffer_free(&all);
    if (status != RELATA_OK || !judging->is_given)
        return status;
    judging->seen = calloc(judging->judgements.name_count + 1, sizeof *judging->seen);
    return judging->seen == NULL || !copy_command(judging, command) ? rl_error_memory(err) : RELATA_OK;
}

static relata_status store_one(const rl_judgements *j, const rl_judgement *item, rl_store *store, rl_buffer *line,
                               relata_error *err)
{
    rl_buffer_clear(line);
    const char *text = rl_judgement_write(j, item, line) ? rl_buffer_string(line) : NULL;
    if (text == NULL)
        return rl_error_memory(err);
    if (line->length >= RL_JUDGEMENT_LIMIT)
        return rl_error_set(err, RELATA_ERROR_LIMIT, j->path, item->line, 0, "the line is too long for a store");
    return rl_store_put_judgement(store, text, err);
}

relata_status rl_judging_store(const rl_judging *judging, rl_store *store, relata_error *err)
{
    const rl_judgements *j = &judging->judgements;
    rl_buffer line = {0};
    uint32_t *firsts = rl_judgements_firsts(j);
    bool *kept = calloc(j->count + 1, sizeof *kept); /* by item: the store has one like it */
    relata_status status = firsts == NULL || kept == NULL ? rl_error_memory(err) : RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < j->count; i++)
        kept[firsts[i]] |= j->items[i].line > j->given;
    for (size_t i = 0; status == RELATA_OK && i < j->count; i++)
        if (firsts[i] == i && !kept[i])
            status = store_one(j, &j->items[i], store, &line, err);
    rl_buffer_free(&line);
    free(firsts);
    free(kept);
    return status;
}

/* ---- forgetting ---- */

/* The store's lines follow those that were given. Calls up to a line are cheap: they go on from the last one. */
typedef struct line_walk {
    char *at;
    size_t line;
} line_walk;

/* The line with this number, which is not before the last one; it is ended by NUL. */
static const char *walk_to(line_walk *walk, size_t line)
{
    for (; walk->line < line; walk->line++)
        walk->at += strlen(walk->at) + 1;
    return walk->at;
}

static void end_lines(rl_buffer *lines)
{
    for (char *end = lines->bytes; (end = memchr(end, '\n', lines->length - (size_t)(end - lines->bytes))) != NULL;)
        *end = '\0';
}

static relata_status refuse_unknown(const rl_judgements *j, const rl_judgement *item, relata_error *err)
{
    rl_buffer line = {0};
    const char *text = rl_judgement_write(j, item, &line) ? rl_buffer_string(&line) : NULL;
    relata_status status = text == NULL
                               ? rl_error_memory(err)
                               : rl_error_set(err, RELATA_ERROR_ARGUMENT, j->store, 0, 0,
                                              "the store has no judgement %.400s; nothing was forgotten", text);
    rl_buffer_free(&line);
    return status;
}

/* Drops the store's judgements that say what a given one says. `all` are the lines that `j` was read from. */
static relata_status drop_given(const rl_judgements *j, const uint32_t *firsts, rl_buffer *all, rl_store *store,
                                size_t *ret_count, relata_error *err)
{
    line_walk walk = {all->bytes, 1};
    relata_status status = RELATA_OK;
    bool *met = calloc(j->count + 1, sizeof *met);
    if (met == NULL)
        return rl_error_memory(err);
    end_lines(all);
    for (size_t i = 0; status == RELATA_OK && i < j->count; i++) {
        const rl_judgement *item = &j->items[i];
        if (item->line <= j->given || j->items[firsts[i]].line > j->given)
            continue;
        bool dropped = false;
        met[firsts[i]] = true;
        status = rl_store_drop_judgement(store, walk_to(&walk, item->line), &dropped, err);
        *ret_count += dropped;
    }
    for (size_t i = 0; status == RELATA_OK && i < j->count; i++)
        if (j->items[i].line <= j->given && !met[firsts[i]])
            status = refuse_unknown(j, &j->items[i], err);
    free(met);
    return status;
}

/* Drops what is written as in the store, and makes its lines empty: a type that lists have no more is not understood. */
static relata_status drop_literally(rl_buffer *lines, rl_store *store, size_t *ret_count, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t from = 0, to; status == RELATA_OK && from < lines->length; from = to + 1) {
        bool dropped = false;
        char *end = memchr(lines->bytes + from, '\n', lines->length - from);
        to = end == NULL ? lines->length : (size_t)(end - lines->bytes);
        lines->bytes[to] = '\0';
        status = rl_store_drop_judgement(store, lines->bytes + from, &dropped, err);
        if (dropped)
            memset(lines->bytes + from, ' ', to - from);
        if (end != NULL)
            *end = '\n';
        *ret_count += dropped;
    }
    return status;
}

static relata_status forget(rl_store *store, const char *name, const char *lines, const rl_engine *engine,
                            rl_judgements *ret_before, size_t *ret_count, relata_error *err)
{
    rl_buffer all = {0};
    size_t given = 0;
    uint32_t *firsts = NULL;
    rl_judgements j = {0};
    relata_status status = read_all(store, lines, &all, &given, err);
    const rl_judgement_lines read = {name, all.bytes, all.length, given, rl_store_path(store), true};
    if (status == RELATA_OK)
        status = rl_judgements_read_lines(&read, &engine->types, &j, err);
    if (status == RELATA_OK && (firsts = rl_judgements_firsts(&j)) == NULL)
        status = rl_error_memory(err);
    if (status == RELATA_OK)
        status = drop_given(&j, firsts, &all, store, ret_count, err);
    free(firsts);
    rl_buffer_free(&all);
    if (status == RELATA_OK)
        *ret_before = j;
    else
        rl_judgements_free(&j);
    return status;
}

relata_status rl_judging_forget(rl_store *store, const char *name, const char *lines, bool literally,
                                const rl_engine *engine, rl_judgements *ret_before, size_t *ret_count,
                                relata_error *err)
{
    rl_buffer copy = {0};
    size_t count = 0;
    const char *text = rl_buffer_append_string(&copy, lines) ? rl_buffer_string(&copy) : NULL;
    relata_status status = text == NULL ? rl_error_memory(err) : RELATA_OK;
    if (status == RELATA_OK && literally)
        status = drop_literally(&copy, store, &count, err);
    if (status == RELATA_OK)
        status = forget(store, name, copy.bytes, engine, ret_before, &count, err);
    if (status == RELATA_OK)
        *ret_count = count;
    rl_buffer_free(&copy);
    return status;
}

/* ---- obeying ---- */

void rl_judging_tell(rl_judging *judging, relata_notice_fn notice, void *user)
{
    judging->judgements.notice = notice;
    judging->judgements.notice_user = user;
}

void rl_judging_free(rl_judging *judging)
{
    rl_judgements_free(&judging->judgements);
    free(judging->seen);
    rl_buffer_free(&judging->command);
    *judging = (rl_judging){0};
}

relata_status rl_judging_divide(const rl_judging *judging, rl_analyst *analyst, relata_error *err)
{
    rl_local_entity *entities = NULL;
    size_t count = 0;
    if (!judging->is_given || !judging->judgements.divides)
        return RELATA_OK;
    rl_divide_input input = {&analyst->text, rl_gazetteer_entries(analyst->engine->gazetteer), analyst->mentions,
                             analyst->mention_count, analyst->entities, analyst->entity_count};
    relata_status status = rl_document_divide(&judging->judgements, &input, &entities, &count, err);
    if (status != RELATA_OK || entities == NULL)
        return status;
    free(analyst->divided);
    analyst->divided = entities;
    analyst->entities = entities;
    analyst->entity_count = count;
    return RELATA_OK;
}

relata_status rl_judging_apply(const rl_judging *judging, const rl_engine *engine, const rl_record *const *records,
                               size_t count, rl_corpus *corpus, bool *ret_seen, relata_error *err)
{
    if (!judging->is_given)
        return RELATA_OK;
    return rl_corpus_judge(corpus, records, count, rl_gazetteer_entries(engine->gazetteer), &engine->types,
                           &judging->judgements, ret_seen, err);
}

void rl_judging_report(const rl_judging *judging, relata_notice_fn notice, void *user)
{
    if (judging->is_given)
        rl_judgements_report(&judging->judgements, judging->seen, notice, user);
}
