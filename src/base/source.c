/* Reading through one buffer that slides over the text, as input/lines.c does, with decompression below it. Raw bytes
 * are read in steps and given to the decoder until it has made some text; a file that is not compressed is read straight
 * into the text. */
#include "base/source.h"

#include "base/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_STEP = 1 << 18, LOOKED_AT = 1024 };

static const char MARK[] = "\xEF\xBB\xBF";

/* ---- opening and closing ---- */

relata_status rl_source_open(rl_source *source, const char *path, relata_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    int descriptor = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return rl_error_system(err, path, "open", errno);
    *source =
        (rl_source){.path = path, .descriptor = descriptor, .is_open = true, .is_owned = !standard, .next_line = 1};
    return RELATA_OK;
}

relata_status rl_source_open_bytes(rl_source *source, const char *path, relata_error *err)
{
    relata_status status = rl_source_open(source, path, err);
    if (status == RELATA_OK)
        source->is_checked = true;
    return status;
}

void rl_source_open_descriptor(rl_source *source, const char *path, int descriptor)
{
    *source = (rl_source){.path = path,
                          .descriptor = descriptor,
                          .is_open = true,
                          .is_plain = true,
                          .is_begun = true,
                          .is_checked = true,
                          .next_line = 1};
}

bool rl_source_open_memory(rl_source *source, const char *path, const char *bytes, size_t length)
{
    rl_source_open_descriptor(source, path, -1);
    source->raw_ended = true;
    source->at_end = true;
    return length == 0 || rl_buffer_append(&source->text, bytes, length);
}

const char *rl_source_compression(const rl_source *source)
{
    return source->decoder == NULL ? NULL : source->decoder->name;
}

void rl_source_close(rl_source *source)
{
    if (source->is_open && source->is_owned)
        (void)close(source->descriptor);
    if (source->decoding != NULL)
        source->decoder->close(source->decoding);
    rl_buffer_free(&source->raw);
    rl_buffer_free(&source->text);
    *source = (rl_source){0};
}

/* ---- bytes of the file ---- */

static size_t count_lines(const char *bytes, size_t length)
{
    size_t count = 0;
    const char *end = bytes + length;
    for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        count++;
    return count;
}

/* The error stands behind all text that there is, handed out or not. */
static relata_status fail(const rl_source *source, relata_error *err, const char *message)
{
    size_t left = source->text.length - source->start;
    size_t lines = left > 0 ? count_lines(source->text.bytes + source->start, left) : 0;
    return rl_error_set(err, RELATA_ERROR_FORMAT, source->path, source->next_line + lines, 0, "%s", message);
}

static bool make_room(rl_buffer *buffer)
{
    char *grown = rl_array_grow(buffer->bytes, &buffer->capacity, buffer->length + READ_STEP, 1);
    if (grown == NULL)
        return false;
    buffer->bytes = grown;
    return true;
}

/* Reads once, to the end of the buffer. */
static relata_status read_some(rl_source *source, rl_buffer *buffer, relata_error *err)
{
    if (!make_room(buffer))
        return rl_error_memory(err);
    ssize_t got;
    do
        got = read(source->descriptor, buffer->bytes + buffer->length, buffer->capacity - buffer->length);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return rl_error_system(err, source->path, "read", errno);
    source->raw_ended = got == 0;
    buffer->length += (size_t)got;
    return RELATA_OK;
}

/* Enough of the file to tell whether it is compressed; a pipe may give a byte at a time. */
static relata_status find_decoder(rl_source *source, relata_error *err)
{
    relata_status status = RELATA_OK;
    while (status == RELATA_OK && !source->raw_ended && source->raw.length < RL_MAGIC_LONGEST)
        status = read_some(source, &source->raw, err);
    if (status != RELATA_OK)
        return status;
    source->is_begun = true;
    source->decoder = rl_decoder_find(source->raw.bytes, source->raw.length);
    if (source->decoder == NULL) {
        source->text = source->raw;
        source->raw = (rl_buffer){0};
        source->is_plain = true;
        source->at_end = source->raw_ended;
        return RELATA_OK;
    }
    source->decoding = source->decoder->open();
    return source->decoding == NULL ? rl_error_memory(err) : RELATA_OK;
}

