/* Observations: words, shapes, classes and list entries of a span and of what stands beside it, each alone and in small
 * combinations. Which of them tell something is for the learner to find out. */
#include "recognise/observe.h"

#include "base/hash.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

/* ---- handing over ---- */

static rl_value value_of(const char *text)
{
    size_t length = strlen(text);
    return (rl_value){rl_hash_bytes(text, length), {text, length}};
}

enum { MOST_VALUES = 3 };

static void show(rl_observer *o, uint64_t key, const rl_value *name, const rl_value *values, size_t count)
{
    rl_part parts[MOST_VALUES];
    for (size_t i = 0; i < count; i++)
        parts[i] = values[i].part;
    o->stopped |= !o->onlooker->observation(o->onlooker->user, key, &name->part, parts, count);
}

static void give(rl_observer *o, const char *template, const rl_value *values, size_t count)
{
    rl_value name = value_of(template);
    uint64_t key = name.hash;
    for (size_t i = 0; i < count; i++)
        key = rl_hash_mix(key, values[i].hash);
    key = key == 0 ? 1 : key;
    if (o->onlooker != NULL) {
        show(o, key, &name, values, count);
        return;
    }
    const rl_learned_row *row = rl_learned_find(o->learned, key);
    for (size_t type = 0; row != NULL && type < RL_TYPE_BUILT_IN; type++)
        o->sum[type] += row->weight[type];
}

static void give1(rl_observer *o, const char *name, rl_value a)
{
    give(o, name, &a, 1);
}

static void give2(rl_observer *o, const char *name, rl_value a, rl_value b)
{
    const rl_value values[] = {a, b};
    give(o, name, values, 2);
}

static void give3(rl_observer *o, const char *name, rl_value a, rl_value b, rl_value c)
{
    const rl_value values[] = {a, b, c};
    give(o, name, values, 3);
}

/* ---- values ---- */

typedef struct span {
    rl_observer *o;
    const rl_recogniser *r;
    const rl_text *text;
    const rl_candidate *c;
    const rl_sentence *sentence;
    uint32_t first;
    uint32_t end; /* the last token */
    rl_value length;
} span;

static const rl_token *token_at(const span *s, uint32_t t)
{
    return &s->text->tokens[t];
}

static bool is_in(const span *s, int64_t t)
{
    return t >= (int64_t)s->sentence->first && t < (int64_t)s->sentence->last;
}

static rl_value word_at(const span *s, int64_t t)
{
    if (!is_in(s, t))
        return value_of(t < (int64_t)s->sentence->first ? "^" : "$");
    const rl_token *token = token_at(s, (uint32_t)t);
    if (token->shape == RL_SHAPE_NUMBER)
        return value_of("0");
    return (rl_value){token->hash, {s->text->folded + token->fold, token->fold_length}};
}

static const char *shape_name(const rl_text *text, const rl_token *token)
{
    static const char *const names[] = {
        [RL_SHAPE_OTHER] = "?",  [RL_SHAPE_LOWER] = "a",    [RL_SHAPE_CAPITALISED] = "Aa", [RL_SHAPE_ALL_CAPS] = "AA",
        [RL_SHAPE_DOTTED] = "A.A.", [RL_SHAPE_INITIAL] = "A.", [RL_SHAPE_MIXED] = "aA",    [RL_SHAPE_NUMBER] = "9",
        [RL_SHAPE_POSSESSIVE] = "'s", [RL_SHAPE_HYPHEN] = "-", [RL_SHAPE_PUNCTUATION] = ".",
    };
    if (token->shape == RL_SHAPE_ALL_CAPS && token->fold_length > 5)
        return "AAA";
    if (token->shape == RL_SHAPE_CAPITALISED && token->end - token->start == 1)
        return "A";
    if (token->shape == RL_SHAPE_PUNCTUATION && token->fold_length == 1)
        switch (text->folded[token->fold]) {
        case ',':
            return ",";
        case '(':
            return "(";
        case ')':
            return ")";
        case ':':
            return ":";
        case '"':
        case '\'':
            return "\"";
        default:
            return ".";
        }
    return names[token->shape];
}

static rl_value shape_at(const span *s, int64_t t)
{
    if (!is_in(s, t))
        return value_of(t < (int64_t)s->sentence->first ? "^" : "$");
    return value_of(shape_name(s->text, token_at(s, (uint32_t)t)));
}

