/* Walking the inputs. The reader is always in one of three places: inside a file of JSON lines, inside a folder's
 * list of files, or between two inputs; each call goes on from there until it has a document.
 *
 * What is wrong with one input is a notice, not an error: one bad file among ten thousand must not end the run. */
#include "input/reader.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "input/identity.h"
#include "input/jsonl.h"
#include "input/lines.h"
#include "model/text.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { BINARY_PROBE = 1024 };

#define STANDARD_INPUT "-"

struct rl_reader {
    char **inputs;
    size_t input_count;
    size_t next_input;
    rl_file_list folder; /* the files of the folder that is being read */
    size_t next_file;
    rl_string_map seen;  /* ids of the files, folders and standard input reached so far */
    rl_buffer file_id;   /* id of the file that is being read */
    rl_buffer id;        /* of the line that was returned last, if it names none itself */
    rl_buffer text;      /* of the text file that was returned last */
    rl_buffer repaired;  /* the line, if it held bad UTF-8 */
    rl_lines lines;
    rl_json_document json;
    relata_notice_fn notice;
    void *user;
    size_t documents;
    size_t skipped;
};

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
    rl_buffer_free(&reader->repaired);
    rl_lines_free(&reader->lines);
    rl_json_document_free(&reader->json);
    free(reader);
}

size_t rl_reader_documents(const rl_reader *reader)
{
    return reader->documents;
}

size_t rl_reader_skipped(const rl_reader *reader)
{
    return reader->skipped;
}

/* ---- notices ---- */

static void tell(rl_reader *reader, const relata_error *what, bool skipped)
{
    if (skipped)
        reader->skipped++;
    if (reader->notice != NULL)
        reader->notice(reader->user, what, skipped);
}

static void tell_from_folder(void *user, const relata_error *what, bool skipped)
{
    tell(user, what, skipped);
}

/* An input that failed is skipped, RELATA_END then says that it gave no document; want of memory goes up. */
static relata_status skip_input(rl_reader *reader, const relata_error *what, relata_error *err)
{
    if (what->status == RELATA_ERROR_MEMORY)
        return rl_error_memory(err);
    tell(reader, what, true);
    return RELATA_END;
}

static relata_status skip_because(rl_reader *reader, relata_status status, const char *path, const char *why)
{
    relata_error what = {0};
    (void)rl_error_set(&what, status, path, 0, 0, "%s", why);
    tell(reader, &what, true);
    return RELATA_END;
}

/* ---- kinds of files ---- */

typedef enum file_kind { KIND_OTHER = 0, KIND_TEXT, KIND_LINES } file_kind;

static const struct {
    const char *extension;
    file_kind kind;
} EXTENSIONS[] = {{".txt", KIND_TEXT}, {".md", KIND_TEXT}, {".jsonl", KIND_LINES}, {".ndjson", KIND_LINES}};

static file_kind kind_of(const char *path)
{
    for (size_t i = 0; i < sizeof EXTENSIONS / sizeof EXTENSIONS[0]; i++)
        if (rl_path_has_extension(path, EXTENSIONS[i].extension))
            return EXTENSIONS[i].kind;
    return KIND_OTHER;
}

/* UTF-16 is full of NUL bytes too, but it says what it is. */
static bool is_binary(const rl_buffer *text)
{
    if (text->length >= 2 && (memcmp(text->bytes, "\xFF\xFE", 2) == 0 || memcmp(text->bytes, "\xFE\xFF", 2) == 0))
        return false;
    size_t probed = text->length < BINARY_PROBE ? text->length : BINARY_PROBE;
    return probed > 0 && memchr(text->bytes, '\0', probed) != NULL;
}

/* ---- documents ---- */

static relata_status give(rl_reader *reader, const relata_document *document, relata_document *ret)
{
    reader->documents++;
    *ret = *document;
    return RELATA_OK;
}

static relata_status give_text(rl_reader *reader, const char *bytes, size_t length, relata_document *ret)
{
    relata_document document = {.id = reader->file_id.bytes, .text = length > 0 ? bytes : "", .text_length = length};
    return give(reader, &document, ret);
}

