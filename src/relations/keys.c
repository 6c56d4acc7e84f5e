/* The keys of a relation: what its ends may be, whether it is symmetric, and what says it. */
#include "relations/internal.h"

#include <string.h>

/* ---- ends ---- */

static relata_status add_constraint(rl_rule_reader *reader, rl_constraints *list, rl_piece term)
{
    rl_piece rest = term, type = rl_piece_next(&rest, "/");
    bool has_kind = type.length < term.length;
    if (type.length == 0 || (has_kind && rest.length == 0))
        return rl_rule_error(reader, term.column, "an end is a type such as place, or type/kind such as place/country");
    rl_constraint *items = rl_array_grow(list->items, &list->capacity, list->count + 1, sizeof *items);
    if (items == NULL)
        return rl_error_memory(reader->err);
    list->items = items;
    rl_constraint *one = &items[list->count];
    *one = (rl_constraint){.file = reader->file, .line = reader->line, .column = term.column};
    one->type = rl_piece_copy(type);
    if (one->type == NULL)
        return rl_error_memory(reader->err);
    list->count++;
    if (has_kind && (one->kind = rl_piece_copy(rest)) == NULL)
        return rl_error_memory(reader->err);
    return RELATA_OK;
}

static relata_status read_end(rl_rule_reader *reader, rl_constraints *list, rl_piece value)
{
    relata_status status = RELATA_OK;
    while (status == RELATA_OK && value.length > 0) {
        rl_piece term = rl_piece_next(&value, " \t");
        if (term.length > 0)
            status = add_constraint(reader, list, term);
    }
    return status;
}

static relata_status read_subject(rl_rule_reader *reader, rl_piece value)
{
    return read_end(reader, &reader->set->kinds[reader->kind].subject, value);
}

static relata_status read_object(rl_rule_reader *reader, rl_piece value)
{
    return read_end(reader, &reader->set->kinds[reader->kind].object, value);
}

static relata_status read_switch(rl_rule_reader *reader, rl_piece value, bool *ret)
{
    if (!rl_piece_is(value, "yes") && !rl_piece_is(value, "no"))
        return rl_rule_error(reader, value.column, "it is yes or no, not \"%.*s\"", (int)value.length, value.bytes);
    *ret = rl_piece_is(value, "yes");
    return RELATA_OK;
}

static relata_status read_symmetric(rl_rule_reader *reader, rl_piece value)
{
    return read_switch(reader, value, &reader->set->kinds[reader->kind].is_symmetric);
}

static relata_status read_checked(rl_rule_reader *reader, rl_piece value)
{
    return read_switch(reader, value, &reader->set->kinds[reader->kind].is_checked);
}

static relata_status read_lasting(rl_rule_reader *reader, rl_piece value)
{
    return read_switch(reader, value, &reader->set->kinds[reader->kind].is_lasting);
}

static relata_status read_past(rl_rule_reader *reader, rl_piece value)
{
    uint32_t kind;
    relata_status status = rl_kind_named(reader, value, &kind);
    if (status == RELATA_OK)
        reader->set->kinds[reader->kind].past = kind;
    return status;
}

/* ---- roles ---- */

static relata_status add_class_role(rl_rule_reader *reader, rl_piece name)
{
    rl_relation_set *set = reader->set;
    rl_classes classes = rl_word_class_find("title", "") & RL_CLASS_TITLE;
    for (size_t i = 0; i < rl_word_class_count; i++)
        if (rl_piece_is(name, rl_word_class_table[i].kind) && strcmp(rl_word_class_table[i].type, "title") == 0)
            classes |= rl_word_class_table[i].bits;
    if (classes == 0)
        return rl_rule_error(reader, name.column, "there is no kind of titles \"%.*s\"", (int)name.length, name.bytes);
    rl_class_role *roles =
        rl_array_grow(set->class_roles, &set->class_role_capacity, set->class_role_count + 1, sizeof *roles);
    if (roles == NULL)
        return rl_error_memory(reader->err);
    set->class_roles = roles;
    roles[set->class_role_count++] = (rl_class_role){classes, reader->kind};
    return RELATA_OK;
}

