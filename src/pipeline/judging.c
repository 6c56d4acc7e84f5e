/* Judgements on their way through a run: read before the first document, so that a mistake in them costs no time. */
#include "pipeline/judging.h"

#include "resolve/divide.h"
#include "store/documents.h"

#include <stdlib.h>

relata_status rl_judging_open(rl_judging *judging, const char *path, const rl_engine *engine, relata_error *err)
{
    *judging = (rl_judging){.is_given = path != NULL, .last_line = SIZE_MAX};
    if (path == NULL)
        return RELATA_OK;
    relata_status status = rl_judgements_read(path, &engine->types, &judging->judgements, err);
    if (status != RELATA_OK)
        return status;
    judging->seen = calloc(judging->judgements.name_count + 1, sizeof *judging->seen);
    return judging->seen == NULL ? rl_error_memory(err) : RELATA_OK;
}

static relata_status read_lines(rl_judging *judging, const rl_buffer *lines, const char *name, const rl_engine *engine,
                                relata_error *err)
{
    relata_status status =
        rl_judgements_read_lines(name, lines->bytes, lines->length, &engine->types, &judging->judgements, err);
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

relata_status rl_judging_load(rl_judging *judging, rl_store *store, const char *name, const char *lines,
                              const rl_engine *engine, relata_error *err)
{
    rl_buffer all = {0};
    *judging = (rl_judging){0};
    /* What is new comes first, so that errors count its lines. */
    bool ok = lines == NULL || (rl_buffer_append_string(&all, lines) && rl_buffer_append_char(&all, '\n'));
    relata_status status = ok ? rl_store_judgements(store, &all, err) : rl_error_memory(err);
    judging->is_given = all.length > 0;
    judging->last_line = lines == NULL ? 0 : count_lines(lines);
    if (status == RELATA_OK && judging->is_given)
        status = read_lines(judging, &all, name, engine, err);
    rl_buffer_free(&all);
    return status;
}

relata_status rl_judging_store(const rl_judging *judging, rl_store *store, relata_error *err)
{
    rl_buffer line = {0};
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < judging->judgements.count; i++) {
        rl_buffer_clear(&line);
        bool ok = rl_judgement_write(&judging->judgements, &judging->judgements.items[i], &line);
        const char *text = ok ? rl_buffer_string(&line) : NULL;
        status = text == NULL ? rl_error_memory(err) : rl_store_put_judgement(store, text, err);
    }
    rl_buffer_free(&line);
    return status;
}

void rl_judging_free(rl_judging *judging)
{
    rl_judgements_free(&judging->judgements);
    free(judging->seen);
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
        rl_judgements_report(&judging->judgements, judging->seen, judging->last_line, notice, user);
}
