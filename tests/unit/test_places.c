/* Places in one document, and types of the user's own: by entry, else by name; which of several places of one name. */
#include "resolving.h"

static uint32_t list_place(fixture *f, const char *name, const char *kind, const char *country, double prior)
{
    uint32_t entry = list_entry(f, RL_TYPE_PLACE, name, prior);
    f->entries[entry].kind = kind;
    f->entries[entry].country = country;
    return entry;
}

static size_t place(fixture *f, const char *phrase, uint32_t entry)
{
    size_t m = mention(f, RL_TYPE_PLACE, phrase, entry);
    if (entry != RL_NONE)
        hit(f, RL_NAME_LABEL, entry);
    return m;
}

typedef struct world {
    uint32_t england;
    uint32_t ontario_london;
    uint32_t ontario;
    uint32_t canada;
    uint32_t uk;
    uint32_t ottawa;
} world;

static world list_world(fixture *f)
{
    return (world){list_place(f, "London", "capital", "United Kingdom", 92),
                   list_place(f, "London", "city", "Canada", 8),
                   list_place(f, "Ontario", "region", "Canada", 44),
                   list_place(f, "Canada", "country", "", 85),
                   list_place(f, "United Kingdom", "country", "", 90),
                   list_place(f, "Ottawa", "capital", "Canada", 60)};
}

static size_t london(fixture *f, const world *w)
{
    size_t m = place(f, "London", w->england);
    hit(f, RL_NAME_LABEL, w->ontario_london);
    return m;
}

static void places_are_one_by_entry_or_by_name(void **state)
{
    fixture *f = *state;
    read_text(f, "Canada met Canada near Mill Creek. MILL CREEK is small.");
    world w = list_world(f);
    size_t one = place(f, "Canada", w.canada), two = place(f, "Canada", w.canada);
    size_t creek = place(f, "Mill Creek", RL_NONE), again = place(f, "MILL CREEK", RL_NONE);
    resolve(f);
    assert_same(f, one, two);
    assert_same(f, creek, again);
    assert_different(f, one, creek);
}

static void one_name_of_two_types_is_two(void **state)
{
    fixture *f = *state;
    read_text(f, "Jordan borders Syria. Jordan scored.");
    size_t land = place(f, "Jordan", RL_NONE), player = mention(f, RL_TYPE_PERSON, "Jordan", RL_NONE);
    resolve(f);
    assert_different(f, land, player);
}

static void the_best_known_place_is_meant(void **state)
{
    fixture *f = *state;
    read_text(f, "London is large.");
    world w = list_world(f);
    size_t m = london(f, &w);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, w.england);
}

/* A country that is named often does not make a small town of its own out of a capital. */
static void the_country_alone_does_not_move_a_capital(void **state)
{
    fixture *f = *state;
    read_text(f, "Canada, Ontario and Canada wrote to London.");
    world w = list_world(f);
    place(f, "Canada", w.canada);
    place(f, "Ontario", w.ontario);
    place(f, "Canada", w.canada);
    size_t m = london(f, &w);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, w.england);
}

static void the_region_after_the_comma_decides(void **state)
{
    fixture *f = *state;
    read_text(f, "They met in London, Ontario.");
    world w = list_world(f);
    size_t m = london(f, &w);
    place(f, "Ontario", w.ontario);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, w.ontario_london);
}

static void the_country_after_the_comma_decides(void **state)
{
    fixture *f = *state;
    read_text(f, "They met in London, Canada.");
    world w = list_world(f);
    size_t m = london(f, &w);
    place(f, "Canada", w.canada);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, w.ontario_london);
}

static void the_next_town_of_a_list_decides_nothing(void **state)
{
    fixture *f = *state;
    read_text(f, "They went to London, Ottawa and Rome.");
    world w = list_world(f);
    size_t m = london(f, &w);
    place(f, "Ottawa", w.ottawa);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, w.england);
}

static void what_was_said_once_holds_where_the_country_agrees(void **state)
{
    fixture *f = *state;
    read_text(f, "In London, Ontario, Canada, they met. Canada pays. London is glad.");
    world w = list_world(f);
    size_t first = london(f, &w);
    place(f, "Ontario", w.ontario);
    place(f, "Canada", w.canada);
    place(f, "Canada", w.canada);
    size_t second = london(f, &w);
    resolve(f);
    assert_int_equal(f->mentions[first].entry, w.ontario_london);
    assert_int_equal(f->mentions[second].entry, w.ontario_london);
    assert_same(f, first, second);
}

static void what_was_said_once_does_not_hold_against_the_country(void **state)
{
    fixture *f = *state;
    read_text(f, "In London, Ontario, they met. The United Kingdom and the United Kingdom pay. London is glad.");
    world w = list_world(f);
    size_t first = london(f, &w);
    place(f, "Ontario", w.ontario);
    place(f, "United Kingdom", w.uk);
    place(f, "United Kingdom", w.uk);
    size_t second = london(f, &w);
    resolve(f);
    assert_int_equal(f->mentions[first].entry, w.ontario_london);
    assert_int_equal(f->mentions[second].entry, w.england);
}

/* Of two that are about as well known the country decides. */
static void the_country_decides_between_equals(void **state)
{
    fixture *f = *state;
    read_text(f, "Canada and Canada like Windsor. Windsor is nice.");
    world w = list_world(f);
    uint32_t english = list_place(f, "Windsor", "city", "United Kingdom", 10);
    uint32_t canadian = list_place(f, "Windsor", "city", "Canada", 9);
    place(f, "Canada", w.canada);
    place(f, "Canada", w.canada);
    size_t m = place(f, "Windsor", english);
    hit(f, RL_NAME_LABEL, canadian);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, canadian);
}

