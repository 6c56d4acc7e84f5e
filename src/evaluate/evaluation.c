/* Figures and mistakes, in one object with all its strings. */
#include "evaluate/evaluation.h"

#include "evaluate/mistakes.h"

#include <stdlib.h>

typedef struct holder {
    relata_evaluation evaluation; /* first: what the caller sees */
    rl_arena arena;
} holder;

static const char *const KINDS[RELATA_MISTAKE_KINDS] = {
    [RL_MISSED] = "missed",           [RL_INVENTED] = "invented",           [RL_WRONG_TYPE] = "wrong type",
    [RL_WRONG_SPAN] = "wrong span",   [RL_SPLIT_NODE] = "split node",       [RL_MERGED_NODE] = "merged node",
    [RL_MISSED_EDGE] = "missed edge", [RL_INVENTED_EDGE] = "invented edge",
};

static const char **copy_types(const rl_string_map *types, rl_arena *arena)
{
    const char **names = rl_arena_alloc(arena, (types->count + 1) * sizeof *names);
    for (size_t i = 0; names != NULL && i < types->count; i++) {
        size_t length = 0;
        const char *name = rl_string_map_key(types, (uint32_t)i, &length);
        names[i] = rl_arena_copy(arena, name, length);
        if (names[i] == NULL)
            return NULL;
    }
    return names;
}

static rl_tally add_up(const rl_tally *tallies, size_t count)
{
    rl_tally sum = {0};
    for (size_t i = 0; i < count; i++) {
        sum.gold += tallies[i].gold;
        sum.found += tallies[i].found;
        sum.right += tallies[i].right;
        sum.found_right += tallies[i].found_right;
    }
    return sum;
}

static bool score_mentions(const rl_mistaking *m, size_t type_count, relata_evaluation *e)
{
    rl_tally overlap, *tallies = malloc((type_count + 1) * sizeof *tallies);
    relata_score *types = rl_arena_alloc(m->arena, (type_count + 1) * sizeof *types);
    if (tallies == NULL || types == NULL || !rl_mentions_by_overlap(&m->spans, &overlap)) {
        free(tallies);
        return false;
    }
    rl_mentions_by_type(&m->spans, tallies, type_count);
    for (size_t i = 0; i < type_count; i++)
        types[i] = rl_score_of(m->types[i], tallies[i]);
    e->types = types;
    e->type_count = type_count;
    e->all = rl_score_of("all", add_up(tallies, type_count));
    e->span = rl_score_of("span", rl_mentions_by_span(&m->spans));
    e->overlap = rl_score_of("overlap", overlap);
    free(tallies);
    return true;
}

static relata_status make_network(rl_mistaking *m, const rl_cuts *cuts, relata_error *err)
{
    const rl_comparison *c = m->comparison;
    if (!rl_occurrences_make(&c->gold, &c->gold, cuts, &m->gold) ||
        !rl_occurrences_make(&c->found, &c->gold, cuts, &m->found) ||
        !rl_pairing_make(&m->gold, &m->found, &m->pairing))
        return rl_error_memory(err);
    relata_status status = rl_ties_make(&m->gold, &m->gold_ties, err);
    return status == RELATA_OK ? rl_ties_make(&m->found, &m->found_ties, err) : status;
}

static relata_status score_network(rl_mistaking *m, relata_evaluation *e, relata_error *err)
{
    rl_cuts cuts = {0};
    rl_tally edges, weighted;
    if (!rl_cuts_find(m->comparison->texts, m->comparison->text_count, &cuts))
        return rl_error_memory(err);
    relata_status status = make_network(m, &cuts, err);
    rl_cuts_free(&cuts);
    if (status != RELATA_OK)
        return status;
    rl_edges_count(&m->gold_ties, &m->found_ties, &m->pairing, &edges, &weighted);
    e->nodes = rl_score_of("nodes", m->pairing.tally);
    e->edges = rl_score_of("edges", edges);
    e->weighted = rl_score_of("weighted", weighted);
    return RELATA_OK;
}

static relata_status score(rl_mistaking *m, relata_evaluation *e, relata_error *err)
{
    const rl_comparison *c = m->comparison;
    if (!score_mentions(m, c->types.count, e))
        return rl_error_memory(err);
    relata_status status = score_network(m, e, err);
    if (status != RELATA_OK)
        return status;
    bool ok = rl_mistakes_in_mentions(m) && rl_mistakes_in_nodes(m) && rl_mistakes_in_edges(m);
    return ok ? RELATA_OK : rl_error_memory(err);
}

static void count_sides(const rl_comparison *c, relata_evaluation *e)
{
    e->documents = c->text_count;
    e->missing = c->missing;
    e->extra = c->extra;
    e->other_gold = c->gold.other;
    e->other_found = c->found.other;
    for (size_t i = 0; i < c->gold.count; i++)
        e->without_entity += c->gold.spans[i].entity == RL_NONE && c->gold.spans[i].type != RL_NONE;
    for (size_t kind = 0; kind < RELATA_MISTAKE_KINDS; kind++)
        e->mistakes[kind].kind = KINDS[kind];
}

static void free_mistaking(rl_mistaking *m)
{
    free((void *)m->spans.gold);
    free((void *)m->spans.found);
    rl_occurrences_free(&m->gold);
    rl_occurrences_free(&m->found);
    rl_pairing_free(&m->pairing);
    rl_ties_free(&m->gold_ties);
    rl_ties_free(&m->found_ties);
}

relata_status rl_evaluation_make(const rl_comparison *comparison, size_t most_mistakes,
                                 relata_evaluation **ret_evaluation, relata_error *err)
{
    holder *h = calloc(1, sizeof *h);
    if (h == NULL)
        return rl_error_memory(err);
    rl_mistaking m = {.comparison = comparison,
                      .most = most_mistakes,
                      .arena = &h->arena,
                      .mistakes = h->evaluation.mistakes,
                      .types = copy_types(&comparison->types, &h->arena)};
    m.spans.gold = rl_spans_scored(&comparison->gold, &m.spans.gold_count);
    m.spans.found = rl_spans_scored(&comparison->found, &m.spans.found_count);
    bool ready = m.types != NULL && m.spans.gold != NULL && m.spans.found != NULL;
    count_sides(comparison, &h->evaluation);
    relata_status status = ready ? score(&m, &h->evaluation, err) : rl_error_memory(err);
    free_mistaking(&m);
    if (status != RELATA_OK) {
        rl_evaluation_free(&h->evaluation);
        return status;
    }
    *ret_evaluation = &h->evaluation;
    return RELATA_OK;
}

void rl_evaluation_free(relata_evaluation *evaluation)
{
    if (evaluation == NULL)
        return;
    holder *h = (holder *)evaluation;
    rl_arena_free(&h->arena);
    free(h);
}
