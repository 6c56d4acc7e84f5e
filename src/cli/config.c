/* relata.toml: sections and keys by inih, values by jansson, options by the commands' own tables.
 *
 * inih is made for another kind of file. It cuts values at ";", joins lines that begin with a space to the one before,
 * takes "key: value", and cuts long lines and names of sections without a word. The first two are switched off; each line
 * passes through our hands on its way to inih, and what it would misread is refused there. */
#include "cli/config.h"

#include "cli/config_value.h"
#include "cli/nearest.h"
#include "cli/report.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_NAME "relata.toml"

enum { LONGEST_LINE = 8000, LONGEST_NAME = 48 };

typedef struct config {
    const cli_command *command; /* whose options are set */
    char *values;
    cli_list *keeper;
    const char *path;
    FILE *file;
    char *line; /* as read, without its end */
    size_t line_capacity;
    size_t number;              /* of the line, from 1 */
    const cli_command *section; /* NULL: for all commands */
    cli_list seen;              /* sections and keys, "section.key" */
    cli_exit code;              /* CLI_GO_ON until something is wrong */
} config;

/* ---- messages ---- */

static bool fail(config *c, size_t column, const char *format, ...) __attribute__((__format__(__printf__, 3, 4)));

/* Says what is wrong, once. Always false. */
static bool fail(config *c, size_t column, const char *format, ...)
{
    relata_error err = {.status = RELATA_ERROR_FORMAT, .line = c->number, .column = column};
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(err.message, sizeof err.message, format, arguments);
    va_end(arguments);
    (void)snprintf(err.source, sizeof err.source, "%s", c->path);
    c->code = cli_report_error(&err);
    return false;
}

static bool fail_memory(config *c)
{
    c->code = cli_report_memory();
    return false;
}

static bool fail_system(config *c, int error_number)
{
    cli_report_plain("%s: cannot read: %s", c->path, strerror(error_number));
    c->code = CLI_FAILED;
    return false;
}

/* ---- commands and options by name ---- */

/* Goes through the commands that can be configured, those of commands too. Begin with {0}. */
typedef struct walk {
    size_t outer;
    size_t inner;
} walk;

static const cli_command *next_command(walk *w)
{
    for (const cli_command *outer; (outer = cli_program.commands[w->outer]) != NULL;) {
        const cli_command *inner = outer->commands == NULL ? NULL : outer->commands[w->inner++];
        if (inner == NULL) {
            w->outer++;
            w->inner = 0;
        }
        const cli_command *found = inner != NULL ? inner : outer;
        if (cli_command_is_configured(found))
            return found;
    }
    return NULL;
}

/* The section of a command: "build", "gazetteer.check". */
static void name_section(const cli_command *command, char ret_name[static LONGEST_NAME])
{
    (void)snprintf(ret_name, LONGEST_NAME, "%s", command->name);
    for (char *at = ret_name; *at != '\0'; at++)
        if (*at == ' ')
            *at = '.';
}

/* The option that a file may set by this name, or NULL. Names that were near it are offered. */
static const cli_option *find_option(const cli_command *command, const char *name, cli_nearest *nearest)
{
    for (size_t i = 0; i < command->shared_count + command->option_count; i++) {
        bool is_shared = i < command->shared_count;
        const cli_option *option = is_shared ? &command->shared[i] : &command->options[i - command->shared_count];
        if (option->kind->read == NULL)
            continue;
        if (strcmp(option->name, name) == 0)
            return option;
        cli_nearest_offer(nearest, option->name);
    }
    return NULL;
}

static bool refuse_option(config *c, size_t column, const char *key, const cli_nearest *nearest)
{
    const char *of = c->section != NULL ? " of relata " : "", *name = c->section != NULL ? c->section->name : "";
    if (nearest->word == NULL)
        return fail(c, column, "unknown option \"%s\"%s%s", key, of, name);
    return fail(c, column, "unknown option \"%s\"%s%s; did you mean \"%s\"?", key, of, name, nearest->word);
}

/* Finds the option of a key of a section, or of any command. `ret_option` is left NULL if the running command lacks it. */
static bool look_up(config *c, size_t column, const char *key, const cli_option **ret_option, const cli_kind **ret_kind)
{
    cli_nearest nearest = {.typed = key};
    const cli_option *found = NULL;
    if (c->section != NULL) {
        found = find_option(c->section, key, &nearest);
        *ret_option = c->section == c->command ? found : NULL;
    } else {
        walk w = {0};
        for (const cli_command *each; found == NULL && (each = next_command(&w)) != NULL;)
            found = find_option(each, key, &nearest);
        cli_nearest ignored = {.typed = key};
        *ret_option = find_option(c->command, key, &ignored);
    }
    if (found == NULL)
        return refuse_option(c, column, key, &nearest);
    *ret_kind = *ret_option != NULL ? (*ret_option)->kind : found->kind;
    return true;
}

