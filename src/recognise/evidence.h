/* The kinds of evidence for and against a span being a name, and their weights.
 *
 * A span's score for a type is the sum of the weights of the evidence found for it. The weights are numbers in a data
 * file, one row a kind of evidence, one column a type, so that every decision can be read back as a sum. */
#ifndef RL_RECOGNISE_EVIDENCE_H
#define RL_RECOGNISE_EVIDENCE_H

#include "base/error.h"
#include "model/types.h"
#include "recognise/learned.h"

typedef enum rl_evidence {
    /* the start of every sum */
    RL_EV_SPAN = 0,
    RL_EV_ONE_WORD,
    RL_EV_LONG,
    RL_EV_PLAIN_WORD,
    RL_EV_PLAIN_WORDS,
    RL_EV_OFTEN,
    /* the whole span is in a list */
    RL_EV_LISTED_USER,
    RL_EV_LISTED_PERSON,
    RL_EV_LISTED_PERSON_ONE_WORD,
    RL_EV_LISTED_COUNTRY,
    RL_EV_LISTED_PLACE,
    RL_EV_LISTED_PLACE_PROMINENCE,
    RL_EV_LISTED_ORGANISATION,
    RL_EV_LISTED_ORGANISATION_ONE_WORD,
    RL_EV_LISTED_ORGANISATION_ONLY,
    RL_EV_LISTED_ORGANISATION_PROMINENCE,
    RL_EV_LISTED_ACRONYM,
    RL_EV_LISTED_WEAK,
    RL_EV_LISTED_USUAL,
    RL_EV_LISTED_USUAL_ONE_WORD,
    RL_EV_LISTED_FAMILY,
    RL_EV_LISTED_FAMILY_PROMINENCE,
    RL_EV_LISTED_FAMILY_OF_SEVERAL,
    RL_EV_LISTED_ORDINARY,
    RL_EV_LISTED_ORDINARY_START,
    RL_EV_LISTED_PLACE_IS_NAME,
    /* names inside */
    RL_EV_GIVEN_FIRST,
    RL_EV_GIVEN_FIRST_ORDINARY,
    RL_EV_FAMILY_LAST,
    RL_EV_FAMILY_FIRST,
    RL_EV_GIVEN_ALONE,
    RL_EV_FAMILY_ALONE,
    RL_EV_INITIAL,
    RL_EV_PARTICLE,
    RL_EV_HYPHENATED,
    RL_EV_EASTERN,
    RL_EV_REGNAL,
    RL_EV_EPITHET,
    /* organisation and place words inside */
    RL_EV_ORG_HEAD_LAST,
    RL_EV_ORG_HEAD_OF,
    RL_EV_ORG_ENDING,
    RL_EV_ORG_WORD_INSIDE,
    RL_EV_PLACE_HEAD_LAST,
    RL_EV_PLACE_HEAD_OF,
    RL_EV_PLACE_BEGINNING,
    RL_EV_ACRONYM,
    RL_EV_THING_HEAD_LAST,
    RL_EV_NUMBER_INSIDE,
    RL_EV_DEMONYM_FIRST,
    RL_EV_TITLE_FIRST,
    RL_EV_TITLE_INSIDE,
    RL_EV_AND_INSIDE,
    RL_EV_OF_INSIDE,
    RL_EV_POSSESSIVE_INSIDE,
    RL_EV_PLACES_JOINED,
    RL_EV_FUNCTION_INSIDE,
    /* ordinary words */
    RL_EV_ORDINARY_ALL,
    RL_EV_ORDINARY_ONE,
    RL_EV_ORG_HEAD_ALONE,
    RL_EV_ORDINARY_SOME,
    RL_EV_DATE_INSIDE,
    RL_EV_DEMONYM_ALONE,
    RL_EV_TITLE_ALONE,
    RL_EV_NO_NAME,
    RL_EV_SENTENCE_START,
    RL_EV_HEADLINE,
    /* around it */
    RL_EV_AFTER_HONORIFIC,
    RL_EV_AFTER_OFFICE,
    RL_EV_AFTER_RANK,
    RL_EV_AFTER_ROLE,
    RL_EV_BEFORE_SPEECH,
    RL_EV_BEFORE_ACTION,
    RL_EV_AFTER_SPEECH,
    RL_EV_AFTER_PLACE_PREPOSITION,
    RL_EV_AFTER_THE,
    RL_EV_AFTER_A,
    RL_EV_AFTER_DEMONYM,
    RL_EV_BEFORE_POSSESSIVE,
    RL_EV_BEFORE_LISTED_PLACE,
    RL_EV_AFTER_LISTED_PLACE,
    RL_EV_BEFORE_BASED,
    RL_EV_BEFORE_ROLE,
    RL_EV_CUT_LEFT,
    RL_EV_CUT_RIGHT,
    RL_EV_BEFORE_PLACE_HEAD,
    RL_EV_BEFORE_CURRENCY,
    RL_EV_ERA,
    RL_EV_CUT_LISTED,
    /* the document */
    RL_EV_SMALL_LETTERS_ELSEWHERE,
    RL_EV_DECIDED_ELSEWHERE,
    RL_EV_DECIDED_OTHERWISE,
    RL_EV_LAST_OF_PERSON,
    RL_EV_FIRST_OF_PERSON,
    RL_EV_ACRONYM_OF,
    RL_EV_BEGINNING_OF_ORGANISATION,
    RL_EV_COUNT
} rl_evidence;

typedef struct rl_weights {
    float of[RL_EV_COUNT][RL_TYPE_BUILT_IN];
    rl_learned learned;
} rl_weights;

void rl_weights_free(rl_weights *weights);

/* The name of a kind of evidence as it stands in weights files. Static. */
const char *rl_evidence_name(rl_evidence evidence);
/* RL_EV_COUNT if there is none of that name. */
rl_evidence rl_evidence_find(const char *name, size_t length);

/* Reads a .weights file: rows of evidence, person, place, organisation, separated by tabs; lines that begin with "#" are
 * comments. Rows that an earlier file gave are replaced; on failure nothing is. */
relata_status rl_weights_read(rl_weights *weights, const char *path, relata_error *err);

#endif
