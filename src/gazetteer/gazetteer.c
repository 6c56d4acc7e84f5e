/* Rows to entries and names, names to the index, the index over a text.
 *
 * Names wait as plain strings until the gazetteer is sealed, because how a name is cut into tokens depends on the lexicon
 * (which words end in a full stop, which are everyday words), and the lexicon's rows may stand in any file. */
#include "gazetteer/gazetteer.h"

#include "base/memory.h"
#include "base/number.h"
#include "gazetteer/ngrams.h"
#include "gazetteer/table.h"
#include "text/fold.h"
#include "text/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A name that waits for the index. */
typedef struct pending {
    const char *name;
    uint32_t length;
    uint32_t entry; /* RL_NONE for lexicon rows */
    rl_classes classes;
    uint8_t kind; /* rl_name_kind */
    const char *path;
    size_t line;
    size_t column;
} pending;

struct rl_gazetteer {
    rl_arena strings;
    rl_entry *entries;
    uint32_t *entry_files; /* by entry: number of the file that gave it last */
    size_t entry_count;
    size_t entry_capacity;
    size_t file_capacity;
    rl_string_map ids; /* id -> entry */
    pending *names;
    size_t name_count;
    size_t name_capacity;
    rl_ngrams index;
    uint32_t file_count;
};

typedef struct reading {
    rl_gazetteer *gazetteer;
    rl_types *types;
    const char *path;   /* in the arena */
    const char *source; /* its last part */
    rl_buffer id;
    bool shipped;
} reading;

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

/* ---- rows ---- */

static relata_status fail(const rl_row *row, rl_column column, relata_error *err, const char *message)
{
    const rl_cell *cell = &row->cells[column];
    int shown = cell->length > 60 ? 60 : (int)cell->length;
    return rl_error_set(err, RELATA_ERROR_FORMAT, row->path, row->line, cell->column, "%s \"%.*s\"", message, shown,
                        cell->bytes);
}

static rl_cell trim(rl_cell cell)
{
    while (cell.length > 0 && cell.bytes[0] == ' ') {
        cell.bytes++;
        cell.length--;
        cell.column++;
    }
    while (cell.length > 0 && cell.bytes[cell.length - 1] == ' ')
        cell.length--;
    return cell;
}

static relata_status add_name(reading *r, const rl_row *row, rl_cell cell, uint32_t entry, rl_name_kind kind,
                              rl_classes classes, relata_error *err)
{
    rl_gazetteer *g = r->gazetteer;
    cell = trim(cell);
    if (cell.length == 0)
        return RELATA_OK;
    pending *names = rl_array_grow(g->names, &g->name_capacity, g->name_count + 1, sizeof *names);
    if (names == NULL)
        return rl_error_memory(err);
    g->names = names;
    const char *copy = rl_arena_copy(&g->strings, cell.bytes, cell.length);
    if (copy == NULL)
        return rl_error_memory(err);
    names[g->name_count++] = (pending){
        .name = copy,
        .length = (uint32_t)cell.length,
        .entry = entry,
        .classes = classes,
        .kind = (uint8_t)kind,
        .path = r->path,
        .line = row->line,
        .column = cell.column,
    };
    return RELATA_OK;
}

/* Adds each part of a cell whose parts are joined by "|". */
static relata_status add_names(reading *r, const rl_row *row, rl_column column, uint32_t entry, rl_name_kind kind,
                               rl_classes classes, relata_error *err)
{
    rl_cell cell = row->cells[column];
    size_t start = 0;
    for (size_t i = 0; i <= cell.length; i++) {
        if (i < cell.length && cell.bytes[i] != '|')
            continue;
        rl_cell part = {cell.bytes + start, i - start, cell.column + start};
        relata_status status = add_name(r, row, part, entry, kind, classes, err);
        if (status != RELATA_OK)
            return status;
        start = i + 1;
    }
    return RELATA_OK;
}

