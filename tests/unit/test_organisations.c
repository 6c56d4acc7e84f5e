/* Organisations in one document: endings, acronyms, beginnings; and which of several listed ones a name means. */
#include "resolving.h"

static size_t organisation(fixture *f, const char *phrase)
{
    return mention(f, RL_TYPE_ORGANISATION, phrase, RL_NONE);
}

static size_t listed(fixture *f, const char *phrase, rl_name_kind kind, uint32_t entry)
{
    size_t m = mention(f, RL_TYPE_ORGANISATION, phrase, entry);
    hit(f, kind, entry);
    return m;
}

static uint32_t list_of(fixture *f, const char *name, const char *country, double prior)
{
    uint32_t entry = list_entry(f, RL_TYPE_ORGANISATION, name, prior);
    f->entries[entry].country = country;
    return entry;
}

static uint32_t list_country(fixture *f, const char *name)
{
    uint32_t entry = list_entry(f, RL_TYPE_PLACE, name, 80);
    f->entries[entry].kind = "country";
    return entry;
}

/* Two mentions that a pattern found to define each other. */
static void define(fixture *f, size_t a, size_t b)
{
    uint32_t one = (uint32_t)f->pattern_count, other = one + 1;
    f->patterns[one] = (rl_pattern_hit){f->mentions[a].first, f->mentions[a].last, RL_TYPE_ORGANISATION, 0, 1, other};
    f->patterns[other] = (rl_pattern_hit){f->mentions[b].first, f->mentions[b].last, RL_TYPE_ORGANISATION, 0, 1, one};
    f->pattern_count += 2;
}

static void an_ending_makes_no_other_organisation(void **state)
{
    fixture *f = *state;
    read_text(f, "Acme Widgets Inc. grew. Acme Widgets shrank.");
    size_t with = organisation(f, "Acme Widgets Inc"), without = organisation(f, "Acme Widgets");
    f->text.tokens[f->mentions[with].last - 1].classes = RL_CLASS_ORG_ENDING;
    resolve(f);
    assert_same(f, with, without);
}

static void one_entry_is_one_organisation(void **state)
{
    fixture *f = *state;
    read_text(f, "The World Health Organization met. WHO said so. The UN met.");
    uint32_t who = list_of(f, "World Health Organization", "", 80), un = list_of(f, "United Nations", "", 90);
    size_t full = listed(f, "World Health Organization", RL_NAME_LABEL, who);
    size_t acronym = listed(f, "WHO", RL_NAME_ALIAS, who), other = listed(f, "UN", RL_NAME_ALIAS, un);
    resolve(f);
    assert_same(f, full, acronym);
    assert_different(f, full, other);
}

static void acronyms_are_defined_in_both_orders(void **state)
{
    fixture *f = *state;
    read_text(f, "The Bank of Small Loans (XBL) met the KRT (Council of Rivers). XBL and KRT agreed.");
    size_t bank = organisation(f, "Bank of Small Loans"), xbl = organisation(f, "XBL");
    size_t krt = organisation(f, "KRT"), council = organisation(f, "Council of Rivers");
    size_t xbl_again = organisation(f, "XBL"), krt_again = organisation(f, "KRT");
    define(f, bank, xbl);
    define(f, krt, council);
    resolve(f);
    assert_same(f, bank, xbl);
    assert_same(f, bank, xbl_again);
    assert_same(f, council, krt);
    assert_same(f, council, krt_again);
    assert_different(f, bank, council);
    assert_int_equal(of_mention(f, krt)->mention, council); /* the longer name stays */
}

static void a_definition_gives_the_entry_of_either(void **state)
{
    fixture *f = *state;
    read_text(f, "The National Thing Service (QTS) met. QTS left.");
    uint32_t entry = list_of(f, "National Thing Service", "", 50);
    size_t full = listed(f, "National Thing Service", RL_NAME_LABEL, entry), acronym = organisation(f, "QTS");
    size_t again = organisation(f, "QTS");
    define(f, full, acronym);
    resolve(f);
    assert_int_equal(f->mentions[again].entry, entry);
    assert_same(f, full, again);
}

