/* Checking lists before they are used. */
#ifndef RL_GAZETTEER_CHECK_H
#define RL_GAZETTEER_CHECK_H

#include <relata/gazetteer.h>

#include "base/error.h"
#include "text/rules.h"

/* Checks the files, and all .tsv files of the folders. `rules` knows the ordinary words; NULL: they are not looked for.
 * At most `most` findings of one kind and file are handed over, then how many more there are. */
relata_status rl_gazetteer_check(const char *const *paths, size_t count, const rl_text_rules *rules, size_t most,
                                 relata_finding_fn receive, void *user, relata_check_summary *ret_summary,
                                 relata_error *err);

#endif
