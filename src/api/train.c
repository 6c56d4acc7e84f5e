/* The public functions on learning: check the call, then one call down. */
#include "api/internal.h"

#include "pipeline/train.h"

void relata_train_options_init(relata_train_options *options)
{
    if (options != NULL)
        *options = (relata_train_options){
            .epochs = 10, .sparsity = 10, .least = 3, .seed = 1, .offsets = RELATA_OFFSETS_CODEPOINT};
}

static relata_status check_options(const relata_train_options *options, relata_error *err)
{
    if (options->epochs == 0 || options->epochs > 1000)
        return rl_refuse(err, "there are 1 to 1000 epochs");
    if (!(options->sparsity >= 0))
        return rl_refuse(err, "the sparsity is not negative");
    if (options->folds == 1 || options->folds > 1000)
        return rl_refuse(err, "there are 2 to 1000 folds, or 0 for none");
    return RELATA_OK;
}

relata_status relata_train(const relata_engine *engine, const char *const *paths, size_t count,
                           const relata_train_options *options, const char *output, relata_train_report *ret_report,
                           relata_error *err)
{
    relata_train_options defaults;
    rl_error_clear(err);
    if (engine == NULL || paths == NULL || count == 0 || !rl_are_given(paths, count) || output == NULL)
        return rl_refuse(err, "an engine, annotated documents and a path for the weights are needed");
    if (!rl_engine_seen(engine)->sealed)
        return rl_refuse(err, "the engine must be sealed first");
    relata_train_options_init(&defaults);
    const relata_train_options *used = options == NULL ? &defaults : options;
    relata_status status = check_options(used, err);
    if (status != RELATA_OK)
        return status;
    return rl_train(rl_engine_seen(engine), paths, count, used, output, ret_report, err);
}
