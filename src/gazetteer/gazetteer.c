/* The lists of an engine: compiled gazetteers are mapped as they are, text lists are compiled when all of them were read,
 * the shipped ones and the user's apart, since the user's win. */
#include "base/file.h"
#include "gazetteer/cells.h"
#include "gazetteer/internal.h"

#include <stdlib.h>
#include <string.h>

enum { USERS = 0, SHIPPED = 1 };

rl_gazetteer *rl_gazetteer_new(rl_types *types)
{
    rl_gazetteer *gazetteer = calloc(1, sizeof *gazetteer);
    if (gazetteer != NULL)
        gazetteer->types = types;
    return gazetteer;
}

void rl_gazetteer_free(rl_gazetteer *gazetteer)
{
    if (gazetteer == NULL)
        return;
    rl_entries_free(gazetteer);
    for (size_t i = 0; i < gazetteer->image_count; i++) {
        rl_map_close(&gazetteer->images[i].map);
        rl_buffer_free(&gazetteer->images[i].memory);
    }
    rl_builder_free(&gazetteer->lists[USERS]);
    rl_builder_free(&gazetteer->lists[SHIPPED]);
    rl_arena_free(&gazetteer->strings);
    free(gazetteer);
}

/* ---- reading ---- */

/* The types of lists become the engine's as soon as they are read: patterns may name them. */
static relata_status add_list_types(rl_gazetteer *g, const rl_builder *lists, relata_error *err)
{
    for (size_t i = 0; i < lists->types.count; i++) {
        size_t length;
        const char *type = rl_string_map_key(&lists->types, (uint32_t)i, &length);
        if (rl_string_map_add(g->types, type, length) == RL_NONE)
            return rl_error_memory(err);
    }
    return RELATA_OK;
}

static bool is_type(const char *string, size_t length)
{
    return rl_cell_is_type_name(&(rl_cell){string, length, 1});
}

/* Adds the strings of a section, each ended by a NUL. */
static relata_status add_strings(const rl_image *image, rl_section section, rl_string_map *ret, relata_error *err)
{
    size_t length;
    const char *strings = rl_image_section(image, section, &length);
    for (size_t at = 0; at < length;) {
        size_t used = strlen(strings + at); /* the section ends in a NUL */
        if (section == RL_SECTION_TYPES && !is_type(strings + at, used))
            return rl_image_damaged(image, err);
        if (rl_string_map_add(ret, strings + at, used) == RL_NONE)
            return rl_error_memory(err);
        at += used + 1;
    }
    return RELATA_OK;
}

static relata_status add_image(rl_gazetteer *g, rl_loaded *loaded, relata_error *err)
{
    if (g->image_count == RL_IMAGES_MOST)
        return rl_error_set(err, RELATA_ERROR_LIMIT, loaded->image.path, 0, 0,
                            "more than %d compiled gazetteers: compile several into one", RL_IMAGES_MOST);
    relata_status status = add_strings(&loaded->image, RL_SECTION_TYPES, g->types, err);
    if (status == RELATA_OK)
        g->images[g->image_count++] = *loaded;
    return status;
}

static relata_status map_image(rl_gazetteer *g, const char *path, bool shipped, relata_error *err)
{
    rl_loaded loaded = {.shipped = shipped};
    const char *kept = rl_arena_copy(&g->strings, path, strlen(path));
    if (kept == NULL)
        return rl_error_memory(err);
    relata_status status = rl_map_open(kept, &loaded.map, err);
    if (status == RELATA_OK)
        status = rl_image_open(loaded.map.bytes, loaded.map.length, kept, &loaded.image, err);
    if (status == RELATA_OK)
        status = add_image(g, &loaded, err);
    if (status != RELATA_OK)
        rl_map_close(&loaded.map);
    return status;
}

/* A file that cannot be read is none: the reader of lists says why. Nor is a pipe, which must not be touched: what is read
 * of it here would be missing from the list. */
bool rl_gazetteer_is_compiled(const char *path)
{
    rl_map map = {0};
    if (!rl_path_is_file(path) || rl_map_open(path, &map, NULL) != RELATA_OK)
        return false;
    bool compiled = rl_image_is(map.bytes, map.length);
    rl_map_close(&map);
    return compiled;
}

relata_status rl_gazetteer_read(rl_gazetteer *gazetteer, const char *path, bool shipped, relata_error *err)
{
    if (rl_gazetteer_is_compiled(path))
        return map_image(gazetteer, path, shipped, err);
    rl_builder *lists = &gazetteer->lists[shipped ? SHIPPED : USERS];
    relata_status status = rl_builder_read(lists, path, err);
    return status == RELATA_OK ? add_list_types(gazetteer, lists, err) : status;
}

/* ---- sealing ---- */

