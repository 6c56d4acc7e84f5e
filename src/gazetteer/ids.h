/* The table of an image's entries by their ids. Internal to gazetteer/.
 *
 * Open addressing, four fifths full. A slot holds the entry's number + 1 in its low bits, as many as the image needs, and
 * in the others the low bits of the id's hash, so that looking for an id that is not there rarely reads a record. */
#ifndef RL_GAZETTEER_IDS_H
#define RL_GAZETTEER_IDS_H

#include "gazetteer/image.h"

enum {
    RL_HASHED_ENTRIES = 1 << 16, /* images of more have no RL_SECTION_HASHES */
    RL_ID_PROBES_MOST = 2000,    /* slots looked at for one id: many times what chance makes of a full table */
    RL_ID_CANDIDATES_MOST = 64   /* entries that are compared with one id */
};

uint32_t rl_id_hash(const char *id, size_t length);

/* Slots for a table of `count` entries. */
size_t rl_ids_size(size_t count);

/* Enters an entry into a table of rl_ids_size(count) slots, zeroed before the first. False if too many ids have such a hash.
 */
bool rl_ids_enter(uint32_t *slots, size_t count, uint32_t entry, uint32_t hash);

/* The next entry of the image whose id may have this hash: begin with *at = SIZE_MAX. False if there is no more. */
bool rl_ids_next(const rl_image *image, uint32_t hash, size_t *at, uint32_t *ret_entry);

#endif
