/* Names that differ by a slip: Damerau's four edits (a letter too many, too few, another one, two exchanged), which
 * Damerau 1964 found to be four in five of all misspellings, in one word of the name.
 *
 * Some single edits are no slips, whoever makes them. The first letter is hardly ever wrong. In words of three letters
 * one letter makes another name. Numerals ("XII", "XIII") count. An "a" at the end, or for an "o" there, is a woman's
 * name beside a man's ("Ivanov", "Ivanova"; "Mario", "Maria"). */
#include "resolve/similar.h"

#include <stdint.h>
#include <string.h>

enum { LONG_WORD = 8, MOST_EDITS = 2 };

typedef struct letters {
    uint32_t items[RL_SPELLING_LETTERS];
    size_t count;
} letters;

bool rl_name_split(const char *folded, rl_spelt_name *ret)
{
    ret->count = 0;
    for (const char *at = folded; *at != '\0';) {
        size_t length = strcspn(at, " ");
        if (length > 0 && ret->count == RL_SPELLING_WORDS)
            return false;
        if (length > 0) {
            ret->words[ret->count] = at;
            ret->lengths[ret->count++] = length;
        }
        at += length + (at[length] == ' ');
    }
    return ret->count >= 2;
}

/* Folded words are valid UTF-8. False if there are too many letters. */
static bool read_letters(const char *word, size_t length, letters *ret)
{
    ret->count = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)word[i];
        if ((byte & 0xC0) == 0x80 && ret->count > 0) {
            ret->items[ret->count - 1] = ret->items[ret->count - 1] << 6 | (byte & 0x3F);
            continue;
        }
        if (ret->count == RL_SPELLING_LETTERS)
            return false;
        ret->items[ret->count++] = byte;
    }
    return true;
}

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Edits from a to b, where no letter is edited twice. */
static unsigned count_edits(const letters *a, const letters *b)
{
    unsigned rows[3][RL_SPELLING_LETTERS + 1];
    for (size_t j = 0; j <= b->count; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a->count; i++) {
        unsigned *row = rows[i % 3];
        const unsigned *above = rows[(i + 2) % 3], *twice = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b->count; j++) {
            bool equal = a->items[i - 1] == b->items[j - 1];
            row[j] = smaller(above[j - 1] + !equal, smaller(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a->items[i - 1] == b->items[j - 2] && a->items[i - 2] == b->items[j - 1])
                row[j] = smaller(row[j], twice[j - 2] + 1);
        }
    }
    return rows[a->count % 3][b->count];
}

static bool has_digit(const letters *word)
{
    for (size_t i = 0; i < word->count; i++)
        if (word->items[i] >= '0' && word->items[i] <= '9')
            return true;
    return false;
}

static bool is_numeral(const letters *word)
{
    for (size_t i = 0; i < word->count; i++)
        if (word->items[i] > 'z' || strchr("ivxlc", (int)word->items[i]) == NULL)
            return false;
    return true;
}

/* A man's name and the woman's form of it. */
static bool differ_in_gender(const letters *a, const letters *b)
{
    const letters *longer = a->count >= b->count ? a : b, *other = longer == a ? b : a;
    size_t size = sizeof other->items[0];
    if (longer->count == other->count + 1)
        return longer->items[other->count] == 'a' && memcmp(a->items, b->items, other->count * size) == 0;
    if (longer->count != other->count || memcmp(a->items, b->items, (a->count - 1) * size) != 0)
        return false;
    uint32_t x = a->items[a->count - 1], y = b->items[b->count - 1];
    return (x == 'a' && y == 'o') || (x == 'o' && y == 'a');
}

unsigned rl_words_slip(const char *a, size_t a_length, const char *b, size_t b_length)
{
    letters x, y;
    if (!read_letters(a, a_length, &x) || !read_letters(b, b_length, &y))
        return 0;
    size_t least = x.count < y.count ? x.count : y.count, most = x.count + y.count - least;
    if (least < RL_SPELLING_LEAST || most - least > MOST_EDITS || x.items[0] != y.items[0])
        return 0;
    if (has_digit(&x) || has_digit(&y) || (is_numeral(&x) && is_numeral(&y)) || differ_in_gender(&x, &y))
        return 0;
    unsigned edits = count_edits(&x, &y);
    return edits <= (least > LONG_WORD ? MOST_EDITS : 1) ? edits : 0;
}

static bool words_equal(const rl_spelt_name *a, size_t i, const rl_spelt_name *b, size_t j)
{
    return a->lengths[i] == b->lengths[j] && memcmp(a->words[i], b->words[j], a->lengths[i]) == 0;
}

bool rl_names_similar(const rl_spelt_name *a, const rl_spelt_name *b, rl_likeness *ret)
{
    size_t different = 0, word = 0;
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (words_equal(a, i, b, i))
            continue;
        different++;
        word = i;
    }
    if (different == 2 && a->count == 2 && words_equal(a, 0, b, 1) && words_equal(a, 1, b, 0)) {
        *ret = (rl_likeness){0, 0};
        return true;
    }
    unsigned edits = different == 1 ? rl_words_slip(a->words[word], a->lengths[word], b->words[word], b->lengths[word])
                                    : 0;
    if (edits > 0)
        *ret = (rl_likeness){edits, word};
    return edits > 0;
}
