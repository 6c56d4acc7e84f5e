/* Entries by number, over all images.
 *
 * A gazetteer of a million names must be ready in milliseconds, so entries stay packed in their images until a text names
 * them. The array of unpacked ones is zeroed memory of the system, which takes no room where nobody touches it. Threads
 * that meet a new entry at once wait for each other; after that, reading it costs nothing.
 *
 * Entries of several images with one id are one entity. They are few, and found at the start: each image has its entries'
 * ids in a hash table. */
#include "gazetteer/ids.h"
#include "gazetteer/internal.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* ---- unpacking ---- */

static bool is_sure(const rl_loaded *loaded, const char *strength)
{
    return strength[0] == '\0' ? !loaded->shipped : strcmp(strength, "sure") == 0;
}

static const char *keep(rl_lazy *lazy, const rl_buffer *text)
{
    return text->failed ? NULL : rl_arena_copy(&lazy->strings, text->bytes, text->length);
}

static relata_status unpack(const rl_gazetteer *g, const rl_loaded *loaded, uint32_t local, rl_entry *ret,
                            relata_error *err)
{
    rl_lazy *lazy = g->lazy;
    rl_record record;
    relata_status status = rl_record_read(&loaded->image, local, &record, err);
    if (status != RELATA_OK)
        return status;
    rl_buffer_clear(&lazy->scratch);
    const char *id = rl_record_id(&record, &lazy->scratch) ? keep(lazy, &lazy->scratch) : NULL;
    uint32_t type = rl_string_map_find(g->types, record.type, strlen(record.type));
    if (id == NULL)
        return rl_error_memory(err);
    if (type == RL_NONE)
        return rl_image_damaged(&loaded->image, err);
    *ret = (rl_entry){
        .id = id,
        .name = record.texts[RL_COLUMN_NAME],
        .source = record.source,
        .kind = record.texts[RL_COLUMN_KIND],
        .country = record.texts[RL_COLUMN_COUNTRY],
        .region = record.texts[RL_COLUMN_REGION],
        .role = record.texts[RL_COLUMN_ROLE],
        .aliases = record.texts[RL_COLUMN_ALIASES],
        .family = record.texts[RL_COLUMN_FAMILY],
        .latitude = record.numbers[RL_COLUMN_LATITUDE],
        .longitude = record.numbers[RL_COLUMN_LONGITUDE],
        .prior = isnan(record.numbers[RL_COLUMN_PRIOR]) ? 0 : record.numbers[RL_COLUMN_PRIOR],
        .type = type,
        .usual = strcmp(record.texts[RL_COLUMN_STRENGTH], "usual") == 0,
        .sure = is_sure(loaded, record.texts[RL_COLUMN_STRENGTH]),
    };
    return RELATA_OK;
}

/* ---- entries of several images ---- */

static const char *joined(rl_lazy *lazy, const char *a, const char *b)
{
    if (a[0] == '\0' || b[0] == '\0')
        return a[0] == '\0' ? b : a;
    rl_buffer_clear(&lazy->scratch);
    bool ok = rl_buffer_append_string(&lazy->scratch, a) && rl_buffer_append_char(&lazy->scratch, '|') &&
              rl_buffer_append_string(&lazy->scratch, b);
    return ok ? keep(lazy, &lazy->scratch) : NULL;
}

static void merge_text(const char **to, const char *from, bool wins)
{
    if (from[0] != '\0' && (wins || (*to)[0] == '\0'))
        *to = from;
}

static void merge_number(double *to, double from, double unset, bool wins)
{
    bool is_set = isnan(unset) ? !isnan(from) : from > unset || from < unset;
    bool was_set = isnan(unset) ? !isnan(*to) : *to > unset || *to < unset;
    if (is_set && (wins || !was_set))
        *to = from;
}

/* Adds what another list says of the entity. `wins`: its attributes replace the ones that are there. */
static relata_status merge(rl_lazy *lazy, rl_entry *to, const rl_entry *from, bool wins, relata_error *err)
{
    const char *aliases = joined(lazy, to->aliases, from->aliases), *family = joined(lazy, to->family, from->family);
    if (aliases == NULL || family == NULL)
        return rl_error_memory(err);
    to->aliases = aliases;
    to->family = family;
    merge_text(&to->name, from->name, wins);
    merge_text(&to->source, from->source, wins);
    merge_text(&to->kind, from->kind, wins);
    merge_text(&to->country, from->country, wins);
    merge_text(&to->region, from->region, wins);
    merge_text(&to->role, from->role, wins);
    merge_number(&to->latitude, from->latitude, NAN, wins);
    merge_number(&to->longitude, from->longitude, NAN, wins);
    merge_number(&to->prior, from->prior, 0, wins);
    to->sure |= from->sure;
    to->usual &= from->usual;
    return RELATA_OK;
}

