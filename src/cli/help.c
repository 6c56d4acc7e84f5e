/* Help texts and the command that shows them. They are laid out for 80 columns whatever the terminal, so that
 * they look the same in a window, in a manual and in a message to a colleague. */
#include "cli/help.h"

#include "cli/report.h"
#include "cli/text.h"

#include <string.h>

enum { WIDTH = 80, NAME_COLUMN = 2, TEXT_COLUMN = 28, CODE_COLUMN = 6 };

/* Brings the cursor from `column` to `target`, on a new line if it is too far right. */
static void move_to(cli_stream *stream, size_t column, size_t target)
{
    if (column + 1 > target) {
        cli_stream_print(stream, "\n");
        column = 0;
    }
    cli_stream_print(stream, "%*s", (int)(target - column), "");
}

static void print_item(cli_stream *stream, const char *name, const char *text, size_t target)
{
    cli_stream_print(stream, "%*s%s", NAME_COLUMN, "", name);
    move_to(stream, NAME_COLUMN + cli_text_width(name, strlen(name)), target);
    cli_stream_wrap(stream, text, target, target, WIDTH);
}

static void print_option(cli_stream *stream, const cli_option *option)
{
    char letter[8] = "    ", name[64];
    if (option->letter != '\0')
        (void)snprintf(letter, sizeof letter, "-%c, ", option->letter);
    const char *space = option->argument != NULL ? " " : "";
    const char *argument = option->argument != NULL ? option->argument : "";
    (void)snprintf(name, sizeof name, "%s--%s%s%s", letter, option->name, space, argument);
    print_item(stream, name, option->help, TEXT_COLUMN);
}

static void print_options(cli_stream *stream, const cli_command *command)
{
    cli_stream_print(stream, "\nOptions:\n");
    for (size_t i = 0; i < cli_command_option_count(command); i++)
        print_option(stream, cli_command_option(command, i));
}

static void print_examples(cli_stream *stream, const cli_command *command)
{
    cli_stream_print(stream, "\nExamples:\n");
    for (size_t i = 0; i < CLI_EXAMPLES && command->examples[i].line != NULL; i++)
        cli_stream_print(stream, "  %s\n      %s\n", command->examples[i].line, command->examples[i].meaning);
}

/* Names of commands stand in a column of their own, as wide as the longest. */
static void print_commands(cli_stream *stream, const cli_command *command)
{
    size_t widest = 0;
    for (size_t i = 0; command->commands[i] != NULL; i++) {
        size_t width = strlen(command->commands[i]->name);
        widest = width > widest ? width : widest;
    }
    cli_stream_print(stream, "\nCommands:\n");
    for (size_t i = 0; command->commands[i] != NULL; i++)
        print_item(stream, command->commands[i]->name, command->commands[i]->purpose, NAME_COLUMN + widest + 2);
}

static void print_exit_codes(cli_stream *stream)
{
    static const char *const MEANINGS[] = {
        [CLI_DONE] = "done",
        [CLI_FAILED] = "failed, or a name was not found; earlier files are as they were",
        [CLI_USAGE] = "the command line is wrong",
        [CLI_SKIPPED] = "finished, but some inputs were skipped; each is named in a message",
    };
    cli_stream_print(stream, "\nExit codes:\n");
    for (int i = 0; i <= CLI_SKIPPED; i++) {
        char code[] = {(char)('0' + i), '\0'};
        print_item(stream, code, MEANINGS[i], CODE_COLUMN);
    }
}

static void print_usage(cli_stream *stream, const cli_command *command)
{
    const char *name = command->name != NULL ? command->name : "";
    cli_stream_print(stream, "Usage: relata%s%s %s\n", command->name != NULL ? " " : "", name, command->operands);
}

static void print_purpose(cli_stream *stream, const cli_command *command)
{
    const char *name = command->name != NULL ? command->name : "", *space = command->name != NULL ? " " : "";
    cli_stream_print(stream, "relata%s%s: ", space, name);
    size_t column = sizeof "relata: " - 1 + strlen(space) + strlen(name);
    cli_stream_wrap(stream, command->purpose, column, 0, WIDTH);
    cli_stream_print(stream, "\n");
}

static void print_help(cli_stream *stream, const cli_command *command)
{
    print_purpose(stream, command);
    print_usage(stream, command);
    if (command->about != NULL) {
        cli_stream_print(stream, "\n");
        cli_stream_wrap(stream, command->about, 0, 0, WIDTH);
    }
    if (command->commands != NULL)
        print_commands(stream, command);
    print_options(stream, command);
    if (command->name == NULL)
        print_exit_codes(stream);
    print_examples(stream, command);
}

cli_exit cli_help_show(const cli_command *command)
{
    cli_stream stream = cli_stream_output();
    print_help(&stream, command);
    return cli_stream_finish(&stream, CLI_DONE);
}

void cli_help_print_short(cli_stream *stream)
{
    print_usage(stream, &cli_program);
    print_commands(stream, &cli_program);
    cli_stream_print(stream, "\nTry \"relata help\" or \"relata help COMMAND\".\n");
}

/* ---- the command ---- */

typedef struct help_values {
    cli_list names;
} help_values;

/* "gazetteer import" is a command of a command. */
static cli_exit show_named(const cli_command *command, const cli_list *names)
{
    const cli_command *shown = &cli_program;
    for (size_t i = 0; i < names->count; i++) {
        if (i > 0 && shown->commands == NULL)
            return cli_report_usage(command, "one command at a time, please");
        const cli_command *found = cli_command_find(shown, names->items[i]);
        if (found == NULL)
            return cli_command_unknown(shown, names->items[i]);
        shown = found;
    }
    return cli_help_show(shown);
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    help_values values = {0};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.names);
    if (code == CLI_GO_ON)
        code = show_named(command, &values.names);
    cli_list_free(&values.names);
    return code;
}

static const cli_option OPTIONS[] = {
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

const cli_command cli_help = {
    .name = "help",
    .purpose = "show how to use relata or one of its commands",
    .operands = "[COMMAND]",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .unconfigured = true,
    .examples = {{"relata help", "the commands and what each is for"},
                 {"relata help build", "all options of \"relata build\""}},
    .run = run,
};
