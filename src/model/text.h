/* A document's text after the text stage: valid UTF-8, tokens, sentences, paragraphs.
 *
 * Offsets of tokens and sentences are bytes in `bytes`. Where the input held bad UTF-8, `bytes` is a repaired copy and
 * `repairs` says, in order, where each replacement stands, so that every offset leads back to the input. */
#ifndef RL_MODEL_TEXT_H
#define RL_MODEL_TEXT_H

#include "model/lexicon.h"

#include <stddef.h>
#include <stdint.h>

/* Documents beyond this are refused: offsets are 32 bits. */
#define RL_TEXT_LIMIT ((size_t)1 << 29)

/* In this order: words stand together, and so do words with a capital. */
typedef enum rl_shape {
    RL_SHAPE_OTHER = 0,   /* any other symbol */
    RL_SHAPE_LOWER,       /* word, al-like */
    RL_SHAPE_CAPITALISED, /* Word, and one capital letter that is not an initial with its full stop */
    RL_SHAPE_ALL_CAPS,    /* WORD, US, G20 */
    RL_SHAPE_DOTTED,      /* U.S. */
    RL_SHAPE_INITIAL,     /* J. */
    RL_SHAPE_MIXED,       /* McDonald, iPhone, YouTube: a capital after a small letter */
    RL_SHAPE_NUMBER,      /* 2025, 1,000, 3.5, 55th */
    RL_SHAPE_POSSESSIVE,  /* 's; a bare ' after s cannot be told from a closing quote: punctuation */
    RL_SHAPE_HYPHEN,      /* - and its Unicode forms that join words */
    RL_SHAPE_PUNCTUATION  /* everything else that separates */
} rl_shape;

enum {
    RL_TOKEN_SPACE_BEFORE = 1u << 0,   /* white space (any kind) stands before it */
    RL_TOKEN_LINE_BEFORE = 1u << 1,    /* … which holds a line break */
    RL_TOKEN_SENTENCE_START = 1u << 2, /* the first word of its sentence, quotes and bullets aside */
    RL_TOKEN_FURNITURE = 1u << 3,      /* part of a page's furniture: never part of a name */
    RL_TOKEN_UNGLUED = 1u << 4,        /* cut off from the word before it, which it was glued to ("contentPrime") */
    RL_TOKEN_REPEATED = 1u << 5        /* in a passage that the document has said before */
};

typedef struct rl_token {
    uint64_t hash; /* of the folded form */
    rl_classes classes; /* filled by the gazetteer stage */
    uint32_t start; /* bytes */
    uint32_t end;
    uint32_t fold; /* offset of the folded form in rl_text.folded */
    uint16_t fold_length;
    uint8_t shape; /* rl_shape */
    uint8_t flags;
    uint32_t sentence;
} rl_token;

enum {
    RL_SENTENCE_HEADLINE = 1u << 0, /* a line without a full stop at its end, mostly capitalised */
    RL_SENTENCE_ALL_CAPS = 1u << 1, /* all its words are in capitals */
    RL_SENTENCE_NO_STOP = 1u << 2   /* does not end in . ! ? */
};

typedef struct rl_sentence {
    uint32_t start; /* bytes, without outer white space */
    uint32_t end;
    uint32_t first; /* tokens */
    uint32_t last;  /* exclusive */
    uint32_t paragraph;
    uint32_t flags;
} rl_sentence;

typedef struct rl_repair {
    uint32_t start;       /* where U+FFFD stands in `bytes` (three bytes long) */
    uint32_t input_start; /* where the bad bytes stand in the input */
    uint32_t input_length;
} rl_repair;

enum { RL_FOLDED_BEHIND = 16 };

typedef struct rl_text {
    const char *bytes;
    size_t length;
    const char *folded; /* all folded forms, one after the other; behind them RL_FOLDED_BEHIND bytes can be read */
    rl_token *tokens;
    size_t token_count;
    rl_sentence *sentences;
    size_t sentence_count;
    size_t paragraph_count;
    const rl_repair *repairs;
    size_t repair_count;
    size_t furniture_count; /* phrases of furniture */
} rl_text;

#endif
