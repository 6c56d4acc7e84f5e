/* The reader of .weights files. A file is read on its own and then put over what earlier files gave: so a row that it has
 * twice is seen, and nothing of a file that is broken is kept. A row that could never hold for any span is refused: it is a
 * slip, and would else be a weight that nobody misses. */
#include "recognise/evidence.h"

#include "base/file.h"
#include "base/number.h"
#include "recognise/templates.h"
#include "text/utf8.h"

#include <string.h>

static const double MOST = 1000;

typedef struct weights_reader {
    const char *path;
    size_t line;
    rl_weights file; /* its rows alone */
    bool given[RL_EV_COUNT];
    rl_template template; /* of the row before: files are mostly sorted */
    size_t rows;
    size_t lines; /* of the file */
} weights_reader;

static relata_status refuse(const weights_reader *r, size_t at, const char *what, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, r->path, r->line, at + 1, "%s", what);
}

static relata_status refuse_name(const weights_reader *r, const char *what, const char *name, size_t length,
                                 relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, r->path, r->line, 1, "%s \"%.*s\"", what,
                        (int)(length > 80 ? 80 : length), name);
}

static relata_status read_weight(const weights_reader *r, const char *line, size_t start, size_t end, float *ret,
                                 relata_error *err)
{
    double value;
    if (start == end)
        return refuse(r, start, "a weight is missing: a row has three", err);
    if (!rl_number_parse(line + start, end - start, &value))
        return refuse(r, start, "a weight is no number", err);
    if (value < -MOST || value > MOST)
        return refuse(r, start, "a weight is from -1000 to 1000", err);
    *ret = (float)value;
    return RELATA_OK;
}

/* The weights begin after `at`, where the name ends. */
static relata_status read_weights(const weights_reader *r, const char *line, size_t length, size_t at, float *ret,
                                  relata_error *err)
{
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++) {
        size_t start = at < length ? at + 1 : length;
        const char *tab = memchr(line + start, '\t', length - start);
        size_t end = tab == NULL ? length : (size_t)(tab - line);
        relata_status status = read_weight(r, line, start, end, &ret[type], err);
        if (status != RELATA_OK)
            return status;
        at = end;
    }
    return at == length ? RELATA_OK : refuse(r, at, "a row has three weights", err);
}

static relata_status add_evidence(weights_reader *r, rl_evidence evidence, const float *weights, relata_error *err)
{
    const char *name = rl_evidence_name(evidence);
    if (r->given[evidence])
        return refuse_name(r, "there is a row before this one for", name, strlen(name), err);
    r->given[evidence] = true;
    memcpy(r->file.of[evidence], weights, sizeof r->file.of[evidence]);
    return RELATA_OK;
}

static relata_status add_observation(weights_reader *r, const char *name, size_t length, const float *weights,
                                     relata_error *err)
{
    size_t used = r->file.learned.used;
    if (used == 0 && !rl_learned_reserve(&r->file.learned, r->lines))
        return rl_error_memory(err);
    if (!rl_learned_set(&r->file.learned, (uint8_t)r->template, name, length, weights))
        return rl_error_memory(err);
    if (r->file.learned.used == used)
        return refuse_name(r, "there is a row before this one for", name, length, err);
    return RELATA_OK;
}

/* The values begin at `values`, after the "=". */
static relata_status check_observation(weights_reader *r, const char *name, size_t length, size_t values,
                                       relata_error *err)
{
    r->template = rl_template_find(name, values - 1, r->template);
    if (r->template == RL_TEMPLATE_COUNT)
        return refuse_name(r, "unknown observation", name, values - 1, err);
    return rl_template_check(r->template, name + values, length - values, r->path, r->line, values + 1, err);
}

static relata_status read_row(weights_reader *r, const char *line, size_t length, relata_error *err)
{
    const char *tab = memchr(line, '\t', length);
    size_t name = tab == NULL ? length : (size_t)(tab - line), valid = rl_utf8_valid_prefix(line, length);
    const char *equals = memchr(line, '=', name);
    rl_evidence evidence = equals == NULL ? rl_evidence_find(line, name) : RL_EV_COUNT;
    relata_status status = RELATA_OK;
    float weights[RL_TYPE_BUILT_IN];
    if (valid < length)
        return refuse(r, valid, "not valid UTF-8", err);
    if (equals != NULL)
        status = check_observation(r, line, name, (size_t)(equals - line) + 1, err);
    else if (evidence == RL_EV_COUNT)
        status = refuse_name(r, "unknown evidence", line, name, err);
    if (status == RELATA_OK)
        status = read_weights(r, line, length, name, weights, err);
    if (status != RELATA_OK)
        return status;
    r->rows++;
    return equals != NULL ? add_observation(r, line, name, weights, err) : add_evidence(r, evidence, weights, err);
}

/* Most lines of a large file are rows of learned weights. */
static size_t count_lines(const rl_buffer *file)
{
    size_t lines = 0;
    for (size_t i = 0; i < file->length; i++)
        lines += file->bytes[i] == '\n';
    return lines;
}

static relata_status read_rows(weights_reader *r, const rl_buffer *file, relata_error *err)
{
    bool marked = file->length >= 3 && memcmp(file->bytes, "\xEF\xBB\xBF", 3) == 0;
    r->lines = count_lines(file);
    for (size_t at = marked ? 3 : 0; at < file->length;) {
        const char *line = file->bytes + at, *end = memchr(line, '\n', file->length - at);
        size_t length = end == NULL ? file->length - at : (size_t)(end - line);
        size_t kept = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        r->line++;
        relata_status status = kept > 0 && line[0] != '#' ? read_row(r, line, kept, err) : RELATA_OK;
        if (status != RELATA_OK)
            return status;
        at += length + 1;
    }
    /* Nothing would be found without weights: a file that was cut off must not pass for one that has nothing to say. */
    if (r->rows == 0)
        return rl_error_set(err, RELATA_ERROR_FORMAT, r->path, 0, 0, "the file has no weights");
    return RELATA_OK;
}

/* Puts the file's rows over the others. The first file with learned rows brings nearly all of them: its table is taken over. */
static relata_status put_over(weights_reader *r, rl_weights *weights, relata_error *err)
{
    const rl_learned *learned = &r->file.learned;
    if (weights->learned.count == 0) {
        weights->learned = *learned;
        r->file.learned = (rl_learned){0};
    }
    if (!rl_learned_put_over(&weights->learned, learned))
        return rl_error_memory(err);
    for (size_t i = 0; i < RL_EV_COUNT; i++)
        if (r->given[i])
            memcpy(weights->of[i], r->file.of[i], sizeof weights->of[i]);
    return RELATA_OK;
}

relata_status rl_weights_read(rl_weights *weights, const char *path, relata_error *err)
{
    weights_reader reader = {.path = path};
    rl_buffer file = {0};
    relata_status status = rl_file_read(path, (size_t)1 << 26, &file, err);
    if (status == RELATA_OK)
        status = read_rows(&reader, &file, err);
    if (status == RELATA_OK)
        status = put_over(&reader, weights, err);
    rl_weights_free(&reader.file);
    rl_buffer_free(&file);
    return status;
}
