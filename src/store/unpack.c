/* Bytes to records. The bytes come from a file that anybody may have changed, so each number is checked against what it
 * counts or points at; the first that does not fit ends the reading, and what follows reads as zeros. */
#include "store/pack.h"

#include "base/hash.h"
#include "base/varint.h"
#include "store/packing.h"

#include <stdlib.h>
#include <string.h>

typedef struct unpacker {
    const char *at;
    const char *end;
    const rl_terms *terms;
    rl_record *record;
    rl_arena *arena; /* NULL: the record owns its arrays */
    bool bad;
    bool no_memory;
} unpacker;

static bool failed(const unpacker *u)
{
    return u->bad || u->no_memory;
}

/* ---- numbers ---- */

static uint64_t get_large(unpacker *u, uint64_t most)
{
    uint64_t number = 0;
    u->bad |= !rl_varint_read(&u->at, u->end, &number) || number > most;
    return u->bad ? 0 : number;
}

/* A number of at most `most`. Nearly all are one byte. */
static inline uint64_t get(unpacker *u, uint64_t most)
{
    if (u->at == u->end || (*u->at & 0x80) != 0 || (unsigned char)*u->at > most || u->bad)
        return get_large(u, most);
    return (unsigned char)*u->at++;
}

static uint32_t get32(unpacker *u)
{
    return (uint32_t)get(u, UINT32_MAX);
}

/* A number below `count`. */
static uint32_t get_index(unpacker *u, size_t count)
{
    u->bad |= count == 0;
    return u->bad ? 0 : (uint32_t)get(u, count - 1);
}

static uint32_t get_index_perhaps(unpacker *u, size_t count)
{
    uint64_t number = get(u, count);
    return number == 0 ? RL_NONE : (uint32_t)number - 1;
}

/* A number that stands as what it is more than `before`. */
static uint32_t get_above(unpacker *u, uint32_t before)
{
    return before + (uint32_t)get(u, UINT32_MAX - before);
}

