/* Pieces of a line of a rule file: bytes that are not ended by a NUL, with the column where they stand, so that every
 * error can say where. */
#ifndef RL_BASE_PIECE_H
#define RL_BASE_PIECE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct rl_piece {
    const char *bytes;
    size_t length;
    size_t column; /* from 1 */
} rl_piece;

/* The next piece of `rest` up to a byte of `separators`, white space around it cut; `rest` moves behind it. */
rl_piece rl_piece_next(rl_piece *rest, const char *separators);
rl_piece rl_piece_trim(rl_piece piece);
bool rl_piece_is(rl_piece piece, const char *string);

/* The bytes with a NUL behind them. Owned; NULL if there is no memory. */
char *rl_piece_copy(rl_piece piece);

/* The next line of `rest` without its line break, its column 1; `rest` moves behind it. */
rl_piece rl_piece_line(rl_piece *rest);

#endif
