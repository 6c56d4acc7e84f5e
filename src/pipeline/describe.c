/* Turning token numbers into offsets of the input, and relations into what callers read. */
#include "pipeline/describe.h"

#include "relate/relate.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- offsets ---- */

static size_t count_units(const rl_counter *c, size_t to)
{
    const char *bytes = c->text->bytes + c->at;
    size_t length = to - c->at;
    if (c->unit == RELATA_OFFSETS_BYTE)
        return length;
    return c->unit == RELATA_OFFSETS_CODEPOINT ? rl_utf8_count(bytes, length) : rl_utf8_count_utf16(bytes, length);
}

size_t rl_offset_of(rl_counter *c, size_t to)
{
    c->count += count_units(c, to);
    /* In bytes the input counts, where bad bytes stood for the three of U+FFFD. */
    for (; c->repair < c->text->repair_count && c->text->repairs[c->repair].start < to; c->repair++)
        if (c->unit == RELATA_OFFSETS_BYTE)
            c->count = c->count + c->text->repairs[c->repair].input_length - 3;
    c->at = to;
    return c->count;
}

/* ---- relations ---- */

enum { PLACES = 6 };

/* The offsets of a relation, in the order in which all functions here go through them. */
static size_t *place_of(relata_relation *r, int which)
{
    size_t *const places[PLACES] = {&r->start,       &r->end,          &r->subject_start,
                                    &r->subject_end, &r->object_start, &r->object_end};
    return places[which];
}

static const char *text_of_sentence(rl_describer *d, uint32_t number)
{
    if (d->sentence_text != NULL && d->sentence == number)
        return d->sentence_text;
    const rl_sentence *sentence = &d->text->sentences[number];
    rl_shown shown = {.first = sentence->first, .last = sentence->last};
    rl_buffer_clear(&d->scratch);
    if (!rl_shown_text(d->text, &shown, &d->scratch))
        return NULL;
    d->sentence_text = rl_arena_copy(d->strings, d->scratch.bytes, d->scratch.length);
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
        .start = tokens[relation->first].start,
        .end = tokens[relation->last - 1].end,
        .subject_start = tokens[relation->subject.first].start,
        .subject_end = tokens[relation->subject.last - 1].end,
        .object_start = tokens[relation->object.first].start,
        .object_end = tokens[relation->object.last - 1].end,
    };
    *ret_relation = r;
    return r.text != NULL;
}

static int compare_sizes(const void *x, const void *y)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    return a < b ? -1 : a > b;
}

static size_t find_byte(const size_t *bytes, size_t count, size_t byte)
{
    const size_t *found = bsearch(&byte, bytes, count, sizeof *bytes, compare_sizes);
    return found == NULL ? 0 : (size_t)(found - bytes);
}

bool rl_describe_offsets(rl_describer *d, relata_relation *relations, size_t count)
{
    size_t all = count * PLACES, kept = 0;
    if (count == 0)
        return true;
    size_t *bytes = malloc(all * sizeof *bytes), *offsets = malloc(all * sizeof *offsets);
    bool ok = bytes != NULL && offsets != NULL;
    for (size_t i = 0; ok && i < count; i++)
        for (int p = 0; p < PLACES; p++)
            bytes[i * PLACES + (size_t)p] = *place_of(&relations[i], p);
    if (ok)
        qsort(bytes, all, sizeof *bytes, compare_sizes);
    rl_counter counter = {.text = d->text, .unit = d->unit};
    for (size_t i = 0; ok && i < all; i++) {
        if (kept > 0 && bytes[kept - 1] == bytes[i])
            continue;
        bytes[kept] = bytes[i];
        offsets[kept] = rl_offset_of(&counter, bytes[kept]);
        kept++;
    }
    for (size_t i = 0; ok && i < count; i++)
        for (int p = 0; p < PLACES; p++)
            *place_of(&relations[i], p) = offsets[find_byte(bytes, kept, *place_of(&relations[i], p))];
    free(bytes);
    free(offsets);
    return ok;
}

void rl_describer_free(rl_describer *describer)
{
    rl_buffer_free(&describer->scratch);
}
