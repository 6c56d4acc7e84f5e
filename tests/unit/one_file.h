/* The fixture of tests that need one file: a new one for each test. */
#ifndef ONE_FILE_H
#define ONE_FILE_H

#include "files.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/relata-test-XXXXXX";

static inline int make_file(void **state)
{
    (void)state;
    memcpy(path + sizeof path - 7, "XXXXXX", 6);
    int descriptor = mkstemp(path);
    return descriptor >= 0 && close(descriptor) == 0 ? 0 : -1;
}

static inline int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static inline void put(const char *bytes, size_t length)
{
    put_file(path, bytes, length);
}

#endif
