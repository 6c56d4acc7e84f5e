/* The relations of a document as its record keeps them: with the sentence that says each, and where in it. */
#include "pipeline/analyse.h"
#include "pipeline/describe.h"

#include <stdlib.h>
#include <string.h>

typedef struct keeping {
    rl_record_relations kept;
    rl_buffer strings;
    const char *text; /* of the relation before: several may be of one sentence */
    uint32_t offset;
} keeping;

static bool keep_text(keeping *k, const char *text, uint32_t *ret_offset)
{
    if (text != k->text) {
        size_t length = strlen(text) + 1;
        if (k->strings.length > UINT32_MAX - length)
            return false;
        k->offset = (uint32_t)k->strings.length;
        if (!rl_buffer_append(&k->strings, text, length))
            return false;
        k->text = text;
    }
    *ret_offset = k->offset;
    return true;
}

/* The line that a sentence stands in, if it may recur: that of any mention in the sentence. */
static uint32_t line_of(const rl_analyst *a, uint32_t sentence)
{
    uint32_t from = a->text.sentences[sentence].first;
    size_t low = 0, high = a->counted_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->counted[middle].first < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < a->counted_count && a->counted[low].first < a->text.sentences[sentence].last ? a->line_of[low] : RL_NONE;
}

static bool keep(const rl_analyst *a, keeping *k, const rl_relation *relation, const relata_relation *described)
{
    rl_record_relation *r = &k->kept.items[k->kept.count++];
    *r = (rl_record_relation){
        .kind = relation->kind,
        .subject = relation->subject.entity,
        .object = relation->object.entity,
        .subject_entry = relation->subject.entry,
        .object_entry = relation->object.entry,
        .modality = relation->modality,
        .past = relation->past,
        .sentence = relation->sentence + 1,
        .line = line_of(a, relation->sentence),
        .place = {(uint32_t)described->start, (uint32_t)described->end, (uint32_t)described->subject_start,
                  (uint32_t)described->subject_end, (uint32_t)described->object_start, (uint32_t)described->object_end},
    };
    return keep_text(k, described->text, &r->text);
}

static bool keep_all(const rl_analyst *a, rl_describer *describer, relata_relation *described, keeping *k)
{
    const rl_described_end nobody = {"", ""};
    bool ok = true;
    for (size_t i = 0; ok && i < a->relation_count; i++)
        ok = rl_describe(describer, &a->relations[i], &nobody, &nobody, &described[i]);
    for (size_t i = 0; ok && i < a->relation_count; i++)
        ok = keep(a, k, &a->relations[i], &described[i]);
    return ok;
}

relata_status rl_record_add_relations(rl_analyst *analyst, rl_record *record, relata_error *err)
{
    relata_status status = rl_analyse_relations(analyst, err);
    if (status != RELATA_OK || analyst->relation_count == 0)
        return status;
    rl_arena texts = {0};
    rl_describer describer = {.text = &analyst->text,
                              .set = analyst->engine->relations,
                              .offsets = &analyst->offsets,
                              .strings = &texts,
                              .scratch = &analyst->scratch};
    keeping k = {.kept = {.items = malloc(analyst->relation_count * sizeof *k.kept.items)}};
    relata_relation *described = malloc(analyst->relation_count * sizeof *described);
    bool ok = k.kept.items != NULL && described != NULL &&
              rl_offsets_read(&analyst->offsets, &analyst->text, RELATA_OFFSETS_CODEPOINT) &&
              keep_all(analyst, &describer, described, &k);
    if (ok) {
        k.kept.strings = k.strings.bytes;
        record->relations = k.kept;
    } else {
        rl_buffer_free(&k.strings);
        free(k.kept.items);
    }
    free(described);
    rl_arena_free(&texts);
    return ok ? RELATA_OK : rl_error_memory(err);
}
