/* Making a document's record: entities with the forms they took, pairs with the sentences that show them, lines that may
 * turn out to be furniture with what stands in them, the signature. */
#include "pipeline/analyse.h"

#include "repeat/signature.h"

#include <stdlib.h>
#include <string.h>

/* Appends a string and its NUL to the record's strings; its offset through `ret`. */
static bool store(rl_analyst *a, const char *bytes, size_t length, uint32_t *ret)
{
    if (a->strings.length > UINT32_MAX - length - 1)
        return false;
    *ret = (uint32_t)a->strings.length;
    return rl_buffer_append(&a->strings, bytes, length) && rl_buffer_append_char(&a->strings, '\0');
}

typedef struct surface_text {
    const char *bytes;
    size_t length;
} surface_text;

/* Does nothing stand between the tokens of a mention but single spaces? Then its text is a piece of the document's. */
static bool is_plain(const rl_analyst *a, const rl_mention *mention)
{
    const rl_token *tokens = a->text.tokens;
    for (uint32_t t = mention->first + 1; t < mention->last; t++) {
        uint32_t end = tokens[t - 1].end, gap = tokens[t].start - end;
        bool space = (tokens[t].flags & RL_TOKEN_SPACE_BEFORE) != 0;
        if (gap != space || (space && a->text.bytes[end] != ' '))
            return false;
    }
    return true;
}

/* The text of a mention, white space collapsed: of the document, or in a->scratch. */
static bool surface(rl_analyst *a, const rl_mention *mention, surface_text *ret)
{
    const rl_token *tokens = a->text.tokens;
    if (is_plain(a, mention)) {
        uint32_t start = tokens[mention->first].start;
        *ret = (surface_text){a->text.bytes + start, tokens[mention->last - 1].end - start};
        return true;
    }
    rl_buffer_clear(&a->scratch);
    for (uint32_t t = mention->first; t < mention->last; t++) {
        bool space = t > mention->first && (tokens[t].flags & RL_TOKEN_SPACE_BEFORE) != 0;
        if (space && !rl_buffer_append_char(&a->scratch, ' '))
            return false;
        if (!rl_buffer_append(&a->scratch, a->text.bytes + tokens[t].start, tokens[t].end - tokens[t].start))
            return false;
    }
    *ret = (surface_text){a->scratch.bytes, a->scratch.length};
    return true;
}

/* The folded words of a mention, joined by spaces, into the record's strings; without an ending such as "Inc." if it has one.
 * Their offset through `ret`. */
static bool store_folded(rl_analyst *a, const rl_mention *mention, uint32_t *ret)
{
    const rl_token *tokens = a->text.tokens;
    uint32_t last = mention->last;
    size_t start = a->strings.length;
    while (mention->type == RL_TYPE_ORGANISATION && last > mention->first + 1 &&
           (tokens[last - 1].classes & RL_CLASS_ORG_ENDING) != 0)
        last--;
    for (uint32_t t = mention->first; t < last; t++) {
        if (tokens[t].shape == RL_SHAPE_HYPHEN || (tokens[t].shape == RL_SHAPE_PUNCTUATION && t + 1 == last))
            continue;
        if (a->strings.length > start && !rl_buffer_append_char(&a->strings, ' '))
            return false;
        if (!rl_buffer_append_short(&a->strings, a->text.folded + tokens[t].fold, tokens[t].fold_length))
            return false;
    }
    *ret = (uint32_t)start;
    return a->strings.length < UINT32_MAX && rl_buffer_append_char(&a->strings, '\0');
}

static uint16_t count_words(const rl_analyst *a, const rl_mention *mention, bool *ret_capitals)
{
    uint16_t words = 0;
    bool capitals = true;
    for (uint32_t t = mention->first; t < mention->last; t++) {
        const rl_token *token = &a->text.tokens[t];
        if (!rl_token_is_word(token))
            continue;
        words++;
        capitals = capitals && token->shape == RL_SHAPE_ALL_CAPS;
    }
    uint16_t length = a->text.tokens[mention->first].fold_length;
    *ret_capitals = capitals && (words >= 2 || length > 5);
    return words;
}

/* ---- entities and forms ---- */

/* Whose form it is, while forms are found. */
typedef struct form_owner {
    uint32_t entity;
    uint32_t length; /* of its text */
    uint32_t place;  /* once forms are sorted */
} form_owner;

typedef struct draft {
    rl_record record;
    size_t form_capacity;
    form_owner *owners; /* by form */
    size_t owner_capacity;
} draft;

