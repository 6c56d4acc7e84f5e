/* Packed records: what goes in comes out, and bytes that were changed never lead outside. */
#include "store/pack.h"

#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Offsets in STRINGS. */
enum { ID = 0, DATE = 4, ANNA = 15, ANNA_FOLDED = 25, SENTENCE = 35, STRINGS_LENGTH = 60 };
static const char STRINGS[STRINGS_LENGTH] = "doc\0" "2025-10-31\0" "Anna Bell\0" "anna bell\0" "Anna Bell met Acme here.";
enum { SAID_LENGTH = 24 };
static const char SAID[SAID_LENGTH] = "Anna Bell leads Acme ..";

/* Terms are numbers with 100 added, by kind. */
static uint32_t to_store(void *user, rl_term_kind kind, uint32_t number)
{
    (void)user;
    return number + 100 * ((uint32_t)kind + 1);
}

static uint32_t from_store(void *user, rl_term_kind kind, uint32_t term)
{
    (void)user;
    uint32_t base = 100 * ((uint32_t)kind + 1);
    return term >= base && term < base + 100 ? term - base : RL_NONE;
}

static const rl_terms TO = {to_store, NULL}, FROM = {from_store, NULL};

static void *copy_of(const void *items, size_t size)
{
    void *copy = malloc(size + 1);
    assert_non_null(copy);
    memcpy(copy, items, size);
    return copy;
}

#define FILL(array, count, ...)                                                                                         \
    do {                                                                                                                \
        record.array = copy_of(__VA_ARGS__, sizeof(__VA_ARGS__));                                                       \
        record.count = sizeof(__VA_ARGS__) / sizeof *record.array;                                                      \
    } while (0)

static rl_record make_record(void)
{
    rl_record record = {.id = ID, .date = DATE, .mention_count = 5, .repeats = 2, .furniture = 3};
    record.strings = copy_of(STRINGS, sizeof STRINGS);
    record.strings_length = sizeof STRINGS;
    for (size_t i = 0; i < sizeof record.digest; i++)
        record.digest[i] = (uint8_t)(i * 9);
    FILL(entities, entity_count,
         ((rl_record_entity[]){{0, RL_NONE, ANNA_FOLDED, 0, 2, 4, true}, {2, 7, ANNA, 2, 1, 1, false}}));
    FILL(forms, form_count,
         ((rl_form[]){{ANNA, ANNA_FOLDED, 3, 2, false, true, 4}, {ANNA, ANNA_FOLDED, 1, 1, true, false, 0}, {ANNA, ANNA, 1, 1, false, false, 9}}));
    FILL(lines, line_count, ((rl_record_line[]){{UINT64_MAX - 5, 0, 2}}));
    FILL(line_mentions, line_mention_count, ((uint32_t[]){0, 2}));
    record.evidence = copy_of(((rl_record_evidence[]){{1, 4, SENTENCE}, {200, 70000, ANNA}}), 2 * sizeof *record.evidence);
    FILL(pairs, pair_count,
         ((rl_record_pair[]){{0, 1, 3, RL_NONE, 2, record.evidence}, {0, 1, 1, 0, 0, record.evidence}}));
    FILL(presences, presence_count, ((rl_record_presence[]){{3, 0, RL_NONE}, {3, 1, 0}, {900, 1, RL_NONE}}));
    FILL(sentences, sentence_count, ((rl_record_sentence[]){{4, 10, 90}, {7, 200, 260}}));
    FILL(appearances, appearance_count, ((rl_record_presence[]){{0, 0, RL_NONE}, {1, 1, 0}}));
    record.signature = (rl_signature){.all = 77, .words = 500, .prose = 400, .specific_count = 2, .specifics = {5, UINT32_MAX}};
    record.signature.bins[0] = UINT16_MAX;
    record.signature.bins[RL_SIGNATURE_BINS - 1] = 1;
    record.relations.items = copy_of(
        ((rl_record_relation[]){
            {3, 0, RL_NONE, RL_NONE, 8, RL_REPORTED, true, 4, 0, 0, {1, 2, 3, 4, 5, 6}},
        }),
        sizeof(rl_record_relation));
    record.relations.count = 1;
    record.relations.strings = copy_of(SAID, sizeof SAID);
    return record;
}

static void assert_same(const rl_record *a, const rl_record *b)
{
    assert_int_equal(a->strings_length, b->strings_length);
    assert_memory_equal(a->strings, b->strings, a->strings_length);
    assert_memory_equal(a->digest, b->digest, sizeof a->digest);
    assert_int_equal(a->entity_count, b->entity_count);
    assert_int_equal(b->entities[1].entry, 7);
    assert_int_equal(b->entities[0].entry, RL_NONE);
    assert_true(b->entities[0].partial);
    assert_int_equal(b->entities[1].first_form, 2);
    assert_int_equal(b->forms[0].reason, 4);
    assert_true(b->forms[0].shared && !b->forms[0].capitals && b->forms[1].capitals);
    assert_true(b->lines[0].hash == UINT64_MAX - 5);
    assert_int_equal(b->line_mentions[1], 2);
    assert_int_equal(b->pairs[0].evidence[1].sentence, 70000);
    assert_int_equal(b->pairs[0].line, RL_NONE);
    assert_int_equal(b->pairs[1].line, 0);
    assert_int_equal(b->presences[2].window, 900);
    assert_int_equal(b->sentences[1].start, 200);
    assert_int_equal(b->sentences[1].end, 260);
    assert_int_equal(b->appearances[1].entity, 1);
    assert_memory_equal(&a->signature, &b->signature, sizeof a->signature);
    assert_int_equal(b->relations.items[0].object_entry, 8);
    assert_int_equal(b->relations.items[0].modality, RL_REPORTED);
    assert_true(b->relations.items[0].past);
    assert_int_equal(b->relations.items[0].place.object_end, 6);
    assert_string_equal(b->relations.strings + b->relations.items[0].text, SAID);
    assert_int_equal(b->repeats, 2);
    assert_int_equal(b->mention_count, 5);
}

