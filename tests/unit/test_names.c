/* Comparing names word by word. */
#include "resolving.h"

/* Reads the two names, one a line, and leaves their words in `a` and `b`. */
static void two_names(fixture *f, uint32_t type, const char *one, const char *other, rl_name *a, rl_name *b)
{
    static char text[200]; /* the names point into it */
    (void)snprintf(text, sizeof text, "%s\n\n%s", one, other);
    read_text(f, text);
    mention(f, type, one, RL_NONE);
    mention(f, type, other, RL_NONE);
    f->resolver->input = make_input(f);
    rl_name_of(f->resolver, &f->mentions[0], a);
    rl_name_of(f->resolver, &f->mentions[1], b);
}

static bool are_equal(fixture *f, const char *one, const char *other)
{
    rl_name a, b;
    two_names(f, RL_TYPE_PERSON, one, other, &a, &b);
    assert_int_equal(rl_name_equal(f->resolver, &a, &b), rl_name_equal(f->resolver, &b, &a));
    return rl_name_equal(f->resolver, &a, &b);
}

static bool agree(fixture *f, const char *one, const char *other)
{
    rl_name a, b;
    two_names(f, RL_TYPE_PERSON, one, other, &a, &b);
    assert_int_equal(rl_name_agrees(f->resolver, &a, &b), rl_name_agrees(f->resolver, &b, &a));
    return rl_name_agrees(f->resolver, &a, &b);
}

static bool ends(fixture *f, const char *name, const char *part)
{
    rl_name a, b;
    two_names(f, RL_TYPE_PERSON, name, part, &a, &b);
    return rl_name_ends(f->resolver, &a, &b);
}

static void case_accents_and_hyphens_do_not_matter(void **state)
{
    fixture *f = *state;
    assert_true(are_equal(f, "Mark Carney", "MARK CARNEY"));
    assert_true(are_equal(f, "José Müller", "Jose Muller"));
    assert_true(are_equal(f, "Jean-Claude Juncker", "Jean Claude Juncker"));
    assert_false(are_equal(f, "Mark Carney", "Carney Mark"));
    assert_false(are_equal(f, "Mark Carney", "Mark Carneys"));
    assert_false(are_equal(f, "Mark Carney", "Mark"));
}

static void an_ending_is_no_word_of_an_organisation(void **state)
{
    fixture *f = *state;
    rl_name a, b;
    two_names(f, RL_TYPE_ORGANISATION, "Postmedia Inc", "Postmedia", &a, &b);
    assert_int_equal(a.count, 2);
    f->text.tokens[a.words[1]].classes = RL_CLASS_ORG_ENDING;
    rl_name_of(f->resolver, &f->mentions[0], &a);
    assert_int_equal(a.count, 1);
    assert_true(rl_name_equal(f->resolver, &a, &b));
    /* Of a name that is nothing but endings one word stays. */
    f->text.tokens[a.words[0]].classes = RL_CLASS_ORG_ENDING;
    rl_name_of(f->resolver, &f->mentions[0], &a);
    assert_int_equal(a.count, 1);
}

static void a_person_keeps_words_that_end_organisations(void **state)
{
    fixture *f = *state;
    rl_name a, b;
    two_names(f, RL_TYPE_PERSON, "Joe Co", "Joe", &a, &b);
    f->text.tokens[a.words[1]].classes = RL_CLASS_ORG_ENDING;
    rl_name_of(f->resolver, &f->mentions[0], &a);
    assert_int_equal(a.count, 2);
}

static void very_long_names_are_cut(void **state)
{
    fixture *f = *state;
    rl_name a, b;
    two_names(f, RL_TYPE_PERSON, "A B C D E F G H I J K L M N O P Q R S T", "A", &a, &b);
    assert_int_equal(a.count, RL_NAME_WORDS);
}

static void endings_are_shorter_than_the_name(void **state)
{
    fixture *f = *state;
    assert_true(ends(f, "Mark Carney", "Carney"));
    assert_true(ends(f, "Luiz Lula da Silva", "da Silva"));
    assert_false(ends(f, "Mark Carney", "Mark"));
    assert_false(ends(f, "Carney", "Carney"));
    assert_false(ends(f, "Carney", "Mark Carney"));
}

static void initials_agree_with_names(void **state)
{
    fixture *f = *state;
    assert_true(agree(f, "Mark Carney", "M. Carney"));
    assert_true(agree(f, "Mark Carney", "M Carney"));
    assert_false(agree(f, "Mark Carney", "J. Carney"));
    assert_false(agree(f, "Mark Carney", "Ma Carney"));
    assert_false(agree(f, "Mark Carney", "Mark Carter"));
    assert_false(agree(f, "Carney", "Carney"));
}

/* Letters of other scripts take several bytes of which the first is often the same. */
static void initials_are_whole_letters(void **state)
{
    fixture *f = *state;
    assert_true(agree(f, "Дмитрий Петров", "Д. Петров"));
    assert_false(agree(f, "Дмитрий Петров", "В. Петров"));
}

static void middle_names_may_be_missing_but_not_differ(void **state)
{
    fixture *f = *state;
    assert_true(agree(f, "Mark Joseph Carney", "Mark Carney"));
    assert_true(agree(f, "Mark Joseph Carney", "Mark J. Carney"));
    assert_true(agree(f, "Mark Joseph Peter Carney", "M. P. Carney"));
    assert_false(agree(f, "Mark Joseph Carney", "Mark Peter Carney"));
    assert_false(agree(f, "Mark Joseph Peter Carney", "Mark Peter Joseph Carney"));
    assert_false(agree(f, "John A. Smith", "John B. Smith"));
}

static void names_without_words_are_nothing(void **state)
{
    fixture *f = *state;
    rl_name a, b;
    two_names(f, RL_TYPE_PERSON, "-", "Carney", &a, &b);
    assert_int_equal(a.count, 0);
    assert_false(rl_name_ends(f->resolver, &b, &a));
    assert_false(rl_name_agrees(f->resolver, &a, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TEXT(case_accents_and_hyphens_do_not_matter),
        WITH_TEXT(an_ending_is_no_word_of_an_organisation),
        WITH_TEXT(a_person_keeps_words_that_end_organisations),
        WITH_TEXT(very_long_names_are_cut),
        WITH_TEXT(endings_are_shorter_than_the_name),
        WITH_TEXT(initials_agree_with_names),
        WITH_TEXT(initials_are_whole_letters),
        WITH_TEXT(middle_names_may_be_missing_but_not_differ),
        WITH_TEXT(names_without_words_are_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
