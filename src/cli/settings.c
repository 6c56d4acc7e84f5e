/* Settings of a store have the names of the options that they came from. Paths are kept as they were given. */
#include "cli/settings.h"

#include "cli/report.h"

#include <relata/store.h>

#include <stdlib.h>
#include <string.h>

static const char YES[] = "yes";
static const char BETWEEN[] = "\n"; /* paths */

/* ---- noting ---- */

/* The items with `between` between them. Owned: free. NULL if there is no memory. */
static char *join(const cli_list *list, const char *between)
{
    size_t size = 1;
    for (size_t i = 0; i < list->count; i++)
        size += strlen(list->items[i]) + strlen(between);
    char *joined = calloc(size, 1), *end = joined;
    for (size_t i = 0; joined != NULL && i < list->count; i++)
        end = stpcpy(i == 0 ? end : stpcpy(end, between), list->items[i]);
    return joined;
}

static void note(cli_settings *settings, const char *name, const char *value)
{
    settings->items[settings->count++] = (relata_setting){name, value};
}

cli_exit cli_settings_note(const cli_engine_values *values, bool keep_boilerplate, cli_settings *ret)
{
    if (values->gazetteers.count > 0) {
        ret->gazetteers = join(&values->gazetteers, BETWEEN);
        if (ret->gazetteers == NULL)
            return cli_report_memory();
        note(ret, "gazetteer", ret->gazetteers);
    }
    if (values->weights != NULL)
        note(ret, "weights", values->weights);
    if (values->no_defaults)
        note(ret, "no-default-gazetteers", YES);
    if (keep_boilerplate)
        note(ret, "keep-boilerplate", YES);
    return CLI_GO_ON;
}

void cli_settings_free(cli_settings *settings)
{
    free(settings->gazetteers);
    settings->gazetteers = NULL;
}

/* ---- reading ---- */

typedef struct stored {
    cli_engine_values engine;
    cli_list kept; /* values */
    const char *window;
    const char *types;
    const char *since;
    const char *until;
    bool keep_boilerplate;
    bool keep_furniture;
    bool keep_repeats;
    bool keep_copies;
    bool no_memory;
} stored;

typedef struct field {
    const char *name;
    size_t offset; /* in `stored` */
    bool is_flag;
} field;

static const field FIELDS[] = {
    {"window", offsetof(stored, window), false},
    {"types", offsetof(stored, types), false},
    {"since", offsetof(stored, since), false},
    {"until", offsetof(stored, until), false},
    {"weights", offsetof(stored, engine.weights), false},
    {"no-default-gazetteers", offsetof(stored, engine.no_defaults), true},
    {"keep-boilerplate", offsetof(stored, keep_boilerplate), true},
    {"keep-furniture", offsetof(stored, keep_furniture), true},
    {"keep-repeats", offsetof(stored, keep_repeats), true},
    {"keep-copies", offsetof(stored, keep_copies), true},
};

static bool split_paths(const char *value, cli_list *ret)
{
    for (const char *at = value; at != NULL;) {
        const char *end = strstr(at, BETWEEN);
        if (!cli_list_add(ret, at, end == NULL ? strlen(at) : (size_t)(end - at)))
            return false;
        at = end == NULL ? NULL : end + strlen(BETWEEN);
    }
    return true;
}

static bool receive(void *user, const relata_setting *setting)
{
    stored *s = user;
    if (strcmp(setting->name, "gazetteer") == 0) {
        s->no_memory |= !split_paths(setting->value, &s->engine.gazetteers);
        return true;
    }
    for (size_t i = 0; i < sizeof FIELDS / sizeof FIELDS[0]; i++) {
        char *place = (char *)s + FIELDS[i].offset;
        if (strcmp(setting->name, FIELDS[i].name) != 0)
            continue;
        if (FIELDS[i].is_flag) {
            *(bool *)(void *)place = true;
            return true;
        }
        const char *value = cli_list_keep(&s->kept, setting->value);
        s->no_memory |= value == NULL;
        *(const char **)(void *)place = value;
    }
    return true;
}

