/* Escaping for XML. '>' is escaped everywhere, so "]]>" needs no thought. Characters that XML cannot hold at all were
 * taken out by the sanitiser. */
#include "export/xml.h"

static const char *escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&apos;";
    default:
        return NULL;
    }
}

void rl_xml_put(rl_sink *sink, const char *text, size_t length)
{
    size_t start = 0;
    for (size_t i = 0; i < length; i++) {
        const char *escape = escape_of(text[i]);
        if (escape == NULL)
            continue;
        rl_sink_put(sink, text + start, i - start);
        rl_sink_put_string(sink, escape);
        start = i + 1;
    }
    rl_sink_put(sink, text + start, length - start);
}
