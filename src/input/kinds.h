/* Kinds of files, by their names. */
#ifndef RL_INPUT_KINDS_H
#define RL_INPUT_KINDS_H

typedef enum rl_file_kind { RL_FILE_OTHER = 0, RL_FILE_TEXT, RL_FILE_LINES, RL_FILE_PAGE } rl_file_kind;

/* The kind that a path's extension names; ".gz" and ".zst" behind it are passed over. */
rl_file_kind rl_kind_of_path(const char *path);

#endif
