/* What rose and fell between periods, as a table for spreadsheets and as JSON. One table of columns for both; what
 * there is nothing to say of is an empty cell, or not in the object. */
#include "export/attributes.h"
#include "export/export.h"
#include "export/json_values.h"
#include "export/sink.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct trends_writer {
    const rl_network *network;
    rl_sink sink;
    rl_buffer scratch;
} trends_writer;

/* ---- the columns ---- */

typedef struct cell {
    const char *text; /* NULL: a number */
    double number;    /* NAN: nothing */
} cell;

typedef cell (*get_fn)(const rl_network *network, const rl_trend *trend);

static cell text_cell(const char *text)
{
    return (cell){text, NAN};
}

static cell number_cell(double number)
{
    return (cell){NULL, number};
}

/* Of the period before, of which the first has none. */
static cell before_cell(const rl_trend *trend, double number)
{
    return number_cell(trend->slice > 0 ? number : NAN);
}

static const rl_node *node_of(const rl_network *network, const rl_trend *trend)
{
    return &network->nodes[trend->is_edge ? network->edges[trend->element].source : trend->element];
}

/* NULL for the trend of an entity. */
static const rl_node *other_of(const rl_network *network, const rl_trend *trend)
{
    return trend->is_edge ? &network->nodes[network->edges[trend->element].target] : NULL;
}

static cell get_kind(const rl_network *network, const rl_trend *trend)
{
    (void)network;
    return text_cell(trend->is_edge ? "edge" : "entity");
}

static cell get_name(const rl_network *network, const rl_trend *trend)
{
    return text_cell(node_of(network, trend)->label);
}

static cell get_with(const rl_network *network, const rl_trend *trend)
{
    const rl_node *other = other_of(network, trend);
    return text_cell(other == NULL ? NULL : other->label);
}

static cell get_id(const rl_network *network, const rl_trend *trend)
{
    return text_cell(node_of(network, trend)->id);
}

static cell get_with_id(const rl_network *network, const rl_trend *trend)
{
    const rl_node *other = other_of(network, trend);
    return text_cell(other == NULL ? NULL : other->id);
}

static cell get_period(const rl_network *network, const rl_trend *trend)
{
    return text_cell(network->slices[trend->slice].period);
}

static cell get_before(const rl_network *network, const rl_trend *trend)
{
    return text_cell(trend->slice > 0 ? network->slices[trend->slice - 1].period : NULL);
}

static cell get_documents(const rl_network *network, const rl_trend *trend)
{
    (void)network;
    return number_cell((double)trend->documents);
}

static cell get_documents_before(const rl_network *network, const rl_trend *trend)
{
    (void)network;
    return before_cell(trend, (double)trend->documents_before);
}

static cell get_share(const rl_network *network, const rl_trend *trend)
{
    (void)network;
    return number_cell(trend->share);
}

static cell get_share_before(const rl_network *network, const rl_trend *trend)
{
    (void)network;
    return before_cell(trend, trend->share_before);
}

static cell get_change(const rl_network *network, const rl_trend *trend)
{
    (void)network;
    return before_cell(trend, trend->share - trend->share_before);
}

static cell get_log_likelihood(const rl_network *network, const rl_trend *trend)
{
    (void)network;
    return before_cell(trend, trend->log_likelihood);
}

static cell get_count(const rl_network *network, const rl_trend *trend)
{
    (void)network;
    return number_cell((double)trend->count);
}

static cell get_count_before(const rl_network *network, const rl_trend *trend)
{
    (void)network;
    return before_cell(trend, (double)trend->count_before);
}

static const struct column {
    const char *name;
    get_fn get;
} COLUMNS[] = {
    {"kind", get_kind},
    {"name", get_name},
    {"with", get_with},
    {"period", get_period},
    {"before", get_before},
    {"documents", get_documents},
    {"documents_before", get_documents_before},
    {"share", get_share},
    {"share_before", get_share_before},
    {"change", get_change},
    {"log_likelihood", get_log_likelihood},
    {"count", get_count},
    {"count_before", get_count_before},
    {"id", get_id},
    {"with_id", get_with_id},
};

enum { COLUMN_COUNT = sizeof COLUMNS / sizeof COLUMNS[0] };

static const char *clean(trends_writer *w, const char *text)
{
    const char *line = rl_clean_string(text, true, &w->scratch);
    w->sink.no_memory = w->sink.no_memory || w->scratch.failed;
    return line;
}

/* ---- as a table ---- */

static void put_cell(trends_writer *w, cell value)
{
    char number[32];
    if (value.text != NULL)
        rl_sink_put_string(&w->sink, clean(w, value.text));
    else if (isfinite(value.number))
        rl_sink_put(&w->sink, number, rl_number_format(value.number, number));
}

