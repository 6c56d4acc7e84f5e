/* What of a folder with gazetteers is read. */
#ifndef RL_PIPELINE_FOLDER_H
#define RL_PIPELINE_FOLDER_H

#include "base/error.h"
#include "base/file.h"

#define RL_LIST_EXTENSION ".tsv"
#define RL_COMPILED_EXTENSION ".rgz"

/* Takes out of the list what need not be read: lists that a compiled gazetteer of the folder was made from and that have
 * not changed since, and compiled gazetteers some of whose lists have. */
relata_status rl_folder_choose(rl_file_list *list, relata_error *err);

#endif
