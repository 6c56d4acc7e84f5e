/* The match stage: every shipped pattern on sentences that it must and must not match, the file format and its
 * errors, the match limit, acronyms, hits and partners. Run from the top of the source tree. */
#include "types.h"

#include "match/match.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#ifndef RELATA_SOURCE_ROOT
#define RELATA_SOURCE_ROOT "."
#endif

static const char SHIPPED[] = RELATA_SOURCE_ROOT "/gazetteers/en/names.patterns";

/* ---- a small lexicon ---- */

typedef struct lexicon_row {
    const char *name;
    rl_classes classes;
} lexicon_row;

static const lexicon_row LEXICON[] = {
    {"prime minister", RL_CLASS_OFFICE},
    {"foreign minister", RL_CLASS_OFFICE},
    {"chief executive", RL_CLASS_ROLE},
    {"secretary of state", RL_CLASS_OFFICE},
    {"president", RL_CLASS_OFFICE},
    {"minister", RL_CLASS_OFFICE},
    {"premier", RL_CLASS_OFFICE},
    {"king", RL_CLASS_OFFICE | RL_CLASS_FAMILY},
    {"mayor", RL_CLASS_OFFICE},
    {"mr", RL_CLASS_HONORIFIC},
    {"ms", RL_CLASS_HONORIFIC},
    {"general", RL_CLASS_RANK},
    {"spokesman", RL_CLASS_ROLE},
    {"executive", RL_CLASS_ROLE},
    {"founder", RL_CLASS_ROLE},
    {"professor", RL_CLASS_ROLE},
    {"said", RL_CLASS_SPEECH},
    {"told", RL_CLASS_SPEECH},
    {"who", RL_CLASS_SPEECH | RL_CLASS_FUNCTION},
    {"calls", RL_CLASS_SPEECH},
    {"the", RL_CLASS_FUNCTION},
    {"by", RL_CLASS_FUNCTION},
    {"in", RL_CLASS_FUNCTION},
    {"they", RL_CLASS_FUNCTION},
    {"friday", RL_CLASS_DATE},
    {"may", RL_CLASS_DATE},
    {"march", RL_CLASS_DATE},
    {"october", RL_CLASS_DATE},
    {"canadian", RL_CLASS_DEMONYM},
    {"chinese", RL_CLASS_DEMONYM},
    {"officials", RL_CLASS_COMMON},
    {"mark", RL_CLASS_COMMON | RL_CLASS_GIVEN},
    {"theresa", RL_CLASS_GIVEN},
    {"luther", RL_CLASS_GIVEN},
    {"van", RL_CLASS_PARTICLE},
    {"von", RL_CLASS_PARTICLE},
    {"der", RL_CLASS_PARTICLE},
    {"al", RL_CLASS_PARTICLE},
    {"bin", RL_CLASS_PARTICLE},
    {"de", RL_CLASS_PARTICLE},
    {"motors", RL_CLASS_ORG_HEAD},
    {"bank", RL_CLASS_ORG_HEAD},
    {"ministry", RL_CLASS_ORG_HEAD},
    {"university", RL_CLASS_ORG_HEAD},
    {"party", RL_CLASS_ORG_HEAD},
    {"inc", RL_CLASS_ORG_ENDING},
    {"co ltd", RL_CLASS_ORG_ENDING},
    {"co", RL_CLASS_ORG_ENDING},
    {"ltd", RL_CLASS_ORG_ENDING},
    {"river", RL_CLASS_PLACE_HEAD},
    {"lake", RL_CLASS_PLACE_BEGINNING | RL_CLASS_PLACE_HEAD},
};

static const char *const ABBREVIATIONS[] = {"mr", "ms", "inc", "ltd", "co", "jr", "gen", "calif"};

enum { LEXICON_COUNT = sizeof LEXICON / sizeof LEXICON[0], MOST_PHRASES = 32, MOST_WORDS = 4 };

/* What a test needs to match: one set, one text, the hits of the last run. */
typedef struct bench {
    rl_types types;
    rl_pattern_set set;
    rl_text_rules rules;
    rl_text_worker reader;
    rl_match_worker worker;
    rl_text text;
    rl_hit phrases[MOST_PHRASES];
    size_t phrase_count;
    const rl_pattern_hit *hits;
    size_t count;
    uint64_t lexicon[LEXICON_COUNT][MOST_WORDS];
    size_t lexicon_words[LEXICON_COUNT];
} bench;

static void hash_lexicon(bench *b)
{
    for (size_t i = 0; i < LEXICON_COUNT; i++) {
        rl_text text;
        const char *name = LEXICON[i].name;
        assert_int_equal(rl_text_read_name(&b->reader, &b->rules, name, strlen(name), &text, NULL), RELATA_OK);
        assert_true(text.token_count <= MOST_WORDS);
        b->lexicon_words[i] = text.token_count;
        for (size_t t = 0; t < text.token_count; t++)
            b->lexicon[i][t] = text.tokens[t].hash;
    }
}

static bench *bench_new(const char *path)
{
    bench *b = calloc(1, sizeof *b);
    relata_error err = {0};
    assert_non_null(b);
    add_types(&b->types);
    for (size_t i = 0; i < sizeof ABBREVIATIONS / sizeof ABBREVIATIONS[0]; i++)
        assert_true(rl_text_rules_add_abbreviation(&b->rules, ABBREVIATIONS[i], strlen(ABBREVIATIONS[i])));
    assert_true(rl_text_rules_add_starter(&b->rules, "the", 3));
    hash_lexicon(b);
    if (rl_pattern_set_read(&b->set, path, &b->types, &err) != RELATA_OK)
        fail_msg("%s:%zu:%zu: %s", err.source, err.line, err.column, err.message);
    rl_pattern_set_seal(&b->set);
    return b;
}

