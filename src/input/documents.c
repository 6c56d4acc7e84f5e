/* From an open file to documents. A file of JSON lines stays open and gives one after the other; any other is read whole,
 * turned into UTF-8, and a page into its main text. The kind is what the name says, else what the first bytes look like. */
#include "input/charset.h"
#include "input/html.h"
#include "input/identity.h"
#include "input/main_text.h"
#include "input/metadata.h"
#include "input/reading.h"
#include "model/text.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

enum { BINARY_PROBE = 1024 };

static const char MARK[] = "\xEF\xBB\xBF";

/* ---- handing out ---- */

static const char *known(const char *date)
{
    return date[0] == '\0' ? NULL : date;
}

static relata_status give(rl_reader *reader, const relata_document *document, relata_document *ret)
{
    reader->counts.documents++;
    *ret = *document;
    if (ret->text_length == 0)
        ret->text = "";
    return RELATA_OK;
}

/* The date of a document of its own file, if its input says none. */
static const char *date_of_file(rl_reader *reader, const char *text, size_t length)
{
    if ((!reader->is_standard && rl_date_of_name(reader->file_id.bytes, reader->date)) ||
        rl_date_of_text(text, length, reader->date))
        return reader->date;
    return NULL;
}

/* ---- pages ---- */

/* What is wrong with a page although it was read. */
static void tell_of_page(rl_reader *reader, const char *path, size_t line)
{
    relata_error what = {0};
    if (!reader->page.is_cut && !reader->page.is_deep)
        return;
    (void)rl_error_set(&what, RELATA_ERROR_FORMAT, path, line, 0, "%s",
                       reader->page.is_cut ? "the page breaks off; it was read as far as it goes"
                                           : "elements are nested too deeply; the page was read up to there");
    rl_reader_tell(reader, &what, false);
}

/* libxml2 takes valid UTF-8 only and stops at a NUL. */
static bool clean_page(rl_reader *reader, const char **bytes, size_t *length)
{
    bool is_valid = rl_utf8_valid_prefix(*bytes, *length) == *length;
    if (is_valid && (*length == 0 || memchr(*bytes, '\0', *length) == NULL))
        return true;
    bool is_own = *bytes == reader->scratch.bytes; /* what was converted is valid */
    if (!is_own && !rl_jsonl_repair(*bytes, *length, &reader->scratch))
        return false;
    for (size_t i = 0; i < reader->scratch.length; i++)
        if (reader->scratch.bytes[i] == '\0')
            reader->scratch.bytes[i] = ' ';
    *bytes = reader->scratch.bytes;
    *length = reader->scratch.length;
    return true;
}

/* Reads a page and writes its main text into `text`. RELATA_END if it has none. */
static relata_status read_page(rl_reader *reader, const char *path, size_t line, const char *bytes, size_t length,
                               relata_error *err)
{
    if (length > RL_PAGE_LIMIT)
        return rl_reader_skip_because(reader, RELATA_ERROR_LIMIT, path, line, "the page is larger than 64 MiB");
    if (!clean_page(reader, &bytes, &length) || rl_html_read(&reader->page, bytes, length, err) != RELATA_OK)
        return rl_error_memory(err);
    rl_buffer_clear(&reader->text);
    if (!rl_page_write_text(&reader->page, reader->keep_boilerplate, &reader->text))
        return rl_error_memory(err);
    if (reader->text.length == 0)
        return rl_reader_skip_because(reader, RELATA_ERROR_FORMAT, path, line, "the page has no main text");
    tell_of_page(reader, path, line);
    reader->counts.pages++;
    return RELATA_OK;
}

static relata_status give_page(rl_reader *reader, const char *path, const char *bytes, size_t length,
                               relata_document *ret, relata_error *err)
{
    relata_status status = read_page(reader, path, 0, bytes, length, err);
    if (status != RELATA_OK)
        return status;
    const char *title = reader->page.title.length > 0 ? rl_buffer_string(&reader->page.title) : NULL;
    const char *date = known(reader->page.date);
    if (date == NULL)
        date = date_of_file(reader, reader->text.bytes, reader->text.length);
    relata_document document = {.id = reader->file_id.bytes,
                                .title = title,
                                .date = date,
                                .text = reader->text.bytes,
                                .text_length = reader->text.length};
    return give(reader, &document, ret);
}