static const rl_loaded *image_of(const rl_gazetteer *g, uint32_t entry)
{
    size_t i = g->image_count - 1;
    while (i > 0 && g->images[i].first > entry)
        i--;
    return &g->images[i];
}

static int compare_shared(const void *a, const void *b)
{
    const rl_shared *x = a, *y = b;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/* The first entry of this one's id. */
static uint32_t first_of(const rl_gazetteer *g, uint32_t entry)
{
    rl_shared key = {.entry = entry};
    if (g->shared_count == 0)
        return entry;
    const rl_shared *found = bsearch(&key, g->shared, g->shared_count, sizeof key, compare_shared);
    return found == NULL ? entry : found->first;
}

static relata_status merge_shared(const rl_gazetteer *g, const rl_shared *shared, relata_error *err)
{
    const rl_loaded *to_image = image_of(g, shared->first), *image = image_of(g, shared->entry);
    rl_entry *to = &g->lazy->entries[shared->first], from;
    relata_status status = RELATA_OK;
    if (to->id == NULL)
        status = unpack(g, to_image, shared->first - to_image->first, to, err);
    if (status == RELATA_OK)
        status = unpack(g, image, shared->entry - image->first, &from, err);
    if (status != RELATA_OK)
        return status;
    if (from.type != to->type)
        return rl_error_set(err, RELATA_ERROR_FORMAT, from.source, 0, 0,
                            "another list gives the id \"%s\" another type than \"%s\"", from.id,
                            rl_string_map_key(g->types, from.type, NULL));
    g->lazy->ready[shared->first] = 1;
    return merge(g->lazy, to, &from, !image->shipped || to_image->shipped, err);
}

/* ---- finding them ---- */

typedef struct search {
    rl_gazetteer *g;
    const rl_loaded *few; /* the image with fewer entries, or the later one, and the other */
    const rl_loaded *many;
    rl_buffer ids[2];
} search;

static relata_status read_id(const rl_loaded *loaded, uint32_t local, rl_buffer *ret, relata_error *err)
{
    rl_record record;
    relata_status status = rl_record_read(&loaded->image, local, &record, err);
    rl_buffer_clear(ret);
    if (status == RELATA_OK && !rl_record_id(&record, ret))
        status = rl_error_memory(err);
    return status;
}

static relata_status is_same_id(search *s, uint32_t few, uint32_t many, bool *ret_same, relata_error *err)
{
    relata_status status = read_id(s->few, few, &s->ids[0], err);
    if (status == RELATA_OK)
        status = read_id(s->many, many, &s->ids[1], err);
    *ret_same = s->ids[0].length == s->ids[1].length &&
                memcmp(s->ids[0].bytes, s->ids[1].bytes, s->ids[0].length) == 0;
    return status;
}

static bool note_shared(rl_gazetteer *g, uint32_t a, uint32_t b)
{
    rl_shared *shared = rl_array_grow(g->shared, &g->shared_capacity, g->shared_count + 1, sizeof *shared);
    if (shared == NULL)
        return false;
    g->shared = shared;
    shared[g->shared_count++] = a < b ? (rl_shared){b, a} : (rl_shared){a, b};
    return true;
}

static relata_status hash_of(search *s, uint32_t few, uint32_t *ret, relata_error *err)
{
    const uint32_t *hashes = s->few->image.hashes;
    relata_status status = hashes != NULL ? RELATA_OK : read_id(s->few, few, &s->ids[0], err);
    if (status == RELATA_OK)
        *ret = hashes != NULL ? hashes[few] : rl_id_hash(s->ids[0].bytes, s->ids[0].length);
    return status;
}

/* Looks for one entry's id in the other image. */
static relata_status find_shared(search *s, uint32_t few, relata_error *err)
{
    uint32_t hash, many;
    relata_status status = hash_of(s, few, &hash, err);
    for (size_t at = SIZE_MAX; status == RELATA_OK && rl_ids_next(&s->many->image, hash, &at, &many);) {
        bool same = false;
        if (s->many->image.hashes == NULL || (many < s->many->image.entry_count && s->many->image.hashes[many] == hash))
            status = is_same_id(s, few, many, &same, err);
        if (same)
            return note_shared(s->g, s->few->first + few, s->many->first + many) ? RELATA_OK : rl_error_memory(err);
    }
    return status;
}

static relata_status find_all_shared(rl_gazetteer *g, const rl_loaded *a, const rl_loaded *b, relata_error *err)
{
    search s = {.g = g, .few = b, .many = a};
    if (a->image.entry_count < b->image.entry_count) {
        s.few = a;
        s.many = b;
    }
    relata_status status = RELATA_OK;
    for (uint32_t i = 0; status == RELATA_OK && i < s.few->image.entry_count; i++)
        status = find_shared(&s, i, err);
    rl_buffer_free(&s.ids[0]);
    rl_buffer_free(&s.ids[1]);
    return status;
}

/* Of an entry that several earlier images have, the first one is meant. */
static void keep_firsts(rl_gazetteer *g)
{
    size_t kept = 0;
    for (size_t i = 0; i < g->shared_count; i++) {
        if (kept > 0 && g->shared[kept - 1].entry == g->shared[i].entry) {
            if (g->shared[i].first < g->shared[kept - 1].first)
                g->shared[kept - 1].first = g->shared[i].first;
        } else {
            g->shared[kept++] = g->shared[i];
        }
    }
    g->shared_count = kept;
}

static relata_status join_images(rl_gazetteer *g, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 1; status == RELATA_OK && i < g->image_count; i++)
        for (size_t j = 0; status == RELATA_OK && j < i; j++)
            status = find_all_shared(g, &g->images[j], &g->images[i], err);
    if (status != RELATA_OK || g->shared_count == 0)
        return status;
    qsort(g->shared, g->shared_count, sizeof *g->shared, compare_shared);
    keep_firsts(g);
    for (size_t i = 0; status == RELATA_OK && i < g->shared_count; i++)
        status = merge_shared(g, &g->shared[i], err);
    return status;
}

