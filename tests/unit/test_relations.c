/* The relations stage on texts in which names are marked by hand: what patterns, verbs and roles match, what makes a
 * statement planned, reported or nothing, and the errors of rule files. "[p:Xi]" is a person, "[l:China]" a place,
 * "[o:Huawei]" an organisation, "[d:Chinese]" a demonym of the only list entry, China. */
#include "one_file.h"
#include "types.h"

#include "relations/relations.h"
#include "text/text.h"

#include <stdio.h>

enum { MOST = 64 };

static const char WORDS[] = "words determiner the a an\n"
                            "words preposition of in by with on from to\n"
                            "words and and\n"
                            "words relative who that\n"
                            "words to to\n"
                            "words be am\n"
                            "words have have has had\n"
                            "words do did\n"
                            "words will will\n"
                            "words may may\n"
                            "words negation not never didn't\n"
                            "words do didn't\n"
                            "words hearsay reportedly\n"
                            "words source according\n"
                            "words condition if\n"
                            "words past former\n"
                            "words spoil vice elect\n"
                            "words collective police\n"
                            "words pronoun his\n"
                            "words time year\n"
                            "words time-lead last\n"
                            "words bridge after\n"
                            "verbs plan-to plan\n"
                            "verbs refuse-to refuse\n"
                            "verbs said-to say\n"
                            "verbs speech say\n"
                            "verbs denial deny\n"
                            "words cancel cancelled\n"
                            "words be is was were been being\n"
                            "forms be was/were been being is/are/am\n"
                            "forms have had had having has\n"
                            "forms do did done doing does\n"
                            "forms plan planned planned planning\n"
                            "forms say said said saying says\n"
                            "forms meet met met\n"
                            "forms bear bore born\n"
                            "forms take took taken\n"
                            "role-pattern = O-adj T S\n"
                            "role-pattern = O 's MOD T S\n"
                            "role-pattern = S , T of O END\n"
                            "role-pattern = T S\n"
                            "relation leads\n"
                            "  subject = person\n"
                            "  object = place/country organisation\n"
                            "  past = led\n"
                            "  role = president, chief executive\n"
                            "relation led\n"
                            "  subject = person\n"
                            "  object = place organisation\n"
                            "  role = erstwhile chief\n"
                            "relation works_for\n"
                            "  subject = person\n"
                            "  object = organisation\n"
                            "  role = executive\n"
                            "relation owns\n"
                            "  subject = organisation\n"
                            "  object = organisation\n"
                            "  role-of-object = subsidiary\n"
                            "relation met\n"
                            "  subject = person\n"
                            "  object = person\n"
                            "  symmetric = yes\n"
                            "  verb = meet O*\n"
                            "  verb = meet .... with O*\n"
                            "  both = meet\n"
                            "  pattern = S 's MOD meeting with O*\n"
                            "  pattern = meeting between S+O\n"
                            "relation detained\n"
                            "  subject = place organisation person\n"
                            "  object = person\n"
                            "  verb = detain O*\n"
                            "  verb = take O* into custody\n"
                            "relation born_in\n"
                            "  subject = person\n"
                            "  object = place\n"
                            "  passive = bear in O\n"
                            "  lasting = yes\n"
                            "relation invited\n"
                            "  subject = person\n"
                            "  object = person\n"
                            "  verb = accept ... invitation from S\n"
                            "relation lies_in\n"
                            "  subject = place\n"
                            "  object = place\n"
                            "  checked = yes\n"
                            "  pattern = S , O END\n";

typedef struct bench {
    rl_types types;
    rl_relation_set *set;
    rl_relation_finder *finder;
    rl_text_worker reader;
    rl_text text;
    rl_text_rules rules;
    rl_mention mentions[MOST];
    size_t mention_count;
    rl_hit hits[MOST];
    size_t hit_count;
    rl_entry entries[2];
    rl_string_map entities;
    char plain[4096];
} bench;

static relata_status read_rules(rl_relation_set *set, const rl_types *types, const char *rules, relata_error *err)
{
    put(rules, strlen(rules));
    relata_status status = rl_relation_set_read(set, path, err);
    return status == RELATA_OK ? rl_relation_set_seal(set, types, err) : status;
}

