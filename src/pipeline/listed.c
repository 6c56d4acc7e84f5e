/* The lists, asked for what no text has named. People's names are gone through once where a record names people whom no list
 * has, as one of them may be a listed one under another name; those who share no word with such a name are passed over. If
 * lists have so many entries that it would take longer than the texts, only people whom some document names count. */
#include "pipeline/listed.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRIES_MOST = 300000, WORD_BITS = 1 << 16 };

static bool failed(rl_listed *l, relata_status status)
{
    return status != RELATA_OK || l->error.status != RELATA_OK;
}

/* Names stand in lists with a capital. */
static bool write_word(rl_listed *l, const char *word, size_t length)
{
    rl_buffer_clear(&l->word);
    if (length == 0 || !rl_buffer_append(&l->word, word, length))
        return length == 0;
    char *first = &l->word.bytes[0];
    if (*first >= 'a' && *first <= 'z')
        *first = (char)(*first - 'a' + 'A');
    return true;
}

static bool find_classes(void *user, const char *word, size_t length, rl_classes *ret)
{
    rl_listed *l = user;
    rl_text text;
    if (!write_word(l, word, length) ||
        rl_text_read_name(&l->worker, &l->engine->rules, l->word.bytes, l->word.length, &text, &l->error) !=
            RELATA_OK ||
        rl_gazetteer_scan(l->engine->gazetteer, &text, &l->hits, &l->error) != RELATA_OK)
        return false;
    *ret = text.token_count == 1 ? text.tokens[0].classes : 0;
    return true;
}

/* ---- people ---- */

/* Is the word, in one of the ways to write it, a word of a name that no list has? */
static bool has_word(const rl_listed *l, const char *word, size_t length)
{
    uint64_t bit = rl_variant_key(&l->engine->variants, word, length) % WORD_BITS;
    return (l->words[bit / 64] >> bit % 64 & 1) != 0;
}

static void note_words(rl_listed *l, const char *folded)
{
    for (const char *at = folded; *at != '\0';) {
        size_t length = strcspn(at, " ");
        uint64_t bit = rl_variant_key(&l->engine->variants, at, length) % WORD_BITS;
        l->words[bit / 64] |= (uint64_t)1 << bit % 64;
        at += length + (at[length] == ' ');
    }
}

static bool is_unlisted_person(const rl_record_entity *entity)
{
    return entity->type == RL_TYPE_PERSON && entity->entry == RL_NONE && !entity->partial;
}

static void note_record(rl_listed *l, const rl_record *record)
{
    for (size_t e = 0; e < record->entity_count; e++) {
        const rl_record_entity *entity = &record->entities[e];
        for (uint32_t f = 0; is_unlisted_person(entity) && f < entity->form_count; f++)
            note_words(l, record->strings + record->forms[entity->first_form + f].folded);
    }
}

/* Do any words of names that are joined by "|" stand in a name that no list has? */
static bool may_be_meant(rl_listed *l, const char *names, bool *ret)
{
    for (const char *at = names; !*ret && *at != '\0';) {
        size_t length = strcspn(at, " |-");
        rl_buffer_clear(&l->word);
        if (length > 0 && !rl_fold_word(at, length, &l->word))
            return false;
        *ret = l->word.length > 0 && has_word(l, l->word.bytes, l->word.length);
        at += length + (at[length] != '\0');
    }
    return true;
}

static bool take_person(void *user, const rl_entry_names *names)
{
    rl_listed *l = user;
    bool meant = false;
    bool ok = may_be_meant(l, names->name, &meant) && may_be_meant(l, names->aliases, &meant);
    if (ok && !meant)
        return true;
    rl_listed_person *people = rl_array_grow(l->people, &l->people_capacity, l->people_count + 1, sizeof *people);
    if (!ok || people == NULL)
        return rl_error_memory(&l->error) == RELATA_OK;
    l->people = people;
    people[l->people_count++] = (rl_listed_person){names->entry, names->name, names->aliases};
    return true;
}

static bool find_people(rl_listed *l)
{
    l->words = calloc(WORD_BITS / 64, sizeof *l->words);
    if (l->words == NULL)
        return false;
    for (size_t r = 0; r < l->record_count; r++)
        note_record(l, l->records[r]);
    relata_status status = rl_gazetteer_each(l->engine->gazetteer, RL_TYPE_PERSON, take_person, l, &l->error);
    l->has_people = true;
    return !failed(l, status);
}

static bool each_person(void *user, rl_listed_person_fn receive, void *receiver)
{
    rl_listed *l = user;
    if (!l->has_people && !find_people(l))
        return false;
    for (size_t i = 0; i < l->people_count; i++)
        if (!receive(receiver, &l->people[i]))
            return false;
    return true;
}

static bool read_entry(void *user, uint32_t entry)
{
    rl_listed *l = user;
    return !failed(l, rl_gazetteer_read_entry(l->engine->gazetteer, entry, &l->error));
}

static bool has_unlisted_people(const rl_record *record)
{
    for (size_t e = 0; e < record->entity_count; e++)
        if (is_unlisted_person(&record->entities[e]))
            return true;
    return false;
}

void rl_listed_init(rl_listed *listed, const rl_engine *engine, const rl_record *const *records, size_t count)
{
    *listed = (rl_listed){.engine = engine, .records = records, .record_count = count};
    listed->lists = (rl_name_lists){
        .user = listed, .classes = find_classes, .read_entry = read_entry, .variants = &engine->variants};
    bool needed = false;
    for (size_t r = 0; r < count && !needed; r++)
        needed = has_unlisted_people(records[r]);
    if (needed && rl_gazetteer_count(engine->gazetteer) <= ENTRIES_MOST)
        listed->lists.each_person = each_person;
}

void rl_listed_free(rl_listed *listed)
{
    rl_text_worker_free(&listed->worker);
    rl_hits_free(&listed->hits);
    rl_buffer_free(&listed->word);
    free(listed->people);
    free(listed->words);
}
