/* What a file says of the whole network, and the copies that were not counted. */
#include "load/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PLAIN(name, type, field)                                                                                       \
    {                                                                                                                  \
        name, type, offsetof(rl_network, field), false, RL_LOAD_UNMEASURED                                             \
    }

static const rl_load_field FIELDS[] = {
    PLAIN("window", RL_LOAD_TEXT, window),         PLAIN("weight", RL_LOAD_TEXT, weight),
    PLAIN("windows", RL_LOAD_WHOLE, windows),      PLAIN("betweenness_sources", RL_LOAD_WHOLE, betweenness_sources),
    PLAIN("modularity", RL_LOAD_REAL, modularity), PLAIN("resolution", RL_LOAD_REAL, resolution),
    PLAIN("layout", RL_LOAD_TEXT, layout),         PLAIN("backbone", RL_LOAD_TEXT, backbone),
    PLAIN("alpha", RL_LOAD_REAL, alpha),
};

/* ---- values of their own kind ---- */

/* Names joined by '|'. Those of a later version are passed over. */
static bool read_left_out(rl_loading *l, const rl_load_element *head)
{
    const char *names = NULL;
    if (!rl_load_line(l, head, "left_out", &names))
        return false;
    for (const char *part = names; part != NULL && *part != '\0';) {
        char name[64];
        size_t length = strcspn(part, "|");
        if (length < sizeof name) {
            memcpy(name, part, length);
            name[length] = '\0';
            rl_measure measure = rl_measure_find(name);
            if (measure < RL_MEASURE_COUNT)
                l->network->left_out |= RL_MEASURE_BIT(measure);
        }
        part += length + (part[length] == '|');
    }
    return true;
}

/* Beyond what a double holds it is written as a string. */
static bool read_seed(rl_loading *l, const rl_load_element *head)
{
    static const rl_load_field SEED[] = {PLAIN("seed", RL_LOAD_WHOLE, seed)};
    const json_t *value = json_object_get(head->object, "seed");
    if (!json_is_string(value))
        return rl_load_fields(l, head, SEED, 1, l->network);
    const char *digits = json_string_value(value);
    size_t length = strspn(digits, "0123456789");
    if (length == 0 || length > 20 || digits[length] != '\0')
        return rl_load_refuse(l, head, ": \"seed\" is not a whole number, 0 or more");
    l->network->seed = strtoull(digits, NULL, 10);
    return true;
}

/* Counts of a later version are passed over, those that it does not have are 0. */
static bool read_summary(rl_loading *l, const rl_load_element *head)
{
    const json_t *object = json_object_get(head->object, "summary");
    if (object == NULL || json_is_null(object))
        return true;
    rl_load_element element = {.at = head->at, .object = object};
    relata_summary *summary = rl_arena_alloc(l->arena, sizeof *summary);
    if (summary == NULL)
        return rl_load_no_memory(l);
    *summary = (relata_summary){0};
    if (!json_is_object(object))
        return rl_load_refuse(l, head, ": \"summary\" is not an object");
    for (size_t i = 0; i < rl_summary_count_count; i++) {
        uint64_t count = 0;
        const rl_load_field field = {rl_summary_counts[i].name, RL_LOAD_WHOLE, 0, false, RL_LOAD_UNMEASURED};
        if (!rl_load_fields(l, &element, &field, 1, &count))
            return false;
        rl_summary_set(summary, i, (size_t)count);
    }
    l->network->summary = l->summary = summary;
    return true;
}

static bool read_head(rl_loading *l, const rl_load_element *head)
{
    l->network->modularity = NAN;
    return rl_load_fields(l, head, FIELDS, sizeof FIELDS / sizeof FIELDS[0], l->network) && read_seed(l, head) &&
           read_left_out(l, head) && read_summary(l, head);
}

bool rl_load_head(rl_loading *l)
{
    rl_load_piece piece = l->parts[RL_LOAD_ATTRIBUTES];
    json_t *value = NULL;
    l->network->modularity = NAN;
    if (!piece.is_there)
        return true;
    if (!rl_load_parse(l, piece, &value))
        return false;
    const rl_load_element head = {.at = piece.start, .object = value};
    bool good = json_is_object(value) ? read_head(l, &head) : rl_load_refuse(l, &head, " are not an object");
    json_decref(value);
    return good;
}

/* ---- copies ---- */

static bool take_copy(rl_loading *l, const rl_load_element *element)
{
    static const rl_load_field COPY[] = {
        {"document", RL_LOAD_TEXT, offsetof(rl_copy, document), true, RL_LOAD_UNMEASURED},
        {"of", RL_LOAD_TEXT, offsetof(rl_copy, of), true, RL_LOAD_UNMEASURED},
    };
    rl_network *network = l->network;
    rl_copy *copies = rl_array_grow(network->copies, &l->copy_capacity, network->copy_count + 1, sizeof *copies);
    if (copies == NULL)
        return rl_load_no_memory(l);
    network->copies = copies;
    if (!rl_load_fields(l, element, COPY, 2, &copies[network->copy_count]))
        return false;
    network->copy_count++;
    return true;
}

bool rl_load_copies(rl_loading *l)
{
    if (l->parts[RL_LOAD_COPIES].is_there && !rl_load_each(l, RL_LOAD_COPIES, "copy", take_copy))
        return false;
    if (l->summary != NULL)
        l->summary->copies = l->network->copy_count;
    return true;
}

/* ---- measures ---- */

/* A measure is there if every node has it; but nodes without an edge have no closeness. */
void rl_load_measures(rl_loading *l)
{
    rl_network *network = l->network;
    for (size_t m = 0; m < RL_MEASURE_COUNT; m++) {
        size_t all = m == RL_MEASURE_BRIDGES ? network->edge_count : network->node_count;
        bool some = l->having[m] > 0 && m == RL_MEASURE_CLOSENESS;
        if (some || (all > 0 && l->having[m] == all))
            network->measures |= RL_MEASURE_BIT(m);
    }
    if (isfinite(network->modularity))
        network->measures |= RL_MEASURE_BIT(RL_MEASURE_MODULARITY);
    bool grouped = (network->measures & RL_MEASURE_BIT(RL_MEASURE_COMMUNITIES)) != 0;
    if (grouped && !(network->resolution > 0))
        network->resolution = 1;
}
