/* What a name could mean: every entry of every list, as the list gives it. */
#include "gazetteer/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct found {
    uint32_t image;
    uint32_t entry; /* there; of lexicon meanings the number of the set of classes */
    uint8_t kind;
    double prior;
} found;

typedef struct search {
    const rl_gazetteer *gazetteer;
    found *items;
    size_t count;
    size_t capacity;
    relata_listing_fn receive;
    void *user;
    relata_error *err;
} search;

/* ---- finding ---- */

static relata_status note(search *s, uint32_t image, const rl_meaning *meaning)
{
    const rl_image *of = &s->gazetteer->images[image].image;
    found item = {image, rl_meaning_entry(meaning), (uint8_t)rl_meaning_kind(meaning), -1};
    if (item.kind > RL_NAME_LEXICON)
        return rl_image_damaged(of, s->err);
    if (item.kind != RL_NAME_LEXICON) {
        rl_record record;
        relata_status status = rl_record_read(of, item.entry, &record, s->err);
        if (status != RELATA_OK)
            return status;
        item.prior = isnan(record.numbers[RL_COLUMN_PRIOR]) ? 0 : record.numbers[RL_COLUMN_PRIOR];
    }
    found *items = rl_array_grow(s->items, &s->capacity, s->count + 1, sizeof *items);
    if (items == NULL)
        return rl_error_memory(s->err);
    s->items = items;
    items[s->count++] = item;
    return RELATA_OK;
}

static relata_status search_image(search *s, uint32_t image, const rl_text *text)
{
    const rl_image *of = &s->gazetteer->images[image].image;
    rl_match matches[RL_MATCHES_MOST];
    bool damaged = false;
    size_t count = rl_image_match_whole(of, text, matches, &damaged);
    relata_status status = damaged ? rl_image_damaged(of, s->err) : RELATA_OK;
    for (size_t m = 0; m < count && status == RELATA_OK; m++) {
        for (size_t i = matches[m].meaning; i < of->meaning_count && status == RELATA_OK; i++) {
            status = note(s, image, &of->meanings[i]);
            if ((of->meanings[i].entry & RL_MEANING_LAST) != 0)
                break;
        }
    }
    return status;
}

/* The likeliest first, the lexicon last; of one entry the strongest of its names. */
static int compare_found(const void *a, const void *b)
{
    const found *x = a, *y = b;
    bool word_x = x->kind == RL_NAME_LEXICON, word_y = y->kind == RL_NAME_LEXICON;
    if (word_x != word_y)
        return word_x ? 1 : -1;
    if (x->prior > y->prior || x->prior < y->prior)
        return x->prior > y->prior ? -1 : 1;
    if (x->image != y->image)
        return x->image < y->image ? -1 : 1;
    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    return x->kind < y->kind ? -1 : x->kind > y->kind;
}

static bool is_same(const found *a, const found *b)
{
    return a->image == b->image && a->entry == b->entry &&
           (a->kind == RL_NAME_LEXICON) == (b->kind == RL_NAME_LEXICON);
}

/* ---- handing over ---- */

static relata_listing describe(const rl_record *record)
{
    const char *const *texts = record->texts;
    return (relata_listing){
        .type = record->type,
        .name = texts[RL_COLUMN_NAME],
        .aliases = texts[RL_COLUMN_ALIASES],
        .weak_aliases = texts[RL_COLUMN_WEAK_ALIASES],
        .family = texts[RL_COLUMN_FAMILY],
        .demonyms = texts[RL_COLUMN_DEMONYMS],
        .kind = texts[RL_COLUMN_KIND],
        .country = texts[RL_COLUMN_COUNTRY],
        .region = texts[RL_COLUMN_REGION],
        .role = texts[RL_COLUMN_ROLE],
        .capital = texts[RL_COLUMN_CAPITAL],
        .gender = texts[RL_COLUMN_GENDER],
        .strength = texts[RL_COLUMN_STRENGTH],
        .source = record->source,
        .population = record->numbers[RL_COLUMN_POPULATION],
        .latitude = record->numbers[RL_COLUMN_LATITUDE],
        .longitude = record->numbers[RL_COLUMN_LONGITUDE],
        .prior = record->numbers[RL_COLUMN_PRIOR],
    };
}

