/* Numbers as values of JSON, in the digits of the other formats. */
#include "export/json_values.h"

#include "base/number.h"

#include <stdio.h>

/* Readers that keep numbers as doubles lose digits beyond. */
static const double LARGEST_EXACT = 9007199254740992.0;

json_t *rl_json_number(double value)
{
    double rounded;
    return rl_number_round(value, &rounded) ? json_integer((json_int_t)rounded) : json_real(rounded);
}

json_t *rl_json_whole(uint64_t value)
{
    if (value <= (uint64_t)LARGEST_EXACT)
        return json_integer((json_int_t)value);
    char text[32];
    (void)snprintf(text, sizeof text, "%llu", (unsigned long long)value);
    return json_string(text);
}
