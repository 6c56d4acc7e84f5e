/* Gazetteers: rows to entries, names to hits, and the rules of letter case. */

#include "lists.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static rl_text text;

static relata_status read_file(const char *name, const char *bytes, bool shipped, relata_error *err)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fputs(bytes, f) >= 0, 1);
    assert_int_equal(fclose(f), 0);
    relata_status status = rl_gazetteer_read(gazetteer, path, shipped, err);
    assert_int_equal(unlink(path), 0);
    return status;
}

static void list(const char *name, bool shipped, const char *bytes)
{
    relata_error err = {0};
    relata_status status = read_file(name, bytes, shipped, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, RELATA_OK);
}

static void seal(void)
{
    relata_error err = {0};
    relata_status status = rl_gazetteer_seal(gazetteer, &rules, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, RELATA_OK);
}

static const rl_entry *entry(const char *id)
{
    for (size_t i = 0; i < rl_gazetteer_count(gazetteer); i++) {
        assert_int_equal(rl_gazetteer_read_entry(gazetteer, (uint32_t)i, NULL), RELATA_OK);
        if (rl_gazetteer_entries(gazetteer)[i].id != NULL && strcmp(rl_gazetteer_entries(gazetteer)[i].id, id) == 0)
            return &rl_gazetteer_entries(gazetteer)[i];
    }
    fail_msg("there is no entry %s", id);
    return NULL;
}

static void scan(const char *bytes)
{
    assert_int_equal(rl_text_read(&worker, &rules, bytes, strlen(bytes), &text, NULL), RELATA_OK);
    assert_int_equal(rl_gazetteer_scan(gazetteer, &text, &hits, NULL), RELATA_OK);
}

static const char *const kind_marks[] = {
    [RL_NAME_LABEL] = "",       [RL_NAME_ALIAS] = "=",   [RL_NAME_WEAK] = "?",
    [RL_NAME_FAMILY] = "family ", [RL_NAME_DEMONYM] = "demonym ", [RL_NAME_LEXICON] = "lexicon ",
};

/* The hits, each as mark of its kind, its words and, for entities, "@" and the entry's id after the type. */
static void assert_hits(const char *bytes, const char *expected)
{
    char found[2048] = "";
    scan(bytes);
    for (size_t i = 0; i < hits.count; i++) {
        const rl_hit *h = &hits.items[i];
        assert_true(h->first < h->last && h->last <= text.token_count);
        uint32_t start = text.tokens[h->first].start, end = text.tokens[h->last - 1].end;
        const char *id = h->entry == RL_NONE ? "" : rl_gazetteer_entries(gazetteer)[h->entry].id;
        size_t used = strlen(found);
        snprintf(found + used, sizeof found - used, "%s%s%.*s%s%s", i > 0 ? ", " : "", kind_marks[h->kind],
                 (int)(end - start), text.bytes + start, *id == '\0' ? "" : "@",
                 *id == '\0' ? "" : strchr(id, ':') + 1);
    }
    assert_string_equal(found, expected);
}

static rl_classes classes_of(const char *bytes, size_t token)
{
    scan(bytes);
    assert_true(token < text.token_count);
    return text.tokens[token].classes;
}

/* ---- entries ---- */

static void rows_become_entries(void **state)
{
    (void)state;
    list("people.tsv", true,
         "id\ttype\tname\taliases\tfamily\tkind\tcountry\trole\tlatitude\tlongitude\tprior\n"
         "\tperson\tXi Jinping\tPresident Xi|Chairman Xi\tXi\tpolitician\tChina\tpresident\t\t\t90\n"
         "place:gyeongju-x\tplace\t Gyeongju \t\t\tcity\tSouth Korea\t\t35.85\t-129.2\t1e2\n"
         "\tplace\tS\xC3\xA3o Paulo\t\t\t\t\t\t\t\t\n"
         "\tspace-ship_2\tVoyager 1\t\t\t\t\t\t\t\t\n"
         "\tplace\t\xE5\x8C\x97\xE4\xBA\xAC\t\t\t\t\t\t\t\t\n");
    seal();
    assert_int_equal(rl_gazetteer_count(gazetteer), 5);
    const rl_entry *xi = entry("person:xi-jinping");
    assert_string_equal(xi->name, "Xi Jinping");
    assert_string_equal(xi->aliases, "President Xi|Chairman Xi");
    assert_string_equal(xi->family, "Xi");
    assert_string_equal(xi->kind, "politician");
    assert_string_equal(xi->country, "China");
    assert_string_equal(xi->role, "president");
    assert_string_equal(xi->source, "people.tsv");
    assert_true(isnan(xi->latitude) && isnan(xi->longitude) && xi->prior > 89.9 && xi->prior < 90.1);
    assert_true(!xi->sure && xi->type == RL_TYPE_PERSON);
    const rl_entry *city = entry("place:gyeongju-x");
    assert_string_equal(city->name, "Gyeongju");
    assert_true(fabs(city->latitude - 35.85) < 1e-9 && fabs(city->longitude + 129.2) < 1e-9);
    assert_string_equal(entry("place:sao-paulo")->country, "");
    assert_int_equal(entry("space-ship_2:voyager-1")->type, RL_TYPE_BUILT_IN);
    assert_string_equal(rl_string_map_key(&types, RL_TYPE_BUILT_IN, NULL), "space-ship_2");
    assert_string_equal(entry("place:\xE5\x8C\x97\xE4\xBA\xAC")->name, "\xE5\x8C\x97\xE4\xBA\xAC");
}

