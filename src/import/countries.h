/* Countries by code or by one of their names, as gazetteers/en/countries.tsv calls them. Internal to import/. */
#ifndef RL_IMPORT_COUNTRIES_H
#define RL_IMPORT_COUNTRIES_H

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"

/* A zeroed table knows nothing. */
typedef struct rl_countries {
    rl_string_map codes; /* in capitals */
    rl_string_map names; /* folded */
    const char **by_code;
    size_t code_capacity;
    const char **by_name;
    size_t name_capacity;
    rl_arena strings;
    rl_buffer folded;
} rl_countries;

/* Reads the table countries.codes in the folder of the importers' data. */
relata_status rl_countries_read(rl_countries *countries, const char *folder, relata_error *err);
/* Adds the names of GeoNames' countryInfo: codes that are there already get its name, in our form if we know one. */
relata_status rl_countries_read_geonames(rl_countries *countries, const char *path, relata_error *err);

/* The country's name, or NULL. Codes of two and three letters: rl_countries_code takes any case, rl_countries_find only
 * capitals, but names as well. `bytes` is valid UTF-8. */
const char *rl_countries_code(const rl_countries *countries, const char *bytes, size_t length);
const char *rl_countries_find(rl_countries *countries, const char *bytes, size_t length);

void rl_countries_free(rl_countries *countries);

#endif
