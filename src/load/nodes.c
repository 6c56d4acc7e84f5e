/* Nodes, in the order of their ids. */
#include "load/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(rl_node, field)
#define PLAIN(name, type, field, required)                                                                             \
    {                                                                                                                  \
        name, type, AT(field), required, RL_LOAD_UNMEASURED                                                            \
    }
#define MEASURED(name, type, field, measure)                                                                           \
    {                                                                                                                  \
        name, type, AT(field), false, RL_MEASURE_##measure                                                             \
    }

static const rl_load_field FIELDS[] = {
    PLAIN("id", RL_LOAD_TEXT, id, true),
    PLAIN("label", RL_LOAD_TEXT, label, true),
    PLAIN("type", RL_LOAD_SHARED, type, true),
    PLAIN("mentions", RL_LOAD_WHOLE, mentions, true),
    PLAIN("documents", RL_LOAD_WHOLE, documents, true),
    PLAIN("first_seen", RL_LOAD_SHARED, first_seen, false),
    PLAIN("last_seen", RL_LOAD_SHARED, last_seen, false),
    PLAIN("country", RL_LOAD_SHARED, country, false),
    PLAIN("role", RL_LOAD_SHARED, role, false),
    PLAIN("latitude", RL_LOAD_REAL, latitude, false),
    PLAIN("longitude", RL_LOAD_REAL, longitude, false),
    MEASURED("degree", RL_LOAD_SMALL, degree, DEGREE),
    MEASURED("weighted degree", RL_LOAD_REAL, weighted_degree, STRENGTH),
    MEASURED("pageranks", RL_LOAD_REAL, pagerank, PAGERANK),
    MEASURED("betweenesscentrality", RL_LOAD_REAL, betweenness, BETWEENNESS),
    MEASURED("closnesscentrality", RL_LOAD_REAL, closeness, CLOSENESS),
    MEASURED("harmonicclosnesscentrality", RL_LOAD_REAL, harmonic, HARMONIC),
    MEASURED("eigencentrality", RL_LOAD_REAL, eigenvector, EIGENVECTOR),
    MEASURED("coreness", RL_LOAD_SMALL, coreness, CORENESS),
    MEASURED("clustering", RL_LOAD_REAL, clustering, CLUSTERING),
    MEASURED("articulation_point", RL_LOAD_TRUTH, articulation, ARTICULATION),
    MEASURED("modularity_class", RL_LOAD_SMALL, community, COMMUNITIES),
    MEASURED("componentnumber", RL_LOAD_SMALL, component, COMPONENTS),
    PLAIN("size", RL_LOAD_REAL, size, false),
    PLAIN("x", RL_LOAD_REAL, x, false),
    PLAIN("y", RL_LOAD_REAL, y, false),
    PLAIN("color", RL_LOAD_COLOUR, color, false),
};

/* ---- names ---- */

static size_t count_parts(const char *joined)
{
    size_t count = 1;
    for (const char *c = joined; *c != '\0'; c++)
        count += *c == '|';
    return count;
}

/* "AP|Associated Press" to an array. */
static bool read_aliases(rl_loading *l, const rl_load_element *element, rl_node *node)
{
    const char *joined = NULL;
    if (!rl_load_line(l, element, "aliases", &joined))
        return false;
    if (joined == NULL)
        return true;
    const char **aliases = rl_arena_alloc(l->arena, count_parts(joined) * sizeof *aliases);
    if (aliases == NULL)
        return rl_load_no_memory(l);
    for (const char *part = joined; *part != '\0';) {
        const char *end = strchrnul(part, '|');
        if (end > part) {
            aliases[node->alias_count] = rl_load_keep(l, part, (size_t)(end - part));
            if (aliases[node->alias_count++] == NULL)
                return false;
        }
        part = *end == '|' ? end + 1 : end;
    }
    node->aliases = aliases;
    return true;
}

