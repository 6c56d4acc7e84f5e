/* Offsets and relations in the words of the caller: units that were asked for, ids, the sentence's text. */
#ifndef RL_PIPELINE_DESCRIBE_H
#define RL_PIPELINE_DESCRIBE_H

#include <relata/relata.h>

#include "base/memory.h"
#include "model/text.h"
#include "relations/relations.h"

/* Walks the text once, counting in the unit that was asked for. */
typedef struct rl_counter {
    const rl_text *text;
    relata_offsets unit;
    size_t at;     /* byte in text->bytes */
    size_t count;  /* units before it */
    size_t repair; /* the next repair that lies at or after `at` */
} rl_counter;

/* The offset of byte `to`, which is not before that of the last call. */
size_t rl_offset_of(rl_counter *counter, size_t to);

typedef struct rl_described_end {
    const char *id;
    const char *name;
} rl_described_end;

/* Describes the relations of one document. A zeroed one with its first four fields set is ready. */
typedef struct rl_describer {
    const rl_text *text;
    const rl_relation_set *set;
    relata_offsets unit;
    rl_arena *strings; /* where texts are copied to */
    rl_buffer scratch;
    const char *sentence_text; /* of the relation before */
    uint32_t sentence;
} rl_describer;

/* Fills all but the offsets, which are bytes of the text until rl_describe_offsets. False if there is no memory. */
bool rl_describe(rl_describer *describer, const rl_relation *relation, const rl_described_end *subject,
                 const rl_described_end *object, relata_relation *ret_relation);
/* Turns bytes into the unit that was asked for, of all relations together: a text is walked once. */
bool rl_describe_offsets(rl_describer *describer, relata_relation *relations, size_t count);
void rl_describer_free(rl_describer *describer);

#endif
