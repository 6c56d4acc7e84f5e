/* Labels in memory, one list a concept, and from there to rows. */
#include "import/skos.h"

#include <stdlib.h>
#include <string.h>

rl_concept *rl_concepts_get(rl_concepts *concepts, const char *subject, size_t length)
{
    size_t before = concepts->subjects.count;
    rl_concept *grown = rl_array_grow(concepts->items, &concepts->capacity, before + 1, sizeof *grown);
    if (grown == NULL)
        return NULL;
    concepts->items = grown;
    uint32_t number = rl_string_map_add(&concepts->subjects, subject, length);
    if (number == RL_NONE)
        return NULL;
    if (number == before)
        grown[number] = (rl_concept){RL_NONE, RL_NONE, false};
    return &grown[number];
}

bool rl_concepts_add_label(rl_concepts *concepts, rl_concept *concept, rl_label_kind kind, uint32_t rank,
                           const char *text, size_t length)
{
    size_t count = concepts->label_count;
    rl_label *grown = rl_array_grow(concepts->labels, &concepts->label_capacity, count + 1, sizeof *grown);
    if (grown != NULL)
        concepts->labels = grown;
    const char *copy = rl_arena_copy(&concepts->strings, text, length);
    if (grown == NULL || copy == NULL || count >= RL_NONE - 1)
        return false;
    grown[concepts->label_count++] = (rl_label){copy, length, RL_NONE, rank, kind};
    if (concept->first == RL_NONE)
    concept->first = (uint32_t)count;
    else grown[concept->last].next = (uint32_t)count;
    concept->last = (uint32_t)count;
    return true;
}

/* The preferred label in the best language; of several, the first. */
static uint32_t find_name(const rl_concepts *concepts, const rl_concept *concept)
{
    uint32_t best = RL_NONE;
    for (uint32_t i = concept->first; i != RL_NONE; i = concepts->labels[i].next) {
        const rl_label *label = &concepts->labels[i];
        if (label->kind == RL_LABEL_PREFERRED && (best == RL_NONE || label->rank < concepts->labels[best].rank))
            best = i;
    }
    return best;
}

static relata_status give_concept(const rl_concepts *concepts, uint32_t number, rl_rows *rows, relata_error *err)
{
    static const rl_field FIELDS[] = {
        [RL_LABEL_PREFERRED] = RL_FIELD_ALIASES,
        [RL_LABEL_OTHER] = RL_FIELD_ALIASES,
        [RL_LABEL_HIDDEN] = RL_FIELD_WEAK_ALIASES,
    };
    const rl_concept *concept = &concepts->items[number];
    uint32_t name = find_name(concepts, concept);
    rl_rows_start(rows, rows->path, 0);
    if (name == RL_NONE || concept->is_other) {
        rl_rows_leave(rows, RL_REASON_NO_PREFERRED);
        return RELATA_OK;
    }
    size_t length = 0;
    const char *id = rl_string_map_key(&concepts->subjects, number, &length);
    rl_rows_put(rows, RL_FIELD_ID, id, length);
    rl_rows_put(rows, RL_FIELD_NAME, concepts->labels[name].text, concepts->labels[name].length);
    for (uint32_t i = concept->first; i != RL_NONE; i = concepts->labels[i].next)
        rl_rows_add(rows, FIELDS[concepts->labels[i].kind], concepts->labels[i].text, concepts->labels[i].length);
    return rl_rows_end(rows, err);
}

relata_status rl_concepts_give(const rl_concepts *concepts, rl_rows *rows, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (uint32_t i = 0; status == RELATA_OK && i < concepts->subjects.count; i++)
        status = give_concept(concepts, i, rows, err);
    return status;
}

void rl_concepts_free(rl_concepts *concepts)
{
    rl_string_map_free(&concepts->subjects);
    free(concepts->items);
    free(concepts->labels);
    rl_arena_free(&concepts->strings);
    *concepts = (rl_concepts){0};
}

/* ---- which syntax ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Behind "<" stands the name of an element in XML, and an address in Turtle. */
static bool is_xml_element(const char *bytes, size_t length)
{
    size_t end = 0, colon = 0;
    if (length > 0 && (bytes[0] == '?' || bytes[0] == '!'))
        return true;
    while (end < length && !is_blank(bytes[end]) && bytes[end] != '>')
        end++;
    if (memchr(bytes, '/', end) != NULL || memchr(bytes, '#', end) != NULL)
        return false;
    for (size_t i = 0; i < end; i++)
        colon += bytes[i] == ':';
    return colon == 1 || (end == 3 && memcmp(bytes, "RDF", 3) == 0);
}

const char *rl_skos_syntax(const char *bytes, size_t length)
{
    size_t i = 0;
    while (i < length && is_blank(bytes[i]))
        i++;
    bool xml = i < length && bytes[i] == '<' && is_xml_element(bytes + i + 1, length - i - 1);
    return xml ? "rdfxml" : "turtle";
}
