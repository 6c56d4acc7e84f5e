/* Kinds of tokens, numbered as they come. Internal to recognise/. */
#ifndef RL_RECOGNISE_KINDS_H
#define RL_RECOGNISE_KINDS_H

#include "recognise/internal.h"

enum { RL_KIND_BEGIN = 0, RL_KIND_END = 1 }; /* beyond the sentence */

/* Before any number is asked for. False if there is no memory. */
bool rl_kinds_begin(rl_recogniser *r);

/* The kind of a token of the document, in r->rows.kinds; RL_NONE if there is no memory. `says` is what it depends on besides
 * the little word that it is. */
uint32_t rl_kind_number(rl_recogniser *r, const rl_token *token, uint8_t little, uint64_t says);

/* The row of constants in a row, of a code as rl_joined_spell has them. */
rl_fixed_row rl_joined_row(const rl_recogniser *r, rl_template template, uint64_t code);

#endif
