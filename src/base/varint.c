/* Writing them. */
#include "base/varint.h"

bool rl_varint_append(rl_buffer *ret, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        if (!rl_buffer_append_char(ret, (char)(0x80 | (number & 0x7F))))
            return false;
    return rl_buffer_append_char(ret, (char)number);
}
