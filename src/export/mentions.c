/* One document's mentions and relations as one line of JSON. One at a time goes through jansson, so that memory does not grow with
 * the document; the small pieces that it makes are handed on in blocks. */
#include "export/mentions.h"

#include "export/sink.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

static int receive(const char *bytes, size_t length, void *user)
{
    rl_sink *out = user;
    rl_sink_put(out, bytes, length);
    return rl_sink_failed(out) ? -1 : 0;
}

static bool put(rl_sink *out, const char *string)
{
    return receive(string, strlen(string), out) == 0;
}

/* Writes a value and lets go of it. False if it could not be made or written. */
static bool put_value(rl_sink *out, json_t *value)
{
    if (value == NULL)
        return false;
    bool ok = json_dump_callback(value, receive, out, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(6)) == 0;
    json_decref(value);
    return ok;
}

/* Weights have two digits in their files; sums of floats would show more. */
static json_t *rounded(double value)
{
    return json_real(round(value * 1000) / 1000);
}

static json_t *new_weights(const relata_reason *reason, bool named)
{
    json_t *object = json_object();
    bool ok = !named || json_object_set_new(object, "evidence", json_string(reason->evidence)) == 0;
    if (ok && json_object_set_new(object, "person", rounded(reason->person)) == 0 &&
        json_object_set_new(object, "place", rounded(reason->place)) == 0 &&
        json_object_set_new(object, "organisation", rounded(reason->organisation)) == 0)
        return object;
    json_decref(object);
    return NULL;
}

static bool add_reasons(json_t *mention, const relata_mention *m)
{
    json_t *list = json_array();
    if (json_object_set_new(mention, "sums", new_weights(&m->sums, false)) != 0 ||
        json_object_set_new(mention, "reasons", list) != 0)
        return false;
    for (size_t i = 0; i < m->reason_count; i++)
        if (json_array_append_new(list, new_weights(&m->reasons[i], true)) != 0)
            return false;
    return true;
}

static bool put_mention(rl_sink *out, const relata_mention *m)
{
    json_t *mention = json_pack("{s:I,s:I,s:s%,s:s,s:s,s:s,s:s}", "start", (json_int_t)m->start, "end",
                                (json_int_t)m->end, "text", m->text, m->text_length, "type", m->type, "entity",
                                m->entity, "name", m->name, "source", m->source);
    if (mention != NULL && m->repeated && json_object_set_new(mention, "repeated", json_true()) != 0) {
        json_decref(mention);
        return false;
    }
    if (mention != NULL && m->reasons != NULL && !add_reasons(mention, m)) {
        json_decref(mention);
        return false;
    }
    return put_value(out, mention);
}

static bool put_relation(rl_sink *out, const relata_relation *r)
{
    json_t *relation = json_pack("{s:s,s:s,s:s,s:s}", "subject", r->subject, "relation", r->relation, "object",
                                 r->object, "modality", r->modality);
    json_t *place = json_pack("{s:I,s:s,s:I,s:I,s:I,s:I,s:I,s:I}", "sentence", (json_int_t)r->sentence, "text", r->text,
                              "start", (json_int_t)r->start, "end", (json_int_t)r->end, "subject_start",
                              (json_int_t)r->subject_start, "subject_end", (json_int_t)r->subject_end, "object_start",
                              (json_int_t)r->object_start, "object_end", (json_int_t)r->object_end);
    bool ok = relation != NULL && place != NULL &&
              (!r->past || json_object_set_new(relation, "past", json_true()) == 0) &&
              json_object_update(relation, place) == 0;
    json_decref(place);
    if (!ok) {
        json_decref(relation);
        return false;
    }
    return put_value(out, relation);
}

/* Documents without relations have no such list. */
static bool put_relations(rl_sink *out, const relata_extraction *x)
{
    if (x->relation_count == 0)
        return true;
    if (!put(out, ",\"relations\":["))
        return false;
    for (size_t i = 0; i < x->relation_count; i++)
        if ((i > 0 && !put(out, ",")) || !put_relation(out, &x->relations[i]))
            return false;
    return put(out, "]");
}

static bool put_extraction(rl_sink *out, const relata_extraction *x)
{
    if (!put(out, "{\"id\":") || !put_value(out, json_string(x->id)))
        return false;
    if (x->title != NULL && (!put(out, ",\"title\":") || !put_value(out, json_string(x->title))))
        return false;
    if (x->date != NULL && (!put(out, ",\"date\":") || !put_value(out, json_string(x->date))))
        return false;
    if (x->text != NULL && (!put(out, ",\"text\":") || !put_value(out, json_stringn(x->text, x->text_length))))
        return false;
    if (!put(out, ",\"mentions\":["))
        return false;
    for (size_t i = 0; i < x->count; i++)
        if ((i > 0 && !put(out, ",")) || !put_mention(out, &x->mentions[i]))
            return false;
    return put(out, "]") && put_relations(out, x) && put(out, "}\n");
}

relata_status rl_extraction_write_json(const relata_extraction *extraction, relata_write_fn write, void *user,
                                       relata_error *err)
{
    rl_sink out = {.write = write, .user = user};
    if (!put_extraction(&out, extraction) && !out.refused)
        out.no_memory = true;
    return rl_sink_finish(&out, err);
}
