/* What is kept of a document once its text is gone: its entities with the forms they took, its pairs, and the sentences
 * that show them. A network is made from the records of all documents, in the order of their ids.
 *
 * Which documents are copies and which lines are furniture is known only when all documents are. So a record has a
 * signature of its words, and what stands in a line that may turn out to be furniture is kept apart by line: it can be
 * taken away again.
 *
 * Strings are offsets into `strings`, each ended by a NUL. A record owns its arrays unless they are lent; rl_record_free frees
 * them. */
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
    bool capitals : 1; /* all in capitals, though not an acronym */
    bool shared : 1;   /* rl_mention.shared */
    uint8_t reason;    /* rl_reason: why it is the entity's name */
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
    uint32_t line;  /* of this record, RL_NONE if they meet in none of them; a pair has an element for each */
    uint32_t evidence_count; /* up to RL_EVIDENCE_LIMIT */
    const rl_record_evidence *evidence; /* in rl_record.evidence */
} rl_record_pair;

/* An entity stands in a window. */
typedef struct rl_record_presence {
    uint32_t window; /* counted from 0 in the document; those without mentions are left out of the count of windows */
    uint32_t entity;
    uint32_t line; /* as rl_record_pair.line */
} rl_record_presence;

/* A sentence that holds mentions: where a reader finds what was said. */
typedef struct rl_record_sentence {
    uint32_t number; /* from 1 */
    uint32_t start;  /* bytes of the text, bad UTF-8 replaced */
    uint32_t end;
} rl_record_sentence;

/* A line that is furniture if many documents have it, and that holds mentions. */
typedef struct rl_record_line {
    uint64_t hash; /* of its words */
    uint32_t first_mention; /* in rl_record.line_mentions */
    uint32_t mention_count;
} rl_record_line;

enum { RL_SIGNATURE_BINS = 128, RL_SIGNATURE_SPECIFICS = 48 };

/* Sketches of what a document says, from which it is estimated how much of it another one says too (repeat/). Its prose
 * is what stands in no such line. */
typedef struct rl_signature {
    uint64_t all;   /* hash of all its words, in order, but for furniture and what is repeated */
    uint32_t words; /* how many these are */
    uint32_t prose; /* words of its prose */
    uint32_t specific_count;
    uint32_t specifics[RL_SIGNATURE_SPECIFICS]; /* the smallest hashes of capitalised words and numbers, ascending */
    uint16_t bins[RL_SIGNATURE_BINS];           /* of the smallest hash of three words in each; 0: none */
} rl_signature;

typedef struct rl_record {
    uint32_t id;
    uint32_t date; /* ISO; offset of "" if unknown */
    uint8_t digest[32]; /* SHA-256 of the text */
    rl_record_entity *entities;
    size_t entity_count;
    rl_form *forms;
    size_t form_count;
    rl_record_pair *pairs; /* sorted by a, then b, then line */
    size_t pair_count;
    rl_record_evidence *evidence; /* of all pairs */
    rl_record_presence *presences; /* sorted by window, then entity, each once */
    size_t presence_count;
    rl_record_sentence *sentences; /* ascending */
    size_t sentence_count;
    rl_record_presence *appearances; /* as presences, but in sentences: `window` is an index into them */
    size_t appearance_count;
    char *strings;
    size_t strings_length;
    size_t mention_count;
    rl_record_line *lines;
    size_t line_count;
    uint32_t *line_mentions; /* their forms, line by line */
    size_t line_mention_count;
    rl_signature signature;
    uint32_t repeats;   /* passages that were left out because the document says them twice … */
    uint32_t furniture; /* … and phrases because they are furniture */
    rl_record_relations relations;
    bool lent; /* all arrays are somebody else's */
} rl_record;

/* Frees what the record owns, and zeroes it. */
void rl_record_free(rl_record *record);

#endif