static void bench_free(bench *b)
{
    rl_match_worker_free(&b->worker);
    rl_text_worker_free(&b->reader);
    rl_text_rules_free(&b->rules);
    rl_pattern_set_free(&b->set);
    rl_string_map_free(&b->types);
    free(b);
}

static bool stands_at(const bench *b, size_t row, size_t at)
{
    for (size_t w = 0; w < b->lexicon_words[row]; w++)
        if (at + w >= b->text.token_count || b->text.tokens[at + w].hash != b->lexicon[row][w])
            return false;
    return true;
}

/* What the gazetteer stage would do: classes on tokens, phrases as hits. */
static void fill_classes(bench *b)
{
    b->phrase_count = 0;
    for (size_t t = 0; t < b->text.token_count; t++)
        for (size_t row = 0; row < LEXICON_COUNT; row++) {
            if (!stands_at(b, row, t))
                continue;
            if (b->lexicon_words[row] == 1)
                b->text.tokens[t].classes |= LEXICON[row].classes;
            else if (b->phrase_count < MOST_PHRASES)
                b->phrases[b->phrase_count++] = (rl_hit){.first = (uint32_t)t,
                                                         .last = (uint32_t)(t + b->lexicon_words[row]),
                                                         .entry = RL_NONE,
                                                         .kind = RL_NAME_LEXICON,
                                                         .classes = LEXICON[row].classes};
        }
}

static relata_status bench_match(bench *b, relata_error *err)
{
    fill_classes(b);
    return rl_match_run(&b->worker, &b->set, &b->text, b->phrases, b->phrase_count, &b->hits, &b->count, err);
}

static void bench_read(bench *b, const char *text)
{
    assert_int_equal(rl_text_read(&b->reader, &b->rules, text, strlen(text), &b->text, NULL), RELATA_OK);
}

static void bench_run(bench *b, const char *text)
{
    relata_error err = {0};
    bench_read(b, text);
    if (bench_match(b, &err) != RELATA_OK)
        fail_msg("%s", err.message);
}

/* The hits of one pattern (NULL: of all) as "person:Mark Carney|place:…". */
static void describe(const bench *b, const char *pattern, char *ret, size_t size)
{
    size_t used = 0;
    ret[0] = '\0';
    for (size_t i = 0; i < b->count; i++) {
        const rl_pattern_hit *hit = &b->hits[i];
        if (pattern != NULL && strcmp(rl_pattern_name(&b->set, hit->pattern), pattern) != 0)
            continue;
        const rl_token *first = &b->text.tokens[hit->first], *last = &b->text.tokens[hit->last - 1];
        int length = snprintf(ret + used, size - used, "%s%s:%.*s", used > 0 ? "|" : "",
                              rl_string_map_key(&b->types, hit->type, NULL), (int)(last->end - first->start),
                              b->text.bytes + first->start);
        assert_true(length > 0 && (size_t)length < size - used);
        used += (size_t)length;
    }
}

static bool agrees(bench *b, const char *pattern, const char *text, const char *expected)
{
    char found[1024];
    bench_run(b, text);
    describe(b, pattern, found, sizeof found);
    if (strcmp(found, expected) == 0)
        return true;
    print_error("%s in \"%s\": \"%s\", expected \"%s\"\n", pattern == NULL ? "all" : pattern, text, found, expected);
    return false;
}

static void expect(bench *b, const char *pattern, const char *text, const char *expected)
{
    assert_true(agrees(b, pattern, text, expected));
}

/* ---- the shipped patterns ---- */

typedef struct example {
    const char *pattern;
    const char *text;
    const char *hits; /* "" for none */
} example;

