/* Sets of characters, by asking PCRE2.
 *
 * A class may say many things (\p{L}, ranges, escapes), and PCRE2 has Unicode tables of its own. So a class is compiled
 * by PCRE2 alone, and every ASCII character is run through it when it is first seen. Other characters are asked for where a
 * text has them; the answers are kept. */
#include "match/internal.h"
#include "match/tree.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

enum { ASCII = 128, MOST_SETS = UINT16_MAX };

/* ---- characters beyond ASCII ---- */

static size_t length_of(unsigned char first)
{
    if (first < 0xE0)
        return 2;
    return first < 0xF0 ? 3 : 4;
}

static size_t ask(rl_answers *answers, const rl_char_set *set, const unsigned char *at, size_t length)
{
    int code = pcre2_match(set->code, at, length, 0, PCRE2_NO_UTF_CHECK | PCRE2_ANCHORED, answers->data, NULL);
    if (code == PCRE2_ERROR_NOMATCH)
        return 0;
    return code >= 0 ? length : RL_UNKNOWN_LENGTH;
}

size_t rl_char_ask(rl_answers *answers, const rl_char_set *set, const unsigned char *at)
{
    size_t length = length_of(at[0]);
    uint64_t key = set->hash;
    for (size_t i = 0; i < length; i++)
        key = (key ^ at[i]) * UINT64_C(0x9E3779B97F4A7C15);
    uint64_t *slot = &answers->keys[key >> 55];
    key |= 1;
    if ((*slot | 1) == key)
        return (*slot & 1) != 0 ? length : 0;
    size_t found = ask(answers, set, at, length);
    if (found != RL_UNKNOWN_LENGTH)
        *slot = found != 0 ? key : key & ~UINT64_C(1);
    return found;
}

/* ---- first bytes ---- */

static relata_status read_ascii(const rl_char_set *set, uint8_t *first, relata_error *err)
{
    char sample[ASCII];
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    if (data == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < ASCII; i++)
        sample[i] = (char)i;
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(data);
    for (size_t at = 0; at < ASCII; at = offsets[1]) {
        if (pcre2_match(set->code, (PCRE2_SPTR)sample, ASCII, at, PCRE2_NO_UTF_CHECK, data, NULL) < 0)
            break;
        memset(first + offsets[0], RL_IN, offsets[1] - offsets[0]);
    }
    pcre2_match_data_free(data);
    return RELATA_OK;
}

/* Where a class only lists characters, others cannot be in it; else PCRE2 must say. */
static void read_others(const rl_char_set *set, uint8_t *first)
{
    bool is_list = (set->source[0] == '[' && set->source[1] != '^') || (unsigned char)set->source[0] >= ASCII;
    bool has_others = false;
    for (size_t i = 0; i < set->source_length; i++) {
        unsigned char c = (unsigned char)set->source[i];
        is_list &= c != '\\';
        has_others |= c >= ASCII;
        if (c >= 0xC0)
            first[c] = RL_LOOK;
    }
    bool has_range = memchr(set->source, '-', set->source_length) != NULL;
    if (!is_list || (has_others && has_range))
        memset(first + ASCII, RL_LOOK, RL_AT_END - ASCII);
}

/* *ret_known is false if PCRE2 knows no such class. */
static relata_status compile(rl_char_set *set, uint8_t *first, bool *ret_known, relata_error *err)
{
    rl_buffer source = {0};
    int error = PCRE2_ERROR_HEAP_FAILED;
    PCRE2_SIZE offset = 0;
    if (rl_buffer_append(&source, set->source, set->source_length) && rl_buffer_append(&source, "++", 2))
        set->code = pcre2_compile((PCRE2_SPTR)source.bytes, source.length, PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &error,
                                  &offset, NULL);
    rl_buffer_free(&source);
    *ret_known = set->code != NULL;
    if (set->code == NULL)
        return error == PCRE2_ERROR_HEAP_FAILED ? rl_error_memory(err) : RELATA_OK;
    read_others(set, first);
    return read_ascii(set, first, err);
}

/* ---- the sets ---- */

static rl_char_set *new_set(rl_alphabet *a)
{
    rl_char_set *sets = rl_array_grow(a->sets, &a->capacity, a->count + 1, sizeof *sets);
    if (sets == NULL)
        return NULL;
    a->sets = sets;
    uint8_t(*first)[RL_FIRST_SIZE] = rl_array_grow(a->first, &a->first_capacity, a->count + 1, sizeof *first);
    if (first == NULL)
        return NULL;
    a->first = first;
    sets[a->count] = (rl_char_set){0};
    memset(first[a->count], RL_OUT, RL_FIRST_SIZE);
    return &sets[a->count];
}

