/* Many bytes in one step. What is done with SSE2 has a plain twin that gives the same, for other processors; both are
 * there on every one, so that a test can compare them. */
#ifndef RL_BASE_BYTES_H
#define RL_BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { RL_BYTES_BLOCK = 16 };

/* How many small ASCII letters stand at `bytes`, of which `length` are looked at. */
static inline size_t rl_bytes_small_letters_plain(const char *bytes, size_t length)
{
    size_t i = 0;
    while (i < length && bytes[i] >= 'a' && bytes[i] <= 'z')
        i++;
    return i;
}

/* The same of RL_BYTES_BLOCK bytes. */
static inline size_t rl_bytes_small_letters(const char *bytes)
{
#if defined(__SSE2__)
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i from_a = _mm_add_epi8(block, _mm_set1_epi8((char)(0x80 - 'a'))); /* a to z are now the 26 lowest */
    unsigned others = ~(unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(from_a, _mm_set1_epi8(-0x80 + 26)));
    return (size_t)__builtin_ctz(others);
#else
    return rl_bytes_small_letters_plain(bytes, RL_BYTES_BLOCK);
#endif
}

/* How many bytes of ASCII stand at `bytes`, of `length`. */
static inline size_t rl_bytes_ascii_plain(const char *bytes, size_t length)
{
    size_t i = 0;
    while (i < length && (unsigned char)bytes[i] < 0x80)
        i++;
    return i;
}

static inline size_t rl_bytes_ascii(const char *bytes, size_t length)
{
    size_t i = 0;
#if defined(__SSE2__)
    for (; length - i >= RL_BYTES_BLOCK; i += RL_BYTES_BLOCK) {
        unsigned wide = (unsigned)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)(bytes + i)));
        if (wide != 0)
            return i + (size_t)__builtin_ctz(wide);
    }
#endif
    return i + rl_bytes_ascii_plain(bytes + i, length - i);
}

/* How many bytes stand at `bytes`, of `length`, before a quote, backslash or control character: what JSON's strings
 * hold as it is. */
static inline size_t rl_bytes_unescaped_plain(const char *bytes, size_t length)
{
    size_t i = 0;
    while (i < length && bytes[i] != '"' && bytes[i] != '\\' && (unsigned char)bytes[i] >= 0x20)
        i++;
    return i;
}

static inline size_t rl_bytes_unescaped(const char *bytes, size_t length)
{
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), control = _mm_set1_epi8(0x1F);
    for (; length - i >= RL_BYTES_BLOCK; i += RL_BYTES_BLOCK) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
        __m128i stops = _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash));
        stops = _mm_or_si128(stops, _mm_cmpeq_epi8(_mm_min_epu8(block, control), block));
        unsigned found = (unsigned)_mm_movemask_epi8(stops);
        if (found != 0)
            return i + (size_t)__builtin_ctz(found);
    }
#endif
    return i + rl_bytes_unescaped_plain(bytes + i, length - i);
}

/* Copies `length` bytes, ASCII capitals as small letters. Compilers do it in blocks. */
static inline void rl_bytes_lower(char *restrict to, const char *restrict from, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)from[i];
        to[i] = (char)(c | ((unsigned char)(c - 'A') < 26) << 5);
    }
}

#endif