static bool add_form(rl_analyst *a, draft *d, const rl_mention *mention, const surface_text *text)
{
    rl_form *forms = rl_array_grow(d->record.forms, &d->form_capacity, d->record.form_count + 1, sizeof *forms);
    if (forms == NULL)
        return false;
    d->record.forms = forms;
    form_owner *owners = rl_array_grow(d->owners, &d->owner_capacity, d->record.form_count + 1, sizeof *owners);
    if (owners == NULL)
        return false;
    d->owners = owners;
    rl_form form = {0};
    if (!store(a, text->bytes, text->length, &form.text) || !store_folded(a, mention, &form.folded))
        return false;
    bool capitals;
    form.words = count_words(a, mention, &capitals);
    form.capitals = capitals;
    form.shared = mention->shared;
    form.reason = mention->reason;
    owners[d->record.form_count] = (form_owner){.entity = mention->entity, .length = (uint32_t)text->length};
    forms[d->record.form_count++] = form;
    return true;
}

static uint32_t find_form(const rl_analyst *a, const draft *d, uint32_t entity, const surface_text *text, uint64_t hash)
{
    size_t at;
    for (uint32_t f = rl_table_first(&a->forms, hash, &at); f != RL_NONE; f = rl_table_next(&a->forms, hash, &at))
        if (d->owners[f].entity == entity && d->owners[f].length == text->length &&
            memcmp(a->strings.bytes + d->record.forms[f].text, text->bytes, text->length) == 0)
            return f;
    return RL_NONE;
}

static bool note_mention(rl_analyst *a, draft *d, size_t m)
{
    const rl_mention *mention = &a->counted[m];
    surface_text text;
    if (!surface(a, mention, &text))
        return false;
    uint64_t hash = rl_hash_mix(mention->entity, rl_hash_bytes(text.bytes, text.length));
    uint32_t number = find_form(a, d, mention->entity, &text, hash);
    if (number == RL_NONE) {
        number = add_form(a, d, mention, &text) ? rl_table_add(&a->forms, hash) : RL_NONE;
        if (number == RL_NONE)
            return false;
    }
    a->form_of[m] = number;
    d->record.forms[number].count++;
    d->record.entities[mention->entity].mentions++;
    return true;
}

/* Puts the forms of one entity side by side, in the order of their first appearance. */
static bool sort_forms(rl_analyst *a, draft *d)
{
    rl_record *record = &d->record;
    rl_form *sorted = malloc((record->form_count + 1) * sizeof *sorted);
    if (sorted == NULL)
        return false;
    for (size_t f = 0; f < record->form_count; f++)
        record->entities[d->owners[f].entity].form_count++;
    uint32_t start = 0;
    for (size_t e = 0; e < record->entity_count; e++) {
        record->entities[e].first_form = start;
        start += record->entities[e].form_count;
        record->entities[e].form_count = 0;
    }
    for (size_t f = 0; f < record->form_count; f++) {
        rl_record_entity *entity = &record->entities[d->owners[f].entity];
        d->owners[f].place = entity->first_form + entity->form_count++;
        sorted[d->owners[f].place] = record->forms[f];
    }
    for (size_t m = 0; m < a->counted_count; m++)
        a->form_of[m] = d->owners[a->form_of[m]].place;
    free(record->forms);
    record->forms = sorted;
    return true;
}

/* The folded name that an entity goes by is nearly always that of a form. Before forms are sorted. */
static bool make_keys(rl_analyst *a, draft *d)
{
    bool all_count = a->counted_count == a->mention_count;
    for (size_t e = 0; e < a->entity_count; e++) {
        uint32_t mention = a->entities[e].mention;
        rl_record_entity *entity = &d->record.entities[e];
        if (all_count)
            entity->key = d->record.forms[a->form_of[mention]].folded;
        else if (!store_folded(a, &a->mentions[mention], &entity->key))
            return false;
    }
    return true;
}

static bool make_entities(rl_analyst *a, draft *d)
{
    d->record.entities = calloc(a->entity_count + 1, sizeof *d->record.entities);
    if (d->record.entities == NULL)
        return false;
    d->record.entity_count = a->entity_count;
    for (size_t e = 0; e < a->entity_count; e++) {
        const rl_local_entity *local = &a->entities[e];
        rl_record_entity *entity = &d->record.entities[e];
        *entity = (rl_record_entity){.type = local->type, .entry = local->entry, .partial = local->partial};
    }
    rl_table_clear(&a->forms);
    for (size_t m = 0; m < a->counted_count; m++)
        if (!note_mention(a, d, m))
            return false;
    d->record.mention_count = a->counted_count;
    return make_keys(a, d) && sort_forms(a, d);
}

