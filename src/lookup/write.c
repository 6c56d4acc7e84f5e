/* An answer as one line of JSON. The keys stand in the order of the structs; what is unknown is null. Answers may come
 * from anyone, so their strings are cleaned like all others. */
#include "lookup/lookup.h"

#include "base/memory.h"
#include "base/number.h"
#include "text/utf8.h"

#include <jansson.h>
#include <limits.h>
#include <string.h>

enum { FLAGS = JSON_COMPACT | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(9), BLOCK = 1 << 16 };

typedef struct writer {
    relata_write_fn write;
    void *user;
    rl_buffer pending;
    rl_buffer scratch;
    bool no_memory;
    bool refused;
} writer;

/* ---- building ---- */

/* Takes over `value`, which may be NULL for want of memory. */
static void set(writer *w, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, value) != 0)
        w->no_memory = true;
}

static void append(writer *w, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        w->no_memory = true;
}

static json_t *new_string(writer *w, const char *string)
{
    if (string == NULL)
        return json_null();
    rl_buffer_clear(&w->scratch);
    (void)rl_utf8_sanitise(string, strlen(string), false, &w->scratch);
    const char *clean = rl_buffer_string(&w->scratch);
    return clean != NULL ? json_string(clean) : NULL;
}

static json_t *new_whole(size_t value)
{
    return json_integer(value <= LLONG_MAX ? (json_int_t)value : LLONG_MAX);
}

/* The digits that the network's files have, and no fraction where there is none. */
static json_t *new_number(double value)
{
    double rounded;
    return rl_number_round(value, &rounded) ? json_integer((json_int_t)rounded) : json_real(rounded);
}

static json_t *new_strings(writer *w, const char *const *strings, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        append(w, array, new_string(w, strings[i]));
    return array;
}

static json_t *new_reasons(writer *w, const relata_found *found)
{
    json_t *array = json_array();
    for (size_t i = 0; i < found->reason_count; i++) {
        json_t *object = json_object();
        set(w, object, "name", new_string(w, found->reasons[i].alias));
        set(w, object, "reason", new_string(w, found->reasons[i].reason));
        append(w, array, object);
    }
    return array;
}

static json_t *new_evidence(writer *w, const relata_neighbour *neighbour)
{
    json_t *array = json_array();
    for (size_t i = 0; i < neighbour->evidence_count; i++) {
        const relata_evidence *place = &neighbour->evidence[i];
        json_t *object = json_object();
        set(w, object, "document", new_string(w, place->document));
        set(w, object, "sentence", new_whole(place->sentence));
        set(w, object, "text", new_string(w, place->text));
        append(w, array, object);
    }
    return array;
}

static json_t *new_neighbours(writer *w, const relata_found *found)
{
    json_t *array = json_array();
    for (size_t i = 0; i < found->neighbour_count; i++) {
        const relata_neighbour *neighbour = &found->neighbours[i];
        json_t *object = json_object();
        set(w, object, "id", new_string(w, neighbour->id));
        set(w, object, "label", new_string(w, neighbour->label));
        set(w, object, "type", new_string(w, neighbour->type));
        set(w, object, "weight", new_number(neighbour->weight));
        set(w, object, "count", new_whole(neighbour->count));
        set(w, object, "evidence", new_evidence(w, neighbour));
        append(w, array, object);
    }
    return array;
}

static json_t *new_entity(writer *w, const relata_found *found)
{
    json_t *object = json_object();
    set(w, object, "id", new_string(w, found->id));
    set(w, object, "label", new_string(w, found->label));
    set(w, object, "type", new_string(w, found->type));
    set(w, object, "aliases", new_strings(w, found->aliases, found->alias_count));
    if (found->explain)
        set(w, object, "reasons", new_reasons(w, found));
    set(w, object, "mentions", new_whole(found->mentions));
    set(w, object, "documents", new_whole(found->documents));
    set(w, object, "first_seen", new_string(w, found->first_seen));
    set(w, object, "last_seen", new_string(w, found->last_seen));
    set(w, object, "neighbours", new_neighbours(w, found));
    return object;
}

static json_t *new_answer(writer *w, const relata_answer *answer)
{
    json_t *object = json_object();
    json_t *entities = json_array();
    for (size_t i = 0; i < answer->entity_count; i++)
        append(w, entities, new_entity(w, &answer->entities[i]));
    set(w, object, "query", new_string(w, answer->query));
    set(w, object, "entities", entities);
    set(w, object, "suggestions", new_strings(w, answer->suggestions, answer->suggestion_count));
    return object;
}

/* ---- writing ---- */

/* jansson dumps in pieces of a few bytes: they are collected. */
static int hand_on(writer *w)
{
    if (w->pending.length > 0 && !w->write(w->user, w->pending.bytes, w->pending.length))
        w->refused = true;
    rl_buffer_clear(&w->pending);
    return w->refused ? -1 : 0;
}

static int put(const char *bytes, size_t length, void *user)
{
    writer *w = user;
    if (!rl_buffer_append(&w->pending, bytes, length)) {
        w->no_memory = true;
        return -1;
    }
    return w->pending.length >= BLOCK ? hand_on(w) : 0;
}

static void dump(writer *w, const json_t *value)
{
    bool failed = json_dump_callback(value, put, w, FLAGS) != 0 || put("\n", 1, w) != 0 || hand_on(w) != 0;
    if (failed && !w->refused)
        w->no_memory = true;
}

static relata_status outcome(const writer *w, relata_error *err)
{
    if (w->no_memory)
        return rl_error_memory(err);
    if (w->refused)
        return rl_error_set(err, RELATA_ERROR_IO, NULL, 0, 0, "cannot write: the output was refused");
    return RELATA_OK;
}

relata_status rl_answer_write_json(const relata_answer *answer, relata_write_fn write, void *user, relata_error *err)
{
    writer w = {.write = write, .user = user};
    json_t *value = new_answer(&w, answer);
    if (!w.no_memory)
        dump(&w, value);
    json_decref(value);
    rl_buffer_free(&w.pending);
    rl_buffer_free(&w.scratch);
    return outcome(&w, err);
}
