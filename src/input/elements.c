/* Two tables, searched by halving, and the way class names are read: a name is cut into words at hyphens, underlines and
 * capitals, and only its first and last word count, because "article-comments" are comments and "no-sidebar" is no
 * sidebar. */
#include "input/elements.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define CONTAINER (RL_ELEMENT_BLOCK | RL_ELEMENT_CONTAINER)
#define HEADING (RL_ELEMENT_BLOCK | RL_ELEMENT_HEADING)
#define ASIDE (CONTAINER | RL_ELEMENT_ASIDE)
#define UNSEEN RL_ELEMENT_UNSEEN

typedef struct element {
    const char *name;
    unsigned flags;
} element;

/* Sorted by name. */
static const element ELEMENTS[] = {
    {"a", RL_ELEMENT_LINK},
    {"address", CONTAINER},
    {"article", CONTAINER | RL_ELEMENT_ARTICLE},
    {"aside", ASIDE},
    {"audio", UNSEEN},
    {"blockquote", CONTAINER},
    {"body", CONTAINER | RL_ELEMENT_ROOT | RL_ELEMENT_OPTIONAL_END},
    {"br", RL_ELEMENT_BREAK},
    {"button", RL_ELEMENT_ASIDE},
    {"canvas", UNSEEN},
    {"caption", RL_ELEMENT_BLOCK},
    {"center", CONTAINER},
    {"datalist", UNSEEN},
    {"dd", RL_ELEMENT_BLOCK | RL_ELEMENT_OPTIONAL_END},
    {"details", CONTAINER},
    {"dialog", ASIDE},
    {"div", CONTAINER},
    {"dl", CONTAINER},
    {"dt", RL_ELEMENT_BLOCK | RL_ELEMENT_OPTIONAL_END},
    {"fieldset", CONTAINER},
    {"figcaption", ASIDE},
    {"figure", CONTAINER},
    {"footer", ASIDE},
    {"form", CONTAINER | RL_ELEMENT_FORM},
    {"h1", HEADING | RL_ELEMENT_TITLE_LINE},
    {"h2", HEADING},
    {"h3", HEADING},
    {"h4", HEADING},
    {"h5", HEADING},
    {"h6", HEADING},
    {"head", UNSEEN | RL_ELEMENT_OPTIONAL_END},
    {"header", CONTAINER},
    {"hgroup", CONTAINER},
    {"hr", RL_ELEMENT_BLOCK},
    {"html", CONTAINER | RL_ELEMENT_ROOT | RL_ELEMENT_OPTIONAL_END},
    {"iframe", UNSEEN},
    {"label", RL_ELEMENT_ASIDE},
    {"legend", RL_ELEMENT_BLOCK | RL_ELEMENT_ASIDE},
    {"li", RL_ELEMENT_BLOCK | RL_ELEMENT_ITEM | RL_ELEMENT_OPTIONAL_END},
    {"main", CONTAINER | RL_ELEMENT_MAIN},
    {"menu", ASIDE},
    {"nav", ASIDE},
    {"noscript", UNSEEN},
    {"object", UNSEEN},
    {"ol", CONTAINER},
    {"optgroup", UNSEEN},
    {"option", UNSEEN | RL_ELEMENT_OPTIONAL_END},
    {"p", RL_ELEMENT_BLOCK | RL_ELEMENT_PARAGRAPH | RL_ELEMENT_OPTIONAL_END},
    {"pre", RL_ELEMENT_BLOCK | RL_ELEMENT_PARAGRAPH | RL_ELEMENT_AS_SET},
    {"script", UNSEEN},
    {"section", CONTAINER},
    {"select", UNSEEN},
    {"style", UNSEEN},
    {"summary", RL_ELEMENT_BLOCK},
    {"svg", UNSEEN},
    {"table", CONTAINER},
    {"tbody", CONTAINER | RL_ELEMENT_OPTIONAL_END},
    {"td", CONTAINER | RL_ELEMENT_OPTIONAL_END},
    {"template", UNSEEN},
    {"textarea", UNSEEN},
    {"tfoot", CONTAINER | RL_ELEMENT_OPTIONAL_END},
    {"th", CONTAINER | RL_ELEMENT_OPTIONAL_END},
    {"thead", CONTAINER | RL_ELEMENT_OPTIONAL_END},
    {"title", UNSEEN},
    {"tr", CONTAINER | RL_ELEMENT_OPTIONAL_END},
    {"ul", CONTAINER},
    {"video", UNSEEN},
};

