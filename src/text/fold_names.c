/* Folding whole names: words folded one by one, with one character for whatever stands between them. */
#include "text/fold.h"

#include "base/bytes.h"
#include "text/kinds.h"
#include "text/utf8.h"

#include <utf8proc.h>

static bool is_ascii_word_byte(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.';
}

/* True for what a word of a name is made of: letters with their marks, digits, and the full stops of abbreviations. */
static bool is_word_character(uint32_t c)
{
    if (c < 0x80)
        return is_ascii_word_byte((unsigned char)c);
    if (rl_is_invisible(c))
        return true;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    bool letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
    bool number = category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
    return (letter && c != 0x02BB && c != 0x02BC) || number;
}

/* The end of the run of characters at `from` that all are, or all are not, of words. */
static size_t run_end(const char *bytes, size_t length, size_t from, bool *ret_word)
{
    size_t i = from;
    while (i < length) {
        if ((unsigned char)bytes[i] < 0x80) {
            bool word = is_ascii_word_byte((unsigned char)bytes[i]);
            if (i == from)
                *ret_word = word;
            else if (word != *ret_word)
                break;
            i++;
            continue;
        }
        uint32_t c = 0xFFFD;
        size_t bad = 0;
        size_t used = rl_utf8_decode(bytes + i, length - i, &c, &bad);
        bool word = used != 0 && is_word_character(c);
        if (i == from)
            *ret_word = word;
        else if (word != *ret_word)
            break;
        i += used == 0 ? bad : used;
    }
    return i;
}

/* Makes the full stops that a word kept ("amazon.com") into joins, one for a run, none at its ends. */
static void join_stops(rl_buffer *ret, size_t start, char join)
{
    size_t to = start;
    for (size_t i = start; i < ret->length; i++) {
        if (ret->bytes[i] != '.')
            ret->bytes[to++] = ret->bytes[i];
        else if (to > start && ret->bytes[to - 1] != join)
            ret->bytes[to++] = join;
    }
    if (to > start && ret->bytes[to - 1] == join)
        to--;
    ret->length = to;
}

static bool append_word(const char *bytes, size_t length, bool joined, char join, rl_buffer *ret)
{
    size_t before = ret->length;
    if (joined && !rl_buffer_append_char(ret, join))
        return false;
    size_t start = ret->length;
    if (!rl_fold_word(bytes, length, ret))
        return false;
    join_stops(ret, start, join);
    if (ret->length == start) /* nothing but full stops or unseen characters: no join either */
        ret->length = before;
    return true;
}

/* The end of the word at `from` if it is one of plain letters and digits, of which nothing but lower case can become; else
 * `from`. Most words of names are. */
static size_t plain_end(const char *bytes, size_t length, size_t from)
{
    size_t i = from;
    while (i < length && bytes[i] != '.' && is_ascii_word_byte((unsigned char)bytes[i]))
        i++;
    return i < length && ((unsigned char)bytes[i] >= 0x80 || bytes[i] == '.') ? from : i;
}

static bool append_plain(const char *bytes, size_t length, bool joined, char join, rl_buffer *ret)
{
    if ((joined && !rl_buffer_append_char(ret, join)) || !rl_buffer_append(ret, bytes, length))
        return false;
    rl_bytes_lower(ret->bytes + ret->length - length, bytes, length);
    return true;
}

bool rl_fold_name(const char *bytes, size_t length, char join, rl_buffer *ret)
{
    size_t start = ret->length;
    for (size_t i = 0; i < length;) {
        bool word = false;
        size_t plain = plain_end(bytes, length, i);
        if (plain > i && !append_plain(bytes + i, plain - i, ret->length > start, join, ret))
            return false;
        if (plain > i || bytes[i] == ' ') {
            i = plain > i ? plain : i + 1;
            continue;
        }
        size_t end = run_end(bytes, length, i, &word);
        if (word && !append_word(bytes + i, end - i, ret->length > start, join, ret))
            return false;
        i = end;
    }
    return !ret->failed;
}
