/* Suggestions from the names of an index. The words of people's labels count too, so that a misspelt family name finds its
 * bearer; a name that several share stands for the most mentioned of them. */
#include "lookup/internal.h"

#include <string.h>

static void look_at(rl_suggesting *s, const rl_index *index, const rl_names *names, uint32_t number)
{
    const rl_name *name = &names->names[number];
    if (name->entity == RL_NONE)
        return;
    size_t length = 0;
    const char *key = rl_string_map_key(&names->keys, number, &length);
    size_t distance = rl_suggest_distance(s, key, length, name->characters);
    const relata_found *entity = &index->records.entities[name->entity];
    if (distance != SIZE_MAX)
        rl_suggest_keep(s, &(rl_suggestion){entity->label, entity->mentions, 0, distance});
}

static void look_at_all(rl_suggesting *s, const rl_index *index, const rl_names *names)
{
    for (size_t i = 0; i < names->keys.count; i++)
        look_at(s, index, names, (uint32_t)i);
}

size_t rl_suggest(const rl_index *index, const char *folded, size_t length,
                  const char *ret_labels[static RL_SUGGESTION_LIMIT])
{
    rl_suggesting s;
    if (!rl_suggest_begin(&s, folded, length, RL_SUGGESTION_LIMIT))
        return 0;
    look_at_all(&s, index, &index->whole);
    if (memchr(folded, ' ', length) == NULL)
        look_at_all(&s, index, &index->words);
    for (size_t i = 0; i < s.best_count; i++)
        ret_labels[i] = s.best[i].label;
    return s.best_count;
}
