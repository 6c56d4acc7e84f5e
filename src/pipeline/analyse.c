/* The order of the stages for one document. */
#include "pipeline/analyse.h"

#include <stdlib.h>
#include <string.h>

bool rl_analyst_init(rl_analyst *analyst, const rl_engine *engine)
{
    *analyst = (rl_analyst){.engine = engine};
    analyst->recogniser = rl_recogniser_new();
    analyst->resolver = rl_resolver_new();
    analyst->relation_finder = rl_relation_finder_new();
    return analyst->recogniser != NULL && analyst->resolver != NULL && analyst->relation_finder != NULL;
}

void rl_analyst_free(rl_analyst *analyst)
{
    rl_text_worker_free(&analyst->text_worker);
    rl_hits_free(&analyst->hits);
    rl_match_worker_free(&analyst->match_worker);
    rl_recogniser_free(analyst->recogniser);
    rl_resolver_free(analyst->resolver);
    rl_relater_free(&analyst->relater);
    rl_passages_free(&analyst->passages);
    rl_text_lines_free(&analyst->lines);
    rl_relation_finder_free(analyst->relation_finder);
    rl_offsets_free(&analyst->offsets);
    rl_table_free(&analyst->forms);
    rl_string_map_free(&analyst->shown_numbers);
    rl_buffer_free(&analyst->scratch);
    rl_buffer_free(&analyst->strings);
    free(analyst->joins);
    free(analyst->shown_offsets);
    free(analyst->said);
    free(analyst->counted);
    free(analyst->form_of);
    free(analyst->line_of);
    free(analyst->divided);
}

static relata_status read_text(rl_analyst *a, const char *bytes, size_t length, relata_error *err)
{
    rl_text_rules rules = a->engine->rules; /* borrows all */
    if (a->keeping.furniture)
        rules.phrase_count = 0;
    a->repeat_count = 0;
    relata_status status = rl_text_read(&a->text_worker, &rules, bytes, length, &a->text, err);
    if (status == RELATA_OK && !a->keeping.repeats)
        status = rl_passages_mark(&a->passages, &a->text, &a->repeat_count, err);
    return status;
}

/* A listed name of several words that runs over a single line break: the break ends no sentence. */
static relata_status join_broken_names(rl_analyst *a, relata_error *err)
{
    rl_text *text = &a->text;
    bool *joins = rl_array_grow(a->joins, &a->join_capacity, text->sentence_count + 1, sizeof *joins);
    if (joins == NULL)
        return rl_error_memory(err);
    a->joins = joins;
    memset(joins, 0, (text->sentence_count + 1) * sizeof *joins);
    bool any = false;
    for (size_t i = 0; i < a->hits.count; i++) {
        const rl_hit *hit = &a->hits.items[i];
        uint32_t from = text->tokens[hit->first].sentence, to = text->tokens[hit->last - 1].sentence;
        if (from == to || hit->kind > RL_NAME_ALIAS)
            continue;
        for (uint32_t s = from + 1; s <= to; s++)
            joins[s] = any = true;
    }
    if (any)
        rl_text_join_sentences(text, joins);
    return RELATA_OK;
}

static relata_status recognise(rl_analyst *a, const rl_pattern_hit *patterns, size_t pattern_count, relata_error *err)
{
    a->findings = (rl_findings){
        .text = &a->text,
        .hits = a->hits.items,
        .hit_count = a->hits.count,
        .patterns = patterns,
        .pattern_count = pattern_count,
        .entries = rl_gazetteer_entries(a->engine->gazetteer),
        .pattern_names = a->engine->pattern_names,
    };
    return rl_recognise(a->recogniser, &a->engine->weights, &a->findings, &a->mentions, &a->mention_count, err);
}

static relata_status resolve(rl_analyst *a, const rl_pattern_hit *patterns, size_t pattern_count, relata_error *err)
{
    rl_resolve_input input = {
        .text = &a->text,
        .hits = a->hits.items,
        .hit_count = a->hits.count,
        .patterns = patterns,
        .pattern_count = pattern_count,
        .entries = rl_gazetteer_entries(a->engine->gazetteer),
        .mentions = a->mentions,
        .mention_count = a->mention_count,
    };
    return rl_resolve_document(a->resolver, &input, &a->entities, &a->entity_count, err);
}

relata_status rl_analyse(rl_analyst *analyst, const char *bytes, size_t length, relata_error *err)
{
    rl_analyst *a = analyst;
    const rl_pattern_hit *patterns = NULL;
    size_t pattern_count = 0;
    a->relations = NULL;
    a->relation_count = 0;
    relata_status status = read_text(a, bytes, length, err);
    if (status == RELATA_OK)
        status = rl_gazetteer_scan(a->engine->gazetteer, &a->text, &a->hits, err);
    if (status == RELATA_OK)
        status = join_broken_names(a, err);
    if (status == RELATA_OK)
        status = rl_match_run(&a->match_worker, &a->engine->patterns, &a->text, a->hits.items, a->hits.count,
                              &patterns, &pattern_count, err);
    if (status == RELATA_OK)
        status = recognise(a, patterns, pattern_count, err);
    if (status == RELATA_OK)
        status = resolve(a, patterns, pattern_count, err);
    return status;
}

/* What was recognised only where it is said again keeps its first mention. */
static bool mark_repeated(rl_analyst *a)
{
    bool *said = rl_array_grow(a->said, &a->said_capacity, a->entity_count + 1, sizeof *said);
    if (said == NULL)
        return false;
    a->said = said;
    memset(said, 0, (a->entity_count + 1) * sizeof *said);
    for (size_t m = 0; m < a->mention_count; m++) {
        rl_mention *mention = &a->mentions[m];
        mention->repeated = (a->text.tokens[mention->first].flags & RL_TOKEN_REPEATED) != 0;
        said[mention->entity] |= !mention->repeated;
    }
    for (size_t m = 0; m < a->mention_count; m++)
        if (!said[a->mentions[m].entity]) {
            a->mentions[m].repeated = false;
            said[a->mentions[m].entity] = true;
        }
    return true;
}

bool rl_analyst_count(rl_analyst *analyst)
{
    rl_analyst *a = analyst;
    rl_mention *counted = rl_array_grow(a->counted, &a->counted_capacity, a->mention_count + 1, sizeof *counted);
    if (counted == NULL)
        return false;
    a->counted = counted;
    if (!mark_repeated(a))
        return false;
    a->counted_count = 0;
    for (size_t m = 0; m < a->mention_count; m++)
        if (!a->mentions[m].repeated)
            counted[a->counted_count++] = a->mentions[m];
    return true;
}

relata_status rl_analyse_relations(rl_analyst *a, relata_error *err)
{
    rl_relation_input input = {
        .text = &a->text,
        .hits = a->hits.items,
        .hit_count = a->hits.count,
        .mentions = a->mentions,
        .mention_count = a->mention_count,
        .entries = rl_gazetteer_entries(a->engine->gazetteer),
    };
    return rl_relations_find(a->relation_finder, a->engine->relations, &input, &a->relations, &a->relation_count, err);
}
