/* Imports from strings to a string, for unit tests. */
#ifndef RELATA_TESTS_IMPORTING_H
#define RELATA_TESTS_IMPORTING_H

#include <relata/gazetteer.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define IMPORT_DATA RELATA_SOURCE_ROOT "/gazetteers/import"

typedef struct imported {
    relata_status status;
    relata_error err;
    relata_import_summary summary;
    size_t notices;
    char list[1 << 16];
    size_t length;
} imported;

static bool import_receive(void *user, const char *bytes, size_t length)
{
    imported *i = user;
    if (length >= sizeof i->list - i->length)
        return false;
    memcpy(i->list + i->length, bytes, length);
    i->length += length;
    i->list[i->length] = '\0';
    return true;
}

static void import_notice(void *user, const relata_error *what, bool skipped)
{
    imported *i = user;
    (void)what;
    (void)skipped;
    i->notices++;
}

/* Imports a file that holds these bytes. The answer is valid until the next call. */
static imported *import_bytes(relata_import_options *options, const char *bytes, size_t length)
{
    static imported result;
    char path[] = "/tmp/relata-test-XXXXXX";
    const char *const paths[] = {path};
    result = (imported){.status = RELATA_ERROR_IO};
    int descriptor = mkstemp(path);
    if (descriptor < 0 || write(descriptor, bytes, length) != (ssize_t)length || close(descriptor) != 0)
        return &result;
    options->data = IMPORT_DATA;
    options->notice = import_notice;
    options->notice_user = &result;
    result.status = relata_import(options, paths, 1, import_receive, &result, &result.summary, &result.err);
    unlink(path);
    return &result;
}

static inline imported *import_text(relata_import_options *options, const char *text)
{
    return import_bytes(options, text, strlen(text));
}

/* How many were left out with words that begin so. */
static inline size_t import_left(const imported *i, relata_import_unit unit, const char *why)
{
    for (size_t k = 0; k < i->summary.reason_count; k++)
        if (i->summary.reasons[k].unit == unit && strncmp(i->summary.reasons[k].why, why, strlen(why)) == 0)
            return i->summary.reasons[k].count;
    return 0;
}

#endif
