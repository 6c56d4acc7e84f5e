/* Ids of documents whose input names none, and what makes two paths the same file. */
#ifndef RL_INPUT_IDENTITY_H
#define RL_INPUT_IDENTITY_H

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

/* The id of the file at `path`: the normalised path, so that it is the same whether the folder or the file was named.
 * Replaces what is in `ret`, which then ends in NUL. False if there is no memory. */
bool rl_identity_of_file(const char *path, rl_buffer *ret);

/* The id of a line of the input with id `file`: "file:line". */
bool rl_identity_of_line(const char *file, size_t line, rl_buffer *ret);

#endif
