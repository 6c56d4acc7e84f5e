/* Names are PLACE.relata-new-0123456789abcdef, that of the claim, and the same with ".part", that of the file.
 *
 * What is removed: the files of a claim that is a regular file of this user and that nobody holds locked. A claim that was
 * just made may be found before it is locked; so its maker, once it has the lock, looks whether it is still there. */
#include "base/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK ".relata-new-"
#define PART ".part"

enum { DIGITS = 16, ATTEMPTS = 100 };

/* What may lie beside the place, and beside the file: the last to be removed come last. */
static const char *const LOGS[] = {"-wal", "-shm", "-journal"};

enum { LOG_COUNT = sizeof LOGS / sizeof LOGS[0] };

/* ---- removing ---- */

static void remove_logs(const char *path)
{
    for (size_t i = 0; i < LOG_COUNT; i++) {
        char *log = NULL;
        struct stat about;
        if (asprintf(&log, "%s%s", path, LOGS[i]) < 0)
            return;
        if (lstat(log, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid())
            (void)unlink(log);
        free(log);
    }
}

/* The claim goes last, so that a removal that is cut short is taken up again. */
static void remove_files(const char *claim)
{
    char *path = NULL;
    struct stat about;
    if (asprintf(&path, "%s%s", claim, PART) < 0)
        return;
    remove_logs(path);
    if (lstat(path, &about) != 0 || (S_ISREG(about.st_mode) && about.st_uid == geteuid() && unlink(path) == 0))
        (void)unlink(claim);
    free(path);
}

/* Is the open file still the one with this name? */
static bool is_there(int descriptor, const char *path)
{
    struct stat open_one, named;
    return fstat(descriptor, &open_one) == 0 && lstat(path, &named) == 0 && open_one.st_dev == named.st_dev &&
           open_one.st_ino == named.st_ino && S_ISREG(named.st_mode);
}

static void remove_if_dead(const char *claim)
{
    struct stat about;
    int descriptor = open(claim, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return;
    bool own = fstat(descriptor, &about) == 0 && about.st_uid == geteuid() && about.st_size == 0;
    if (own && flock(descriptor, LOCK_EX | LOCK_NB) == 0 && is_there(descriptor, claim))
        remove_files(claim);
    (void)close(descriptor);
}

/* ---- what dead runs left ---- */

static bool is_claim(const char *name, const char *place_name)
{
    size_t length = strlen(place_name), mark = strlen(MARK);
    return strncmp(name, place_name, length) == 0 && strncmp(name + length, MARK, mark) == 0 &&
           strlen(name + length + mark) == DIGITS && strspn(name + length + mark, "0123456789abcdef") == DIGITS;
}

static void remove_left(const char *place)
{
    const char *slash = strrchr(place, '/');
    char *folder = slash == NULL ? strdup("./") : strndup(place, (size_t)(slash - place) + 1);
    DIR *list = folder == NULL ? NULL : opendir(folder);
    const struct dirent *entry;
    while (list != NULL && (entry = readdir(list)) != NULL) {
        char *claim = NULL;
        if (is_claim(entry->d_name, slash == NULL ? place : slash + 1) &&
            asprintf(&claim, "%s%s", folder, entry->d_name) > 0) {
            remove_if_dead(claim);
            free(claim);
        }
    }
    if (list != NULL)
        (void)closedir(list);
    free(folder);
}

/* ---- new ones ---- */

/* RELATA_END: somebody has the name, or took the claim for one of the dead. */
static relata_status make_claim(const char *place, rl_temporary *ret, relata_error *err)
{
    unsigned long long number = 0;
    char *claim = NULL, *path = NULL;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        return rl_error_system(err, place, "write", errno);
    bool named = asprintf(&claim, "%s%s%016llx", place, MARK, number) > 0 && asprintf(&path, "%s%s", claim, PART) > 0;
    int descriptor = named ? open(claim, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666) : -1, why = errno;
    bool locked = descriptor >= 0 && (flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK);
    if (locked && is_there(descriptor, claim)) {
        *ret = (rl_temporary){path, claim, descriptor};
        return RELATA_OK;
    }
    if (descriptor >= 0)
        (void)close(descriptor);
    free(claim);
    free(path);
    if (!named)
        return rl_error_memory(err);
    return descriptor >= 0 || why == EEXIST ? RELATA_END : rl_error_system(err, place, "write", why);
}

relata_status rl_temporary_new(const char *place, rl_temporary *ret, relata_error *err)
{
    relata_status status = RELATA_END;
    remove_left(place);
    for (int i = 0; status == RELATA_END && i < ATTEMPTS; i++)
        status = make_claim(place, ret, err);
    return status == RELATA_END ? rl_error_system(err, place, "write", EEXIST) : status;
}

void rl_temporary_free(rl_temporary *temporary)
{
    if (temporary->path == NULL)
        return;
    remove_files(temporary->claim);
    (void)close(temporary->descriptor);
    free(temporary->path);
    free(temporary->claim);
    *temporary = (rl_temporary){0};
}

/* ---- in its place ---- */

/* Two that put files there wait for each other: so nobody else can put one, and begin a log of it, between a look and a rename.
 * Where folders cannot be locked, it is done without. -1 if it cannot be opened. */
static int lock_folder(const char *place)
{
    const char *slash = strrchr(place, '/');
    char *folder = slash == NULL ? strdup("./") : strndup(place, (size_t)(slash - place) + 1);
    int descriptor = folder == NULL ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    while (descriptor >= 0 && flock(descriptor, LOCK_EX) != 0 && errno == EINTR)
        continue;
    return descriptor;
}

relata_status rl_temporary_put(rl_temporary *temporary, const char *place, bool *ret_placed, relata_error *err)
{
    struct stat about;
    int folder = lock_folder(place), why = 0;
    bool is_free = stat(place, &about) != 0; /* a link that leads nowhere is replaced */
    if (is_free) {
        remove_logs(place); /* of a file that was removed by hand: SQLite would apply them to this one */
        why = rename(temporary->path, place) == 0 ? 0 : errno;
    }
    if (folder >= 0)
        (void)close(folder);
    if (why != 0)
        return rl_error_system(err, place, "write", why);
    *ret_placed = is_free;
    return RELATA_OK;
}
