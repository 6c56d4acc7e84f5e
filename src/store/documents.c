/* A document is a row of `document`, its bytes in `content` so that lists of documents need not step over them, and its
 * sentences, so that they can be cut from the text. A document that is replaced gets a new number. */
#include "store/documents.h"

#include "base/compress.h"
#include "model/text.h"
#include "store/sql.h"

#include <stdlib.h>
#include <string.h>

enum { PUT_DOCUMENT, PUT_CONTENT, PUT_SENTENCE, FIND, DROP_DOCUMENT, DROP_CONTENT, DROP_SENTENCES, STATEMENTS };

static const char *const SQL[STATEMENTS] = {
    [PUT_DOCUMENT] = "INSERT INTO document(id, title, date, source, hash, length) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    [PUT_CONTENT] = "INSERT INTO content(document, text, record) VALUES(?1, ?2, ?3)",
    [PUT_SENTENCE] = "INSERT INTO sentence(document, number, start, length) VALUES(?1, ?2, ?3, ?4)",
    [FIND] = "SELECT number FROM document WHERE id=?1",
    [DROP_DOCUMENT] = "DELETE FROM document WHERE number=?1",
    [DROP_CONTENT] = "DELETE FROM content WHERE document=?1",
    [DROP_SENTENCES] = "DELETE FROM sentence WHERE document=?1",
};

struct rl_document_writer {
    rl_store *store;
    sqlite3_stmt *statements[STATEMENTS];
};

void rl_hash_write(const uint8_t digest[32], char ret[RL_HASH_TEXT])
{
    static const char HEX[] = "0123456789abcdef";
    for (size_t i = 0; i < 32; i++) {
        ret[2 * i] = HEX[digest[i] >> 4];
        ret[2 * i + 1] = HEX[digest[i] & 15];
    }
    ret[64] = '\0';
}

relata_status rl_document_writer_new(rl_store *store, rl_document_writer **ret, relata_error *err)
{
    rl_document_writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL)
        return rl_error_memory(err);
    writer->store = store;
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < STATEMENTS; i++)
        status = rl_sql_prepare(store, SQL[i], &writer->statements[i], err);
    if (status == RELATA_OK)
        *ret = writer;
    else
        rl_document_writer_free(writer);
    return status;
}

void rl_document_writer_free(rl_document_writer *writer)
{
    if (writer == NULL)
        return;
    for (size_t i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(writer->statements[i]);
    free(writer);
}

static relata_status run(rl_document_writer *writer, int which, const rl_value *values, size_t count, relata_error *err)
{
    return rl_sql_do(writer->store, writer->statements[which], values, count, err);
}

relata_status rl_document_remove(rl_document_writer *writer, const char *id, bool *ret_removed, relata_error *err)
{
    rl_value key = rl_value_text(id);
    sqlite3_stmt *find = writer->statements[FIND];
    if (!rl_sql_bind(find, &key, 1))
        return rl_sql_fail(writer->store, err);
    relata_status status = rl_sql_step(writer->store, find, err);
    rl_value number = rl_value_integer(status == RELATA_OK ? (uint64_t)sqlite3_column_int64(find, 0) : 0);
    (void)sqlite3_reset(find);
    *ret_removed = status == RELATA_OK;
    if (status != RELATA_OK)
        return status == RELATA_END ? RELATA_OK : status;
    for (int which = DROP_DOCUMENT; status == RELATA_OK && which <= DROP_SENTENCES; which++)
        status = run(writer, which, &number, 1, err);
    return status;
}

static relata_status put_sentences(rl_document_writer *writer, const rl_stored_document *d, rl_value number,
                                   relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < d->sentence_count; i++) {
        const rl_record_sentence *s = &d->sentences[i];
        rl_value values[] = {number, rl_value_integer(s->number), rl_value_integer(s->start),
                             rl_value_integer(s->end - s->start)};
        status = run(writer, PUT_SENTENCE, values, 4, err);
    }
    return status;
}

relata_status rl_document_put(rl_document_writer *writer, const rl_stored_document *d, relata_error *err)
{
    bool removed;
    rl_value head[] = {rl_value_text(d->id),     rl_value_text(d->title), rl_value_text(d->date),
                       rl_value_text(d->source), rl_value_text(d->hash),  rl_value_integer(d->length)};
    relata_status status = rl_document_remove(writer, d->id, &removed, err);
    if (status == RELATA_OK)
        status = run(writer, PUT_DOCUMENT, head, sizeof head / sizeof head[0], err);
    if (status != RELATA_OK)
        return status;
    rl_value number = rl_value_integer((uint64_t)sqlite3_last_insert_rowid(writer->store->db));
    rl_value content[] = {number, rl_value_blob(d->text, d->text_length), rl_value_blob(d->record, d->record_length)};
    status = run(writer, PUT_CONTENT, content, 3, err);
    return status == RELATA_OK ? put_sentences(writer, d, number, err) : status;
}

