/* The texts of GOLD, and pieces of them. */
#ifndef RL_EVALUATE_TEXTS_H
#define RL_EVALUATE_TEXTS_H

#include "evaluate/spans.h"

/* Adds a text of valid UTF-8; everything is copied. `date` may be NULL. */
relata_status rl_texts_add(rl_comparison *comparison, const char *id, const char *date, const char *bytes,
                           size_t length, relata_error *err);

/* The byte at which the character begins; the length of the text for the character after the last. */
size_t rl_text_byte(const rl_marked_text *text, uint32_t character);

/* Replaces what is in `ret` by the characters from `start` to `end` as outputs show them: white space collapsed, control
 * characters replaced, the middle of long ones left out. False if there is no memory. */
bool rl_text_excerpt(const rl_marked_text *text, uint32_t start, uint32_t end, rl_buffer *ret);

#endif
