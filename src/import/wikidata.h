/* Reading what a Wikidata entity states. Internal to import/. */
#ifndef RL_IMPORT_WIKIDATA_H
#define RL_IMPORT_WIKIDATA_H

#include "import/types.h"

#include <jansson.h>
#include <stdbool.h>

/* Gives the value of one statement. Returns false to stop. */
typedef bool (*rl_statement_fn)(void *user, const json_t *statement, const json_t *value);

/* Gives the values of the property's statements that count: those of preferred rank if there are any, else those of
 * normal rank. Deprecated ones and "unknown" or "no value" are passed over. */
void rl_statements_each(const json_t *entity, const char *property, rl_statement_fn receive, void *user);

/* The item that the property leads to ("Q30"), or NULL: the first one that has not ended, else the first one. */
const char *rl_statement_item(const json_t *entity, const char *property);

/* False if nothing that stands behind "P31" in this JSON is in the table: then the entity is of none of its types. Most
 * entities of a dump are not, and looking is many times quicker than parsing. True proves nothing. */
bool rl_wikidata_may_be(const char *bytes, size_t length, const rl_type_table *types);

/* The value of the property's first statement that counts, or NULL. */
const json_t *rl_statement_value(const json_t *entity, const char *property);

#endif
