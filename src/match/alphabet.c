/* Sets of characters, by asking PCRE2.
 *
 * A class may say many things (\p{L}, ranges, escapes), and PCRE2 has Unicode tables of its own. So a class is compiled
 * by PCRE2 alone, and a text with every character that has a rank is run through it once: what it matches is the set. The
 * answers are kept by first byte, for plain letters, and by rank for others. */
#include "match/internal.h"
#include "match/program.h"

#include <stdlib.h>
#include <string.h>

enum { TWO_BYTES = 0x80, THREE_BYTES = 0x800, GENERAL_PUNCTUATION = 0x2000, MOST_SETS = UINT16_MAX };

/* ---- characters and ranks ---- */

static size_t put_character(char *bytes, uint32_t rank)
{
    uint32_t c = rank < THREE_BYTES ? rank : rank - THREE_BYTES + GENERAL_PUNCTUATION;
    if (c < TWO_BYTES) {
        bytes[0] = (char)c;
        return 1;
    }
    if (c < THREE_BYTES) {
        bytes[0] = (char)(0xC0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    bytes[0] = (char)(0xE0 | c >> 12);
    bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
    bytes[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

/* The rank of the character at `at`, which is valid; RL_WIDE if it has none. */
static uint32_t rank_at(const unsigned char *at, size_t *ret_length)
{
    *ret_length = 1;
    if (at[0] < 0x80)
        return at[0];
    *ret_length = 2;
    if (at[0] < 0xE0)
        return (uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3F);
    *ret_length = 3;
    if (at[0] == 0xE2 && at[1] < 0x84)
        return THREE_BYTES + ((uint32_t)(at[1] & 0x03) << 6 | (at[2] & 0x3F));
    return RL_WIDE;
}

size_t rl_char_look(const rl_char_set *set, const unsigned char *at)
{
    size_t length;
    uint32_t rank = rank_at(at, &length);
    if (rank == RL_WIDE)
        return RL_UNKNOWN_LENGTH;
    return (set->wide[rank / 64] >> (rank % 64) & 1) != 0 ? length : 0;
}

static bool make_sample(rl_alphabet *alphabet)
{
    if (alphabet->sample != NULL)
        return true;
    alphabet->sample = malloc(3 * RL_WIDE);
    if (alphabet->sample == NULL)
        return false;
    for (uint32_t rank = 0; rank < RL_WIDE; rank++)
        alphabet->sample_length += put_character(alphabet->sample + alphabet->sample_length, rank);
    return true;
}

/* ---- asking ---- */

static void add_character(rl_char_set *set, const unsigned char *at, size_t *ret_length)
{
    uint32_t rank = rank_at(at, ret_length);
    set->wide[rank / 64] |= (uint64_t)1 << (rank % 64);
    set->first[at[0]] = at[0] < 0x80 ? RL_IN : RL_LOOK;
}

/* Of characters without a rank nothing is known, so that their first bytes always say to look. */
static void open_to_unknown(rl_char_set *set)
{
    for (unsigned byte = 0xE0; byte < 256; byte++)
        set->first[byte] = RL_LOOK;
}

static relata_status run_sample(const rl_alphabet *alphabet, const pcre2_code *code, rl_char_set *set, relata_error *err)
{
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    if (data == NULL)
        return rl_error_memory(err);
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(data);
    PCRE2_SPTR sample = (PCRE2_SPTR)alphabet->sample;
    for (size_t at = 0; at < alphabet->sample_length;) {
        if (pcre2_match(code, sample, alphabet->sample_length, at, PCRE2_NO_UTF_CHECK, data, NULL) < 0)
            break;
        size_t length;
        for (size_t i = offsets[0]; i < offsets[1]; i += length)
            add_character(set, sample + i, &length);
        at = offsets[1];
    }
    pcre2_match_data_free(data);
    open_to_unknown(set);
    return RELATA_OK;
}

static relata_status ask(rl_alphabet *alphabet, rl_char_set *set, relata_error *err)
{
    rl_buffer source = {0};
    pcre2_code *code = NULL;
    int error = 0;
    PCRE2_SIZE offset = 0;
    bool written = make_sample(alphabet) && rl_buffer_append(&source, set->source, set->source_length) &&
                   rl_buffer_append(&source, "++", 2);
    if (written)
        code = pcre2_compile((PCRE2_SPTR)source.bytes, source.length, PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &error,
                             &offset, NULL);
    rl_buffer_free(&source);
    if (code == NULL)
        return rl_error_memory(err); /* the expression that the class stands in was compiled before */
    relata_status status = run_sample(alphabet, code, set, err);
    pcre2_code_free(code);
    return status;
}

/* ---- the sets ---- */

static rl_char_set *new_set(rl_alphabet *alphabet)
{
    rl_char_set *sets = rl_array_grow(alphabet->sets, &alphabet->capacity, alphabet->count + 1, sizeof *sets);
    if (sets == NULL)
        return NULL;
    alphabet->sets = sets;
    sets[alphabet->count] = (rl_char_set){0};
    return &sets[alphabet->count];
}

/* One byte stands for itself, but for the full stop. */
static bool is_plain(const char *source, size_t length)
{
    return length == 1 && source[0] != '.';
}

relata_status rl_alphabet_add(rl_alphabet *alphabet, const char *source, size_t length, uint32_t *ret_set,
                              relata_error *err)
{
    for (size_t i = 0; i < alphabet->count; i++) {
        const rl_char_set *set = &alphabet->sets[i];
        if (set->source == NULL || set->source_length != length || memcmp(set->source, source, length) != 0)
            continue;
        *ret_set = (uint32_t)i;
        return RELATA_OK;
    }
    *ret_set = RL_NONE;
    if (alphabet->count == MOST_SETS)
        return RELATA_OK;
    rl_char_set *set = new_set(alphabet);
    if (set == NULL || (set->source = rl_piece_copy((rl_piece){source, length, 1})) == NULL)
        return rl_error_memory(err);
    set->source_length = length;
    relata_status status = RELATA_OK;
    if (is_plain(source, length)) {
        size_t one;
        add_character(set, (const unsigned char *)source, &one);
    } else {
        status = ask(alphabet, set, err);
    }
    if (status == RELATA_OK)
        *ret_set = (uint32_t)alphabet->count++;
    else
        free(set->source);
    return status;
}

relata_status rl_alphabet_add_first(rl_alphabet *alphabet, const uint8_t *first, uint32_t *ret_set, relata_error *err)
{
    for (size_t i = 0; i < alphabet->count; i++) {
        if (memcmp(alphabet->sets[i].first, first, RL_FIRST_SIZE) != 0)
            continue;
        *ret_set = (uint32_t)i;
        return RELATA_OK;
    }
    *ret_set = RL_NONE;
    if (alphabet->count == MOST_SETS)
        return RELATA_OK;
    rl_char_set *set = new_set(alphabet);
    if (set == NULL)
        return rl_error_memory(err);
    memcpy(set->first, first, RL_FIRST_SIZE);
    *ret_set = (uint32_t)alphabet->count++;
    return RELATA_OK;
}

void rl_alphabet_seal(rl_alphabet *alphabet)
{
    free(alphabet->sample);
    alphabet->sample = NULL;
    alphabet->sample_length = 0;
}

void rl_alphabet_free(rl_alphabet *alphabet)
{
    for (size_t i = 0; i < alphabet->count; i++)
        free(alphabet->sets[i].source);
    free(alphabet->sets);
    rl_alphabet_seal(alphabet);
    *alphabet = (rl_alphabet){0};
}
