/* Each table has a function that makes its rows in the order of its key. Entities keep the numbers that they once got, so
 * that a change touches few rows; tables whose rows come in the order of nodes are therefore sorted by those numbers. */
#include "store/network.h"

#include "store/names.h"
#include "store/putting.h"

#include <stdlib.h>
#include <string.h>

static relata_status put_table(rl_putting *p, const rl_table *table, rows_fn rows)
{
    rl_sync sync;
    relata_status status = rl_sync_begin(p->store, table, &sync, p->err);
    if (status == RELATA_OK)
        status = rows(p, &sync);
    return rl_sync_end(&sync, status, p->err);
}

int64_t rl_put_document_number(const rl_putting *p, const char *id)
{
    return rl_numbering_find(&p->documents, id);
}

static relata_status refuse_document(const rl_putting *p, const char *id)
{
    return rl_error_set(p->err, RELATA_ERROR_FORMAT, p->store->path, 0, 0, "the store is damaged: it lacks the document %s",
                        id);
}

/* ---- entities ---- */

static relata_status entity_rows(rl_putting *p, rl_sync *sync)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < p->ties->node_count; i++) {
        uint32_t at = p->by_number[i];
        const rl_node *n = &p->ties->nodes[at];
        rl_value values[] = {rl_value_number(p->tie_number_of[at]),
                             rl_value_text(n->id),
                             rl_value_text(n->label),
                             rl_value_text(n->type),
                             rl_value_integer(n->mentions),
                             rl_value_integer(n->documents),
                             rl_value_integer(n->windows),
                             rl_value_text(n->first_seen),
                             rl_value_text(n->last_seen),
                             rl_value_text(n->country),
                             rl_value_text(n->role),
                             rl_value_real(n->latitude),
                             rl_value_real(n->longitude)};
        status = rl_sync_row(sync, values, p->err);
    }
    return status;
}

static relata_status alias_rows(rl_putting *p, rl_sync *sync)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; i < p->ties->node_count; i++) {
        uint32_t at = p->by_number[i];
        const rl_node *n = &p->ties->nodes[at];
        for (size_t k = 0; status == RELATA_OK && k < n->alias_count; k++) {
            rl_value values[] = {rl_value_number(p->tie_number_of[at]), rl_value_integer(k + 1), rl_value_text(n->aliases[k]),
                                 rl_value_text(k < n->reason_count ? n->reasons[k] : NULL)};
            status = rl_sync_row(sync, values, p->err);
        }
    }
    return status;
}

static relata_status name_rows(rl_putting *p, rl_sync *sync)
{
    rl_store_names names = {0};
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < p->network->node_count; i++)
        if (!rl_store_names_add(&names, &p->network->nodes[i], p->number_of[i]))
            status = rl_error_memory(p->err);
    rl_store_names_sort(&names);
    for (size_t i = 0; status == RELATA_OK && i < names.count; i++) {
        const rl_store_name *name = &names.items[i];
        rl_value values[] = {{.kind = RL_VALUE_TEXT, .bytes = names.bytes.bytes + name->start, .length = name->length},
                             rl_value_integer(name->kind), rl_value_number(name->entity)};
        status = rl_sync_row(sync, values, p->err);
    }
    rl_store_names_free(&names);
    return status;
}

/* ---- what stands where ---- */

/* The numbers of a row that has up to three of them as its key, and one more. */
typedef struct row {
    int64_t numbers[4];
} row;

static int compare_rows(const void *x, const void *y)
{
    const row *a = x, *b = y;
    for (size_t i = 0; i < 3; i++)
        if (a->numbers[i] != b->numbers[i])
            return a->numbers[i] < b->numbers[i] ? -1 : 1;
    return 0;
}

