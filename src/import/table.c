/* Reading small tables. */
#include "import/table.h"

#include "base/source.h"
#include "text/utf8.h"

#include <string.h>

enum { LONGEST_LINE = 1 << 20 };

void rl_cells_cut(const char *line, size_t length, rl_cells *ret)
{
    const char *end = line + length;
    ret->count = 0;
    for (;;) {
        const char *tab = memchr(line, '\t', (size_t)(end - line));
        if (ret->count < RL_CELLS_MOST) {
            ret->bytes[ret->count] = line;
            ret->length[ret->count] = (size_t)((tab == NULL ? end : tab) - line);
        }
        ret->count++;
        if (tab == NULL)
            return;
        line = tab + 1;
    }
}

static relata_status check(const rl_cells *cells, const char *line, size_t length, size_t least, relata_error *err)
{
    size_t valid = rl_utf8_valid_prefix(line, length);
    if (valid < length)
        return rl_error_set(err, RELATA_ERROR_FORMAT, cells->path, cells->line, valid + 1, "not valid UTF-8");
    if (cells->count < least)
        return rl_error_set(err, RELATA_ERROR_FORMAT, cells->path, cells->line, 1,
                            "the line has %zu cells with tabs between them, not %zu", cells->count, least);
    return RELATA_OK;
}

relata_status rl_import_table_read(const char *path, size_t least,
                                   relata_status (*receive)(void *user, const rl_cells *cells, relata_error *err),
                                   void *user, relata_error *err)
{
    rl_source source = {0};
    rl_cells cells = {.path = path};
    relata_status status = rl_source_open(&source, path, err);
    while (status == RELATA_OK) {
        const char *line = NULL;
        size_t length = 0;
        status = rl_source_line(&source, LONGEST_LINE, &line, &length, err);
        if (status != RELATA_OK || length == 0 || line[0] == '#')
            continue;
        cells.line = source.line;
        rl_cells_cut(line, length, &cells);
        status = check(&cells, line, length, least, err);
        if (status == RELATA_OK)
            status = receive(user, &cells, err);
    }
    rl_source_close(&source);
    return status == RELATA_END ? RELATA_OK : status;
}
