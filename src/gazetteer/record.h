/* An entry's record in an image: what its row says, in few bytes. Internal to gazetteer/.
 *
 * A record is: the length of the rest as a varint; where the type's name begins in RL_SECTION_TYPES, where the source's
 * begins in RL_SECTION_SOURCES, a mask of the fields that are there, each as a varint (seven bits a byte, lowest first, the
 * top bit set if more follow); the name and a NUL; then the fields in the order below.
 *
 * What a reader looks at for one entry is bounded, and no two entries share a record: reading all of them takes no longer
 * than the image is large, whoever made it. */
#ifndef RL_GAZETTEER_RECORD_H
#define RL_GAZETTEER_RECORD_H

#include "gazetteer/image.h"
#include "gazetteer/table.h"

/* How a field is stored. */
typedef enum rl_storage {
    RL_STORED_STRING, /* its bytes and a NUL */
    RL_STORED_TEXT,   /* a varint: where it begins in RL_SECTION_TEXTS */
    RL_STORED_NUMBER  /* eight bytes, a double */
} rl_storage;

typedef struct rl_field {
    rl_column column;
    rl_storage storage;
} rl_field;

enum {
    RL_FIELD_COUNT = 16,
    RL_NAME_BYTES = 1000,  /* of a name, so that folded names stay below 64 KiB */
    RL_TYPE_BYTES = 64,    /* of a type's name */
    RL_TEXT_BYTES = 65535, /* of a cell that is stored once for all rows, and of a file's name */
    RL_RECORD_BYTES = 1 << 26
};

/* The optional fields of a record: bit k of the mask is fields[k]. */
extern const rl_field rl_fields[RL_FIELD_COUNT];

/* Is a column stored as a field in this way? */
bool rl_column_is(rl_column column, rl_storage storage);

/* A record as strings and numbers; strings are borrowed from the image, and ended by a NUL. */
typedef struct rl_record {
    const char *type;
    const char *source;
    const char *texts[RL_COLUMN_COUNT];  /* "" where the row says nothing; the id only if it is not made from type and name */
    double numbers[RL_COLUMN_COUNT];     /* NAN where the row says nothing */
} rl_record;

/* Reads an entry. Fails if the image is damaged there. */
relata_status rl_record_read(const rl_image *image, uint32_t entry, rl_record *ret_record, relata_error *err);

/* The names in a record. */
typedef struct rl_record_names {
    const char *name;    /* NULL if the record is of another type */
    const char *aliases; /* joined by "|" */
} rl_record_names;

/* Reads the names of an entry if it is of the type, for who goes through all of them: `*at` is what the call for the entry
 * before left there. Fails if the image is damaged there. */
relata_status rl_record_read_names(const rl_image *image, uint32_t entry, const char *type, size_t *at,
                                   rl_record_names *ret, relata_error *err);

/* Appends the id of an entry of this type and name whose row gives none. False if there is no memory. */
bool rl_record_make_id(const char *type, size_t type_length, const char *name, size_t name_length, rl_buffer *ret);

/* Appends the id of a record that was read. */
bool rl_record_id(const rl_record *record, rl_buffer *ret);

/* Appends the id of an entry, and reads no more of its record than that takes. */
relata_status rl_record_read_id(const rl_image *image, uint32_t entry, rl_buffer *ret, relata_error *err);

/* Has the entry this id? It costs no more than the id is long. `scratch` is overwritten. */
relata_status rl_record_has_id(const rl_image *image, uint32_t entry, const char *id, size_t length, rl_buffer *scratch,
                               bool *ret_same, relata_error *err);

#endif
