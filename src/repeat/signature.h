/* Signatures: what is kept of a document's words, and what two of them say of each other. */
#ifndef RL_REPEAT_SIGNATURE_H
#define RL_REPEAT_SIGNATURE_H

#include "model/record.h"
#include "model/text.h"
#include "repeat/lines.h"

void rl_signature_make(const rl_text *text, const rl_text_lines *lines, rl_signature *ret);

/* Does the document of `copy` say next to nothing that that of `original` does not say? */
bool rl_signature_repeats(const rl_signature *copy, const rl_signature *original);

/* The same words in the same order, and enough of them to say so. */
bool rl_signature_equals(const rl_signature *a, const rl_signature *b);

#endif
