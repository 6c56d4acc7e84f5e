/* A sentence as a short row of items: names, demonyms, titles, words that rules know, and marks. What says nothing to a
 * rule is left out: dates, brackets, adverbs. So one pattern fits many sentences. */
#include "relations/internal.h"

#include <string.h>

enum { LONGEST_BRACKET = 14 };

typedef struct maker {
    rl_sketch *sketch;
    const rl_text *text;
    rl_cursor *cursor;
    uint32_t at; /* token */
    uint32_t end;
    uint32_t mention_at; /* where the mention and … */
    uint32_t hit_at;     /* … the hit of the cursor begin, UINT32_MAX behind the last: asked at every token */
    unsigned marks;
    const rl_word *word; /* what the rules know of the token at `at`, NULL for nothing … */
    uint32_t classes;    /* … and its groups, over all its meanings */
} maker;

static const rl_token *token_at(const maker *m, uint32_t t)
{
    return &m->text->tokens[t];
}

static bool token_is(const maker *m, uint32_t t, char c)
{
    const rl_token *token = token_at(m, t);
    return token->end - token->start == 1 && m->text->bytes[token->start] == c;
}

static rl_item *push(maker *m, rl_item_kind kind, uint32_t last)
{
    rl_sketch *sketch = m->sketch;
    rl_item *items = rl_array_grow(sketch->items, &sketch->capacity, sketch->count + 1, sizeof *items);
    if (items == NULL)
        return NULL;
    sketch->items = items;
    rl_item *item = &items[sketch->count++];
    *item = (rl_item){.kind = kind,
                      .marks = m->marks,
                      .first = m->at,
                      .last = last,
                      .role = RL_NONE,
                      .mention = RL_NONE,
                      .entry = RL_NONE,
                      .group = RL_NONE};
    m->marks = 0;
    m->at = last;
    return item;
}

/* ---- names and titles ---- */

static bool is_country(const rl_entry *entry)
{
    return entry->kind != NULL && strcmp(entry->kind, "country") == 0;
}

/* The best demonym that begins at this token: the longest, then a country's, then the best known. */
static const rl_hit *demonym_at(maker *m)
{
    const rl_relation_input *in = m->sketch->input;
    const rl_hit *best = NULL;
    for (size_t h = m->cursor->hit; h < in->hit_count && in->hits[h].first == m->at; h++) {
        const rl_hit *hit = &in->hits[h];
        if (hit->kind != RL_NAME_DEMONYM || hit->last > m->end || (best != NULL && hit->last < best->last))
            continue;
        const rl_entry *entry = &in->entries[hit->entry];
        const rl_entry *other = best == NULL ? NULL : &in->entries[best->entry];
        if (best == NULL || (is_country(entry) && !is_country(other)) ||
            (is_country(entry) == is_country(other) && entry->prior > other->prior))
            best = hit;
    }
    return best;
}

static const rl_hit *title_at(maker *m)
{
    const rl_relation_input *in = m->sketch->input;
    if (m->hit_at != m->at)
        return NULL;
    for (size_t h = m->cursor->hit; h < in->hit_count && in->hits[h].first == m->at; h++)
        if (in->hits[h].kind == RL_NAME_LEXICON && (in->hits[h].classes & RL_CLASS_TITLE) != 0)
            return &in->hits[h];
    return NULL;
}

/* The end of the role if its words stand here, hyphens aside; else the token itself. */
static uint32_t end_of_role(const maker *m, const rl_role *role)
{
    uint32_t t = m->at;
    for (uint32_t i = 0; i < role->count; i++) {
        if (i > 0 && t < m->end && token_at(m, t)->shape == RL_SHAPE_HYPHEN)
            t++;
        if (t >= m->end || token_at(m, t)->hash != role->hashes[i])
            return m->at;
        t++;
    }
    return t;
}

static bool same_words(const rl_role *a, const rl_role *b)
{
    return memcmp(a->hashes, b->hashes, sizeof a->hashes) == 0;
}

static size_t first_role(const rl_relation_set *set, uint64_t hash)
{
    size_t role = set->role_places[hash >> (64 - RL_ROLE_BITS)];
    while (role < set->role_count && set->roles[role].hashes[0] < hash)
        role++;
    return role;
}

/* The longest role that begins here: its first row and how many have the same words. */
static uint32_t find_role(const maker *m, uint32_t *ret_count, uint32_t *ret_end)
{
    const rl_relation_set *set = m->sketch->set;
    uint64_t hash = token_at(m, m->at)->hash;
    uint32_t best = RL_NONE, end = m->at;
    for (size_t r = first_role(set, hash); r < set->role_count && set->roles[r].hashes[0] == hash; r++) {
        if (best != RL_NONE && same_words(&set->roles[best], &set->roles[r])) {
            (*ret_count)++;
            continue;
        }
        uint32_t e = end_of_role(m, &set->roles[r]);
        if (e <= end)
            continue;
        best = (uint32_t)r;
        end = e;
        *ret_count = 1;
    }
    *ret_end = end;
    return best;
}

