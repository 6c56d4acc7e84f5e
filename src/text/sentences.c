/* Sentences and paragraphs, decided at those gaps between two tokens that the tokeniser noted because no plain word stands
 * before them, and at the edges of furniture.
 *
 * A blank line ends a paragraph. A single line break does too, unless the document is wrapped at a fixed width, which
 * shows in lines that go on in small letters. A full stop ends a sentence if what follows can begin one; the full stop
 * of an abbreviation only if a word follows that begins sentences and not names ("the U.S. The deal", but "U.S.
 * Steel"). Scraping loses the space after full stops and the line breaks around furniture, so both are looked for. */
#include "text/sentences.h"

#include "text/marks.h"

#include <string.h>

typedef enum gap { GAP_NONE, GAP_SENTENCE, GAP_LINE, GAP_PARAGRAPH } gap;

typedef struct splitter {
    rl_text_worker *worker;
    const rl_text_rules *rules;
    rl_text *text;
    bool wrapped;
    size_t gap;    /* the next one of the worker's gaps … */
    size_t edge;   /* … and of the edges of furniture */
    size_t passed; /* gaps up to the first token of the sentence */
    size_t first;  /* token of the sentence */
    uint32_t paragraph;
    bool begins_line;
} splitter;

static unsigned roles_of(const rl_text *text, const rl_token *token)
{
    return rl_mark_roles(text->bytes + token->start, token->end - token->start);
}

static bool is_closer(const rl_text *text, const rl_token *token)
{
    return token->shape == RL_SHAPE_PUNCTUATION && (token->flags & RL_TOKEN_SPACE_BEFORE) == 0 &&
           (roles_of(text, token) & RL_MARK_CLOSER) != 0;
}

static bool is_opener(const rl_text *text, const rl_token *token)
{
    return !rl_token_is_word(token) && (roles_of(text, token) & RL_MARK_OPENER) != 0;
}

static bool is_bullet(const rl_text *text, const rl_token *token)
{
    return !rl_token_is_word(token) && (roles_of(text, token) & RL_MARK_BULLET) != 0;
}

static bool is_terminator(const rl_text *text, const rl_token *token)
{
    return token->shape == RL_SHAPE_PUNCTUATION && (roles_of(text, token) & RL_MARK_TERMINATOR) != 0;
}

/* The token that would end a sentence before token `i`: the last one, closing quotes and brackets aside. */
static size_t last_before(const rl_text *text, size_t i)
{
    size_t j = i - 1;
    while (j > 0 && j + 3 > i - 1 && is_closer(text, &text->tokens[j]))
        j--;
    return j;
}

/* Can a sentence begin with token `i`? */
static bool can_begin(const rl_text *text, size_t i)
{
    for (size_t t = i; t < text->token_count && t < i + 3; t++) {
        const rl_token *token = &text->tokens[t];
        if (rl_token_is_capital(token) || token->shape == RL_SHAPE_NUMBER)
            return true;
        if (!is_opener(text, token) && !rl_token_is_ornament(text, token))
            return false;
    }
    return false;
}

/* Not "US" or "IT": in capitals they are names. */
static bool is_starter(const splitter *s, size_t i)
{
    const rl_token *token = &s->text->tokens[i];
    return token->shape == RL_SHAPE_CAPITALISED &&
           rl_string_map_find_hashed(&s->rules->starters, s->text->folded + token->fold, token->fold_length,
                                     token->hash) != RL_NONE;
}

static bool holds_full_stop(const rl_text *text, const rl_token *token)
{
    return text->bytes[token->end - 1] == '.' && rl_token_is_word(token);
}

/* "1." at the head of a list item; not the year that ends a wrapped line. */
static bool is_item_number(const rl_text *text, size_t stop)
{
    if (stop == 0)
        return false;
    const rl_token *number = &text->tokens[stop - 1];
    return number->shape == RL_SHAPE_NUMBER && number->end - number->start <= 2 &&
           (stop == 1 || (number->flags & RL_TOKEN_LINE_BEFORE) != 0);
}

static gap after_terminator(const splitter *s, size_t stop, size_t i)
{
    const rl_text *text = s->text;
    const rl_token *next = &text->tokens[i];
    if (is_item_number(text, stop))
        return GAP_NONE;
    if ((next->flags & RL_TOKEN_SPACE_BEFORE) != 0)
        return GAP_SENTENCE;
    /* "goods.Article", "Trump.The": the space was lost. Not "Yahoo!Finance" or "Node.JS". */
    bool after_word = stop > 0 && text->tokens[stop - 1].shape == RL_SHAPE_LOWER;
    return (after_word && rl_token_is_capital(next)) || is_starter(s, i) ? GAP_SENTENCE : GAP_NONE;
}

