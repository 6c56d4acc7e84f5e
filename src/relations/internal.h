/* What the files of the relations stage share. Internal to relations/. */
#ifndef RL_RELATIONS_INTERNAL_H
#define RL_RELATIONS_INTERNAL_H

#include "base/hash.h"
#include "base/memory.h"
#include "base/piece.h"
#include "relations/relations.h"
#include "relations/words.h"
#include "text/text.h"

enum { RL_ROLE_WORDS = 6, RL_ELEMENTS = 14, RL_LEMMAS_OF_WORD = 2 };

/* "prime minister", of one relation. */
typedef struct rl_role {
    uint64_t hashes[RL_ROLE_WORDS];
    uint32_t count;
    uint32_t kind;
    bool is_of_object; /* who bears it is the object */
    bool is_plural;
} rl_role;

typedef struct rl_class_role {
    rl_classes classes;
    uint32_t kind;
} rl_class_role;

/* ---- rules ---- */

typedef enum rl_element_kind {
    RL_ELEMENT_WORD = 0,
    RL_ELEMENT_SUBJECT,
    RL_ELEMENT_OBJECT,
    RL_ELEMENT_BOTH, /* two or more names joined by "and": each pair of them */
    RL_ELEMENT_SUBJECT_ADJECTIVE,
    RL_ELEMENT_OBJECT_ADJECTIVE,
    RL_ELEMENT_NAME,
    RL_ELEMENT_ROLE,
    RL_ELEMENT_POSSESSIVE,
    RL_ELEMENT_COMMA,
    RL_ELEMENT_HYPHEN,
    RL_ELEMENT_GAP,      /* ... */
    RL_ELEMENT_LONG_GAP, /* .... */
    RL_ELEMENT_MODIFIERS,
    RL_ELEMENT_END
} rl_element_kind;

typedef struct rl_element {
    rl_element_kind kind;
    bool is_optional;
    bool is_many;         /* takes names joined by "and" */
    uint32_t first_lemma; /* in the set's pattern_lemmas */
    uint32_t lemma_count;
} rl_element;

typedef enum rl_rule_form {
    RL_RULE_PATTERN = 0, /* what stands there */
    RL_RULE_VERB,        /* behind a verb in the active voice, its subject found apart */
    RL_RULE_PASSIVE,     /* behind a participle, its subject found apart */
    RL_RULE_BOTH,        /* behind a verb with a plural subject */
    RL_RULE_ROLE         /* around a title, for whatever relations have it */
} rl_rule_form;

typedef struct rl_rule {
    uint32_t kind; /* RL_NONE for a role pattern */
    rl_rule_form form;
    uint32_t trigger; /* element; of verbs 0, which is the verb itself */
    uint32_t element_count;
    rl_element elements[RL_ELEMENTS];
    bool subject_is_object; /* the verb's grammatical subject is the relation's object */
} rl_rule;

/* A type that an end may have. */
typedef struct rl_constraint {
    char *type;
    char *kind;           /* of the list entry: "country"; NULL for any */
    uint32_t type_number; /* once sealed */
    uint32_t file;        /* where it stands, for errors */
    size_t line;
    size_t column;
} rl_constraint;

typedef struct rl_constraints {
    rl_constraint *items;
    size_t count;
    size_t capacity;
} rl_constraints;

typedef struct rl_kind {
    rl_constraints subject;
    rl_constraints object;
    uint32_t past; /* what it is called once it is over; RL_NONE: left out then */
    bool is_symmetric;
    bool is_checked; /* lists must not contradict that one place lies in the other */
    bool is_lasting; /* no event: "according to" and "he said" elsewhere in the sentence are not about it */
    bool has_rules;
    uint32_t file; /* where it was named first, for errors */
    size_t line;
} rl_kind;

typedef struct rl_irregular {
    uint32_t lemma;
    char *forms[5]; /* in the order of RL_FORM_*, alternatives joined by "/"; NULL: regular */
} rl_irregular;

/* A rule by a word that it needs. */
typedef struct rl_trigger_rule {
    uint32_t lemma;
    uint32_t rule;
} rl_trigger_rule;

enum { RL_ROLE_BITS = 10 };

