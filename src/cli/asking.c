/* A question: the store is opened, the question asked, the reply printed. Printing is by paragraphs that several commands have. */
#include "cli/asking.h"

#include "cli/answer.h"
#include "cli/changing.h"
#include "cli/paragraph.h"
#include "cli/report.h"
#include "cli/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const cli_option cli_asking_options[CLI_ASKING_OPTIONS] = {
    {"graph", 'g', "PATH", "the store: a folder that holds relata.db, or the file (default: out/)", &cli_kind_path,
     offsetof(cli_asking_values, store)},
    {"json", '\0', NULL, "print the answer as one line of JSON", &cli_kind_flag, offsetof(cli_asking_values, json)},
};

/* ---- names ---- */

enum { MOST_OTHERS = 5 };

static bool is_of_two(const relata_question *question)
{
    return question->kind == RELATA_ASK_PATH || question->kind == RELATA_ASK_BETWEEN;
}

static cli_exit take_names(const cli_command *command, const cli_list *names, relata_question *question)
{
    size_t wanted = is_of_two(question) ? 2 : 1;
    if (names->count < wanted)
        return cli_report_usage(command, wanted == 2 ? "two names are needed" : "no NAME was given");
    if (names->count > wanted)
        return cli_report_usage(command, "\"%s\" is one name too many; a name of several words stands in quotes",
                                names->items[wanted]);
    question->name = names->items[0];
    question->other = wanted == 2 ? names->items[1] : NULL;
    return CLI_GO_ON;
}

/* `Michael Spavor (person:michael-spavor), …`. Owned; NULL for want of memory. */
static char *join_others(const relata_meaning *meaning, size_t shown)
{
    size_t size = 1;
    for (size_t i = 0; i < shown; i++)
        size += strlen(meaning->others[i].label) + strlen(meaning->others[i].id) + 6;
    char *joined = malloc(size), *end = joined;
    for (size_t i = 0; joined != NULL && i < shown; i++) {
        const relata_named *other = &meaning->others[i];
        end = stpcpy(stpcpy(end, i == 0 ? "" : ", "), other->label);
        end = stpcpy(stpcpy(stpcpy(end, " ("), other->id), ")");
    }
    return joined;
}

static void report_others(const relata_meaning *meaning)
{
    size_t shown = meaning->other_count < MOST_OTHERS ? meaning->other_count : MOST_OTHERS;
    if (shown == 0)
        return;
    char *joined = join_others(meaning, shown);
    if (joined == NULL) {
        (void)cli_report_memory();
        return;
    }
    if (meaning->other_count > shown)
        cli_report("\"%s\" is taken for %s (%s); it may also be %s or %zu more", meaning->query, meaning->entity.label,
                   meaning->entity.id, joined, meaning->other_count - shown);
    else
        cli_report("\"%s\" is taken for %s (%s); it may also be %s", meaning->query, meaning->entity.label,
                   meaning->entity.id, joined);
    free(joined);
}

static bool report_meaning(const relata_meaning *meaning)
{
    const relata_answer nothing = {
        .query = meaning->query, .suggestions = meaning->suggestions, .suggestion_count = meaning->suggestion_count};
    if (meaning->found)
        report_others(meaning);
    else
        cli_answer_report_nothing(&nothing);
    return meaning->found;
}

/* ---- the run ---- */

static cli_exit print_json(const relata_reply *reply, cli_stream *stream)
{
    relata_error err = {0};
    relata_status status = relata_reply_write_json(reply, cli_stream_write, stream, &err);
    return status == RELATA_OK || stream->error_number != 0 ? CLI_DONE : cli_report_error(&err);
}

static cli_exit print_reply(const cli_asking_values *values, const relata_reply *reply, cli_reply_print_fn print)
{
    cli_stream stream = cli_stream_output();
    cli_exit code = CLI_DONE;
    if (values->json)
        code = print_json(reply, &stream);
    else
        print(reply, cli_screen_width(), &stream);
    return cli_stream_finish(&stream, code);
}

