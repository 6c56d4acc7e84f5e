/* The table of extensions. */
#include "input/kinds.h"

#include "base/ascii.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static const struct {
    const char *extension;
    rl_file_kind kind;
} EXTENSIONS[] = {
    {".txt", RL_FILE_TEXT},  {".md", RL_FILE_TEXT},  {".jsonl", RL_FILE_LINES}, {".ndjson", RL_FILE_LINES},
    {".html", RL_FILE_PAGE}, {".htm", RL_FILE_PAGE}, {".xhtml", RL_FILE_PAGE},
};
static const char *const COMPRESSIONS[] = {".gz", ".zst"};

static bool ends_in(const char *path, size_t length, const char *extension)
{
    size_t tail = strlen(extension);
    return length >= tail && rl_ascii_same_bytes(path + length - tail, extension, tail);
}

rl_file_kind rl_kind_of_path(const char *path)
{
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof COMPRESSIONS / sizeof COMPRESSIONS[0]; i++) {
        if (ends_in(path, length, COMPRESSIONS[i])) {
            length -= strlen(COMPRESSIONS[i]);
            break;
        }
    }
    for (size_t i = 0; i < sizeof EXTENSIONS / sizeof EXTENSIONS[0]; i++)
        if (ends_in(path, length, EXTENSIONS[i].extension))
            return EXTENSIONS[i].kind;
    return RL_FILE_OTHER;
}
