/* Reading a network's JSON into flat arrays.
 *
 * jansson parses the whole file, and what answers need is copied out of its tree: nodes first, wherever they stand, so
 * that the ends of edges are known. Entities and pairs are numbered with 32 bits: no file that is read is large enough
 * for more.
 *
 * Measured with 100,000 nodes and 300,000 edges that have two places of evidence each, 306 MB of JSON: 11 to 18 s of
 * processor time on busy cores, most of it jansson's, and 1.8 GB at the peak, which is the text and jansson's tree of
 * it. The arrays and names that stay are 0.2 GB; the rest is free again, though the allocator may keep it for the
 * process. */
#include "lookup/load.h"

#include "base/hash.h"
#include "lookup/read.h"

#include <stdlib.h>
#include <string.h>

typedef struct loader {
    rl_reader reader;
    rl_string_map ids; /* numbered like the entities */
    rl_records records;
} loader;

/* ---- nodes ---- */

static size_t count_parts(const char *joined)
{
    size_t count = 1;
    for (const char *c = joined; *c != '\0'; c++)
        count += *c == '|';
    return count;
}

/* "AP|Associated Press" to an array. */
static bool split_aliases(rl_arena *arena, const char *joined, relata_found *entity)
{
    const char **aliases = rl_arena_alloc(arena, count_parts(joined) * sizeof *aliases);
    if (aliases == NULL)
        return false;
    size_t count = 0;
    for (const char *part = joined; *part != '\0';) {
        const char *end = strchrnul(part, '|');
        if (end > part && (aliases[count++] = rl_arena_copy(arena, part, (size_t)(end - part))) == NULL)
            return false;
        part = *end == '|' ? end + 1 : end;
    }
    entity->aliases = aliases;
    entity->alias_count = count;
    return true;
}

static bool read_aliases(loader *l, const rl_element *node, relata_found *entity)
{
    const char *joined = NULL;
    if (!rl_read_borrowed_if_any(&l->reader, node, "aliases", &joined))
        return false;
    return joined == NULL || split_aliases(&l->records.arena, joined, entity) || rl_reader_no_memory(&l->reader);
}

static bool read_reason(rl_reader *r, size_t node_number, const json_t *value, relata_alias_reason *reason)
{
    rl_element element;
    return rl_read_element(r, "reason of node", node_number, value, &element) &&
           rl_read_text(r, &element, "name", &reason->alias) && rl_read_text(r, &element, "reason", &reason->reason);
}

static bool read_reasons(loader *l, const rl_element *node, relata_found *entity)
{
    const json_t *array = NULL;
    if (!rl_read_array_if_any(&l->reader, node, "reasons", &array))
        return false;
    size_t count = json_array_size(array);
    relata_alias_reason *reasons = rl_arena_alloc(&l->records.arena, (count + 1) * sizeof *reasons);
    if (reasons == NULL)
        return rl_reader_no_memory(&l->reader);
    for (size_t i = 0; i < count; i++)
        if (!read_reason(&l->reader, node->number, json_array_get(array, i), &reasons[i]))
            return false;
    entity->reasons = reasons;
    entity->reason_count = count;
    return true;
}

static bool add_id(loader *l, const rl_element *node, const char *id)
{
    size_t before = l->ids.count;
    if (rl_string_map_add(&l->ids, id, strlen(id)) == RL_NONE)
        return rl_reader_no_memory(&l->reader);
    return l->ids.count > before || rl_reader_refuse(&l->reader, node, ": a second node with the id \"%s\"", id);
}

static bool read_node(loader *l, size_t index, const json_t *value)
{
    rl_reader *r = &l->reader;
    rl_element node;
    relata_found *entity = &l->records.entities[index];
    return rl_read_element(r, "node", index + 1, value, &node) && rl_read_text(r, &node, "id", &entity->id) &&
           rl_read_text(r, &node, "label", &entity->label) && rl_read_text(r, &node, "type", &entity->type) &&
           rl_read_whole(r, &node, "mentions", &entity->mentions) &&
           rl_read_whole(r, &node, "documents", &entity->documents) && read_aliases(l, &node, entity) &&
           read_reasons(l, &node, entity) &&
           rl_read_text_if_any(r, &node, "first_seen", &entity->first_seen) &&
           rl_read_text_if_any(r, &node, "last_seen", &entity->last_seen) && add_id(l, &node, entity->id);
}

/* ---- edges ---- */

static bool read_end(loader *l, const rl_element *edge, const char *name, uint32_t *ret_entity)
{
    const char *id = NULL;
    if (!rl_read_borrowed(&l->reader, edge, name, &id))
        return false;
    *ret_entity = rl_string_map_find(&l->ids, id, strlen(id));
    return *ret_entity != RL_NONE || rl_reader_refuse(&l->reader, edge, " to the unknown node \"%s\"", id);
}

