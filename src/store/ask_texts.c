/* What documents say of entities: sentences, the documents themselves, the days. Sentences are cut from the stored text, which is
 * unpacked once for all sentences of a document; their places count in the text as it was analysed, with bad UTF-8 replaced. */
#include "store/asking.h"

#include "model/network.h"
#include "store/documents.h"
#include "text/utf8.h"

#include <string.h>

/* ---- cutting ---- */

/* Replaces bad UTF-8, as the analysis did, and nothing else. */
static bool repair(rl_buffer *text)
{
    rl_buffer repaired = {0};
    for (size_t at = 0; at < text->length;) {
        uint32_t code;
        size_t bad = 0, good = rl_utf8_valid_prefix(text->bytes + at, text->length - at);
        (void)rl_buffer_append(&repaired, text->bytes + at, good);
        at += good;
        if (at < text->length) {
            (void)rl_utf8_decode(text->bytes + at, text->length - at, &code, &bad);
            (void)rl_buffer_append(&repaired, "\xEF\xBF\xBD", 3);
            at += bad;
        }
    }
    rl_buffer_free(text);
    *text = repaired;
    return !repaired.failed;
}

static relata_status load_text(rl_asker *asker, const char *id, relata_error *err)
{
    bool found = false;
    rl_buffer_clear(&asker->text);
    relata_status status = rl_store_text(asker->store, id, &asker->text, &found, err);
    if (status == RELATA_OK && rl_utf8_valid_prefix(asker->text.bytes, asker->text.length) < asker->text.length)
        status = repair(&asker->text) ? RELATA_OK : rl_error_memory(err);
    return status;
}

static void drop_last_part(rl_buffer *line)
{
    size_t length = RL_EVIDENCE_TEXT_LIMIT;
    while (length > 0 && ((unsigned char)line->bytes[length] & 0xC0) == 0x80)
        length--;
    line->length = length;
}

/* Single spaces between words, none at the ends. Works in place. */
static void collapse(rl_buffer *line)
{
    size_t kept = 0;
    for (size_t i = 0; i < line->length; i++)
        if (line->bytes[i] != ' ' || (kept > 0 && line->bytes[kept - 1] != ' '))
            line->bytes[kept++] = line->bytes[i];
    line->length = kept > 0 && line->bytes[kept - 1] == ' ' ? kept - 1 : kept;
}

static const char *cut(rl_asker *asker, size_t start, size_t length)
{
    rl_buffer *line = &asker->line;
    rl_buffer_clear(line);
    if (!rl_utf8_sanitise(asker->text.bytes + start, length, true, line) || !rl_buffer_reserve(line, line->length + 1))
        return NULL;
    collapse(line);
    if (line->length > RL_EVIDENCE_TEXT_LIMIT)
        drop_last_part(line);
    return rl_arena_copy(&asker->arena, line->bytes, line->length);
}

/* ---- sentences ---- */

typedef struct cutting {
    relata_quote *items;
    size_t count;
    int64_t document; /* whose text is loaded; 0 for none */
    const char *id;
    const char *title;
    const char *date;
} cutting;

static relata_status open_document(rl_asker *asker, sqlite3_stmt *row, cutting *c, relata_error *err)
{
    bool ok = true;
    c->id = rl_ask_copy(asker, row, 1, &ok);
    c->title = rl_ask_copy(asker, row, 2, &ok);
    c->date = rl_ask_copy(asker, row, 3, &ok);
    relata_status status = ok ? load_text(asker, c->id, err) : rl_error_memory(err);
    if (status == RELATA_OK)
        c->document = sqlite3_column_int64(row, 0);
    return status;
}

static relata_status read_quote(rl_asker *asker, sqlite3_stmt *row, void *to, relata_error *err)
{
    cutting *c = to;
    relata_status status = RELATA_OK;
    if (c->document != sqlite3_column_int64(row, 0))
        status = open_document(asker, row, c, err);
    if (status != RELATA_OK)
        return status;
    size_t start = rl_ask_whole(row, 5), length = rl_ask_whole(row, 6);
    if (start > asker->text.length || length > asker->text.length - start)
        return rl_error_set(err, RELATA_ERROR_FORMAT, asker->store->path, 0, 0,
                            "the store is damaged: %s has no sentence %zu", c->id, rl_ask_whole(row, 4));
    relata_quote *items = rl_ask_grow(asker, c->items, c->count, sizeof *items);
    const char *text = items == NULL ? NULL : cut(asker, start, length);
    if (text == NULL)
        return rl_error_memory(err);
    items[c->count++] = (relata_quote){c->id, c->title, c->date, rl_ask_whole(row, 4), text};
    c->items = items;
    return RELATA_OK;
}

