/* A page is read as a stream of events, without a tree: an element that is opened puts a frame on a stack, text goes into
 * the open block, and block elements end it. libxml2 mends what is broken, keeps to itself (no network, no entities but
 * those of HTML) and reads without recursion; its search for the element that an end tag closes is what takes long when
 * elements are nested by the million, so a page is read only to a depth that no real one has. */
#include "input/html.h"

#include "base/ascii.h"
#include "base/hash.h"
#include "input/metadata.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FRAMES = 1000, LARGEST_DATA = 1 << 20 };

typedef struct frame {
    const char *name; /* borrowed from the parser, which keeps names until it is freed */
    unsigned flags;
    unsigned block;  /* flags of the innermost block element */
    unsigned around; /* UNSEEN, ASIDE, FORM, LINK, AS_SET of any element from here out */
    uint32_t container;
    bool owns_container;
    bool furniture;
    bool collects; /* what is inside goes to `aside`: a title, or JSON-LD */
} frame;

typedef struct reading {
    rl_page *page;
    htmlParserCtxtPtr parser;
    frame frames[MOST_FRAMES];
    size_t depth;
    rl_buffer aside;
    rl_block block; /* the open one */
    bool is_open;
    bool after_space; /* the block's text goes on with a new word */
    size_t breaks;
    size_t ends_at_end; /* elements that only the end of the page closed */
    bool failed;
} reading;

/* ---- blocks ---- */

static void fail(reading *r)
{
    r->failed = true;
    xmlStopParser(r->parser);
}

static void end_block(reading *r)
{
    rl_page *page = r->page;
    r->after_space = true;
    r->breaks = 0;
    if (!r->is_open)
        return;
    r->is_open = false;
    r->block.end = (uint32_t)page->text.length;
    rl_block *blocks = rl_array_grow(page->blocks, &page->block_capacity, page->block_count + 1, sizeof *blocks);
    if (blocks == NULL) {
        fail(r);
        return;
    }
    page->blocks = blocks;
    blocks[page->block_count++] = r->block;
}

static void begin_block(reading *r, const frame *f)
{
    r->block = (rl_block){.start = (uint32_t)r->page->text.length,
                          .container = f->container,
                          .flags = f->block | (f->around & (RL_ELEMENT_ASIDE | RL_ELEMENT_FORM)),
                          .furniture = f->furniture};
    r->is_open = true;
    r->after_space = true;
}

/* One word or part of a word. */
static bool add_run(reading *r, const frame *f, const char *bytes, size_t length)
{
    rl_buffer *text = &r->page->text;
    if (r->breaks > 1)
        end_block(r);
    bool first = !r->is_open;
    if (first)
        begin_block(r, f);
    if (r->after_space) {
        r->block.words++;
        r->block.linked += (f->around & RL_ELEMENT_LINK) != 0;
        if (!first && !rl_buffer_append_char(text, r->breaks > 0 ? '\n' : ' '))
            return false;
    }
    r->after_space = false;
    r->breaks = 0;
    return rl_buffer_append(text, bytes, length);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool add_text(reading *r, const frame *f, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t start = i;
        while (i < length && is_space(bytes[i])) {
            r->breaks += bytes[i] == '\n' && (f->around & RL_ELEMENT_AS_SET) != 0 && r->is_open;
            i++;
        }
        r->after_space |= i > start;
        start = i;
        while (i < length && !is_space(bytes[i]))
            i++;
        if (i > start && !add_run(r, f, bytes + start, i - start))
            return false;
    }
    return true;
}

/* ---- elements ---- */

static const char *attribute(const xmlChar **attributes, const char *name)
{
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
        if (*attributes[0] == (xmlChar)*name && strcmp((const char *)attributes[0], name) == 0)
            return attributes[1] == NULL ? "" : (const char *)attributes[1];
    return NULL;
}

static bool says(const char *value, const char *expected)
{
    return value != NULL && rl_ascii_same(value, expected);
}