/* ---- setting options ---- */

typedef struct setting {
    const char *key;
    size_t column;            /* of the value */
    const cli_option *option; /* NULL if the running command has none of the name: the value is only checked */
    const cli_kind *kind;
} setting;

/* "lists/a.tsv" in "project/relata.toml" is "project/lists/a.tsv". NULL if there is no memory. */
static const char *resolve(config *c, const char *text)
{
    const char *slash = strrchr(c->path, '/');
    if (slash == NULL || text[0] == '/' || text[0] == '\0' || strcmp(text, "-") == 0)
        return cli_list_keep(c->keeper, text);
    char *joined = NULL;
    if (asprintf(&joined, "%.*s%s", (int)(slash - c->path) + 1, c->path, text) < 0)
        return NULL;
    const char *kept = cli_list_keep(c->keeper, joined);
    free(joined);
    return kept;
}

static bool set_text(config *c, const setting *s, const char *text)
{
    if (s->option == NULL)
        return true;
    const char *kept = s->kind->is_path ? resolve(c, text) : cli_list_keep(c->keeper, text);
    if (kept == NULL)
        return fail_memory(c);
    switch (s->kind->read(kept, c->values + s->option->offset)) {
    case CLI_READ_OK:
        return true;
    case CLI_READ_MEMORY:
        return fail_memory(c);
    case CLI_READ_BAD:
    default:
        return fail(c, s->column, "bad value \"%s\" for \"%s\": expected %s", text, s->key, s->kind->expects);
    }
}

static bool set_string(config *c, const setting *s, const json_t *value)
{
    if (!json_is_string(value))
        return fail(c, s->column, "a list holds strings");
    return set_text(c, s, json_string_value(value));
}

static bool set_list(config *c, const setting *s, const json_t *list)
{
    if (!s->kind->repeats)
        return fail(c, s->column, "\"%s\" takes one value, not a list", s->key);
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!set_string(c, s, json_array_get(list, i)))
            return false;
    return true;
}

static bool set_flag(config *c, const setting *s, const json_t *value)
{
    if (!json_is_boolean(value))
        return fail(c, s->column, "\"%s\" is true or false", s->key);
    if (s->option != NULL)
        *(bool *)(void *)(c->values + s->option->offset) = json_is_true(value);
    return true;
}

static bool set_value(config *c, const setting *s, const json_t *value, const char *text, size_t length)
{
    char number[LONGEST_NAME];
    if (!s->kind->takes_value)
        return set_flag(c, s, value);
    if (json_is_array(value))
        return set_list(c, s, value);
    if (json_is_string(value))
        return set_text(c, s, json_string_value(value));
    if (!json_is_number(value))
        return fail(c, s->column, "\"%s\" takes a value, not true or false", s->key);
    if (length >= sizeof number)
        return fail(c, s->column, "the number is too long");
    (void)snprintf(number, sizeof number, "%.*s", (int)length, text);
    return set_text(c, s, number);
}

/* ---- lines ---- */

static size_t column_of(const config *c, const char *at)
{
    return (size_t)(at - c->line) + 1;
}

static const char *skip_space(const char *text)
{
    return text + strspn(text, " \t");
}

/* Remembers a section or key. False, after a message, if it was there before. */
static bool note(config *c, const char *section, const char *key, size_t column)
{
    char *name = NULL;
    if (asprintf(&name, "%s\n%s", section, key) < 0)
        return fail_memory(c);
    bool twice = false;
    for (size_t i = 0; i < c->seen.count; i++)
        twice |= strcmp(c->seen.items[i], name) == 0;
    bool added = twice || cli_list_add(&c->seen, name, strlen(name));
    free(name);
    if (twice && key[0] == '\0')
        return fail(c, column, "the section [%s] is there twice", section);
    if (twice)
        return fail(c, column, "\"%s\" is there twice", key);
    return added || fail_memory(c);
}

/* A key and its value, as inih cut them. Called by inih; 0 stops it. */
static int take_key(void *user, const char *inih_section, const char *key, const char *text)
{
    config *c = user;
    char section[LONGEST_NAME] = "";
    setting s = {.key = key};
    size_t length = 0, column = column_of(c, skip_space(c->line));
    cli_config_fault fault = {0};
    (void)inih_section; /* cut if it is long; ours is not */
    if (c->section != NULL)
        name_section(c->section, section);
    if (!look_up(c, column, key, &s.option, &s.kind) || !note(c, section, key, column))
        return 0;
    s.column = column_of(c, skip_space(strchr(c->line, '=') + 1));
    json_t *value = cli_config_value_read(text, &length, &fault);
    if (value == NULL) {
        (void)(fault.message == NULL ? fail_memory(c) : fail(c, s.column + fault.at, "%s", fault.message));
        return 0;
    }
    bool ok = set_value(c, &s, value, text, length);
    json_decref(value);
    return ok;
}

