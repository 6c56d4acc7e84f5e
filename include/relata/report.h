/* relata: a built network, opened again, and a readable summary of it. The conventions are those of <relata/relata.h>. */
#ifndef RELATA_REPORT_H
#define RELATA_REPORT_H

#include <relata/relata.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Opens a network that was written as JSON: a folder that holds graph.json and perhaps relations.json, or a file; beside a
 * file that is called graph.json relations.json is looked for too. RELATA_ERROR_FORMAT, with line and column, if it is no JSON
 * or no network. Cost: linear in the size of the files; beside the network, memory for the text of one file at a time.
 * Owned: relata_network_free. */
RELATA_API relata_status relata_network_open(const char *path, relata_network **ret_network, relata_error *err);

typedef struct relata_report_options {
    size_t top; /* items that each list shows, 1 to 1000 */
} relata_report_options;

/* 10 items. */
RELATA_API void relata_report_options_init(relata_report_options *options);

/* Writes a summary of a network: the corpus, who is central, which pairs stand out, groups and what joins them, what sentences
 * state, names that were joined, what to check by hand, what was left out. `format` is "markdown" or "json" (its shape is in
 * docs/formats.md). What the network lacks is said, and how to ask for it. `options` may be NULL. Same network, same bytes. */
RELATA_API relata_status relata_report_write(const relata_network *network, const relata_report_options *options,
                                             const char *format, relata_write_fn write, void *user, relata_error *err);

/* The same into a file, which is replaced whole or not at all. */
RELATA_API relata_status relata_report_save(const relata_network *network, const relata_report_options *options,
                                            const char *format, const char *path, relata_error *err);

#ifdef __cplusplus
}
#endif

#endif
