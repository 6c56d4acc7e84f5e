/* Judgements on their way through a run: read before the first document, so that a mistake in them costs no time. */
#include "pipeline/judging.h"

#include "resolve/divide.h"

#include <stdlib.h>

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
        rl_judgements_report(&judging->judgements, judging->seen, notice, user);
}
