/* Who and what a text names, without a file: the text is an argument.
 *
 *   mentions GAZETTEERS TEXT
 *
 * GAZETTEERS is the folder of the lists and rules that come with relata: /usr/local/share/relata/gazetteers, for
 * instance. */
#include <relata/documents.h>
#include <relata/relata.h>

#include <stdio.h>
#include <string.h>

/* What it is given is borrowed: whoever wants to keep it copies it. */
static bool print_mentions(void *user, const relata_extraction *extraction)
{
    (void)user;
    for (size_t i = 0; i < extraction->count; i++) {
        const relata_mention *m = &extraction->mentions[i];
        printf("%zu-%zu %.*s: %s, %s\n", m->start, m->end, (int)m->text_length, m->text, m->name, m->type);
    }
    for (size_t i = 0; i < extraction->relation_count; i++) {
        const relata_relation *r = &extraction->relations[i];
        printf("%s %s %s (%s)\n", r->subject_name, r->relation, r->object_name, r->modality);
    }
    return true;
}

static relata_status make_engine(const char *gazetteers, relata_engine **ret_engine, relata_error *err)
{
    relata_status status = relata_engine_new(ret_engine, err);
    if (status == RELATA_OK)
        status = relata_engine_add_gazetteer(*ret_engine, gazetteers, true, err);
    if (status == RELATA_OK)
        status = relata_engine_add_rules(*ret_engine, gazetteers, err);
    if (status == RELATA_OK)
        status = relata_engine_seal(*ret_engine, err);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: mentions GAZETTEERS TEXT\n");
        return 2;
    }
    relata_error err = {0};
    relata_engine *engine = NULL;
    relata_extract_options options;
    relata_extract_options_init(&options);
    options.offsets = RELATA_OFFSETS_BYTE; /* C counts in bytes */

    relata_document document = {.text = argv[2], .text_length = strlen(argv[2])};
    relata_status status = make_engine(argv[1], &engine, &err);
    if (status == RELATA_OK)
        status = relata_extract_text(engine, &document, &options, print_mentions, NULL, &err);
    relata_engine_free(engine);
    if (status != RELATA_OK) {
        char message[1200];
        (void)relata_error_format(&err, message, sizeof message);
        fprintf(stderr, "mentions: %s\n", message);
        return 1;
    }
    return 0;
}
