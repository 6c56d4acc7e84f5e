/* The relate stage: which entities of a document appear together, how often, and where that is said best. */
#ifndef RL_RELATE_RELATE_H
#define RL_RELATE_RELATE_H

#include "base/error.h"
#include "base/memory.h"
#include "model/mention.h"
#include "model/network.h"
#include "model/text.h"

/* The windows in which two mentions are together. A window counts a pair once. In a window of more than 1,000 entities
 * each meets only those named last before it, the fewer the more there are (half a million pairs in all). */
typedef struct rl_window {
    relata_window kind;
    size_t tokens; /* for RELATA_WINDOW_TOKENS: fixed blocks of so many words inside a paragraph */
} rl_window;

/* Where a pair is shown: the stretch of text from one mention to the other. */
typedef struct rl_shown {
    uint32_t rank; /* lower is better */
    uint32_t first; /* tokens: where the earlier mention begins, … */
    uint32_t last;  /* … where the later one ends, exclusive */
} rl_shown;

typedef struct rl_pair {
    uint32_t a; /* entities of the document, a < b */
    uint32_t b;
    uint32_t line;
    uint32_t count; /* windows that hold both */
    size_t shown_count;
    rl_shown shown[RL_EVIDENCE_LIMIT]; /* best first, no two with the same text */
} rl_pair;

/* One time that two entities stand in one window. */
typedef struct rl_meeting {
    uint32_t a;
    uint32_t b;
    uint32_t line;
    uint32_t window;
    rl_shown shown;
} rl_meeting;

/* An entity in the list of those that a window has named so far. */
typedef struct rl_recent {
    size_t mention; /* its latest */
    uint32_t before; /* the neighbours in the list: entity + 1, 0 for its ends */
    uint32_t after;
    bool there;
} rl_recent;

/* An entity stands in a window. */
typedef struct rl_presence {
    uint32_t window;
    uint32_t entity;
    uint32_t line; /* as rl_pair.line */
} rl_presence;

/* A thread's own memory; a zeroed one is empty. */
typedef struct rl_relater {
    rl_meeting *meetings;
    size_t meeting_count;
    size_t meeting_capacity;
    rl_pair *pairs; /* sorted by a, then b, then line */
    size_t pair_count;
    size_t pair_capacity;
    rl_presence *presences; /* sorted by window, then entity, each once */
    size_t presence_count;
    size_t presence_capacity;
    const uint32_t *lines;   /* lent, by mention; NULL: none */
    bool whole;              /* the document is one window */
    rl_mention *outside;     /* mentions outside of lines */
    size_t outside_capacity;
    uint32_t *windows; /* by mention */
    size_t window_capacity;
    rl_recent *recent; /* by entity + 1 */
    size_t recent_capacity;
} rl_relater;

/* Finds the pairs of a document whose mentions have their entities; they are in relater->pairs until the next call, and which
 * windows hold which entities in relater->presences.
 * `lines`, which may be NULL, has for each mention the number of its line or RL_NONE; a window lies inside one line, and
 * what meets there is a pair of that line. Only if the whole document is one window are pairs of no line: then they are
 * shown outside of lines, if both stand there. */
relata_status rl_relate_document(rl_relater *relater, const rl_window *window, const rl_text *text,
                                 const rl_mention *mentions, const uint32_t *lines, size_t count,
                                 relata_error *err);

/* Appends the text that shows a pair: the sentence, or the sentences, that hold both, white space collapsed. Where that
 * is longer than RL_EVIDENCE_TEXT_LIMIT, a stretch around the two. */
bool rl_shown_text(const rl_text *text, const rl_shown *shown, rl_buffer *ret);

void rl_relater_free(rl_relater *relater);

#endif
