/* People across documents: which names the corpus takes for one person's, why, and what keeps people apart. */
#include "corpora.h"

#include "text/fold.h"

enum { PERSON = RL_TYPE_PERSON, PLACE = RL_TYPE_PLACE, ORGANISATION = RL_TYPE_ORGANISATION };
enum { MENG, ROWLING, TWIN, OTHER_TWIN, ENTRY_COUNT };

static const rl_entry ENTRIES[ENTRY_COUNT] = {
    {.id = "person:meng",
     .name = "Meng Wanzhou",
     .kind = "",
     .country = "",
     .role = "officer of Lamp Works",
     .aliases = "Sabrina Meng",
     .type = PERSON},
    {.id = "person:rowling",
     .name = "Joanne Rowling",
     .kind = "",
     .country = "",
     .role = "writer at Quill House",
     .aliases = "",
     .type = PERSON},
    {.id = "person:twin-1",
     .name = "Anton Brecker",
     .kind = "",
     .country = "",
     .role = "",
     .aliases = "",
     .type = PERSON},
    {.id = "person:twin-2",
     .name = "Anna Brecker",
     .kind = "",
     .country = "",
     .role = "",
     .aliases = "",
     .type = PERSON},
};

static rl_variants variants;

static int read_variants(void **state)
{
    relata_error err = {0};
    (void)state;
    return rl_variants_read(&variants, RELATA_SOURCE_ROOT "/gazetteers/en/names.variants", &err) != RELATA_OK;
}

static int free_variants(void **state)
{
    (void)state;
    rl_variants_free(&variants);
    return 0;
}

static bool is_among(const char *word, size_t length, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strlen(*words) == length && memcmp(*words, word, length) == 0)
            return true;
    return false;
}

/* What the lists of these tests know as given or family names. */
static bool classes(void *user, const char *word, size_t length, rl_classes *ret)
{
    static const char *const given[] = {"viktor",   "thomas",   "james", "wanzhou", "khaled",
                                        "mohammed", "muhammad", "ali",   NULL};
    static const char *const family[] = {"orban", "thomas", "james", "meng", "ali", NULL};
    (void)user;
    *ret =
        (is_among(word, length, given) ? RL_CLASS_GIVEN : 0u) | (is_among(word, length, family) ? RL_CLASS_FAMILY : 0u);
    return true;
}

static bool each_person(void *user, rl_listed_person_fn receive, void *receiver)
{
    bool going_on = true;
    (void)user;
    for (uint32_t i = 0; i < ENTRY_COUNT && going_on; i++) {
        const rl_listed_person person = {i, ENTRIES[i].name, ENTRIES[i].aliases};
        going_on = receive(receiver, &person);
    }
    return going_on;
}

static void resolve(fixture *f)
{
    relata_error err = {0};
    const rl_name_lists lists = {.classes = classes, .each_person = each_person, .variants = &variants};
    rl_corpus_free(&f->corpus);
    assert_int_equal(rl_corpus_resolve(in_order(&f->rs), f->rs.count, ENTRIES, &f->types, &lists, &f->corpus, &err),
                     RELATA_OK);
}

static const char *fold(const char *text)
{
    static char folded[4][64];
    static size_t turn;
    rl_buffer buffer = {0};
    char *kept = folded[turn++ % 4];
    assert_true(rl_fold_name(text, strlen(text), ' ', &buffer) && buffer.length < sizeof folded[0]);
    memcpy(kept, buffer.bytes, buffer.length);
    kept[buffer.length] = '\0';
    rl_buffer_free(&buffer);
    return kept;
}

static uint32_t person(fixture *f, const char *text)
{
    return name(&f->rs, PERSON, RL_NONE, text, fold(text));
}

/* A document that names a person, perhaps beside an organisation. */
static void tell(fixture *f, const char *id, const char *text, const char *company)
{
    document(&f->rs, id, "");
    uint32_t a = person(f, text);
    if (company != NULL)
        (void)pair(&f->rs, a, name(&f->rs, ORGANISATION, RL_NONE, company, company), 1);
}

