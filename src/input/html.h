/* HTML to the blocks of a page, by libxml2. */
#ifndef RL_INPUT_HTML_H
#define RL_INPUT_HTML_H

#include "input/page.h"

/* Reads a page, which must be valid UTF-8 without NUL and no longer than RL_PAGE_LIMIT; what `page` held is replaced. HTML that
 * is broken or cut is read as far as it goes: the only failure is want of memory. */
relata_status rl_html_read(rl_page *page, const char *bytes, size_t length, relata_error *err);

/* Does this begin as a page does, comments and white space aside? */
bool rl_html_is_page(const char *bytes, size_t length);

#endif
