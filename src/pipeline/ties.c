/* Every statement of every record becomes a link between two nodes; links of one (subject, relation, object) become one
 * edge, whose evidence is the surest and first of them. The nodes are those of the other network, with the same ids,
 * and countries that no document names but by their demonyms. */
#include "pipeline/ties.h"

#include "base/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A statement, seen from the network. */
typedef struct link {
    uint32_t source; /* nodes */
    uint32_t target;
    uint32_t kind;
    uint32_t modality; /* the surest come first */
    uint32_t record;
    uint32_t relation;
    bool is_turned; /* of a symmetric relation: its subject is the target */
} link;

typedef struct entry_node {
    uint32_t entry;
    uint32_t node; /* provisional: those behind the other network's are new */
} entry_node;

typedef struct weaving {
    const rl_ties_input *in;
    rl_network *network; /* of co-occurrences: its arena holds all strings */
    rl_network *ties;
    entry_node *entries; /* of corpus entities, sorted by entry */
    size_t entry_count;
    entry_node *extras; /* in the order of their nodes */
    size_t extra_count;
    size_t extra_capacity;
    rl_string_map extra_entries; /* which entries are among them */
    uint32_t *place_of;          /* by provisional node: its place in the order of ids */
    link *links;
    size_t link_count;
    rl_pool texts; /* of evidence, dates, … */
} weaving;

static const char *copy_shared(weaving *w, const char *string)
{
    return rl_pool_copy(&w->texts, &w->network->arena, string);
}

/* ---- nodes by entry ---- */

static int compare_entries(const void *x, const void *y)
{
    const entry_node *a = x, *b = y;
    if (a->entry != b->entry)
        return a->entry < b->entry ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

static bool index_entries(weaving *w)
{
    const rl_corpus *corpus = w->in->corpus;
    w->entries = malloc((corpus->count + 1) * sizeof *w->entries);
    if (w->entries == NULL)
        return false;
    for (size_t i = 0; i < corpus->count; i++)
        if (corpus->entities[i].entry != RL_NONE)
            w->entries[w->entry_count++] = (entry_node){corpus->entities[i].entry, w->in->node_of[i]};
    if (w->entry_count > 0)
        qsort(w->entries, w->entry_count, sizeof *w->entries, compare_entries);
    return true;
}

static bool is_wanted(const weaving *w, uint32_t type)
{
    const char *name = rl_string_map_key(&w->in->engine->types, type, NULL);
    for (size_t i = 0; i < w->in->options->type_count; i++)
        if (strcmp(w->in->options->types[i], name) == 0)
            return true;
    return w->in->options->types == NULL;
}

/* The node of an entry that no document names otherwise. */
static bool extra_node(weaving *w, uint32_t entry, uint32_t *ret_node)
{
    *ret_node = RL_NONE;
    if (!is_wanted(w, rl_gazetteer_entries(w->in->engine->gazetteer)[entry].type))
        return true;
    uint32_t number = rl_string_map_add(&w->extra_entries, (const char *)&entry, sizeof entry);
    entry_node *extras = rl_array_grow(w->extras, &w->extra_capacity, w->extra_count + 1, sizeof *extras);
    if (number == RL_NONE || extras == NULL)
        return false;
    w->extras = extras;
    *ret_node = (uint32_t)w->network->node_count + number;
    if (number == w->extra_count)
        extras[w->extra_count++] = (entry_node){entry, *ret_node};
    return true;
}

static bool node_of_entry(weaving *w, uint32_t entry, uint32_t *ret_node)
{
    size_t low = 0, high = w->entry_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->entries[middle].entry < entry)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == w->entry_count || w->entries[low].entry != entry)
        return extra_node(w, entry, ret_node);
    *ret_node = w->entries[low].node;
    return true;
}

static bool node_of_end(weaving *w, size_t record, uint32_t entity, uint32_t entry, uint32_t *ret_node)
{
    const rl_corpus *corpus = w->in->corpus;
    if (entity == RL_NONE)
        return node_of_entry(w, entry, ret_node);
    *ret_node = w->in->node_of[corpus->entity_of[corpus->first_of[record] + entity]];
    return true;
}

/* ---- links ---- */

static bool add_link(weaving *w, size_t record, size_t number)
{
    const rl_record_relation *r = &w->in->records[record]->relations.items[number];
    uint32_t source, target;
    if (!node_of_end(w, record, r->subject, r->subject_entry, &source) ||
        !node_of_end(w, record, r->object, r->object_entry, &target))
        return false;
    if (source != RL_NONE && target != RL_NONE && source != target)
        w->links[w->link_count++] = (link){.source = source,
                                           .target = target,
                                           .kind = r->kind,
                                           .modality = r->modality,
                                           .record = (uint32_t)record,
                                           .relation = (uint32_t)number};
    return true;
}

