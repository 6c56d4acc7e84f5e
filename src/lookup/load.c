/* Reading a network's JSON into flat arrays.
 *
 * What is read of a node, an edge and a place of evidence stands in tables of fields. Ends of edges are numbered as
 * they come, so that edges may stand before nodes, as they do where a program sorted the keys; at the end every number
 * must have got its node. */
#include "lookup/load.h"

#include "base/file.h"
#include "lookup/fields.h"
#include "text/utf8.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* More than any network that fits in memory here. */
#define FILE_LIMIT ((size_t)1 << 32)

typedef struct loader {
    rl_fields_store store; /* ids are the entities' */
    rl_records records;
    bool has_nodes;
    bool has_edges;
} loader;

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- nodes ---- */

typedef struct node {
    relata_found found;
    char *aliases; /* joined */
} node;

static const rl_field NODE_FIELDS[] = {
    {"id", RL_FIELD_TEXT, true, offsetof(node, found.id), NULL},
    {"label", RL_FIELD_TEXT, true, offsetof(node, found.label), NULL},
    {"type", RL_FIELD_TEXT, true, offsetof(node, found.type), NULL},
    {"mentions", RL_FIELD_WHOLE, true, offsetof(node, found.mentions), NULL},
    {"documents", RL_FIELD_WHOLE, true, offsetof(node, found.documents), NULL},
    {"aliases", RL_FIELD_TEXT, false, offsetof(node, aliases), NULL},
    {"first_seen", RL_FIELD_TEXT, false, offsetof(node, found.first_seen), NULL},
    {"last_seen", RL_FIELD_TEXT, false, offsetof(node, found.last_seen), NULL},
};

static size_t count_parts(const char *joined)
{
    size_t count = 1;
    for (const char *c = joined; *c != '\0'; c++)
        count += *c == '|';
    return count;
}

/* "AP|Associated Press" to an array. The parts are cut out of `joined` itself. */
static bool split_aliases(rl_arena *arena, char *joined, relata_found *entity)
{
    const char **aliases = rl_arena_alloc(arena, count_parts(joined) * sizeof *aliases);
    if (aliases == NULL)
        return false;
    size_t count = 0;
    for (char *part = joined; part != NULL;) {
        char *end = strchr(part, '|');
        if (end != NULL)
            *end++ = '\0';
        if (*part != '\0')
            aliases[count++] = part;
        part = end;
    }
    entity->aliases = aliases;
    entity->alias_count = count;
    return true;
}

/* Makes room for entity `number`; the new ones are empty. */
static relata_found *reserve_entity(rl_records *records, uint32_t number)
{
    size_t need = (size_t)number + 1;
    relata_found *grown = rl_array_grow(records->entities, &records->entity_capacity, need, sizeof *grown);
    if (grown == NULL)
        return NULL;
    records->entities = grown;
    for (; records->entity_count < need; records->entity_count++)
        grown[records->entity_count] = (relata_found){0};
    return &grown[number];
}

static relata_status keep_entity(loader *l, const rl_scan *scan, size_t offset, const relata_found *entity)
{
    uint32_t number = rl_string_map_add(&l->store.ids, entity->id, strlen(entity->id));
    relata_found *place = number != RL_NONE ? reserve_entity(&l->records, number) : NULL;
    if (place == NULL)
        return rl_error_memory(scan->err);
    if (place->id != NULL)
        return rl_scan_fail(scan, offset, "a second node with the id \"%s\"", entity->id);
    *place = *entity;
    return RELATA_OK;
}

static relata_status read_node(rl_scan *scan, void *user)
{
    loader *l = user;
    node n = {.aliases = NULL};
    (void)rl_scan_peek(scan);
    size_t offset = scan->at;
    relata_status status = rl_fields_read(&l->store, scan, "node", NODE_FIELDS, COUNT(NODE_FIELDS), &n);
    if (status == RELATA_OK && n.aliases != NULL && !split_aliases(&l->store.arena, n.aliases, &n.found))
        status = rl_error_memory(scan->err);
    return status == RELATA_OK ? keep_entity(l, scan, offset, &n.found) : status;
}

