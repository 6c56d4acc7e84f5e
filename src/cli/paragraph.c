/* Paragraphs for a reader. */
#include "cli/paragraph.h"

#include "cli/report.h"

#include <stdarg.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_WIDTH = 80, LEAST_WIDTH = 40 };

size_t cli_screen_width(void)
{
    struct winsize size = {0};
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return USUAL_WIDTH;
    return size.ws_col < LEAST_WIDTH ? LEAST_WIDTH : size.ws_col;
}

void cli_paragraph_print(cli_stream *stream, size_t indent, size_t width, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0) {
        (void)cli_report_memory();
        return;
    }
    cli_stream_print(stream, "%*s", (int)indent, "");
    cli_stream_wrap(stream, text, indent, indent, width);
    free(text);
}
