/* The kinds of observations: by key, with their names, and which of them may have a weight. */
#include "train/internal.h"

#include <string.h>

/* ---- words in small letters ---- */

bool rl_trainer_add_word(rl_trainer *trainer, const char *folded, size_t length, uint32_t source)
{
    size_t before = trainer->words.count;
    uint32_t number = rl_string_map_add(&trainer->words, folded, length);
    rl_train_word *words =
        rl_array_grow(trainer->word_sources, &trainer->word_capacity, trainer->words.count, sizeof *words);
    if (words != NULL)
        trainer->word_sources = words;
    if (number == RL_NONE || words == NULL)
        return false;
    if (trainer->words.count > before)
        words[number] = (rl_train_word){.source = source};
    else
        words[number].several |= words[number].source != source;
    return true;
}

static bool is_known_word(const rl_trainer *t, const char *word, size_t length)
{
    uint32_t number = rl_string_map_find(&t->words, word, length);
    return number != RL_NONE && t->word_sources[number].several;
}

/* ---- kinds ---- */

static bool store_name(rl_trainer *t, const rl_observed *name, const rl_observed *values, size_t count)
{
    rl_buffer *names = &t->names;
    rl_buffer_append(names, name->text, name->length);
    for (size_t i = 0; i < count; i++) {
        rl_buffer_append_char(names, i == 0 ? '=' : '|');
        rl_buffer_append(names, values[i].text, values[i].length);
    }
    return rl_buffer_append_char(names, '\0') && names->length <= UINT32_MAX;
}

/* What cannot be written in a row, or read back, is no observation. */
static bool can_be_written(const rl_observed *values, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        length += values[i].length;
        if (values[i].length == 0 || memchr(values[i].text, '|', values[i].length) != NULL ||
            memchr(values[i].text, '\t', values[i].length) != NULL)
            return false;
    }
    return length <= 200;
}

static bool add_kind(rl_trainer *t, uint32_t number, const rl_observed *name, const rl_observed *values, size_t count)
{
    rl_train_kind *kinds = rl_array_grow(t->kinds, &t->kind_capacity, number + 1u, sizeof *kinds);
    if (kinds == NULL)
        return false;
    t->kinds = kinds;
    kinds[number] = (rl_train_kind){.name = RL_NONE};
    if (!can_be_written(values, count))
        return true;
    kinds[number].name = (uint32_t)t->names.length;
    return store_name(t, name, values, count);
}

bool rl_trainer_add_observation(rl_trainer *trainer, uint64_t key, const rl_observed *name, const rl_observed *values,
                                size_t count)
{
    rl_trainer *t = trainer;
    size_t before = t->keys.count;
    uint32_t kind = rl_string_map_add(&t->keys, (const char *)&key, sizeof key);
    if (kind == RL_NONE || (t->keys.count > before && !add_kind(t, kind, name, values, count)))
        return false;
    uint32_t *all = rl_array_grow(t->observations, &t->observation_capacity, t->observation_count + 1, sizeof *all);
    if (all == NULL || t->observation_count >= UINT32_MAX)
        return false;
    t->observations = all;
    all[t->observation_count++] = kind;
    t->kinds[kind].spans++;
    t->spans[t->span_count - 1].count++;
    return true;
}

/* Values of these are letters, classes or shapes, whatever they look like. */
static bool has_words(const char *name)
{
    static const char *const NAMES[] = {"before=", "beyond=", "listed beyond="};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (strncmp(name, NAMES[i], strlen(NAMES[i])) == 0)
            return true;
    const char *equals = strchr(name, '='), *word = strstr(name, "word");
    return word != NULL && word < equals && strncmp(name, "listed and word=", 16) != 0 &&
           strncmp(name, "last word's", 11) != 0;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

/* Are all words of the name such as several sources write in small letters? */
static bool is_public(const rl_trainer *t, const char *name)
{
    if (!has_words(name))
        return true;
    for (const char *at = strchr(name, '=') + 1; at != NULL;) {
        const char *bar = strchr(at, '|');
        size_t length = bar == NULL ? strlen(at) : (size_t)(bar - at);
        if (length > 1 && is_letter(at[0]) && !is_known_word(t, at, length))
            return false;
        at = bar == NULL ? NULL : bar + 1;
    }
    return true;
}

void rl_train_choose(rl_trainer *trainer)
{
    for (size_t i = 0; i < trainer->keys.count; i++) {
        rl_train_kind *kind = &trainer->kinds[i];
        kind->used = kind->name != RL_NONE && kind->spans >= trainer->options.least &&
                     is_public(trainer, trainer->names.bytes + kind->name);
    }
}