static rl_buffer pack(void)
{
    rl_buffer packed = {0};
    rl_record record = make_record();
    assert_int_equal(rl_record_pack(&record, &TO, &packed, NULL), RELATA_OK);
    rl_record_free(&record);
    return packed;
}

static void what_goes_in_comes_out(void **state)
{
    (void)state;
    rl_record record = make_record(), again;
    rl_buffer packed = pack(), twice = {0};
    assert_int_equal(rl_record_unpack(packed.bytes, packed.length, &FROM, NULL, &again, NULL), RELATA_OK);
    assert_same(&record, &again);
    assert_int_equal(rl_record_pack(&again, &TO, &twice, NULL), RELATA_OK);
    assert_int_equal(packed.length, twice.length);
    assert_memory_equal(packed.bytes, twice.bytes, twice.length);
    rl_record_free(&record);
    rl_record_free(&again);
    rl_buffer_free(&packed);
    rl_buffer_free(&twice);
}

static void an_empty_record(void **state)
{
    (void)state;
    rl_record record = {.strings = calloc(2, 1), .strings_length = 1}, again;
    rl_buffer packed = {0};
    assert_int_equal(rl_record_pack(&record, &TO, &packed, NULL), RELATA_OK);
    assert_int_equal(rl_record_unpack(packed.bytes, packed.length, &FROM, NULL, &again, NULL), RELATA_OK);
    assert_int_equal(again.entity_count, 0);
    rl_record_free(&record);
    rl_record_free(&again);
    rl_buffer_free(&packed);
}

/* Everything that a record points at is there. */
static void walk(const rl_record *r)
{
    for (size_t i = 0; i < r->entity_count; i++)
        assert_true(r->entities[i].key < r->strings_length &&
                    (size_t)r->entities[i].first_form + r->entities[i].form_count <= r->form_count);
    for (size_t i = 0; i < r->form_count; i++)
        assert_true(r->forms[i].text < r->strings_length && r->forms[i].folded < r->strings_length);
    for (size_t i = 0; i < r->pair_count; i++) {
        assert_true(r->pairs[i].a < r->pairs[i].b && r->pairs[i].b < r->entity_count);
        assert_true(r->pairs[i].line == RL_NONE || r->pairs[i].line < r->line_count);
        for (size_t e = 0; e < r->pairs[i].evidence_count; e++)
            assert_true(r->pairs[i].evidence[e].text < r->strings_length);
    }
    for (size_t i = 0; i < r->line_mention_count; i++)
        assert_true(r->line_mentions[i] < r->form_count);
    for (size_t i = 0; i < r->appearance_count; i++)
        assert_true(r->appearances[i].window < r->sentence_count && r->appearances[i].entity < r->entity_count);
    assert_true(r->strings[r->strings_length - 1] == '\0');
}

static void no_changed_byte_leads_outside(void **state)
{
    (void)state;
    rl_buffer packed = pack();
    for (size_t at = 0; at < packed.length; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            rl_record record;
            packed.bytes[at] = (char)((unsigned char)packed.bytes[at] ^ (1u << bit));
            if (rl_record_unpack(packed.bytes, packed.length, &FROM, NULL, &record, NULL) == RELATA_OK) {
                walk(&record);
                rl_record_free(&record);
            }
            packed.bytes[at] = (char)((unsigned char)packed.bytes[at] ^ (1u << bit));
        }
    }
    rl_buffer_free(&packed);
}

static void no_part_is_a_whole(void **state)
{
    (void)state;
    rl_buffer packed = pack();
    for (size_t length = 0; length < packed.length; length++) {
        rl_record record;
        relata_error err = {0};
        char *part = copy_of(packed.bytes, length);
        assert_int_equal(rl_record_unpack(part, length, &FROM, NULL, &record, &err), RELATA_ERROR_FORMAT);
        free(part);
    }
    assert_true(rl_buffer_append_char(&packed, 0));
    rl_record record;
    assert_int_equal(rl_record_unpack(packed.bytes, packed.length, &FROM, NULL, &record, NULL), RELATA_ERROR_FORMAT);
    rl_buffer_free(&packed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_in_comes_out),
        cmocka_unit_test(an_empty_record),
        cmocka_unit_test(no_changed_byte_leads_outside),
        cmocka_unit_test(no_part_is_a_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
