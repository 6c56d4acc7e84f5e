/* The columns of our lists, in the order in which they are written. */
#include "import/rows.h"

#include <string.h>

static const struct {
    const char *name;
    bool is_list;
} FIELDS[RL_FIELD_COUNT] = {
    [RL_FIELD_ID] = {"id", false},
    [RL_FIELD_TYPE] = {"type", false},
    [RL_FIELD_NAME] = {"name", false},
    [RL_FIELD_ALIASES] = {"aliases", true},
    [RL_FIELD_WEAK_ALIASES] = {"weak_aliases", true},
    [RL_FIELD_KIND] = {"kind", false},
    [RL_FIELD_FAMILY] = {"family", true},
    [RL_FIELD_DEMONYMS] = {"demonyms", true},
    [RL_FIELD_COUNTRY] = {"country", false},
    [RL_FIELD_REGION] = {"region", false},
    [RL_FIELD_ROLE] = {"role", false},
    [RL_FIELD_CAPITAL] = {"capital", false},
    [RL_FIELD_GENDER] = {"gender", false},
    [RL_FIELD_POPULATION] = {"population", false},
    [RL_FIELD_LATITUDE] = {"latitude", false},
    [RL_FIELD_LONGITUDE] = {"longitude", false},
    [RL_FIELD_PRIOR] = {"prior", false},
    [RL_FIELD_STRENGTH] = {"strength", false},
};

const char *rl_field_name(rl_field field)
{
    return FIELDS[field].name;
}

bool rl_field_is_list(rl_field field)
{
    return FIELDS[field].is_list;
}

rl_field rl_field_find(const char *name, size_t length)
{
    for (int field = 0; field < RL_FIELD_COUNT; field++)
        if (strlen(FIELDS[field].name) == length && memcmp(FIELDS[field].name, name, length) == 0)
            return (rl_field)field;
    return RL_FIELD_COUNT;
}