/* ---- lines ---- */

/* Gives each mention in a line that may recur the number of that line. */
static size_t number_lines(rl_analyst *a, size_t *ret_mentions)
{
    size_t count = 0, mentions = 0;
    const rl_text_line *last = NULL;
    for (size_t m = 0; m < a->counted_count; m++) {
        const rl_text_line *line = rl_text_line_of(&a->lines, &a->text, a->counted[m].first);
        a->line_of[m] = RL_NONE;
        if (!line->may_recur)
            continue;
        count += line != last;
        last = line;
        a->line_of[m] = (uint32_t)count - 1;
        mentions++;
    }
    *ret_mentions = mentions;
    return count;
}

static bool make_lines(rl_analyst *a, draft *d)
{
    rl_record *record = &d->record;
    size_t mentions = 0, count = number_lines(a, &mentions);
    if (count == 0)
        return true;
    record->lines = calloc(count, sizeof *record->lines);
    record->line_mentions = malloc(mentions * sizeof *record->line_mentions);
    if (record->lines == NULL || record->line_mentions == NULL)
        return false;
    record->line_count = count;
    for (size_t m = 0; m < a->counted_count; m++) {
        if (a->line_of[m] == RL_NONE)
            continue;
        rl_record_line *line = &record->lines[a->line_of[m]];
        if (line->mention_count++ == 0) {
            line->hash = rl_text_line_of(&a->lines, &a->text, a->counted[m].first)->hash;
            line->first_mention = (uint32_t)record->line_mention_count;
        }
        record->line_mentions[record->line_mention_count++] = a->form_of[m];
    }
    return true;
}

/* ---- pairs ---- */

/* The offset of the text that shows a pair. Many pairs share a sentence, so each text is stored once. */
static bool store_shown(rl_analyst *a, const rl_shown *shown, uint32_t *ret)
{
    rl_buffer_clear(&a->scratch);
    if (!rl_shown_text(&a->text, shown, &a->scratch))
        return false;
    size_t before = a->shown_numbers.count;
    uint32_t *offsets = rl_array_grow(a->shown_offsets, &a->shown_capacity, before + 1, sizeof *offsets);
    if (offsets == NULL)
        return false;
    a->shown_offsets = offsets;
    uint32_t number = rl_string_map_add(&a->shown_numbers, a->scratch.bytes, a->scratch.length);
    if (number == RL_NONE)
        return false;
    if (number == before && !store(a, a->scratch.bytes, a->scratch.length, &offsets[number]))
        return false;
    *ret = offsets[number];
    return true;
}

/* Its evidence goes where `evidence` points. */
static bool make_pair(rl_analyst *a, const rl_pair *pair, rl_record_evidence *evidence, rl_record_pair *ret)
{
    *ret = (rl_record_pair){.a = pair->a, .b = pair->b, .count = pair->count, .line = pair->line, .evidence = evidence};
    for (size_t i = 0; i < pair->shown_count; i++, evidence++) {
        ret->evidence_count++;
        evidence->rank = pair->shown[i].rank;
        evidence->sentence = a->text.tokens[pair->shown[i].first].sentence + 1;
        if (!store_shown(a, &pair->shown[i], &evidence->text))
            return false;
    }
    return true;
}

static bool make_pairs(rl_analyst *a, const rl_window *window, draft *d)
{
    if (rl_relate_document(&a->relater, window, &a->text, a->counted, a->line_of, a->counted_count, NULL) != RELATA_OK)
        return false;
    size_t shown = 0;
    for (size_t p = 0; p < a->relater.pair_count; p++)
        shown += a->relater.pairs[p].shown_count;
    d->record.pairs = malloc((a->relater.pair_count + 1) * sizeof *d->record.pairs);
    d->record.evidence = malloc((shown + 1) * sizeof *d->record.evidence);
    if (d->record.pairs == NULL || d->record.evidence == NULL)
        return false;
    rl_record_evidence *evidence = d->record.evidence;
    rl_string_map_clear(&a->shown_numbers);
    for (size_t p = 0; p < a->relater.pair_count; p++) {
        if (!make_pair(a, &a->relater.pairs[p], evidence, &d->record.pairs[d->record.pair_count]))
            return false;
        evidence += d->record.pairs[d->record.pair_count++].evidence_count;
    }
    return true;
}