static bench *bench_new(const char *rules)
{
    bench *b = calloc(1, sizeof *b);
    relata_error err = {0};
    assert_non_null(b);
    add_types(&b->types);
    b->set = rl_relation_set_new();
    b->finder = rl_relation_finder_new();
    assert_non_null(b->set);
    assert_non_null(b->finder);
    if (read_rules(b->set, &b->types, rules, &err) != RELATA_OK)
        fail_msg("%zu:%zu: %s", err.line, err.column, err.message);
    b->entries[0] = (rl_entry){.id = "place:china", .name = "China", .kind = "country", .type = RL_TYPE_PLACE};
    b->entries[1] =
        (rl_entry){.id = "person:xi", .name = "Xi", .kind = "", .role = "president of China", .type = RL_TYPE_PERSON};
    return b;
}

static void bench_free(bench *b)
{
    rl_relation_set_free(b->set);
    rl_relation_finder_free(b->finder);
    rl_text_worker_free(&b->reader);
    rl_string_map_free(&b->entities);
    rl_string_map_free(&b->types);
    free(b);
}

typedef struct marked {
    char kind;
    size_t start;
    size_t end;
} marked;

/* Copies the text without its marks, and says where they were. */
static size_t strip(bench *b, const char *source, marked *ret)
{
    size_t length = 0, count = 0;
    for (const char *p = source; *p != '\0'; p++) {
        if (*p == '[') {
            ret[count] = (marked){p[1], length, 0};
            p += 2;
        } else if (*p == ']') {
            ret[count++].end = length;
        } else {
            b->plain[length++] = *p;
        }
        assert_true(length < sizeof b->plain && count < MOST);
    }
    b->plain[length] = '\0';
    return count;
}

static uint32_t token_from(const bench *b, size_t byte)
{
    for (uint32_t t = 0; t < b->text.token_count; t++)
        if (b->text.tokens[t].start >= byte)
            return t;
    return (uint32_t)b->text.token_count;
}

static void add_marked(bench *b, const marked *m)
{
    static const char KINDS[] = "plo";
    uint32_t first = token_from(b, m->start), last = token_from(b, m->end);
    const char *name = b->plain + m->start;
    size_t length = m->end - m->start;
    if (m->kind == 'd') {
        b->text.tokens[first].classes |= RL_CLASS_DEMONYM;
        b->hits[b->hit_count++] = (rl_hit){first, last, 0, RL_NAME_DEMONYM, 0};
        return;
    }
    bool china = length == 5 && memcmp(name, "China", 5) == 0, xi = length == 2 && memcmp(name, "Xi", 2) == 0;
    b->mentions[b->mention_count++] = (rl_mention){.first = first,
                                                   .last = last,
                                                   .type = (uint32_t)(strchr(KINDS, m->kind) - KINDS),
                                                   .entry = china ? 0
                                                            : xi  ? 1
                                                                  : RL_NONE,
                                                   .entity = rl_string_map_add(&b->entities, name, length)};
}

static const char *name_of(const bench *b, const rl_relation_end *end, size_t *ret_length)
{
    const rl_token *first = &b->text.tokens[end->first], *last = &b->text.tokens[end->last - 1];
    *ret_length = last->end - first->start;
    return b->text.bytes + first->start;
}

/* The relations as "Xi met Carney; …", planned ones with "+", reported ones with "?", past ones with "-". */
static void describe(const bench *b, const rl_relation *relations, size_t count, char *ret, size_t size)
{
    static const char *const MARKS[] = {"", "?", "+"};
    size_t used = 0;
    ret[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        size_t subject, object;
        const char *s = name_of(b, &relations[i].subject, &subject), *o = name_of(b, &relations[i].object, &object);
        int length = snprintf(ret + used, size - used, "%s%.*s %s%s%s %.*s", i > 0 ? "; " : "", (int)subject, s,
                              rl_relation_name(b->set, relations[i].kind), MARKS[relations[i].modality],
                              relations[i].past ? "-" : "", (int)object, o);
        assert_true(length > 0 && (size_t)length < size - used);
        used += (size_t)length;
    }
}

