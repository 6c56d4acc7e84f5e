/* Cells of a list: their parts, and what they may hold. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_CELLS_H
#define RL_GAZETTEER_CELLS_H

#include "gazetteer/table.h"

/* A cell without the spaces at its ends. */
rl_cell rl_cell_trim(rl_cell cell);

/* Takes the next of the parts that are joined by "|" off `rest`, spaces and all. False if there is none. */
bool rl_cell_next(rl_cell *rest, rl_cell *ret_part);

/* May a type be called so? */
bool rl_cell_is_type_name(const rl_cell *cell);

/* Is it a type of lexicon rows? */
bool rl_cell_is_lexicon_type(const rl_cell *cell);

/* Is it exactly this text? */
bool rl_cell_is(const rl_cell *cell, const char *text);

/* Is it a strength that a row may give its names? */
bool rl_strength_is_known(const rl_cell *cell);

/* May the cells of this column hold such a number? */
bool rl_number_is_allowed(rl_column column, double number);

#endif
