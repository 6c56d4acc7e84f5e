/* Opening the RDF library at run time. */
#include "import/raptor.h"

#include <dlfcn.h>
#include <string.h>

#define LIBRARY "libraptor2.so.0"

/* Where each function goes, as an offset in rl_raptor. */
#define FUNCTION(name) {#name, offsetof(rl_raptor, name)}

static const struct {
    const char *name;
    size_t offset;
} FUNCTIONS[] = {
    FUNCTION(world_open),
    FUNCTION(world_set_log_handler),
    FUNCTION(free_world),
    FUNCTION(new_parser),
    FUNCTION(parser_set_option),
    FUNCTION(parser_set_statement_handler),
    FUNCTION(parser_parse_start),
    FUNCTION(parser_parse_chunk),
    FUNCTION(parser_parse_abort),
    FUNCTION(free_parser),
    FUNCTION(new_uri),
    FUNCTION(uri_as_counted_string),
    FUNCTION(free_uri),
};

/* The header's raptor_new_world is a macro that gives the version of the header to this one. */
#define NEW_WORLD "raptor_new_world_internal"

static bool find(rl_raptor *raptor, const char *name, size_t offset)
{
    void *function = dlsym(raptor->library, name);
    memcpy((char *)raptor + offset, &function, sizeof function);
    return function != NULL;
}

static bool find_all(rl_raptor *raptor)
{
    bool all = find(raptor, NEW_WORLD, offsetof(rl_raptor, new_world));
    for (size_t i = 0; all && i < sizeof FUNCTIONS / sizeof FUNCTIONS[0]; i++) {
        char name[64] = "raptor_";
        (void)strncat(name, FUNCTIONS[i].name, sizeof name - sizeof "raptor_");
        all = find(raptor, name, FUNCTIONS[i].offset);
    }
    return all;
}

relata_status rl_raptor_open(rl_raptor *raptor, relata_error *err)
{
    *raptor = (rl_raptor){.library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL)};
    if (raptor->library == NULL)
        return rl_error_set(err, RELATA_ERROR_IO, NULL, 0, 0,
                            "reading RDF takes the library %s, which is not installed", LIBRARY);
    if (find_all(raptor))
        return RELATA_OK;
    rl_raptor_close(raptor);
    return rl_error_set(err, RELATA_ERROR_IO, NULL, 0, 0, "the library %s lacks functions that are needed", LIBRARY);
}

/* The library stays loaded: it and what it brings keep things for the whole run. */
void rl_raptor_close(rl_raptor *raptor)
{
    *raptor = (rl_raptor){0};
}
