/* Opening images: what is refused, and that nothing can be changed unseen. */
#include "gazetteer/builder.h"
#include "gazetteer/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static rl_buffer good;  /* an image */
static char *copy;      /* … that tests may spoil; its end is the end of its block, for the sanitiser to see */
static rl_image opened;

static void make_good(rl_buffer *ret)
{
    char path[] = "/tmp/relata-test-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "wb");
    assert_non_null(file);
    fputs("id\ttype\tname\taliases\tkind\tlatitude\n", file);
    for (unsigned i = 0; i < 40; i++)
        fprintf(file, "x:%u\tplace\tTown %u\tVille %u|ville-%u\ttown\t%u\n", i, i, i, i, i);
    fputs("\tcue\tMr.\t\tabbreviation\t\n\tordinary\tthe\t\tfunction\t\n\tship\t\xC3\x89toile\t\t\t\n", file);
    assert_int_equal(fclose(file), 0);
    rl_builder builder = {0};
    relata_error err = {0};
    assert_int_equal(rl_builder_read(&builder, path, &err), RELATA_OK);
    assert_int_equal(rl_builder_compile(&builder, ret, &err), RELATA_OK);
    rl_builder_free(&builder);
    assert_int_equal(unlink(path), 0);
}

static int make_image(void **state)
{
    (void)state;
    make_good(&good);
    return 0;
}

static int free_image(void **state)
{
    (void)state;
    rl_buffer_free(&good);
    free(copy);
    return 0;
}

static rl_image_head *spoil(size_t length)
{
    free(copy);
    copy = malloc(length > 0 ? length : 1);
    assert_non_null(copy);
    memcpy(copy, good.bytes, length);
    return (rl_image_head *)(void *)copy;
}

static void assert_refused(size_t length, const char *message)
{
    relata_error err = {0};
    assert_int_equal(rl_image_open(copy, length, "some.rgz", &opened, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.source, "some.rgz");
    if (message != NULL)
        assert_string_equal(err.message, message);
    else
        assert_string_not_equal(err.message, "");
}

static void assert_opens(size_t length)
{
    relata_error err = {0};
    assert_int_equal(rl_image_open(copy, length, "some.rgz", &opened, &err), RELATA_OK);
}

static void a_whole_image_is_opened(void **state)
{
    (void)state;
    spoil(good.length);
    assert_opens(good.length);
    assert_int_equal(opened.entry_count, 41);
    assert_int_equal(rl_image_verify(&opened, NULL), RELATA_OK);
    assert_true(rl_image_is(copy, 8));
    assert_false(rl_image_is(copy, 7));
}

/* The same lists make the same bytes. */
static void images_do_not_depend_on_the_run(void **state)
{
    (void)state;
    rl_buffer again = {0};
    free(malloc(1 << 20)); /* memory that is not fresh */
    make_good(&again);
    assert_int_equal(again.length, good.length);
    /* The name of the file differs, which was a temporary one. */
    rl_image a, b;
    assert_int_equal(rl_image_open(good.bytes, good.length, "a", &a, NULL), RELATA_OK);
    assert_int_equal(rl_image_open(again.bytes, again.length, "b", &b, NULL), RELATA_OK);
    for (size_t i = 0; i < RL_SECTION_COUNT; i++) {
        size_t length, same_length;
        const char *bytes = rl_image_section(&a, (rl_section)i, &length);
        const char *same = rl_image_section(&b, (rl_section)i, &same_length);
        assert_int_equal(length, same_length);
        if (i != RL_SECTION_SOURCES && length > 0)
            assert_memory_equal(bytes, same, length);
    }
    rl_buffer_free(&again);
}

static void what_is_cut_short_is_refused(void **state)
{
    (void)state;
    for (size_t length = 0; length < good.length; length += length < sizeof(rl_image_head) + 16 ? 1 : 97) {
        spoil(length);
        assert_refused(length, length < 8 ? "not a compiled gazetteer"
                                          : "the compiled gazetteer is cut short: compile the gazetteer again");
    }
    spoil(good.length - 1);
    assert_refused(good.length - 1, NULL);
}

static void what_is_too_long_is_refused(void **state)
{
    (void)state;
    char *longer = calloc(1, good.length + 1);
    assert_non_null(longer);
    memcpy(longer, good.bytes, good.length);
    free(copy);
    copy = longer;
    assert_refused(good.length + 1, "the compiled gazetteer is longer than it says: compile the gazetteer again");
}

static void every_changed_byte_of_the_head_is_refused(void **state)
{
    (void)state;
    static const char changes[] = {1, 0x10, (char)0x80, (char)0xFF};
    for (size_t i = 0; i < sizeof(rl_image_head); i++) {
        for (size_t k = 0; k < sizeof changes; k++) {
            spoil(good.length);
            copy[i] ^= changes[k];
            assert_refused(good.length, NULL);
        }
    }
}

static void every_changed_byte_of_the_body_is_found(void **state)
{
    (void)state;
    relata_error err = {0};
    for (size_t i = sizeof(rl_image_head); i < good.length; i += 1 + i % 7) {
        spoil(good.length);
        copy[i] ^= (char)(1 << i % 8);
        err = (relata_error){0};
        if (rl_image_open(copy, good.length, "some.rgz", &opened, &err) == RELATA_ERROR_FORMAT)
            continue; /* a string without an end, or records out of order */
        assert_int_equal(rl_image_verify(&opened, &err), RELATA_ERROR_FORMAT);
        assert_string_equal(err.message, "the compiled gazetteer is damaged: compile the gazetteer again");
    }
}

static void other_versions_and_byte_orders_are_refused(void **state)
{
    (void)state;
    rl_image_head *head = spoil(good.length);
    head->version = RL_IMAGE_VERSION + 1;
    rl_image_sign(copy, good.length);
    assert_refused(good.length,
                   "the compiled gazetteer is of version 3, this program reads version 2: compile it again");
    head = spoil(good.length);
    head->order = 0x04030201;
    head->version = 0x01000000;
    rl_image_sign(copy, good.length);
    assert_refused(good.length,
                   "the gazetteer was compiled on a machine of another byte order: compile the gazetteer again");
}

/* Everything below is signed: only the head's own sense can tell. */
static void assert_head_refused(void)
{
    rl_image_sign(copy, good.length);
    assert_refused(good.length, "the head of the compiled gazetteer is damaged: compile the gazetteer again");
}

static void sections_out_of_place_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < RL_SECTION_COUNT; i++) {
        const uint64_t starts[] = {0, 8, sizeof(rl_image_head) - 8, good.length + 8, UINT64_MAX - 7, UINT64_MAX};
        const uint64_t lengths[] = {good.length, UINT64_MAX, UINT64_MAX - 7, (uint64_t)1 << 63};
        for (size_t k = 0; k < sizeof starts / sizeof starts[0]; k++) {
            spoil(good.length)->sections[i].start = starts[k];
            assert_head_refused();
        }
        for (size_t k = 0; k < sizeof lengths / sizeof lengths[0]; k++) {
            spoil(good.length)->sections[i].length = lengths[k];
            assert_head_refused();
        }
        spoil(good.length)->sections[i].start += 4;
        assert_head_refused();
    }
}