/* ---- whole files ---- */

static bool is_binary(const char *bytes, size_t length)
{
    return length > 0 && memchr(bytes, '\0', length < BINARY_PROBE ? length : BINARY_PROBE) != NULL;
}

static void tell_of_charset(rl_reader *reader, const char *path, const char *name, size_t replaced)
{
    char more[80] = "";
    relata_error what = {0};
    if (replaced > 0)
        (void)snprintf(more, sizeof more, "; %zu place%s that mean%s nothing there %s replaced by U+FFFD", replaced,
                       replaced == 1 ? "" : "s", replaced == 1 ? "s" : "", replaced == 1 ? "was" : "were");
    (void)rl_error_set(&what, RELATA_ERROR_FORMAT, path, 0, 0, "read as %s%s", name, more);
    reader->counts.converted++;
    rl_reader_tell(reader, &what, false);
}

/* Turns what is not UTF-8 into UTF-8. */
static relata_status convert(rl_reader *reader, const char *path, bool is_page, const char **bytes, size_t *length,
                             relata_error *err)
{
    char declared[RL_METADATA_CHARSET] = "";
    size_t replaced = 0;
    bool marked = *length >= sizeof MARK - 1 && memcmp(*bytes, MARK, sizeof MARK - 1) == 0;
    if (is_page)
        rl_metadata_charset(*bytes, *length, declared);
    rl_charset charset = marked ? (rl_charset){0} : rl_charset_of_text(*bytes, *length, declared);
    if (charset.unit == 0)
        return RELATA_OK;
    rl_buffer_clear(&reader->scratch);
    if (!rl_charset_convert(&charset, *bytes, *length, &reader->scratch, &replaced))
        return rl_error_memory(err);
    *bytes = reader->scratch.bytes;
    *length = reader->scratch.length;
    tell_of_charset(reader, path, charset.name, replaced);
    return RELATA_OK;
}

static relata_status give_whole(rl_reader *reader, const char *path, const char *bytes, size_t length,
                                relata_document *ret, relata_error *err)
{
    rl_file_kind kind = reader->is_standard ? RL_FILE_OTHER : rl_kind_of_path(path);
    bool is_page = kind == RL_FILE_PAGE || (kind == RL_FILE_OTHER && rl_html_is_page(bytes, length));
    if (kind == RL_FILE_OTHER && !reader->is_standard && is_binary(bytes, length))
        return rl_reader_skip_because(reader, RELATA_ERROR_FORMAT, path, 0, "not a text file");
    if (reader->lines.charset.unit != 0)
        tell_of_charset(reader, path, reader->lines.charset.name, reader->lines.converter.replaced);
    else if (convert(reader, path, is_page, &bytes, &length, err) != RELATA_OK)
        return RELATA_ERROR_MEMORY;
    if (is_page)
        return give_page(reader, path, bytes, length, ret, err);
    relata_document document = {
        .id = reader->file_id.bytes, .date = date_of_file(reader, bytes, length), .text = bytes, .text_length = length};
    return give(reader, &document, ret);
}

/* The text stays in the buffer of the lines when these are closed. */
static relata_status read_whole(rl_reader *reader, const char *path, relata_document *ret, relata_error *err)
{
    const char *bytes = NULL;
    size_t length = 0;
    relata_error what = {0};
    relata_status status = rl_lines_rest(&reader->lines, &bytes, &length, &what);
    status =
        status == RELATA_OK ? give_whole(reader, path, bytes, length, ret, err) : rl_reader_skip(reader, &what, err);
    rl_lines_close(&reader->lines);
    return status;
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
    if (!rl_jsonl_repair(*bytes, *length, &reader->scratch))
        return rl_error_memory(err);
    relata_error what = {0};
    (void)rl_error_set(&what, RELATA_ERROR_FORMAT, reader->lines.source, reader->lines.number, good + 1,
                       "bad UTF-8 replaced");
    rl_reader_tell(reader, &what, false);
    *bytes = reader->scratch.bytes;
    *length = reader->scratch.length;
    return RELATA_OK;
}

