/* Progress, notices and the summary. The progress line is drawn over itself a few times a second and taken away
 * before anything else is written, so that messages stand on lines of their own. */
#include "cli/progress.h"

#include "cli/report.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const double SECONDS_BETWEEN = 0.1;

static struct timespec now(void)
{
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

static double seconds_since(struct timespec start)
{
    struct timespec end = now();
    return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

cli_progress cli_progress_start(bool quiet)
{
    struct timespec start = now();
    return (cli_progress){.wanted = !quiet && isatty(STDERR_FILENO), .started = start, .drawn = start};
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void draw(cli_progress *p, size_t count, const char *what)
{
    if (!p->wanted || seconds_since(p->drawn) < SECONDS_BETWEEN)
        return;
    (void)fprintf(stderr, "\r%zu %s%s, %.1f s\033[K", count, what, plural(count), seconds_since(p->started));
    (void)fflush(stderr);
    p->drawn = now();
    p->visible = true;
}

void cli_progress_documents(void *progress, size_t documents)
{
    draw(progress, documents, "document");
}

void cli_progress_rows(void *progress, size_t rows)
{
    draw(progress, rows, "row");
}

double cli_progress_seconds(const cli_progress *progress)
{
    return seconds_since(progress->started);
}

void cli_progress_clear(cli_progress *progress)
{
    if (!progress->visible)
        return;
    (void)fputs("\r\033[K", stderr);
    progress->visible = false;
}

void cli_progress_notice(void *progress, const relata_error *what, bool skipped)
{
    (void)skipped;
    cli_progress_clear(progress);
    (void)cli_report_error(what);
}

enum { MANNER_SIZE = 320 };

/* Adds ", 3 converted" if there are any. */
static void add_count(char *text, size_t count, const char *what, const char *ending)
{
    size_t used = strlen(text);
    if (count > 0)
        (void)snprintf(text + used, MANNER_SIZE - used, ", %zu %s%s", count, what, ending);
}

static void describe_reading(const relata_reading *reading, char text[MANNER_SIZE])
{
    text[0] = '\0';
    add_count(text, reading->pages, "HTML page", plural(reading->pages));
    add_count(text, reading->converted, "converted", "");
    add_count(text, reading->decompressed, "decompressed", "");
}

static void describe_left_out(const cli_left_out *left_out, char text[MANNER_SIZE])
{
    add_count(text, left_out->copies, "cop", left_out->copies == 1 ? "y" : "ies");
    add_count(text, left_out->repeats, "repeated passage", plural(left_out->repeats));
    add_count(text, left_out->furniture, left_out->furniture == 1 ? "piece" : "pieces", " of furniture");
}

void cli_progress_reading(relata_reading reading, cli_left_out left_out)
{
    char manner[MANNER_SIZE];
    describe_reading(&reading, manner);
    describe_left_out(&left_out, manner);
    if (manner[0] != '\0')
        cli_report_plain("%zu document%s%s", reading.documents, plural(reading.documents), manner);
}

void cli_progress_sum_up(const cli_progress *progress, const relata_summary *summary)
{
    relata_reading reading = {
        .pages = summary->pages, .converted = summary->converted, .decompressed = summary->decompressed};
    cli_left_out left_out = {summary->copies, summary->repeats, summary->furniture + summary->furniture_lines};
    char manner[MANNER_SIZE], skipped[64] = "", weightless[64] = "";
    describe_reading(&reading, manner);
    add_count(manner, summary->outside, "of other days", "");
    add_count(manner, summary->undated, "without a date", "");
    describe_left_out(&left_out, manner);
    if (summary->weightless > 0)
        (void)snprintf(weightless, sizeof weightless, ", %zu pair%s of no weight", summary->weightless,
                       plural(summary->weightless));
    if (summary->skipped > 0)
        (void)snprintf(skipped, sizeof skipped, ", %zu input%s skipped", summary->skipped, plural(summary->skipped));
    cli_report_plain("%zu document%s, %zu mention%s, %zu entit%s, %zu edge%s%s, %.2f s%s%s", summary->documents,
                     plural(summary->documents), summary->mentions, plural(summary->mentions), summary->entities,
                     summary->entities == 1 ? "y" : "ies", summary->edges, plural(summary->edges),
                     weightless, seconds_since(progress->started), manner, skipped);
}
