/* A file's bytes in memory without reading it: mapped, read-only. */
#ifndef RL_BASE_MAP_H
#define RL_BASE_MAP_H

#include "base/error.h"

#include <stddef.h>

typedef struct rl_map {
    const char *bytes;
    size_t length;
} rl_map;

/* Maps a regular file. Whoever changes the file in place afterwards changes what is read; whoever cuts it short ends
 * the program. Files that are replaced by a new one, as rl_output_set does it, are safe. */
relata_status rl_map_open(const char *path, rl_map *ret_map, relata_error *err);
void rl_map_close(rl_map *map);

#endif
