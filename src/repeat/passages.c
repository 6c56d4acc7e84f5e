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
    uint32_t position; /* word + 1, counted on from text to text: up to `base` they are of earlier ones */
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
    size_t count = 0;
    for (const rl_token *t = text->tokens, *past = t + text->token_count; t < past; t++) {
        words[count] = t->hash;
        count += counts(t);
    }
    p->words = words;
    p->word_count = count;
    return true;
}

/* In most texts one word in three begins a fingerprint, in the worst every word, and even then a fifth of the slots is
 * free. */
static size_t slots_for(size_t words)
{
    size_t size = 64;
    while (size < words + words / 4)
        size *= 2;
    return size;
}

/* Slots of earlier texts are known by their positions, which are counted on from text to text, so they need not be cleared
 * each time. */
static bool prepare_slots(rl_passages *p)
{
    size_t size = slots_for(p->word_count), had = p->slot_capacity;
    rl_passage_slot *slots = rl_array_grow(p->slots, &p->slot_capacity, size, sizeof *slots);
    if (slots == NULL)
        return false;
    p->slots = slots;
    if (p->slot_capacity > had || p->word_count > UINT32_MAX - p->base) {
        memset(slots, 0, p->slot_capacity * sizeof *slots);
        p->base = 0;
    }
    p->slot_mask = size - 1;
    p->floor = 0;
    return true;
}

/* Once a run is found. */
static bool clear_covered(rl_passages *p)
{
    uint8_t *covered = rl_array_grow(p->covered, &p->covered_capacity, p->word_count, sizeof *covered);
    if (covered == NULL)
        return false;
    p->covered = covered;
    memset(covered, 0, p->word_count);
    return true;
}

/* Compares what stands around `at` and, before it, `earlier`, and marks it if it is long enough. */
static bool compare(rl_passages *p, size_t earlier, size_t at)
{
    size_t back = 0, on = 0;
    while (at - back > p->floor && earlier > back && p->words[at - back - 1] == p->words[earlier - back - 1])
        back++;
    while (at + on < p->word_count && p->words[at + on] == p->words[earlier + on])
        on++;
    if (back + on < RUN)
        return true;
    if (p->floor == 0 && !clear_covered(p))
        return false;
    memset(p->covered + at - back, 1, back + on);
    p->floor = at + on;
    return true;
}

/* The words' own hashes are mixed well, so that little needs to be done to make one of them. */
static uint64_t shingle_hash(const uint64_t *words)
{
    uint64_t hash = words[0];
    for (size_t i = 1; i < SHINGLE; i++)
        hash = hash * RL_HASH_K1 + words[i];
    return rl_hash_fold(hash, RL_HASH_K2);
}

/* The fingerprint at `at`: looked up, or noted for those that follow. */
static bool look_at(rl_passages *p, size_t at)
{
    uint64_t hash = shingle_hash(p->words + at);
    uint32_t tag = (uint32_t)(hash >> 32);
    size_t slot = (size_t)hash & p->slot_mask;
    while (p->slots[slot].position > p->base) {
        if (p->slots[slot].tag == tag)
            return compare(p, p->slots[slot].position - p->base - 1, at);
        slot = (slot + 1) & p->slot_mask;
    }
    p->slots[slot] = (rl_passage_slot){tag, p->base + (uint32_t)at + 1};
    return true;
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

static bool find_runs(rl_passages *p)
{
    const uint64_t *words = p->words;
    size_t best = smallest(p, WINDOW - 1), past = p->word_count - SHINGLE + 1, i = WINDOW;
    while (best < p->floor || look_at(p, best)) {
        size_t last = best + WINDOW < past ? best + WINDOW : past; /* until then the best one is in the window */
        uint64_t hash = words[best];
        while (i < last && words[i] >= hash)
            i++;
        if (i == past)
            return true;
        best = i < last ? i : smallest(p, i);
        i++;
    }
    return false;
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
    if (!prepare_slots(p) || !find_runs(p))
        return rl_error_memory(err);
    p->base += (uint32_t)p->word_count;
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
