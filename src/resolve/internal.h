/* What the files of document resolution share. */
#ifndef RL_RESOLVE_INTERNAL_H
#define RL_RESOLVE_INTERNAL_H

#include "base/memory.h"
#include "resolve/document.h"

enum { RL_NAME_WORDS = 16 };

/* The words of a name: token numbers, without hyphens, possessives and endings such as "Inc.". */
typedef struct rl_name {
    uint32_t words[RL_NAME_WORDS];
    size_t count;
} rl_name;

typedef struct rl_local {
    rl_local_entity entity;
    rl_name name;
    uint32_t parent;    /* another local that it turned out to be, or itself */
    uint32_t last_full; /* mention number + 1 of its latest full mention, while mentions are walked in order */
} rl_local;

struct rl_resolver {
    const rl_resolve_input *input;
    rl_local *locals;
    size_t count;
    size_t capacity;
    rl_local_entity *entities;
    size_t entity_capacity;
    uint32_t *numbers; /* by local: number of its entity */
    size_t number_capacity;
};

/* names.c */
void rl_name_of(const rl_resolver *r, const rl_mention *mention, rl_name *ret);
bool rl_word_equal(const rl_resolver *r, uint32_t a, uint32_t b);
bool rl_name_equal(const rl_resolver *r, const rl_name *a, const rl_name *b);
bool rl_name_begins(const rl_resolver *r, const rl_name *name, const rl_name *part); /* part is a shorter beginning */
bool rl_name_ends(const rl_resolver *r, const rl_name *name, const rl_name *part);
/* Two full names of people that can be one person: same last word, first words equal or one the initial of the other. */
bool rl_name_agrees(const rl_resolver *r, const rl_name *a, const rl_name *b);

/* Number of a new local for this mention, RL_NONE if there is no memory. */
uint32_t rl_local_add(rl_resolver *r, uint32_t mention, uint32_t entry, const rl_name *name, bool partial);
uint32_t rl_local_root(const rl_resolver *r, uint32_t local);
void rl_local_join(rl_resolver *r, uint32_t a, uint32_t b);

/* people.c, organisations.c, places.c: each gives an entity to the mentions of its type. False: no memory. */
bool rl_resolve_people(rl_resolver *r);
bool rl_resolve_organisations(rl_resolver *r);
bool rl_resolve_places(rl_resolver *r);
bool rl_resolve_others(rl_resolver *r);

#endif
