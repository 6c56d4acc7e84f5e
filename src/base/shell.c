/* A word of harmless characters stands as it is, any other in single quotation marks, in which only they themselves need a
 * way out. */
#include "base/shell.h"

static bool is_harmless(const char *word)
{
    static const char HARMLESS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:@%+,-";
    return word[0] != '\0' && strspn(word, HARMLESS) == strlen(word);
}

bool rl_shell_word(const char *word, rl_buffer *ret)
{
    if (is_harmless(word))
        return rl_buffer_append_string(ret, word);
    (void)rl_buffer_append_char(ret, '\'');
    for (const char *c = word; *c != '\0'; c++) {
        if (*c == '\'')
            (void)rl_buffer_append_string(ret, "'\\''");
        else
            (void)rl_buffer_append_char(ret, *c);
    }
    return rl_buffer_append_char(ret, '\'');
}