struct rl_relation_set {
    rl_string_map names; /* of relations */
    rl_kind *kinds;      /* by name */
    size_t kind_capacity;
    rl_string_map files;
    rl_string_map lemma_names;
    rl_lemma *lemmas; /* by lemma name */
    size_t lemma_capacity;
    uint32_t *pattern_lemmas;
    size_t pattern_lemma_count;
    size_t pattern_lemma_capacity;
    rl_irregular *irregulars;
    size_t irregular_count;
    size_t irregular_capacity;
    rl_rule *rules;
    size_t rule_count;
    size_t rule_capacity;
    rl_role *roles; /* sorted by their hashes once sealed */
    size_t role_count;
    size_t role_capacity;
    rl_class_role *class_roles;
    size_t class_role_count;
    size_t class_role_capacity;
    bool sealed;
    /* once sealed */
    rl_word *words; /* sorted by hash */
    size_t word_count;
    size_t word_capacity;
    uint64_t filter[64];       /* a bit for each word's hash */
    uint32_t *slots;           /* by hash: the first of the words that have it + 1, 0 for none */
    size_t slot_count;         /* a power of two */
    uint32_t role_places[1 << RL_ROLE_BITS]; /* by the first bits of a first word's hash, where its roles begin */
    uint32_t *trigger_places;  /* by lemma, where its triggers begin; one more at the end */
    rl_trigger_rule *triggers; /* sorted by lemma */
    size_t trigger_count;
    size_t trigger_capacity;
    uint32_t *role_rules; /* those of RL_RULE_ROLE */
    size_t role_rule_count;
    uint32_t *comma_rules; /* patterns without a word */
    size_t comma_rule_count;
};

/* The number of a lemma, added if it is new; RL_NONE if there is no memory. */
uint32_t rl_lemma_add(rl_relation_set *set, const char *bytes, size_t length);
/* The group of words of that name, 0 if there is none. */
uint32_t rl_word_group_named(rl_piece name);
/* The hash that a token of this text would have. False if there is no memory. */
bool rl_word_hash(const char *bytes, size_t length, uint64_t *ret_hash);
/* Makes the table of words, with all forms. */
relata_status rl_words_seal(rl_relation_set *set, relata_error *err);
static inline bool rl_words_may_have(const rl_relation_set *set, uint64_t hash)
{
    return (set->filter[hash >> 6 & 63] >> (hash & 63) & 1) != 0;
}

/* The first meaning of the word, NULL if the rules do not know it. Asked of every word. */
static inline const rl_word *rl_words_find(const rl_relation_set *set, uint64_t hash)
{
    if (!rl_words_may_have(set, hash))
        return NULL;
    for (size_t slot = hash >> 12 & (set->slot_count - 1); set->slots[slot] != 0;
         slot = (slot + 1) & (set->slot_count - 1))
        if (set->words[set->slots[slot] - 1].hash == hash)
            return &set->words[set->slots[slot] - 1];
    return NULL;
}

/* The next meaning of the same word. */
static inline const rl_word *rl_words_next(const rl_relation_set *set, const rl_word *word)
{
    return word + 1 < set->words + set->word_count && word[1].hash == word->hash ? word + 1 : NULL;
}

/* The groups of all meanings of a word that rl_words_find gave. */
static inline uint32_t rl_words_classes(const rl_relation_set *set, const rl_word *word)
{
    uint32_t classes = 0;
    for (; word != NULL; word = rl_words_next(set, word))
        classes |= word->classes;
    return classes;
}

/* ---- reading (read.c, keys.c, elements.c) ---- */

typedef struct rl_rule_reader {
    rl_relation_set *set;
    const char *path;
    uint32_t file;
    size_t line;
    uint32_t kind; /* the relation whose keys are read, RL_NONE before the first */
    relata_error *err;
} rl_rule_reader;

relata_status rl_rule_error(const rl_rule_reader *reader, size_t column, const char *format, ...) RL_PRINTF(3, 4);
relata_status rl_relation_read_key(rl_rule_reader *reader, rl_piece key, rl_piece value);
/* Adds a rule; for the forms with a verb the value begins with it. */
relata_status rl_rule_read(rl_rule_reader *reader, uint32_t kind, rl_rule_form form, rl_piece value);
relata_status rl_lemma_read(rl_rule_reader *reader, rl_piece word, bool is_verb, uint32_t classes, uint32_t *ret_lemma);
/* The number of a relation, added if it is new. */
relata_status rl_kind_named(rl_rule_reader *reader, rl_piece name, uint32_t *ret_kind);

