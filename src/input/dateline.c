/* The date in the first lines of a text. A date counts if its line shows that it dates the text: nothing stands before it,
 * or a byline, or a word such as "Published"; and behind it the line ends, or goes on with a time, a dash or the like. A
 * sentence that happens to begin or end with a date does none of that: "October 31, 2025, was a cold day". */
#include "input/date.h"

#include "base/ascii.h"

#include <string.h>

enum { MOST_LINES = 10, MOST_BYTES = 1000, LATEST_START = 160, LONGEST_BYLINE = 12 };

/* How well a line dates the text: lower is better. */
typedef enum rank { RANK_PUBLISHED = 0, RANK_DATE, RANK_UPDATED, RANK_NONE } rank;

typedef struct span {
    const char *start;
    const char *end;
} span;

/* ---- characters ---- */

static const char *const SPACES[] = {" ", "\t", "\r", "\xC2\xA0", "\xE2\x80\xAF", "\xEF\xBB\xBF", "*", "_",
                                     "(", ")",  "[",  "]"};
static const char *const SEPARATORS[] = {"|",
                                         "\xC2\xB7" /* middle dot */,
                                         "\xE2\x80\xA2" /* bullet */,
                                         "-",
                                         "\xE2\x80\x93" /* en dash */,
                                         "\xE2\x80\x94" /* em dash */,
                                         ":",
                                         ";",
                                         "/",
                                         "@"};

static size_t one_of(const char *const *list, size_t count, const char *at, const char *end)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(list[i]);
        if ((size_t)(end - at) >= length && memcmp(at, list[i], length) == 0)
            return length;
    }
    return 0;
}

static size_t one_of_before(const char *const *list, size_t count, const char *start, const char *end)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(list[i]);
        if ((size_t)(end - start) >= length && memcmp(end - length, list[i], length) == 0)
            return length;
    }
    return 0;
}

#define IN(list) list, sizeof list / sizeof list[0]

static span trim(span s)
{
    for (size_t used; s.start < s.end && (used = one_of(IN(SPACES), s.start, s.end)) > 0;)
        s.start += used;
    for (size_t used; s.start < s.end && (used = one_of_before(IN(SPACES), s.start, s.end)) > 0;)
        s.end -= used;
    return s;
}

static bool is_word_byte(char c)
{
    unsigned char lower = (unsigned char)c | 0x20;
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0xC3;
}

/* Takes the last word off. Empty if `s` ends in none. */
static span last_word(span *s)
{
    span word = {s->end, s->end};
    while (word.start > s->start && is_word_byte(word.start[-1]))
        word.start--;
    s->end = word.start;
    return word;
}

static span first_word(span *s)
{
    span word = {s->start, s->start};
    while (word.end < s->end && is_word_byte(*word.end))
        word.end++;
    s->start = word.end;
    return word;
}

static bool is_any(span word, const char *const *words, size_t count)
{
    size_t length = (size_t)(word.end - word.start);
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == length && rl_ascii_same_bytes(word.start, words[i], length))
            return true;
    return false;
}

/* ---- what stands before the date ---- */

static const char *const PUBLISHED[] = {"published", "posted", "issued", "released",
                                        "date",      "dated",  "filed",  "created"};
static const char *const UPDATED[] = {"updated", "modified", "edited", "revised"};
static const char *const LINKS[] = {"on", "at"};
static const char *const SMALL[] = {"by", "and", "of",   "the",   "for",     "to",
                                    "de", "la",  "last", "first", "article", "story"};

/* Words as in a byline: few, none in small letters but those that bylines have. */
static bool is_byline(span s)
{
    size_t words = 0;
    while (s.start < s.end) {
        span word = first_word(&s);
        if (word.start == word.end) {
            s.start++;
            continue;
        }
        words++;
        if (*word.start >= 'a' && *word.start <= 'z' && !is_any(word, IN(SMALL)) && !is_any(word, IN(PUBLISHED)) &&
            !is_any(word, IN(UPDATED)))
            return false;
    }
    return words <= LONGEST_BYLINE;
}

