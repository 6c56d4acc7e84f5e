/* Imports: lists of another make to lists of ours. What the formats share, and the table of formats. */
#ifndef RL_IMPORT_IMPORT_H
#define RL_IMPORT_IMPORT_H

#include <relata/gazetteer.h>

#include "base/source.h"
#include "import/rows.h"

/* The longest line or JSON value that is read. */
#define RL_IMPORT_LONGEST ((size_t)1 << 24)

typedef struct rl_import {
    const relata_import_options *options;
    rl_rows rows;
    rl_countries countries;
    void *state; /* the format's own */
} rl_import;

/* The options that not every format has a use for. */
enum {
    RL_OPTION_TYPE = 1u << 0,
    RL_OPTION_MAP = 1u << 1,
    RL_OPTION_SEPARATOR = 1u << 2,
    RL_OPTION_SPLIT = 1u << 3,
    RL_OPTION_LANGUAGES = 1u << 4,
    RL_OPTION_POPULATION = 1u << 5,
    RL_OPTION_COUNTRIES = 1u << 6,
    RL_OPTION_ADMIN1 = 1u << 7,
    RL_OPTION_TABLE = 1u << 8
};

typedef struct rl_import_format {
    const char *name;
    unsigned options;
    const char *strength; /* what rows say of themselves unless the caller says otherwise; NULL for nothing */
    bool waits;           /* what stands for countries and roles is known at the end only */
    /* Makes import->state from the options. `close` is called whether it succeeds or not. */
    relata_status (*open)(rl_import *import, relata_error *err);
    relata_status (*read)(rl_import *import, rl_source *source, relata_error *err);
    relata_status (*finish)(rl_import *import, relata_error *err); /* after the last file; NULL for nothing to do */
    rl_resolve_fn resolve;                                         /* given import->state; NULL if nothing waits */
    void (*close)(rl_import *import);
} rl_import_format;

extern const rl_import_format *const rl_import_formats[];
extern const size_t rl_import_format_count;

extern const rl_import_format rl_import_geonames;
extern const rl_import_format rl_import_csv;
extern const rl_import_format rl_import_tsv;
extern const rl_import_format rl_import_json;
extern const rl_import_format rl_import_jsonl;
extern const rl_import_format rl_import_wikidata;
extern const rl_import_format rl_import_ftm;
extern const rl_import_format rl_import_skos;

/* See relata_import in relata.h. `folder` is for the temporary file. */
relata_status rl_import_run(const relata_import_options *options, const char *const *paths, size_t count,
                            const char *folder, relata_write_fn write, void *user, relata_import_summary *ret_summary,
                            relata_error *err);

/* See relata_import_save. */
relata_status rl_import_save(const relata_import_options *options, const char *const *paths, size_t count,
                             const char *output, relata_import_summary *ret_summary, relata_error *err);

#endif
