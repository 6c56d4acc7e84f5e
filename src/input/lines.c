/* Reading line by line through one buffer that slides over the file: what was handed out is dropped when more is
 * read, and the search for a line break never looks at a byte twice, so that a line of any length costs its length. */
#include "input/lines.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_STEP = 1 << 18 };

static const char MARK[] = "\xEF\xBB\xBF";

relata_status rl_lines_open(rl_lines *lines, const char *path, size_t limit, relata_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    int descriptor = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return rl_error_system(err, path, "open", errno);
    *lines = (rl_lines){.source = path,
                        .descriptor = descriptor,
                        .is_open = true,
                        .limit = limit,
                        .bytes = lines->bytes,
                        .capacity = lines->capacity};
    return RELATA_OK;
}

void rl_lines_close(rl_lines *lines)
{
    if (lines->is_open && lines->descriptor != STDIN_FILENO)
        (void)close(lines->descriptor);
    lines->is_open = false;
}

void rl_lines_free(rl_lines *lines)
{
    rl_lines_close(lines);
    free(lines->bytes);
    *lines = (rl_lines){0};
}

static void drop_used(rl_lines *lines)
{
    if (lines->start == 0)
        return;
    memmove(lines->bytes, lines->bytes + lines->start, lines->length - lines->start);
    lines->length -= lines->start;
    lines->scanned -= lines->start;
    lines->start = 0;
}

/* Reads some more, or finds the end. */
static relata_status fill(rl_lines *lines, relata_error *err)
{
    drop_used(lines);
    char *grown = rl_array_grow(lines->bytes, &lines->capacity, lines->length + READ_STEP, 1);
    if (grown == NULL)
        return rl_error_memory(err);
    lines->bytes = grown;
    ssize_t got;
    do
        got = read(lines->descriptor, lines->bytes + lines->length, lines->capacity - lines->length);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return rl_error_system(err, lines->source, "read", errno);
    lines->at_end = got == 0;
    lines->length += (size_t)got;
    return RELATA_OK;
}

static relata_status too_long(const rl_lines *lines, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_LIMIT, lines->source, lines->number, 1,
                        "the line is longer than the limit of %zu bytes", lines->limit);
}

static bool starts_with_mark(const rl_lines *lines)
{
    return lines->length >= 3 && memcmp(lines->bytes, MARK, 3) == 0;
}

/* Hands out the line from `start` to `end`; the next one begins at `next`. The mark becomes spaces instead of going
 * away, so that columns stay those of the file. */
static relata_status take_line(rl_lines *lines, size_t end, size_t next, const char **ret_bytes, size_t *ret_length,
                               relata_error *err)
{
    size_t start = lines->start;
    if (++lines->number == 1 && end - start >= 3 && starts_with_mark(lines))
        memset(lines->bytes, ' ', 3);
    lines->start = lines->scanned = next;
    if (end - start > lines->limit)
        return too_long(lines, err);
    *ret_bytes = lines->bytes + start;
    *ret_length = end - start;
    return RELATA_OK;
}

/* Passes over the rest of a line that is already too long, without keeping it. */
static relata_status pass_over(rl_lines *lines, relata_error *err)
{
    lines->number++;
    for (;;) {
        lines->start = lines->scanned = lines->length;
        relata_status status = fill(lines, err);
        if (status != RELATA_OK)
            return status;
        const char *end = lines->length > 0 ? memchr(lines->bytes, '\n', lines->length) : NULL;
        if (end != NULL)
            lines->start = lines->scanned = (size_t)(end - lines->bytes) + 1;
        if (end != NULL || lines->at_end)
            return too_long(lines, err);
    }
}

relata_status rl_lines_next(rl_lines *lines, const char **ret_bytes, size_t *ret_length, relata_error *err)
{
    for (;;) {
        size_t left = lines->length - lines->scanned;
        const char *found = left > 0 ? memchr(lines->bytes + lines->scanned, '\n', left) : NULL;
        if (found != NULL) {
            size_t end = (size_t)(found - lines->bytes);
            return take_line(lines, end, end + 1, ret_bytes, ret_length, err);
        }
        lines->scanned = lines->length;
        if (lines->at_end && lines->start == lines->length)
            return RELATA_END;
        if (lines->at_end)
            return take_line(lines, lines->length, lines->length, ret_bytes, ret_length, err);
        if (lines->length - lines->start > lines->limit)
            return pass_over(lines, err);
        relata_status status = fill(lines, err);
        if (status != RELATA_OK)
            return status;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

relata_status rl_lines_peek(rl_lines *lines, int *ret_byte, relata_error *err)
{
    size_t i = 0;
    while (!lines->at_end && lines->length <= lines->limit) {
        relata_status status = fill(lines, err);
        if (status != RELATA_OK)
            return status;
        if (i == 0 && lines->length < 3 && !lines->at_end) /* too little to see a mark */
            continue;
        if (i == 0 && starts_with_mark(lines))
            i = 3;
        while (i < lines->length && is_blank(lines->bytes[i]))
            i++;
        if (i < lines->length)
            break;
    }
    *ret_byte = i < lines->length ? (unsigned char)lines->bytes[i] : -1;
    return RELATA_OK;
}

relata_status rl_lines_rest(rl_lines *lines, const char **ret_bytes, size_t *ret_length, relata_error *err)
{
    while (!lines->at_end) {
        relata_status status = fill(lines, err);
        if (status != RELATA_OK)
            return status;
        if (lines->length - lines->start > lines->limit)
            return rl_error_set(err, RELATA_ERROR_LIMIT, lines->source, 0, 0, "larger than the limit of %zu bytes",
                                lines->limit);
    }
    *ret_bytes = lines->bytes + lines->start;
    *ret_length = lines->length - lines->start;
    lines->start = lines->scanned = lines->length;
    return RELATA_OK;
}
