/* The public functions of evaluations: check the call, then one call down. */
#include <relata/evaluate.h>

#include "api/internal.h"

#include "base/error.h"
#include "evaluate/evaluation.h"
#include "export/evaluation.h"
#include "pipeline/evaluate.h"

void relata_evaluate_options_init(relata_evaluate_options *options)
{
    if (options != NULL)
        *options = (relata_evaluate_options){.offsets = RELATA_OFFSETS_CODEPOINT};
}

static relata_status check_options(const relata_evaluate_options *options, relata_error *err)
{
    if ((unsigned)options->offsets > RELATA_OFFSETS_UTF16)
        return rl_refuse(err, "unknown unit of offsets");
    if (options->types == NULL)
        return options->type_count == 0 ? RELATA_OK : rl_refuse(err, "types are counted but not given");
    return rl_are_given(options->types, options->type_count) ? RELATA_OK : rl_refuse(err, "a type is missing");
}

relata_status relata_evaluate(const relata_engine *engine, const char *gold, const char *found,
                              const relata_evaluate_options *options, relata_evaluation **ret_evaluation,
                              relata_error *err)
{
    relata_evaluate_options defaults;
    rl_error_clear(err);
    if (gold == NULL || ret_evaluation == NULL)
        return rl_refuse(err, "an evaluation needs GOLD and a place for itself");
    if (found == NULL && (engine == NULL || !rl_engine_seen(engine)->sealed))
        return rl_refuse(err, "an evaluation needs FOUND or a sealed engine");
    relata_evaluate_options_init(&defaults);
    const relata_evaluate_options *used = options == NULL ? &defaults : options;
    relata_status status = check_options(used, err);
    if (status != RELATA_OK)
        return status;
    return rl_evaluate(rl_engine_seen(engine), gold, found, used, ret_evaluation, err);
}

void relata_evaluation_free(relata_evaluation *evaluation)
{
    rl_evaluation_free(evaluation);
}

relata_status relata_evaluation_write_json(const relata_evaluation *evaluation, relata_write_fn write, void *user,
                                           relata_error *err)
{
    rl_error_clear(err);
    if (evaluation == NULL || write == NULL)
        return rl_refuse(err, "an evaluation and a writer are needed");
    return rl_evaluation_write_json(evaluation, write, user, err);
}
