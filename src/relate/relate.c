/* Co-occurrence: where two different entities stand in one window they meet; meetings are sorted by pair and window and
 * counted. Of the places where a pair meets, the ones where the two stand closest together in an ordinary
 * sentence show it best. */
#include "relate/relate.h"

#include "text/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEADLINE_PENALTY = 40,
    NO_STOP_PENALTY = 20,
    LONG_PENALTY = 30,
    LONG_SENTENCE = 80, /* tokens */
    GAP_PENALTY = 200,  /* for each sentence between the two */
    LINE_PENALTY = 400, /* in a whole document, for what may be furniture */
    RANK_LIMIT = 1000000
};

/* ---- windows ---- */

static uint32_t *make_windows(rl_relater *r, size_t count)
{
    uint32_t *windows = rl_array_grow(r->windows, &r->window_capacity, count + 1, sizeof *windows);
    if (windows != NULL)
        r->windows = windows;
    return windows;
}

static uint32_t sentence_of(const rl_text *text, const rl_mention *mention)
{
    return text->tokens[mention->first].sentence;
}

static uint32_t paragraph_of(const rl_text *text, const rl_mention *mention)
{
    return text->sentences[sentence_of(text, mention)].paragraph;
}

/* Numbers blocks of `tokens` words, each paragraph beginning a new block. */
static void number_blocks(const rl_text *text, const rl_mention *mentions, size_t count, size_t tokens,
                          uint32_t *windows)
{
    uint32_t block = 0, paragraph = 0;
    size_t words = 0, m = 0;
    for (size_t t = 0; t < text->token_count && m < count; t++) {
        uint32_t here = text->sentences[text->tokens[t].sentence].paragraph;
        if (here != paragraph || words == tokens) {
            block++;
            words = 0;
            paragraph = here;
        }
        for (; m < count && mentions[m].first == t; m++)
            windows[m] = block;
        words += rl_token_is_word(&text->tokens[t]);
    }
}

static void number_windows(const rl_window *window, const rl_text *text, const rl_mention *mentions, size_t count,
                           uint32_t *windows)
{
    if (window->kind == RELATA_WINDOW_TOKENS) {
        number_blocks(text, mentions, count, window->tokens, windows);
        return;
    }
    for (size_t m = 0; m < count; m++) {
        windows[m] = 0;
        if (window->kind == RELATA_WINDOW_SENTENCE)
            windows[m] = sentence_of(text, &mentions[m]);
        else if (window->kind == RELATA_WINDOW_PARAGRAPH)
            windows[m] = paragraph_of(text, &mentions[m]);
    }
}

/* ---- meetings ---- */

static uint32_t rank_of(const rl_text *text, const rl_mention *earlier, const rl_mention *later)
{
    uint32_t from = sentence_of(text, earlier), to = sentence_of(text, later);
    const rl_sentence *sentence = &text->sentences[from];
    uint64_t rank = later->first - earlier->last + (uint64_t)(to - from) * GAP_PENALTY;
    if ((sentence->flags & (RL_SENTENCE_HEADLINE | RL_SENTENCE_ALL_CAPS)) != 0)
        rank += HEADLINE_PENALTY;
    else if ((sentence->flags & RL_SENTENCE_NO_STOP) != 0)
        rank += NO_STOP_PENALTY;
    if (sentence->last - sentence->first > LONG_SENTENCE)
        rank += LONG_PENALTY;
    return rank > RANK_LIMIT ? RANK_LIMIT : (uint32_t)rank;
}

static uint32_t line_of(const rl_relater *r, size_t mention)
{
    return r->lines == NULL ? RL_NONE : r->lines[mention];
}

