/* The units of offsets by name. */
#include "cli/offsets.h"

#include <relata/relata.h>

#include <string.h>

static cli_read read_offsets(const char *text, void *ret_value)
{
    static const struct {
        const char *name;
        relata_offsets unit;
    } UNITS[] = {
        {"codepoint", RELATA_OFFSETS_CODEPOINT},
        {"byte", RELATA_OFFSETS_BYTE},
        {"utf16", RELATA_OFFSETS_UTF16},
    };
    for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++) {
        if (strcmp(text, UNITS[i].name) == 0) {
            *(relata_offsets *)ret_value = UNITS[i].unit;
            return CLI_READ_OK;
        }
    }
    return CLI_READ_BAD;
}

const cli_kind cli_kind_offsets = {
    .takes_value = true,
    .expects = "byte, codepoint or utf16",
    .read = read_offsets,
};
