/* The set of rules as a whole: sealing, names, freeing. */
#include "relations/internal.h"

#include <stdlib.h>
#include <string.h>

rl_relation_set *rl_relation_set_new(void)
{
    return calloc(1, sizeof(rl_relation_set));
}

static void free_constraints(rl_constraints *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].type);
        free(list->items[i].kind);
    }
    free(list->items);
}

void rl_relation_set_free(rl_relation_set *set)
{
    if (set == NULL)
        return;
    for (size_t i = 0; i < set->names.count; i++) {
        free_constraints(&set->kinds[i].subject);
        free_constraints(&set->kinds[i].object);
    }
    for (size_t i = 0; i < set->irregular_count; i++)
        for (size_t f = 0; f < sizeof set->irregulars[i].forms / sizeof set->irregulars[i].forms[0]; f++)
            free(set->irregulars[i].forms[f]);
    rl_string_map_free(&set->names);
    rl_string_map_free(&set->files);
    rl_string_map_free(&set->lemma_names);
    free(set->kinds);
    free(set->lemmas);
    free(set->pattern_lemmas);
    free(set->irregulars);
    free(set->rules);
    free(set->roles);
    free(set->class_roles);
    free(set->words);
    free(set->slots);
    free(set->triggers);
    free(set->trigger_places);
    free(set->role_rules);
    free(set->comma_rules);
    free(set);
}

size_t rl_relation_set_count(const rl_relation_set *set)
{
    return set->names.count;
}

const char *rl_relation_name(const rl_relation_set *set, uint32_t kind)
{
    return rl_string_map_key(&set->names, kind, NULL);
}

bool rl_relation_is_symmetric(const rl_relation_set *set, uint32_t kind)
{
    return set->kinds[kind].is_symmetric;
}

/* ---- sealing ---- */

static relata_status seal_constraints(const rl_relation_set *set, rl_constraints *list, const rl_types *types,
                                      relata_error *err)
{
    for (size_t i = 0; i < list->count; i++) {
        rl_constraint *one = &list->items[i];
        one->type_number = rl_string_map_find(types, one->type, strlen(one->type));
        if (one->type_number == RL_NONE)
            return rl_error_set(err, RELATA_ERROR_FORMAT, rl_string_map_key(&set->files, one->file, NULL), one->line,
                                one->column, "there is no type \"%s\"", one->type);
    }
    return RELATA_OK;
}

static relata_status seal_kind(const rl_relation_set *set, uint32_t number, const rl_types *types, relata_error *err)
{
    rl_kind *kind = &set->kinds[number];
    const char *file = rl_string_map_key(&set->files, kind->file, NULL);
    const char *name = rl_relation_name(set, number);
    if (!kind->has_rules)
        return rl_error_set(err, RELATA_ERROR_FORMAT, file, kind->line, 1, "relation \"%s\" has no rules", name);
    if (kind->subject.count == 0 || kind->object.count == 0)
        return rl_error_set(err, RELATA_ERROR_FORMAT, file, kind->line, 1, "relation \"%s\" has no %s", name,
                            kind->subject.count == 0 ? "subject" : "object");
    relata_status status = seal_constraints(set, &kind->subject, types, err);
    return status == RELATA_OK ? seal_constraints(set, &kind->object, types, err) : status;
}

static int compare_hashes(const rl_role *a, const rl_role *b)
{
    for (size_t i = 0; i < RL_ROLE_WORDS; i++)
        if (a->hashes[i] != b->hashes[i])
            return a->hashes[i] < b->hashes[i] ? -1 : 1;
    return 0;
}

static int compare_roles(const void *x, const void *y)
{
    const rl_role *a = x, *b = y;
    int order = compare_hashes(a, b);
    if (order == 0)
        order = a->kind < b->kind ? -1 : a->kind > b->kind;
    return order != 0 ? order : (int)a->is_of_object - (int)b->is_of_object;
}

static void seal_roles(rl_relation_set *set)
{
    if (set->role_count > 0)
        qsort(set->roles, set->role_count, sizeof *set->roles, compare_roles);
    size_t kept = 0;
    for (size_t i = 0; i < set->role_count; i++)
        if (kept == 0 || compare_roles(&set->roles[kept - 1], &set->roles[i]) != 0)
            set->roles[kept++] = set->roles[i];
    set->role_count = kept;
    for (size_t i = 0; i < kept; i++)
        set->filter[set->roles[i].hashes[0] >> 6 & 63] |= (uint64_t)1 << (set->roles[i].hashes[0] & 63);
    for (size_t place = 0, i = 0; place < 1 << RL_ROLE_BITS; place++) {
        while (i < kept && set->roles[i].hashes[0] >> (64 - RL_ROLE_BITS) < place)
            i++;
        set->role_places[place] = (uint32_t)i;
    }
}

