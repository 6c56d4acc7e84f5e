/* What is kept of a document once its text is gone: its entities with the forms they took, its pairs, and the sentences
 * that show them. A network is made from the records of all documents, in the order of their ids.
 *
 * Strings are offsets into `strings`, each ended by a NUL. A record owns its arrays; rl_record_free frees them. */
#ifndef RL_MODEL_RECORD_H
#define RL_MODEL_RECORD_H

#include "base/memory.h"
#include "model/network.h"
#include "model/relation.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct rl_form {
    uint32_t text;   /* as written, white space collapsed */
    uint32_t folded; /* its folded words, joined by spaces */
    uint32_t count;
    uint16_t words;
    bool capitals; /* all in capitals, though not an acronym */
    bool shared;   /* rl_mention.shared */
} rl_form;

typedef struct rl_record_entity {
    uint32_t type;
    uint32_t entry;  /* gazetteer entry or RL_NONE */
    uint32_t key;    /* folded name that it goes by if no list has it */
    uint32_t first_form;
    uint32_t form_count;
    uint32_t mentions;
    bool partial; /* a person known by one word only in this document */
} rl_record_entity;

typedef struct rl_record_evidence {
    uint32_t rank; /* lower is better: how far apart the two names stand, and what kind of sentence it is */
    uint32_t sentence; /* from 1 */
    uint32_t text;
} rl_record_evidence;

typedef struct rl_record_pair {
    uint32_t a; /* entities of this record, a < b */
    uint32_t b;
    uint32_t count; /* windows that hold both */
    uint32_t evidence_count;
    rl_record_evidence evidence[RL_EVIDENCE_LIMIT];
} rl_record_pair;

typedef struct rl_record {
    uint32_t id;
    uint32_t date; /* ISO; offset of "" if unknown */
    uint8_t digest[32]; /* SHA-256 of the text */
    rl_record_entity *entities;
    size_t entity_count;
    rl_form *forms;
    size_t form_count;
    rl_record_pair *pairs; /* sorted by a, then b */
    size_t pair_count;
    char *strings;
    size_t strings_length;
    size_t mention_count;
    rl_record_relations relations;
} rl_record;

#endif
