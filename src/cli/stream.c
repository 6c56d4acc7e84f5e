/* Standard output with one large buffer. A full disk or a reader that went away shows when the buffer is
 * written, which may be long after the text was printed: so the first failure is kept, and every command that
 * prints ends with cli_stream_finish. */
#include "cli/stream.h"

#include "cli/report.h"
#include "cli/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_SIZE = 1 << 16 };

cli_stream cli_stream_output(void)
{
    if (!isatty(STDOUT_FILENO))
        (void)setvbuf(stdout, NULL, _IOFBF, BUFFER_SIZE);
    return (cli_stream){.file = stdout};
}

bool cli_stream_write(void *stream, const char *bytes, size_t length)
{
    cli_stream *s = stream;
    if (s->error_number != 0)
        return false;
    if (length == 0 || fwrite(bytes, 1, length, s->file) == length)
        return true;
    s->error_number = errno != 0 ? errno : EIO;
    return false;
}

static void write_clean(cli_stream *stream, char *text)
{
    for (char *line = text;;) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        cli_text_clean(line);
        (void)cli_stream_write(stream, line, strlen(line));
        if (end == NULL)
            return;
        (void)cli_stream_write(stream, "\n", 1);
        line = end + 1;
    }
}

void cli_stream_print(cli_stream *stream, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0) {
        stream->error_number = stream->error_number != 0 ? stream->error_number : ENOMEM;
        return;
    }
    write_clean(stream, text);
    free(text);
}

void cli_stream_wrap(cli_stream *stream, const char *text, size_t column, size_t indent, size_t width)
{
    static const char SPACE[] = " \t\r\n";
    bool first = true;
    for (text += strspn(text, SPACE); *text != '\0'; text += strspn(text, SPACE)) {
        size_t length = strcspn(text, SPACE), wide = cli_text_width(text, length);
        if (!first && column + 1 + wide > width) {
            cli_stream_print(stream, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            (void)cli_stream_write(stream, " ", 1);
            column++;
        }
        cli_stream_print(stream, "%.*s", (int)length, text);
        column += wide;
        text += length;
        first = false;
    }
    (void)cli_stream_write(stream, "\n", 1);
}

cli_exit cli_stream_finish(cli_stream *stream, cli_exit code)
{
    errno = 0;
    if (fclose(stream->file) != 0 && stream->error_number == 0)
        stream->error_number = errno != 0 ? errno : EIO;
    if (stream->error_number == 0)
        return code;
    cli_report("cannot write to standard output: %s", strerror(stream->error_number));
    return CLI_FAILED;
}
