/* What the elements of HTML mean for finding text, and which words in class names speak of furniture. */
#ifndef RL_INPUT_ELEMENTS_H
#define RL_INPUT_ELEMENTS_H

#include <stdbool.h>

enum {
    RL_ELEMENT_BLOCK = 1u << 0,     /* begins and ends a block of text */
    RL_ELEMENT_CONTAINER = 1u << 1, /* holds blocks; a block too */
    RL_ELEMENT_HEADING = 1u << 2,
    RL_ELEMENT_TITLE_LINE = 1u << 3, /* h1 */
    RL_ELEMENT_PARAGRAPH = 1u << 4,
    RL_ELEMENT_ITEM = 1u << 5,    /* of a list */
    RL_ELEMENT_ARTICLE = 1u << 6, /* holds one article */
    RL_ELEMENT_MAIN = 1u << 7,    /* holds the main part of a page */
    RL_ELEMENT_UNSEEN = 1u << 8,  /* what is inside is not shown as text */
    RL_ELEMENT_ASIDE = 1u << 9,   /* what is inside is no main text */
    RL_ELEMENT_FORM = 1u << 10,   /* usually no main text, but some pages are one form */
    RL_ELEMENT_LINK = 1u << 11,
    RL_ELEMENT_BREAK = 1u << 12,
    RL_ELEMENT_AS_SET = 1u << 13, /* white space stays */
    RL_ELEMENT_ROOT = 1u << 14,   /* html, body */
    RL_ELEMENT_OPTIONAL_END = 1u << 15,
    RL_ELEMENT_BODY = 1u << 16 /* the text of an article, by microdata */
};

/* The flags of an element, by its name in small letters; 0 for what stands inside a line. */
unsigned rl_element_flags(const char *name);

/* True if a list of class names, an id or a role speaks of what is no main text: "related-links", "comments". */
bool rl_names_furniture(const char *names);

#endif
