/* The words that rules speak of: their groups, the forms of verbs, plurals, and the table in which a text's words are
 * looked up. A word that no rule knows is not in it, which is most of a text. */
#include "relations/internal.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

typedef struct word_group {
    const char *name;
    uint32_t bit;
} word_group;

static const word_group GROUPS[] = {
    {"determiner", RL_WORD_DETERMINER},
    {"preposition", RL_WORD_PREPOSITION},
    {"and", RL_WORD_AND},
    {"relative", RL_WORD_RELATIVE},
    {"adverb", RL_WORD_ADVERB},
    {"no-adverb", RL_WORD_NO_ADVERB},
    {"negation", RL_WORD_NEGATION},
    {"hearsay", RL_WORD_HEARSAY},
    {"be", RL_WORD_BE},
    {"have", RL_WORD_HAVE},
    {"do", RL_WORD_DO},
    {"will", RL_WORD_WILL},
    {"may", RL_WORD_MAY},
    {"to", RL_WORD_TO},
    {"condition", RL_WORD_CONDITION},
    {"time", RL_WORD_TIME},
    {"past", RL_WORD_PAST},
    {"spoil", RL_WORD_SPOIL},
    {"collective", RL_WORD_COLLECTIVE},
    {"speech", RL_WORD_SPEECH},
    {"pronoun", RL_WORD_PRONOUN},
    {"denial", RL_WORD_DENIAL},
    {"plan-to", RL_WORD_PLAN_TO},
    {"refuse-to", RL_WORD_REFUSE_TO},
    {"said-to", RL_WORD_SAID_TO},
    {"go-on-to", RL_WORD_GO_ON_TO},
    {"cancel", RL_WORD_CANCEL},
    {"planned", RL_WORD_PLANNED},
    {"bridge", RL_WORD_BRIDGE},
    {"time-lead", RL_WORD_TIME_LEAD},
    {"source", RL_WORD_SOURCE},
};

uint32_t rl_word_group_named(rl_piece name)
{
    for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++)
        if (rl_piece_is(name, GROUPS[i].name))
            return GROUPS[i].bit;
    return 0;
}

bool rl_word_hash(const char *bytes, size_t length, uint64_t *ret_hash)
{
    rl_buffer folded = {0};
    bool ok = rl_fold_word(bytes, length, &folded);
    if (ok)
        *ret_hash = rl_hash_bytes(folded.length == 0 ? "" : folded.bytes, folded.length);
    rl_buffer_free(&folded);
    return ok;
}

uint32_t rl_lemma_add(rl_relation_set *set, const char *bytes, size_t length)
{
    size_t before = set->lemma_names.count;
    rl_lemma *lemmas = rl_array_grow(set->lemmas, &set->lemma_capacity, before + 1, sizeof *lemmas);
    if (lemmas == NULL)
        return RL_NONE;
    set->lemmas = lemmas;
    uint32_t number = rl_string_map_add(&set->lemma_names, bytes, length);
    if (number == before)
        lemmas[number] = (rl_lemma){0};
    return number;
}

/* ---- regular forms ---- */

static bool is_vowel(char c)
{
    return strchr("aeiou", c) != NULL;
}

static bool ends_in(const char *word, size_t length, const char *ending)
{
    size_t l = strlen(ending);
    return length > l && memcmp(word + length - l, ending, l) == 0;
}

static bool ends_in_consonant_y(const char *word, size_t length)
{
    return length > 1 && word[length - 1] == 'y' && !is_vowel(word[length - 2]);
}

static bool append_stem(rl_buffer *out, const char *word, size_t length, const char *ending)
{
    rl_buffer_clear(out);
    return rl_buffer_append(out, word, length) && rl_buffer_append_string(out, ending);
}

/* "charges", "carries", "clashes": of verbs the third person, of nouns the plural. */
static bool make_s(const char *word, size_t length, rl_buffer *out)
{
    static const char *const HISSING[] = {"s", "x", "z", "ch", "sh", "o"};
    if (ends_in_consonant_y(word, length))
        return append_stem(out, word, length - 1, "ies");
    for (size_t i = 0; i < sizeof HISSING / sizeof HISSING[0]; i++)
        if (ends_in(word, length, HISSING[i]))
            return append_stem(out, word, length, "es");
    return append_stem(out, word, length, "s");
}

static bool make_past(const char *word, size_t length, rl_buffer *out)
{
    if (ends_in_consonant_y(word, length))
        return append_stem(out, word, length - 1, "ied");
    return append_stem(out, word, length, word[length - 1] == 'e' ? "d" : "ed");
}

static bool make_ing(const char *word, size_t length, rl_buffer *out)
{
    if (ends_in(word, length, "ie"))
        return append_stem(out, word, length - 2, "ying");
    bool silent = ends_in(word, length, "e") && !ends_in(word, length, "ee") && !ends_in(word, length, "oe");
    return append_stem(out, word, silent ? length - 1 : length, "ing");
}

static bool make_base(const char *word, size_t length, rl_buffer *out)
{
    return append_stem(out, word, length, "");
}