static cli_exit ask(const cli_asking_values *values, relata_asker *asker, const relata_question *question,
                    cli_reply_print_fn print)
{
    relata_error err = {0};
    const relata_reply *reply = NULL;
    if (relata_asker_ask(asker, question, &reply, &err) != RELATA_OK)
        return cli_report_error(&err);
    bool found = report_meaning(&reply->name);
    if (is_of_two(question))
        found = report_meaning(&reply->other) && found;
    if (!found)
        return CLI_FAILED;
    if (question->kind == RELATA_ASK_PATH && !reply->connected) {
        cli_report("no path leads from %s to %s", reply->name.entity.label, reply->other.entity.label);
        return CLI_FAILED;
    }
    return print_reply(values, reply, print);
}

cli_exit cli_ask(const cli_command *command, const cli_asking_values *values, relata_question question,
                 cli_reply_print_fn print)
{
    relata_error err = {0};
    relata_asker *asker = NULL;
    cli_exit code = take_names(command, &values->names, &question);
    if (code != CLI_GO_ON)
        return code;
    const char *path = values->store != NULL ? values->store : CLI_DEFAULT_STORE;
    if (relata_asker_open(path, &asker, &err) != RELATA_OK)
        return cli_report_no_store(&err, path, values->store != NULL);
    code = ask(values, asker, &question, print);
    relata_asker_free(asker);
    return code;
}

/* ---- parts of replies ---- */

void cli_named_print(const relata_named *named, cli_stream *stream)
{
    cli_stream_print(stream, "%s  %s  %s\n", named->label, named->type, named->id);
}

void cli_named_print_counts(const relata_named *named, size_t width, cli_stream *stream)
{
    cli_paragraph_print(stream, CLI_INDENT_ENTITY, width, "%zu mention%s in %zu document%s", named->mentions,
                        cli_text_plural(named->mentions), named->documents, cli_text_plural(named->documents));
}

void cli_quote_print(const relata_quote *quote, size_t indent, size_t width, cli_stream *stream)
{
    bool dated = quote->date != NULL;
    cli_paragraph_print(stream, indent, width, "\"%s\" (%s%s%s, sentence %zu)", quote->text, quote->document,
                        dated ? ", " : "", dated ? quote->date : "", quote->sentence);
}

/* "2 asserted, 1 planned" */
static const char *count_link(const relata_link *link, char text[static 100])
{
    const struct {
        size_t count;
        const char *name;
    } parts[] = {{link->asserted, "asserted"}, {link->reported, "reported"}, {link->planned, "planned"}};
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].count > 0)
            used += (size_t)snprintf(text + used, 100 - used, "%s%zu %s", used > 0 ? ", " : "", parts[i].count,
                                     parts[i].name);
    return text;
}

void cli_links_print(const relata_link *links, size_t count, const relata_named *one, const relata_named *other,
                     const char *said, size_t indent, size_t width, cli_stream *stream)
{
    for (size_t i = 0; i < count; i++) {
        const relata_link *link = &links[i];
        char counts[100];
        bool forth = strcmp(link->subject, one->id) == 0;
        cli_paragraph_print(stream, indent, width, "%s %s %s (%s)", forth ? one->label : other->label, link->relation,
                            forth ? other->label : one->label, count_link(link, counts));
        for (size_t k = 0; k < link->quote_count; k++)
            if (said == NULL || strcmp(link->quotes[k].text, said) != 0)
                cli_quote_print(&link->quotes[k], indent + 2, width, stream);
    }
}

void cli_step_print(const relata_step *step, const relata_named *one, size_t width, cli_stream *stream)
{
    char npmi[40] = "";
    if (isfinite(step->npmi))
        (void)snprintf(npmi, sizeof npmi, ", npmi %.2f", step->npmi);
    cli_paragraph_print(stream, CLI_INDENT_ITEM, width, "%s, weight %.6g%s, together %zu time%s in %zu document%s",
                        step->entity.label, step->weight, npmi, step->count, cli_text_plural(step->count),
                        step->documents, cli_text_plural(step->documents));
    if (step->has_quote)
        cli_quote_print(&step->quote, CLI_INDENT_QUOTE, width, stream);
    cli_links_print(step->links, step->link_count, one, &step->entity, step->has_quote ? step->quote.text : NULL,
                    CLI_INDENT_QUOTE, width, stream);
}