static bool is_hidden(const xmlChar **attributes)
{
    const char *style = attribute(attributes, "style");
    const char *display = style == NULL ? NULL : rl_ascii_find(style, "display");
    if (display != NULL) {
        display += strlen("display");
        display += strspn(display, " :");
        if (rl_ascii_same_bytes(display, "none", 4))
            return true;
    }
    return attribute(attributes, "hidden") != NULL;
}

/* Flags that attributes give, whatever the element. */
static unsigned flags_of_attributes(const xmlChar **attributes)
{
    const char *role = attribute(attributes, "role"), *property = attribute(attributes, "itemprop");
    unsigned flags = is_hidden(attributes) ? RL_ELEMENT_UNSEEN : 0;
    if (says(role, "main"))
        flags |= RL_ELEMENT_BLOCK | RL_ELEMENT_CONTAINER | RL_ELEMENT_MAIN;
    if (says(role, "article"))
        flags |= RL_ELEMENT_BLOCK | RL_ELEMENT_CONTAINER | RL_ELEMENT_ARTICLE;
    if (says(property, "articleBody"))
        flags |= RL_ELEMENT_BLOCK | RL_ELEMENT_CONTAINER | RL_ELEMENT_ARTICLE | RL_ELEMENT_BODY;
    return flags;
}

static bool is_named_furniture(const xmlChar **attributes, unsigned flags)
{
    static const char *const NAMES[] = {"class", "id", "role"};
    if ((flags & (RL_ELEMENT_ROOT | RL_ELEMENT_MAIN)) != 0)
        return false;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        const char *value = attribute(attributes, NAMES[i]);
        if (value != NULL && rl_names_furniture(value))
            return true;
    }
    return false;
}

static bool add_container(reading *r, frame *f)
{
    rl_page *page = r->page;
    rl_container *all =
        rl_array_grow(page->containers, &page->container_capacity, page->container_count + 1, sizeof *all);
    if (all == NULL)
        return false;
    page->containers = all;
    uint32_t number = (uint32_t)page->container_count++, parent = f->container;
    uint32_t around = parent == RL_NONE ? RL_NONE : all[parent].article;
    bool begins = (f->flags & RL_ELEMENT_ARTICLE) != 0 && (around == RL_NONE || (f->flags & RL_ELEMENT_BODY) == 0);
    all[number] =
        (rl_container){.parent = parent, .last = number, .flags = f->flags, .article = begins ? number : around};
    f->container = number;
    f->owns_container = true;
    return true;
}

static void read_metadata(reading *r, const char *name, const xmlChar **attributes, const frame *f)
{
    const char *content = attribute(attributes, "content"), *property = attribute(attributes, "property");
    const char *item = attribute(attributes, "itemprop"), *when = attribute(attributes, "datetime");
    const char *meta = attribute(attributes, "name");
    if (strcmp(name, "meta") == 0 && content != NULL) {
        const char *names[] = {property, meta, item};
        for (size_t i = 0; i < 3; i++)
            if (names[i] != NULL && !rl_metadata_meta(r->page, names[i], content))
                fail(r);
        return;
    }
    const char *date = when != NULL ? when : content;
    if (date == NULL)
        return;
    if (says(item, "datePublished"))
        rl_page_offer_date(r->page, date, strlen(date), RL_DATE_ARTICLE_DATA);
    else if (strcmp(name, "time") == 0 && !f->furniture && (f->around & (RL_ELEMENT_UNSEEN | RL_ELEMENT_ASIDE)) == 0)
        rl_page_offer_date(r->page, date, strlen(date), RL_DATE_TIME_ELEMENT);
}

static bool is_collected(const reading *r, const char *name, const xmlChar **attributes)
{
    if (strcmp(name, "title") == 0) {
        const char *parent = r->depth > 0 ? r->frames[r->depth - 1].name : "html";
        return strcmp(parent, "head") == 0 || strcmp(parent, "html") == 0 || strcmp(parent, "body") == 0;
    }
    const char *type = strcmp(name, "script") == 0 ? attribute(attributes, "type") : NULL;
    return type != NULL && rl_ascii_find(type, "ld+json") != NULL;
}

