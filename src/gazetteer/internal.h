/* What the files of the gazetteer stage share. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_INTERNAL_H
#define RL_GAZETTEER_INTERNAL_H

#include "base/map.h"
#include "base/memory.h"
#include "gazetteer/builder.h"
#include "gazetteer/find.h"
#include "gazetteer/gazetteer.h"

#include <pthread.h>

enum { RL_IMAGES_MOST = 64 };

/* An image in use. Its entries have the numbers from `first` on. */
typedef struct rl_loaded {
    rl_image image;
    rl_map map;       /* of a file, or */
    rl_buffer memory; /* of lists compiled at the start */
    uint32_t first;
    bool shipped;
} rl_loaded;

/* An entry whose id an earlier image has too. */
typedef struct rl_shared {
    uint32_t entry;
    uint32_t first; /* the first one of that id: the number that hits get */
} rl_shared;

/* What is filled in while texts are read, by whichever thread meets an entry first. */
typedef struct rl_lazy {
    pthread_mutex_t lock;
    rl_arena strings;
    rl_buffer scratch;
    rl_entry *entries; /* by number */
    _Atomic(unsigned char) *ready;
} rl_lazy;

struct rl_gazetteer {
    rl_types *types; /* borrowed */
    rl_arena strings;
    rl_builder lists[2]; /* text lists until they are sealed: the user's, the shipped ones */
    rl_loaded images[RL_IMAGES_MOST];
    size_t image_count;
    rl_lazy *lazy;
    size_t entry_count;
    rl_shared *shared; /* by entry */
    size_t shared_count;
    size_t shared_capacity;
};

/* Makes room for the entries of all images, and finds those that several of them have. */
relata_status rl_entries_seal(rl_gazetteer *gazetteer, relata_error *err);

/* The number of an image's entry: that of the first image with its id. The entry is read if it was not yet. */
relata_status rl_entries_get(const rl_gazetteer *gazetteer, const rl_loaded *loaded, uint32_t local,
                             uint32_t *ret_number, relata_error *err);

/* Reads the entry of a number, if it was not yet. */
relata_status rl_entries_read(const rl_gazetteer *gazetteer, uint32_t number, relata_error *err);

void rl_entries_free(rl_gazetteer *gazetteer);

#endif
