/* A wire copy has another headline and byline, a word changed here and there, and often no end. Its prose is compared by
 * the sequences of three words in it, of which a changed word costs three and a new paragraph all that it has. The share
 * of one document's sequences that another has too is estimated by MinHash (Broder, "On the resemblance and containment
 * of documents", 1997) with one hash for all bins (Li, Owen and Zhang, "One permutation hashing", NIPS 2012): a hash's
 * lowest bits choose a bin, which keeps the smallest.
 *
 * Reports from a mould (weather, results) share nearly all sequences and are no copies: they differ in names and
 * numbers. So these are compared by themselves, by the smallest of their hashes, which are all of them in most articles.
 *
 * What is asked is how much of a document stands in the other one, not how alike the two are: an article cut short is
 * a copy, one that goes on is none. */
#include "repeat/signature.h"

#include "base/hash.h"
#include "text/text.h"

#include <string.h>

enum {
    FEWEST_EQUAL = 20, /* words, from which two equal texts are no accident */
    FEWEST_WORDS = 50, /* of prose, from which estimates are worth something */
};

static const double MOST_NEW_SEQUENCES = 0.15, MOST_NEW_SPECIFICS = 0.15, LEAST_PROSE = 2.0 / 3;

/* ---- making ---- */

typedef struct sketch {
    rl_signature *signature;
    uint64_t smallest[RL_SIGNATURE_BINS]; /* by bin; UINT64_MAX: none */
    uint64_t before[2];                   /* the two words before */
} sketch;

static bool counts(const rl_token *token)
{
    return (token->flags & (RL_TOKEN_FURNITURE | RL_TOKEN_REPEATED)) == 0 && rl_token_is_word(token);
}

static void add_sequence(sketch *s, uint64_t word)
{
    uint64_t hash = rl_hash_mix(rl_hash_mix(s->before[0], s->before[1]), word);
    s->before[0] = s->before[1];
    s->before[1] = word;
    s->signature->prose++;
    if (s->signature->prose < 3)
        return;
    uint64_t *smallest = &s->smallest[hash % RL_SIGNATURE_BINS];
    if (hash < *smallest)
        *smallest = hash;
}

static void add_specific(rl_signature *signature, uint64_t word)
{
    uint32_t hash = (uint32_t)(rl_hash_mix(word, 1) >> 32), *items = signature->specifics;
    uint32_t count = signature->specific_count;
    if (count == RL_SIGNATURE_SPECIFICS && hash >= items[count - 1])
        return;
    uint32_t at = 0;
    while (at < count && items[at] < hash)
        at++;
    if (at < count && items[at] == hash)
        return;
    uint32_t moved = count - at - (count == RL_SIGNATURE_SPECIFICS);
    memmove(&items[at + 1], &items[at], moved * sizeof *items);
    items[at] = hash;
    signature->specific_count += count < RL_SIGNATURE_SPECIFICS;
}

/* A capital at the start of a sentence proves nothing. */
static bool is_specific(const rl_token *token)
{
    return token->shape == RL_SHAPE_NUMBER ||
           (rl_token_is_capital(token) && (token->flags & RL_TOKEN_SENTENCE_START) == 0);
}

static void add_prose(sketch *s, const rl_text *text, const rl_sentence *sentence)
{
    for (size_t t = sentence->first; t < sentence->last; t++) {
        const rl_token *token = &text->tokens[t];
        if (!counts(token))
            continue;
        add_sequence(s, token->hash);
        if (is_specific(token))
            add_specific(s->signature, token->hash);
    }
}

static void finish(sketch *s)
{
    for (size_t b = 0; b < RL_SIGNATURE_BINS; b++) {
        uint16_t low = (uint16_t)(s->smallest[b] >> 16);
        s->signature->bins[b] = s->smallest[b] == UINT64_MAX ? 0 : low == 0 ? 1 : low;
    }
}

static void add_all(const rl_text *text, rl_signature *signature)
{
    for (size_t t = 0; t < text->token_count; t++) {
        const rl_token *token = &text->tokens[t];
        if (!counts(token))
            continue;
        signature->all = rl_hash_mix(signature->all, token->hash);
        signature->words++;
    }
}

void rl_signature_make(const rl_text *text, const rl_text_lines *lines, rl_signature *ret)
{
    sketch s = {.signature = ret};
    *ret = (rl_signature){0};
    memset(s.smallest, 0xFF, sizeof s.smallest);
    add_all(text, ret);
    for (size_t i = 0; i < text->sentence_count; i++)
        if (!lines->items[text->sentences[i].paragraph].may_recur)
            add_prose(&s, text, &text->sentences[i]);
    finish(&s);
}

/* ---- comparing ---- */

/* The share of the copy's sequences that the original has, from how alike the two are and how long. */
static double sequences_shared(const rl_signature *copy, const rl_signature *original)
{
    uint16_t same = 0, any = 0; /* no wider than what is compared, so that eight fit where compilers compare at once */
    for (size_t b = 0; b < RL_SIGNATURE_BINS; b++) {
        uint16_t c = copy->bins[b], o = original->bins[b];
        any = (uint16_t)(any + ((c | o) != 0));
        same = (uint16_t)(same + ((c != 0) & (c == o)));
    }
    double alike = any == 0 ? 0 : (double)same / any;
    return alike / (1 + alike) * ((double)copy->prose + original->prose) / copy->prose;
}

/* The share of the copy's names and numbers that the original has. Beyond the largest hash of a full sketch it knows
 * nothing, so only the copy's smaller ones are asked for. */
static double specifics_shared(const rl_signature *copy, const rl_signature *original)
{
    uint32_t asked = 0, there = 0, o = 0, count = original->specific_count;
    bool full = count == RL_SIGNATURE_SPECIFICS;
    for (uint32_t c = 0; c < copy->specific_count; c++) {
        uint32_t hash = copy->specifics[c];
        if (full && hash > original->specifics[count - 1])
            break;
        while (o < count && original->specifics[o] < hash)
            o++;
        asked++;
        there += o < count && original->specifics[o] == hash;
    }
    return asked == 0 ? 1 : (double)there / asked;
}

bool rl_signature_equals(const rl_signature *a, const rl_signature *b)
{
    return a->words >= FEWEST_EQUAL && a->words == b->words && a->all == b->all;
}

bool rl_signature_repeats(const rl_signature *copy, const rl_signature *original)
{
    if (rl_signature_equals(copy, original))
        return true;
    if (copy->prose < FEWEST_WORDS || original->prose < FEWEST_WORDS || copy->prose < copy->words * LEAST_PROSE)
        return false;
    return sequences_shared(copy, original) >= 1 - MOST_NEW_SEQUENCES &&
           specifics_shared(copy, original) >= 1 - MOST_NEW_SPECIFICS;
}