static bool find_section(config *c, const char *name, size_t column)
{
    walk w = {0};
    char section[LONGEST_NAME];
    cli_nearest nearest = {.typed = name};
    const cli_command *near = NULL;
    for (const cli_command *each; (each = next_command(&w)) != NULL;) {
        name_section(each, section);
        if (strcmp(section, name) == 0) {
            c->section = each;
            return note(c, section, "", column);
        }
        cli_nearest_offer(&nearest, section);
        if (nearest.word == section) { /* which the next command will overwrite */
            near = each;
            nearest.word = each->name;
        }
    }
    if (near == NULL)
        return fail(c, column, "unknown section [%s]: sections are called as the commands", name);
    name_section(near, section);
    return fail(c, column, "unknown section [%s]; did you mean [%s]?", name, section);
}

/* "[build]", and perhaps a comment. */
static bool take_section(config *c, const char *start)
{
    char name[LONGEST_NAME];
    const char *from = skip_space(start + 1);
    size_t length = strcspn(from, " \t[]#"), column = column_of(c, start);
    const char *end = skip_space(from + length);
    const char *rest = *end == ']' ? skip_space(end + 1) : end;
    if (length == 0 || *end != ']' || (*rest != '\0' && *rest != '#'))
        return fail(c, column, "a section is written [build], alone in its line");
    if (length >= sizeof name)
        return fail(c, column, "unknown section: sections are called as the commands");
    (void)snprintf(name, sizeof name, "%.*s", (int)length, from);
    return find_section(c, name, column);
}

/* Is the line one that inih reads as TOML would? */
static bool check_line(config *c, size_t length)
{
    if (length > LONGEST_LINE)
        return fail(c, LONGEST_LINE + 1, "the line is longer than %d bytes", LONGEST_LINE);
    if (strlen(c->line) != length)
        return fail(c, strlen(c->line) + 1, "a NUL character");
    const char *start = skip_space(c->line);
    if (*start == '\0' || *start == '#')
        return true;
    if (*start == '[')
        return take_section(c, start);
    if (start[strcspn(start, "=:#")] != '=')
        return fail(c, column_of(c, start), "expected a line as jobs = 2 or [build]");
    return *start != '=' || fail(c, column_of(c, start), "the option's name is missing");
}

/* The next line for inih (an ini_reader), after a look at it. A byte order mark is taken off the first. */
static char *read_line(char *ret, int size, void *user)
{
    config *c = user;
    errno = 0;
    ssize_t got = c->code == CLI_GO_ON ? getline(&c->line, &c->line_capacity, c->file) : -1;
    if (got < 0) {
        if (c->code == CLI_GO_ON && (ferror(c->file) || errno != 0))
            (void)fail_system(c, errno);
        return NULL;
    }
    size_t length = (size_t)got;
    while (length > 0 && (c->line[length - 1] == '\n' || c->line[length - 1] == '\r'))
        c->line[--length] = '\0';
    size_t mark = c->number++ == 0 && length >= 3 && memcmp(c->line, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    length -= mark;
    memmove(c->line, c->line + mark, length + 1);
    if (!check_line(c, length))
        return NULL;
    (void)snprintf(ret, (size_t)size, "%s\n", c->line);
    return ret;
}

/* ---- the file ---- */

static cli_exit read_file(config *c)
{
    ini_allow_multiline = false;
    ini_allow_inline_comments = false;
    ini_start_comment_prefixes = "#";
    ini_stop_on_first_error = true;
    ini_use_stack = false;
    ini_allow_realloc = false;
    ini_initial_alloc = ini_max_line = LONGEST_LINE + 3;
    int failed = ini_parse_stream(read_line, c, take_key, c);
    if (failed == 0 || c->code != CLI_GO_ON)
        return c->code;
    if (failed < 0)
        return cli_report_memory();
    (void)fail(c, 1, "the line is not understood");
    return c->code;
}

cli_exit cli_config_read(const cli_command *command, const char *path, void *values, cli_list *keeper)
{
    config c = {.command = command, .values = values, .keeper = keeper, .code = CLI_GO_ON};
    c.path = path != NULL ? path : FILE_NAME;
    c.file = fopen(c.path, "re");
    if (c.file == NULL && path == NULL && errno == ENOENT)
        return CLI_GO_ON;
    if (c.file == NULL) {
        cli_report_plain("%s: cannot open: %s", c.path, strerror(errno));
        return CLI_FAILED;
    }
    cli_exit code = read_file(&c);
    (void)fclose(c.file);
    free(c.line);
    cli_list_free(&c.seen);
    return code;
}
