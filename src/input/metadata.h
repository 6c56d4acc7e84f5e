/* What a page says about itself, outside its text: <meta>, JSON-LD, <time>, microdata. */
#ifndef RL_INPUT_METADATA_H
#define RL_INPUT_METADATA_H

#include "input/page.h"

/* Where a title or a date is from, best first. */
enum {
    RL_TITLE_OPEN_GRAPH = 0,
    RL_TITLE_ELEMENT,
    RL_TITLE_HEADING,
};
enum {
    RL_DATE_ARTICLE_TIME = 0, /* <meta property="article:published_time"> */
    RL_DATE_ARTICLE_DATA,     /* JSON-LD about an article, microdata */
    RL_DATE_META,
    RL_DATE_DATA,
    RL_DATE_TIME_ELEMENT,
    RL_DATE_LINE, /* a line between headline and text */
};

/* A <meta> with this name or property (or itemprop) and content. False if there is no memory. */
bool rl_metadata_meta(rl_page *page, const char *name, const char *content);

/* A script of the type application/ld+json. What is no JSON is passed over. */
void rl_metadata_json(rl_page *page, const char *bytes, size_t length);

/* The encoding that the first bytes of a page declare, or "". */
enum { RL_METADATA_CHARSET = 40 };
void rl_metadata_charset(const char *bytes, size_t length, char ret[RL_METADATA_CHARSET]);

#endif
