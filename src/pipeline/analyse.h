/* One document through the stages: text, lists, patterns, recognition, resolution. */
#ifndef RL_PIPELINE_ANALYSE_H
#define RL_PIPELINE_ANALYSE_H

#include "base/table.h"
#include "model/record.h"
#include "pipeline/engine.h"
#include "pipeline/offsets.h"
#include "recognise/recognise.h"
#include "relate/relate.h"
#include "relations/relations.h"
#include "repeat/lines.h"
#include "repeat/passages.h"
#include "resolve/document.h"
#include "text/text.h"

/* What else would not count, and is kept. */
typedef struct rl_keeping {
    bool furniture;
    bool repeats;
} rl_keeping;

/* A thread's memory for analysing documents, and the analysis of the latest one. A zeroed one is empty until
 * rl_analyst_init. */
typedef struct rl_analyst {
    const rl_engine *engine;
    rl_keeping keeping; /* all false after rl_analyst_init */
    rl_text_worker text_worker;
    rl_hits hits;
    rl_match_worker match_worker;
    rl_recogniser *recogniser;
    rl_resolver *resolver;
    rl_relater relater;
    rl_passages passages;
    rl_text_lines lines; /* of the document whose record was made last */
    rl_relation_finder *relation_finder;
    bool *joins;
    size_t join_capacity;
    /* scratch for records */
    rl_table forms; /* by entity and text */
    rl_string_map shown_numbers;
    rl_offsets offsets; /* once they were read */
    rl_buffer scratch;
    rl_buffer strings;
    uint32_t *shown_offsets;
    size_t shown_capacity;
    bool *said; /* by entity: it has a mention that is not repeated */
    size_t said_capacity;
    rl_mention *counted; /* the mentions that count … */
    size_t counted_count;
    size_t counted_capacity;
    uint32_t *form_of; /* … by them: the form, … */
    size_t form_of_capacity;
    uint32_t *line_of; /* … the line in the record, or RL_NONE */
    size_t line_of_capacity;
    rl_local_entity *divided; /* the entities, once judgements divided them */
    /* the analysis, valid until the next one */
    rl_text text;
    rl_findings findings; /* what the recogniser was given */
    rl_mention *mentions;
    size_t mention_count;
    const rl_local_entity *entities;
    size_t entity_count;
    size_t repeat_count; /* passages that the document says twice */
    const rl_relation *relations; /* once rl_analyse_relations was called */
    size_t relation_count;
} rl_analyst;

bool rl_analyst_init(rl_analyst *analyst, const rl_engine *engine);
void rl_analyst_free(rl_analyst *analyst);

relata_status rl_analyse(rl_analyst *analyst, const char *bytes, size_t length, relata_error *err);

/* Decides which mentions count: not those in repeated passages, unless their entity would be lost with them. */
bool rl_analyst_count(rl_analyst *analyst);

/* Finds the relations of the analysed document, whose entities are as judgements divided them. */
relata_status rl_analyse_relations(rl_analyst *analyst, relata_error *err);

/* What to keep of the analysed document. `window` NULL: only its entities. The record owns its memory. */
relata_status rl_record_make(rl_analyst *analyst, const rl_window *window, const char *id, const char *date,
                             rl_record *ret_record, relata_error *err);
/* Finds the relations of the analysed document and adds them to its record. */
relata_status rl_record_add_relations(rl_analyst *analyst, rl_record *record, relata_error *err);

#endif