/* The first class that a word has, in the order of how much it says. */
static const char *class_name(rl_classes classes)
{
    static const struct {
        rl_classes bits;
        const char *name;
    } table[] = {
        {RL_CLASS_HONORIFIC, "honorific"},      {RL_CLASS_OFFICE, "office"},
        {RL_CLASS_RANK, "rank"},                {RL_CLASS_ROLE, "role"},
        {RL_CLASS_ORG_ENDING, "org ending"},    {RL_CLASS_ORG_HEAD, "org head"},
        {RL_CLASS_PLACE_HEAD, "place head"},    {RL_CLASS_PLACE_BEGINNING, "place beginning"},
        {RL_CLASS_DATE, "date"},                {RL_CLASS_DEMONYM, "demonym"},
        {RL_CLASS_SPEECH, "speech"},            {RL_CLASS_ACTION, "action"},
        {RL_CLASS_PLACE_PREPOSITION, "place preposition"}, {RL_CLASS_FUNCTION, "function"},
        {RL_CLASS_LANGUAGE, "language"},        {RL_CLASS_EVENT, "event"},
        {RL_CLASS_THING, "thing"},              {RL_CLASS_COMMON, "common"},
        {RL_CLASS_PARTICLE, "particle"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if ((classes & table[i].bits) != 0)
            return table[i].name;
    return "none";
}

static rl_value class_at(const span *s, int64_t t)
{
    return value_of(is_in(s, t) ? class_name(token_at(s, (uint32_t)t)->classes) : "edge");
}

/* Given or family name, both, neither; with "ordinary" words marked. */
static const char *name_class(rl_classes classes)
{
    static const char *const names[] = {"-", "g", "f", "gf", "-o", "go", "fo", "gfo"};
    unsigned given = (classes & RL_CLASS_GIVEN) != 0, family = (classes & RL_CLASS_FAMILY) != 0;
    unsigned ordinary = (classes & RL_CLASS_ORDINARY) != 0;
    return names[given + 2 * family + 4 * ordinary];
}

static rl_value name_at(const span *s, int64_t t)
{
    return value_of(is_in(s, t) ? name_class(token_at(s, (uint32_t)t)->classes) : "edge");
}

/* ---- inside ---- */

static rl_value joined(const span *s, char *buffer, size_t size, const char *(*part)(const span *s, uint32_t t))
{
    size_t used = 0;
    for (uint32_t t = s->first; t <= s->end && t < s->first + 5; t++) {
        const char *text = part(s, t);
        int more = snprintf(buffer + used, size - used, "%s%s", used > 0 ? " " : "", text);
        used = more < 0 || used + (size_t)more >= size ? used : used + (size_t)more;
    }
    return (rl_value){rl_hash_bytes(buffer, used), {buffer, used}};
}

static bool is_joint(const rl_token *token)
{
    return token->shape == RL_SHAPE_LOWER || token->shape == RL_SHAPE_HYPHEN || token->shape == RL_SHAPE_POSSESSIVE;
}

static const char *shape_part(const span *s, uint32_t t)
{
    const rl_token *token = token_at(s, t);
    if (token->shape == RL_SHAPE_LOWER && rl_token_is(s->text, token, "of", 2))
        return "of";
    if (token->shape == RL_SHAPE_LOWER && rl_token_is(s->text, token, "and", 3))
        return "and";
    return shape_name(s->text, token);
}

static const char *name_part(const span *s, uint32_t t)
{
    const rl_token *token = token_at(s, t);
    if (token->shape == RL_SHAPE_INITIAL)
        return "i";
    if (is_joint(token))
        return (token->classes & RL_CLASS_PARTICLE) != 0 ? "p" : "j";
    return name_class(token->classes);
}

static rl_value affix(const span *s, uint32_t t, size_t length, bool last)
{
    const rl_token *token = token_at(s, t);
    const char *bytes = s->text->folded + token->fold;
    size_t used = token->fold_length < length ? token->fold_length : length;
    const char *from = last ? bytes + token->fold_length - used : bytes;
    /* Not in the middle of a character. */
    for (size_t i = 0; i < used; i++)
        if ((from[i] & 0x80) != 0)
            return value_of("*");
    return (rl_value){rl_hash_bytes(from, used), {from, used}};
}

static void observe_shape(span *s)
{
    char buffer[128];
    rl_value shape = joined(s, buffer, sizeof buffer, shape_part);
    give1(s->o, "shape", shape);
    give1(s->o, "length", s->length);
    give2(s->o, "first shape", shape_at(s, s->first), s->length);
    give2(s->o, "last shape", shape_at(s, s->end), s->length);
}

static void observe_names(span *s)
{
    char buffer[128];
    rl_value names = joined(s, buffer, sizeof buffer, name_part);
    give1(s->o, "names", names);
    give3(s->o, "first and last name", name_at(s, s->first), name_at(s, s->end), s->length);
    if (s->first == s->end)
        give2(s->o, "name and class", name_at(s, s->first), class_at(s, s->first));
}

static void observe_words(span *s)
{
    if (s->first == s->end) {
        give1(s->o, "only word", word_at(s, s->first));
    } else {
        give1(s->o, "first word", word_at(s, s->first));
        give1(s->o, "last word", word_at(s, s->end));
    }
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        give1(s->o, "inner word", word_at(s, t));
        give1(s->o, "inner class", class_at(s, t));
        if (rl_token_is(s->text, token_at(s, t), "of", 2)) {
            give1(s->o, "word before of", word_at(s, (int64_t)t - 1));
            give1(s->o, "class before of", class_at(s, (int64_t)t - 1));
        }
    }
    give2(s->o, "first class", class_at(s, s->first), s->length);
    give2(s->o, "last class", class_at(s, s->end), s->length);
    give2(s->o, "last 2 letters", affix(s, s->end, 2, true), s->length);
    give2(s->o, "last 3 letters", affix(s, s->end, 3, true), s->length);
    give2(s->o, "last 4 letters", affix(s, s->end, 4, true), s->length);
    give2(s->o, "first 3 letters", affix(s, s->first, 3, false), s->length);
    if (s->first != s->end)
        give1(s->o, "last word's first 3 letters", affix(s, s->end, 3, false));
}

/* ---- lists ---- */

static const char *kind_name(uint8_t kind)
{
    static const char *const names[] = {"name", "alias", "weak", "family", "demonym", "lexicon"};
    return names[kind];
}

static const char *type_name(uint32_t type)
{
    static const char *const names[] = {"person", "place", "organisation", "other"};
    return names[type < RL_TYPE_BUILT_IN ? type : RL_TYPE_BUILT_IN];
}

static const char *prior_name(double prior)
{
    return prior >= 70 ? "4" : prior >= 40 ? "3" : prior >= 20 ? "2" : prior > 8 ? "1" : "0";
}

static void observe_lists(span *s)
{
    const rl_findings *f = s->r->findings;
    rl_value ordinary = s->first == s->end ? name_at(s, s->first) : value_of("many");
    rl_value shape = s->first == s->end ? shape_at(s, s->first) : value_of("many");
    unsigned seen = 0;
    for (size_t i = s->c->hit; s->c->hit != RL_NONE && i < f->hit_count && f->hits[i].first == s->first; i++) {
        const rl_hit *hit = &f->hits[i];
        if (!rl_hit_fits(s->r, hit, s->c))
            continue;
        const rl_entry *entry = &f->entries[hit->entry];
        if (entry->type >= RL_TYPE_BUILT_IN || entry->sure || entry->usual)
            continue;
        bool strong = hit->kind <= RL_NAME_ALIAS;
        seen |= 1u << (entry->type + (strong ? 0 : 3));
        give2(s->o, "listed", value_of(type_name(entry->type)), value_of(kind_name(hit->kind)));
        give2(s->o, "listed kind", value_of(entry->kind[0] != '\0' ? entry->kind : type_name(entry->type)), s->length);
        give3(s->o, "listed and word", value_of(type_name(entry->type)), ordinary, value_of(prior_name(entry->prior)));
        give3(s->o, "listed and shape", value_of(type_name(entry->type)), shape, value_of(kind_name(hit->kind)));
    }
    static const char *const sets[] = {"-", "p", "l", "pl", "o", "po", "lo", "plo"};
    give3(s->o, "lists", value_of(sets[seen & 7]), value_of(sets[seen >> 3 & 7]), ordinary);
    const rl_token_context *context = &s->r->context[s->first];
    bool covered = context->listed_last > 0 && context->listed_last - context->listed_first > s->c->last - s->first &&
                   context->listed_first <= s->first && context->listed_last >= s->c->last;
    bool cuts = !covered && context->listed_last > s->c->last;
    const rl_token_context *at_end = &s->r->context[s->end];
    bool cut_into = !covered && at_end->listed_last > s->c->last;
    if (covered || cuts || cut_into)
        give1(s->o, "longer name", value_of(covered ? "covers" : cuts ? "goes on" : "begins inside"));
    bool begins = context->listed_last > 0 && context->listed_first == s->first && context->listed_last < s->c->last;
    bool ends = at_end->listed_last == s->c->last && at_end->listed_first > s->first;
    if (begins || ends)
        give2(s->o, "shorter name", value_of(begins ? "begins" : "-"), value_of(ends ? "ends" : "-"));
}

/* ---- around ---- */

static const char *edge_name(const span *s, int64_t t)
{
    if (!is_in(s, t))
        return "edge";
    const rl_token *token = token_at(s, (uint32_t)t);
    if (rl_token_is_capital(token))
        return (token->classes & (RL_CLASS_ORDINARY | RL_CLASS_TITLE | RL_CLASS_DEMONYM)) != 0 ? "known capital"
                                                                                               : "capital";
    if (token->shape == RL_SHAPE_LOWER && (token->classes & RL_CLASS_PARTICLE) != 0)
        return "particle";
    return shape_name(s->text, token);
}

static const char *listed_at(const span *s, int64_t t)
{
    if (!is_in(s, t))
        return "-";
    const rl_token_context *c = &s->r->context[t];
    return c->place_ends_at > 0 ? "place" : c->listed_last > 0 ? "name" : "-";
}

static void observe_edges(span *s)
{
    int64_t left = (int64_t)s->first - 1, right = (int64_t)s->end + 1;
    give2(s->o, "left edge", value_of(edge_name(s, left)), s->length);
    give2(s->o, "right edge", value_of(edge_name(s, right)), s->length);
    give2(s->o, "edges", value_of(edge_name(s, left)), value_of(edge_name(s, right)));
    give3(s->o, "left edge names", name_at(s, left), name_at(s, s->first), s->length);
    give3(s->o, "right edge names", name_at(s, s->end), name_at(s, right), s->length);
    give2(s->o, "left edge classes", class_at(s, left), class_at(s, s->first));
    give2(s->o, "right edge classes", class_at(s, s->end), class_at(s, right));
    if (is_in(s, left) && (token_at(s, s->first)->flags & RL_TOKEN_SPACE_BEFORE) == 0)
        give1(s->o, "touches left", shape_at(s, left));
    if (is_in(s, right) && (token_at(s, (uint32_t)right)->flags & RL_TOKEN_SPACE_BEFORE) == 0)
        give1(s->o, "touches right", shape_at(s, right));
    if (is_in(s, right) && (is_joint(token_at(s, (uint32_t)right)) ||
                            token_at(s, (uint32_t)right)->shape == RL_SHAPE_PUNCTUATION)) {
        give3(s->o, "beyond", word_at(s, right), value_of(edge_name(s, right + 1)), class_at(s, right + 1));
        give3(s->o, "listed beyond", word_at(s, right), value_of(listed_at(s, right + 1)), s->length);
    }
    if (is_in(s, left) && (is_joint(token_at(s, (uint32_t)left)) ||
                           token_at(s, (uint32_t)left)->shape == RL_SHAPE_PUNCTUATION))
        give3(s->o, "before", word_at(s, left), value_of(edge_name(s, left - 1)), class_at(s, left - 1));
}

static void observe_context(span *s)
{
    int64_t left = (int64_t)s->first - 1, right = (int64_t)s->end + 1;
    give2(s->o, "left word", word_at(s, left), s->length);
    give2(s->o, "right word", word_at(s, right), s->length);
    give2(s->o, "left words", word_at(s, left - 1), word_at(s, left));
    give2(s->o, "right words", word_at(s, right), word_at(s, right + 1));
    give2(s->o, "left and right word", word_at(s, left), word_at(s, right));
    give1(s->o, "second left word", word_at(s, left - 1));
    give1(s->o, "second right word", word_at(s, right + 1));
    give2(s->o, "left class", class_at(s, left), s->length);
    give2(s->o, "right class", class_at(s, right), s->length);
    give2(s->o, "second left class", class_at(s, left - 1), shape_at(s, left));
    give2(s->o, "second right class", class_at(s, right + 1), shape_at(s, right));
    give2(s->o, "left and right shape", shape_at(s, left), shape_at(s, right));
    if (is_in(s, left))
        give1(s->o, "left 3 letters", affix(s, (uint32_t)left, 3, true));
    if ((s->r->context[s->first].title_before & RL_CLASS_TITLE) != 0)
        give2(s->o, "title before", value_of(class_name(s->r->context[s->first].title_before)), s->length);
}

static void observe_line(span *s)
{
    uint32_t flags = s->sentence->flags;
    const char *kind = (flags & RL_SENTENCE_ALL_CAPS) != 0   ? "capitals"
                       : (flags & RL_SENTENCE_HEADLINE) != 0 ? "headline"
                       : (flags & RL_SENTENCE_NO_STOP) != 0  ? "no stop"
                                                             : "sentence";
    uint32_t length = s->sentence->last - s->sentence->first;
    const char *size = length <= 3 ? "3" : length <= 8 ? "8" : length <= 15 ? "15" : "more";
    give3(s->o, "line", value_of(kind), value_of(size), s->length);
    bool digits = false;
    for (uint32_t t = s->sentence->first; t < s->sentence->last && t < s->sentence->first + 30 && !digits; t++)
        digits = token_at(s, t)->shape == RL_SHAPE_NUMBER;
    if (digits)
        give3(s->o, "line with numbers", value_of(kind), value_of(size), s->length);
    if ((token_at(s, s->first)->flags & RL_TOKEN_SENTENCE_START) != 0)
        give3(s->o, "sentence start", name_at(s, s->first), class_at(s, s->first), s->length);
    if (s->first == s->sentence->first && s->end + 1 == s->sentence->last)
        give2(s->o, "whole line", value_of(kind), s->length);
}

/* What the document shows of the word elsewhere. */
static void observe_document(span *s)
{
    bool small = rl_memory_has(s->r, &s->r->memory.small, s->first);
    uint32_t seen = rl_memory_seen(s->r, s->first), last_seen = rl_memory_seen(s->r, s->end);
    const char *often = seen >= 4 ? "4" : seen >= 2 ? "2" : "1", *last = last_seen >= 4 ? "4" : last_seen >= 2 ? "2" : "1";
    bool start = (token_at(s, s->first)->flags & RL_TOKEN_SENTENCE_START) != 0;
    give3(s->o, "small elsewhere", value_of(small ? "yes" : "no"), value_of(start ? "start" : "-"), s->length);
    give3(s->o, "seen", value_of(often), value_of(last), s->length);
}

void rl_observe(rl_observer *observer, const rl_candidate *candidate)
{
    const rl_recogniser *r = observer->r;
    const rl_text *text = r->findings->text;
    uint32_t words = candidate->last - candidate->first;
    span s = {
        .o = observer,
        .r = r,
        .text = text,
        .c = candidate,
        .sentence = &text->sentences[text->tokens[candidate->first].sentence],
        .first = candidate->first,
        .end = candidate->last - 1,
        .length = value_of(words == 1 ? "1" : words == 2 ? "2" : words == 3 ? "3" : words <= 5 ? "5" : "more"),
    };
    observe_shape(&s);
    observe_names(&s);
    observe_words(&s);
    observe_lists(&s);
    observe_edges(&s);
    observe_context(&s);
    observe_line(&s);
    observe_document(&s);
}

void rl_judge_learned(const rl_recogniser *r, rl_candidate *candidate)
{
    rl_observer observer = {.r = r, .learned = &r->weights->learned};
    if (observer.learned->count == 0)
        return;
    rl_observe(&observer, candidate);
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        candidate->score[type] += observer.sum[type];
}

static bool show_sentence(rl_recogniser *r, uint32_t number, rl_observer *observer)
{
    const rl_onlooker *onlooker = observer->onlooker;
    if (!onlooker->sentence(onlooker->user, number))
        return false;
    for (size_t i = r->sentence_starts[number]; i < r->sentence_starts[number + 1]; i++) {
        const rl_candidate *c = &r->candidates[i];
        if (!onlooker->span(onlooker->user, c->first, c->last, c->score))
            return false;
        rl_observe(observer, c);
        if (observer->stopped)
            return false;
    }
    return true;
}

bool rl_recogniser_show(rl_recogniser *recogniser, const rl_findings *findings, const rl_onlooker *onlooker)
{
    rl_observer observer = {.r = recogniser, .onlooker = onlooker};
    recogniser->findings = findings;
    for (uint32_t s = 0; s < findings->text->sentence_count; s++)
        if (recogniser->sentence_starts[s] < recogniser->sentence_starts[s + 1] &&
            !show_sentence(recogniser, s, &observer))
            return false;
    return true;
}
