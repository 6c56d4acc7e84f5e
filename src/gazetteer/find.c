/* Matching: word by word along the slots, then the found name's words compared with the text's, so that equal hashes find
 * nothing.
 *
 * Only words are compared: hyphens between them do not count ("Asia-Pacific" = "Asia Pacific"), nor do spaces and
 * single line breaks. Other symbols (&, /, an apostrophe) are words of their own. */
#include "gazetteer/find.h"

#include "base/hash.h"
#include "text/text.h"

#include <string.h>

static bool is_compared(const rl_token *token)
{
    return token->shape != RL_SHAPE_HYPHEN;
}

/* ---- from word to word ---- */

/* Can a name go on from token `i - 1` to token `i`? Over spaces and one line break, not over the end of a sentence. */
static bool continues(const rl_text *text, size_t i)
{
    const rl_token *token = &text->tokens[i];
    if ((token->flags & RL_TOKEN_FURNITURE) != 0)
        return false;
    if ((token->flags & RL_TOKEN_LINE_BEFORE) != 0)
        return rl_token_line_breaks(text, i) == 1;
    return token->sentence == text->tokens[i - 1].sentence;
}

/* Only hyphens without spaces are passed over, but a line may end after one. */
static bool is_tight_hyphen(const rl_text *text, size_t i)
{
    if ((text->tokens[i].flags & RL_TOKEN_SPACE_BEFORE) != 0 || i + 1 >= text->token_count)
        return false;
    const rl_token *next = &text->tokens[i + 1];
    bool apart = (next->flags & (RL_TOKEN_SPACE_BEFORE | RL_TOKEN_LINE_BEFORE)) == RL_TOKEN_SPACE_BEFORE;
    return !apart && is_compared(next) && continues(text, i + 1);
}

size_t rl_text_next_word_apart(const rl_text *text, size_t i)
{
    size_t next = i + 1;
    if (next >= text->token_count || !continues(text, next))
        return text->token_count;
    if (is_compared(&text->tokens[next]))
        return next;
    return is_tight_hyphen(text, next) ? next + 1 : text->token_count;
}

/* ---- comparing ---- */

static bool is_equal(const char *listed, const char *folded, size_t length, bool plain)
{
    if (!plain)
        return memcmp(listed, folded, length) == 0;
    for (size_t i = 0; i < length; i++) {
        char c = listed[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c) != folded[i])
            return false;
    }
    return true;
}

/* A name as it is listed, up to the end of its section. */
typedef struct listed {
    const char *bytes;
    size_t most;
    bool plain;
} listed;

/* Where a name ends: at a NUL, or at the bar before the next alias. */
static bool ends(const listed *name, size_t at)
{
    return at < name->most && (name->bytes[at] == '\0' || name->bytes[at] == '|');
}

static bool verify(const listed *name, const rl_text *text, size_t first, size_t last)
{
    size_t at = 0;
    for (size_t i = first; i < last; i++) {
        const rl_token *token = &text->tokens[i];
        if (!is_compared(token))
            continue;
        if (i > first && (at >= name->most || name->bytes[at++] != ' '))
            return false;
        if (token->fold_length > name->most - at ||
            !is_equal(name->bytes + at, text->folded + token->fold, token->fold_length, name->plain))
            return false;
        at += token->fold_length;
    }
    return ends(name, at);
}

const char *rl_image_words(const rl_image *image, const rl_meaning *meaning, size_t *ret_most)
{
    size_t length;
    bool plain = (meaning->entry & RL_MEANING_PLAIN) != 0;
    const char *bytes = rl_image_section(image, plain ? RL_SECTION_RECORDS : RL_SECTION_WORDS, &length);
    if (meaning->words >= length)
        return NULL;
    *ret_most = length - meaning->words;
    return bytes + meaning->words;
}

/* False if the image is damaged there. */
static bool find_listed(const rl_image *image, const rl_meaning *meaning, listed *ret)
{
    ret->plain = (meaning->entry & RL_MEANING_PLAIN) != 0;
    ret->bytes = rl_image_words(image, meaning, &ret->most);
    return ret->bytes != NULL;
}

/* Is the name of this slot what stands in the text? */
static bool is_here(const rl_image *image, rl_slot slot, const rl_text *text, size_t first, size_t last,
                    bool *ret_damaged)
{
    size_t number = (size_t)(slot & RL_SLOT_MEANING);
    if (number == 0)
        return false;
    listed name;
    if (number > image->meaning_count || !find_listed(image, &image->meanings[number - 1], &name)) {
        *ret_damaged = true;
        return false;
    }
    return verify(&name, text, first, last);
}

/* ---- matching ---- */

static rl_slot find_slot(const rl_slots *slots, uint64_t key)
{
    size_t at = rl_slot_home(key, slots->count);
    for (size_t probes = 0; probes < RL_PROBES_MOST; probes++) {
        rl_slot slot = slots->items[at];
        if (slot == 0 || (slot ^ rl_slot_tag(key)) >> 32 == 0)
            return slot;
        at = at + 1 == slots->count ? 0 : at + 1;
    }
    return 0;
}

