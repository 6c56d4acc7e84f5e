/* The tokeniser: one pass over valid UTF-8.
 *
 * A token is a word, a number, a possessive, a hyphen or one other character. What belongs to a word beyond letters and
 * digits is decided where it is met: an apostrophe between letters (O'Neill, but not 's), the full stops of initials
 * and abbreviations, the point of a number or of a domain name. Words that scraping glued together ("contentPrime") are
 * cut where a small letter meets a capital, if that leaves everyday words; names such as McDonald or iPhone stay
 * whole. */
#include "text/tokens.h"

#include "text/fold.h"
#include "text/kinds.h"

#include <string.h>

enum { LONGEST_WORD = 400 };

typedef struct scan {
    rl_text_worker *worker;
    const rl_text_rules *rules;
    const char *bytes;
    size_t length;
    size_t at;
    rl_split split;
    uint8_t flags; /* for the next token */
} scan;

/* The kind of the character at `at` and its length in bytes; a space of length 0 at the end. */
static rl_kind kind_at(const scan *s, size_t at, size_t *ret_length)
{
    *ret_length = 0;
    if (at >= s->length)
        return RL_KIND_SPACE;
    *ret_length = 1;
    rl_kind kind = rl_byte_kind(s->bytes[at]);
    return kind != RL_KIND_WIDE ? kind : rl_kind_at(s->bytes + at, s->length - at, ret_length);
}

static bool is_letter(rl_kind k)
{
    return k == RL_KIND_LOWER || k == RL_KIND_UPPER || k == RL_KIND_CASELESS;
}

static bool is_inside_word(rl_kind k)
{
    return is_letter(k) || k == RL_KIND_DIGIT || k == RL_KIND_MARK || k == RL_KIND_IGNORED;
}

/* ---- adding a token ---- */

static char small_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool fold_into_worker(rl_text_worker *worker, const char *bytes, size_t length)
{
    rl_buffer *folded = &worker->folded;
    bool plain = length < folded->capacity - folded->length;
    for (size_t i = 0; i < length && plain; i++)
        plain = ((unsigned char)bytes[i] & 0x80) == 0 && bytes[i] != '.';
    if (!plain)
        return rl_fold_word(bytes, length, folded);
    for (size_t i = 0; i < length; i++)
        folded->bytes[folded->length + i] = small_letter(bytes[i]);
    folded->length += length;
    return true;
}

enum { COPIED = 16 }; /* bytes that are copied at once, whatever stands behind a short word */

/* A word of small ASCII letters after a first letter. */
static bool fold_plain_word(const scan *s, size_t start, size_t length)
{
    rl_buffer *folded = &s->worker->folded;
    size_t fold = folded->length;
    if (length <= COPIED && s->length - start >= COPIED && folded->capacity - fold >= COPIED) {
        memcpy(folded->bytes + fold, s->bytes + start, COPIED);
        folded->length += length;
    } else if (!rl_buffer_append(folded, s->bytes + start, length)) {
        return false;
    }
    folded->bytes[fold] |= 'a' - 'A';
    return true;
}

static bool grow_tokens(rl_text_worker *worker)
{
    rl_token *tokens =
        rl_array_grow(worker->tokens, &worker->token_capacity, worker->token_count + 1, sizeof *tokens);
    if (tokens == NULL)
        return false;
    worker->tokens = tokens;
    return true;
}

static bool add_token(scan *s, size_t start, size_t end, rl_shape shape, bool plain)
{
    rl_text_worker *w = s->worker;
    if (w->token_count == w->token_capacity && !grow_tokens(w))
        return false;
    size_t fold = w->folded.length;
    if (fold > UINT32_MAX)
        return false;
    if (!(plain ? fold_plain_word(s, start, end - start) : fold_into_worker(w, s->bytes + start, end - start)))
        return false;
    const char *folded = w->folded.bytes + fold;
    size_t fold_length = w->folded.length - fold;
    bool readable = w->folded.capacity - fold >= 8;
    w->tokens[w->token_count++] = (rl_token){
        .hash = readable ? rl_hash_readable(folded, fold_length) : rl_hash_bytes(folded, fold_length),
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .fold = (uint32_t)fold,
        .fold_length = (uint16_t)fold_length,
        .shape = (uint8_t)shape,
        .flags = s->flags,
    };
    s->flags = 0;
    return true;
}

/* ---- shapes ---- */

typedef struct letters {
    size_t upper;
    size_t lower;
    size_t caseless;
    size_t digits;
    bool starts_upper;
    bool rises; /* a capital after a small letter */
} letters;

