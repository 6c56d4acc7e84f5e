/* Findings of a check as JSON lines. */
#ifndef RL_EXPORT_FINDINGS_H
#define RL_EXPORT_FINDINGS_H

#include <relata/gazetteer.h>

#include "base/error.h"

relata_status rl_finding_write_json(const relata_finding *finding, relata_write_fn write, void *user,
                                    relata_error *err);

#endif
