/* The fixture of tests that read lists: a folder for them, and what a gazetteer and its search need. */
#ifndef LISTS_H
#define LISTS_H

#include "files.h"
#include "types.h"

#include "gazetteer/gazetteer.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/relata-test-XXXXXX";
static rl_gazetteer *gazetteer;
static rl_types types;
static rl_text_rules rules;
static rl_text_worker worker;
static rl_hits hits;

static inline int make_folder(void **state)
{
    (void)state;
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    add_types(&types);
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static inline int make_gazetteer(void **state)
{
    int failed = make_folder(state);
    gazetteer = rl_gazetteer_new(&types);
    return gazetteer == NULL ? -1 : failed;
}

static inline int free_gazetteer(void **state)
{
    (void)state;
    rl_hits_free(&hits);
    rl_gazetteer_free(gazetteer);
    gazetteer = NULL;
    rl_string_map_free(&types);
    rl_text_rules_free(&rules);
    rl_text_worker_free(&worker);
    return rmdir(folder);
}

#endif