static void open_element(void *user, const xmlChar *raw_name, const xmlChar **attributes)
{
    reading *r = user;
    const char *name = (const char *)raw_name;
    const frame *outer = r->depth > 0 ? &r->frames[r->depth - 1] : NULL;
    if (r->failed)
        return;
    if (r->depth == MOST_FRAMES) {
        r->page->is_deep = true;
        xmlStopParser(r->parser);
        return;
    }
    frame f = {.name = name, .container = RL_NONE};
    if (outer != NULL)
        f = (frame){name, 0, outer->block, outer->around, outer->container, false, outer->furniture, false};
    f.flags = rl_element_flags(name) | flags_of_attributes(attributes);
    f.around |=
        f.flags & (RL_ELEMENT_UNSEEN | RL_ELEMENT_ASIDE | RL_ELEMENT_FORM | RL_ELEMENT_LINK | RL_ELEMENT_AS_SET);
    f.furniture |= is_named_furniture(attributes, f.flags);
    f.collects = is_collected(r, name, attributes);
    read_metadata(r, name, attributes, &f);
    if ((f.flags & RL_ELEMENT_BLOCK) != 0) {
        end_block(r);
        f.block = f.flags;
    }
    if ((f.flags & RL_ELEMENT_BREAK) != 0 && r->is_open) {
        r->breaks++;
        r->after_space = true;
    }
    if (((f.flags & RL_ELEMENT_CONTAINER) != 0 || r->page->container_count == 0) && !add_container(r, &f))
        fail(r);
    rl_buffer_clear(&r->aside);
    r->frames[r->depth++] = f;
}

static void use_collected(reading *r, const frame *f)
{
    if (strcmp(f->name, "title") == 0) {
        if (r->page->title_rank > RL_TITLE_ELEMENT &&
            !rl_page_offer_title(r->page, r->aside.bytes, r->aside.length, RL_TITLE_ELEMENT))
            fail(r);
    } else if (r->aside.length < LARGEST_DATA) {
        rl_metadata_json(r->page, r->aside.bytes, r->aside.length);
    }
}

static void close_frame(reading *r)
{
    const frame *f = &r->frames[--r->depth];
    if ((f->flags & RL_ELEMENT_BLOCK) != 0)
        end_block(r);
    if (f->owns_container)
        r->page->containers[f->container].last = (uint32_t)r->page->container_count - 1;
    if (f->collects && r->aside.length > 0)
        use_collected(r, f);
}

static void close_element(void *user, const xmlChar *raw_name)
{
    reading *r = user;
    size_t at = r->depth;
    while (at > 0 && strcmp(r->frames[at - 1].name, (const char *)raw_name) != 0)
        at--;
    if (at == 0 || r->failed)
        return;
    const xmlParserInput *input = r->parser->input;
    if (input != NULL && input->cur >= input->end && (r->frames[at - 1].flags & RL_ELEMENT_OPTIONAL_END) == 0)
        r->ends_at_end++;
    while (r->depth >= at)
        close_frame(r);
}

static void take_text(void *user, const xmlChar *bytes, int length)
{
    reading *r = user;
    const frame *f = r->depth > 0 ? &r->frames[r->depth - 1] : NULL;
    if (f == NULL || r->failed || length <= 0)
        return;
    bool ok = true;
    if (f->collects)
        ok = r->aside.length >= LARGEST_DATA || rl_buffer_append(&r->aside, (const char *)bytes, (size_t)length);
    else if ((f->around & RL_ELEMENT_UNSEEN) == 0)
        ok = add_text(r, f, (const char *)bytes, (size_t)length);
    if (!ok)
        fail(r);
}

/* ---- the whole ---- */

