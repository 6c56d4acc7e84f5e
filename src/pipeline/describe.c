/* Turning relations into what callers read. */
#include "pipeline/describe.h"

#include "relate/relate.h"

static const char *text_of_sentence(rl_describer *d, uint32_t number)
{
    if (d->sentence_text != NULL && d->sentence == number)
        return d->sentence_text;
    const rl_sentence *sentence = &d->text->sentences[number];
    rl_shown shown = {.first = sentence->first, .last = sentence->last};
    rl_buffer_clear(d->scratch);
    if (!rl_shown_text(d->text, &shown, d->scratch))
        return NULL;
    d->sentence_text = rl_arena_copy(d->strings, d->scratch->bytes, d->scratch->length);
    d->sentence = number;
    return d->sentence_text;
}

bool rl_describe(rl_describer *d, const rl_relation *relation, const rl_described_end *subject,
                 const rl_described_end *object, relata_relation *ret_relation)
{
    static const char *const MODALITIES[] = {"asserted", "reported", "planned"};
    const rl_token *tokens = d->text->tokens;
    relata_relation r = {
        .subject = subject->id,
        .subject_name = subject->name,
        .relation = rl_relation_name(d->set, relation->kind),
        .object = object->id,
        .object_name = object->name,
        .modality = MODALITIES[relation->modality],
        .past = relation->past,
        .sentence = (size_t)relation->sentence + 1,
        .text = text_of_sentence(d, relation->sentence),
        .start = rl_offset_of(d->offsets, tokens[relation->first].start),
        .end = rl_offset_of(d->offsets, tokens[relation->last - 1].end),
        .subject_start = rl_offset_of(d->offsets, tokens[relation->subject.first].start),
        .subject_end = rl_offset_of(d->offsets, tokens[relation->subject.last - 1].end),
        .object_start = rl_offset_of(d->offsets, tokens[relation->object.first].start),
        .object_end = rl_offset_of(d->offsets, tokens[relation->object.last - 1].end),
    };
    *ret_relation = r;
    return r.text != NULL;
}