static relata_status compile_lists(rl_gazetteer *g, int which, relata_error *err)
{
    rl_builder *builder = &g->lists[which];
    rl_loaded loaded = {.shipped = which == SHIPPED};
    if (builder->file_count == 0)
        return RELATA_OK;
    relata_status status = rl_builder_compile(builder, &loaded.memory, err);
    rl_builder_free(builder);
    if (status == RELATA_OK)
        status = rl_image_open(loaded.memory.bytes, loaded.memory.length, "the lists", &loaded.image, err);
    if (status == RELATA_OK)
        status = add_image(g, &loaded, err);
    if (status != RELATA_OK)
        rl_buffer_free(&loaded.memory);
    return status;
}

static bool teach(rl_text_rules *rules, unsigned bits, const char *word, size_t length)
{
    bool ok = true;
    if ((bits & RL_RULE_ABBREVIATION) != 0)
        ok = rl_text_rules_add_abbreviation(rules, word, length);
    if (ok && (bits & RL_RULE_STARTER) != 0)
        ok = rl_text_rules_add_starter(rules, word, length);
    if (ok && (bits & RL_RULE_WORD) != 0)
        ok = rl_text_rules_add_word(rules, word, length);
    return ok;
}

static relata_status teach_rules(const rl_image *image, rl_text_rules *rules, relata_error *err)
{
    size_t length;
    const char *bytes = rl_image_section(image, RL_SECTION_RULES, &length);
    for (size_t at = 0; at < length;) {
        unsigned bits = (unsigned char)bytes[at++];
        size_t used = strlen(bytes + at); /* the section ends in a NUL */
        if (bits == 0 || at + used >= length)
            return rl_image_damaged(image, err);
        if (!teach(rules, bits, bytes + at, used))
            return rl_error_memory(err);
        at += used + 1;
    }
    return RELATA_OK;
}

relata_status rl_gazetteer_seal(rl_gazetteer *gazetteer, rl_text_rules *rules, relata_error *err)
{
    relata_status status = compile_lists(gazetteer, SHIPPED, err);
    if (status == RELATA_OK)
        status = compile_lists(gazetteer, USERS, err);
    for (size_t i = 0; status == RELATA_OK && i < gazetteer->image_count; i++)
        status = teach_rules(&gazetteer->images[i].image, rules, err);
    return status == RELATA_OK ? rl_entries_seal(gazetteer, err) : status;
}

const rl_entry *rl_gazetteer_entries(const rl_gazetteer *gazetteer)
{
    return gazetteer->lazy == NULL ? NULL : gazetteer->lazy->entries;
}

size_t rl_gazetteer_count(const rl_gazetteer *gazetteer)
{
    return gazetteer->entry_count;
}

relata_status rl_gazetteer_read_entry(const rl_gazetteer *gazetteer, uint32_t entry, relata_error *err)
{
    if (entry >= gazetteer->entry_count)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "there is no entry %u", (unsigned)entry);
    return rl_entries_read(gazetteer, entry, err);
}

/* ---- files ---- */

static relata_status count_image(const rl_buffer *bytes, relata_compiled *ret, relata_error *err)
{
    rl_image image;
    relata_status status = rl_image_open(bytes->bytes, bytes->length, "the compiled lists", &image, err);
    if (status == RELATA_OK)
        *ret = (relata_compiled){image.entry_count, image.meaning_count, bytes->length};
    return status;
}

relata_status rl_gazetteer_compile(const char *const *paths, size_t count, rl_buffer *ret_image,
                                   relata_compiled *ret_compiled, relata_error *err)
{
    rl_builder builder = {0};
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < count; i++)
        status = rl_builder_read(&builder, paths[i], err);
    if (status == RELATA_OK)
        status = rl_builder_compile(&builder, ret_image, err);
    rl_builder_free(&builder);
    return status == RELATA_OK ? count_image(ret_image, ret_compiled, err) : status;
}

typedef relata_status (*image_fn)(const rl_image *image, void *user, relata_error *err);

/* Opens a compiled gazetteer for as long as `use` takes. */
static relata_status with_image(const char *path, image_fn use, void *user, relata_error *err)
{
    rl_map map = {0};
    rl_image image;
    relata_status status = rl_map_open(path, &map, err);
    if (status == RELATA_OK)
        status = rl_image_open(map.bytes, map.length, path, &image, err);
    if (status == RELATA_OK)
        status = use(&image, user, err);
    rl_map_close(&map);
    return status;
}

static relata_status verify(const rl_image *image, void *user, relata_error *err)
{
    (void)user;
    return rl_image_verify(image, err);
}

relata_status rl_gazetteer_verify(const char *path, relata_error *err)
{
    return with_image(path, verify, NULL, err);
}

static relata_status add_sources(const rl_image *image, void *user, relata_error *err)
{
    return add_strings(image, RL_SECTION_SOURCES, user, err);
}

relata_status rl_gazetteer_sources(const char *path, rl_string_map *ret_names, relata_error *err)
{
    return with_image(path, add_sources, ret_names, err);
}
