/* An evaluation as one line of JSON. Fractions have all their digits: whoever compares two runs wants to see the smallest
 * difference. */
#include "export/evaluation.h"

#include "export/json_line.h"

#include <jansson.h>

/* Each adds a value to an object or list that takes it over; false if there is no memory. NULL as a value is want of memory
 * too. */
static bool set(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0;
}

static bool set_count(json_t *object, const char *key, size_t count)
{
    return set(object, key, json_integer((json_int_t)count));
}

/* NULL is left out. */
static bool set_text(json_t *object, const char *key, const char *text)
{
    return text == NULL || set(object, key, json_string(text));
}

static bool set_object(json_t *object, const char *key, json_t **ret_inside)
{
    *ret_inside = json_object();
    return set(object, key, *ret_inside);
}

static bool set_list(json_t *object, const char *key, json_t **ret_inside)
{
    *ret_inside = json_array();
    return set(object, key, *ret_inside);
}

static bool set_score(json_t *object, const relata_score *score)
{
    json_t *value = json_object();
    return set(object, score->name, value) && set_count(value, "gold", score->gold) &&
           set_count(value, "found", score->found) && set_count(value, "right", score->right) &&
           set_count(value, "found_right", score->found_right) &&
           set(value, "precision", json_real(score->precision)) && set(value, "recall", json_real(score->recall)) &&
           set(value, "f1", json_real(score->f1));
}

/* ---- mistakes ---- */

static bool set_names(json_t *object, const char *key, const char *const *names, size_t count)
{
    json_t *list = json_array();
    if (!set(object, key, list))
        return false;
    for (size_t i = 0; i < count; i++)
        if (json_array_append_new(list, json_string(names[i])) != 0)
            return false;
    return true;
}

static bool append_sum(json_t *list, const relata_mistake_sum *sum)
{
    json_t *object = json_object();
    return json_array_append_new(list, object) == 0 && set_text(object, "gold_type", sum->gold_type) &&
           set_text(object, "found_type", sum->found_type) && set_count(object, "count", sum->count);
}

static bool append_example(json_t *list, const relata_mistake_example *example)
{
    json_t *object = json_object();
    return json_array_append_new(list, object) == 0 && set_text(object, "document", example->document) &&
           set_text(object, "before", example->before) && set_text(object, "text", example->text) &&
           set_text(object, "after", example->after);
}

static bool append_mistake(json_t *list, const relata_mistake *mistake)
{
    json_t *object = json_object(), *examples = NULL;
    bool ok = json_array_append_new(list, object) == 0 && set_count(object, "count", mistake->count) &&
              set_names(object, "gold", mistake->gold, mistake->gold_count) &&
              set_text(object, "gold_type", mistake->gold_type) &&
              set_names(object, "found", mistake->found, mistake->found_count) &&
              set_text(object, "found_type", mistake->found_type) && set_list(object, "examples", &examples);
    for (size_t i = 0; ok && i < mistake->example_count; i++)
        ok = append_example(examples, &mistake->examples[i]);
    return ok;
}

static bool set_mistakes(json_t *object, const relata_mistakes *mistakes)
{
    json_t *value = json_object(), *sums = NULL, *commonest = NULL;
    bool ok = set(object, mistakes->kind, value) && set_count(value, "count", mistakes->count) &&
              set_count(value, "different", mistakes->different) && set_list(value, "types", &sums) &&
              set_list(value, "commonest", &commonest);
    for (size_t i = 0; ok && i < mistakes->sum_count; i++)
        ok = append_sum(sums, &mistakes->sums[i]);
    for (size_t i = 0; ok && i < mistakes->commonest_count; i++)
        ok = append_mistake(commonest, &mistakes->commonest[i]);
    return ok;
}

/* ---- the whole ---- */

static bool set_counts(json_t *object, const relata_evaluation *e)
{
    const struct {
        const char *key;
        size_t count;
    } COUNTS[] = {
        {"documents", e->documents},   {"missing", e->missing},         {"extra", e->extra},
        {"other_gold", e->other_gold}, {"other_found", e->other_found}, {"without_entity", e->without_entity},
    };
    for (size_t i = 0; i < sizeof COUNTS / sizeof COUNTS[0]; i++)
        if (!set_count(object, COUNTS[i].key, COUNTS[i].count))
            return false;
    return true;
}

static bool fill(json_t *object, const relata_evaluation *e)
{
    json_t *types = NULL, *mistakes = NULL;
    bool ok = set_counts(object, e) && set_object(object, "types", &types);
    for (size_t i = 0; ok && i < e->type_count; i++)
        ok = set_score(types, &e->types[i]);
    ok = ok && set_score(object, &e->all) && set_score(object, &e->span) && set_score(object, &e->overlap) &&
         set_score(object, &e->nodes) && set_score(object, &e->edges) && set_score(object, &e->weighted);
    ok = ok && set_object(object, "mistakes", &mistakes);
    for (size_t i = 0; ok && i < RELATA_MISTAKE_KINDS; i++)
        ok = set_mistakes(mistakes, &e->mistakes[i]);
    return ok;
}

relata_status rl_evaluation_write_json(const relata_evaluation *evaluation, relata_write_fn write, void *user,
                                       relata_error *err)
{
    json_t *object = json_object();
    return rl_json_line_write(object, object != NULL && fill(object, evaluation), 0, write, user, err);
}
