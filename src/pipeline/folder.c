/* A folder may hold lists and what was compiled of them. Which of the two is read is decided as a build tool would: what was
 * compiled stands for its lists until one of them is newer. */
#include "pipeline/folder.h"

#include "gazetteer/gazetteer.h"

#include <stdlib.h>
#include <string.h>

/* Is the file one of the lists, by its name? */
static bool is_source(const rl_string_map *sources, const char *path)
{
    const char *name = rl_path_name(path);
    return rl_path_has_extension(path, RL_LIST_EXTENSION) &&
           rl_string_map_find(sources, name, strlen(name)) != RL_NONE;
}

static bool is_stale(const rl_file_list *list, const char *compiled, const rl_string_map *sources)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->paths[i] != NULL && is_source(sources, list->paths[i]) &&
            rl_path_is_newer(list->paths[i], compiled))
            return true;
    return false;
}

static void drop(rl_file_list *list, size_t number)
{
    free(list->paths[number]);
    list->paths[number] = NULL;
}

static relata_status choose(rl_file_list *list, size_t compiled, relata_error *err)
{
    rl_string_map sources = {0};
    relata_status status = rl_gazetteer_sources(list->paths[compiled], &sources, err);
    if (status == RELATA_OK && is_stale(list, list->paths[compiled], &sources)) {
        drop(list, compiled);
    } else if (status == RELATA_OK) {
        for (size_t i = 0; i < list->count; i++)
            if (list->paths[i] != NULL && is_source(&sources, list->paths[i]))
                drop(list, i);
    }
    rl_string_map_free(&sources);
    return status;
}

static void close_gaps(rl_file_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->paths[i] != NULL)
            list->paths[kept++] = list->paths[i];
    list->count = kept;
}

relata_status rl_folder_choose(rl_file_list *list, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < list->count; i++)
        if (list->paths[i] != NULL && rl_path_has_extension(list->paths[i], RL_COMPILED_EXTENSION))
            status = choose(list, i, err);
    close_gaps(list);
    return status;
}