static void definitions_do_not_join_two_entries_nor_other_types(void **state)
{
    fixture *f = *state;
    read_text(f, "The Old Bank (NEW) met the Red Lake (RLX).");
    uint32_t old = list_of(f, "Old Bank", "", 50), new = list_of(f, "NEW", "", 50);
    size_t a = listed(f, "Old Bank", RL_NAME_LABEL, old), b = listed(f, "NEW", RL_NAME_LABEL, new);
    size_t lake = mention(f, RL_TYPE_PLACE, "Red Lake", RL_NONE), acronym = organisation(f, "RLX");
    define(f, a, b);
    define(f, lake, acronym);
    resolve(f);
    assert_different(f, a, b);
    assert_different(f, lake, acronym);
}

/* A pattern may have found what was then decided to be no mention. */
static void definitions_without_mentions_are_passed_over(void **state)
{
    fixture *f = *state;
    read_text(f, "The Old Bank (NEW) met.");
    size_t a = organisation(f, "Old Bank"), b = organisation(f, "NEW");
    define(f, a, b);
    f->patterns[1].last++;
    resolve(f);
    assert_different(f, a, b);
}

static void an_acronym_that_fits_one_name_is_that(void **state)
{
    fixture *f = *state;
    read_text(f, "The Asia-Pacific Economic Council met. APEC said so. A.P.E.C. agreed. ABC did not.");
    size_t full = organisation(f, "Asia-Pacific Economic Council"), acronym = organisation(f, "APEC");
    size_t dotted = organisation(f, "A.P.E.C."), other = organisation(f, "ABC");
    resolve(f);
    assert_same(f, full, acronym);
    assert_same(f, full, dotted);
    assert_different(f, full, other);
}

static void small_words_give_no_letter_to_an_acronym(void **state)
{
    fixture *f = *state;
    read_text(f, "The Bank of England met. BE said so. BOE did not.");
    size_t full = organisation(f, "Bank of England"), be = organisation(f, "BE"), boe = organisation(f, "BOE");
    resolve(f);
    assert_same(f, full, be);
    assert_different(f, full, boe);
}

static void an_acronym_that_fits_two_names_is_neither(void **state)
{
    fixture *f = *state;
    read_text(f, "The Old Mill Trust met the Open Market Trust. OMT said so.");
    size_t mill = organisation(f, "Old Mill Trust"), market = organisation(f, "Open Market Trust");
    size_t acronym = organisation(f, "OMT");
    resolve(f);
    assert_different(f, acronym, mill);
    assert_different(f, acronym, market);
}

/* Two names that a definition has made one are one for the acronym too. */
static void an_acronym_of_two_names_of_one_is_that_one(void **state)
{
    fixture *f = *state;
    read_text(f, "The Old Mill Trust (the Open Market Trust) met. OMT said so.");
    size_t mill = organisation(f, "Old Mill Trust"), market = organisation(f, "Open Market Trust");
    size_t acronym = organisation(f, "OMT");
    define(f, mill, market);
    resolve(f);
    assert_same(f, acronym, mill);
    assert_same(f, acronym, market);
}

static void acronyms_of_other_scripts_are_read_by_letters(void **state)
{
    fixture *f = *state;
    read_text(f, "Министерство Внутренних Дел. МВД сказало. ДВМ нет.");
    size_t full = organisation(f, "Министерство Внутренних Дел"), acronym = organisation(f, "МВД");
    size_t other = organisation(f, "ДВМ");
    resolve(f);
    assert_same(f, full, acronym);
    assert_different(f, full, other);
}

static void the_beginning_of_one_name_is_that(void **state)
{
    fixture *f = *state;
    read_text(f, "Acme Widgets Holding grew. Acme shrank. Acme Widgets fell. Widgets stayed.");
    size_t full = organisation(f, "Acme Widgets Holding"), one = organisation(f, "Acme");
    size_t two = organisation(f, "Acme Widgets"), last = organisation(f, "Widgets");
    resolve(f);
    assert_same(f, full, two);
    assert_same(f, full, one);
    assert_different(f, full, last);
}

