/* From a builder to an image: records, then meanings and slots, then the whole put together.
 *
 * Most names are written once: in their entry's record, where the index finds them too. */
#include "gazetteer/builder.h"

#include "base/varint.h"
#include "gazetteer/ids.h"
#include "gazetteer/ngrams.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    SEEDS = 64, /* that all of them fail cannot happen by chance */
    FETCHED_AHEAD = 16
};

typedef struct compiling {
    rl_builder *builder;
    rl_buffer sections[RL_SECTION_COUNT];
    uint32_t *type_offsets; /* by number in the builder's maps */
    uint32_t *source_offsets;
    uint32_t *text_offsets;
    uint32_t *numbers; /* by name: of its meaning */
    rl_ngrams index;
} compiling;

/* ---- strings ---- */

/* Writes a map's keys in order; *ret_offsets says where each begins. */
static bool write_strings(const rl_string_map *map, rl_buffer *ret, uint32_t **ret_offsets)
{
    uint32_t *offsets = malloc((map->count + 1) * sizeof *offsets);
    *ret_offsets = offsets;
    if (offsets == NULL)
        return false;
    for (size_t i = 0; i < map->count; i++) {
        size_t length;
        const char *key = rl_string_map_key(map, (uint32_t)i, &length);
        if (ret->length > UINT32_MAX)
            return false;
        offsets[i] = (uint32_t)ret->length;
        if (!rl_buffer_append(ret, key, length + 1))
            return false;
    }
    return true;
}

/* ---- records ---- */

static bool append_z(rl_buffer *ret, const char *bytes, size_t length)
{
    return rl_buffer_append(ret, bytes, length) && rl_buffer_append_char(ret, '\0');
}

static void place_name(rl_listed_name *name, size_t offset)
{
    if ((name->flags & RL_LISTED_PLAIN) == 0 || (name->flags & RL_LISTED_PLACED) != 0)
        return;
    name->words = (uint32_t)offset;
    name->flags |= RL_LISTED_PLACED;
}

/* The label's own listing, among the entry's names. */
static void place_label(rl_builder *b, const rl_draft *entry, size_t offset)
{
    for (uint32_t i = entry->first_name; i != RL_NONE; i = b->names[i].next)
        if (b->names[i].column == RL_COLUMN_NAME && b->names[i].bytes == entry->name)
            place_name(&b->names[i], offset);
}

static bool is_shown(const rl_listed_name *name, rl_column column)
{
    return name->column == column && (name->flags & RL_LISTED_HIDDEN) == 0;
}

static bool has_names(const rl_builder *b, const rl_draft *entry, rl_column column)
{
    for (uint32_t i = entry->first_name; i != RL_NONE; i = b->names[i].next)
        if (is_shown(&b->names[i], column))
            return true;
    return false;
}

/* The entry's names of one column, joined by "|". */
static bool write_names(rl_builder *b, const rl_draft *entry, rl_column column, rl_buffer *ret)
{
    bool first = true;
    for (uint32_t i = entry->first_name; i != RL_NONE; i = b->names[i].next) {
        rl_listed_name *name = &b->names[i];
        if (!is_shown(name, column))
            continue;
        if (!first && !rl_buffer_append_char(ret, '|'))
            return false;
        place_name(name, ret->length);
        if (!rl_buffer_append(ret, name->bytes, name->length))
            return false;
        first = false;
    }
    return rl_buffer_append_char(ret, '\0');
}

static bool write_field(compiling *c, const rl_draft *entry, size_t number, size_t field, rl_buffer *ret)
{
    rl_builder *b = c->builder;
    const rl_column column = rl_fields[field].column;
    if (rl_fields[field].storage == RL_STORED_STRING && column != RL_COLUMN_ID)
        return write_names(b, entry, column, ret);
    if (column == RL_COLUMN_ID) {
        size_t length;
        const char *id = rl_string_map_key(&b->ids, (uint32_t)number, &length);
        return append_z(ret, id, length);
    }
    const rl_details *details = &b->details[entry->details];
    if (rl_fields[field].storage == RL_STORED_TEXT)
        return rl_varint_append(ret, c->text_offsets[details->values[field].text]);
    return rl_buffer_append(ret, (const char *)&details->values[field].number, sizeof(double));
}

