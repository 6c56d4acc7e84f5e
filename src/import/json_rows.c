/* Elements to rows. */
#include "import/json_rows.h"

#include "base/number.h"

#include <stdio.h>

static void break_row(rl_import *import, size_t line, size_t column, const relata_error *why)
{
    size_t lines = why->line > 0 ? why->line - 1 : 0;
    rl_rows_break(&import->rows, line + lines, lines == 0 ? column + why->column - 1 : why->column, "%s", why->message);
}

static relata_status read_row(rl_import *import, const rl_elements *elements, const char *bytes, size_t length,
                              rl_json_filter_fn filter, rl_json_row_fn receive, relata_error *err)
{
    relata_error why = {0};
    json_t *value = NULL;
    rl_rows_start(&import->rows, elements->source->path, elements->first_line);
    import->rows.column_number = elements->first_column;
    if (filter != NULL && !filter(import, bytes, length)) {
        rl_rows_leave(&import->rows, RL_REASON_NO_TYPE);
        return RELATA_OK;
    }
    relata_status status = rl_element_parse(bytes, length, &value, &why);
    if (status == RELATA_ERROR_MEMORY)
        return rl_error_memory(err);
    if (status != RELATA_OK) {
        break_row(import, elements->first_line, elements->first_column, &why);
        return RELATA_OK;
    }
    status = receive(import, value, err);
    json_decref(value);
    return status;
}

relata_status rl_json_rows_read(rl_import *import, rl_source *source, rl_layout layout, rl_json_filter_fn filter,
                                rl_json_row_fn receive, relata_error *err)
{
    rl_elements elements = {0};
    rl_elements_start(&elements, source, layout);
    relata_status status = RELATA_OK;
    while (status == RELATA_OK) {
        const char *bytes = NULL;
        size_t length = 0;
        relata_error why = {0};
        status = rl_elements_next(&elements, &bytes, &length, &why);
        if (status == RELATA_OK) {
            status = read_row(import, &elements, bytes, length, filter, receive, err);
        } else if (status == RELATA_ERROR_LIMIT) {
            rl_rows_start(&import->rows, source->path, why.line);
            rl_rows_break(&import->rows, why.line, why.column, "%s", why.message);
            status = RELATA_OK;
        } else if (status != RELATA_END) {
            (void)rl_error_set(err, status, why.source, why.line, why.column, "%s", why.message);
        }
    }
    rl_elements_free(&elements);
    return status == RELATA_END ? RELATA_OK : status;
}

bool rl_json_text(const json_t *value, char number[static 32], const char **ret_bytes, size_t *ret_length)
{
    if (json_is_string(value)) {
        *ret_bytes = json_string_value(value);
        *ret_length = json_string_length(value);
        return true;
    }
    if (!json_is_number(value))
        return false;
    *ret_length = json_is_integer(value) ? (size_t)snprintf(number, 32, "%lld", (long long)json_integer_value(value))
                                         : rl_number_format(json_real_value(value), number);
    *ret_bytes = number;
    return true;
}