static void the_beginning_of_two_names_is_neither(void **state)
{
    fixture *f = *state;
    read_text(f, "Acme Widgets met Acme Engines. Acme grew.");
    size_t widgets = organisation(f, "Acme Widgets"), engines = organisation(f, "Acme Engines");
    size_t acme = organisation(f, "Acme");
    resolve(f);
    assert_different(f, acme, widgets);
    assert_different(f, acme, engines);
    assert_int_equal(f->count, 3);
}

static void a_listed_name_is_no_beginning(void **state)
{
    fixture *f = *state;
    read_text(f, "Acme met Acme Engines.");
    uint32_t entry = list_of(f, "Acme", "", 50);
    size_t acme = listed(f, "Acme", RL_NAME_LABEL, entry), engines = organisation(f, "Acme Engines");
    resolve(f);
    assert_different(f, acme, engines);
}

/* "Acme (Acorn)", "Acorn (Birch)", … : each definition hangs what is there under another name. */
static void long_chains_of_definitions_are_one(void **state)
{
    fixture *f = *state;
    size_t m[20];
    char text[200] = "", name[4] = "Xa";
    for (int i = 0; i < 20; i++) {
        name[1] = (char)('a' + i);
        (void)strcat(strcat(text, name), " met. ");
    }
    read_text(f, text);
    for (int i = 0; i < 20; i++) {
        name[1] = (char)('a' + i);
        m[i] = organisation(f, name);
    }
    for (size_t i = 19; i > 0; i--)
        define(f, m[i - 1], m[i]);
    resolve(f);
    for (int i = 1; i < 20; i++)
        assert_same(f, m[0], m[i]);
    assert_int_equal(f->count, 1);
}

/* ---- one name of several entries ---- */

typedef struct courts {
    uint32_t us;
    uint32_t canada;
    uint32_t province;
    uint32_t usa_place;
    uint32_t canada_place;
} courts;

static courts list_courts(fixture *f)
{
    return (courts){list_of(f, "US Supreme Court", "United States", 85),
                    list_of(f, "Supreme Court of Canada", "Canada", 50),
                    list_of(f, "Supreme Court of British Columbia", "Canada", 34), list_country(f, "United States"),
                    list_country(f, "Canada")};
}

static size_t court(fixture *f, const courts *c)
{
    size_t m = listed(f, "Supreme Court", RL_NAME_WEAK, c->us);
    hit(f, RL_NAME_WEAK, c->canada);
    hit(f, RL_NAME_WEAK, c->province);
    return m;
}

static void country(fixture *f, const char *phrase, uint32_t entry)
{
    mention(f, RL_TYPE_PLACE, phrase, entry);
    hit(f, RL_NAME_LABEL, entry);
}

static void a_shared_name_is_of_the_country_named_most(void **state)
{
    fixture *f = *state;
    read_text(f, "Canada and the United States argued. Canada won. The Supreme Court sat.");
    courts c = list_courts(f);
    country(f, "Canada", c.canada_place);
    country(f, "United States", c.usa_place);
    country(f, "Canada", c.canada_place);
    size_t m = court(f, &c);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, c.canada);
    assert_true(f->mentions[m].shared);
}

static void demonyms_count_too(void **state)
{
    fixture *f = *state;
    read_text(f, "The United States spoke. The Canadian side and Canadian firms agreed. The Supreme Court sat.");
    courts c = list_courts(f);
    country(f, "United States", c.usa_place);
    hit_on(f, "Canadian", RL_NAME_DEMONYM, c.canada_place);
    hit_on(f, "Canadian", RL_NAME_DEMONYM, c.canada_place);
    size_t m = court(f, &c);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, c.canada);
}

static void without_any_country_the_best_known_is_meant(void **state)
{
    fixture *f = *state;
    read_text(f, "The Supreme Court sat.");
    courts c = list_courts(f);
    size_t m = court(f, &c);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, c.us);
}

