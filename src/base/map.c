/* Mapping files into memory: pages come when they are touched, and are shared by all who map the file. */
#include "base/map.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static relata_status map_descriptor(int descriptor, const char *path, rl_map *ret_map, relata_error *err)
{
    struct stat about;
    if (fstat(descriptor, &about) != 0)
        return rl_error_system(err, path, "read", errno);
    if (!S_ISREG(about.st_mode))
        return rl_error_set(err, RELATA_ERROR_IO, path, 0, 0, "not a regular file");
    if (about.st_size == 0) { /* nothing to map, and mmap refuses it */
        *ret_map = (rl_map){"", 0};
        return RELATA_OK;
    }
    void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (bytes == MAP_FAILED)
        return rl_error_system(err, path, "map", errno);
    *ret_map = (rl_map){bytes, (size_t)about.st_size};
    return RELATA_OK;
}

relata_status rl_map_open(const char *path, rl_map *ret_map, relata_error *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return rl_error_system(err, path, "open", errno);
    relata_status status = map_descriptor(descriptor, path, ret_map, err);
    (void)close(descriptor);
    return status;
}

void rl_map_close(rl_map *map)
{
    if (map->length > 0)
        (void)munmap((void *)map->bytes, map->length);
    *map = (rl_map){0};
}
