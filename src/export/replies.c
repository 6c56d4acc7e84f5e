/* Replies to questions, each as one line of JSON. Keys stand in the order of docs/formats.md; what is not known is null. Values are
 * given to one function, which notes when there is no memory, so that shapes can be read here as they are. */
#include "export/replies.h"

#include "export/attributes.h"
#include "export/json_line.h"
#include "export/json_values.h"

#include <math.h>

typedef struct filling {
    rl_buffer scratch;
    bool ok;
} filling;

/* Takes over the value, which may be NULL for want of memory. */
static void set(filling *f, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        f->ok = false;
}

static void append(filling *f, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        f->ok = false;
}

static json_t *text(filling *f, const char *string)
{
    return string == NULL ? json_null() : json_string(rl_clean_string(string, true, &f->scratch));
}

static json_t *whole(size_t number)
{
    return json_integer(number > INT64_MAX ? INT64_MAX : (json_int_t)number);
}

static json_t *real(double number)
{
    return isfinite(number) ? rl_json_number(number) : json_null();
}

/* ---- parts ---- */

static void set_named(filling *f, json_t *object, const relata_named *named)
{
    set(f, object, "id", text(f, named->id));
    set(f, object, "label", text(f, named->label));
    set(f, object, "type", text(f, named->type));
}

static json_t *entity(filling *f, const relata_meaning *meaning)
{
    json_t *object = json_object();
    set_named(f, object, &meaning->entity);
    set(f, object, "mentions", whole(meaning->entity.mentions));
    set(f, object, "documents", whole(meaning->entity.documents));
    return object;
}

static json_t *quote(filling *f, const relata_quote *q)
{
    json_t *object = json_object();
    set(f, object, "document", text(f, q->document));
    set(f, object, "title", text(f, q->title));
    set(f, object, "date", text(f, q->date));
    set(f, object, "sentence", whole(q->sentence));
    set(f, object, "text", text(f, q->text));
    return object;
}

static json_t *quotes(filling *f, const relata_quote *items, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        append(f, array, quote(f, &items[i]));
    return array;
}

static json_t *links(filling *f, const relata_link *items, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        const relata_link *link = &items[i];
        json_t *object = json_object();
        set(f, object, "relation", text(f, link->relation));
        set(f, object, "subject", text(f, link->subject));
        set(f, object, "object", text(f, link->object));
        set(f, object, "modality", text(f, link->modality));
        set(f, object, "asserted", whole(link->asserted));
        set(f, object, "reported", whole(link->reported));
        set(f, object, "planned", whole(link->planned));
        set(f, object, "past", whole(link->past));
        set(f, object, "documents", whole(link->documents));
        set(f, object, "first_seen", text(f, link->first_seen));
        set(f, object, "last_seen", text(f, link->last_seen));
        set(f, object, "evidence", quotes(f, link->quotes, link->quote_count));
        append(f, array, object);
    }
    return array;
}

static json_t *steps(filling *f, const relata_reply *reply)
{
    json_t *array = json_array();
    for (size_t i = 0; i < reply->step_count; i++) {
        const relata_step *step = &reply->steps[i];
        json_t *object = json_object();
        set_named(f, object, &step->entity);
        set(f, object, "weight", real(step->weight));
        set(f, object, "count", whole(step->count));
        set(f, object, "documents", whole(step->documents));
        set(f, object, "npmi", real(step->npmi));
        set(f, object, "evidence", step->has_quote ? quote(f, &step->quote) : json_null());
        set(f, object, "relations", links(f, step->links, step->link_count));
        append(f, array, object);
    }
    return array;
}

/* ---- kinds ---- */

static void set_one(filling *f, json_t *object, const relata_reply *reply)
{
    set(f, object, "query", text(f, reply->name.query));
    set(f, object, "entity", entity(f, &reply->name));
}

static void set_two(filling *f, json_t *object, const relata_reply *reply)
{
    json_t *queries = json_array();
    append(f, queries, text(f, reply->name.query));
    append(f, queries, text(f, reply->other.query));
    set(f, object, "queries", queries);
    set(f, object, "from", entity(f, &reply->name));
    set(f, object, "to", entity(f, &reply->other));
}

static void fill_neighbours(filling *f, json_t *object, const relata_reply *reply)
{
    set_one(f, object, reply);
    set(f, object, "total", whole(reply->neighbour_count));
    set(f, object, "neighbours", steps(f, reply));
}

static void fill_path(filling *f, json_t *object, const relata_reply *reply)
{
    set_two(f, object, reply);
    set(f, object, "length", reply->connected ? real(reply->length) : json_null());
    set(f, object, "steps", steps(f, reply));
}

static void fill_between(filling *f, json_t *object, const relata_reply *reply)
{
    set_two(f, object, reply);
    set(f, object, "relations", links(f, reply->links, reply->link_count));
    set(f, object, "sentences", quotes(f, reply->quotes, reply->quote_count));
}

static void fill_documents(filling *f, json_t *object, const relata_reply *reply)
{
    json_t *array = json_array();
    for (size_t i = 0; i < reply->document_count; i++) {
        const relata_naming *d = &reply->documents[i];
        json_t *document = json_object();
        set(f, document, "id", text(f, d->id));
        set(f, document, "title", text(f, d->title));
        set(f, document, "date", text(f, d->date));
        set(f, document, "source", text(f, d->source));
        set(f, document, "mentions", whole(d->mentions));
        append(f, array, document);
    }
    set_one(f, object, reply);
    set(f, object, "documents", array);
}

static void fill_timeline(filling *f, json_t *object, const relata_reply *reply)
{
    static const char *const UNITS[] = {
        [RELATA_SLICING_NONE] = "month",  [RELATA_SLICING_YEAR] = "year", [RELATA_SLICING_QUARTER] = "quarter",
        [RELATA_SLICING_MONTH] = "month", [RELATA_SLICING_WEEK] = "week", [RELATA_SLICING_DAY] = "day",
    };
    json_t *periods = json_array(), *undated = json_object();
    for (size_t i = 0; i < reply->period_count; i++) {
        json_t *period = json_object();
        set(f, period, "period", text(f, reply->periods[i].period));
        set(f, period, "mentions", whole(reply->periods[i].mentions));
        set(f, period, "documents", whole(reply->periods[i].documents));
        append(f, periods, period);
    }
    set(f, undated, "mentions", whole(reply->undated.mentions));
    set(f, undated, "documents", whole(reply->undated.documents));
    set_one(f, object, reply);
    set(f, object, "by", json_string((unsigned)reply->by <= RELATA_SLICING_DAY ? UNITS[reply->by] : "month"));
    set(f, object, "periods", periods);
    set(f, object, "undated", undated);
}

relata_status rl_reply_write_json(const relata_reply *reply, relata_write_fn write, void *user, relata_error *err)
{
    static void (*const FILL[])(filling * f, json_t * object, const relata_reply *reply) = {
        [RELATA_ASK_NEIGHBOURS] = fill_neighbours, [RELATA_ASK_PATH] = fill_path,
        [RELATA_ASK_BETWEEN] = fill_between,       [RELATA_ASK_DOCUMENTS] = fill_documents,
        [RELATA_ASK_TIMELINE] = fill_timeline,
    };
    filling f = {.ok = true};
    json_t *object = json_object();
    FILL[reply->kind](&f, object, reply);
    bool filled = f.ok && !f.scratch.failed;
    rl_buffer_free(&f.scratch);
    return rl_json_line_write(object, filled, JSON_REAL_PRECISION(9), write, user, err);
}
