/* What the files of the match stage share. Internal to match/. */
#ifndef RL_MATCH_INTERNAL_H
#define RL_MATCH_INTERNAL_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/memory.h"
#include "base/piece.h"
#include "match/match.h"
#include "match/program.h"

/* Where a match begins. */
typedef enum rl_anchor {
    RL_ANCHOR_AFTER = 0,  /* right after the trigger */
    RL_ANCHOR_AT,         /* at the trigger's first byte */
    RL_ANCHOR_RUN,        /* at the start of the name that ends just before the trigger */
    RL_ANCHOR_LONG_RUN,   /* the same with joiners, titles and demonyms inside */
    RL_ANCHOR_APPOSITION, /* at the start of the name that ends before the last comma before the trigger */
    RL_ANCHOR_START       /* at the start of the sentence */
} rl_anchor;

/* Where the text that a match sees ends. */
typedef enum rl_until {
    RL_UNTIL_OPEN = 0, /* well after the trigger */
    RL_UNTIL_BEFORE,   /* before the trigger */
    RL_UNTIL_TRIGGER   /* at the trigger's end */
} rl_until;

/* Cheap tests before a match is tried. */
enum {
    RL_GUARD_CAPITAL = 1u << 0,
    RL_GUARD_LOWER = 1u << 1,
    RL_GUARD_CAPITAL_BEFORE = 1u << 2,
    RL_GUARD_LOWER_BEFORE = 1u << 3,
    RL_GUARD_CAPITAL_AFTER = 1u << 4,
    RL_GUARD_LOWER_AFTER = 1u << 5,
    RL_GUARD_NUMBER_AFTER = 1u << 6,
    RL_GUARD_JOINER_AFTER = 1u << 7
};

typedef struct rl_pattern_group {
    uint32_t number;
    uint32_t type; /* RL_NONE: the acronym */
    float weight;
} rl_pattern_group;

typedef struct rl_pattern {
    char *name;
    rl_classes classes; /* of its trigger */
    rl_anchor anchor;
    rl_until until;
    unsigned guards;
    pcre2_code *code;           /* NULL: `late` has it */
    struct rl_late_code *late;  /* NULL: `code` was needed at once */
    struct rl_program *program; /* the same for the machine; NULL: the expression is left to PCRE2 */
    rl_pattern_group *groups;   /* by number */
    size_t group_count;
    bool defines_acronym;
} rl_pattern;

/* What starts a pattern, and what must hold before it is tried. */
typedef struct rl_trial {
    union {
        uint64_t hash;      /* of a word */
        rl_classes classes; /* or any of these */
    } of;
    uint32_t pattern;
    uint32_t guards;
    size_t next; /* of classes: the first trial of others */
} rl_trial;

/* ---- expand.c ---- */

/* The text of an expression after {NAME} was replaced, and for each byte the column of the file that it stems from. */
typedef struct rl_expansion {
    rl_buffer text;
    uint32_t *columns;
    size_t column_capacity;
} rl_expansion;

typedef struct rl_define {
    char *name;
    rl_expansion expansion;
} rl_define;

typedef struct rl_place {
    const char *path;
    size_t line;
} rl_place;

/* Replaces {NAME}s. `self` is the name of the define that is being read, length 0 for none. */
relata_status rl_expand(const rl_pattern_set *set, rl_piece source, rl_piece self, rl_place place,
                        rl_expansion *ret_expansion, relata_error *err);
void rl_expansion_free(rl_expansion *expansion);

/* ---- compile.c ---- */

relata_status rl_expression_compile(const rl_expansion *expansion, rl_place place, pcre2_code **ret_code,
                                    relata_error *err);

/* Finds the named groups of the pattern's code and what they mean. Weights are left at 0. */
relata_status rl_pattern_find_groups(rl_pattern *pattern, const rl_expansion *expansion, const rl_types *types,
                                     rl_place place, relata_error *err);

/* The same by the pattern's program. *ret_good is false if something is wrong with them; then nothing was done. */
relata_status rl_pattern_take_groups(rl_pattern *pattern, const rl_types *types, bool *ret_good, relata_error *err);

/* ---- late.c: code that is compiled when it is first needed, which is hardly ever ---- */

typedef struct rl_late_code rl_late_code;

/* The text is copied; PCRE2 must be able to compile it. Owned: rl_late_code_free. NULL: no memory. */
rl_late_code *rl_late_code_new(const rl_expansion *expansion);
void rl_late_code_free(rl_late_code *late);

/* The code of the pattern, by any thread. Borrowed until the pattern is released. */
relata_status rl_pattern_code(const rl_pattern *pattern, const pcre2_code **ret_code, relata_error *err);

/* ---- runs.c ---- */

/* What is known of the text around a match. */
typedef struct rl_context {
    const rl_pattern_set *set;
    const rl_text *text;
    const rl_classes *cover;
} rl_context;