static bool add_meeting(rl_relater *r, const rl_text *text, const rl_mention *mentions, size_t before, size_t after,
                        uint32_t window)
{
    const rl_mention *earlier = &mentions[before], *later = &mentions[after];
    uint32_t line = line_of(r, after), rank = rank_of(text, earlier, later);
    if (r->whole && (line != RL_NONE || line_of(r, before) != RL_NONE))
        rank += LINE_PENALTY;
    rl_meeting *meetings =
        rl_array_grow(r->meetings, &r->meeting_capacity, r->meeting_count + 1, sizeof *meetings);
    if (meetings == NULL)
        return false;
    r->meetings = meetings;
    bool ordered = earlier->entity < later->entity;
    meetings[r->meeting_count++] = (rl_meeting){
        .a = ordered ? earlier->entity : later->entity,
        .b = ordered ? later->entity : earlier->entity,
        .line = r->whole ? RL_NONE : line,
        .window = window,
        .shown = {rank, earlier->first, later->last},
    };
    return true;
}

static int compare_meetings(const void *x, const void *y)
{
    const rl_meeting *m = x, *n = y;
    if (m->a != n->a)
        return m->a < n->a ? -1 : 1;
    if (m->b != n->b)
        return m->b < n->b ? -1 : 1;
    if (m->line != n->line)
        return m->line < n->line ? -1 : 1;
    if (m->window != n->window)
        return m->window < n->window ? -1 : 1;
    if (m->shown.rank != n->shown.rank)
        return m->shown.rank < n->shown.rank ? -1 : 1;
    if (m->shown.first != n->shown.first)
        return m->shown.first < n->shown.first ? -1 : 1;
    return m->shown.last < n->shown.last ? -1 : m->shown.last > n->shown.last;
}

/* Sorts the meetings from `from` on and keeps the best of each pair and window. */
static void unite_meetings(rl_relater *r, size_t from)
{
    size_t kept = from;
    if (r->meeting_count > from)
        qsort(r->meetings + from, r->meeting_count - from, sizeof *r->meetings, compare_meetings);
    for (size_t i = from; i < r->meeting_count; i++) {
        const rl_meeting *m = &r->meetings[i], *last = kept == from ? NULL : &r->meetings[kept - 1];
        if (last == NULL || last->a != m->a || last->b != m->b || last->window != m->window)
            r->meetings[kept++] = *m;
    }
    r->meeting_count = kept;
}

/* ---- who is near ----
 *
 * The entities of a window, the one named last in front. A pair is shown best where the two stand closest, so a mention
 * need not look past the one before it of its own entity: what lies behind that was closer to that. */

enum {
    LIST_END = 0,          /* entities are counted from 1 in the list */
    LARGEST_CROWD = 1000,  /* entities of a window that all meet each other */
    MOST_MEETINGS = LARGEST_CROWD * LARGEST_CROWD / 2,
    MOST_LOOKS = 10000000, /* by all later mentions of a window together, for a better place to show */
    UNITE_AT = 1 << 16
};

static bool make_recent(rl_relater *r, const rl_mention *mentions, size_t count)
{
    size_t entities = 0;
    for (size_t m = 0; m < count; m++)
        if (mentions[m].entity >= entities)
            entities = (size_t)mentions[m].entity + 1;
    rl_recent *recent = rl_array_grow(r->recent, &r->recent_capacity, entities + 1, sizeof *recent);
    if (recent == NULL)
        return false;
    r->recent = recent;
    memset(recent, 0, (entities + 1) * sizeof *recent);
    return true;
}

static void move_to_front(rl_relater *r, uint32_t item, size_t mention)
{
    rl_recent *list = r->recent;
    if (list[item].there) {
        list[list[item].before].after = list[item].after;
        list[list[item].after].before = list[item].before;
    }
    list[item] = (rl_recent){mention, LIST_END, list[LIST_END].after, true};
    list[list[item].after].before = item;
    list[LIST_END].after = item;
}

/* Takes all out of the list, for the next window. */
static void clear_recent(rl_relater *r)
{
    for (uint32_t item = r->recent[LIST_END].after, after; item != LIST_END; item = after) {
        after = r->recent[item].after;
        r->recent[item].there = false;
    }
    r->recent[LIST_END].after = r->recent[LIST_END].before = LIST_END;
}

