/* Learned weights by what they are weights of: rows of the words that weights files name, and of kinds of tokens.
 *
 * An observation is found by the key of its name and values. But most values are one word and how many words the span has,
 * and most words have no weight at all. So rows are also kept by word: a word that was seen before says with one look which
 * rows are its own, of all observations that a single word makes, and a sum takes them without a hash. */
#ifndef RL_RECOGNISE_WORD_ROWS_H
#define RL_RECOGNISE_WORD_ROWS_H

#include "recognise/templates.h"

#include "model/text.h"

enum { RL_LENGTHS = RL_SAYS_LENGTH_MORE - RL_SAYS_LENGTH_1 + 1 };

/* What a group has rows by: columns of a word. */
typedef enum rl_row_group {
    RL_ROWS_INSIDE = 0, /* RL_COLUMN_… */
    RL_ROWS_LAST_2,     /* letters; these by length */
    RL_ROWS_LAST_3,
    RL_ROWS_LAST_4,
    RL_ROWS_FIRST_3, /* and those of the last word: RL_LENGTHS */
    RL_ROWS_LEFT,
    RL_ROWS_RIGHT,
    RL_ROWS_SECOND_LEFT,
    RL_ROWS_SECOND_RIGHT,
    RL_ROWS_LEFT_3,
    RL_ROWS_PAIRS, /* no rows: bits, RL_PAIR_… */
    RL_ROW_GROUPS
} rl_row_group;

enum { RL_COLUMN_ONLY = 0, RL_COLUMN_FIRST, RL_COLUMN_LAST, RL_COLUMN_INNER, RL_COLUMN_BEFORE_OF, RL_COLUMNS_INSIDE };

/* In which observations of several values some weight has the word. */
enum {
    RL_PAIR_LEFT = 1u << 0,        /* left words: the one beside the span, … */
    RL_PAIR_SECOND_LEFT = 1u << 1, /* … the one before */
    RL_PAIR_RIGHT = 1u << 2,
    RL_PAIR_SECOND_RIGHT = 1u << 3,
    RL_PAIR_ACROSS_LEFT = 1u << 4, /* left and right word */
    RL_PAIR_ACROSS_RIGHT = 1u << 5,
    RL_PAIR_BEFORE = 1u << 6,
    RL_PAIR_BEYOND = 1u << 7,
    RL_PAIR_LISTED_BEYOND = 1u << 8
};

typedef struct rl_row_slot {
    uint64_t hash; /* of the word or letters */
    uint32_t at;   /* its first row, or its bits; 0: empty */
} rl_row_slot;

typedef struct rl_row_table {
    rl_fixed_row *rows; /* the first are noughts */
    rl_row_slot *slots;
    size_t mask;
} rl_row_table;

/* Words and signs that evidence asks for by name. */
typedef enum rl_little_word {
    RL_LITTLE_NONE = 0,
    RL_LITTLE_THE,
    RL_LITTLE_A,
    RL_LITTLE_AN,
    RL_LITTLE_AND,
    RL_LITTLE_OF,
    RL_LITTLE_FOR,
    RL_LITTLE_TO,
    RL_LITTLE_FROM,
    RL_LITTLE_WHO,
    RL_LITTLE_WHOSE,
    RL_LITTLE_BASED, /* these stand behind a place and a hyphen */
    RL_LITTLE_BORN,
    RL_LITTLE_BOUND,
    RL_LITTLE_AREA,
    RL_LITTLE_HEADQUARTERED,
    RL_LITTLE_RAISED,
    RL_LITTLE_AD, /* eras */
    RL_LITTLE_BC,
    RL_LITTLE_BCE,
    RL_LITTLE_CE,
    RL_LITTLE_CENTURY,
    RL_LITTLE_COMMA,
    RL_LITTLE_AMPERSAND,
    RL_LITTLE_DOLLAR,
    RL_LITTLE_FIRST_CURRENCY = RL_LITTLE_DOLLAR, /* and those behind it */
    RL_LITTLE_POUND,
    RL_LITTLE_EURO,
    RL_LITTLE_COUNT
} rl_little_word;