static bool read_ends(loader *l, const rl_element *edge, rl_pair *pair)
{
    if (!read_end(l, edge, "source", &pair->source) || !read_end(l, edge, "target", &pair->target))
        return false;
    return pair->source != pair->target || rl_reader_refuse(&l->reader, edge, " from a node to itself");
}

static bool read_place(rl_reader *r, size_t edge_number, const json_t *value, relata_evidence *place)
{
    rl_element element;
    place->text = "";
    return rl_read_element(r, "evidence of edge", edge_number, value, &element) &&
           rl_read_text(r, &element, "document", &place->document) &&
           rl_read_whole(r, &element, "sentence", &place->sentence) &&
           rl_read_text_if_any(r, &element, "text", &place->text);
}

static bool read_evidence(loader *l, const rl_element *edge, rl_pair *pair)
{
    const json_t *array = NULL;
    if (!rl_read_array_if_any(&l->reader, edge, "evidence", &array))
        return false;
    size_t count = json_array_size(array);
    relata_evidence *places = rl_arena_alloc(&l->records.arena, count * sizeof *places);
    if (places == NULL)
        return rl_reader_no_memory(&l->reader);
    for (size_t i = 0; i < count; i++)
        if (!read_place(&l->reader, edge->number, json_array_get(array, i), &places[i]))
            return false;
    pair->evidence = places;
    pair->evidence_count = count;
    return true;
}

static bool read_edge(loader *l, size_t index, const json_t *value)
{
    rl_reader *r = &l->reader;
    rl_element edge;
    rl_pair *pair = &l->records.pairs[index];
    return rl_read_element(r, "edge", index + 1, value, &edge) && read_ends(l, &edge, pair) &&
           rl_read_weight(r, &edge, "weight", &pair->weight) && rl_read_whole(r, &edge, "count", &pair->count) &&
           read_evidence(l, &edge, pair);
}

/* ---- the whole file ---- */

static bool reserve(rl_records *records, size_t entity_count, size_t pair_count)
{
    records->entities = calloc(entity_count + 1, sizeof *records->entities);
    records->pairs = calloc(pair_count + 1, sizeof *records->pairs);
    records->entity_count = entity_count;
    records->pair_count = pair_count;
    return records->entities != NULL && records->pairs != NULL;
}

static bool read_all(loader *l, const json_t *list, bool (*read)(loader *l, size_t index, const json_t *value))
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!read(l, i, json_array_get(list, i)))
            return false;
    return true;
}

static bool link_pairs(rl_records *records)
{
    size_t *starts = calloc(records->entity_count + 2, sizeof *starts);
    uint32_t *links = calloc(2 * records->pair_count + 1, sizeof *links);
    records->starts = starts;
    records->links = links;
    if (starts == NULL || links == NULL)
        return false;
    for (size_t i = 0; i < records->pair_count; i++) {
        starts[records->pairs[i].source + 2]++;
        starts[records->pairs[i].target + 2]++;
    }
    for (size_t e = 2; e < records->entity_count + 2; e++)
        starts[e] += starts[e - 1];
    for (size_t i = 0; i < records->pair_count; i++) { /* starts[e + 1] is where e is filled, then where it ends */
        links[starts[records->pairs[i].source + 1]++] = (uint32_t)i;
        links[starts[records->pairs[i].target + 1]++] = (uint32_t)i;
    }
    return true;
}

static bool read_network(loader *l, const json_t *root)
{
    const json_t *nodes = NULL, *edges = NULL;
    if (!rl_read_list(&l->reader, root, "nodes", &nodes) || !rl_read_list(&l->reader, root, "edges", &edges))
        return false;
    if (!reserve(&l->records, json_array_size(nodes), json_array_size(edges)))
        return rl_reader_no_memory(&l->reader);
    if (!read_all(l, nodes, read_node) || !read_all(l, edges, read_edge))
        return false;
    return link_pairs(&l->records) || rl_reader_no_memory(&l->reader);
}

relata_status rl_records_load(const char *path, rl_records *ret_records, relata_error *err)
{
    json_t *root = NULL;
    loader l = {.reader = {.source = path, .err = err}};
    l.reader.arena = &l.records.arena;
    bool done = rl_read_file(&l.reader, &root) && read_network(&l, root);
    json_decref(root);
    rl_string_map_free(&l.ids);
    rl_buffer_free(&l.reader.clean);
    if (done)
        *ret_records = l.records;
    else
        rl_records_free(&l.records);
    return l.reader.status;
}

void rl_records_free(rl_records *records)
{
    rl_arena_free(&records->arena);
    free(records->entities);
    free(records->pairs);
    free(records->starts);
    free(records->links);
    *records = (rl_records){0};
}
