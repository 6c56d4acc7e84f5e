/* One entity of a gazetteer, as its row says. Strings are borrowed from the gazetteer. */
#ifndef RL_MODEL_ENTRY_H
#define RL_MODEL_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

typedef struct rl_entry {
    const char *id;
    const char *name;
    const char *source; /* the file's name without its folders */
    const char *kind;   /* these: "" if the row does not say */
    const char *country;
    const char *region; /* of the first level */
    const char *role;
    const char *aliases; /* strong ones, as the row gives them, joined by "|" */
    const char *family;  /* family names, joined by "|" */
    double latitude; /* NAN if the row does not say */
    double longitude;
    double prior; /* 0 if the row does not say */
    uint32_t type; /* index into rl_types */
    bool usual;    /* of a list that calls its names evidence, as imported ones do: nobody chose them one by one */
    bool sure;     /* a hit of its label or an alias is a mention, whatever speaks against it */
} rl_entry;

#endif
