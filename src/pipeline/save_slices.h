/* The folder of slices. */
#ifndef RL_PIPELINE_SAVE_SLICES_H
#define RL_PIPELINE_SAVE_SLICES_H

#include "base/file.h"
#include "model/network.h"

/* Does this path name a folder for slices, not a file? */
bool rl_path_is_of_slices(const char *path);

/* Writes the network as the file at `path` of the set, the format by its extension. */
relata_status rl_save_network(const rl_network *network, rl_output_set *set, const char *path, relata_error *err);

/* Adds the files of the network's slices and trends, if it has any, to the set. */
relata_status rl_save_slices(const rl_network *network, rl_output_set *set, const char *folder, relata_error *err);

/* Were slices written there before? */
bool rl_has_slices(const char *folder);

/* Removes from the folder the files of slices that the network has not. Others are left alone. */
relata_status rl_remove_stale_slices(const rl_network *network, const char *folder, relata_error *err);

#endif
