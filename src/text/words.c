/* Where a word ends and what shape it has, looked at character by character, whatever it is made of. tokens.c asks only
 * for the words that are not plain. */
#include "text/scan.h"

#include "text/fold.h"

/* ---- shapes ---- */

typedef struct letters {
    size_t upper;
    size_t lower;
    size_t caseless;
    size_t digits;
    bool starts_upper;
    bool rises; /* a capital after a small letter */
} letters;

static letters count_letters(const rl_scan *s, size_t start, size_t end)
{
    letters n = {0};
    rl_kind before = RL_KIND_SPACE;
    for (size_t i = start, step; i < end; i += step) {
        rl_kind k = rl_scan_kind(s, i, &step);
        n.upper += k == RL_KIND_UPPER;
        n.lower += k == RL_KIND_LOWER;
        n.caseless += k == RL_KIND_CASELESS;
        n.digits += k == RL_KIND_DIGIT;
        n.rises |= k == RL_KIND_UPPER && before == RL_KIND_LOWER;
        if (i == start)
            n.starts_upper = k == RL_KIND_UPPER;
        if (k != RL_KIND_MARK && k != RL_KIND_IGNORED)
            before = k;
    }
    return n;
}

/* "EVs", "MPs": an acronym in the plural is still an acronym. */
static bool is_plural_acronym(const rl_scan *s, const letters *n, size_t end)
{
    return n->upper >= 2 && n->lower == 1 && !n->rises && s->bytes[end - 1] == 's';
}

static rl_shape word_shape(const rl_scan *s, size_t start, size_t end)
{
    letters n = count_letters(s, start, end);
    size_t step;
    if (rl_scan_kind(s, start, &step) == RL_KIND_DIGIT)
        return RL_SHAPE_NUMBER;
    if (n.upper == 0)
        return n.lower + n.caseless > 0 ? RL_SHAPE_LOWER : RL_SHAPE_OTHER;
    if (n.rises || !n.starts_upper)
        return RL_SHAPE_MIXED;
    if (is_plural_acronym(s, &n, end) || (n.lower == 0 && n.caseless == 0 && n.upper + n.digits >= 2))
        return RL_SHAPE_ALL_CAPS;
    return n.upper >= 2 && n.lower > 0 ? RL_SHAPE_MIXED : RL_SHAPE_CAPITALISED;
}

/* ---- the end of a word ---- */

/* "U.S.", "a.m.", "J.R.R.": at least two single letters, each with its full stop, which the last one may lack; "U.S" if
 * they are capitals. Returns their end, or `start`. */
static size_t dotted_end(const rl_scan *s, size_t start)
{
    size_t at = start, letters_seen = 0, step, after;
    while (at - start < RL_WORD_LONGEST && rl_kind_is_letter(rl_scan_kind(s, at, &step)) && at + step < s->length &&
           s->bytes[at + step] == '.') {
        at += step + 1;
        letters_seen++;
    }
    if (letters_seen == 0)
        return start;
    rl_kind last = rl_scan_kind(s, at, &step), first = rl_scan_kind(s, start, &after);
    bool more = rl_kind_is_letter(last) && !rl_kind_is_inside_word(rl_scan_kind(s, at + step, &after));
    if (letters_seen == 1 && !(more && first == RL_KIND_UPPER && last == RL_KIND_UPPER))
        return start;
    return more ? at + step : at;
}

/* At an apostrophe inside a word: does the word go on after it? */
bool rl_scan_apostrophe_joins(const rl_scan *s, size_t at, size_t step)
{
    size_t next_step, after_step;
    if (!rl_kind_is_letter(rl_scan_kind(s, at + step, &next_step)))
        return false;
    bool is_s = next_step == 1 && (s->bytes[at + step] == 's' || s->bytes[at + step] == 'S');
    return !is_s || rl_kind_is_inside_word(rl_scan_kind(s, at + step + 1, &after_step));
}

