/* Names to the index.
 *
 * Names wait as plain strings until the gazetteer is sealed, because how a name is cut into tokens depends on the lexicon
 * (which words end in a full stop, which are everyday words), and the lexicon's rows may stand in any file. */
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

static bool is_one_word(const rl_pending_name *name)
{
    return memchr(name->name, ' ', name->length) == NULL;
}

static bool teach(rl_text_rules *rules, const rl_pending_name *name, rl_buffer *folded)
{
    if ((name->classes & (RL_CLASS_ABBREVIATION | RL_CLASS_ORDINARY)) == 0 || !is_one_word(name))
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

static relata_status index_name(rl_gazetteer *g, const rl_text_rules *rules, const rl_pending_name *name,
                                rl_text_worker *worker, relata_error *err)
{
    rl_text text;
    relata_status status = rl_text_read_name(worker, rules, name->name, name->length, &text, err);
    if (status != RELATA_OK)
        return status;
    size_t words = rl_ngrams_word_count(&text);
    if (words == 0)
        return rl_error_set(err, RELATA_ERROR_FORMAT, name->path, name->line, name->column,
                            "the name \"%.100s\" has no word", name->name);
    if (words > RL_NAME_LONGEST)
        return rl_error_set(err, RELATA_ERROR_FORMAT, name->path, name->line, name->column,
                            "the name \"%.100s\" has more than %d words", name->name, RL_NAME_LONGEST);
    rl_meaning meaning = {.entry = name->entry, .classes = name->classes, .kind = name->kind};
    return rl_ngrams_add(&g->index, &text, &meaning) ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_gazetteer_seal(rl_gazetteer *gazetteer, rl_text_rules *rules, relata_error *err)
{
    rl_text_worker worker = {0};
    relata_status status = teach_rules(gazetteer, rules, err);
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
