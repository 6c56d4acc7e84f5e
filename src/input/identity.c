/* Ids made from paths. Paths are compared as text, not as the file system sees them: an id must not depend on links,
 * mounts or the folder in which the program was started more than the user's own words do. */
#include "input/identity.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

bool rl_identity_of_file(const char *path, rl_buffer *ret)
{
    rl_buffer_clear(ret);
    if (!rl_path_normalise(path, ret))
        return false;
    if (ret->length == 1 && ret->bytes[0] == '-') { /* a file of that name, not standard input */
        rl_buffer_clear(ret);
        if (!rl_buffer_append_string(ret, "./-"))
            return false;
    }
    return rl_buffer_string(ret) != NULL;
}

bool rl_identity_of_line(const char *file, size_t line, rl_buffer *ret)
{
    char number[32];
    int length = snprintf(number, sizeof number, ":%zu", line);
    rl_buffer_clear(ret);
    return length > 0 && rl_buffer_append_string(ret, file) && rl_buffer_append(ret, number, (size_t)length) &&
           rl_buffer_string(ret) != NULL;
}
