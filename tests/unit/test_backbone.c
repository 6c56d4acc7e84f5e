/* Backbones: chances worked out by hand, what stays at which alpha, and weights that are no counts. That whole networks
 * agree with another calculation is tested in tests/interop/backbones.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "graph/prune.h"
#include "networks.h"

/* ---- one edge ---- */

static void disparity_by_hand(void **state)
{
    (void)state;
    assert_near(rl_disparity(1, 2, 2), 0.5, 1e-15);
    assert_near(rl_disparity(3, 4, 3), 1.0 / 16, 1e-15);
    assert_near(rl_disparity(1, 10, 10), pow(0.9, 9), 1e-15);
    assert_near(rl_disparity(5, 5, 1), 1, 0); /* an only neighbour says nothing */
    assert_near(rl_disparity(5, 5, 2), 0, 0); /* the other's weight was lost in rounding */
    assert_near(rl_disparity(1e-12, 1, 1000001), 1 - 1e-6, 1e-12);
}

/* Two nodes that met once: N = 2, both strengths 1. Expected is 1/2, so the lift is 2 and L is 1/3. The prior has
 * mean 1/4 and variance (1/4)(1/4) = 1/16, which is a beta distribution of 1/2 and 3/2; with one of two seen, p =
 * 3/8. The variance of the weight is 2 (3/8) (5/8) = 15/32, the slope of L is 2 (2 - 3) / 9, so L is sqrt(4.8)
 * deviations above 0. */
static void noise_corrected_by_hand(void **state)
{
    (void)state;
    assert_near(rl_noise_corrected(1, 1, 1, 2), erfc(sqrt(4.8) / sqrt(2)) / 2, 1e-15);
    /* Weight 2 of strengths 4 and 5 in 20: lift 2, kappa 1, its slope 1/20 - 20 * 9 / 400 = -0.4; the prior's mean
     * is 1/20, its variance 3/1900, so alpha is 349/240 and p = 829/11780. */
    double p = 829.0 / 11780, deviation = sqrt(20 * p * (1 - p)) * 2 * (1 - 2 * 0.4) / 9;
    assert_near(rl_noise_corrected(2, 4, 5, 20), erfc(1.0 / 3 / deviation / sqrt(2)) / 2, 1e-14);
}

static void noise_corrected_is_one_half_for_what_was_expected(void **state)
{
    (void)state;
    assert_near(rl_noise_corrected(2, 4, 10, 20), 0.5, 1e-15);
    assert_true(rl_noise_corrected(1, 4, 10, 20) > 0.5);
    assert_true(rl_noise_corrected(3, 4, 10, 20) < 0.5);
}

static void extreme_weights_give_no_nonsense(void **state)
{
    (void)state;
    static const double weights[] = {1, 1e9, 1e150, 1e300};
    for (size_t i = 0; i < sizeof weights / sizeof weights[0]; i++) {
        double w = weights[i], chance = rl_noise_corrected(w, w, 2 * w, 4 * w);
        assert_true(chance >= 0 && chance <= 1);
        assert_near(rl_disparity(w, 2 * w, 2), 0.5, 1e-15);
    }
}

/* ---- all edges ---- */

/* A hub with three ties of 8, 1 and 1, of which the light ones lead on; and a pair alone. */
static rl_network make_hub(void)
{
    rl_network network = start_network(7, 6);
    join(&network, 0, 1, 8);
    join(&network, 0, 2, 1);
    join(&network, 0, 3, 1);
    join(&network, 2, 3, 1);
    join(&network, 4, 5, 9);
    return network;
}

static size_t keep(rl_network *network, relata_backbone backbone, double alpha, bool flags[8])
{
    relata_error err = {0};
    size_t kept = 0;
    for (size_t i = 0; i < 8; i++)
        flags[i] = true;
    assert_int_equal(rl_prune_to_backbone(network, backbone, alpha, flags, &err), RELATA_OK);
    for (size_t i = 0; i < network->edge_count; i++)
        kept += flags[i];
    return kept;
}

/* At the hub, 8 of 10 has (2/10)^2 = 0.04, 1 of 10 has 0.81; at the ends of the light ones 1 of 2 has 1/2. */
static void disparity_of_a_network(void **state)
{
    (void)state;
    rl_network network = make_hub();
    bool flags[8];
    static const struct {
        double alpha;
        size_t kept;
    } CASES[] = {{0, 0}, {0.03999, 0}, {0.04001, 1}, {0.5, 1}, {0.50001, 4}, {1, 4}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_int_equal(keep(&network, RELATA_BACKBONE_DISPARITY, CASES[i].alpha, flags), CASES[i].kept);
    assert_true(flags[0] && flags[1] && flags[2] && flags[3]);
    assert_false(flags[4]); /* both have one neighbour, however often they meet */
    end_network(&network);
}

static void noise_corrected_of_a_network(void **state)
{
    (void)state;
    rl_network network = make_hub();
    bool flags[8];
    assert_int_equal(keep(&network, RELATA_BACKBONE_NOISE_CORRECTED, 0, flags), 0);
    assert_int_equal(keep(&network, RELATA_BACKBONE_NOISE_CORRECTED, 1, flags), 5);
    double chance = rl_noise_corrected(9, 9, 9, 40);
    (void)keep(&network, RELATA_BACKBONE_NOISE_CORRECTED, chance, flags);
    assert_false(flags[4]);
    (void)keep(&network, RELATA_BACKBONE_NOISE_CORRECTED, nextafter(chance, 1), flags);
    assert_true(flags[4]);
    end_network(&network);
}

static void a_network_without_edges_is_its_own_backbone(void **state)
{
    (void)state;
    rl_network network = start_network(3, 0);
    bool flags[8];
    assert_int_equal(keep(&network, RELATA_BACKBONE_DISPARITY, 0.05, flags), 0);
    assert_int_equal(keep(&network, RELATA_BACKBONE_NOISE_CORRECTED, 0.05, flags), 0);
    end_network(&network);
}

static void weights_that_are_no_counts_are_refused(void **state)
{
    (void)state;
    rl_network network = start_network(3, 2);
    join(&network, 0, 1, 0.25);
    join(&network, 1, 2, 0.5);
    bool flags[8] = {true, true};
    relata_error err = {0};
    assert_int_equal(rl_prune_to_backbone(&network, RELATA_BACKBONE_NOISE_CORRECTED, 0.05, flags, &err),
                     RELATA_ERROR_ARGUMENT);
    assert_non_null(strstr(err.message, "counts"));
    assert_true(flags[0] && flags[1]);
    assert_int_equal(keep(&network, RELATA_BACKBONE_DISPARITY, 1, flags), 2);
    end_network(&network);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(disparity_by_hand),
        cmocka_unit_test(noise_corrected_by_hand),
        cmocka_unit_test(noise_corrected_is_one_half_for_what_was_expected),
        cmocka_unit_test(extreme_weights_give_no_nonsense),
        cmocka_unit_test(disparity_of_a_network),
        cmocka_unit_test(noise_corrected_of_a_network),
        cmocka_unit_test(a_network_without_edges_is_its_own_backbone),
        cmocka_unit_test(weights_that_are_no_counts_are_refused),
    };
    return cmocka_run_group_tests_name("backbone", tests, NULL, NULL);
}
