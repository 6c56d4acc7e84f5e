/* The tables of attributes, and how a value is read from a field. Names that Gephi gives a meaning to are spelt as
 * Gephi spells them ("betweenesscentrality"): its own statistics then overwrite the column instead of adding a second
 * one.
 *
 * Every string passes the sanitiser here, before any writer sees it. */
#include "export/attributes.h"

#include "text/utf8.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { PLACES_IN_TEXT = 3 };

/* ---- texts ---- */

static void append_clean(const char *string, bool one_line, rl_buffer *scratch)
{
    (void)rl_utf8_sanitise(string, strlen(string), one_line, scratch); /* `failed` is sticky */
}

const char *rl_clean_string(const char *string, bool one_line, rl_buffer *scratch)
{
    rl_buffer_clear(scratch);
    append_clean(string, one_line, scratch);
    const char *clean = rl_buffer_string(scratch);
    return clean != NULL ? clean : "";
}

static bool finish_text(rl_buffer *scratch, rl_value *ret_value)
{
    const char *text = rl_buffer_string(scratch);
    if (text == NULL || scratch->length == 0)
        return false;
    ret_value->text = text;
    ret_value->text_length = scratch->length;
    return true;
}

/* In a list joined by '|' the separator must not stand inside an item. */
static void append_item(const char *item, rl_buffer *scratch)
{
    size_t start = scratch->length;
    append_clean(item, true, scratch);
    for (size_t i = start; i < scratch->length; i++)
        if (scratch->bytes[i] == '|')
            scratch->bytes[i] = '/';
}

static const void *field_at(const void *element, size_t offset)
{
    return (const char *)element + offset;
}

static bool get_string(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    const char *string = *(const char *const *)field_at(element, offset);
    if (string == NULL)
        return false;
    append_clean(string, true, scratch);
    return finish_text(scratch, ret_value);
}

static bool get_characters(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    append_clean(field_at(element, offset), true, scratch);
    return finish_text(scratch, ret_value);
}

static bool get_aliases(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    (void)offset;
    const rl_node *node = element;
    for (size_t i = 0; i < node->alias_count; i++) {
        if (node->aliases[i][0] == '\0')
            continue;
        if (scratch->length > 0)
            (void)rl_buffer_append_char(scratch, '|');
        append_item(node->aliases[i], scratch);
    }
    return finish_text(scratch, ret_value);
}

/* "alias: reason|…" */
static bool get_reasons(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    (void)offset;
    const rl_node *node = element;
    for (size_t i = 0; i < node->reason_count; i++) {
        if (scratch->length > 0)
            (void)rl_buffer_append_char(scratch, '|');
        append_item(node->aliases[i], scratch);
        (void)rl_buffer_append_string(scratch, ": ");
        append_item(node->reasons[i], scratch);
    }
    return finish_text(scratch, ret_value);
}

/* ---- periods ---- */

/* "2025-10:12:3|…": the period, how often, in how many documents. */
static bool get_periods(const rl_period_count *periods, size_t count, rl_value *ret_value, rl_buffer *scratch)
{
    for (size_t i = 0; i < count; i++) {
        char item[80];
        (void)snprintf(item, sizeof item, "%s%.16s:%llu:%lu", i > 0 ? "|" : "", periods[i].period,
                       (unsigned long long)periods[i].count, (unsigned long)periods[i].documents);
        (void)rl_buffer_append_string(scratch, item);
    }
    return finish_text(scratch, ret_value);
}

static bool get_node_periods(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    (void)offset;
    const rl_node *node = element;
    return get_periods(node->periods, node->period_count, ret_value, scratch);
}

static bool get_edge_periods(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    (void)offset;
    const rl_edge *edge = element;
    return get_periods(edge->periods, edge->period_count, ret_value, scratch);
}

const rl_period_count *rl_attribute_periods(const rl_attribute *attribute, const void *element, size_t *ret_count)
{
    const rl_node *node = element;
    const rl_edge *edge = element;
    bool is_node = attribute->get == get_node_periods;
    *ret_count = is_node ? node->period_count : edge->period_count;
    return is_node ? node->periods : edge->periods;
}

/* ---- evidence ---- */

bool rl_evidence_is_present(const rl_place_of_evidence *place)
{
    return place->document != NULL && place->document[0] != '\0';
}