/* Of a verb's rule the verb; of a role pattern the role; else the first word that must be there and says something, or
 * the first that must be there, or a comma. */
static uint32_t find_trigger(const rl_relation_set *set, const rl_rule *rule)
{
    uint32_t word = RL_NONE, comma = RL_NONE;
    if (rule->form == RL_RULE_VERB || rule->form == RL_RULE_PASSIVE || rule->form == RL_RULE_BOTH)
        return 0;
    for (uint32_t i = 0; i < rule->element_count; i++) {
        const rl_element *element = &rule->elements[i];
        if (rule->form == RL_RULE_ROLE && element->kind == RL_ELEMENT_ROLE)
            return i;
        if (element->kind == RL_ELEMENT_COMMA && !element->is_optional && comma == RL_NONE)
            comma = i;
        if (element->kind != RL_ELEMENT_WORD || element->is_optional || rule->form == RL_RULE_ROLE)
            continue;
        uint32_t lemma = set->pattern_lemmas[element->first_lemma];
        if ((set->lemmas[lemma].classes & RL_WORD_FUNCTION) == 0)
            return i;
        if (word == RL_NONE)
            word = i;
    }
    return word != RL_NONE ? word : comma;
}

static bool add_triggers(rl_relation_set *set, uint32_t number)
{
    const rl_rule *rule = &set->rules[number];
    const rl_element *element = &rule->elements[rule->trigger];
    for (uint32_t i = 0; i < element->lemma_count; i++) {
        rl_trigger_rule *triggers =
            rl_array_grow(set->triggers, &set->trigger_capacity, set->trigger_count + 1, sizeof *triggers);
        if (triggers == NULL)
            return false;
        set->triggers = triggers;
        triggers[set->trigger_count++] = (rl_trigger_rule){set->pattern_lemmas[element->first_lemma + i], number};
    }
    return true;
}

static int compare_triggers(const void *x, const void *y)
{
    const rl_trigger_rule *a = x, *b = y;
    if (a->lemma != b->lemma)
        return a->lemma < b->lemma ? -1 : 1;
    return a->rule < b->rule ? -1 : a->rule > b->rule;
}

static bool place_triggers(rl_relation_set *set)
{
    size_t lemmas = set->lemma_names.count, t = 0;
    set->trigger_places = calloc(lemmas + 1, sizeof *set->trigger_places);
    for (size_t lemma = 0; set->trigger_places != NULL && lemma <= lemmas; lemma++) {
        while (t < set->trigger_count && set->triggers[t].lemma < lemma)
            t++;
        set->trigger_places[lemma] = (uint32_t)t;
    }
    return set->trigger_places != NULL;
}

static relata_status seal_rules(rl_relation_set *set, relata_error *err)
{
    set->role_rules = calloc(set->rule_count + 1, sizeof *set->role_rules);
    set->comma_rules = calloc(set->rule_count + 1, sizeof *set->comma_rules);
    bool ok = set->role_rules != NULL && set->comma_rules != NULL;
    for (uint32_t i = 0; ok && i < set->rule_count; i++) {
        rl_rule *rule = &set->rules[i];
        rule->trigger = find_trigger(set, rule);
        rl_element_kind kind = rule->elements[rule->trigger].kind;
        if (kind == RL_ELEMENT_ROLE)
            set->role_rules[set->role_rule_count++] = i;
        else if (kind == RL_ELEMENT_COMMA)
            set->comma_rules[set->comma_rule_count++] = i;
        else
            ok = add_triggers(set, i);
    }
    if (ok && set->trigger_count > 0)
        qsort(set->triggers, set->trigger_count, sizeof *set->triggers, compare_triggers);
    return ok && place_triggers(set) ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_relation_set_seal(rl_relation_set *set, const rl_types *types, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (uint32_t i = 0; status == RELATA_OK && i < set->names.count; i++)
        status = seal_kind(set, i, types, err);
    if (status == RELATA_OK)
        status = rl_words_seal(set, err);
    if (status == RELATA_OK)
        status = seal_rules(set, err);
    if (status == RELATA_OK)
        seal_roles(set);
    set->sealed = status == RELATA_OK;
    return status;
}
