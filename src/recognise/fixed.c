/* Writing out the rows of all observations whose values are constants: some seven thousand, a tenth of a megabyte. */
#include "recognise/fixed.h"

#include "base/hash.h"

#include <stdlib.h>

static size_t count_rows(rl_template template)
{
    if (!rl_template_is_fixed(template))
        return 0;
    size_t count = 1;
    for (size_t i = 0; i < RL_TEMPLATE_VALUES; i++)
        count *= rl_template_range(template, i).count;
    return count;
}

static uint64_t mix(uint64_t key, const rl_vocabulary *vocabulary, rl_range range, size_t value)
{
    bool none = range.count == 1;
    return none ? key : rl_hash_mix(key, vocabulary->constants[range.first + value].hash);
}

static void fill_template(rl_fixed_row *rows, const rl_vocabulary *vocabulary, const rl_learned *learned,
                          rl_template template)
{
    const rl_range ranges[] = {rl_template_range(template, 0), rl_template_range(template, 1),
                               rl_template_range(template, 2)};
    size_t count = count_rows(template);
    for (size_t i = 0; i < count; i++) {
        uint64_t key = vocabulary->templates[template].hash;
        key = mix(key, vocabulary, ranges[0], i / ranges[2].count / ranges[1].count);
        key = mix(key, vocabulary, ranges[1], i / ranges[2].count % ranges[1].count);
        key = mix(key, vocabulary, ranges[2], i % ranges[2].count);
        const rl_learned_row *row = rl_learned_find(learned, key == 0 ? 1 : key);
        for (size_t type = 0; row != NULL && type < RL_TYPE_BUILT_IN; type++)
            rows[i][type] = row->weight[type];
    }
}

bool rl_fixed_fill(rl_fixed *fixed, const rl_vocabulary *vocabulary, const rl_learned *learned)
{
    size_t total = 0;
    rl_fixed_free(fixed);
    for (size_t t = 0; t < RL_TEMPLATE_COUNT; t++)
        total += count_rows((rl_template)t);
    fixed->rows = calloc(total, sizeof *fixed->rows);
    if (fixed->rows == NULL)
        return false;
    rl_fixed_row *rows = fixed->rows;
    for (size_t t = 0; t < RL_TEMPLATE_COUNT; t++) {
        size_t count = count_rows((rl_template)t);
        if (count == 0)
            continue;
        fill_template(rows, vocabulary, learned, (rl_template)t);
        fixed->of[t] = rows;
        rows += count;
    }
    fixed->learned = learned;
    fixed->changes = learned->changes;
    return true;
}

void rl_fixed_free(rl_fixed *fixed)
{
    free(fixed->rows);
    *fixed = (rl_fixed){0};
}
