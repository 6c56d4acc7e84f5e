/* The store's side of building and growing: records are packed as they come, with terms for what this run knows by
 * numbers. */
#include "pipeline/archive.h"

#include "pipeline/fingerprint.h"
#include "store/network.h"

#include <stdlib.h>
#include <string.h>

static const char LISTS[] = "lists"; /* the setting that says which lists a store was made with */

void rl_archive_free(rl_archive *archive)
{
    if (archive == NULL)
        return;
    rl_document_writer_free(archive->writer);
    rl_store_close(archive->store);
    rl_vocabulary_free(&archive->vocabulary);
    rl_buffer_free(&archive->packed);
    rl_string_map_free(&archive->ids);
    free(archive->texts);
    free(archive);
}

static relata_status new_archive(const rl_engine *engine, rl_archive **ret, relata_error *err)
{
    rl_archive *archive = calloc(1, sizeof *archive);
    if (archive == NULL)
        return rl_error_memory(err);
    *ret = archive;
    return rl_vocabulary_init(&archive->vocabulary, engine, err);
}

/* ---- opening ---- */

static relata_status note_lists(rl_archive *a, const rl_engine *engine, relata_error *err)
{
    char fingerprint[RL_FINGERPRINT_SIZE];
    relata_status status = rl_engine_fingerprint(engine, fingerprint, err);
    return status == RELATA_OK ? rl_store_set(a->store, LISTS, fingerprint, err) : status;
}

static relata_status check_lists(rl_archive *a, const rl_engine *engine, relata_error *err)
{
    char fingerprint[RL_FINGERPRINT_SIZE];
    const char *stored = NULL;
    rl_arena arena = {0};
    relata_status status = rl_engine_fingerprint(engine, fingerprint, err);
    if (status == RELATA_OK)
        status = rl_store_get(a->store, LISTS, &arena, &stored, err);
    if (status == RELATA_OK && (stored == NULL || strcmp(stored, fingerprint) != 0))
        status = rl_error_set(err, RELATA_ERROR_ARGUMENT, rl_store_path(a->store), 0, 0,
                              "the store was made with other lists or rules than these; "
                              "\"relata renew\" reads its documents again with these");
    rl_arena_free(&arena);
    return status;
}

static relata_status load_terms(rl_archive *a, relata_error *err)
{
    relata_status status = rl_store_load_terms(a->store, &a->vocabulary.table, err);
    return status == RELATA_OK ? rl_vocabulary_look_up(&a->vocabulary, err) : status;
}

relata_status rl_archive_create(const char *path, const rl_engine *engine, rl_archive **ret_archive, relata_error *err)
{
    rl_archive *a = NULL;
    relata_status status = new_archive(engine, &a, err);
    if (status == RELATA_OK)
        status = rl_store_create(path, &a->store, err);
    if (status == RELATA_OK)
        status = rl_store_begin(a->store, err);
    if (status == RELATA_OK)
        status = rl_document_writer_new(a->store, &a->writer, err);
    if (status == RELATA_OK)
        status = note_lists(a, engine, err);
    if (status != RELATA_OK) {
        rl_archive_free(a);
        return status;
    }
    a->is_new = true;
    *ret_archive = a;
    return RELATA_OK;
}

typedef relata_status (*lists_fn)(rl_archive *archive, const rl_engine *engine, relata_error *err);

static relata_status open_archive(const char *path, const rl_engine *engine, rl_store_mode mode, lists_fn lists,
                                  rl_archive **ret_archive, relata_error *err)
{
    rl_archive *a = NULL;
    bool write = mode == RL_STORE_WRITE;
    relata_status status = new_archive(engine, &a, err);
    if (status == RELATA_OK)
        status = rl_store_open(path, mode, &a->store, err);
    if (status == RELATA_OK && write)
        status = rl_store_begin(a->store, err);
    if (status == RELATA_OK && write)
        status = rl_document_writer_new(a->store, &a->writer, err);
    if (status == RELATA_OK)
        status = lists(a, engine, err);
    if (status == RELATA_OK)
        status = load_terms(a, err);
    if (status == RELATA_OK)
        *ret_archive = a;
    else
        rl_archive_free(a);
    return status;
}

relata_status rl_archive_open(const char *path, const rl_engine *engine, rl_archive **ret_archive, relata_error *err)
{
    return open_archive(path, engine, RL_STORE_WRITE, check_lists, ret_archive, err);
}

/* Whatever was done to the tables by others, they are right afterwards. */
static relata_status begin_anew(rl_archive *a, const rl_engine *engine, relata_error *err)
{
    relata_status status = rl_store_forget_parts(a->store, err);
    return status == RELATA_OK ? note_lists(a, engine, err) : status;
}

relata_status rl_archive_renew(const char *path, const rl_engine *engine, rl_archive **ret_archive, relata_error *err)
{
    relata_status status = open_archive(path, engine, RL_STORE_WRITE, begin_anew, ret_archive, err);
    if (status == RELATA_OK)
        (*ret_archive)->is_renewed = true;
    return status;
}

relata_status rl_archive_read(const char *path, const rl_engine *engine, rl_archive **ret_archive, relata_error *err)
{
    return open_archive(path, engine, RL_STORE_READ, check_lists, ret_archive, err);
}

/* ---- documents ---- */

static const char *or_null(const char *text)
{
    return text == NULL || text[0] == '\0' ? NULL : text;
}

static int compare_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

static int compare_texts(const rl_archived *a, const rl_archived *b)
{
    int order = rl_record_compare(a->record, b->record);
    if (order == 0)
        order = compare_text(a->title, b->title);
    return order != 0 ? order : compare_text(a->source, b->source);
}

