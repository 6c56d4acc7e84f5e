/* The tokeniser: one pass over valid UTF-8.
 *
 * A token is a word, a number, a possessive, a hyphen or one other character. What belongs to a word beyond letters and
 * digits is decided where it is met: an apostrophe between letters (O'Neill, but not 's), the full stops of initials
 * and abbreviations, the point of a number or of a domain name. Words that scraping glued together ("contentPrime") are
 * cut where a small letter meets a capital, if that leaves everyday words; names such as McDonald or iPhone stay
 * whole.
 *
 * Nearly all words of English are plain: ASCII letters, small but perhaps for the first, and then something that ends any
 * word. Their length is found sixteen bytes at a time. All bytes are folded beforehand as if they were ASCII, so that the
 * folded form of a plain word stands in the folded text where the word stands in the text; other folded forms follow
 * behind. On the way the tokens are noted at which a sentence or a phrase of furniture may begin, so that later steps need
 * not ask all. */
#include "text/tokens.h"

#include "base/bytes.h"
#include "text/fold.h"
#include "text/marks.h"
#include "text/scan.h"

#include <string.h>

/* Of a token's flags, while it is made: what stands before it may end a sentence or begin a quotation. */
enum { AFTER_MARK = 1u << 8 };

/* ---- adding a token ---- */

static bool grow_tokens(rl_text_worker *worker)
{
    rl_token *tokens = rl_array_grow(worker->tokens, &worker->token_capacity, worker->token_count + 1, sizeof *tokens);
    if (tokens == NULL)
        return false;
    worker->tokens = tokens;
    return true;
}

static bool note(uint32_t **list, size_t *capacity, size_t *count, size_t token)
{
    uint32_t *items = rl_array_grow(*list, capacity, *count + 1, sizeof *items);
    if (items == NULL)
        return false;
    *list = items;
    items[(*count)++] = (uint32_t)token;
    return true;
}

static bool note_gap(rl_text_worker *w, size_t token)
{
    return note(&w->gaps, &w->gap_capacity, &w->gap_count, token);
}

static bool note_opening(rl_text_worker *w, size_t token)
{
    return note(&w->openings, &w->opening_capacity, &w->opening_count, token);
}

typedef struct folded {
    size_t start;
    size_t length;
    uint64_t hash;
} folded;

/* Adds a token and takes the flags that wait for it. */
static inline bool add_token(rl_scan *s, size_t start, size_t end, rl_shape shape, const folded *f)
{
    rl_text_worker *w = s->worker;
    if (w->token_count == w->token_capacity && !grow_tokens(w))
        return false;
    if (s->flags > RL_TOKEN_SPACE_BEFORE && !note_gap(w, w->token_count))
        return false;
    if (rl_text_rules_may_begin(s->rules, f->hash, shape == RL_SHAPE_LOWER) && !note_opening(w, w->token_count))
        return false;
    w->tokens[w->token_count++] = (rl_token){
        .hash = f->hash,
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .fold = (uint32_t)f->start,
        .fold_length = (uint16_t)f->length,
        .shape = (uint8_t)shape,
        .flags = (uint8_t)s->flags,
    };
    return true;
}

/* Does the token fold to what stands in its place in the folded text? */
static bool folds_in_place(const char *bytes, size_t length)
{
    unsigned char all = 0, stops = 0;
    for (size_t i = 0; i < length; i++) {
        all |= (unsigned char)bytes[i];
        stops |= bytes[i] == '.';
    }
    return all < 0x80 && (stops == 0 || length == 1);
}

/* Any token, folded the general way. */
static bool add_folded(rl_scan *s, size_t start, size_t end, rl_shape shape)
{
    rl_buffer *all = &s->worker->folded;
    folded f = {.start = start, .length = end - start};
    if (!folds_in_place(s->bytes + start, end - start)) {
        f.start = all->length;
        if (f.start > UINT32_MAX || !rl_fold_word(s->bytes + start, end - start, all))
            return false;
        f.length = all->length - f.start;
    }
    f.hash = rl_hash_bytes(all->bytes + f.start, f.length);
    return add_token(s, start, end, shape, &f);
}

/* ---- words ---- */

/* Ends any word, whatever follows. */
static inline bool is_end(rl_kind k)
{
    return (1u << k & (1u << RL_KIND_SPACE | 1u << RL_KIND_SYMBOL | 1u << RL_KIND_DASH)) != 0;
}

/* Does a plain word end before the character at `at`? False if it must be looked at more closely. */
static bool ends_word(const rl_scan *s, size_t start, size_t at)
{
    size_t step;
    rl_kind k = rl_scan_kind(s, at, &step);
    if (k == RL_KIND_STOP)
        return at - start > 1 && rl_scan_kind(s, at + 1, &step) != RL_KIND_LOWER;
    if (k == RL_KIND_APOSTROPHE)
        return !rl_scan_apostrophe_joins(s, at, step);
    return is_end(k);
}

