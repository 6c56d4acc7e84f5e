/* People in one document: who a short name means. */
#include "resolving.h"

static size_t person(fixture *f, const char *phrase)
{
    return mention(f, RL_TYPE_PERSON, phrase, RL_NONE);
}

/* A mention of a listed person by the name that the list gives. */
static size_t listed(fixture *f, const char *phrase, uint32_t entry)
{
    size_t m = mention(f, RL_TYPE_PERSON, phrase, entry);
    hit(f, RL_NAME_LABEL, entry);
    return m;
}

/* A mention by a family name alone that a list has: the entry is the recogniser's guess, the hit follows. */
static size_t family(fixture *f, const char *phrase, uint32_t entry)
{
    size_t m = mention(f, RL_TYPE_PERSON, phrase, entry);
    f->mentions[m].family_only = true;
    hit(f, RL_NAME_FAMILY, entry);
    return m;
}

static void one_name_is_one_person(void **state)
{
    fixture *f = *state;
    read_text(f, "Anna Bell met Carl Dorn. ANNA BELL left.");
    size_t anna = person(f, "Anna Bell"), carl = person(f, "Carl Dorn"), again = person(f, "ANNA BELL");
    resolve(f);
    assert_same(f, anna, again);
    assert_different(f, anna, carl);
    assert_int_equal(f->count, 2);
    assert_false(of_mention(f, anna)->partial);
    assert_int_equal(of_mention(f, anna)->mention, anna);
}

static void a_family_name_or_a_given_name_alone_is_the_only_bearer(void **state)
{
    fixture *f = *state;
    read_text(f, "Anna Bell met Carl Dorn. Bell left. Anna smiled. Mr. Dorn stayed.");
    size_t anna = person(f, "Anna Bell"), carl = person(f, "Carl Dorn");
    size_t bell = person(f, "Bell"), given = person(f, "Anna"), dorn = person(f, "Dorn");
    resolve(f);
    assert_same(f, anna, bell);
    assert_same(f, anna, given);
    assert_same(f, carl, dorn);
    assert_int_equal(f->count, 2);
}

static void a_short_form_may_come_first(void **state)
{
    fixture *f = *state;
    read_text(f, "Bell left. Later Anna Bell came back.");
    size_t bell = person(f, "Bell"), anna = person(f, "Anna Bell");
    resolve(f);
    assert_same(f, anna, bell);
    assert_int_equal(of_mention(f, bell)->mention, anna); /* it goes by the full name */
    assert_false(of_mention(f, bell)->partial);
}

static void of_two_with_one_family_name_the_last_named_is_meant(void **state)
{
    fixture *f = *state;
    read_text(f, "Anna Bell sang. Bell bowed. Carl Bell sang. Bell bowed. Anna Bell left. Bell waved.");
    size_t anna = person(f, "Anna Bell"), first = person(f, "Bell"), carl = person(f, "Carl Bell");
    size_t second = person(f, "Bell"), again = person(f, "Anna Bell"), third = person(f, "Bell");
    resolve(f);
    assert_different(f, anna, carl);
    assert_same(f, first, anna);
    assert_same(f, second, carl);
    assert_same(f, again, anna);
    assert_same(f, third, anna);
    assert_int_equal(f->count, 2);
}

static void before_either_of_two_was_named_nobody_is_meant(void **state)
{
    fixture *f = *state;
    read_text(f, "Bell bowed. Anna Bell and Carl Bell sang.");
    size_t bell = person(f, "Bell"), anna = person(f, "Anna Bell"), carl = person(f, "Carl Bell");
    resolve(f);
    assert_different(f, bell, anna);
    assert_different(f, bell, carl);
    assert_different(f, anna, carl);
    assert_true(of_mention(f, bell)->partial);
}

static void a_given_name_of_two_is_nobodys(void **state)
{
    fixture *f = *state;
    read_text(f, "Anna Bell and Anna Dorn sang. Anna bowed. Anna left.");
    size_t bell = person(f, "Anna Bell"), dorn = person(f, "Anna Dorn");
    size_t one = person(f, "Anna"), two = person(f, "Anna");
    resolve(f);
    assert_different(f, one, bell);
    assert_different(f, one, dorn);
    assert_same(f, one, two);
    assert_true(of_mention(f, one)->partial);
    assert_int_equal(f->count, 3);
}

static void a_family_name_goes_before_a_given_name(void **state)
{
    fixture *f = *state;
    read_text(f, "Gordon Brown and Anna Gordon sang. Gordon bowed.");
    size_t brown = person(f, "Gordon Brown"), anna = person(f, "Anna Gordon"), gordon = person(f, "Gordon");
    resolve(f);
    assert_same(f, gordon, anna);
    assert_different(f, gordon, brown);
}