static void sections_of_half_items_are_refused(void **state)
{
    (void)state;
    static const rl_section sections[] = {RL_SECTION_CLASSES, RL_SECTION_SMALL,   RL_SECTION_CAPITALS,
                                          RL_SECTION_MEANINGS, RL_SECTION_ENTRIES, RL_SECTION_HASHES, RL_SECTION_IDS};
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        spoil(good.length)->sections[sections[i]].length--;
        assert_head_refused();
    }
}

static void strings_must_end(void **state)
{
    (void)state;
    static const rl_section sections[] = {RL_SECTION_TYPES, RL_SECTION_SOURCES, RL_SECTION_TEXTS, RL_SECTION_RULES};
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        rl_image_head *head = spoil(good.length);
        copy[head->sections[sections[i]].start + head->sections[sections[i]].length - 1] = 'x';
        assert_head_refused();
        head = spoil(good.length);
        head->sections[sections[i]].length = 0; /* nothing needs no end */
        rl_image_sign(copy, good.length);
        assert_opens(good.length);
    }
}

static void counts_must_agree(void **state)
{
    (void)state;
    static const uint64_t counts[] = {0, 1, 32, 49, 1 << 27, UINT64_MAX, UINT64_MAX - 15};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        spoil(good.length)->entry_count = counts[i];
        assert_head_refused();
    }
    spoil(good.length)->sections[RL_SECTION_HASHES].length -= 4;
    assert_head_refused();
}

/* Entries that share their records would make an image cost more than it is large. */
static void records_must_ascend(void **state)
{
    (void)state;
    rl_image_head *head = spoil(good.length);
    uint32_t starts[3];
    char *place = copy + head->sections[RL_SECTION_ENTRIES].start;
    assert_int_equal(head->sections[RL_SECTION_ENTRIES].length, sizeof starts);
    memcpy(starts, place, sizeof starts);
    assert_true(starts[0] == 0 && starts[1] > 0 && starts[2] > starts[1]);
    starts[2] = starts[1];
    memcpy(place, starts, sizeof starts);
    assert_head_refused();
    starts[2] = 0;
    memcpy(place, starts, sizeof starts);
    assert_head_refused();
}

#define TEST(name) cmocka_unit_test(name)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_whole_image_is_opened),
        TEST(images_do_not_depend_on_the_run),
        TEST(what_is_cut_short_is_refused),
        TEST(what_is_too_long_is_refused),
        TEST(every_changed_byte_of_the_head_is_refused),
        TEST(every_changed_byte_of_the_body_is_found),
        TEST(other_versions_and_byte_orders_are_refused),
        TEST(sections_out_of_place_are_refused),
        TEST(sections_of_half_items_are_refused),
        TEST(strings_must_end),
        TEST(counts_must_agree),
        TEST(records_must_ascend),
    };
    return cmocka_run_group_tests_name("image", tests, make_image, free_image);
}