/* The length of the plain word that begins at `start` with a letter, at most RL_BYTES_BLOCK - 1; 0 if there is none. */
static inline size_t plain_length(const rl_scan *s, size_t start)
{
    const char *rest = s->bytes + start + 1;
    size_t left = s->length - start - 1;
    size_t more = left >= RL_BYTES_BLOCK ? rl_bytes_small_letters(rest) : rl_bytes_small_letters_plain(rest, left);
    if (more > RL_BYTES_BLOCK - 2)
        return 0;
    if (more < left && is_end(rl_byte_kind(rest[more])))
        return more + 1;
    return ends_word(s, start, start + 1 + more) ? more + 1 : 0;
}

/* Does the full stop behind a plain word belong to it? */
static bool takes_full_stop(const rl_scan *s, const folded *f)
{
    return s->split != RL_SPLIT_TEXT ||
           rl_string_map_find_hashed(&s->rules->abbreviations, s->worker->folded.bytes + f->start, f->length,
                                     f->hash) != RL_NONE;
}

static inline bool add_plain_word(rl_scan *s, size_t start, size_t length)
{
    const char *bytes = s->worker->folded.bytes + start;
    folded f = {start, length, rl_hash_padded(bytes, length)};
    size_t end = start + length;
    bool stop = end < s->length && s->bytes[end] == '.' && takes_full_stop(s, &f);
    rl_shape shape = s->bytes[start] == bytes[0] ? RL_SHAPE_LOWER : RL_SHAPE_CAPITALISED;
    s->at = end + stop;
    if (!add_token(s, start, s->at, shape, &f))
        return false;
    s->flags = stop ? AFTER_MARK : 0;
    return true;
}

/* Of an ASCII letter. */
static inline bool is_small_letter(char byte)
{
    return (byte & 0x20) != 0;
}

static inline bool is_ascii_letter(char byte)
{
    return (unsigned char)((byte | 0x20) - 'a') < 26;
}

/* Most of a text: plain words with a space between each two of them, as long as they are followed by what ends any word,
 * the end of the text is far, and there is room for tokens. Stops before anything else, perhaps at once. What it does is
 * what add_plain_word does, but for what cannot happen here, and without asking for room each time. */
static bool add_plain_words(rl_scan *s)
{
    rl_text_worker *w = s->worker;
    const char *const bytes = s->bytes, *const folds = w->folded.bytes;
    const size_t far = s->length > 2 * RL_BYTES_BLOCK ? s->length - 2 * RL_BYTES_BLOCK : 0;
    unsigned flags = s->flags;
    size_t at = s->at;
    if (w->token_count == w->token_capacity && !grow_tokens(w))
        return false;
    rl_token *token = w->tokens + w->token_count, *past = w->tokens + w->token_capacity;
    for (bool goes_on = true; goes_on && at < far && token < past; token++) {
        size_t length = 1 + rl_bytes_small_letters(bytes + at + 1), end = at + length;
        if (length >= RL_BYTES_BLOCK || !is_end(rl_byte_kind(bytes[end])))
            break;
        uint64_t hash = rl_hash_padded(folds + at, length);
        bool is_small = is_small_letter(bytes[at]);
        if (flags > RL_TOKEN_SPACE_BEFORE && !note_gap(w, (size_t)(token - w->tokens)))
            return false;
        if (rl_text_rules_may_begin(s->rules, hash, is_small) && !note_opening(w, (size_t)(token - w->tokens)))
            return false;
        *token = (rl_token){
            .hash = hash,
            .start = (uint32_t)at,
            .end = (uint32_t)end,
            .fold = (uint32_t)at,
            .fold_length = (uint16_t)length,
            .shape = (uint8_t)(is_small ? RL_SHAPE_LOWER : RL_SHAPE_CAPITALISED),
            .flags = (uint8_t)flags,
        };
        goes_on = bytes[end] == ' ' && is_ascii_letter(bytes[end + 1]);
        flags = goes_on ? RL_TOKEN_SPACE_BEFORE : 0;
        at = end + goes_on;
    }
    w->token_count = (size_t)(token - w->tokens);
    s->flags = flags;
    s->at = at;
    return true;
}

static bool add_other_word(rl_scan *s)
{
    size_t start = s->at;
    rl_word word = rl_scan_word(s, start);
    s->at = word.end;
    if (!add_folded(s, start, word.end, word.shape))
        return false;
    s->flags = s->bytes[word.end - 1] == '.' ? AFTER_MARK : 0;
    if (word.glued)
        s->flags |= RL_TOKEN_UNGLUED;
    return true;
}

/* ---- everything else ---- */

