/* One frame of Zstandard with its size and checksum. The level is the fast one: texts come in thousands. */
#include "base/compress.h"

#include <zstd.h>

enum { LEVEL = 3 };

bool rl_compress(const char *bytes, size_t length, rl_buffer *ret)
{
    size_t bound = ZSTD_compressBound(length);
    if (ZSTD_isError(bound) || !rl_buffer_reserve(ret, ret->length + bound + 1))
        return false;
    size_t made = ZSTD_compress(ret->bytes + ret->length, bound, bytes, length, LEVEL);
    if (ZSTD_isError(made))
        return false;
    ret->length += made;
    return true;
}

bool rl_decompress(const char *bytes, size_t length, size_t most, rl_buffer *ret)
{
    unsigned long long size = ZSTD_getFrameContentSize(bytes, length);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > most)
        return false;
    if (!rl_buffer_reserve(ret, ret->length + (size_t)size + 1))
        return false;
    size_t made = ZSTD_decompress(ret->bytes + ret->length, (size_t)size, bytes, length);
    if (ZSTD_isError(made) || made != size)
        return false;
    ret->length += made;
    return true;
}
