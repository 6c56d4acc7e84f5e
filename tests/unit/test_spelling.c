/* Misspelt names: which pairs are alike, and when the corpus takes one for the other. */
#include "corpora.h"

#include "resolve/similar.h"

#include <stdio.h>

enum { PERSON = RL_TYPE_PERSON, PLACE = RL_TYPE_PLACE, ORGANISATION = RL_TYPE_ORGANISATION };
enum { CANADA, MENG, WORKS, PETER, TWIN, OTHER_TWIN, ENTRY_COUNT };

static const rl_entry ENTRIES[ENTRY_COUNT] = {
    {.id = "place:canada", .name = "Canada", .kind = "country", .country = "", .role = "", .aliases = "", .type = PLACE},
    {.id = "person:meng", .name = "Meng Wanzhou", .kind = "", .country = "Canada",
     .role = "chief financial officer of Lamp Works, Canada", .aliases = "", .type = PERSON},
    {.id = "organisation:works", .name = "Lamp Works", .kind = "", .country = "", .role = "", .aliases = "",
     .type = ORGANISATION},
    {.id = "person:peter", .name = "Peter Halloran", .kind = "", .country = "Canada", .role = "painter in Canada",
     .aliases = "", .type = PERSON},
    {.id = "person:twin-1", .name = "Anton Brecker", .kind = "", .country = "", .role = "of Lamp Works", .aliases = "",
     .type = PERSON},
    {.id = "person:twin-2", .name = "Anton Brecker", .kind = "", .country = "", .role = "of Lamp Works", .aliases = "",
     .type = PERSON},
};

/* What the lists of these tests know as given or family names. */
static bool classes(void *user, const char *word, size_t length, rl_classes *ret)
{
    static const char *const names[] = {"michael", "michelle", "michele", "kovrig", "johnson", "johnston", "christian",
                                        "christina", "evans", "evens", "roberts", "robert", "daniel", "daniele"};
    (void)user;
    *ret = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strlen(names[i]) == length && memcmp(names[i], word, length) == 0)
            *ret = RL_CLASS_GIVEN | RL_CLASS_FAMILY;
    return true;
}

static bool each_person(void *user, rl_listed_person_fn receive, void *receiver)
{
    bool going_on = true;
    (void)user;
    for (uint32_t i = 0; i < ENTRY_COUNT && going_on; i++) {
        const rl_listed_person person = {i, ENTRIES[i].name, ENTRIES[i].aliases};
        going_on = ENTRIES[i].type != PERSON || receive(receiver, &person);
    }
    return going_on;
}

static void resolve(fixture *f)
{
    relata_error err = {0};
    const rl_name_lists lists = {.classes = classes, .each_person = each_person};
    rl_corpus_free(&f->corpus);
    assert_int_equal(rl_corpus_resolve(in_order(&f->rs), f->rs.count, ENTRIES, &f->types, &lists, &f->corpus, &err),
                     RELATA_OK);
}

/* A document that names a person beside an organisation; "" for none. Names are given folded. */
static void tell(fixture *f, const char *id, const char *person, const char *company)
{
    document(&f->rs, id, "");
    uint32_t a = name(&f->rs, PERSON, RL_NONE, person, person);
    if (company[0] != '\0')
        (void)pair(&f->rs, a, name(&f->rs, ORGANISATION, RL_NONE, company, company), 1);
}

/* Four documents know one name, one the other. Are they one? */
static bool are_one(fixture *f, const char *known, const char *rare, const char *known_company, const char *rare_company)
{
    static const char *const ids[] = {"k1", "k2", "k3", "k4"};
    forget(f);
    for (size_t i = 0; i < 4; i++)
        tell(f, ids[i], known, i == 0 ? known_company : "");
    tell(f, "r", rare, rare_company);
    resolve(f);
    assert_int_equal(f->corpus.merge_count, of(f, "r", 0) == of(f, "k1", 0));
    return of(f, "r", 0) == of(f, "k1", 0);
}

