/* Questions to a store, answered. */
#ifndef RL_PIPELINE_ASKING_H
#define RL_PIPELINE_ASKING_H

#include "store/ask.h"

/* Answers a question that was checked. The reply's strings live in the asker's arena, until the next question. */
relata_status rl_answer_question(rl_asker *asker, const relata_question *question, relata_reply *ret_reply,
                                 relata_error *err);

#endif
