/* Opening igraph at run time. It stays loaded: it and what it brings keep things for the whole run. */
#include "graph/library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

/* That of igraph 0.10, whose headers this is compiled with. */
#define LIBRARY "libigraph.so.3"

rl_igraph_functions rl_igraph;

static pthread_once_t opened = PTHREAD_ONCE_INIT;

/* Where each function goes. */
#define FUNCTION(name) {"igraph_" #name, offsetof(rl_igraph_functions, name)},
static const struct {
    const char *name;
    size_t offset;
} FUNCTIONS[] = {RL_IGRAPH_FUNCTIONS(FUNCTION)};
#undef FUNCTION

void rl_igraph_find(const char *name, void *ret_function, size_t size)
{
    void *address = dlsym(rl_igraph.library, name);
    memcpy(ret_function, &address, size);
}

/* Leaves no library behind unless it has them all. */
static void open_library(void)
{
    rl_igraph.library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    for (size_t i = 0; rl_igraph.library != NULL && i < sizeof FUNCTIONS / sizeof FUNCTIONS[0]; i++) {
        void *place = (char *)&rl_igraph + FUNCTIONS[i].offset, *function = dlsym(rl_igraph.library, FUNCTIONS[i].name);
        memcpy(place, &function, sizeof function);
        if (function == NULL)
            rl_igraph.library = NULL;
    }
}

relata_status rl_igraph_open(relata_error *err)
{
    (void)pthread_once(&opened, open_library);
    if (rl_igraph.library != NULL)
        return RELATA_OK;
    return rl_error_set(err, RELATA_ERROR_LIBRARY, NULL, 0, 0,
                        "measuring networks takes the library %s (igraph 0.10), which is not installed", LIBRARY);
}