static bool push_role(rl_relation_set *set, const rl_role *role)
{
    rl_role *roles = rl_array_grow(set->roles, &set->role_capacity, set->role_count + 1, sizeof *roles);
    if (roles == NULL)
        return false;
    set->roles = roles;
    roles[set->role_count++] = *role;
    return true;
}

/* The role, and its plural: the last word with -s. */
static relata_status add_role(rl_rule_reader *reader, rl_piece phrase, bool is_of_object)
{
    rl_role role = {.kind = reader->kind, .is_of_object = is_of_object};
    rl_piece rest = phrase, word = {0};
    while (rest.length > 0) {
        rl_piece next = rl_piece_next(&rest, " \t-");
        if (next.length == 0)
            continue;
        word = next;
        if (role.count == RL_ROLE_WORDS)
            return rl_rule_error(reader, phrase.column, "a role has %d words at most", RL_ROLE_WORDS);
        if (!rl_word_hash(word.bytes, word.length, &role.hashes[role.count++]))
            return rl_error_memory(reader->err);
    }
    if (role.count == 0)
        return rl_rule_error(reader, phrase.column, "a role is missing");
    rl_role plural = role;
    plural.is_plural = true;
    rl_buffer text = {0};
    bool is_y = word.length > 2 && word.bytes[word.length - 1] == 'y';
    bool ok = rl_buffer_append(&text, word.bytes, is_y ? word.length - 1 : word.length) &&
              rl_buffer_append_string(&text, is_y ? "ies" : "s") &&
              rl_word_hash(text.bytes, text.length, &plural.hashes[plural.count - 1]) &&
              push_role(reader->set, &role) && push_role(reader->set, &plural);
    rl_buffer_free(&text);
    return ok ? RELATA_OK : rl_error_memory(reader->err);
}

static relata_status read_roles(rl_rule_reader *reader, rl_piece value, bool is_of_object)
{
    static const char CLASS[] = "class:";
    relata_status status = RELATA_OK;
    do {
        rl_piece phrase = rl_piece_next(&value, ",");
        size_t length = sizeof CLASS - 1;
        if (phrase.length >= length && memcmp(phrase.bytes, CLASS, length) == 0)
            status = add_class_role(reader,
                                    (rl_piece){phrase.bytes + length, phrase.length - length, phrase.column + length});
        else
            status = add_role(reader, phrase, is_of_object);
    } while (status == RELATA_OK && value.length > 0);
    return status;
}

static relata_status read_role(rl_rule_reader *reader, rl_piece value)
{
    return read_roles(reader, value, false);
}

static relata_status read_role_of_object(rl_rule_reader *reader, rl_piece value)
{
    return read_roles(reader, value, true);
}

/* ---- rules ---- */

static relata_status read_verb(rl_rule_reader *reader, rl_piece value)
{
    return rl_rule_read(reader, reader->kind, RL_RULE_VERB, value);
}

static relata_status read_passive(rl_rule_reader *reader, rl_piece value)
{
    return rl_rule_read(reader, reader->kind, RL_RULE_PASSIVE, value);
}

static relata_status read_both(rl_rule_reader *reader, rl_piece value)
{
    return rl_rule_read(reader, reader->kind, RL_RULE_BOTH, value);
}

static relata_status read_pattern(rl_rule_reader *reader, rl_piece value)
{
    return rl_rule_read(reader, reader->kind, RL_RULE_PATTERN, value);
}

typedef struct key_row {
    const char *word;
    relata_status (*read)(rl_rule_reader *reader, rl_piece value);
} key_row;

static const key_row KEYS[] = {
    {"subject", read_subject},     {"object", read_object},
    {"symmetric", read_symmetric}, {"checked", read_checked},
    {"lasting", read_lasting},     {"past", read_past},
    {"role", read_role},           {"role-of-object", read_role_of_object},
    {"verb", read_verb},           {"passive", read_passive},
    {"both", read_both},           {"pattern", read_pattern},
};

relata_status rl_relation_read_key(rl_rule_reader *reader, rl_piece key, rl_piece value)
{
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        if (!rl_piece_is(key, KEYS[i].word))
            continue;
        relata_status status = KEYS[i].read(reader, value);
        reader->set->kinds[reader->kind].has_rules |= KEYS[i].read != read_past;
        return status;
    }
    return rl_rule_error(reader, key.column, "unknown key \"%.*s\"", (int)key.length, key.bytes);
}