static bool get_evidence(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    (void)offset;
    const rl_edge *edge = element;
    for (size_t i = 0; i < edge->evidence_count && i < PLACES_IN_TEXT; i++) {
        if (!rl_evidence_is_present(&edge->evidence[i]))
            continue;
        char sentence[16];
        (void)snprintf(sentence, sizeof sentence, "#%u", (unsigned)edge->evidence[i].sentence);
        if (scratch->length > 0)
            (void)rl_buffer_append_char(scratch, '|');
        append_item(edge->evidence[i].document, scratch);
        (void)rl_buffer_append_string(scratch, sentence);
    }
    return finish_text(scratch, ret_value);
}

static bool get_best_sentence(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    (void)offset;
    const rl_edge *edge = element;
    if (edge->evidence_count == 0 || edge->evidence[0].text == NULL)
        return false;
    append_clean(edge->evidence[0].text, false, scratch);
    return finish_text(scratch, ret_value);
}

/* ---- numbers ---- */

static bool get_u64(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    (void)scratch;
    ret_value->whole = *(const uint64_t *)field_at(element, offset);
    return true;
}

static bool get_u32(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    (void)scratch;
    ret_value->whole = *(const uint32_t *)field_at(element, offset);
    return true;
}

static bool get_truth(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    (void)scratch;
    ret_value->whole = *(const bool *)field_at(element, offset);
    return true;
}

static bool get_double(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    (void)scratch;
    ret_value->real = *(const double *)field_at(element, offset);
    return isfinite(ret_value->real);
}

/* Zero, less than zero or no number is a poison that other programs take in different ways. */
static bool get_positive(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    return get_double(element, offset, ret_value, scratch) && ret_value->real > 0;
}

/* ---- what only relations have ---- */

/* `offset` is that of the field in rl_tie. */
static bool get_tie_string(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    const rl_edge *edge = element;
    return edge->tie != NULL && get_string(edge->tie, offset, ret_value, scratch);
}

/* A count of nothing says nothing. */
static bool get_tie_count(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch)
{
    const rl_edge *edge = element;
    return edge->tie != NULL && get_u64(edge->tie, offset, ret_value, scratch) && ret_value->whole > 0;
}

/* ---- the tables ---- */

#define NODE(field) offsetof(rl_node, field)
#define EDGE(field) offsetof(rl_edge, field)
#define MEASURE(name) RL_MEASURE_BIT(RL_MEASURE_##name)
#define TIE(field) offsetof(rl_tie, field)

const rl_attribute rl_node_attributes[] = {
    {"label", RL_ATTRIBUTE_TEXT, get_string, NODE(label), 0},
    {"type", RL_ATTRIBUTE_TEXT, get_string, NODE(type), 0},
    {"mentions", RL_ATTRIBUTE_WHOLE, get_u64, NODE(mentions), 0},
    {"documents", RL_ATTRIBUTE_WHOLE, get_u64, NODE(documents), 0},
    {"aliases", RL_ATTRIBUTE_TEXT, get_aliases, NODE(aliases), 0},
    {"reasons", RL_ATTRIBUTE_REASONS, get_reasons, NODE(reasons), 0},
    {"first_seen", RL_ATTRIBUTE_TEXT, get_string, NODE(first_seen), 0},
    {"last_seen", RL_ATTRIBUTE_TEXT, get_string, NODE(last_seen), 0},
    {"periods", RL_ATTRIBUTE_PERIODS, get_node_periods, NODE(periods), 0},
    {"country", RL_ATTRIBUTE_TEXT, get_string, NODE(country), 0},
    {"role", RL_ATTRIBUTE_TEXT, get_string, NODE(role), 0},
    {"latitude", RL_ATTRIBUTE_REAL, get_double, NODE(latitude), 0},
    {"longitude", RL_ATTRIBUTE_REAL, get_double, NODE(longitude), 0},
    {"degree", RL_ATTRIBUTE_WHOLE, get_u32, NODE(degree), MEASURE(DEGREE)},
    {"weighted degree", RL_ATTRIBUTE_REAL, get_double, NODE(weighted_degree), MEASURE(STRENGTH)},
    {"pageranks", RL_ATTRIBUTE_REAL, get_double, NODE(pagerank), MEASURE(PAGERANK)},
    {"betweenesscentrality", RL_ATTRIBUTE_REAL, get_double, NODE(betweenness), MEASURE(BETWEENNESS)},
    {"closnesscentrality", RL_ATTRIBUTE_REAL, get_double, NODE(closeness), MEASURE(CLOSENESS)},
    {"harmonicclosnesscentrality", RL_ATTRIBUTE_REAL, get_double, NODE(harmonic), MEASURE(HARMONIC)},
    {"eigencentrality", RL_ATTRIBUTE_REAL, get_double, NODE(eigenvector), MEASURE(EIGENVECTOR)},
    {"coreness", RL_ATTRIBUTE_WHOLE, get_u32, NODE(coreness), MEASURE(CORENESS)},
    {"clustering", RL_ATTRIBUTE_REAL, get_double, NODE(clustering), MEASURE(CLUSTERING)},
    {"articulation_point", RL_ATTRIBUTE_TRUTH, get_truth, NODE(articulation), MEASURE(ARTICULATION)},
    {"modularity_class", RL_ATTRIBUTE_WHOLE, get_u32, NODE(community), MEASURE(COMMUNITIES)},
    {"componentnumber", RL_ATTRIBUTE_WHOLE, get_u32, NODE(component), MEASURE(COMPONENTS)},
    {"size", RL_ATTRIBUTE_REAL, get_double, NODE(size), RL_NEEDS_LOOKS},
    {"x", RL_ATTRIBUTE_REAL, get_double, NODE(x), RL_NEEDS_LOOKS},
    {"y", RL_ATTRIBUTE_REAL, get_double, NODE(y), RL_NEEDS_LOOKS},
    {"color", RL_ATTRIBUTE_TEXT, get_characters, NODE(color), RL_NEEDS_LOOKS},
};

