/* Every change goes the same way: the records of the store are loaded; what is new, or must be looked at again, is looked
 * at and put in; then the network of all is made and the tables follow. That a change of a few documents makes the whole
 * network again keeps it the one that a fresh build makes: who is who is decided over all documents. What takes long in a
 * build, looking at texts, is done for the few only. */
#include "pipeline/growing.h"

#include "base/shell.h"
#include "pipeline/build.h"
#include "pipeline/growing_internal.h"
#include "pipeline/settings.h"
#include "pipeline/summary.h"

#include <stdlib.h>
#include <string.h>

void rl_growing_free(rl_growing *g)
{
    rl_condensed_free(&g->making.condensed);
    rl_collecting_free(&g->added);
    rl_collecting_free(&g->again);
    rl_stocks_free(&g->stocks);
    rl_judging_free(&g->judging);
    rl_judgements_free(&g->before);
    rl_archive_free(g->archive);
    rl_buffer_free(&g->text);
    rl_arena_free(&g->arena);
    free(g->records);
}

/* ---- removing ---- */

static relata_status remove_documents(rl_growing *g, const relata_store_change *change, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < change->removed_count; i++) {
        rl_stock *stock = rl_stocks_find(&g->stocks, change->removed[i]);
        bool removed = false;
        if (stock == NULL)
            return rl_error_set(err, RELATA_ERROR_ARGUMENT, rl_store_path(g->archive->store), 0, 0,
                                "the store has no document \"%.400s\"; nothing was removed", change->removed[i]);
        if (stock->gone)
            continue;
        status = rl_document_remove(g->archive->writer, change->removed[i], &removed, err);
        stock->gone = true;
        g->changes.removed++;
    }
    return status;
}

/* ---- adding ---- */

/* Of a document that was removed in the same change nothing is known any more. */
static void count_added(rl_growing *g)
{
    for (size_t i = 0; i < g->added.count; i++) {
        const rl_record *record = g->added.items[i]->record;
        rl_stock *stock = rl_stocks_find(&g->stocks, record->strings + record->id);
        if (g->added.items[i]->known) {
            g->changes.unchanged++;
            continue;
        }
        g->changes.added += stock == NULL || stock->gone;
        g->changes.replaced += stock != NULL && !stock->gone;
        if (stock != NULL)
            stock->gone = true;
    }
}

/* There is one text of each id, and it takes the place of the one that was there. */
static relata_status put_all(rl_growing *g, const rl_collecting *collecting, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < collecting->count; i++)
        if (!collecting->items[i]->known)
            status = rl_archive_replace(g->archive, collecting->items[i], err);
    return status;
}

static relata_status add_documents(rl_growing *g, const relata_store_change *change, relata_error *err)
{
    if (change->reader == NULL)
        return RELATA_OK;
    g->added = (rl_collecting){.engine = g->engine,
                               .options = &g->options,
                               .judging = &g->judging,
                               .known = change->renew || change->removed_count > 0 ? NULL : &g->stocks.known,
                               .keep_texts = true};
    relata_status status = rl_collect(&g->added, (rl_reader *)change->reader, err);
    if (status != RELATA_OK)
        return status;
    count_added(g);
    return put_all(g, &g->added, err);
}

/* ---- looking again ---- */

static const char *or_null(const char *text)
{
    return text[0] == '\0' ? NULL : text;
}

/* The next document that must be looked at again, as a reader would give it. */
static relata_status next_again(void *user, relata_document *ret, relata_error *err)
{
    rl_growing *g = user;
    while (g->next_again < g->stocks.count &&
           (g->stocks.items[g->next_again].gone || !g->stocks.items[g->next_again].again))
        g->next_again++;
    if (g->next_again == g->stocks.count)
        return RELATA_END;
    const rl_stock *stock = &g->stocks.items[g->next_again++];
    const rl_record *record = stock->record;
    bool found = false;
    rl_buffer_clear(&g->text);
    relata_status status = rl_store_text(g->archive->store, record->strings + record->id, &g->text, &found, err);
    if (status != RELATA_OK)
        return status;
    if (!found)
        return rl_error_set(err, RELATA_ERROR_FORMAT, rl_store_path(g->archive->store), 0, 0,
                            "the store is damaged: it lacks the text of %s", record->strings + record->id);
    *ret = (relata_document){.id = record->strings + record->id,
                             .title = or_null(stock->title),
                             .date = or_null(record->strings + record->date),
                             .source = or_null(stock->source),
                             .text = g->text.bytes,
                             .text_length = g->text.length};
    return RELATA_OK;
}

