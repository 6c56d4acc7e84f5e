/* Nodes are the corpus's entities sorted by id; edges come from the pairs of all records (edges.c). */
#include "pipeline/assemble.h"

#include "base/pool.h"
#include "pipeline/edge_weights.h"
#include "pipeline/edges.h"
#include "pipeline/incidence.h"
#include "pipeline/listed.h"
#include "pipeline/slices.h"
#include "pipeline/ties.h"
#include "pipeline/windows.h"
#include "resolve/corpus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct assembly {
    rl_network *network;
    const rl_engine *engine;
    const rl_record *const *records;
    size_t record_count;
    const relata_build_options *options;
    rl_corpus corpus;
    uint32_t *node_of; /* by corpus entity; RL_NONE: left out */
    rl_pool texts; /* of reasons */
} assembly;

static const char *copy(assembly *a, const char *string)
{
    return rl_arena_copy(&a->network->arena, string, strlen(string));
}

/* Replaces a borrowed string by a copy; NULL and "" mean that there is none. False if there is no memory. */
static bool own(assembly *a, const char **string)
{
    if (*string == NULL || **string == '\0') {
        *string = NULL;
        return true;
    }
    *string = copy(a, *string);
    return *string != NULL;
}

/* Copies a string that many nodes may share once. */
static const char *copy_shared(assembly *a, const char *string)
{
    return rl_pool_copy(&a->texts, &a->network->arena, string);
}

/* ---- nodes ---- */

static bool is_wanted(const assembly *a, uint32_t type)
{
    const char *name = rl_string_map_key(&a->engine->types, type, NULL);
    for (size_t i = 0; i < a->options->type_count; i++)
        if (strcmp(a->options->types[i], name) == 0)
            return true;
    return a->options->types == NULL;
}

enum { HEAD_WORDS = 3 };

/* An entity on its way to its place: the first bytes of its id, as numbers that sort as they do, spare most looks at ids, which
 * lie all over memory. */
typedef struct placed {
    uint64_t head[HEAD_WORDS];
    const rl_corpus_entity *entity;
} placed;

static placed place(const rl_corpus_entity *entity)
{
    placed p = {.entity = entity};
    const char *at = entity->id;
    for (size_t i = 0; i < HEAD_WORDS * sizeof p.head[0]; i++) {
        p.head[i / 8] = p.head[i / 8] << 8 | (unsigned char)*at;
        at += *at != '\0';
    }
    return p;
}

static int compare_ids(const void *x, const void *y)
{
    const placed *a = x, *b = y;
    for (size_t i = 0; i < HEAD_WORDS; i++)
        if (a->head[i] != b->head[i])
            return a->head[i] < b->head[i] ? -1 : 1;
    return strcmp(a->entity->id, b->entity->id);
}

static bool copy_aliases(assembly *a, const rl_corpus_entity *entity, rl_node *node)
{
    const char **aliases = rl_arena_alloc(&a->network->arena, (entity->alias_count + 1) * sizeof *aliases);
    if (aliases == NULL)
        return false;
    for (size_t i = 0; i < entity->alias_count; i++) {
        aliases[i] = copy(a, entity->aliases[i]);
        if (aliases[i] == NULL)
            return false;
    }
    node->aliases = aliases;
    node->alias_count = entity->alias_count;
    return true;
}

/* Many names share a reason. */
static bool copy_reasons(assembly *a, const rl_corpus_entity *entity, rl_node *node)
{
    size_t count = entity->alias_count < RL_REASON_LIMIT ? entity->alias_count : RL_REASON_LIMIT;
    const char **reasons = rl_arena_alloc(&a->network->arena, (count + 1) * sizeof *reasons);
    if (reasons == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        reasons[i] = copy_shared(a, entity->reasons[i]);
        if (reasons[i] == NULL)
            return false;
    }
    node->reasons = reasons;
    node->reason_count = count;
    return true;
}

static void add_attributes(const assembly *a, uint32_t entry_number, rl_node *node)
{
    const rl_entry *entry = &rl_gazetteer_entries(a->engine->gazetteer)[entry_number];
    node->country = entry->country;
    node->role = entry->role;
    node->latitude = entry->latitude;
    node->longitude = entry->longitude;
}

static bool make_node(assembly *a, const rl_corpus_entity *entity, rl_node *node)
{
    *node = (rl_node){
        .id = entity->id,
        .label = entity->label,
        .type = rl_string_map_key(&a->engine->types, entity->type, NULL),
        .mentions = entity->mentions,
        .documents = entity->documents,
        .first_seen = entity->first_seen,
        .last_seen = entity->last_seen,
        .latitude = NAN,
        .longitude = NAN,
        .betweenness = NAN,
    };
    if (entity->entry != RL_NONE)
        add_attributes(a, entity->entry, node);
    return own(a, &node->id) && own(a, &node->label) && own(a, &node->type) && own(a, &node->first_seen) &&
           own(a, &node->last_seen) && own(a, &node->country) && own(a, &node->role) && copy_aliases(a, entity, node) &&
           copy_reasons(a, entity, node);
}