/* ---- evidence ---- */

static const rl_field EVIDENCE_FIELDS[] = {
    {"document", RL_FIELD_TEXT, true, offsetof(relata_evidence, document), NULL},
    {"sentence", RL_FIELD_WHOLE, true, offsetof(relata_evidence, sentence), NULL},
    {"text", RL_FIELD_TEXT, false, offsetof(relata_evidence, text), NULL},
};

/* The places of one edge while they are read. */
typedef struct places {
    rl_fields_store *store;
    relata_evidence *items;
    size_t count;
    size_t capacity;
} places;

static relata_status read_place(rl_scan *scan, void *user)
{
    places *p = user;
    relata_evidence place = {.text = ""};
    relata_status status = rl_fields_read(p->store, scan, "evidence of an edge", EVIDENCE_FIELDS,
                                          COUNT(EVIDENCE_FIELDS), &place);
    if (status != RELATA_OK)
        return status;
    relata_evidence *grown = rl_array_grow(p->items, &p->capacity, p->count + 1, sizeof *grown);
    if (grown == NULL)
        return rl_error_memory(scan->err);
    p->items = grown;
    grown[p->count++] = place;
    return RELATA_OK;
}

static bool keep_places(const places *p, rl_pair *pair)
{
    if (p->count == 0)
        return true;
    relata_evidence *kept = rl_arena_alloc(&p->store->arena, p->count * sizeof *kept);
    if (kept == NULL)
        return false;
    memcpy(kept, p->items, p->count * sizeof *kept);
    pair->evidence = kept;
    pair->evidence_count = p->count;
    return true;
}

static relata_status read_evidence(rl_fields_store *store, rl_scan *scan, const char *element, void *record)
{
    places p = {.store = store};
    if (rl_scan_peek(scan) != '[')
        return rl_scan_fail(scan, scan->at, "%s: \"evidence\" is not an array", element);
    relata_status status = rl_scan_array(scan, read_place, &p);
    if (status == RELATA_OK && !keep_places(&p, record))
        status = rl_error_memory(scan->err);
    free(p.items);
    return status;
}

/* ---- edges ---- */

static const rl_field EDGE_FIELDS[] = {
    {"source", RL_FIELD_ID, true, offsetof(rl_pair, source), NULL},
    {"target", RL_FIELD_ID, true, offsetof(rl_pair, target), NULL},
    {"weight", RL_FIELD_WEIGHT, true, offsetof(rl_pair, weight), NULL},
    {"count", RL_FIELD_WHOLE, true, offsetof(rl_pair, count), NULL},
    {"evidence", RL_FIELD_OTHER, false, 0, read_evidence}, /* fills the pair itself */
};

static relata_status keep_pair(rl_records *records, const rl_scan *scan, const rl_pair *pair)
{
    if (pair->source == pair->target)
        return rl_scan_fail(scan, pair->offset, "edge from a node to itself");
    if (records->pair_count >= RL_NONE)
        return rl_error_memory(scan->err);
    rl_pair *grown = rl_array_grow(records->pairs, &records->pair_capacity, records->pair_count + 1, sizeof *grown);
    if (grown == NULL)
        return rl_error_memory(scan->err);
    records->pairs = grown;
    grown[records->pair_count++] = *pair;
    return RELATA_OK;
}

static relata_status read_edge(rl_scan *scan, void *user)
{
    loader *l = user;
    (void)rl_scan_peek(scan);
    rl_pair pair = {.offset = scan->at};
    relata_status status = rl_fields_read(&l->store, scan, "edge", EDGE_FIELDS, COUNT(EDGE_FIELDS), &pair);
    return status == RELATA_OK ? keep_pair(&l->records, scan, &pair) : status;
}

/* ---- the whole file ---- */

