/* Reading line by line through one buffer that slides over the file: what was handed out is dropped when more is
 * read, and the search for a line break never looks at a byte twice, so that a line of any length costs its length.
 * Below it lie decompression and, for UTF-16 and UTF-32, conversion. */
#include "input/lines.h"

#include <string.h>

static const char MARK[] = "\xEF\xBB\xBF";

relata_status rl_lines_open(rl_lines *lines, const char *path, size_t limit, relata_error *err)
{
    rl_source from = {0};
    relata_status status = rl_source_open_bytes(&from, path, err);
    if (status != RELATA_OK)
        return status;
    rl_buffer_clear(&lines->text);
    *lines = (rl_lines){.source = path, .is_open = true, .limit = limit, .from = from, .text = lines->text};
    return RELATA_OK;
}

void rl_lines_close(rl_lines *lines)
{
    rl_source_close(&lines->from);
    rl_converter_close(&lines->converter);
    lines->is_open = false;
}

void rl_lines_free(rl_lines *lines)
{
    rl_lines_close(lines);
    rl_buffer_free(&lines->text);
    *lines = (rl_lines){0};
}

static void drop_used(rl_lines *lines)
{
    if (lines->start == 0)
        return;
    memmove(lines->text.bytes, lines->text.bytes + lines->start, lines->text.length - lines->start);
    lines->text.length -= lines->start;
    lines->scanned -= lines->start;
    lines->start = 0;
}

static bool take(rl_lines *lines, const char *bytes, size_t length)
{
    return lines->converter.is_open ? rl_converter_put(&lines->converter, bytes, length, &lines->text)
                                    : rl_buffer_append(&lines->text, bytes, length);
}

/* Converts what came so far, now that its encoding is known. */
static relata_status open_converter(rl_lines *lines, relata_error *err)
{
    rl_buffer raw = lines->text;
    lines->text = (rl_buffer){0};
    if (!rl_converter_open(&lines->converter, lines->charset.name, lines->charset.unit)) {
        rl_buffer_free(&raw);
        return rl_error_set(err, RELATA_ERROR_LIBRARY, lines->source, 0, 0, "%s cannot be converted here",
                            lines->charset.name);
    }
    bool ok = take(lines, raw.bytes + lines->charset.mark, raw.length - lines->charset.mark);
    rl_buffer_free(&raw);
    return ok ? RELATA_OK : rl_error_memory(err);
}

/* Adds some more, or finds the end. */
static relata_status add(rl_lines *lines, relata_error *err)
{
    const char *chunk = NULL;
    size_t length = 0;
    relata_status status = rl_source_chunk(&lines->from, &chunk, &length, err);
    lines->at_end = status == RELATA_END;
    if (status == RELATA_OK && !take(lines, chunk, length))
        return rl_error_memory(err);
    if (lines->at_end && lines->converter.is_open && !rl_converter_end(&lines->converter, &lines->text))
        return rl_error_memory(err);
    return lines->at_end ? RELATA_OK : status;
}

/* Enough to tell the encoding; a pipe may give a byte at a time. */
static relata_status begin(rl_lines *lines, relata_error *err)
{
    relata_status status = RELATA_OK;
    while (status == RELATA_OK && !lines->at_end && lines->text.length < RL_CHARSET_LOOKED_AT)
        status = add(lines, err);
    if (status != RELATA_OK && lines->text.length == 0)
        return status;
    rl_error_clear(err); /* what was read before the trouble is used first; the source will tell again */
    lines->is_begun = true;
    lines->compression = rl_source_compression(&lines->from);
    lines->charset = rl_charset_of_start(lines->text.bytes, lines->text.length);
    if (lines->charset.unit == 0)
        return RELATA_OK;
    status = open_converter(lines, err);
    if (status == RELATA_OK && lines->at_end && !rl_converter_end(&lines->converter, &lines->text))
        return rl_error_memory(err);
    return status;
}

static relata_status fill(rl_lines *lines, relata_error *err)
{
    if (!lines->is_begun)
        return begin(lines, err);
    drop_used(lines);
    return add(lines, err);
}

