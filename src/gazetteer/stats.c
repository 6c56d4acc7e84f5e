/* Counting what gazetteers hold. */
#include "gazetteer/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct tally {
    rl_string_map keys;
    size_t *counts;
    size_t capacity;
} tally;

enum { TYPES = 0, LEXICON, COUNTRIES, SOURCES, TALLIES };

typedef struct counting {
    tally tallies[TALLIES];
    size_t words[RL_NAME_LONGEST + 1];
    relata_error *err;
} counting;

static bool count_one(tally *t, const char *key)
{
    size_t before = t->keys.count;
    uint32_t number = rl_string_map_add(&t->keys, key, strlen(key));
    if (number == RL_NONE)
        return false;
    size_t *counts = rl_array_grow(t->counts, &t->capacity, t->keys.count, sizeof *counts);
    if (counts == NULL)
        return false;
    t->counts = counts;
    counts[number] = t->keys.count > before ? 1 : counts[number] + 1;
    return true;
}

/* ---- one image ---- */

static relata_status count_entries(counting *c, const rl_image *image)
{
    for (uint32_t i = 0; i < image->entry_count; i++) {
        rl_record record;
        relata_status status = rl_record_read(image, i, &record, c->err);
        if (status != RELATA_OK)
            return status;
        const char *country = record.texts[RL_COLUMN_COUNTRY];
        if (!count_one(&c->tallies[TYPES], record.type) || !count_one(&c->tallies[SOURCES], record.source) ||
            (country[0] != '\0' && !count_one(&c->tallies[COUNTRIES], country)))
            return rl_error_memory(c->err);
    }
    return RELATA_OK;
}

/* The words of a listed name: what single spaces part, up to its end. */
static size_t count_words(const char *words, size_t most)
{
    size_t count = 1;
    for (size_t i = 0; i < most && words[i] != '\0' && words[i] != '|'; i++)
        count += words[i] == ' ';
    return count > RL_NAME_LONGEST ? RL_NAME_LONGEST : count;
}

static relata_status count_name(counting *c, const rl_image *image, const rl_meaning *meaning)
{
    size_t most = 0;
    const char *words = rl_image_words(image, meaning, &most);
    if (words == NULL)
        return rl_image_damaged(image, c->err);
    if (rl_meaning_kind(meaning) <= RL_NAME_ALIAS)
        c->words[count_words(words, most)]++;
    if (rl_meaning_kind(meaning) != RL_NAME_LEXICON)
        return RELATA_OK;
    uint32_t set = rl_meaning_entry(meaning);
    const rl_word_class *row = set < image->class_count ? rl_word_class_of(image->classes[set]) : NULL;
    if (row == NULL)
        return rl_image_damaged(image, c->err);
    return count_one(&c->tallies[LEXICON], row->type) ? RELATA_OK : rl_error_memory(c->err);
}

static relata_status count_image(counting *c, const rl_image *image)
{
    relata_status status = count_entries(c, image);
    for (size_t i = 0; i < image->meaning_count && status == RELATA_OK; i++)
        status = count_name(c, image, &image->meanings[i]);
    return status;
}

/* ---- handing over ---- */

typedef struct line {
    const char *key;
    size_t count;
} line;

static int compare_lines(const void *a, const void *b)
{
    const line *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->key, y->key);
}

static relata_status stopped(relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_IO, NULL, 0, 0, "the count was stopped");
}

static relata_status hand_over(const tally *t, const char *table, relata_statistic_fn receive, void *user,
                               relata_error *err)
{
    line *lines = malloc((t->keys.count + 1) * sizeof *lines);
    if (lines == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < t->keys.count; i++)
        lines[i] = (line){rl_string_map_key(&t->keys, (uint32_t)i, NULL), t->counts[i]};
    qsort(lines, t->keys.count, sizeof *lines, compare_lines);
    bool go_on = true;
    for (size_t i = 0; i < t->keys.count && go_on; i++)
        go_on = receive(user, &(relata_statistic){table, lines[i].key, lines[i].count});
    free(lines);
    return go_on ? RELATA_OK : stopped(err);
}

static relata_status hand_over_words(const counting *c, relata_statistic_fn receive, void *user)
{
    for (size_t i = 1; i <= RL_NAME_LONGEST; i++) {
        char key[8];
        (void)snprintf(key, sizeof key, "%zu", i);
        if (c->words[i] > 0 && !receive(user, &(relata_statistic){"words", key, c->words[i]}))
            return stopped(c->err);
    }
    return RELATA_OK;
}

relata_status rl_gazetteer_count_all(const rl_gazetteer *gazetteer, relata_statistic_fn receive, void *user,
                                     relata_error *err)
{
    static const char *const TABLES[TALLIES] = {"type", "lexicon", "country", "source"};
    counting c = {.err = err};
    relata_status status = RELATA_OK;
    for (size_t i = 0; i < gazetteer->image_count && status == RELATA_OK; i++)
        status = count_image(&c, &gazetteer->images[i].image);
    for (size_t i = 0; i < TALLIES && status == RELATA_OK; i++)
        status = hand_over(&c.tallies[i], TABLES[i], receive, user, err);
    if (status == RELATA_OK)
        status = hand_over_words(&c, receive, user);
    for (size_t i = 0; i < TALLIES; i++) {
        rl_string_map_free(&c.tallies[i].keys);
        free(c.tallies[i].counts);
    }
    return status;
}