/* At a full stop, comma or colon inside a word or number: does it go on after it? */
static bool point_joins(const rl_scan *s, rl_kind before, size_t at)
{
    size_t step;
    rl_kind next = rl_scan_kind(s, at + 1, &step);
    if (before == RL_KIND_DIGIT && next == RL_KIND_DIGIT)
        return true;
    return s->bytes[at] == '.' && before == RL_KIND_LOWER && next == RL_KIND_LOWER; /* nationalpost.com */
}

static bool is_known_word(const rl_string_map *map, rl_text_worker *worker, const char *bytes, size_t length)
{
    rl_buffer_clear(&worker->word);
    return rl_fold_word(bytes, length, &worker->word) &&
           rl_string_map_find(map, worker->word.bytes, worker->word.length) != RL_NONE;
}

/* Where a small letter meets a capital at `at`: were two words glued together there? */
static bool is_glued(const rl_scan *s, size_t start, size_t at)
{
    size_t step, right = at;
    rl_kind k = rl_scan_kind(s, at, &step);
    for (right += step; (k = rl_scan_kind(s, right, &step)) == RL_KIND_LOWER || k == RL_KIND_MARK; right += step)
        ;
    size_t before = at - start, after = right - at;
    if (before < 3 || after < 2)
        return false;
    bool cut = s->split == RL_SPLIT_NAME_CUT;
    bool known = cut || is_known_word(&s->rules->words, s->worker, s->bytes + at, after);
    if (rl_scan_kind(s, start, &step) == RL_KIND_LOWER)
        return before >= 4 && (after >= 3 || known);
    return after >= 3 && (known || is_known_word(&s->rules->words, s->worker, s->bytes + start, before));
}

/* At a character that is not of words: does the word that stands before it go on after it? */
static bool joins(const rl_scan *s, rl_kind before, size_t at, rl_kind k, size_t step)
{
    if (k == RL_KIND_APOSTROPHE)
        return rl_kind_is_letter(before) && rl_scan_apostrophe_joins(s, at, step);
    bool point = k == RL_KIND_STOP || (k == RL_KIND_SYMBOL && (s->bytes[at] == ',' || s->bytes[at] == ':'));
    return point && point_joins(s, before, at);
}

/* The end of the word that begins at `start`, unseen characters after it aside; *ret_glued if the next word is glued to
 * it. */
static size_t word_end(const rl_scan *s, size_t start, bool *ret_glued)
{
    size_t at = start, end = start, step;
    rl_kind before = RL_KIND_SPACE;
    *ret_glued = false;
    while (at - start < RL_WORD_LONGEST) {
        rl_kind k = rl_scan_kind(s, at, &step);
        *ret_glued = k == RL_KIND_UPPER && before == RL_KIND_LOWER && is_glued(s, start, at);
        if (*ret_glued || (!rl_kind_is_inside_word(k) && !joins(s, before, at, k, step)))
            break;
        at += step;
        if (k != RL_KIND_IGNORED)
            end = at;
        if (k != RL_KIND_MARK && k != RL_KIND_IGNORED)
            before = k;
    }
    return end;
}

static bool is_initial(const rl_scan *s, size_t start, size_t end)
{
    size_t step;
    return rl_scan_kind(s, start, &step) == RL_KIND_UPPER && step == end - start;
}

/* Does the full stop at `end` belong to the word before it? */
static bool takes_full_stop(const rl_scan *s, size_t start, size_t end)
{
    if (end >= s->length || s->bytes[end] != '.')
        return false;
    return s->split != RL_SPLIT_TEXT || is_initial(s, start, end) ||
           is_known_word(&s->rules->abbreviations, s->worker, s->bytes + start, end - start);
}

rl_word rl_scan_word(const rl_scan *s, size_t start)
{
    rl_word word = {.end = dotted_end(s, start), .shape = RL_SHAPE_DOTTED};
    if (word.end > start)
        return word;
    word.end = word_end(s, start, &word.glued);
    word.shape = word_shape(s, start, word.end);
    if (!word.glued && takes_full_stop(s, start, word.end)) {
        if (is_initial(s, start, word.end))
            word.shape = RL_SHAPE_INITIAL;
        word.end++;
    }
    return word;
}
