/* Building: a record of each document, the records in the order of their ids, a network of them all; a store beside it if
 * one is asked for, whose documents are put in as they come, so that their texts need no memory. */
#include "pipeline/build.h"

#include "pipeline/archive.h"
#include "pipeline/collect.h"
#include "pipeline/making.h"
#include "pipeline/settings.h"
#include "pipeline/summary.h"

#include <stdlib.h>

typedef struct building {
    rl_collecting collecting;
    rl_judging judging;
    rl_archive *archive;
    rl_making making;
    rl_record **records;
} building;

static relata_status receive(void *user, rl_collected *collected, relata_error *err)
{
    building *b = user;
    return b->archive == NULL ? RELATA_OK : rl_archive_put(b->archive, collected, err);
}

static relata_status open_store(building *b, const rl_engine *engine, const relata_build_options *options,
                                relata_error *err)
{
    if (options->store == NULL)
        return RELATA_OK;
    relata_status status = rl_archive_create(options->store, engine, &b->archive, err);
    if (status == RELATA_OK)
        status = rl_settings_write(b->archive->store, options, err);
    return status == RELATA_OK ? rl_judging_store(&b->judging, b->archive->store, err) : status;
}

static relata_status collect(building *b, rl_reader *reader, relata_error *err)
{
    rl_collecting *c = &b->collecting;
    relata_status status = rl_collect(c, reader, err);
    if (status != RELATA_OK)
        return status;
    b->records = malloc((c->count + 1) * sizeof *b->records);
    if (b->records == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < c->count; i++)
        b->records[i] = c->items[i]->record;
    return RELATA_OK;
}

static relata_status make(building *b, rl_network **ret_network, relata_error *err)
{
    b->making = (rl_making){.engine = b->collecting.engine,
                            .options = b->collecting.options,
                            .judging = &b->judging,
                            .archive = b->archive,
                            .records = b->records,
                            .count = b->collecting.count};
    relata_status status = rl_network_make(&b->making, ret_network, err);
    if (status == RELATA_OK) {
        (*ret_network)->archive = b->archive;
        (*ret_network)->archive_free = rl_archive_free;
        b->archive = NULL;
    }
    return status;
}

relata_status rl_build(const rl_engine *engine, rl_reader *reader, const relata_build_options *options,
                       rl_network **ret_network, relata_summary *ret_summary, relata_error *err)
{
    building b = {.collecting = {.engine = engine, .options = options, .receive = receive}};
    rl_network *network = NULL;
    b.collecting.judging = &b.judging;
    b.collecting.keep_texts = options->store != NULL;
    b.collecting.user = &b;
    relata_status status = rl_judging_open(&b.judging, options->judgements, engine, err);
    rl_judging_tell(&b.judging, options->notice, options->notice_user);
    if (status == RELATA_OK)
        status = open_store(&b, engine, options, err);
    if (status == RELATA_OK)
        status = collect(&b, reader, err);
    if (status == RELATA_OK)
        status = make(&b, &network, err);
    if (status == RELATA_OK) {
        rl_judging_report(&b.judging, options->notice, options->notice_user);
        relata_reading read = rl_reader_counts(reader);
        status = rl_summarise(&b.making, &b.collecting, &read, network, ret_summary, err);
    }
    if (status == RELATA_OK)
        *ret_network = network;
    else
        rl_network_free(network);
    rl_condensed_free(&b.making.condensed);
    rl_archive_free(b.archive);
    rl_collecting_free(&b.collecting);
    free(b.records);
    rl_judging_free(&b.judging);
    return status;
}
