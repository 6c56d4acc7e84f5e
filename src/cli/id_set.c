/* A hash table (FNV-1a, open addressing, at most half full): one step for an id that was seen before, where the C
 * library's search tree takes some fifteen, each of them a comparison somewhere else in memory. */
#include "cli/id_set.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static uint64_t hash_of(const char *id)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (; *id != '\0'; id++)
        hash = (hash ^ (unsigned char)*id) * UINT64_C(0x100000001B3);
    return hash ^ hash >> 32;
}

/* Where the id stands, or would. */
static char **find(char **ids, size_t slots, const char *id)
{
    size_t i = (size_t)hash_of(id) & (slots - 1);
    while (ids[i] != NULL && strcmp(ids[i], id) != 0)
        i = (i + 1) & (slots - 1);
    return &ids[i];
}

static bool grow(cli_id_set *set)
{
    size_t slots = set->slots == 0 ? 64 : set->slots * 2;
    char **ids = slots > set->slots ? calloc(slots, sizeof *ids) : NULL;
    if (ids == NULL)
        return false;
    for (size_t i = 0; i < set->slots; i++)
        if (set->ids[i] != NULL)
            *find(ids, slots, set->ids[i]) = set->ids[i];
    free(set->ids);
    set->ids = ids;
    set->slots = slots;
    return true;
}

bool cli_id_set_add(cli_id_set *set, const char *id)
{
    if ((set->count + 1) * 2 > set->slots && !grow(set))
        return false;
    char **at = find(set->ids, set->slots, id);
    if (*at != NULL)
        return true;
    *at = strdup(id);
    set->count += *at != NULL;
    return *at != NULL;
}

void cli_id_set_free(cli_id_set *set)
{
    for (size_t i = 0; i < set->slots; i++)
        free(set->ids[i]);
    free(set->ids);
    *set = (cli_id_set){0};
}
