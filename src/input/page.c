/* Making and freeing pages, and keeping the best of what they say about themselves. */
#include "input/page.h"

#include <stdlib.h>
#include <string.h>

void rl_page_clear(rl_page *page)
{
    rl_buffer_clear(&page->text);
    rl_buffer_clear(&page->title);
    page->block_count = page->container_count = 0;
    page->title_rank = page->date_rank = RL_PAGE_RANK_NONE;
    page->date[0] = '\0';
    page->is_cut = page->is_deep = false;
}

void rl_page_free(rl_page *page)
{
    rl_buffer_free(&page->text);
    rl_buffer_free(&page->title);
    free(page->blocks);
    free(page->containers);
    *page = (rl_page){0};
}

void rl_page_offer_date(rl_page *page, const char *text, size_t length, int rank)
{
    char date[RL_DATE_SIZE];
    if (rank >= page->date_rank || !rl_date_of_field(text, length, date))
        return;
    memcpy(page->date, date, sizeof date);
    page->date_rank = rank;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\0';
}

bool rl_page_offer_title(rl_page *page, const char *text, size_t length, int rank)
{
    size_t i = 0;
    while (i < length && is_space(text[i]))
        i++;
    if (i == length || rank >= page->title_rank)
        return true;
    rl_buffer_clear(&page->title);
    page->title_rank = rank;
    while (i < length) {
        size_t start = i;
        while (i < length && !is_space(text[i]))
            i++;
        if ((page->title.length > 0 && !rl_buffer_append_char(&page->title, ' ')) ||
            !rl_buffer_append(&page->title, text + start, i - start))
            return false;
        while (i < length && is_space(text[i]))
            i++;
    }
    return true;
}
