/* relata gazetteer compile: text lists into one file that is used in place. */
#include "cli/command.h"
#include "cli/report.h"

#include <relata/gazetteer.h>

typedef struct compile_values {
    cli_list lists;
    const char *output;
    bool quiet;
} compile_values;

static const cli_option OPTIONS[] = {
    {"output", 'o', "FILE", "the compiled gazetteer, by custom named .rgz", &cli_kind_text,
     offsetof(compile_values, output)},
    {"quiet", 'q', NULL, "do not say what was compiled", &cli_kind_flag, offsetof(compile_values, quiet)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static cli_exit compile(const cli_command *command, const compile_values *values)
{
    relata_error err = {0};
    relata_compiled compiled;
    if (values->output == NULL)
        return cli_report_usage(command, "\"-o FILE\" must say where the compiled gazetteer goes");
    if (relata_gazetteer_compile(values->lists.items, values->lists.count, values->output, &compiled, &err) !=
        RELATA_OK)
        return cli_report_error(&err);
    if (!values->quiet)
        cli_report_plain("%zu entries, %zu names, %zu bytes in %s", compiled.entries, compiled.names, compiled.bytes,
                         values->output);
    return CLI_DONE;
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    compile_values values = {0};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.lists);
    if (code == CLI_GO_ON)
        code = compile(command, &values);
    cli_list_free(&values.lists);
    return code;
}

const cli_command cli_gazetteer_compile = {
    .name = "gazetteer compile",
    .purpose = "make one file of lists, which is ready at once at any size",
    .operands = "[options] FILE... -o NAME.rgz",
    .required = "FILE",
    .about = "FILE is a list (.tsv) or a folder, whose .tsv files are all taken. The result is given to \"relata "
             "build --gazetteer\" as a list is. It fits this version of relata and machines of one byte order; keep "
             "the lists.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata gazetteer compile board.tsv -o board.rgz", "one list"},
                 {"relata build --gazetteer board.rgz news/", "and its use"}},
    .run = run,
};
