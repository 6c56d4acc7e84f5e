/* An HTML page in pieces: blocks of text, the elements that hold them, and what the page says about itself. html.c fills
 * it, main_text.c chooses what of it is the article. */
#ifndef RL_INPUT_PAGE_H
#define RL_INPUT_PAGE_H

#include "base/error.h"
#include "base/memory.h"
#include "input/date.h"
#include "input/elements.h"

#include <stdint.h>

/* Pages beyond this are refused. */
#define RL_PAGE_LIMIT ((size_t)1 << 26)

/* A stretch of text between two block elements, white space collapsed. */
typedef struct rl_block {
    uint32_t start; /* bytes in rl_page.text */
    uint32_t end;
    uint32_t words;
    uint32_t linked; /* words inside links */
    uint32_t container;
    unsigned flags; /* RL_ELEMENT_*: of the innermost block element, and ASIDE, FORM of any around it */
    bool furniture; /* an element around it has a name that speaks of furniture */
    bool kept;
} rl_block;

/* An element that holds blocks, numbered in the order of the page; those inside it have the numbers up to `last`. */
typedef struct rl_container {
    uint32_t parent; /* RL_NONE for the first */
    uint32_t last;
    uint32_t article; /* the innermost article around it, itself included, or RL_NONE */
    uint32_t words;   /* of what looks like main text */
    unsigned flags;
} rl_container;

/* Where a date or a title is from: lower is better. */
enum { RL_PAGE_RANK_NONE = 100 };

/* A zeroed page is an empty one. */
typedef struct rl_page {
    rl_buffer text;
    rl_block *blocks;
    size_t block_count;
    size_t block_capacity;
    rl_container *containers;
    size_t container_count;
    size_t container_capacity;
    rl_buffer title;
    int title_rank;
    char date[RL_DATE_SIZE]; /* "" if the page says none */
    int date_rank;
    bool is_cut;  /* the page breaks off */
    bool is_deep; /* elements were nested so deeply that the rest was not read */
} rl_page;

void rl_page_clear(rl_page *page); /* empties, keeps the room */
void rl_page_free(rl_page *page);

/* Takes a date, as written, if it is one and better than what was known. */
void rl_page_offer_date(rl_page *page, const char *text, size_t length, int rank);

/* Takes a title, white space collapsed, if it is one and better than what was known. False if there is no memory. */
bool rl_page_offer_title(rl_page *page, const char *text, size_t length, int rank);

#endif
