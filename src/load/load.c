/* Opening the files of a network: which they are, and the order in which their parts are read. Nodes come before edges,
 * wherever they stand, so that the ends of edges are known. */
#include "load/load.h"

#include "base/file.h"
#include "load/internal.h"

#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT ((size_t)1 << 34)

static const char GRAPH[] = "graph.json", RELATIONS[] = "relations.json";

/* ---- one file ---- */

static bool read_directed(rl_loading *l, bool *ret_directed)
{
    rl_load_piece piece = l->parts[RL_LOAD_DIRECTED];
    json_t *value = NULL;
    if (!piece.is_there)
        return true;
    if (!rl_load_parse(l, piece, &value))
        return false;
    bool known = json_is_boolean(value);
    *ret_directed = json_is_true(value);
    json_decref(value);
    return known || rl_load_refuse_at(l, piece.start, "not a relata network: \"directed\" is not true or false");
}

/* The one file has undirected edges, the other directed ones. */
static bool check_kind(rl_loading *l)
{
    bool directed = false;
    if (!read_directed(l, &directed))
        return false;
    if (directed == l->network->is_directed)
        return true;
    return rl_load_refuse_at(l, 0,
                             directed ? "this is a network of relations; the file of who appears with whom is wanted"
                                      : "this is not a network of relations: its edges are not directed");
}

static bool check_parts(rl_loading *l)
{
    if (!l->parts[RL_LOAD_NODES].is_there)
        return rl_load_refuse_at(l, 0, "not a relata network: it has no \"nodes\"");
    return l->parts[RL_LOAD_EDGES].is_there || rl_load_refuse_at(l, 0, "not a relata network: it has no \"edges\"");
}

static bool read_file(rl_loading *l)
{
    l->status = rl_file_read(l->source, FILE_LIMIT, &l->file, l->err);
    if (l->status == RELATA_OK && rl_buffer_string(&l->file) == NULL)
        return rl_load_no_memory(l);
    bool marked = l->file.length >= 3 && memcmp(l->file.bytes, "\xEF\xBB\xBF", 3) == 0;
    l->at = marked ? 3 : 0;
    return l->status == RELATA_OK;
}

static relata_status load_file(const char *path, rl_network *network, rl_arena *arena, relata_error *err)
{
    rl_loading l = {.source = path, .network = network, .arena = arena, .err = err};
    if (read_file(&l) && rl_load_parts(&l) && check_parts(&l) && check_kind(&l) && rl_load_head(&l) &&
        rl_load_copies(&l) && rl_load_nodes(&l) && rl_load_edges(&l))
        rl_load_measures(&l);
    rl_buffer_free(&l.file);
    rl_buffer_free(&l.clean);
    rl_string_map_free(&l.ids);
    free(l.shared.slots);
    return l.status;
}

/* ---- both files ---- */

static bool join(const char *folder, size_t length, const char *name, rl_buffer *ret)
{
    (void)rl_buffer_append(ret, folder, length);
    if (length > 0 && folder[length - 1] != '/')
        (void)rl_buffer_append_char(ret, '/');
    (void)rl_buffer_append_string(ret, name);
    return rl_buffer_string(ret) != NULL;
}

/* The path of relations.json stays empty where none is looked for. */
static bool find_files(const char *path, rl_buffer *ret_graph, rl_buffer *ret_relations)
{
    size_t length = strlen(path);
    if (rl_path_is_folder(path))
        return join(path, length, GRAPH, ret_graph) && join(path, length, RELATIONS, ret_relations);
    const char *name = rl_path_name(path);
    bool beside = strcmp(name, GRAPH) == 0;
    return rl_buffer_append(ret_graph, path, length) && rl_buffer_string(ret_graph) != NULL &&
           (!beside || join(path, (size_t)(name - path), RELATIONS, ret_relations));
}

static relata_status load_relations(const char *path, rl_network *network, relata_error *err)
{
    if (!rl_path_is_file(path))
        return RELATA_OK;
    network->relations = calloc(1, sizeof *network->relations);
    if (network->relations == NULL)
        return rl_error_memory(err);
    network->relations->is_directed = true;
    return load_file(path, network->relations, &network->arena, err);
}

relata_status rl_network_load(const char *path, rl_network **ret_network, relata_error *err)
{
    rl_buffer graph = {0}, relations = {0};
    rl_network *network = calloc(1, sizeof *network);
    bool found = network != NULL && find_files(path, &graph, &relations);
    relata_status status = found ? load_file(graph.bytes, network, &network->arena, err) : rl_error_memory(err);
    if (status == RELATA_OK && relations.length > 0)
        status = load_relations(relations.bytes, network, err);
    rl_buffer_free(&graph);
    rl_buffer_free(&relations);
    if (status == RELATA_OK)
        *ret_network = network;
    else
        rl_network_free(network);
    return status;
}
