/* Folding words and names to the form in which they are compared.
 *
 * ASCII words, nearly all of English news, are lowered byte by byte. Other words go through utf8proc: compatibility
 * decomposition of letters (ligatures and full-width forms become plain ones), case folding, accents dropped, the rest
 * composed again, so that Hangul and the like keep their usual form. Accents are dropped from Latin, Greek and, with
 * care, Cyrillic letters only: in other scripts the marks are vowels, and a word without them is another word. */
#include "text/fold.h"

#include "base/bytes.h"
#include "text/kinds.h"
#include "text/utf8.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* ---- characters ---- */

/* Letters that Unicode does not decompose, by their folded form. In order of code point. */
typedef struct replacement {
    int32_t from;
    const char *to;
} replacement;

static const replacement REPLACEMENTS[] = {
    {0x00E6, "ae"}, /* æ */
    {0x00F0, "d"},  /* ð */
    {0x00F8, "o"},  /* ø */
    {0x00FE, "th"}, /* þ */
    {0x0111, "d"},  /* đ */
    {0x0127, "h"},  /* ħ */
    {0x0131, "i"},  /* ı */
    {0x0138, "k"},  /* ĸ */
    {0x0142, "l"},  /* ł */
    {0x014B, "n"},  /* ŋ */
    {0x0153, "oe"}, /* œ */
    {0x0167, "t"},  /* ŧ */
    {0x0199, "k"},  /* ƙ */
    {0x01B4, "y"},  /* ƴ */
    {0x0253, "b"},  /* ɓ */
    {0x0256, "d"},  /* ɖ */
    {0x0257, "d"},  /* ɗ */
    {0x02BB, "'"},  /* the okina */
    {0x02BC, "'"},  /* letter apostrophe */
    {0x2010, "-"},  /* hyphen */
    {0x2011, "-"},  /* hyphen that does not break */
    {0x2018, "'"},  /* curly quotes used as apostrophes */
    {0x2019, "'"},
};

static const char *replacement_of(int32_t c)
{
    size_t count = sizeof REPLACEMENTS / sizeof REPLACEMENTS[0];
    for (size_t i = 0; i < count && REPLACEMENTS[i].from <= c; i++)
        if (REPLACEMENTS[i].from == c)
            return REPLACEMENTS[i].to;
    return NULL;
}