static const example EXAMPLES[] = {
    {"title-name", "They met President Xi Jinping on Friday.", "person:Xi Jinping"},
    {"title-name", "Canadian Prime Minister Mark Carney spoke.", "person:Mark Carney"},
    {"title-name", "Foreign Minister Anita Anand left.", "person:Anita Anand"},
    {"title-name", "when then–Prime Minister Justin Trudeau visited", "person:Justin Trudeau"},
    {"title-name", "as Foreign Minister Mélanie Joly said", "person:Mélanie Joly"},
    {"title-name", "the president Łukasz Żółć left", "person:Łukasz Żółć"},
    {"title-name", "President Donald J. Trump and others", "person:Donald J. Trump"},
    {"title-name", "President Charles de Gaulle spoke", "person:Charles de Gaulle"},
    {"title-name", "President Ursula von der Leyen spoke", "person:Ursula von der Leyen"},
    {"title-name", "President Bashar al-Assad fled", "person:Bashar al-Assad"},
    {"title-name", "Mr. O'Neill's house", "person:O'Neill"},
    {"title-name", "Mr. O’Neill’s house", "person:O’Neill"},
    {"title-name", "President Kim Jong-un smiled", "person:Kim Jong-un"},
    {"title-name", "Mr. Martin Luther King Jr. spoke", "person:Martin Luther King Jr."},
    {"title-name", "the president\nXi Jinping was there", ""},
    {"title-name", "they saw president Mark\ncarney and they\nsaw others and\nleft", "person:Mark"},
    {"title-name", "the words were\nlong and president Xi\nJinping spoke for a\nlong time", "person:Xi\nJinping"},
    {"title-name", "met President Xi\u00A0Jinping there", "person:Xi\u00A0Jinping"},
    {"title-name", "President Theresa May left", "person:Theresa May"},
    {"title-name", "President Xi Jinping Friday said", "person:Xi Jinping"},
    {"title-name", "Prime Minister Carney Calls Meeting A Turning Point", "person:Carney"},
    {"title-name", "the President of France", ""},
    {"title-name", "Mr. said nothing", ""},
    {"title-name", "He is the president. Beijing is far away.", ""},
    {"title-name", "General Motors closed", ""},
    {"title-name", "the president Friday", ""},
    {"role-name", "a spokesman John Smith said", "person:John Smith"},
    {"role-name", "chief executive Tim Cook said", "person:Tim Cook"},
    {"role-name", "a spokesman for Huawei", ""},
    {"titles-names", "Presidents Xi and Trump met", "person:Xi|person:Trump"},
    {"titles-names", "the senators Ted Cruz, Marco Rubio and Mike Lee",
     "person:Ted Cruz|person:Marco Rubio|person:Mike Lee"},
    {"titles-names", "the presidents of both", ""},
    {"title-name-of-place", "premiers, including Wab Kinew of Manitoba and Scott Moe of Saskatchewan, have",
     "person:Wab Kinew|place:Manitoba|person:Scott Moe|place:Saskatchewan"},
    {"title-name-of-place", "Premier Wab Kinew of Manitoba said", "person:Wab Kinew|place:Manitoba"},
    {"title-name-of-place", "Premier Wab Kinew said", ""},
    {"organisation-role-name", "the arrest of Huawei executive Meng Wanzhou",
     "organisation:Huawei|person:Meng Wanzhou"},
    {"organisation-role-name", "Toyota's chief executive Koji Sato", "organisation:Toyota|person:Koji Sato"},
    {"organisation-role-name", "a Canadian executive Meng Wanzhou", ""},
    {"organisation-role-name", "Huawei executive said", ""},
    {"role-of-organisation", "the founder of Huawei was", "organisation:Huawei"},
    {"role-of-organisation", "a professor at the University of Toronto", "organisation:University of Toronto"},
    {"role-of-organisation", "the founder of the club", ""},
    {"office-of-place", "the president of France", "place:France"},
    {"office-of-place", "the president of a club", ""},
    {"name-said", "Carney said he left", "person:Carney"},
    {"name-said", "On Friday Carney said", "person:Carney"},
    {"name-said", "The Prime Minister Mark Carney said", "person:Mark Carney"},
    {"name-said", "Officials said", ""},
    {"name-said", "They said", ""},
    {"name-said", "Friday said", ""},
    {"name-said", "Mr. said", ""},
    {"name-said", "the Bank of Canada said", ""},
    {"name-said", "King said", "person:King"},
    {"name-said", "al-Assad said", "person:al-Assad"},
    {"full-name-said", "Wab Kinew told them", "person:Wab Kinew"},
    {"full-name-said", "Kinew told them", ""},
    {"name-also-said", "Kinew also said", "person:Kinew"},
    {"name-also-said", "Kinew also ate", ""},
    {"said-full-name", "“No,” said Meng Wanzhou.", "person:Meng Wanzhou"},
    {"said-full-name", "said South Korea’s leader", ""},
    {"said-name", "“No,” said Carney.", "person:Carney"},
    {"said-name", "she said Canada would", ""},
    {"name-age", "Mark Carney, 60, left", "person:Mark Carney"},
    {"name-age", "on Friday, 31, they", ""},
    {"name-age", "Carney, 2025, left", ""},
    {"name-now-age", "Jutting, now 31, is on trial", "person:Jutting"},
    {"name-now-age", "Jutting, now in Rome, is", ""},
    {"name-born", "Naomi Moy (born 26 July 1983) is", "person:Naomi Moy"},
    {"name-born", "Naomi was born in July", ""},
    {"name-life", "Henrik Angell (22 August 1861 – 26 January 1922) was", "person:Henrik Angell"},
    {"name-life", "The Harwick Fair (22 shops) was", ""},
    {"nickname", "Wilfried \"Willi\" Schneider met", "person:Wilfried \"Willi\" Schneider"},
    {"nickname", "met Andrés ‘Cuervo’ Larroque", "person:Andrés ‘Cuervo’ Larroque"},
    {"nickname", "the song “Mauda and Rahma” Moy wrote", ""},
    {"office-of-place-name", "President of Pakistan Asif Ali Moy met", "place:Pakistan|person:Asif Ali Moy"},
    {"office-of-place-name", "the president of France left", ""},
    {"event-of-place", "the Treaty of Nanking came",
     "place:Treaty of Nanking|organisation:Treaty of Nanking|place:Nanking|organisation:Nanking"},
    {"event-of-place", "a treaty of friendship", ""},
    {"place-event", "the Paris Agreement came", "place:Paris|organisation:Paris"},
    {"place-event", "an Agreement came", ""},
    {"name-apposition", "Meng Wanzhou, a technology executive.", "person:Meng Wanzhou"},
    {"name-apposition", "Xi, the president of China, said", "person:Xi"},
    {"name-apposition", "In Beijing, the president said", ""},
    {"name-apposition", "In Beijing, Chinese President Xi said", ""},
    {"full-name-apposition", "Meng Wanzhou, a technology executive.", "person:Meng Wanzhou"},
    {"full-name-apposition", "Xi, the president of China, said", ""},
    {"name-who", "Carney, who became prime minister", "person:Carney"},
    {"name-who", "Canadian, who became", ""},
    {"kin-of-name", "the daughter of Ren Zhengfei", "person:Ren Zhengfei"},
    {"kin-of-name", "the daughter of Huawei’s founder", ""},
    {"kin-name", "with his wife, Diana Fox Carney, they", "person:Diana Fox Carney"},
    {"kin-name", "with his wife and", ""},
    {"organisation-ending", "by Postmedia Network Inc. and", "organisation:Postmedia Network Inc."},
    {"organisation-ending", "The Acme Inc. was", "organisation:Acme Inc."},
    {"organisation-ending", "by BYD Co. Ltd. in", "organisation:BYD Co.|organisation:BYD Co. Ltd."},
    {"organisation-ending", "an inc of it", ""},
    {"organisation-plc", "shares of Barclays plc fell", "organisation:Barclays plc"},
    {"organisation-plc", "the plc fell", ""},
    {"organisation-head-of", "the Bank of Canada and Huawei", "organisation:Bank of Canada and Huawei"},
    {"organisation-head-of", "the University of Toronto and Huawei", "organisation:University of Toronto"},
    {"organisation-head-of", "the Ministry of Commerce and Industry", "organisation:Ministry of Commerce and Industry"},
    {"organisation-head-of", "the Royal Bank of Canada", ""},
    {"organisation-head-of", "a bank of Canada", ""},
    {"organisation-name-head-of", "the Royal Bank of Canada", "organisation:Royal Bank of Canada"},
    {"organisation-name-head-of", "the Bank of Canada", ""},
    {"organisation-head", "the Foreign Ministry said", "organisation:Foreign Ministry"},
    {"organisation-head", "the Liberal Party of", "organisation:Liberal Party"},
    {"organisation-head", "the party and the Party", ""},
    {"acronym-after-name", "the Asia-Pacific Economic Cooperation (APEC) summit",
     "organisation:Asia-Pacific Economic Cooperation|organisation:APEC"},
    {"acronym-after-name", "China and the Asia-Pacific Economic Cooperation (APEC)",
     "organisation:Asia-Pacific Economic Cooperation|organisation:APEC"},
    {"acronym-after-name", "the Organization for Economic Co-operation and Development (OECD)",
     "organisation:Organization for Economic Co-operation and Development|organisation:OECD"},
    {"acronym-after-name", "the Association of Southeast Asian Nations (ASEAN)",
     "organisation:Association of Southeast Asian Nations|organisation:ASEAN"},
    {"acronym-after-name", "the Royal Canadian Mounted Police (RCMP)",
     "organisation:Royal Canadian Mounted Police|organisation:RCMP"},
    {"acronym-after-name", "the People's Liberation Army (PLA)",
     "organisation:People's Liberation Army|organisation:PLA"},
    {"acronym-after-name", "the Bank of Canada (BoC)", "organisation:Bank of Canada|organisation:BoC"},
    {"acronym-after-name", "the Bank of Canada (TD)", ""},
    {"acronym-after-name", "they left Tesla (TSLA)", ""},
    {"acronym-before-name", "the APEC (Asia-Pacific Economic Cooperation) summit",
     "organisation:APEC|organisation:Asia-Pacific Economic Cooperation"},
    {"acronym-before-name", "the APEC (Canada and China) summit", ""},
    {"junior", "the singer Sammy Davis, Jr., sang", "person:Sammy Davis, Jr."},
    {"junior", "then Griffey Jr. left", "person:Griffey Jr."},
    {"junior", "then Sr. Lopez left", ""},
    {"organisation-noun-name", "the rock band Sigur Rós played", "organisation:Sigur Rós"},
    {"organisation-noun-name", "the magazine The Bark said", "organisation:Bark"},
    {"organisation-noun-name", "the band played", ""},
    {"organisation-is-a", "The Pellworm Catholic is a weekly newspaper.", "organisation:Pellworm Catholic"},
    {"organisation-is-a", "John Farrow is a company director", ""},
    {"organisation-is-a", "John Farrow is the head of a company", ""},
    {"unit-of-number", "the 24th Infantry Division was", "organisation:24th Infantry Division"},
    {"unit-of-number", "the 77th Regiment of Foot", "organisation:77th Regiment of Foot"},
    {"unit-of-number", "the 24th Street", ""},
    {"unit-number", "in Torpedo Squadron 8.", "organisation:Torpedo Squadron 8"},
    {"unit-number", "of Marines and Torpedo Squadron 8.", "organisation:Torpedo Squadron 8"},
    {"unit-number", "in Torpedo Squadron 1942.", ""},
    {"number-behind-head", "by Unit 731", "organisation:Unit 731"},
    {"number-behind-head", "by Unit 7.5%", ""},
    {"task-force", "called Task Force 104 later", "organisation:Task Force 104"},
    {"task-force", "a Task Force in", ""},
    {"acronym-or-name", "the Union of Bakers and Millers, or UBM, struck", "organisation:Union of Bakers and Millers|organisation:UBM"},
    {"acronym-or-name", "Canada, or Mexico, and", ""},
    {"age-of-place", "Joseph Bidwell, 41, of Two Harbors, was", "place:Two Harbors"},
    {"age-of-place", "the mayor of Two Harbors was", ""},
    {"motion-place", "the ship left Rotterdam on", "place:Rotterdam"},
    {"motion-place", "the ship left in March", ""},
    {"preposition-place", "they met in Gyeongju and", "place:Gyeongju"},
    {"preposition-place", "in March and in Chinese hands", ""},
    {"preposition-place-country", "met in Gyeongju, South Korea, on", "place:Gyeongju|place:South Korea"},
    {"preposition-place-country", "met in Gyeongju, and", ""},
    {"place-comma", "to Gyeongju, South Korea", "place:Gyeongju"},
    {"place-comma", "to Gyeongju, and", ""},
    {"place-head", "on the Yangtze River and", "place:Yangtze River"},
    {"place-head", "on the River and the river", ""},
    {"place-beginning", "on Lake Ontario and", "place:Lake Ontario"},
    {"place-beginning", "on the lake in Ontario", ""},
    {"dateline", "GYEONGJU, South Korea (AP) — The leaders met.", "place:GYEONGJU|place:South Korea|organisation:AP"},
    {"dateline", "BEIJING — The leaders met.", "place:BEIJING"},
    {"dateline", "BEIJING, Oct 31 (Reuters) - The leaders met.", "place:BEIJING|organisation:Reuters"},
    {"dateline", "NEW YORK – They met.", "place:NEW YORK"},
    {"dateline", "SAN DIEGO, Calif. — They met.", "place:SAN DIEGO|place:Calif."},
    {"dateline", "They met in BEIJING — The leaders", ""},
    {"dateline", "Relations — they said — are bad", ""},
    {"dateline-agency", "Gyeongju, South Korea (AP) — They met.", "place:Gyeongju|place:South Korea|organisation:AP"},
    {"dateline-agency", "Relations (AP) are bad", ""},
    {"dateline-bar-after", "Gyeongju, South Korea | They met", "place:Gyeongju|place:South Korea"},
    {"dateline-bar-after", "Gyeongju | They met", ""},
    {"dateline-bar-before", "By Chris Park| October 31, 2025 | Gyeongju, South Korea",
     "place:Gyeongju|place:South Korea"},
    {"dateline-bar-before", "Story | Gyeongju is far", ""},
    {"byline", "By Ken Moritsugu, The Associated Press", "person:Ken Moritsugu|organisation:Associated Press"},
    {"byline", "By Chris Park| October 31, 2025 | Gyeongju, South Korea", "person:Chris Park"},
    {"byline", "BY CHRIS PARK", "person:CHRIS PARK"},
    {"byline", "By Friday, they left.", ""},
    {"byline", "It was seen by Ken Moritsugu, they said.", ""},
    {"byline", "By Ken Moritsugu they meant him.", ""},
    {"signature", "Ken Moritsugu, The Associated Press", "person:Ken Moritsugu|organisation:Associated Press"},
    {"signature", "Ken Moritsugu, The Associated Press said", ""},
    {"photo-by", "Photo by Sean Kilpatrick/The Canadian Press", "person:Sean Kilpatrick|organisation:Canadian Press"},
    {"photo-by", "Photo by ARIF KARTONO / ANDREW CABALLERO-REYNOLDS /AFP via Getty Images",
     "person:ARIF KARTONO|person:ANDREW CABALLERO-REYNOLDS|organisation:AFP|organisation:Getty Images"},
    {"photo-by", "a photo by the sea", ""},
    {"agency-photo", "(AP Photo/Ng Han Guan)", "organisation:AP|person:Ng Han Guan"},
    {"agency-photo", "(Photo/none)", ""},
    {"name-slash-agency", "(Sean Kilpatrick/The Canadian Press)", "person:Sean Kilpatrick|organisation:Canadian Press"},
    {"name-slash-agency", "Canada/China", ""},
    {"agency-slash-name", "REUTERS/Carlos Barria", "organisation:REUTERS|person:Carlos Barria"},
    {"agency-slash-name", "Canada/China Ties", ""},
    {"agency-via-agency", "AFP via Getty Images", "organisation:AFP|organisation:Getty Images"},
    {"agency-via-agency", "they went via Getty", ""},
};