static void one_id_in_two_lists_is_one_entity(void **state)
{
    (void)state;
    list("a.tsv", true, "type\tname\taliases\tcountry\tprior\nplace\tTurkey\tTurkiye\t\t20\n");
    list("b.tsv", true, "type\tname\taliases\tcountry\tlatitude\nplace\tTURKEY\tTurkish Republic\tTurkey\t39\n");
    seal();
    assert_int_equal(rl_gazetteer_count(gazetteer), 1);
    const rl_entry *turkey = entry("place:turkey");
    assert_string_equal(turkey->name, "TURKEY");
    assert_string_equal(turkey->aliases, "Turkiye|Turkish Republic");
    assert_string_equal(turkey->country, "Turkey");
    assert_string_equal(turkey->source, "b.tsv");
    assert_true(turkey->latitude > 38.9 && turkey->prior > 19.9);
    assert_hits("Turkiye, the Turkish Republic", "=Turkiye@turkey, =Turkish Republic@turkey");
}

static void assert_users(const rl_entry *e)
{
    assert_string_equal(e->name, "Mark J. Carney");
    assert_string_equal(e->role, "banker");
    assert_string_equal(e->country, "Canada");
    assert_string_equal(e->source, "mine.tsv");
    assert_true(e->prior > 6.9 && e->prior < 7.1 && e->sure);
}

static const char *const shipped_row =
    "id\ttype\tname\trole\tcountry\tprior\nperson:c\tperson\tMark Carney\tPM\tCanada\t50\n";
static const char *const users_row =
    "id\ttype\tname\trole\tcountry\tprior\nperson:c\tperson\tMark J. Carney\tbanker\t\t7\n";

static void a_users_list_wins(void **state)
{
    (void)state;
    list("people.tsv", true, shipped_row);
    list("mine.tsv", false, users_row);
    seal();
    assert_users(entry("person:c"));
    assert_hits("Mark Carney, Mark J. Carney", "Mark Carney@c, Mark J. Carney@c");
}

static void a_users_list_wins_though_it_is_read_first(void **state)
{
    (void)state;
    list("mine.tsv", false, users_row);
    list("people.tsv", true, shipped_row);
    seal();
    assert_users(entry("person:c"));
}

typedef struct refusal {
    const char *bytes;
    size_t line, column;
    const char *message;
} refusal;

static void bad_rows_are_named(void **state)
{
    (void)state;
    static const refusal samples[] = {
        {"type\tname\nplace\tGeorgia\nperson\tGeorgia\nplace\tGEORGIA\n", 4, 7,
         "the id \"place:georgia\" is in this file twice: give namesakes ids of their own"},
        {"type\tname\tid\nplace\tA\tx\nplace\tB\t x \n", 3, 9,
         "the id \"x\" is in this file twice: give namesakes ids of their own"},
        {"type\tname\nPerson\tX\n", 2, 1, "a type is small letters, digits, - and _, not \"Person\""},
        {"type\tname\n2x\tX\n", 2, 1, "a type is small letters, digits, - and _, not \"2x\""},
        {"type\tname\n person\tX\n", 2, 1, "a type is small letters, digits, - and _, not \" person\""},
        {"type\tname\nplace\t&-&\n", 2, 7, "the name has neither a letter nor a digit: \"&-&\""},
        {"type\tname\tlatitude\nplace\tX\t1,5\n", 2, 9, "not a number: \"1,5\""},
        {"type\tname\tlatitude\nplace\tX\t91\n", 2, 9, "the number is out of range: \"91\""},
        {"type\tname\tlongitude\nplace\tX\t-181\n", 2, 9, "the number is out of range: \"-181\""},
        {"type\tname\tprior\nplace\tX\t-1\n", 2, 9, "the number is out of range: \"-1\""},
        {"type\tname\tprior\nplace\tX\tnan\n", 2, 9, "not a number: \"nan\""},
        {"type\tname\tkind\ncue\tX\tnonsense\n", 2, 7, "unknown kind \"nonsense\""},
        {"type\tname\ncue\tX\n", 2, 1, "unknown kind \"\""},
        {"type\tname\tkind\ntitle\tMr.\thonorific\ntitle\tX\tmonth\n", 3, 9, "unknown kind \"month\""},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        relata_error err = {0};
        assert_int_equal(read_file("bad.tsv", samples[i].bytes, true, &err), RELATA_ERROR_FORMAT);
        assert_string_equal(err.message, samples[i].message);
        assert_string_equal(strrchr(err.source, '/'), "/bad.tsv");
        assert_int_equal(err.line, samples[i].line);
        assert_int_equal(err.column, samples[i].column);
    }
}