/* ---- a sentence as items (items.c) ---- */

typedef enum rl_item_kind {
    RL_ITEM_WORD = 0,
    RL_ITEM_NAME,
    RL_ITEM_DEMONYM,
    RL_ITEM_NUMBER,
    RL_ITEM_COMMA,
    RL_ITEM_POSSESSIVE,
    RL_ITEM_HYPHEN,
    RL_ITEM_BARRIER /* any other mark, and furniture */
} rl_item_kind;

enum { RL_MARK_NEGATED = 1u << 0, RL_MARK_HEARSAY = 1u << 1, RL_MARK_PAST = 1u << 2 };

typedef struct rl_item {
    rl_item_kind kind;
    unsigned marks; /* of what was left out right before it */
    bool is_lower;
    bool is_plural_role;
    bool is_ed;     /* ends as participles do */
    bool is_action; /* a verb of the lists of cues */
    uint32_t first; /* tokens */
    uint32_t last;
    uint32_t lemmas[RL_LEMMAS_OF_WORD];
    unsigned forms[RL_LEMMAS_OF_WORD];
    uint32_t lemma_count;
    uint32_t classes;
    uint32_t role; /* the first of its roles, RL_NONE */
    uint32_t role_count;
    rl_classes title;
    uint32_t mention; /* of a name */
    uint32_t entry;   /* of a name or demonym, RL_NONE */
    uint32_t group;   /* that it is the head of, RL_NONE */
} rl_item;

/* A name with what belongs to it: "Canadian Prime Minister Mark Carney". Or people who stand for their country:
 * "Canadian police". */
typedef struct rl_group {
    uint32_t head; /* item */
    uint32_t first;
    uint32_t last; /* inclusive */
    uint32_t next; /* the group joined to it by "and", or RL_NONE */
    uint32_t previous;
    uint32_t type;
    rl_relation_end end;
} rl_group;

typedef struct rl_sketch {
    const rl_relation_set *set;
    const rl_relation_input *input;
    const rl_sentence *sentence;
    uint32_t number; /* of the sentence */
    rl_item *items;
    size_t count;
    size_t capacity;
    rl_group *groups;
    size_t group_count;
    size_t group_capacity;
    uint32_t *begins; /* by item: the longest group that begins there, or RL_NONE */
    uint32_t *ends;   /* by item: the group that ends there */
    size_t mark_capacity;
    bool is_question;
    bool is_hearsay; /* the whole sentence: "according to" */
    size_t told_to;  /* items before it are what somebody said: "…, police said" */
} rl_sketch;

/* Where in the document's arrays the sentence begins. */
typedef struct rl_cursor {
    size_t mention;
    size_t hit;
} rl_cursor;

/* False if there is no memory. `cursor` moves past the sentence. */
bool rl_items_make(rl_sketch *sketch, rl_cursor *cursor);
bool rl_groups_make(rl_sketch *sketch);
static inline const rl_item *rl_item_at(const rl_sketch *sketch, size_t at)
{
    return at < sketch->count ? &sketch->items[at] : NULL;
}
/* Whether words that say when something was may begin with this token; `classes` are its groups. Few do. */
static inline bool rl_date_may_begin(const rl_token *token, uint32_t classes)
{
    enum { LEADING = RL_WORD_PREPOSITION | RL_WORD_TIME | RL_WORD_TIME_LEAD | RL_WORD_DETERMINER };
    return (classes & LEADING) != 0 || token->shape == RL_SHAPE_NUMBER || (token->classes & RL_CLASS_DATE) != 0;
}

/* The end of the words from token `t` on that say when something was ("earlier this week"), where they may begin; `t` if
 * they do not say so. (dates.c) */
uint32_t rl_date_end(const rl_sketch *sketch, uint32_t t, uint32_t end, uint32_t classes);
bool rl_item_has_lemma(const rl_item *item, uint32_t lemma);
/* True if a name may end before this item: what follows does not make it part of a longer phrase. */
bool rl_closes_name(const rl_sketch *sketch, size_t at, uint32_t type);

/* ---- verbs (verbs.c, subjects.c) ---- */

/* Names that stand together: a group, and those joined to it. */
typedef struct rl_capture {
    uint32_t group; /* the first, RL_NONE: not set */
    uint32_t count;
} rl_capture;

