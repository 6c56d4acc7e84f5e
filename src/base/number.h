/* Numbers as text, whatever the locale says. */
#ifndef RL_BASE_NUMBER_H
#define RL_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Writes a finite number with up to nine significant digits ("%.9g" with a point), whole numbers without a fraction.
 * Returns its length; `buffer` needs 32 bytes. */
size_t rl_number_format(double value, char buffer[static 32]);

/* The finite number that rl_number_format writes. True if it is whole, and small enough that a double has every digit of it. */
bool rl_number_round(double value, double *ret_rounded);

/* Reads a decimal number that fills the whole string ("-12.5", "1e3"). False if it is none or not finite. */
bool rl_number_parse(const char *text, size_t length, double *ret_value);

#endif
