/* The formats of reports, and what both must know: the names of doubts, and which parts a network is too poor for. */
#include "export/report.h"

#include "export/report_internal.h"

#include <string.h>

static const struct {
    const char *name;
    relata_status (*write)(const rl_report *report, relata_write_fn write, void *user, relata_error *err);
} FORMATS[] = {
    {"markdown", rl_report_write_markdown},
    {"json", rl_report_write_json},
};

enum { FORMAT_COUNT = sizeof FORMATS / sizeof FORMATS[0] };

const char *const rl_doubt_names[RL_DOUBTS] = {
    [RL_DOUBT_TYPES] = "several types",           [RL_DOUBT_NAMESAKES] = "namesakes",
    [RL_DOUBT_NEAR] = "nearly the same name",     [RL_DOUBT_SPELLING] = "joined by spelling",
    [RL_DOUBT_FAMILY] = "family name of several", [RL_DOUBT_ONE_WORD] = "one word",
    [RL_DOUBT_ONE_DOCUMENT] = "one document",
};

static size_t find(const char *format)
{
    size_t i = 0;
    while (i < FORMAT_COUNT && strcmp(FORMATS[i].name, format) != 0)
        i++;
    return i;
}

bool rl_report_has_format(const char *format)
{
    return find(format) < FORMAT_COUNT;
}

relata_status rl_report_write(const rl_report *report, const char *format, relata_write_fn write, void *user,
                              relata_error *err)
{
    size_t found = find(format);
    if (found == FORMAT_COUNT)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "unknown format of reports \"%s\"", format);
    return FORMATS[found].write(report, write, user, err);
}

/* ---- what is missing ---- */

static bool lacks_betweenness(const rl_report *report)
{
    return (report->network->measures & RL_MEASURE_BIT(RL_MEASURE_BETWEENNESS)) == 0 && report->network->edge_count > 0;
}

static bool lacks_association(const rl_report *report)
{
    return !report->has_association && report->network->edge_count > 0;
}

static bool lacks_groups(const rl_report *report)
{
    return (report->network->measures & RL_MEASURE_BIT(RL_MEASURE_COMMUNITIES)) == 0 && report->network->node_count > 0;
}

static bool lacks_relations(const rl_report *report)
{
    return report->network->relations == NULL;
}

static bool lacks_summary(const rl_report *report)
{
    return report->network->summary == NULL;
}

size_t rl_report_list_missing(const rl_report *report, const rl_report_missing *ret_missing[static RL_REPORT_MISSING])
{
    static const struct {
        bool (*lacks)(const rl_report *report);
        rl_report_missing missing;
    } PARTS[RL_REPORT_MISSING] = {
        {lacks_betweenness, {"between", "who stands between others", "`relata build --measures betweenness`"}},
        {lacks_association,
         {"surprising", "surprising pairs, which need the log-likelihood of links",
          "a network that `relata build` wrote itself"}},
        {lacks_groups, {"groups", "groups and what joins them", "`relata build --measures communities`"}},
        {lacks_relations,
         {"relations", "what sentences state of two names",
          "relations.json beside graph.json, which `relata build -o FOLDER` writes"}},
        {lacks_summary,
         {"left_out", "counts of what was left out", "a network that this version of `relata build` wrote itself"}},
    };
    size_t count = 0;
    for (size_t i = 0; i < RL_REPORT_MISSING; i++)
        if (PARTS[i].lacks(report))
            ret_missing[count++] = &PARTS[i].missing;
    return count;
}
