/* Offsets count characters and text is bytes: where every 64th character begins is noted, so that the way to any of them
 * is short. */
#include "evaluate/texts.h"

#include "text/utf8.h"

#include <string.h>

enum { STEP = 64, LONGEST_EXCERPT = 160, HEAD = 100, TAIL = 50 };

static const char GAP[] = " \xE2\x80\xA6 "; /* … */

/* ---- texts ---- */

static size_t character_length(const rl_marked_text *text, size_t byte)
{
    size_t length = rl_utf8_decode(text->bytes + byte, text->length - byte, NULL, NULL);
    return length == 0 ? 1 : length;
}

static bool note_steps(rl_marked_text *text, rl_arena *arena)
{
    uint32_t *steps = rl_arena_alloc(arena, (text->length / STEP + 1) * sizeof *steps);
    if (steps == NULL)
        return false;
    for (size_t byte = 0; byte < text->length; byte += character_length(text, byte), text->characters++)
        if (text->characters % STEP == 0)
            steps[text->characters / STEP] = (uint32_t)byte;
    text->steps = steps;
    return true;
}

relata_status rl_texts_add(rl_comparison *comparison, const char *id, const char *date, const char *bytes,
                           size_t length, relata_error *err)
{
    rl_arena *arena = &comparison->strings;
    if (length >= UINT32_MAX)
        return rl_error_set(err, RELATA_ERROR_LIMIT, NULL, 0, 0, "the text is too long");
    rl_marked_text *texts =
        rl_array_grow(comparison->texts, &comparison->text_capacity, comparison->text_count + 1, sizeof *texts);
    if (texts == NULL)
        return rl_error_memory(err);
    comparison->texts = texts;
    rl_marked_text text = {
        .id = rl_arena_copy(arena, id, strlen(id)),
        .date = date == NULL ? NULL : rl_arena_copy(arena, date, strlen(date)),
        .bytes = rl_arena_copy(arena, bytes, length),
        .length = length,
    };
    if (text.id == NULL || (date != NULL && text.date == NULL) || text.bytes == NULL || !note_steps(&text, arena) ||
        rl_string_map_add(&comparison->ids, id, strlen(id)) == RL_NONE)
        return rl_error_memory(err);
    texts[comparison->text_count++] = text;
    return RELATA_OK;
}

size_t rl_text_byte(const rl_marked_text *text, uint32_t character)
{
    if (character >= text->characters)
        return text->length;
    size_t byte = text->steps[character / STEP];
    for (uint32_t at = character / STEP * STEP; at < character; at++)
        byte += character_length(text, byte);
    return byte;
}

/* ---- excerpts ---- */

static bool append(const rl_marked_text *text, uint32_t start, uint32_t end, rl_buffer *ret)
{
    size_t from = rl_text_byte(text, start), to = rl_text_byte(text, end);
    return rl_utf8_sanitise(text->bytes + from, to - from, true, ret);
}

/* Runs of white space to one space, in place. No-break spaces are white space to readers as well. */
static void collapse(rl_buffer *buffer)
{
    size_t kept = 0;
    bool space = false;
    for (size_t i = 0; i < buffer->length;) {
        bool is_wide = buffer->length - i >= 2 && memcmp(buffer->bytes + i, "\xC2\xA0", 2) == 0;
        bool is_space = is_wide || buffer->bytes[i] == ' ';
        if (!is_space || !space)
            buffer->bytes[kept++] = is_space ? ' ' : buffer->bytes[i];
        space = is_space;
        i += is_wide ? 2 : 1;
    }
    buffer->length = kept;
}

bool rl_text_excerpt(const rl_marked_text *text, uint32_t start, uint32_t end, rl_buffer *ret)
{
    rl_buffer_clear(ret);
    bool ok = end - start <= LONGEST_EXCERPT
                  ? append(text, start, end, ret)
                  : append(text, start, start + HEAD, ret) && rl_buffer_append_string(ret, GAP) &&
                        append(text, end - TAIL, end, ret);
    if (ok)
        collapse(ret);
    return ok && rl_buffer_string(ret) != NULL;
}
