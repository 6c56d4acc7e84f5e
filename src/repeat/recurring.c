/* A line is furniture if FEWEST documents have it, and one in SHARE. Copies of an article count as one document: it is
 * the pages that must differ around the line. In small corpora the number protects what two or three outlets quote, in
 * large ones the share protects headlines and captions that go round.
 *
 * What is left out was counted before, in the document's record; so it is taken away there, as if the line had never
 * held a name: counts of forms and entities go down, what is left with nothing goes, and numbers close up. */
#include "repeat/recurring.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

enum { FEWEST = 5, SHARE = 500 };

/* ---- which lines ---- */

typedef struct sighting {
    uint64_t line;
    uint64_t document; /* hash of its words, or of those of what it repeats */
} sighting;

static int compare_hashes(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

static int compare_sightings(const void *x, const void *y)
{
    const sighting *a = x, *b = y;
    int by_line = compare_hashes(&a->line, &b->line);
    return by_line != 0 ? by_line : compare_hashes(&a->document, &b->document);
}

static uint64_t words_of(rl_record *const *records, const uint32_t *copy_of, size_t r)
{
    return records[copy_of == NULL || copy_of[r] == RL_NONE ? r : copy_of[r]]->signature.all;
}

static size_t count_documents(rl_record *const *records, size_t count, const uint32_t *copy_of, uint64_t *hashes)
{
    size_t different = 0;
    for (size_t r = 0; r < count; r++)
        hashes[r] = words_of(records, copy_of, r);
    if (count > 0)
        qsort(hashes, count, sizeof *hashes, compare_hashes);
    for (size_t r = 0; r < count; r++)
        different += r == 0 || hashes[r] != hashes[r - 1];
    return different;
}

/* All lines of all records, sorted. */
static sighting *list_lines(rl_record *const *records, size_t count, const uint32_t *copy_of, size_t *ret_count)
{
    size_t total = 0;
    for (size_t r = 0; r < count; r++)
        total += records[r]->line_count;
    sighting *all = malloc((total + 1) * sizeof *all);
    if (all == NULL)
        return NULL;
    total = 0;
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < records[r]->line_count; i++)
            all[total++] = (sighting){records[r]->lines[i].hash, words_of(records, copy_of, r)};
    if (total > 0)
        qsort(all, total, sizeof *all, compare_sightings);
    *ret_count = total;
    return all;
}

/* Puts the hashes of the lines that recur into `ret`, in order. Their number. */
static size_t choose_lines(const sighting *all, size_t total, size_t documents, uint64_t *ret)
{
    size_t chosen = 0;
    for (size_t from = 0, to; from < total; from = to) {
        size_t different = 0;
        for (to = from; to < total && all[to].line == all[from].line; to++)
            different += to == from || all[to].document != all[to - 1].document;
        if (different >= FEWEST && different * SHARE >= documents)
            ret[chosen++] = all[from].line;
    }
    return chosen;
}

/* ---- out of a record ---- */

/* What is left of a record, and where things went. */
typedef struct removal {
    rl_record *record;
    const bool *lines;
    uint32_t *entities; /* by entity: its new number, or RL_NONE */
} removal;

