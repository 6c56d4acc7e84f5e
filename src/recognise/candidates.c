/* Candidates: every span that could be a name.
 *
 * Three sources: what lists hold, what patterns found, and every span of up to nine words inside a run of capitalised
 * words, where small connecting words (of, the, de, al …) may stand between two capitals. */
#include "recognise/internal.h"

#include "text/text.h"

#include <stdlib.h>
#include <string.h>

bool rl_is_ending(const rl_recogniser *r, uint32_t token)
{
    const rl_token *t = &r->findings->text->tokens[token];
    return (t->classes & RL_CLASS_ORG_ENDING) != 0 && rl_token_is_capital(t);
}

bool rl_hit_fits(const rl_recogniser *r, const rl_hit *hit, const rl_candidate *c)
{
    if (hit->kind > RL_NAME_FAMILY)
        return false;
    return hit->last == c->last || (hit->last + 1 == c->last && rl_is_ending(r, hit->last) &&
                                    r->findings->entries[hit->entry].type == RL_TYPE_ORGANISATION);
}

static const rl_token *token_at(const rl_recogniser *r, size_t t)
{
    return &r->findings->text->tokens[t];
}

static bool is_capital(const rl_recogniser *r, size_t t)
{
    const rl_token *token = token_at(r, t);
    return rl_token_is_capital(token) && (token->flags & RL_TOKEN_FURNITURE) == 0;
}

static bool is_particle(const rl_recogniser *r, size_t t)
{
    return token_at(r, t)->shape == RL_SHAPE_LOWER && (token_at(r, t)->classes & RL_CLASS_PARTICLE) != 0;
}

static bool is_word_of(const rl_recogniser *r, size_t t)
{
    const rl_text *text = r->findings->text;
    return rl_token_is(text, token_at(r, t), "of", 2) || rl_token_is(text, token_at(r, t), "the", 3) ||
           rl_token_is(text, token_at(r, t), "for", 3) || rl_token_is(text, token_at(r, t), "and", 3) ||
           rl_token_is(text, token_at(r, t), "&", 1);
}

/* The apostrophe of "Teachers' Union". */
static bool is_plural_possessive(const rl_recogniser *r, size_t t)
{
    const rl_text *text = r->findings->text;
    const rl_token *token = token_at(r, t);
    bool apostrophe = rl_token_is(text, token, "'", 1) && (token->flags & RL_TOKEN_SPACE_BEFORE) == 0;
    if (!apostrophe || t == 0 || t + 1 >= text->token_count)
        return false;
    const rl_token *before = token_at(r, t - 1);
    return (token_at(r, t + 1)->flags & RL_TOKEN_SPACE_BEFORE) != 0 && before->fold_length > 1 &&
           text->folded[before->fold + before->fold_length - 1] == 's';
}

static bool is_connector(const rl_recogniser *r, size_t t)
{
    const rl_token *token = token_at(r, t);
    if ((token->flags & (RL_TOKEN_FURNITURE | RL_TOKEN_LINE_BEFORE)) != 0)
        return false;
    if (token->shape == RL_SHAPE_HYPHEN)
        return (token->flags & RL_TOKEN_SPACE_BEFORE) == 0 && !rl_is_behind_party(r->findings->text, t);
    return token->shape == RL_SHAPE_POSSESSIVE || is_particle(r, t) || is_word_of(r, t) || is_plural_possessive(r, t);
}

/* "Kim Hee-sun", "Tsai Ing-wen": the second syllable of a given name behind a family name. */
bool rl_ends_eastern(const rl_recogniser *r, size_t first, size_t t)
{
    const rl_text *text = r->findings->text;
    if (t < first + 3 || token_at(r, t)->shape != RL_SHAPE_LOWER || token_at(r, t - 1)->shape != RL_SHAPE_HYPHEN ||
        ((token_at(r, t)->flags | token_at(r, t - 1)->flags) & RL_TOKEN_SPACE_BEFORE) != 0)
        return false;
    return is_capital(r, t - 2) && is_capital(r, t - 3) && (token_at(r, t - 3)->classes & RL_CLASS_FAMILY) != 0 &&
           rl_token_is_syllable(text, token_at(r, t - 2)) && rl_token_is_syllable(text, token_at(r, t));
}