/* Sorts the rows and hands them on; `count` of them, each of `columns` numbers. Frees them. */
static relata_status put_rows(rl_putting *p, rl_sync *sync, row *rows, size_t count, size_t columns)
{
    relata_status status = RELATA_OK;
    if (count > 0)
        qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 0; status == RELATA_OK && i < count; i++) {
        rl_value values[4];
        for (size_t c = 0; c < columns; c++)
            values[c] = rl_value_number(rows[i].numbers[c]);
        status = rl_sync_row(sync, values, p->err);
    }
    free(rows);
    return status;
}

typedef row (*make_row_fn)(const rl_putting *p, size_t i);

static row mention_row(const rl_putting *p, size_t i)
{
    const rl_incidence_mention *m = &p->incidence->mentions[i];
    return (row){{p->number_of[m->node], p->document_of[m->document], m->count, 0}};
}

static row appearance_row(const rl_putting *p, size_t i)
{
    const rl_incidence_appearance *a = &p->incidence->appearances[i];
    return (row){{p->number_of[a->node], p->document_of[a->document], a->sentence, 0}};
}

static row meeting_row(const rl_putting *p, size_t i)
{
    const rl_incidence_meeting *m = &p->incidence->meetings[i];
    int64_t x = p->number_of[m->source], y = p->number_of[m->target];
    return (row){{x < y ? x : y, x < y ? y : x, p->document_of[m->document], m->count}};
}

static relata_status incidence_rows(rl_putting *p, rl_sync *sync, make_row_fn make, size_t count, size_t columns)
{
    row *rows = malloc((count + 1) * sizeof *rows);
    if (rows == NULL)
        return rl_error_memory(p->err);
    for (size_t i = 0; i < count; i++)
        rows[i] = make(p, i);
    return put_rows(p, sync, rows, count, columns);
}

static relata_status mention_rows(rl_putting *p, rl_sync *sync)
{
    return incidence_rows(p, sync, mention_row, p->incidence->mention_count, 3);
}

static relata_status appearance_rows(rl_putting *p, rl_sync *sync)
{
    return incidence_rows(p, sync, appearance_row, p->incidence->appearance_count, 3);
}

static relata_status meeting_rows(rl_putting *p, rl_sync *sync)
{
    return incidence_rows(p, sync, meeting_row, p->incidence->meeting_count, 4);
}

static relata_status copy_rows(rl_putting *p, rl_sync *sync)
{
    size_t count = p->network->copy_count;
    row *rows = malloc((count + 1) * sizeof *rows);
    if (rows == NULL)
        return rl_error_memory(p->err);
    for (size_t i = 0; i < count; i++) {
        const rl_copy *copy = &p->network->copies[i];
        rows[i] = (row){{rl_put_document_number(p, copy->document), rl_put_document_number(p, copy->of), 0, 0}};
        if (rows[i].numbers[0] == 0 || rows[i].numbers[1] == 0) {
            free(rows);
            return refuse_document(p, copy->document);
        }
    }
    return put_rows(p, sync, rows, count, 2);
}

/* ---- the whole ---- */

static const struct {
    rl_table table;
    rows_fn rows;
} TABLES[] = {
    {{"copy", {"document", "of"}, 1, 2}, copy_rows},
    {{"entity",
      {"number", "id", "label", "type", "mentions", "documents", "windows", "first_seen", "last_seen", "country", "role",
       "latitude", "longitude"},
      1, 13},
     entity_rows},
    {{"alias", {"entity", "place", "name", "reason"}, 2, 4}, alias_rows},
    {{"name", {"folded", "kind", "entity"}, 3, 3}, name_rows},
    {{"mention", {"entity", "document", "count"}, 2, 3}, mention_rows},
    {{"appearance", {"entity", "document", "sentence"}, 3, 3}, appearance_rows},
    {{"cooccurrence", {"a", "b", "document", "count"}, 3, 4}, meeting_rows},
    {{"edge",
      {"a", "b", "count", "documents", "npmi", "log_likelihood", "jaccard", "cosine", "first_seen", "last_seen",
       "relations"},
      2, 11},
     rl_put_edge_rows},
    {{"evidence", {"a", "b", "place", "document", "sentence", "text"}, 3, 6}, rl_put_evidence_rows},
    {{"relation",
      {"subject", "relation", "object", "modality", "asserted", "reported", "planned", "past", "documents", "first_seen",
       "last_seen"},
      3, 11},
     rl_put_relation_rows},
    {{"statement", {"subject", "relation", "object", "place", "document", "sentence", "modality", "text"}, 4, 8},
     rl_put_statement_rows},
};

