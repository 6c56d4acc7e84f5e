/* The templates of observations: their names, and which values each may have. The reader of weights asks here, because a row
 * with a slip in it would else be a row that no span ever meets. Internal to recognise/. */
#ifndef RL_RECOGNISE_TEMPLATES_H
#define RL_RECOGNISE_TEMPLATES_H

#include "base/error.h"

enum { RL_TEMPLATE_VALUES = 3 };

typedef struct rl_template_row {
    const char *name;
    unsigned char values[RL_TEMPLATE_VALUES]; /* what kind each is; 0: there are no more */
} rl_template_row;

/* NULL if there is none of that name. Weights come sorted: `guess` (NULL: none) is looked at first. */
const rl_template_row *rl_template_find(const char *name, size_t length, const rl_template_row *guess);

/* Says what is wrong with `values` ("value|value"), which begin at `column` of the line. */
relata_status rl_template_check(const rl_template_row *about, const char *values, size_t length, const char *path,
                                size_t line, size_t column, relata_error *err);

#endif
