/* Messages on standard error. Each is put together first and written at once, so that it stays whole when
 * several programs write to one terminal; and file names and text in it can be anything, so control characters,
 * which could move the cursor or colour the screen, are shown as "?". */
#include "cli/report.h"

#include "cli/text.h"

#include <relata/store.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char MEMORY[] = "relata: out of memory\n";

/* Writes prefix, message and a line break. Nothing can be done if standard error fails. */
static void write_line(const char *prefix, const char *format, va_list arguments)
{
    char *message = NULL, *whole = NULL;
    if (vasprintf(&message, format, arguments) < 0) {
        (void)fputs(MEMORY, stderr);
        return;
    }
    cli_text_clean(message);
    if (asprintf(&whole, "%s%s\n", prefix, message) < 0) {
        (void)fputs(MEMORY, stderr);
    } else {
        (void)fputs(whole, stderr);
        free(whole);
    }
    free(message);
}

void cli_report(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    write_line("relata: ", format, arguments);
    va_end(arguments);
}

void cli_report_plain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    write_line("", format, arguments);
    va_end(arguments);
}

cli_exit cli_report_error(const relata_error *err)
{
    char text[sizeof err->source + sizeof err->message + 64];
    (void)relata_error_format(err, text, sizeof text);
    if (err->source[0] != '\0')
        cli_report_plain("%s", text);
    else
        cli_report("%s", text);
    return CLI_FAILED;
}

cli_exit cli_report_missing(const relata_error *err, const char *what, bool was_given)
{
    (void)cli_report_error(err);
    if (!was_given && err->status == RELATA_ERROR_IO)
        cli_report("\"relata build\" makes a %s, and \"-g PATH\" names one that is elsewhere", what);
    return CLI_FAILED;
}

cli_exit cli_report_no_store(const relata_error *err, const char *path, bool was_given)
{
    if (!was_given)
        return cli_report_missing(err, "store", false);
    (void)cli_report_error(err);
    if (!relata_store_is_at(path))
        cli_report("this needs a store: \"relata build\" writes one, relata.db, beside graph.json");
    return CLI_FAILED;
}

cli_exit cli_report_usage(const cli_command *command, const char *format, ...)
{
    char prefix[64];
    const char *space = command->name != NULL ? " " : "", *name = command->name != NULL ? command->name : "";
    (void)snprintf(prefix, sizeof prefix, "relata%s%s: ", space, name);
    va_list arguments;
    va_start(arguments, format);
    write_line(prefix, format, arguments);
    va_end(arguments);
    cli_report_plain("Try \"relata help%s%s\".", space, name);
    return CLI_USAGE;
}

cli_exit cli_report_memory(void)
{
    (void)fputs(MEMORY, stderr);
    return CLI_FAILED;
}
