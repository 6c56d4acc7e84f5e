/* Statements, as the JSON of Wikibase has them: claims.P31[].mainsnak.datavalue.value, with a rank and qualifiers. */
#include "import/wikidata.h"

#include <string.h>

#define END_TIME "P582"

static const char *rank_of(const json_t *statement)
{
    const char *rank = json_string_value(json_object_get(statement, "rank"));
    return rank == NULL ? "normal" : rank;
}

static const json_t *value_of(const json_t *statement)
{
    const json_t *snak = json_object_get(statement, "mainsnak");
    const char *type = json_string_value(json_object_get(snak, "snaktype"));
    if (type != NULL && strcmp(type, "value") != 0)
        return NULL;
    return json_object_get(json_object_get(snak, "datavalue"), "value");
}

static bool has_rank(const json_t *statements, const char *rank)
{
    for (size_t i = 0; i < json_array_size(statements); i++) {
        const json_t *statement = json_array_get(statements, i);
        if (strcmp(rank_of(statement), rank) == 0 && value_of(statement) != NULL)
            return true;
    }
    return false;
}

void rl_statements_each(const json_t *entity, const char *property, rl_statement_fn receive, void *user)
{
    const json_t *statements = json_object_get(json_object_get(entity, "claims"), property);
    const char *rank = has_rank(statements, "preferred") ? "preferred" : "normal";
    for (size_t i = 0; i < json_array_size(statements); i++) {
        const json_t *statement = json_array_get(statements, i), *value = value_of(statement);
        if (value != NULL && strcmp(rank_of(statement), rank) == 0 && !receive(user, statement, value))
            return;
    }
}

typedef struct found {
    const char *item;
    const json_t *value;
} found;

static bool take_item(void *user, const json_t *statement, const json_t *value)
{
    found *f = user;
    const char *item = json_string_value(json_object_get(value, "id"));
    bool ended = json_object_get(json_object_get(statement, "qualifiers"), END_TIME) != NULL;
    if (item != NULL && (f->item == NULL || !ended))
        f->item = item;
    return item == NULL || ended;
}

const char *rl_statement_item(const json_t *entity, const char *property)
{
    found f = {0};
    rl_statements_each(entity, property, take_item, &f);
    return f.item;
}

static bool take_value(void *user, const json_t *statement, const json_t *value)
{
    found *f = user;
    (void)statement;
    f->value = value;
    return false;
}

const json_t *rl_statement_value(const json_t *entity, const char *property)
{
    found f = {0};
    rl_statements_each(entity, property, take_value, &f);
    return f.value;
}
