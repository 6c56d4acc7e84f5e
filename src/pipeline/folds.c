/* Documents of one country or outlet are alike: if some of them are learned from, the others are not text that nobody saw. What
 * a document is like its id often says by its beginning: "af_afrol_1". So ids are cut at their first separator; where that gives
 * too few groups ("GUM_news_asylum"), at their second, and so on, and if none will do each id is a group. */
#include "pipeline/folds.h"

/* Hyphens are none: they stand in words and dates. */
static bool is_separator(char c)
{
    return c == '_' || c == '/' || c == ':';
}

/* Bytes before the id's separator of that number (from 1), all of them if there are fewer; sets *ret_cut if there was one. */
static size_t beginning(const char *id, size_t length, size_t number, bool *ret_cut)
{
    for (size_t i = 0; i < length; i++) {
        if (is_separator(id[i]) && --number == 0) {
            *ret_cut = true;
            return i;
        }
    }
    return length;
}

/* Fills `groups` and the group of each name. */
static bool group(const rl_string_map *names, size_t separator, rl_string_map *groups, uint32_t *group_of,
                  bool *ret_cut)
{
    rl_string_map_clear(groups);
    *ret_cut = false;
    for (uint32_t i = 0; i < names->count; i++) {
        size_t length;
        const char *name = rl_string_map_key(names, i, &length);
        group_of[i] = rl_string_map_add(groups, name, beginning(name, length, separator, ret_cut));
        if (group_of[i] == RL_NONE)
            return false;
    }
    return true;
}

/* The coarsest grouping that has enough groups. */
static relata_status group_by_beginning(const rl_string_map *names, uint32_t folds, uint32_t *group_of,
                                        size_t *ret_groups, relata_error *err)
{
    rl_string_map groups = {0};
    bool cut = true, ok = true;
    for (size_t separator = 1; ok && cut && groups.count < folds; separator++)
        ok = group(names, separator, &groups, group_of, &cut);
    *ret_groups = groups.count;
    rl_string_map_free(&groups);
    return ok ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_folds_divide(const rl_string_map *names, bool by_beginning, uint32_t folds, uint32_t *ret_parts,
                              size_t *ret_groups, relata_error *err)
{
    size_t groups = names->count;
    if (names->count < folds)
        return rl_error_set(err, RELATA_ERROR_FORMAT, NULL, 0, 0, "%u folds need as many %s: there %s %zu",
                            (unsigned)folds, by_beginning ? "documents" : "groups of documents",
                            groups == 1 ? "is" : "are", groups);
    for (uint32_t i = 0; i < names->count; i++)
        ret_parts[i] = i;
    relata_status status = by_beginning ? group_by_beginning(names, folds, ret_parts, &groups, err) : RELATA_OK;
    if (status != RELATA_OK)
        return status;
    for (uint32_t i = 0; i < names->count; i++)
        ret_parts[i] %= folds;
    *ret_groups = groups;
    return RELATA_OK;
}
