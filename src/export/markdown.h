/* Markdown that reads well as it is, made of words of our own and texts of others. Failures stay in the sink. */
#ifndef RL_EXPORT_MARKDOWN_H
#define RL_EXPORT_MARKDOWN_H

#include "export/sink.h"

#include <stdint.h>

typedef struct rl_markdown {
    rl_sink sink;
    rl_buffer scratch;
} rl_markdown;

/* Words of our own, as they are. Formats must take no texts of others: %s is for words of our own too. */
void rl_markdown_put(rl_markdown *m, const char *format, ...) RL_PRINTF(2, 3);
/* A text of others on one line: nothing in it is a mark of Markdown or of HTML. */
void rl_markdown_text(rl_markdown *m, const char *text);
/* The same, cut between words after so many characters. */
void rl_markdown_excerpt(rl_markdown *m, const char *text, size_t most);
/* A text of others to be copied as it is: `like this`. */
void rl_markdown_code(rl_markdown *m, const char *text);
/* 12,345 */
void rl_markdown_count(rl_markdown *m, uint64_t count);
/* "1 pair", "12,345 pairs" */
void rl_markdown_counted(rl_markdown *m, uint64_t count, const char *one, const char *many);
/* With so many digits behind the point, without zeros at its end. */
void rl_markdown_number(rl_markdown *m, double number, int digits);

#endif
