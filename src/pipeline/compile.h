/* Compiled gazetteers as files. */
#ifndef RL_PIPELINE_COMPILE_H
#define RL_PIPELINE_COMPILE_H

#include <relata/gazetteer.h>

#include "base/error.h"

/* As relata_gazetteer_compile. */
relata_status rl_compile_lists(const char *const *paths, size_t count, const char *output, relata_compiled *ret,
                               relata_error *err);

#endif