/* "Jamie Raskin, D-Md.," "(R-Wisconsin)". */
bool rl_is_behind_party(const rl_text *text, size_t hyphen)
{
    if (hyphen < 2)
        return false;
    const rl_token *party = &text->tokens[hyphen - 1], *before = &text->tokens[hyphen - 2];
    return party->fold_length == 1 && memchr("rdi", text->folded[party->fold], 3) != NULL &&
           (rl_token_is(text, before, ",", 1) || rl_token_is(text, before, "(", 1));
}

/* Can a candidate end after token `t`, which follows other tokens of it? */
static bool can_end(const rl_recogniser *r, size_t t)
{
    const rl_token *token = token_at(r, t);
    if (is_capital(r, t))
        return true;
    return token->shape == RL_SHAPE_NUMBER && t > 0 && is_capital(r, t - 1) &&
           (token->flags & RL_TOKEN_LINE_BEFORE) == 0 && token->fold_length <= 4;
}

static bool add(rl_recogniser *r, size_t first, size_t last)
{
    rl_candidate *candidates =
        rl_array_grow(r->candidates, &r->candidate_capacity, r->candidate_count + 1, sizeof *candidates);
    if (candidates == NULL)
        return false;
    r->candidates = candidates;
    candidates[r->candidate_count++] = (rl_candidate){
        .first = (uint32_t)first,
        .last = (uint32_t)last,
        .hit = RL_NONE,
        .pattern = RL_NONE,
        .user_type = RL_NONE,
    };
    return true;
}

/* All spans that begin at `first`. */
static bool add_spans(rl_recogniser *r, size_t first, size_t end)
{
    size_t words = 1, connectors = 0;
    if (is_capital(r, first) && !add(r, first, first + 1))
        return false;
    for (size_t t = first + 1; t < end && words < RL_SPAN_LONGEST && connectors <= 2; t++) {
        if ((token_at(r, t)->flags & RL_TOKEN_LINE_BEFORE) != 0 && rl_token_line_breaks(r->findings->text, t) > 1)
            break;
        if (can_end(r, t) || (connectors > 0 && rl_ends_eastern(r, first, t))) {
            words++;
            connectors = 0;
            if (!add(r, first, t + 1))
                return false;
        } else if (is_connector(r, t)) {
            connectors++;
        } else {
            break;
        }
    }
    return true;
}

static bool add_runs(rl_recogniser *r, const rl_sentence *sentence)
{
    for (; r->next_start < r->start_count && r->starts[r->next_start] < sentence->last; r->next_start++) {
        size_t t = r->starts[r->next_start];
        if (t < sentence->first)
            continue;
        bool begins = is_capital(r, t) || (is_particle(r, t) && t + 1 < sentence->last &&
                                           (is_capital(r, t + 1) || token_at(r, t + 1)->shape == RL_SHAPE_HYPHEN));
        if (begins && !add_spans(r, t, sentence->last))
            return false;
    }
    return true;
}

static bool is_entity_hit(const rl_hit *hit)
{
    return hit->kind != RL_NAME_LEXICON && hit->kind != RL_NAME_DEMONYM;
}

static int compare(const void *a, const void *b)
{
    const rl_candidate *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->last < y->last ? -1 : x->last > y->last;
}

static void sort_and_unite(rl_recogniser *r, size_t from)
{
    size_t kept = from;
    qsort(r->candidates + from, r->candidate_count - from, sizeof *r->candidates, compare);
    for (size_t i = from; i < r->candidate_count; i++)
        if (kept == from || compare(&r->candidates[kept - 1], &r->candidates[i]) != 0)
            r->candidates[kept++] = r->candidates[i];
    r->candidate_count = kept;
}

