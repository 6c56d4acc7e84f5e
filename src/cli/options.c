/* Kinds of options and reading a command line by a table.
 *
 * getopt_long does the cutting. It is asked to return operands in order (the "-" in front of the letters),
 * because its other way of letting options and operands mix is switched off by an environment variable. It would
 * also accept the beginning of an option's name; that is refused, since the next release may have a second
 * option that begins so. */
#include "cli/options.h"

#include "cli/command.h"
#include "cli/config.h"
#include "cli/help.h"
#include "cli/report.h"

#include <ctype.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_OPTIONS = 64, LONG_BASE = 256, OPERAND = 1, MOST_JOBS = 1024 };

/* ---- lists ---- */

bool cli_list_add(cli_list *list, const char *text, size_t length)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 8 : list->capacity * 2;
        const char **items = reallocarray(list->items, capacity, sizeof *items);
        if (items == NULL)
            return false;
        list->items = items;
        list->capacity = capacity;
    }
    char *copy = strndup(text, length);
    if (copy == NULL)
        return false;
    list->items[list->count++] = copy;
    return true;
}

size_t cli_list_count(const cli_list *list, const char *text)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += strcmp(list->items[i], text) == 0;
    return count;
}

const char *cli_list_keep(cli_list *list, const char *text)
{
    if (list->kept == NULL)
        list->kept = calloc(1, sizeof *list->kept);
    if (list->kept == NULL || !cli_list_add(list->kept, text, strlen(text)))
        return NULL;
    return list->kept->items[list->kept->count - 1];
}

static void free_items(const cli_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free((void *)list->items[i]);
    free(list->items);
}

void cli_list_free(cli_list *list)
{
    free_items(list);
    if (list->kept != NULL)
        free_items(list->kept);
    free(list->kept);
    *list = (cli_list){0};
}

/* ---- numbers ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool cli_number_read(const char *text, uint64_t most, uint64_t *ret_number)
{
    uint64_t number = 0;
    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        if (!is_digit(*text))
            return false;
        uint64_t digit = (uint64_t)(*text - '0');
        if (digit > most || number > (most - digit) / 10)
            return false;
        number = number * 10 + digit;
    }
    *ret_number = number;
    return true;
}

static const char *skip_digits(const char *text)
{
    while (is_digit(*text))
        text++;
    return text;
}

/* Digits, perhaps a fraction, perhaps an exponent: what strtod reads beyond that (signs, hexadecimal, "inf") is no
 * value that anybody means. */
static bool is_decimal(const char *text)
{
    const char *end = skip_digits(text);
    bool digits = end > text;
    if (*end == '.') {
        const char *fraction = end + 1;
        end = skip_digits(fraction);
        digits |= end > fraction;
    }
    if (digits && (*end == 'e' || *end == 'E')) {
        const char *exponent = end + 1;
        exponent += *exponent == '+' || *exponent == '-';
        end = skip_digits(exponent);
        digits = end > exponent;
    }
    return digits && *end == '\0';
}

/* ---- kinds ---- */

static cli_read read_flag(const char *text, void *ret_value)
{
    (void)text;
    *(bool *)ret_value = true;
    return CLI_READ_OK;
}

static cli_read read_text(const char *text, void *ret_value)
{
    if (*text == '\0')
        return CLI_READ_BAD;
    *(const char **)ret_value = text;
    return CLI_READ_OK;
}

static cli_read read_texts(const char *text, void *ret_value)
{
    if (*text == '\0')
        return CLI_READ_BAD;
    return cli_list_add(ret_value, text, strlen(text)) ? CLI_READ_OK : CLI_READ_MEMORY;
}

static cli_read read_names(const char *text, void *ret_value)
{
    for (;;) {
        size_t length = strcspn(text, ",");
        if (length == 0)
            return CLI_READ_BAD;
        if (!cli_list_add(ret_value, text, length))
            return CLI_READ_MEMORY;
        if (text[length] == '\0')
            return CLI_READ_OK;
        text += length + 1;
    }
}

static cli_read read_count(const char *text, void *ret_value)
{
    uint64_t number = 0;
    if (!cli_number_read(text, SIZE_MAX, &number))
        return CLI_READ_BAD;
    *(size_t *)ret_value = (size_t)number;
    return CLI_READ_OK;
}

static cli_read read_seed(const char *text, void *ret_value)
{
    return cli_number_read(text, UINT64_MAX, ret_value) ? CLI_READ_OK : CLI_READ_BAD;
}

