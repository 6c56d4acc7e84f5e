/* Names that are near, by edit distance. */
#include "text/suggest.h"

#include "text/utf8.h"

#include <string.h>

/* However long the name is, more slips than this make another name. */
enum { LARGEST_LIMIT = 8 };

/* ---- nearness ---- */

static size_t decode(const char *bytes, size_t length, uint32_t ret[static RL_DISTANCE_LENGTH])
{
    size_t count = 0;
    for (size_t i = 0; i < length && count < RL_DISTANCE_LENGTH;) {
        size_t bad = 1;
        size_t used = rl_utf8_decode(bytes + i, length - i, &ret[count++], &bad);
        i += used > 0 ? used : bad;
    }
    return count;
}

/* About a third of the name may be wrong, but one letter of two or three may be too. */
static size_t limit_for(size_t characters)
{
    if (characters < 2)
        return 0;
    size_t limit = characters < 6 ? 1 : characters / 3;
    return limit < LARGEST_LIMIT ? limit : LARGEST_LIMIT;
}

static bool begins_with(const char *name, size_t name_length, const char *start, size_t length)
{
    return name_length > length && memcmp(name, start, length) == 0;
}

static bool has_near_length(const rl_suggesting *s, size_t characters)
{
    return characters <= RL_DISTANCE_LENGTH && characters <= s->count + s->limit && characters + s->limit >= s->count;
}

size_t rl_suggest_distance(const rl_suggesting *s, const char *folded, size_t length, size_t characters)
{
    if (has_near_length(s, characters)) {
        uint32_t other[RL_DISTANCE_LENGTH];
        size_t count = decode(folded, length, other);
        size_t distance = rl_distance(s->characters, s->count, other, count, s->limit);
        if (distance <= s->limit)
            return distance;
    }
    return begins_with(folded, length, s->folded, s->length) ? LARGEST_LIMIT + 1 : SIZE_MAX;
}

/* ---- the best ---- */

static bool is_better(const rl_suggestion *a, const rl_suggestion *b)
{
    if (a->distance != b->distance)
        return a->distance < b->distance;
    if (a->mentions != b->mentions)
        return a->mentions > b->mentions;
    return strcmp(a->label, b->label) < 0;
}

static void take_out(rl_suggesting *s, size_t place)
{
    s->best_count--;
    memmove(&s->best[place], &s->best[place + 1], (s->best_count - place) * sizeof s->best[0]);
}

/* Where this entity, or another with the same label, stands among the best; best_count if it does not. */
static size_t find_same(const rl_suggesting *s, const rl_suggestion *found)
{
    size_t i = 0;
    while (i < s->best_count && strcmp(s->best[i].label, found->label) != 0)
        i++;
    return i;
}

static void put_in(rl_suggesting *s, const rl_suggestion *found)
{
    size_t place = s->best_count;
    while (place > 0 && is_better(found, &s->best[place - 1]))
        place--;
    if (place == s->most)
        return;
    if (s->best_count == s->most)
        s->best_count--;
    memmove(&s->best[place + 1], &s->best[place], (s->best_count - place) * sizeof s->best[0]);
    s->best[place] = *found;
    s->best_count++;
}

void rl_suggest_keep(rl_suggesting *s, const rl_suggestion *found)
{
    size_t same = find_same(s, found);
    if (same < s->best_count && !is_better(found, &s->best[same]))
        return;
    if (same < s->best_count)
        take_out(s, same);
    put_in(s, found);
    const rl_suggestion *worst = &s->best[s->best_count - 1];
    if (s->best_count == s->most && worst->distance < s->limit)
        s->limit = worst->distance;
}

bool rl_suggest_begin(rl_suggesting *s, const char *folded, size_t length, size_t most)
{
    if (length == 0 || rl_utf8_count(folded, length) > RL_DISTANCE_LENGTH)
        return false;
    s->folded = folded;
    s->length = length;
    s->best_count = 0;
    s->most = most < RL_SUGGESTIONS_MOST ? most : RL_SUGGESTIONS_MOST;
    s->count = decode(folded, length, s->characters);
    s->limit = limit_for(s->count);
    return s->most > 0;
}
