/* A program of somebody else: uses the installed library through its public header alone. Builds the network of one
 * document and prints how much is in it.
 *
 *   client GAZETTEERS DOCUMENT */
#include <relata/relata.h>

#include <stdio.h>

static bool print_bytes(void *user, const char *bytes, size_t length)
{
    (void)user;
    return fwrite(bytes, 1, length, stdout) == length;
}

static relata_status prepare(relata_engine *engine, const char *gazetteers, relata_error *err)
{
    relata_status status = relata_engine_add_gazetteer(engine, gazetteers, true, err);
    if (status == RELATA_OK)
        status = relata_engine_add_rules(engine, gazetteers, err);
    return status == RELATA_OK ? relata_engine_seal(engine, err) : status;
}

static relata_status print_network(const relata_engine *engine, const char *document, relata_error *err)
{
    relata_build_options options;
    relata_build_options_init(&options);
    relata_reader *reader = NULL;
    relata_status status = relata_reader_new(&document, 1, NULL, NULL, &reader, err);
    if (status != RELATA_OK)
        return status;
    relata_network *network = NULL;
    relata_summary summary;
    status = relata_build(engine, reader, &options, &network, &summary, err);
    if (status == RELATA_OK) {
        (void)fprintf(stderr, "%zu documents, %zu entities, %zu edges\n", summary.documents, summary.entities,
                      summary.edges);
        status = relata_network_write(network, "graphml", print_bytes, NULL, err);
    }
    relata_network_free(network);
    relata_reader_free(reader);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    relata_error err = {0};
    relata_engine *engine = NULL;
    relata_status status = relata_engine_new(&engine, &err);
    if (status == RELATA_OK)
        status = prepare(engine, argv[1], &err);
    if (status == RELATA_OK)
        status = print_network(engine, argv[2], &err);
    relata_engine_free(engine);
    if (status != RELATA_OK) {
        char message[1200];
        (void)relata_error_format(&err, message, sizeof message);
        (void)fprintf(stderr, "%s\n", message);
    }
    return status == RELATA_OK ? 0 : 1;
}
