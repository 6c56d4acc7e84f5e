/* Handing findings over. A fault that a program made is in every row, and 100,000 lines that say the same help nobody: so
 * each kind has its share of each file, and the rest is counted. */
#include "gazetteer/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const KINDS[RL_FINDING_COUNT] = {
    [RL_FINDING_FILE] = "file",
    [RL_FINDING_COLUMN] = "column",
    [RL_FINDING_ENCODING] = "encoding",
    [RL_FINDING_CONTROL_CHARACTER] = "control-character",
    [RL_FINDING_MISSING] = "missing",
    [RL_FINDING_TYPE] = "type",
    [RL_FINDING_KIND] = "kind",
    [RL_FINDING_NUMBER] = "number",
    [RL_FINDING_NAME] = "name",
    [RL_FINDING_DUPLICATE_ID] = "duplicate-id",
    [RL_FINDING_SHARED_NAME] = "shared-name",
    [RL_FINDING_REPEATED_NAME] = "repeated-name",
    [RL_FINDING_ORDINARY_WORD] = "ordinary-word",
    [RL_FINDING_ONE_LETTER] = "one-letter",
    [RL_FINDING_MIXED_SCRIPTS] = "mixed-scripts",
    [RL_FINDING_UNBALANCED] = "unbalanced",
    [RL_FINDING_SPACES] = "spaces",
    [RL_FINDING_ID_TYPE] = "id-type",
};

static bool is_error(rl_finding_kind kind)
{
    return kind < RL_FINDING_SHARED_NAME;
}

static relata_status hand_over(const rl_findings *f, const relata_finding *finding, relata_error *err)
{
    if (f->receive(f->user, finding))
        return RELATA_OK;
    return rl_error_set(err, RELATA_ERROR_IO, NULL, 0, 0, "the receiver stopped the check");
}

static bool print_message(rl_findings *f, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    rl_buffer_clear(&f->message);
    if (length < 0)
        return false;
    size_t need = (size_t)length + 1;
    char *bytes = rl_array_grow(f->message.bytes, &f->message.capacity, need, 1);
    if (bytes == NULL)
        return false;
    f->message.bytes = bytes;
    (void)vsnprintf(bytes, need, format, arguments);
    return true;
}

relata_status rl_finding_add(rl_findings *findings, rl_finding_kind kind, size_t line, size_t column,
                             const rl_place *other, relata_error *err, const char *format, ...)
{
    *(is_error(kind) ? &findings->errors : &findings->warnings) += 1;
    if (findings->counts[kind]++ >= findings->most)
        return RELATA_OK;
    va_list arguments;
    va_start(arguments, format);
    bool printed = print_message(findings, format, arguments);
    va_end(arguments);
    if (!printed)
        return rl_error_memory(err);
    relata_finding finding = {
        .is_error = is_error(kind),
        .kind = KINDS[kind],
        .file = findings->files[findings->file],
        .line = line,
        .column = column,
        .message = findings->message.bytes,
    };
    if (other != NULL) {
        finding.other_file = findings->files[other->file];
        finding.other_line = other->line;
        finding.other_column = other->column;
    }
    return hand_over(findings, &finding, err);
}

relata_status rl_findings_end_file(rl_findings *findings, relata_error *err)
{
    relata_status status = RELATA_OK;
    char message[128];
    for (size_t kind = 0; status == RELATA_OK && kind < RL_FINDING_COUNT; kind++) {
        if (findings->counts[kind] <= findings->most)
            continue;
        size_t more = findings->counts[kind] - findings->most;
        (void)snprintf(message, sizeof message, "%zu more of the kind \"%s\"", more, KINDS[kind]);
        relata_finding finding = {
            .is_error = is_error((rl_finding_kind)kind),
            .kind = KINDS[kind],
            .file = findings->files[findings->file],
            .message = message,
            .more = more,
        };
        status = hand_over(findings, &finding, err);
    }
    memset(findings->counts, 0, sizeof findings->counts);
    return status;
}

void rl_findings_free(rl_findings *findings)
{
    rl_buffer_free(&findings->message);
}
