/* The options of networks: what is left of one, what is measured, where it goes. */
#include "cli/network.h"

#include "cli/outputs.h"
#include "cli/report.h"

#include <relata/time.h>

#include <string.h>

static cli_read read_weight(const char *text, void *ret_value)
{
    return relata_weight_of_name(text, ret_value) ? CLI_READ_OK : CLI_READ_BAD;
}

const cli_kind cli_kind_weight = {
    .takes_value = true,
    .expects = "count, documents, npmi, log_likelihood, jaccard or cosine",
    .read = read_weight,
};

/* Whether there is such a day, the library says. */
static cli_read read_date(const char *text, void *ret_value)
{
    static const char SHAPE[] = "dddd-dd-dd";
    size_t i = 0;
    for (; text[i] != '\0' && SHAPE[i] != '\0'; i++)
        if (SHAPE[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != SHAPE[i])
            return CLI_READ_BAD;
    if (text[i] != '\0' || (i != 4 && i != 7 && i != 10))
        return CLI_READ_BAD;
    *(const char **)ret_value = text;
    return CLI_READ_OK;
}

const cli_kind cli_kind_date = {
    .takes_value = true,
    .expects = "a year, month or day such as 2025, 2025-10 or 2025-10-31",
    .read = read_date,
};

static cli_read read_slicing(const char *text, void *ret_value)
{
    return relata_slicing_of_name(text, ret_value) ? CLI_READ_OK : CLI_READ_BAD;
}

static const cli_kind SLICING = {
    .takes_value = true,
    .expects = "year, quarter, month, week or day",
    .read = read_slicing,
};

const cli_option cli_network_options[CLI_NETWORK_OPTIONS] = {
    {"output", 'o', "PATH",
     "where to write: a folder, which gets graph.graphml, graph.json, relations.graphml and relations.json, or a file, "
     "whose extension names the format (.graphml or .json); may be given several times (default: out/)",
     &cli_kind_paths, offsetof(cli_network_values, outputs)},
    {"weight", '\0', "NAME",
     "what is written as the weight of an edge: count (windows that hold both), documents, npmi, log_likelihood, jaccard or "
     "cosine; edges whose weight is not above zero are left out (default: count)",
     &cli_kind_weight, offsetof(cli_network_values, options.weight)},
    {"min-weight", '\0', "N", "leave out edges of less weight (default: 0, keep all)", &cli_kind_real,
     offsetof(cli_network_values, options.min_weight)},
    {"min-count", '\0', "N", "leave out edges that fewer windows show (default: 0, keep all)", &cli_kind_count,
     offsetof(cli_network_values, options.min_count)},
    {"min-documents", '\0', "N", "leave out edges that fewer documents show (default: 0, keep all)", &cli_kind_count,
     offsetof(cli_network_values, options.min_documents)},
    {"backbone", '\0', "METHOD",
     "keep only edges that stand out from chance: disparity or noise-corrected (default: keep all)", &cli_kind_backbone,
     offsetof(cli_network_values, options.backbone)},
    {"alpha", '\0', "P",
     "how likely chance may give an edge of the backbone, 0 to 1; the smaller, the fewer edges (default: 0.05)",
     &cli_kind_alpha, offsetof(cli_network_values, shaping.alpha)},
    {"ego", '\0', "NAME", "keep only the neighbourhood of this entity, named as for \"relata lookup\"", &cli_kind_text,
     offsetof(cli_network_values, options.ego)},
    {"depth", '\0', "K", "how many edges the neighbourhood reaches out (default: 1)", &cli_kind_count,
     offsetof(cli_network_values, shaping.depth)},
    {"top", '\0', "N", "keep only the N entities of the largest strength, the ego included (default: 0, keep all)",
     &cli_kind_count, offsetof(cli_network_values, options.top)},
    {"measures", '\0', "NAMES",
     "what to measure, with commas between: degree, strength, pagerank, betweenness, closeness, harmonic, eigenvector, "
     "coreness, clustering, components, articulation, bridges, communities, modularity; all; none, which takes away "
     "those before it (default: degree, strength, pagerank, betweenness, components, communities)",
     &cli_kind_names, offsetof(cli_network_values, shaping.measures)},
    {"resolution", '\0', "R",
     "of communities: above 1 they are more and smaller, below 1 fewer and larger (default: 1)",
     &cli_kind_resolution, offsetof(cli_network_values, options.resolution)},
    {"layout", '\0', "NAME",
     "how nodes are placed: auto, drl, fr, kk, circle, or none for no positions, sizes and colours (default: auto, "
     "which is fr)",
     &cli_kind_layout, offsetof(cli_network_values, options.layout)},
    {"since", '\0', "DATE",
     "only documents from this day on: 2025, 2025-10 or 2025-10-31; those without a date are left out", &cli_kind_date,
     offsetof(cli_network_values, options.since)},
    {"until", '\0', "DATE", "only documents up to this day, month or year, it included", &cli_kind_date,
     offsetof(cli_network_values, options.until)},
    {"slice", '\0', "UNIT",
     "also a network of each year, quarter, month, week or day, with the same ids, and what rose and fell between "
     "them, into the folder slices/ of each folder of -o",
     &SLICING, offsetof(cli_network_values, options.slice)},
    {"seed", '\0', "N", "seed of the random numbers behind layout and communities: same seed, same files (default: 1)",
     &cli_kind_seed, offsetof(cli_network_values, options.seed)},
    {"quiet", '\0', NULL, "no progress and no summary; skipped inputs are still named", &cli_kind_flag,
     offsetof(cli_network_values, quiet)},
};

cli_network_values cli_network_start(void)
{
    cli_network_values values = {.shaping = cli_shaping_start()};
    relata_build_options_init(&values.options);
    return values;
}

cli_exit cli_network_list_outputs(const cli_command *command, const cli_network_values *values, const cli_list *asked,
                                  cli_list *ret_paths)
{
    cli_exit code = cli_outputs_list(command, asked, ret_paths);
    bool is_sliced = values->options.slice != RELATA_SLICING_NONE;
    if (code == CLI_GO_ON && is_sliced && !cli_outputs_have_folder(ret_paths))
        return cli_report_usage(command, "\"--slice\" needs a folder to write to");
    return code;
}

void cli_network_free(cli_network_values *values)
{
    cli_list_free(&values->outputs);
    cli_shaping_free(&values->shaping);
}
