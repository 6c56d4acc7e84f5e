/* Sentences and paragraphs: a table of texts with the sentences they are cut into, and the flags of sentences and of
 * their first words. */
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static rl_text_rules rules;
static rl_text_worker worker;

static int make_rules(void **state)
{
    (void)state;
    static const char *const abbreviations[] = {"mr", "inc", "nov", "gen", "no"};
    static const char *const starters[] = {"the", "he", "in", "it", "but", "us"};
    static const char *const words[] = {"article", "content", "prime", "minister"};
    bool ok = true;
    for (size_t i = 0; i < sizeof abbreviations / sizeof abbreviations[0]; i++)
        ok = ok && rl_text_rules_add_abbreviation(&rules, abbreviations[i], strlen(abbreviations[i]));
    for (size_t i = 0; i < sizeof starters / sizeof starters[0]; i++)
        ok = ok && rl_text_rules_add_starter(&rules, starters[i], strlen(starters[i]));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        ok = ok && rl_text_rules_add_word(&rules, words[i], strlen(words[i]));
    return ok ? 0 : -1;
}

static int free_rules(void **state)
{
    (void)state;
    rl_text_rules_free(&rules);
    rl_text_worker_free(&worker);
    return 0;
}

static rl_text read_text(const char *bytes)
{
    rl_text text = {0};
    assert_int_equal(rl_text_read(&worker, &rules, bytes, strlen(bytes), &text, NULL), RELATA_OK);
    return text;
}

/* The sentences, "|" between those of one paragraph and "||" between paragraphs; line breaks inside as "_". */
static const char *shown(const rl_text *text)
{
    static char buffer[4096];
    size_t used = 0;
    for (size_t i = 0; i < text->sentence_count; i++) {
        const rl_sentence *s = &text->sentences[i];
        const char *join = i == 0 ? "" : s->paragraph == text->sentences[i - 1].paragraph ? " | " : " || ";
        used += (size_t)snprintf(buffer + used, sizeof buffer - used, "%s%.*s", join, (int)(s->end - s->start),
                                 text->bytes + s->start);
        assert_true(used < sizeof buffer);
    }
    buffer[used] = '\0';
    for (char *c = buffer; *c != '\0'; c++)
        if (*c == '\n' || *c == '\r')
            *c = '_';
    return buffer;
}

typedef struct sample {
    const char *text;
    const char *sentences;
} sample;

static void assert_samples(const sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        rl_text text = read_text(samples[i].text);
        assert_string_equal(shown(&text), samples[i].sentences);
    }
}

#define ASSERT_SAMPLES(samples) assert_samples(samples, sizeof samples / sizeof samples[0])

static void full_stops_end_sentences(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"One two. Three four! Five? Six", "One two. | Three four! | Five? | Six"},
        {"It cost 3.5 million. 20 people came.", "It cost 3.5 million. | 20 people came."},
        {"It went on ... and on. So", "It went on ... and on. | So"},
        {"He asked why. and left", "He asked why. and left"},
        {"What?! No.", "What?! | No."},
        {"Yes\xE2\x80\xA6 Maybe", "Yes\xE2\x80\xA6 | Maybe"},
        {"One.", "One."},
        {". . .", ". . ."},
    };
    ASSERT_SAMPLES(samples);
}

static void abbreviations_end_them_before_a_starter_only(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"Mr. Xi met Gen. Li. He left.", "Mr. Xi met Gen. Li. | He left."},
        {"It is in the U.S. The deal holds.", "It is in the U.S. | The deal holds."},
        {"The U.S. Steel deal, the U.S. US", "The U.S. Steel deal, the U.S. US"},
        {"At Acme Inc. In May it fell.", "At Acme Inc. | In May it fell."},
        {"On Nov. 5 it rained. But", "On Nov. 5 it rained. | But"},
        {"By J. The Smith", "By J. The Smith"},
        {"George W. Bush spoke. J. Smith too.", "George W. Bush spoke. | J. Smith too."},
        {"U.S. U.S. U.S.", "U.S. U.S. U.S."},
    };
    ASSERT_SAMPLES(samples);
}

static void quotes_and_brackets_stay_with_their_sentence(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"\"I go.\" He went.", "\"I go.\" | He went."},
        {"\xE2\x80\x9CI go.\xE2\x80\x9D \xE2\x80\x9CYou stay.\xE2\x80\x9D",
         "\xE2\x80\x9CI go.\xE2\x80\x9D | \xE2\x80\x9CYou stay.\xE2\x80\x9D"},
        {"\"I go,\" he said.", "\"I go,\" he said."},
        {"\"Why?\" he said. (It is so.) In May", "\"Why?\" he said. | (It is so.) | In May"},
        {"\"He said 'go.'\" The end", "\"He said 'go.'\" | The end"},
        {"End. \"(The start", "End. | \"(The start"},
    };
    ASSERT_SAMPLES(samples);
}

static void lines_are_paragraphs(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"Canada Meets China\nThe leaders met. They spoke.\nIn May it ended.",
         "Canada Meets China || The leaders met. | They spoke. || In May it ended."},
        {"One.\r\nTwo.\r\n\r\nThree", "One. || Two. || Three"},
        {"One.\rTwo.", "One. || Two."},
        {"One\n\ntwo", "One || two"},
        {"The names\nof one line", "The names_of one line"},
        {"Points:\n\xE2\x80\xA2 one\n\xE2\x80\xA2 two", "Points: || \xE2\x80\xA2 one || \xE2\x80\xA2 two"},
        {"Points:\n- one\n- two\n* three", "Points: || - one || - two || * three"},
        {"1. The first\n2. The second", "1. The first || 2. The second"},
        {"One.\xE2\x80\xA9Two.", "One. || Two."},
    };
    ASSERT_SAMPLES(samples);
}

