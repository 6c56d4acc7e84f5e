/* Extraction: each document decided alone, its mentions handed out in text order. */
#ifndef RL_PIPELINE_EXTRACT_H
#define RL_PIPELINE_EXTRACT_H

#include "input/reader.h"
#include "pipeline/engine.h"

/* Documents that are in memory, or that something else than a reader has. */
typedef struct rl_documents {
    /* The next document, borrowed until the next call; RELATA_END after the last one. */
    relata_status (*next)(void *user, relata_document *ret_document, relata_error *err);
    void *user;
} rl_documents;

relata_status rl_extract_documents(const rl_engine *engine, const rl_documents *documents,
                                   const relata_extract_options *options, relata_extraction_fn receive, void *user,
                                   relata_error *err);

/* `*ret_left_out` counts the documents in which a judgement cannot be obeyed: they are told of and passed over. */
relata_status rl_extract(const rl_engine *engine, rl_reader *reader, const relata_extract_options *options,
                         relata_extraction_fn receive, void *user, size_t *ret_left_out, relata_error *err);

#endif
