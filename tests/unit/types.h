/* The types that come with relata, for tests without an engine. */
#ifndef TYPES_H
#define TYPES_H

#include "model/types.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline void add_types(rl_types *types)
{
    assert_int_equal(rl_string_map_add(types, "person", 6), RL_TYPE_PERSON);
    assert_int_equal(rl_string_map_add(types, "place", 5), RL_TYPE_PLACE);
    assert_int_equal(rl_string_map_add(types, "organisation", 12), RL_TYPE_ORGANISATION);
}

#endif
