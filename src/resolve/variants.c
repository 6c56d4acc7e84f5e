/* Keys of words that are written in several ways.
 *
 * There is no one right way to write a Russian or an Arabic name in Latin letters, but the ways differ by few letters, and
 * always by the same ones. So a word is rewritten by rows of data, and words that are equal then may be one name. Short
 * words are left as they are: there a letter is too much of the name. */
#include "resolve/variants.h"

#include <string.h>

enum { REWRITTEN_LEAST = 5 }; /* letters of a word that is rewritten */

/* What rows are found under: their kind, then their spelling. */
static uint32_t find(const rl_variants *v, char kind, const char *word, size_t length)
{
    char key[1 + RL_VARIANT_BYTES];
    if (length == 0 || length > RL_VARIANT_BYTES)
        return RL_NONE;
    key[0] = kind;
    memcpy(key + 1, word, length);
    return rl_string_map_find(&v->words, key, length + 1);
}

static bool begins(const char *word, size_t length, const rl_rewriting *row)
{
    return word[0] == row->from[0] && row->from_length <= length && memcmp(word, row->from, row->from_length) == 0;
}

/* A word while it is rewritten: what it becomes is never longer than twice what it was. */
typedef struct rewritten {
    char bytes[2 * RL_VARIANT_BYTES];
    size_t length;
} rewritten;

/* Doubled letters are single ones. */
static void put(rewritten *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && out->length < sizeof out->bytes; i++) {
        bool letter = bytes[i] >= 'a' && bytes[i] <= 'z';
        if (letter && out->length > 0 && out->bytes[out->length - 1] == bytes[i])
            continue;
        out->bytes[out->length++] = bytes[i];
    }
}

static const rl_rewriting *find_beginning(const rl_rewritings *rows, const char *word, size_t length)
{
    unsigned char first = (unsigned char)word[0];
    bool any = (rows->first[first >> 6] >> (first & 63) & 1) != 0;
    for (size_t i = 0; any && i < rows->count; i++)
        if (begins(word, length, &rows->items[i]))
            return &rows->items[i];
    return NULL;
}

static const rl_rewriting *find_ending(const rl_rewritings *rows, const char *word, size_t length)
{
    for (size_t i = 0; i < rows->count; i++) {
        size_t size = rows->items[i].from_length;
        if (size < length && begins(word + length - size, size, &rows->items[i]))
            return &rows->items[i];
    }
    return NULL;
}

static void rewrite(const rl_variants *v, const char *word, size_t length, rewritten *out)
{
    const rl_rewriting *ending = find_ending(&v->endings, word, length);
    size_t stem = length - (ending == NULL ? 0 : ending->from_length), at = 0;
    const rl_rewriting *beginning = stem == 0 ? NULL : find_beginning(&v->beginnings, word, stem);
    if (beginning != NULL) {
        put(out, beginning->to, beginning->to_length);
        at = beginning->from_length;
    }
    while (at < stem) {
        const rl_rewriting *row = find_beginning(&v->letters, word + at, stem - at);
        put(out, row == NULL ? word + at : row->to, row == NULL ? 1 : row->to_length);
        at += row == NULL ? 1 : row->from_length;
    }
    if (ending != NULL)
        put(out, ending->to, ending->to_length);
}

uint64_t rl_variant_key(const rl_variants *variants, const char *word, size_t length)
{
    rewritten out = {.length = 0};
    uint32_t row = find(variants, 'w', word, length);
    if (row != RL_NONE) {
        word = variants->meant[row];
        length = strlen(word);
    }
    if (length < REWRITTEN_LEAST || length > RL_VARIANT_BYTES || variants->words.count == 0)
        return rl_hash_bytes(word, length);
    rewrite(variants, word, length, &out);
    return rl_hash_bytes(out.bytes, out.length);
}

/* Names with several rows have them numbered. */
size_t rl_variant_nicknames(const rl_variants *variants, const char *word, size_t length, uint64_t ret[RL_NICKNAMES])
{
    size_t count = 0;
    if (find(variants, 'f', word, length) != RL_NONE)
        ret[count++] = rl_hash_bytes(word, length);
    for (char kind = '1'; kind < '1' + RL_NICKNAMES && count < RL_NICKNAMES; kind++) {
        uint32_t row = find(variants, kind, word, length);
        if (row == RL_NONE)
            break;
        ret[count++] = rl_hash_bytes(variants->meant[row], strlen(variants->meant[row]));
    }
    return count;
}

bool rl_variant_is_suffix(const rl_variants *variants, const char *word, size_t length)
{
    return find(variants, 's', word, length) != RL_NONE;
}

bool rl_variant_is_common(const rl_variants *variants, const char *word, size_t length)
{
    return find(variants, 'c', word, length) != RL_NONE;
}

static uint32_t find_respelt(const rl_variants *v, const char *word, size_t length)
{
    bool may_be = length > 0 && (v->respelt[(unsigned char)word[0]] >> (length & 63) & 1) != 0;
    return may_be ? find(v, 'r', word, length) : RL_NONE;
}

bool rl_variant_changes(const rl_variants *variants, const char *name)
{
    for (const char *word = name, *at = name;; at++) {
        if (*at != ' ' && *at != '\0')
            continue;
        if (find_respelt(variants, word, (size_t)(at - word)) != RL_NONE)
            return true;
        if (*at == '\0')
            return false;
        word = at + 1;
    }
}

const char *rl_variant_respelt(const rl_variants *variants, const char *word, size_t length, size_t *ret_length)
{
    uint32_t row = find_respelt(variants, word, length);
    *ret_length = row == RL_NONE ? length : strlen(variants->meant[row]);
    return row == RL_NONE ? word : variants->meant[row];
}
