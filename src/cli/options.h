/* Options: one table per command says everything about them. Parsing and help texts read the same table, so that they
 * cannot disagree. */
#ifndef RL_CLI_OPTIONS_H
#define RL_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Strings that the list owns. A zeroed list is an empty one. */
typedef struct cli_list {
    const char **items;
    size_t count;
    size_t capacity;
    struct cli_list *kept; /* copies that live as long as the list without being items of it */
} cli_list;

bool cli_list_add(cli_list *list, const char *text, size_t length); /* copies */
size_t cli_list_count(const cli_list *list, const char *text); /* how often it is there */
const char *cli_list_keep(cli_list *list, const char *text);        /* a copy; NULL if there is no memory */
void cli_list_free(cli_list *list);

typedef enum cli_read {
    CLI_READ_OK = 0,
    CLI_READ_BAD,   /* the text is no such value */
    CLI_READ_MEMORY /* no memory to keep it */
} cli_read;

/* A kind of option: what it expects and how its value is read into its place. */
typedef struct cli_kind {
    bool takes_value;
    const char *expects; /* completes "expected …" in messages; NULL if every text will do */
    cli_read (*read)(const char *text, void *ret_value); /* NULL: shows the help text and ends */
    bool repeats; /* adds to what was read before, so relata.toml may give a list */
    bool is_path; /* of a file or folder: in relata.toml it starts from the folder of that file */
} cli_kind;

extern const cli_kind cli_kind_help;
extern const cli_kind cli_kind_flag;  /* bool */
extern const cli_kind cli_kind_text;  /* const char *, borrowed from argv or the operands; the last one wins */
extern const cli_kind cli_kind_texts; /* cli_list, one more at each appearance */
extern const cli_kind cli_kind_path;  /* as cli_kind_text, for files and folders */
extern const cli_kind cli_kind_paths; /* as cli_kind_texts, for files and folders */
extern const cli_kind cli_kind_names; /* cli_list, names with commas between them, more at each appearance */
extern const cli_kind cli_kind_count; /* size_t */
extern const cli_kind cli_kind_seed;  /* uint64_t */
extern const cli_kind cli_kind_jobs;  /* unsigned */
extern const cli_kind cli_kind_real;  /* double, not negative */

/* Which file of options is read. These are read before the others, into a struct of their own. */
typedef struct cli_config_choice {
    const char *file; /* NULL: relata.toml, if there is one */
    bool none;
} cli_config_choice;

extern const cli_kind cli_kind_config;    /* cli_config_choice.file */
extern const cli_kind cli_kind_no_config; /* cli_config_choice.none */

typedef struct cli_option {
    const char *name;
    char letter;          /* '\0' if it has none */
    const char *argument; /* the value's name in help texts; NULL for flags */
    const char *help;
    const cli_kind *kind;
    size_t offset; /* of its value in the command's struct */
} cli_option;

/* Reads a whole number written in decimal digits and nothing else. False if it is none or larger than `most`. */
bool cli_number_read(const char *text, uint64_t most, uint64_t *ret_number);

#endif
