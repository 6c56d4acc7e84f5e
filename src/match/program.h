/* Expressions as programs of our own.
 *
 * PCRE2 decides what an expression is and means. But it is a general engine, and a match near a trigger is a few
 * dozen bytes: most of its time goes into looking after itself. So expressions that are made of common parts are
 * compiled into a program for a small backtracking machine, which gives what PCRE2 gives, or says that it does not know;
 * then PCRE2 is asked, and only then compiles the expression. It never knows better: which characters a class holds is asked of PCRE2, and what takes many
 * steps is left to PCRE2 and its limit. */
#ifndef RL_MATCH_PROGRAM_H
#define RL_MATCH_PROGRAM_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- characters: alphabet.c ---- */

enum {
    RL_AT_END = 256,    /* where a byte would be: the end of the text */
    RL_FIRST_SIZE = 264 /* RL_AT_END and padding */
};

/* What a character's first byte says of it: RL_IN of ASCII alone. */
enum { RL_OUT = 0, RL_IN = 1, RL_LOOK = 2 };

/* What a part of an expression can begin with. */
typedef struct rl_begin {
    uint64_t bytes[4]; /* a bit for each */
    bool at_end;       /* it may match at the end of the text */
    bool is_empty;     /* it may match nothing at all: then what follows counts too */
    bool is_atomic;    /* it may begin with a group that gives nothing back */
} rl_begin;

/* A class of characters, or what a part of an expression can begin with. */
typedef struct rl_char_set {
    rl_begin begin; /* by first bytes: all but what RL_OUT is said of */
    uint64_t hash;  /* of the source */
    char *source;   /* as the expression writes it; NULL for beginnings */
    size_t source_length;
    pcre2_code *code; /* to ask PCRE2; NULL where first bytes say all */
} rl_char_set;

typedef struct rl_alphabet {
    rl_char_set *sets;
    uint8_t (*first)[RL_FIRST_SIZE]; /* of each set, what first bytes say */
    size_t count;
    size_t capacity;
    size_t first_capacity;
    uint16_t recent[256]; /* by hash, the set asked for last: expressions ask for the same few again and again */
} rl_alphabet;

/* What was asked of characters beyond ASCII before, by one thread. A zeroed one is empty. */
enum { RL_ANSWERS = 512 };
typedef struct rl_answers {
    uint64_t keys[RL_ANSWERS]; /* of the set and the character, with the answer as their last bit */
    pcre2_match_data *data;
} rl_answers;

/* The set that the expression `source`, which matches one character, stands for. RL_NONE with RELATA_OK: PCRE2 knows no such
 * expression, or there are too many sets. */
relata_status rl_alphabet_add(rl_alphabet *alphabet, const char *source, size_t length, uint32_t *ret_set,
                              relata_error *err);
/* The set of the bytes that a part can begin with; all of them if it may be empty. */
relata_status rl_alphabet_add_begin(rl_alphabet *alphabet, const rl_begin *begin, uint32_t *ret_set, relata_error *err);
void rl_alphabet_free(rl_alphabet *alphabet);

/* Whether a character beyond ASCII is in the set: the length of the one at `at`, 0 if it is not, RL_UNKNOWN_LENGTH if PCRE2
 * does not say. */
enum { RL_UNKNOWN_LENGTH = 15 };
size_t rl_char_ask(rl_answers *answers, const rl_char_set *set, const unsigned char *at);

/* ---- programs ---- */