static void note_case(const rl_text *text, const rl_token *token, size_t word, rl_match *match)
{
    uint16_t bit = (uint16_t)(1u << word);
    if (rl_token_is_capital(token))
        match->capitals |= bit;
    if (rl_token_is_shouted(text, token))
        match->acronyms |= bit;
}

/* Adds the name of a slot to `ret` if it is what stands in the text. */
static size_t take_name(const rl_image *image, rl_slot slot, const rl_text *text, size_t first, rl_match *match,
                        rl_match *ret, bool *ret_damaged)
{
    if (!is_here(image, slot, text, first, match->last, ret_damaged))
        return 0;
    match->meaning = (uint32_t)(slot & RL_SLOT_MEANING) - 1;
    *ret = *match;
    return 1;
}

static size_t match_word(const rl_image *image, const rl_slots *slots, const rl_text *text, size_t first, rl_match *ret,
                         bool *ret_longer, bool *ret_damaged)
{
    const rl_token *token = &text->tokens[first];
    if (slots->count == 0)
        return 0;
    rl_match match = {.last = (uint32_t)(first + 1)};
    rl_slot slot = find_slot(slots, rl_key_next(image->root, token->hash));
    note_case(text, token, 0, &match);
    *ret_longer |= (slot & RL_SLOT_LONGER) != 0;
    return take_name(image, slot, text, first, &match, ret, ret_damaged);
}

void rl_matches_merge(rl_match *matches, size_t old, size_t count)
{
    for (size_t i = old; old > 0 && i < count; i++) {
        rl_match match = matches[i];
        size_t j = i;
        for (; j > 0 && matches[j - 1].last > match.last; j--)
            matches[j] = matches[j - 1];
        matches[j] = match;
    }
}

size_t rl_image_match_word(const rl_image *image, const rl_text *text, size_t first, rl_match *ret, bool *ret_longer,
                           bool *ret_damaged)
{
    const rl_token *token = &text->tokens[first];
    if (!rl_token_is_word(token) && (image->head->symbols & rl_image_symbol_bit(token)) == 0)
        return 0;
    size_t count = match_word(image, &image->small, text, first, ret, ret_longer, ret_damaged);
    if (rl_token_is_capital(token))
        count += match_word(image, &image->capitals, text, first, ret + count, ret_longer, ret_damaged);
    return count;
}

/* The tables in which a longer name may still be found. */
typedef struct tables {
    const rl_slots *items[2];
    size_t count;
} tables;

static tables tables_of(const rl_image *image, bool capitals)
{
    tables in = {0};
    if (image->small.count > 0)
        in.items[in.count++] = &image->small;
    if (capitals && image->capitals.count > 0)
        in.items[in.count++] = &image->capitals;
    return in;
}

/* Adds the names that end with the last word of `match`, and leaves the tables that have longer ones. */
static size_t match_step(const rl_image *image, tables *in, uint64_t key, const rl_text *text, size_t first,
                         rl_match *match, rl_match *ret, bool *ret_damaged)
{
    size_t count = 0, left = 0;
    for (size_t k = 0; k < in->count; k++) {
        rl_slot slot = find_slot(in->items[k], key);
        if (slot == 0)
            continue;
        count += take_name(image, slot, text, first, match, ret + count, ret_damaged);
        if ((slot & RL_SLOT_LONGER) != 0)
            in->items[left++] = in->items[k];
    }
    in->count = left;
    return count;
}

/* From the second word on. */
static size_t match_longer(const rl_image *image, tables in, const rl_text *text, size_t first, size_t second,
                           rl_match *ret, bool *ret_damaged)
{
    size_t count = 0;
    uint64_t key = rl_key_next(image->root, text->tokens[first].hash);
    rl_match match = {0};
    note_case(text, &text->tokens[first], 0, &match);
    for (size_t i = second, word = 1; in.count > 0 && i < text->token_count && word < RL_NAME_LONGEST;
         i = rl_text_next_word(text, i), word++) {
        key = rl_key_next(key, text->tokens[i].hash);
        note_case(text, &text->tokens[i], word, &match);
        match.last = (uint32_t)(i + 1);
        count += match_step(image, &in, key, text, first, &match, ret + count, ret_damaged);
    }
    return count;
}

size_t rl_image_match_longer(const rl_image *image, const rl_text *text, size_t first, size_t second, rl_match *ret,
                             bool *ret_damaged)
{
    tables in = tables_of(image, rl_token_is_capital(&text->tokens[first]));
    return match_longer(image, in, text, first, second, ret, ret_damaged);
}

size_t rl_image_match_whole(const rl_image *image, const rl_text *text, rl_match *ret, bool *ret_damaged)
{
    rl_match matches[RL_MATCHES_MOST];
    size_t first = 0, kept = 0;
    while (first < text->token_count && !is_compared(&text->tokens[first]))
        first++;
    if (first == text->token_count)
        return 0;
    bool longer = false;
    size_t second = rl_text_next_word(text, first);
    size_t count = match_word(image, &image->small, text, first, matches, &longer, ret_damaged);
    count += match_word(image, &image->capitals, text, first, matches + count, &longer, ret_damaged);
    count += match_longer(image, tables_of(image, true), text, first, second, matches + count, ret_damaged);
    for (size_t i = 0; i < count; i++)
        if (matches[i].last == text->token_count)
            ret[kept++] = matches[i];
    return kept;
}