enum { EXAMPLE_COUNT = sizeof EXAMPLES / sizeof EXAMPLES[0] };

static void test_shipped_patterns(void **state)
{
    (void)state;
    bench *b = bench_new(SHIPPED);
    size_t wrong = 0;
    for (size_t i = 0; i < EXAMPLE_COUNT; i++)
        wrong += !agrees(b, EXAMPLES[i].pattern, EXAMPLES[i].text, EXAMPLES[i].hits);
    assert_int_equal(wrong, 0);
    assert_int_equal(b->worker.limits_reached, 0);
    bench_free(b);
}

static void test_every_shipped_pattern_has_examples(void **state)
{
    (void)state;
    bench *b = bench_new(SHIPPED);
    for (uint32_t p = 0; p < b->set.count; p++) {
        int found = 0, none = 0;
        for (size_t i = 0; i < EXAMPLE_COUNT; i++)
            if (strcmp(EXAMPLES[i].pattern, rl_pattern_name(&b->set, p)) == 0)
                *(EXAMPLES[i].hits[0] == '\0' ? &none : &found) += 1;
        if (found == 0 || none == 0)
            fail_msg("pattern %s has %d positive and %d negative examples", rl_pattern_name(&b->set, p), found, none);
    }
    bench_free(b);
}

/* No run of capitals, brackets or spaces may make a shipped pattern slow. */
static void test_shipped_patterns_are_no_bombs(void **state)
{
    (void)state;
    static const char *const pieces[] = {"President Aaa ", "Bank of A & ", "A.", "de la ", "Photo by Aa-Aa / ", "(A",
                                         "By A B, ", "O'A'A'", "Inc. ", "said A, ", "AA — ", "Lake a, the president "};
    bench *b = bench_new(SHIPPED);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        rl_buffer text = {0};
        while (text.length < 6000)
            assert_true(rl_buffer_append_string(&text, pieces[i]));
        bench_run(b, rl_buffer_string(&text));
        rl_buffer_free(&text);
    }
    assert_int_equal(b->worker.limits_reached, 0);
    bench_free(b);
}