static void find(bench *b, const char *source, const rl_relation **ret, size_t *ret_count)
{
    marked marks[MOST];
    size_t count = strip(b, source, marks);
    rl_string_map_clear(&b->entities);
    b->mention_count = b->hit_count = 0;
    assert_int_equal(rl_text_read(&b->reader, &b->rules, b->plain, strlen(b->plain), &b->text, NULL), RELATA_OK);
    for (size_t i = 0; i < count; i++)
        add_marked(b, &marks[i]);
    rl_relation_input input = {&b->text, b->hits, b->hit_count, b->mentions, b->mention_count, b->entries};
    assert_int_equal(rl_relations_find(b->finder, b->set, &input, ret, ret_count, NULL), RELATA_OK);
}

typedef struct example {
    const char *text;
    const char *expected;
} example;

static void check_all(const example *examples, size_t count)
{
    bench *b = bench_new(WORDS);
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char found[1024];
        const rl_relation *relations;
        size_t relation_count;
        find(b, examples[i].text, &relations, &relation_count);
        describe(b, relations, relation_count, found, sizeof found);
        if (strcmp(found, examples[i].expected) != 0) {
            print_error("\"%s\": \"%s\", expected \"%s\"\n", examples[i].text, found, examples[i].expected);
            wrong++;
        }
    }
    bench_free(b);
    assert_int_equal(wrong, 0);
}

#define CHECK(examples) check_all(examples, sizeof(examples) / sizeof((examples)[0]))

static void verbs_have_subjects_and_objects(void **state)
{
    (void)state;
    static const example EXAMPLES[] = {
        {"[l:China] detained [p:Kovrig].", "China detained Kovrig"},
        {"[p:Kovrig] was detained by [l:China].", "China detained Kovrig"},
        {"[p:Kovrig] has been detained in [l:Dandong] by [l:China].", "China detained Kovrig"},
        {"[l:China] detained [p:Kovrig] and [p:Spavor].", "China detained Kovrig; China detained Spavor"},
        {"[p:Kovrig] and [p:Spavor] were detained by [l:China].", "China detained Kovrig; China detained Spavor"},
        {"[l:China] detained the two Poles, then left [p:Kovrig].", ""},
        {"[l:China] detained [p:Kovrig], and [p:Spavor] was free.", "China detained Kovrig"},
        {"[d:Chinese] police detained [p:Kovrig].", "Chinese detained Kovrig"},
        {"The police of [l:China] detained [p:Kovrig].", "China detained Kovrig"},
        {"[l:China]'s police detained [p:Kovrig].", "China detained Kovrig"},
        {"People in [l:China] detained [p:Kovrig].", ""},
        {"[l:China] detained [p:Kovrig]'s wife.", ""},
        {"[p:Kovrig], who was detained by [l:China], slept.", "China detained Kovrig"},
        {"[p:Kovrig], detained by [l:China], slept.", "China detained Kovrig"},
        {"[l:China], a large country, detained [p:Kovrig].", "China detained Kovrig"},
        {"[l:China] took [p:Kovrig] into custody.", "China detained Kovrig"},
        {"[p:Kovrig] was taken into custody by [l:China].", "China detained Kovrig"},
        {"[l:China] ate well and detained [p:Kovrig].", ""},
        {"[l:China] met [p:Xi] and detained [p:Kovrig].", "China detained Kovrig"},
        {"[p:Carney] slept after meeting [p:Xi].", ""},
        {"Members, who like [p:Xi], met [p:Carney].", ""},
        {"[p:Xi] met the [p:Trump] team.", ""},
        {"[p:Carney] said much after meeting [p:Xi].", "Carney met Xi"},
        {"It rained after [l:China] detained [p:Kovrig].", "China detained Kovrig"},
        {"[l:China] retaliated after detaining [p:Kovrig].", "China detained Kovrig"},
        {"[p:Xi] and [p:Carney] met.", "Xi met Carney"},
        {"[p:Xi] and [p:Carney] met last year in [l:Busan].", "Xi met Carney"},
        {"[p:Xi] met in [l:Busan] with [p:Carney].", "Xi met Carney"},
        {"[p:Xi] was born in [l:Beijing].", "Xi born_in Beijing"},
        {"[p:Xi], born in [l:Beijing], slept.", "Xi born_in Beijing"},
        {"[p:Carney] accepted an invitation from [p:Xi].", "Xi invited Carney"},
    };
    CHECK(EXAMPLES);
}