static relata_status read_text(rl_reader *reader, const char *path, relata_document *ret, relata_error *err)
{
    relata_error what = {0};
    if (rl_file_read(path, RL_TEXT_LIMIT, &reader->text, &what) != RELATA_OK)
        return skip_input(reader, &what, err);
    if (kind_of(path) == KIND_OTHER && is_binary(&reader->text))
        return skip_because(reader, RELATA_ERROR_FORMAT, path, "not a text file");
    return give_text(reader, reader->text.bytes, reader->text.length, ret);
}

/* ---- JSON lines ---- */

static bool is_blank_line(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r')
            return false;
    return true;
}

/* One wrong byte in a text is no reason to lose the text. */
static relata_status repair_line(rl_reader *reader, const char **bytes, size_t *length, relata_error *err)
{
    size_t good = rl_utf8_valid_prefix(*bytes, *length);
    if (good == *length)
        return RELATA_OK;
    if (!rl_jsonl_repair(*bytes, *length, &reader->repaired))
        return rl_error_memory(err);
    relata_error what = {0};
    (void)rl_error_set(&what, RELATA_ERROR_FORMAT, reader->lines.source, reader->lines.number, good + 1,
                       "bad UTF-8 replaced");
    tell(reader, &what, false);
    *bytes = reader->repaired.bytes;
    *length = reader->repaired.length;
    return RELATA_OK;
}

static relata_status give_line(rl_reader *reader, relata_document *ret, relata_error *err)
{
    const rl_json_document *json = &reader->json;
    if (json->id == NULL && !rl_identity_of_line(reader->file_id.bytes, reader->lines.number, &reader->id))
        return rl_error_memory(err);
    relata_document document = {.id = json->id != NULL ? json->id : reader->id.bytes,
                                .title = json->title,
                                .date = json->date,
                                .text = json->text,
                                .text_length = json->text_length};
    return give(reader, &document, ret);
}

/* One line: a document, or RELATA_END if it gave none. */
static relata_status read_line(rl_reader *reader, const char *bytes, size_t length, relata_document *ret,
                               relata_error *err)
{
    if (is_blank_line(bytes, length))
        return RELATA_END;
    relata_status status = repair_line(reader, &bytes, &length, err);
    if (status != RELATA_OK)
        return status;
    relata_error what = {0};
    rl_json_document_free(&reader->json);
    status = rl_jsonl_parse(bytes, length, reader->lines.source, reader->lines.number, &reader->json, &what);
    return status == RELATA_OK ? give_line(reader, ret, err) : skip_input(reader, &what, err);
}

/* The next line of the open file: a document, or RELATA_END if it gave none. The file is closed at its end, and
 * where it cannot be read any further. */
static relata_status read_next_line(rl_reader *reader, relata_document *ret, relata_error *err)
{
    const char *bytes = NULL;
    size_t length = 0;
    relata_error what = {0};
    relata_status status = rl_lines_next(&reader->lines, &bytes, &length, &what);
    if (status == RELATA_OK)
        return read_line(reader, bytes, length, ret, err);
    if (status != RELATA_ERROR_LIMIT)
        rl_lines_close(&reader->lines);
    return status == RELATA_END ? RELATA_END : skip_input(reader, &what, err);
}

static relata_status read_lines(rl_reader *reader, relata_document *ret, relata_error *err)
{
    relata_status status = RELATA_END;
    while (status == RELATA_END && reader->lines.is_open)
        status = read_next_line(reader, ret, err);
    return status;
}

static relata_status open_lines(rl_reader *reader, const char *path, relata_document *ret, relata_error *err)
{
    relata_error what = {0};
    if (rl_lines_open(&reader->lines, path, RL_TEXT_LIMIT, &what) != RELATA_OK)
        return skip_input(reader, &what, err);
    return read_lines(reader, ret, err);
}

/* ---- standard input ---- */