static void a_name_without_a_bearer_is_partial(void **state)
{
    fixture *f = *state;
    read_text(f, "Bell left. Dorn stayed. Bell waved.");
    size_t one = person(f, "Bell"), dorn = person(f, "Dorn"), two = person(f, "Bell");
    resolve(f);
    assert_same(f, one, two);
    assert_different(f, one, dorn);
    assert_true(of_mention(f, one)->partial);
    assert_int_equal(of_mention(f, one)->entry, RL_NONE);
}

/* What two names together say counts, not the longer alone. */
static void an_initial_does_not_lead_to_two_people(void **state)
{
    fixture *f = *state;
    read_text(f, "J. Moy met Jaroslaw Moy. Jan Moy came. J. F. Reed met John Reed. Jane F. Reed came. John Frank Reed left.");
    size_t m[] = {person(f, "J. Moy"), person(f, "Jaroslaw Moy"), person(f, "Jan Moy"), person(f, "J. F. Reed"),
                  person(f, "John Reed"), person(f, "Jane F. Reed"), person(f, "John Frank Reed")};
    resolve(f);
    assert_same(f, m[0], m[1]);
    assert_different(f, m[2], m[1]);
    assert_same(f, m[3], m[4]);
    assert_different(f, m[5], m[4]);
    assert_same(f, m[6], m[4]);
}

static void initials_and_middle_names_lead_to_the_same_person(void **state)
{
    fixture *f = *state;
    read_text(f, "M. Carney spoke. Mark Carney sat. Mark J. Carney stood. Mark Joseph Carney left. Carney waved.");
    size_t m[] = {person(f, "M. Carney"), person(f, "Mark Carney"), person(f, "Mark J. Carney"),
                  person(f, "Mark Joseph Carney"), person(f, "Carney")};
    resolve(f);
    for (size_t i = 1; i < 5; i++)
        assert_same(f, m[0], m[i]);
    assert_int_equal(f->count, 1);
}

static void an_initial_that_fits_two_is_neither(void **state)
{
    fixture *f = *state;
    read_text(f, "Mark Carney met Mary Carney. M. Carney left. M. Carney came.");
    size_t mark = person(f, "Mark Carney"), mary = person(f, "Mary Carney");
    size_t one = person(f, "M. Carney"), two = person(f, "M. Carney");
    resolve(f);
    assert_different(f, mark, mary);
    assert_different(f, one, mark);
    assert_different(f, one, mary);
    assert_same(f, one, two);
}

/* The name as it stands is found although two others agree with it. */
static void a_name_that_two_agree_with_stays_one(void **state)
{
    fixture *f = *state;
    read_text(f, "John A. Smith met John B. Smith. John Smith left. John Smith came.");
    size_t a = person(f, "John A. Smith"), b = person(f, "John B. Smith");
    size_t one = person(f, "John Smith"), two = person(f, "John Smith");
    resolve(f);
    assert_different(f, a, b);
    assert_different(f, one, a);
    assert_different(f, one, b);
    assert_same(f, one, two);
    assert_int_equal(f->count, 3);
}

static void family_names_may_come_first(void **state)
{
    fixture *f = *state;
    read_text(f, "Xi Jinping met Meng Wanzhou. Xi spoke. Meng listened.");
    uint32_t xi = list_entry(f, RL_TYPE_PERSON, "Xi Jinping", 90);
    size_t full = listed(f, "Xi Jinping", xi), meng = person(f, "Meng Wanzhou");
    size_t shorter = family(f, "Xi", xi), plain = person(f, "Meng");
    resolve(f);
    assert_same(f, full, shorter);
    assert_same(f, meng, plain);
    assert_int_equal(f->mentions[shorter].entry, xi);
}

/* A family name that the list spells in two ways is the same person's. */
static void a_listed_family_name_need_not_be_in_the_name(void **state)
{
    fixture *f = *state;
    read_text(f, "Volodymyr Zelenskyy spoke. Zelensky left.");
    uint32_t entry = list_entry(f, RL_TYPE_PERSON, "Volodymyr Zelenskyy", 90);
    size_t full = listed(f, "Volodymyr Zelenskyy", entry), shorter = family(f, "Zelensky", entry);
    resolve(f);
    assert_same(f, full, shorter);
}

static void a_famous_family_name_alone_is_enough(void **state)
{
    fixture *f = *state;
    read_text(f, "Trump spoke. Trump left.");
    uint32_t trump = list_entry(f, RL_TYPE_PERSON, "Donald Trump", 100);
    size_t one = family(f, "Trump", trump), two = family(f, "Trump", trump);
    resolve(f);
    assert_same(f, one, two);
    assert_int_equal(of_mention(f, one)->entry, trump);
    assert_false(of_mention(f, one)->partial);
    assert_int_equal(f->mentions[two].entry, trump);
}

