/* Letting go of records. They are made where documents are analysed, and where a store is read. */
#include "model/record.h"

#include <stdlib.h>

void rl_record_free(rl_record *record)
{
    if (record->lent) {
        *record = (rl_record){0};
        return;
    }
    free(record->entities);
    free(record->forms);
    free(record->pairs);
    free(record->evidence);
    free(record->presences);
    free(record->sentences);
    free(record->appearances);
    free(record->strings);
    free(record->lines);
    free(record->line_mentions);
    free(record->relations.items);
    free(record->relations.strings);
    *record = (rl_record){0};
}