static void one_id_has_one_type(void **state)
{
    (void)state;
    relata_error err = {0};
    list("a.tsv", true, "id\ttype\tname\nx\tplace\tA\n");
    assert_int_equal(read_file("c.tsv", "id\ttype\tname\nx\tperson\tA\n", true, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "another list gives this id another type than \"person\"");
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 3);
}

static void one_id_has_one_type_in_the_users_lists_too(void **state)
{
    (void)state;
    relata_error err = {0};
    list("a.tsv", true, "id\ttype\tname\nx\tplace\tA\n");
    list("b.tsv", false, "id\ttype\tname\nx\tperson\tA\n");
    assert_int_equal(rl_gazetteer_seal(gazetteer, &rules, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.source, "b.tsv");
    assert_string_equal(err.message, "another list gives the id \"x\" another type than \"person\"");
}

static void assert_refused(const char *bytes, size_t column, const char *message)
{
    relata_error err = {0};
    assert_int_equal(read_file("bad.tsv", bytes, true, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, message);
    assert_string_equal(strrchr(err.source, '/'), "/bad.tsv");
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, column);
}

static void names_that_cannot_be_found_are_refused(void **state)
{
    (void)state;
    assert_refused("type\tname\taliases\nplace\tA\tB | a b c d e f g h i j k l m n o p q\n", 13,
                   "the name \"a b c d e f g h i j k l m n o p q\" has more than 16 words");
    assert_refused("type\tname\taliases\nplace\tB\tB|&\n", 11, "the name \"&\" has no word");
    char bytes[1200] = "type\tname\nplace\t";
    memset(bytes + strlen(bytes), 'a', 1001);
    char message[200] = "the name \"";
    memset(message + strlen(message), 'a', 100);
    strcat(message, "\" is longer than 1000 bytes");
    assert_refused(bytes, 7, message);
}

static void sixteen_words_are_not_too_many(void **state)
{
    (void)state;
    list("a.tsv", true, "type\tname\nplace\ta-b c d e f g h i j k l m n o p\n");
    seal();
    assert_hits("a b c d e f g h i j k l m n o p", "a b c d e f g h i j k l m n o p@a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p");
}

/* ---- hits ---- */

static void names_of_every_kind_are_found(void **state)
{
    (void)state;
    list("a.tsv", true,
         "type\tname\taliases\tweak_aliases\tfamily\tdemonyms\n"
         "place\tCanada\tDominion of Canada||\tThe North\t\tCanadian|Canadians\n"
         "person\tMark Carney\t\t\tCarney\t\n");
    seal();
    assert_hits("Mark Carney", "Mark Carney@mark-carney, family Carney@mark-carney");
    assert_hits("The Dominion of Canada", "=Dominion of Canada@canada, Canada@canada");
    assert_hits("The North", "?The North@canada");
    assert_hits("Canadian canadian", "demonym Canadian@canada");
    assert_int_equal(classes_of("Canadian", 0), RL_CLASS_DEMONYM);
}

static void longer_names_come_first_and_shorter_ones_too(void **state)
{
    (void)state;
    list("a.tsv", true,
         "type\tname\nplace\tNew York\norganisation\tNew York Times\nplace\tYork\norganisation\tTimes\n"
         "place\tNew York City\n");
    seal();
    assert_hits("the New York Times", "New York Times@new-york-times, New York@new-york, York@york, Times@times");
    assert_hits("New Yorks", "");
    assert_hits("Newyork", "");
}

static void namesakes_are_found_in_the_order_of_the_lists(void **state)
{
    (void)state;
    list("a.tsv", true, "id\ttype\tname\na:1\tplace\tGeorgia\na:2\tplace\tGeorgia\n");
    list("b.tsv", true, "id\ttype\tname\na:3\torganisation\tGeorgia\n");
    seal();
    assert_hits("Georgia", "Georgia@1, Georgia@2, Georgia@3");
}

static void capitals_must_be_there_where_they_are_listed(void **state)
{
    (void)state;
    list("a.tsv", true,
         "type\tname\norganisation\teBay\nplace\tReading\nperson\tVincent van Gogh\norganisation\tthe Met Office\n");
    seal();
    assert_hits("Reading READING reading", "Reading@reading, READING@reading");
    assert_hits("Vincent Van Gogh, VINCENT VAN GOGH, Vincent van gogh",
                "Vincent Van Gogh@vincent-van-gogh, VINCENT VAN GOGH@vincent-van-gogh");
    assert_hits("eBay Ebay EBAY ebay", "eBay@ebay, Ebay@ebay, EBAY@ebay");
    assert_hits("The Met Office, the met office", "The Met Office@the-met-office");
}

static void acronyms_are_not_words(void **state)
{
    (void)state;
    list("a.tsv", true,
         "type\tname\taliases\tkind\n"
         "place\tUnited States\tUS|U.S.|USA|U.S.A.\t\n"
         "organisation\tWorld Health Organization\tWHO\t\n"
         "organisation\tNATO\t\t\n"
         "organisation\tAIDS\t\t\n"
         "organisation\tICE\t\t\n"
         "ordinary\taids\t\tcommon\n"
         "ordinary\twho\t\tfunction\n"
         "ordinary\tus\t\tfunction\n");
    seal();
    assert_hits("US U.S. USA U.S.A. U.S", "=US@united-states, =U.S.@united-states, =USA@united-states, "
                                          "=U.S.A.@united-states, =U.S@united-states");
    assert_hits("us Us Usa who Who Ice ice", "");
    assert_hits("WHO NATO Nato nato", "=WHO@world-health-organization, NATO@nato, Nato@nato");
    assert_hits("Aids", "");
    assert_int_equal(classes_of("they told us", 2), RL_CLASS_FUNCTION);
    assert_int_equal(classes_of("the US said", 1), 0);
    assert_int_equal(classes_of("TOLD US ALL", 1), RL_CLASS_FUNCTION);
    assert_int_equal(classes_of("Who said", 0), RL_CLASS_FUNCTION);
}

static void names_run_over_hyphens_line_breaks_and_before_possessives(void **state)
{
    (void)state;
    list("a.tsv", true,
         "type\tname\norganisation\tAsia-Pacific Economic Cooperation\nplace\tSouth Korea\nplace\tSeoul\n");
    seal();
    assert_hits("Asia Pacific Economic Cooperation's",
                "Asia Pacific Economic Cooperation@asia-pacific-economic-cooperation");
    assert_hits("Asia-Pacific\nEconomic Cooperation",
                "Asia-Pacific\nEconomic Cooperation@asia-pacific-economic-cooperation");
    assert_hits("South\r\nKorea\xE2\x80\x99s", "South\r\nKorea@south-korea");
    assert_hits("South\n\nKorea", "");
    assert_hits("Go South. Korea is", "");
    assert_hits("Seoul-based, pro-Seoul", "Seoul@seoul, Seoul@seoul");
    assert_hits("South\xC2\xA0Korea So\xC2\xADuth Korea",
                "South\xC2\xA0Korea@south-korea, So\xC2\xADuth Korea@south-korea");
}

static void accents_and_full_stops_do_not_matter(void **state)
{
    (void)state;
    list("a.tsv", true,
         "type\tname\nplace\tQu\xC3\xA9" "bec\norganisation\tAcme Corp.\nperson\tJ. R. Smith\n"
         "organisation\tO'Reilly & Co\n");
    seal();
    assert_hits("Quebec QUE\xCC\x81" "BEC", "Quebec@quebec, QUE\xCC\x81" "BEC@quebec");
    assert_hits("Acme Corp. and Acme Corp said", "Acme Corp@acme-corp, Acme Corp@acme-corp");
    assert_hits("J. R. Smith", "J. R. Smith@j-r-smith");
    assert_hits("O\xE2\x80\x99Reilly & Co", "O\xE2\x80\x99Reilly & Co@o-reilly-co");
}

static void furniture_is_passed_over(void **state)
{
    (void)state;
    list("a.tsv", true, "type\tname\nplace\tReading\nplace\tReading Lake\n");
    seal();
    assert_int_equal(rl_text_read(&worker, &rules, "Reading Lake Reading", 20, &text, NULL), RELATA_OK);
    text.tokens[1].flags |= RL_TOKEN_FURNITURE;
    text.tokens[2].flags |= RL_TOKEN_FURNITURE;
    assert_int_equal(rl_gazetteer_scan(gazetteer, &text, &hits, NULL), RELATA_OK);
    assert_int_equal(hits.count, 1);
    assert_int_equal(hits.items[0].last, 1);
}

/* ---- the lexicon ---- */

static void lexicon_words_become_classes(void **state)
{
    (void)state;
    list("a.tsv", true,
         "type\tname\taliases\tkind\n"
         "given_name\tMark\tMarc\t\n"
         "family_name\tMark\t\tanything\n"
         "cue\tbank\t\torganisation_head\n"
         "ordinary\tbank\t\tcommon\n"
         "title\tprime minister\tPM\toffice\n"
         "ordinary\tMay\t\tmonth\n");
    seal();
    assert_int_equal(rl_gazetteer_count(gazetteer), 0);
    assert_int_equal(classes_of("Mark", 0), RL_CLASS_GIVEN | RL_CLASS_FAMILY);
    assert_int_equal(classes_of("Marc", 0), RL_CLASS_GIVEN);
    assert_int_equal(classes_of("mark", 0), 0);
    assert_int_equal(classes_of("Bank", 0), RL_CLASS_ORG_HEAD | RL_CLASS_COMMON);
    assert_int_equal(classes_of("may May", 0), 0);
    assert_int_equal(classes_of("may May", 1), RL_CLASS_DATE);
    assert_hits("Prime Minister Mark", "lexicon Prime Minister");
    assert_int_equal(hits.items[0].classes, RL_CLASS_OFFICE);
    assert_int_equal(text.tokens[0].classes, 0);
    assert_int_equal(classes_of("the PM", 1), RL_CLASS_OFFICE);
}

static void the_lexicon_teaches_the_rules(void **state)
{
    (void)state;
    list("a.tsv", true,
         "type\tname\tkind\n"
         "cue\tMr.\tabbreviation\n"
         "cue\ta.m.\tabbreviation\n"
         "ordinary\tthe\tfunction\n"
         "ordinary\tArticle\tfurniture\n"
         "ordinary\tread more\tfurniture\n");
    seal();
    assert_int_equal(rules.abbreviations.count, 1);
    assert_int_not_equal(rl_string_map_find(&rules.abbreviations, "mr", 2), RL_NONE);
    assert_int_equal(rules.starters.count, 1);
    assert_int_not_equal(rl_string_map_find(&rules.starters, "the", 3), RL_NONE);
    assert_int_equal(rules.words.count, 2);
    assert_int_not_equal(rl_string_map_find(&rules.words, "article", 7), RL_NONE);
    scan("I am. Xi left at 5 a.m. Mr. Xi");
    assert_int_equal(text.sentence_count, 2);
}

static void a_missing_file_is_the_systems_error(void **state)
{
    (void)state;
    relata_error err = {0};
    assert_int_equal(rl_gazetteer_read(gazetteer, "/nonexistent/people.tsv", true, &err), RELATA_ERROR_IO);
    assert_string_equal(err.source, "/nonexistent/people.tsv");
}

static void an_empty_gazetteer_finds_nothing(void **state)
{
    (void)state;
    seal();
    assert_hits("Mark Carney & Xi", "");
    rl_gazetteer_free(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_gazetteer, free_gazetteer)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_become_entries),
        TEST(one_id_in_two_lists_is_one_entity),
        TEST(a_users_list_wins),
        TEST(a_users_list_wins_though_it_is_read_first),
        TEST(bad_rows_are_named),
        TEST(one_id_has_one_type),
        TEST(one_id_has_one_type_in_the_users_lists_too),
        TEST(names_that_cannot_be_found_are_refused),
        TEST(sixteen_words_are_not_too_many),
        TEST(names_of_every_kind_are_found),
        TEST(longer_names_come_first_and_shorter_ones_too),
        TEST(namesakes_are_found_in_the_order_of_the_lists),
        TEST(capitals_must_be_there_where_they_are_listed),
        TEST(acronyms_are_not_words),
        TEST(names_run_over_hyphens_line_breaks_and_before_possessives),
        TEST(accents_and_full_stops_do_not_matter),
        TEST(furniture_is_passed_over),
        TEST(lexicon_words_become_classes),
        TEST(the_lexicon_teaches_the_rules),
        TEST(a_missing_file_is_the_systems_error),
        TEST(an_empty_gazetteer_finds_nothing),
    };
    return cmocka_run_group_tests_name("gazetteer", tests, NULL, NULL);
}