relata_status rl_growing_look_again(rl_growing *g, const relata_store_change *change, relata_error *err)
{
    size_t count = 0;
    for (size_t i = 0; change->renew && i < g->stocks.count; i++) {
        g->stocks.items[i].again = !g->stocks.items[i].gone;
        count += g->stocks.items[i].again;
    }
    /* What was divided by a judgement that is gone is whole again, so the old ones count as well. */
    if (change->judgements != NULL && !rl_stocks_doubt(&g->stocks, &g->judging.judgements, &count))
        return rl_error_memory(err);
    if (change->forgotten != NULL && !rl_stocks_doubt(&g->stocks, &g->before, &count))
        return rl_error_memory(err);
    g->changes.looked_at_again = count;
    if (count == 0)
        return RELATA_OK;
    g->again = (rl_collecting){.engine = g->engine,
                               .options = &g->options,
                               .judging = &g->judging,
                               .keep_texts = true,
                               .next = next_again,
                               .next_user = g};
    relata_status status = rl_collect(&g->again, NULL, err);
    for (size_t i = 0; status == RELATA_OK && i < g->stocks.count; i++)
        g->stocks.items[i].gone |= g->stocks.items[i].again;
    return status == RELATA_OK ? put_all(g, &g->again, err) : status;
}

/* ---- the network afterwards ---- */

static int compare_records(const void *x, const void *y)
{
    return rl_record_compare(*(rl_record *const *)x, *(rl_record *const *)y);
}

static relata_status list_records(rl_growing *g, relata_error *err)
{
    g->records = malloc((g->stocks.count + g->added.count + g->again.count + 1) * sizeof *g->records);
    if (g->records == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < g->stocks.count; i++)
        if (!g->stocks.items[i].gone)
            g->records[g->record_count++] = g->stocks.items[i].record;
    for (size_t i = 0; i < g->added.count; i++)
        if (!g->added.items[i]->known)
            g->records[g->record_count++] = g->added.items[i]->record;
    for (size_t i = 0; i < g->again.count; i++)
        g->records[g->record_count++] = g->again.items[i]->record;
    if (g->record_count > 0)
        qsort(g->records, g->record_count, sizeof *g->records, compare_records);
    return RELATA_OK;
}

static relata_status make_network(rl_growing *g, bool with_tables, bool only_store, rl_network **ret_network,
                                  relata_error *err)
{
    relata_status status = list_records(g, err);
    if (status != RELATA_OK)
        return status;
    g->making = (rl_making){.engine = g->engine,
                            .options = &g->options,
                            .judging = &g->judging,
                            .archive = with_tables ? g->archive : NULL,
                            .records = g->records,
                            .count = g->record_count,
                            .only_store = only_store};
    return rl_network_make(&g->making, ret_network, err);
}

relata_status rl_growing_sum_up(const rl_growing *g, const relata_store_change *change, rl_network *network,
                                relata_summary *ret_summary, relata_error *err)
{
    relata_reading read = {0};
    if (change != NULL && change->reader != NULL)
        read = rl_reader_counts((const rl_reader *)change->reader);
    return rl_summarise(&g->making, &g->added, &read, network, ret_summary, err);
}

/* ---- the store before ---- */

/* The command line that changes the judgements. */
static relata_status write_command(const rl_archive *archive, bool renew, rl_buffer *ret, relata_error *err)
{
    (void)rl_buffer_append_string(ret, renew ? "relata judge --renew -g " : "relata judge -g ");
    bool ok = rl_shell_word(rl_store_path(archive->store), ret) && rl_buffer_string(ret) != NULL;
    return ok ? RELATA_OK : rl_error_memory(err);
}

static relata_status forget_judgements(rl_growing *g, const relata_store_change *change, relata_error *err)
{
    const char *name = change->judgements_name == NULL ? "judgements" : change->judgements_name;
    if (change->forgotten == NULL)
        return RELATA_OK;
    return rl_judging_forget(g->archive->store, name, change->forgotten, change->renew, g->engine, &g->before,
                             &g->changes.forgotten, err);
}

static relata_status load(rl_growing *g, const relata_store_change *change, relata_error *err)
{
    const char *name = change->judgements_name == NULL ? "judgements" : change->judgements_name;
    rl_buffer command = {0};
    relata_status status = rl_settings_read(g->archive->store, &g->arena, &g->options, err);
    if (status == RELATA_OK)
        status = write_command(g->archive, change->renew, &command, err);
    if (status == RELATA_OK)
        status = forget_judgements(g, change, err);
    if (status == RELATA_OK)
        status =
            rl_judging_load(&g->judging, g->archive->store, name, change->judgements, command.bytes, g->engine, err);
    rl_judging_tell(&g->judging, g->options.notice, g->options.notice_user);
    rl_buffer_free(&command);
    return status == RELATA_OK ? rl_stocks_load(&g->stocks, g->archive, err) : status;
}

