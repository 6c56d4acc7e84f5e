/* The options that shape the network. What only goes with another option is remembered as "not given", so that
 * "--alpha" without "--backbone" is told instead of passed over. */
#include "cli/shaping.h"

#include "cli/nearest.h"
#include "cli/report.h"

#include <relata/time.h>

#include <stdio.h>
#include <string.h>

/* ---- kinds ---- */

typedef struct word {
    const char *name;
    int value;
} word;

static const word LAYOUTS[] = {
    {"auto", RELATA_LAYOUT_AUTO}, {"drl", RELATA_LAYOUT_DRL},       {"fr", RELATA_LAYOUT_FR},
    {"kk", RELATA_LAYOUT_KK},     {"circle", RELATA_LAYOUT_CIRCLE}, {"none", RELATA_LAYOUT_NONE},
};

static const word BACKBONES[] = {
    {"disparity", RELATA_BACKBONE_DISPARITY},
    {"noise-corrected", RELATA_BACKBONE_NOISE_CORRECTED},
};

static const word *find_word(const word *words, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i].name, text) == 0)
            return &words[i];
    return NULL;
}

static cli_read read_layout(const char *text, void *ret_value)
{
    const word *found = find_word(LAYOUTS, sizeof LAYOUTS / sizeof LAYOUTS[0], text);
    if (found == NULL)
        return CLI_READ_BAD;
    *(relata_layout *)ret_value = (relata_layout)found->value;
    return CLI_READ_OK;
}

static cli_read read_backbone(const char *text, void *ret_value)
{
    const word *found = find_word(BACKBONES, sizeof BACKBONES / sizeof BACKBONES[0], text);
    if (found == NULL)
        return CLI_READ_BAD;
    *(relata_backbone *)ret_value = (relata_backbone)found->value;
    return CLI_READ_OK;
}

static cli_read read_alpha(const char *text, void *ret_value)
{
    double number = 0;
    if (cli_kind_real.read(text, &number) != CLI_READ_OK || number > 1)
        return CLI_READ_BAD;
    *(double *)ret_value = number;
    return CLI_READ_OK;
}

static const double LARGEST_RESOLUTION = 1e9;

static cli_read read_resolution(const char *text, void *ret_value)
{
    double number = 0;
    if (cli_kind_real.read(text, &number) != CLI_READ_OK || !(number > 0) || number > LARGEST_RESOLUTION)
        return CLI_READ_BAD;
    *(double *)ret_value = number;
    return CLI_READ_OK;
}

const cli_kind cli_kind_layout = {
    .takes_value = true, .expects = "auto, drl, fr, kk, circle or none", .read = read_layout};
const cli_kind cli_kind_backbone = {
    .takes_value = true, .expects = "disparity or noise-corrected", .read = read_backbone};
const cli_kind cli_kind_alpha = {.takes_value = true, .expects = "a number from 0 to 1", .read = read_alpha};
const cli_kind cli_kind_resolution = {
    .takes_value = true, .expects = "a number above 0, at most 1e9", .read = read_resolution};

/* ---- what was given ---- */

cli_shaping_values cli_shaping_start(void)
{
    return (cli_shaping_values){.alpha = -1, .depth = SIZE_MAX};
}

static bool is_measure(const char *name, cli_nearest *nearest)
{
    static const char *const GROUPS[] = {"all", "none"};
    for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++) {
        if (strcmp(name, GROUPS[i]) == 0)
            return true;
        cli_nearest_offer(nearest, GROUPS[i]);
    }
    for (size_t i = 0; relata_measure_name(i) != NULL; i++) {
        if (strcmp(name, relata_measure_name(i)) == 0)
            return true;
        cli_nearest_offer(nearest, relata_measure_name(i));
    }
    return false;
}

static cli_exit check_measure(const cli_command *command, const char *name)
{
    cli_nearest nearest = {.typed = name};
    if (is_measure(name, &nearest))
        return CLI_GO_ON;
    if (nearest.word != NULL)
        return cli_report_usage(command, "unknown measure \"%s\"; did you mean \"%s\"?", name, nearest.word);
    return cli_report_usage(command, "unknown measure \"%s\"", name);
}

cli_exit cli_shaping_apply(const cli_command *command, const cli_shaping_values *values, relata_build_options *options)
{
    for (size_t i = 0; i < values->measures.count; i++) {
        cli_exit ended = check_measure(command, values->measures.items[i]);
        if (ended != CLI_GO_ON)
            return ended;
    }
    if (values->alpha >= 0 && options->backbone == RELATA_BACKBONE_NONE)
        return cli_report_usage(command, "\"--alpha\" means nothing without \"--backbone\"");
    bool counts = options->weight == RELATA_WEIGHT_COUNT || options->weight == RELATA_WEIGHT_DOCUMENTS;
    if (options->backbone == RELATA_BACKBONE_NOISE_CORRECTED && !counts)
        return cli_report_usage(command,
                                "\"--backbone noise-corrected\" needs \"--weight count\" or \"--weight documents\"");
    if (values->depth != SIZE_MAX && options->ego == NULL)
        return cli_report_usage(command, "\"--depth\" means nothing without \"--ego\"");
    options->measures = values->measures.count > 0 ? values->measures.items : NULL;
    options->measure_count = values->measures.count;
    if (values->alpha >= 0)
        options->alpha = values->alpha;
    if (values->depth != SIZE_MAX)
        options->depth = values->depth;
    return CLI_GO_ON;
}

void cli_shaping_free(cli_shaping_values *values)
{
    cli_list_free(&values->measures);
}

/* ---- what was left out ---- */

enum { LINE_SIZE = 512 };

static void add_part(char *line, const char *part)
{
    size_t used = strlen(line);
    (void)snprintf(line + used, LINE_SIZE - used, "%s%s", used > 0 ? ", " : "", part);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void add_edges(char *line, size_t edges, const char *where)
{
    char part[128];
    (void)snprintf(part, sizeof part, "%zu edge%s %s", edges, plural(edges), where);
    if (edges > 0)
        add_part(line, part);
}

static void add_entities(char *line, size_t entities, size_t edges, const char *where)
{
    char part[192], with[64] = "";
    if (edges > 0)
        (void)snprintf(with, sizeof with, " with %zu edge%s", edges, plural(edges));
    (void)snprintf(part, sizeof part, "%zu entit%s%s %s", entities, entities == 1 ? "y" : "ies", with, where);
    if (entities > 0)
        add_part(line, part);
}

void cli_shaping_sum_up(const relata_summary *summary)
{
    char line[LINE_SIZE] = "";
    add_edges(line, summary->backbone_edges, "outside the backbone");
    add_edges(line, summary->light_edges, "below a minimum");
    add_entities(line, summary->far_entities, summary->far_edges, "far from the ego");
    add_entities(line, summary->weak_entities, summary->weak_edges, "below the top");
    if (line[0] != '\0')
        cli_report_plain("left out: %s", line);
}

void cli_slices_sum_up(const relata_summary *summary, relata_slicing unit)
{
    char rest[128] = "";
    if (unit == RELATA_SLICING_NONE)
        return;
    if (summary->unsliced > 0)
        (void)snprintf(rest, sizeof rest, "; %zu document%s in none: the %s is not known",
                       summary->unsliced, plural(summary->unsliced), relata_slicing_name(unit));
    cli_report_plain("%zu slice%s by %s%s", summary->slices, plural(summary->slices), relata_slicing_name(unit), rest);
}
