/* Records as bytes: what is kept of a document, in the form in which a store keeps it.
 *
 * A record speaks of types, entries of lists and kinds of relations by numbers that hold for one run only. In a store these
 * are terms: their names, numbered in the store itself. */
#ifndef RL_STORE_PACK_H
#define RL_STORE_PACK_H

#include "base/error.h"
#include "base/memory.h"
#include "model/record.h"

typedef enum rl_term_kind { RL_TERM_TYPE = 0, RL_TERM_ENTRY, RL_TERM_RELATION, RL_TERM_KINDS } rl_term_kind;

/* Numbers of the run to numbers of the store, or back. RL_NONE: there is no such thing, or no memory. */
typedef struct rl_terms {
    uint32_t (*translate)(void *user, rl_term_kind kind, uint32_t number);
    void *user;
} rl_terms;

/* Appends the record to `ret`. */
relata_status rl_record_pack(const rl_record *record, const rl_terms *to_store, rl_buffer *ret, relata_error *err);

/* The record that these bytes are. RELATA_ERROR_FORMAT if they are none: everything in them is checked. Its memory is
 * the arena's, also after a failure; without one it owns its memory, as a record that the pipeline makes. */
relata_status rl_record_unpack(const char *bytes, size_t length, const rl_terms *from_store, rl_arena *arena,
                               rl_record *ret_record, relata_error *err);

#endif