static size_t count_entities(rl_relater *r, const rl_mention *mentions, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t m = from; m < to; m++) {
        count += !r->recent[mentions[m].entity + 1].there;
        move_to_front(r, mentions[m].entity + 1, m);
    }
    clear_recent(r);
    return count;
}

/* The meetings of mention `m` with the entities named last before it, at most `most` of them. */
static bool meet_recent(rl_relater *r, const rl_text *text, const rl_mention *mentions, size_t m, size_t most,
                        uint32_t window)
{
    uint32_t self = mentions[m].entity + 1;
    for (uint32_t item = r->recent[LIST_END].after; item != LIST_END && item != self && most > 0; most--) {
        if (!add_meeting(r, text, mentions, r->recent[item].mention, m, window))
            return false;
        item = r->recent[item].after;
    }
    return true;
}

/* All meetings in the mentions from `from` to `to`, which share a window. A list of a hundred thousand names without a
 * full stop must not make five thousand million pairs: in such a crowd everyone meets those who stand near. */
static bool meet(rl_relater *r, const rl_text *text, const rl_mention *mentions, size_t from, size_t to)
{
    size_t start = r->meeting_count, unite_at = UNITE_AT;
    size_t entities = count_entities(r, mentions, from, to);
    size_t crowd = entities <= LARGEST_CROWD ? entities : MOST_MEETINGS / entities + 1;
    size_t looks = MOST_LOOKS / (to - from) + 1;
    bool ok = true;
    for (size_t m = from; ok && m < to; m++) {
        bool first = !r->recent[mentions[m].entity + 1].there;
        ok = meet_recent(r, text, mentions, m, first ? crowd : looks, r->windows[from]);
        move_to_front(r, mentions[m].entity + 1, m);
        if (r->meeting_count - start > unite_at) {
            unite_meetings(r, start);
            unite_at = (r->meeting_count - start) * 2 + UNITE_AT;
        }
    }
    clear_recent(r);
    unite_meetings(r, start);
    return ok;
}

/* ---- pairs ---- */

static bool same_text(const rl_text *text, const rl_shown *x, const rl_shown *y)
{
    const rl_sentence *s = &text->sentences[text->tokens[x->first].sentence];
    const rl_sentence *t = &text->sentences[text->tokens[y->first].sentence];
    return s->end - s->start == t->end - t->start &&
           memcmp(text->bytes + s->start, text->bytes + t->start, s->end - s->start) == 0;
}

static void show(const rl_text *text, rl_pair *pair, const rl_shown *shown)
{
    for (size_t i = 0; i < pair->shown_count; i++)
        if (same_text(text, &pair->shown[i], shown))
            return;
    size_t at = pair->shown_count;
    while (at > 0 && (pair->shown[at - 1].rank > shown->rank ||
                      (pair->shown[at - 1].rank == shown->rank && pair->shown[at - 1].first > shown->first)))
        at--;
    if (at == RL_EVIDENCE_LIMIT)
        return;
    size_t moved = pair->shown_count - at - (pair->shown_count == RL_EVIDENCE_LIMIT);
    memmove(&pair->shown[at + 1], &pair->shown[at], moved * sizeof *shown);
    pair->shown[at] = *shown;
    pair->shown_count += pair->shown_count < RL_EVIDENCE_LIMIT;
}

static rl_pair *get_pair(rl_relater *r, uint32_t a, uint32_t b, uint32_t line)
{
    rl_pair *last = r->pair_count == 0 ? NULL : &r->pairs[r->pair_count - 1];
    if (last != NULL && last->a == a && last->b == b && last->line == line)
        return last;
    rl_pair *pairs = rl_array_grow(r->pairs, &r->pair_capacity, r->pair_count + 1, sizeof *pairs);
    if (pairs == NULL)
        return NULL;
    r->pairs = pairs;
    pairs[r->pair_count] = (rl_pair){.a = a, .b = b, .line = line};
    return &pairs[r->pair_count++];
}

