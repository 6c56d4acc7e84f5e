/* The number of an entry by its id: what a store calls it. The first image that has it is the one whose number hits get. */
#include "gazetteer/ids.h"
#include "gazetteer/internal.h"
#include "gazetteer/record.h"

static relata_status find_in(const rl_loaded *loaded, const char *id, size_t length, rl_buffer *scratch, uint32_t *ret,
                             relata_error *err)
{
    uint32_t hash = rl_id_hash(id, length), entry;
    size_t candidates = 0;
    for (size_t at = SIZE_MAX; rl_ids_next(&loaded->image, hash, &at, &entry);) {
        bool same = false;
        if (++candidates > RL_ID_CANDIDATES_MOST)
            return RELATA_OK;
        relata_status status = rl_record_has_id(&loaded->image, entry, id, length, scratch, &same, err);
        if (status != RELATA_OK)
            return status;
        if (same) {
            *ret = loaded->first + entry;
            return RELATA_OK;
        }
    }
    return RELATA_OK;
}

relata_status rl_gazetteer_find(const rl_gazetteer *gazetteer, const char *id, size_t length, uint32_t *ret_entry,
                                relata_error *err)
{
    rl_buffer scratch = {0};
    uint32_t found = RL_NONE;
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && found == RL_NONE && i < gazetteer->image_count; i++)
        status = find_in(&gazetteer->images[i], id, length, &scratch, &found, err);
    rl_buffer_free(&scratch);
    if (status == RELATA_OK)
        *ret_entry = found;
    return status;
}
