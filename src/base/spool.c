/* A file that nobody else can see. Where the system has O_TMPFILE it never gets a name; elsewhere it loses its name as
 * soon as it is open, so that nothing is left behind however the run ends. */
#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PENDING_LIMIT = 1 << 16 };

static int open_named(const char *folder)
{
    char *path = NULL;
    if (asprintf(&path, "%s/.relata-XXXXXX", folder) < 0) {
        errno = ENOMEM;
        return -1;
    }
    int descriptor = mkostemp(path, O_CLOEXEC);
    int error_number = errno;
    if (descriptor >= 0)
        (void)unlink(path);
    free(path);
    errno = error_number;
    return descriptor;
}

static int open_nameless(const char *folder)
{
#ifdef O_TMPFILE
    int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return descriptor;
#endif
    return open_named(folder);
}

relata_status rl_spool_open(rl_spool *spool, const char *folder, relata_error *err)
{
    int descriptor = open_nameless(folder);
    if (descriptor < 0)
        return rl_error_system(err, folder, "make a temporary file", errno);
    *spool = (rl_spool){.descriptor = descriptor, .is_open = true, .folder = folder};
    return RELATA_OK;
}

static bool write_through(rl_spool *spool, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(spool->descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            spool->error_number = written < 0 ? errno : EIO;
            return false;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static bool flush(rl_spool *spool)
{
    if (spool->error_number != 0 || !write_through(spool, spool->pending.bytes, spool->pending.length))
        return false;
    rl_buffer_clear(&spool->pending);
    return true;
}

bool rl_spool_write(rl_spool *spool, const char *bytes, size_t length)
{
    if (spool->error_number != 0)
        return false;
    if (length > PENDING_LIMIT - spool->pending.length && !flush(spool))
        return false;
    if (length >= PENDING_LIMIT)
        return write_through(spool, bytes, length);
    if (!rl_buffer_append(&spool->pending, bytes, length)) {
        spool->error_number = ENOMEM;
        return false;
    }
    return true;
}

relata_status rl_spool_read(rl_spool *spool, rl_source *ret_source, relata_error *err)
{
    if (!flush(spool))
        return rl_error_system(err, spool->folder, "write a temporary file", spool->error_number);
    if (lseek(spool->descriptor, 0, SEEK_SET) != 0)
        return rl_error_system(err, spool->folder, "read a temporary file", errno);
    rl_source_open_descriptor(ret_source, spool->folder, spool->descriptor);
    return RELATA_OK;
}

void rl_spool_close(rl_spool *spool)
{
    if (spool->is_open)
        (void)close(spool->descriptor);
    rl_buffer_free(&spool->pending);
    *spool = (rl_spool){0};
}