static rank rank_before(span before)
{
    before = trim(before);
    if (before.start == before.end)
        return RANK_DATE;
    span rest = before;
    size_t separator = one_of_before(IN(SEPARATORS), rest.start, rest.end);
    bool comma = rest.end[-1] == ',';
    rest.end -= separator + (separator == 0 && comma);
    rest = trim(rest);
    span cue = last_word(&rest);
    if (is_any(cue, IN(LINKS))) {
        rest = trim(rest);
        cue = last_word(&rest);
    }
    if (is_any(cue, IN(PUBLISHED)) || is_any(cue, IN(UPDATED)))
        return !is_byline(rest) ? RANK_NONE : is_any(cue, IN(PUBLISHED)) ? RANK_PUBLISHED : RANK_UPDATED;
    span whole = before, by = first_word(&whole);
    bool introduced = separator > 0 || comma || (by.end - by.start == 2 && rl_ascii_same_bytes(by.start, "by", 2));
    return introduced && is_byline(before) ? RANK_DATE : RANK_NONE;
}

/* ---- what stands behind it ---- */

static bool is_time(span s)
{
    s = trim(s);
    return s.start < s.end && *s.start >= '0' && *s.start <= '9';
}

static bool fits_behind(span behind)
{
    static const char *const CUES[] = {"updated", "last", "published", "modified", "posted", "first"};
    static const char *const AT[] = {"at"};
    bool bracket = behind.start < behind.end && *behind.start == 'T';
    span s = trim(behind);
    if (s.start == s.end || bracket || is_time(s) || one_of(IN(SEPARATORS), s.start, s.end) > 0)
        return true;
    if (behind.end - behind.start > 1 && memchr(behind.start, '(', (size_t)(s.start - behind.start)) != NULL)
        return true; /* "Oct. 31, 2025 (Reuters)" */
    if (*s.start == '.')
        return s.end - s.start == 1;
    if (*s.start == ',')
        return is_time((span){s.start + 1, s.end});
    span rest = s, word = first_word(&rest);
    return is_any(word, IN(CUES)) || (is_any(word, IN(AT)) && is_time(rest));
}

/* ---- lines ---- */

/* Every date has a year of four digits: most lines have none and need no closer look. */
static bool may_have_year(span line)
{
    size_t digits = 0;
    for (const char *at = line.start; at < line.end && at - line.start < 2 * LATEST_START; at++) {
        digits = *at >= '0' && *at <= '9' ? digits + 1 : 0;
        if (digits == 4)
            return true;
    }
    return false;
}

static rank rank_of_line(span line, rl_day *ret)
{
    rank best = RANK_NONE;
    bool inside = false;
    if (!may_have_year(line))
        return RANK_NONE;
    for (const char *at = line.start; at < line.end && at - line.start < LATEST_START; at++) {
        rl_day day;
        size_t length = inside || !is_word_byte(*at) ? 0 : rl_date_read(at, (size_t)(line.end - at), &day);
        inside = is_word_byte(*at);
        if (length == 0)
            continue;
        rank here = rank_before((span){line.start, at});
        if (here < best && fits_behind((span){at + length, line.end})) {
            best = here;
            *ret = day;
        }
        at += length - 1;
    }
    return best;
}

bool rl_date_of_text(const char *text, size_t length, char ret[RL_DATE_SIZE])
{
    const char *end = text + length;
    rank best = RANK_NONE;
    size_t lines = 0;
    for (const char *at = text; at < end && at - text < MOST_BYTES && lines < MOST_LINES;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        span line = trim((span){at, stop == NULL ? end : stop});
        rl_day day;
        rank here = RANK_NONE;
        lines += line.start < line.end;
        if (line.start < line.end)
            here = rank_of_line(line, &day);
        if (here < best) {
            best = here;
            rl_date_write(day, ret);
        }
        at = stop == NULL ? end : stop + 1;
    }
    return best != RANK_NONE;
}
