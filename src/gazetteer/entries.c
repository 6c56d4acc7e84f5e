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

static bool is_sure(bool shipped, const char *strength)
{
    return strength[0] == '\0' ? !shipped : strcmp(strength, "sure") == 0;
}

static const char *keep(rl_lazy *lazy, const rl_buffer *text)
{
    return text->failed ? NULL : rl_arena_copy(&lazy->strings, text->bytes, text->length);
}

static const char *keep_id(rl_lazy *lazy, const rl_record *record)
{
    rl_buffer_clear(&lazy->scratch);
    return rl_record_id(record, &lazy->scratch) ? keep(lazy, &lazy->scratch) : NULL;
}

/* `shipped`: no list of the user's own holds it. False if the type is not one of the image's. */
static bool describe(const rl_gazetteer *g, const rl_record *record, const char *id, bool shipped, rl_entry *ret)
{
    uint32_t type = rl_string_map_find(g->types, record->type, strlen(record->type));
    if (type == RL_NONE)
        return false;
    *ret = (rl_entry){
        .id = id,
        .name = record->texts[RL_COLUMN_NAME],
        .source = record->source,
        .kind = record->texts[RL_COLUMN_KIND],
        .country = record->texts[RL_COLUMN_COUNTRY],
        .region = record->texts[RL_COLUMN_REGION],
        .role = record->texts[RL_COLUMN_ROLE],
        .aliases = record->texts[RL_COLUMN_ALIASES],
        .family = record->texts[RL_COLUMN_FAMILY],
        .latitude = record->numbers[RL_COLUMN_LATITUDE],
        .longitude = record->numbers[RL_COLUMN_LONGITUDE],
        .prior = isnan(record->numbers[RL_COLUMN_PRIOR]) ? 0 : record->numbers[RL_COLUMN_PRIOR],
        .type = type,
        .usual = strcmp(record->texts[RL_COLUMN_STRENGTH], "usual") == 0,
        .sure = is_sure(shipped, record->texts[RL_COLUMN_STRENGTH]),
    };
    return true;
}

static relata_status unpack(const rl_gazetteer *g, const rl_loaded *loaded, uint32_t local, rl_entry *ret,
                            relata_error *err)
{
    rl_record record;
    relata_status status = rl_record_read(&loaded->image, local, &record, err);
    if (status != RELATA_OK)
        return status;
    const char *id = keep_id(g->lazy, &record);
    if (id == NULL)
        return rl_error_memory(err);
    return describe(g, &record, id, loaded->shipped, ret) ? RELATA_OK : rl_image_damaged(&loaded->image, err);
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

/* ---- entries of several images ---- */

/* What several images say of one entity: the rows are added up as those of several lists are when they are compiled
 * together, the shipped ones first, so that the user's win. */
typedef struct merging {
    const rl_gazetteer *g;
    const char *id; /* NULL before the first one */
    rl_record record;
    bool users; /* a list of the user's own was among them */
} merging;

/* NULL if there is no memory. */
static const char *joined(rl_lazy *lazy, const char *a, const char *b)
{
    if (a[0] == '\0' || b[0] == '\0')
        return a[0] == '\0' ? b : a;
    rl_buffer_clear(&lazy->scratch);
    bool ok = rl_buffer_append_string(&lazy->scratch, a) && rl_buffer_append_char(&lazy->scratch, '|') &&
              rl_buffer_append_string(&lazy->scratch, b);
    return ok ? keep(lazy, &lazy->scratch) : NULL;
}

static bool is_attribute(rl_column column)
{
    return column == RL_COLUMN_NAME || rl_column_is(column, RL_STORED_TEXT);
}

/* Later attributes replace earlier ones, names are added up. False if there is no memory. */
static bool add_record(rl_lazy *lazy, rl_record *to, const rl_record *from)
{
    static const rl_column lists[] = {RL_COLUMN_ALIASES, RL_COLUMN_FAMILY};
    to->source = from->source;
    for (rl_column c = 0; c < RL_COLUMN_COUNT; c++) {
        if (is_attribute(c) && from->texts[c][0] != '\0')
            to->texts[c] = from->texts[c];
        if (!isnan(from->numbers[c]))
            to->numbers[c] = from->numbers[c];
    }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        to->texts[lists[i]] = joined(lazy, to->texts[lists[i]], from->texts[lists[i]]);
        if (to->texts[lists[i]] == NULL)
            return false;
    }
    return true;
}

