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
    bool rises; /* a capital after a small letter */
} letters;

/* What the word at `start` is, up to where it was looked at. */
typedef struct look {
    size_t end;
    rl_kind first;
    rl_kind before; /* the last one that is seen by itself */
    letters n;
    bool glued;
} look;

static void count(look *l, rl_kind k, bool at_start)
{
    l->n.upper += k == RL_KIND_UPPER;
    l->n.lower += k == RL_KIND_LOWER;
    l->n.caseless += k == RL_KIND_CASELESS;
    l->n.digits += k == RL_KIND_DIGIT;
    l->n.rises |= k == RL_KIND_UPPER && l->before == RL_KIND_LOWER;
    if (at_start)
        l->first = k;
    if (k != RL_KIND_MARK && k != RL_KIND_IGNORED)
        l->before = k;
}

/* "EVs", "MPs": an acronym in the plural is still an acronym. */
static bool is_plural_acronym(const rl_scan *s, const letters *n, size_t end)
{
    return n->upper >= 2 && n->lower == 1 && !n->rises && s->bytes[end - 1] == 's';
}

static rl_shape word_shape(const rl_scan *s, const look *l)
{
    const letters *n = &l->n;
    if (l->first == RL_KIND_DIGIT)
        return RL_SHAPE_NUMBER;
    if (n->upper == 0)
        return n->lower + n->caseless > 0 ? RL_SHAPE_LOWER : RL_SHAPE_OTHER;
    if (n->rises || l->first != RL_KIND_UPPER)
        return RL_SHAPE_MIXED;
    if (is_plural_acronym(s, n, l->end) || (n->lower == 0 && n->caseless == 0 && n->upper + n->digits >= 2))
        return RL_SHAPE_ALL_CAPS;
    return n->upper >= 2 && n->lower > 0 ? RL_SHAPE_MIXED : RL_SHAPE_CAPITALISED;
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

/* The word that begins at `start`, up to its end, unseen characters after it aside. */
static look look_at(const rl_scan *s, size_t start)
{
    size_t at = start, step;
    look l = {.end = start, .before = RL_KIND_SPACE};
    while (at - start < RL_WORD_LONGEST) {
        rl_kind k = rl_scan_kind(s, at, &step);
        l.glued = k == RL_KIND_UPPER && l.before == RL_KIND_LOWER && is_glued(s, start, at);
        if (l.glued || (!rl_kind_is_inside_word(k) && !joins(s, l.before, at, k, step)))
            break;
        count(&l, k, at == start);
        at += step;
        if (k != RL_KIND_IGNORED)
            l.end = at;
    }
    return l;
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
    size_t dotted = dotted_end(s, start);
    if (dotted > start)
        return (rl_word){.end = dotted, .shape = RL_SHAPE_DOTTED};
    look l = look_at(s, start);
    rl_word word = {.end = l.end, .shape = word_shape(s, &l), .glued = l.glued};
    if (!word.glued && takes_full_stop(s, start, word.end)) {
        if (is_initial(s, start, word.end))
            word.shape = RL_SHAPE_INITIAL;
        word.end++;
    }
    return word;
}
