/* The text stage: bytes to tokens, sentences and paragraphs.
 *
 * A worker owns the arrays and lends them to the rl_text that it fills, so that nothing is allocated per document once
 * they have grown. The text is valid until the next call with the same worker. */
#ifndef RL_TEXT_TEXT_H
#define RL_TEXT_TEXT_H

#include "base/error.h"
#include "base/memory.h"
#include "model/text.h"
#include "text/rules.h"

/* Lists without full stops can run on for pages; what works on sentences may rely on this bound. */
enum { RL_SENTENCE_LONGEST = 1000 }; /* tokens */

typedef struct rl_text_worker {
    rl_buffer repaired;
    rl_buffer folded;
    rl_buffer word;
    rl_token *tokens;
    size_t token_count;
    size_t token_capacity;
    rl_sentence *sentences;
    size_t sentence_count;
    size_t sentence_capacity;
    rl_repair *repairs;
    size_t repair_count;
    size_t repair_capacity;
    uint32_t *gaps; /* tokens that a sentence may begin with, in order: what stands before the others is a plain word */
    size_t gap_count;
    size_t gap_capacity;
    uint32_t *openings; /* tokens that a phrase of furniture may begin with, in order */
    size_t opening_count;
    size_t opening_capacity;
    uint32_t *edges; /* where phrases of furniture begin and where what follows them does, in order */
    size_t edge_count;
    size_t edge_capacity;
} rl_text_worker;

/* Reads `bytes` (borrowed for as long as the text is used). */
relata_status rl_text_read(rl_text_worker *worker, const rl_text_rules *rules, const char *bytes, size_t length,
                           rl_text *ret_text, relata_error *err);

/* Tokens of a single name from a list: as rl_text_read, but a full stop after a word always belongs to it and nothing
 * is a sentence. */
relata_status rl_text_read_name(rl_text_worker *worker, const rl_text_rules *rules, const char *bytes, size_t length,
                                rl_text *ret_text, relata_error *err);

/* The same without rules, and with every word cut that might be two words glued together. */
relata_status rl_text_read_name_cut(rl_text_worker *worker, const char *bytes, size_t length, rl_text *ret_text,
                                    relata_error *err);

/* Joins each sentence whose number is marked in `joins` to the one before it, unless the two are too long for one
 * sentence. For names that run over a line break. */
void rl_text_join_sentences(rl_text *text, const bool *joins);

void rl_text_worker_free(rl_text_worker *worker);

/* ---- questions about tokens ---- */

static inline bool rl_token_is_word(const rl_token *token)
{
    return token->shape >= RL_SHAPE_LOWER && token->shape <= RL_SHAPE_NUMBER;
}

static inline bool rl_token_is_capital(const rl_token *token)
{
    return token->shape >= RL_SHAPE_CAPITALISED && token->shape <= RL_SHAPE_MIXED;
}

/* All in capitals, as acronyms are, or a number with a capital: "3M" is no "3m". */
static inline bool rl_token_is_shouted(const rl_text *text, const rl_token *token)
{
    bool capital = false;
    if (token->shape != RL_SHAPE_NUMBER)
        return token->shape == RL_SHAPE_ALL_CAPS || token->shape == RL_SHAPE_DOTTED;
    for (uint32_t i = token->start; i < token->end; i++)
        capital |= text->bytes[i] >= 'A' && text->bytes[i] <= 'Z';
    return capital;
}

/* Jr. or Sr. */
bool rl_token_is_junior(const rl_text *text, const rl_token *token);
/* One syllable as Chinese and Korean names have: "Jae", "Hsiung", "wen". */
bool rl_token_is_syllable(const rl_text *text, const rl_token *token);
/* A Roman numeral as kings and popes have: I, II, XVI. Written in capitals. */
bool rl_token_is_numeral(const rl_text *text, const rl_token *token);

static inline bool rl_token_is(const rl_text *text, const rl_token *token, const char *literal, size_t length)
{
    if (token->fold_length != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (text->folded[token->fold + i] != literal[i])
            return false;
    return true;
}

/* How many line breaks stand before the token. */
size_t rl_token_line_breaks(const rl_text *text, size_t token);

/* A bullet, an arrow, an emoji or the like, which stands beside sentences and is no part of them. */
bool rl_token_is_ornament(const rl_text *text, const rl_token *token);

#endif