static void write_table(trends_writer *w)
{
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        rl_sink_put_string(&w->sink, c > 0 ? "\t" : "");
        rl_sink_put_string(&w->sink, COLUMNS[c].name);
    }
    rl_sink_put_string(&w->sink, "\n");
    for (size_t i = 0; i < w->network->trend_count && !rl_sink_failed(&w->sink); i++) {
        for (size_t c = 0; c < COLUMN_COUNT; c++) {
            rl_sink_put_string(&w->sink, c > 0 ? "\t" : "");
            put_cell(w, COLUMNS[c].get(w->network, &w->network->trends[i]));
        }
        rl_sink_put_string(&w->sink, "\n");
    }
}

/* ---- as JSON ---- */

static void set(trends_writer *w, json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, value) != 0)
        w->sink.no_memory = true;
}

static int put_piece(const char *bytes, size_t length, void *user)
{
    rl_sink *sink = user;
    rl_sink_put(sink, bytes, length);
    return rl_sink_failed(sink) ? -1 : 0;
}

/* Writes and frees the object, which may be NULL for want of memory. */
static void put_object(trends_writer *w, json_t *object)
{
    bool written = json_dump_callback(object, put_piece, &w->sink, JSON_COMPACT | JSON_REAL_PRECISION(9)) == 0;
    if (!written && !rl_sink_failed(&w->sink))
        w->sink.no_memory = true;
    json_decref(object);
}

static json_t *new_head(trends_writer *w)
{
    char creator[64];
    json_t *object = json_object();
    (void)snprintf(creator, sizeof creator, "relata %s", relata_version());
    set(w, object, "creator", json_string(creator));
    set(w, object, "slice", json_string(w->network->slicing));
    set(w, object, "unsliced", rl_json_whole(w->network->unsliced));
    return object;
}

static json_t *new_period(trends_writer *w, const rl_slice *slice)
{
    json_t *object = json_object();
    set(w, object, "period", json_string(slice->period));
    set(w, object, "documents", rl_json_whole(slice->documents));
    set(w, object, "nodes", rl_json_whole(slice->network->node_count));
    set(w, object, "edges", rl_json_whole(slice->network->edge_count));
    return object;
}

static json_t *new_trend(trends_writer *w, const rl_trend *trend)
{
    json_t *object = json_object();
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        cell value = COLUMNS[c].get(w->network, trend);
        if (value.text != NULL)
            set(w, object, COLUMNS[c].name, json_string(clean(w, value.text)));
        else if (isfinite(value.number))
            set(w, object, COLUMNS[c].name, rl_json_number(value.number));
    }
    return object;
}

static void write_json(trends_writer *w)
{
    const rl_network *network = w->network;
    rl_sink_put_string(&w->sink, "{\"attributes\":");
    put_object(w, new_head(w));
    rl_sink_put_string(&w->sink, ",\n\"periods\":[");
    for (size_t i = 0; i < network->slice_count && !rl_sink_failed(&w->sink); i++) {
        rl_sink_put_string(&w->sink, i == 0 ? "\n" : ",\n");
        put_object(w, new_period(w, &network->slices[i]));
    }
    rl_sink_put_string(&w->sink, "\n],\n\"trends\":[");
    for (size_t i = 0; i < network->trend_count && !rl_sink_failed(&w->sink); i++) {
        rl_sink_put_string(&w->sink, i == 0 ? "\n" : ",\n");
        put_object(w, new_trend(w, &network->trends[i]));
    }
    rl_sink_put_string(&w->sink, "\n]}\n");
}

/* ---- the files ---- */

static const struct file {
    const char *name;
    void (*write)(trends_writer *w);
} FILES[] = {{"trends.tsv", write_table}, {"trends.json", write_json}};

enum { FILE_COUNT = sizeof FILES / sizeof FILES[0] };

const char *rl_trends_name(size_t index)
{
    return index < FILE_COUNT ? FILES[index].name : NULL;
}

relata_status rl_trends_write(const rl_network *network, const char *name, relata_write_fn write, void *user,
                              relata_error *err)
{
    size_t file = 0;
    while (file < FILE_COUNT && strcmp(FILES[file].name, name) != 0)
        file++;
    if (file == FILE_COUNT || network->slicing == NULL)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "the network has no trends to write as \"%s\"",
                            name);
    trends_writer w = {.network = network, .sink = {.write = write, .user = user}};
    FILES[file].write(&w);
    rl_buffer_free(&w.scratch);
    return rl_sink_finish(&w.sink, err);
}