static uint32_t entity_of_form(const rl_record *record, uint32_t form)
{
    size_t low = 0, high = record->entity_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (record->entities[middle].first_form <= form)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static void subtract(removal *r)
{
    rl_record *record = r->record;
    for (size_t i = 0; i < record->line_count; i++) {
        const rl_record_line *line = &record->lines[i];
        for (uint32_t m = 0; r->lines[i] && m < line->mention_count; m++) {
            uint32_t form = record->line_mentions[line->first_mention + m];
            record->forms[form].count--;
            record->entities[entity_of_form(record, form)].mentions--;
            record->mention_count--;
        }
    }
}

static void close_up_forms(removal *r)
{
    rl_record *record = r->record;
    uint32_t kept_forms = 0, kept = 0;
    for (size_t e = 0; e < record->entity_count; e++) {
        rl_record_entity entity = record->entities[e];
        uint32_t first = kept_forms;
        for (uint32_t f = entity.first_form; f < entity.first_form + entity.form_count; f++)
            if (record->forms[f].count > 0)
                record->forms[kept_forms++] = record->forms[f];
        entity.first_form = first;
        entity.form_count = kept_forms - first;
        r->entities[e] = entity.mentions > 0 ? kept : RL_NONE;
        if (entity.mentions > 0)
            record->entities[kept++] = entity;
    }
    record->form_count = kept_forms;
    record->entity_count = kept;
}

static void close_up_pairs(removal *r)
{
    rl_record *record = r->record;
    size_t kept = 0;
    for (size_t p = 0; p < record->pair_count; p++) {
        rl_record_pair pair = record->pairs[p];
        pair.a = r->entities[pair.a];
        pair.b = r->entities[pair.b];
        bool left_out = pair.line != RL_NONE && r->lines[pair.line];
        if (!left_out && pair.a != RL_NONE && pair.b != RL_NONE)
            record->pairs[kept++] = pair;
    }
    record->pair_count = kept;
}

/* Returns how many are left. */
static size_t close_up_presences(const removal *r, rl_record_presence *presences, size_t count)
{
    size_t kept = 0;
    for (size_t p = 0; p < count; p++) {
        rl_record_presence presence = presences[p];
        presence.entity = r->entities[presence.entity];
        bool left_out = presence.line != RL_NONE && r->lines[presence.line];
        if (!left_out && presence.entity != RL_NONE)
            presences[kept++] = presence;
    }
    return kept;
}

/* An end that is an entity no more, but has an entry, is known by that. */
static bool move_end(const removal *r, uint32_t *entity, uint32_t entry)
{
    if (*entity != RL_NONE)
        *entity = r->entities[*entity];
    return *entity != RL_NONE || entry != RL_NONE;
}

static void close_up_relations(removal *r)
{
    rl_record_relations *relations = &r->record->relations;
    size_t kept = 0;
    for (size_t i = 0; i < relations->count; i++) {
        rl_record_relation relation = relations->items[i];
        bool left_out = relation.line != RL_NONE && r->lines[relation.line];
        bool subject = move_end(r, &relation.subject, relation.subject_entry);
        bool object = move_end(r, &relation.object, relation.object_entry);
        relation.line = RL_NONE;
        if (!left_out && subject && object)
            relations->items[kept++] = relation;
    }
    relations->count = kept;
}

relata_status rl_record_leave_lines(rl_record *record, const bool *lines, relata_error *err)
{
    removal r = {record, lines, malloc((record->entity_count + 1) * sizeof *r.entities)};
    if (r.entities == NULL)
        return rl_error_memory(err);
    subtract(&r);
    close_up_forms(&r);
    close_up_pairs(&r);
    record->presence_count = close_up_presences(&r, record->presences, record->presence_count);
    record->appearance_count = close_up_presences(&r, record->appearances, record->appearance_count);
    close_up_relations(&r);
    record->line_count = 0; /* their mentions have other numbers now */
    record->line_mention_count = 0;
    free(r.entities);
    return RELATA_OK;
}

/* ---- the whole ---- */

static relata_status leave(rl_record *record, const uint64_t *recurring, size_t recurring_count, size_t *lines,
                           relata_error *err)
{
    size_t found = 0;
    bool *marks = calloc(record->line_count + 1, sizeof *marks);
    if (marks == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < record->line_count; i++) {
        marks[i] =
            bsearch(&record->lines[i].hash, recurring, recurring_count, sizeof *recurring, compare_hashes) != NULL;
        found += marks[i];
    }
    relata_status status = found == 0 ? RELATA_OK : rl_record_leave_lines(record, marks, err);
    *lines += found;
    free(marks);
    return status;
}

relata_status rl_recurring_leave(rl_record *const *records, size_t count, const uint32_t *copy_of, size_t *ret_lines,
                                 relata_error *err)
{
    size_t total = 0, chosen = 0, lines = 0;
    sighting *all = list_lines(records, count, copy_of, &total);
    uint64_t *hashes = malloc((count + total + 1) * sizeof *hashes);
    relata_status status = all == NULL || hashes == NULL ? rl_error_memory(err) : RELATA_OK;
    if (status == RELATA_OK) {
        size_t documents = count_documents(records, count, copy_of, hashes);
        chosen = choose_lines(all, total, documents, hashes);
    }
    for (size_t r = 0; status == RELATA_OK && chosen > 0 && r < count; r++)
        status = leave(records[r], hashes, chosen, &lines, err);
    if (status == RELATA_OK)
        *ret_lines = lines;
    free(all);
    free(hashes);
    return status;
}
