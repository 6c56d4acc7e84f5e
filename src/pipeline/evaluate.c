/* The order of the steps: GOLD is read, FOUND is read or made, both are compared. Texts are extracted from memory as they
 * stand in GOLD, so that nothing that inputs usually go through can move an offset. */
#include "pipeline/evaluate.h"

#include "evaluate/evaluation.h"
#include "evaluate/read.h"
#include "pipeline/extract.h"

#include <string.h>

typedef struct extraction {
    rl_comparison *comparison;
    const relata_evaluate_options *options;
    size_t given;    /* texts */
    size_t received; /* in the same order */
    bool out_of_memory;
} extraction;

static relata_status give_text(void *user, relata_document *ret_document, relata_error *err)
{
    extraction *x = user;
    (void)err;
    if (x->given == x->comparison->text_count)
        return RELATA_END;
    const rl_marked_text *text = &x->comparison->texts[x->given++];
    *ret_document =
        (relata_document){.id = text->id, .date = text->date, .text = text->bytes, .text_length = text->length};
    return RELATA_OK;
}

static bool receive(void *user, const relata_extraction *found)
{
    extraction *x = user;
    rl_comparison *c = x->comparison;
    for (size_t i = 0; i < found->count; i++) {
        const relata_mention *m = &found->mentions[i];
        rl_span span = {.document = (uint32_t)x->received,
                        .start = (uint32_t)m->start,
                        .end = (uint32_t)m->end,
                        .type = rl_string_map_find(&c->types, m->type, strlen(m->type))};
        if (!rl_side_add(&c->found, span, m->entity)) {
            x->out_of_memory = true;
            return false;
        }
    }
    x->received++;
    if (x->options->progress != NULL)
        x->options->progress(x->options->progress_user, x->received);
    return true;
}

static relata_status extract(const rl_engine *engine, const relata_evaluate_options *options, rl_comparison *comparison,
                             relata_error *err)
{
    extraction x = {.comparison = comparison, .options = options};
    rl_documents documents = {give_text, &x};
    /* Who marks a text marks what it repeats too. */
    relata_extract_options how = {
        .offsets = RELATA_OFFSETS_CODEPOINT, .jobs = options->jobs, .keep_repeats = true};
    relata_error why = {0};
    relata_status status = rl_extract_documents(engine, &documents, &how, receive, &x, &why);
    if (x.out_of_memory)
        return rl_error_memory(err);
    if (status != RELATA_OK)
        return rl_error_set(err, status, why.source, why.line, why.column, "%s", why.message);
    return RELATA_OK;
}

static bool add_types(rl_comparison *c, const relata_evaluate_options *options)
{
    static const char *const DEFAULTS[] = {"person", "place", "organisation"};
    const char *const *types = options->types != NULL ? options->types : DEFAULTS;
    size_t count = options->types != NULL ? options->type_count : sizeof DEFAULTS / sizeof DEFAULTS[0];
    for (size_t i = 0; i < count; i++)
        if (rl_string_map_add(&c->types, types[i], strlen(types[i])) == RL_NONE)
            return false;
    return true;
}

relata_status rl_evaluate(const rl_engine *engine, const char *gold, const char *found,
                          const relata_evaluate_options *options, relata_evaluation **ret_evaluation, relata_error *err)
{
    rl_comparison comparison = {.text_count = 0};
    relata_status status = add_types(&comparison, options) ? RELATA_OK : rl_error_memory(err);
    if (status == RELATA_OK)
        status = rl_gold_read(gold, options->offsets, &comparison, err);
    if (status == RELATA_OK)
        status = found != NULL ? rl_found_read(found, options->offsets, &comparison, err)
                               : extract(engine, options, &comparison, err);
    if (status == RELATA_OK)
        status = rl_evaluation_make(&comparison, options->mistakes, ret_evaluation, err);
    rl_comparison_free(&comparison);
    return status;
}
