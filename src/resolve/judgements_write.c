/* What judgements say, in words: as a line of a file, in errors; and which of them say the same. */
#include "resolve/judgements.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- lines ---- */

static const char *const VERBS[] = {"same", "different", "drop", "type"};

static bool write_name(const rl_judgements *j, uint32_t number, rl_buffer *ret)
{
    const rl_judged_name *name = &j->names[number];
    if (name->type != RL_NONE) {
        (void)rl_buffer_append_char(ret, '[');
        (void)rl_buffer_append_string(ret, rl_string_map_key(j->types, name->type, NULL));
        (void)rl_buffer_append_string(ret, "] ");
    }
    (void)rl_buffer_append_char(ret, '"');
    for (const char *c = name->text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            (void)rl_buffer_append_char(ret, '\\');
        (void)rl_buffer_append_char(ret, *c);
    }
    return rl_buffer_append_char(ret, '"');
}

bool rl_judgement_write(const rl_judgements *judgements, const rl_judgement *judgement, rl_buffer *ret)
{
    (void)rl_buffer_append_string(ret, VERBS[judgement->verb]);
    (void)rl_buffer_append_char(ret, ' ');
    if (!write_name(judgements, judgement->a, ret))
        return false;
    if (judgement->b == RL_NONE && judgement->type == RL_NONE)
        return true;
    (void)rl_buffer_append_string(ret, " = ");
    if (judgement->b != RL_NONE)
        return write_name(judgements, judgement->b, ret);
    return rl_buffer_append_string(ret, rl_string_map_key(judgements->types, judgement->type, NULL));
}

/* ---- those that say the same ---- */

typedef struct said {
    uint32_t key[4]; /* verb, the smaller name, the larger name, type */
    uint32_t item;
} said;

static int compare_said(const void *x, const void *y)
{
    const said *a = x, *b = y;
    for (size_t i = 0; i < 4; i++)
        if (a->key[i] != b->key[i])
            return a->key[i] < b->key[i] ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

uint32_t *rl_judgements_firsts(const rl_judgements *judgements)
{
    size_t count = judgements->count;
    uint32_t *firsts = malloc((count + 1) * sizeof *firsts);
    said *all = malloc((count + 1) * sizeof *all);
    for (uint32_t i = 0; firsts != NULL && all != NULL && i < count; i++) {
        const rl_judgement *j = &judgements->items[i];
        uint32_t low = j->a < j->b ? j->a : j->b, high = j->a < j->b ? j->b : j->a;
        all[i] = (said){{(uint32_t)j->verb, low, high, j->type}, i};
    }
    if (firsts == NULL || all == NULL) {
        free(firsts);
        free(all);
        return NULL;
    }
    if (count > 0)
        qsort(all, count, sizeof *all, compare_said);
    for (size_t from = 0, i = 0; i < count; i++) {
        if (memcmp(all[i].key, all[from].key, sizeof all[i].key) != 0)
            from = i;
        firsts[all[i].item] = all[from].item;
    }
    free(all);
    return firsts;
}

/* ---- errors ---- */

bool rl_judgement_describe(const rl_judgements *judgements, const rl_judgement *judgement, rl_buffer *ret)
{
    char line[40];
    (void)snprintf(line, sizeof line, "line %zu", judgement->line);
    if (judgement->line <= judgements->given)
        return rl_buffer_append_string(ret, line);
    return rl_buffer_append_string(ret, "the stored judgement ") && rl_judgement_write(judgements, judgement, ret);
}

relata_status rl_judgement_refuse(const rl_judgements *judgements, const rl_judgement *judgement, size_t column,
                                  relata_error *err, const char *format, ...)
{
    char message[512];
    rl_buffer line = {0};
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (judgement->line <= judgements->given)
        return rl_error_set(err, RELATA_ERROR_FORMAT, judgements->path, judgement->line, column, "%s", message);
    bool written = rl_judgement_describe(judgements, judgement, &line) && rl_buffer_string(&line) != NULL;
    relata_status status =
        written ? rl_error_set(err, RELATA_ERROR_FORMAT, judgements->store, 0, 0, "%.200s: %s", line.bytes, message)
                : rl_error_memory(err);
    rl_buffer_free(&line);
    return status;
}
