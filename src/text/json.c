/* The sentence about broken JSON, and numbers that are too large for C. Parsing is for those who know the library. */
#include "text/json.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

static const char END_OF_FILE[] = "end of file", END_OF_LINE[] = "end of line";

relata_status rl_json_refuse(const char *words, bool one_line, const char *source, long line, long column,
                             relata_error *err)
{
    rl_buffer clean = {0};
    if (!rl_utf8_sanitise(words, strlen(words), true, &clean) || rl_buffer_string(&clean) == NULL) {
        rl_buffer_free(&clean);
        return rl_error_memory(err);
    }
    char *end = one_line ? strstr(clean.bytes, END_OF_FILE) : NULL;
    if (end != NULL)
        memcpy(end, END_OF_LINE, sizeof END_OF_LINE - 1);
    relata_status status = rl_error_set(err, RELATA_ERROR_FORMAT, source, line > 0 ? (size_t)line : 1,
                                        column > 0 ? (size_t)column : 1, "broken JSON: %s", clean.bytes);
    rl_buffer_free(&clean);
    return status;
}

/* ---- numbers that are too large ---- */

enum { SAFE_DIGITS = 18 };

static bool is_number_char(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

/* A number that could be too large for C, by its length or because it has an exponent, becomes "0.0" and spaces. */
static void blank_number(char *bytes, size_t length)
{
    bool has_exponent = memchr(bytes, 'e', length) != NULL || memchr(bytes, 'E', length) != NULL;
    if (length < sizeof "0.0" - 1 || (!has_exponent && length <= SAFE_DIGITS))
        return;
    memset(bytes, ' ', length);
    memcpy(bytes, "0.0", sizeof "0.0" - 1);
}

/* Goes over the line once; strings are passed over. */
static void blank_numbers(char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t start = i;
        if (bytes[i] == '"') {
            for (i++; i < length && bytes[i] != '"'; i++)
                i += bytes[i] == '\\';
            i++;
        } else if (bytes[i] == '-' || (bytes[i] >= '0' && bytes[i] <= '9')) {
            while (i < length && is_number_char(bytes[i]))
                i++;
            blank_number(bytes + start, i - start);
        } else {
            i++;
        }
    }
}

char *rl_json_blanked(const char *bytes, size_t length)
{
    char *copy = malloc(length + 1);
    if (copy == NULL)
        return NULL;
    memcpy(copy, bytes, length);
    blank_numbers(copy, length);
    return copy;
}
