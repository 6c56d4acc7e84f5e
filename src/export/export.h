/* The export stage: a network as a file that other programs read. What each format must look like, and why, is in
 * docs/formats.md. */
#ifndef RL_EXPORT_EXPORT_H
#define RL_EXPORT_EXPORT_H

#include "base/error.h"
#include "model/network.h"

/* The name of the format that a file with this path's extension has, or NULL. Static. */
const char *rl_format_of_path(const char *path);

/* The extension of the format at `index`, with its dot, or NULL past the last one. Static. */
const char *rl_format_extension(size_t index);

/* Writes the network in the format of this name. Stops at the first write that fails (RELATA_ERROR_IO). */
relata_status rl_network_write(const rl_network *network, const char *format, relata_write_fn write, void *user,
                               relata_error *err);

/* The names of the files that hold the trends of a network with slices, or NULL past the last one: "trends.tsv".
 * Static. */
const char *rl_trends_name(size_t index);
/* Writes the one of these names. As rl_network_write. */
relata_status rl_trends_write(const rl_network *network, const char *name, relata_write_fn write, void *user,
                              relata_error *err);

#endif
