/* igraph and its surroundings: handlers that return instead of aborting or printing, statuses in our own terms, random
 * numbers that start from a seed, and one thread.
 *
 * Handlers get no user pointer, so igraph's own sentence about one failure could only be kept in a global variable; its
 * name for the kind of failure, together with what was tried, is enough. */
#include "graph/internal.h"

#include <dlfcn.h>
#include <string.h>

/* PageRank sums in parallel, in whatever order threads finish, so its last digits would differ between runs; those
 * of the eigenvector would between machines, by the threads of OpenBLAS. Both libraries are igraph's choice, not
 * ours: their functions are looked up in what is loaded; if there are none, there is one thread. */
static void find_function(const char *name, void *ret_function, size_t size)
{
    void *address = dlsym(RTLD_DEFAULT, name);
    memcpy(ret_function, &address, size);
}

static int set_threads(const char *name_of_get, const char *name_of_set, int threads)
{
    int (*get)(void) = NULL;
    void (*set)(int) = NULL;
    find_function(name_of_get, &get, sizeof get);
    find_function(name_of_set, &set, sizeof set);
    if (get == NULL || set == NULL || threads < 1)
        return 0;
    int before = get();
    set(threads);
    return before;
}

static int set_omp_threads(int threads)
{
    return set_threads("omp_get_max_threads", "omp_set_num_threads", threads);
}

static int set_blas_threads(int threads)
{
    return set_threads("openblas_get_num_threads", "openblas_set_num_threads", threads);
}

rl_igraph_settings rl_igraph_enter(void)
{
    return (rl_igraph_settings){
        .on_error = igraph_set_error_handler(igraph_error_handler_ignore),
        .on_warning = igraph_set_warning_handler(igraph_warning_handler_ignore),
        .threads = set_omp_threads(1),
        .blas_threads = set_blas_threads(1),
    };
}

void rl_igraph_leave(const rl_igraph_settings *settings)
{
    igraph_set_error_handler(settings->on_error);
    igraph_set_warning_handler(settings->on_warning);
    (void)set_omp_threads(settings->threads);
    (void)set_blas_threads(settings->blas_threads);
}

relata_status rl_igraph_status(igraph_error_t code, const char *tried, relata_error *err)
{
    if (code == IGRAPH_SUCCESS)
        return RELATA_OK;
    if (code == IGRAPH_ENOMEM)
        return rl_error_memory(err);
    return rl_error_set(err, RELATA_ERROR_LIBRARY, NULL, 0, 0, "igraph failed at the %s: %s", tried,
                        igraph_strerror(code));
}

relata_status rl_igraph_seed(uint64_t seed, relata_error *err)
{
    /* The generator takes 32 bits. */
    igraph_uint_t folded = (igraph_uint_t)((seed ^ (seed >> 32)) & UINT32_MAX);
    return rl_igraph_status(igraph_rng_seed(igraph_rng_default(), folded), "random numbers", err);
}
