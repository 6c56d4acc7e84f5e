/* Scrapers give an article twice, or its first paragraphs again as a teaser, with other glue between sentences. So words
 * are compared, not sentences: what counts as repeated is a run of at least RUN words that stood in the document before,
 * whatever stands between them that is no word, and furniture left out. Of a run only whole sentences are marked: a
 * sentence that quotes one said before says something new around it.
 *
 * RUN is long enough that refrains, table heads and turns of phrase do not reach it by themselves ("Mr. Smith said no."),
 * and a short sentence goes only inside of a longer run. Nothing is compared loosely: in sentences from one mould the
 * word that differs is the name.
 *
 * Runs are found by fingerprints, as Schleimer, Wilkerson and Aiken chose them in "Winnowing: local algorithms for
 * document fingerprinting" (SIGMOD 2003): of each WINDOW neighbouring words the one with the smallest hash begins a
 * fingerprint of SHINGLE words. Two equal runs of WINDOW + SHINGLE - 1 words share one, whatever stands around them.
 * Each is looked up in a hash table of those before it; where one is found the words around both are compared. Words
 * that were compared in vain are fewer than RUN on each side, and those that agree are passed over afterwards, so the
 * cost is linear, also in a text of one line ten thousand times. */
#include "repeat/passages.h"

#include "base/hash.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

enum { SHINGLE = 8, WINDOW = 5, RUN = SHINGLE + WINDOW - 1 };

typedef struct rl_passage_slot {
    uint32_t tag;
    uint32_t position; /* word + 1; 0 for empty */
} rl_passage_slot;

static bool counts(const rl_token *token)
{
    return (token->flags & RL_TOKEN_FURNITURE) == 0 && rl_token_is_word(token);
}

static bool read_words(rl_passages *p, const rl_text *text)
{
    uint64_t *words = rl_array_grow(p->words, &p->word_capacity, text->token_count + 1, sizeof *words);
    if (words == NULL)
        return false;
    p->words = words;
    p->word_count = 0;
    for (size_t t = 0; t < text->token_count; t++)
        if (counts(&text->tokens[t]))
            words[p->word_count++] = text->tokens[t].hash;
    return true;
}

/* In most texts one word in three begins a fingerprint, in the worst every word, and even then a fifth of the slots is
 * free. */
static bool clear_slots(rl_passages *p)
{
    size_t size = 64;
    while (size < p->word_count + p->word_count / 4)
        size *= 2;
    rl_passage_slot *slots = rl_array_grow(p->slots, &p->slot_capacity, size, sizeof *slots);
    if (slots == NULL)
        return false;
    p->slots = slots;
    uint8_t *covered = rl_array_grow(p->covered, &p->covered_capacity, p->word_count, sizeof *covered);
    if (covered == NULL)
        return false;
    p->covered = covered;
    memset(slots, 0, size * sizeof *slots);
    memset(covered, 0, p->word_count);
    p->slot_mask = size - 1;
    p->floor = 0;
    return true;
}

/* Compares what stands around `at` and, before it, `earlier`, and marks it if it is long enough. */
static void compare(rl_passages *p, size_t earlier, size_t at)
{
    size_t back = 0, on = 0;
    while (at - back > p->floor && earlier > back && p->words[at - back - 1] == p->words[earlier - back - 1])
        back++;
    while (at + on < p->word_count && p->words[at + on] == p->words[earlier + on])
        on++;
    if (back + on < RUN)
        return;
    memset(p->covered + at - back, 1, back + on);
    p->floor = at + on;
}

/* The fingerprint at `at`: looked up, or noted for those that follow. */
static void look_at(rl_passages *p, size_t at)
{
    uint64_t hash = p->words[at];
    for (size_t i = 1; i < SHINGLE; i++)
        hash = rl_hash_mix(hash, p->words[at + i]);
    uint32_t tag = (uint32_t)(hash >> 32);
    size_t slot = (size_t)hash & p->slot_mask;
    while (p->slots[slot].position != 0) {
        if (p->slots[slot].tag == tag) {
            compare(p, p->slots[slot].position - 1, at);
            return;
        }
        slot = (slot + 1) & p->slot_mask;
    }
    p->slots[slot] = (rl_passage_slot){tag, (uint32_t)at + 1};
}

/* The first of the smallest words of the window that ends with `last`. */
static size_t smallest(const rl_passages *p, size_t last)
{
    size_t best = last + 1 - WINDOW;
    for (size_t i = best + 1; i <= last; i++)
        if (p->words[i] < p->words[best])
            best = i;
    return best;
}

static void find_runs(rl_passages *p)
{
    size_t best = 0, looked = SIZE_MAX;
    for (size_t i = WINDOW - 1; i + SHINGLE <= p->word_count; i++) {
        if (i == WINDOW - 1 || best + WINDOW <= i)
            best = smallest(p, i);
        else if (p->words[i] < p->words[best])
            best = i;
        if (best != looked && best >= p->floor)
            look_at(p, best);
        looked = best;
    }
}

/* ---- sentences ---- */

/* Are all its words covered? `word` is the number of its first one, and then of that of the next sentence. */
static bool is_repeated(const rl_passages *p, const rl_text *text, const rl_sentence *sentence, size_t *word,
                        size_t *ret_words)
{
    size_t words = 0;
    bool all = true;
    for (size_t t = sentence->first; t < sentence->last; t++)
        if (counts(&text->tokens[t])) {
            all = all && p->covered[*word + words] != 0;
            words++;
        }
    *word += words;
    *ret_words = words;
    return words > 0 && all;
}

static size_t mark_sentences(const rl_passages *p, rl_text *text)
{
    size_t word = 0, passages = 0;
    bool inside = false;
    for (size_t s = 0; s < text->sentence_count; s++) {
        size_t words = 0;
        bool repeated = is_repeated(p, text, &text->sentences[s], &word, &words);
        for (size_t t = text->sentences[s].first; repeated && t < text->sentences[s].last; t++)
            text->tokens[t].flags |= RL_TOKEN_REPEATED;
        if (words == 0)
            continue;
        passages += repeated && !inside;
        inside = repeated;
    }
    return passages;
}

relata_status rl_passages_mark(rl_passages *passages, rl_text *text, size_t *ret_count, relata_error *err)
{
    rl_passages *p = passages;
    if (!read_words(p, text))
        return rl_error_memory(err);
    *ret_count = 0;
    if (p->word_count <= RUN)
        return RELATA_OK;
    if (!clear_slots(p))
        return rl_error_memory(err);
    find_runs(p);
    if (p->floor > 0)
        *ret_count = mark_sentences(p, text);
    return RELATA_OK;
}

void rl_passages_free(rl_passages *passages)
{
    free(passages->words);
    free(passages->covered);
    free(passages->slots);
    *passages = (rl_passages){0};
}
