/* The table of lexicon kinds. To add a kind: a bit in lexicon.h, a row here, a line in gazetteers/README.md. */
#include "model/lexicon.h"

#include <string.h>

const rl_word_class rl_word_class_table[] = {
    {"given_name", "", RL_CLASS_GIVEN},
    {"family_name", "", RL_CLASS_FAMILY},
    {"title", "honorific", RL_CLASS_HONORIFIC},
    {"title", "office", RL_CLASS_OFFICE},
    {"title", "rank", RL_CLASS_RANK},
    {"title", "role", RL_CLASS_ROLE},
    {"cue", "title_modifier", RL_CLASS_TITLE_MODIFIER},
    {"cue", "organisation_head", RL_CLASS_ORG_HEAD},
    {"cue", "organisation_ending", RL_CLASS_ORG_ENDING},
    {"cue", "place_head", RL_CLASS_PLACE_HEAD},
    {"cue", "thing_head", RL_CLASS_THING_HEAD},
    {"cue", "place_beginning", RL_CLASS_PLACE_BEGINNING},
    {"cue", "place_preposition", RL_CLASS_PLACE_PREPOSITION},
    {"cue", "speech_verb", RL_CLASS_SPEECH},
    {"cue", "action_verb", RL_CLASS_ACTION},
    {"cue", "particle", RL_CLASS_PARTICLE},
    {"cue", "abbreviation", RL_CLASS_ABBREVIATION},
    {"ordinary", "month", RL_CLASS_DATE},
    {"ordinary", "weekday", RL_CLASS_DATE},
    {"ordinary", "season_holiday", RL_CLASS_DATE},
    {"ordinary", "function", RL_CLASS_FUNCTION},
    {"ordinary", "common", RL_CLASS_COMMON},
    {"ordinary", "language_religion", RL_CLASS_LANGUAGE},
    {"ordinary", "event", RL_CLASS_EVENT},
    {"ordinary", "furniture", RL_CLASS_FURNITURE},
    {"ordinary", "thing", RL_CLASS_THING},
};

const size_t rl_word_class_count = sizeof rl_word_class_table / sizeof rl_word_class_table[0];

rl_classes rl_word_class_find(const char *type, const char *kind)
{
    for (size_t i = 0; i < rl_word_class_count; i++) {
        const rl_word_class *row = &rl_word_class_table[i];
        if (strcmp(row->type, type) == 0 && (row->kind[0] == '\0' || strcmp(row->kind, kind) == 0))
            return row->bits;
    }
    return 0;
}

const rl_word_class *rl_word_class_of(rl_classes bits)
{
    for (size_t i = 0; i < rl_word_class_count; i++)
        if (rl_word_class_table[i].bits == bits)
            return &rl_word_class_table[i];
    return NULL;
}
