/* Full names of people, word by word.
 *
 * What may be one person: the family names are equal, the given names are or one is short for the other, and the names in
 * the middle of the one are found in the other. Words that are written in two ways count as equal, but it is said. A name in
 * the middle may be missing if there is no other one and the names beside it are equal: "M Jagadesh Kumar" is not "Meira
 * Kumar", nor is "Ben Roberts-Smith" "Ben Smith". The order of the words may be another, if nothing else is. */
#include "resolve/full_name.h"

#include "text/fold.h"

#include <string.h>

/* ---- reading ---- */

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static bool is_capital(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Does a piece of a name consist of initials: "J.", "J", "J.K.", "JK"? */
static bool has_initials(const char *piece, size_t length)
{
    size_t capitals = 0, stops = 0;
    for (size_t i = 0; i < length; i++) {
        capitals += is_capital((unsigned char)piece[i]);
        stops += piece[i] == '.';
    }
    return length == 1 ? is_letter((unsigned char)piece[0])
                       : capitals > 0 && capitals + stops == length && (stops > 0 ? capitals <= 3 : capitals <= 2);
}

static bool add_word(rl_full_name *name, const char *bytes, size_t length, bool initial)
{
    const rl_full_word *before = name->count == 0 ? NULL : &name->words[name->count - 1];
    size_t start = before == NULL ? 0 : (size_t)before->start + before->length;
    if (name->count == RL_FULL_WORDS || length > RL_FULL_BYTES - start)
        return false;
    memcpy(name->bytes + start, bytes, length);
    name->words[name->count++] = (rl_full_word){(uint8_t)start, (uint8_t)length, initial, false};
    return true;
}

static bool add_piece(const char *piece, size_t length, bool capitals, rl_buffer *scratch, rl_full_name *name)
{
    rl_buffer_clear(scratch);
    if (!rl_fold_word(piece, length, scratch))
        return false;
    bool initials = has_initials(piece, length) && (!capitals || memchr(piece, '.', length) != NULL || length == 1);
    if (!initials)
        return scratch->length == 0 || add_word(name, scratch->bytes, scratch->length, false);
    for (size_t i = 0; i < scratch->length; i++)
        if (!add_word(name, scratch->bytes + i, 1, true))
            return false;
    return true;
}

static bool is_all_capitals(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text >= 'a' && *text <= 'z')
            return false;
    return true;
}

/* Puts the words before a comma behind those after it. */
static void turn(rl_full_name *name, size_t comma)
{
    rl_full_word words[RL_FULL_WORDS];
    memcpy(words, name->words, sizeof words);
    for (size_t i = 0; i < name->count; i++)
        name->words[i] = words[(i + comma) % name->count];
}

static void take_suffix(const rl_variants *variants, rl_full_name *name)
{
    const rl_full_word *last = &name->words[name->count - 1];
    name->suffix = (rl_full_word){0, 0, false, false};
    if (name->count < 3 || !rl_variant_is_suffix(variants, rl_full_word_at(name, last), last->length))
        return;
    name->suffix = *last;
    name->count--;
}

/* The last word and the one after the hyphen behind it. */
static void join_pieces(rl_full_name *name, size_t before)
{
    enum { PARTICLE = 2 };
    if (before == 0 || name->count <= before)
        return;
    rl_full_word *one = &name->words[before - 1], *other = &name->words[before];
    if (one->length > PARTICLE && other->length > PARTICLE)
        one->joined = other->joined = true;
}

bool rl_full_name_read(const rl_variants *variants, const char *text, rl_buffer *scratch, rl_full_name *ret)
{
    size_t comma = 0;
    bool capitals = is_all_capitals(text), hyphen = false;
    ret->count = 0;
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, " -,");
        bool word = length > 0 && (is_letter((unsigned char)at[0]) || (at[0] >= '0' && at[0] <= '9'));
        size_t before = ret->count;
        if (word && !add_piece(at, length, capitals, scratch, ret))
            return false;
        if (hyphen)
            join_pieces(ret, before);
        at += length;
        hyphen = *at == '-';
        if (*at == ',' && comma == 0)
            comma = ret->count;
        at += *at != '\0';
    }
    if (ret->count < 2)
        return false;
    take_suffix(variants, ret);
    if (comma > 0 && comma < ret->count)
        turn(ret, comma);
    return !ret->words[ret->count - 1].initial;
}

/* ---- comparing ---- */

typedef enum likeness { EQUAL, SPELT, SHORT_FIRST, SHORT_SECOND, NICKNAME, OTHER } likeness;

static bool equal_bytes(const rl_full_name *a, const rl_full_word *x, const rl_full_name *b, const rl_full_word *y)
{
    return x->length == y->length && memcmp(rl_full_word_at(a, x), rl_full_word_at(b, y), x->length) == 0;
}

static bool share_nickname(const rl_variants *v, const rl_full_name *a, const rl_full_word *x, const rl_full_name *b,
                           const rl_full_word *y)
{
    uint64_t first[RL_NICKNAMES], second[RL_NICKNAMES];
    size_t m = rl_variant_nicknames(v, rl_full_word_at(a, x), x->length, first);
    size_t n = rl_variant_nicknames(v, rl_full_word_at(b, y), y->length, second);
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++)
            if (first[i] == second[j])
                return true;
    return false;
}