static bool make_links(weaving *w)
{
    size_t total = 0;
    for (size_t r = 0; r < w->in->record_count; r++)
        total += w->in->records[r]->relations.count;
    w->links = malloc((total + 1) * sizeof *w->links);
    bool ok = w->links != NULL;
    for (size_t r = 0; ok && r < w->in->record_count; r++)
        for (size_t i = 0; ok && i < w->in->records[r]->relations.count; i++)
            ok = add_link(w, r, i);
    return ok;
}

/* ---- nodes ---- */

static rl_node node_of_listed(const weaving *w, uint32_t number)
{
    const rl_entry *entry = &rl_gazetteer_entries(w->in->engine->gazetteer)[number];
    const char *country = entry->country == NULL || entry->country[0] == '\0' ? NULL : entry->country;
    return (rl_node){.id = entry->id,
                     .label = entry->name,
                     .type = rl_string_map_key(&w->in->engine->types, entry->type, NULL),
                     .country = country,
                     .latitude = entry->latitude,
                     .longitude = entry->longitude,
                     .betweenness = NAN};
}

static bool own_strings(weaving *w, rl_node *node)
{
    node->id = copy_shared(w, node->id);
    node->label = copy_shared(w, node->label);
    node->type = copy_shared(w, node->type);
    if (node->country != NULL)
        node->country = copy_shared(w, node->country);
    return node->id != NULL && node->label != NULL && node->type != NULL;
}

typedef struct numbered {
    rl_node node;
    uint32_t number; /* provisional */
} numbered;

static int compare_ids(const void *x, const void *y)
{
    const numbered *a = x, *b = y;
    int order = strcmp(a->node.id, b->node.id);
    return order != 0 ? order : a->number < b->number ? -1 : a->number > b->number;
}

static bool make_nodes(weaving *w)
{
    size_t known = w->network->node_count, count = known + w->extra_count;
    numbered *nodes = malloc((count + 1) * sizeof *nodes);
    w->ties->nodes = calloc(count + 1, sizeof *w->ties->nodes);
    w->place_of = malloc((count + 1) * sizeof *w->place_of);
    bool ok = nodes != NULL && w->ties->nodes != NULL && w->place_of != NULL;
    for (size_t i = 0; ok && i < known; i++)
        nodes[i] = (numbered){w->network->nodes[i], (uint32_t)i};
    for (size_t i = 0; ok && i < w->extra_count; i++) {
        nodes[known + i] = (numbered){node_of_listed(w, w->extras[i].entry), (uint32_t)(known + i)};
        ok = own_strings(w, &nodes[known + i].node);
    }
    if (ok && count > 0)
        qsort(nodes, count, sizeof *nodes, compare_ids);
    for (size_t i = 0; ok && i < count; i++) {
        w->ties->nodes[i] = nodes[i].node;
        w->place_of[nodes[i].number] = (uint32_t)i;
    }
    w->ties->node_count = ok ? count : 0;
    free(nodes);
    return ok;
}

/* ---- edges ---- */

static int compare_links(const void *x, const void *y)
{
    const link *a = x, *b = y;
    const uint32_t keys_a[] = {a->source, a->target, a->kind, a->modality, a->record, a->relation};
    const uint32_t keys_b[] = {b->source, b->target, b->kind, b->modality, b->record, b->relation};
    for (size_t i = 0; i < sizeof keys_a / sizeof keys_a[0]; i++)
        if (keys_a[i] != keys_b[i])
            return keys_a[i] < keys_b[i] ? -1 : 1;
    return 0;
}

/* Puts the links into the order of the edges. A symmetric relation goes from the smaller id to the larger. */
static void sort_links(weaving *w)
{
    for (size_t i = 0; i < w->link_count; i++) {
        link *l = &w->links[i];
        l->source = w->place_of[l->source];
        l->target = w->place_of[l->target];
        if (l->source > l->target && rl_relation_is_symmetric(w->in->engine->relations, l->kind)) {
            uint32_t source = l->source;
            l->source = l->target;
            l->target = source;
            l->is_turned = true;
        }
    }
    if (w->link_count > 0)
        qsort(w->links, w->link_count, sizeof *w->links, compare_links);
}

static bool same_edge(const link *a, const link *b)
{
    return a->source == b->source && a->target == b->target && a->kind == b->kind;
}

static const char *const MODALITIES[] = {"asserted", "reported", "planned"};

/* Where the statement stands, its ends in the direction of the edge. */
static const rl_statement_place *copy_place(weaving *w, const rl_record_relation *r, bool is_turned)
{
    rl_statement_place *place = rl_arena_alloc(&w->network->arena, sizeof *place);
    if (place == NULL)
        return NULL;
    *place = r->place;
    if (is_turned) {
        place->subject_start = r->place.object_start;
        place->subject_end = r->place.object_end;
        place->object_start = r->place.subject_start;
        place->object_end = r->place.subject_end;
    }
    return place;
}