typedef bool (*make_form_fn)(const char *word, size_t length, rl_buffer *out);

/* In the order of rl_irregular.forms. */
static const make_form_fn REGULAR[] = {make_base, make_s, make_past, make_past, make_ing};

/* ---- the table ---- */

static bool add_word(rl_relation_set *set, const char *bytes, size_t length, uint32_t lemma, unsigned forms)
{
    rl_word *words = rl_array_grow(set->words, &set->word_capacity, set->word_count + 1, sizeof *words);
    if (words == NULL)
        return false;
    set->words = words;
    rl_word word = {.lemma = lemma, .classes = set->lemmas[lemma].classes, .forms = forms};
    if (!rl_word_hash(bytes, length, &word.hash))
        return false;
    words[set->word_count++] = word;
    return true;
}

static const rl_irregular *irregular_of(const rl_relation_set *set, uint32_t lemma)
{
    for (size_t i = 0; i < set->irregular_count; i++)
        if (set->irregulars[i].lemma == lemma)
            return &set->irregulars[i];
    return NULL;
}

/* Adds each of the alternatives, which are joined by "/". */
static bool add_alternatives(rl_relation_set *set, const char *string, uint32_t lemma, unsigned form)
{
    rl_piece rest = {string, strlen(string), 1};
    while (rest.length > 0) {
        rl_piece word = rl_piece_next(&rest, "/");
        if (!add_word(set, word.bytes, word.length, lemma, form))
            return false;
    }
    return true;
}

static bool add_verb(rl_relation_set *set, uint32_t lemma, const char *word, size_t length, rl_buffer *scratch)
{
    const rl_irregular *irregular = irregular_of(set, lemma);
    for (size_t i = 0; i < sizeof REGULAR / sizeof REGULAR[0]; i++) {
        unsigned form = 1u << i;
        if (irregular != NULL && irregular->forms[i] != NULL) {
            if (!add_alternatives(set, irregular->forms[i], lemma, form))
                return false;
        } else if (!REGULAR[i](word, length, scratch) || !add_word(set, scratch->bytes, scratch->length, lemma, form)) {
            return false;
        }
    }
    return true;
}

enum { SHORTEST_WITH_PLURAL = 4 };

static bool add_lemma(rl_relation_set *set, uint32_t lemma, rl_buffer *scratch)
{
    size_t length;
    const char *word = rl_string_map_key(&set->lemma_names, lemma, &length);
    if (set->lemmas[lemma].is_verb)
        return add_verb(set, lemma, word, length, scratch);
    if (!add_word(set, word, length, lemma, 0))
        return false;
    if (!set->lemmas[lemma].is_pattern_word || length < SHORTEST_WITH_PLURAL)
        return true;
    return make_s(word, length, scratch) && add_word(set, scratch->bytes, scratch->length, lemma, 0);
}

static int compare_words(const void *x, const void *y)
{
    const rl_word *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->lemma < b->lemma ? -1 : a->lemma > b->lemma;
}

/* "put" is base, past and participle: one row with all its forms. */
static void merge_words(rl_relation_set *set)
{
    size_t kept = 0;
    for (size_t i = 0; i < set->word_count; i++) {
        const rl_word *word = &set->words[i];
        if (kept > 0 && compare_words(&set->words[kept - 1], word) == 0)
            set->words[kept - 1].forms |= word->forms;
        else
            set->words[kept++] = *word;
    }
    set->word_count = kept;
}

/* At least twice as many slots as words, so that searches end. */
static bool make_slots(rl_relation_set *set)
{
    set->slot_count = 64;
    while (set->slot_count < 2 * set->word_count)
        set->slot_count *= 2;
    set->slots = calloc(set->slot_count, sizeof *set->slots);
    if (set->slots == NULL)
        return false;
    for (size_t i = 0; i < set->word_count; i++) {
        if (i > 0 && set->words[i - 1].hash == set->words[i].hash)
            continue;
        size_t slot = set->words[i].hash >> 12 & (set->slot_count - 1);
        while (set->slots[slot] != 0)
            slot = (slot + 1) & (set->slot_count - 1);
        set->slots[slot] = (uint32_t)i + 1;
    }
    return true;
}

relata_status rl_words_seal(rl_relation_set *set, relata_error *err)
{
    rl_buffer scratch = {0};
    bool ok = true;
    for (uint32_t lemma = 0; ok && lemma < set->lemma_names.count; lemma++)
        ok = add_lemma(set, lemma, &scratch);
    rl_buffer_free(&scratch);
    if (!ok)
        return rl_error_memory(err);
    if (set->word_count > 0)
        qsort(set->words, set->word_count, sizeof *set->words, compare_words);
    merge_words(set);
    for (size_t i = 0; i < set->word_count; i++)
        set->filter[set->words[i].hash >> 6 & 63] |= (uint64_t)1 << (set->words[i].hash & 63);
    return make_slots(set) ? RELATA_OK : rl_error_memory(err);
}