/* ---- names alone ---- */

static unsigned slip(const char *a, const char *b)
{
    unsigned there = rl_words_slip(a, strlen(a), b, strlen(b));
    assert_int_equal(there, rl_words_slip(b, strlen(b), a, strlen(a)));
    return there;
}

static void slips_are_few_edits_of_long_words(void **state)
{
    (void)state;
    assert_int_equal(slip("wanzhou", "wenzhou"), 1);
    assert_int_equal(slip("kovrig", "kovring"), 1);
    assert_int_equal(slip("kovrig", "korvig"), 1);
    assert_int_equal(slip("kovrig", "kovrig"), 0);
    assert_int_equal(slip("kovrig", "kowrik"), 0);
    assert_int_equal(slip("poroshenko", "poroschenko"), 1);
    assert_int_equal(slip("poroshenko", "proshenka"), 2);
    assert_int_equal(slip("poroshenko", "praschenka"), 0);
    assert_int_equal(slip("müller", "moller"), 1);
    assert_int_equal(slip("kovrig", "tovrig"), 0);
    assert_int_equal(slip("cruz", "cru"), 0);
    assert_int_equal(slip("xiii", "xiiii"), 0);
    assert_int_equal(slip("area51", "area52"), 0);
    assert_int_equal(slip("ivanov", "ivanova"), 0);
    assert_int_equal(slip("mario", "maria"), 0);
}

static void a_word_of_any_length_is_safe(void **state)
{
    char a[100], b[100];
    (void)state;
    for (size_t length = RL_SPELLING_LETTERS - 2; length < sizeof a; length++) {
        memset(a, 'm', length);
        memset(b, 'm', length);
        b[length - 1] = 'n';
        unsigned edits = rl_words_slip(a, length, b, length);
        assert_int_equal(edits, length <= RL_SPELLING_LETTERS ? 1 : 0);
    }
}

static void order_and_number_of_words_matter(void **state)
{
    rl_spelt_name a, b;
    rl_likeness likeness = {9, 9};
    (void)state;
    assert_false(rl_name_split("cher", &a));
    assert_false(rl_name_split("a b c d e f", &a));
    assert_true(rl_name_split("meng wanzhou", &a) && rl_name_split("wanzhou meng", &b));
    assert_true(rl_names_similar(&a, &b, &likeness));
    assert_int_equal(likeness.distance, 0);
    assert_true(rl_name_split("meng wenzhou", &b) && rl_names_similar(&a, &b, &likeness));
    assert_int_equal(likeness.distance, 1);
    assert_int_equal(likeness.word, 1);
    assert_true(rl_name_split("meng q wenzhou", &b));
    assert_false(rl_names_similar(&a, &b, &likeness));
    assert_true(rl_name_split("mang wenzhou", &b));
    assert_false(rl_names_similar(&a, &b, &likeness));
}

/* ---- the corpus ---- */