/* The first token of the person's name that ends before token `end`, not before `floor`; `end` if there is none. */
size_t rl_name_start(const rl_context *context, size_t floor, size_t end);
/* The same for a run of capitalised words with joiners, whatever they are. */
size_t rl_long_run_start(const rl_context *context, size_t floor, size_t end);

bool rl_is_joiner(const rl_context *context, size_t token);
bool rl_is_title(const rl_context *context, size_t token);

/* ---- window.c ---- */

/* The tokens of a trigger and the sentence they stand in, and what was found out about them: nearly all that a trigger starts
 * asks the same. */
typedef struct rl_trigger {
    uint32_t first;
    uint32_t last;
    const rl_sentence *sentence;
    unsigned known; /* guards that were looked at … */
    unsigned holds; /* … and those of them that hold */
    unsigned anchored; /* anchors that were looked for, a bit each … */
    struct {
        bool is_there;
        size_t byte;
    } anchors[RL_ANCHOR_START + 1]; /* … and what was found of them; of others nothing stands here */
} rl_trigger;

/* Nothing is known of it yet. What need not be written is not: triggers are many. */
static inline void rl_trigger_begin(rl_trigger *trigger, uint32_t first, uint32_t last, const rl_sentence *sentence)
{
    trigger->first = first;
    trigger->last = last;
    trigger->sentence = sentence;
    trigger->known = trigger->holds = trigger->anchored = 0;
}

/* The bytes that a match sees, where in them it begins, and PCRE2's options for it. */
typedef struct rl_window {
    size_t start;
    size_t end;
    size_t anchor;
    uint32_t options;
} rl_window;

/* Looks at the guards of `guards` that are not known yet. */
void rl_guards_learn(const rl_context *context, unsigned guards, rl_trigger *trigger);
static inline bool rl_guards_hold(const rl_context *context, unsigned guards, rl_trigger *trigger)
{
    if ((guards & ~trigger->known) != 0)
        rl_guards_learn(context, guards, trigger);
    return (guards & ~trigger->holds) == 0;
}

/* False if there is nothing to anchor at. */
bool rl_window_find(const rl_context *context, const rl_pattern *pattern, rl_trigger *trigger, rl_window *ret);

/* ---- spans.c ---- */

typedef struct rl_span {
    uint32_t first; /* tokens */
    uint32_t last;
} rl_span;

/* The tokens that bytes [start, end) of the sentence cover, as a name of this type (RL_NONE: as an acronym): snapped,
 * trimmed and judged. False if they are none. */
bool rl_span_of_bytes(const rl_context *context, const rl_sentence *sentence, size_t start, size_t end, uint32_t type,
                      rl_span *ret_span);
/* A span before trimming may be longer than a name. */
bool rl_span_is_short(rl_span span);

/* ---- acronym.c ---- */

/* Shortens the name [*first, last) from its front until its initials make the acronym in token [acronym, acronym_last).
 * False if none of its endings does. */
bool rl_acronym_fit(const rl_context *context, uint32_t *first, uint32_t last, uint32_t acronym, uint32_t acronym_last);

/* ---- hits.c ---- */

typedef struct rl_draft_hit {
    rl_pattern_hit hit;
    uint32_t partner_first; /* the partner's span, RL_NONE without one */
    uint32_t partner_last;
    uint32_t index; /* before sorting */
} rl_draft_hit;

bool rl_draft_add(rl_match_worker *worker, const rl_pattern_hit *hit);
/* Makes the two drafts added last partners of each other. */
void rl_draft_pair(rl_match_worker *worker);
/* Sorts the drafts, drops doubles, and fills worker->hits. */
relata_status rl_drafts_finish(rl_match_worker *worker, size_t *ret_count, relata_error *err);

/* ---- keys.c ---- */

/* A pattern while its lines are read. */
typedef struct rl_pattern_draft {
    rl_pattern pattern;
    size_t line; /* of its first line */
    unsigned keys; /* those seen, a bit each */
    rl_piece weights; /* read once the groups are known */
    rl_place weights_place;
} rl_pattern_draft;

typedef struct rl_pattern_reader {
    rl_pattern_set *set;
    rl_types *types;
    rl_place place; /* the line being read */
    rl_pattern_draft draft;
    size_t first_define; /* of this file */
    relata_error *err;
} rl_pattern_reader;

/* Reads one "key = value" line of the pattern that is open. */
relata_status rl_pattern_read_key(rl_pattern_reader *reader, rl_piece key, rl_piece value);
/* Checks the draft and gives each of its groups its weight. */
relata_status rl_pattern_complete(rl_pattern_reader *reader);

relata_status rl_pattern_error(const rl_pattern_reader *reader, size_t column, const char *format, ...) RL_PRINTF(3, 4);
void rl_pattern_release(rl_pattern *pattern);

#endif
