/* What the document says elsewhere: the entity behind a demonym ("Canadian police" where the text names Canada), and
 * whose office a listed person has ("Prime Minister Mark Carney", where the list says "prime minister of Canada" and
 * the text names Canada or its demonym). */
#include "relations/internal.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NAMINGS_ASKED = 4096 };

static int compare(const void *x, const void *y)
{
    const rl_naming *a = x, *b = y;
    if (a->entry != b->entry)
        return a->entry < b->entry ? -1 : 1;
    if ((a->entity == RL_NONE) != (b->entity == RL_NONE))
        return a->entity == RL_NONE ? 1 : -1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static bool make(rl_relation_finder *f)
{
    const rl_relation_input *in = f->sketch.input;
    size_t most = in->mention_count + in->hit_count;
    rl_naming *namings = rl_array_grow(f->namings, &f->naming_capacity, most + 1, sizeof *namings);
    if (namings == NULL)
        return false;
    f->namings = namings;
    f->naming_count = 0;
    for (size_t i = 0; i < in->mention_count; i++) {
        const rl_mention *m = &in->mentions[i];
        if (m->entry != RL_NONE)
            namings[f->naming_count++] = (rl_naming){m->entry, m->entity, m->first, m->last};
    }
    for (size_t i = 0; i < in->hit_count; i++) {
        const rl_hit *hit = &in->hits[i];
        if (hit->kind == RL_NAME_DEMONYM)
            namings[f->naming_count++] = (rl_naming){hit->entry, RL_NONE, hit->first, hit->last};
    }
    if (f->naming_count > 0)
        qsort(namings, f->naming_count, sizeof *namings, compare);
    for (size_t i = 0; i < RL_ASKED_SLOTS; i++)
        f->asked[i] = (rl_asked){RL_NONE, RL_NONE};
    f->has_namings = true;
    return true;
}

static bool prepare(rl_relation_finder *f)
{
    if (!f->has_namings && !make(f))
        f->no_memory = true;
    return f->has_namings;
}

const rl_naming *rl_naming_find(rl_relation_finder *f, uint32_t entry)
{
    if (!prepare(f))
        return NULL;
    size_t low = 0, high = f->naming_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->namings[middle].entry < entry)
            low = middle + 1;
        else
            high = middle;
    }
    return low < f->naming_count && f->namings[low].entry == entry ? &f->namings[low] : NULL;
}

/* ---- offices ---- */

static bool same_folded(const rl_sketch *s, const rl_token *token, const char *word, size_t length)
{
    rl_buffer folded = {0};
    bool same = rl_fold_word(word, length, &folded) && folded.length == token->fold_length &&
                memcmp(folded.bytes, s->input->text->folded + token->fold, folded.length) == 0;
    rl_buffer_free(&folded);
    return same;
}

/* Do the office of the list and that of the sentence begin and end alike? "Foreign Affairs Minister" is a "foreign
 * minister". */
static bool same_office(const rl_sketch *s, const rl_item *role, const char *office, size_t length)
{
    size_t first = 0, last = length;
    while (first < length && office[first] != ' ')
        first++;
    while (last > 0 && office[last - 1] != ' ')
        last--;
    const rl_token *tokens = s->input->text->tokens;
    return same_folded(s, &tokens[role->first], office, first) &&
           same_folded(s, &tokens[role->last - 1], office + last, length - last);
}

static uint32_t naming_called(const rl_relation_finder *f, const char *name)
{
    uint32_t before = RL_NONE;
    for (size_t i = 0; i < f->naming_count && i < MOST_NAMINGS_ASKED; i++) {
        uint32_t entry = f->namings[i].entry;
        if (entry != before && strcmp(f->sketch.input->entries[entry].name, name) == 0)
            return (uint32_t)i;
        before = entry;
    }
    return RL_NONE;
}

const rl_naming *rl_naming_of_office(rl_relation_finder *f, uint32_t person, const rl_item *role)
{
    static const char OF[] = " of ";
    const char *office = f->sketch.input->entries[person].role;
    const char *of = office == NULL ? NULL : strstr(office, OF);
    if (of == NULL || !same_office(&f->sketch, role, office, (size_t)(of - office)) || !prepare(f))
        return NULL;
    rl_asked *slot = &f->asked[person % RL_ASKED_SLOTS];
    if (slot->person != person)
        *slot = (rl_asked){person, naming_called(f, of + sizeof OF - 1)};
    return slot->naming == RL_NONE ? NULL : &f->namings[slot->naming];
}
