/* One listing of a gazetteer as one line of JSON: what the list says, and nothing for what it does not say. */
#include "export/listings.h"

#include "export/json_line.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

static bool add_text(json_t *object, const char *key, const char *text)
{
    return text[0] == '\0' || json_object_set_new(object, key, json_string(text)) == 0;
}

/* "A|B" becomes ["A","B"]. */
static bool add_names(json_t *object, const char *key, const char *names)
{
    if (names[0] == '\0')
        return true;
    json_t *array = json_array();
    if (json_object_set_new(object, key, array) != 0)
        return false;
    for (const char *at = names; at != NULL;) {
        const char *bar = strchr(at, '|');
        size_t length = bar == NULL ? strlen(at) : (size_t)(bar - at);
        if (json_array_append_new(array, json_stringn(at, length)) != 0)
            return false;
        at = bar == NULL ? NULL : bar + 1;
    }
    return true;
}

static bool add_number(json_t *object, const char *key, double number)
{
    if (isnan(number))
        return true;
    bool whole = number <= 9007199254740992.0 && !(number > floor(number));
    json_t *value = whole ? json_integer((json_int_t)number) : json_real(number);
    return json_object_set_new(object, key, value) == 0;
}

static bool fill(json_t *object, const relata_listing *l)
{
    return add_text(object, "matched", l->matched) && add_text(object, "id", l->id) &&
           add_text(object, "type", l->type) && add_text(object, "name", l->name) &&
           add_names(object, "aliases", l->aliases) && add_names(object, "weak_aliases", l->weak_aliases) &&
           add_names(object, "family", l->family) && add_names(object, "demonyms", l->demonyms) &&
           add_text(object, "kind", l->kind) && add_text(object, "country", l->country) &&
           add_text(object, "region", l->region) && add_text(object, "role", l->role) &&
           add_text(object, "capital", l->capital) && add_text(object, "gender", l->gender) &&
           add_text(object, "strength", l->strength) && add_number(object, "population", l->population) &&
           add_number(object, "latitude", l->latitude) && add_number(object, "longitude", l->longitude) &&
           add_number(object, "prior", l->prior) && add_text(object, "source", l->source) &&
           json_object_set_new(object, "shipped", json_boolean(l->shipped)) == 0;
}

static relata_status write_line(json_t *object, bool filled, relata_write_fn write, void *user, relata_error *err)
{
    return rl_json_line_write(object, filled, JSON_REAL_PRECISION(9), write, user, err);
}

relata_status rl_listing_write_json(const relata_listing *listing, relata_write_fn write, void *user, relata_error *err)
{
    json_t *object = json_object();
    return write_line(object, object != NULL && fill(object, listing), write, user, err);
}

relata_status rl_statistic_write_json(const relata_statistic *statistic, relata_write_fn write, void *user,
                                      relata_error *err)
{
    json_t *object = json_object();
    bool filled = object != NULL && add_text(object, "table", statistic->table) &&
                  add_text(object, "key", statistic->key) && add_number(object, "count", (double)statistic->count);
    return write_line(object, filled, write, user, err);
}