static void modality_is_told(void **state)
{
    (void)state;
    static const example EXAMPLES[] = {
        {"[l:China] will detain [p:Kovrig].", "China detained+ Kovrig"},
        {"[l:China] plans to detain [p:Kovrig].", "China detained+ Kovrig"},
        {"[l:China] is to detain [p:Kovrig].", "China detained+ Kovrig"},
        {"[l:China] did not detain [p:Kovrig].", ""},
        {"[l:China] didn't detain [p:Kovrig].", ""},
        {"[l:China] never detained [p:Kovrig].", ""},
        {"[l:China] refused to detain [p:Kovrig].", ""},
        {"[l:China] may detain [p:Kovrig].", ""},
        {"If [l:China] detained [p:Kovrig], it rained.", ""},
        {"They deny that [l:China] detained [p:Kovrig].", ""},
        {"Did it rain when [l:China] detained [p:Kovrig]?", ""},
        {"[l:China] reportedly detained [p:Kovrig].", "China detained? Kovrig"},
        {"They say that [l:China] detained [p:Kovrig].", "China detained? Kovrig"},
        {"[l:China] is said to have detained [p:Kovrig].", "China detained? Kovrig"},
        {"According to them, [l:China] detained [p:Kovrig].", "China detained? Kovrig"},
        {"[l:China] detained [p:Kovrig], they said.", "China detained? Kovrig"},
        {"[p:Xi] was born in [l:Beijing], they said.", "Xi born_in Beijing"},
        {"[p:Xi] was reportedly born in [l:Beijing].", "Xi born_in? Beijing"},
        {"[p:Xi]'s meeting with [p:Carney] began.", "Xi met Carney"},
        {"[p:Xi]'s reportedly long meeting with [p:Carney] began.", "Xi met? Carney"},
        {"They cancelled [p:Xi]'s meeting with [p:Carney].", ""},
        {"The meeting between [p:Xi], [p:Carney] and [p:Trump] began.",
         "Xi met Carney; Xi met Trump; Carney met Trump"},
        {"[p:Carney] said his meeting with [p:Xi] began.", "Carney met Xi"},
        {"[p:Carney] and [p:Trump] said his meeting with [p:Xi] began.", ""},
    };
    CHECK(EXAMPLES);
}

static void roles_belong_to_names(void **state)
{
    (void)state;
    static const example EXAMPLES[] = {
        {"[d:Chinese] President [p:Xi Jinping] left.", "Xi Jinping leads Chinese"},
        {"[l:China]'s president [p:Xi Jinping] left.", "Xi Jinping leads China"},
        {"[p:Xi Jinping], president of [l:China], left.", "Xi Jinping leads China"},
        {"Former [d:Chinese] President [p:Hu Jintao] left.", "Hu Jintao led- Chinese"},
        {"[l:China]'s former president [p:Hu Jintao] left.", "Hu Jintao led- China"},
        {"[d:Chinese] Vice President [p:Han Zheng] left.", ""},
        {"[d:Chinese] President-elect [p:Han Zheng] left.", ""},
        {"[o:Huawei] executive [p:Meng] left.", "Meng works_for Huawei"},
        {"[o:Huawei] chief executive [p:Ren] left.", "Ren leads Huawei"},
        {"[l:China] executive [p:Meng] left.", ""},
        {"Former [o:Huawei] executive [p:Meng] left.", ""},
        {"[o:Huawei]'s subsidiary [o:Honor] left.", "Huawei owns Honor"},
        {"[o:Huawei]'s executive [p:Honor] left.", "Honor works_for Huawei"},
        {"[o:Huawei] subsidiary [o:Honor] left.", "Huawei owns Honor"},
        {"President [p:Xi] left [l:China].", "Xi leads China"},
        {"President [p:Xi] left.", ""},
        {"President [p:Carney] left [l:China].", ""},
        {"Former [d:Chinese] executive and [d:Chinese] President [p:Hu Jintao] left.", "Hu Jintao led- Chinese"},
        {"[p:Ren], president of [d:Chinese] police, left.", ""},
        {"[p:Ren], chief executive of [o:Huawei]'s police, left.", ""},
    };
    CHECK(EXAMPLES);
}