/* ---- decompression ---- */

/* Behind a piece of compressed data: another one, padding of zeros, or the end. */
static relata_status go_on_behind(rl_source *source, relata_error *err)
{
    while (source->raw_start < source->raw.length && source->raw.bytes[source->raw_start] == '\0')
        source->raw_start++;
    size_t left = source->raw.length - source->raw_start;
    if (left < RL_MAGIC_LONGEST && !source->raw_ended)
        return RELATA_OK; /* more is to be read first */
    if (left == 0) {
        source->at_end = true;
        return RELATA_OK;
    }
    const rl_decoder *next = rl_decoder_find(source->raw.bytes + source->raw_start, left);
    if (next == NULL || next->decode != source->decoder->decode)
        return fail(source, err, "something stands behind the compressed data");
    source->between = false;
    return source->decoder->restart(source->decoding) ? RELATA_OK
                                                      : fail(source, err, "the compressed data cannot be read");
}

static const char *trouble_of(rl_decoded decoded)
{
    return decoded == RL_DECODED_TOO_LARGE ? "the compressed data needs more memory than is allowed"
           : decoded == RL_DECODED_BROKEN  ? "the compressed data is broken"
                                           : NULL;
}

static relata_status decode_some(rl_source *source, relata_error *err)
{
    if (source->trouble != NULL)
        return fail(source, err, source->trouble);
    if (!make_room(&source->text))
        return rl_error_memory(err);
    rl_decoding io = {source->raw.bytes + source->raw_start, source->raw.length - source->raw_start,
                      source->text.bytes + source->text.length, source->text.capacity - source->text.length};
    rl_decoded decoded = source->decoder->decode(source->decoding, &io);
    source->raw_start = source->raw.length - io.in_length;
    size_t made = (source->text.capacity - source->text.length) - io.out_length;
    source->text.length += made;
    if (decoded == RL_DECODED_MEMORY)
        return rl_error_memory(err);
    source->trouble = trouble_of(decoded);
    if (source->trouble != NULL) /* what was decoded before is handed out first */
        return made > 0 ? RELATA_OK : fail(source, err, source->trouble);
    source->between = decoded == RL_DECODED_END;
    bool starved = decoded == RL_DECODED_SOME && made == 0 && io.in_length == 0;
    return starved && source->raw_ended ? fail(source, err, "the compressed data ends early") : RELATA_OK;
}

static relata_status read_compressed(rl_source *source, relata_error *err)
{
    size_t before = source->text.length;
    while (source->text.length == before && !source->at_end) {
        relata_status status = RELATA_OK;
        bool needs = source->raw_start == source->raw.length || source->between;
        if (needs && !source->raw_ended) {
            memmove(source->raw.bytes, source->raw.bytes + source->raw_start, source->raw.length - source->raw_start);
            source->raw.length -= source->raw_start;
            source->raw_start = 0;
            status = read_some(source, &source->raw, err);
        }
        if (status == RELATA_OK)
            status = source->between ? go_on_behind(source, err) : decode_some(source, err);
        if (status != RELATA_OK)
            return status;
    }
    return RELATA_OK;
}

/* ---- text ---- */

static void drop_used(rl_source *source)
{
    if (source->start == 0)
        return;
    memmove(source->text.bytes, source->text.bytes + source->start, source->text.length - source->start);
    source->text.length -= source->start;
    source->scanned -= source->start;
    source->start = 0;
}

static relata_status read_text(rl_source *source, relata_error *err)
{
    if (!source->is_plain)
        return read_compressed(source, err);
    relata_status status = read_some(source, &source->text, err);
    if (status == RELATA_OK)
        source->at_end = source->raw_ended;
    return status;
}

