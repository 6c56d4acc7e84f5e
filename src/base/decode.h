/* Compressed data to plain bytes. One row of a table per compression, recognised by the first bytes of the data, never
 * by a file's name. Internal to base/. */
#ifndef RL_BASE_DECODE_H
#define RL_BASE_DECODE_H

#include <stdbool.h>
#include <stddef.h>

enum { RL_MAGIC_LONGEST = 4 };

typedef enum rl_decoded {
    RL_DECODED_SOME = 0, /* took some input, made some output, or both; or needs more input */
    RL_DECODED_END,      /* the compressed data is complete; what is left of the input is behind it */
    RL_DECODED_BROKEN,
    RL_DECODED_TOO_LARGE, /* decoding it would take more memory than is allowed */
    RL_DECODED_MEMORY
} rl_decoded;

/* Input and room for output; a decoder moves both forward. */
typedef struct rl_decoding {
    const char *in;
    size_t in_length;
    char *out;
    size_t out_length;
} rl_decoding;

typedef struct rl_decoder {
    const char *name;
    unsigned char magic[RL_MAGIC_LONGEST];
    size_t magic_length;
    void *(*open)(void); /* NULL if there is no memory */
    rl_decoded (*decode)(void *state, rl_decoding *io);
    bool (*restart)(void *state); /* for a second piece of compressed data behind the first */
    void (*close)(void *state);
} rl_decoder;

/* The decoder for data that begins so, or NULL if it is not compressed. */
const rl_decoder *rl_decoder_find(const char *bytes, size_t length);

#endif
