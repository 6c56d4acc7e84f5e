/* Builds the network of articles, prints its ten strongest edges with the sentence that shows each, and saves it.
 *
 *   strongest GAZETTEERS GRAPH.json INPUT... */
#include <relata/network.h>
#include <relata/relata.h>

#include <stdio.h>

enum { MOST = 10 };

static relata_status make_engine(const char *gazetteers, relata_engine **ret_engine, relata_error *err)
{
    relata_status status = relata_engine_new(ret_engine, err);
    if (status == RELATA_OK)
        status = relata_engine_add_gazetteer(*ret_engine, gazetteers, true, err);
    if (status == RELATA_OK)
        status = relata_engine_add_rules(*ret_engine, gazetteers, err);
    return status == RELATA_OK ? relata_engine_seal(*ret_engine, err) : status;
}

/* The indexes of the heaviest edges, of equal weight in their order; the last place is for what is pushed out. */
static size_t find_strongest(const relata_network *network, size_t ret_strongest[MOST + 1])
{
    double weights[MOST + 1];
    size_t count = 0;
    relata_edge edge;
    for (size_t i = 0; relata_network_edge(network, i, &edge, NULL) == RELATA_OK; i++) {
        size_t at = count;
        for (; at > 0 && weights[at - 1] < edge.weight; at--) {
            weights[at] = weights[at - 1];
            ret_strongest[at] = ret_strongest[at - 1];
        }
        weights[at] = edge.weight;
        ret_strongest[at] = i;
        count = count < MOST ? count + 1 : MOST;
    }
    return count;
}

static void print_edge(const relata_network *network, size_t index)
{
    relata_edge edge = {0};
    relata_node source, target;
    relata_place place;
    (void)relata_network_edge(network, index, &edge, NULL);
    (void)relata_network_node(network, edge.source, &source, NULL);
    (void)relata_network_node(network, edge.target, &target, NULL);
    printf("%s - %s, %g\n", source.label, target.label, edge.weight);
    if (relata_network_evidence(network, index, 0, &place, NULL) == RELATA_OK)
        printf("  \"%s\"\n", place.text);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    relata_error err = {0};
    relata_engine *engine = NULL;
    relata_reader *reader = NULL;
    relata_network *network = NULL;
    const char *const *inputs = (const char *const *)&argv[3], *output = argv[2];
    relata_status status = make_engine(argv[1], &engine, &err);
    if (status == RELATA_OK)
        status = relata_reader_new(inputs, (size_t)argc - 3, NULL, NULL, &reader, &err);
    if (status == RELATA_OK)
        status = relata_build(engine, reader, NULL, &network, NULL, &err);
    if (status == RELATA_OK)
        status = relata_network_save(network, &output, 1, &err);
    size_t strongest[MOST + 1], count = status == RELATA_OK ? find_strongest(network, strongest) : 0;
    for (size_t i = 0; i < count; i++)
        print_edge(network, strongest[i]);
    if (status != RELATA_OK)
        fprintf(stderr, "strongest: %s: %s\n", err.source, err.message);
    relata_network_free(network);
    relata_reader_free(reader);
    relata_engine_free(engine);
    return status == RELATA_OK ? 0 : 1;
}
