/* A measure of a node is the attribute that needs this measure and no other: one row of the table that the files are
 * written from, so that both give the same number. */
#include "export/measures.h"

#include "export/attributes.h"

#include <math.h>

static const rl_attribute *find_attribute(rl_measures needed)
{
    for (size_t i = 0; i < rl_node_attribute_count; i++)
        if (rl_node_attributes[i].needs == needed)
            return &rl_node_attributes[i];
    return NULL;
}

static double as_number(const rl_attribute *attribute, const rl_value *value)
{
    return attribute->type == RL_ATTRIBUTE_REAL ? value->real : (double)value->whole;
}

bool rl_network_measure(const rl_network *network, const rl_node *node, const char *name, double *ret_value)
{
    rl_measure measure = rl_measure_find(name);
    const rl_attribute *attribute = measure < RL_MEASURE_COUNT ? find_attribute(RL_MEASURE_BIT(measure)) : NULL;
    if (attribute == NULL)
        return false;
    rl_buffer scratch = {0}; /* numbers leave it empty */
    rl_value value;
    bool measured = (network->measures & RL_MEASURE_BIT(measure)) != 0;
    bool has = measured && rl_attribute_read(attribute, node, &value, &scratch);
    *ret_value = has ? as_number(attribute, &value) : NAN;
    return true;
}
