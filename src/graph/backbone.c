/* Backbones: which edges stand out from what chance would give.
 *
 * The disparity filter (Serrano, Boguna & Vespignani 2009) asks each end alone: if its strength s were cut at random
 * into k pieces, one for each neighbour, a piece of at least w has the probability (1 - w/s)^(k-1). An end with one
 * neighbour says nothing. An edge stays if one end says less than alpha.
 *
 * The noise-corrected backbone (Coscia & Neffke 2017) asks both ends together. All weight is N = the sum of
 * strengths (each edge counts at both ends), and chance alone would give an edge the weight E = s_a s_b / N. Its
 * lift w/E is made symmetric, L = (w/E - 1) / (w/E + 1), from -1 to 1 with 0 for what was expected. The weight is a
 * draw of N from a binomial distribution, whose probability p is not known: a beta distribution stands for it, with
 * the mean s_a s_b / N^2 and the variance s_a s_b (N - s_a)(N - s_b) / (N^4 (N - 1)) of the hypergeometric draw
 * behind it, which the weight that was seen then corrects. That gives the variance of the weight, N p (1 - p), and
 * by the delta method that of L, where E is taken to move with the weight. An edge stays if L is more than delta
 * standard deviations above 0; the authors' delta of 1.28, 1.64 and 2.32 are one-sided 0.1, 0.05 and 0.01 of a
 * normal distribution, and alpha here is that probability.
 *
 * The authors' program has 1 - mu^2 where the beta distribution of that mean and variance has (1 - mu)^2. What is
 * here has that mean and variance; the two differ where single nodes have a large share of all weight. */
#include "graph/prune.h"

#include <math.h>
#include <stdlib.h>

double rl_disparity(double weight, double strength, size_t degree)
{
    if (degree < 2 || !(weight < strength))
        return degree < 2 ? 1 : 0;
    return exp((double)(degree - 1) * log1p(-weight / strength));
}

/* The variance of a weight of `weight` that is one draw in `total` pieces, if each piece has the probability p. */
static double variance_of_weight(double weight, double a, double b, double total)
{
    double share_a = a / total, share_b = b / total, mean = share_a * share_b;
    double variance = mean * (1 - share_a) * (1 - share_b) / (total - 1);
    double pieces =
        mean * (1 - mean) / variance - 1; /* that the prior is worth: alpha + beta of the beta distribution */
    double p = (mean * pieces + weight) / (pieces + total);
    return total * p * (1 - p);
}

double rl_noise_corrected(double weight, double strength_a, double strength_b, double total)
{
    double product = strength_a * strength_b;
    double kappa = total / product; /* the lift of a weight of 1 */
    double slope = 1 / product - total * (strength_a + strength_b) / (product * product);
    double lift = kappa * weight;
    double symmetric = (lift - 1) / (lift + 1);
    double change = 2 * (kappa + weight * slope) / ((lift + 1) * (lift + 1));
    double deviation = sqrt(variance_of_weight(weight, strength_a, strength_b, total)) * fabs(change);
    if (!(deviation > 0))
        return symmetric > 0 ? 0 : 1;
    return erfc(symmetric / deviation / 1.4142135623730951) / 2;
}

/* ---- all edges ---- */

typedef struct end {
    double strength;
    size_t degree;
} end;

static end *measure_ends(const rl_network *network, double *ret_total)
{
    end *ends = calloc(network->node_count + 1, sizeof *ends);
    double total = 0;
    for (size_t i = 0; ends != NULL && i < network->edge_count; i++) {
        const rl_edge *edge = &network->edges[i];
        ends[edge->source].strength += edge->weight;
        ends[edge->target].strength += edge->weight;
        ends[edge->source].degree++;
        ends[edge->target].degree++;
        total += 2 * edge->weight;
    }
    *ret_total = total;
    return ends;
}

static double chance(const rl_edge *edge, const end *ends, relata_backbone backbone, double total)
{
    const end *a = &ends[edge->source], *b = &ends[edge->target];
    if (backbone == RELATA_BACKBONE_NOISE_CORRECTED)
        return rl_noise_corrected(edge->weight, a->strength, b->strength, total);
    return fmin(rl_disparity(edge->weight, a->strength, a->degree), rl_disparity(edge->weight, b->strength, b->degree));
}

/* The prior's variance divides by N - 1; fewer than one window in all is no count of windows. */
static bool can_be_counts(const rl_network *network, double total)
{
    return network->edge_count == 0 || total >= 2;
}

relata_status rl_prune_to_backbone(const rl_network *network, relata_backbone backbone, double alpha, bool *edges,
                                   relata_error *err)
{
    double total = 0;
    end *ends = measure_ends(network, &total);
    if (ends == NULL)
        return rl_error_memory(err);
    if (backbone == RELATA_BACKBONE_NOISE_CORRECTED && !can_be_counts(network, total)) {
        free(ends);
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0,
                            "the noise-corrected backbone needs weights that are counts");
    }
    for (size_t i = 0; i < network->edge_count; i++)
        if (!(chance(&network->edges[i], ends, backbone, total) < alpha))
            edges[i] = false;
    free(ends);
    return RELATA_OK;
}