static bool is_lexicon_type(const rl_cell *cell)
{
    for (size_t i = 0; i < rl_word_class_count; i++) {
        const char *type = rl_word_class_table[i].type;
        if (strlen(type) == cell->length && memcmp(type, cell->bytes, cell->length) == 0)
            return true;
    }
    return false;
}

static const char *copy_cell(rl_gazetteer *g, const rl_cell *cell)
{
    return cell->length == 0 ? "" : rl_arena_copy(&g->strings, cell->bytes, cell->length);
}

static relata_status read_lexicon_row(reading *r, const rl_row *row, relata_error *err)
{
    rl_gazetteer *g = r->gazetteer;
    const char *type = copy_cell(g, &row->cells[RL_COLUMN_TYPE]), *kind = copy_cell(g, &row->cells[RL_COLUMN_KIND]);
    if (type == NULL || kind == NULL)
        return rl_error_memory(err);
    rl_classes classes = rl_word_class_find(type, kind);
    if (classes == 0)
        return fail(row, RL_COLUMN_KIND, err, "unknown kind");
    static const rl_column columns[] = {RL_COLUMN_NAME, RL_COLUMN_ALIASES, RL_COLUMN_WEAK_ALIASES};
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < sizeof columns / sizeof columns[0]; i++)
        status = add_names(r, row, columns[i], RL_NONE, RL_NAME_LEXICON, classes, err);
    return status;
}

static bool is_type_name(const rl_cell *cell)
{
    for (size_t i = 0; i < cell->length; i++) {
        char c = cell->bytes[i];
        bool letter = c >= 'a' && c <= 'z';
        bool other = (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!letter && (i == 0 || !other))
            return false;
    }
    return cell->length <= 64;
}

static relata_status read_number(const rl_row *row, rl_column column, double least, double most, double *ret,
                                 relata_error *err)
{
    const rl_cell cell = trim(row->cells[column]);
    if (cell.length == 0)
        return RELATA_OK;
    double value;
    if (!rl_number_parse(cell.bytes, cell.length, &value))
        return fail(row, column, err, "not a number:");
    if (value < least || value > most)
        return fail(row, column, err, "the number is out of range:");
    *ret = value;
    return RELATA_OK;
}

static relata_status read_attributes(reading *r, const rl_row *row, rl_entry *entry, relata_error *err)
{
    struct {
        rl_column column;
        const char **to;
    } texts[] = {
        {RL_COLUMN_KIND, &entry->kind}, {RL_COLUMN_COUNTRY, &entry->country}, {RL_COLUMN_ROLE, &entry->role},
        {RL_COLUMN_ALIASES, &entry->aliases}, {RL_COLUMN_FAMILY, &entry->family}};
    struct {
        rl_column column;
        double least, most, *to;
    } numbers[] = {{RL_COLUMN_LATITUDE, -90, 90, &entry->latitude},
                   {RL_COLUMN_LONGITUDE, -180, 180, &entry->longitude},
                   {RL_COLUMN_PRIOR, 0, 1e15, &entry->prior}};
    bool wins = !r->shipped;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const rl_cell *cell = &row->cells[texts[i].column];
        if (cell->length == 0 || ((*texts[i].to)[0] != '\0' && !wins))
            continue;
        *texts[i].to = copy_cell(r->gazetteer, cell);
        if (*texts[i].to == NULL)
            return rl_error_memory(err);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        relata_status status =
            read_number(row, numbers[i].column, numbers[i].least, numbers[i].most, numbers[i].to, err);
        if (status != RELATA_OK)
            return status;
    }
    return RELATA_OK;
}

