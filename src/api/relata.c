/* The public functions: check the call, then one call down. */
#include "api/internal.h"

#include "base/error.h"
#include "base/file.h"
#include "export/export.h"
#include "export/mentions.h"
#include "pipeline/build.h"
#include "pipeline/edge_weights.h"
#include "pipeline/period.h"
#include "pipeline/extract.h"
#include "pipeline/shape.h"

#include <string.h>

const char *relata_version(void)
{
    return RELATA_VERSION;
}

static relata_status check_types(const relata_engine *engine, const char *const *types, size_t count,
                                 relata_error *err)
{
    if (types == NULL && count > 0)
        return rl_refuse(err, "types are counted but not given");
    for (size_t i = 0; i < count; i++) {
        if (types[i] == NULL)
            return rl_refuse(err, "a type is missing");
        if (!relata_engine_has_type(engine, types[i]))
            return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "unknown type \"%s\"", types[i]);
    }
    return RELATA_OK;
}

/* ---- engine ---- */

relata_status relata_engine_new(relata_engine **ret_engine, relata_error *err)
{
    rl_error_clear(err);
    if (ret_engine == NULL)
        return rl_refuse(err, "relata_engine_new needs a place for the engine");
    rl_engine *engine = rl_engine_new();
    if (engine == NULL)
        return rl_error_memory(err);
    *ret_engine = (relata_engine *)engine;
    return RELATA_OK;
}

void relata_engine_free(relata_engine *engine)
{
    rl_engine_free(rl_engine_in(engine));
}

static relata_status check_open(const relata_engine *engine, const char *path, relata_error *err)
{
    if (engine == NULL || path == NULL)
        return rl_refuse(err, "an engine and a path are needed");
    if (rl_engine_seen(engine)->broken)
        return rl_refuse(err, "the engine could not be sealed, so it is of no more use");
    return rl_engine_seen(engine)->sealed ? rl_refuse(err, "the engine is sealed already") : RELATA_OK;
}

relata_status relata_engine_add_gazetteer(relata_engine *engine, const char *path, bool shipped, relata_error *err)
{
    rl_error_clear(err);
    relata_status status = check_open(engine, path, err);
    return status == RELATA_OK ? rl_engine_add_gazetteer(rl_engine_in(engine), path, shipped, err) : status;
}

relata_status relata_engine_add_rules(relata_engine *engine, const char *path, relata_error *err)
{
    rl_error_clear(err);
    relata_status status = check_open(engine, path, err);
    return status == RELATA_OK ? rl_engine_add_rules(rl_engine_in(engine), path, err) : status;
}

relata_status relata_engine_use_weights(relata_engine *engine, const char *path, relata_error *err)
{
    rl_error_clear(err);
    relata_status status = check_open(engine, path, err);
    return status == RELATA_OK ? rl_engine_use_weights(rl_engine_in(engine), path, err) : status;
}

relata_status relata_engine_seal(relata_engine *engine, relata_error *err)
{
    rl_error_clear(err);
    relata_status status = check_open(engine, "", err);
    return status == RELATA_OK ? rl_engine_seal(rl_engine_in(engine), err) : status;
}

bool relata_engine_has_type(const relata_engine *engine, const char *type)
{
    return engine != NULL && type != NULL &&
           rl_string_map_find(&rl_engine_seen(engine)->types, type, strlen(type)) != RL_NONE;
}

/* ---- reader ---- */

relata_status relata_reader_new(const char *const *paths, size_t count, relata_notice_fn notice, void *user,
                                relata_reader **ret_reader, relata_error *err)
{
    rl_error_clear(err);
    if (paths == NULL || count == 0 || !rl_are_given(paths, count) || ret_reader == NULL)
        return rl_refuse(err, "a reader needs at least one input and a place for itself");
    return rl_reader_new(paths, count, notice, user, (rl_reader **)ret_reader, err);
}

void relata_reader_free(relata_reader *reader)
{
    rl_reader_free((rl_reader *)reader);
}

relata_status relata_reader_next(relata_reader *reader, relata_document *ret_document, relata_error *err)
{
    rl_error_clear(err);
    if (reader == NULL || ret_document == NULL)
        return rl_refuse(err, "a reader and a place for the document are needed");
    return rl_reader_next((rl_reader *)reader, ret_document, err);
}

size_t relata_reader_documents(const relata_reader *reader)
{
    return relata_reader_counts(reader).documents;
}

size_t relata_reader_skipped(const relata_reader *reader)
{
    return relata_reader_counts(reader).skipped;
}

relata_reading relata_reader_counts(const relata_reader *reader)
{
    return reader == NULL ? (relata_reading){0} : rl_reader_counts((const rl_reader *)reader);
}

void relata_reader_keep_boilerplate(relata_reader *reader, bool keep)
{
    if (reader != NULL)
        rl_reader_keep_boilerplate((rl_reader *)reader, keep);
}

/* ---- extraction ---- */

void relata_extract_options_init(relata_extract_options *options)
{
    if (options != NULL)
        *options = (relata_extract_options){.offsets = RELATA_OFFSETS_CODEPOINT};
}

relata_status relata_extract(const relata_engine *engine, relata_reader *reader, const relata_extract_options *options,
                             relata_extraction_fn receive, void *user, size_t *ret_skipped, relata_error *err)
{
    relata_extract_options defaults;
    rl_error_clear(err);
    if (engine == NULL || reader == NULL || receive == NULL || !rl_engine_seen(engine)->sealed)
        return rl_refuse(err, "relata_extract needs a sealed engine, a reader and a receiver");
    relata_extract_options_init(&defaults);
    const relata_extract_options *used = options == NULL ? &defaults : options;
    if ((unsigned)used->offsets > RELATA_OFFSETS_UTF16)
        return rl_refuse(err, "unknown unit of offsets");
    size_t left_out = 0;
    relata_status status = check_types(engine, used->types, used->type_count, err);
    if (status == RELATA_OK)
        status = rl_extract(rl_engine_seen(engine), (rl_reader *)reader, used, receive, user, &left_out, err);
    if (status == RELATA_OK && ret_skipped != NULL)
        *ret_skipped = relata_reader_skipped(reader) + left_out;
    return status;
}

