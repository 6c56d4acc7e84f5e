/* Judgements divide entities while the text is there; so a document that has a name in them must be looked at again when
 * they change. That is told from the forms of its record. */
#include "pipeline/stocks.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

static char *copy_or_empty(rl_stocks *stocks, const char *text)
{
    return rl_arena_copy(&stocks->arena, text, text == NULL ? 0 : strlen(text));
}

relata_status rl_stocks_add(rl_stocks *stocks, rl_record *record, const rl_stored_document *document, relata_error *err)
{
    rl_stock stock = {.record = record,
                      .title = copy_or_empty(stocks, document->title),
                      .source = copy_or_empty(stocks, document->source)};
    rl_stock *items = rl_array_grow(stocks->items, &stocks->capacity, stocks->count + 1, sizeof *items);
    if (items != NULL)
        stocks->items = items;
    if (items == NULL || stock.title == NULL || stock.source == NULL)
        return rl_error_memory(err);
    items[stocks->count++] = stock;
    return RELATA_OK;
}

static relata_status add_stock(void *user, rl_record *record, const rl_stored_document *document, relata_error *err)
{
    return rl_stocks_add(user, record, document, err);
}

relata_status rl_stocks_load(rl_stocks *stocks, rl_archive *archive, relata_error *err)
{
    return rl_archive_load(archive, &stocks->arena, add_stock, stocks, err);
}

void rl_stocks_free(rl_stocks *stocks)
{
    rl_arena_free(&stocks->arena);
    free(stocks->items);
    rl_string_map_free(&stocks->known.ids);
    free(stocks->known.records);
    free(stocks->titles);
    *stocks = (rl_stocks){0};
}

bool rl_stocks_know(rl_stocks *stocks)
{
    stocks->known.records = malloc((stocks->count + 1) * sizeof *stocks->known.records);
    stocks->titles = malloc((stocks->count + 1) * sizeof *stocks->titles);
    if (stocks->known.records == NULL || stocks->titles == NULL)
        return false;
    stocks->known.titles = stocks->titles;
    for (size_t i = 0; i < stocks->count; i++) {
        const char *id = stocks->items[i].record->strings + stocks->items[i].record->id;
        stocks->known.records[i] = stocks->items[i].record;
        stocks->titles[i] = stocks->items[i].title;
        if (rl_string_map_add(&stocks->known.ids, id, strlen(id)) == RL_NONE)
            return false;
    }
    return true;
}

rl_stock *rl_stocks_find(const rl_stocks *stocks, const char *id)
{
    uint32_t at = rl_string_map_find(&stocks->known.ids, id, strlen(id));
    return at == RL_NONE ? NULL : &stocks->items[at];
}

/* Has the document a name that judgements speak of? */
static bool is_doubtful(const rl_record *record, const rl_judgements *judgements, rl_buffer *folded, bool *ret_ok)
{
    *ret_ok = true;
    for (size_t f = 0; f < record->form_count; f++) {
        rl_buffer_clear(folded);
        if (!rl_fold_sought(record->strings + record->forms[f].text, folded)) {
            *ret_ok = false;
            return false;
        }
        if (rl_judgements_find(judgements, folded->bytes, folded->length) != RL_NONE)
            return true;
    }
    return false;
}

bool rl_stocks_doubt(rl_stocks *stocks, const rl_judgements *judgements, size_t *ret_count)
{
    rl_buffer folded = {0};
    bool ok = true;
    for (size_t i = 0; ok && judgements->divides && i < stocks->count; i++) {
        rl_stock *stock = &stocks->items[i];
        if (stock->gone || stock->again)
            continue;
        stock->again = is_doubtful(stock->record, judgements, &folded, &ok);
        *ret_count += stock->again;
    }
    rl_buffer_free(&folded);
    return ok;
}
