/* What the cells of a list may hold, apart from how a table is cut into them. */
#include "gazetteer/cells.h"

#include "model/lexicon.h"

#include <string.h>

enum { LONGEST_TYPE = 64 };

static const struct {
    double least;
    double most;
} RANGES[RL_COLUMN_COUNT] = {
    [RL_COLUMN_LATITUDE] = {-90, 90},
    [RL_COLUMN_LONGITUDE] = {-180, 180},
    [RL_COLUMN_POPULATION] = {0, 1e15},
    [RL_COLUMN_PRIOR] = {0, 1e15},
};

bool rl_number_is_allowed(rl_column column, double number)
{
    return number >= RANGES[column].least && number <= RANGES[column].most;
}

bool rl_cell_is(const rl_cell *cell, const char *text)
{
    return strlen(text) == cell->length && memcmp(text, cell->bytes, cell->length) == 0;
}

bool rl_strength_is_known(const rl_cell *cell)
{
    return rl_cell_is(cell, "sure") || rl_cell_is(cell, "usual") || rl_cell_is(cell, "weak");
}

rl_cell rl_cell_trim(rl_cell cell)
{
    while (cell.length > 0 && cell.bytes[0] == ' ') {
        cell.bytes++;
        cell.length--;
        cell.column++;
    }
    while (cell.length > 0 && cell.bytes[cell.length - 1] == ' ')
        cell.length--;
    return cell;
}

bool rl_cell_next(rl_cell *rest, rl_cell *ret_part)
{
    if (rest->bytes == NULL || rest->length == 0)
        return false;
    const char *bar = memchr(rest->bytes, '|', rest->length);
    size_t length = bar == NULL ? rest->length : (size_t)(bar - rest->bytes);
    size_t used = bar == NULL ? length : length + 1;
    *ret_part = (rl_cell){rest->bytes, length, rest->column};
    *rest = (rl_cell){rest->bytes + used, rest->length - used, rest->column + used};
    return true;
}

bool rl_cell_is_type_name(const rl_cell *cell)
{
    for (size_t i = 0; i < cell->length; i++) {
        char c = cell->bytes[i];
        bool letter = c >= 'a' && c <= 'z';
        bool other = (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!letter && (i == 0 || !other))
            return false;
    }
    return cell->length > 0 && cell->length <= LONGEST_TYPE;
}

bool rl_cell_is_lexicon_type(const rl_cell *cell)
{
    for (size_t i = 0; i < rl_word_class_count; i++)
        if (rl_cell_is(cell, rl_word_class_table[i].type))
            return true;
    return false;
}