static relata_status hand_over(search *s, const relata_listing *listing)
{
    if (s->receive(s->user, listing))
        return RELATA_OK;
    return rl_error_set(s->err, RELATA_ERROR_IO, NULL, 0, 0, "the search was stopped");
}

static relata_status hand_over_entry(search *s, const found *item)
{
    static const char *const MATCHED[] = {
        [RL_NAME_LABEL] = "name",         [RL_NAME_ALIAS] = "alias",     [RL_NAME_WEAK] = "weak alias",
        [RL_NAME_FAMILY] = "family name", [RL_NAME_DEMONYM] = "demonym",
    };
    const rl_loaded *loaded = &s->gazetteer->images[item->image];
    rl_record record;
    rl_buffer id = {0};
    relata_status status = rl_record_read(&loaded->image, item->entry, &record, s->err);
    if (status == RELATA_OK && (!rl_record_id(&record, &id) || rl_buffer_string(&id) == NULL))
        status = rl_error_memory(s->err);
    if (status == RELATA_OK) {
        relata_listing listing = describe(&record);
        listing.matched = MATCHED[item->kind];
        listing.id = rl_buffer_string(&id);
        listing.shipped = loaded->shipped;
        status = hand_over(s, &listing);
    }
    rl_buffer_free(&id);
    return status;
}

/* What the lexicon calls words of these classes. */
static relata_status hand_over_classes(search *s, const found *item)
{
    const rl_loaded *loaded = &s->gazetteer->images[item->image];
    if (item->entry >= loaded->image.class_count)
        return rl_image_damaged(&loaded->image, s->err);
    const rl_word_class *row = rl_word_class_of(loaded->image.classes[item->entry]);
    relata_listing listing = {
        .matched = "lexicon",
        .id = "",
        .type = row == NULL ? "" : row->type,
        .name = "",
        .aliases = "",
        .weak_aliases = "",
        .family = "",
        .demonyms = "",
        .kind = row == NULL ? "" : row->kind,
        .country = "",
        .region = "",
        .role = "",
        .capital = "",
        .gender = "",
        .strength = "",
        .source = "",
        .shipped = loaded->shipped,
        .population = NAN,
        .latitude = NAN,
        .longitude = NAN,
        .prior = NAN,
    };
    return hand_over(s, &listing);
}

static relata_status hand_over_all(search *s)
{
    relata_status status = RELATA_OK;
    if (s->count > 0)
        qsort(s->items, s->count, sizeof *s->items, compare_found);
    for (size_t i = 0; i < s->count && status == RELATA_OK; i++) {
        if (i > 0 && is_same(&s->items[i - 1], &s->items[i]))
            continue;
        status = s->items[i].kind == RL_NAME_LEXICON ? hand_over_classes(s, &s->items[i])
                                                     : hand_over_entry(s, &s->items[i]);
    }
    return status;
}

relata_status rl_gazetteer_search(const rl_gazetteer *gazetteer, const char *name, relata_listing_fn receive, void *user,
                                  relata_error *err)
{
    static const rl_text_rules none = {0};
    search s = {.gazetteer = gazetteer, .receive = receive, .user = user, .err = err};
    rl_text_worker worker = {0};
    rl_text text;
    relata_status status = rl_text_read_name(&worker, &none, name, strlen(name), &text, err);
    for (size_t i = 0; i < gazetteer->image_count && status == RELATA_OK; i++)
        status = search_image(&s, (uint32_t)i, &text);
    if (status == RELATA_OK)
        status = hand_over_all(&s);
    rl_text_worker_free(&worker);
    free(s.items);
    return status;
}
