/* How names are written: reading rows, keys of words, and how full names differ. */
#include "one_file.h"

#include "resolve/full_name.h"

#define SHIPPED RELATA_SOURCE_ROOT "/gazetteers/en/names.variants"

static rl_variants variants;

static int read_shipped(void **state)
{
    relata_error err = {0};
    (void)state;
    return rl_variants_read(&variants, SHIPPED, &err) != RELATA_OK;
}

static int forget(void **state)
{
    (void)state;
    rl_variants_free(&variants);
    return 0;
}

static uint64_t key(const char *word)
{
    return rl_variant_key(&variants, word, strlen(word));
}

static void spellings_of_a_word_share_a_key(void **state)
{
    static const char *const same[][2] = {
        {"zelensky", "zelenskyy"}, {"zelensky", "zelenskiy"}, {"zelensky", "zelenski"},
        {"gaddafi", "qaddafi"},    {"gaddafi", "kadhafi"},    {"mohammed", "muhammad"},
        {"mohamed", "mohammed"},   {"yeltsin", "jelzin"},     {"khodorkovsky", "khodorkovskiy"},
        {"sergey", "sergei"},      {"medvedev", "medvedyev"}};
    static const char *const different[][2] = {{"ivanov", "ivanova"}, {"meng", "ming"}, {"kim", "kimm"}, {"joe", "jo"},
                                               {"kelly", "kelli"},    {"xi", "xu"},     {"", "x"}};
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        if (key(same[i][0]) != key(same[i][1]))
            fail_msg("%s and %s have two keys", same[i][0], same[i][1]);
    for (size_t i = 0; i < sizeof different / sizeof different[0]; i++)
        if (key(different[i][0]) == key(different[i][1]))
            fail_msg("%s and %s have one key", different[i][0], different[i][1]);
}

static void words_of_any_length_have_a_key(void **state)
{
    char a[200];
    (void)state;
    memset(a, 'q', sizeof a);
    for (size_t length = 0; length < sizeof a; length++)
        assert_int_equal(rl_variant_key(&variants, a, length), rl_variant_key(&variants, a, length));
    const rl_variants none = {0};
    assert_int_equal(rl_variant_key(&none, "zelensky", 8), rl_hash_bytes("zelensky", 8));
}

/* ---- full names ---- */

static rl_difference differ(const char *one, const char *other, unsigned *ret_less)
{
    rl_full_name a, b;
    rl_buffer scratch = {0};
    unsigned less = 9, back = 9;
    assert_true(rl_full_name_read(&variants, one, &scratch, &a) && rl_full_name_read(&variants, other, &scratch, &b));
    rl_difference difference = rl_full_names_differ(&variants, &a, &b, &less);
    assert_int_equal(difference, rl_full_names_differ(&variants, &b, &a, &back));
    if (difference < RL_DIFFER_UNLIKE)
        assert_int_equal(less + back, less == 0 ? 0 : 3);
    rl_buffer_free(&scratch);
    *ret_less = less;
    return difference;
}