/* A word of one name and a word of another. */
static likeness compare(const rl_variants *v, const rl_full_name *a, const rl_full_word *x, const rl_full_name *b,
                        const rl_full_word *y, bool given)
{
    if (equal_bytes(a, x, b, y))
        return EQUAL;
    if (x->initial != y->initial && rl_full_word_at(a, x)[0] == rl_full_word_at(b, y)[0])
        return x->initial ? SHORT_FIRST : SHORT_SECOND;
    if (x->initial || y->initial)
        return OTHER;
    if (rl_variant_key(v, rl_full_word_at(a, x), x->length) == rl_variant_key(v, rl_full_word_at(b, y), y->length))
        return SPELT;
    return given && share_nickname(v, a, x, b, y) ? NICKNAME : OTHER;
}

/* What two names have shown so far. */
typedef struct finding {
    rl_difference most;
    bool less[2];
    bool spelt;        /* some word is written in two ways */
    bool missing_word; /* a name in the middle, not only an initial, is missing */
    bool missing_part; /* one of two in the middle is, or a part of a double name */
} finding;

static void note(finding *f, rl_difference difference)
{
    f->most = difference > f->most ? difference : f->most;
}

static bool note_word(finding *f, likeness like, rl_difference initial)
{
    if (like == OTHER)
        return false;
    f->spelt |= like == SPELT;
    if (like == SPELT)
        note(f, RL_DIFFER_TRANSLITERATION);
    if (like == NICKNAME)
        note(f, RL_DIFFER_NICKNAME);
    if (like == SHORT_FIRST || like == SHORT_SECOND) {
        note(f, initial);
        f->less[like == SHORT_SECOND] = true;
    }
    return true;
}

static void miss(finding *f, const rl_full_word *word)
{
    f->missing_word |= !word->initial;
    f->missing_part |= word->joined;
}

/* Each name in the middle of the one with fewer is the next or a later one of the other. */
static bool compare_middles(const rl_variants *v, const rl_full_name *a, const rl_full_name *b, finding *f)
{
    bool swapped = a->count < b->count;
    const rl_full_name *longer = swapped ? b : a, *shorter = swapped ? a : b;
    size_t at = 1;
    for (size_t i = 1; i + 1 < shorter->count; i++, at++) {
        likeness like = OTHER;
        while (at + 1 < longer->count &&
               (like = compare(v, longer, &longer->words[at], shorter, &shorter->words[i], false)) == OTHER)
            miss(f, &longer->words[at++]);
        if (like == SHORT_FIRST || like == SHORT_SECOND)
            f->less[(like == SHORT_SECOND) != swapped] = true;
        if (like == OTHER)
            return false;
        f->spelt |= like == SPELT;
        if (like != EQUAL)
            note(f, like == SPELT ? RL_DIFFER_TRANSLITERATION : RL_DIFFER_MIDDLE_INITIAL);
    }
    for (; at + 1 < longer->count; at++)
        miss(f, &longer->words[at]);
    if (longer->count > shorter->count) {
        f->missing_part |= shorter->count > 2;
        note(f, RL_DIFFER_MIDDLE);
        f->less[!swapped] = true;
    }
    return true;
}

/* "Orban Viktor"; of three words the family name moves: "Kim Jong Un", "Jong Un Kim". */
static bool is_turned(const rl_full_name *a, const rl_full_name *b)
{
    if (a->count != b->count || a->count > 3)
        return false;
    for (size_t by = 1; by < a->count; by++) {
        size_t same = 0;
        while (same < a->count && equal_bytes(a, &a->words[same], b, &b->words[(same + by) % a->count]))
            same++;
        if (same == a->count)
            return true;
    }
    return false;
}

static rl_difference compare_suffixes(const rl_full_name *a, const rl_full_name *b, finding *f)
{
    if (a->suffix.length > 0 && b->suffix.length > 0)
        return equal_bytes(a, &a->suffix, b, &b->suffix) ? RL_DIFFER_NOT : RL_DIFFER_CONFLICT;
    if (a->suffix.length == 0 && b->suffix.length == 0)
        return RL_DIFFER_NOT;
    f->less[a->suffix.length > 0] = true;
    note(f, RL_DIFFER_SUFFIX);
    return RL_DIFFER_NOT;
}

/* Of two names that each say something that the other does not, the one with an initial for its given name says less. */
static unsigned which_is_less(const finding *f, const rl_full_name *a, const rl_full_name *b)
{
    if (f->less[0] && f->less[1])
        return a->words[0].initial ? 1 : b->words[0].initial ? 2 : 0;
    return f->less[0] ? 1 : f->less[1] ? 2 : 0;
}

rl_difference rl_full_names_differ(const rl_variants *variants, const rl_full_name *a, const rl_full_name *b,
                                   unsigned *ret_less)
{
    finding f = {0};
    *ret_less = 0;
    const rl_full_word *last_a = &a->words[a->count - 1], *last_b = &b->words[b->count - 1];
    if (is_turned(a, b) && (a->count > 2 || !equal_bytes(a, &a->words[0], a, &a->words[1])))
        return RL_DIFFER_ORDER;
    likeness family = compare(variants, a, last_a, b, last_b, false);
    if (family != EQUAL && family != SPELT)
        return RL_DIFFER_UNLIKE;
    (void)note_word(&f, family, RL_DIFFER_UNLIKE);
    likeness given = compare(variants, a, &a->words[0], b, &b->words[0], true);
    if (!note_word(&f, given, RL_DIFFER_INITIAL) || compare_suffixes(a, b, &f) == RL_DIFFER_CONFLICT ||
        !compare_middles(variants, a, b, &f))
        return RL_DIFFER_CONFLICT;
    bool short_given = given == SHORT_FIRST || given == SHORT_SECOND;
    if (f.missing_part || (f.missing_word && (f.spelt || short_given || given == NICKNAME)))
        return RL_DIFFER_UNLIKE;
    *ret_less = which_is_less(&f, a, b);
    return f.most;
}
