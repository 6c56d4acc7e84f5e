/* Letting go of an incidence. */
#include "model/incidence.h"

#include <stdlib.h>

void rl_incidence_free(rl_incidence *incidence)
{
    free(incidence->documents);
    free(incidence->mentions);
    free(incidence->appearances);
    free(incidence->meetings);
    *incidence = (rl_incidence){0};
}
