/* Text for a reader, laid out for the width of the terminal. */
#ifndef RL_CLI_PARAGRAPH_H
#define RL_CLI_PARAGRAPH_H

#include "cli/stream.h"

/* How wide the terminal is; 80 columns where there is none. */
size_t cli_screen_width(void);

/* Prints formatted text as a paragraph of its own. */
void cli_paragraph_print(cli_stream *stream, size_t indent, size_t width, const char *format, ...)
    __attribute__((__format__(__printf__, 4, 5)));

#endif