static bool make_presences(const rl_analyst *a, draft *d)
{
    const rl_relater *relater = &a->relater;
    d->record.presences = malloc((relater->presence_count + 1) * sizeof *d->record.presences);
    if (d->record.presences == NULL)
        return false;
    for (size_t i = 0; i < relater->presence_count; i++) {
        const rl_presence *p = &relater->presences[i];
        d->record.presences[d->record.presence_count++] = (rl_record_presence){p->window, p->entity, p->line};
    }
    return true;
}

/* ---- sentences ---- */

static int compare_presences(const void *x, const void *y)
{
    const rl_record_presence *a = x, *b = y;
    if (a->window != b->window)
        return a->window < b->window ? -1 : 1;
    if (a->entity != b->entity)
        return a->entity < b->entity ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

/* The sentence of the mention at `m`, which comes after those of earlier mentions or is the last of them. */
static uint32_t add_sentence(const rl_analyst *a, rl_record *record, size_t m)
{
    uint32_t number = a->text.tokens[a->counted[m].first].sentence;
    if (record->sentence_count == 0 || record->sentences[record->sentence_count - 1].number != number + 1) {
        const rl_sentence *sentence = &a->text.sentences[number];
        record->sentences[record->sentence_count++] =
            (rl_record_sentence){number + 1, sentence->start, sentence->end};
    }
    return (uint32_t)record->sentence_count - 1;
}

/* Which entities stand in which sentence, each once in a sentence and line. */
static bool make_appearances(const rl_analyst *a, draft *d)
{
    rl_record *record = &d->record;
    record->sentences = malloc((a->counted_count + 1) * sizeof *record->sentences);
    record->appearances = malloc((a->counted_count + 1) * sizeof *record->appearances);
    if (record->sentences == NULL || record->appearances == NULL)
        return false;
    for (size_t m = 0; m < a->counted_count; m++)
        record->appearances[m] =
            (rl_record_presence){add_sentence(a, record, m), a->counted[m].entity, a->line_of[m]};
    qsort(record->appearances, a->counted_count, sizeof *record->appearances, compare_presences);
    for (size_t i = 0; i < a->counted_count; i++)
        if (i == 0 || compare_presences(&record->appearances[i - 1], &record->appearances[i]) != 0)
            record->appearances[record->appearance_count++] = record->appearances[i];
    return true;
}

static bool finish(rl_analyst *a, draft *d)
{
    d->record.strings = malloc(a->strings.length + 1);
    if (d->record.strings == NULL)
        return false;
    memcpy(d->record.strings, a->strings.bytes, a->strings.length);
    d->record.strings_length = a->strings.length;
    return true;
}

static bool make_room(rl_analyst *a)
{
    uint32_t *form_of = rl_array_grow(a->form_of, &a->form_of_capacity, a->counted_count + 1, sizeof *form_of);
    if (form_of == NULL)
        return false;
    a->form_of = form_of;
    uint32_t *line_of = rl_array_grow(a->line_of, &a->line_of_capacity, a->counted_count + 1, sizeof *line_of);
    if (line_of == NULL)
        return false;
    a->line_of = line_of;
    return true;
}

/* What only a network needs. */
static bool make_rest(rl_analyst *a, const rl_window *window, draft *d)
{
    if (window == NULL)
        return true;
    if (rl_text_lines_read(&a->lines, &a->text, NULL) != RELATA_OK)
        return false;
    rl_signature_make(&a->text, &a->lines, &d->record.signature);
    d->record.repeats = (uint32_t)a->repeat_count;
    d->record.furniture = (uint32_t)a->text.furniture_count;
    return make_lines(a, d) && make_pairs(a, window, d) && make_presences(a, d) && make_appearances(a, d);
}

relata_status rl_record_make(rl_analyst *analyst, const rl_window *window, const char *id, const char *date,
                             rl_record *ret_record, relata_error *err)
{
    draft d = {0};
    rl_buffer_clear(&analyst->strings);
    bool ok = store(analyst, id, strlen(id), &d.record.id) && store(analyst, date, strlen(date), &d.record.date) &&
              rl_analyst_count(analyst) && make_room(analyst) && make_entities(analyst, &d) &&
              make_rest(analyst, window, &d) && finish(analyst, &d);
    free(d.owners);
    if (!ok) {
        rl_record_free(&d.record);
        return rl_error_memory(err);
    }
    *ret_record = d.record;
    return RELATA_OK;
}
