/* The tokeniser: one pass over valid UTF-8, a table for ASCII, utf8proc's categories for the rest.
 *
 * A token is a word, a number, a possessive, a hyphen or one other character. What belongs to a word beyond letters and
 * digits is decided where it is met: an apostrophe between letters (O'Neill, but not 's), the full stops of initials and
 * abbreviations, the point of a number or of a domain name. Words that scraping glued together ("contentPrime") are cut
 * where a small letter meets a capital, if that leaves everyday words; names such as McDonald or iPhone stay whole. */
#include "text/tokens.h"

#include "text/fold.h"
#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { LONGEST_WORD = 400 };

typedef enum kind { WIDE, SPACE, LOWER, UPPER, CASELESS, DIGIT, MARK, IGNORED, APOSTROPHE, DASH, STOP, SYMBOL } kind;

typedef struct scan {
    rl_text_worker *worker;
    const rl_text_rules *rules;
    const char *bytes;
    size_t length;
    size_t at;
    bool is_name;
    uint8_t flags; /* for the next token */
} scan;

/* By byte; WIDE for those of longer characters. */
static const uint8_t byte_kinds[256] = {
    SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE,
    SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE,
    SPACE, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, APOSTROPHE, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, DASH,
    STOP, SYMBOL, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, SYMBOL, SYMBOL, SYMBOL,
    SYMBOL, SYMBOL, SYMBOL, SYMBOL, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER,
    UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, SYMBOL,
    SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER,
    LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER,
    SYMBOL, SYMBOL, SYMBOL, SYMBOL, SPACE,
};

static kind byte_kind(char byte)
{
    return (kind)byte_kinds[(unsigned char)byte];
}

static kind special_kind(uint32_t c)
{
    switch (c) {
    case 0x00A0: case 0x0085: case 0x2028: case 0x2029: return SPACE;
    case 0x00AD: case 0x200B: case 0x200C: case 0x200D: case 0x2060: case 0xFEFF: return IGNORED;
    case 0x2018: case 0x2019: case 0x02BC: return APOSTROPHE;
    case 0x2010: case 0x2011: return DASH;
    default: return SYMBOL;
    }
}

static kind wide_kind(uint32_t c)
{
    kind special = special_kind(c);
    if (special != SYMBOL)
        return special;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return UPPER;
    case UTF8PROC_CATEGORY_LL: return LOWER;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return CASELESS;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return MARK;
    case UTF8PROC_CATEGORY_ND: return DIGIT;
    case UTF8PROC_CATEGORY_ZS: return SPACE;
    default: return SYMBOL;
    }
}

/* The kind of the character at `at` and its length in bytes; SPACE of length 0 at the end. */
static kind kind_at(const scan *s, size_t at, size_t *ret_length)
{
    if (at >= s->length) {
        *ret_length = 0;
        return SPACE;
    }
    kind k = byte_kind(s->bytes[at]);
    if (k != WIDE) {
        *ret_length = 1;
        return k;
    }
    uint32_t code = 0;
    size_t bad = 1;
    size_t length = rl_utf8_decode(s->bytes + at, s->length - at, &code, &bad);
    *ret_length = length == 0 ? bad : length;
    return length == 0 ? SYMBOL : wide_kind(code);
}

static bool is_letter(kind k)
{
    return k == LOWER || k == UPPER || k == CASELESS;
}

static bool is_inside_word(kind k)
{
    return is_letter(k) || k == DIGIT || k == MARK || k == IGNORED;
}

/* ---- adding a token ---- */

static bool fold_into_worker(rl_text_worker *worker, const char *bytes, size_t length)
{
    bool plain = true;
    for (size_t i = 0; i < length && plain; i++)
        plain = ((unsigned char)bytes[i] & 0x80) == 0 && bytes[i] != '.';
    if (!plain)
        return rl_fold_word(bytes, length, &worker->folded);
    size_t start = worker->folded.length;
    if (!rl_buffer_append(&worker->folded, bytes, length))
        return false;
    for (char *c = worker->folded.bytes + start; c < worker->folded.bytes + worker->folded.length; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + ('a' - 'A'));
    return true;
}