static void test_furniture_is_no_name(void **state)
{
    (void)state;
    bench *b = bench_new(SHIPPED);
    bench_read(b, "They met President Xi Jinping there");
    b->text.tokens[4].flags |= RL_TOKEN_FURNITURE; /* Jinping */
    assert_int_equal(bench_match(b, NULL), RELATA_OK);
    assert_int_equal(b->count, 0);
    bench_read(b, "They met President Xi Jinping there");
    b->text.tokens[2].flags |= RL_TOKEN_FURNITURE; /* the trigger */
    assert_int_equal(bench_match(b, NULL), RELATA_OK);
    assert_int_equal(b->count, 0);
    bench_free(b);
}

static void test_empty_texts(void **state)
{
    (void)state;
    bench *b = bench_new(SHIPPED);
    expect(b, NULL, "", "");
    expect(b, NULL, "\n\n", "");
    expect(b, NULL, "president", "");
    expect(b, NULL, "President", "");
    expect(b, NULL, "(", "");
    expect(b, NULL, ",", "");
    bench_free(b);
}

/* ---- files written for a test ---- */

static char folder[] = "/tmp/relata-match-XXXXXX";
static char file[sizeof folder + 16];

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    (void)snprintf(file, sizeof file, "%s/x.patterns", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    (void)unlink(file);
    return rmdir(folder);
}