/* The row's id, given or made from type and name, into r->id. */
static relata_status make_id(reading *r, const rl_row *row, relata_error *err)
{
    rl_cell id = trim(row->cells[RL_COLUMN_ID]), type = row->cells[RL_COLUMN_TYPE];
    rl_cell name = trim(row->cells[RL_COLUMN_NAME]);
    rl_buffer_clear(&r->id);
    if (id.length > 0)
        return rl_buffer_append(&r->id, id.bytes, id.length) ? RELATA_OK : rl_error_memory(err);
    if (!rl_buffer_append(&r->id, type.bytes, type.length) || !rl_buffer_append_char(&r->id, ':') ||
        !rl_fold_name(name.bytes, name.length, '-', &r->id))
        return rl_error_memory(err);
    if (r->id.bytes[r->id.length - 1] == ':')
        return fail(row, RL_COLUMN_NAME, err, "the name has neither a letter nor a digit:");
    return RELATA_OK;
}

static bool grow_entries(rl_gazetteer *g)
{
    rl_entry *entries = rl_array_grow(g->entries, &g->entry_capacity, g->entry_count + 1, sizeof *entries);
    if (entries == NULL)
        return false;
    g->entries = entries;
    uint32_t *files = rl_array_grow(g->entry_files, &g->file_capacity, g->entry_count + 1, sizeof *files);
    if (files == NULL)
        return false;
    g->entry_files = files;
    return true;
}

static relata_status new_entry(reading *r, const rl_row *row, relata_error *err)
{
    rl_gazetteer *g = r->gazetteer;
    const rl_cell *type = &row->cells[RL_COLUMN_TYPE];
    uint32_t type_number = rl_string_map_add(r->types, type->bytes, type->length);
    const char *id = rl_arena_copy(&g->strings, r->id.bytes, r->id.length);
    if (type_number == RL_NONE || id == NULL || !grow_entries(g))
        return rl_error_memory(err);
    g->entries[g->entry_count++] = (rl_entry){
        .id = id,
        .name = "",
        .source = r->source,
        .kind = "",
        .country = "",
        .role = "",
        .aliases = "",
        .family = "",
        .latitude = NAN,
        .longitude = NAN,
        .type = type_number,
        .shipped = r->shipped,
    };
    return RELATA_OK;
}

/* The entry of the row's id: an old one, if another file has it already, or a new one. */
static relata_status get_entry(reading *r, const rl_row *row, uint32_t *ret_entry, relata_error *err)
{
    rl_gazetteer *g = r->gazetteer;
    relata_status status = make_id(r, row, err);
    if (status != RELATA_OK)
        return status;
    uint32_t number = rl_string_map_add(&g->ids, r->id.bytes, r->id.length);
    if (number == RL_NONE)
        return rl_error_memory(err);
    if (number == g->entry_count)
        status = new_entry(r, row, err);
    else if (g->entry_files[number] == g->file_count)
        return rl_error_set(err, RELATA_ERROR_FORMAT, row->path, row->line, row->cells[RL_COLUMN_ID].column,
                            "the id \"%.200s\" is in this file twice: give namesakes ids of their own",
                            rl_string_map_key(&g->ids, number, NULL));
    if (status == RELATA_OK) {
        g->entry_files[number] = g->file_count;
        *ret_entry = number;
    }
    return status;
}

static relata_status describe_entry(reading *r, const rl_row *row, rl_entry *entry, relata_error *err)
{
    size_t length;
    const rl_cell *type = &row->cells[RL_COLUMN_TYPE], name = trim(row->cells[RL_COLUMN_NAME]);
    const char *old_type = rl_string_map_key(r->types, entry->type, &length);
    if (length != type->length || memcmp(old_type, type->bytes, length) != 0)
        return fail(row, RL_COLUMN_TYPE, err, "another list gives this id another type than");
    if (entry->name[0] == '\0' || !r->shipped) {
        entry->name = rl_arena_copy(&r->gazetteer->strings, name.bytes, name.length);
        if (entry->name == NULL)
            return rl_error_memory(err);
    }
    if (!r->shipped) {
        entry->shipped = false;
        entry->source = r->source;
    }
    return read_attributes(r, row, entry, err);
}

