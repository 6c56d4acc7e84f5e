/* Family names that mean somebody well known.
 *
 * News name a president without a first mention: "Trump". So a bare family name may mean a listed person whom the document
 * does not name in full, also where it names another bearer. Four things say so: an office that is the listed person's and
 * not the other's ("President Trump" beside Melania Trump); that lists know the other through this person ("son of Donald
 * Trump"); a bare use in running text before the document named any bearer; and that the document has meant the listed
 * person so before. Otherwise whoever was named in full bears the name: Nirav Modi is Modi where he is named. */
#include "resolve/internal.h"

#include "base/ascii.h"
#include "text/text.h"

#include <math.h>
#include <string.h>

/* Priors of persons who are named without a first mention, and of those who are also where somebody of their name is. */
enum { WELL_KNOWN = 40, KNOWN_TO_ALL = 80 };

static const double far_better = 1.5; /* times as well known */

/* ---- roles ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Does the text hold the words, not only their letters? */
static bool holds_words(const char *text, const char *words)
{
    size_t length = strlen(words);
    for (const char *at = text; length > 0 && (at = rl_ascii_find(at, words)) != NULL; at++)
        if ((at == text || !is_letter(at[-1])) && !is_letter(at[length]))
            return true;
    return false;
}

enum { TITLE_WORDS = 4, TITLE_BYTES = 80 };

/* Writes the words from `first` up to `last`, folded, with spaces between. */
static bool write_words(const rl_text *text, uint32_t first, uint32_t last, char *ret)
{
    size_t length = 0;
    for (uint32_t t = first; t < last; t++) {
        const rl_token *token = &text->tokens[t];
        if (length + token->fold_length + 2 > TITLE_BYTES)
            return false;
        if (t > first)
            ret[length++] = ' ';
        memcpy(ret + length, text->folded + token->fold, token->fold_length);
        length += token->fold_length;
    }
    ret[length] = '\0';
    return length > 0;
}

/* Where the office right before a mention begins, its own first token if there is none: "prime minister", "President". */
static uint32_t office_before(const rl_resolver *r, const rl_mention *mention)
{
    const rl_resolve_input *in = r->input;
    uint32_t begin = mention->first;
    for (uint32_t n = 1; n <= TITLE_WORDS && n <= mention->first; n++) {
        uint32_t first = mention->first - n;
        if (n == 1 && (in->text->tokens[first].classes & RL_CLASS_OFFICE) != 0)
            begin = first;
        for (size_t i = rl_first_hit(r, first); i < in->hit_count && in->hits[i].first == first; i++)
            if (in->hits[i].last == mention->first && in->hits[i].kind == RL_NAME_LEXICON &&
                (in->hits[i].classes & RL_CLASS_OFFICE) != 0)
                begin = first;
    }
    return begin;
}

static const char *role_of(const rl_resolver *r, uint32_t entry)
{
    return entry == RL_NONE ? "" : r->input->entries[entry].role;
}

/* The office before a mention, in words. */
static bool read_office(const rl_resolver *r, const rl_mention *mention, char *ret)
{
    uint32_t begin = office_before(r, mention);
    return begin < mention->first && write_words(r->input->text, begin, mention->first, ret);
}

bool rl_has_office(const rl_resolver *r, const rl_mention *mention)
{
    return office_before(r, mention) < mention->first;
}

/* ---- who is well known ---- */

/* The best known of those who bear a family name, and the prior of the next. */
typedef struct bearer {
    uint32_t entry;
    double best;
    double second;
} bearer;

/* Of those with this office in their role, if it is not empty. */
static bearer best_bearer(const rl_resolver *r, const rl_mention *mention, const char *office)
{
    const rl_resolve_input *in = r->input;
    bearer b = {RL_NONE, -1, -1};
    size_t i = rl_first_hit(r, mention->first);
    for (; i < in->hit_count && in->hits[i].first == mention->first; i++) {
        const rl_hit *hit = &in->hits[i];
        if (hit->last != mention->last || hit->kind != RL_NAME_FAMILY || hit->entry == b.entry ||
            (office[0] != '\0' && !holds_words(in->entries[hit->entry].role, office)))
            continue;
        double prior = in->entries[hit->entry].prior;
        if (prior > b.best) {
            b.second = b.best;
            b.best = prior;
            b.entry = hit->entry;
        } else {
            b.second = fmax(b.second, prior);
        }
    }
    return b;
}

