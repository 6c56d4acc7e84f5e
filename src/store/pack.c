/* Records to bytes. Whole numbers are varints, and what ascends is written as differences: most
 * are small, so a record takes a third of what it takes in memory. Arrays begin with their count. The layout is in
 * docs/store.md; unpack.c reads it. */
#include "store/pack.h"

#include "base/hash.h"
#include "base/varint.h"
#include "store/packing.h"

#include <string.h>

typedef struct packer {
    rl_buffer *out;
    const rl_terms *terms;
    bool lost; /* something has no term */
} packer;

static void put(packer *p, uint64_t number)
{
    (void)rl_varint_append(p->out, number);
}

/* RL_NONE is common, and large. */
static void put_perhaps(packer *p, uint32_t number)
{
    put(p, number == RL_NONE ? 0 : (uint64_t)number + 1);
}

static void put_fixed(packer *p, uint64_t number, size_t size)
{
    char bytes[8];
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(number >> (8 * i));
    (void)rl_buffer_append(p->out, bytes, size);
}

static void put_bytes(packer *p, const char *bytes, size_t length)
{
    put(p, length);
    if (length > 0)
        (void)rl_buffer_append(p->out, bytes, length);
}

static void put_term(packer *p, rl_term_kind kind, uint32_t number)
{
    uint32_t term = number == RL_NONE ? RL_NONE : p->terms->translate(p->terms->user, kind, number);
    p->lost |= number != RL_NONE && term == RL_NONE;
    put_perhaps(p, term);
}

/* ---- the parts ---- */

static void put_entities(packer *p, const rl_record *record)
{
    put(p, record->entity_count);
    for (size_t i = 0; i < record->entity_count; i++) {
        const rl_record_entity *entity = &record->entities[i];
        put_term(p, RL_TERM_TYPE, entity->type);
        put_term(p, RL_TERM_ENTRY, entity->entry);
        put(p, entity->key);
        put(p, entity->form_count);
        put(p, entity->mentions);
        put(p, entity->partial);
    }
}

static void put_forms(packer *p, const rl_record *record)
{
    put(p, record->form_count);
    for (size_t i = 0; i < record->form_count; i++) {
        const rl_form *form = &record->forms[i];
        put(p, form->text);
        put(p, form->folded);
        put(p, form->count);
        put(p, form->words);
        put(p, (form->capitals ? RL_PACKED_CAPITALS : 0u) | (form->shared ? RL_PACKED_SHARED : 0u));
        put(p, form->reason);
    }
}

static void put_lines(packer *p, const rl_record *record)
{
    put(p, record->line_count);
    for (size_t i = 0; i < record->line_count; i++) {
        put_fixed(p, record->lines[i].hash, sizeof record->lines[i].hash);
        put(p, record->lines[i].mention_count);
    }
    put(p, record->line_mention_count);
    for (size_t i = 0; i < record->line_mention_count; i++)
        put(p, record->line_mentions[i]);
}

static void put_pairs(packer *p, const rl_record *record)
{
    uint32_t before = 0;
    put(p, record->pair_count);
    for (size_t i = 0; i < record->pair_count; i++) {
        const rl_record_pair *pair = &record->pairs[i];
        put(p, pair->a - before);
        before = pair->a;
        put(p, pair->b);
        put(p, pair->count);
        put_perhaps(p, pair->line);
        put(p, pair->evidence_count);
        for (size_t e = 0; e < pair->evidence_count; e++) {
            put(p, pair->evidence[e].rank);
            put(p, pair->evidence[e].sentence);
            put(p, pair->evidence[e].text);
        }
    }
}

static void put_presences(packer *p, const rl_record_presence *presences, size_t count)
{
    uint32_t before = 0;
    put(p, count);
    for (size_t i = 0; i < count; i++) {
        put(p, presences[i].window - before);
        before = presences[i].window;
        put(p, presences[i].entity);
        put_perhaps(p, presences[i].line);
    }
}

static void put_sentences(packer *p, const rl_record *record)
{
    uint32_t number = 0, end = 0;
    put(p, record->sentence_count);
    for (size_t i = 0; i < record->sentence_count; i++) {
        const rl_record_sentence *sentence = &record->sentences[i];
        put(p, sentence->number - number);
        put(p, sentence->start - end);
        put(p, sentence->end - sentence->start);
        number = sentence->number;
        end = sentence->end;
    }
    put_presences(p, record->appearances, record->appearance_count);
}

static void put_signature(packer *p, const rl_signature *signature)
{
    put_fixed(p, signature->all, sizeof signature->all);
    put(p, signature->words);
    put(p, signature->prose);
    put(p, signature->specific_count);
    for (size_t i = 0; i < signature->specific_count; i++)
        put_fixed(p, signature->specifics[i], sizeof signature->specifics[i]);
    for (size_t i = 0; i < RL_SIGNATURE_BINS; i++)
        put_fixed(p, signature->bins[i], sizeof signature->bins[i]);
}

static void put_relation(packer *p, const rl_record_relation *relation)
{
    put_term(p, RL_TERM_RELATION, relation->kind);
    put_perhaps(p, relation->subject);
    put_perhaps(p, relation->object);
    put_term(p, RL_TERM_ENTRY, relation->subject_entry);
    put_term(p, RL_TERM_ENTRY, relation->object_entry);
    put(p, (uint64_t)relation->modality << 1 | (relation->past ? 1u : 0u));
    put(p, relation->sentence);
    put_perhaps(p, relation->line);
    put(p, relation->text);
    put(p, relation->place.start);
    put(p, relation->place.end);
    put(p, relation->place.subject_start);
    put(p, relation->place.subject_end);
    put(p, relation->place.object_start);
    put(p, relation->place.object_end);
}

/* Their strings end with that of the relation whose text stands last. */
static size_t relation_strings_length(const rl_record_relations *relations)
{
    size_t last = 0;
    for (size_t i = 0; i < relations->count; i++)
        if (relations->items[i].text > last)
            last = relations->items[i].text;
    return relations->count == 0 ? 0 : last + strlen(relations->strings + last) + 1;
}

static void put_relations(packer *p, const rl_record_relations *relations)
{
    put_bytes(p, relations->strings, relation_strings_length(relations));
    put(p, relations->count);
    for (size_t i = 0; i < relations->count; i++)
        put_relation(p, &relations->items[i]);
}

relata_status rl_record_pack(const rl_record *record, const rl_terms *to_store, rl_buffer *ret, relata_error *err)
{
    packer p = {.out = ret, .terms = to_store};
    put(&p, RL_PACKED_VERSION);
    put_bytes(&p, record->strings, record->strings_length);
    put(&p, record->id);
    put(&p, record->date);
    (void)rl_buffer_append(ret, (const char *)record->digest, sizeof record->digest);
    put(&p, record->mention_count);
    put(&p, record->repeats);
    put(&p, record->furniture);
    put_entities(&p, record);
    put_forms(&p, record);
    put_lines(&p, record);
    put_pairs(&p, record);
    put_presences(&p, record->presences, record->presence_count);
    put_sentences(&p, record);
    put_signature(&p, &record->signature);
    put_relations(&p, &record->relations);
    return ret->failed || p.lost ? rl_error_memory(err) : RELATA_OK;
}
