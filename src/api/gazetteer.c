/* The public functions on gazetteers: check the call, then one call down. */
#include <relata/gazetteer.h>

#include "api/internal.h"

#include "base/error.h"
#include "export/findings.h"
#include "export/listings.h"
#include "gazetteer/check.h"
#include "gazetteer/gazetteer.h"
#include "pipeline/compile.h"

enum { FINDINGS_SHOWN = 50 }; /* of one kind in one file */

relata_status relata_gazetteer_compile(const char *const *paths, size_t count, const char *output,
                                       relata_compiled *ret_compiled, relata_error *err)
{
    relata_compiled compiled;
    rl_error_clear(err);
    if (paths == NULL || count == 0 || !rl_are_given(paths, count) || output == NULL)
        return rl_refuse(err, "lists to compile and a path for the result are needed");
    relata_status status = rl_compile_lists(paths, count, output, &compiled, err);
    if (status == RELATA_OK && ret_compiled != NULL)
        *ret_compiled = compiled;
    return status;
}

bool relata_gazetteer_is_compiled(const char *path)
{
    return path != NULL && rl_gazetteer_is_compiled(path);
}

relata_status relata_gazetteer_verify(const char *path, relata_error *err)
{
    rl_error_clear(err);
    return path == NULL ? rl_refuse(err, "a path is needed") : rl_gazetteer_verify(path, err);
}

/* ---- checking ---- */

void relata_check_options_init(relata_check_options *options)
{
    if (options != NULL)
        *options = (relata_check_options){.most = FINDINGS_SHOWN};
}

relata_status relata_gazetteer_check(const char *const *paths, size_t count, const relata_check_options *options,
                                     relata_finding_fn receive, void *user, relata_check_summary *ret_summary,
                                     relata_error *err)
{
    relata_check_options defaults;
    rl_error_clear(err);
    if (paths == NULL || count == 0 || !rl_are_given(paths, count) || receive == NULL)
        return rl_refuse(err, "a check needs at least one list and a receiver");
    relata_check_options_init(&defaults);
    const relata_check_options *used = options == NULL ? &defaults : options;
    const rl_engine *engine = rl_engine_seen(used->engine);
    if (engine != NULL && !engine->sealed)
        return rl_refuse(err, "the engine of a check must be sealed");
    const rl_text_rules *rules = engine == NULL ? NULL : &engine->rules;
    return rl_gazetteer_check(paths, count, rules, used->most, receive, user, ret_summary, err);
}

relata_status relata_finding_write_json(const relata_finding *finding, relata_write_fn write, void *user,
                                        relata_error *err)
{
    rl_error_clear(err);
    if (finding == NULL || write == NULL)
        return rl_refuse(err, "a finding and a writer are needed");
    return rl_finding_write_json(finding, write, user, err);
}

/* ---- asking ---- */

static relata_status check_sealed(const relata_engine *engine, bool received, relata_error *err)
{
    if (engine == NULL || !received)
        return rl_refuse(err, "an engine and a receiver are needed");
    return rl_engine_seen(engine)->sealed ? RELATA_OK : rl_refuse(err, "the engine must be sealed first");
}

relata_status relata_engine_search(const relata_engine *engine, const char *name, relata_listing_fn receive, void *user,
                                   relata_error *err)
{
    rl_error_clear(err);
    if (name == NULL)
        return rl_refuse(err, "a name is needed");
    relata_status status = check_sealed(engine, receive != NULL, err);
    return status == RELATA_OK ? rl_gazetteer_search(rl_engine_seen(engine)->gazetteer, name, receive, user, err)
                               : status;
}

relata_status relata_engine_count(const relata_engine *engine, relata_statistic_fn receive, void *user,
                                  relata_error *err)
{
    rl_error_clear(err);
    relata_status status = check_sealed(engine, receive != NULL, err);
    return status == RELATA_OK ? rl_gazetteer_count_all(rl_engine_seen(engine)->gazetteer, receive, user, err) : status;
}

relata_status relata_listing_write_json(const relata_listing *listing, relata_write_fn write, void *user,
                                        relata_error *err)
{
    rl_error_clear(err);
    if (listing == NULL || write == NULL)
        return rl_refuse(err, "a listing and a writer are needed");
    return rl_listing_write_json(listing, write, user, err);
}

relata_status relata_statistic_write_json(const relata_statistic *statistic, relata_write_fn write, void *user,
                                          relata_error *err)
{
    rl_error_clear(err);
    if (statistic == NULL || write == NULL)
        return rl_refuse(err, "a count and a writer are needed");
    return rl_statistic_write_json(statistic, write, user, err);
}