static relata_status too_long(const rl_lines *lines, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_LIMIT, lines->source, lines->number, 1,
                        "the line is longer than the limit of %zu bytes", lines->limit);
}

static bool starts_with_mark(const rl_lines *lines)
{
    return lines->text.length >= 3 && memcmp(lines->text.bytes, MARK, 3) == 0;
}

/* Hands out the line from `start` to `end`; the next one begins at `next`. The mark becomes spaces instead of going
 * away, so that columns stay those of the file. */
static relata_status take_line(rl_lines *lines, size_t end, size_t next, const char **ret_bytes, size_t *ret_length,
                               relata_error *err)
{
    size_t start = lines->start;
    if (++lines->number == 1 && end - start >= 3 && lines->charset.unit == 0 && starts_with_mark(lines))
        memset(lines->text.bytes, ' ', 3);
    lines->start = lines->scanned = next;
    if (end - start > lines->limit)
        return too_long(lines, err);
    *ret_bytes = lines->text.bytes + start;
    *ret_length = end - start;
    return RELATA_OK;
}

/* Passes over the rest of a line that is already too long, without keeping it. */
static relata_status pass_over(rl_lines *lines, relata_error *err)
{
    lines->number++;
    for (;;) {
        lines->start = lines->scanned = lines->text.length;
        relata_status status = fill(lines, err);
        if (status != RELATA_OK)
            return status;
        const char *end = lines->text.length > 0 ? memchr(lines->text.bytes, '\n', lines->text.length) : NULL;
        if (end != NULL)
            lines->start = lines->scanned = (size_t)(end - lines->text.bytes) + 1;
        if (end != NULL || lines->at_end)
            return too_long(lines, err);
    }
}

relata_status rl_lines_next(rl_lines *lines, const char **ret_bytes, size_t *ret_length, relata_error *err)
{
    for (;;) {
        size_t left = lines->text.length - lines->scanned;
        const char *found = left > 0 ? memchr(lines->text.bytes + lines->scanned, '\n', left) : NULL;
        if (found != NULL) {
            size_t end = (size_t)(found - lines->text.bytes);
            return take_line(lines, end, end + 1, ret_bytes, ret_length, err);
        }
        lines->scanned = lines->text.length;
        if (lines->at_end && lines->start == lines->text.length)
            return RELATA_END;
        if (lines->at_end)
            return take_line(lines, lines->text.length, lines->text.length, ret_bytes, ret_length, err);
        if (lines->text.length - lines->start > lines->limit)
            return pass_over(lines, err);
        relata_status status = fill(lines, err);
        if (status != RELATA_OK)
            return status;
    }
}

relata_status rl_lines_begin(rl_lines *lines, relata_error *err)
{
    return lines->is_begun ? RELATA_OK : begin(lines, err);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

relata_status rl_lines_peek(rl_lines *lines, int *ret_byte, relata_error *err)
{
    size_t i = 0;
    while (!lines->at_end && lines->text.length <= lines->limit) {
        relata_status status = fill(lines, err);
        if (status != RELATA_OK)
            return status;
        if (i == 0 && lines->text.length < 3 && !lines->at_end) /* too little to see a mark */
            continue;
        if (i == 0 && starts_with_mark(lines))
            i = 3;
        while (i < lines->text.length && is_blank(lines->text.bytes[i]))
            i++;
        if (i < lines->text.length)
            break;
    }
    *ret_byte = i < lines->text.length ? (unsigned char)lines->text.bytes[i] : -1;
    return RELATA_OK;
}

relata_status rl_lines_rest(rl_lines *lines, const char **ret_bytes, size_t *ret_length, relata_error *err)
{
    while (!lines->at_end) {
        relata_status status = fill(lines, err);
        if (status != RELATA_OK)
            return status;
        if (lines->text.length - lines->start > lines->limit)
            return rl_error_set(err, RELATA_ERROR_LIMIT, lines->source, 0, 0, "larger than the limit of %zu bytes",
                                lines->limit);
    }
    *ret_bytes = lines->text.bytes + lines->start;
    *ret_length = lines->text.length - lines->start;
    lines->start = lines->scanned = lines->text.length;
    return RELATA_OK;
}
