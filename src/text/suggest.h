/* The nearest names to one that nobody has: misspellings of a name, then names that begin like it.
 *
 * Whoever holds the names offers them all; most are looked at only at their length, since what is more than the limit longer or
 * shorter cannot be near, and the limit shrinks to the worst of the best so far. Whichever of its names is near, an entity is
 * suggested by its label, which is what a reader knows it by. */
#ifndef RL_TEXT_SUGGEST_H
#define RL_TEXT_SUGGEST_H

#include "text/distance.h"

#include <stdbool.h>

enum { RL_SUGGESTION_LIMIT = 5, RL_SUGGESTIONS_MOST = 100 };

typedef struct rl_suggestion {
    const char *label; /* lent */
    uint64_t mentions; /* of two that are as near, the one that is named more often comes first */
    int64_t number;    /* the caller's */
    size_t distance;
} rl_suggestion;

typedef struct rl_suggesting {
    const char *folded; /* the name; lent */
    size_t length;
    uint32_t characters[RL_DISTANCE_LENGTH];
    size_t count; /* of characters */
    size_t limit; /* of the distance */
    size_t most;  /* suggestions */
    rl_suggestion best[RL_SUGGESTIONS_MOST]; /* nearest first */
    size_t best_count;
} rl_suggesting;

/* Begins a search for `most` names, at most RL_SUGGESTIONS_MOST. False if nothing is near to this one. */
bool rl_suggest_begin(rl_suggesting *s, const char *folded, size_t length, size_t most);

/* How far a folded name of so many characters is: SIZE_MAX if it is not near; for a name that only begins alike, one more than
 * any distance. */
size_t rl_suggest_distance(const rl_suggesting *s, const char *folded, size_t length, size_t characters);

/* Takes a suggestion in if it is among the best; one for each label. */
void rl_suggest_keep(rl_suggesting *s, const rl_suggestion *found);

#endif
