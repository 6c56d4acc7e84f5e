/* What the files of a scan share. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_SCAN_H
#define RL_GAZETTEER_SCAN_H

#include "gazetteer/internal.h"

typedef struct rl_scan {
    const rl_gazetteer *gazetteer;
    rl_text *text;
    rl_hits *hits;
    relata_error *err;
    uint64_t symbols; /* as in rl_image_head, of all images */
} rl_scan;

/* Gives a token the classes that the lexicon has for a match of one word. */
relata_status rl_scan_take_classes(rl_scan *scan, size_t first, const rl_match *match);

/* Adds the meanings of a match as hits, but for the classes of single words. */
relata_status rl_scan_take_hits(rl_scan *scan, size_t first, const rl_match *match);

/* Adds one hit. */
relata_status rl_scan_add(rl_scan *scan, const rl_hit *hit);

/* Orders the hits from `from` on, which are of one stretch of tokens, and leaves each meaning once. */
void rl_scan_unite(rl_scan *scan, size_t from);

#endif
