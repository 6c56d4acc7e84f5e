/* Each table has a function that makes its rows. Entities keep the numbers that they once got, so
 * that a change touches few rows; tables whose rows come in the order of nodes are therefore sorted by those numbers. */
#include "store/network.h"

#include "store/putting.h"

#include <stdlib.h>
#include <string.h>

relata_status rl_put_row(rl_putting *p, const rl_value *values)
{
    if (p->sync == NULL)
        return rl_parts_add(&p->parts, values) ? RELATA_OK : rl_error_memory(p->err);
    int64_t document = values[p->parts.table->document].integer;
    return rl_parts_differ(&p->parts, values, document) ? rl_sync_row(p->sync, values, p->err) : RELATA_OK;
}

static relata_status write_differences(rl_putting *p, rows_fn rows)
{
    rl_sync sync;
    relata_status status = rl_sync_begin(&p->parts, &sync, p->err);
    p->sync = &sync;
    if (status == RELATA_OK)
        status = rows(p);
    p->sync = NULL;
    status = rl_sync_end(&sync, status, p->err);
    return status == RELATA_OK ? rl_parts_save(&p->parts, p->err) : status;
}

static relata_status put_table(rl_putting *p, const rl_derived *table, rows_fn rows)
{
    relata_status status = rl_parts_load(p->store, table, &p->parts, p->err);
    if (status == RELATA_OK)
        status = rows(p);
    if (status == RELATA_OK && !rl_parts_compare(&p->parts))
        status = rl_error_memory(p->err);
    if (status == RELATA_OK && p->parts.range_count > 0)
        status = write_differences(p, rows);
    rl_parts_free(&p->parts);
    rl_store_names_free(&p->names);
    return status;
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

static relata_status entity_rows(rl_putting *p)
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
        status = rl_put_row(p, values);
    }
    return status;
}

static relata_status alias_rows(rl_putting *p)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; i < p->ties->node_count; i++) {
        uint32_t at = p->by_number[i];
        const rl_node *n = &p->ties->nodes[at];
        for (size_t k = 0; status == RELATA_OK && k < n->alias_count; k++) {
            rl_value values[] = {rl_value_number(p->tie_number_of[at]), rl_value_integer(k + 1), rl_value_text(n->aliases[k]),
                                 rl_value_text(k < n->reason_count ? n->reasons[k] : NULL)};
            status = rl_put_row(p, values);
        }
    }
    return status;
}

static relata_status name_row(rl_putting *p, const rl_store_names *names, const rl_store_name *name)
{
    rl_value values[] = {{.kind = RL_VALUE_TEXT, .bytes = names->bytes.bytes + name->start, .length = name->length},
                         rl_value_integer(name->kind), rl_value_number(name->entity)};
    return rl_put_row(p, values);
}

static bool has_differing_name(const rl_putting *p, const rl_store_names *names, const rl_store_name *name)
{
    rl_value key = {.kind = RL_VALUE_TEXT, .bytes = names->bytes.bytes + name->start, .length = name->length};
    return rl_parts_differ(&p->parts, &key, 0);
}

/* Keeps the names that differ and puts them in order. */
static void choose_names(const rl_putting *p, rl_store_names *names)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->count; i++)
        if (has_differing_name(p, names, &names->items[i]))
            names->items[kept++] = names->items[i];
    names->count = kept;
    rl_store_names_sort(names);
}

/* They are made when they are added up, and kept until they were written. */
static relata_status name_rows(rl_putting *p)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; p->sync == NULL && status == RELATA_OK && i < p->network->node_count; i++)
        if (!rl_store_names_add(&p->names, &p->network->nodes[i], p->number_of[i]))
            status = rl_error_memory(p->err);
    if (p->sync != NULL)
        choose_names(p, &p->names);
    for (size_t i = 0; status == RELATA_OK && i < p->names.count; i++)
        status = name_row(p, &p->names, &p->names.items[i]);
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

