/* One line of JSON as a document: {"id","title","date","text" or "html"}, other fields ignored. */
#ifndef RL_INPUT_JSONL_H
#define RL_INPUT_JSONL_H

#include "base/error.h"
#include "base/memory.h"
#include "input/date.h"

#include <stdbool.h>
#include <stddef.h>

struct json_t;
struct rl_long_strings;

/* What a line says. Strings end in NUL and are borrowed until rl_json_document_free; those that the line does not
 * have, or has as null, are NULL, and so is an empty id. `text` may hold NUL. A zeroed struct is an empty one. */
typedef struct rl_json_document {
    struct json_t *root;
    struct rl_long_strings *strings;
    const char *id;
    const char *title;
    char date[RL_DATE_SIZE]; /* as an ISO date, or "" */
    const char *text;        /* or, if `is_html`, a page */
    size_t text_length;
    bool is_html;
} rl_json_document;

/* Parses one line. RELATA_ERROR_FORMAT names `source`, `line` and the column if it is no JSON object with a string
 * "text" (or "html"), or if "id" is neither a string nor an integer, or "title" or "date" no string. */
relata_status rl_jsonl_parse(const char *bytes, size_t length, const char *source, size_t line,
                             rl_json_document *ret_document, relata_error *err);
void rl_json_document_free(rl_json_document *document);

/* Replaces what is in `ret` by the line with each bad UTF-8 sequence replaced by U+FFFD: jansson takes valid UTF-8
 * only. False if there is no memory. */
bool rl_jsonl_repair(const char *bytes, size_t length, rl_buffer *ret);

#endif