/* Numbers of a network's nodes. Owned: free. NULL if there is no memory. */
static int64_t *number_nodes(rl_putting *p, const rl_network *network)
{
    int64_t *numbers = malloc((network->node_count + 1) * sizeof *numbers);
    for (size_t i = 0; numbers != NULL && i < network->node_count; i++) {
        numbers[i] = rl_numbering_add(&p->entities, network->nodes[i].id);
        if (numbers[i] == 0) {
            free(numbers);
            return NULL;
        }
    }
    return numbers;
}

/* Numbers of the incidence's documents, all of which must be there. */
static relata_status number_documents(rl_putting *p)
{
    const rl_incidence *in = p->incidence;
    p->document_of = malloc((in->document_count + 1) * sizeof *p->document_of);
    if (p->document_of == NULL)
        return rl_error_memory(p->err);
    for (size_t i = 0; i < in->document_count; i++) {
        p->document_of[i] = rl_put_document_number(p, in->documents[i]);
        if (p->document_of[i] == 0)
            return refuse_document(p, in->documents[i]);
    }
    return RELATA_OK;
}

typedef struct numbered {
    int64_t number;
    uint32_t node;
} numbered;

static int compare_numbered(const void *x, const void *y)
{
    const numbered *a = x, *b = y;
    return a->number < b->number ? -1 : a->number > b->number;
}

static bool order_nodes(rl_putting *p)
{
    size_t count = p->ties->node_count;
    numbered *order = malloc((count + 1) * sizeof *order);
    p->by_number = malloc((count + 1) * sizeof *p->by_number);
    bool ok = order != NULL && p->by_number != NULL;
    for (size_t i = 0; ok && i < count; i++)
        order[i] = (numbered){p->tie_number_of[i], (uint32_t)i};
    if (ok && count > 0)
        qsort(order, count, sizeof *order, compare_numbered);
    for (size_t i = 0; ok && i < count; i++)
        p->by_number[i] = order[i].node;
    free(order);
    return ok;
}

static relata_status prepare(rl_putting *p)
{
    relata_status status =
        rl_numbering_load(p->store, "SELECT number, id FROM entity", &p->entities, p->err);
    if (status == RELATA_OK)
        status = rl_numbering_load(p->store, "SELECT number, id FROM document", &p->documents, p->err);
    if (status == RELATA_OK)
        status = number_documents(p);
    if (status != RELATA_OK)
        return status;
    p->number_of = number_nodes(p, p->network);
    p->tie_number_of = p->number_of == NULL ? NULL : number_nodes(p, p->ties);
    return p->tie_number_of != NULL && order_nodes(p) ? RELATA_OK : rl_error_memory(p->err);
}

relata_status rl_store_put_network(rl_store *store, const rl_network *network, const rl_incidence *incidence,
                                   relata_error *err)
{
    rl_putting p = {.store = store,
                 .network = network,
                 .ties = network->relations != NULL ? network->relations : network,
                 .incidence = incidence,
                 .err = err};
    relata_status status = prepare(&p);
    for (size_t i = 0; status == RELATA_OK && i < sizeof TABLES / sizeof TABLES[0]; i++)
        status = put_table(&p, &TABLES[i].table, TABLES[i].rows);
    rl_numbering_free(&p.entities);
    rl_numbering_free(&p.documents);
    free(p.number_of);
    free(p.document_of);
    free(p.tie_number_of);
    free(p.by_number);
    return status;
}
