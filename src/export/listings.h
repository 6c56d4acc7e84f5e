/* Listings of gazetteers as JSON. */
#ifndef RL_EXPORT_LISTINGS_H
#define RL_EXPORT_LISTINGS_H

#include <relata/gazetteer.h>

#include "base/error.h"

/* As relata_listing_write_json. */
relata_status rl_listing_write_json(const relata_listing *listing, relata_write_fn write, void *user, relata_error *err);

/* As relata_statistic_write_json. */
relata_status rl_statistic_write_json(const relata_statistic *statistic, relata_write_fn write, void *user,
                                      relata_error *err);

#endif
