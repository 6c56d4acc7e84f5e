/* Dates of documents as the input gives them. */
#ifndef RL_PIPELINE_DATE_H
#define RL_PIPELINE_DATE_H

#include <stddef.h>

/* The length of the ISO date (2025, 2025-10 or 2025-10-31, perhaps followed by a time) that `text` begins with; 0 if it
 * begins with none. */
size_t rl_date_length(const char *text);

#endif
