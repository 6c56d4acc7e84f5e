/* One finding of a check as one line of JSON. Paths may be no UTF-8, so they pass the sanitiser like all outputs. */
#include "export/findings.h"

#include "export/attributes.h"
#include "export/json_line.h"

#include <jansson.h>

/* Adds a value to the object, which takes it over. A line or column of 0 is left out. */
static bool add_text(json_t *object, const char *key, const char *text, rl_buffer *scratch)
{
    return json_object_set_new(object, key, json_string(rl_clean_string(text, true, scratch))) == 0;
}

static bool add_number(json_t *object, const char *key, size_t number)
{
    return number == 0 || json_object_set_new(object, key, json_integer((json_int_t)number)) == 0;
}

static bool add_place(json_t *object, const char *file, size_t line, size_t column, rl_buffer *scratch)
{
    return add_text(object, "file", file, scratch) && add_number(object, "line", line) &&
           add_number(object, "column", column);
}

static bool fill(json_t *object, const relata_finding *f, rl_buffer *scratch)
{
    bool ok = add_place(object, f->file, f->line, f->column, scratch) &&
              add_text(object, "level", f->is_error ? "error" : "warning", scratch) &&
              add_text(object, "kind", f->kind, scratch) && add_text(object, "message", f->message, scratch) &&
              add_number(object, "more", f->more);
    if (!ok || f->other_file == NULL)
        return ok;
    json_t *other = json_object();
    if (other == NULL || json_object_set_new(object, "other", other) != 0)
        return false;
    return add_place(other, f->other_file, f->other_line, f->other_column, scratch);
}

relata_status rl_finding_write_json(const relata_finding *finding, relata_write_fn write, void *user, relata_error *err)
{
    rl_buffer scratch = {0};
    json_t *object = json_object();
    bool filled = object != NULL && fill(object, finding, &scratch) && !scratch.failed;
    rl_buffer_free(&scratch);
    return rl_json_line_write(object, filled, 0, write, user, err);
}
