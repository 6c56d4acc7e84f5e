/* The names of all entries of a type, read where they are packed: nothing of them is kept. */
#include "gazetteer/internal.h"
#include "gazetteer/record.h"

#include <stdatomic.h>
#include <stdlib.h>

typedef struct walk {
    const rl_gazetteer *g;
    const char *type;
    rl_entry_names_fn receive;
    void *user;
    bool stopped;
} walk;

static int compare_entries(const void *a, const void *b)
{
    const rl_shared *x = a, *y = b;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/* An entry that an earlier image has too: that one speaks for both. */
static bool is_later(const rl_gazetteer *g, uint32_t number)
{
    const rl_shared key = {.entry = number};
    return g->shared_count > 0 && bsearch(&key, g->shared, g->shared_count, sizeof key, compare_entries) != NULL;
}

/* What is unpacked already may be more than the image says: several images may have added to it. */
static void hand_out(walk *w, uint32_t number, const rl_record_names *names)
{
    rl_entry_names out = {number, names->name, names->aliases};
    if (names->name == NULL || is_later(w->g, number))
        return;
    if (atomic_load_explicit(&w->g->lazy->ready[number], memory_order_acquire) != 0) {
        out.name = w->g->lazy->entries[number].name;
        out.aliases = w->g->lazy->entries[number].aliases;
    }
    w->stopped = !w->receive(w->user, &out);
}

relata_status rl_gazetteer_each(const rl_gazetteer *gazetteer, uint32_t type, rl_entry_names_fn receive, void *user,
                                relata_error *err)
{
    walk w = {gazetteer, rl_string_map_key(gazetteer->types, type, NULL), receive, user, false};
    relata_status status = RELATA_OK;
    for (size_t i = 0; i < gazetteer->image_count; i++) {
        const rl_loaded *loaded = &gazetteer->images[i];
        size_t at = 0;
        for (uint32_t e = 0; status == RELATA_OK && !w.stopped && e < loaded->image.entry_count; e++) {
            rl_record_names names;
            status = rl_record_read_names(&loaded->image, e, w.type, &at, &names, err);
            if (status == RELATA_OK)
                hand_out(&w, loaded->first + e, &names);
        }
    }
    return status;
}
