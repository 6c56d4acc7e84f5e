/* FTRL-proximal (McMahan et al., "Ad Click Prediction: a View from the Trenches", 2013): a step for each weight of its own,
 * and weights that are exactly zero until the sum of their gradients is worth it. */
#include "train/internal.h"

#include <math.h>

static const double STEP = 0.1; /* alpha */
static const double CALM = 1;   /* beta: keeps the first steps small */
static const double SHRINK = 1; /* L2 */

void rl_train_update(rl_train_weight *weight, double gradient, double sparsity)
{
    double squares = weight->squares + gradient * gradient;
    double sigma = (sqrt(squares) - sqrt(weight->squares)) / STEP;
    weight->gradient += gradient - sigma * weight->value;
    weight->squares = squares;
    double z = weight->gradient;
    if (fabs(z) <= sparsity) {
        weight->value = 0;
        return;
    }
    double over = z < 0 ? z + sparsity : z - sparsity;
    weight->value = -over / ((CALM + sqrt(squares)) / STEP + SHRINK);
}
