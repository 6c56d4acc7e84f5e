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

/* The next word of a name that has token `i`; token_count if a name cannot go on. */
size_t rl_text_next_word_apart(const rl_text *text, size_t i);
static inline size_t rl_text_next_word(const rl_text *text, size_t i)
{
    const rl_token *next = &text->tokens[i + 1];
    if (i + 1 >= text->token_count)
        return text->token_count;
    if ((next->flags & (RL_TOKEN_FURNITURE | RL_TOKEN_LINE_BEFORE)) != 0 || next->shape == RL_SHAPE_HYPHEN)
        return rl_text_next_word_apart(text, i); /* the few where it takes more to know */
    return next->sentence == next[-1].sentence ? i + 1 : text->token_count;
}

/* Names that token `first` is alone. Returns how many; `ret` has room for two. Sets *ret_longer if longer ones may
 * begin so, and *ret_damaged if the image is found damaged. Names that have a capital where the text has none may be
 * left out. */
size_t rl_image_match_word(const rl_image *image, const rl_text *text, size_t first, rl_match *ret, bool *ret_longer,
                           bool *ret_damaged);

/* The longer names that begin at token `first`, whose next word is `second`, shortest first; `ret` has room for
 * RL_MATCHES_MOST. */
size_t rl_image_match_longer(const rl_image *image, const rl_text *text, size_t first, size_t second, rl_match *ret,
                             bool *ret_damaged);

/* What stands in rl_image_head.symbols for a symbol. */
static inline uint64_t rl_image_symbol_bit(const rl_token *token)
{
    return (uint64_t)1 << (token->hash >> 58);
}

/* Names that are the whole text, whatever its letter case: of names without and with a capital at their beginning. Returns
 * how many; `ret` has room for RL_MATCHES_MOST. */
size_t rl_image_match_whole(const rl_image *image, const rl_text *text, rl_match *ret, bool *ret_damaged);

/* Where the words of a meaning stand, up to the end of their section: a name ends at a NUL or a bar. NULL if the image is
 * damaged there. */
const char *rl_image_words(const rl_image *image, const rl_meaning *meaning, size_t *ret_most);

/* Orders matches of which those from `old` on were added to those before, both in order. */
void rl_matches_merge(rl_match *matches, size_t old, size_t count);

#endif