typedef struct rl_verb {
    size_t first; /* items */
    size_t main;
    bool is_passive;
    bool is_ing;
    bool is_infinitive;
    bool is_bare;    /* the base form alone: needs a plural subject */
    bool is_reduced; /* may be a participle without an auxiliary */
    bool is_reduced_only;
    bool is_negated; /* or may be, or may not */
    bool is_planned;
    bool is_reported;
    bool is_participle; /* it is asked about as one: ", born in Kyiv," belongs to the name before the comma */
} rl_verb;

bool rl_verb_find(const rl_sketch *sketch, size_t at, uint32_t lemma, rl_verb *ret_verb);
/* Who does it. Adds to what is known of the verb from what stands before the subject. */
bool rl_subject_find(const rl_sketch *sketch, rl_verb *verb, rl_capture *ret_subject);

/* ---- matching (match.c) ---- */

typedef struct rl_match {
    rl_capture subject;
    rl_capture object;
    rl_capture both;
    uint32_t subject_adjective; /* item, RL_NONE */
    uint32_t object_adjective;
    uint32_t role; /* item */
    bool is_past;
    size_t first; /* items that it covers */
    size_t last;
    unsigned steps;
} rl_match;

/* Matches the elements after and before the trigger, which stands at `at`. */
bool rl_rule_match(const rl_sketch *sketch, const rl_rule *rule, size_t at, rl_match *ret_match);
/* Matches elements [from, rule->element_count) at item `at`; match->last is then the last item of them. */
bool rl_rule_match_after(const rl_sketch *sketch, const rl_rule *rule, uint32_t from, size_t at, rl_match *match);
/* The names that stand at item `at` and those joined to them; where they end, exclusive. */
bool rl_names_at(const rl_sketch *sketch, size_t at, rl_capture *ret_names, size_t *ret_end);
rl_match rl_match_new(size_t at);
bool rl_item_is_role(const rl_sketch *sketch, const rl_item *item);
/* ---- single.c ---- */

/* Elements that take one item, which is there. */
bool rl_element_match(const rl_sketch *sketch, const rl_element *element, size_t at, rl_match *match);
size_t rl_gap_longest(rl_element_kind kind);
bool rl_gap_takes(rl_element_kind kind, const rl_item *item, rl_match *match);

/* ---- finding (find.c, emit.c) ---- */

/* Where the document names a list entry, or its demonym. */
typedef struct rl_naming {
    uint32_t entry;
    uint32_t entity; /* RL_NONE: by its demonym */
    uint32_t first;  /* tokens */
    uint32_t last;
} rl_naming;

enum { RL_ASKED_SLOTS = 64 };

/* What was found for a person's office: which naming says whose it is. */
typedef struct rl_asked {
    uint32_t person; /* entry */
    uint32_t naming; /* RL_NONE: no answer */
} rl_asked;

struct rl_relation_finder {
    rl_sketch sketch;
    rl_relation *found;
    size_t found_count;
    size_t found_capacity;
    size_t sentence_from; /* those of this sentence begin here */
    rl_naming *namings;   /* by entry, entities first, then by place; made when they are needed */
    size_t naming_count;
    size_t naming_capacity;
    bool has_namings;
    rl_asked asked[RL_ASKED_SLOTS]; /* by entry, so that a name that recurs is looked up once */
    bool no_memory;
};

/* ---- naming.c ---- */

/* The naming of an entry that has an entity, or else the first of it; NULL if the document does not name it. */
const rl_naming *rl_naming_find(rl_relation_finder *finder, uint32_t entry);
/* Whose office it is that this listed person has, if the list and the sentence agree on the office and the document
 * names it. `role` is the item that says it. NULL if nothing is known. */
const rl_naming *rl_naming_of_office(rl_relation_finder *finder, uint32_t person, const rl_item *role);

/* ---- emit.c ---- */

typedef struct rl_statement {
    uint32_t kind;
    rl_modality modality;
    bool is_past;
    bool is_looked_up; /* the object is not in the words that say it */
    size_t first;      /* items */
    size_t last;       /* inclusive */
} rl_statement;

/* Adds the relations of a match, those whose ends fit the statement's relation. */
void rl_emit_match(rl_relation_finder *finder, const rl_statement *statement, const rl_match *match);
/* The same for a role, whose words say which relations they are. */
void rl_emit_roles(rl_relation_finder *finder, const rl_match *match, rl_modality modality);

#endif