static uint64_t get_fixed(unpacker *u, size_t size)
{
    uint64_t number = 0;
    if ((size_t)(u->end - u->at) < size) {
        u->bad = true;
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        number |= (uint64_t)(unsigned char)u->at[i] << (8 * i);
    u->at += size;
    return number;
}

static uint32_t get_term(unpacker *u, rl_term_kind kind)
{
    uint64_t term = get(u, UINT32_MAX);
    if (term == 0)
        return RL_NONE;
    uint32_t number = u->bad ? RL_NONE : u->terms->translate(u->terms->user, kind, (uint32_t)term - 1);
    u->bad |= number == RL_NONE;
    return number;
}

static void *get_memory(unpacker *u, size_t size)
{
    void *memory = u->arena == NULL ? calloc(1, size) : rl_arena_alloc(u->arena, size);
    u->no_memory |= memory == NULL;
    return memory;
}

/* An array with room for the count that stands next; each element takes at least `least` bytes, so no count that is lied
 * about makes much room. */
static void *get_array(unpacker *u, size_t least, size_t size, size_t *ret_count)
{
    size_t count = (size_t)get(u, (uint64_t)(u->end - u->at) / least);
    if (failed(u))
        return NULL;
    void *items = get_memory(u, (count + 1) * size);
    if (items != NULL)
        *ret_count = count;
    return items;
}

/* Bytes that end in a NUL, or none. */
static char *get_strings(unpacker *u, size_t *ret_length)
{
    size_t length = (size_t)get(u, (uint64_t)(u->end - u->at));
    u->bad |= length > (size_t)(u->end - u->at); /* the number itself took some of what was left */
    if (failed(u))
        return NULL;
    char *strings = get_memory(u, length + 1);
    if (strings == NULL)
        return NULL;
    memcpy(strings, u->at, length);
    strings[length] = '\0';
    u->at += length;
    u->bad |= length > 0 && strings[length - 1] != '\0';
    *ret_length = length;
    return strings;
}

/* ---- the parts ---- */

static void get_entities(unpacker *u)
{
    rl_record *r = u->record;
    r->entities = get_array(u, 6, sizeof *r->entities, &r->entity_count);
    uint32_t forms = 0;
    for (size_t i = 0; !failed(u) && i < r->entity_count; i++) {
        rl_record_entity *entity = &r->entities[i];
        entity->type = get_term(u, RL_TERM_TYPE);
        u->bad |= entity->type == RL_NONE;
        entity->entry = get_term(u, RL_TERM_ENTRY);
        entity->key = get_index(u, r->strings_length);
        entity->first_form = forms;
        entity->form_count = (uint32_t)get(u, UINT32_MAX - forms);
        u->bad |= entity->form_count == 0; /* it goes by one of them */
        forms += entity->form_count;
        entity->mentions = get32(u);
        entity->partial = get(u, 1) != 0;
    }
    r->form_count = forms; /* to be confirmed */
}

static void get_forms(unpacker *u)
{
    rl_record *r = u->record;
    size_t expected = r->form_count;
    r->forms = get_array(u, 6, sizeof *r->forms, &r->form_count);
    u->bad |= r->form_count != expected;
    for (size_t i = 0; !failed(u) && i < r->form_count; i++) {
        rl_form *form = &r->forms[i];
        form->text = get_index(u, r->strings_length);
        form->folded = get_index(u, r->strings_length);
        form->count = get32(u);
        form->words = (uint16_t)get(u, UINT16_MAX);
        uint64_t flags = get(u, RL_PACKED_CAPITALS | RL_PACKED_SHARED);
        form->capitals = (flags & RL_PACKED_CAPITALS) != 0;
        form->shared = (flags & RL_PACKED_SHARED) != 0;
        form->reason = (uint8_t)get(u, UINT8_MAX);
    }
}

static void get_lines(unpacker *u)
{
    rl_record *r = u->record;
    uint32_t mentions = 0;
    r->lines = get_array(u, 9, sizeof *r->lines, &r->line_count);
    for (size_t i = 0; !failed(u) && i < r->line_count; i++) {
        r->lines[i].hash = get_fixed(u, sizeof r->lines[i].hash);
        r->lines[i].first_mention = mentions;
        r->lines[i].mention_count = (uint32_t)get(u, UINT32_MAX - mentions);
        mentions += r->lines[i].mention_count;
    }
    if (!failed(u))
        r->line_mentions = get_array(u, 1, sizeof *r->line_mentions, &r->line_mention_count);
    u->bad |= r->line_mention_count != mentions;
    for (size_t i = 0; !failed(u) && i < r->line_mention_count; i++)
        r->line_mentions[i] = get_index(u, r->form_count);
}

static void get_evidence(unpacker *u, rl_record_evidence *evidence)
{
    evidence->rank = get32(u);
    evidence->sentence = get32(u);
    evidence->text = get_index(u, u->record->strings_length);
}

static void get_pair(unpacker *u, uint32_t before, rl_record_pair *pair, rl_record_evidence *evidence)
{
    const rl_record *r = u->record;
    pair->a = get_above(u, before);
    pair->b = get_index(u, r->entity_count);
    u->bad |= pair->a >= pair->b;
    pair->count = get32(u);
    pair->line = get_index_perhaps(u, r->line_count);
    pair->evidence_count = (uint32_t)get(u, RL_EVIDENCE_LIMIT);
    pair->evidence = evidence;
    for (size_t e = 0; e < pair->evidence_count; e++)
        get_evidence(u, evidence++);
}

/* How much evidence there is is known when it was read: first there is room for the most. */
static void get_pairs(unpacker *u)
{
    rl_record *r = u->record;
    size_t count = 0;
    r->pairs = get_array(u, 5, sizeof *r->pairs, &r->pair_count);
    if (!failed(u))
        r->evidence = get_memory(u, (RL_EVIDENCE_LIMIT * r->pair_count + 1) * sizeof *r->evidence);
    for (size_t i = 0; !failed(u) && i < r->pair_count; i++) {
        get_pair(u, i == 0 ? 0 : r->pairs[i - 1].a, &r->pairs[i], r->evidence + count);
        count += r->pairs[i].evidence_count;
    }
    if (!failed(u) && u->arena != NULL)
        rl_arena_give_back(u->arena, r->evidence, (count + 1) * sizeof *r->evidence);
}

static rl_record_presence *get_presences(unpacker *u, size_t *ret_count)
{
    uint32_t before = 0;
    rl_record_presence *presences = get_array(u, 3, sizeof *presences, ret_count);
    for (size_t i = 0; !failed(u) && i < *ret_count; i++) {
        presences[i].window = before = get_above(u, before);
        presences[i].entity = get_index(u, u->record->entity_count);
        presences[i].line = get_index_perhaps(u, u->record->line_count);
    }
    return presences;
}

static void get_windows(unpacker *u)
{
    u->record->presences = get_presences(u, &u->record->presence_count);
}

static void get_sentences(unpacker *u)
{
    rl_record *r = u->record;
    uint32_t number = 0, end = 0;
    r->sentences = get_array(u, 3, sizeof *r->sentences, &r->sentence_count);
    for (size_t i = 0; !failed(u) && i < r->sentence_count; i++) {
        number = r->sentences[i].number = get_above(u, number);
        r->sentences[i].start = get_above(u, end);
        end = r->sentences[i].end = get_above(u, r->sentences[i].start);
    }
    if (!failed(u))
        r->appearances = get_presences(u, &r->appearance_count);
    for (size_t i = 0; !failed(u) && i < r->appearance_count; i++)
        u->bad |= r->appearances[i].window >= r->sentence_count;
}

static void get_bins(unpacker *u, rl_signature *signature)
{
    const unsigned char *bytes = (const unsigned char *)u->at;
    u->bad |= (size_t)(u->end - u->at) < sizeof signature->bins;
    if (failed(u))
        return;
    for (size_t i = 0; i < RL_SIGNATURE_BINS; i++)
        signature->bins[i] = (uint16_t)(bytes[2 * i] | bytes[2 * i + 1] << 8);
    u->at += sizeof signature->bins;
}

static void get_signature(unpacker *u)
{
    rl_signature *signature = &u->record->signature;
    signature->all = get_fixed(u, sizeof signature->all);
    signature->words = get32(u);
    signature->prose = get32(u);
    signature->specific_count = (uint32_t)get(u, RL_SIGNATURE_SPECIFICS);
    for (size_t i = 0; i < signature->specific_count; i++)
        signature->specifics[i] = (uint32_t)get_fixed(u, sizeof signature->specifics[i]);
    get_bins(u, signature);
}

static void get_place(unpacker *u, rl_statement_place *place)
{
    place->start = get32(u);
    place->end = get32(u);
    place->subject_start = get32(u);
    place->subject_end = get32(u);
    place->object_start = get32(u);
    place->object_end = get32(u);
}

static void get_relations(unpacker *u)
{
    rl_record *r = u->record;
    size_t length = 0;
    r->relations.strings = get_strings(u, &length);
    if (!failed(u))
        r->relations.items = get_array(u, 15, sizeof *r->relations.items, &r->relations.count);
    for (size_t i = 0; !failed(u) && i < r->relations.count; i++) {
        rl_record_relation *relation = &r->relations.items[i];
        relation->kind = get_term(u, RL_TERM_RELATION);
        relation->subject = get_index_perhaps(u, r->entity_count);
        relation->object = get_index_perhaps(u, r->entity_count);
        relation->subject_entry = get_term(u, RL_TERM_ENTRY);
        relation->object_entry = get_term(u, RL_TERM_ENTRY);
        u->bad |= relation->kind == RL_NONE || (relation->subject == RL_NONE && relation->subject_entry == RL_NONE) ||
                  (relation->object == RL_NONE && relation->object_entry == RL_NONE);
        uint64_t modality = get(u, ((uint64_t)RL_PLANNED << 1) | 1);
        relation->modality = (rl_modality)(modality >> 1);
        relation->past = (modality & 1) != 0;
        relation->sentence = get32(u);
        relation->line = get_index_perhaps(u, r->line_count);
        relation->text = get_index(u, length);
        get_place(u, &relation->place);
    }
}

static void get_digest(unpacker *u)
{
    rl_record *r = u->record;
    if ((size_t)(u->end - u->at) < sizeof r->digest) {
        u->bad = true;
        return;
    }
    memcpy(r->digest, u->at, sizeof r->digest);
    u->at += sizeof r->digest;
}

static void get_head(unpacker *u)
{
    rl_record *r = u->record;
    u->bad |= get(u, RL_PACKED_VERSION) != RL_PACKED_VERSION;
    r->strings = get_strings(u, &r->strings_length);
    r->id = get_index(u, r->strings_length);
    r->date = get_index(u, r->strings_length);
    get_digest(u);
    r->mention_count = (size_t)get(u, UINT32_MAX);
    r->repeats = get32(u);
    r->furniture = get32(u);
}

/* In the order of the bytes: what others point at comes first. */
static void (*const PARTS[])(unpacker *) = {
    get_head, get_entities, get_forms, get_lines, get_pairs, get_windows, get_sentences, get_signature, get_relations,
};

relata_status rl_record_unpack(const char *bytes, size_t length, const rl_terms *from_store, rl_arena *arena,
                               rl_record *ret_record, relata_error *err)
{
    rl_record record = {.lent = arena != NULL};
    unpacker u = {bytes, bytes + length, from_store, &record, arena, false, false};
    for (size_t i = 0; !failed(&u) && i < sizeof PARTS / sizeof PARTS[0]; i++)
        PARTS[i](&u);
    u.bad |= u.at != u.end;
    if (!failed(&u)) {
        *ret_record = record;
        return RELATA_OK;
    }
    rl_record_free(&record);
    return u.no_memory ? rl_error_memory(err)
                       : rl_error_set(err, RELATA_ERROR_FORMAT, NULL, 0, 0, "what is kept of a document is damaged");
}