static relata_status give_line(rl_reader *reader, relata_document *ret, relata_error *err)
{
    const rl_json_document *json = &reader->json;
    if (json->id == NULL && !rl_identity_of_line(reader->file_id.bytes, reader->lines.number, &reader->id))
        return rl_error_memory(err);
    relata_document document = {.id = json->id != NULL ? json->id : reader->id.bytes,
                                .title = json->title,
                                .date = known(json->date),
                                .text = json->text,
                                .text_length = json->text_length};
    if (json->is_html) {
        relata_status status =
            read_page(reader, reader->lines.source, reader->lines.number, json->text, json->text_length, err);
        if (status != RELATA_OK)
            return status;
        document.text = reader->text.bytes;
        document.text_length = reader->text.length;
        if (document.title == NULL && reader->page.title.length > 0)
            document.title = rl_buffer_string(&reader->page.title);
        if (document.date == NULL)
            document.date = known(reader->page.date);
    }
    if (document.date == NULL && rl_date_of_text(document.text, document.text_length, reader->date))
        document.date = reader->date;
    return give(reader, &document, ret);
}

/* One line: a document, or RELATA_END if it gave none. */
static relata_status read_line(rl_reader *reader, const char *bytes, size_t length, relata_document *ret,
                               relata_error *err)
{
    if (is_blank_line(bytes, length))
        return RELATA_END;
    reader->has_lines = true;
    relata_status status = repair_line(reader, &bytes, &length, err);
    if (status != RELATA_OK)
        return status;
    relata_error what = {0};
    rl_json_document_free(&reader->json);
    status = rl_jsonl_parse(bytes, length, reader->lines.source, reader->lines.number, &reader->json, &what);
    return status == RELATA_OK ? give_line(reader, ret, err) : rl_reader_skip(reader, &what, err);
}

/* At the end of the file, or where it cannot be read any further. */
static relata_status end_lines(rl_reader *reader, const relata_error *what, relata_error *err)
{
    const char *path = reader->lines.source;
    bool is_empty = what->status == RELATA_OK && !reader->has_lines;
    rl_lines_close(&reader->lines);
    if (is_empty)
        return rl_reader_skip_because(reader, RELATA_ERROR_FORMAT, path, 0, "the file has no documents");
    return what->status == RELATA_OK ? RELATA_END : rl_reader_skip(reader, what, err);
}

static relata_status read_next_line(rl_reader *reader, relata_document *ret, relata_error *err)
{
    const char *bytes = NULL;
    size_t length = 0;
    relata_error what = {0};
    relata_status status = rl_lines_next(&reader->lines, &bytes, &length, &what);
    if (status == RELATA_OK)
        return read_line(reader, bytes, length, ret, err);
    reader->has_lines |= status != RELATA_END;
    return status == RELATA_ERROR_LIMIT ? rl_reader_skip(reader, &what, err) : end_lines(reader, &what, err);
}

relata_status rl_reader_read_lines(rl_reader *reader, relata_document *ret, relata_error *err)
{
    relata_status status = RELATA_END;
    while (status == RELATA_END && reader->lines.is_open)
        status = read_next_line(reader, ret, err);
    return status;
}

/* ---- opening ---- */

/* JSON lines begin with a brace; hardly any article does. */
static relata_status has_documents_by_line(rl_reader *reader, const char *path, bool *ret, relata_error *err)
{
    int first = -1;
    if (!reader->is_standard) {
        *ret = rl_kind_of_path(path) == RL_FILE_LINES;
        return rl_lines_begin(&reader->lines, err);
    }
    relata_status status = rl_lines_peek(&reader->lines, &first, err);
    *ret = first == '{';
    return status;
}

relata_status rl_reader_open(rl_reader *reader, const char *path, relata_document *ret, relata_error *err)
{
    relata_error what = {0};
    bool by_line = false;
    reader->has_lines = false;
    relata_status status = rl_lines_open(&reader->lines, path, RL_TEXT_LIMIT, &what);
    if (status == RELATA_OK)
        status = has_documents_by_line(reader, path, &by_line, &what);
    if (status != RELATA_OK) {
        rl_lines_close(&reader->lines);
        return rl_reader_skip(reader, &what, err);
    }
    reader->counts.decompressed += reader->lines.compression != NULL;
    if (by_line && reader->lines.charset.unit != 0)
        tell_of_charset(reader, path, reader->lines.charset.name, 0);
    return by_line ? rl_reader_read_lines(reader, ret, err) : read_whole(reader, path, ret, err);
}
