/* A name that several entities have. Who gave the line just now is told its place; but a judgement of a store was good when it was
 * made and is not any more because of documents that came later, perhaps at night: so the message says which commands put
 * it right, for each of those who may be meant. */
#include "resolve/ambiguous.h"

#include "base/shell.h"

#include <stdio.h>

enum { MOST_ENTITIES = 10, MOST_JUDGEMENTS = 5, MOST_DOCUMENTS = 2 };

/* Where a name stands first. */
static const rl_judgement *first_with(const rl_judgements *j, uint32_t name)
{
    size_t i = 0;
    while (j->items[i].a != name && j->items[i].b != name)
        i++;
    return &j->items[i];
}

static void tell(const rl_judgements *j, const rl_judgement *item, size_t column, rl_buffer *words, bool *ok)
{
    relata_error what = {0};
    const char *text = rl_buffer_string(words);
    bool given = item->line <= j->given;
    *ok = *ok && text != NULL;
    if (!*ok)
        return;
    (void)rl_error_set(&what, RELATA_ERROR_FORMAT, given ? j->path : j->store, given ? item->line : 0,
                       given ? column : 0, "%s", text);
    j->notice(j->notice_user, &what, false);
}

/* ---- who may be meant ---- */

static bool has_entity(const rl_corpus *corpus, size_t record, uint32_t entity)
{
    for (size_t i = corpus->first_of[record]; i < corpus->first_of[record + 1]; i++)
        if (corpus->entity_of[i] == entity)
            return true;
    return false;
}

/* `"John Smith" in a.txt, b.txt and 3 more documents` */
static void write_entity(const rl_ambiguous *a, uint32_t number, rl_buffer *ret)
{
    const rl_corpus_entity *entity = &a->corpus->entities[number];
    size_t shown = 0;
    char more[64];
    (void)rl_buffer_append_char(ret, '"');
    (void)rl_buffer_append_string(ret, entity->label);
    (void)rl_buffer_append_string(ret, "\" in ");
    for (size_t r = 0; r < a->record_count && shown < MOST_DOCUMENTS; r++) {
        if (!has_entity(a->corpus, r, number))
            continue;
        (void)rl_buffer_append_string(ret, shown++ == 0 ? "" : ", ");
        (void)rl_buffer_append_string(ret, a->records[r]->strings + a->records[r]->id);
    }
    size_t left = entity->documents > shown ? (size_t)entity->documents - shown : 0;
    (void)snprintf(more, sizeof more, " and %zu more document%s", left, left == 1 ? "" : "s");
    (void)rl_buffer_append_string(ret, left > 0 ? more : "");
}

static void tell_entities(const rl_ambiguous *a, const rl_judgement *item, bool *ok)
{
    const rl_judged_name *name = &a->judgements->names[a->name];
    rl_buffer words = {0};
    for (size_t i = 0; *ok && i < a->count && i < MOST_ENTITIES; i++) {
        rl_buffer_clear(&words);
        (void)rl_buffer_append_char(&words, '"');
        (void)rl_buffer_append_string(&words, name->text);
        (void)rl_buffer_append_string(&words, "\" may mean ");
        (void)rl_buffer_append_string(&words, a->corpus->entities[a->entities[i]].id);
        (void)rl_buffer_append_string(&words, ", ");
        write_entity(a, a->entities[i], &words);
        tell(a->judgements, item, name->column, &words, ok);
    }
    rl_buffer_free(&words);
}

/* ---- commands ---- */

/* A name as an operand of "relata judge". */
static void write_operand(const rl_judgements *j, uint32_t number, rl_buffer *ret)
{
    const rl_judged_name *name = &j->names[number];
    rl_buffer word = {0};
    if (name->type != RL_NONE) {
        (void)rl_buffer_append_char(&word, '[');
        (void)rl_buffer_append_string(&word, rl_string_map_key(j->types, name->type, NULL));
        (void)rl_buffer_append_string(&word, "] ");
    }
    (void)rl_buffer_append_string(&word, name->text);
    const char *text = rl_buffer_string(&word);
    ret->failed |= text == NULL || !rl_buffer_append_char(ret, ' ') || !rl_shell_word(text, ret);
    rl_buffer_free(&word);
}

