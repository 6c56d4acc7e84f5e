/* Tables of names under which sites give title and date. JSON-LD is searched without recursion, through the keys that may
 * hold an article: an array, "@graph", "mainEntity". */
#include "input/metadata.h"

#include "base/ascii.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WAITING = 256, MOST_VALUES = 10000, CHARSET_WITHIN = 4096 };

/* ---- <meta> ---- */

static const struct {
    const char *name;
    int rank;
} DATES[] = {
    {"article:published_time", RL_DATE_ARTICLE_TIME},
    {"og:article:published_time", RL_DATE_ARTICLE_TIME},
    {"datePublished", RL_DATE_ARTICLE_DATA},
    {"og:published_time", RL_DATE_META},
    {"article.published", RL_DATE_META},
    {"parsely-pub-date", RL_DATE_META},
    {"sailthru.date", RL_DATE_META},
    {"dc.date.issued", RL_DATE_META},
    {"dcterms.issued", RL_DATE_META},
    {"dcterms.created", RL_DATE_META},
    {"publication_date", RL_DATE_META},
    {"publish_date", RL_DATE_META},
    {"publish-date", RL_DATE_META},
    {"publishdate", RL_DATE_META},
    {"published_time", RL_DATE_META},
    {"pubdate", RL_DATE_META},
    {"dc.date", RL_DATE_DATA},
    {"dcterms.date", RL_DATE_DATA},
    {"date", RL_DATE_DATA},
};

bool rl_metadata_meta(rl_page *page, const char *name, const char *content)
{
    if (rl_ascii_same(name, "og:title"))
        return rl_page_offer_title(page, content, strlen(content), RL_TITLE_OPEN_GRAPH);
    for (size_t i = 0; i < sizeof DATES / sizeof DATES[0]; i++)
        if (rl_ascii_same(name, DATES[i].name))
            rl_page_offer_date(page, content, strlen(content), DATES[i].rank);
    return true;
}

/* ---- JSON-LD ---- */

typedef struct waiting {
    const json_t *values[MOST_WAITING];
    size_t count;
} waiting;

static void push(waiting *w, const json_t *value)
{
    if (value != NULL && w->count < MOST_WAITING && (json_is_object(value) || json_is_array(value)))
        w->values[w->count++] = value;
}

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static bool names_article(const json_t *type)
{
    static const char *const ARTICLES[] = {"Article", "Posting", "Report", "Review"};
    const char *text = json_string_value(json_is_array(type) ? json_array_get(type, 0) : type);
    for (size_t i = 0; text != NULL && i < sizeof ARTICLES / sizeof ARTICLES[0]; i++)
        if (ends_in(text, ARTICLES[i]))
            return true;
    return false;
}

static void read_object(rl_page *page, const json_t *object, waiting *w)
{
    static const char *const INSIDE[] = {"mainEntity", "mainEntityOfPage", "@graph"};
    const json_t *date = json_object_get(object, "datePublished");
    int rank = names_article(json_object_get(object, "@type")) ? RL_DATE_ARTICLE_DATA : RL_DATE_DATA;
    if (json_is_string(date))
        rl_page_offer_date(page, json_string_value(date), json_string_length(date), rank);
    for (size_t i = 0; i < sizeof INSIDE / sizeof INSIDE[0]; i++)
        push(w, json_object_get(object, INSIDE[i]));
}

void rl_metadata_json(rl_page *page, const char *bytes, size_t length)
{
    json_t *root = json_loadb(bytes, length, JSON_ALLOW_NUL, NULL);
    waiting w = {.count = 0};
    push(&w, root);
    for (size_t seen = 0; w.count > 0 && seen < MOST_VALUES; seen++) {
        const json_t *value = w.values[--w.count];
        if (json_is_object(value))
            read_object(page, value, &w);
        for (size_t i = json_array_size(value); i > 0; i--) /* the first comes first */
            push(&w, json_array_get(value, i - 1));
    }
    json_decref(root);
}

/* ---- the declared encoding ---- */

static bool is_name_char(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '_' || c == ':';
}

/* Both <meta charset="x"> and <meta http-equiv="Content-Type" content="text/html; charset=x"> have "charset=x" in a
 * <meta>. */
void rl_metadata_charset(const char *bytes, size_t length, char ret[RL_METADATA_CHARSET])
{
    const char *end = bytes + (length < CHARSET_WITHIN ? length : CHARSET_WITHIN);
    ret[0] = '\0';
    for (const char *at = bytes; (at = memchr(at, '<', (size_t)(end - at))) != NULL; at++) {
        if (end - at < 6 || !rl_ascii_same_bytes(at, "<meta", 5))
            continue;
        const char *close = memchr(at, '>', (size_t)(end - at));
        for (const char *c = at; close != NULL && c + 8 < close; c++) {
            if (!rl_ascii_same_bytes(c, "charset=", 8))
                continue;
            c += 8;
            c += *c == '"' || *c == '\'';
            size_t used = 0;
            while (c < close && is_name_char(*c) && used + 1 < RL_METADATA_CHARSET)
                ret[used++] = *c++;
            ret[used] = '\0';
            return;
        }
    }
}