static letters count_letters(const scan *s, size_t start, size_t end)
{
    letters n = {0};
    rl_kind before = RL_KIND_SPACE;
    for (size_t i = start, step; i < end; i += step) {
        rl_kind k = kind_at(s, i, &step);
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
static bool is_plural_acronym(const scan *s, const letters *n, size_t end)
{
    return n->upper >= 2 && n->lower == 1 && !n->rises && s->bytes[end - 1] == 's';
}

static rl_shape word_shape(const scan *s, size_t start, size_t end)
{
    letters n = count_letters(s, start, end);
    size_t step;
    if (kind_at(s, start, &step) == RL_KIND_DIGIT)
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
static size_t dotted_end(const scan *s, size_t start)
{
    size_t at = start, letters_seen = 0, step, after;
    while (at - start < LONGEST_WORD && is_letter(kind_at(s, at, &step)) && at + step < s->length &&
           s->bytes[at + step] == '.') {
        at += step + 1;
        letters_seen++;
    }
    if (letters_seen == 0)
        return start;
    rl_kind last = kind_at(s, at, &step), first = kind_at(s, start, &after);
    bool more = is_letter(last) && !is_inside_word(kind_at(s, at + step, &after));
    if (letters_seen == 1 && !(more && first == RL_KIND_UPPER && last == RL_KIND_UPPER))
        return start;
    return more ? at + step : at;
}

/* At an apostrophe inside a word: does the word go on after it? */
static bool apostrophe_joins(const scan *s, size_t at, size_t step)
{
    size_t next_step, after_step;
    if (!is_letter(kind_at(s, at + step, &next_step)))
        return false;
    bool is_s = next_step == 1 && (s->bytes[at + step] == 's' || s->bytes[at + step] == 'S');
    return !is_s || is_inside_word(kind_at(s, at + step + 1, &after_step));
}

/* At a full stop, comma or colon inside a word or number: does it go on after it? */
static bool point_joins(const scan *s, rl_kind before, size_t at)
{
    size_t step;
    rl_kind next = kind_at(s, at + 1, &step);
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
static bool is_glued(const scan *s, size_t start, size_t at)
{
    size_t step, right = at;
    rl_kind k = kind_at(s, at, &step);
    for (right += step; (k = kind_at(s, right, &step)) == RL_KIND_LOWER || k == RL_KIND_MARK; right += step)
        ;
    size_t before = at - start, after = right - at;
    if (before < 3 || after < 2)
        return false;
    bool cut = s->split == RL_SPLIT_NAME_CUT;
    bool known = cut || is_known_word(&s->rules->words, s->worker, s->bytes + at, after);
    if (kind_at(s, start, &step) == RL_KIND_LOWER)
        return before >= 4 && (after >= 3 || known);
    return after >= 3 && (known || is_known_word(&s->rules->words, s->worker, s->bytes + start, before));
}

/* At a character that is not of words: does the word that stands before it go on after it? */
static bool joins(const scan *s, rl_kind before, size_t at, rl_kind k, size_t step)
{
    if (k == RL_KIND_APOSTROPHE)
        return is_letter(before) && apostrophe_joins(s, at, step);
    bool point = k == RL_KIND_STOP || (k == RL_KIND_SYMBOL && (s->bytes[at] == ',' || s->bytes[at] == ':'));
    return point && point_joins(s, before, at);
}

/* The end of the word that begins at `start`, unseen characters after it aside; *ret_glued if the next word is glued to
 * it. */
static size_t word_end(const scan *s, size_t start, bool *ret_glued)
{
    size_t at = start, end = start, step;
    rl_kind before = RL_KIND_SPACE;
    *ret_glued = false;
    while (at - start < LONGEST_WORD) {
        rl_kind k = kind_at(s, at, &step);
        *ret_glued = k == RL_KIND_UPPER && before == RL_KIND_LOWER && is_glued(s, start, at);
        if (*ret_glued || (!is_inside_word(k) && !joins(s, before, at, k, step)))
            break;
        at += step;
        if (k != RL_KIND_IGNORED)
            end = at;
        if (k != RL_KIND_MARK && k != RL_KIND_IGNORED)
            before = k;
    }
    return end;
}

static bool is_initial(const scan *s, size_t start, size_t end)
{
    size_t step;
    return kind_at(s, start, &step) == RL_KIND_UPPER && step == end - start;
}

/* Does the full stop at `end` belong to the word before it? */
static bool takes_full_stop(const scan *s, size_t start, size_t end)
{
    if (end >= s->length || s->bytes[end] != '.')
        return false;
    return s->split != RL_SPLIT_TEXT || is_initial(s, start, end) ||
           is_known_word(&s->rules->abbreviations, s->worker, s->bytes + start, end - start);
}

/* Does a byte after small letters end the word, whatever follows? */
static bool ends_plain_word(char byte)
{
    rl_kind k = rl_byte_kind(byte);
    return k == RL_KIND_SPACE || k == RL_KIND_SYMBOL || k == RL_KIND_DASH;
}

/* Nearly all words of English are plain: small ASCII letters, perhaps after a capital, and then something that ends any
 * word. Returns the end of such a word, or `start` if it has to be looked at more closely. */
static size_t plain_end(const scan *s, size_t start)
{
    const char *bytes = s->bytes;
    size_t at = start + 1;
    if (rl_byte_kind(bytes[start]) != RL_KIND_LOWER && rl_byte_kind(bytes[start]) != RL_KIND_UPPER)
        return start;
    size_t most = s->length - start < LONGEST_WORD ? s->length : start + LONGEST_WORD;
    while (at < most && rl_byte_kind(bytes[at]) == RL_KIND_LOWER)
        at++;
    if (at == most || ends_plain_word(bytes[at]))
        return at;
    bool stops = bytes[at] == '.' && at - start > 1 && at + 1 < s->length && ends_plain_word(bytes[at + 1]);
    return stops ? at : start;
}

static bool scan_plain_word(scan *s, size_t start, size_t end)
{
    rl_shape shape = rl_byte_kind(s->bytes[start]) == RL_KIND_LOWER ? RL_SHAPE_LOWER : RL_SHAPE_CAPITALISED;
    bool stop = takes_full_stop(s, start, end);
    s->at = stop ? end + 1 : end;
    return add_token(s, start, s->at, shape, !stop);
}

static bool scan_word(scan *s)
{
    size_t start = s->at, end = plain_end(s, start);
    if (end > start)
        return scan_plain_word(s, start, end);
    bool glued = false;
    rl_shape shape = RL_SHAPE_DOTTED;
    end = dotted_end(s, start);
    if (end == start) {
        end = word_end(s, start, &glued);
        shape = word_shape(s, start, end);
        if (!glued && takes_full_stop(s, start, end)) {
            if (is_initial(s, start, end))
                shape = RL_SHAPE_INITIAL;
            end++;
        }
    }
    s->at = end;
    if (!add_token(s, start, end, shape, false))
        return false;
    if (glued)
        s->flags |= RL_TOKEN_UNGLUED;
    return true;
}

/* ---- everything else ---- */

static bool is_possessive(const scan *s, size_t step)
{
    size_t next_step;
    bool is_s = s->at + step < s->length && (s->bytes[s->at + step] == 's' || s->bytes[s->at + step] == 'S');
    bool after_word = s->at > 0 && s->worker->token_count > 0 && s->flags == 0 &&
                      rl_token_is_word(&s->worker->tokens[s->worker->token_count - 1]);
    return is_s && after_word && !is_inside_word(kind_at(s, s->at + step + 1, &next_step));
}

static bool scan_mark(scan *s, rl_kind k, size_t step)
{
    size_t start = s->at;
    rl_shape shape = RL_SHAPE_PUNCTUATION;
    if (k == RL_KIND_DASH)
        shape = RL_SHAPE_HYPHEN;
    if (k == RL_KIND_APOSTROPHE && is_possessive(s, step)) {
        shape = RL_SHAPE_POSSESSIVE;
        step++;
    }
    s->at += step;
    return add_token(s, start, s->at, shape, false);
}

/* The comma of "Martin Luther King, Jr." is part of the name and no mark. "Sr. Lopez" is a Señor. */
static bool is_comma_of_name(const scan *s)
{
    const char *bytes = s->bytes + s->at;
    size_t left = s->length - s->at, after;
    bool follows = left >= 4 && bytes[0] == ',' && bytes[1] == ' ' && (bytes[2] == 'J' || bytes[2] == 'S') &&
                   (bytes[3] == 'r' || bytes[3] == 'R') && s->flags == 0 && s->worker->token_count > 0 &&
                   rl_token_is_capital(&s->worker->tokens[s->worker->token_count - 1]);
    if (!follows || is_inside_word(kind_at(s, s->at + 4, &after)))
        return false;
    bool stop = left >= 5 && bytes[4] == '.', space = left >= 6 && bytes[5] == ' ';
    return bytes[2] == 'J' || !(stop && space && kind_at(s, s->at + 6, &after) == RL_KIND_UPPER);
}

static void scan_space(scan *s, size_t step)
{
    s->flags |= RL_TOKEN_SPACE_BEFORE;
    if (rl_is_line_break(s->bytes + s->at, step))
        s->flags |= RL_TOKEN_LINE_BEFORE;
    s->at += step;
}

bool rl_tokens_split(rl_text_worker *worker, const rl_text_rules *rules, const char *bytes, size_t length,
                     rl_split split)
{
    scan s = {.worker = worker, .rules = rules, .bytes = bytes, .length = length, .split = split};
    if (!rl_buffer_reserve(&worker->folded, length + COPIED))
        return false;
    while (s.at < length) {
        size_t step;
        rl_kind k = kind_at(&s, s.at, &step);
        if (k == RL_KIND_SPACE)
            scan_space(&s, step);
        else if (k == RL_KIND_IGNORED || (k == RL_KIND_SYMBOL && is_comma_of_name(&s)))
            s.at += step;
        else if (!(is_letter(k) || k == RL_KIND_DIGIT ? scan_word(&s) : scan_mark(&s, k, step)))
            return false;
    }
    return true;
}
