/* Counting mentions, distinct entities and mentions of each type. Types are few, so they are an array; ids may be many. */
#include "cli/tally.h"

#include <stdlib.h>
#include <string.h>

static cli_tally_type *find_type(const cli_tally *tally, const char *name)
{
    for (size_t i = 0; i < tally->type_count; i++)
        if (strcmp(tally->types[i].name, name) == 0)
            return &tally->types[i];
    return NULL;
}

static cli_tally_type *new_type(cli_tally *tally, const char *name)
{
    cli_tally_type *types = reallocarray(tally->types, tally->type_count + 1, sizeof *types);
    if (types == NULL)
        return NULL;
    tally->types = types;
    char *copy = strdup(name);
    if (copy == NULL)
        return NULL;
    types[tally->type_count] = (cli_tally_type){.name = copy};
    return &types[tally->type_count++];
}

static bool add_mention(cli_tally *tally, const relata_mention *mention)
{
    cli_tally_type *type = find_type(tally, mention->type);
    if (type == NULL)
        type = new_type(tally, mention->type);
    if (type == NULL || !cli_id_set_add(&tally->entities, mention->entity))
        return false;
    type->mentions++;
    tally->mentions++;
    return true;
}

bool cli_tally_add(cli_tally *tally, const relata_extraction *extraction)
{
    tally->documents++;
    for (size_t i = 0; i < extraction->count; i++)
        if (!extraction->mentions[i].repeated && !add_mention(tally, &extraction->mentions[i]))
            return false;
    return true;
}

static int compare_types(const void *a, const void *b)
{
    return strcmp(((const cli_tally_type *)a)->name, ((const cli_tally_type *)b)->name);
}

/* A type's name as JSON. Control characters are replaced by the stream. */
static void write_name(cli_stream *stream, const char *name)
{
    (void)cli_stream_write(stream, "\"", 1);
    for (; *name != '\0'; name++) {
        if (*name == '"' || *name == '\\')
            (void)cli_stream_write(stream, "\\", 1);
        cli_stream_print(stream, "%c", *name);
    }
    (void)cli_stream_write(stream, "\"", 1);
}

void cli_tally_write_json(cli_tally *tally, cli_stream *stream)
{
    if (tally->type_count > 1)
        qsort(tally->types, tally->type_count, sizeof *tally->types, compare_types);
    cli_stream_print(stream, "{\"documents\":%zu,\"mentions\":%zu,\"entities\":%zu,\"types\":{", tally->documents,
                     tally->mentions, tally->entities.count);
    for (size_t i = 0; i < tally->type_count; i++) {
        (void)cli_stream_write(stream, ",", i == 0 ? 0 : 1);
        write_name(stream, tally->types[i].name);
        cli_stream_print(stream, ":%zu", tally->types[i].mentions);
    }
    cli_stream_print(stream, "}}\n");
}

void cli_tally_free(cli_tally *tally)
{
    cli_id_set_free(&tally->entities);
    for (size_t i = 0; i < tally->type_count; i++)
        free(tally->types[i].name);
    free(tally->types);
    *tally = (cli_tally){0};
}