/* Among candidates that are sorted, of which *from is behind none that begins at `first` and moves on: what is looked for
 * is sorted too. */
static rl_candidate *find(rl_recogniser *r, size_t *from, size_t to, uint32_t first, uint32_t last)
{
    while (*from < to && r->candidates[*from].first < first)
        ++*from;
    size_t i = *from;
    while (i < to && r->candidates[i].first == first && r->candidates[i].last < last)
        i++;
    bool found = i < to && r->candidates[i].first == first && r->candidates[i].last == last;
    return found ? &r->candidates[i] : NULL;
}

/* Most of what was found is among the spans of the runs, which are sorted: it is not added again. */
static bool add_found(rl_recogniser *r, const rl_sentence *sentence, size_t from)
{
    const rl_findings *f = r->findings;
    size_t runs = r->candidate_count, at = from;
    for (size_t i = r->next_hit; i < f->hit_count && f->hits[i].first < sentence->last; i++) {
        const rl_hit *hit = &f->hits[i];
        bool is_wanted = is_entity_hit(hit) && hit->last <= sentence->last;
        if (is_wanted && find(r, &at, runs, hit->first, hit->last) == NULL && !add(r, hit->first, hit->last))
            return false;
    }
    at = from;
    for (size_t i = r->next_pattern; i < f->pattern_count && f->patterns[i].first < sentence->last; i++) {
        const rl_pattern_hit *hit = &f->patterns[i];
        bool is_wanted = hit->last <= sentence->last;
        if (is_wanted && find(r, &at, runs, hit->first, hit->last) == NULL && !add(r, hit->first, hit->last))
            return false;
    }
    if (r->candidate_count > runs)
        sort_and_unite(r, from);
    return true;
}

/* Tells each candidate where its hits and pattern hits begin, and moves on to the next sentence. */
static void link_found(rl_recogniser *r, const rl_sentence *sentence, size_t from)
{
    const rl_findings *f = r->findings;
    size_t at = from;
    for (; r->next_hit < f->hit_count && f->hits[r->next_hit].first < sentence->last; r->next_hit++) {
        const rl_hit *hit = &f->hits[r->next_hit];
        rl_candidate *c = is_entity_hit(hit) ? find(r, &at, r->candidate_count, hit->first, hit->last) : NULL;
        if (c != NULL && c->hit == RL_NONE)
            c->hit = (uint32_t)r->next_hit;
        /* "Postmedia Network Inc." is the listed "Postmedia Network". */
        c = is_entity_hit(hit) && hit->last < sentence->last && rl_is_ending(r, hit->last)
                ? find(r, &at, r->candidate_count, hit->first, hit->last + 1)
                : NULL;
        if (c != NULL && c->hit == RL_NONE)
            c->hit = (uint32_t)r->next_hit;
    }
    at = from;
    for (; r->next_pattern < f->pattern_count && f->patterns[r->next_pattern].first < sentence->last;
         r->next_pattern++) {
        const rl_pattern_hit *hit = &f->patterns[r->next_pattern];
        rl_candidate *c = find(r, &at, r->candidate_count, hit->first, hit->last);
        if (c != NULL && c->pattern == RL_NONE)
            c->pattern = (uint32_t)r->next_pattern;
    }
}

bool rl_candidates_make(rl_recogniser *r)
{
    const rl_text *text = r->findings->text;
    size_t *starts =
        rl_array_grow(r->sentence_starts, &r->sentence_capacity, text->sentence_count + 1, sizeof *starts);
    if (starts == NULL)
        return false;
    r->sentence_starts = starts;
    r->candidate_count = r->next_start = r->next_hit = r->next_pattern = 0;
    for (size_t s = 0; s < text->sentence_count; s++) {
        size_t from = r->candidate_count;
        starts[s] = from;
        if (!add_runs(r, &text->sentences[s]) || !add_found(r, &text->sentences[s], from))
            return false;
        link_found(r, &text->sentences[s], from);
    }
    starts[text->sentence_count] = r->candidate_count;
    return true;
}
