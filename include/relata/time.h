/* relata: networks of periods, and what rose and fell between them. The conventions are those of <relata/relata.h>.
 *
 * relata_build with options.slice makes them beside the whole network. Who is who is decided once, over all documents:
 * a slice has the same ids, labels and aliases, with the counts, weights, evidence and measures of its own documents,
 * and the same positions. What is left out (the backbone, minima, the ego, the strongest) is left out of each slice by
 * its own weights. */
#ifndef RELATA_TIME_H
#define RELATA_TIME_H

#include <relata/relata.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The unit of this name ("year", "quarter", "month", "week", "day"); false if there is none. */
RELATA_API bool relata_slicing_of_name(const char *name, relata_slicing *ret_unit);
/* The name of a unit; "" for RELATA_SLICING_NONE. Static; NULL if there is no such unit. */
RELATA_API const char *relata_slicing_name(relata_slicing unit);

/* A period and its network. Borrowed until the whole network is freed. */
typedef struct relata_slice {
    const char *period; /* "2025", "2025-Q4", "2025-10", "2025-W44" (ISO 8601), "2025-10-31" */
    size_t documents;   /* whose dates lie in it; copies of others aside */
    const relata_network *network;
} relata_slice;

/* How many slices a network has: the periods that any document lies in. 0 if options.slice was not set, and in a
 * slice. */
RELATA_API size_t relata_network_slices(const relata_network *network);
/* The slice at `index`, in the order of time. */
RELATA_API relata_status relata_network_slice(const relata_network *network, size_t index, relata_slice *ret_slice,
                                              relata_error *err);

/* An entity, or two that are linked, in a period and in the one before it that has documents. Strings are borrowed
 * until the network is freed. */
typedef struct relata_trend {
    const char *id;
    const char *label;
    const char *with_id; /* NULL: an entity alone */
    const char *with_label;
    const char *period;
    const char *before; /* NULL in the first period: what follows of it is 0, and so is log_likelihood */
    size_t documents;   /* that have it */
    size_t documents_before;
    size_t count; /* mentions, or windows with both */
    size_t count_before;
    double share; /* of the documents of the period */
    double share_before;
    double log_likelihood; /* Dunning's, of the two shares: how sure the change is; below 0: fell (docs/weights.md) */
} relata_trend;

/* The trends of what is in the network, the surest changes first. */
RELATA_API size_t relata_network_trends(const relata_network *network);
RELATA_API relata_status relata_network_trend(const relata_network *network, size_t index, relata_trend *ret_trend,
                                              relata_error *err);

/* Writing: a path that ends in "/" among those of relata_network_save is a folder for slices. It gets a folder for
 * each period, with graph.* and relations.*, and trends.tsv and trends.json; all files of all paths are complete
 * before the first is renamed. Then the files of periods that the network has not, left there by an earlier save, are
 * removed, and all of them if it has no slices. */

#ifdef __cplusplus
}
#endif

#endif
