/* Names of evidence. */
#include "recognise/evidence.h"

#include <string.h>

static const char *const names[RL_EV_COUNT] = {
    [RL_EV_SPAN] = "any span",
    [RL_EV_ONE_WORD] = "one word",
    [RL_EV_LONG] = "five words or more",
    [RL_EV_PLAIN_WORD] = "one word that no list has",
    [RL_EV_PLAIN_WORDS] = "two or three words that no list of words has",
    [RL_EV_OFTEN] = "one unlisted word, three times or more in the document",
    [RL_EV_LISTED_USER] = "in a list of the user",
    [RL_EV_LISTED_PERSON] = "listed person",
    [RL_EV_LISTED_PERSON_ONE_WORD] = "listed person, one word",
    [RL_EV_LISTED_COUNTRY] = "listed country",
    [RL_EV_LISTED_PLACE] = "listed place",
    [RL_EV_LISTED_PLACE_PROMINENCE] = "listed place, times prior / 100",
    [RL_EV_LISTED_ORGANISATION] = "listed organisation",
    [RL_EV_LISTED_ORGANISATION_ONE_WORD] = "listed organisation, one word",
    [RL_EV_LISTED_ORGANISATION_ONLY] = "listed organisation, one word that nothing else is called",
    [RL_EV_LISTED_ORGANISATION_PROMINENCE] = "listed organisation, times prior / 100",
    [RL_EV_LISTED_ACRONYM] = "listed acronym",
    [RL_EV_LISTED_WEAK] = "listed weak alias",
    [RL_EV_LISTED_USUAL] = "listed as evidence",
    [RL_EV_LISTED_USUAL_ONE_WORD] = "listed as evidence, one word",
    [RL_EV_LISTED_FAMILY] = "family name of a listed person",
    [RL_EV_LISTED_FAMILY_PROMINENCE] = "family name of a listed person, times prior / 100",
    [RL_EV_LISTED_FAMILY_OF_SEVERAL] = "family name of several listed persons",
    [RL_EV_LISTED_ORDINARY] = "listed, but an ordinary word",
    [RL_EV_LISTED_ORDINARY_START] = "listed, but an ordinary word at the start of a sentence",
    [RL_EV_LISTED_PLACE_IS_NAME] = "listed place, but also a person's name",
    [RL_EV_GIVEN_FIRST] = "given name first",
    [RL_EV_GIVEN_FIRST_ORDINARY] = "given name first, also an ordinary word",
    [RL_EV_FAMILY_LAST] = "family name last",
    [RL_EV_FAMILY_FIRST] = "family name first, given name last",
    [RL_EV_GIVEN_ALONE] = "given name alone",
    [RL_EV_FAMILY_ALONE] = "family name alone",
    [RL_EV_INITIAL] = "initial inside",
    [RL_EV_PARTICLE] = "particle inside",
    [RL_EV_HYPHENATED] = "hyphen inside",
    [RL_EV_EASTERN] = "given name of two syllables last",
    [RL_EV_REGNAL] = "number of a king last",
    [RL_EV_EPITHET] = "byname last",
    [RL_EV_ORG_HEAD_LAST] = "organisation head last",
    [RL_EV_ORG_HEAD_OF] = "organisation head before of",
    [RL_EV_ORG_ENDING] = "organisation ending last",
    [RL_EV_ORG_WORD_INSIDE] = "organisation word inside",
    [RL_EV_PLACE_HEAD_LAST] = "place head last",
    [RL_EV_PLACE_HEAD_OF] = "place head before of",
    [RL_EV_PLACE_BEGINNING] = "place beginning first",
    [RL_EV_ACRONYM] = "acronym",
    [RL_EV_THING_HEAD_LAST] = "thing head last",
    [RL_EV_NUMBER_INSIDE] = "number inside",
    [RL_EV_DEMONYM_FIRST] = "demonym first",
    [RL_EV_TITLE_FIRST] = "title first",
    [RL_EV_TITLE_INSIDE] = "title inside",
    [RL_EV_AND_INSIDE] = "and inside",
    [RL_EV_OF_INSIDE] = "of inside",
    [RL_EV_POSSESSIVE_INSIDE] = "possessive inside",
    [RL_EV_PLACES_JOINED] = "two listed places joined",
    [RL_EV_FUNCTION_INSIDE] = "function word first",
    [RL_EV_ORDINARY_ALL] = "ordinary words only",
    [RL_EV_ORDINARY_ONE] = "one ordinary word",
    [RL_EV_ORG_HEAD_ALONE] = "organisation head alone",
    [RL_EV_ORDINARY_SOME] = "ordinary word at one end",
    [RL_EV_DATE_INSIDE] = "month, weekday or holiday inside",
    [RL_EV_DEMONYM_ALONE] = "demonym alone",
    [RL_EV_TITLE_ALONE] = "title alone",
    [RL_EV_NO_NAME] = "listed as no name",
    [RL_EV_SENTENCE_START] = "one unlisted word at the start of a sentence",
    [RL_EV_HEADLINE] = "unlisted in a line of capitals",
    [RL_EV_AFTER_HONORIFIC] = "after an honorific",
    [RL_EV_AFTER_OFFICE] = "after an office",
    [RL_EV_AFTER_RANK] = "after a rank",
    [RL_EV_AFTER_ROLE] = "after a role",
    [RL_EV_BEFORE_SPEECH] = "before a verb of speech",
    [RL_EV_BEFORE_ACTION] = "before a verb of action",
    [RL_EV_AFTER_SPEECH] = "after a verb of speech",
    [RL_EV_AFTER_PLACE_PREPOSITION] = "after a preposition of place",
    [RL_EV_AFTER_THE] = "after the",
    [RL_EV_AFTER_A] = "after a or an",
    [RL_EV_AFTER_DEMONYM] = "after a demonym",
    [RL_EV_BEFORE_POSSESSIVE] = "before 's",
    [RL_EV_BEFORE_LISTED_PLACE] = "before a comma and a listed place",
    [RL_EV_AFTER_LISTED_PLACE] = "after a listed place and a comma",
    [RL_EV_BEFORE_BASED] = "before -based",
    [RL_EV_BEFORE_ROLE] = "before a role",
    [RL_EV_CUT_LEFT] = "a capital left outside before it",
    [RL_EV_CUT_RIGHT] = "a capital left outside after it",
    [RL_EV_BEFORE_PLACE_HEAD] = "before a place head in small letters",
    [RL_EV_BEFORE_CURRENCY] = "before a currency sign",
    [RL_EV_ERA] = "era of a year",
    [RL_EV_CUT_LISTED] = "part of a longer listed name",
    [RL_EV_SMALL_LETTERS_ELSEWHERE] = "in small letters elsewhere in the document",
    [RL_EV_DECIDED_ELSEWHERE] = "decided as this type elsewhere in the document",
    [RL_EV_DECIDED_OTHERWISE] = "decided as another type elsewhere in the document",
    [RL_EV_LAST_OF_PERSON] = "last word of a person in the document",
    [RL_EV_FIRST_OF_PERSON] = "first word of a person in the document",
    [RL_EV_ACRONYM_OF] = "acronym of an organisation in the document",
    [RL_EV_BEGINNING_OF_ORGANISATION] = "beginning of an organisation in the document",
};

const char *rl_evidence_name(rl_evidence evidence)
{
    return names[evidence];
}

rl_evidence rl_evidence_find(const char *name, size_t length)
{
    size_t i = 0;
    while (i < RL_EV_COUNT && (strlen(names[i]) != length || memcmp(names[i], name, length) != 0))
        i++;
    return (rl_evidence)i;
}

void rl_weights_free(rl_weights *weights)
{
    rl_learned_free(&weights->learned);
}
