/* PCRE2's code of expressions that have a program: made by whoever needs it first, under a lock, and then kept.
 *
 * To compile all shipped patterns is a third of what the start of the program takes, and a program does not know its
 * answer once in many thousand matches. */
#include "match/internal.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct rl_late_code {
    pthread_mutex_t lock;
    pcre2_code *code; /* NULL until it was needed */
    rl_buffer text;
};

rl_late_code *rl_late_code_new(const rl_expansion *expansion)
{
    rl_late_code *late = calloc(1, sizeof *late);
    if (late == NULL)
        return NULL;
    bool copied = rl_buffer_append(&late->text, expansion->text.bytes, expansion->text.length);
    if (!copied || pthread_mutex_init(&late->lock, NULL) != 0) {
        rl_buffer_free(&late->text);
        free(late);
        return NULL;
    }
    return late;
}

void rl_late_code_free(rl_late_code *late)
{
    if (late == NULL)
        return;
    (void)pthread_mutex_destroy(&late->lock);
    pcre2_code_free(late->code);
    rl_buffer_free(&late->text);
    free(late);
}

static relata_status compile(rl_late_code *late, const char *name, relata_error *err)
{
    rl_expansion expansion = {.text = late->text};
    relata_error why = {0};
    relata_status status = rl_expression_compile(&expansion, (rl_place){NULL, 0}, &late->code, &why);
    if (status == RELATA_ERROR_MEMORY)
        return rl_error_memory(err);
    if (status != RELATA_OK)
        return rl_error_set(err, RELATA_ERROR_LIBRARY, NULL, 0, 0, "pattern \"%s\": %s", name, why.message);
    return RELATA_OK;
}

relata_status rl_pattern_code(const rl_pattern *pattern, const pcre2_code **ret_code, relata_error *err)
{
    rl_late_code *late = pattern->late;
    relata_status status = RELATA_OK;
    if (late == NULL) {
        *ret_code = pattern->code;
        return RELATA_OK;
    }
    (void)pthread_mutex_lock(&late->lock);
    if (late->code == NULL)
        status = compile(late, pattern->name, err);
    const pcre2_code *code = late->code;
    (void)pthread_mutex_unlock(&late->lock);
    if (status == RELATA_OK)
        *ret_code = code;
    return status;
}