static void commas_and_lists(void **state)
{
    (void)state;
    static const example EXAMPLES[] = {
        {"They met in [l:Dandong], [l:China].", "Dandong lies_in China"},
        {"They met in [l:China], [l:China].", ""},
        {"They met in [l:Dandong], [l:China]'s port.", ""},
        {"According to them it rained in [l:Dandong], [l:China].", "Dandong lies_in China"},
        {"They met in [l:Dandong] ([o:DD]), [l:China].", "Dandong lies_in China"},
    };
    CHECK(EXAMPLES);
}

/* ---- files ---- */

typedef struct bad_file {
    const char *rules;
    size_t line;
    size_t column;
    const char *message;
} bad_file;

static const bad_file BAD[] = {
    {"relation Met\n", 1, 10, "a relation's name is small letters, digits and _"},
    {"verb = meet O\n", 1, 1, "\"verb\" belongs to no relation"},
    {"relation met\n  verbs\n", 2, 8, "there is no group of words \"\""},
    {"relation met\n  fly\n", 2, 3, "a line is words, verbs, forms, relation, or key = value"},
    {"relation met\n  verb =\n", 2, 3, "\"verb\" has no value"},
    {"relation met\n  noun = meet O\n", 2, 3, "unknown key \"noun\""},
    {"words nonsense a b\n", 1, 7, "there is no group of words \"nonsense\""},
    {"words be Is\n", 1, 10, "\"Is\" is not a word in small letters"},
    {"forms go went gone going goes gone\n", 1, 31, "forms are base, past, participle, -ing and third person"},
    {"relation met\n  symmetric = perhaps\n", 2, 15, "it is yes or no, not \"perhaps\""},
    {"relation met\n  subject = place/\n", 2, 13, "an end is a type such as place, or type/kind such as place/country"},
    {"relation met\n  subject = person\n  object = wizard\n  verb = meet O\n", 3, 12, "there is no type \"wizard\""},
    {"relation met\n  subject = person\n  verb = meet O\n", 1, 1, "relation \"met\" has no object"},
    {"relation met\n", 1, 1, "relation \"met\" has no rules"},
    {"relation met\n  past = was\n  subject = person\n  object = person\n", 2, 1, "relation \"was\" has no rules"},
    {"relation met\n  pattern = S with X\n", 2, 20, "\"X\" is not a word in small letters"},
    {"relation met\n  pattern = S O\n", 2, 13, "a pattern needs a word or a comma that must be there"},
    {"relation met\n  pattern = S meets\n", 2, 13, "a pattern has an S and an O, or S+O"},
    {"relation met\n  pattern = S meets O O\n", 2, 13, "a pattern has one S and one O, or S+O, and one T"},
    {"relation met\n  pattern = S T of O\n", 2, 13, "T stands in a role-pattern only"},
    {"relation met\n  pattern = S ... ... ... ... ... meets ... O\n", 2, 13,
     "a pattern has at most five gaps and optional words"},
    {"relation met\n  pattern = a b c d e f g h i j k l m n o\n", 2, 41, "a pattern has 14 elements at most"},
    {"relation met\n  verb = meet\n", 2, 10, "the words after a verb have an O, or an S if its subject is the object"},
    {"relation met\n  verb = meet|| O\n", 2, 15, "a word is missing"},
    {"relation met\n  both = meet O\n", 2, 10, "the subject of this verb is both S and O: neither stands behind it"},
    {"role-pattern = O of S\n", 1, 16, "a role-pattern has a T"},
    {"role-pattern = O 's T\n", 1, 16, "a role-pattern has an S"},
    {"relation met\n  role = a b c d e f g\n", 2, 10, "a role has 6 words at most"},
    {"relation met\n  role = ,x\n", 2, 10, "a role is missing"},
    {"relation met\n  role = class:nothing\n", 2, 16, "there is no kind of titles \"nothing\""},
    {"# \xFF\n", 1, 3, "the file is not valid UTF-8"},
};

