/* An evaluation as a table, and its mistakes as lists with examples. */
#include "cli/evaluate_print.h"

#include "cli/text.h"

#include <string.h>

enum { NAME_WIDTH = 22, MOST_NAMES = 3 };

/* ---- figures ---- */

static void print_score(cli_stream *stream, const char *name, const relata_score *score)
{
    size_t width = cli_text_width(name, strlen(name));
    cli_stream_print(stream, "%s%*s  %9.2f  %6.2f  %6.2f  %8zu  %8zu  %8zu\n", name,
                     width < NAME_WIDTH ? (int)(NAME_WIDTH - width) : 0, "", 100 * score->precision,
                     100 * score->recall, 100 * score->f1, score->gold, score->found, score->right);
}

static void print_heading(cli_stream *stream, const char *heading)
{
    cli_stream_print(stream, "%-*s  %9s  %6s  %6s  %8s  %8s  %8s\n", NAME_WIDTH, heading, "precision", "recall", "F1",
                     "gold", "found", "right");
}

void cli_evaluation_print(const relata_evaluation *evaluation, cli_stream *stream)
{
    print_heading(stream, "Mentions");
    for (size_t i = 0; i < evaluation->type_count; i++)
        print_score(stream, evaluation->types[i].name, &evaluation->types[i]);
    print_score(stream, "all", &evaluation->all);
    print_score(stream, "all, whatever type", &evaluation->span);
    print_score(stream, "all, any overlap", &evaluation->overlap);
    cli_stream_print(stream, "\n");
    print_heading(stream, "Network");
    print_score(stream, "nodes", &evaluation->nodes);
    print_score(stream, "edges", &evaluation->edges);
    print_score(stream, "edges by weight", &evaluation->weighted);
}

/* ---- mistakes ---- */

static const struct {
    const char *kind;
    const char *heading;
    const char *counted;
} HEADINGS[] = {
    {"missed", "Missed", "mention"},
    {"invented", "Invented", "mention"},
    {"wrong type", "Wrong type", "mention"},
    {"wrong span", "Wrong span", "mention"},
    {"split node", "Split nodes (one in GOLD, several found)", "mention"},
    {"merged node", "Merged nodes (several in GOLD, one found)", "mention"},
    {"missed edge", "Missed edges", "sentence"},
    {"invented edge", "Invented edges", "sentence"},
};

static void print_names(cli_stream *stream, const char *const *names, size_t count, const char *between,
                        const char *type)
{
    for (size_t i = 0; i < count && i < MOST_NAMES; i++)
        cli_stream_print(stream, "%s\"%s\"", i == 0 ? "" : between, names[i]);
    if (count > MOST_NAMES)
        cli_stream_print(stream, " and %zu more", count - MOST_NAMES);
    if (type != NULL)
        cli_stream_print(stream, " (%s)", type);
}

static void print_example(cli_stream *stream, const relata_mistake_example *example)
{
    cli_stream_print(stream, "           %s: %s[%s]%s\n", example->document, example->before, example->text,
                     example->after);
}

/* An edge has both ends on one side; everything else has one name on one side at least. */
static void print_mistake(cli_stream *stream, const relata_mistake *mistake)
{
    bool edge = (mistake->gold_count == 2 && mistake->found_count == 0) ||
                (mistake->found_count == 2 && mistake->gold_count == 0);
    const char *between = edge ? " - " : ", ";
    cli_stream_print(stream, "%8zu  ", mistake->count);
    print_names(stream, mistake->gold, mistake->gold_count, between, mistake->gold_type);
    if (mistake->gold_count > 0 && mistake->found_count > 0)
        cli_stream_print(stream, " found as ");
    print_names(stream, mistake->found, mistake->found_count, between, mistake->found_type);
    cli_stream_print(stream, "\n");
    for (size_t i = 0; i < mistake->example_count; i++)
        print_example(stream, &mistake->examples[i]);
}

static void print_kind(cli_stream *stream, size_t heading, const relata_mistakes *mistakes)
{
    cli_stream_print(stream, "\n%s: %zu %s%s, %zu different\n", HEADINGS[heading].heading, mistakes->count,
                     HEADINGS[heading].counted, mistakes->count == 1 ? "" : "s", mistakes->different);
    for (size_t i = 0; i < mistakes->commonest_count; i++)
        print_mistake(stream, &mistakes->commonest[i]);
}

void cli_mistakes_print(const relata_evaluation *evaluation, cli_stream *stream)
{
    for (size_t i = 0; i < RELATA_MISTAKE_KINDS; i++)
        for (size_t h = 0; h < sizeof HEADINGS / sizeof HEADINGS[0]; h++)
            if (strcmp(HEADINGS[h].kind, evaluation->mistakes[i].kind) == 0)
                print_kind(stream, h, &evaluation->mistakes[i]);
}