/* The command that makes a judgement, or takes it back; `id` (may be NULL) stands for the name. */
static void write_command(const rl_ambiguous *a, const rl_judgement *item, bool forget, const char *id, rl_buffer *ret)
{
    static const char *const VERBS[] = {" same", " different", " drop", " type"};
    const rl_judgements *j = a->judgements;
    const uint32_t names[] = {item->a, item->b};
    (void)rl_buffer_append_string(ret, j->command);
    (void)rl_buffer_append_string(ret, forget ? " --forget" : "");
    (void)rl_buffer_append_string(ret, VERBS[item->verb]);
    if (j->names[item->a].text[0] == '-' || (item->b != RL_NONE && j->names[item->b].text[0] == '-'))
        (void)rl_buffer_append_string(ret, " --");
    for (size_t i = 0; i < 2; i++) {
        if (names[i] == RL_NONE)
            continue;
        if (id == NULL || names[i] != a->name) {
            write_operand(j, names[i], ret);
            continue;
        }
        (void)rl_buffer_append_char(ret, ' ');
        (void)rl_shell_word(id, ret);
    }
    if (item->type != RL_NONE) {
        (void)rl_buffer_append_char(ret, ' ');
        (void)rl_shell_word(rl_string_map_key(j->types, item->type, NULL), ret);
    }
}

/* Half a command would be worse than none, and a line break in one is none that a shell takes from a message. */
static bool fits(const rl_buffer *words)
{
    return words->length < sizeof((relata_error *)NULL)->message && memchr(words->bytes, '\n', words->length) == NULL;
}

static void tell_commands(const rl_ambiguous *a, const rl_judgement *item, bool *ok)
{
    rl_buffer words = {0};
    (void)rl_buffer_append_string(&words, "to put it right, first: ");
    write_command(a, item, true, NULL, &words);
    if (!words.failed && !fits(&words)) {
        rl_buffer_clear(&words);
        (void)rl_buffer_append_string(&words,
                                      "to put it right, take the judgement back and judge by ids, both with --file");
        tell(a->judgements, item, 0, &words, ok);
        rl_buffer_free(&words);
        return;
    }
    for (size_t i = 0; *ok && !words.failed && fits(&words) && i <= a->count && i <= MOST_ENTITIES; i++) {
        tell(a->judgements, item, 0, &words, ok);
        rl_buffer_clear(&words);
        if (i == a->count || i == MOST_ENTITIES)
            break;
        const char *id = a->corpus->entities[a->entities[i]].id;
        (void)rl_buffer_append_string(&words, "then, if ");
        (void)rl_buffer_append_string(&words, id);
        (void)rl_buffer_append_string(&words, " is meant: ");
        write_command(a, item, false, id, &words);
    }
    *ok = *ok && !words.failed;
    rl_buffer_free(&words);
}

/* ---- both ---- */

bool rl_ambiguous_tell(const rl_ambiguous *a)
{
    const rl_judgements *j = a->judgements;
    size_t told = 0;
    bool ok = true;
    if (j->notice == NULL)
        return true;
    tell_entities(a, first_with(j, a->name), &ok);
    for (size_t i = 0; ok && j->command != NULL && i < j->count && told < MOST_JUDGEMENTS; i++) {
        const rl_judgement *item = &j->items[i];
        if (item->line <= j->given || (item->a != a->name && item->b != a->name))
            continue;
        tell_commands(a, item, &ok);
        told++;
    }
    return ok;
}

/* Ids, as many as fit. */
static void list_ids(const rl_ambiguous *a, char *ret, size_t size)
{
    size_t length = 0, i = 0;
    for (; i < a->count; i++) {
        const char *id = a->corpus->entities[a->entities[i]].id;
        if (length + strlen(id) + 2 > size - 24)
            break;
        length += (size_t)snprintf(ret + length, size - length, "%s%s", i == 0 ? "" : ", ", id);
    }
    if (i < a->count)
        (void)snprintf(ret + length, size - length, "%s%zu more", length == 0 ? "" : ", ", a->count - i);
}

relata_status rl_ambiguous_refuse(const rl_ambiguous *a, relata_error *err)
{
    const rl_judgements *j = a->judgements;
    const rl_judged_name *name = &j->names[a->name];
    char list[300];
    list_ids(a, list, sizeof list);
    if (name->line <= j->given)
        return rl_error_set(
            err, RELATA_ERROR_FORMAT, j->path, name->line, name->column,
            "\"%.80s\" means several entities: %s; an id, or a type in brackets before the name, says which",
            name->text, list);
    return rl_judgement_refuse(j, first_with(j, a->name), 0, err,
                               "\"%.80s\" means several entities now: %.200s; nothing was changed", name->text, list);
}