static gap sentence_gap(const splitter *s, size_t i)
{
    const rl_text *text = s->text;
    const rl_token *token = &text->tokens[i];
    if ((token->flags & RL_TOKEN_UNGLUED) != 0 && text->tokens[i - 1].shape == RL_SHAPE_LOWER)
        return GAP_SENTENCE;
    size_t j = last_before(text, i);
    if (is_terminator(text, &text->tokens[j]))
        return can_begin(text, i) ? after_terminator(s, j, i) : GAP_NONE;
    if (!holds_full_stop(text, &text->tokens[j]) || text->tokens[j].shape == RL_SHAPE_INITIAL)
        return GAP_NONE;
    return (token->flags & RL_TOKEN_SPACE_BEFORE) != 0 && is_starter(s, i) ? GAP_SENTENCE : GAP_NONE;
}

static gap line_gap(const splitter *s, size_t i)
{
    const rl_text *text = s->text;
    if (rl_token_line_breaks(text, i) >= 2)
        return GAP_PARAGRAPH;
    if (is_bullet(text, &text->tokens[i]) && i + 1 < text->token_count &&
        (text->tokens[i + 1].flags & RL_TOKEN_SPACE_BEFORE) != 0)
        return GAP_LINE;
    if (s->wrapped || text->tokens[i].shape == RL_SHAPE_LOWER)
        return sentence_gap(s, i);
    return GAP_LINE;
}

static gap gap_before(const splitter *s, size_t i)
{
    const rl_token *token = &s->text->tokens[i], *before = token - 1;
    if ((token->flags & RL_TOKEN_LINE_BEFORE) != 0) {
        gap found = line_gap(s, i);
        if (found != GAP_NONE)
            return found;
    }
    if (((token->flags ^ before->flags) & RL_TOKEN_FURNITURE) != 0)
        return GAP_SENTENCE;
    return (token->flags & RL_TOKEN_LINE_BEFORE) != 0 ? GAP_NONE : sentence_gap(s, i);
}

/* Wrapped text shows by single line breaks that are followed by small letters: at least two, and a third of all. */
static bool is_wrapped(const rl_text_worker *worker, const rl_text *text)
{
    size_t single = 0, small = 0;
    for (size_t g = 0; g < worker->gap_count; g++) {
        size_t i = worker->gaps[g];
        if (i == 0 || (text->tokens[i].flags & RL_TOKEN_LINE_BEFORE) == 0 || rl_token_line_breaks(text, i) != 1)
            continue;
        single++;
        small += text->tokens[i].shape == RL_SHAPE_LOWER;
    }
    return small >= 2 && small * 3 >= single;
}

/* ---- what kind of line a sentence is ---- */

static bool is_counted(const rl_token *token)
{
    return rl_token_is_word(token) && token->shape != RL_SHAPE_NUMBER;
}

/* Two words or more, and all of them in capitals. */
static bool is_in_capitals(const rl_text *text, const rl_sentence *sentence)
{
    size_t words = 0;
    for (size_t t = sentence->first; t < sentence->last; t++) {
        const rl_token *token = &text->tokens[t];
        if (!is_counted(token))
            continue;
        bool one_letter = token->end - token->start == 1 && rl_token_is_capital(token);
        if (token->shape != RL_SHAPE_ALL_CAPS && token->shape != RL_SHAPE_DOTTED && !one_letter)
            return false;
        words++;
    }
    return words >= 2;
}

/* Few words, and of the longer ones most with a capital. */
static bool has_capitals_of_headline(const rl_text *text, const rl_sentence *sentence)
{
    size_t words = 0, long_words = 0, long_capitals = 0;
    for (size_t t = sentence->first; t < sentence->last && words <= 30; t++) {
        const rl_token *token = &text->tokens[t];
        if (!is_counted(token))
            continue;
        words++;
        long_words += token->fold_length >= 4;
        long_capitals += token->fold_length >= 4 && rl_token_is_capital(token);
    }
    return words >= 2 && words <= 30 && long_capitals * 10 >= long_words * 6;
}

static uint32_t sentence_flags(const rl_text *text, const rl_sentence *sentence, bool whole_line)
{
    size_t j = last_before(text, sentence->last);
    if (j < sentence->first)
        j = sentence->first;
    bool stops = is_terminator(text, &text->tokens[j]) || holds_full_stop(text, &text->tokens[j]);
    uint32_t flags = stops ? 0 : RL_SENTENCE_NO_STOP;
    if (is_in_capitals(text, sentence))
        flags |= RL_SENTENCE_ALL_CAPS;
    if (whole_line && !stops && has_capitals_of_headline(text, sentence))
        flags |= RL_SENTENCE_HEADLINE;
    return flags;
}