static cli_read read_jobs(const char *text, void *ret_value)
{
    uint64_t number = 0;
    if (!cli_number_read(text, MOST_JOBS, &number))
        return CLI_READ_BAD;
    *(unsigned *)ret_value = (unsigned)number;
    return CLI_READ_OK;
}

static cli_read read_real(const char *text, void *ret_value)
{
    if (!is_decimal(text))
        return CLI_READ_BAD;
    double number = strtod(text, NULL);
    if (!isfinite(number))
        return CLI_READ_BAD;
    *(double *)ret_value = number;
    return CLI_READ_OK;
}

static cli_read read_config(const char *text, void *ret_value)
{
    return read_text(text, &((cli_config_choice *)ret_value)->file);
}

static cli_read read_no_config(const char *text, void *ret_value)
{
    return read_flag(text, &((cli_config_choice *)ret_value)->none);
}

#define TEXT "a text that is not empty"

const cli_kind cli_kind_help = {.takes_value = false};
const cli_kind cli_kind_flag = {.read = read_flag};
const cli_kind cli_kind_text = {.takes_value = true, .expects = TEXT, .read = read_text};
const cli_kind cli_kind_texts = {.takes_value = true, .expects = TEXT, .read = read_texts, .repeats = true};
const cli_kind cli_kind_path = {.takes_value = true, .expects = TEXT, .read = read_text, .is_path = true};
const cli_kind cli_kind_paths = {.takes_value = true, .expects = TEXT, .read = read_texts, .repeats = true, .is_path = true};
const cli_kind cli_kind_names = {.takes_value = true, .expects = "names with commas between them", .read = read_names, .repeats = true};
const cli_kind cli_kind_count = {.takes_value = true, .expects = "a whole number", .read = read_count};
const cli_kind cli_kind_seed = {.takes_value = true, .expects = "a whole number below 2 to the power of 64", .read = read_seed};
const cli_kind cli_kind_jobs = {.takes_value = true, .expects = "a whole number from 0 to 1024", .read = read_jobs};
const cli_kind cli_kind_real = {.takes_value = true, .expects = "a number that is not negative, such as 2 or 0.5", .read = read_real};
const cli_kind cli_kind_config = {.takes_value = true, .expects = TEXT, .read = read_config, .is_path = true};
const cli_kind cli_kind_no_config = {.read = read_no_config};

/* ---- the command line ---- */

typedef struct line {
    const cli_command *command;
    int argc;
    char **argv;
    char *values;
    cli_list *operands;
    bool choosing; /* the first time: only which file of options is read */
    cli_config_choice choice;
    char letters[2 * MOST_OPTIONS + 3];
    struct option longs[MOST_OPTIONS + 1];
} line;

/* The table in the two forms that getopt_long wants. False if the table is too long for them. */
static bool describe_options(line *l)
{
    size_t count = cli_command_option_count(l->command);
    if (count > MOST_OPTIONS)
        return false;
    char *letter = stpcpy(l->letters, "-:");
    for (size_t i = 0; i < count; i++) {
        const cli_option *option = cli_command_option(l->command, i);
        l->longs[i] = (struct option){
            .name = option->name,
            .has_arg = option->kind->takes_value ? required_argument : no_argument,
            .val = LONG_BASE + (int)i,
        };
        if (option->letter == '\0')
            continue;
        *letter++ = option->letter;
        if (option->kind->takes_value)
            *letter++ = ':';
    }
    *letter = '\0';
    return true;
}

static const cli_option *find_option(const line *l, int code)
{
    if (code >= LONG_BASE)
        return cli_command_option(l->command, (size_t)(code - LONG_BASE));
    for (size_t i = 0; i < cli_command_option_count(l->command); i++)
        if (cli_command_option(l->command, i)->letter == code)
            return cli_command_option(l->command, i);
    return NULL;
}

static cli_exit unknown_name(const line *l, const char *argument)
{
    return cli_report_usage(l->command, "unknown option \"%.*s\"", (int)strcspn(argument, "="), argument);
}

static cli_exit unknown_option(const line *l, int code)
{
    if (code == 0)
        return unknown_name(l, l->argv[optind - 1]);
    if (code >= LONG_BASE)
        return cli_report_usage(l->command, "the option \"--%s\" takes no value", find_option(l, code)->name);
    if (!isascii(code))
        return cli_report_usage(l->command, "an unknown option that is not an ASCII letter");
    return cli_report_usage(l->command, "unknown option \"-%c\"", code);
}

