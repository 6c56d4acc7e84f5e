/* Texts of others stand in Markdown with a backslash before every character that could mean something to it: emphasis, code,
 * links, HTML, entities, cells of tables. What means something at the start of a line only (lists, headings) needs none: no
 * text of others begins a line. Code needs a fence that is longer than any inside. */
#include "export/markdown.h"

#include "base/number.h"
#include "export/attributes.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char MARKS[] = "\\`*_[]<>|&~";

void rl_markdown_put(rl_markdown *m, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length > 0)
        rl_sink_put(&m->sink, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

/* ---- texts of others ---- */

static void put_escaped(rl_markdown *m, const char *text, size_t length)
{
    for (size_t from = 0, i = 0; from < length; from = i) {
        if (strchr(MARKS, text[i]) != NULL) {
            rl_sink_put(&m->sink, "\\", 1);
            i++;
        }
        while (i < length && strchr(MARKS, text[i]) == NULL)
            i++;
        rl_sink_put(&m->sink, text + from, i - from);
    }
}

/* Cleaned, without white space at both ends: "** a**" would not be bold. */
static const char *clean(rl_markdown *m, const char *text, size_t *ret_length)
{
    const char *line = rl_clean_string(text, true, &m->scratch);
    if (m->scratch.failed)
        m->sink.no_memory = true;
    line += strspn(line, " ");
    size_t length = strlen(line);
    while (length > 0 && line[length - 1] == ' ')
        length--;
    *ret_length = length;
    return line;
}

void rl_markdown_text(rl_markdown *m, const char *text)
{
    size_t length = 0;
    const char *line = clean(m, text, &length);
    put_escaped(m, line, length);
}

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

void rl_markdown_excerpt(rl_markdown *m, const char *text, size_t most)
{
    size_t length = 0, end = 0, characters = 0;
    const char *line = clean(m, text, &length);
    while (end < length && (!begins_character(line[end]) || characters++ < most))
        end++;
    if (end == length) {
        put_escaped(m, line, length);
        return;
    }
    size_t space = end;
    while (space > end / 2 && line[space] != ' ') /* unless there is none for long */
        space--;
    put_escaped(m, line, line[space] == ' ' ? space : end);
    rl_markdown_put(m, " …");
}

static size_t longest_run(const char *text, size_t length, char c)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < length; i++) {
        run = text[i] == c ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

void rl_markdown_code(rl_markdown *m, const char *text)
{
    size_t length = 0;
    const char *line = clean(m, text, &length);
    size_t fence = longest_run(line, length, '`') + 1;
    for (size_t i = 0; i < fence; i++)
        rl_sink_put(&m->sink, "`", 1);
    if (fence > 1)
        rl_sink_put(&m->sink, " ", 1);
    rl_sink_put(&m->sink, line, length);
    if (fence > 1)
        rl_sink_put(&m->sink, " ", 1);
    for (size_t i = 0; i < fence; i++)
        rl_sink_put(&m->sink, "`", 1);
}

/* ---- numbers ---- */

void rl_markdown_count(rl_markdown *m, uint64_t count)
{
    char digits[32], text[48];
    size_t length = (size_t)snprintf(digits, sizeof digits, "%llu", (unsigned long long)count), used = 0;
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            text[used++] = ',';
        text[used++] = digits[i];
    }
    rl_sink_put(&m->sink, text, used);
}

void rl_markdown_counted(rl_markdown *m, uint64_t count, const char *one, const char *many)
{
    rl_markdown_count(m, count);
    rl_markdown_put(m, " %s", count == 1 ? one : many);
}

void rl_markdown_number(rl_markdown *m, double number, int digits)
{
    char text[32];
    double scale = pow(10, digits);
    size_t length = rl_number_format(fabs(number) < 1e12 ? round(number * scale) / scale : number, text);
    rl_sink_put(&m->sink, text, length);
}
