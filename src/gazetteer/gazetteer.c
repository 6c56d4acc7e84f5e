/* Names to the index.
 *
 * Names wait as plain strings until the gazetteer is sealed, because how a name is cut into tokens depends on the
 * lexicon (which words end in a full stop, which are everyday words), and the lexicon's rows may stand in any file. */
#include "gazetteer/internal.h"
#include "text/fold.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

rl_gazetteer *rl_gazetteer_new(void)
{
    return calloc(1, sizeof(rl_gazetteer));
}

void rl_gazetteer_free(rl_gazetteer *gazetteer)
{
    if (gazetteer == NULL)
        return;
    rl_arena_free(&gazetteer->strings);
    rl_string_map_free(&gazetteer->ids);
    rl_ngrams_free(&gazetteer->index);
    free(gazetteer->entries);
    free(gazetteer->entry_files);
    free(gazetteer->names);
    free(gazetteer);
}

/* "a.m." teaches nothing: its full stops belong to it by its form, and "am." at the end of a sentence is no
 * abbreviation. */
static bool is_plain_word(const rl_pending_name *name)
{
    const char *stop = memchr(name->name, '.', name->length);
    return memchr(name->name, ' ', name->length) == NULL && (stop == NULL || stop == name->name + name->length - 1);
}

static bool teach(rl_text_rules *rules, const rl_pending_name *name, rl_buffer *folded)
{
    if ((name->classes & (RL_CLASS_ABBREVIATION | RL_CLASS_ORDINARY)) == 0 || !is_plain_word(name))
        return true;
    rl_buffer_clear(folded);
    if (!rl_fold_word(name->name, name->length, folded))
        return false;
    bool ok = true;
    if ((name->classes & RL_CLASS_ABBREVIATION) != 0)
        ok = rl_text_rules_add_abbreviation(rules, folded->bytes, folded->length);
    if (ok && (name->classes & RL_CLASS_FUNCTION) != 0)
        ok = rl_text_rules_add_starter(rules, folded->bytes, folded->length);
    if (ok && (name->classes & RL_CLASS_ORDINARY) != 0)
        ok = rl_text_rules_add_word(rules, folded->bytes, folded->length);
    return ok;
}

static relata_status teach_rules(const rl_gazetteer *g, rl_text_rules *rules, relata_error *err)
{
    rl_buffer folded = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < g->name_count; i++)
        ok = teach(rules, &g->names[i], &folded);
    rl_buffer_free(&folded);
    return ok ? RELATA_OK : rl_error_memory(err);
}

static relata_status refuse(const rl_pending_name *name, relata_error *err, const char *why)
{
    int shown = name->length > 100 ? 100 : (int)name->length;
    return rl_error_set(err, RELATA_ERROR_FORMAT, name->path, name->line, name->column, "the name \"%.*s\" %s", shown,
                        name->name, why);
}

static relata_status index_name(rl_gazetteer *g, const rl_text_rules *rules, const rl_pending_name *name,
                                rl_text_worker *worker, relata_error *err)
{
    if (name->length > RL_NAME_BYTES)
        return refuse(name, err, "is longer than 1000 bytes");
    rl_text text;
    relata_status status = rl_text_read_name(worker, rules, name->name, name->length, &text, err);
    if (status != RELATA_OK)
        return status;
    size_t words = rl_ngrams_word_count(&text);
    if (words == 0)
        return refuse(name, err, "has no word");
    if (words > RL_NAME_LONGEST)
        return refuse(name, err, "has more than 16 words");
    rl_meaning meaning = {.entry = name->entry, .classes = name->classes, .kind = name->kind};
    return rl_ngrams_add(&g->index, &text, &meaning) ? RELATA_OK : rl_error_memory(err);
}

/* A guess from the first bytes: tables that fit from the start need not be filled again and again as they grow. */
static bool reserve(rl_gazetteer *g)
{
    size_t capitals = 0;
    for (size_t i = 0; i < g->name_count; i++)
        capitals += g->names[i].name[0] >= 'A' && g->names[i].name[0] <= 'Z';
    return rl_ngrams_reserve(&g->index, g->name_count - capitals, capitals);
}

relata_status rl_gazetteer_seal(rl_gazetteer *gazetteer, rl_text_rules *rules, relata_error *err)
{
    rl_text_worker worker = {0};
    relata_status status = teach_rules(gazetteer, rules, err);
    if (status == RELATA_OK && !reserve(gazetteer))
        status = rl_error_memory(err);
    /* Backwards, because the index puts new meanings first: the first row's meaning is then the first. */
    for (size_t i = gazetteer->name_count; status == RELATA_OK && i-- > 0;)
        status = index_name(gazetteer, rules, &gazetteer->names[i], &worker, err);
    rl_text_worker_free(&worker);
    free(gazetteer->names);
    gazetteer->names = NULL;
    gazetteer->name_count = gazetteer->name_capacity = 0;
    return status;
}

const rl_entry *rl_gazetteer_entries(const rl_gazetteer *gazetteer)
{
    return gazetteer->entries;
}

size_t rl_gazetteer_count(const rl_gazetteer *gazetteer)
{
    return gazetteer->entry_count;
}

const rl_entry *rl_gazetteer_entry(const rl_gazetteer *gazetteer, uint32_t entry)
{
    return &gazetteer->entries[entry];
}