static relata_status give_rest(rl_reader *reader, relata_document *ret, relata_error *err)
{
    const char *bytes = NULL;
    size_t length = 0;
    relata_error what = {0};
    relata_status status = rl_lines_rest(&reader->lines, &bytes, &length, &what);
    rl_lines_close(&reader->lines);
    return status == RELATA_OK ? give_text(reader, bytes, length, ret) : skip_input(reader, &what, err);
}

/* JSON lines begin with a brace; hardly any article does. */
static relata_status read_standard(rl_reader *reader, relata_document *ret, relata_error *err)
{
    relata_error what = {0};
    int first = -1;
    relata_status status = rl_lines_open(&reader->lines, STANDARD_INPUT, RL_TEXT_LIMIT, &what);
    if (status == RELATA_OK)
        status = rl_lines_peek(&reader->lines, &first, &what);
    if (status != RELATA_OK) {
        rl_lines_close(&reader->lines);
        return skip_input(reader, &what, err);
    }
    return first == '{' ? read_lines(reader, ret, err) : give_rest(reader, ret, err);
}

/* ---- folders ---- */

/* Keeps the documents of the list, in their order. */
static void keep_documents(rl_file_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (kind_of(list->paths[i]) == KIND_OTHER)
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
        return skip_input(reader, &what, err);
    keep_documents(&list);
    rl_file_list_free(&reader->folder);
    reader->folder = list;
    reader->next_file = 0;
    if (list.count == 0)
        return skip_because(reader, RELATA_ERROR_FORMAT, path,
                            "no documents in the folder (.txt, .md, .jsonl or .ndjson)");
    return RELATA_END;
}

/* ---- the walk ---- */

/* Sets the id of what is at `path` and remembers it. *ret_new is false if it was reached before. */
static relata_status meet(rl_reader *reader, const char *path, bool standard, bool *ret_new, relata_error *err)
{
    rl_buffer_clear(&reader->file_id);
    bool named = standard ? rl_buffer_append_string(&reader->file_id, STANDARD_INPUT) &&
                                rl_buffer_string(&reader->file_id) != NULL
                          : rl_identity_of_file(path, &reader->file_id);
    size_t before = reader->seen.count;
    if (!named || rl_string_map_add(&reader->seen, reader->file_id.bytes, reader->file_id.length) == RL_NONE)
        return rl_error_memory(err);
    *ret_new = reader->seen.count > before;
    return RELATA_OK;
}

static relata_status read_file(rl_reader *reader, const char *path, relata_document *ret, relata_error *err)
{
    return kind_of(path) == KIND_LINES ? open_lines(reader, path, ret, err) : read_text(reader, path, ret, err);
}

static relata_status read_from_folder(rl_reader *reader, relata_document *ret, relata_error *err)
{
    const char *path = reader->folder.paths[reader->next_file++];
    bool is_new = false;
    relata_status status = meet(reader, path, false, &is_new, err);
    if (status != RELATA_OK)
        return status;
    return is_new ? read_file(reader, path, ret, err) : RELATA_END;
}

static relata_status read_input(rl_reader *reader, relata_document *ret, relata_error *err)
{
    const char *path = reader->inputs[reader->next_input++];
    bool standard = strcmp(path, STANDARD_INPUT) == 0, is_new = false;
    if (path[0] == '\0')
        return skip_because(reader, RELATA_ERROR_IO, "", "an empty name is no file");
    relata_status status = meet(reader, path, standard, &is_new, err);
    if (status != RELATA_OK)
        return status;
    if (!is_new)
        return RELATA_END;
    if (standard)
        return read_standard(reader, ret, err);
    return rl_path_is_folder(path) ? open_folder(reader, path, err) : read_file(reader, path, ret, err);
}

relata_status rl_reader_next(rl_reader *reader, relata_document *ret_document, relata_error *err)
{
    relata_status status = RELATA_END;
    while (status == RELATA_END) {
        if (reader->lines.is_open)
            status = read_lines(reader, ret_document, err);
        else if (reader->next_file < reader->folder.count)
            status = read_from_folder(reader, ret_document, err);
        else if (reader->next_input < reader->input_count)
            status = read_input(reader, ret_document, err);
        else
            break;
    }
    return status;
}
