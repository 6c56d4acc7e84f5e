/* Commands by name, and the nearest one to a name that is misspelt. */
#include "cli/command.h"

#include "cli/report.h"

#include <string.h>

/* The word that a command is called by: the last one of its name. */
static const char *word_of(const cli_command *command)
{
    const char *space = strrchr(command->name, ' ');
    return space != NULL ? space + 1 : command->name;
}

const cli_command *cli_command_find(const cli_command *among, const char *word)
{
    for (size_t i = 0; among->commands != NULL && among->commands[i] != NULL; i++)
        if (strcmp(word_of(among->commands[i]), word) == 0)
            return among->commands[i];
    return NULL;
}

/* ---- misspelt names ---- */

enum { LONGEST_COMPARED = 16, FARTHEST_SUGGESTED = 3 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many letters must be changed, added, left out or swapped with their neighbour to turn one word into the
 * other. */
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

/* The command whose name is nearest to what was typed, NULL if none is near. */
static const cli_command *find_nearest(const cli_command *among, const char *typed)
{
    const cli_command *nearest = NULL;
    size_t length = strlen(typed), least = FARTHEST_SUGGESTED + 1;
    if (length > LONGEST_COMPARED || among->commands == NULL)
        return NULL;
    for (size_t i = 0; among->commands[i] != NULL; i++) {
        const char *word = word_of(among->commands[i]);
        size_t cost = distance(typed, length, word, strlen(word));
        if (cost < least && cost < length) {
            least = cost;
            nearest = among->commands[i];
        }
    }
    return nearest;
}

cli_exit cli_command_unknown(const cli_command *among, const char *word)
{
    const cli_command *nearest = find_nearest(among, word);
    if (nearest == NULL)
        return cli_report_usage(among, "unknown command \"%s\"", word);
    return cli_report_usage(among, "unknown command \"%s\"; did you mean \"%s\"?", word, word_of(nearest));
}

cli_exit cli_command_run(const cli_command *among, int argc, char **argv)
{
    const cli_command *command = cli_command_find(among, argv[0]);
    return command != NULL ? command->run(command, argc, argv) : cli_command_unknown(among, argv[0]);
}
