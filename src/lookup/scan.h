/* Walking through a JSON text value by value. Internal to lookup/. */
#ifndef RL_LOOKUP_SCAN_H
#define RL_LOOKUP_SCAN_H

#include "base/error.h"
#include "base/memory.h"

#include <jansson.h>

typedef struct rl_scan {
    const char *source; /* for messages */
    const char *bytes;  /* valid UTF-8 */
    size_t length;
    size_t at; /* the next byte */
    relata_error *err;
} rl_scan;

/* The next byte that is not white space, which is then at scan->at; -1 at the end. */
int rl_scan_peek(rl_scan *scan);

/* Takes the members of the object that comes next. `member` is called with the scan at the member's value, which it
 * must take. `key` is as it stands in the text: one that is written with escapes is none of ours. */
typedef relata_status (*rl_scan_member_fn)(rl_scan *scan, const char *key, size_t length, void *user);
relata_status rl_scan_object(rl_scan *scan, rl_scan_member_fn member, void *user);

/* Takes the items of the array that comes next. `item` is called with the scan at each item, which it must take. */
typedef relata_status (*rl_scan_item_fn)(rl_scan *scan, void *user);
relata_status rl_scan_array(rl_scan *scan, rl_scan_item_fn item, void *user);

/* Takes a string into `ret`, which is cleared first. */
relata_status rl_scan_string(rl_scan *scan, rl_buffer *ret);
/* Takes a number, true, false or null. `*ret_value` is owned by the caller: json_decref. */
relata_status rl_scan_scalar(rl_scan *scan, json_t **ret_value);
/* Takes a value of any kind, checking that it is well-formed. */
relata_status rl_scan_skip(rl_scan *scan);

/* Fails with RELATA_ERROR_FORMAT and the line and column of `offset`. */
relata_status rl_scan_fail(const rl_scan *scan, size_t offset, const char *format, ...) RL_PRINTF(3, 4);

#endif
