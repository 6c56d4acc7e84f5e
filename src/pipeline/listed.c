/* The lists, asked for what no text has named. Entries are read only where a misspelt name is possible at all, and not if
 * there are so many that reading them would take longer than the texts: then only people whom some document names count. */
#include "pipeline/listed.h"

#include "model/lexicon.h"

enum { ENTRIES_MOST = 300000 };

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

static bool is_name(void *user, const char *word, size_t length, bool *ret)
{
    rl_listed *l = user;
    rl_text text;
    if (!write_word(l, word, length) ||
        rl_text_read_name(&l->worker, &l->engine->rules, l->word.bytes, l->word.length, &text, NULL) != RELATA_OK ||
        rl_gazetteer_scan(l->engine->gazetteer, &text, &l->hits, NULL) != RELATA_OK)
        return false;
    *ret = text.token_count == 1 && (text.tokens[0].classes & (RL_CLASS_GIVEN | RL_CLASS_FAMILY)) != 0;
    return true;
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

relata_status rl_listed_prepare(rl_listed *listed, const rl_engine *engine, const rl_record *const *records, size_t count,
                                relata_error *err)
{
    *listed = (rl_listed){.engine = engine};
    listed->lists = (rl_name_lists){.user = listed, .is_name = is_name};
    size_t entries = rl_gazetteer_count(engine->gazetteer);
    bool needed = false;
    for (size_t r = 0; r < count && !needed; r++)
        needed = has_unlisted_people(records[r]);
    if (!needed || entries > ENTRIES_MOST)
        return RELATA_OK;
    for (uint32_t e = 0; e < entries; e++) {
        relata_status status = rl_gazetteer_read_entry(engine->gazetteer, e, err);
        if (status != RELATA_OK)
            return status;
    }
    listed->lists.entry_count = entries;
    return RELATA_OK;
}

void rl_listed_free(rl_listed *listed)
{
    rl_text_worker_free(&listed->worker);
    rl_hits_free(&listed->hits);
    rl_buffer_free(&listed->word);
}
