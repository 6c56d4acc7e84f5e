/* Offsets asked for in any order are those of counting from the start, in every unit, with bad bytes replaced. */
#include "pipeline/offsets.h"

#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const PIECES[] = {"a",        "word ",        "\xC3\xA9", "\xE4\xB8\xAD", "\xF0\x9F\x98\x80", "\xFF",
                                     "\xE4\xB8", "\xF0\x9F\x98", "."};

enum { PIECE_COUNT = sizeof PIECES / sizeof PIECES[0], MOST = 3000 };

/* Characters or units before a byte of the text, or bytes of the input. */
static size_t count(const rl_text *text, size_t to, relata_offsets unit)
{
    size_t units = 0;
    for (size_t i = 0; i < to; i++) {
        unsigned char c = (unsigned char)text->bytes[i];
        bool begins = (c & 0xC0) != 0x80;
        units += unit == RELATA_OFFSETS_BYTE || begins;
        units += unit == RELATA_OFFSETS_UTF16 && c >= 0xF0;
    }
    for (size_t i = 0; unit == RELATA_OFFSETS_BYTE && i < text->repair_count; i++)
        if (text->repairs[i].start < to)
            units = units + text->repairs[i].input_length - 3;
    return units;
}

static void assert_offsets(rl_offsets *offsets, const rl_text *text, relata_offsets unit)
{
    assert_true(rl_offsets_read(offsets, text, unit));
    for (size_t i = 0; i <= text->length; i++) {
        size_t at = i * 7919 % (text->length + 1);
        if (at == text->length || ((unsigned char)text->bytes[at] & 0xC0) != 0x80)
            assert_int_equal(rl_offset_of(offsets, at), count(text, at, unit));
    }
}

static void they_are_those_of_counting(void **state)
{
    (void)state;
    static const relata_offsets units[] = {RELATA_OFFSETS_BYTE, RELATA_OFFSETS_CODEPOINT, RELATA_OFFSETS_UTF16};
    rl_text_worker worker = {0};
    rl_text_rules rules = {0};
    rl_offsets offsets = {0};
    uint32_t chance = 5;
    for (size_t round = 0; round < 40; round++) {
        char bytes[MOST];
        size_t length = 0, wanted = round < 4 ? round : round * 17;
        while (length < wanted) {
            chance = chance * 1664525 + 1013904223;
            const char *piece = PIECES[(chance >> 16) % (round % 3 == 0 ? 3 : PIECE_COUNT)];
            memcpy(bytes + length, piece, strlen(piece));
            length += strlen(piece);
        }
        rl_text text;
        assert_int_equal(rl_text_read(&worker, &rules, bytes, length, &text, NULL), RELATA_OK);
        for (size_t u = 0; u < 3; u++)
            assert_offsets(&offsets, &text, units[u]);
    }
    rl_offsets_free(&offsets);
    rl_text_worker_free(&worker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(they_are_those_of_counting)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