static void names_differ_as_they_do(void **state)
{
    static const struct {
        const char *a;
        const char *b;
        rl_difference difference;
        unsigned less; /* 9: whatever */
    } cases[] = {
        {"Meng Wanzhou", "Wanzhou Meng", RL_DIFFER_ORDER, 0},
        {"Xi, Jinping", "Jinping Xi", RL_DIFFER_NOT, 0},
        {"Kim Jong-un", "Jong Un Kim", RL_DIFFER_ORDER, 0},
        {"King, Martin Luther, Jr.", "Martin Luther King Jr.", RL_DIFFER_NOT, 0},
        {"J. Trudeau", "Justin Trudeau", RL_DIFFER_INITIAL, 1},
        {"J.K. Rowling", "Joanne Rowling", RL_DIFFER_INITIAL, 1},
        {"J. K. Rowling", "Joanne K. Rowling", RL_DIFFER_INITIAL, 1},
        {"Joanne K. Rowling", "Joanne Rowling", RL_DIFFER_MIDDLE, 2},
        {"JK Rowling", "Joanne K. Rowling", RL_DIFFER_INITIAL, 1},
        {"John F. Kennedy", "John Fitzgerald Kennedy", RL_DIFFER_MIDDLE_INITIAL, 1},
        {"John Kennedy", "John Fitzgerald Kennedy", RL_DIFFER_MIDDLE, 1},
        {"John F. Kennedy", "John N. Kennedy", RL_DIFFER_CONFLICT, 9},
        {"John Kennedy Jr.", "John Kennedy", RL_DIFFER_SUFFIX, 2},
        {"John Kennedy Jr.", "John Kennedy Sr.", RL_DIFFER_CONFLICT, 9},
        {"Volodymyr Zelenskyy", "Volodymyr Zelenskiy", RL_DIFFER_TRANSLITERATION, 0},
        {"Mohammed Hassan", "Muhammad Hasan", RL_DIFFER_TRANSLITERATION, 0},
        {"Bill Gates", "William Gates", RL_DIFFER_NICKNAME, 0},
        {"Bob Dole", "Rob Dole", RL_DIFFER_NICKNAME, 0},
        {"George W. Bush", "George H. W. Bush", RL_DIFFER_UNLIKE, 9},
        {"Justin Trudeau", "James Trudeau", RL_DIFFER_CONFLICT, 9},
        {"Justin Trudeau", "Justin Bieber", RL_DIFFER_UNLIKE, 9},
        {"M Jagadesh Kumar", "Meira Kumar", RL_DIFFER_UNLIKE, 9},
        {"Ben Roberts-Smith", "Ben Smith", RL_DIFFER_UNLIKE, 9},
        {"François-Henri Pinault", "François Pinault", RL_DIFFER_UNLIKE, 9},
        {"Mahmoud al-Zahar", "Mahmoud Zahar", RL_DIFFER_MIDDLE, 2},
        {"Syed Saeed", "Sayyid Shihab bin Tarik Said", RL_DIFFER_UNLIKE, 9},
        {"Anna Smith", "Smith Anna", RL_DIFFER_ORDER, 0},
        {"Sirhan Sirhan", "Sirhan Sirhan", RL_DIFFER_NOT, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        unsigned less;
        rl_difference found = differ(cases[i].a, cases[i].b, &less);
        if (found != cases[i].difference || (cases[i].less != 9 && less != cases[i].less))
            fail_msg("%s, %s: %d, less %u", cases[i].a, cases[i].b, found, less);
    }
}

static void what_is_no_full_name_is_refused(void **state)
{
    static const char *const names[] = {"", "Cher", "-", ", ,", "S. F.", "ab cd ef gh ij kl mn", "Sunday F"};
    char huge[2000];
    rl_full_name name;
    rl_buffer scratch = {0};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_false(rl_full_name_read(&variants, names[i], &scratch, &name));
    memset(huge, 'a', sizeof huge);
    huge[1000] = ' ';
    huge[sizeof huge - 1] = '\0';
    assert_false(rl_full_name_read(&variants, huge, &scratch, &name));
    rl_buffer_free(&scratch);
}

/* ---- files ---- */

static void bad_rows_are_named(void **state)
{
    static const struct {
        const char *bytes;
        size_t column;
        const char *message;
    } cases[] = {
        {"# ok\nwords\ta\tb\n", 1,
         "unknown kind of row: word, beginning, ending, letters, nickname, suffix, common or respelling"},
        {"\nword\ta\n", 1, "the row has two spellings"},
        {"\nword\ta\tb\tc\n", 1, "the row has two spellings"},
        {"\nsuffix\tjr\tsr\n", 1, "the row has one spelling"},
        {"\nword\tA\tb\n", 6, "a spelling is one word in small letters, of 64 bytes at most"},
        {"\nword\ta\t\n", 8, "a spelling is one word in small letters, of 64 bytes at most"},
        {"\nword\ta b\tc\n", 6, "a spelling is one word in small letters, of 64 bytes at most"},
        {"\nletters\ta\tbb\n", 11, "letters are rewritten by as many or fewer"},
        {"\nword\t\xFF\tb\n", 6, "not valid UTF-8"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rl_variants read = {0};
        relata_error err = {0};
        put(cases[i].bytes, strlen(cases[i].bytes));
        assert_int_equal(rl_variants_read(&read, path, &err), RELATA_ERROR_FORMAT);
        assert_string_equal(err.message, cases[i].message);
        assert_int_equal(err.line, 2);
        assert_int_equal(err.column, cases[i].column);
        rl_variants_free(&read);
    }
}

/* Rows of a later file add to those of an earlier one, and replace them. */
static void later_rows_win(void **state)
{
    static const char rows[] =
        "word\tzelensky\tsmith\r\n\nnickname\tzz\ta\nnickname\tzz\tb\nnickname\tzz\tc\nnickname\tzz\td\n";
    static const char more[] = "nickname\tzz\te\n";
    rl_variants read = {0};
    relata_error err = {0};
    uint64_t names[RL_NICKNAMES];
    (void)state;
    assert_int_equal(rl_variants_read(&read, SHIPPED, &err), RELATA_OK);
    put(rows, sizeof rows - 1);
    assert_int_equal(rl_variants_read(&read, path, &err), RELATA_OK);
    assert_int_equal(rl_variant_key(&read, "zelensky", 8), rl_variant_key(&read, "smith", 5));
    assert_int_equal(rl_variant_nicknames(&read, "zz", 2, names), 4);
    put(more, sizeof more - 1);
    assert_int_equal(rl_variants_read(&read, path, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "a nickname is short for four names at most");
    rl_variants_free(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(spellings_of_a_word_share_a_key, read_shipped, forget),
        cmocka_unit_test_setup_teardown(words_of_any_length_have_a_key, read_shipped, forget),
        cmocka_unit_test_setup_teardown(names_differ_as_they_do, read_shipped, forget),
        cmocka_unit_test_setup_teardown(what_is_no_full_name_is_refused, read_shipped, forget),
        cmocka_unit_test_setup_teardown(bad_rows_are_named, make_file, remove_file),
        cmocka_unit_test_setup_teardown(later_rows_win, make_file, remove_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
