/* Setting up the engine: the shipped rules always, the shipped lists unless they are not wanted, then the user's
 * lists. Any of them that is broken ends the run before a document is read: half a list would give half an
 * answer in silence. */
#include "cli/engine.h"

#include "cli/data.h"
#include "cli/report.h"

#include <stdlib.h>

static relata_status add_shipped(relata_engine *engine, const char *folder, bool lists, relata_error *err)
{
    relata_status status = RELATA_OK;
    if (lists)
        status = relata_engine_add_gazetteer(engine, folder, true, err);
    return status == RELATA_OK ? relata_engine_add_rules(engine, folder, err) : status;
}

static relata_status fill(relata_engine *engine, const char *folder, const cli_engine_values *values,
                          relata_error *err)
{
    relata_status status = add_shipped(engine, folder, !values->no_defaults, err);
    for (size_t i = 0; status == RELATA_OK && i < values->gazetteers.count; i++)
        status = relata_engine_add_gazetteer(engine, values->gazetteers.items[i], false, err);
    if (status == RELATA_OK && values->weights != NULL)
        status = relata_engine_use_weights(engine, values->weights, err);
    return status == RELATA_OK ? relata_engine_seal(engine, err) : status;
}

static cli_exit make_engine(const char *folder, const cli_engine_values *values, relata_engine **ret_engine)
{
    relata_error err = {0};
    relata_engine *engine = NULL;
    relata_status status = relata_engine_new(&engine, &err);
    if (status == RELATA_OK)
        status = fill(engine, folder, values, &err);
    if (status != RELATA_OK) {
        relata_engine_free(engine);
        return cli_report_error(&err);
    }
    *ret_engine = engine;
    return CLI_GO_ON;
}

/* Which types there are is known only now that the lists were read. */
static cli_exit check_types(const cli_command *command, const relata_engine *engine, const cli_list *types)
{
    for (size_t i = 0; i < types->count; i++)
        if (!relata_engine_has_type(engine, types->items[i]))
            return cli_report_usage(command,
                                    "unknown type \"%s\"; known are person, place, organisation and the types of the "
                                    "gazetteers",
                                    types->items[i]);
    return CLI_GO_ON;
}

cli_exit cli_engine_open(const cli_command *command, const cli_engine_values *values, relata_engine **ret_engine)
{
    char *folder = NULL;
    relata_engine *engine = NULL;
    cli_exit code = cli_data_find(&folder);
    if (code == CLI_GO_ON)
        code = make_engine(folder, values, &engine);
    free(folder);
    if (code == CLI_GO_ON)
        code = check_types(command, engine, &values->types);
    if (code != CLI_GO_ON) {
        relata_engine_free(engine);
        return code;
    }
    *ret_engine = engine;
    return CLI_GO_ON;
}

void cli_engine_values_free(cli_engine_values *values)
{
    cli_list_free(&values->gazetteers);
    cli_list_free(&values->types);
}
