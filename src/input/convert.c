/* iconv with what it leaves to its caller: characters cut in two between pieces, and bytes that make no sense, which are
 * replaced one unit at a time so that the text around them survives. */
#include "input/convert.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

enum { ROOM = 1 << 8 };

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

bool rl_converter_open(rl_converter *converter, const char *charset, size_t unit)
{
    iconv_t handle = iconv_open("UTF-8", charset);
    if (handle == (iconv_t)-1)
        return false;
    *converter = (rl_converter){.handle = handle, .unit = unit, .is_open = true};
    return true;
}

void rl_converter_close(rl_converter *converter)
{
    if (converter->is_open)
        (void)iconv_close(converter->handle);
    *converter = (rl_converter){0};
}

static bool replace(rl_converter *converter, rl_buffer *ret)
{
    converter->replaced++;
    return rl_buffer_append(ret, REPLACEMENT, sizeof REPLACEMENT - 1);
}

static bool make_room(rl_buffer *ret, size_t more)
{
    char *grown = rl_array_grow(ret->bytes, &ret->capacity, ret->length + more + ROOM, 1);
    if (grown != NULL)
        ret->bytes = grown;
    return grown != NULL;
}

/* What iconv stopped at. */
typedef enum stop { STOP_DONE, STOP_FULL, STOP_BAD, STOP_CUT } stop;

static stop step(rl_converter *converter, char **in, size_t *left, rl_buffer *ret)
{
    char *out = ret->bytes + ret->length;
    size_t room = ret->capacity - ret->length;
    size_t result = iconv(converter->handle, in, left, &out, &room);
    int why = errno;
    ret->length = ret->capacity - room;
    if (result != (size_t)-1)
        return STOP_DONE;
    return why == E2BIG ? STOP_FULL : why == EINVAL ? STOP_CUT : STOP_BAD;
}

/* Converts as far as characters are whole; what is left of `bytes` is *ret_left. */
static bool convert(rl_converter *converter, const char *bytes, size_t length, size_t *ret_left, rl_buffer *ret)
{
    char *in = (char *)(uintptr_t)bytes; /* iconv reads it only */
    size_t left = length;
    for (;;) {
        if (!make_room(ret, left))
            return false;
        switch (step(converter, &in, &left, ret)) {
        case STOP_DONE:
            *ret_left = 0;
            return true;
        case STOP_CUT:
            *ret_left = left;
            return true;
        case STOP_FULL:
            break;
        case STOP_BAD: {
            size_t bad = left < converter->unit ? left : converter->unit;
            in += bad;
            left -= bad;
            if (!replace(converter, ret))
                return false;
        }
        }
    }
}

/* Completes the character that the piece before began, a byte at a time: it is a few bytes long. */
static bool complete(rl_converter *converter, const char **bytes, size_t *length, rl_buffer *ret)
{
    while (converter->pending_length > 0 && *length > 0) {
        size_t left = 0;
        converter->pending[converter->pending_length++] = *(*bytes)++;
        --*length;
        if (!convert(converter, converter->pending, converter->pending_length, &left, ret))
            return false;
        memmove(converter->pending, converter->pending + converter->pending_length - left, left);
        converter->pending_length = left;
        if (left == sizeof converter->pending) { /* no encoding has characters of that length */
            converter->pending_length = 0;
            if (!replace(converter, ret))
                return false;
        }
    }
    return true;
}

bool rl_converter_put(rl_converter *converter, const char *bytes, size_t length, rl_buffer *ret)
{
    size_t left = 0;
    if (!complete(converter, &bytes, &length, ret) || !convert(converter, bytes, length, &left, ret))
        return false;
    if (left == 0)
        return true;
    if (left > sizeof converter->pending - 1)
        return replace(converter, ret);
    memcpy(converter->pending, bytes + length - left, left);
    converter->pending_length = left;
    return true;
}

bool rl_converter_end(rl_converter *converter, rl_buffer *ret)
{
    bool cut = converter->pending_length > 0;
    converter->pending_length = 0;
    if (cut && !replace(converter, ret))
        return false;
    if (!make_room(ret, 0))
        return false;
    char *out = ret->bytes + ret->length;
    size_t room = ret->capacity - ret->length;
    (void)iconv(converter->handle, NULL, NULL, &out, &room); /* what it held back, and its first state */
    ret->length = ret->capacity - room;
    return true;
}