/* Notes that this text is the one of its id. *ret_first is false if one that comes before it was put in already. */
static relata_status choose(rl_archive *a, const rl_collected *c, bool *ret_first, relata_error *err)
{
    const char *id = c->record->strings + c->record->id;
    const rl_archived text = {c->record, c->title, c->source};
    size_t before = a->ids.count;
    rl_archived *texts = rl_array_grow(a->texts, &a->capacity, before + 1, sizeof *texts);
    if (texts == NULL)
        return rl_error_memory(err);
    a->texts = texts;
    uint32_t at = rl_string_map_add(&a->ids, id, strlen(id));
    if (at == RL_NONE)
        return rl_error_memory(err);
    *ret_first = at == before || compare_texts(&text, &texts[at]) < 0;
    if (*ret_first)
        texts[at] = text;
    return RELATA_OK;
}

static relata_status put(rl_archive *a, const rl_collected *c, relata_error *err)
{
    char hash[RL_HASH_TEXT];
    const rl_record *record = c->record;
    rl_terms terms = rl_vocabulary_to_store(&a->vocabulary);
    rl_buffer_clear(&a->packed);
    relata_status status = rl_record_pack(record, &terms, &a->packed, err);
    if (status != RELATA_OK)
        return status;
    rl_hash_write(record->digest, hash);
    rl_stored_document document = {.id = record->strings + record->id,
                                   .title = or_null(c->title),
                                   .date = or_null(record->strings + record->date),
                                   .source = or_null(c->source),
                                   .hash = hash,
                                   .text = c->text.bytes,
                                   .text_length = c->text.length,
                                   .length = c->length,
                                   .record = a->packed.bytes,
                                   .record_length = a->packed.length,
                                   .sentences = record->sentences,
                                   .sentence_count = record->sentence_count};
    return rl_document_put(a->writer, &document, err);
}

relata_status rl_archive_put(rl_archive *archive, rl_collected *document, relata_error *err)
{
    bool first = false;
    relata_status status = choose(archive, document, &first, err);
    if (status == RELATA_OK && first)
        status = put(archive, document, err);
    rl_buffer_free(&document->text);
    return status;
}

relata_status rl_archive_replace(rl_archive *archive, rl_collected *document, relata_error *err)
{
    relata_status status = put(archive, document, err);
    rl_buffer_free(&document->text);
    return status;
}

typedef struct loading {
    rl_terms terms;
    rl_arena *arena;
    rl_archive_record_fn receive;
    void *user;
    const char *path;
    bool renewed;
} loading;

/* Id and date are all that is needed of a document that will be looked at again. */
static relata_status make_stub(const rl_stored_document *d, rl_arena *arena, rl_record *ret, relata_error *err)
{
    const char *date = d->date == NULL ? "" : d->date;
    size_t id_size = strlen(d->id) + 1, date_size = strlen(date) + 1;
    *ret = (rl_record){
        .strings = rl_arena_alloc(arena, id_size + date_size), .strings_length = id_size + date_size, .lent = true};
    if (ret->strings == NULL)
        return rl_error_memory(err);
    memcpy(ret->strings, d->id, id_size);
    memcpy(ret->strings + id_size, date, date_size);
    ret->date = (uint32_t)id_size;
    return RELATA_OK;
}

static relata_status load_one(void *user, const rl_stored_document *document, relata_error *err)
{
    loading *l = user;
    relata_error why = {0};
    rl_record *record = rl_arena_alloc(l->arena, sizeof *record);
    if (record == NULL)
        return rl_error_memory(err);
    /* What lists lack by now, records that were made with them may speak of. */
    relata_status status = l->renewed ? make_stub(document, l->arena, record, &why)
                                      : rl_record_unpack(document->record, document->record_length, &l->terms, l->arena,
                                                         record, &why);
    if (status != RELATA_OK)
        return rl_error_set(err, status, l->path, 0, 0, "the store is damaged: what is kept of %s cannot be read",
                            document->id);
    return l->receive(l->user, record, document, err);
}

relata_status rl_archive_load(rl_archive *archive, rl_arena *arena, rl_archive_record_fn receive, void *user,
                              relata_error *err)
{
    loading l = {rl_vocabulary_from_store(&archive->vocabulary), arena, receive, user, rl_store_path(archive->store),
                 archive->is_renewed};
    return rl_store_each_document(archive->store, false, load_one, &l, err);
}

/* ---- ends ---- */

static relata_status commit(rl_archive *archive, relata_error *err)
{
    if (archive->state == RL_ARCHIVE_LOST)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, rl_store_path(archive->store), 0, 0,
                            "the store could not be written before, so this change of it is lost");
    archive->state = RL_ARCHIVE_LOST;
    relata_status status = rl_store_save_terms(archive->store, &archive->vocabulary.table, err);
    rl_document_writer_free(archive->writer);
    archive->writer = NULL;
    if (status == RELATA_OK)
        status = rl_store_commit(archive->store, err);
    if (status == RELATA_OK)
        archive->state = RL_ARCHIVE_COMMITTED;
    return status;
}

relata_status rl_archive_put_in_place(rl_archive *archive, relata_error *err)
{
    relata_status status = archive->state < RL_ARCHIVE_COMMITTED ? commit(archive, err) : RELATA_OK;
    if (status == RELATA_OK && archive->is_new && archive->state == RL_ARCHIVE_COMMITTED)
        status = rl_store_put_in_place(archive->store, err);
    if (status == RELATA_OK)
        archive->state = RL_ARCHIVE_PLACED;
    return status;
}