static relata_status list_quotes(rl_asker *asker, int64_t one, int64_t other, const rl_ask_bounds *bounds, size_t most,
                                 cutting *c, relata_error *err)
{
    static const char SQL[] =
        "SELECT d.number, d.id, d.title, d.date, s.number, s.start, s.length FROM appearance x"
        " JOIN appearance y ON y.entity = ?4 AND y.document = x.document AND y.sentence = x.sentence"
        " JOIN document d ON d.number = x.document"
        " JOIN sentence s ON s.document = x.document AND s.number = x.sentence"
        " WHERE x.entity = ?1 AND" RL_ASK_DAYS " ORDER BY d.date IS NULL, d.date, d.id, x.sentence LIMIT ?5";
    const rl_value values[] = {rl_value_number(one), rl_value_text(bounds->since),
                               rl_value_text(bounds->until), rl_value_number(other),
                               rl_value_integer(most == 0 ? INT64_MAX : most)};
    return rl_ask_each(asker, SQL, values, 5, read_quote, c, err);
}

relata_status rl_ask_quotes(rl_asker *asker, int64_t one, int64_t other, const rl_ask_bounds *bounds,
                            relata_reply *reply, relata_error *err)
{
    cutting c = {.count = 0};
    relata_status status = list_quotes(asker, one, other, bounds, 0, &c, err);
    reply->quotes = c.items;
    reply->quote_count = c.count;
    return status;
}

relata_status rl_ask_first_quote(rl_asker *asker, int64_t one, int64_t other, const rl_ask_bounds *bounds,
                                 relata_quote *ret_quote, bool *ret_found, relata_error *err)
{
    cutting c = {.count = 0};
    relata_status status = list_quotes(asker, one, other, bounds, 1, &c, err);
    if (status == RELATA_OK && c.count > 0)
        *ret_quote = c.items[0];
    *ret_found = status == RELATA_OK && c.count > 0;
    return status;
}

/* ---- documents ---- */

static relata_status read_document(rl_asker *asker, sqlite3_stmt *row, void *to, relata_error *err)
{
    relata_reply *reply = to;
    bool ok = true;
    relata_naming *items = rl_ask_grow(asker, reply->documents, reply->document_count, sizeof *items);
    if (items == NULL)
        return rl_error_memory(err);
    items[reply->document_count++] = (relata_naming){.id = rl_ask_copy(asker, row, 0, &ok),
                                                     .title = rl_ask_copy(asker, row, 1, &ok),
                                                     .date = rl_ask_copy(asker, row, 2, &ok),
                                                     .source = rl_ask_copy(asker, row, 3, &ok),
                                                     .mentions = rl_ask_whole(row, 4)};
    reply->documents = items;
    return ok ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_ask_documents(rl_asker *asker, int64_t number, const rl_ask_bounds *bounds, relata_reply *reply,
                               relata_error *err)
{
    static const char SQL[] = "SELECT d.id, d.title, d.date, d.source, m.count FROM mention m"
                              " JOIN document d ON d.number = m.document WHERE m.entity = ?1 AND" RL_ASK_DAYS
                              " ORDER BY d.date IS NULL, d.date, d.id";
    const rl_value values[] = {rl_value_number(number), rl_value_text(bounds->since),
                               rl_value_text(bounds->until)};
    return rl_ask_each(asker, SQL, values, 3, read_document, reply, err);
}

/* ---- days ---- */

typedef struct days {
    relata_count *items;
    size_t count;
} days;

static relata_status read_day(rl_asker *asker, sqlite3_stmt *row, void *to, relata_error *err)
{
    days *d = to;
    bool ok = true;
    relata_count *items = rl_ask_grow(asker, d->items, d->count, sizeof *items);
    if (items == NULL)
        return rl_error_memory(err);
    items[d->count++] = (relata_count){
        .period = rl_ask_copy(asker, row, 0, &ok), .mentions = rl_ask_whole(row, 1), .documents = rl_ask_whole(row, 2)};
    d->items = items;
    return ok ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_ask_days(rl_asker *asker, int64_t number, const relata_count **ret_days, size_t *ret_count,
                          relata_error *err)
{
    static const char SQL[] =
        "SELECT d.date, sum(m.count), count(*) FROM mention m JOIN document d ON d.number = m.document"
        " WHERE m.entity = ?1 GROUP BY d.date ORDER BY d.date";
    const rl_value value = rl_value_number(number);
    days d = {.count = 0};
    relata_status status = rl_ask_each(asker, SQL, &value, 1, read_day, &d, err);
    *ret_days = d.items;
    *ret_count = d.count;
    return status;
}