uint32_t rl_well_known_bearer(const rl_resolver *r, const rl_mention *mention)
{
    char office[TITLE_BYTES];
    bearer b = {RL_NONE, -1, -1};
    if (read_office(r, mention, office))
        b = best_bearer(r, mention, office);
    if (b.entry == RL_NONE)
        b = best_bearer(r, mention, "");
    if (b.entry == RL_NONE || (b.second < 0 && r->input->entries[b.entry].sure))
        return b.entry;
    return b.best >= WELL_KNOWN && b.best >= far_better * b.second ? b.entry : RL_NONE;
}

/* ---- him rather than whom the document names ---- */

/* "President Trump": the office is in the role of the one, and not in that of the other, who was not introduced with it. */
static bool office_tells(const rl_resolver *r, const rl_mention *mention, const rl_local *other, uint32_t entry)
{
    char office[TITLE_BYTES], others[TITLE_BYTES];
    if (!read_office(r, mention, office) || !holds_words(role_of(r, entry), office) ||
        holds_words(role_of(r, other->entity.entry), office))
        return false;
    return !read_office(r, &r->input->mentions[other->entity.mention], others) || strcmp(office, others) != 0;
}

/* Mrs. Trump is not he. */
static bool is_called_otherwise(const rl_resolver *r, const rl_mention *mention)
{
    static const char *const words[] = {"mrs", "ms", "miss", "lady", "mr"};
    if (mention->first == 0)
        return false;
    const rl_token *before = &r->input->text->tokens[mention->first - 1];
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (rl_token_is(r->input->text, before, words[i], strlen(words[i])))
            return true;
    return false;
}

/* "Kim Jong Un" begins with his family name: there it is nothing to be called by it alone. */
static bool begins_with_family(const rl_entry *entry)
{
    size_t length = strcspn(entry->family, "|");
    return length > 0 && strncmp(entry->name, entry->family, length) == 0 && entry->name[length] == ' ';
}

/* Do lists know one through the other, as "son of Donald Trump"? */
static bool is_known_through(const rl_entry *one, const rl_entry *other)
{
    bool first_lady = holds_words(one->role, "first lady") && holds_words(other->role, "president") &&
                      one->country[0] != '\0' && strcmp(one->country, other->country) == 0;
    return other->prior >= WELL_KNOWN && other->prior >= far_better * one->prior && !begins_with_family(other) &&
           (first_lady || holds_words(one->role, other->name));
}

uint32_t rl_bearer_known_through(const rl_resolver *r, const rl_mention *mention, uint32_t entry)
{
    const rl_resolve_input *in = r->input;
    if (entry == RL_NONE || is_called_otherwise(r, mention) || rl_has_office(r, mention))
        return RL_NONE;
    size_t i = rl_first_hit(r, mention->first);
    for (; i < in->hit_count && in->hits[i].first == mention->first; i++) {
        const rl_hit *hit = &in->hits[i];
        if (hit->last == mention->last && hit->kind == RL_NAME_FAMILY &&
            is_known_through(&in->entries[entry], &in->entries[hit->entry]))
            return hit->entry;
    }
    return RL_NONE;
}

/* In running text: headlines and captions name people before the text does. */
static bool is_running(const rl_resolver *r, const rl_mention *mention)
{
    const rl_text *text = r->input->text;
    uint32_t flags = text->sentences[text->tokens[mention->first].sentence].flags;
    return (flags & (RL_SENTENCE_NO_STOP | RL_SENTENCE_HEADLINE | RL_SENTENCE_ALL_CAPS)) == 0;
}

/* Was the bare name his before, or was he named with his office after the other was named in full? */
static bool is_meant_before(const rl_local *known, const rl_local *other)
{
    return known != NULL && (known->usual || (known->titled > other->last_full && !other->usual));
}

bool rl_means_well_known(const rl_resolver *r, const rl_mention *mention, const rl_local *other, uint32_t entry,
                         const rl_local *known)
{
    uint32_t listed = other->entity.entry;
    if (entry == RL_NONE || entry == listed)
        return false;
    if (rl_has_office(r, mention))
        return office_tells(r, mention, other, entry);
    double prior = listed == RL_NONE ? 0 : r->input->entries[listed].prior;
    if (is_called_otherwise(r, mention) || r->input->entries[entry].prior < far_better * prior)
        return false;
    bool known_to_all = r->input->entries[entry].prior >= KNOWN_TO_ALL;
    return is_meant_before(known, other) || (known_to_all && other->last_full == 0 && is_running(r, mention));
}