static void free_set(rl_char_set *set)
{
    free(set->source);
    pcre2_code_free(set->code);
}

/* One ASCII character stands for itself, but for the full stop. */
static bool is_plain(const char *source, size_t length)
{
    return length == 1 && source[0] != '.';
}

static bool is_source(const rl_char_set *set, const char *source, size_t length, uint64_t hash)
{
    return set->hash == hash && set->source_length == length && set->source != NULL &&
           memcmp(set->source, source, length) == 0;
}

relata_status rl_alphabet_add(rl_alphabet *alphabet, const char *source, size_t length, uint32_t *ret_set,
                              relata_error *err)
{
    uint64_t hash = rl_hash_bytes(source, length);
    uint16_t *recent = &alphabet->recent[hash >> 56];
    *ret_set = *recent;
    if (*recent < alphabet->count && is_source(&alphabet->sets[*recent], source, length, hash))
        return RELATA_OK;
    for (size_t i = 0; i < alphabet->count; i++) {
        if (!is_source(&alphabet->sets[i], source, length, hash))
            continue;
        *ret_set = *recent = (uint16_t)i;
        return RELATA_OK;
    }
    *ret_set = RL_NONE;
    if (alphabet->count == MOST_SETS)
        return RELATA_OK;
    rl_char_set *set = new_set(alphabet);
    if (set == NULL || (set->source = rl_piece_copy((rl_piece){source, length, 1})) == NULL)
        return rl_error_memory(err);
    set->source_length = length;
    set->hash = hash;
    uint8_t *first = alphabet->first[alphabet->count];
    relata_status status = RELATA_OK;
    bool known = true;
    if (is_plain(source, length))
        first[(unsigned char)source[0]] = RL_IN;
    else
        status = compile(set, first, &known, err);
    if (status != RELATA_OK || !known) {
        free_set(set);
        return status;
    }
    for (size_t i = 0; i < RL_AT_END; i++)
        set->begin.bytes[i / 64] |= (uint64_t)(first[i] != RL_OUT) << (i % 64);
    *ret_set = (uint32_t)alphabet->count++;
    return RELATA_OK;
}

static bool same_begin(const rl_begin *a, const rl_begin *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0 && a->at_end == b->at_end;
}

relata_status rl_alphabet_add_begin(rl_alphabet *alphabet, const rl_begin *begin, uint32_t *ret_set, relata_error *err)
{
    rl_begin wanted = begin->is_empty ? rl_begin_any() : *begin;
    uint64_t hash = rl_hash_mix(wanted.bytes[0] ^ wanted.at_end, wanted.bytes[1] ^ wanted.bytes[2] ^ wanted.bytes[3]);
    uint16_t *recent = &alphabet->recent[hash >> 56];
    *ret_set = *recent;
    if (*recent < alphabet->count && same_begin(&alphabet->sets[*recent].begin, &wanted))
        return RELATA_OK;
    for (size_t i = 0; i < alphabet->count; i++) {
        if (!same_begin(&alphabet->sets[i].begin, &wanted))
            continue;
        *ret_set = *recent = (uint16_t)i;
        return RELATA_OK;
    }
    *ret_set = RL_NONE;
    if (alphabet->count == MOST_SETS)
        return RELATA_OK;
    rl_char_set *set = new_set(alphabet);
    if (set == NULL)
        return rl_error_memory(err);
    set->begin = wanted;
    uint8_t *first = alphabet->first[alphabet->count];
    for (size_t i = 0; i < RL_AT_END; i++)
        first[i] = (wanted.bytes[i / 64] >> (i % 64) & 1) != 0 ? RL_IN : RL_OUT;
    first[RL_AT_END] = wanted.at_end ? RL_IN : RL_OUT;
    *ret_set = (uint32_t)alphabet->count++;
    return RELATA_OK;
}

void rl_alphabet_free(rl_alphabet *alphabet)
{
    for (size_t i = 0; i < alphabet->count; i++)
        free_set(&alphabet->sets[i]);
    free(alphabet->sets);
    free(alphabet->first);
    *alphabet = (rl_alphabet){0};
}
