/* Whole numbers as bytes: seven bits each, the lowest first, the top bit saying that more follow. */
#ifndef RL_BASE_VARINT_H
#define RL_BASE_VARINT_H

#include "base/memory.h"

bool rl_varint_append(rl_buffer *ret, uint64_t number);

/* Reads one and moves *at behind it. False if the bytes end before it does, or it has more than nine: nobody writes more than 63
 * bits. In the header because records of lists are read by the ten thousand. */
static inline bool rl_varint_read(const char **at, const char *end, uint64_t *ret_number)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 63 && *at < end; shift += 7) {
        unsigned char byte = (unsigned char)*(*at)++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0) {
            *ret_number = number;
            return true;
        }
    }
    return false;
}

#endif
