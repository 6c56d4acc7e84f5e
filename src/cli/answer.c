/* Showing the answer to a lookup: as JSON by the library, or laid out for the width of the terminal. */
#include "cli/answer.h"

#include "cli/paragraph.h"
#include "cli/report.h"
#include "cli/text.h"

#include <stdlib.h>
#include <string.h>

enum { ENTITY_INDENT = 2, NEIGHBOUR_INDENT = 4, EVIDENCE_INDENT = 6 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- for a reader ---- */

/* Aliases with commas between them. Owned; NULL for want of memory. */
static char *join_aliases(const relata_found *found)
{
    size_t size = 1;
    for (size_t i = 0; i < found->alias_count; i++)
        size += strlen(found->aliases[i]) + 2;
    char *joined = malloc(size), *end = joined;
    if (joined == NULL)
        return NULL;
    *end = '\0';
    for (size_t i = 0; i < found->alias_count; i++)
        end = stpcpy(stpcpy(end, i == 0 ? "" : ", "), found->aliases[i]);
    return joined;
}

static void print_aliases(const relata_found *found, size_t width, cli_stream *stream)
{
    if (found->alias_count == 0)
        return;
    char *joined = join_aliases(found);
    if (joined == NULL) {
        (void)cli_report_memory();
        return;
    }
    cli_paragraph_print(stream, ENTITY_INDENT, width, "also: %s", joined);
    free(joined);
}

/* The reasons of the names that have one; what is left are more names of the list. */
static void print_reasons(const relata_found *found, size_t width, cli_stream *stream)
{
    for (size_t i = 0; i < found->reason_count; i++)
        cli_paragraph_print(stream, NEIGHBOUR_INDENT, width, "%s: %s", found->reasons[i].alias,
                            found->reasons[i].reason);
    if (found->reason_count > 0 && found->reason_count < found->alias_count)
        cli_paragraph_print(stream, NEIGHBOUR_INDENT, width, "and %zu more", found->alias_count - found->reason_count);
}

static void print_counts(const relata_found *found, size_t width, cli_stream *stream)
{
    bool first = found->first_seen != NULL, last = found->last_seen != NULL;
    cli_paragraph_print(stream, ENTITY_INDENT, width, "%zu mention%s in %zu document%s%s%s%s%s", found->mentions,
                        cli_text_plural(found->mentions), found->documents, cli_text_plural(found->documents),
                        first ? ", first seen " : "", first ? found->first_seen : "", last ? ", last seen " : "",
                        last ? found->last_seen : "");
}

static void print_evidence(const relata_evidence *evidence, size_t width, cli_stream *stream)
{
    cli_paragraph_print(stream, EVIDENCE_INDENT, width, "\"%s\" (%s, sentence %zu)", evidence->text, evidence->document,
                        evidence->sentence);
}

/* The first place of evidence is the best one; a reader who wants all of them has --json. */
static void print_neighbour(const relata_neighbour *neighbour, size_t width, cli_stream *stream)
{
    cli_paragraph_print(stream, NEIGHBOUR_INDENT, width, "%s, weight %.6g, together %zu time%s", neighbour->label,
                        neighbour->weight, neighbour->count, cli_text_plural(neighbour->count));
    if (neighbour->evidence_count > 0)
        print_evidence(&neighbour->evidence[0], width, stream);
}

static void print_neighbours(const relata_found *found, size_t top, size_t width, cli_stream *stream)
{
    size_t shown = smaller(found->neighbour_count, top);
    for (size_t i = 0; i < shown; i++) {
        if (i == 0)
            cli_paragraph_print(stream, ENTITY_INDENT, width, "with:");
        print_neighbour(&found->neighbours[i], width, stream);
    }
    if (shown > 0 && shown < found->neighbour_count)
        cli_paragraph_print(stream, NEIGHBOUR_INDENT, width, "and %zu more", found->neighbour_count - shown);
}

static void print_entity(const relata_found *found, const cli_answer_shape *shape, size_t width, cli_stream *stream)
{
    cli_stream_print(stream, "%s  %s  %s\n", found->label, found->type, found->id);
    print_aliases(found, width, stream);
    if (shape->explain)
        print_reasons(found, width, stream);
    print_counts(found, width, stream);
    print_neighbours(found, shape->top, width, stream);
}

void cli_answer_print(const relata_answer *answer, const cli_answer_shape *shape, bool first, cli_stream *stream)
{
    size_t width = cli_screen_width();
    for (size_t i = 0; i < answer->entity_count; i++) {
        if (!first || i > 0)
            cli_stream_print(stream, "\n");
        print_entity(&answer->entities[i], shape, width, stream);
    }
}

/* ---- for a program ---- */

cli_exit cli_answer_write_json(const relata_answer *answer, const cli_answer_shape *shape, cli_stream *stream)
{
    relata_found *entities = calloc(answer->entity_count, sizeof *entities);
    if (entities == NULL)
        return cli_report_memory();
    for (size_t i = 0; i < answer->entity_count; i++) {
        entities[i] = answer->entities[i];
        entities[i].neighbour_count = smaller(entities[i].neighbour_count, shape->top);
        entities[i].explain = shape->explain;
    }
    relata_answer cut = *answer;
    cut.entities = entities;
    relata_error err = {0};
    relata_status status = relata_answer_write_json(&cut, cli_stream_write, stream, &err);
    free(entities);
    if (status == RELATA_OK || stream->error_number != 0)
        return CLI_DONE;
    return cli_report_error(&err);
}

/* ---- nothing ---- */

/* `"A", "B" or "C"`. Owned; NULL for want of memory. */
static char *join_suggestions(const relata_answer *answer)
{
    size_t size = 1;
    for (size_t i = 0; i < answer->suggestion_count; i++)
        size += strlen(answer->suggestions[i]) + 6;
    char *joined = malloc(size), *end = joined;
    for (size_t i = 0; joined != NULL && i < answer->suggestion_count; i++) {
        const char *between = i == 0 ? "" : i + 1 == answer->suggestion_count ? " or " : ", ";
        end = stpcpy(stpcpy(stpcpy(stpcpy(end, between), "\""), answer->suggestions[i]), "\"");
    }
    return joined;
}

void cli_answer_report_nothing(const relata_answer *answer)
{
    char *joined = answer->suggestion_count > 0 ? join_suggestions(answer) : NULL;
    if (joined != NULL)
        cli_report("nothing named \"%s\"; did you mean %s?", answer->query, joined);
    else
        cli_report("nothing named \"%s\"", answer->query);
    free(joined);
}