typedef enum rl_op_kind {
    RL_OP_MATCH = 0, /* the end of the program; also its first operation, which is not run */
    RL_OP_BYTE,      /* one byte, `set` */
    RL_OP_SET,       /* one character of the set */
    RL_OP_ALL,  /* all characters of the set that there are, and nothing is given back; at least min, which is 0 or 1 */
    RL_OP_SPAN, /* the same, but min to max */
    RL_OP_GREEDY, /* the same, but given back one by one */
    RL_OP_JUMP,
    RL_OP_SPLIT,  /* goes on if what comes next is in the set and may come back for `to`; else to `to` */
    RL_OP_BRANCH, /* the same, but never comes back */
    RL_OP_LAZY,   /* to `to`, and may come back to go on */
    RL_OP_MARK,   /* remembers how much there is to come back to */
    RL_OP_CUT,    /* forgets what was added since the mark */
    RL_OP_TRY,    /* one round more of a loop, like SPLIT, at most `max` times since the mark */
    RL_OP_AGAIN,  /* CUT, then JUMP */
    RL_OP_OPEN,   /* a group's start is here */
    RL_OP_CLOSE,
    RL_OP_PEEK,   /* a peek must hold, else to `to`, or fail if that is 0 */
    RL_OP_LOOK,   /* MARK, and remembers where */
    RL_OP_HELD,   /* CUT, and back to where the LOOK was */
    RL_OP_UNLESS, /* LOOK, and may come back for `to` */
    RL_OP_REFUSE, /* CUT, and fails */
    RL_OP_START,  /* the start of the text */
    RL_OP_END,
    RL_OP_EDGE /* \b */
} rl_op_kind;

typedef struct rl_op {
    uint8_t kind;
    uint8_t slot; /* of a mark; of a group: twice its number, and 1 at its end */
    uint16_t to;
    uint32_t set; /* as rl_set_place gives it; of PEEK: which peek */
    uint16_t min;
    uint16_t max; /* RL_NO_MAXIMUM */
} rl_op;

enum { RL_NO_MAXIMUM = UINT16_MAX };

/* Where the first bytes of a set stand among all: it spares the machine a multiplication. */
static inline uint32_t rl_set_place(size_t set)
{
    return (uint32_t)(set * RL_FIRST_SIZE);
}

/* Short looks ahead and behind, which need nothing to come back to: one of a few rows of sets. */
enum { RL_PEEK_CHARS = 8, RL_PEEK_WAYS = 4 };

typedef struct rl_peek_way {
    uint32_t sets[RL_PEEK_CHARS]; /* as rl_set_place gives them */
    uint32_t not_set;             /* what must not follow; RL_NONE: whatever */
    uint8_t count;
    bool at_edge; /* begins with \b */
} rl_peek_way;

typedef struct rl_peek {
    rl_peek_way ways[RL_PEEK_WAYS];
    uint8_t count;
    bool is_behind;
    bool is_negative;
} rl_peek;

enum { RL_MACHINE_GROUPS = 16, RL_GROUP_NAME = 32 };

typedef struct rl_program {
    rl_op *ops;
    size_t count;
    size_t capacity;
    rl_peek *peeks;
    size_t peek_count;
    size_t peek_capacity;
    size_t group_count; /* with the match as a whole */
    char names[RL_MACHINE_GROUPS][RL_GROUP_NAME + 1];
    bool is_sure; /* PCRE2 can compile the expression too; else it may be too large */
} rl_program;

/* assemble.c: *ret_program is NULL if the expression has parts that no program can have, or is none. */
relata_status rl_program_compile(rl_alphabet *alphabet, const char *expression, size_t length, rl_program **ret_program,
                                 relata_error *err);
void rl_program_free(rl_program *program);

/* ---- machine.c ---- */

/* A zeroed one is good, but for answers.data. */
enum { RL_MACHINE_STACK = 512, RL_MACHINE_SLOTS = 32 };

/* What to come back to. */
typedef struct rl_choice {
    uint32_t at;    /* in the text; of a group's offset: what it was */
    uint32_t floor; /* of GREEDY: what must stay */
    uint16_t op;
    uint8_t kind;
    uint8_t slot;
} rl_choice;

typedef struct rl_machine {
    size_t offsets[2 * RL_MACHINE_GROUPS]; /* of groups, as PCRE2 gives them */
    rl_choice stack[RL_MACHINE_STACK];
    rl_answers answers;
} rl_machine;

typedef enum rl_outcome { RL_NO_MATCH = 0, RL_MATCHED, RL_DONT_KNOW } rl_outcome;

/* Matches at `start`. The text is valid UTF-8 and shorter than 2^31 bytes; `is_begin` says that it begins where ^ may match. */
rl_outcome rl_machine_run(rl_machine *machine, const rl_program *program, const rl_alphabet *alphabet, const char *text,
                          size_t length, size_t start, bool is_begin);

#endif