/* Looks at the first bytes of the text: what is no text would otherwise give an error a line. */
static relata_status check_text(rl_source *source, relata_error *err)
{
    const char *bytes = source->text.bytes;
    size_t length = source->text.length;
    source->is_checked = true;
    if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return rl_error_set(err, RELATA_ERROR_FORMAT, source->path, 0, 0, "the text is in UTF-16; it must be in UTF-8");
    if (length > 0 && memchr(bytes, '\0', length < LOOKED_AT ? length : LOOKED_AT) != NULL)
        return rl_error_set(err, RELATA_ERROR_FORMAT, source->path, 0, 0, "this is not text: it holds a zero byte");
    if (length >= 3 && memcmp(bytes, MARK, 3) == 0)
        source->start = source->scanned = 3;
    return RELATA_OK;
}

static relata_status begin(rl_source *source, relata_error *err)
{
    relata_status status = find_decoder(source, err);
    if (source->is_checked)
        return status;
    while (status == RELATA_OK && !source->at_end && source->text.length < LOOKED_AT)
        status = read_text(source, err);
    if (status != RELATA_OK && source->text.length == 0)
        return status;
    rl_error_clear(err); /* text before the trouble comes first; the next call meets it again */
    return check_text(source, err);
}

/* Reads some more, or finds the end. */
static relata_status fill(rl_source *source, relata_error *err)
{
    if (!source->is_begun)
        return begin(source, err);
    drop_used(source);
    return read_text(source, err);
}

/* ---- lines ---- */

static relata_status too_long(rl_source *source, size_t limit, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_LIMIT, source->path, source->line, 1,
                        "the line is longer than the limit of %zu bytes", limit);
}

static relata_status take_line(rl_source *source, size_t limit, size_t end, size_t next, const char **ret_bytes,
                               size_t *ret_length, relata_error *err)
{
    size_t start = source->start;
    source->line = source->next_line++;
    source->start = source->scanned = next;
    source->cut_off = end == next;
    if (end - start > limit)
        return too_long(source, limit, err);
    bool returned = end > start && source->text.bytes[end - 1] == '\r';
    *ret_bytes = source->text.bytes + start;
    *ret_length = end - start - (returned ? 1 : 0);
    return RELATA_OK;
}

/* Passes over the rest of a line that is already too long, without keeping it. */
static relata_status pass_over(rl_source *source, size_t limit, relata_error *err)
{
    source->line = source->next_line;
    for (;;) {
        source->start = source->scanned = source->text.length;
        relata_status status = fill(source, err);
        if (status != RELATA_OK)
            return status;
        const char *end = source->text.length > 0 ? memchr(source->text.bytes, '\n', source->text.length) : NULL;
        if (end != NULL)
            source->start = source->scanned = (size_t)(end - source->text.bytes) + 1;
        source->cut_off = end == NULL;
        if (end != NULL || source->at_end) {
            source->next_line++;
            return too_long(source, limit, err);
        }
    }
}

relata_status rl_source_line(rl_source *source, size_t limit, const char **ret_bytes, size_t *ret_length,
                             relata_error *err)
{
    for (;;) {
        size_t left = source->text.length - source->scanned;
        const char *found = left > 0 ? memchr(source->text.bytes + source->scanned, '\n', left) : NULL;
        if (found != NULL) {
            size_t end = (size_t)(found - source->text.bytes);
            return take_line(source, limit, end, end + 1, ret_bytes, ret_length, err);
        }
        source->scanned = source->text.length;
        if (source->at_end && source->start == source->text.length)
            return RELATA_END;
        if (source->at_end)
            return take_line(source, limit, source->text.length, source->text.length, ret_bytes, ret_length, err);
        if (source->text.length - source->start > limit)
            return pass_over(source, limit, err);
        relata_status status = fill(source, err);
        if (status != RELATA_OK)
            return status;
    }
}

/* ---- chunks ---- */

relata_status rl_source_chunk(rl_source *source, const char **ret_bytes, size_t *ret_length, relata_error *err)
{
    while (source->start == source->text.length) {
        if (source->at_end)
            return RELATA_END;
        relata_status status = fill(source, err);
        if (status != RELATA_OK)
            return status;
    }
    *ret_bytes = source->text.bytes + source->start;
    *ret_length = source->text.length - source->start;
    source->line = source->next_line;
    source->next_line += count_lines(*ret_bytes, *ret_length);
    source->start = source->scanned = source->text.length;
    return RELATA_OK;
}