static bool is_possessive(const rl_scan *s, size_t step)
{
    size_t next_step;
    bool is_s = s->at + step < s->length && (s->bytes[s->at + step] == 's' || s->bytes[s->at + step] == 'S');
    bool after_word = s->at > 0 && s->worker->token_count > 0 && (s->flags & ~(unsigned)AFTER_MARK) == 0 &&
                      rl_token_is_word(&s->worker->tokens[s->worker->token_count - 1]);
    return is_s && after_word && !rl_kind_is_inside_word(rl_scan_kind(s, s->at + step + 1, &next_step));
}

static bool add_wide_mark(rl_scan *s, rl_kind k, size_t step)
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
    if (!add_folded(s, start, s->at, shape))
        return false;
    bool dull = shape != RL_SHAPE_PUNCTUATION || rl_mark_roles(s->bytes + start, step) == 0;
    s->flags = dull ? 0 : AFTER_MARK;
    return true;
}

/* Most marks are one byte and mean but one thing, and a space follows. */
static bool add_mark(rl_scan *s, rl_kind k, size_t step)
{
    if (step > 1 || k == RL_KIND_APOSTROPHE)
        return add_wide_mark(s, k, step);
    folded f = {s->at, 1, rl_hash_padded(s->worker->folded.bytes + s->at, 1)};
    rl_shape shape = k == RL_KIND_DASH ? RL_SHAPE_HYPHEN : RL_SHAPE_PUNCTUATION;
    if (!add_token(s, s->at, s->at + 1, shape, &f))
        return false;
    bool dull = shape != RL_SHAPE_PUNCTUATION || rl_mark_roles(s->bytes + s->at, 1) == 0;
    s->flags = dull ? 0 : AFTER_MARK;
    s->at++;
    if (s->at < s->length && s->bytes[s->at] == ' ') {
        s->flags |= RL_TOKEN_SPACE_BEFORE;
        s->at++;
    }
    return true;
}

/* The comma of "Martin Luther King, Jr." is part of the name and no mark. "Sr. Lopez" is a Señor. */
static bool is_comma_of_name(const rl_scan *s)
{
    const char *bytes = s->bytes + s->at;
    size_t left = s->length - s->at, after;
    bool follows = left >= 4 && bytes[0] == ',' && bytes[1] == ' ' && (bytes[2] == 'J' || bytes[2] == 'S') &&
                   (bytes[3] == 'r' || bytes[3] == 'R') && (s->flags & ~(unsigned)AFTER_MARK) == 0 &&
                   s->worker->token_count > 0 &&
                   rl_token_is_capital(&s->worker->tokens[s->worker->token_count - 1]);
    if (!follows || rl_kind_is_inside_word(rl_scan_kind(s, s->at + 4, &after)))
        return false;
    bool stop = left >= 5 && bytes[4] == '.', space = left >= 6 && bytes[5] == ' ';
    return bytes[2] == 'J' || !(stop && space && rl_scan_kind(s, s->at + 6, &after) == RL_KIND_UPPER);
}

static void pass_space(rl_scan *s, size_t step)
{
    s->flags |= RL_TOKEN_SPACE_BEFORE;
    if (rl_is_line_break(s->bytes + s->at, step))
        s->flags |= RL_TOKEN_LINE_BEFORE;
    s->at += step;
}

/* A word that begins with an ASCII letter. */
static bool add_word(rl_scan *s)
{
    size_t start = s->at;
    if (!add_plain_words(s))
        return false;
    if (s->at > start)
        return true;
    size_t plain = plain_length(s, start);
    return plain > 0 ? add_plain_word(s, start, plain) : add_other_word(s);
}

static bool step_on(rl_scan *s)
{
    size_t step;
    rl_kind k = rl_scan_kind(s, s->at, &step);
    if ((k == RL_KIND_LOWER || k == RL_KIND_UPPER) && step == 1)
        return add_word(s);
    if (rl_kind_is_letter(k) || k == RL_KIND_DIGIT)
        return add_other_word(s);
    if (k == RL_KIND_SYMBOL && is_comma_of_name(s))
        k = RL_KIND_IGNORED;
    if (k != RL_KIND_SPACE && k != RL_KIND_IGNORED)
        return add_mark(s, k, step);
    if (k == RL_KIND_SPACE)
        pass_space(s, step);
    else
        s->at += step;
    return true;
}

bool rl_tokens_split(rl_text_worker *worker, const rl_text_rules *rules, const char *bytes, size_t length,
                     rl_split split)
{
    rl_scan s = {.worker = worker, .rules = rules, .bytes = bytes, .length = length, .split = split};
    if (!rl_buffer_reserve(&worker->folded, length + RL_BYTES_BLOCK))
        return false;
    rl_bytes_lower(worker->folded.bytes, bytes, length);
    memset(worker->folded.bytes + length, 0, RL_BYTES_BLOCK);
    worker->folded.length = length;
    while (s.at < length)
        if (!step_on(&s))
            return false;
    return true;
}
