/* Finding names in a text with an image's index. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_FIND_H
#define RL_GAZETTEER_FIND_H

#include "gazetteer/builder.h"
#include "gazetteer/image.h"
#include "model/text.h"

enum { RL_MATCHES_MOST = 2 * RL_NAME_LONGEST }; /* of one image at one place of a text */

typedef struct rl_match {
    uint32_t last;     /* tokens, exclusive */
    uint32_t meaning;  /* the first one; the others follow it, up to RL_MEANING_LAST */
    uint32_t image;    /* filled in by who asked */
    uint16_t capitals; /* bit k: word k of the text has a capital */
    uint16_t acronyms;
} rl_match;

/* All names that begin at token `first`, shortest first. Returns how many; `ret` has room for RL_MATCHES_MOST. Names that
 * have a capital where the text has none may be left out. *ret_damaged is set if the image is found damaged. */
size_t rl_image_match(const rl_image *image, const rl_text *text, size_t first, rl_match *ret, bool *ret_damaged);

/* May a longer name begin with the small word `first`, whatever follows it; may one go on as the text does? */
bool rl_image_begins(const rl_image *image, const rl_token *first);
bool rl_image_goes_on(const rl_image *image, const rl_text *text, size_t first);

/* Names that are the whole text, whatever its letter case: of names without and with a capital at their beginning. Returns
 * how many; `ret` has room for RL_MATCHES_MOST. */
size_t rl_image_match_whole(const rl_image *image, const rl_text *text, rl_match *ret, bool *ret_damaged);

/* Where the words of a meaning stand, up to the end of their section: a name ends at a NUL or a bar. NULL if the image is
 * damaged there. */
const char *rl_image_words(const rl_image *image, const rl_meaning *meaning, size_t *ret_most);

/* Fetches from memory what a match at token `first` will look at first; later, when that is there, what it looks at then:
 * the meaning of the word alone, and the word with the one behind it. */
void rl_image_prefetch(const rl_image *image, const rl_token *first);
void rl_image_prefetch_more(const rl_image *image, const rl_text *text, size_t first);

/* Orders matches of which those from `old` on were added to those before, both in order. */
void rl_matches_merge(rl_match *matches, size_t old, size_t count);

#endif
