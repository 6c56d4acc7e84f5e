/* relata: making, checking and asking gazetteers. The conventions are those of <relata/relata.h>; how an engine uses
 * gazetteers is there too (relata_engine_add_gazetteer). */
#ifndef RELATA_GAZETTEER_H
#define RELATA_GAZETTEER_H

#include <relata/relata.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- compiling --------------------------------------------------------------------------------------------------- */

/* What a compiled gazetteer holds. */
typedef struct relata_compiled {
    size_t entries;
    size_t names; /* meanings of names, the lexicon's words among them */
    size_t bytes;
} relata_compiled;

/* Compiles text lists (.tsv files, and folders whose .tsv files are all taken, in name order) into one file that
 * relata_engine_add_gazetteer maps and uses in place. The file is replaced whole or not at all. Several lists with one
 * id are one entry: names are added up, attributes of later lists replace earlier ones. `ret_compiled` may be NULL.
 * Cost: 1 to 2 microseconds and some 300 bytes of memory a name. */
RELATA_API relata_status relata_gazetteer_compile(const char *const *paths, size_t count, const char *output,
                                                  relata_compiled *ret_compiled, relata_error *err);

/* True if the file is a compiled gazetteer, by its first bytes. */
RELATA_API bool relata_gazetteer_is_compiled(const char *path);

/* Compares every byte of a compiled gazetteer with its checksums. */
RELATA_API relata_status relata_gazetteer_verify(const char *path, relata_error *err);

/* An entry of a gazetteer as its list gives it. Strings are never NULL, "" where the list says nothing, and borrowed until
 * the callback returns; numbers are NaN where it says nothing. */
typedef struct relata_listing {
    const char *matched; /* how the name asked for stands there: "name", "alias", "weak alias", "family name", "demonym",
                            or "lexicon" for what a word is; all that follows but type and kind is then empty */
    const char *id;
    const char *type;
    const char *name;
    const char *aliases; /* several are joined by "|", here and below */
    const char *weak_aliases;
    const char *family;
    const char *demonyms;
    const char *kind;
    const char *country;
    const char *region;
    const char *role;
    const char *capital;
    const char *gender;
    const char *strength;
    const char *source; /* the list's file */
    bool shipped;
    double population;
    double latitude;
    double longitude;
    double prior;
} relata_listing;

/* Receives one listing. Returns false to stop, which is then reported as RELATA_ERROR_IO. */
typedef bool (*relata_listing_fn)(void *user, const relata_listing *listing);

/* Hands over every entry that a name could mean in the engine's gazetteers, the likeliest (highest prior) first, and what
 * the lexicon says of it last. Accents, hyphens and letter case do not matter. Only after relata_engine_seal. Finding
 * none is no error. */
RELATA_API relata_status relata_engine_search(const relata_engine *engine, const char *name, relata_listing_fn receive,
                                              void *user, relata_error *err);

/* Writes one listing as a line of JSON, newline included (the shape is in docs/formats.md). */
RELATA_API relata_status relata_listing_write_json(const relata_listing *listing, relata_write_fn write, void *user,
                                                   relata_error *err);

/* One count of what gazetteers hold. */
typedef struct relata_statistic {
    const char *table; /* "type", "lexicon", "country", "source", "words": the words of a name or alias */
    const char *key;
    size_t count;
} relata_statistic;

/* Receives one count. Returns false to stop, which is then reported as RELATA_ERROR_IO. */
typedef bool (*relata_statistic_fn)(void *user, const relata_statistic *statistic);

/* Counts the entries of the engine's gazetteers by type, country and source, the rows of its lexicon by type, and its names
 * by their words; table by table, each from the highest count down (words: from one word up). Only after
 * relata_engine_seal. Cost: one pass over all entries and names. */
RELATA_API relata_status relata_engine_count(const relata_engine *engine, relata_statistic_fn receive, void *user,
                                             relata_error *err);

/* Writes one count as a line of JSON, newline included (the shape is in docs/formats.md). */
RELATA_API relata_status relata_statistic_write_json(const relata_statistic *statistic, relata_write_fn write, void *user,
                                                     relata_error *err);

/* ---- checking lists ---------------------------------------------------------------------------------------------- */

/* One thing that is wrong or doubtful in a list. All strings are borrowed until the callback returns; `kind` is static.
 * The other place is where the same id or name stands as well. Errors are what the engine refuses. */
typedef struct relata_finding {
    bool is_error;    /* else a warning */
    const char *kind; /* such as "duplicate-id"; all of them are in docs/cli.md */
    const char *file;
    size_t line; /* from 1, 0 if it means the whole file */
    size_t column;
    const char *message; /* one plain sentence without a full stop */
    const char *other_file; /* NULL if there is no other place */
    size_t other_line;
    size_t other_column;
    size_t more; /* not 0: no finding, but how many more of this kind there are in the file */
} relata_finding;

