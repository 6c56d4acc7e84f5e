/* Questions to a store: what "neighbours", "path", "between", "documents" and "timeline" have in common. */
#ifndef RL_CLI_ASKING_H
#define RL_CLI_ASKING_H

#include "cli/command.h"
#include "cli/stream.h"

#include <relata/queries.h>

/* The first field of such a command's struct. */
typedef struct cli_asking_values {
    const char *store; /* NULL: the default */
    bool json;
    cli_list names;
} cli_asking_values;

enum { CLI_ASKING_OPTIONS = 2 };
extern const cli_option cli_asking_options[CLI_ASKING_OPTIONS];

/* Indents of paragraphs. */
enum { CLI_INDENT_ENTITY = 2, CLI_INDENT_ITEM = 4, CLI_INDENT_QUOTE = 6 };

/* Prints a reply for a reader. */
typedef void (*cli_reply_print_fn)(const relata_reply *reply, size_t width, cli_stream *stream);

/* Asks with the names that were given, and prints the reply, as JSON if that was asked for. Who a name may also mean, and that
 * nothing has it, is said on standard error. */
cli_exit cli_ask(const cli_command *command, const cli_asking_values *values, relata_question question,
                 cli_reply_print_fn print);

/* ---- parts of replies ---- */

/* "Mark Carney  person  person:mark-carney" */
void cli_named_print(const relata_named *named, cli_stream *stream);
/* "12 mentions in 3 documents" */
void cli_named_print_counts(const relata_named *named, size_t width, cli_stream *stream);
/* The sentence, and where it stands. */
void cli_quote_print(const relata_quote *quote, size_t indent, size_t width, cli_stream *stream);
/* Relations between two, and as many sentences of each as are there; those whose text is `said` are not repeated (NULL for none). */
void cli_links_print(const relata_link *links, size_t count, const relata_named *one, const relata_named *other,
                     const char *said, size_t indent, size_t width, cli_stream *stream);
/* A neighbour, or a step of a path, from `one`. */
void cli_step_print(const relata_step *step, const relata_named *one, size_t width, cli_stream *stream);

#endif
