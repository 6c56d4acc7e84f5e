/* SKOS vocabularies in RDF/XML, Turtle or N-Triples, parsed by Raptor. The parser may open no file and no connection. Its
 * messages come through a handler; the first error ends the import. */
#include "import/skos.h"

#include "import/raptor.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define RDF_TYPE "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

static const unsigned char BASE[] = "relata:/";

typedef struct skos {
    const relata_import_options *options;
    rl_raptor raptor;
    rl_concepts concepts;
    size_t statements;
    /* of the file that is being read */
    raptor_parser *parser;
    rl_source *source;
    size_t line; /* that the parser was given last */
    relata_status status;
    relata_error *err;
} skos;

enum { PROGRESS_STEP = 4096 };

/* ---- statements ---- */

static bool is_language(const char *wanted, const char *tag, size_t length)
{
    size_t wanted_length = strlen(wanted);
    return wanted_length <= length && strncasecmp(wanted, tag, wanted_length) == 0 &&
           (length == wanted_length || tag[wanted_length] == '-');
}

/* The place of a literal's language among those chosen; those without a language come last; RL_NONE: not chosen. */
static uint32_t rank_of(const skos *s, const raptor_term_literal_value *literal)
{
    static const char *const ENGLISH[] = {"en"};
    const char *const *languages = s->options->language_count > 0 ? s->options->languages : ENGLISH;
    size_t count = s->options->language_count > 0 ? s->options->language_count : 1;
    if (literal->language == NULL || literal->language_len == 0)
        return (uint32_t)count;
    for (size_t i = 0; i < count; i++)
        if (is_language(languages[i], (const char *)literal->language, literal->language_len))
            return (uint32_t)i;
    return RL_NONE;
}

static bool uri_of(const skos *s, const raptor_term *term, const char **ret, size_t *ret_length)
{
    if (term->type != RAPTOR_TERM_TYPE_URI)
        return false;
    *ret = (const char *)s->raptor.uri_as_counted_string(term->value.uri, ret_length);
    return true;
}

static rl_concept *concept_of(skos *s, const raptor_term *subject)
{
    const char *name = NULL;
    size_t length = 0;
    if (!uri_of(s, subject, &name, &length)) {
        name = (const char *)subject->value.blank.string;
        length = subject->value.blank.string_len;
    }
    return rl_concepts_get(&s->concepts, name, length);
}

static bool take_type(skos *s, const raptor_statement *statement)
{
    static const char *const OTHERS[] = {SKOS "ConceptScheme", SKOS "Collection", SKOS "OrderedCollection"};
    const char *type = NULL;
    size_t length = 0;
    if (!uri_of(s, statement->object, &type, &length))
        return true;
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++) {
        if (strcmp(type, OTHERS[i]) != 0)
            continue;
        rl_concept *concept = concept_of(s, statement->subject);
        if (concept == NULL)
            return false;
        concept->is_other = true;
    }
    return true;
}

static bool take_label(skos *s, const raptor_statement *statement, rl_label_kind kind)
{
    rl_concept *concept = concept_of(s, statement->subject);
    if (concept == NULL)
        return false;
    if (statement->object->type != RAPTOR_TERM_TYPE_LITERAL)
        return true;
    const raptor_term_literal_value *literal = &statement->object->value.literal;
    uint32_t rank = rank_of(s, literal);
    return rank == RL_NONE ||
           rl_concepts_add_label(&s->concepts, concept, kind, rank, (const char *)literal->string, literal->string_len);
}

static bool take_statement(skos *s, const raptor_statement *statement)
{
    static const struct {
        const char *predicate;
        rl_label_kind kind;
    } LABELS[] = {{SKOS "prefLabel", RL_LABEL_PREFERRED},
                  {SKOS "altLabel", RL_LABEL_OTHER},
                  {SKOS "hiddenLabel", RL_LABEL_HIDDEN}};
    const char *predicate = NULL;
    size_t length = 0;
    if (!uri_of(s, statement->predicate, &predicate, &length))
        return true;
    for (size_t i = 0; i < sizeof LABELS / sizeof LABELS[0]; i++)
        if (strcmp(predicate, LABELS[i].predicate) == 0)
            return take_label(s, statement, LABELS[i].kind);
    return strcmp(predicate, RDF_TYPE) == 0 ? take_type(s, statement) : true;
}

/* ---- what raptor calls ---- */

static void receive_statement(void *user, raptor_statement *statement)
{
    skos *s = user;
    if (s->status != RELATA_OK)
        return;
    if (!take_statement(s, statement)) {
        s->status = rl_error_memory(s->err);
        s->raptor.parser_parse_abort(s->parser);
    }
    if (++s->statements % PROGRESS_STEP == 0 && s->options->progress != NULL)
        s->options->progress(s->options->progress_user, s->concepts.subjects.count);
}

static size_t positive(int number)
{
    return number > 0 ? (size_t)number : 0;
}

static void receive_message(void *user, raptor_log_message *message)
{
    skos *s = user;
    if (message->level < RAPTOR_LOG_LEVEL_ERROR || s->status != RELATA_OK)
        return;
    size_t line = message->locator != NULL ? positive(message->locator->line) : 0;
    size_t column = line > 0 ? positive(message->locator->column) : 0;
    rl_buffer words = {0};
    bool ok = rl_utf8_sanitise(message->text, strcspn(message->text, "\r\n"), true, &words);
    const char *text = ok ? rl_buffer_string(&words) : NULL;
    s->status = rl_error_set(s->err, RELATA_ERROR_FORMAT, s->source->path, line > 0 ? line : s->line, column, "%s",
                             text == NULL ? "broken RDF" : text);
    rl_buffer_free(&words);
}

