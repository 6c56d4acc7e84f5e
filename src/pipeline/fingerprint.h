/* Which lists and rules an engine was made of. */
#ifndef RL_PIPELINE_FINGERPRINT_H
#define RL_PIPELINE_FINGERPRINT_H

#include "pipeline/engine.h"

enum { RL_FINGERPRINT_SIZE = 65 };

/* SHA-256 over the SHA-256 of each file, in the order in which they were read, in hexadecimal digits. Reads them again. */
relata_status rl_engine_fingerprint(const rl_engine *engine, char ret[RL_FINGERPRINT_SIZE], relata_error *err);

#endif
