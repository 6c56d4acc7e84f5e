/* Counting what was left out. The words complete "left out: 12 rows: …". */
#include "import/counts.h"

static const char *const WORDS[RL_REASON_COUNT] = {
    [RL_REASON_BAD_UTF8] = "not valid UTF-8",
    [RL_REASON_BAR] = "a \"|\" in the name",
    [RL_REASON_LONG] = "a name longer than 1000 bytes",
    [RL_REASON_WORDS] = "a name of more than 16 words",
    [RL_REASON_NO_LETTER] = "a name without a letter or digit",
    [RL_REASON_BROKEN] = "broken",
    [RL_REASON_NO_NAME] = "no name",
    [RL_REASON_NO_LABEL] = "no label in the chosen languages",
    [RL_REASON_NO_TYPE] = "none of the types that are imported",
    [RL_REASON_BAD_TYPE] = "a type that is not small letters, digits, - and _",
    [RL_REASON_BAD_KIND] = "a kind that its type does not have",
    [RL_REASON_BAD_ID] = "an id that cannot be kept",
    [RL_REASON_SAME] = "the id, or type and name, of an earlier row",
    [RL_REASON_SMALL] = "too few people",
    [RL_REASON_NO_PREFERRED] = "no preferred label, or no concept",
    [RL_REASON_SCRIPT] = "not in Latin letters",
    [RL_REASON_CODE] = "a code or an address",
    [RL_REASON_SMALL_LETTERS] = "without a capital letter",
    [RL_REASON_MANY] = "more than 64 names in the row",
    [RL_REASON_TEXT] = "not valid UTF-8, or longer than 1000 bytes",
    [RL_REASON_NUMBER] = "not a number, or out of range",
    [RL_REASON_STRENGTH] = "a strength that is neither \"sure\" nor \"usual\"",
    [RL_REASON_COUNTRY] = "a country whose name is not known",
    [RL_REASON_POSITION] = "a position whose name is not known",
};

void rl_counts_add(rl_counts *counts, rl_reason reason, relata_import_unit unit)
{
    counts->left[reason][unit]++;
}

void rl_counts_sum_up(const rl_counts *counts, relata_import_summary *ret_summary)
{
    relata_import_summary summary = {.read = counts->read, .taken = counts->taken};
    for (int unit = 0; unit < RELATA_IMPORT_UNITS; unit++) {
        for (int reason = RL_REASON_NONE + 1; reason < RL_REASON_COUNT; reason++) {
            size_t count = counts->left[reason][unit];
            if (count == 0)
                continue;
            if (unit == RELATA_IMPORT_ROWS)
                summary.left_out += count;
            summary.reasons[summary.reason_count++] =
                (relata_import_reason){.why = WORDS[reason], .unit = (relata_import_unit)unit, .count = count};
        }
    }
    summary.broken = counts->left[RL_REASON_BROKEN][RELATA_IMPORT_ROWS];
    *ret_summary = summary;
}
