/* A line break cuts. So does white space after a full stop, an exclamation or a question mark and the quotation marks and
 * brackets that close behind it, if a capital or a digit follows, perhaps after opening ones. As a regular expression:
 *
 *   \n|(?<=[.!?])["'”’)]*\s+(?=["'“‘(]*[A-Z0-9])
 *
 * with white space as Unicode has it, searched from left to right without overlaps. Of the parts no two share a character
 * where they meet, so there is nothing to try twice. */
#include "evaluate/sentences.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A place in a text, and the character that stands there; past the end, NOTHING. */
typedef struct place {
    const rl_marked_text *text;
    size_t byte;
    uint32_t character;
    uint32_t code;
} place;

static const uint32_t NOTHING = UINT32_MAX;

static uint32_t code_at(const rl_marked_text *text, size_t byte, size_t *ret_length)
{
    uint32_t code = NOTHING;
    *ret_length = rl_utf8_decode(text->bytes + byte, text->length - byte, &code, NULL);
    return *ret_length == 0 ? NOTHING : code;
}

static place place_at_start(const rl_marked_text *text)
{
    size_t length;
    return (place){text, 0, 0, code_at(text, 0, &length)};
}

static void step(place *p)
{
    size_t length;
    (void)code_at(p->text, p->byte, &length);
    p->byte += length;
    p->character++;
    p->code = code_at(p->text, p->byte, &length);
}

static bool is_one_of(uint32_t code, const uint32_t *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (codes[i] == code)
            return true;
    return false;
}

static bool is_closing(uint32_t code)
{
    static const uint32_t CODES[] = {'"', '\'', ')', 0x201D, 0x2019};
    return is_one_of(code, CODES, sizeof CODES / sizeof CODES[0]);
}

static bool is_opening(uint32_t code)
{
    static const uint32_t CODES[] = {'"', '\'', '(', 0x201C, 0x2018};
    return is_one_of(code, CODES, sizeof CODES / sizeof CODES[0]);
}

static bool is_space(uint32_t code)
{
    static const uint32_t CODES[] = {' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
    return (code >= 0x09 && code <= 0x0D) || (code >= 0x1C && code <= 0x1F) || (code >= 0x2000 && code <= 0x200A) ||
           is_one_of(code, CODES, sizeof CODES / sizeof CODES[0]);
}

static bool is_beginning(uint32_t code)
{
    return (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
}

/* Moves from behind a full stop to the next sentence, if it begins there. */
static bool cross(place *p)
{
    place next = *p;
    while (is_closing(next.code))
        step(&next);
    if (!is_space(next.code))
        return false;
    while (is_space(next.code))
        step(&next);
    place sentence = next;
    while (is_opening(next.code))
        step(&next);
    if (!is_beginning(next.code))
        return false;
    *p = sentence;
    return true;
}

static bool add_cut(rl_cuts *cuts, uint32_t character)
{
    uint32_t *at = rl_array_grow(cuts->at, &cuts->capacity, cuts->count + 1, sizeof *at);
    if (at == NULL)
        return false;
    cuts->at = at;
    at[cuts->count++] = character;
    return true;
}

static bool cut_text(rl_cuts *cuts, const rl_marked_text *text)
{
    bool after_stop = false;
    place p = place_at_start(text);
    while (p.code != NOTHING) {
        if (p.code != '\n' && after_stop && cross(&p)) {
            after_stop = false; /* white space stands before it */
            if (!add_cut(cuts, p.character))
                return false;
            continue;
        }
        bool is_break = p.code == '\n';
        after_stop = p.code == '.' || p.code == '!' || p.code == '?';
        step(&p);
        if (is_break && !add_cut(cuts, p.character))
            return false;
    }
    return true;
}

bool rl_cuts_find(const rl_marked_text *texts, size_t count, rl_cuts *ret_cuts)
{
    rl_cuts cuts = {.first = malloc((count + 1) * sizeof *cuts.first)};
    bool ok = cuts.first != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        cuts.first[i] = cuts.count;
        ok = cut_text(&cuts, &texts[i]);
    }
    if (!ok) {
        rl_cuts_free(&cuts);
        return false;
    }
    cuts.first[count] = cuts.count;
    *ret_cuts = cuts;
    return true;
}

void rl_cuts_free(rl_cuts *cuts)
{
    free(cuts->at);
    free(cuts->first);
    *cuts = (rl_cuts){0};
}

uint32_t rl_cuts_sentence(const rl_cuts *cuts, size_t text, uint32_t character)
{
    size_t from = cuts->first[text], to = cuts->first[text + 1];
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (cuts->at[middle] <= character)
            from = middle + 1;
        else
            to = middle;
    }
    return (uint32_t)(from - cuts->first[text]);
}