static relata_status read_entity_row(reading *r, const rl_row *row, relata_error *err)
{
    static const struct {
        rl_column column;
        rl_name_kind kind;
    } names[] = {
        {RL_COLUMN_NAME, RL_NAME_LABEL},     {RL_COLUMN_ALIASES, RL_NAME_ALIAS}, {RL_COLUMN_WEAK_ALIASES, RL_NAME_WEAK},
        {RL_COLUMN_FAMILY, RL_NAME_FAMILY}, {RL_COLUMN_DEMONYMS, RL_NAME_DEMONYM}};
    if (!is_type_name(&row->cells[RL_COLUMN_TYPE]))
        return fail(row, RL_COLUMN_TYPE, err, "a type is small letters, digits, - and _, not");
    uint32_t entry = RL_NONE;
    relata_status status = get_entry(r, row, &entry, err);
    if (status == RELATA_OK)
        status = describe_entry(r, row, &r->gazetteer->entries[entry], err);
    for (size_t i = 0; status == RELATA_OK && i < sizeof names / sizeof names[0]; i++)
        status = names[i].column == RL_COLUMN_NAME
                     ? add_name(r, row, row->cells[RL_COLUMN_NAME], entry, RL_NAME_LABEL, 0, err)
                     : add_names(r, row, names[i].column, entry, names[i].kind, 0, err);
    return status;
}

static relata_status receive_row(void *user, const rl_row *row, relata_error *err)
{
    reading *r = user;
    return is_lexicon_type(&row->cells[RL_COLUMN_TYPE]) ? read_lexicon_row(r, row, err) : read_entity_row(r, row, err);
}

relata_status rl_gazetteer_read(rl_gazetteer *gazetteer, const char *path, bool shipped, rl_types *types,
                                relata_error *err)
{
    reading r = {.gazetteer = gazetteer, .types = types, .shipped = shipped};
    r.path = rl_arena_copy(&gazetteer->strings, path, strlen(path));
    if (r.path == NULL)
        return rl_error_memory(err);
    const char *slash = strrchr(r.path, '/');
    r.source = slash == NULL ? r.path : slash + 1;
    gazetteer->file_count++;
    relata_status status = rl_table_read(path, receive_row, &r, err);
    rl_buffer_free(&r.id);
    return status;
}

/* ---- sealing ---- */

static bool is_one_word(const pending *name)
{
    return memchr(name->name, ' ', name->length) == NULL;
}