static bool is_accent(int32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
           (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

static bool is_cyrillic(int32_t c)
{
    return c >= 0x0400 && c <= 0x052F;
}

/* In Cyrillic an accent can make another letter (й is not и): only stress marks and the dots of ё are dropped. */
static bool drops_accent(int32_t base, int32_t accent)
{
    if (!is_cyrillic(base))
        return true;
    return accent == 0x0300 || accent == 0x0301 || (accent == 0x0308 && base == 0x0435);
}

static bool is_letter_category(utf8proc_category_t category)
{
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

/* ---- a word's code points ---- */

enum { SMALL_WORD = 128, LONGEST_EXPANSION = 32 };

typedef struct code_points {
    int32_t small[SMALL_WORD];
    int32_t *large; /* takes over when a word does not fit */
    int32_t *items;
    size_t count;
    size_t capacity;
} code_points;

static bool points_reserve(code_points *points, size_t more)
{
    if (points->count + more <= points->capacity)
        return true;
    size_t capacity = points->large == NULL ? 0 : points->capacity;
    int32_t *large = rl_array_grow(points->large, &capacity, points->count + more, sizeof *large);
    if (large == NULL)
        return false;
    if (points->large == NULL)
        memcpy(large, points->small, points->count * sizeof *large);
    points->large = points->items = large;
    points->capacity = capacity;
    return true;
}

static int32_t last_base(const code_points *points)
{
    for (size_t i = points->count; i > 0; i--)
        if (!is_accent(points->items[i - 1]))
            return points->items[i - 1];
    return 0;
}

static void add_point(code_points *points, int32_t c)
{
    if (rl_is_invisible((uint32_t)c) || c == ' ' || (is_accent(c) && drops_accent(last_base(points), c)))
        return;
    const char *to = replacement_of(c);
    if (to == NULL)
        points->items[points->count++] = c;
    for (; to != NULL && *to != '\0'; to++)
        points->items[points->count++] = (int32_t)*to;
}

/* One character of the word, folded and decomposed. */
static bool add_character(code_points *points, int32_t c)
{
    utf8proc_int32_t out[LONGEST_EXPANSION];
    int boundary = 0;
    int options = UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD;
    utf8proc_category_t category = utf8proc_category(c);
    if (is_letter_category(category) || category == UTF8PROC_CATEGORY_ND)
        options |= UTF8PROC_COMPAT;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, out, LONGEST_EXPANSION, (utf8proc_option_t)options, &boundary);
    if (count < 0 || count > LONGEST_EXPANSION || !points_reserve(points, 2 * (size_t)count))
        return false;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        add_point(points, out[i]);
    return true;
}

static unsigned mark_order(int32_t c)
{
    return (unsigned)utf8proc_get_property(c)->combining_class;
}

/* Marks of different kinds may be typed in any order: canonical order, as Unicode defines it, makes them equal. */
static void order_marks(code_points *points)
{
    for (size_t i = 1; i < points->count; i++) {
        int32_t c = points->items[i];
        unsigned order = mark_order(c);
        size_t j = i;
        for (; order > 0 && j > 0 && mark_order(points->items[j - 1]) > order; j--)
            points->items[j] = points->items[j - 1];
        points->items[j] = c;
    }
}

static bool write_points(code_points *points, rl_buffer *ret)
{
    order_marks(points);
    utf8proc_ssize_t count = utf8proc_normalize_utf32(points->items, (utf8proc_ssize_t)points->count,
                                                      UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        if (!rl_utf8_encode((uint32_t)points->items[i], ret))
            return false;
    return count >= 0;
}

static bool add_word(code_points *points, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        uint32_t c = 0xFFFD;
        size_t bad = 0;
        size_t used = rl_utf8_decode(bytes + i, length - i, &c, &bad);
        if (!add_character(points, used == 0 ? 0xFFFD : (int32_t)c))
            return false;
        i += used == 0 ? bad : used;
    }
    return true;
}

static bool fold_any(const char *bytes, size_t length, rl_buffer *ret)
{
    code_points points;
    points.large = NULL;
    points.items = points.small;
    points.count = 0;
    points.capacity = SMALL_WORD;
    bool done = add_word(&points, bytes, length) && write_points(&points, ret);
    free(points.large);
    if (!done)
        ret->failed = true;
    return done;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool fold_ascii(const char *bytes, size_t length, rl_buffer *ret)
{
    size_t start = ret->length;
    if (!rl_buffer_append(ret, bytes, length))
        return false;
    rl_bytes_lower(ret->bytes + start, bytes, length);
    return true;
}

/* ---- letters of two bytes ----
 *
 * Latin, Greek and Cyrillic letters are folded each for itself, so what becomes of them can be known beforehand: a table,
 * filled when the first of them is met, is ten times as fast as the general way. Marks need the letters before them. */

enum { FIRST_OF_TWO = 0x80, PAST_OF_TWO = 0x530, LONGEST_OF_TWO = 7 };

typedef struct short_fold {
    uint8_t length;
    char bytes[LONGEST_OF_TWO];
    bool known;
} short_fold;

static short_fold short_folds[PAST_OF_TWO - FIRST_OF_TWO];
static pthread_once_t short_folds_once = PTHREAD_ONCE_INIT;

static bool needs_context(int32_t c)
{
    utf8proc_category_t category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

/* What cannot be filled in, for want of memory, takes the general way. */
static void fill_short_folds(void)
{
    rl_buffer letter = {0}, folded = {0};
    for (int32_t c = FIRST_OF_TWO; c < PAST_OF_TWO; c++) {
        short_fold *to = &short_folds[c - FIRST_OF_TWO];
        rl_buffer_clear(&letter);
        rl_buffer_clear(&folded);
        if (needs_context(c) || !rl_utf8_encode((uint32_t)c, &letter) ||
            !fold_any(letter.bytes, letter.length, &folded) || folded.length > LONGEST_OF_TWO)
            continue;
        if (folded.length > 0)
            memcpy(to->bytes, folded.bytes, folded.length);
        to->length = (uint8_t)folded.length;
        to->known = true;
    }
    rl_buffer_free(&letter);
    rl_buffer_free(&folded);
}

/* The table's row for the two bytes, or NULL if it has none. */
static const short_fold *short_fold_of(const char *bytes)
{
    unsigned char a = (unsigned char)bytes[0], b = (unsigned char)bytes[1];
    if (a < 0xC2 || a > 0xDF || (b & 0xC0) != 0x80)
        return NULL;
    int c = (a & 0x1F) << 6 | (b & 0x3F);
    return c < PAST_OF_TWO && short_folds[c - FIRST_OF_TWO].known ? &short_folds[c - FIRST_OF_TWO] : NULL;
}

static bool fold_short(const char *bytes, size_t length, rl_buffer *ret)
{
    for (size_t i = 0; i < length;) {
        bool ascii = (unsigned char)bytes[i] < 0x80;
        const short_fold *found = ascii || i + 1 == length ? NULL : short_fold_of(bytes + i);
        if (ascii ? !rl_buffer_append_char(ret, lower(bytes[i]))
                  : found == NULL || !rl_buffer_append(ret, found->bytes, found->length))
            return false;
        i += ascii ? 1 : 2;
    }
    return true;
}

/* A word of such letters and ASCII. False if there is another character in it; `ret` is as it was then. */
static bool fold_by_table(const char *bytes, size_t length, rl_buffer *ret)
{
    size_t start = ret->length;
    (void)pthread_once(&short_folds_once, fill_short_folds);
    if (fold_short(bytes, length, ret))
        return true;
    ret->length = start;
    return false;
}

/* ---- full stops ---- */

/* Ph.D. and M.Phil. are abbreviations, amazon.com. is a name at the end of a sentence. */
enum { LONGEST_PART = 4 };

/* True if the parts between the full stops are of at most `longest` characters each, none of them a digit. */
static bool has_short_parts(const char *bytes, size_t length, size_t longest)
{
    size_t part = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '.' && part == 0)
            return false;
        part = c == '.' ? 0 : part + ((c & 0xC0) != 0x80);
        if (part > longest || (c >= '0' && c <= '9'))
            return false;
    }
    return part > 0;
}

/* Takes the full stops out of the folded word that starts at `start`: those at its end, and all of them in a dotted
 * acronym. A word of nothing but full stops stays. */
static void drop_stops(rl_buffer *ret, size_t start)
{
    char *word = ret->bytes + start;
    size_t length = ret->length - start;
    if (length == 0 || memchr(word, '.', length) == NULL)
        return;
    size_t end = length;
    while (end > 0 && word[end - 1] == '.')
        end--;
    if (end == 0)
        return;
    size_t kept = end;
    if (has_short_parts(word, end, end < length ? LONGEST_PART : 1)) {
        kept = 0;
        for (size_t i = 0; i < end; i++)
            if (word[i] != '.')
                word[kept++] = word[i];
    }
    ret->length = start + kept;
}

bool rl_fold_word(const char *bytes, size_t length, rl_buffer *ret)
{
    if (length == 0)
        return !ret->failed;
    size_t start = ret->length;
    bool ascii = rl_bytes_ascii(bytes, length) == length;
    if (!ascii && rl_folds_to_itself(bytes, length))
        return rl_buffer_append(ret, bytes, length);
    if (ascii ? !fold_ascii(bytes, length, ret) : !fold_by_table(bytes, length, ret) && !fold_any(bytes, length, ret))
        return false;
    drop_stops(ret, start);
    return true;
}