static relata_status add_member(merging *m, uint32_t entry, relata_error *err)
{
    const rl_loaded *loaded = image_of(m->g, entry);
    rl_record from;
    relata_status status = rl_record_read(&loaded->image, entry - loaded->first, &from, err);
    if (status != RELATA_OK)
        return status;
    bool first = m->id == NULL, first_of_users = !m->users && !loaded->shipped;
    m->users |= !loaded->shipped;
    if (first) {
        m->record = from;
        m->id = keep_id(m->g->lazy, &from);
        return m->id == NULL ? rl_error_memory(err) : RELATA_OK;
    }
    if (strcmp(from.type, m->record.type) != 0)
        return rl_error_set(err, RELATA_ERROR_FORMAT, from.source, 0, 0,
                            "another list gives the id \"%s\" another type than \"%s\"", m->id, from.type);
    if (first_of_users)
        m->record.texts[RL_COLUMN_STRENGTH] = ""; /* how sure a shipped list is does not bind the user's */
    return add_record(m->g->lazy, &m->record, &from) ? RELATA_OK : rl_error_memory(err);
}

/* `shared` are the later ones of `count` + 1 entries that have one id, in the order of their images. */
static relata_status merge_shared(const rl_gazetteer *g, const rl_shared *shared, size_t count, relata_error *err)
{
    merging m = {.g = g};
    uint32_t first = shared[0].first;
    relata_status status = RELATA_OK;
    for (unsigned users = 0; users < 2; users++) {
        for (size_t i = 0; status == RELATA_OK && i <= count; i++) {
            uint32_t entry = i == 0 ? first : shared[i - 1].entry;
            if (image_of(g, entry)->shipped == (users == 0))
                status = add_member(&m, entry, err);
        }
    }
    if (status == RELATA_OK && !describe(g, &m.record, m.id, !m.users, &g->lazy->entries[first]))
        status = rl_image_damaged(&image_of(g, first)->image, err);
    if (status == RELATA_OK)
        g->lazy->ready[first] = 1;
    return status;
}

/* ---- finding them ---- */

typedef struct search {
    rl_gazetteer *g;
    const rl_loaded *few; /* the image with fewer entries, or the later one, and the other */
    const rl_loaded *many;
    rl_buffer id; /* of the entry in hand, empty before it is read */
    rl_buffer scratch;
} search;

/* Reads the id of an entry of `few`, if it was not yet. */
static relata_status read_id(search *s, uint32_t few, relata_error *err)
{
    if (s->id.length > 0)
        return RELATA_OK;
    return rl_record_read_id(&s->few->image, few, &s->id, err);
}

static relata_status is_same_id(search *s, uint32_t few, uint32_t many, bool *ret_same, relata_error *err)
{
    relata_status status = read_id(s, few, err);
    if (status != RELATA_OK)
        return status;
    return rl_record_has_id(&s->many->image, many, s->id.bytes, s->id.length, &s->scratch, ret_same, err);
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
    relata_status status = hashes != NULL ? RELATA_OK : read_id(s, few, err);
    if (status == RELATA_OK)
        *ret = hashes != NULL ? hashes[few] : rl_id_hash(s->id.bytes, s->id.length);
    return status;
}

/* Could the entry have an id of this hash, as far as can be told without reading it? */
static bool may_be(const rl_image *image, uint32_t entry, uint32_t hash)
{
    return image->hashes == NULL || (entry < image->entry_count && image->hashes[entry] == hash);
}

/* Looks for one entry's id in the other image. */
static relata_status find_shared(search *s, uint32_t few, relata_error *err)
{
    uint32_t hash, many;
    size_t candidates = 0;
    rl_buffer_clear(&s->id);
    relata_status status = hash_of(s, few, &hash, err);
    for (size_t at = SIZE_MAX; status == RELATA_OK && rl_ids_next(&s->many->image, hash, &at, &many);) {
        bool same = false;
        if (!may_be(&s->many->image, many, hash))
            continue;
        if (++candidates > RL_ID_CANDIDATES_MOST)
            return rl_image_damaged(&s->many->image, err);
        status = is_same_id(s, few, many, &same, err);
        if (status == RELATA_OK && same)
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
    rl_buffer_free(&s.id);
    rl_buffer_free(&s.scratch);
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

static int compare_firsts(const void *a, const void *b)
{
    const rl_shared *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return compare_shared(a, b);
}

/* How many, from here on, are of one id. 0 if an image has it twice, which none has that was compiled. */
static size_t count_group(const rl_gazetteer *g, const rl_shared *shared, const rl_shared *end)
{
    size_t count = 1;
    for (; shared + count < end && shared[count].first == shared->first; count++)
        if (image_of(g, shared[count].entry) == image_of(g, shared[count - 1].entry))
            return 0;
    return count;
}

static relata_status merge_all(const rl_gazetteer *g, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0, count; status == RELATA_OK && i < g->shared_count; i += count) {
        count = count_group(g, &g->shared[i], g->shared + g->shared_count);
        if (count == 0)
            return rl_image_damaged(&image_of(g, g->shared[i].entry)->image, err);
        status = merge_shared(g, &g->shared[i], count, err);
    }
    return status;
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
    qsort(g->shared, g->shared_count, sizeof *g->shared, compare_firsts);
    status = merge_all(g, err);
    qsort(g->shared, g->shared_count, sizeof *g->shared, compare_shared);
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