static void write_file(const char *content)
{
    FILE *out = fopen(file, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(content, 1, strlen(content), out), strlen(content));
    assert_int_equal(fclose(out), 0);
}

static bench *bench_of(const char *content)
{
    write_file(content);
    return bench_new(file);
}

typedef struct bad_file {
    const char *content;
    size_t line;
    size_t column;
    const char *message; /* how it begins */
} bad_file;

#define TRIGGER "pattern a\n  trigger = word:x\n"

static const bad_file BAD_FILES[] = {
    {"nonsense\n", 1, 1, "a line is define, joiners, type, pattern, or key = value"},
    {"# fine\n  weight = 1\n", 2, 3, "\"weight\" belongs to no pattern"},
    {"pattern\n", 1, 8, "a pattern's name is letters"},
    {"pattern a b\n", 1, 9, "a pattern's name is letters"},
    {TRIGGER "  match = (?<person>x)\npattern a\n", 4, 9, "there is already a pattern \"a\""},
    {TRIGGER "  colour = red\n", 3, 3, "unknown key \"colour\""},
    {TRIGGER "  trigger = word:y\n", 3, 3, "\"trigger\" is there twice"},
    {TRIGGER "  anchor =\n", 3, 3, "\"anchor\" has no value"},
    {TRIGGER "  anchor = here\n", 3, 12, "an anchor is after, at, run"},
    {TRIGGER "  until = dawn\n", 3, 11, "until is open, before or trigger"},
    {TRIGGER "  guard = capital dog\n", 3, 19, "unknown guard \"dog\""},
    {TRIGGER "\n# more\n\n", 1, 1, "pattern \"a\" has no match"},
    {TRIGGER "pattern b\n", 1, 1, "pattern \"a\" has no match"},
    {"pattern a\n  match = (?<person>x)\n", 1, 1, "pattern \"a\" has no trigger"},
    {"pattern a\n  trigger = class:office,wizard\n", 2, 26, "unknown class \"wizard\""},
    {"pattern a\n  trigger = class:\n", 2, 19, "unknown class \"\""},
    {"pattern a\n  trigger = said\n", 2, 13, "a trigger is class:NAME"},
    {"pattern a\n  trigger = word:co-founder\n", 2, 18, "\"co-founder\" is not a single word"},
    {"pattern a\n  trigger = word:(\n", 2, 18, "\"(\" is not a single word"},
    {"pattern a\n  trigger = word:said,,told\n", 2, 23, "\"\" is not a single word"},
    {"pattern a\n  trigger = char:ab\n", 2, 18, "\"ab\" is not a single character"},
    {"pattern a\n  trigger = char:\n", 2, 18, "\"\" is not a single character"},
    {TRIGGER "  match = (?<person>x\n", 3, 22, "missing closing parenthesis"},
    {TRIGGER "  match = (?<person>[z-a])\n", 3, 24, "range out of order"},
    {TRIGGER "  match = (?<person>\\C)\n", 3, 23, "using \\C is disabled"},
    {TRIGGER "  match = x{NOBODY}\n", 3, 12, "nothing is defined as {NOBODY}"},
    {TRIGGER "  match = (?<vessel>x)\n", 3, 14, "unknown type \"vessel\""},
    {TRIGGER "  match = x\n", 3, 11, "the expression has no group with the name of a type"},
    {TRIGGER "  match = (?<acronym>x)\n", 3, 11, "the expression has no group with the name of a type"},
    {TRIGGER "  weight = heavy\n  match = (?<person>x)\n", 3, 12, "\"heavy\" is not a weight"},
    {TRIGGER "  weight = 1e9\n  match = (?<person>x)\n", 3, 12, "\"1e9\" is not a weight"},
    {TRIGGER "  weight = place:1\n  match = (?<person>x)\n", 3, 12, "the expression has no group \"place\""},
    {TRIGGER "  weight = 1 person:\n  match = (?<person>x)\n", 3, 21, "\"\" is not a weight"},
    {"define X\n", 1, 8, "a define is written NAME = expression"},
    {"define = x\n", 1, 8, "a define's name is letters"},
    {"define 9 = x\n", 1, 8, "a define's name is letters"},
    {"define X =\n", 1, 8, "the define has no expression"},
    {"define X = a\ndefine X = b\n", 2, 8, "\"X\" is defined already in this file"},
    {"define X = a{X}\n", 1, 13, "define \"X\" refers to itself"},
    {"define X = a{Y}\ndefine Y = b\n", 1, 13, "nothing is defined as {Y}"},
    {"define X = a(b\n", 1, 15, "missing closing parenthesis"},
    {"type ship-wreck\n", 1, 6, "a type's name is letters"},
    {"type title\n", 1, 6, "\"title\" is not a type"},
    {"type\n", 1, 5, "a type's name is letters"},
    {"# \xFF\n", 1, 3, "the file is not valid UTF-8"},
};

