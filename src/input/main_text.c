/* Telling the article from menus, related links and comments, by shallow features as in C. Kohlschütter, P. Fankhauser
 * and W. Nejdl, "Boilerplate detection using shallow text features" (WSDM 2010): how many words a block has, how many of
 * them are links, and the same of its neighbours. The decision tree is theirs. Around it: elements and class names that
 * say themselves that they are no article are left out first; then the text is looked for in the innermost element that
 * holds nearly all of what the tree takes for content, which leaves out what stands beside the article. */
#include "input/main_text.h"

#include "base/hash.h"
#include "input/metadata.h"

#include <string.h>

enum {
    FEWEST_WORDS = 50,     /* with less than that, names of furniture may have taken away too much */
    LONGEST_HEADLINE = 40, /* words */
    HEADLINE_WITHIN = 12,  /* blocks before the text */
    NEARLY_ALL = 80,       /* percent */
    LONGEST_DATE_LINE = 200
};

/* What is left out from the start. */
typedef enum strictness { STRICT = 0, FORMS_TOO, LOOSE } strictness;

static bool is_left_out(const rl_block *b, strictness how)
{
    if ((b->flags & RL_ELEMENT_ASIDE) != 0)
        return true;
    return (how < LOOSE && b->furniture) || (how == STRICT && (b->flags & RL_ELEMENT_FORM) != 0);
}

/* ---- the tree ---- */

typedef struct shape {
    double words;
    double links; /* share of the words */
} shape;

static shape shape_of(const rl_block *b)
{
    if (b == NULL || b->words == 0)
        return (shape){0, 0};
    return (shape){b->words, (double)b->linked / b->words};
}

static bool is_content(const rl_block *before, const rl_block *block, const rl_block *after)
{
    shape p = shape_of(before), c = shape_of(block), n = shape_of(after);
    if (c.links > 1.0 / 3)
        return false;
    if (p.links > 5.0 / 9)
        return c.words > 40 || n.words > 17;
    return c.words > 16 || n.words > 15 || p.words > 4;
}

/* Marks the blocks that are content, and returns their words. Headings wait for the text below them. */
static size_t mark(rl_page *page, strictness how)
{
    size_t words = 0;
    rl_block *before = NULL, *block = NULL;
    for (size_t i = 0; i <= page->block_count; i++) {
        rl_block *after = i < page->block_count ? &page->blocks[i] : NULL;
        if (after != NULL) {
            after->kept = false;
            if (is_left_out(after, how))
                continue;
        }
        if (block != NULL && (block->flags & RL_ELEMENT_HEADING) == 0)
            block->kept = is_content(before, block, after);
        words += block != NULL && block->kept ? block->words : 0;
        before = block;
        block = after;
    }
    return words;
}

/* Very short pages give the tree nothing to go by: paragraphs without links are their text. */
static size_t mark_paragraphs(rl_page *page, strictness how)
{
    size_t words = 0;
    for (size_t i = 0; i < page->block_count; i++) {
        rl_block *b = &page->blocks[i];
        unsigned wanted = RL_ELEMENT_PARAGRAPH | RL_ELEMENT_ARTICLE | RL_ELEMENT_MAIN | RL_ELEMENT_ROOT;
        b->kept = !is_left_out(b, how) && (b->flags & wanted) != 0 && b->linked * 3 <= b->words;
        words += b->kept ? b->words : 0;
    }
    return words;
}

static strictness mark_best(rl_page *page)
{
    size_t words[LOOSE + 1] = {0};
    strictness how = STRICT;
    for (int i = STRICT; i <= LOOSE; i++) {
        words[i] = mark(page, (strictness)i);
        if (words[i] >= FEWEST_WORDS)
            break;
    }
    for (int i = FORMS_TOO; i <= LOOSE; i++)
        if (words[i] > 4 * words[how])
            how = (strictness)i;
    if (mark(page, how) == 0)
        (void)mark_paragraphs(page, how);
    return how;
}

/* ---- where the article is ---- */

static void count_words(rl_page *page)
{
    for (size_t i = 0; i < page->container_count; i++)
        page->containers[i].words = 0;
    for (size_t i = 0; i < page->block_count; i++)
        if (page->blocks[i].kept)
            page->containers[page->blocks[i].container].words += page->blocks[i].words;
    for (size_t i = page->container_count; i-- > 1;)
        if (page->containers[i].parent != RL_NONE)
            page->containers[page->containers[i].parent].words += page->containers[i].words;
}

/* Elements that hold more than half of the words lie one inside the other, so the last of them is the innermost. */
static size_t find_article(const rl_page *page)
{
    size_t total = page->containers[0].words, article = 0, innermost = 0;
    for (size_t i = 0; i < page->container_count; i++) {
        const rl_container *c = &page->containers[i];
        if ((c->flags & RL_ELEMENT_ARTICLE) != 0 && (size_t)c->words * 2 > total)
            article = i;
        if ((size_t)c->words * 100 >= total * NEARLY_ALL)
            innermost = i;
    }
    return article != 0 ? article : innermost;
}

