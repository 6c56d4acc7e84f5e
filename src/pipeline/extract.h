/* Extraction: each document decided alone, its mentions handed out in text order. */
#ifndef RL_PIPELINE_EXTRACT_H
#define RL_PIPELINE_EXTRACT_H

#include "input/reader.h"
#include "pipeline/engine.h"

relata_status rl_extract(const rl_engine *engine, rl_reader *reader, const relata_extract_options *options,
                         relata_extraction_fn receive, void *user, relata_error *err);

#endif