/* ---- reading ---- */

static relata_status fail_library(skos *s)
{
    return rl_error_set(s->err, RELATA_ERROR_LIBRARY, s->source->path, 0, 0, "the parser of RDF cannot be started");
}

/* Gives the parser some bytes, or for NULL the end. Errors that come without words are those of its caller. */
static relata_status feed(skos *s, const char *bytes, size_t length)
{
    int failed = s->raptor.parser_parse_chunk(s->parser, (const unsigned char *)bytes, length, bytes == NULL);
    if (s->status == RELATA_OK && failed != 0)
        s->status = rl_error_set(s->err, RELATA_ERROR_FORMAT, s->source->path, s->line, 0, "this is no RDF");
    return s->status;
}

/* Line by line, since Raptor loses count of the lines of XML. */
static relata_status feed_lines(skos *s, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    relata_status status = RELATA_OK;
    s->line = s->source->line;
    while (status == RELATA_OK && bytes < end) {
        const char *found = memchr(bytes, '\n', (size_t)(end - bytes));
        const char *next = found == NULL ? end : found + 1;
        status = feed(s, bytes, (size_t)(next - bytes));
        s->line += found != NULL;
        bytes = next;
    }
    return status;
}

static relata_status parse_chunks(skos *s, bool is_xml, const char *bytes, size_t length)
{
    relata_status status = RELATA_OK;
    while (status == RELATA_OK) {
        status = is_xml ? feed_lines(s, bytes, length) : feed(s, bytes, length);
        if (status == RELATA_OK)
            status = rl_source_chunk(s->source, &bytes, &length, s->err);
    }
    return status == RELATA_END ? feed(s, NULL, 0) : status;
}

static relata_status parse(skos *s, raptor_world *world, const char *bytes, size_t length)
{
    static const raptor_option CLOSED[] = {RAPTOR_OPTION_NO_NET, RAPTOR_OPTION_NO_FILE};
    const char *syntax = rl_skos_syntax(bytes, length);
    s->parser = s->raptor.new_parser(world, syntax);
    raptor_uri *base = s->raptor.new_uri(world, BASE);
    bool ready = s->parser != NULL && base != NULL;
    for (size_t i = 0; ready && i < sizeof CLOSED / sizeof CLOSED[0]; i++)
        ready = s->raptor.parser_set_option(s->parser, CLOSED[i], NULL, 1) == 0;
    if (ready)
        ready = s->raptor.parser_set_option(s->parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL, 0) == 0;
    if (ready) {
        s->raptor.parser_set_statement_handler(s->parser, s, receive_statement);
        ready = s->raptor.parser_parse_start(s->parser, base) == 0;
    }
    relata_status status = ready ? parse_chunks(s, strcmp(syntax, "rdfxml") == 0, bytes, length) : fail_library(s);
    if (s->parser != NULL)
        s->raptor.free_parser(s->parser);
    if (base != NULL)
        s->raptor.free_uri(base);
    s->parser = NULL;
    return status;
}

static relata_status read_vocabulary(rl_import *import, rl_source *source, relata_error *err)
{
    skos *s = import->state;
    const char *bytes = NULL;
    size_t length = 0;
    relata_status status = rl_source_chunk(source, &bytes, &length, err);
    if (status != RELATA_OK)
        return status == RELATA_END ? RELATA_OK : status;
    s->source = source;
    s->line = 0;
    s->err = err;
    s->status = RELATA_OK;
    import->rows.path = source->path;
    status = s->raptor.library == NULL ? rl_raptor_open(&s->raptor, err) : RELATA_OK;
    if (status != RELATA_OK)
        return status;
    raptor_world *world = s->raptor.new_world(RAPTOR_VERSION);
    if (world == NULL)
        return rl_error_memory(err);
    status = s->raptor.world_set_log_handler(world, s, receive_message) == 0 && s->raptor.world_open(world) == 0
                 ? parse(s, world, bytes, length)
                 : fail_library(s);
    s->raptor.free_world(world);
    return status;
}

/* ---- the format ---- */

static relata_status open_skos(rl_import *import, relata_error *err)
{
    if (import->options->type == NULL)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0,
                            "SKOS does not say what type its concepts have: give a type");
    skos *s = calloc(1, sizeof *s);
    if (s == NULL)
        return rl_error_memory(err);
    import->state = s;
    s->options = import->options;
    return RELATA_OK;
}

static relata_status finish_skos(rl_import *import, relata_error *err)
{
    const skos *s = import->state;
    return rl_concepts_give(&s->concepts, &import->rows, err);
}

static void close_skos(rl_import *import)
{
    skos *s = import->state;
    if (s != NULL)
        rl_concepts_free(&s->concepts);
    free(s);
}

const rl_import_format rl_import_skos = {
    .name = "skos",
    .options = RL_OPTION_TYPE | RL_OPTION_LANGUAGES,
    .open = open_skos,
    .read = read_vocabulary,
    .finish = finish_skos,
    .close = close_skos,
};