static cli_exit missing_value(const line *l, int code)
{
    if (code >= LONG_BASE)
        return cli_report_usage(l->command, "the option \"--%s\" needs a value", find_option(l, code)->name);
    return cli_report_usage(l->command, "the option \"-%c\" needs a value", code);
}

/* The argument that holds the option itself: its value is in the same argument or the next. */
static const char *option_argument(const line *l)
{
    bool value_apart = optarg != NULL && optarg == l->argv[optind - 1];
    return l->argv[optind - (value_apart ? 2 : 1)];
}

static bool is_whole_name(const char *argument, const cli_option *option)
{
    size_t length = strcspn(argument, "=");
    return length == strlen(option->name) + 2 && memcmp(argument + 2, option->name, length - 2) == 0;
}

static bool is_choice(const cli_kind *kind)
{
    return kind == &cli_kind_config || kind == &cli_kind_no_config;
}

static cli_exit read_option(line *l, int code)
{
    const cli_option *option = find_option(l, code);
    if (code >= LONG_BASE && !is_whole_name(option_argument(l), option))
        return unknown_name(l, option_argument(l));
    if (option->kind->read == NULL)
        return cli_help_show(l->command);
    if (is_choice(option->kind) != l->choosing)
        return CLI_GO_ON;
    switch (option->kind->read(optarg, l->choosing ? (char *)&l->choice : l->values + option->offset)) {
    case CLI_READ_OK:
        return CLI_GO_ON;
    case CLI_READ_MEMORY:
        return cli_report_memory();
    case CLI_READ_BAD:
    default:
        return cli_report_usage(l->command, "bad value \"%s\" for \"--%s\": expected %s", optarg, option->name,
                                option->kind->expects);
    }
}

static cli_exit read_operand(const line *l, const char *text)
{
    if (l->choosing)
        return CLI_GO_ON;
    return cli_list_add(l->operands, text, strlen(text)) ? CLI_GO_ON : cli_report_memory();
}

static cli_exit read_argument(line *l, int code)
{
    if (code == OPERAND)
        return read_operand(l, optarg);
    if (code == '?')
        return unknown_option(l, optopt);
    if (code == ':')
        return missing_value(l, optopt);
    return read_option(l, code);
}

static cli_exit read_arguments(line *l)
{
    optind = 0; /* once more from the beginning */
    opterr = 0;
    int code;
    while ((code = getopt_long(l->argc, l->argv, l->letters, l->longs, NULL)) != -1) {
        cli_exit ended = read_argument(l, code);
        if (ended != CLI_GO_ON)
            return ended;
    }
    for (int i = optind; i < l->argc; i++) {
        cli_exit ended = read_operand(l, l->argv[i]);
        if (ended != CLI_GO_ON)
            return ended;
    }
    return CLI_GO_ON;
}

/* What is wrong with the options is said first, and help is there whatever the file holds. */
static cli_exit read_config_file(line *l)
{
    l->choosing = true;
    cli_exit ended = read_arguments(l);
    l->choosing = false;
    if (ended != CLI_GO_ON || !cli_command_is_configured(l->command))
        return ended;
    if (l->choice.none && l->choice.file != NULL)
        return cli_report_usage(l->command, "\"--config\" and \"--no-config\" contradict each other");
    return l->choice.none ? CLI_GO_ON : cli_config_read(l->command, l->choice.file, l->values, l->operands);
}

cli_exit cli_command_line_read(const cli_command *command, int argc, char **argv, void *values, cli_list *ret_operands)
{
    line l = {.command = command, .argc = argc, .argv = argv, .values = values, .operands = ret_operands};
    if (!describe_options(&l)) {
        cli_report("the table of options is too long");
        return CLI_FAILED;
    }
    cli_exit ended = read_config_file(&l);
    if (ended == CLI_GO_ON)
        ended = read_arguments(&l);
    if (ended == CLI_GO_ON && command->required != NULL && ret_operands->count == 0)
        return cli_report_usage(command, "no %s was given", command->required);
    bool takes_none = command->run != NULL && strcmp(command->operands, "[options]") == 0;
    if (ended == CLI_GO_ON && takes_none && ret_operands->count > 0)
        return cli_report_usage(command, "\"%s\" is one word too many; \"-g %s\" names a network", ret_operands->items[0],
                                ret_operands->items[0]);
    return ended;
}