static relata_status add_judgements(rl_growing *g, const relata_store_change *change, relata_error *err)
{
    int64_t before = 0, after = 0;
    if (change->judgements == NULL)
        return RELATA_OK;
    relata_status status = rl_store_count_judgements(g->archive->store, &before, err);
    if (status == RELATA_OK)
        status = rl_judging_store(&g->judging, g->archive->store, err);
    if (status == RELATA_OK)
        status = rl_store_count_judgements(g->archive->store, &after, err);
    g->changes.judgements = (size_t)(after - before);
    return status;
}

static bool is_changed(const rl_growing *g)
{
    const relata_store_changes *c = &g->changes;
    return c->added + c->replaced + c->removed + c->looked_at_again + c->judgements + c->forgotten > 0;
}

/* Brings the tables up to date and ends the transaction, now or when the network is saved. */
relata_status rl_growing_finish(rl_growing *g, bool with_tables, bool returned, rl_network **network, relata_error *err)
{
    relata_status status = make_network(g, with_tables, !returned, network, err);
    if (status != RELATA_OK || returned)
        return status;
    return rl_archive_put_in_place(g->archive, err);
}

static relata_status change_open(rl_growing *g, const relata_store_change *change, rl_network **ret_network,
                                 relata_summary *ret_summary, relata_error *err)
{
    rl_network *network = NULL;
    relata_status status = load(g, change, err);
    if (status == RELATA_OK && !rl_stocks_know(&g->stocks))
        status = rl_error_memory(err);
    if (status == RELATA_OK)
        status = add_judgements(g, change, err);
    if (status == RELATA_OK)
        status = remove_documents(g, change, err);
    if (status == RELATA_OK)
        status = add_documents(g, change, err);
    if (status == RELATA_OK)
        status = rl_growing_look_again(g, change, err);
    if (status == RELATA_OK)
        status = rl_growing_finish(g, is_changed(g), ret_network != NULL, &network, err);
    if (status == RELATA_OK)
        status = rl_growing_sum_up(g, change, network, ret_summary, err);
    if (status != RELATA_OK) {
        rl_network_free(network);
        return status;
    }
    rl_judging_report(&g->judging, g->options.notice, g->options.notice_user);
    if (ret_network == NULL) {
        rl_network_free(network);
        return RELATA_OK;
    }
    network->archive = g->archive;
    network->archive_free = rl_archive_free;
    g->archive = NULL;
    *ret_network = network;
    return RELATA_OK;
}

relata_status rl_store_change(const rl_engine *engine, const char *path, const relata_store_change *change,
                              const relata_build_options *options, rl_network **ret_network,
                              relata_store_changes *ret_changes, relata_summary *ret_summary, relata_error *err)
{
    rl_growing g = {.engine = engine, .options = *options};
    relata_status status = change->renew ? rl_archive_renew(path, engine, &g.archive, err)
                                         : rl_archive_open(path, engine, &g.archive, err);
    if (status == RELATA_OK)
        status = change_open(&g, change, ret_network, ret_summary, err);
    if (status == RELATA_OK && ret_changes != NULL)
        *ret_changes = g.changes;
    rl_growing_free(&g);
    return status;
}

/* ---- a network ---- */

/* Leaves out documents of other days. */
static void leave_out(rl_growing *g, const rl_period *period)
{
    for (size_t i = 0; rl_period_is_given(period) && i < g->stocks.count; i++) {
        const rl_record *record = g->stocks.items[i].record;
        const char *date = record->strings + record->date;
        bool holds = date[0] != '\0' && rl_period_holds(period, date);
        g->stocks.items[i].gone |= !holds;
        g->added.outside += !holds && date[0] != '\0';
        g->added.undated += !holds && date[0] == '\0';
    }
}

relata_status rl_store_network(const rl_engine *engine, const char *path, const relata_build_options *options,
                               rl_network **ret_network, relata_summary *ret_summary, relata_error *err)
{
    static const relata_store_change NOTHING = {.judgements = NULL};
    rl_growing g = {.engine = engine, .options = *options};
    rl_network *network = NULL;
    rl_period period = {options->since, options->until};
    relata_status status = rl_archive_read(path, engine, &g.archive, err);
    if (status == RELATA_OK)
        status = load(&g, &NOTHING, err);
    if (status == RELATA_OK) {
        leave_out(&g, &period);
        status = make_network(&g, false, false, &network, err);
    }
    if (status == RELATA_OK)
        status = rl_growing_sum_up(&g, NULL, network, ret_summary, err);
    if (status == RELATA_OK)
        *ret_network = network;
    else
        rl_network_free(network);
    rl_growing_free(&g);
    return status;
}
