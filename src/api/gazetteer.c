/* The public functions on gazetteers: check the call, then one call down. */
#include <relata/relata.h>

#include "base/error.h"
#include "gazetteer/gazetteer.h"
#include "pipeline/compile.h"

static relata_status refuse(relata_error *err, const char *message)
{
    return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "%s", message);
}

relata_status relata_gazetteer_compile(const char *const *paths, size_t count, const char *output,
                                       relata_compiled *ret_compiled, relata_error *err)
{
    relata_compiled compiled;
    rl_error_clear(err);
    if (paths == NULL || count == 0 || output == NULL)
        return refuse(err, "lists to compile and a path for the result are needed");
    for (size_t i = 0; i < count; i++)
        if (paths[i] == NULL)
            return refuse(err, "a path is missing");
    relata_status status = rl_compile_lists(paths, count, output, &compiled, err);
    if (status == RELATA_OK && ret_compiled != NULL)
        *ret_compiled = compiled;
    return status;
}

bool relata_gazetteer_is_compiled(const char *path)
{
    return path != NULL && rl_gazetteer_is_compiled(path);
}

relata_status relata_gazetteer_verify(const char *path, relata_error *err)
{
    rl_error_clear(err);
    return path == NULL ? refuse(err, "a path is needed") : rl_gazetteer_verify(path, err);
}