/* A label for relations only: Gephi draws it on the edge, and "appears with" says nothing that the line does not. */
const rl_attribute rl_edge_attributes[] = {
    {"label", RL_ATTRIBUTE_TEXT, get_tie_string, TIE(relation), 0},
    {"weight", RL_ATTRIBUTE_REAL, get_positive, EDGE(weight), 0},
    {"relation", RL_ATTRIBUTE_TEXT, get_tie_string, TIE(relation), 0},
    {"modality", RL_ATTRIBUTE_TEXT, get_tie_string, TIE(modality), 0},
    {"count", RL_ATTRIBUTE_WHOLE, get_u64, EDGE(count), 0},
    {"documents", RL_ATTRIBUTE_WHOLE, get_u64, EDGE(documents), 0},
    {"npmi", RL_ATTRIBUTE_REAL, get_double, EDGE(npmi), 0},
    {"log_likelihood", RL_ATTRIBUTE_REAL, get_double, EDGE(log_likelihood), 0},
    {"jaccard", RL_ATTRIBUTE_REAL, get_double, EDGE(jaccard), 0},
    {"cosine", RL_ATTRIBUTE_REAL, get_double, EDGE(cosine), 0},
    {"first_seen", RL_ATTRIBUTE_TEXT, get_string, EDGE(first_seen), 0},
    {"last_seen", RL_ATTRIBUTE_TEXT, get_string, EDGE(last_seen), 0},
    {"periods", RL_ATTRIBUTE_PERIODS, get_edge_periods, EDGE(periods), 0},
    {"asserted", RL_ATTRIBUTE_WHOLE, get_tie_count, TIE(asserted), 0},
    {"reported", RL_ATTRIBUTE_WHOLE, get_tie_count, TIE(reported), 0},
    {"planned", RL_ATTRIBUTE_WHOLE, get_tie_count, TIE(planned), 0},
    {"past", RL_ATTRIBUTE_WHOLE, get_tie_count, TIE(past), 0},
    {"relations", RL_ATTRIBUTE_TEXT, get_string, EDGE(relations), 0},
    {"evidence", RL_ATTRIBUTE_EVIDENCE, get_evidence, EDGE(evidence), 0},
    {"evidence_text", RL_ATTRIBUTE_TEXT, get_best_sentence, EDGE(evidence), 0},
    {"bridge", RL_ATTRIBUTE_TRUTH, get_truth, EDGE(bridge), MEASURE(BRIDGES)},
};

const size_t rl_node_attribute_count = sizeof rl_node_attributes / sizeof rl_node_attributes[0];
const size_t rl_edge_attribute_count = sizeof rl_edge_attributes / sizeof rl_edge_attributes[0];

_Static_assert(sizeof rl_node_attributes / sizeof rl_node_attributes[0] <= RL_ATTRIBUTE_LIMIT, "raise the limit");
_Static_assert(sizeof rl_edge_attributes / sizeof rl_edge_attributes[0] <= RL_ATTRIBUTE_LIMIT, "raise the limit");

bool rl_attribute_read(const rl_attribute *attribute, const void *element, rl_value *ret_value, rl_buffer *scratch)
{
    rl_buffer_clear(scratch);
    rl_value value = {0};
    if (!attribute->get(element, attribute->offset, &value, scratch))
        return false;
    *ret_value = value;
    return true;
}