static void expect_error(const bad_file *bad)
{
    rl_types types = {0};
    rl_pattern_set set = {0};
    relata_error err = {0};
    add_types(&types);
    write_file(bad->content);
    assert_int_equal(rl_pattern_set_read(&set, file, &types, &err), RELATA_ERROR_FORMAT);
    if (err.line != bad->line || err.column != bad->column ||
        strncmp(err.message, bad->message, strlen(bad->message)) != 0)
        fail_msg("\"%s\": %zu:%zu: %s, expected %zu:%zu: %s", bad->content, err.line, err.column, err.message,
                 bad->line, bad->column, bad->message);
    assert_string_equal(err.source, file);
    rl_pattern_set_free(&set);
    rl_string_map_free(&types);
}

static void test_bad_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof BAD_FILES / sizeof BAD_FILES[0]; i++)
        expect_error(&BAD_FILES[i]);
}

/* Defines that double at every line must end in an error, not in all of memory. */
static void test_growing_defines(void **state)
{
    (void)state;
    rl_buffer content = {0};
    char line[64];
    assert_true(rl_buffer_append_string(&content, "define X0 = abcdefgh\n"));
    for (int i = 1; i < 40; i++) {
        (void)snprintf(line, sizeof line, "define X%d = {X%d}{X%d}\n", i, i - 1, i - 1);
        assert_true(rl_buffer_append_string(&content, line));
    }
    bad_file bad = {rl_buffer_string(&content), 13, 19, "the expression is longer than"};
    expect_error(&bad);
    rl_buffer_free(&content);
}

static void test_missing_file(void **state)
{
    (void)state;
    rl_pattern_set set = {0};
    rl_types types = {0};
    relata_error err = {0};
    assert_int_equal(rl_pattern_set_read(&set, "/no/such.patterns", &types, &err), RELATA_ERROR_IO);
    rl_pattern_set_free(&set);
}

static void test_sealed_set_takes_no_more(void **state)
{
    (void)state;
    bench *b = bench_of("");
    relata_error err = {0};
    assert_int_equal(rl_pattern_set_read(&b->set, file, &b->types, &err), RELATA_ERROR_ARGUMENT);
    expect(b, NULL, "President Xi said so", "");
    bench_free(b);
}

/* ---- the format ---- */

static void test_format(void **state)
{
    (void)state;
    bench *b = bench_of("\xEF\xBB\xBF# a comment\r\n\r\n"
                        "type vessel\r\n"
                        "define CAP = \\p{Lu}\\p{L}*\r\n"
                        "define TWO = {CAP}\\h{CAP}\r\n"
                        "pattern ship\r\n"
                        "\ttrigger = word:ship,boat char:»\r\n"
                        "\tweight  = 1 vessel:2.5\r\n"
                        "\tmatch = \\h(?<vessel>{TWO}|{CAP})\\h(?<place>{CAP}){0,1}\r\n");
    expect(b, NULL, "the ship Black Pearl left", "vessel:Black Pearl");
    assert_true(b->hits[0].weight > 2.4F && b->hits[0].weight < 2.6F);
    assert_int_equal(b->hits[0].type, 3);
    assert_int_equal(b->hits[0].partner, RL_NONE);
    expect(b, NULL, "the BOAT Pearl Tortuga left", "vessel:Pearl Tortuga");
    expect(b, NULL, "the » Pearl left", "vessel:Pearl");
    expect(b, NULL, "the shipwreck Pearl left", "");
    bench_free(b);
}

/* A second file sees the defines of the first and may define them anew. */
static void test_several_files(void **state)
{
    (void)state;
    rl_pattern_set set = {0};
    rl_types types = {0};
    relata_error err = {0};
    add_types(&types);
    write_file("define A = x\ndefine B = y\n");
    assert_int_equal(rl_pattern_set_read(&set, file, &types, &err), RELATA_OK);
    write_file("define A = z\npattern p\ntrigger = word:w\nmatch = (?<person>{A}{B})\n");
    assert_int_equal(rl_pattern_set_read(&set, file, &types, &err), RELATA_OK);
    write_file("pattern p\ntrigger = word:w\nmatch = (?<person>{A}{B})\n");
    assert_int_equal(rl_pattern_set_read(&set, file, &types, &err), RELATA_ERROR_FORMAT);
    assert_int_equal(err.line, 1);
    rl_pattern_set_free(&set);
    rl_string_map_free(&types);
}

static void test_anchors(void **state)
{
    (void)state;
    bench *b = bench_of("pattern after\ntrigger = word:x\nmatch = \\h(?<place>\\p{Lu}\\w+)\n"
                        "pattern at\ntrigger = word:x\nanchor = at\nmatch = (?<place>x)\n"
                        "pattern before\ntrigger = word:x\nanchor = run\nuntil = before\nmatch = (?<place>.+)\\h\\z\n"
                        "pattern through\ntrigger = word:x\nanchor = run\nuntil = trigger\nmatch = (?<place>.+)\\z\n"
                        "pattern start\ntrigger = word:x\nanchor = start\nmatch = ^(?<place>\\w+)\n"
                        "pattern named\ntrigger = word:x\nanchor = run\nmatch = ^(?<place>\\w+)\n"
                        "pattern aside\ntrigger = word:x\nanchor = apposition\nmatch = (?<place>\\w+)\n");
    const char *text = "saw Prime Minister Aa Bb x Cc";
    expect(b, "after", text, "place:Cc");
    expect(b, "at", text, "place:x");
    expect(b, "before", text, "place:Aa Bb");
    expect(b, "through", text, "place:Aa Bb x");
    expect(b, "start", text, "place:saw");
    expect(b, "named", text, ""); /* ^ is the start of the sentence, not of the match */
    expect(b, "named", "Aa x", "place:Aa");
    expect(b, "aside", "saw Aa, the old x", "place:Aa");
    expect(b, "aside", "saw Aa the old x", "");
    expect(b, "before", "x Cc", "");
    bench_free(b);
}

/* ---- limits ---- */