static void a_name_given_in_full_elsewhere_decides(void **state)
{
    fixture *f = *state;
    read_text(f, "Canada waited. The Supreme Court of British Columbia ruled. The Supreme Court sat.");
    courts c = list_courts(f);
    country(f, "Canada", c.canada_place);
    listed(f, "Supreme Court of British Columbia", RL_NAME_LABEL, c.province);
    size_t m = court(f, &c);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, c.province);
}

static void in_a_document_about_another_country_it_is_none_of_them(void **state)
{
    fixture *f = *state;
    read_text(f, "Peru and Peru and Peru argued with Canada. The Supreme Court sat.");
    courts c = list_courts(f);
    uint32_t peru = list_country(f, "Peru");
    for (int i = 0; i < 3; i++)
        country(f, "Peru", peru);
    country(f, "Canada", c.canada_place);
    size_t m = court(f, &c);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, RL_NONE);
    assert_int_equal(of_mention(f, m)->entry, RL_NONE);
    assert_true(f->mentions[m].shared);
}

static void a_name_of_its_own_is_not_taken_away(void **state)
{
    fixture *f = *state;
    read_text(f, "Peru and Peru argued. The BBC said so.");
    uint32_t peru = list_country(f, "Peru"), bbc = list_of(f, "BBC", "United Kingdom", 80);
    country(f, "Peru", peru);
    country(f, "Peru", peru);
    size_t m = listed(f, "BBC", RL_NAME_WEAK, bbc);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, bbc);
    assert_false(f->mentions[m].shared);
}

static void the_users_own_entry_is_never_exchanged(void **state)
{
    fixture *f = *state;
    read_text(f, "Canada and Canada. The Supreme Court sat.");
    courts c = list_courts(f);
    f->entries[c.us].sure = true;
    country(f, "Canada", c.canada_place);
    country(f, "Canada", c.canada_place);
    size_t m = court(f, &c);
    resolve(f);
    assert_int_equal(f->mentions[m].entry, c.us);
}

static void another_entry_brings_its_own_source(void **state)
{
    fixture *f = *state;
    read_text(f, "Canada and Canada. The Supreme Court sat.");
    courts c = list_courts(f);
    f->entries[c.canada].source = "canada.tsv";
    country(f, "Canada", c.canada_place);
    country(f, "Canada", c.canada_place);
    size_t m = court(f, &c);
    resolve(f);
    assert_string_equal(f->mentions[m].source, "canada.tsv");
    assert_string_equal(f->mentions[0].source, "given");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TEXT(an_ending_makes_no_other_organisation),
        WITH_TEXT(one_entry_is_one_organisation),
        WITH_TEXT(acronyms_are_defined_in_both_orders),
        WITH_TEXT(a_definition_gives_the_entry_of_either),
        WITH_TEXT(definitions_do_not_join_two_entries_nor_other_types),
        WITH_TEXT(definitions_without_mentions_are_passed_over),
        WITH_TEXT(an_acronym_that_fits_one_name_is_that),
        WITH_TEXT(small_words_give_no_letter_to_an_acronym),
        WITH_TEXT(an_acronym_that_fits_two_names_is_neither),
        WITH_TEXT(an_acronym_of_two_names_of_one_is_that_one),
        WITH_TEXT(acronyms_of_other_scripts_are_read_by_letters),
        WITH_TEXT(the_beginning_of_one_name_is_that),
        WITH_TEXT(the_beginning_of_two_names_is_neither),
        WITH_TEXT(a_listed_name_is_no_beginning),
        WITH_TEXT(long_chains_of_definitions_are_one),
        WITH_TEXT(a_shared_name_is_of_the_country_named_most),
        WITH_TEXT(demonyms_count_too),
        WITH_TEXT(without_any_country_the_best_known_is_meant),
        WITH_TEXT(a_name_given_in_full_elsewhere_decides),
        WITH_TEXT(in_a_document_about_another_country_it_is_none_of_them),
        WITH_TEXT(a_name_of_its_own_is_not_taken_away),
        WITH_TEXT(the_users_own_entry_is_never_exchanged),
        WITH_TEXT(another_entry_brings_its_own_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