static uint32_t mask_of(const rl_builder *b, const rl_draft *entry)
{
    uint32_t mask = entry->details == RL_NONE ? 0 : b->details[entry->details].mask;
    bool single = entry->first_name == entry->last_name; /* nothing but a label */
    for (size_t i = 0; i < RL_FIELD_COUNT; i++) {
        rl_column column = rl_fields[i].column;
        if (rl_fields[i].storage != RL_STORED_STRING)
            continue;
        if (column == RL_COLUMN_ID ? entry->id_given : !single && has_names(b, entry, column))
            mask |= 1u << i;
    }
    return mask;
}

static bool write_record(compiling *c, size_t number, rl_buffer *ret)
{
    rl_builder *b = c->builder;
    const rl_draft *entry = &b->entries[number];
    uint32_t mask = mask_of(b, entry);
    bool ok = rl_varint_append(ret, c->type_offsets[entry->type]) &&
              rl_varint_append(ret, c->source_offsets[b->file_sources[entry->file]]) && rl_varint_append(ret, mask);
    place_label(b, entry, ret->length);
    ok = ok && append_z(ret, entry->name, entry->name_length);
    for (size_t i = 0; ok && i < RL_FIELD_COUNT; i++)
        if ((mask >> i & 1) != 0)
            ok = write_field(c, entry, number, i, ret);
    return ok;
}

static relata_status refuse_record(const rl_draft *entry, relata_error *err)
{
    int shown = entry->name_length > 100 ? (int)rl_utf8_valid_prefix(entry->name, 100) : (int)entry->name_length;
    return rl_error_set(err, RELATA_ERROR_LIMIT, NULL, 0, 0, "the entry \"%.*s\" has more than 64 MiB of names", shown,
                        entry->name);
}

/* The record goes behind its length; then the places of its names are known. */
static relata_status write_sized_record(compiling *c, size_t number, rl_buffer *records, relata_error *err)
{
    rl_builder *b = c->builder;
    rl_buffer *record = &b->scratch;
    rl_buffer_clear(record);
    if (!write_record(c, number, record) || !rl_varint_append(records, record->length))
        return rl_error_memory(err);
    if (record->length > RL_RECORD_BYTES)
        return refuse_record(&b->entries[number], err);
    uint32_t start = (uint32_t)records->length;
    for (uint32_t i = b->entries[number].first_name; i != RL_NONE; i = b->names[i].next)
        if ((b->names[i].flags & RL_LISTED_PLACED) != 0)
            b->names[i].words += start;
    return rl_buffer_append(records, record->bytes, record->length) ? RELATA_OK : rl_error_memory(err);
}

static relata_status write_records(compiling *c, relata_error *err)
{
    rl_buffer *records = &c->sections[RL_SECTION_RECORDS], *starts = &c->sections[RL_SECTION_ENTRIES];
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < c->builder->entry_count; i++) {
        uint32_t start = (uint32_t)records->length;
        if (records->length > UINT32_MAX - 2 * (size_t)RL_RECORD_BYTES)
            return rl_error_set(err, RELATA_ERROR_LIMIT, NULL, 0, 0, "the lists are too large for one gazetteer");
        if (i % RL_RECORD_STRIDE == 0 && !rl_buffer_append(starts, (const char *)&start, sizeof start))
            return rl_error_memory(err);
        status = write_sized_record(c, i, records, err);
    }
    return status;
}

/* ---- ids ---- */

static relata_status enter_ids(compiling *c, uint32_t *slots, relata_error *err)
{
    const rl_builder *b = c->builder;
    for (size_t i = 0; i < b->entry_count; i++) {
        size_t length;
        const char *id = rl_string_map_key(&b->ids, (uint32_t)i, &length);
        uint32_t hash = rl_id_hash(id, length);
        if (!rl_ids_enter(slots, b->entry_count, (uint32_t)i, hash))
            return rl_error_set(err, RELATA_ERROR_LIMIT, NULL, 0, 0, "the ids cannot be told apart by their hashes");
        if (b->entry_count <= RL_HASHED_ENTRIES &&
            !rl_buffer_append(&c->sections[RL_SECTION_HASHES], (const char *)&hash, sizeof hash))
            return rl_error_memory(err);
    }
    return RELATA_OK;
}

