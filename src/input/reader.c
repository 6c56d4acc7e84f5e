/* Walking the inputs. The reader is always in one of three places: inside a file of JSON lines, inside a folder's
 * list of files, or between two inputs; each call goes on from there until it has a document.
 *
 * What is wrong with one input is a notice, not an error: one bad file among ten thousand must not end the run. */
#include "input/reader.h"

#include "input/identity.h"
#include "input/reading.h"

#include <stdlib.h>
#include <string.h>

#define STANDARD_INPUT "-"

/* ---- making and freeing ---- */

static bool copy_inputs(rl_reader *reader, const char *const *paths, size_t count)
{
    reader->inputs = calloc(count > 0 ? count : 1, sizeof *reader->inputs);
    if (reader->inputs == NULL)
        return false;
    for (; reader->input_count < count; reader->input_count++) {
        char *copy = strdup(paths[reader->input_count]);
        if (copy == NULL)
            return false;
        reader->inputs[reader->input_count] = copy;
    }
    return true;
}

relata_status rl_reader_new(const char *const *paths, size_t count, relata_notice_fn notice, void *user,
                            rl_reader **ret_reader, relata_error *err)
{
    rl_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL || !copy_inputs(reader, paths, count)) {
        rl_reader_free(reader);
        return rl_error_memory(err);
    }
    reader->notice = notice;
    reader->user = user;
    *ret_reader = reader;
    return RELATA_OK;
}

void rl_reader_free(rl_reader *reader)
{
    if (reader == NULL)
        return;
    for (size_t i = 0; i < reader->input_count; i++)
        free(reader->inputs[i]);
    free(reader->inputs);
    rl_file_list_free(&reader->folder);
    rl_string_map_free(&reader->seen);
    rl_buffer_free(&reader->file_id);
    rl_buffer_free(&reader->id);
    rl_buffer_free(&reader->text);
    rl_buffer_free(&reader->scratch);
    rl_lines_free(&reader->lines);
    rl_json_document_free(&reader->json);
    rl_page_free(&reader->page);
    free(reader);
}

void rl_reader_keep_boilerplate(rl_reader *reader, bool keep)
{
    reader->keep_boilerplate = keep;
}

void rl_reader_draw_on(rl_reader *reader, const rl_reader *origin)
{
    reader->origin = origin;
}

relata_reading rl_reader_counts(const rl_reader *reader)
{
    relata_reading counts = reader->counts;
    if (reader->origin == NULL)
        return counts;
    counts.skipped += reader->origin->counts.skipped;
    counts.pages += reader->origin->counts.pages;
    counts.converted += reader->origin->counts.converted;
    counts.decompressed += reader->origin->counts.decompressed;
    return counts;
}

/* ---- notices ---- */

void rl_reader_tell(rl_reader *reader, const relata_error *what, bool skipped)
{
    if (skipped)
        reader->counts.skipped++;
    if (reader->notice != NULL)
        reader->notice(reader->user, what, skipped);
}

static void tell_from_folder(void *user, const relata_error *what, bool skipped)
{
    rl_reader_tell(user, what, skipped);
}

relata_status rl_reader_skip(rl_reader *reader, const relata_error *what, relata_error *err)
{
    if (what->status == RELATA_ERROR_MEMORY)
        return rl_error_memory(err);
    rl_reader_tell(reader, what, true);
    return RELATA_END;
}

relata_status rl_reader_skip_because(rl_reader *reader, relata_status status, const char *path, size_t line,
                                     const char *why)
{
    relata_error what = {0};
    (void)rl_error_set(&what, status, path, line, 0, "%s", why);
    rl_reader_tell(reader, &what, true);
    return RELATA_END;
}

/* ---- folders ---- */

/* Keeps the documents of the list, in their order. */
static void keep_documents(rl_file_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (rl_kind_of_path(list->paths[i]) == RL_FILE_OTHER)
            free(list->paths[i]);
        else
            list->paths[kept++] = list->paths[i];
    }
    list->count = kept;
}

static relata_status open_folder(rl_reader *reader, const char *path, relata_error *err)
{
    relata_error what = {0};
    rl_file_list list = {0};
    if (rl_folder_list(path, tell_from_folder, reader, &list, &what) != RELATA_OK)
        return rl_reader_skip(reader, &what, err);
    keep_documents(&list);
    rl_file_list_free(&reader->folder);
    reader->folder = list;
    reader->next_file = 0;
    if (list.count == 0)
        return rl_reader_skip_because(reader, RELATA_ERROR_FORMAT, path, 0,
                                      "no documents in the folder (.txt, .md, .html, .jsonl or .ndjson)");
    return RELATA_END;
}

/* ---- the walk ---- */

/* Sets the id of what is at `path` and remembers it. *ret_new is false if it was reached before. */
static relata_status meet(rl_reader *reader, const char *path, bool standard, bool *ret_new, relata_error *err)
{
    rl_buffer_clear(&reader->file_id);
    reader->is_standard = standard;
    bool named = standard ? rl_buffer_append_string(&reader->file_id, STANDARD_INPUT) &&
                                rl_buffer_string(&reader->file_id) != NULL
                          : rl_identity_of_file(path, &reader->file_id);
    size_t before = reader->seen.count;
    if (!named || rl_string_map_add(&reader->seen, reader->file_id.bytes, reader->file_id.length) == RL_NONE)
        return rl_error_memory(err);
    *ret_new = reader->seen.count > before;
    return RELATA_OK;
}

static relata_status read_from_folder(rl_reader *reader, relata_document *ret, relata_error *err)
{
    const char *path = reader->folder.paths[reader->next_file++];
    bool is_new = false;
    relata_status status = meet(reader, path, false, &is_new, err);
    if (status != RELATA_OK)
        return status;
    return is_new ? rl_reader_open(reader, path, ret, err) : RELATA_END;
}

static relata_status read_input(rl_reader *reader, relata_document *ret, relata_error *err)
{
    const char *path = reader->inputs[reader->next_input++];
    bool standard = strcmp(path, STANDARD_INPUT) == 0, is_new = false;
    if (path[0] == '\0')
        return rl_reader_skip_because(reader, RELATA_ERROR_IO, "", 0, "an empty name is no file");
    relata_status status = meet(reader, path, standard, &is_new, err);
    if (status != RELATA_OK)
        return status;
    if (!is_new)
        return RELATA_END;
    bool is_folder = !standard && rl_path_is_folder(path);
    return is_folder ? open_folder(reader, path, err) : rl_reader_open(reader, path, ret, err);
}

relata_status rl_reader_next(rl_reader *reader, relata_document *ret_document, relata_error *err)
{
    relata_status status = RELATA_END;
    if (reader->next != NULL)
        return rl_reader_next_given(reader, ret_document, err);
    while (status == RELATA_END) {
        if (reader->lines.is_open)
            status = rl_reader_read_lines(reader, ret_document, err);
        else if (reader->next_file < reader->folder.count)
            status = read_from_folder(reader, ret_document, err);
        else if (reader->next_input < reader->input_count)
            status = read_input(reader, ret_document, err);
        else
            break;
    }
    if (status == RELATA_OK && (ret_document->source = rl_buffer_string(&reader->file_id)) == NULL)
        return rl_error_memory(err);
    return status;
}
