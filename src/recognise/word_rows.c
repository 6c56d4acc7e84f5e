/* Sorting the learned weights by the words that they are weights of. */
#include "recognise/word_rows.h"

#include "recognise/internal.h"

#include <math.h>
#include <stdlib.h>

typedef struct row_place {
    uint8_t group;
    uint8_t column;
    bool by_length; /* the second value is the length of the span, which is the column */
} row_place;

typedef struct pair_bits {
    uint16_t of[2]; /* by value */
} pair_bits;

enum { NO_GROUP = 0 }; /* the first group is INSIDE: + 1 */

#define GROUP(group) ((group) + 1)

static const row_place PLACES[RL_TEMPLATE_COUNT] = {
    [RL_SEES_ONLY_WORD] = {GROUP(RL_ROWS_INSIDE), RL_COLUMN_ONLY, false},
    [RL_SEES_FIRST_WORD] = {GROUP(RL_ROWS_INSIDE), RL_COLUMN_FIRST, false},
    [RL_SEES_LAST_WORD] = {GROUP(RL_ROWS_INSIDE), RL_COLUMN_LAST, false},
    [RL_SEES_INNER_WORD] = {GROUP(RL_ROWS_INSIDE), RL_COLUMN_INNER, false},
    [RL_SEES_WORD_BEFORE_OF] = {GROUP(RL_ROWS_INSIDE), RL_COLUMN_BEFORE_OF, false},
    [RL_SEES_LAST_2_LETTERS] = {GROUP(RL_ROWS_LAST_2), 0, true},
    [RL_SEES_LAST_3_LETTERS] = {GROUP(RL_ROWS_LAST_3), 0, true},
    [RL_SEES_LAST_4_LETTERS] = {GROUP(RL_ROWS_LAST_4), 0, true},
    [RL_SEES_FIRST_3_LETTERS] = {GROUP(RL_ROWS_FIRST_3), 0, true},
    [RL_SEES_LAST_WORDS_FIRST_3_LETTERS] = {GROUP(RL_ROWS_FIRST_3), RL_LENGTHS, false},
    [RL_SEES_LEFT_WORD] = {GROUP(RL_ROWS_LEFT), 0, true},
    [RL_SEES_RIGHT_WORD] = {GROUP(RL_ROWS_RIGHT), 0, true},
    [RL_SEES_SECOND_LEFT_WORD] = {GROUP(RL_ROWS_SECOND_LEFT), 0, false},
    [RL_SEES_SECOND_RIGHT_WORD] = {GROUP(RL_ROWS_SECOND_RIGHT), 0, false},
    [RL_SEES_LEFT_3_LETTERS] = {GROUP(RL_ROWS_LEFT_3), 0, false},
};

static const uint8_t COLUMNS[RL_ROW_GROUPS] = {
    [RL_ROWS_INSIDE] = RL_COLUMNS_INSIDE, [RL_ROWS_LAST_2] = RL_LENGTHS,
    [RL_ROWS_LAST_3] = RL_LENGTHS,        [RL_ROWS_LAST_4] = RL_LENGTHS,
    [RL_ROWS_FIRST_3] = RL_LENGTHS + 1,   [RL_ROWS_LEFT] = RL_LENGTHS,
    [RL_ROWS_RIGHT] = RL_LENGTHS,         [RL_ROWS_SECOND_LEFT] = 1,
    [RL_ROWS_SECOND_RIGHT] = 1,           [RL_ROWS_LEFT_3] = 1,
};

static const pair_bits PAIRS[RL_TEMPLATE_COUNT] = {
    [RL_SEES_LEFT_WORDS] = {{RL_PAIR_SECOND_LEFT, RL_PAIR_LEFT}},
    [RL_SEES_RIGHT_WORDS] = {{RL_PAIR_RIGHT, RL_PAIR_SECOND_RIGHT}},
    [RL_SEES_LEFT_AND_RIGHT_WORD] = {{RL_PAIR_ACROSS_LEFT, RL_PAIR_ACROSS_RIGHT}},
    [RL_SEES_BEFORE] = {{RL_PAIR_BEFORE, 0}},
    [RL_SEES_BEYOND] = {{RL_PAIR_BEYOND, 0}},
    [RL_SEES_LISTED_BEYOND] = {{RL_PAIR_LISTED_BEYOND, 0}},
};

/* ---- making room ---- */

static void count_names(const rl_learned *learned, size_t counts[RL_ROW_GROUPS])
{
    for (size_t i = 0; i < learned->name_count; i++) {
        uint8_t template = learned->names[i].template;
        if (PLACES[template].group != NO_GROUP)
            counts[PLACES[template].group - 1]++;
        for (size_t v = 0; v < 2; v++)
            counts[RL_ROWS_PAIRS] += PAIRS[template].of[v] != 0;
    }
}

