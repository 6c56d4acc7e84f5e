/* SHA-256 by nettle. */
#include "input/digest.h"

#include <nettle/sha2.h>

_Static_assert(SHA256_DIGEST_SIZE == RL_DIGEST_SIZE, "the size that SHA-256 has");

void rl_document_digest(const char *text, size_t length, uint8_t ret[RL_DIGEST_SIZE])
{
    struct sha256_ctx context;
    sha256_init(&context);
    if (length > 0)
        sha256_update(&context, length, (const uint8_t *)text);
    sha256_digest(&context, RL_DIGEST_SIZE, ret);
}