static relata_status write_ids(compiling *c, relata_error *err)
{
    if (c->builder->entry_count >= RL_MEANING_ENTRIES)
        return rl_error_set(err, RELATA_ERROR_LIMIT, NULL, 0, 0, "more than 134 million entries for one gazetteer");
    size_t size = rl_ids_size(c->builder->entry_count);
    uint32_t *slots = calloc(size + 1, sizeof *slots);
    relata_status status = slots == NULL ? rl_error_memory(err) : enter_ids(c, slots, err);
    if (status == RELATA_OK &&
        !rl_buffer_append(&c->sections[RL_SECTION_IDS], (const char *)slots, size * sizeof *slots))
        status = rl_error_memory(err);
    free(slots);
    return status;
}

/* ---- names ---- */

/* Labels that another file's row replaced stand in no record: their words are stored apart. */
static bool store_unplaced(rl_builder *b)
{
    for (size_t i = 0; i < b->name_count; i++) {
        char scratch[RL_NAME_BYTES];
        rl_listed_name *name = &b->names[i];
        if ((name->flags & (RL_LISTED_PLAIN | RL_LISTED_PLACED)) != RL_LISTED_PLAIN)
            continue;
        const char *words = rl_listed_words(b, name, scratch);
        size_t start = b->words.length;
        if (start > UINT32_MAX || !append_z(&b->words, words, name->folded_length))
            return false;
        name->words = (uint32_t)start;
        name->flags &= (uint8_t)~RL_LISTED_PLAIN;
    }
    return true;
}

static bool same_words(const rl_builder *b, const rl_listed_name *x, const rl_listed_name *y)
{
    char scratch_x[RL_NAME_BYTES], scratch_y[RL_NAME_BYTES];
    if (x->folded_length != y->folded_length)
        return false;
    return memcmp(rl_listed_words(b, x, scratch_x), rl_listed_words(b, y, scratch_y), x->folded_length) == 0;
}

static rl_meaning meaning_of(const rl_listed_name *name, bool last)
{
    bool plain = (name->flags & RL_LISTED_PLAIN) != 0;
    return (rl_meaning){
        .entry = name->entry | (uint32_t)name->kind << 27 | (last ? RL_MEANING_LAST : 0) |
                 (plain ? RL_MEANING_PLAIN : 0),
        .words = name->words,
        .capitals = name->capitals,
        .acronyms = name->acronyms,
    };
}

/* Writes the names of one slot. RELATA_ERROR_LIMIT if they are not of the same words. */
static relata_status write_chain(compiling *c, uint32_t first)
{
    const rl_builder *b = c->builder;
    rl_buffer *meanings = &c->sections[RL_SECTION_MEANINGS];
    c->numbers[first] = (uint32_t)(meanings->length / sizeof(rl_meaning));
    for (uint32_t i = first; i != RL_NONE; i = c->index.next[i]) {
        rl_meaning meaning = meaning_of(&b->names[i], c->index.next[i] == RL_NONE);
        if (i != first && !same_words(b, &b->names[i], &b->names[first]))
            return RELATA_ERROR_LIMIT;
        if (!rl_buffer_append(meanings, (const char *)&meaning, sizeof meaning))
            return RELATA_ERROR_MEMORY;
    }
    return RELATA_OK;
}

static relata_status write_table(compiling *c, const rl_ngram_table *table, rl_section section)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < table->count; i++) {
        size_t ahead = i + FETCHED_AHEAD;
        if (ahead < table->count && table->items[ahead].name < c->builder->name_count)
            __builtin_prefetch(&c->builder->names[table->items[ahead].name]);
        if (table->items[i].key != 0 && table->items[i].name != RL_NONE)
            status = write_chain(c, table->items[i].name);
    }
    return status == RELATA_OK ? rl_ngrams_write(table, c->numbers, &c->sections[section]) : status;
}

static relata_status write_names_with(compiling *c, uint64_t seed)
{
    rl_ngrams_free(&c->index);
    rl_buffer_clear(&c->sections[RL_SECTION_MEANINGS]);
    rl_buffer_clear(&c->sections[RL_SECTION_SMALL]);
    rl_buffer_clear(&c->sections[RL_SECTION_CAPITALS]);
    rl_buffer_clear(&c->sections[RL_SECTION_PAIRS]);
    if (!rl_ngrams_fill(&c->index, c->builder, seed) ||
        !rl_ngrams_write_pairs(&c->index, &c->sections[RL_SECTION_PAIRS]))
        return RELATA_ERROR_MEMORY;
    relata_status status = write_table(c, &c->index.small, RL_SECTION_SMALL);
    return status == RELATA_OK ? write_table(c, &c->index.capitals, RL_SECTION_CAPITALS) : status;
}

