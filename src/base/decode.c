/* The table of compressions. Another one is a row here with its four functions. */
#include "base/decode.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

/* ---- gzip ---- */

enum { GZIP_WINDOW = 15 + 16 }; /* the largest window; 16 asks for gzip and nothing else */

static void *open_gzip(void)
{
    z_stream *stream = calloc(1, sizeof *stream);
    if (stream != NULL && inflateInit2(stream, GZIP_WINDOW) != Z_OK) {
        free(stream);
        return NULL;
    }
    return stream;
}

static unsigned bounded(size_t length)
{
    return length > UINT_MAX ? UINT_MAX : (unsigned)length;
}

static rl_decoded decode_gzip(void *state, rl_decoding *io)
{
    z_stream *stream = state;
    unsigned in = bounded(io->in_length), out = bounded(io->out_length);
    stream->next_in = (z_const Bytef *)io->in;
    stream->avail_in = in;
    stream->next_out = (Bytef *)io->out;
    stream->avail_out = out;
    int code = inflate(stream, Z_NO_FLUSH);
    io->in += in - stream->avail_in;
    io->in_length -= in - stream->avail_in;
    io->out += out - stream->avail_out;
    io->out_length -= out - stream->avail_out;
    if (code == Z_STREAM_END)
        return RL_DECODED_END;
    if (code == Z_MEM_ERROR)
        return RL_DECODED_MEMORY;
    return code == Z_OK || code == Z_BUF_ERROR ? RL_DECODED_SOME : RL_DECODED_BROKEN;
}

static bool restart_gzip(void *state)
{
    return inflateReset(state) == Z_OK;
}

static void close_gzip(void *state)
{
    (void)inflateEnd(state);
    free(state);
}

/* ---- Zstandard ---- */

/* The library's own limit stays: a window of 128 MiB, which bounds what a file can make us allocate. */
static void *open_zstd(void)
{
    return ZSTD_createDCtx();
}

static rl_decoded judge_zstd(size_t code)
{
    if (code == 0)
        return RL_DECODED_END;
    if (!ZSTD_isError(code))
        return RL_DECODED_SOME;
    switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_memory_allocation:
        return RL_DECODED_MEMORY;
    case ZSTD_error_frameParameter_windowTooLarge:
        return RL_DECODED_TOO_LARGE;
    default:
        return RL_DECODED_BROKEN;
    }
}

static rl_decoded decode_zstd(void *state, rl_decoding *io)
{
    ZSTD_inBuffer in = {io->in, io->in_length, 0};
    ZSTD_outBuffer out = {io->out, io->out_length, 0};
    size_t code = ZSTD_decompressStream(state, &out, &in);
    io->in += in.pos;
    io->in_length -= in.pos;
    io->out += out.pos;
    io->out_length -= out.pos;
    return judge_zstd(code);
}

static bool restart_zstd(void *state)
{
    return !ZSTD_isError(ZSTD_DCtx_reset(state, ZSTD_reset_session_only));
}

static void close_zstd(void *state)
{
    (void)ZSTD_freeDCtx(state);
}

/* ---- the table ---- */

static const rl_decoder DECODERS[] = {
    {"gzip", {0x1F, 0x8B}, 2, open_gzip, decode_gzip, restart_gzip, close_gzip},
    {"zstd", {0x28, 0xB5, 0x2F, 0xFD}, 4, open_zstd, decode_zstd, restart_zstd, close_zstd},
    {"zstd", {0x50, 0x2A, 0x4D, 0x18}, 4, open_zstd, decode_zstd, restart_zstd, close_zstd}, /* as pzstd begins */
};

const rl_decoder *rl_decoder_find(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof DECODERS / sizeof DECODERS[0]; i++)
        if (length >= DECODERS[i].magic_length && memcmp(bytes, DECODERS[i].magic, DECODERS[i].magic_length) == 0)
            return &DECODERS[i];
    return NULL;
}
