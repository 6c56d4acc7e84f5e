/* Text for terminals. */
#ifndef RL_CLI_TEXT_H
#define RL_CLI_TEXT_H

#include <stddef.h>

/* Replaces every control character by "?", in place. */
void cli_text_clean(char *text);

/* How many columns of a terminal UTF-8 text takes, whatever the locale. Bad bytes take one each. */
size_t cli_text_width(const char *text, size_t length);

/* "s" behind a noun that there is not one of, else nothing. */
const char *cli_text_plural(size_t count);

#endif