static bool make_nodes(assembly *a)
{
    size_t count = 0;
    placed *order = malloc((a->corpus.count + 1) * sizeof *order);
    a->node_of = malloc((a->corpus.count + 1) * sizeof *a->node_of);
    a->network->nodes = calloc(a->corpus.count + 1, sizeof *a->network->nodes);
    bool ok = order != NULL && a->node_of != NULL && a->network->nodes != NULL;
    for (size_t i = 0; ok && i < a->corpus.count; i++) {
        a->node_of[i] = RL_NONE;
        if (!a->corpus.entities[i].dropped && is_wanted(a, a->corpus.entities[i].type))
            order[count++] = place(&a->corpus.entities[i]);
    }
    if (ok && count > 0)
        qsort(order, count, sizeof *order, compare_ids);
    for (size_t i = 0; ok && i < count; i++) {
        a->node_of[order[i].entity - a->corpus.entities] = (uint32_t)i;
        ok = make_node(a, order[i].entity, &a->network->nodes[i]);
    }
    a->network->node_count = ok ? count : 0;
    free(order);
    return ok;
}

static bool describe_window(assembly *a)
{
    static const char *const names[] = {"sentence", "paragraph", "document"};
    char number[32];
    const char *name = number;
    if (a->options->window == RELATA_WINDOW_TOKENS)
        (void)snprintf(number, sizeof number, "%zu", a->options->window_tokens);
    else
        name = names[a->options->window];
    a->network->window = copy(a, name);
    a->network->weight = copy(a, rl_weight_name(a->options->weight));
    a->network->seed = a->options->seed;
    return a->network->window != NULL && a->network->weight != NULL;
}

static bool make_edges(assembly *a)
{
    rl_edges_input input = {a->records, a->record_count, a->options, &a->corpus, a->node_of};
    return rl_edges_make(a->network, &input);
}

static bool make_ties(assembly *a)
{
    rl_ties_input input = {a->engine, a->options, a->records, a->record_count, &a->corpus, a->node_of};
    return rl_ties_assemble(a->network, &input);
}

static relata_status read_entry(const assembly *a, uint32_t entry, relata_error *err)
{
    return entry == RL_NONE ? RELATA_OK : rl_gazetteer_read_entry(a->engine->gazetteer, entry, err);
}

/* Entries are read where a text names them first, which may have been in another run. */
static relata_status read_entries(const assembly *a, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < a->record_count; i++) {
        const rl_record *record = a->records[i];
        for (size_t k = 0; status == RELATA_OK && k < record->entity_count; k++)
            status = read_entry(a, record->entities[k].entry, err);
        for (size_t k = 0; status == RELATA_OK && k < record->relations.count; k++) {
            status = read_entry(a, record->relations.items[k].subject_entry, err);
            if (status == RELATA_OK)
                status = read_entry(a, record->relations.items[k].object_entry, err);
        }
    }
    return status;
}

static relata_status resolve(assembly *a, relata_error *err)
{
    rl_listed listed;
    relata_error why = {0};
    rl_listed_init(&listed, a->engine, a->records, a->record_count);
    relata_status status = rl_corpus_resolve(a->records, a->record_count, rl_gazetteer_entries(a->engine->gazetteer),
                                             &a->engine->types, &listed.lists, &a->corpus, &why);
    if (status != RELATA_OK) {
        const relata_error *first = listed.error.status != RELATA_OK ? &listed.error : &why;
        status = first->status;
        if (err != NULL && err->status == RELATA_OK)
            *err = *first;
    }
    rl_listed_free(&listed);
    return status;
}

relata_status rl_network_fill(rl_network *network, const rl_engine *engine, const rl_record *const *records,
                              size_t count, const relata_build_options *options, const rl_corpus *corpus,
                              rl_incidence *ret_incidence, relata_error *err)
{
    assembly a = {.network = network,
                  .engine = engine,
                  .records = records,
                  .record_count = count,
                  .options = options,
                  .corpus = *corpus};
    relata_status status = describe_window(&a) && make_nodes(&a) ? RELATA_OK : rl_error_memory(err);
    if (status == RELATA_OK)
        status = rl_windows_count(network, records, count, a.corpus.first_of, a.corpus.entity_of, a.node_of, err);
    if (status == RELATA_OK && !(make_edges(&a) && make_ties(&a)))
        status = rl_error_memory(err);
    if (status == RELATA_OK && ret_incidence != NULL)
        status = rl_incidence_make(
            &(rl_incidence_input){records, count, corpus->first_of, corpus->entity_of, corpus->count, a.node_of}, ret_incidence, err);
    free(a.node_of);
    rl_pool_free(&a.texts);
    return status;
}

relata_status rl_network_assemble(rl_network *network, const rl_engine *engine, const rl_record *const *records,
                                  size_t count, const relata_build_options *options, rl_judging *judging,
                                  rl_incidence *ret_incidence, relata_error *err)
{
    relata_build_options all = rl_options_without_bounds(options);
    assembly a = {.engine = engine, .records = records, .record_count = count};
    relata_status status = read_entries(&a, err);
    if (status == RELATA_OK)
        status = resolve(&a, err);
    if (status == RELATA_OK)
        status = rl_judging_apply(judging, engine, records, count, &a.corpus, judging->seen, err);
    if (status == RELATA_OK)
        status = rl_network_fill(network, engine, records, count, ret_incidence == NULL ? options : &all, &a.corpus,
                                 ret_incidence, err);
    if (status == RELATA_OK && options->slice != RELATA_SLICING_NONE)
        status = rl_slices_assemble(network, &(rl_slices_input){engine, records, count, options, &a.corpus}, err);
    rl_corpus_free(&a.corpus);
    return status;
}