/* What evidence by constants alone says of a token. */
typedef struct rl_token_kind {
    uint8_t shape; /* these: rl_constant */
    uint8_t class;
    uint8_t name;
    uint8_t edge;
    uint8_t shape_part; /* in a row of several */
    uint8_t name_part;
    uint8_t little; /* rl_little_word */
    bool dull;      /* beside a span it is evidence of nothing, whatever the span is */
    bool joins;     /* beside a span it may belong to the same name */
} rl_token_kind;

/* A word as tokens write it, with its classes: all that is known of it wherever it stands, and where its rows begin. Rows are
 * looked up when they are asked for first: until then those in a span or those beside it are RL_NONE. */
typedef struct rl_known_word {
    uint64_t hash;
    uint64_t says;  /* classes, shape and the like */
    uint64_t value; /* the hash that observations have of it */
    rl_token_kind kind;
    uint64_t document;  /* the last one that wrote it with a capital, … */
    uint32_t seen;      /* … and its row there among such words */
    uint32_t kind_rows; /* the number of its kind */
    uint32_t word;      /* in a span: these are noughts or begin rows of their groups */
    uint32_t last_2;
    uint32_t last_3;
    uint32_t last_4;
    uint32_t first_3;
    uint32_t pairs; /* beside it: RL_PAIR_… */
    uint32_t left;
    uint32_t right;
    uint32_t second_left;
    uint32_t second_right;
    uint32_t left_3;
} rl_known_word;

typedef struct rl_known_slot {
    uint32_t number; /* of the word, + 1; 0: empty */
    uint32_t tag;    /* other bits of its hash than those it stands by */
} rl_known_slot;

/* The sums of all such observations of one token. */
typedef struct rl_kind_rows {
    rl_token_kind kind;
    rl_fixed_row only;
    rl_fixed_row inner;
    rl_fixed_row before_of;
    rl_fixed_row first[RL_LENGTHS];
    rl_fixed_row last[RL_LENGTHS];
    rl_fixed_row left[RL_LENGTHS];
    rl_fixed_row right[RL_LENGTHS];
} rl_kind_rows;

typedef struct rl_kind_slot {
    uint64_t key;
    uint32_t number; /* + 1 */
} rl_kind_slot;

/* A little word with its hash. */
typedef struct rl_little_slot {
    uint64_t hash;
    uint8_t word; /* RL_LITTLE_NONE: empty */
} rl_little_slot;

/* The sum of the rows of shapes and names of several tokens. */
typedef struct rl_joined_rows {
    uint64_t key;
    rl_fixed_row sum;
} rl_joined_rows;

enum { RL_KIND_BITS = 9, RL_JOINED_BITS = 11, RL_ENTRY_BITS = 9 };

/* Of one thread. */
typedef struct rl_word_rows {
    rl_row_table of[RL_ROW_GROUPS];
    rl_known_word *words; /* those of this document, and many of those before it */
    size_t word_count;
    size_t word_capacity;
    rl_known_slot *slots;
    size_t slot_count; /* a power of two */
    rl_kind_rows *kinds;
    size_t kind_count;
    size_t kind_capacity;
    rl_kind_slot *kind_slots; /* these: what came last, where its key belongs */
    rl_joined_rows *joined;
    rl_joined_rows *entries; /* of what is observed of list entries */
    rl_little_slot *little;
    float most; /* the largest weight, whatever its sign */
} rl_word_rows;

/* Sorts the weights anew. False if there is no memory. */
bool rl_word_rows_fill(rl_word_rows *rows, const rl_vocabulary *vocabulary, const rl_learned *learned);
void rl_word_rows_free(rl_word_rows *rows);

/* Where the rows of a word or of letters begin. */
uint32_t rl_word_rows_find(const rl_word_rows *rows, rl_row_group group, uint64_t hash);

#endif
