/* The lines of a text, as far as they may be furniture of the pages that it comes from. */
#ifndef RL_REPEAT_LINES_H
#define RL_REPEAT_LINES_H

#include "base/error.h"
#include "base/memory.h"
#include "model/text.h"

typedef struct rl_text_line {
    uint64_t hash;   /* of its words without furniture and what is repeated */
    uint32_t words;  /* these */
    uint32_t length; /* all its words */
    bool stops;      /* ends in a full stop */
    bool may_recur;  /* would be furniture if many documents had it */
} rl_text_line;

/* A thread's own memory; a zeroed one is empty. */
typedef struct rl_text_lines {
    rl_text_line *items; /* by paragraph: line breaks inside of wrapped text are none */
    size_t count;
    size_t capacity;
} rl_text_lines;

relata_status rl_text_lines_read(rl_text_lines *lines, const rl_text *text, relata_error *err);
void rl_text_lines_free(rl_text_lines *lines);

static inline const rl_text_line *rl_text_line_of(const rl_text_lines *lines, const rl_text *text, uint32_t token)
{
    return &lines->items[text->sentences[text->tokens[token].sentence].paragraph];
}

#endif