static void bad_files_are_told_by_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        rl_types types = {0};
        relata_error err = {0};
        rl_relation_set *set = rl_relation_set_new();
        add_types(&types);
        relata_status status = read_rules(set, &types, BAD[i].rules, &err);
        if (status != RELATA_ERROR_FORMAT || err.line != BAD[i].line || err.column != BAD[i].column ||
            strcmp(err.message, BAD[i].message) != 0)
            fail_msg("%s: %d %zu:%zu: %s", BAD[i].rules, (int)status, err.line, err.column, err.message);
        assert_string_equal(err.source, path);
        rl_relation_set_free(set);
        rl_string_map_free(&types);
    }
}

static void sealed_sets_take_nothing_more(void **state)
{
    (void)state;
    bench *b = bench_new(WORDS);
    relata_error err = {0};
    assert_int_equal(rl_relation_set_read(b->set, path, &err), RELATA_ERROR_ARGUMENT);
    bench_free(b);
}

static void missing_files_are_errors(void **state)
{
    (void)state;
    relata_error err = {0};
    rl_relation_set *set = rl_relation_set_new();
    assert_int_equal(rl_relation_set_read(set, "/nowhere/at.relations", &err), RELATA_ERROR_IO);
    rl_relation_set_free(set);
}

static void later_files_add_to_relations(void **state)
{
    (void)state;
    bench *b = bench_new("relation met\n  subject = person\n  object = person\n  verb = meet O\n"
                         "forms meet met met\n"
                         "# again, with Windows line ends\r\nrelation met\r\n  verb = greet O\r\n");
    const rl_relation *relations;
    size_t count;
    find(b, "[p:Xi] met [p:Carney]. [p:Xi] greets [p:Trump].", &relations, &count);
    assert_int_equal(count, 2);
    assert_int_equal(rl_relation_set_count(b->set), 1);
    assert_false(rl_relation_is_symmetric(b->set, 0));
    assert_int_equal(relations[1].sentence, 1);
    bench_free(b);
}

static void nothing_is_found_without_rules(void **state)
{
    (void)state;
    bench *b = bench_new("# nothing\n");
    const rl_relation *relations;
    size_t count;
    find(b, "[p:Xi] met [p:Carney].", &relations, &count);
    assert_int_equal(count, 0);
    bench_free(b);
}

/* Words that many gaps can take: what is tried is bounded, and relations of one sentence are. */
static void hostile_sentences_end(void **state)
{
    (void)state;
    bench *b = bench_new("words and and\nwords preposition with\n"
                         "relation met\n  subject = person\n  object = person\n"
                         "  pattern = S .... met .... with .... O*\n  pattern = S+O met\n");
    char *text = calloc(1, sizeof b->plain);
    assert_non_null(text);
    for (size_t i = 0; strlen(text) + 64 < 2000 && i < 30; i++)
        (void)snprintf(text + strlen(text), 64, "[p:N%zu] and ", i);
    for (size_t i = 0; strlen(text) + 64 < 3000; i++)
        (void)snprintf(text + strlen(text), 64, "met with met ");
    const rl_relation *relations;
    size_t count;
    find(b, text, &relations, &count);
    assert_true(count <= 64);
    free(text);
    bench_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(verbs_have_subjects_and_objects, make_file, remove_file),
        cmocka_unit_test_setup_teardown(modality_is_told, make_file, remove_file),
        cmocka_unit_test_setup_teardown(roles_belong_to_names, make_file, remove_file),
        cmocka_unit_test_setup_teardown(commas_and_lists, make_file, remove_file),
        cmocka_unit_test_setup_teardown(bad_files_are_told_by_place, make_file, remove_file),
        cmocka_unit_test_setup_teardown(sealed_sets_take_nothing_more, make_file, remove_file),
        cmocka_unit_test_setup_teardown(missing_files_are_errors, make_file, remove_file),
        cmocka_unit_test_setup_teardown(later_files_add_to_relations, make_file, remove_file),
        cmocka_unit_test_setup_teardown(nothing_is_found_without_rules, make_file, remove_file),
        cmocka_unit_test_setup_teardown(hostile_sentences_end, make_file, remove_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