/* ---- out again ---- */

static const char *text_or_null(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

static rl_stored_document read_row(sqlite3_stmt *s, bool with_text)
{
    rl_stored_document d = {
        .id = rl_sql_text(s, 0),
        .title = text_or_null(s, 1),
        .date = text_or_null(s, 2),
        .source = text_or_null(s, 3),
        .hash = rl_sql_text(s, 4),
        .length = (size_t)sqlite3_column_int64(s, 5),
        .record = sqlite3_column_blob(s, 6),
        .record_length = (size_t)sqlite3_column_bytes(s, 6),
    };
    if (with_text) {
        d.text = sqlite3_column_blob(s, 7);
        d.text_length = (size_t)sqlite3_column_bytes(s, 7);
    }
    return d;
}

typedef struct handing_out {
    bool with_text;
    rl_document_fn receive;
    void *user;
} handing_out;

static relata_status hand_out(void *user, sqlite3_stmt *row, relata_error *err)
{
    const handing_out *h = user;
    rl_stored_document document = read_row(row, h->with_text);
    return h->receive(h->user, &document, err);
}

relata_status rl_store_each_document(rl_store *store, bool with_text, rl_document_fn receive, void *user,
                                     relata_error *err)
{
    static const char *const LIST[] = {
        ("SELECT d.id, d.title, d.date, d.source, d.hash, d.length, c.record FROM document d"
         " JOIN content c ON c.document = d.number ORDER BY d.id"),
        ("SELECT d.id, d.title, d.date, d.source, d.hash, d.length, c.record, c.text FROM document d"
         " JOIN content c ON c.document = d.number ORDER BY d.id")};
    /* Each page is read once: none is worth being kept. */
    relata_status status = rl_sql_run(store, "PRAGMA cache_size=-4096", err);
    if (status == RELATA_OK)
        status = rl_sql_select(store, LIST[with_text], hand_out, &(handing_out){with_text, receive, user}, err);
    return status == RELATA_OK ? rl_store_use_memory(store, err) : status;
}

relata_status rl_store_text(rl_store *store, const char *id, rl_buffer *ret, bool *ret_found, relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    rl_value key = rl_value_text(id);
    relata_status status = rl_sql_prepare(
        store, "SELECT c.text FROM document d JOIN content c ON c.document = d.number WHERE d.id=?1", &statement, err);
    if (status == RELATA_OK && !rl_sql_bind(statement, &key, 1))
        status = rl_sql_fail(store, err);
    if (status == RELATA_OK)
        status = rl_sql_step(store, statement, err);
    if (status == RELATA_OK && !rl_decompress(sqlite3_column_blob(statement, 0),
                                              (size_t)sqlite3_column_bytes(statement, 0), RL_TEXT_LIMIT, ret))
        status = rl_error_set(err, RELATA_ERROR_FORMAT, store->path, 0, 0,
                              "the store is damaged: the text of %s cannot be read", id);
    sqlite3_finalize(statement);
    if (status == RELATA_OK || status == RELATA_END)
        *ret_found = status == RELATA_OK;
    return status == RELATA_END ? RELATA_OK : status;
}

/* ---- judgements ---- */

static relata_status run_with_line(rl_store *store, const char *sql, const char *line, relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    rl_value value = rl_value_text(line);
    relata_status status = rl_sql_prepare(store, sql, &statement, err);
    if (status == RELATA_OK)
        status = rl_sql_do(store, statement, &value, 1, err);
    sqlite3_finalize(statement);
    return status;
}

relata_status rl_store_put_judgement(rl_store *store, const char *line, relata_error *err)
{
    return run_with_line(store, "INSERT OR IGNORE INTO judgement(line) VALUES(?1)", line, err);
}

relata_status rl_store_drop_judgement(rl_store *store, const char *line, bool *ret_dropped, relata_error *err)
{
    relata_status status = run_with_line(store, "DELETE FROM judgement WHERE line=?1", line, err);
    *ret_dropped = status == RELATA_OK && sqlite3_changes(store->db) > 0;
    return status;
}

relata_status rl_store_count_judgements(rl_store *store, int64_t *ret_count, relata_error *err)
{
    return rl_sql_number(store, "SELECT count(*) FROM judgement", ret_count, err);
}

static relata_status append_line(void *user, sqlite3_stmt *row, relata_error *err)
{
    rl_buffer *lines = user;
    bool ok = rl_buffer_append_string(lines, rl_sql_text(row, 0)) && rl_buffer_append_char(lines, '\n');
    return ok ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_store_judgements(rl_store *store, rl_buffer *ret_lines, relata_error *err)
{
    return rl_sql_select(store, "SELECT line FROM judgement ORDER BY line", append_line, ret_lines, err);
}