/* A name that is in doubt itself is no evidence for a country. */
static void doubtful_names_do_not_count_for_a_country(void **state)
{
    fixture *f = *state;
    read_text(f, "Windsor, Windsor and Windsor. The United Kingdom is near.");
    world w = list_world(f);
    uint32_t english = list_place(f, "Windsor", "city", "United Kingdom", 9);
    uint32_t canadian = list_place(f, "Windsor", "city", "Canada", 10);
    size_t m[3];
    for (size_t i = 0; i < 3; i++) {
        m[i] = place(f, "Windsor", canadian);
        hit(f, RL_NAME_LABEL, english);
    }
    place(f, "United Kingdom", w.uk);
    resolve(f);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(f->mentions[m[i]].entry, english);
}

/* A country and a region of another one: the country's own name counts for itself. */
static void a_country_can_be_a_candidate(void **state)
{
    fixture *f = *state;
    read_text(f, "The United States and the United States. Georgia voted.");
    uint32_t us = list_place(f, "United States", "country", "", 100);
    uint32_t land = list_place(f, "Georgia", "country", "", 50);
    uint32_t region = list_place(f, "Georgia", "region", "United States", 45);
    place(f, "United States", us);
    place(f, "United States", us);
    size_t m = place(f, "Georgia", land);
    hit(f, RL_NAME_LABEL, region);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, region);

    read_text(f, "Georgian wine comes from Georgia.");
    land = list_place(f, "Georgia", "country", "", 45);
    region = list_place(f, "Georgia", "region", "United States", 50);
    hit_on(f, "Georgian", RL_NAME_DEMONYM, land);
    m = place(f, "Georgia", region);
    hit(f, RL_NAME_LABEL, land);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, land);
}

/* Hits of other lengths, kinds and types at the same word are no candidates. */
static void only_names_of_these_words_and_this_type_are_candidates(void **state)
{
    fixture *f = *state;
    read_text(f, "Washington is far.");
    uint32_t city = list_place(f, "Washington", "capital", "United States", 10);
    uint32_t man = list_entry(f, RL_TYPE_PERSON, "George Washington", 99);
    uint32_t people = list_place(f, "Washingtonians", "city", "United States", 99);
    size_t m = place(f, "Washington", city);
    hit(f, RL_NAME_FAMILY, man);
    hit(f, RL_NAME_DEMONYM, people);
    f->hits[f->hit_count++] = (rl_hit){.first = f->mentions[m].first, .last = f->mentions[m].last + 1, .entry = people};
    resolve(f);
    assert_int_equal(f->mentions[m].entry, city);
}

static void types_of_the_users_own_are_kept_by_entry_or_name(void **state)
{
    fixture *f = *state;
    enum { SHIP = RL_TYPE_BUILT_IN, STORM };
    read_text(f, "The Aurora sank. Aurora raged. The AURORA rose.");
    uint32_t aurora = list_entry(f, SHIP, "Aurora", 0);
    size_t ship = mention(f, SHIP, "Aurora", aurora), storm = mention(f, STORM, "Aurora", RL_NONE);
    size_t again = mention(f, SHIP, "AURORA", aurora);
    resolve(f);
    assert_same(f, ship, again);
    assert_different(f, ship, storm);
    assert_int_equal(of_mention(f, storm)->type, STORM);
}

/* Entities are numbered by their first mention, whatever their types. */
static void entities_are_numbered_in_text_order(void **state)
{
    fixture *f = *state;
    read_text(f, "Rome greeted Anna Bell of Acme Widgets in Rome.");
    size_t rome = place(f, "Rome", RL_NONE), anna = mention(f, RL_TYPE_PERSON, "Anna Bell", RL_NONE);
    size_t acme = mention(f, RL_TYPE_ORGANISATION, "Acme Widgets", RL_NONE), again = place(f, "Rome", RL_NONE);
    resolve(f);
    assert_int_equal(entity_of(f, rome), 0);
    assert_int_equal(entity_of(f, anna), 1);
    assert_int_equal(entity_of(f, acme), 2);
    assert_int_equal(entity_of(f, again), 0);
    assert_int_equal(f->count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TEXT(places_are_one_by_entry_or_by_name),
        WITH_TEXT(one_name_of_two_types_is_two),
        WITH_TEXT(the_best_known_place_is_meant),
        WITH_TEXT(the_country_alone_does_not_move_a_capital),
        WITH_TEXT(the_region_after_the_comma_decides),
        WITH_TEXT(the_country_after_the_comma_decides),
        WITH_TEXT(the_next_town_of_a_list_decides_nothing),
        WITH_TEXT(what_was_said_once_holds_where_the_country_agrees),
        WITH_TEXT(what_was_said_once_does_not_hold_against_the_country),
        WITH_TEXT(the_country_decides_between_equals),
        WITH_TEXT(doubtful_names_do_not_count_for_a_country),
        WITH_TEXT(a_country_can_be_a_candidate),
        WITH_TEXT(only_names_of_these_words_and_this_type_are_candidates),
        WITH_TEXT(types_of_the_users_own_are_kept_by_entry_or_name),
        WITH_TEXT(entities_are_numbered_in_text_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
