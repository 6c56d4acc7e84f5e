/* The nearest names to one that nobody has: misspellings of a name, then names that begin like it.
 *
 * All names are looked at, most of them only at their length: what is more than the limit longer or shorter cannot be
 * near, and the limit shrinks to the worst of the five best so far. The words of people's labels count too, so that a
 * misspelt family name finds its bearer. Whichever of its names is near, an entity is suggested by its label, which is
 * what a reader knows it by; a name that several share stands for the most mentioned of them. */
#include "lookup/distance.h"
#include "lookup/internal.h"
#include "text/utf8.h"

#include <string.h>

/* However long the name is, more slips than this make another name. */
enum { LARGEST_LIMIT = 8 };

typedef struct suggestion {
    const relata_found *entity;
    size_t distance;
} suggestion;

typedef struct search {
    const rl_index *index;
    const char *folded;
    size_t length;
    uint32_t characters[RL_DISTANCE_LENGTH];
    size_t count; /* of characters */
    size_t limit;
    suggestion best[RL_SUGGESTION_LIMIT]; /* nearest first */
    size_t best_count;
} search;

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

static bool has_near_length(const search *s, size_t characters)
{
    return characters <= RL_DISTANCE_LENGTH && characters <= s->count + s->limit && characters + s->limit >= s->count;
}

/* The distance; for a name that only begins alike, one more than any distance; SIZE_MAX for all others. */
static size_t distance_to(const search *s, const char *key, size_t length, size_t characters)
{
    if (has_near_length(s, characters)) {
        uint32_t other[RL_DISTANCE_LENGTH];
        size_t count = decode(key, length, other);
        size_t distance = rl_distance(s->characters, s->count, other, count, s->limit);
        if (distance <= s->limit)
            return distance;
    }
    return begins_with(key, length, s->folded, s->length) ? LARGEST_LIMIT + 1 : SIZE_MAX;
}

/* ---- the five best ---- */

static bool is_better(const suggestion *a, const suggestion *b)
{
    if (a->distance != b->distance)
        return a->distance < b->distance;
    if (a->entity->mentions != b->entity->mentions)
        return a->entity->mentions > b->entity->mentions;
    return strcmp(a->entity->label, b->entity->label) < 0;
}

static void take_out(search *s, size_t place)
{
    s->best_count--;
    memmove(&s->best[place], &s->best[place + 1], (s->best_count - place) * sizeof s->best[0]);
}

/* Where this entity, or another with the same label, stands among the best; best_count if it does not. */
static size_t find_same(const search *s, const suggestion *found)
{
    size_t i = 0;
    while (i < s->best_count && strcmp(s->best[i].entity->label, found->entity->label) != 0)
        i++;
    return i;
}

static void put_in(search *s, const suggestion *found)
{
    size_t place = s->best_count;
    while (place > 0 && is_better(found, &s->best[place - 1]))
        place--;
    if (place == RL_SUGGESTION_LIMIT)
        return;
    if (s->best_count == RL_SUGGESTION_LIMIT)
        s->best_count--;
    memmove(&s->best[place + 1], &s->best[place], (s->best_count - place) * sizeof s->best[0]);
    s->best[place] = *found;
    s->best_count++;
}

static void keep_best(search *s, const suggestion *found)
{
    size_t same = find_same(s, found);
    if (same < s->best_count && !is_better(found, &s->best[same]))
        return;
    if (same < s->best_count)
        take_out(s, same);
    put_in(s, found);
    const suggestion *worst = &s->best[s->best_count - 1];
    if (s->best_count == RL_SUGGESTION_LIMIT && worst->distance < s->limit)
        s->limit = worst->distance;
}

static void look_at(search *s, const rl_names *names, uint32_t number)
{
    const rl_name *name = &names->names[number];
    if (name->entity == RL_NONE)
        return;
    size_t length = 0;
    const char *key = rl_string_map_key(&names->keys, number, &length);
    size_t distance = distance_to(s, key, length, name->characters);
    if (distance != SIZE_MAX)
        keep_best(s, &(suggestion){&s->index->records.entities[name->entity], distance});
}

static void look_at_all(search *s, const rl_names *names)
{
    for (size_t i = 0; i < names->keys.count; i++)
        look_at(s, names, (uint32_t)i);
}

size_t rl_suggest(const rl_index *index, const char *folded, size_t length,
                  const char *ret_labels[static RL_SUGGESTION_LIMIT])
{
    if (length == 0 || rl_utf8_count(folded, length) > RL_DISTANCE_LENGTH)
        return 0;
    search s = {.index = index, .folded = folded, .length = length};
    s.count = decode(folded, length, s.characters);
    s.limit = limit_for(s.count);
    look_at_all(&s, &index->whole);
    if (memchr(folded, ' ', length) == NULL)
        look_at_all(&s, &index->words);
    for (size_t i = 0; i < s.best_count; i++)
        ret_labels[i] = s.best[i].entity->label;
    return s.best_count;
}