static bool teach(rl_text_rules *rules, const pending *name, rl_buffer *folded)
{
    if (name->kind != RL_NAME_LEXICON || !is_one_word(name))
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

static relata_status index_name(rl_gazetteer *g, const rl_text_rules *rules, const pending *name,
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

/* ---- scanning ---- */

/* "Nato" for a listed "NATO": some newspapers write acronyms that are spoken as words so. Not below four letters, where
 * they would be everyday words ("Who", "It"). */
static bool is_spoken_acronym(const rl_text *text, size_t first, const rl_match *match, const rl_meaning *meaning)
{
    const rl_token *token = &text->tokens[first];
    return match->last == first + 1 && meaning->acronyms == 1 && token->shape == RL_SHAPE_CAPITALISED &&
           token->fold_length >= 4 && (token->classes & RL_CLASS_ORDINARY) == 0;
}

static bool case_agrees(const rl_text *text, size_t first, const rl_match *match, const rl_meaning *meaning)
{
    if ((meaning->capitals & ~match->capitals) != 0)
        return false;
    return (meaning->acronyms & ~match->acronyms) == 0 || is_spoken_acronym(text, first, match, meaning);
}

static bool add_hit(rl_hits *hits, const rl_hit *hit)
{
    rl_hit *items = rl_array_grow(hits->items, &hits->capacity, hits->count + 1, sizeof *items);
    if (items == NULL)
        return false;
    hits->items = items;
    items[hits->count++] = *hit;
    return true;
}

static void set_classes(rl_text *text, size_t first, size_t last, rl_classes classes)
{
    for (size_t i = first; i < last; i++)
        text->tokens[i].classes |= classes;
}

/* "US", "WHO", "IT" in a line that is not all capitals: not the words us, who, it. */
static bool is_acronym_of_word(const rl_text *text, size_t first, const rl_meaning *meaning)
{
    const rl_token *token = &text->tokens[first];
    bool capitals = token->shape == RL_SHAPE_ALL_CAPS || token->shape == RL_SHAPE_DOTTED;
    bool loud = text->sentence_count > 0 && (text->sentences[token->sentence].flags & RL_SENTENCE_ALL_CAPS) != 0;
    return capitals && !loud && meaning->acronyms == 0 && token->fold_length <= 4;
}

static bool take_meaning(rl_text *text, size_t first, const rl_match *match, const rl_meaning *meaning, rl_hits *hits)
{
    if (!case_agrees(text, first, match, meaning))
        return true;
    bool one_word = match->last == first + 1;
    if (meaning->kind == RL_NAME_DEMONYM)
        set_classes(text, first, match->last, RL_CLASS_DEMONYM);
    if (meaning->kind == RL_NAME_LEXICON && one_word) {
        rl_classes hidden = is_acronym_of_word(text, first, meaning) ? RL_CLASS_FUNCTION | RL_CLASS_COMMON : 0;
        set_classes(text, first, match->last, meaning->classes & ~hidden);
        return true;
    }
    rl_hit hit = {
        .first = (uint32_t)first,
        .last = match->last,
        .entry = meaning->entry,
        .kind = meaning->kind,
        .case_agrees = true,
        .classes = meaning->classes,
    };
    return add_hit(hits, &hit);
}

static bool scan_at(const rl_gazetteer *g, rl_text *text, size_t first, rl_hits *hits)
{
    rl_match matches[RL_NAME_LONGEST];
    size_t count = rl_ngrams_match(&g->index, text, first, matches);
    /* A single word's classes first: the meanings of longer names may depend on them. */
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t m = count; m-- > 0;) {
            for (uint32_t i = matches[m].meaning; i != RL_NONE; i = g->index.meanings[i].next) {
                const rl_meaning *meaning = &g->index.meanings[i];
                bool word_class = meaning->kind == RL_NAME_LEXICON && matches[m].last == first + 1;
                if (word_class == (pass == 0) && !take_meaning(text, first, &matches[m], meaning, hits))
                    return false;
            }
        }
    }
    return true;
}

relata_status rl_gazetteer_scan(const rl_gazetteer *gazetteer, rl_text *text, rl_hits *hits, relata_error *err)
{
    hits->count = 0;
    for (size_t i = 0; i < text->token_count; i++) {
        if ((text->tokens[i].flags & RL_TOKEN_FURNITURE) != 0)
            continue;
        if (!scan_at(gazetteer, text, i, hits))
            return rl_error_memory(err);
    }
    return RELATA_OK;
}

size_t rl_gazetteer_find(const rl_gazetteer *gazetteer, const rl_text *name, rl_hit *ret, size_t room)
{
    rl_match matches[RL_NAME_LONGEST];
    size_t found = 0, count = name->token_count == 0 ? 0 : rl_ngrams_match(&gazetteer->index, name, 0, matches);
    if (count == 0 || matches[count - 1].last != name->token_count)
        return 0;
    for (uint8_t kind = RL_NAME_LABEL; kind <= RL_NAME_FAMILY; kind++) {
        for (uint32_t i = matches[count - 1].meaning; i != RL_NONE && found < room;
             i = gazetteer->index.meanings[i].next) {
            const rl_meaning *meaning = &gazetteer->index.meanings[i];
            if (meaning->kind == kind)
                ret[found++] = (rl_hit){
                    .last = (uint32_t)name->token_count, .entry = meaning->entry, .kind = kind, .case_agrees = true};
        }
    }
    return found;
}

void rl_hits_free(rl_hits *hits)
{
    free(hits->items);
    *hits = (rl_hits){0};
}