relata_status relata_extraction_write_json(const relata_extraction *extraction, relata_write_fn write, void *user,
                                           relata_error *err)
{
    rl_error_clear(err);
    if (extraction == NULL || write == NULL)
        return rl_refuse(err, "an extraction and a writer are needed");
    return rl_extraction_write_json(extraction, write, user, err);
}

/* ---- network ---- */

void relata_build_options_init(relata_build_options *options)
{
    if (options != NULL)
        *options = (relata_build_options){
            .window = RELATA_WINDOW_SENTENCE, .seed = 1, .alpha = 0.05, .depth = 1, .resolution = 1};
}

const char *relata_measure_name(size_t index)
{
    return index < RL_MEASURE_COUNT ? rl_measure_kinds[index].name : NULL;
}

/* What is left of the network and what is measured. */
static relata_status check_shape(const relata_build_options *options, relata_error *err)
{
    rl_measures measures = 0;
    if ((unsigned)options->backbone > RELATA_BACKBONE_NOISE_CORRECTED)
        return rl_refuse(err, "unknown backbone");
    if ((unsigned)options->layout > RELATA_LAYOUT_NONE)
        return rl_refuse(err, "unknown layout");
    bool counts = options->weight == RELATA_WEIGHT_COUNT || options->weight == RELATA_WEIGHT_DOCUMENTS;
    if (options->backbone == RELATA_BACKBONE_NOISE_CORRECTED && !counts)
        return rl_refuse(err, "the noise-corrected backbone needs weights that are counts: count or documents");
    if (!(options->alpha >= 0 && options->alpha <= 1))
        return rl_refuse(err, "alpha must be a number from 0 to 1");
    if (!(options->resolution > 0 && options->resolution <= 1e9))
        return rl_refuse(err, "the resolution must be a number above 0 and not above 1e9");
    if ((options->measures == NULL && options->measure_count > 0) ||
        !rl_are_given(options->measures, options->measure_count))
        return rl_refuse(err, "measures are counted but not given");
    return rl_measures_read(options->measures, options->measure_count, &measures, err);
}

bool relata_weight_of_name(const char *name, relata_weight *ret_weight)
{
    return name != NULL && ret_weight != NULL && rl_weight_of_name(name, ret_weight);
}

relata_status rl_build_options_check(const relata_engine *engine, const relata_build_options *options,
                                     relata_error *err)
{
    if ((unsigned)options->window > RELATA_WINDOW_TOKENS)
        return rl_refuse(err, "unknown kind of window");
    if (options->window == RELATA_WINDOW_TOKENS && options->window_tokens < 2)
        return rl_refuse(err, "a window of tokens needs at least 2");
    if ((unsigned)options->weight > RELATA_WEIGHT_COSINE)
        return rl_refuse(err, "unknown kind of weight");
    if ((unsigned)options->slice > RELATA_SLICING_DAY)
        return rl_refuse(err, "unknown unit of slices");
    const rl_period period = {options->since, options->until};
    relata_status status = rl_period_check(&period, err);
    if (status != RELATA_OK)
        return status;
    if (!(options->min_weight >= 0))
        return rl_refuse(err, "the smallest weight must be a number of 0 or more");
    status = check_shape(options, err);
    if (status != RELATA_OK)
        return status;
    return check_types(engine, options->types, options->type_count, err);
}

relata_status relata_build(const relata_engine *engine, relata_reader *reader, const relata_build_options *options,
                           relata_network **ret_network, relata_summary *ret_summary, relata_error *err)
{
    relata_build_options defaults;
    rl_error_clear(err);
    if (engine == NULL || reader == NULL || ret_network == NULL || !rl_engine_seen(engine)->sealed)
        return rl_refuse(err, "relata_build needs a sealed engine, a reader and a place for the network");
    relata_build_options_init(&defaults);
    const relata_build_options *used = options == NULL ? &defaults : options;
    relata_status status = rl_build_options_check(engine, used, err);
    if (status != RELATA_OK)
        return status;
    return rl_build(rl_engine_seen(engine), (rl_reader *)reader, used, (rl_network **)ret_network, ret_summary, err);
}

void relata_network_free(relata_network *network)
{
    rl_network_free((rl_network *)network);
}

const relata_network *relata_network_relations(const relata_network *network)
{
    return network == NULL ? NULL : (const relata_network *)((const rl_network *)network)->relations;
}

const char *relata_format_of_path(const char *path)
{
    return path == NULL ? NULL : rl_format_of_path(path);
}

const char *relata_format_extension(size_t index)
{
    return rl_format_extension(index);
}

relata_status relata_network_write(const relata_network *network, const char *format, relata_write_fn write,
                                   void *user, relata_error *err)
{
    rl_error_clear(err);
    if (network == NULL || format == NULL || write == NULL)
        return rl_refuse(err, "a network, a format and a writer are needed");
    return rl_network_write((const rl_network *)network, format, write, user, err);
}

relata_status relata_network_save(const relata_network *network, const char *const *paths, size_t count,
                                  relata_error *err)
{
    rl_error_clear(err);
    if (network == NULL || (paths == NULL && count > 0) || !rl_are_given(paths, count))
        return rl_refuse(err, "a network and paths are needed");
    return rl_network_save((const rl_network *)network, paths, count, err);
}