/* ---- items ---- */

static void add_meanings(const maker *m, const rl_word *word, rl_item *item)
{
    for (; word != NULL; word = rl_words_next(m->sketch->set, word)) {
        item->classes |= word->classes;
        if (item->lemma_count == RL_LEMMAS_OF_WORD)
            continue;
        item->lemmas[item->lemma_count] = word->lemma;
        item->forms[item->lemma_count++] = word->forms;
    }
}

static bool add_word(maker *m)
{
    const rl_token *token = token_at(m, m->at);
    const rl_word *word = m->word;
    bool known = rl_words_may_have(m->sketch->set, token->hash);
    uint32_t limit = m->mention_at, role_count = 0, last = m->at + 1, end = m->at;
    uint32_t role = known ? find_role(m, &role_count, &end) : RL_NONE;
    const rl_hit *title = title_at(m);
    rl_classes classes = token->classes & RL_CLASS_TITLE;
    if (role != RL_NONE && end <= limit)
        last = end;
    else
        role = RL_NONE;
    if (title != NULL && title->last >= last && title->last <= limit && title->last <= m->end) {
        role = title->last > last ? RL_NONE : role;
        last = title->last;
        classes = title->classes & RL_CLASS_TITLE;
    }
    rl_item *item = push(m, RL_ITEM_WORD, last);
    if (item == NULL)
        return false;
    const char *folded = m->text->folded + token->fold;
    size_t length = token->fold_length;
    item->is_lower = token->shape == RL_SHAPE_LOWER;
    item->is_action = (token->classes & (RL_CLASS_SPEECH | RL_CLASS_ACTION)) != 0;
    item->is_ed = length > 3 && folded[length - 2] == 'e' && folded[length - 1] == 'd';
    item->role = role;
    item->role_count = role == RL_NONE ? 0 : role_count;
    item->is_plural_role = role != RL_NONE && m->sketch->set->roles[role].is_plural;
    item->title = classes;
    if (item->last == item->first + 1)
        add_meanings(m, word, item);
    return true;
}

/* Adverbs and negations say something of the next word, and are left out. True if the token is one. */
static bool skip_adverb(maker *m)
{
    const rl_token *token = token_at(m, m->at);
    enum { AUXILIARY = RL_WORD_BE | RL_WORD_HAVE | RL_WORD_DO | RL_WORD_WILL | RL_WORD_MAY | RL_WORD_PREPOSITION };
    uint32_t classes = m->classes;
    const char *folded = m->text->folded + token->fold;
    size_t length = token->fold_length;
    bool in_ly = length > 4 && folded[length - 2] == 'l' && folded[length - 1] == 'y' &&
                 (classes & RL_WORD_NO_ADVERB) == 0 && (token->classes & RL_CLASS_TITLE) == 0;
    bool negates = (classes & RL_WORD_NEGATION) != 0 && (classes & AUXILIARY) == 0;
    bool hearsay = (classes & RL_WORD_HEARSAY) != 0;
    if (rl_token_is_capital(token) && (token->flags & RL_TOKEN_SENTENCE_START) == 0)
        return false;
    if (!in_ly && !negates && !hearsay && (classes & RL_WORD_ADVERB) == 0)
        return false;
    m->marks |= (negates ? RL_MARK_NEGATED : 0) | (hearsay ? RL_MARK_HEARSAY : 0) |
                ((classes & RL_WORD_PAST) != 0 ? RL_MARK_PAST : 0);
    m->at++;
    return true;
}

/* "(APEC)" */
static bool skip_bracket(maker *m)
{
    if (!token_is(m, m->at, '('))
        return false;
    for (uint32_t t = m->at + 1; t < m->end && t - m->at <= LONGEST_BRACKET; t++) {
        if (!token_is(m, t, ')'))
            continue;
        m->at = t + 1;
        return true;
    }
    return false;
}

/* "Netherlands' ": a bare apostrophe right behind a name in -s. */
static bool is_bare_possessive(const maker *m)
{
    const rl_token *token = token_at(m, m->at);
    const rl_sketch *sketch = m->sketch;
    if (sketch->count == 0 || sketch->items[sketch->count - 1].kind != RL_ITEM_NAME ||
        (token->flags & RL_TOKEN_SPACE_BEFORE) != 0 || token->shape != RL_SHAPE_PUNCTUATION)
        return false;
    const char *bytes = m->text->bytes + token->start;
    size_t length = token->end - token->start;
    bool quote = (length == 1 && bytes[0] == '\'') || (length == 3 && memcmp(bytes, "\xE2\x80\x99", 3) == 0);
    const rl_token *before = token_at(m, m->at - 1);
    return quote && before->end > 0 && m->text->bytes[before->end - 1] == 's';
}

static rl_item_kind kind_of_mark(const maker *m)
{
    if (token_is(m, m->at, ','))
        return RL_ITEM_COMMA;
    return is_bare_possessive(m) ? RL_ITEM_POSSESSIVE : RL_ITEM_BARRIER;
}