static relata_status write_index(compiling *c, uint64_t *ret_seed, relata_error *err)
{
    relata_status status = RELATA_ERROR_LIMIT;
    c->numbers = malloc((c->builder->name_count + 1) * sizeof *c->numbers);
    if (c->numbers == NULL)
        return rl_error_memory(err);
    for (uint64_t seed = 0; seed < SEEDS && status == RELATA_ERROR_LIMIT; seed++) {
        status = write_names_with(c, seed);
        *ret_seed = seed;
    }
    if (status == RELATA_ERROR_MEMORY)
        return rl_error_memory(err);
    if (status != RELATA_OK)
        return rl_error_set(err, status, NULL, 0, 0, "the names cannot be told apart by their hashes");
    return RELATA_OK;
}

/* ---- the whole ---- */

static bool pad(rl_buffer *ret)
{
    while (ret->length % 8 != 0)
        if (!rl_buffer_append_char(ret, '\0'))
            return false;
    return true;
}

static bool put_together(compiling *c, uint64_t seed, rl_buffer *ret)
{
    rl_image_head head = {.magic = RL_IMAGE_MAGIC,
                          .version = RL_IMAGE_VERSION,
                          .order = RL_IMAGE_ORDER,
                          .seed = seed,
                          .symbols = c->index.symbols,
                          .entry_count = c->builder->entry_count};
    size_t size = sizeof head;
    for (size_t i = 0; i < RL_SECTION_COUNT; i++)
        size += c->sections[i].length + 8;
    bool ok = rl_buffer_reserve(ret, size) && rl_buffer_append(ret, (const char *)&head, sizeof head);
    for (size_t i = 0; ok && i < RL_SECTION_COUNT; i++) {
        head.sections[i].start = ret->length;
        head.sections[i].length = c->sections[i].length;
        ok = rl_buffer_append(ret, c->sections[i].bytes, c->sections[i].length) && pad(ret);
        rl_buffer_free(&c->sections[i]);
    }
    if (!ok)
        return false;
    head.size = ret->length;
    memcpy(ret->bytes, &head, sizeof head);
    rl_image_sign(ret->bytes, ret->length);
    return true;
}

static void take(rl_buffer *from, rl_buffer *to)
{
    *to = *from;
    *from = (rl_buffer){0};
}

static relata_status compile(compiling *c, rl_buffer *ret, relata_error *err)
{
    rl_builder *b = c->builder;
    uint64_t seed = 0;
    if (!write_strings(&b->types, &c->sections[RL_SECTION_TYPES], &c->type_offsets) ||
        !write_strings(&b->sources, &c->sections[RL_SECTION_SOURCES], &c->source_offsets) ||
        !write_strings(&b->texts, &c->sections[RL_SECTION_TEXTS], &c->text_offsets))
        return rl_error_memory(err);
    relata_status status = write_ids(c, err);
    if (status == RELATA_OK)
        status = write_records(c, err);
    if (status == RELATA_OK && !store_unplaced(b))
        status = rl_error_memory(err);
    if (status == RELATA_OK)
        status = write_index(c, &seed, err);
    if (status != RELATA_OK)
        return status;
    take(&b->words, &c->sections[RL_SECTION_WORDS]);
    take(&b->rules, &c->sections[RL_SECTION_RULES]);
    if (!rl_buffer_append(&c->sections[RL_SECTION_CLASSES], (const char *)b->classes,
                          b->class_count * sizeof *b->classes) ||
        !put_together(c, seed, ret))
        return rl_error_memory(err);
    return RELATA_OK;
}

relata_status rl_builder_compile(rl_builder *builder, rl_buffer *ret, relata_error *err)
{
    compiling c = {.builder = builder};
    relata_status status = compile(&c, ret, err);
    for (size_t i = 0; i < RL_SECTION_COUNT; i++)
        rl_buffer_free(&c.sections[i]);
    rl_ngrams_free(&c.index);
    free(c.type_offsets);
    free(c.source_offsets);
    free(c.text_offsets);
    free(c.numbers);
    return status;
}