static void misspelt_names_join_in_the_same_company(void **state)
{
    static const char *const pairs[][2] = {
        {"meng wanzhau", "meng wenzhau"},       {"michael kovrig", "michael kovring"},
        {"priscilla okafor", "pricilla okafor"}, {"henrik solberg", "henrik solbreg"},
        {"amina yusuf", "amina yussuf"},         {"petro poroshenko", "petro proshenka"},
        {"ana de armado", "ana de armadi"},     {"dorn carl", "carl dorn"},
        {"jean pierre vallon", "jean piere vallon"}, {"michael kovrig", "micheal kovrig"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_true(are_one(*state, pairs[i][0], pairs[i][1], "lamp works", "lamp works"));
        assert_false(are_one(*state, pairs[i][0], pairs[i][1], "lamp works", "oil works"));
        assert_false(are_one(*state, pairs[i][0], pairs[i][1], "", ""));
    }
}

/* People who are two, whatever their company. */
static void real_people_of_similar_names_stay_two(void **state)
{
    static const char *const pairs[][2] = {
        {"john kerry", "john kelly"},           {"chris evans", "chris evert"},
        {"kim jong un", "kim jong il"},         {"ted cruz", "tom cruise"},
        {"mike pence", "mike pompeo"},          {"wang yi", "wang yu"},
        {"li na", "li ning"},                   {"park chung hee", "park geun hye"},
        {"boris johnson", "boris johnston"},    {"christian bale", "christina bale"},
        {"michael flynn", "michelle flynn"},    {"bill gates", "bill yates"},
        {"susan collins", "suzanne collins"},   {"jack ma", "jack mao"},
        {"paul ryan", "paul rand"},             {"mohammed bin salman", "mohammed bin nayef"},
        {"george w bush", "george h w bush"},   {"sergei ivanov", "sergei ivanova"},
        {"mario rossi", "maria rossi"},         {"elizabeth warren", "elizabeth warner"},
        {"sebastian coe", "sebastian cole"},    {"gavin newsom", "gavin newton"},
        {"donald trump", "donald tusk"},        {"david cameron", "james cameron"},
        {"hassan rouhani", "hassan nasrallah"}, {"pope john paul i", "pope john paul ii"},
        {"chris evans", "chris evens"},         {"john roberts", "john robert"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (are_one(*state, pairs[i][0], pairs[i][1], "white house", "white house") ||
            are_one(*state, pairs[i][1], pairs[i][0], "white house", "white house"))
            fail_msg("%s became %s", pairs[i][1], pairs[i][0]);
    }
}

/* Here the spelling allows it, and only the company tells them apart. */
static void other_company_keeps_people_apart(void **state)
{
    static const char *const people[][4] = {
        {"xi jinping", "xi jinpeng", "communist party", "shenzhen electronics"},
        {"gary oldman", "gary oldmann", "warner brothers", "bonn chamber of trade"},
        {"jon stewart", "jon steward", "comedy central", "essex police"},
        {"tony blair", "tony blain", "labour party", "leeds rugby club"},
        {"karl rove", "karl rowe", "fox news", "perth council"},
    };
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++)
        if (are_one(*state, people[i][0], people[i][1], people[i][2], people[i][3]))
            fail_msg("%s became %s", people[i][1], people[i][0]);
}

static void a_merge_has_its_reason(void **state)
{
    fixture *f = *state;
    assert_true(are_one(f, "michael kovrig", "michael kovring", "lamp works", "lamp works"));
    assert_string_equal(f->corpus.merges[0].variant, "michael kovring");
    assert_string_equal(f->corpus.merges[0].name, "michael kovrig");
    assert_string_equal(f->corpus.merges[0].company, "lamp works");
    assert_int_equal(f->corpus.merges[0].reason, RL_REASON_SPELLING);
    assert_int_equal(merge_of(f, "r", 0), 0);
    assert_int_equal(merge_of(f, "k1", 0), RL_NONE);
    assert_string_equal(of(f, "r", 0)->label, "michael kovrig");
    assert_string_equal(of(f, "r", 0)->aliases[0], "michael kovring");
    assert_int_equal(of(f, "r", 0)->documents, 5);
}

static void the_order_of_documents_does_not_matter(void **state)
{
    static const char *const ids[][2] = {{"a", "z"}, {"z", "a"}};
    fixture *f = *state;
    for (size_t i = 0; i < 2; i++) {
        forget(f);
        tell(f, "m", "carl dornheim", "lamp works");
        tell(f, ids[i][0], "carl dornheim", "");
        tell(f, ids[i][1], "carl dornhiem", "lamp works");
        resolve(f);
        assert_int_equal(f->corpus.merge_count, 1);
        assert_string_equal(of(f, "a", 0)->id, "person:carl-dornheim");
        assert_ptr_equal(of(f, "a", 0), of(f, "z", 0));
    }
}

/* As often as each other, or both often. */
static void well_attested_names_stay_two(void **state)
{
    fixture *f = *state;
    tell(f, "a", "carl dornheim", "lamp works");
    tell(f, "b", "carl dornhiem", "lamp works");
    resolve(f);
    assert_int_equal(f->corpus.merge_count, 0);
    forget(f);
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    for (size_t i = 0; i < 9; i++)
        tell(f, ids[i], i < 6 ? "carl dornheim" : "carl dornhiem", i % 5 == 0 || i == 6 ? "lamp works" : "");
    resolve(f);
    assert_int_equal(f->corpus.merge_count, 0);
}

static void one_document_that_names_both_keeps_them_apart(void **state)
{
    fixture *f = *state;
    tell(f, "a", "carl dornheim", "lamp works");
    tell(f, "b", "carl dornheim", "lamp works");
    tell(f, "c", "carl dornheim", "");
    tell(f, "d", "carl dornhiem", "lamp works");
    (void)name(&f->rs, PERSON, RL_NONE, "carl dornheim", "carl dornheim");
    resolve(f);
    assert_int_equal(f->corpus.merge_count, 0);
}

/* Two misspellings in one document are two people: the first one found is the known one. */
static void two_spellings_of_one_document_do_not_both_join(void **state)
{
    fixture *f = *state;
    tell(f, "a", "carl dornheim", "lamp works");
    tell(f, "b", "carl dornheim", "lamp works");
    tell(f, "c", "carl dornhiem", "lamp works");
    (void)pair(&f->rs, 1, name(&f->rs, PERSON, RL_NONE, "carl dornheem", "carl dornheem"), 1);
    resolve(f);
    assert_int_equal(f->corpus.merge_count, 1);
    assert_ptr_not_equal(of(f, "c", 0), of(f, "c", 2));
}

static void of_two_known_people_it_is_neither(void **state)
{
    fixture *f = *state;
    tell(f, "a", "carl dornheim", "lamp works");
    tell(f, "b", "carl dornheim", "");
    tell(f, "c", "carl dornhelm", "lamp works");
    tell(f, "d", "carl dornhelm", "");
    tell(f, "e", "carl dornhekm", "lamp works");
    resolve(f);
    assert_int_equal(f->corpus.merge_count, 0);
}

/* A country, or what everybody is seen with, is no company. */
static void countries_and_common_names_prove_nothing(void **state)
{
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    fixture *f = *state;
    for (size_t i = 0; i < 3; i++) {
        document(&f->rs, ids[i], "");
        (void)name(&f->rs, PERSON, RL_NONE, "x", i < 2 ? "carl dornheim" : "carl dornhiem");
        (void)pair(&f->rs, 0, name(&f->rs, PLACE, CANADA, "Canada", "canada"), 1);
    }
    resolve(f);
    assert_int_equal(f->corpus.merge_count, 0);
    forget(f);
    for (size_t i = 0; i < 10; i++)
        tell(f, ids[i], i < 2 ? "carl dornheim" : i == 2 ? "carl dornhiem" : "ernst ober", "daily news");
    resolve(f);
    assert_int_equal(f->corpus.merge_count, 0);
}

/* One document that names a listed person wrongly, beside `entry`. */
static const rl_corpus_entity *beside(fixture *f, const char *person, uint32_t type, uint32_t entry)
{
    forget(f);
    document(&f->rs, "a", "");
    (void)name(&f->rs, PERSON, RL_NONE, person, person);
    (void)pair(&f->rs, 0, name(&f->rs, type, entry, "Lamp Works", "lamp works"), 1);
    resolve(f);
    return of(f, "a", 0);
}

static void a_listed_person_is_meant_in_the_company_of_the_role(void **state)
{
    fixture *f = *state;
    const rl_corpus_entity *e = beside(f, "meng wenzhou", ORGANISATION, WORKS);
    assert_string_equal(e->id, "person:meng");
    assert_string_equal(e->label, "Meng Wanzhou");
    assert_string_equal(e->aliases[0], "meng wenzhou");
    assert_string_equal(f->corpus.merges[0].company, "Lamp Works");
    assert_int_equal(beside(f, "meng wenzhou", ORGANISATION, RL_NONE)->entry, RL_NONE);
    /* The country of the person is everybody's, and namesakes are nobody. */
    assert_int_equal(beside(f, "peter haloran", PLACE, CANADA)->entry, RL_NONE);
    assert_int_equal(beside(f, "anton breker", ORGANISATION, WORKS)->entry, RL_NONE);
}

static void without_lists_nothing_is_compared(void **state)
{
    fixture *f = *state;
    relata_error err = {0};
    tell(f, "a", "carl dornheim", "lamp works");
    tell(f, "b", "carl dornheim", "lamp works");
    tell(f, "c", "carl dornhiem", "lamp works");
    assert_int_equal(rl_corpus_resolve(in_order(&f->rs), f->rs.count, ENTRIES, &f->types, NULL, &f->corpus, &err),
                     RELATA_OK);
    assert_int_equal(f->corpus.merge_count, 0);
}

/* ---- many ---- */

static void a_crowd_under_one_key_is_passed_over(void **state)
{
    enum { NAMES = 20000 };
    fixture *f = *state;
    relata_error err = {0};
    const rl_name_lists lists = {.classes = classes, .each_person = each_person};
    rl_record_entity *entities = calloc(NAMES, sizeof *entities);
    rl_form *forms = calloc(NAMES, sizeof *forms);
    char *strings = calloc(NAMES, 32);
    assert_true(entities != NULL && forms != NULL && strings != NULL);
    for (uint32_t i = 0; i < NAMES; i++) {
        (void)snprintf(strings + 32 * i + 1, 31, "carl d%c%c%c%c%c", 'a' + (int)(i % 26), 'a' + (int)(i / 26 % 26),
                       'a' + (int)(i / 676 % 26), 'a' + (int)(i / 7 % 26), 'a' + (int)(i % 26));
        forms[i] = (rl_form){.text = 32 * i + 1, .folded = 32 * i + 1, .count = 1, .words = 2};
        entities[i] = (rl_record_entity){.type = PERSON, .entry = RL_NONE, .key = 32 * i + 1, .first_form = i,
                                         .form_count = 1, .mentions = 1};
    }
    rl_record record = {.entities = entities, .entity_count = NAMES, .forms = forms, .form_count = NAMES,
                        .strings = strings, .strings_length = NAMES * (size_t)32};
    const rl_record *both[] = {&record, &record};
    assert_int_equal(rl_corpus_resolve(both, 2, ENTRIES, &f->types, &lists, &f->corpus, &err), RELATA_OK);
    assert_int_equal(f->corpus.merge_count, 0);
    free(entities);
    free(forms);
    free(strings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_are_few_edits_of_long_words),
        cmocka_unit_test(a_word_of_any_length_is_safe),
        cmocka_unit_test(order_and_number_of_words_matter),
        cmocka_unit_test_setup_teardown(misspelt_names_join_in_the_same_company, set_up, tear_down),
        cmocka_unit_test_setup_teardown(real_people_of_similar_names_stay_two, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_company_keeps_people_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_merge_has_its_reason, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_order_of_documents_does_not_matter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(well_attested_names_stay_two, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_document_that_names_both_keeps_them_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_spellings_of_one_document_do_not_both_join, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_two_known_people_it_is_neither, set_up, tear_down),
        cmocka_unit_test_setup_teardown(countries_and_common_names_prove_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_listed_person_is_meant_in_the_company_of_the_role, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_lists_nothing_is_compared, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_crowd_under_one_key_is_passed_over, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
