/* relata judge: what the user knows better, once and for all documents of a store; and taking it back. */
#include "cli/changing.h"
#include "cli/report.h"
#include "cli/stream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct judge_values {
    cli_changing_values changing;
    const char *file;
    bool forget;
    bool list;
    bool renew;
    cli_list words;
} judge_values;

static const cli_option OPTIONS[] = {
    {"file", 'f', "FILE", "the judgements of this file, as for \"relata build --judgements\"", &cli_kind_path,
     offsetof(judge_values, file)},
    {"forget", '\0', NULL, "take the judgement back, or those of --file; each must be there", &cli_kind_flag,
     offsetof(judge_values, forget)},
    {"list", '\0', NULL, "print the judgements that are kept, as a file for --file or \"relata build --judgements\"",
     &cli_kind_flag, offsetof(judge_values, list)},
    {"renew", '\0', NULL, "also look at all documents again, as \"relata renew\" does", &cli_kind_flag,
     offsetof(judge_values, renew)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

/* The judgements, and what follows the first name. */
static const struct {
    const char *verb;
    size_t names;  /* operands */
    bool is_type; /* the second one is no name */
} VERBS[] = {{"same", 2, false}, {"different", 2, false}, {"drop", 1, false}, {"type", 2, true}};

enum { VERB_COUNT = sizeof VERBS / sizeof VERBS[0] };

/* ---- the line ---- */

/* In quotation marks; "[type] name" keeps its type before them. */
static void write_name(FILE *line, const char *name)
{
    const char *bracket = name[0] == '[' ? strchr(name, ']') : NULL;
    if (bracket != NULL) {
        (void)fprintf(line, "%.*s ", (int)(bracket - name) + 1, name);
        name = bracket + 1;
        name += strspn(name, " ");
    }
    (void)fputc('"', line);
    for (const char *c = name; *c != '\0'; c++)
        (void)fprintf(line, *c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
    (void)fputc('"', line);
}

/* Owned: free. NULL if there is no memory. */
static char *write_line(size_t verb, const cli_list *words)
{
    char *text = NULL;
    size_t length = 0;
    FILE *line = open_memstream(&text, &length);
    if (line == NULL)
        return NULL;
    (void)fprintf(line, "%s ", VERBS[verb].verb);
    write_name(line, words->items[1]);
    if (VERBS[verb].is_type)
        (void)fprintf(line, " = %s", words->items[2]);
    else if (VERBS[verb].names == 2) {
        (void)fputs(" = ", line);
        write_name(line, words->items[2]);
    }
    return fclose(line) == 0 ? text : NULL;
}

/* The change that these lines ask for. */
static cli_exit change(const cli_command *command, const judge_values *values, const char *lines, const char *name)
{
    return cli_change(command, &values->changing, NULL, NULL,
                      (relata_store_change){.judgements = values->forget ? NULL : lines,
                                            .forgotten = values->forget ? lines : NULL,
                                            .judgements_name = name,
                                            .renew = values->renew});
}

static cli_exit judge_words(const cli_command *command, const judge_values *values)
{
    size_t verb = 0;
    while (verb < VERB_COUNT && strcmp(values->words.items[0], VERBS[verb].verb) != 0)
        verb++;
    if (verb == VERB_COUNT)
        return cli_report_usage(command, "\"%s\" is no judgement: same, different, drop or type", values->words.items[0]);
    if (values->words.count != VERBS[verb].names + 1)
        return cli_report_usage(command, "\"%s\" takes %s", VERBS[verb].verb,
                                VERBS[verb].is_type       ? "a name and a type"
                                : VERBS[verb].names == 2 ? "two names"
                                                         : "one name");
    for (size_t i = 1; i < values->words.count; i++)
        if (strchr(values->words.items[i], '\n') != NULL)
            return cli_report_usage(command, "a name has no line break");
    char *line = write_line(verb, &values->words);
    if (line == NULL)
        return cli_report_memory();
    cli_exit code = change(command, values, line, line);
    free(line);
    return code;
}

/* ---- the file ---- */

/* Owned: free. NULL after a message. */
static char *read_all(FILE *file, const char *name)
{
    char *text = NULL;
    size_t length = 0, size = 0;
    for (size_t got = 1; got > 0; length += got) {
        if (size - length < BUFSIZ) {
            size = size == 0 ? (size_t)BUFSIZ * 2 : size * 2;
            char *grown = realloc(text, size);
            if (grown == NULL) {
                free(text);
                (void)cli_report_memory();
                return NULL;
            }
            text = grown;
        }
        got = fread(text + length, 1, size - length - 1, file);
    }
    const char *wrong = ferror(file) != 0                    ? strerror(errno)
                        : memchr(text, '\0', length) != NULL ? "this is not text: it holds a zero byte"
                                                             : NULL;
    text[length] = '\0';
    if (wrong == NULL)
        return text;
    free(text);
    cli_report_plain("%s: %s%s", name, ferror(file) != 0 ? "cannot read: " : "", wrong);
    return NULL;
}

static cli_exit judge_file(const cli_command *command, const judge_values *values)
{
    bool standard = strcmp(values->file, "-") == 0;
    FILE *file = standard ? stdin : fopen(values->file, "rb");
    if (file == NULL) {
        cli_report_plain("%s: cannot open: %s", values->file, strerror(errno));
        return CLI_FAILED;
    }
    char *text = read_all(file, values->file);
    if (!standard)
        (void)fclose(file);
    if (text == NULL)
        return CLI_FAILED;
    cli_exit code = change(command, values, text, values->file);
    free(text);
    return code;
}

/* ---- the list ---- */

static bool print_line(void *user, const char *line)
{
    cli_stream *stream = user;
    cli_stream_print(stream, "%s\n", line);
    return stream->error_number == 0;
}

static cli_exit list_judgements(const judge_values *values)
{
    relata_error err = {0};
    cli_stream stream = cli_stream_output();
    const char *path = values->changing.store != NULL ? values->changing.store : CLI_DEFAULT_STORE;
    if (relata_store_judgements(path, print_line, &stream, &err) != RELATA_OK)
        return cli_report_no_store(&err, path, values->changing.store != NULL);
    return cli_stream_finish(&stream, CLI_DONE);
}

/* ---- the command ---- */

static cli_exit judge(const cli_command *command, const judge_values *values)
{
    if (values->list && (values->file != NULL || values->words.count > 0 || values->forget || values->renew))
        return cli_report_usage(command, "--list prints judgements and changes nothing, so it stands alone");
    if (values->list)
        return list_judgements(values);
    if ((values->file != NULL) == (values->words.count > 0))
        return cli_report_usage(command, "needs a judgement, such as: same \"Meng Wenzhou\" \"Meng Wanzhou\"; or --file");
    return values->file != NULL ? judge_file(command, values) : judge_words(command, values);
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    judge_values values = {.words = {0}};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.words);
    if (code == CLI_GO_ON)
        code = judge(command, &values);
    cli_list_free(&values.words);
    return code;
}

const cli_command cli_judge = {
    .name = "judge",
    .purpose = "tell a store what you know better: same, different, drop, type",
    .operands = "[options] same|different|drop|type NAME [NAME|TYPE]",
    .about = "The judgement is kept in the store and obeyed from then on. A NAME is a label, an alias or an id; "
             "\"[type] name\" says which of several is meant.",
    .shared = cli_changing_options,
    .shared_count = CLI_CHANGING_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata judge same \"Meng Wenzhou\" \"Meng Wanzhou\"", "they are one"},
                 {"relata judge --forget same \"Meng Wenzhou\" \"Meng Wanzhou\"", "nothing is said of them any more"}},
    .run = run,
};
