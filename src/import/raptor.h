/* The RDF library, loaded when it is needed. Internal to import/.
 *
 * Raptor brings thirty libraries with it, for protocols and formats that nobody asks for here. Linked, they would cost
 * every start of every command some milliseconds, so the library is opened when a vocabulary is read. */
#ifndef RL_IMPORT_RAPTOR_H
#define RL_IMPORT_RAPTOR_H

#include "base/error.h"

#include <raptor2.h>

/* The functions that are used, under their own names. */
typedef struct rl_raptor {
    void *library;
    raptor_world *(*new_world)(unsigned int version);
    int (*world_open)(raptor_world *world);
    int (*world_set_log_handler)(raptor_world *world, void *user, raptor_log_handler handler);
    void (*free_world)(raptor_world *world);
    raptor_parser *(*new_parser)(raptor_world *world, const char *name);
    int (*parser_set_option)(raptor_parser *parser, raptor_option option, const char *text, int number);
    void (*parser_set_statement_handler)(raptor_parser *parser, void *user, raptor_statement_handler handler);
    int (*parser_parse_start)(raptor_parser *parser, raptor_uri *base);
    int (*parser_parse_chunk)(raptor_parser *parser, const unsigned char *bytes, size_t length, int is_end);
    void (*parser_parse_abort)(raptor_parser *parser);
    void (*free_parser)(raptor_parser *parser);
    raptor_uri *(*new_uri)(raptor_world *world, const unsigned char *text);
    unsigned char *(*uri_as_counted_string)(raptor_uri *uri, size_t *ret_length);
    void (*free_uri)(raptor_uri *uri);
} rl_raptor;

/* Opens the library. Fails with RELATA_ERROR_IO if it is not installed. */
relata_status rl_raptor_open(rl_raptor *raptor, relata_error *err);
void rl_raptor_close(rl_raptor *raptor);

#endif
