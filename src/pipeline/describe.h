/* Relations in the words of the caller: ids, offsets, the sentence's text. */
#ifndef RL_PIPELINE_DESCRIBE_H
#define RL_PIPELINE_DESCRIBE_H

#include <relata/relata.h>

#include "base/memory.h"
#include "model/text.h"
#include "pipeline/offsets.h"
#include "relations/relations.h"

typedef struct rl_described_end {
    const char *id;
    const char *name;
} rl_described_end;

/* Describes the relations of one document. A zeroed one with its first five fields set is ready. */
typedef struct rl_describer {
    const rl_text *text;
    const rl_relation_set *set;
    const rl_offsets *offsets;
    rl_arena *strings; /* where texts are copied to */
    rl_buffer *scratch;
    const char *sentence_text; /* of the relation before */
    uint32_t sentence;
} rl_describer;

/* False if there is no memory. */
bool rl_describe(rl_describer *describer, const rl_relation *relation, const rl_described_end *subject,
                 const rl_described_end *object, relata_relation *ret_relation);

#endif
