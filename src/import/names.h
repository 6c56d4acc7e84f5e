/* Names of other lists as ours may hold them. Internal to import/. */
#ifndef RL_IMPORT_NAMES_H
#define RL_IMPORT_NAMES_H

#include "base/memory.h"
#include "import/counts.h"
#include "text/text.h"

enum { RL_VALUE_BYTES = 1000, RL_NAME_WORDS = 16 };

/* Appends the text with white space and control characters of any kind as single spaces, none at the ends, and without
 * characters that only steer its direction. RL_REASON_BAD_UTF8 if it holds bad UTF-8 or U+FFFD, RL_REASON_LONG if it is
 * too long; what was appended is then to be dropped. */
rl_reason rl_text_clean(const char *bytes, size_t length, rl_buffer *ret);

/* Why a cleaned name cannot be kept; RL_REASON_NONE if it can. `worker` is memory to work in. */
rl_reason rl_name_check(const char *name, size_t length, rl_text_worker *worker);

/* ---- what names of many languages look like ---- */

/* True if every letter is a Latin one. */
bool rl_name_is_latin(const char *name, size_t length);
/* True for what is no name but a code ("ALV", "AD500", one letter) or an address ("http://…", "www.…", "a@b"). */
bool rl_name_is_code(const char *name, size_t length);
/* True if there is no capital letter: romanisations made by programs, mostly. */
bool rl_name_is_small(const char *name, size_t length);

#endif
