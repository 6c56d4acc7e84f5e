/* The reader's inside, shared by the walk over the inputs (reader.c) and what makes documents of a file (documents.c). */
#ifndef RL_INPUT_READING_H
#define RL_INPUT_READING_H

#include "base/file.h"
#include "base/hash.h"
#include "input/jsonl.h"
#include "input/kinds.h"
#include "input/lines.h"
#include "input/page.h"
#include "input/reader.h"

struct rl_reader {
    char **inputs;
    size_t input_count;
    size_t next_input;
    rl_file_list folder; /* the files of the folder that is being read */
    size_t next_file;
    rl_string_map seen; /* ids of the files, folders and standard input reached so far */
    rl_buffer file_id;  /* id of the file that is being read */
    bool is_standard;   /* it is standard input */
    bool has_lines;     /* a line of it was not blank */
    rl_buffer id;       /* of the line that was returned last, if it names none itself */
    rl_buffer text;     /* of the document that was returned last, if it is not as the input has it */
    rl_buffer scratch;  /* bad UTF-8 repaired: a line, a page */
    rl_lines lines;
    rl_json_document json;
    rl_page page;
    char date[RL_DATE_SIZE];
    bool keep_boilerplate;
    relata_next_fn next; /* gives the documents instead of inputs; else NULL (given.c) */
    void *next_user;
    const rl_reader *origin; /* which the function's documents come from, or NULL */
    size_t given;   /* documents that it gave */
    bool has_ended; /* it has no more, or failed */
    relata_notice_fn notice;
    void *user;
    relata_reading counts;
};

/* ---- trouble ---- */

/* Tells of something; `skipped` if it cost an input. */
void rl_reader_tell(rl_reader *reader, const relata_error *what, bool skipped);

/* An input that failed is skipped: RELATA_END then says that it gave no document. Want of memory goes up. */
relata_status rl_reader_skip(rl_reader *reader, const relata_error *what, relata_error *err);
relata_status rl_reader_skip_because(rl_reader *reader, relata_status status, const char *path, size_t line,
                                     const char *why);

/* ---- documents of the open file ---- */

/* Opens a file, or "-", and returns its first document, or RELATA_END if it gives none. */
relata_status rl_reader_open(rl_reader *reader, const char *path, relata_document *ret, relata_error *err);

/* The next document of the reader's function. RELATA_END after the last one. */
relata_status rl_reader_next_given(rl_reader *reader, relata_document *ret, relata_error *err);

/* The next line that is a document, or RELATA_END, and then the file is closed. */
relata_status rl_reader_read_lines(rl_reader *reader, relata_document *ret, relata_error *err);

#endif
