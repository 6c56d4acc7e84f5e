/* Entity types. The three that relata knows come first; lists may add their own. */
#ifndef RL_MODEL_TYPES_H
#define RL_MODEL_TYPES_H

#include "base/hash.h"

enum { RL_TYPE_PERSON = 0, RL_TYPE_PLACE, RL_TYPE_ORGANISATION, RL_TYPE_BUILT_IN };

/* Type names to indexes: a string map whose first three keys are person, place, organisation. */
typedef rl_string_map rl_types;

#endif
