/* The SHA-256 of a document's text: decides which of two texts under one id is kept, whatever their order. */
#ifndef RL_INPUT_DIGEST_H
#define RL_INPUT_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { RL_DIGEST_SIZE = 32 };

void rl_document_digest(const char *text, size_t length, uint8_t ret[RL_DIGEST_SIZE]);

#endif
