/* What a mark may do in a sentence. Internal to text/. */
#ifndef RL_TEXT_MARKS_H
#define RL_TEXT_MARKS_H

#include <stddef.h>

enum {
    RL_MARK_CLOSER = 1u << 0, /* closes a quotation or bracket */
    RL_MARK_OPENER = 1u << 1, /* may stand before the first word of a sentence or quotation */
    RL_MARK_BULLET = 1u << 2, /* begins an item of a list */
    RL_MARK_TERMINATOR = 1u << 3
};

/* The roles of the mark of `length` bytes, which is one character of valid UTF-8 or more; 0 if it has none. */
unsigned rl_mark_roles(const char *bytes, size_t length);

#endif