static relata_status read_array(rl_scan *scan, const char *name, bool *seen, rl_scan_item_fn item, loader *l)
{
    if (*seen)
        return rl_scan_fail(scan, scan->at, "a second \"%s\"", name);
    *seen = true;
    if (rl_scan_peek(scan) != '[')
        return rl_scan_fail(scan, scan->at, "not a relata network: \"%s\" is not an array", name);
    return rl_scan_array(scan, item, l);
}

static relata_status read_member(rl_scan *scan, const char *key, size_t length, void *user)
{
    loader *l = user;
    if (length == 5 && memcmp(key, "nodes", 5) == 0)
        return read_array(scan, "nodes", &l->has_nodes, read_node, l);
    if (length == 5 && memcmp(key, "edges", 5) == 0)
        return read_array(scan, "edges", &l->has_edges, read_edge, l);
    return rl_scan_skip(scan);
}

static relata_status check_encoding(const rl_scan *scan)
{
    size_t valid = rl_utf8_valid_prefix(scan->bytes, scan->length);
    return valid == scan->length ? RELATA_OK : rl_scan_fail(scan, valid, "not valid UTF-8");
}

static void skip_byte_order_mark(rl_scan *scan)
{
    if (scan->length >= 3 && memcmp(scan->bytes, "\xEF\xBB\xBF", 3) == 0)
        scan->at = 3;
}

static relata_status read_text(rl_scan *scan, loader *l)
{
    skip_byte_order_mark(scan);
    if (rl_scan_peek(scan) != '{')
        return rl_scan_fail(scan, scan->at, "not a relata network: %s",
                            scan->at == scan->length ? "the file is empty" : "it is not a JSON object");
    relata_status status = check_encoding(scan);
    if (status == RELATA_OK)
        status = rl_scan_object(scan, read_member, l);
    if (status == RELATA_OK && rl_scan_peek(scan) != -1)
        return rl_scan_fail(scan, scan->at, "not valid JSON: something follows the end");
    return status;
}

/* Only edges can have brought in ids without a node. */
static bool is_known(const rl_records *records, uint32_t number)
{
    return number < records->entity_count && records->entities[number].id != NULL;
}

static relata_status check_ends(const loader *l, const rl_scan *scan)
{
    for (size_t i = 0; i < l->records.pair_count; i++) {
        const rl_pair *pair = &l->records.pairs[i];
        bool source_known = is_known(&l->records, pair->source);
        if (source_known && is_known(&l->records, pair->target))
            continue;
        return rl_scan_fail(scan, pair->offset, "edge to the unknown node \"%s\"",
                            rl_string_map_key(&l->store.ids, source_known ? pair->target : pair->source, NULL));
    }
    return RELATA_OK;
}

static relata_status check_whole(const loader *l, const rl_scan *scan)
{
    if (!l->has_nodes || !l->has_edges)
        return rl_error_set(scan->err, RELATA_ERROR_FORMAT, scan->source, 0, 0,
                            "not a relata network: it has no \"%s\"", l->has_nodes ? "edges" : "nodes");
    return check_ends(l, scan);
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

static relata_status load(loader *l, rl_scan *scan)
{
    relata_status status = read_text(scan, l);
    if (status == RELATA_OK)
        status = check_whole(l, scan);
    if (status == RELATA_OK && !link_pairs(&l->records))
        status = rl_error_memory(scan->err);
    return status;
}

relata_status rl_records_load(const char *path, rl_records *ret_records, relata_error *err)
{
    rl_buffer file = {0};
    loader l = {0};
    relata_status status = rl_file_read(path, FILE_LIMIT, &file, err);
    if (status == RELATA_OK) {
        rl_scan scan = {.source = path, .bytes = file.bytes, .length = file.length, .err = err};
        status = load(&l, &scan);
    }
    rl_buffer_free(&file);
    rl_fields_store_free_scratch(&l.store);
    l.records.arena = l.store.arena;
    if (status == RELATA_OK)
        *ret_records = l.records;
    else
        rl_records_free(&l.records);
    return status;
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
