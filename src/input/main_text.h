/* Which blocks of a page are the article. */
#ifndef RL_INPUT_MAIN_TEXT_H
#define RL_INPUT_MAIN_TEXT_H

#include "input/page.h"

/* Appends the main text of a page, or with `all` everything that it shows: a blank line between paragraphs and around
 * headings, a line each for items of a list. Also offers the first heading as a title and lines beside it as a date.
 * False if there is no memory. */
bool rl_page_write_text(rl_page *page, bool all, rl_buffer *ret);

#endif