/* Receives one finding. Returns false to stop the check, which then fails with RELATA_ERROR_IO. */
typedef bool (*relata_finding_fn)(void *user, const relata_finding *finding);

typedef struct relata_check_options {
    const relata_engine *engine; /* sealed; its lexicon knows the ordinary words. NULL: they are not looked for */
    size_t most;                 /* findings of one kind in one file; the rest is counted */
} relata_check_options;

/* Zeroes and defaults. */
RELATA_API void relata_check_options_init(relata_check_options *options);

typedef struct relata_check_summary {
    size_t files;
    size_t rows; /* those that could be cut into cells */
    size_t errors;
    size_t warnings;
} relata_check_summary;

/* Checks lists of names: .tsv files, and folders whose .tsv files are all read. Goes on after errors; files that cannot be
 * read are findings too. `options` and `ret_summary` may be NULL. Memory grows with the names of all files together. */
RELATA_API relata_status relata_gazetteer_check(const char *const *paths, size_t count,
                                                const relata_check_options *options, relata_finding_fn receive,
                                                void *user, relata_check_summary *ret_summary, relata_error *err);

/* Writes one finding as a line of JSON, newline included (the shape is in docs/formats.md). */
RELATA_API relata_status relata_finding_write_json(const relata_finding *finding, relata_write_fn write, void *user,
                                                   relata_error *err);

/* ---- importing lists --------------------------------------------------------------------------------------------- */

/* What was counted: whole rows, single names of rows that were taken, or other values of theirs. */
typedef enum relata_import_unit {
    RELATA_IMPORT_ROWS = 0,
    RELATA_IMPORT_NAMES,
    RELATA_IMPORT_VALUES,
    RELATA_IMPORT_UNITS
} relata_import_unit;

typedef struct relata_import_reason {
    const char *why; /* completes "left out: " and a count. Static */
    relata_import_unit unit;
    size_t count;
} relata_import_reason;

enum { RELATA_IMPORT_REASONS = 75 };

typedef struct relata_import_summary {
    size_t read; /* rows; read = taken + left_out */
    size_t taken;
    size_t left_out;
    size_t broken; /* of those left out */
    relata_import_reason reasons[RELATA_IMPORT_REASONS]; /* only those that happened; rows first */
    size_t reason_count;
} relata_import_summary;

/* Strings are borrowed for the call. An option that the format has no use for must be as relata_import_options_init
 * left it: an option in vain is an error. docs/cli.md says what each of them means. */
typedef struct relata_import_options {
    const char *format;      /* a name from relata_import_format */
    const char *data;        /* the folder gazetteers/import of relata */
    const char *temporary;   /* the folder for temporary files; NULL: that of the output, or /tmp */
    const char *type;        /* of the rows that say none; NULL for none */
    const char *strength;    /* "sure", "usual" or NULL: as the format has it */
    const char *const *maps; /* each "column=source,column=source+source,…" */
    size_t map_count;
    char separator;    /* between the cells of "csv"; 0 for a comma */
    const char *split; /* each of its characters stands between names in one cell; NULL for "|" */
    const char *const *languages; /* the first one gives the names; none: "en" */
    size_t language_count;
    double min_population;
    const char *countries; /* GeoNames' countryInfo; NULL: the names that relata knows */
    const char *admin1;    /* GeoNames' admin1 codes; NULL: no regions */
    const char *table;     /* which sources' types are taken, and as what; NULL: the table in `data` */
    relata_notice_fn notice; /* the first five broken rows, and what else should be known */
    void *notice_user;
    /* Called now and then with the number of rows read; may be NULL. */
    void (*progress)(void *user, size_t rows);
    void *progress_user;
} relata_import_options;

RELATA_API void relata_import_options_init(relata_import_options *options);

/* The name of the format at `index` ("geonames", "csv", …), or NULL past the last one. Static. */
RELATA_API const char *relata_import_format(size_t index);

/* Reads lists of another make and writes one of relata's, in one pass and in memory that hardly grows with them (skos
 * apart, whose statements come in any order). "-" is standard input; gzip is read directly. A broken row is counted and
 * passed over; a broken file ends the import, and so does an import that takes no row: nothing is written then.
 * RELATA_ERROR_ARGUMENT: the options are wrong. */
RELATA_API relata_status relata_import(const relata_import_options *options, const char *const *paths, size_t count,
                                       relata_write_fn write, void *user, relata_import_summary *ret_summary,
                                       relata_error *err);

/* The same into a file, which is replaced whole or not at all. */
RELATA_API relata_status relata_import_save(const relata_import_options *options, const char *const *paths,
                                            size_t count, const char *output, relata_import_summary *ret_summary,
                                            relata_error *err);

#ifdef __cplusplus
}
#endif

#endif