static bool shows_already(const rl_edge *edge, const char *text)
{
    for (size_t i = 0; i < edge->evidence_count; i++)
        if (edge->evidence[i].text == text)
            return true;
    return false;
}

static bool add_evidence(weaving *w, rl_edge *edge, const link *l)
{
    const rl_record *record = w->in->records[l->record];
    const rl_record_relation *r = &record->relations.items[l->relation];
    const char *text = copy_shared(w, record->relations.strings + r->text);
    if (text == NULL)
        return false;
    if (edge->evidence_count == RL_EVIDENCE_LIMIT || shows_already(edge, text))
        return true;
    rl_place_of_evidence *place = &edge->evidence[edge->evidence_count++];
    *place = (rl_place_of_evidence){.document = copy_shared(w, record->strings + record->id),
                                    .sentence = r->sentence,
                                    .text = text,
                                    .place = copy_place(w, r, l->is_turned),
                                    .modality = MODALITIES[r->modality]};
    return place->document != NULL && place->place != NULL;
}

static void count_statement(rl_tie *tie, const rl_record_relation *r)
{
    uint64_t *counts[] = {&tie->asserted, &tie->reported, &tie->planned};
    ++*counts[r->modality];
    tie->past += r->past;
}

static bool note_date(weaving *w, rl_edge *edge, const char *date)
{
    if (date[0] == '\0')
        return true;
    const char *copy = copy_shared(w, date);
    if (copy == NULL)
        return false;
    if (edge->first_seen == NULL || strcmp(copy, edge->first_seen) < 0)
        edge->first_seen = copy;
    if (edge->last_seen == NULL || strcmp(copy, edge->last_seen) > 0)
        edge->last_seen = copy;
    return true;
}

static int compare_records(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

/* How many records the links are of, which are sorted by modality first. */
static bool count_documents(const weaving *w, size_t from, size_t to, uint64_t *ret_count)
{
    uint32_t *records = malloc((to - from) * sizeof *records);
    if (records == NULL)
        return false;
    for (size_t i = from; i < to; i++)
        records[i - from] = w->links[i].record;
    qsort(records, to - from, sizeof *records, compare_records);
    *ret_count = 1;
    for (size_t i = 1; i < to - from; i++)
        *ret_count += records[i] != records[i - 1];
    free(records);
    return true;
}

static bool make_edge(weaving *w, size_t from, size_t to)
{
    rl_edge edge = {.source = w->links[from].source, .target = w->links[from].target, .count = to - from,
                    .npmi = NAN, .log_likelihood = NAN, .jaccard = NAN, .cosine = NAN}; /* no windows are counted */
    rl_tie *tie = rl_arena_alloc(&w->network->arena, sizeof *tie);
    if (tie == NULL || !count_documents(w, from, to, &edge.documents))
        return false;
    *tie = (rl_tie){.relation = copy_shared(w, rl_relation_name(w->in->engine->relations, w->links[from].kind)),
                    .modality = MODALITIES[w->links[from].modality]};
    for (size_t i = from; i < to; i++) {
        const rl_record *record = w->in->records[w->links[i].record];
        count_statement(tie, &record->relations.items[w->links[i].relation]);
        if (!add_evidence(w, &edge, &w->links[i]) || !note_date(w, &edge, record->strings + record->date))
            return false;
    }
    edge.weight = (double)edge.count;
    edge.tie = tie;
    w->ties->edges[w->ties->edge_count++] = edge;
    return tie->relation != NULL;
}

static bool make_edges(weaving *w)
{
    w->ties->edges = calloc(w->link_count + 1, sizeof *w->ties->edges);
    if (w->ties->edges == NULL)
        return false;
    for (size_t from = 0, to; from < w->link_count; from = to) {
        for (to = from + 1; to < w->link_count && same_edge(&w->links[from], &w->links[to]);)
            to++;
        if (!make_edge(w, from, to))
            return false;
    }
    return true;
}

static void release(weaving *w)
{
    free(w->entries);
    free(w->extras);
    free(w->place_of);
    free(w->links);
    rl_string_map_free(&w->extra_entries);
    rl_pool_free(&w->texts);
}

bool rl_ties_assemble(rl_network *network, const rl_ties_input *input)
{
    weaving w = {.in = input, .network = network, .ties = calloc(1, sizeof *w.ties)};
    bool ok = w.ties != NULL && index_entries(&w) && make_links(&w) && make_nodes(&w);
    if (ok) {
        sort_links(&w);
        ok = make_edges(&w);
    }
    release(&w);
    if (w.ties != NULL) {
        w.ties->is_directed = true;
        w.ties->seed = network->seed;
    }
    network->relations = w.ties; /* also after a failure: freed with the network */
    return ok && rl_ties_name_edges(network);
}
