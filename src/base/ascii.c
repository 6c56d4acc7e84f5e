/* Letters are compared by their small forms. */
#include "base/ascii.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool rl_ascii_same_bytes(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

bool rl_ascii_same(const char *a, const char *b)
{
    size_t length = strlen(a);
    return strlen(b) == length && rl_ascii_same_bytes(a, b, length);
}

const char *rl_ascii_find(const char *text, const char *word)
{
    size_t length = strlen(word), left = strlen(text);
    for (; left >= length; text++, left--)
        if (rl_ascii_same_bytes(text, word, length))
            return text;
    return NULL;
}
