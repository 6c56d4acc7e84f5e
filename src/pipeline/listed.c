/* The lists, asked for what no text has named. People's names are gone through where a record names people whom no list has,
 * as one of them may be a listed one under another name; but not if there are so many that it would take longer than the
 * texts: then only people whom some document names count. */
#include "pipeline/listed.h"

enum { ENTRIES_MOST = 300000 };

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
        rl_text_read_name(&l->worker, &l->engine->rules, l->word.bytes, l->word.length, &text, &l->error) != RELATA_OK ||
        rl_gazetteer_scan(l->engine->gazetteer, &text, &l->hits, &l->error) != RELATA_OK)
        return false;
    *ret = text.token_count == 1 ? text.tokens[0].classes : 0;
    return true;
}

typedef struct listing {
    rl_listed_person_fn receive;
    void *receiver;
    bool stopped;
} listing;

static bool take_person(void *user, const rl_entry_names *names)
{
    listing *l = user;
    const rl_listed_person person = {names->entry, names->name, names->aliases};
    l->stopped = !l->receive(l->receiver, &person);
    return !l->stopped;
}

static bool each_person(void *user, rl_listed_person_fn receive, void *receiver)
{
    rl_listed *l = user;
    listing list = {receive, receiver, false};
    relata_status status = rl_gazetteer_each(l->engine->gazetteer, RL_TYPE_PERSON, take_person, &list, &l->error);
    return !failed(l, status) && !list.stopped;
}

static bool read_entry(void *user, uint32_t entry)
{
    rl_listed *l = user;
    return !failed(l, rl_gazetteer_read_entry(l->engine->gazetteer, entry, &l->error));
}

static bool has_unlisted_people(const rl_record *record)
{
    for (size_t e = 0; e < record->entity_count; e++) {
        const rl_record_entity *entity = &record->entities[e];
        if (entity->type == RL_TYPE_PERSON && entity->entry == RL_NONE && !entity->partial)
            return true;
    }
    return false;
}

void rl_listed_init(rl_listed *listed, const rl_engine *engine, const rl_record *const *records, size_t count)
{
    *listed = (rl_listed){.engine = engine};
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
}
