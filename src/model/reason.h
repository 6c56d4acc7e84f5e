/* Why a name belongs to an entity, where it is not simply the entity's name. */
#ifndef RL_MODEL_REASON_H
#define RL_MODEL_REASON_H

typedef enum rl_reason {
    RL_REASON_NONE = 0, /* it is the entity's name, or one of its list entry */
    /* decided inside a document */
    RL_REASON_ENTRY,       /* a list gives it */
    RL_REASON_FAMILY,      /* the end of only one full name */
    RL_REASON_FAMILY_LAST, /* … of several, of which this was named last before it */
    RL_REASON_GIVEN,       /* the beginning of only one full name */
    RL_REASON_KNOWN,       /* the family name of a person so well known that no first mention is needed */
    RL_REASON_AGREES,      /* initials or middle names apart it is the full name */
    RL_REASON_DEFINED,     /* an acronym that the document defines */
    RL_REASON_ACRONYM,     /* the initials of only one name */
    RL_REASON_BEGINNING,   /* the beginning of only one longer name */
    /* decided over the corpus */
    RL_REASON_ELSEWHERE, /* what the entity is called in another document */
    RL_REASON_BEARER,    /* the only person of the corpus who bears the word */
    RL_REASON_SHARED,    /* a full name of both */
    RL_REASON_SUFFIX,
    RL_REASON_ORDER,
    RL_REASON_TRANSLITERATION,
    RL_REASON_MIDDLE_INITIAL,
    RL_REASON_MIDDLE,
    RL_REASON_INITIAL,
    RL_REASON_NICKNAME,
    RL_REASON_SPELLING,
    RL_REASON_RESPELT, /* a word that is written in two ways */
    RL_REASON_JUDGED,
    RL_REASON_COUNT
} rl_reason;

#endif
