/* Bytes that are kept for long, by Zstandard. */
#ifndef RL_BASE_COMPRESS_H
#define RL_BASE_COMPRESS_H

#include "base/memory.h"

/* Appends them compressed. False if there is no memory. */
bool rl_compress(const char *bytes, size_t length, rl_buffer *ret);

/* Appends what was compressed. False if there is no memory, if it is more than `most` bytes, or if the bytes are damaged. */
bool rl_decompress(const char *bytes, size_t length, size_t most, rl_buffer *ret);

#endif
