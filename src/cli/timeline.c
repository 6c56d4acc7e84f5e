/* relata timeline: how often somebody is named in each period. */
#include "cli/asking.h"
#include "cli/paragraph.h"
#include "cli/text.h"

#include <stdio.h>
#include <string.h>

typedef struct timeline_values {
    cli_asking_values asking;
    const char *type;
    relata_slicing by;
} timeline_values;

static const char *const UNITS[] = {
    [RELATA_SLICING_YEAR] = "year", [RELATA_SLICING_QUARTER] = "quarter", [RELATA_SLICING_MONTH] = "month",
    [RELATA_SLICING_WEEK] = "week", [RELATA_SLICING_DAY] = "day",
};

static cli_read read_unit(const char *text, void *ret_value)
{
    for (size_t i = RELATA_SLICING_YEAR; i < sizeof UNITS / sizeof UNITS[0]; i++) {
        if (strcmp(text, UNITS[i]) == 0) {
            *(relata_slicing *)ret_value = (relata_slicing)i;
            return CLI_READ_OK;
        }
    }
    return CLI_READ_BAD;
}

static const cli_kind UNIT = {.takes_value = true, .expects = "year, quarter, month, week or day", .read = read_unit};

static const cli_option OPTIONS[] = {
    {"by", '\0', "PERIOD", "year, quarter, month, week (of ISO 8601) or day (default: month)", &UNIT,
     offsetof(timeline_values, by)},
    {"type", '\0', "NAME", "the entity is of this type", &cli_kind_text, offsetof(timeline_values, type)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static void print_row(const char *name, const relata_count *count, cli_stream *stream)
{
    cli_stream_print(stream, "%*s%-10s  %8zu  %9zu\n", CLI_INDENT_ITEM, "", name, count->mentions, count->documents);
}

static void print(const relata_reply *reply, size_t width, cli_stream *stream)
{
    const char *unit = UNITS[reply->by];
    cli_named_print(&reply->name.entity, stream);
    cli_named_print_counts(&reply->name.entity, width, stream);
    cli_stream_print(stream, "%*s%-10s  mentions  documents\n", CLI_INDENT_ITEM, "", unit);
    for (size_t i = 0; i < reply->period_count; i++) {
        const relata_count *period = &reply->periods[i];
        print_row(period->period, period, stream);
        if (period->skipped > 0)
            cli_stream_print(stream, "%*s%zu %ss without a mention\n", CLI_INDENT_ITEM, "", period->skipped, unit);
    }
    if (reply->undated.documents > 0)
        print_row("no date", &reply->undated, stream);
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    timeline_values values = {.by = RELATA_SLICING_MONTH};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.asking.names);
    const relata_question question = {
        .kind = RELATA_ASK_TIMELINE, .type = values.type, .by = values.by, .with_gaps = !values.asking.json};
    if (code == CLI_GO_ON)
        code = cli_ask(command, &values.asking, question, print);
    cli_list_free(&values.asking.names);
    return code;
}

const cli_command cli_timeline = {
    .name = "timeline",
    .purpose = "count how often somebody is named in each period",
    .operands = "[options] NAME",
    .required = "NAME",
    .about =
        "Periods without a mention between others are shown as zero, but not with --json. \"no date\" are documents "
        "without a date, or with one that is not exact enough. If several entities have the name, the most mentioned "
        "one is taken and the others are said; --type or an id chooses.",
    .shared = cli_asking_options,
    .shared_count = CLI_ASKING_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata timeline \"Mark Carney\"", "his mentions, month by month"},
                 {"relata timeline --by week --json canola", "week by week, for a script"}},
    .run = run,
};