static void test_bomb(void **state)
{
    (void)state;
    bench *b = bench_of("pattern bomb\n trigger = word:x\n match = \\h(?<person>(a+)+)$\n"
                        "pattern sane\n trigger = word:x\n match = \\h(?<person>\\w+)\n");
    expect(b, NULL, "x aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b", "");
    assert_int_equal(b->worker.limits_reached, 1);
    expect(b, NULL, "x Carney and x aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b", "person:Carney");
    assert_int_equal(b->worker.limits_reached, 2);
    bench_free(b);
}

static void test_groups_that_are_no_spans(void **state)
{
    (void)state;
    bench *b = bench_of("pattern inside\n trigger = word:x\n match = \\h(?<person>Carn)\n"
                        "pattern late\n trigger = word:y\n match = \\hC(?<person>arney)\n"
                        "pattern long\n trigger = word:z\n match = \\h(?<place>[\\w ]+)\n"
                        "pattern empty\n trigger = word:w\n match = (?<place>)\n"
                        "pattern maybe\n trigger = word:v\n match = \\h(?:(?<place>Aa)|Bb)\n");
    expect(b, NULL, "x Carney", "");
    expect(b, NULL, "y Carney", "");
    expect(b, NULL, "z A B C D E F G H I", "place:A B C D E F G H I");
    expect(b, NULL, "z A B C D E F G H I J", "");
    expect(b, NULL, "w Carney", "");
    expect(b, NULL, "v Aa", "place:Aa");
    expect(b, NULL, "v Bb", "");
    bench_free(b);
}

/* The piece of text that a match sees is cut between characters, wherever that falls. */
static void test_window_ends_between_characters(void **state)
{
    (void)state;
    bench *b = bench_of("pattern p\n trigger = word:x\n match = \\h(?<place>Éa)\n"
                        "pattern q\n trigger = word:x\n match = .*(?<place>Ça)\\z\n");
    for (size_t shift = 0; shift < 3; shift++) {
        rl_buffer text = {0};
        for (size_t i = 0; i < shift; i++)
            assert_true(rl_buffer_append_char(&text, 'a'));
        for (size_t i = 0; i < 90; i++)
            assert_true(rl_buffer_append_string(&text, "€"));
        assert_true(rl_buffer_append_string(&text, " x Éa "));
        for (size_t i = 0; i < 90 + shift; i++)
            assert_true(rl_buffer_append_string(&text, i % 3 == 0 ? "é" : "€"));
        expect(b, NULL, rl_buffer_string(&text), "place:Éa");
        rl_buffer_free(&text);
    }
    bench_free(b);
}

/* ---- hits ---- */

static void test_hits_are_sorted_and_single(void **state)
{
    (void)state;
    bench *b = bench_of("pattern b\n trigger = word:x,x class:office,title\n"
                        " match = \\h(?<place>\\w+)\\h(?<place>\\w+)\n"
                        "pattern a\n trigger = word:x\n match = \\h(?<place>\\w+\\h\\w+)\n"
                        "pattern s\n trigger = word:x char:!\n anchor = start\n match = (?<organisation>\\w+)\n");
    expect(b, NULL, "Zz x Aa Bb x Cc Dd!",
           "organisation:Zz|place:Aa|place:Aa Bb|place:Bb|place:Cc|place:Cc Dd|place:Dd");
    bench_free(b);
}

static void test_partners(void **state)
{
    (void)state;
    bench *b = bench_new(SHIPPED);
    bench_run(b, "Mr. Xi saw the Asia-Pacific Economic Cooperation (APEC) and the Bank of Canada (BoC).");
    size_t pairs = 0;
    for (uint32_t i = 0; i < b->count; i++) {
        uint32_t partner = b->hits[i].partner;
        if (partner == RL_NONE)
            continue;
        pairs++;
        assert_true(partner < b->count && partner != i);
        assert_int_equal(b->hits[partner].partner, i);
        assert_int_equal(b->hits[partner].type, b->hits[i].type);
        assert_int_equal(b->hits[partner].pattern, b->hits[i].pattern);
    }
    assert_int_equal(pairs, 4);
    bench_free(b);
}

/* A worker may meet a set with more groups than the one before. */
static void test_worker_serves_several_sets(void **state)
{
    (void)state;
    bench *small = bench_of("pattern p\n trigger = word:x\n match = \\h(?<place>\\w+)\n");
    expect(small, NULL, "x Aa Bb Cc", "place:Aa");
    bench *large = bench_of("pattern p\n trigger = word:x\n"
                            " match = \\h(?<place>\\w+)\\h(?<place>\\w+)\\h(?<place>\\w+)\n");
    rl_match_worker shared = small->worker;
    small->worker = (rl_match_worker){0};
    large->worker = shared;
    expect(large, NULL, "x Aa Bb Cc", "place:Aa|place:Bb|place:Cc");
    bench_free(small);
    bench_free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped_patterns),
        cmocka_unit_test(test_every_shipped_pattern_has_examples),
        cmocka_unit_test(test_shipped_patterns_are_no_bombs),
        cmocka_unit_test(test_furniture_is_no_name),
        cmocka_unit_test(test_empty_texts),
        cmocka_unit_test(test_bad_files),
        cmocka_unit_test(test_growing_defines),
        cmocka_unit_test(test_missing_file),
        cmocka_unit_test(test_sealed_set_takes_no_more),
        cmocka_unit_test(test_format),
        cmocka_unit_test(test_several_files),
        cmocka_unit_test(test_anchors),
        cmocka_unit_test(test_bomb),
        cmocka_unit_test(test_groups_that_are_no_spans),
        cmocka_unit_test(test_window_ends_between_characters),
        cmocka_unit_test(test_hits_are_sorted_and_single),
        cmocka_unit_test(test_partners),
        cmocka_unit_test(test_worker_serves_several_sets),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
