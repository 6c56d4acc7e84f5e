/* What GeoNames says, in our terms. Internal to import/. */
#ifndef RL_IMPORT_GEONAMES_H
#define RL_IMPORT_GEONAMES_H

#include <stddef.h>

/* The kind of a place by its feature code; by its class if the code is not known; "" if neither is. Static. */
const char *rl_geonames_kind(char feature_class, const char *code, size_t length);

/* The prior of a place by its population. */
double rl_geonames_prior(double population);

#endif