/* A word of small ASCII letters after a first letter. */
static bool fold_plain_word(rl_text_worker *worker, const char *bytes, size_t length)
{
    size_t start = worker->folded.length;
    if (!rl_buffer_append(&worker->folded, bytes, length))
        return false;
    worker->folded.bytes[start] |= 'a' - 'A';
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
    if (!(plain ? fold_plain_word : fold_into_worker)(w, s->bytes + start, end - start))
        return false;
    size_t fold_length = w->folded.length - fold;
    w->tokens[w->token_count++] = (rl_token){
        .hash = rl_hash_bytes(w->folded.bytes + fold, fold_length),
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
    kind before = SPACE;
    for (size_t i = start, step; i < end; i += step) {
        kind k = kind_at(s, i, &step);
        n.upper += k == UPPER;
        n.lower += k == LOWER;
        n.caseless += k == CASELESS;
        n.digits += k == DIGIT;
        n.rises |= k == UPPER && before == LOWER;
        if (i == start)
            n.starts_upper = k == UPPER;
        if (k != MARK && k != IGNORED)
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
    if (kind_at(s, start, &step) == DIGIT)
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

/* "U.S.", "a.m.", "J.R.R.": at least two single letters, each with its full stop. Returns their end, or `start`. */
static size_t dotted_end(const scan *s, size_t start)
{
    size_t at = start, letters_seen = 0, step;
    while (is_letter(kind_at(s, at, &step)) && at + step < s->length && s->bytes[at + step] == '.') {
        at += step + 1;
        letters_seen++;
    }
    if (letters_seen < 2)
        return start;
    bool last_letter = is_letter(kind_at(s, at, &step)) && step > 0;
    size_t after;
    return last_letter && !is_inside_word(kind_at(s, at + step, &after)) ? at + step : at;
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
static bool point_joins(const scan *s, kind before, size_t at)
{
    size_t step;
    kind next = kind_at(s, at + 1, &step);
    if (before == DIGIT && next == DIGIT)
        return true;
    return s->bytes[at] == '.' && before == LOWER && next == LOWER; /* nationalpost.com */
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
    kind k = kind_at(s, at, &step);
    for (right += step; (k = kind_at(s, right, &step)) == LOWER || k == MARK; right += step)
        ;
    size_t before = at - start, after = right - at;
    if (before < 3 || after < 2)
        return false;
    bool known = is_known_word(&s->rules->words, s->worker, s->bytes + at, after);
    if (kind_at(s, start, &step) == LOWER)
        return before >= 4 && (after >= 3 || known);
    return after >= 3 && (known || is_known_word(&s->rules->words, s->worker, s->bytes + start, before));
}

/* The end of the word that begins at `start`; *ret_glued if the next word is glued to it. */
static size_t word_end(const scan *s, size_t start, bool *ret_glued)
{
    size_t at = start, step;
    kind before = SPACE;
    *ret_glued = false;
    while (at - start < LONGEST_WORD) {
        kind k = kind_at(s, at, &step);
        if (k == UPPER && before == LOWER && is_glued(s, start, at)) {
            *ret_glued = true;
            return at;
        }
        bool joins = is_inside_word(k);
        if (!joins && k == APOSTROPHE)
            joins = is_letter(before) && apostrophe_joins(s, at, step);
        if (!joins && (k == STOP || (k == SYMBOL && step == 1 && (s->bytes[at] == ',' || s->bytes[at] == ':'))))
            joins = point_joins(s, before, at);
        if (!joins)
            return at;
        if (k != MARK && k != IGNORED)
            before = k;
        at += step;
    }
    return at;
}

static bool is_initial(const scan *s, size_t start, size_t end)
{
    size_t step;
    return kind_at(s, start, &step) == UPPER && step == end - start;
}

/* Does the full stop at `end` belong to the word before it? */
static bool takes_full_stop(const scan *s, size_t start, size_t end)
{
    if (end >= s->length || s->bytes[end] != '.')
        return false;
    return s->is_name || is_initial(s, start, end) ||
           is_known_word(&s->rules->abbreviations, s->worker, s->bytes + start, end - start);
}

/* Does a byte after small letters end the word, whatever follows? */
static bool ends_plain_word(char byte)
{
    kind k = byte_kind(byte);
    return k == SPACE || k == SYMBOL || k == DASH;
}

/* Nearly all words of English are plain: small ASCII letters, perhaps after a capital, and then something that ends any
 * word. Returns the end of such a word, or `start` if it has to be looked at more closely. */
static size_t plain_end(const scan *s, size_t start)
{
    const char *bytes = s->bytes;
    size_t at = start + 1;
    if (byte_kind(bytes[start]) != LOWER && byte_kind(bytes[start]) != UPPER)
        return start;
    size_t most = s->length - start < LONGEST_WORD ? s->length : start + LONGEST_WORD;
    while (at < most && byte_kind(bytes[at]) == LOWER)
        at++;
    if (at == most || ends_plain_word(bytes[at]))
        return at;
    bool stops = bytes[at] == '.' && at - start > 1 && at + 1 < s->length && ends_plain_word(bytes[at + 1]);
    return stops ? at : start;
}

static bool scan_plain_word(scan *s, size_t start, size_t end)
{
    rl_shape shape = byte_kind(s->bytes[start]) == LOWER ? RL_SHAPE_LOWER : RL_SHAPE_CAPITALISED;
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

static bool scan_mark(scan *s, kind k, size_t step)
{
    size_t start = s->at;
    rl_shape shape = RL_SHAPE_PUNCTUATION;
    if (k == DASH)
        shape = RL_SHAPE_HYPHEN;
    if (k == APOSTROPHE && is_possessive(s, step)) {
        shape = RL_SHAPE_POSSESSIVE;
        step++;
    }
    s->at += step;
    return add_token(s, start, s->at, shape, false);
}

static void scan_space(scan *s, size_t step)
{
    char c = s->bytes[s->at];
    s->flags |= RL_TOKEN_SPACE_BEFORE;
    if (c == '\n' || c == '\r')
        s->flags |= RL_TOKEN_LINE_BEFORE;
    s->at += step;
}

bool rl_tokens_split(rl_text_worker *worker, const rl_text_rules *rules, const char *bytes, size_t length, bool is_name)
{
    scan s = {.worker = worker, .rules = rules, .bytes = bytes, .length = length, .is_name = is_name};
    while (s.at < length) {
        size_t step;
        kind k = kind_at(&s, s.at, &step);
        if (k == SPACE)
            scan_space(&s, step);
        else if (k == IGNORED)
            s.at += step;
        else if (!(is_letter(k) || k == DIGIT ? scan_word(&s) : scan_mark(&s, k, step)))
            return false;
    }
    return true;
}