static relata_status put_number_row(rl_putting *p, const row *r)
{
    rl_value values[4];
    for (size_t c = 0; c < p->parts.table->column_count; c++)
        values[c] = rl_value_number(r->numbers[c]);
    return rl_put_row(p, values);
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

/* The rows that are in parts that differ, sorted. Owned: free. NULL if there is no memory. */
static row *choose_rows(const rl_putting *p, make_row_fn make, size_t count, size_t *ret_count)
{
    size_t kept = 0, capacity = 0;
    row *rows = rl_array_grow(NULL, &capacity, 1, sizeof *rows);
    for (size_t i = 0; rows != NULL && i < count; i++) {
        row made = make(p, i);
        rl_value key = rl_value_number(made.numbers[0]);
        if (!rl_parts_differ(&p->parts, &key, made.numbers[p->parts.table->document]))
            continue;
        row *grown = rl_array_grow(rows, &capacity, kept + 1, sizeof *rows);
        if (grown == NULL)
            free(rows);
        rows = grown;
        if (rows != NULL)
            rows[kept++] = made;
    }
    if (rows != NULL)
        qsort(rows, kept, sizeof *rows, compare_rows);
    *ret_count = kept;
    return rows;
}

static relata_status number_rows(rl_putting *p, make_row_fn make, size_t count)
{
    relata_status status = RELATA_OK;
    if (p->sync == NULL) {
        for (size_t i = 0; status == RELATA_OK && i < count; i++) {
            row made = make(p, i);
            status = rl_parts_add_numbers(&p->parts, made.numbers) ? RELATA_OK : rl_error_memory(p->err);
        }
        return status;
    }
    row *rows = choose_rows(p, make, count, &count);
    if (rows == NULL)
        return rl_error_memory(p->err);
    for (size_t i = 0; status == RELATA_OK && i < count; i++)
        status = put_number_row(p, &rows[i]);
    free(rows);
    return status;
}

static relata_status mention_rows(rl_putting *p)
{
    return number_rows(p, mention_row, p->incidence->mention_count);
}

static relata_status appearance_rows(rl_putting *p)
{
    return number_rows(p, appearance_row, p->incidence->appearance_count);
}

static relata_status meeting_rows(rl_putting *p)
{
    return number_rows(p, meeting_row, p->incidence->meeting_count);
}

static row copy_row(const rl_putting *p, size_t i)
{
    const rl_copy *copy = &p->network->copies[i];
    return (row){{rl_put_document_number(p, copy->document), rl_put_document_number(p, copy->of), 0, 0}};
}

static relata_status copy_rows(rl_putting *p)
{
    for (size_t i = 0; p->sync == NULL && i < p->network->copy_count; i++) {
        row copy = copy_row(p, i);
        if (copy.numbers[0] == 0 || copy.numbers[1] == 0)
            return refuse_document(p, p->network->copies[i].document);
    }
    return number_rows(p, copy_row, p->network->copy_count);
}

/* ---- the whole ---- */

/* By table. */
static const rows_fn ROWS[RL_DERIVED_COUNT] = {
    [RL_DERIVED_COPY] = copy_rows,
    [RL_DERIVED_ENTITY] = entity_rows,
    [RL_DERIVED_ALIAS] = alias_rows,
    [RL_DERIVED_NAME] = name_rows,
    [RL_DERIVED_MENTION] = mention_rows,
    [RL_DERIVED_APPEARANCE] = appearance_rows,
    [RL_DERIVED_COOCCURRENCE] = meeting_rows,
    [RL_DERIVED_EDGE] = rl_put_edge_rows,
    [RL_DERIVED_EVIDENCE] = rl_put_evidence_rows,
    [RL_DERIVED_RELATION] = rl_put_relation_rows,
    [RL_DERIVED_STATEMENT] = rl_put_statement_rows,
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
    for (size_t i = 0; status == RELATA_OK && i < RL_DERIVED_COUNT; i++)
        status = put_table(&p, &rl_derived_tables[i], ROWS[i]);
    rl_numbering_free(&p.entities);
    rl_numbering_free(&p.documents);
    free(p.number_of);
    free(p.document_of);
    free(p.tie_number_of);
    free(p.by_number);
    return status;
}