/* ---- in use ---- */

relata_status rl_entries_seal(rl_gazetteer *gazetteer, relata_error *err)
{
    rl_gazetteer *g = gazetteer;
    uint64_t count = 0;
    for (size_t i = 0; i < g->image_count; i++) {
        g->images[i].first = (uint32_t)count;
        count += g->images[i].image.entry_count;
        if (count >= RL_NONE)
            return rl_error_set(err, RELATA_ERROR_LIMIT, g->images[i].image.path, 0, 0, "too many entries in all");
    }
    g->entry_count = (size_t)count;
    g->lazy = calloc(1, sizeof *g->lazy);
    if (g->lazy == NULL)
        return rl_error_memory(err);
    if (pthread_mutex_init(&g->lazy->lock, NULL) != 0) {
        free(g->lazy);
        g->lazy = NULL;
        return rl_error_memory(err);
    }
    g->lazy->entries = calloc(g->entry_count + 1, sizeof *g->lazy->entries);
    g->lazy->ready = calloc(g->entry_count + 1, sizeof *g->lazy->ready);
    if (g->lazy->entries == NULL || g->lazy->ready == NULL)
        return rl_error_memory(err);
    return g->image_count == 0 ? RELATA_OK : join_images(g, err);
}

static relata_status read_now(const rl_gazetteer *g, uint32_t number, relata_error *err)
{
    const rl_loaded *loaded = image_of(g, number);
    relata_status status = RELATA_OK;
    (void)pthread_mutex_lock(&g->lazy->lock);
    if (atomic_load_explicit(&g->lazy->ready[number], memory_order_relaxed) == 0) {
        status = unpack(g, loaded, number - loaded->first, &g->lazy->entries[number], err);
        if (status == RELATA_OK)
            atomic_store_explicit(&g->lazy->ready[number], 1, memory_order_release);
    }
    (void)pthread_mutex_unlock(&g->lazy->lock);
    return status;
}

relata_status rl_entries_read(const rl_gazetteer *gazetteer, uint32_t number, relata_error *err)
{
    if (atomic_load_explicit(&gazetteer->lazy->ready[number], memory_order_acquire) != 0)
        return RELATA_OK;
    return read_now(gazetteer, number, err);
}

relata_status rl_entries_get(const rl_gazetteer *gazetteer, const rl_loaded *loaded, uint32_t local,
                             uint32_t *ret_number, relata_error *err)
{
    if (local >= loaded->image.entry_count)
        return rl_image_damaged(&loaded->image, err);
    uint32_t number = first_of(gazetteer, loaded->first + local);
    *ret_number = number;
    return rl_entries_read(gazetteer, number, err);
}

void rl_entries_free(rl_gazetteer *gazetteer)
{
    rl_lazy *lazy = gazetteer->lazy;
    free(gazetteer->shared);
    if (lazy == NULL)
        return;
    (void)pthread_mutex_destroy(&lazy->lock);
    rl_arena_free(&lazy->strings);
    rl_buffer_free(&lazy->scratch);
    free(lazy->entries);
    free(lazy->ready);
    free(lazy);
}
