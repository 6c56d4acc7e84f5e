/* Names of files do not count: the same lists somewhere else are the same lists. */
#include "pipeline/fingerprint.h"

#include "input/digest.h"
#include "store/documents.h"

relata_status rl_engine_fingerprint(const rl_engine *engine, char ret[RL_FINGERPRINT_SIZE], relata_error *err)
{
    uint8_t digest[RL_DIGEST_SIZE];
    rl_buffer digests = {0}, bytes = {0};
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < engine->files.count; i++) {
        status = rl_file_read(engine->files.paths[i], RL_SIZE_LIMIT, &bytes, err);
        if (status != RELATA_OK)
            break;
        rl_document_digest(bytes.bytes, bytes.length, digest);
        if (!rl_buffer_append(&digests, (const char *)digest, sizeof digest))
            status = rl_error_memory(err);
    }
    rl_document_digest(digests.bytes, digests.length, digest);
    if (status == RELATA_OK)
        rl_hash_write(digest, ret);
    rl_buffer_free(&digests);
    rl_buffer_free(&bytes);
    return status;
}