static void wrapped_text_goes_on_over_line_breaks(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"The leaders of the\ncountries met in South\nKorea on Friday and\nspoke. They\nleft.\n\nThe next day",
         "The leaders of the_countries met in South_Korea on Friday and_spoke. | They_left. || The next day"},
        {"The talks went on into\n2025. The leaders left\nand their aides\nstayed.",
         "The talks went on into_2025. | The leaders left_and their aides_stayed."},
        {"They met in the\r\nmorning and left in\r\nthe evening.",
         "They met in the__morning and left in__the evening."},
    };
    ASSERT_SAMPLES(samples);
}

static void lost_spaces_are_looked_for(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"It sold goods.Article begins", "It sold goods. | Article begins"},
        {"He met Trump.The talks", "He met Trump. | The talks"},
        {"It was 2025.In May", "It was 2025. | In May"},
        {"He said \"yes.\"The rest", "He said \"yes.\" | The rest"},
        {"via Yahoo!Finance and Node.JS", "via Yahoo!Finance and Node.JS"},
        {"the contentPrime Minister", "the content | Prime Minister"},
    };
    ASSERT_SAMPLES(samples);
}

static void nothing_has_no_sentence(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " ", "\n\n\n", "\r\n \t\xC2\xA0", "\xEF\xBB\xBF", "\xC2\xAD\xE2\x80\x8B"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        rl_text text = read_text(texts[i]);
        assert_int_equal(text.token_count, 0);
        assert_int_equal(text.sentence_count, 0);
        assert_int_equal(text.paragraph_count, 0);
    }
}

static uint32_t flags_of(const char *bytes, size_t sentence)
{
    rl_text text = read_text(bytes);
    assert_in_range(sentence, 0, text.sentence_count - 1);
    return text.sentences[sentence].flags;
}

static void headlines_are_whole_lines_in_capitals(void **state)
{
    (void)state;
    enum { H = RL_SENTENCE_HEADLINE, C = RL_SENTENCE_ALL_CAPS, N = RL_SENTENCE_NO_STOP };
    static const struct {
        const char *text;
        uint32_t flags; /* of its first sentence */
    } samples[] = {
        {"Canada and China Make Peace\nThe rest.", H | N},
        {"Canada and China make peace at long last\nThe rest.", N},
        {"Canada and China Make Peace.\nThe rest.", 0},
        {"CANADA MEETS CHINA\nThe rest.", H | C | N},
        {"OTTAWA, U.S. \xE2\x80\x94 A", C | N},
        {"IT IS SO!", C},
        {"Canada", N},
        {"2025\nThe rest", N},
        {"He went (home.)", 0},
        {"He works at Acme Inc.", 0},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        uint32_t flags = flags_of(samples[i].text, 0);
        if (strchr(samples[i].text, '\n') == NULL)
            flags &= ~(uint32_t)H;
        assert_int_equal(flags, samples[i].flags);
    }
    assert_int_equal(flags_of("He went.\n\n)", 1) & RL_SENTENCE_NO_STOP, RL_SENTENCE_NO_STOP);
}

static void assert_starts(const char *bytes, const char *starts)
{
    char found[256] = "";
    rl_text text = read_text(bytes);
    for (size_t i = 0; i < text.token_count; i++) {
        const rl_token *t = &text.tokens[i];
        if ((t->flags & RL_TOKEN_SENTENCE_START) == 0)
            continue;
        strncat(found, text.bytes + t->start, t->end - t->start);
        strcat(found, " ");
    }
    assert_string_equal(found, starts);
}

static void first_words_are_marked(void **state)
{
    (void)state;
    assert_starts("The leaders met. They spoke", "The They ");
    assert_starts("\"The leaders met,\" he said", "The ");
    assert_starts("He said \"They met\" and left", "He They ");
    assert_starts("He said \xE2\x80\x9CThey met\xE2\x80\x9D and left", "He They ");
    assert_starts("\xE2\x80\xA2 One\n\xE2\x80\xA2 Two", "One Two ");
    assert_starts("Asia-Pacific states", "Asia ");
    assert_starts("OTTAWA \xE2\x80\x94 Canada said", "OTTAWA Canada ");
    assert_starts("...", "");
}

static void sentences_have_a_greatest_length(void **state)
{
    (void)state;
    static const char *const pieces[] = {"word ", "Word ", ". ", "(", "\"", "- ", "U.S. ", "Article content ", "\xFF"};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t step = strlen(pieces[i]), times = 20000;
        char *bytes = malloc(step * times);
        assert_non_null(bytes);
        for (size_t k = 0; k < times; k++)
            memcpy(bytes + k * step, pieces[i], step);
        rl_text text = {0};
        assert_int_equal(rl_text_read(&worker, &rules, bytes, step * times, &text, NULL), RELATA_OK);
        for (size_t s = 0; s < text.sentence_count; s++)
            assert_in_range(text.sentences[s].last - text.sentences[s].first, 1, RL_SENTENCE_LONGEST);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_stops_end_sentences),
        cmocka_unit_test(abbreviations_end_them_before_a_starter_only),
        cmocka_unit_test(quotes_and_brackets_stay_with_their_sentence),
        cmocka_unit_test(lines_are_paragraphs),
        cmocka_unit_test(wrapped_text_goes_on_over_line_breaks),
        cmocka_unit_test(lost_spaces_are_looked_for),
        cmocka_unit_test(nothing_has_no_sentence),
        cmocka_unit_test(headlines_are_whole_lines_in_capitals),
        cmocka_unit_test(first_words_are_marked),
        cmocka_unit_test(sentences_have_a_greatest_length),
    };
    return cmocka_run_group_tests_name("sentences", tests, make_rules, free_rules);
}