/* Articles inside an article are comments or teasers, unless they are most of it. */
static bool has_others(const rl_page *page, const rl_container *chosen)
{
    size_t own = 0;
    for (size_t i = 0; i < page->block_count; i++)
        if (page->blocks[i].kept && page->containers[page->blocks[i].container].article == chosen->article)
            own += page->blocks[i].words;
    return (chosen->flags & RL_ELEMENT_ARTICLE) != 0 && own * 2 > chosen->words;
}

static void keep_inside(rl_page *page, size_t article)
{
    const rl_container *chosen = &page->containers[article];
    bool without_others = has_others(page, chosen);
    for (size_t i = 0; i < page->block_count; i++) {
        rl_block *b = &page->blocks[i];
        bool inside = b->container >= article && b->container <= chosen->last;
        bool other = without_others && page->containers[b->container].article != chosen->article;
        b->kept = b->kept && inside && !other;
    }
}

/* Short paragraphs and items between the first and the last piece of content are content too. */
static void fill_gaps(rl_page *page, size_t article, strictness how)
{
    size_t first = page->block_count, last = 0;
    const rl_container *chosen = &page->containers[article];
    for (size_t i = 0; i < page->block_count; i++) {
        if (!page->blocks[i].kept)
            continue;
        first = first < i ? first : i;
        last = i;
    }
    for (size_t i = first; i < last; i++) {
        rl_block *b = &page->blocks[i];
        bool inside = b->container >= article && b->container <= chosen->last;
        bool alike = page->containers[b->container].article == page->containers[page->blocks[first].container].article;
        bool written = (b->flags & (RL_ELEMENT_PARAGRAPH | RL_ELEMENT_ITEM)) != 0 && b->linked * 3 <= b->words;
        b->kept |= inside && alike && written && !is_left_out(b, how);
    }
}

/* ---- headings ---- */

static bool is_headline(const rl_block *b)
{
    return b->words > 0 && b->words <= LONGEST_HEADLINE && b->linked * 2 <= b->words;
}

/* A heading belongs to the text if text follows it. */
static void keep_headings(rl_page *page, strictness how)
{
    bool text_follows = false;
    for (size_t i = page->block_count; i-- > 0;) {
        rl_block *b = &page->blocks[i];
        if (is_left_out(b, how))
            continue;
        if ((b->flags & RL_ELEMENT_HEADING) != 0)
            b->kept = text_follows && is_headline(b);
        else
            text_follows = b->kept;
    }
}

static size_t first_kept(const rl_page *page)
{
    size_t i = 0;
    while (i < page->block_count && !page->blocks[i].kept)
        i++;
    return i;
}

static void offer_date_line(rl_page *page, const rl_block *b)
{
    char date[RL_DATE_SIZE];
    size_t length = b->end - b->start;
    if (length <= LONGEST_DATE_LINE && rl_date_of_text(page->text.bytes + b->start, length, date))
        rl_page_offer_date(page, date, strlen(date), RL_DATE_LINE);
}

/* The headline often stands outside the element that holds the text, with the byline between them. */
static void keep_headline(rl_page *page, strictness how)
{
    size_t first = first_kept(page), seen = 0;
    if (first == page->block_count)
        return;
    for (size_t i = first + 1; i-- > 0 && seen < HEADLINE_WITHIN;) {
        rl_block *b = &page->blocks[i];
        if (is_left_out(b, how))
            continue;
        seen++;
        if ((b->flags & RL_ELEMENT_TITLE_LINE) == 0 || !is_headline(b))
            continue;
        b->kept = true;
        for (size_t k = i + 1; k < page->block_count && k <= i + HEADLINE_WITHIN; k++)
            offer_date_line(page, &page->blocks[k]);
        return;
    }
}

/* ---- writing ---- */

static const char *between(const rl_block *before, const rl_block *block)
{
    bool items = (before->flags & block->flags & RL_ELEMENT_ITEM) != 0 && before->container == block->container;
    return items ? "\n" : "\n\n";
}

static bool write(rl_page *page, rl_buffer *ret)
{
    const rl_block *before = NULL;
    for (size_t i = 0; i < page->block_count; i++) {
        const rl_block *b = &page->blocks[i];
        if (!b->kept)
            continue;
        if ((before != NULL && !rl_buffer_append_string(ret, between(before, b))) ||
            !rl_buffer_append(ret, page->text.bytes + b->start, b->end - b->start))
            return false;
        if ((b->flags & RL_ELEMENT_TITLE_LINE) != 0 &&
            !rl_page_offer_title(page, page->text.bytes + b->start, b->end - b->start, RL_TITLE_HEADING))
            return false;
        before = b;
    }
    return before == NULL || rl_buffer_append_char(ret, '\n');
}

static void choose(rl_page *page)
{
    strictness how = mark_best(page);
    count_words(page);
    size_t article = find_article(page);
    keep_inside(page, article);
    fill_gaps(page, article, how);
    keep_headings(page, how);
    keep_headline(page, how);
}

bool rl_page_write_text(rl_page *page, bool all, rl_buffer *ret)
{
    for (size_t i = 0; i < page->block_count; i++)
        page->blocks[i].kept = true;
    if (!all && page->block_count > 0)
        choose(page);
    return write(page, ret);
}