/* A capital at the start of a sentence or of a quotation proves nothing. */
static void mark_start(rl_text *text, size_t from, size_t last)
{
    while (from < last && !rl_token_is_word(&text->tokens[from]))
        from++;
    if (from < last)
        text->tokens[from].flags |= RL_TOKEN_SENTENCE_START;
}

/* Marks the first words of the sentence and of the quotations in it. Marks that open these stand before gaps. */
static void mark_starts(splitter *s, const rl_sentence *sentence)
{
    const rl_text_worker *w = s->worker;
    mark_start(s->text, sentence->first, sentence->last);
    while (s->passed < w->gap_count && w->gaps[s->passed] <= sentence->first)
        s->passed++;
    for (; s->passed < w->gap_count && w->gaps[s->passed] < sentence->last; s->passed++) {
        const rl_token *token = &s->text->tokens[w->gaps[s->passed] - 1];
        bool apart = (token->flags & RL_TOKEN_SPACE_BEFORE) != 0 || token->end - token->start > 1;
        if (apart && token->shape != RL_SHAPE_HYPHEN && is_opener(s->text, token))
            mark_start(s->text, w->gaps[s->passed], sentence->last);
    }
}

static bool add_sentence(rl_text_worker *worker, const rl_sentence *sentence)
{
    rl_sentence *sentences =
        rl_array_grow(worker->sentences, &worker->sentence_capacity, worker->sentence_count + 1, sizeof *sentences);
    if (sentences == NULL)
        return false;
    worker->sentences = sentences;
    sentences[worker->sentence_count++] = *sentence;
    return true;
}

/* The sentence that goes on from where the one before ended up to token `last`. */
static bool close_sentence(splitter *s, size_t last, gap end)
{
    const rl_text *text = s->text;
    rl_sentence sentence = {
        .start = text->tokens[s->first].start,
        .end = text->tokens[last - 1].end,
        .first = (uint32_t)s->first,
        .last = (uint32_t)last,
        .paragraph = s->paragraph,
    };
    bool ends_line = end >= GAP_LINE;
    sentence.flags = sentence_flags(text, &sentence, s->begins_line && ends_line);
    for (size_t t = s->first; t < last; t++)
        text->tokens[t].sentence = (uint32_t)s->worker->sentence_count;
    mark_starts(s, &sentence);
    s->paragraph += ends_line;
    s->begins_line = ends_line;
    s->first = last;
    return add_sentence(s->worker, &sentence);
}

/* A list without full stops may run on for pages. */
static bool cut_long(splitter *s, size_t i)
{
    while (i - s->first > RL_SENTENCE_LONGEST)
        if (!close_sentence(s, s->first + RL_SENTENCE_LONGEST, GAP_SENTENCE))
            return false;
    return true;
}

/* The next token that a sentence may begin with, from both lists; the number of tokens at their end. */
static size_t next_gap(splitter *s)
{
    const rl_text_worker *w = s->worker;
    size_t next = s->gap < w->gap_count ? w->gaps[s->gap] : w->token_count;
    size_t edge = s->edge < w->edge_count ? w->edges[s->edge] : w->token_count;
    s->gap += next <= edge;
    s->edge += edge <= next;
    return next < edge ? next : edge;
}

static bool split(splitter *s)
{
    size_t i, count = s->text->token_count;
    while ((i = next_gap(s)) < count) {
        if (!cut_long(s, i))
            return false;
        gap found = i > s->first ? gap_before(s, i) : GAP_NONE;
        if (found == GAP_NONE && i - s->first >= RL_SENTENCE_LONGEST)
            found = GAP_SENTENCE;
        if (found != GAP_NONE && !close_sentence(s, i, found))
            return false;
    }
    return cut_long(s, count) && (count == 0 || close_sentence(s, count, GAP_PARAGRAPH));
}

bool rl_sentences_split(rl_text_worker *worker, const rl_text_rules *rules, rl_text *text)
{
    splitter s = {.worker = worker, .rules = rules, .text = text, .begins_line = true};
    s.wrapped = is_wrapped(worker, text);
    if (!split(&s))
        return false;
    text->sentences = worker->sentences;
    text->sentence_count = worker->sentence_count;
    text->paragraph_count = s.paragraph;
    return true;
}
