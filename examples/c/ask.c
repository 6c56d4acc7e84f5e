/* Looks names up in a network that was saved: who they are, and the three with whom they appear most.
 *
 *   ask GRAPH NAME... */
#include <relata/lookup.h>
#include <relata/relata.h>

#include <stdio.h>

enum { MOST = 3 };

static void print_entity(const relata_found *found)
{
    printf("%s: %s, %zu mentions in %zu documents\n", found->label, found->type, found->mentions, found->documents);
    for (size_t i = 0; i < found->neighbour_count && i < MOST; i++) {
        const relata_neighbour *neighbour = &found->neighbours[i];
        printf("  with %s, %zu times", neighbour->label, neighbour->count);
        if (neighbour->evidence_count > 0)
            printf(", as in %s, sentence %zu", neighbour->evidence[0].document, neighbour->evidence[0].sentence);
        printf("\n");
    }
}

/* The answer is borrowed until the next question. */
static void print_answer(const relata_answer *answer)
{
    for (size_t i = 0; i < answer->entity_count; i++)
        print_entity(&answer->entities[i]);
    if (answer->entity_count > 0)
        return;
    printf("%s: nobody", answer->query);
    for (size_t i = 0; i < answer->suggestion_count; i++)
        printf("%s%s", i == 0 ? "; perhaps " : ", ", answer->suggestions[i]);
    printf("\n");
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: ask GRAPH NAME...\n");
        return 2;
    }
    relata_error err = {0};
    relata_index *index = NULL;
    const relata_answer *answer = NULL;
    relata_status status = relata_index_open(argv[1], &index, &err);
    for (int i = 2; status == RELATA_OK && i < argc; i++) {
        status = relata_index_find(index, argv[i], &answer, &err);
        if (status == RELATA_OK)
            print_answer(answer);
    }
    relata_index_free(index);
    if (status != RELATA_OK) {
        fprintf(stderr, "ask: %s: %s\n", err.source, err.message);
        return 1;
    }
    return 0;
}
