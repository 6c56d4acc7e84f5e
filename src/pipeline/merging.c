/* Joining stores. All their documents are put into a new one, which keeps one text for each id by a rule that no order
 * changes; then it is brought up to date like a store that was changed. */
#include "pipeline/growing.h"

#include "pipeline/build.h"
#include "pipeline/growing_internal.h"
#include "pipeline/settings.h"

#include <stdlib.h>
#include <string.h>

typedef struct merging {
    rl_growing g;
    rl_arena arena;      /* of settings and documents */
    relata_setting *settings; /* of the first store */
    size_t setting_count;
    bool judged;          /* a store has judgements */
    rl_archive *from;     /* the store that is being read */
} merging;

/* ---- settings ---- */

static relata_status read_settings(merging *m, rl_store *store, relata_setting **ret, size_t *ret_count,
                                   relata_error *err)
{
    return rl_store_settings(store, &m->arena, ret, ret_count, err);
}

static const char *value_of(const relata_setting *settings, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(settings[i].name, name) == 0)
            return settings[i].value;
    return NULL;
}

static relata_status refuse(const merging *m, const char *name, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_ARGUMENT, rl_store_path(m->from->store), 0, 0,
                        "the stores were built with different options: \"%s\" is not the same in all", name);
}

/* Has `a` what `b` has? */
static relata_status compare(const merging *m, const relata_setting *a, size_t a_count, const relata_setting *b,
                             size_t b_count, relata_error *err)
{
    for (size_t i = 0; i < b_count; i++) {
        const char *value = value_of(a, a_count, b[i].name);
        if (value == NULL || strcmp(value, b[i].value) != 0)
            return refuse(m, b[i].name, err);
    }
    return RELATA_OK;
}

/* The first store's settings are those of the new one; the others must have the same. */
static relata_status take_settings(merging *m, bool first, relata_error *err)
{
    relata_setting *settings = NULL;
    size_t count = 0;
    relata_status status = read_settings(m, m->from->store, &settings, &count, err);
    if (status != RELATA_OK)
        return status;
    if (!first) {
        status = compare(m, m->settings, m->setting_count, settings, count, err);
        return status == RELATA_OK ? compare(m, settings, count, m->settings, m->setting_count, err) : status;
    }
    m->settings = settings;
    m->setting_count = count;
    for (size_t i = 0; status == RELATA_OK && i < count; i++)
        status = rl_store_set(m->g.archive->store, settings[i].name, settings[i].value, err);
    return status;
}

/* ---- documents ---- */

/* Puts a document of the store that is being read into the new one. */
static relata_status copy_document(void *user, const rl_stored_document *d, relata_error *err)
{
    merging *m = user;
    rl_terms terms = rl_vocabulary_from_store(&m->from->vocabulary);
    rl_arena *arena = &m->g.stocks.arena;
    rl_record *record = rl_arena_alloc(arena, sizeof *record);
    if (record == NULL)
        return rl_error_memory(err);
    relata_status status = rl_record_unpack(d->record, d->record_length, &terms, arena, record, err);
    if (status != RELATA_OK)
        return status;
    status = rl_stocks_add(&m->g.stocks, record, d, err);
    if (status != RELATA_OK)
        return status;
    const rl_stock *stock = &m->g.stocks.items[m->g.stocks.count - 1];
    rl_collected collected = {.record = record, .title = stock->title, .source = stock->source, .length = d->length};
    if (!rl_buffer_append(&collected.text, d->text, d->text_length))
        status = rl_error_memory(err);
    if (status == RELATA_OK)
        status = rl_archive_put(m->g.archive, &collected, err);
    rl_buffer_free(&collected.text);
    return status;
}

/* Those that say the same in other words are kept both, so that no order chooses. */
static relata_status take_judgements(merging *m, relata_error *err)
{
    rl_buffer lines = {0};
    relata_status status = rl_store_judgements(m->from->store, &lines, err);
    for (size_t from = 0, to; status == RELATA_OK && from < lines.length; from = to + 1) {
        char *end = memchr(lines.bytes + from, '\n', lines.length - from);
        to = (size_t)(end - lines.bytes);
        *end = '\0';
        status = rl_store_put_judgement(m->g.archive->store, lines.bytes + from, err);
        m->judged = true;
    }
    rl_buffer_free(&lines);
    return status;
}

static relata_status take_store(merging *m, const char *path, bool first, relata_error *err)
{
    relata_status status = rl_archive_read(path, m->g.engine, &m->from, err);
    if (status == RELATA_OK)
        status = take_settings(m, first, err);
    if (status == RELATA_OK)
        status = take_judgements(m, err);
    if (status == RELATA_OK)
        status = rl_store_each_document(m->from->store, true, copy_document, m, err);
    rl_archive_free(m->from);
    m->from = NULL;
    return status;
}

/* Of several texts of one id, the one that the new store kept counts. The same text twice is nothing to speak of. */
static void drop_twins(merging *m)
{
    const rl_archive *a = m->g.archive;
    for (size_t i = 0; i < m->g.stocks.count; i++) {
        rl_stock *stock = &m->g.stocks.items[i];
        const char *id = stock->record->strings + stock->record->id;
        const rl_record *kept = a->texts[rl_string_map_find(&a->ids, id, strlen(id))].record;
        stock->gone = stock->record != kept;
        if (stock->gone && memcmp(stock->record->digest, kept->digest, sizeof kept->digest) != 0) {
            rl_collect_report_twin(&m->g.options, id);
            m->g.added.twins++;
        }
    }
    m->g.changes.added = a->ids.count;
}

/* ---- the whole ---- */

static relata_status bring_up_to_date(merging *m, relata_summary *ret_summary, relata_error *err)
{
    rl_growing *g = &m->g;
    rl_network *network = NULL;
    relata_store_change change = {.judgements = m->judged ? "" : NULL};
    relata_status status = rl_settings_read(g->archive->store, &m->arena, &g->options, err);
    if (status == RELATA_OK)
        status = rl_judging_load(&g->judging, g->archive->store, "judgements", NULL, "relata judge -g STORE", g->engine,
                                 err);
    rl_judging_tell(&g->judging, g->options.notice, g->options.notice_user);
    if (status == RELATA_OK)
        status = rl_growing_look_again(g, &change, err);
    if (status == RELATA_OK)
        status = rl_growing_finish(g, true, false, &network, err);
    if (status == RELATA_OK)
        status = rl_growing_sum_up(g, NULL, network, ret_summary, err);
    rl_network_free(network);
    return status;
}

relata_status rl_store_merge(const rl_engine *engine, const char *const *stores, size_t count, const char *path,
                             const relata_build_options *options, relata_store_changes *ret_changes,
                             relata_summary *ret_summary, relata_error *err)
{
    merging m = {.g = {.engine = engine, .options = *options}};
    relata_status status = rl_archive_create(path, engine, &m.g.archive, err);
    for (size_t i = 0; status == RELATA_OK && i < count; i++)
        status = take_store(&m, stores[i], i == 0, err);
    if (status == RELATA_OK) {
        drop_twins(&m);
        status = bring_up_to_date(&m, ret_summary, err);
    }
    if (status == RELATA_OK && ret_changes != NULL)
        *ret_changes = m.g.changes;
    rl_growing_free(&m.g);
    rl_arena_free(&m.arena);
    return status;
}