static cli_exit read_settings(const char *path, bool was_given, stored *ret)
{
    relata_error err = {0};
    if (relata_store_settings(path, receive, ret, &err) != RELATA_OK)
        return cli_report_no_store(&err, path, was_given);
    return ret->no_memory ? cli_report_memory() : CLI_GO_ON;
}

/* ---- conflicts ---- */

static cli_exit refuse(const cli_command *command, const char *path, const char *name, const char *value)
{
    if (value == NULL)
        return cli_report_usage(command, "%s was built without --%s; build it again to change that", path, name);
    return cli_report_usage(command, "%s was built with --%s %s; build it again to change that", path, name, value);
}

static cli_exit compare_text(const cli_command *command, const char *path, const char *name, const char *given,
                             const char *value)
{
    if (given == NULL || (value != NULL && strcmp(given, value) == 0))
        return CLI_GO_ON;
    return refuse(command, path, name, value);
}

static cli_exit compare_types(const cli_command *command, const char *path, const cli_list *given, const char *value)
{
    if (given->count == 0)
        return CLI_GO_ON;
    char *joined = join(given, ",");
    cli_exit code = joined == NULL ? cli_report_memory() : compare_text(command, path, "types", joined, value);
    free(joined);
    return code;
}

static cli_exit check_given(const cli_command *command, const char *path, const cli_given *given, const stored *s)
{
    const struct {
        const char *name;
        const char *given;
        const char *value;
    } texts[] = {{"window", given->window, s->window},
                 {"since", given->since, s->since},
                 {"until", given->until, s->until}};
    const struct {
        const char *name;
        bool given;
        bool value;
    } flags[] = {{"no-default-gazetteers", given->no_defaults, s->engine.no_defaults},
                 {"keep-boilerplate", given->keep_boilerplate, s->keep_boilerplate},
                 {"keep-furniture", given->keep_furniture, s->keep_furniture},
                 {"keep-repeats", given->keep_repeats, s->keep_repeats},
                 {"keep-copies", given->keep_copies, s->keep_copies}};
    cli_exit code = compare_types(command, path, &given->types, s->types);
    for (size_t i = 0; code == CLI_GO_ON && i < sizeof texts / sizeof texts[0]; i++)
        code = compare_text(command, path, texts[i].name, texts[i].given, texts[i].value);
    for (size_t i = 0; code == CLI_GO_ON && i < sizeof flags / sizeof flags[0]; i++)
        if (flags[i].given && !flags[i].value)
            code = refuse(command, path, flags[i].name, NULL);
    return code;
}

void cli_given_free(cli_given *given)
{
    cli_list_free(&given->gazetteers);
    cli_list_free(&given->types);
}

/* ---- the engine ---- */

static cli_exit open_engine(const cli_command *command, const cli_given *given, stored *s, relata_engine **ret_engine)
{
    cli_engine_values values = s->engine;
    if (given != NULL && given->gazetteers.count > 0)
        values.gazetteers = given->gazetteers;
    if (given != NULL && given->weights != NULL)
        values.weights = given->weights;
    return cli_engine_open(command, &values, ret_engine);
}

cli_exit cli_settings_open_engine(const cli_command *command, const char *path, bool was_given, const cli_given *given,
                                  relata_engine **ret_engine, bool *ret_keep_boilerplate)
{
    stored s = {.window = NULL};
    cli_exit code = read_settings(path, was_given, &s);
    if (code == CLI_GO_ON && given != NULL)
        code = check_given(command, path, given, &s);
    if (code == CLI_GO_ON)
        code = open_engine(command, given, &s, ret_engine);
    if (code == CLI_GO_ON && ret_keep_boilerplate != NULL)
        *ret_keep_boilerplate = s.keep_boilerplate;
    cli_engine_values_free(&s.engine);
    cli_list_free(&s.kept);
    return code;
}