static void of_several_listed_only_one_far_better_known_is_meant(void **state)
{
    fixture *f = *state;
    const struct { double first, second; bool meant; } cases[] = {
        {90, 30, true}, {30, 90, true}, {90, 80, false}, {30, 10, false}, {60, 40, true}, {0, 0, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        read_text(f, "Bush spoke.");
        uint32_t a = list_entry(f, RL_TYPE_PERSON, "George Bush", cases[i].first);
        uint32_t b = list_entry(f, RL_TYPE_PERSON, "Kate Bush", cases[i].second);
        size_t bush = family(f, "Bush", a);
        hit(f, RL_NAME_FAMILY, b);
        resolve(f);
        uint32_t better = cases[i].first > cases[i].second ? a : b;
        assert_int_equal(of_mention(f, bush)->entry, cases[i].meant ? better : RL_NONE);
        assert_int_equal(of_mention(f, bush)->partial, !cases[i].meant);
    }
}

static void a_family_name_that_an_entry_has_twice_is_one_bearer(void **state)
{
    fixture *f = *state;
    read_text(f, "Zelensky spoke.");
    uint32_t entry = list_entry(f, RL_TYPE_PERSON, "Volodymyr Zelenskyy", 40);
    size_t m = family(f, "Zelensky", entry);
    hit(f, RL_NAME_FAMILY, entry);
    resolve(f);
    assert_int_equal(of_mention(f, m)->entry, entry);
}

/* Nobody names a half-known person by the family name alone, unless the user's list says so. */
static void a_family_name_means_the_only_bearer_if_well_known(void **state)
{
    fixture *f = *state;
    const struct { double prior; bool sure, meant; } cases[] = {{39, false, false}, {40, false, true}, {0, true, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        read_text(f, "Brandt spoke.");
        uint32_t entry = list_entry(f, RL_TYPE_PERSON, "Willy Brandt", cases[i].prior);
        f->entries[entry].sure = cases[i].sure;
        size_t m = family(f, "Brandt", entry);
        resolve(f);
        assert_int_equal(of_mention(f, m)->entry, cases[i].meant ? entry : RL_NONE);
    }
}

/* Who is in the document goes before who is famous. */
static void a_bearer_in_the_document_goes_before_a_famous_one(void **state)
{
    fixture *f = *state;
    read_text(f, "Judd Trump won. Trump smiled.");
    uint32_t donald = list_entry(f, RL_TYPE_PERSON, "Donald Trump", 100);
    size_t judd = person(f, "Judd Trump"), trump = family(f, "Trump", donald);
    resolve(f);
    assert_same(f, judd, trump);
    assert_int_equal(f->mentions[trump].entry, RL_NONE);
}

static void namesakes_in_the_lists_stay_apart(void **state)
{
    fixture *f = *state;
    read_text(f, "Michael Jordan the player met Michael Jordan the scholar.");
    uint32_t player = list_entry(f, RL_TYPE_PERSON, "Michael Jordan", 80);
    uint32_t scholar = list_entry(f, RL_TYPE_PERSON, "Michael Jordan (scholar)", 40);
    size_t one = listed(f, "Michael Jordan", player), two = listed(f, "Michael Jordan", scholar);
    resolve(f);
    assert_different(f, one, two);
}

static void a_listed_name_gives_its_entry_to_the_unlisted_form(void **state)
{
    fixture *f = *state;
    read_text(f, "M. Carney spoke. Mark Carney left.");
    uint32_t entry = list_entry(f, RL_TYPE_PERSON, "Mark Carney", 80);
    size_t initial = person(f, "M. Carney"), full = listed(f, "Mark Carney", entry);
    resolve(f);
    assert_same(f, initial, full);
    assert_int_equal(f->mentions[initial].entry, entry);
}

/* A person of another name whom a list has is not taken for one whom it has not. */
static void two_entries_never_become_one(void **state)
{
    fixture *f = *state;
    read_text(f, "John Smith met J. Smith.");
    uint32_t john = list_entry(f, RL_TYPE_PERSON, "John Smith", 50);
    uint32_t jane = list_entry(f, RL_TYPE_PERSON, "J. Smith", 50);
    size_t one = listed(f, "John Smith", john), two = listed(f, "J. Smith", jane);
    resolve(f);
    assert_different(f, one, two);
}

static void two_words_can_be_a_family_name(void **state)
{
    fixture *f = *state;
    read_text(f, "Lula da Silva spoke. da Silva left. Silva came.");
    uint32_t entry = list_entry(f, RL_TYPE_PERSON, "Lula da Silva", 10);
    uint32_t other = list_entry(f, RL_TYPE_PERSON, "Ana da Silva", 10);
    size_t full = person(f, "Lula da Silva"), two = family(f, "da Silva", entry);
    hit(f, RL_NAME_FAMILY, other);
    size_t one = person(f, "Silva");
    resolve(f);
    assert_same(f, full, two);
    assert_same(f, full, one);
}

static void one_listed_word_is_a_full_name(void **state)
{
    fixture *f = *state;
    read_text(f, "Madonna sang. Madonna left.");
    uint32_t entry = list_entry(f, RL_TYPE_PERSON, "Madonna", 50);
    size_t one = listed(f, "Madonna", entry), two = listed(f, "Madonna", entry);
    resolve(f);
    assert_same(f, one, two);
    assert_false(of_mention(f, one)->partial);
}

static void nothing_gives_nothing(void **state)
{
    fixture *f = *state;
    read_text(f, "");
    resolve(f);
    assert_int_equal(f->count, 0);
}

/* Far more bearers of one name than are looked through: an answer at once, and nobody is taken for another. */
static void a_crowd_of_one_name_stays_apart(void **state)
{
    enum { PEOPLE = 200 };
    fixture *f = *state;
    rl_mention *mentions = calloc(PEOPLE + 1, sizeof *mentions);
    char *text = malloc(PEOPLE * 20 + 20);
    size_t length = 0;
    assert_non_null(mentions);
    assert_non_null(text);
    for (int i = 0; i < PEOPLE; i++)
        length += (size_t)sprintf(text + length, "Ja%c%c Smith sat. ", 'a' + i / 26, 'a' + i % 26);
    (void)strcpy(text + length, "J. Smith left.");
    read_text(f, text);
    for (uint32_t i = 0, t = 0; i <= PEOPLE; i++, t += 4)
        mentions[i] = (rl_mention){.first = t, .last = t + 2, .entry = RL_NONE};
    rl_resolve_input *input = make_input(f);
    input->mentions = mentions;
    input->mention_count = PEOPLE + 1;
    assert_int_equal(rl_resolve_document(f->resolver, input, &f->entities, &f->count, NULL), RELATA_OK);
    assert_int_equal(f->count, PEOPLE + 1);
    free(mentions);
    free(text);
}

/* The resolver is used again and again: nothing of the document before may be left. */
static void documents_do_not_know_of_each_other(void **state)
{
    fixture *f = *state;
    read_text(f, "Anna Bell sang.");
    person(f, "Anna Bell");
    resolve(f);
    read_text(f, "Bell bowed.");
    size_t bell = person(f, "Bell");
    resolve(f);
    assert_true(of_mention(f, bell)->partial);
    assert_int_equal(f->count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TEXT(one_name_is_one_person),
        WITH_TEXT(a_family_name_or_a_given_name_alone_is_the_only_bearer),
        WITH_TEXT(a_short_form_may_come_first),
        WITH_TEXT(of_two_with_one_family_name_the_last_named_is_meant),
        WITH_TEXT(before_either_of_two_was_named_nobody_is_meant),
        WITH_TEXT(a_given_name_of_two_is_nobodys),
        WITH_TEXT(a_family_name_goes_before_a_given_name),
        WITH_TEXT(a_name_without_a_bearer_is_partial),
        WITH_TEXT(an_initial_does_not_lead_to_two_people),
        WITH_TEXT(initials_and_middle_names_lead_to_the_same_person),
        WITH_TEXT(an_initial_that_fits_two_is_neither),
        WITH_TEXT(a_name_that_two_agree_with_stays_one),
        WITH_TEXT(family_names_may_come_first),
        WITH_TEXT(a_listed_family_name_need_not_be_in_the_name),
        WITH_TEXT(a_famous_family_name_alone_is_enough),
        WITH_TEXT(of_several_listed_only_one_far_better_known_is_meant),
        WITH_TEXT(a_family_name_that_an_entry_has_twice_is_one_bearer),
        WITH_TEXT(a_family_name_means_the_only_bearer_if_well_known),
        WITH_TEXT(a_bearer_in_the_document_goes_before_a_famous_one),
        WITH_TEXT(namesakes_in_the_lists_stay_apart),
        WITH_TEXT(a_listed_name_gives_its_entry_to_the_unlisted_form),
        WITH_TEXT(two_entries_never_become_one),
        WITH_TEXT(two_words_can_be_a_family_name),
        WITH_TEXT(one_listed_word_is_a_full_name),
        WITH_TEXT(nothing_gives_nothing),
        WITH_TEXT(a_crowd_of_one_name_stays_apart),
        WITH_TEXT(documents_do_not_know_of_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
