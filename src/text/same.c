/* Words that folding leaves as they are.
 *
 * Words of scripts without capitals, Indian, Arabic, Chinese and others, mostly are what they fold to. That can be seen
 * without decomposing and composing them: each character is one that neither is taken apart nor has another case, the
 * marks are in canonical order and combine with no letter. Only ranges are looked at in which nothing is dropped or
 * replaced; Korean, whose syllables are taken apart and put together again, is left to the general way. */
#include "text/fold.h"

#include "text/utf8.h"

#include <utf8proc.h>

static bool is_in_range(uint32_t c)
{
    return (c >= 0x0620 && c < 0x1100) || (c >= 0x3040 && c < 0xA000);
}

/* Does the character stay what it is behind one with the combining class `before`? */
static bool stays(const utf8proc_property_t *p, unsigned before)
{
    bool is_mark = p->category >= UTF8PROC_CATEGORY_MN && p->category <= UTF8PROC_CATEGORY_ME;
    return p->decomp_seqindex == UINT16_MAX && p->casefold_seqindex == UINT16_MAX &&
           (p->combining_class == 0 || (unsigned)p->combining_class >= before) &&
           (!is_mark || p->comb_index == UINT16_MAX);
}

bool rl_folds_to_itself(const char *bytes, size_t length)
{
    unsigned before = 0;
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        size_t used = rl_utf8_decode_short(bytes + i, length - i, &c);
        if (used == 0 || !is_in_range(c))
            return false;
        const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)c);
        if (!stays(property, before))
            return false;
        before = (unsigned)property->combining_class;
        i += used;
    }
    return true;
}
