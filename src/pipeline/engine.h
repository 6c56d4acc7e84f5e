/* The engine: all that is read before the first document, then sealed and shared by threads. */
#ifndef RL_PIPELINE_ENGINE_H
#define RL_PIPELINE_ENGINE_H

#include "base/error.h"
#include "base/file.h"
#include "gazetteer/gazetteer.h"
#include "match/match.h"
#include "recognise/evidence.h"
#include "relations/relations.h"
#include "resolve/variants.h"
#include "text/rules.h"

typedef struct rl_engine {
    rl_types types;
    rl_gazetteer *gazetteer;
    rl_pattern_set patterns;
    const char **pattern_names; /* by pattern */
    rl_relation_set *relations;
    rl_text_rules rules;
    rl_weights weights;
    rl_variants variants;
    rl_file_list furniture; /* read when the engine is sealed: how phrases are cut depends on the lists */
    rl_file_list files; /* all that were read, in their order */
    bool has_lists; /* shipped ones */
    bool own_weights; /* learned weights that somebody asked for */
    bool sealed;
    bool broken; /* sealing failed half-way: nothing more can be done with it */
} rl_engine;

rl_engine *rl_engine_new(void); /* NULL if there is no memory */
void rl_engine_free(rl_engine *engine);
relata_status rl_engine_add_gazetteer(rl_engine *engine, const char *path, bool shipped, relata_error *err);
relata_status rl_engine_add_rules(rl_engine *engine, const char *path, relata_error *err);
relata_status rl_engine_use_weights(rl_engine *engine, const char *path, relata_error *err);
relata_status rl_engine_seal(rl_engine *engine, relata_error *err);

#endif