static bool are_one(fixture *f, const char *a, const char *a_company, const char *b, const char *b_company)
{
    forget(f);
    tell(f, "a", a, a_company);
    tell(f, "b", b, b_company);
    resolve(f);
    bool one = of(f, "a", 0) == of(f, "b", 0);
    forget(f);
    tell(f, "b", a, a_company);
    tell(f, "a", b, b_company);
    resolve(f);
    assert_int_equal(one, of(f, "a", 0) == of(f, "b", 0));
    return one;
}

static const char *reason_of(const fixture *f, const char *alias)
{
    for (size_t i = 0; i < f->corpus.count; i++)
        for (size_t k = 0; k < f->corpus.entities[i].alias_count; k++)
            if (strcmp(f->corpus.entities[i].aliases[k], alias) == 0)
                return f->corpus.entities[i].reasons[k];
    fail_msg("no alias %s", alias);
    return NULL;
}

/* ---- what joins ---- */

static void the_only_one_that_fits_is_meant(void **state)
{
    static const char *const pairs[][2] = {
        {"Viktor Orban", "Orban Viktor"},           {"J. Kowalczyk", "Jan Kowalczyk"},
        {"J.K. Kowalczyk", "Joanna Kowalczyk"},     {"Joanna K. Kowalczyk", "J.K. Kowalczyk"},
        {"John F. Kovel", "John Fitzgerald Kovel"}, {"John Kovel", "John Fitzgerald Kovel"},
        {"John Kovel Jr.", "John Kovel"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (!are_one(*state, pairs[i][0], NULL, pairs[i][1], NULL))
            fail_msg("%s is not %s", pairs[i][0], pairs[i][1]);
}

static void other_spellings_and_nicknames_need_the_same_company(void **state)
{
    static const char *const pairs[][2] = {
        {"Mohammed Ali", "Muhammad Ali"}, {"William Kovel", "Bill Kovel"},    {"Thomas James", "James Thomas"},
        {"J. Smith", "Jan Smith"},        {"Khaled Bazzur", "Khalid Bazzur"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (are_one(*state, pairs[i][0], NULL, pairs[i][1], NULL))
            fail_msg("%s became %s", pairs[i][0], pairs[i][1]);
        if (are_one(*state, pairs[i][0], "lamp works", pairs[i][1], "oil works"))
            fail_msg("%s became %s in other company", pairs[i][0], pairs[i][1]);
        if (!are_one(*state, pairs[i][0], "lamp works", pairs[i][1], "lamp works"))
            fail_msg("%s is not %s", pairs[i][0], pairs[i][1]);
    }
}

static void what_fits_two_means_neither(void **state)
{
    fixture *f = *state;
    tell(f, "a", "Jan Kowalczyk", NULL);
    tell(f, "b", "Jaroslaw Kowalczyk", NULL);
    tell(f, "c", "J. Kowalczyk", NULL);
    resolve(f);
    assert_int_equal(f->corpus.count, 3);
    forget(f);
    tell(f, "a", "John Fitzgerald Kovel", NULL);
    tell(f, "b", "John Neely Kovel", NULL);
    tell(f, "c", "John Kovel", NULL);
    resolve(f);
    assert_int_equal(f->corpus.count, 3);
    forget(f);
    tell(f, "a", "A. Brecker", NULL); /* two of the list */
    tell(f, "b", "Alma Orsen", NULL);
    resolve(f);
    assert_int_equal(of(f, "a", 0)->entry, RL_NONE);
}

static void names_that_become_one_are_one_bearer(void **state)
{
    fixture *f = *state;
    tell(f, "a", "J. Kowalczyk", NULL);
    tell(f, "b", "Joanna Kowalczyk", NULL);
    tell(f, "c", "Joanna K. Kowalczyk", NULL);
    tell(f, "d", "J.K. Kowalczyk", NULL);
    resolve(f);
    assert_int_equal(f->corpus.count, 1);
    assert_string_equal(of(f, "a", 0)->label, "Joanna K. Kowalczyk");
    assert_string_equal(reason_of(f, "Joanna Kowalczyk"), "middle name: Joanna K. Kowalczyk is the only one it fits");
    assert_string_equal(reason_of(f, "J. Kowalczyk"), "middle name: J.K. Kowalczyk is the only one it fits");
    assert_non_null(strstr(reason_of(f, "J.K. Kowalczyk"), "initial: "));
}

static void one_document_that_names_both_keeps_them_apart(void **state)
{
    fixture *f = *state;
    tell(f, "a", "J. Kowalczyk", NULL);
    (void)person(f, "Jan Kowalczyk");
    tell(f, "b", "Jan Kowalczyk", NULL);
    resolve(f);
    assert_int_equal(f->corpus.count, 2);
}

/* ---- listed people ---- */

static void listed_people_count_as_other_documents(void **state)
{
    fixture *f = *state;
    tell(f, "a", "Wanzhou Meng", NULL);
    resolve(f);
    assert_string_equal(of(f, "a", 0)->id, "person:meng");
    assert_string_equal(reason_of(f, "Wanzhou Meng"), "name order: Meng Wanzhou");
    assert_string_equal(reason_of(f, "Sabrina Meng"), "list: alias of Meng Wanzhou");
    forget(f);
    tell(f, "a", "J.K. Rowling", NULL);
    resolve(f);
    assert_int_equal(of(f, "a", 0)->entry, RL_NONE);
    forget(f);
    document(&f->rs, "a", "");
    uint32_t a = person(f, "J.K. Rowling");
    (void)pair(&f->rs, a, name(&f->rs, PERSON, MENG, "Meng Wanzhou", "meng wanzhou"), 1);
    resolve(f);
    assert_int_equal(of(f, "a", 0)->entry, RL_NONE);
}

/* The family name alone beside the name in another order is no second person. */
static void a_word_of_the_name_is_not_another_person(void **state)
{
    fixture *f = *state;
    tell(f, "a", "Wanzhou Meng", NULL);
    (void)name(&f->rs, PERSON, MENG, "Meng", "meng");
    resolve(f);
    assert_ptr_equal(of(f, "a", 0), of(f, "a", 1));
}

static void two_listed_people_stay_two(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)name(&f->rs, PERSON, TWIN, "Anton Brecker", "anton brecker");
    document(&f->rs, "b", "");
    (void)name(&f->rs, PERSON, OTHER_TWIN, "A. Brecker", "a brecker");
    tell(f, "c", "Alma Orsen", NULL);
    resolve(f);
    assert_ptr_not_equal(of(f, "a", 0), of(f, "b", 0));
}

/* ---- organisations and places ---- */

static void words_that_are_spelt_in_two_ways_are_one(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)name(&f->rs, ORGANISATION, RL_NONE, "Lamp Research Center", "lamp research center");
    document(&f->rs, "b", "");
    (void)name(&f->rs, ORGANISATION, RL_NONE, "Lamp Research Centre", "lamp research centre");
    document(&f->rs, "c", "");
    (void)name(&f->rs, PLACE, RL_NONE, "Lamp Research Centre", "lamp research centre");
    resolve(f);
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
    assert_ptr_not_equal(of(f, "a", 0), of(f, "c", 0));
    assert_non_null(strstr(reason_of(f, "Lamp Research Centre"), "spelling: "));
}

static void without_lists_nothing_is_compared(void **state)
{
    fixture *f = *state;
    relata_error err = {0};
    tell(f, "a", "J. Kowalczyk", NULL);
    tell(f, "b", "Jan Kowalczyk", NULL);
    assert_int_equal(rl_corpus_resolve(in_order(&f->rs), f->rs.count, ENTRIES, &f->types, NULL, &f->corpus, &err),
                     RELATA_OK);
    assert_int_equal(f->corpus.count, 2);
}

int main(void)
{
#define WITH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH(the_only_one_that_fits_is_meant),
        WITH(other_spellings_and_nicknames_need_the_same_company),
        WITH(what_fits_two_means_neither),
        WITH(names_that_become_one_are_one_bearer),
        WITH(one_document_that_names_both_keeps_them_apart),
        WITH(listed_people_count_as_other_documents),
        WITH(a_word_of_the_name_is_not_another_person),
        WITH(two_listed_people_stay_two),
        WITH(words_that_are_spelt_in_two_ways_are_one),
        WITH(without_lists_nothing_is_compared),
    };
    return cmocka_run_group_tests(tests, read_variants, free_variants);
}