static int compare_element(const void *name, const void *row)
{
    return strcmp(name, ((const element *)row)->name);
}

unsigned rl_element_flags(const char *name)
{
    const element *found =
        bsearch(name, ELEMENTS, sizeof ELEMENTS / sizeof ELEMENTS[0], sizeof ELEMENTS[0], compare_element);
    return found == NULL ? 0 : found->flags;
}

/* ---- class names ---- */

/* Sorted. */
static const char *const FURNITURE[] = {
    "ad",
    "adbox",
    "ads",
    "adslot",
    "adunit",
    "advert",
    "advertisement",
    "advertising",
    "adverts",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "commenting",
    "comments",
    "complementary",
    "consent",
    "contentinfo",
    "cookie",
    "cookies",
    "dialog",
    "disqus",
    "footer",
    "gdpr",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "popular",
    "popup",
    "promo",
    "promos",
    "promotion",
    "recirc",
    "recirculation",
    "recommendations",
    "recommended",
    "registration",
    "related",
    "replies",
    "respond",
    "responses",
    "share",
    "sharebar",
    "sharing",
    "sidebar",
    "signin",
    "signup",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "toolbar",
    "trending",
};
static const char *const DENIALS[] = {"has", "is", "no", "not", "with", "without"};

enum { LONGEST_WORD = 20 };

/* The words of one class name that matter. */
typedef struct name_words {
    char first[LONGEST_WORD];
    char last[LONGEST_WORD];
    bool denied;
} name_words;

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_word_char(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static int compare_word(const void *word, const void *row)
{
    return strcmp(word, *(const char *const *)row);
}

static bool is_in(const char *word, const char *const *words, size_t count)
{
    return bsearch(word, words, count, sizeof *words, compare_word) != NULL;
}

/* The next word of a class name in small letters; words that are too long are cut. Empty at the end of the name. */
static const char *next_word(const char *at, char ret[LONGEST_WORD])
{
    size_t length = 0;
    while (*at != '\0' && *at != ' ' && *at != '\t' && *at != '\n' && !is_word_char(*at))
        at++;
    for (const char *start = at; is_word_char(*at); at++) {
        if (at > start && is_upper(*at) && !is_upper(at[-1]))
            break;
        if (length + 1 < LONGEST_WORD)
            ret[length++] = (char)(is_upper(*at) ? *at | 0x20 : *at);
    }
    ret[length] = '\0';
    return at;
}

static const char *read_name(const char *at, name_words *ret)
{
    char word[LONGEST_WORD];
    *ret = (name_words){0};
    for (;;) {
        at = next_word(at, word);
        if (word[0] == '\0')
            return at;
        if (ret->first[0] == '\0')
            memcpy(ret->first, word, sizeof word);
        memcpy(ret->last, word, sizeof word);
        ret->denied |= is_in(word, DENIALS, sizeof DENIALS / sizeof DENIALS[0]);
    }
}

bool rl_names_furniture(const char *names)
{
    const size_t count = sizeof FURNITURE / sizeof FURNITURE[0];
    for (const char *at = names; *at != '\0';) {
        name_words words;
        const char *end = read_name(at, &words);
        if (!words.denied && words.first[0] != '\0' &&
            (is_in(words.first, FURNITURE, count) || is_in(words.last, FURNITURE, count)))
            return true;
        at = *end == '\0' ? end : end + 1;
    }
    return false;
}
