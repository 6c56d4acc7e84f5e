/* Filling and formatting errors. Nothing here allocates, so that running out of memory can still be reported. */
#include "base/error.h"

#include <stdio.h>
#include <string.h>

void rl_error_clear(relata_error *err)
{
    if (err != NULL)
        memset(err, 0, sizeof *err);
}

static bool continues_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static void copy_source(char *to, size_t size, const char *source)
{
    size_t length = strlen(source);
    if (length < size) {
        memcpy(to, source, length + 1);
        return;
    }
    /* The end of a long path says more than its beginning. */
    const char *end = source + length - (size - 4);
    while (continues_character(*end))
        end++;
    memcpy(to, "...", 3);
    memcpy(to + 3, end, (size_t)(source + length - end) + 1);
}

/* A message that was cut may end inside a character: takes the rest of that character away. */
static void mend_end(char *message, size_t size)
{
    size_t length = strlen(message);
    if (length + 1 < size)
        return;
    while (length > 0 && continues_character(message[length - 1]))
        length--;
    if (length > 0 && ((unsigned char)message[length - 1] & 0x80) != 0)
        length--;
    message[length] = '\0';
}

/* The system's words in English: strerror would ask the locale. */
static const char *system_words(int error_number)
{
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 32)
    const char *words = strerrordesc_np(error_number);
    return words != NULL ? words : "unknown error";
#else
    return strerror(error_number);
#endif
}

relata_status rl_error_set(relata_error *err, relata_status status, const char *source, size_t line, size_t column,
                           const char *format, ...)
{
    if (err == NULL || err->status != RELATA_OK)
        return status;
    err->status = status;
    err->line = line;
    err->column = column;
    copy_source(err->source, sizeof err->source, source != NULL ? source : "");
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(err->message, sizeof err->message, format, arguments);
    va_end(arguments);
    mend_end(err->message, sizeof err->message);
    return status;
}

relata_status rl_error_memory(relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_MEMORY, NULL, 0, 0, "out of memory");
}

relata_status rl_error_system(relata_error *err, const char *source, const char *tried, int error_number)
{
    return rl_error_set(err, RELATA_ERROR_IO, source, 0, 0, "cannot %s: %s", tried, system_words(error_number));
}

size_t relata_error_format(const relata_error *err, char *buffer, size_t size)
{
    char place[64] = "";
    if (err->line > 0 && err->column > 0)
        (void)snprintf(place, sizeof place, ":%zu:%zu", err->line, err->column);
    else if (err->line > 0)
        (void)snprintf(place, sizeof place, ":%zu", err->line);
    bool named = err->source[0] != '\0';
    int length = snprintf(buffer, size, "%s%s%s%s", err->source, place, named ? ": " : "", err->message);
    return length < 0 ? 0 : (size_t)length;
}