static bool read_reason(rl_loading *l, const rl_load_element *element, const json_t *value, const char **ret_name,
                        const char **ret_reason)
{
    static const rl_load_field REASON[] = {
        {"name", RL_LOAD_TEXT, 0, true, RL_LOAD_UNMEASURED},
        {"reason", RL_LOAD_SHARED, sizeof(const char *), true, RL_LOAD_UNMEASURED},
    };
    rl_load_element item;
    const char *texts[2] = {NULL, NULL};
    if (!rl_load_item(l, element, "reason of node", value, &item) || !rl_load_fields(l, &item, REASON, 2, texts))
        return false;
    *ret_name = texts[0];
    *ret_reason = texts[1];
    return true;
}

/* Reasons are those of the first aliases. In "aliases" a '|' inside of a name is written as '/', in reasons it is not; so
 * the names of reasons are those that count. */
static bool read_reasons(rl_loading *l, const rl_load_element *element, rl_node *node)
{
    const json_t *list = NULL;
    if (!rl_load_list(l, element, "reasons", &list))
        return false;
    size_t count = json_array_size(list);
    if (count > node->alias_count)
        return rl_load_refuse(l, element, " has more reasons than aliases");
    const char **reasons = rl_arena_alloc(l->arena, (count + 1) * sizeof *reasons);
    const char **aliases = rl_arena_alloc(l->arena, (node->alias_count + 1) * sizeof *aliases);
    if (reasons == NULL || aliases == NULL)
        return rl_load_no_memory(l);
    for (size_t i = 0; i < node->alias_count; i++)
        aliases[i] = node->aliases[i];
    for (size_t i = 0; i < count; i++)
        if (!read_reason(l, element, json_array_get(list, i), &aliases[i], &reasons[i]))
            return false;
    node->aliases = aliases;
    node->reasons = reasons;
    node->reason_count = count;
    return true;
}

/* ---- nodes ---- */

static bool add_id(rl_loading *l, const rl_load_element *element, const char *id)
{
    size_t before = l->ids.count;
    if (rl_string_map_add(&l->ids, id, strlen(id)) == RL_NONE)
        return rl_load_no_memory(l);
    return l->ids.count > before || rl_load_refuse(l, element, ": a second node with the id \"%s\"", id);
}

static bool take_node(rl_loading *l, const rl_load_element *element)
{
    rl_network *network = l->network;
    rl_node *nodes = rl_array_grow(network->nodes, &l->node_capacity, network->node_count + 1, sizeof *nodes);
    if (nodes == NULL)
        return rl_load_no_memory(l);
    network->nodes = nodes;
    rl_node *node = &nodes[network->node_count];
    *node = (rl_node){.latitude = NAN,
                      .longitude = NAN,
                      .betweenness = NAN,
                      .closeness = NAN,
                      .eigenvector = NAN,
                      .x = NAN,
                      .y = NAN,
                      .size = NAN};
    if (!rl_load_fields(l, element, FIELDS, sizeof FIELDS / sizeof FIELDS[0], node) ||
        !read_aliases(l, element, node) || !read_reasons(l, element, node) || !add_id(l, element, node->id))
        return false;
    network->node_count++;
    return true;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const rl_node *)a)->id, ((const rl_node *)b)->id);
}

static bool is_sorted(const rl_network *network)
{
    for (size_t i = 1; i < network->node_count; i++)
        if (compare_ids(&network->nodes[i - 1], &network->nodes[i]) > 0)
            return false;
    return true;
}

/* Files that went through other programs may be in any order. */
static bool sort(rl_loading *l)
{
    rl_network *network = l->network;
    if (is_sorted(network))
        return true;
    qsort(network->nodes, network->node_count, sizeof *network->nodes, compare_ids);
    rl_string_map_clear(&l->ids);
    for (size_t i = 0; i < network->node_count; i++)
        if (rl_string_map_add(&l->ids, network->nodes[i].id, strlen(network->nodes[i].id)) == RL_NONE)
            return rl_load_no_memory(l);
    return true;
}

bool rl_load_nodes(rl_loading *l)
{
    return rl_load_each(l, RL_LOAD_NODES, "node", take_node) && sort(l);
}