/* "ex-president", "then–Prime Minister": the mark says nothing more. */
static bool is_dash_after_past(const maker *m)
{
    const rl_sketch *sketch = m->sketch;
    const rl_token *token = token_at(m, m->at);
    return sketch->count > 0 && (token->flags & RL_TOKEN_SPACE_BEFORE) == 0 &&
           (sketch->items[sketch->count - 1].classes & RL_WORD_PAST) != 0;
}

static bool is_noise(const maker *m)
{
    return token_is(m, m->at, '%') || token_is(m, m->at, '$') || token_is(m, m->at, '[') || token_is(m, m->at, ']');
}

static bool add_mark(maker *m)
{
    const rl_token *token = token_at(m, m->at);
    if (token->shape == RL_SHAPE_POSSESSIVE)
        return push(m, RL_ITEM_POSSESSIVE, m->at + 1) != NULL;
    if (is_dash_after_past(m) || is_noise(m)) {
        m->at++;
        return true;
    }
    if (token->shape == RL_SHAPE_HYPHEN)
        return push(m, RL_ITEM_HYPHEN, m->at + 1) != NULL;
    return push(m, kind_of_mark(m), m->at + 1) != NULL;
}

static bool add_mention(maker *m)
{
    const rl_relation_input *in = m->sketch->input;
    const rl_mention *mention = &in->mentions[m->cursor->mention];
    rl_item *item = push(m, RL_ITEM_NAME, mention->last < m->end ? mention->last : m->end);
    if (item == NULL)
        return false;
    item->mention = (uint32_t)m->cursor->mention;
    item->entry = mention->entry;
    return true;
}

static bool add_demonym(maker *m, const rl_hit *hit)
{
    rl_item *item = push(m, RL_ITEM_DEMONYM, hit->last);
    if (item != NULL)
        item->entry = hit->entry;
    return item != NULL;
}

static bool add_next(maker *m)
{
    const rl_token *token = token_at(m, m->at);
    if (m->mention_at == m->at)
        return add_mention(m);
    m->word = rl_words_find(m->sketch->set, token->hash);
    m->classes = rl_words_classes(m->sketch->set, m->word);
    if ((token->flags & RL_TOKEN_FURNITURE) != 0)
        return push(m, RL_ITEM_BARRIER, m->at + 1) != NULL;
    uint32_t date =
        rl_date_may_begin(token, m->classes) ? rl_date_end(m->sketch, m->at, m->end, m->classes) : m->at;
    if (date > m->at && date <= m->mention_at) {
        m->at = date;
        return true;
    }
    const rl_hit *demonym = (token->classes & RL_CLASS_DEMONYM) != 0 ? demonym_at(m) : NULL;
    if (demonym != NULL && demonym->last <= m->mention_at)
        return add_demonym(m, demonym);
    if (skip_bracket(m))
        return true;
    if (token->shape == RL_SHAPE_NUMBER)
        return push(m, RL_ITEM_NUMBER, m->at + 1) != NULL;
    if (!rl_token_is_word(token))
        return add_mark(m);
    return skip_adverb(m) || add_word(m);
}

static uint32_t mention_at(const maker *m)
{
    const rl_relation_input *in = m->sketch->input;
    return m->cursor->mention < in->mention_count ? in->mentions[m->cursor->mention].first : UINT32_MAX;
}

static uint32_t hit_at(const maker *m)
{
    const rl_relation_input *in = m->sketch->input;
    return m->cursor->hit < in->hit_count ? in->hits[m->cursor->hit].first : UINT32_MAX;
}

static void move_cursor(maker *m)
{
    for (; m->mention_at < m->at; m->mention_at = mention_at(m))
        m->cursor->mention++;
    for (; m->hit_at < m->at; m->hit_at = hit_at(m))
        m->cursor->hit++;
}


static bool ends_in_question(const maker *m)
{
    for (uint32_t t = m->end; t > m->sketch->sentence->first && m->end - t < 3; t--)
        if (token_is(m, t - 1, '?'))
            return true;
    return false;
}

bool rl_items_make(rl_sketch *sketch, rl_cursor *cursor)
{
    maker m = {.sketch = sketch,
               .text = sketch->input->text,
               .cursor = cursor,
               .at = sketch->sentence->first,
               .end = sketch->sentence->last};
    sketch->count = 0;
    sketch->is_question = ends_in_question(&m);
    sketch->is_hearsay = false;
    m.mention_at = mention_at(&m);
    m.hit_at = hit_at(&m);
    while (m.at < m.end) {
        move_cursor(&m);
        if (!add_next(&m))
            return false;
    }
    move_cursor(&m);
    for (size_t i = 0; i < sketch->count; i++)
        sketch->is_hearsay |= (sketch->items[i].classes & RL_WORD_SOURCE) != 0;
    return true;
}

bool rl_item_has_lemma(const rl_item *item, uint32_t lemma)
{
    for (uint32_t i = 0; i < item->lemma_count; i++)
        if (item->lemmas[i] == lemma)
            return true;
    return false;
}