static bool make_table(rl_row_table *table, size_t names, size_t columns)
{
    size_t slots = 16;
    while (slots < names * 4)
        slots *= 2;
    table->mask = slots - 1;
    table->slots = calloc(slots, sizeof *table->slots);
    table->rows = calloc((names + 1) * columns + 1, sizeof *table->rows);
    return table->slots != NULL && table->rows != NULL;
}

static bool make_room(rl_word_rows *rows, const rl_learned *learned)
{
    size_t counts[RL_ROW_GROUPS] = {0};
    bool ok = true;
    count_names(learned, counts);
    for (size_t g = 0; g < RL_ROW_GROUPS; g++)
        ok = make_table(&rows->of[g], counts[g], COLUMNS[g]) && ok;
    rows->joined = calloc((size_t)1 << RL_JOINED_BITS, sizeof *rows->joined);
    rows->entries = calloc((size_t)1 << RL_ENTRY_BITS, sizeof *rows->entries);
    return ok && rows->joined != NULL && rows->entries != NULL;
}

/* ---- filling ---- */

static rl_row_slot *slot_of(const rl_row_table *table, uint64_t hash)
{
    size_t i = (size_t)hash & table->mask;
    while (table->slots[i].at != 0 && table->slots[i].hash != hash)
        i = (i + 1) & table->mask;
    return &table->slots[i];
}

uint32_t rl_word_rows_find(const rl_word_rows *rows, rl_row_group group, uint64_t hash)
{
    return slot_of(&rows->of[group], hash)->at;
}

static size_t column_of(const rl_vocabulary *vocabulary, const rl_learned_name *name)
{
    const row_place *place = &PLACES[name->template];
    size_t column = place->column;
    for (size_t n = 0; place->by_length && n < RL_LENGTHS; n++)
        if (vocabulary->constants[RL_SAYS_LENGTH_1 + n].hash == name->values[1])
            column = n;
    return column;
}

static void put(rl_word_rows *rows, const rl_vocabulary *vocabulary, const rl_learned *learned,
                const rl_learned_name *name, uint32_t used[RL_ROW_GROUPS])
{
    size_t group = (size_t)PLACES[name->template].group - 1;
    rl_row_table *table = &rows->of[group];
    rl_row_slot *slot = slot_of(table, name->values[0]);
    const rl_learned_row *row = rl_learned_find(learned, name->key);
    if (slot->at == 0)
        *slot = (rl_row_slot){name->values[0], ++used[group] * COLUMNS[group]};
    rl_fixed_row *to = &table->rows[slot->at + column_of(vocabulary, name)];
    for (size_t type = 0; row != NULL && type < RL_TYPE_BUILT_IN; type++)
        (*to)[type] = row->weight[type];
}

static void mark_pairs(rl_word_rows *rows, const rl_learned_name *name)
{
    for (size_t v = 0; v < 2; v++) {
        if (PAIRS[name->template].of[v] == 0)
            continue;
        rl_row_slot *slot = slot_of(&rows->of[RL_ROWS_PAIRS], name->values[v]);
        *slot = (rl_row_slot){name->values[v], slot->at | PAIRS[name->template].of[v]};
    }
}

static float most_of(const rl_learned *learned)
{
    float most = 0;
    for (size_t i = 0; i < learned->count; i++)
        for (size_t type = 0; learned->rows[i].key != 0 && type < RL_TYPE_BUILT_IN; type++)
            most = fmaxf(most, fabsf(learned->rows[i].weight[type]));
    return most;
}

bool rl_word_rows_fill(rl_word_rows *rows, const rl_vocabulary *vocabulary, const rl_learned *learned)
{
    uint32_t used[RL_ROW_GROUPS] = {0};
    rl_word_rows_free(rows);
    if (!make_room(rows, learned)) {
        rl_word_rows_free(rows);
        return false;
    }
    for (size_t i = 0; i < learned->name_count; i++) {
        if (PLACES[learned->names[i].template].group != NO_GROUP)
            put(rows, vocabulary, learned, &learned->names[i], used);
        mark_pairs(rows, &learned->names[i]);
    }
    rows->most = most_of(learned);
    return true;
}

void rl_word_rows_free(rl_word_rows *rows)
{
    for (size_t g = 0; g < RL_ROW_GROUPS; g++) {
        free(rows->of[g].rows);
        free(rows->of[g].slots);
    }
    free(rows->words);
    free(rows->slots);
    free(rows->joined);
    free(rows->entries);
    free(rows->kind_slots);
    free(rows->little);
    free(rows->kinds);
    *rows = (rl_word_rows){0};
}
