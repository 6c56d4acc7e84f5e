/* Misspelt words: how many letters must be changed, added, left out or swapped with their neighbour. */
#include "cli/nearest.h"

#include <string.h>

enum { LONGEST_COMPARED = 32, FARTHEST_SUGGESTED = 3 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const char *a, size_t length_a, const char *b, size_t length_b)
{
    size_t costs[LONGEST_COMPARED + 1][LONGEST_COMPARED + 1];
    for (size_t i = 0; i <= length_a; i++) {
        for (size_t j = 0; j <= length_b; j++) {
            if (i == 0 || j == 0) {
                costs[i][j] = i + j;
                continue;
            }
            size_t changed = costs[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            costs[i][j] = smaller(changed, smaller(costs[i - 1][j], costs[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                costs[i][j] = smaller(costs[i][j], costs[i - 2][j - 2] + 1);
        }
    }
    return costs[length_a][length_b];
}

void cli_nearest_offer(cli_nearest *nearest, const char *word)
{
    size_t typed = strlen(nearest->typed), length = strlen(word);
    if (typed > LONGEST_COMPARED || length > LONGEST_COMPARED)
        return;
    size_t cost = distance(nearest->typed, typed, word, length);
    size_t least = nearest->word != NULL ? nearest->cost : FARTHEST_SUGGESTED + 1;
    if (cost >= least || cost >= typed)
        return;
    nearest->word = word;
    nearest->cost = cost;
}
