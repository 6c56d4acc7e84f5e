/* The tables that follow from what was read, as schema.c makes them. */
#include "store/parts.h"

const rl_derived rl_derived_tables[RL_DERIVED_COUNT] = {
    [RL_DERIVED_COPY] = {"copy", {"document", "of"}, 1, 2, false, 0},
    [RL_DERIVED_ENTITY] = {"entity",
                           {"number", "id", "label", "type", "mentions", "documents", "windows", "first_seen",
                            "last_seen", "country", "role", "latitude", "longitude"},
                           1, 13, false, 0},
    [RL_DERIVED_ALIAS] = {"alias", {"entity", "place", "name", "reason"}, 2, 4, false, 0},
    [RL_DERIVED_NAME] = {"name", {"folded", "kind", "entity"}, 3, 3, true, 0},
    [RL_DERIVED_MENTION] = {"mention", {"entity", "document", "count"}, 2, 3, false, 1},
    [RL_DERIVED_APPEARANCE] = {"appearance", {"entity", "document", "sentence"}, 3, 3, false, 1},
    [RL_DERIVED_COOCCURRENCE] = {"cooccurrence", {"a", "b", "document", "count"}, 3, 4, false, 2},
    [RL_DERIVED_EDGE] = {"edge",
                         {"a", "b", "count", "documents", "npmi", "log_likelihood", "jaccard", "cosine", "first_seen",
                          "last_seen", "relations"},
                         2, 11, false, 0},
    [RL_DERIVED_EVIDENCE] = {"evidence", {"a", "b", "place", "document", "sentence", "text"}, 3, 6, false, 0},
    [RL_DERIVED_RELATION] = {"relation",
                             {"subject", "relation", "object", "modality", "asserted", "reported", "planned", "past",
                              "documents", "first_seen", "last_seen"},
                             3, 11, false, 0},
    [RL_DERIVED_STATEMENT] = {"statement",
                              {"subject", "relation", "object", "place", "document", "sentence", "modality", "text"},
                              4, 8, false, 0},
};
