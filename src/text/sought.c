/* Names that are looked for must fold to something, or they would all be alike. */
#include "text/fold.h"

#include <string.h>

bool rl_fold_sought(const char *text, rl_buffer *ret)
{
    size_t before = ret->length, length = strlen(text);
    if (!rl_fold_name(text, length, ' ', ret))
        return false;
    return ret->length > before || rl_buffer_append(ret, text, length);
}
