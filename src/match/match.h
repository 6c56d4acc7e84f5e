/* The match stage: patterns from data files, run only near trigger words. The files' format is described at the head
 * of gazetteers/en/names.patterns.
 *
 * A set is filled, sealed, then read-only and shared by threads; a worker belongs to one thread. Zeroed ones are
 * empty. */
#ifndef RL_MATCH_MATCH_H
#define RL_MATCH_MATCH_H

#include "base/error.h"
#include "model/candidate.h"
#include "model/text.h"
#include "model/types.h"

enum { RL_TRIGGER_FILTER = 64, RL_TRIGGER_BITS = 9 };

typedef struct rl_pattern_set {
    struct rl_pattern *patterns;
    size_t count;
    size_t capacity;
    struct rl_trial *words; /* triggers that are words, sorted by hash once sealed */
    size_t word_count;
    size_t word_capacity;
    struct rl_trial *classed; /* triggers that are classes, those of the same classes together once sealed */
    size_t classed_count;
    size_t classed_capacity;
    struct rl_define *defines;
    size_t define_count;
    size_t define_capacity;
    struct rl_alphabet *alphabet; /* the classes of characters that programs use */
    rl_string_map joiners;   /* folded words that may stand inside a long run: of, for, the */
    rl_classes classes;      /* of all triggers together */
    uint64_t word_filter[RL_TRIGGER_FILTER]; /* a bit for every trigger word's hash */
    uint32_t word_places[1 << RL_TRIGGER_BITS]; /* by a hash's first bits, where its words begin */
    uint32_t group_count;    /* of the pattern with the most groups */
    bool sealed;
} rl_pattern_set;

/* Adds the patterns of a file. Types that the file declares are added to `types`. After a failure the set is good for
 * rl_pattern_set_free only. */
relata_status rl_pattern_set_read(rl_pattern_set *set, const char *path, rl_types *types, relata_error *err);
void rl_pattern_set_seal(rl_pattern_set *set);
void rl_pattern_set_free(rl_pattern_set *set);

/* Borrowed until the set is freed. */
const char *rl_pattern_name(const rl_pattern_set *set, uint32_t pattern);

typedef struct rl_match_worker {
    struct rl_match_engine *engine; /* the regular expression library's memory */
    rl_classes *cover;              /* for each token, the classes of the phrases that it is part of */
    size_t cover_capacity;
    struct rl_draft_hit *drafts;
    size_t draft_count;
    size_t draft_capacity;
    rl_pattern_hit *hits;
    size_t hit_capacity;
    size_t limits_reached; /* matches given up for taking too long, since the worker began */
} rl_match_worker;

/* Finds what the patterns find in a text whose tokens have their classes. `phrases` are the gazetteer's hits, sorted
 * by first token; those of the lexicon are triggers, the others are passed over. The hits are sorted by (first, last,
 * type, pattern), each once, partners pointing at each other; borrowed until the worker's next run. */
relata_status rl_match_run(rl_match_worker *worker, const rl_pattern_set *set, const rl_text *text,
                           const rl_hit *phrases, size_t phrase_count, const rl_pattern_hit **ret_hits,
                           size_t *ret_count, relata_error *err);
void rl_match_worker_free(rl_match_worker *worker);

#endif