static bool count_pairs(rl_relater *r, const rl_text *text)
{
    if (r->meeting_count > 0)
        qsort(r->meetings, r->meeting_count, sizeof *r->meetings, compare_meetings);
    r->pair_count = 0;
    for (size_t i = 0; i < r->meeting_count; i++) {
        rl_pair *pair = get_pair(r, r->meetings[i].a, r->meetings[i].b, r->meetings[i].line);
        if (pair == NULL)
            return false;
        pair->count++;
        show(text, pair, &r->meetings[i].shown);
    }
    return true;
}

/* ---- presences ---- */

static int compare_presences(const void *x, const void *y)
{
    const rl_presence *p = x, *q = y;
    if (p->window != q->window)
        return p->window < q->window ? -1 : 1;
    return p->entity < q->entity ? -1 : p->entity > q->entity;
}

static bool list_presences(rl_relater *r, const rl_mention *mentions, size_t count)
{
    rl_presence *all = rl_array_grow(r->presences, &r->presence_capacity, count + 1, sizeof *all);
    if (all == NULL)
        return false;
    r->presences = all;
    r->presence_count = 0;
    for (size_t m = 0; m < count; m++)
        all[m] = (rl_presence){r->windows[m], mentions[m].entity, r->whole ? RL_NONE : line_of(r, m)};
    if (count > 0)
        qsort(all, count, sizeof *all, compare_presences);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || compare_presences(&all[r->presence_count - 1], &all[i]) != 0)
            all[r->presence_count++] = all[i];
    return true;
}

/* The meetings of all windows. */
static bool meet_in_windows(rl_relater *r, const rl_text *text, const rl_mention *mentions, size_t count)
{
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && r->windows[to] == r->windows[from];)
            to++;
        if (!meet(r, text, mentions, from, to))
            return false;
    }
    return true;
}

/* In a document that is one window, a mention in a line stands between others that are in none, and these would not meet
 * past it. So they meet by themselves first. */
static bool meet_outside(rl_relater *r, const rl_text *text, const rl_mention *mentions, const uint32_t *lines,
                         size_t count)
{
    size_t kept = 0;
    rl_mention *outside = rl_array_grow(r->outside, &r->outside_capacity, count + 1, sizeof *outside);
    if (outside == NULL)
        return false;
    r->outside = outside;
    for (size_t m = 0; m < count; m++)
        if (lines[m] == RL_NONE)
            outside[kept++] = mentions[m];
    return kept == 0 || kept == count || meet(r, text, outside, 0, kept);
}

relata_status rl_relate_document(rl_relater *relater, const rl_window *window, const rl_text *text,
                                 const rl_mention *mentions, const uint32_t *lines, size_t count, relata_error *err)
{
    rl_relater *r = relater;
    uint32_t *windows = make_windows(r, count);
    if (windows == NULL || !make_recent(r, mentions, count))
        return rl_error_memory(err);
    number_windows(window, text, mentions, count, windows);
    r->meeting_count = 0;
    r->whole = window->kind == RELATA_WINDOW_DOCUMENT;
    r->lines = NULL;
    if (r->whole && lines != NULL && !meet_outside(r, text, mentions, lines, count))
        return rl_error_memory(err);
    r->lines = lines;
    if (!list_presences(r, mentions, count))
        return rl_error_memory(err);
    if (!meet_in_windows(r, text, mentions, count))
        return rl_error_memory(err);
    if (r->whole)
        unite_meetings(r, 0);
    return count_pairs(r, text) ? RELATA_OK : rl_error_memory(err);
}

void rl_relater_free(rl_relater *relater)
{
    free(relater->meetings);
    free(relater->pairs);
    free(relater->presences);
    free(relater->windows);
    free(relater->recent);
    free(relater->outside);
    *relater = (rl_relater){0};
}
