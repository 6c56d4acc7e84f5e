/* Text lists on their way to an image: the entries and names that the rows give. Internal to gazetteer/.
 *
 * rows.c fills a builder, compile.c makes an image of it. Names are not copied: they point into the files, which the
 * builder keeps. */
#ifndef RL_GAZETTEER_BUILDER_H
#define RL_GAZETTEER_BUILDER_H

#include "base/memory.h"
#include "gazetteer/record.h"
#include "model/candidate.h"
#include "model/types.h"
#include "text/text.h"

enum { RL_NAME_LONGEST = 16 }; /* words in a name */

enum {
    RL_LISTED_PLAIN = 1,  /* RL_MEANING_PLAIN: its words are its bytes */
    RL_LISTED_HIDDEN = 2, /* found, but not shown with its entry */
    RL_LISTED_SYMBOL = 4, /* it begins with a symbol */
    RL_LISTED_PLACED = 8  /* it stands in a record, at `words` */
};

typedef struct rl_listed_name {
    const char *bytes;
    uint32_t length;
    uint32_t entry; /* of rows of the lexicon: number of the set of classes */
    uint32_t next;  /* name of the same entry, or RL_NONE */
    uint32_t words; /* where its folded words begin in the builder's words, or, once placed, in the records */
    uint16_t folded_length;
    uint16_t capitals; /* as in rl_meaning */
    uint16_t acronyms;
    uint8_t kind;   /* rl_name_kind */
    uint8_t column; /* rl_column */
    uint8_t flags;
} rl_listed_name;

/* An entry; its id is the key of its number in `ids`. */
typedef struct rl_draft {
    const char *name; /* the label */
    uint32_t name_length;
    uint32_t first_name; /* of its names */
    uint32_t last_name;
    uint32_t details; /* number of its other attributes, or RL_NONE */
    uint32_t type;    /* of the builder's types */
    uint32_t file;    /* the one that gave it last */
    bool id_given;    /* a row says the id; it is not made from type and name */
} rl_draft;

/* Values by number of field: of texts their number in `texts`, of numbers the number itself. */
typedef struct rl_details {
    uint32_t mask;
    union {
        uint32_t text;
        double number;
    } values[RL_FIELD_COUNT];
} rl_details;

typedef struct rl_builder {
    rl_string_map types;
    rl_string_map sources; /* names of files, without their folders */
    rl_string_map texts;
    rl_string_map ids;
    rl_draft *entries;
    size_t entry_count;
    size_t entry_capacity;
    rl_details *details;
    size_t details_count;
    size_t details_capacity;
    rl_listed_name *names;
    size_t name_count;
    size_t name_capacity;
    rl_classes *classes;
    size_t class_count;
    size_t class_capacity;
    rl_buffer words;
    rl_buffer rules;
    rl_buffer *files;
    uint32_t *file_sources; /* by file: number in `sources` */
    size_t file_count;
    size_t file_capacity;
    size_t source_capacity;
    rl_text_worker worker;
    rl_buffer scratch;
} rl_builder;

void rl_builder_free(rl_builder *builder); /* leaves an empty builder, as a zeroed one is */

/* Reads one .tsv file. An id that another file has given is the same entity: names are added, attributes replaced. */
relata_status rl_builder_read(rl_builder *builder, const char *path, relata_error *err);

/* A name as a row gives it. */
typedef struct rl_new_name {
    rl_cell cell;
    const char *path;
    size_t line;
    uint32_t entry; /* or number of a set of classes */
    rl_name_kind kind;
    rl_column column;
} rl_new_name;

/* Adds a name; blank cells are passed over. */
relata_status rl_builder_add_name(rl_builder *builder, const rl_new_name *name, relata_error *err);

/* The number of a set of classes, added if it is new; RL_NONE if there is no memory. */
uint32_t rl_builder_classes(rl_builder *builder, rl_classes classes);

/* Adds to the rules what a lexicon name says of the language. False if there is no memory. */
bool rl_builder_teach(rl_builder *builder, const rl_cell *cell, rl_classes classes);

/* Makes the image and appends it to `ret` (empty before). The builder is of no more use afterwards. */
relata_status rl_builder_compile(rl_builder *builder, rl_buffer *ret, relata_error *err);

#endif