static const char *find_last(const char *bytes, size_t length, const char *word)
{
    size_t wanted = strlen(word);
    for (size_t i = length; i >= wanted; i--)
        if (bytes[i - wanted] == '<' && rl_ascii_same_bytes(bytes + i - wanted, word, wanted))
            return bytes + i - wanted;
    return NULL;
}

/* A page that ends before </body>, inside a tag or with elements open that need an end, was cut. Many whole pages leave
 * out the ends that may be left out. */
static bool is_cut(const reading *r, const char *bytes, size_t length)
{
    static const size_t TAIL = 1 << 16;
    while (length > 0 && is_space(bytes[length - 1]))
        length--;
    size_t tail = length < TAIL ? length : TAIL;
    const char *start = bytes + length - tail;
    if (find_last(start, tail, "</body") != NULL || find_last(start, tail, "</html") != NULL)
        return false;
    const char *tag = memrchr(start, '<', tail);
    bool in_tag = tag != NULL && memchr(tag, '>', (size_t)(bytes + length - tag)) == NULL;
    size_t own_end = !in_tag && tag != NULL && tag + 1 < bytes + length && tag[1] == '/' && bytes[length - 1] == '>';
    return in_tag || r->ends_at_end > own_end;
}

static xmlSAXHandler events(void)
{
    xmlSAXHandler sax;
    memset(&sax, 0, sizeof sax);
    sax.startElement = open_element;
    sax.endElement = close_element;
    sax.characters = take_text;
    sax.ignorableWhitespace = take_text;
    sax.cdataBlock = take_text;
    return sax;
}

relata_status rl_html_read(rl_page *page, const char *bytes, size_t length, relata_error *err)
{
    rl_page_clear(page);
    reading *r = calloc(1, sizeof *r);
    htmlParserCtxtPtr parser = r == NULL ? NULL : htmlNewParserCtxt();
    if (parser == NULL || length > RL_PAGE_LIMIT) {
        free(r);
        return rl_error_memory(err);
    }
    r->page = page;
    r->parser = parser;
    r->after_space = true;
    *parser->sax = events();
    parser->userData = r;
    if (length > 0)
        (void)htmlCtxtReadMemory(parser, bytes, (int)length, NULL, "UTF-8",
                                 HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                     HTML_PARSE_IGNORE_ENC);
    bool failed = r->failed || parser->errNo == XML_ERR_NO_MEMORY;
    while (r->depth > 0) /* what stopping left open */
        close_frame(r);
    end_block(r);
    page->is_cut = !page->is_deep && is_cut(r, bytes, length);
    failed |= r->failed;
    xmlFreeDoc(parser->myDoc);
    htmlFreeParserCtxt(parser);
    rl_buffer_free(&r->aside);
    free(r);
    return failed ? rl_error_memory(err) : RELATA_OK;
}

static bool begins(const char *bytes, size_t length, const char *word)
{
    size_t wanted = strlen(word);
    return length >= wanted && rl_ascii_same_bytes(bytes, word, wanted);
}

bool rl_html_is_page(const char *bytes, size_t length)
{
    static const struct {
        const char *start;
        const char *end;
    } PASSED_OVER[] = {{"\xEF\xBB\xBF", ""}, {"<!--", "-->"}, {"<?xml", ">"}};
    for (size_t i = 0; i < length;) {
        size_t before = i;
        while (i < length && is_space(bytes[i]))
            i++;
        for (size_t k = 0; k < sizeof PASSED_OVER / sizeof PASSED_OVER[0]; k++) {
            if (!begins(bytes + i, length - i, PASSED_OVER[k].start))
                continue;
            i += strlen(PASSED_OVER[k].start);
            const char *end = memmem(bytes + i, length - i, PASSED_OVER[k].end, strlen(PASSED_OVER[k].end));
            if (end == NULL)
                return false;
            i = (size_t)(end - bytes) + strlen(PASSED_OVER[k].end);
        }
        if (i == before)
            return begins(bytes + i, length - i, "<!doctype html") || begins(bytes + i, length - i, "<html");
    }
    return false;
}
