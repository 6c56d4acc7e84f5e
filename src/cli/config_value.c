/* The values of relata.toml, as far as options need them: what TOML and JSON write alike. jansson reads them; what is TOML
 * but not JSON is recognised by its beginning, so that the message can say what to write instead. */
#include "cli/config_value.h"

#include <string.h>

static const char SPACE[] = " \t";

static const struct {
    const char *beginning;
    const char *message;
} OTHER_TOML[] = {
    {"\"\"\"", "strings of several lines are not read; write it in one line, in double quotation marks"},
    {"'", "strings stand in double quotation marks"},
    {"{", "inline tables are not read; options are strings, numbers, true, false and lists of strings"},
    {"+", "numbers have no plus sign"},
    {"#", "the value is missing"},
    {"inf", "a number is written with digits"},
    {"nan", "a number is written with digits"},
};

static json_t *refuse(size_t at, const char *message, cli_config_fault *ret_fault)
{
    *ret_fault = (cli_config_fault){at, message};
    return NULL;
}

/* What stands behind the value, comments and white space aside; NULL if nothing does. */
static const char *find_rest(const char *text)
{
    const char *rest = text + strspn(text, SPACE);
    return *rest == '\0' || *rest == '#' ? NULL : rest;
}

/* "2025-11-01", "12:30", "1_000", "0x1F": TOML's own ways to write numbers and dates. */
static const char *explain_rest(char before, const char *rest)
{
    bool digit = before >= '0' && before <= '9';
    if (digit && (*rest == '-' || *rest == ':'))
        return "dates are not read; a string stands in double quotation marks";
    return digit ? "a number is written with digits, and a string in double quotation marks"
                 : "only a comment may stand behind a value";
}

/* A list that goes on in the next line ends inside brackets or behind a comma. */
static bool is_open_list(const char *text, const json_error_t *error)
{
    return text[0] == '[' && json_error_code(error) == json_error_premature_end_of_input;
}

static const char *explain(const char *text, const json_error_t *error)
{
    switch (json_error_code(error)) {
    case json_error_out_of_memory:
        return NULL;
    case json_error_invalid_utf8:
        return "not valid UTF-8";
    case json_error_null_character:
        return "a NUL character in a string";
    case json_error_numeric_overflow:
        return "the number is too large";
    default:
        break;
    }
    if (is_open_list(text, error) || (text[0] == '[' && strchr(text, ']') == NULL))
        return "a list stands in one line";
    if (text[0] == '[')
        return "a list is written [\"one\", \"two\"], without a comma at its end";
    if (text[0] == '"')
        return "the string is broken: it ends in a double quotation mark, and a backslash is written twice";
    return "a value is a string in double quotation marks, a number, true, false or a list of strings";
}

json_t *cli_config_value_read(const char *text, size_t *ret_length, cli_config_fault *ret_fault)
{
    json_error_t error;
    if (*text == '\0')
        return refuse(0, "the value is missing", ret_fault);
    for (size_t i = 0; i < sizeof OTHER_TOML / sizeof OTHER_TOML[0]; i++)
        if (strncmp(text, OTHER_TOML[i].beginning, strlen(OTHER_TOML[i].beginning)) == 0)
            return refuse(0, OTHER_TOML[i].message, ret_fault);
    json_t *value = json_loads(text, JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, &error);
    if (value == NULL)
        return refuse(0, explain(text, &error), ret_fault);
    size_t length = (size_t)error.position;
    const char *rest = find_rest(text + length);
    if (rest == NULL && !json_is_null(value)) {
        *ret_length = length;
        return value;
    }
    bool null = json_is_null(value);
    json_decref(value);
    if (null)
        return refuse(0, "there is no null: leave the line out", ret_fault);
    return refuse((size_t)(rest - text), explain_rest(text[length - 1], rest), ret_fault);
}
