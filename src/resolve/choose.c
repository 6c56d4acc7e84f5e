/* Choosing between the list entries of one name: London in England or in Ontario, the Supreme Court of one country or
 * of another.
 *
 * How well known an entry is speaks for it, as much as its prior says. So does its country, by how often the document
 * means it: names of the country and of places in it, and its demonyms, as far as they are beyond doubt themselves.
 * More than both says the document where it gives a name that only this entry has ("London, Ontario"), and most of all
 * what stands right after the mention (", Canada"). A name that is shared by nature ("Supreme Court", a weak alias)
 * makes nobody well known: there the country decides, and if the document is about quite another one, it is none of
 * them. */
#include "resolve/internal.h"

#include "text/text.h"

#include <stdlib.h>
#include <string.h>

enum { COUNTRY_WEIGHT = 30, CERTAIN_WEIGHT = 70, AFTER_WEIGHT = 200, WEAK_DIVISOR = 100 };

/* The number of a country, or of an entry if that is NULL; RL_NONE if it was never added. */
static uint32_t tally_find(const rl_tally *tally, const rl_tallied *sought, uint64_t hash)
{
    size_t at;
    for (uint32_t n = rl_table_first(&tally->table, hash, &at); n != RL_NONE; n = rl_table_next(&tally->table, hash, &at)) {
        const rl_tallied *item = &tally->items[n];
        if (sought->country == NULL ? item->entry == sought->entry : strcmp(item->country, sought->country) == 0)
            return n;
    }
    return RL_NONE;
}

static uint64_t tally_hash(const rl_tallied *item)
{
    return item->country == NULL ? rl_hash_mix(item->entry, 1) : rl_hash_bytes(item->country, strlen(item->country));
}

/* How often it was added with this time; 0 if there is no memory. */
static uint32_t tally_add(rl_tally *tally, const rl_tallied *item)
{
    uint64_t hash = tally_hash(item);
    uint32_t number = tally_find(tally, item, hash);
    if (number != RL_NONE)
        return ++tally->items[number].count;
    rl_tallied *items = rl_array_grow(tally->items, &tally->capacity, tally->table.count + 1, sizeof *items);
    if (items == NULL)
        return 0;
    tally->items = items;
    number = rl_table_add(&tally->table, hash);
    if (number == RL_NONE)
        return 0;
    items[number] = (rl_tallied){item->country, item->entry, 1};
    return 1;
}

static uint32_t tally_of(const rl_tally *tally, const rl_tallied *item)
{
    uint32_t number = tally_find(tally, item, tally_hash(item));
    return number == RL_NONE ? 0 : tally->items[number].count;
}

/* ---- countries ---- */

static bool has_kind(const rl_entry *entry, const char *kind)
{
    return strcmp(entry->kind, kind) == 0;
}

/* The country that an entry lies in or is; "" if the list does not say. */
static const char *country_of(const rl_entry *entry)
{
    bool is_country = entry->country[0] == '\0' && (has_kind(entry, "country") || has_kind(entry, "territory"));
    return is_country ? entry->name : entry->country;
}

static uint32_t country_count(const rl_resolver *r, const rl_entry *entry)
{
    const char *country = country_of(entry);
    return country[0] == '\0' ? 0 : tally_of(&r->countries, &(rl_tallied){.country = country});
}

static bool count_country(rl_resolver *r, const char *country)
{
    if (country[0] == '\0')
        return true;
    uint32_t count = tally_add(&r->countries, &(rl_tallied){.country = country});
    r->most_meant = count > r->most_meant ? count : r->most_meant;
    return count > 0;
}

/* Is this the country or the region of the entry? A list that knows regions is taken at its word. */
static bool lies_in(const rl_entry *entry, const rl_entry *after)
{
    if (has_kind(after, "city") || has_kind(after, "capital") || strcmp(country_of(after), entry->country) != 0)
        return false;
    bool both = entry->region[0] != '\0' && has_kind(after, "region");
    return !both || strcmp(entry->region, after->name) == 0;
}

/* "London, Ontario": the country or region after the comma says where. A town does not: it may be the next of a list.
 */
typedef enum after {
    AFTER_NOTHING, /* no place that says where */
    AFTER_ITS_OWN,
    AFTER_ANOTHER
} after;

static after what_is_after(const rl_resolver *r, const rl_mention *mention, const rl_entry *entry)
{
    const rl_resolve_input *in = r->input;
    uint32_t comma = mention->last;
    after found = AFTER_NOTHING;
    if (entry->country[0] == '\0' || comma >= in->text->token_count ||
        !rl_token_is(in->text, &in->text->tokens[comma], ",", 1))
        return found;
    for (size_t i = rl_first_hit(r, comma + 1); i < in->hit_count && in->hits[i].first == comma + 1; i++) {
        if (in->hits[i].kind > RL_NAME_ALIAS)
            continue;
        const rl_entry *place = &in->entries[in->hits[i].entry];
        if (place->type == RL_TYPE_PLACE && lies_in(entry, place))
            return AFTER_ITS_OWN;
        if (place->type == RL_TYPE_PLACE && (has_kind(place, "region") || has_kind(place, "country")))
            found = AFTER_ANOTHER;
    }
    return found;
}

static bool is_named_after(const rl_resolver *r, const rl_mention *mention, const rl_entry *entry)
{
    return what_is_after(r, mention, entry) == AFTER_ITS_OWN;
}

/* "Randolph, New Hampshire" is no other Randolph, though the only one that an imported list has. */
static bool is_denied(const rl_resolver *r, const rl_mention *mention, uint32_t number)
{
    const rl_entry *entry = &r->input->entries[number];
    return entry->usual && what_is_after(r, mention, entry) == AFTER_ANOTHER;
}

/* ---- the candidates of a mention: its hits at `*at` and after; NULL after the last one ---- */

/* A list whose names nobody chose one by one has a town for every name: it is asked where no other list has the name, or
 * where the words after the name speak for its entry. */
static bool may_be_meant(const rl_resolver *r, const rl_mention *mention, const rl_hit *hit)
{
    const rl_entry *entry = &r->input->entries[hit->entry];
    if (entry->type != mention->type)
        return false;
    bool others = !r->input->entries[mention->entry].usual;
    return !entry->usual || !others || is_named_after(r, mention, entry);
}

static const rl_hit *next_candidate(const rl_resolver *r, const rl_mention *mention, size_t *at)
{
    const rl_resolve_input *in = r->input;
    for (; *at < in->hit_count && in->hits[*at].first == mention->first; (*at)++) {
        const rl_hit *hit = &in->hits[*at];
        if (hit->last == mention->last && hit->kind <= RL_NAME_WEAK && may_be_meant(r, mention, hit)) {
            (*at)++;
            return hit;
        }
    }
    return NULL;
}

/* What all candidates of a mention have in common: the entry, the country; RL_NONE and "" where they differ. */
static void find_common(const rl_resolver *r, const rl_mention *mention, uint32_t *ret_entry, const char **ret_country)
{
    *ret_entry = mention->entry;
    *ret_country = country_of(&r->input->entries[mention->entry]);
    size_t at = rl_hits_of(r, mention);
    for (const rl_hit *hit; (hit = next_candidate(r, mention, &at)) != NULL;) {
        if (hit->entry != mention->entry)
            *ret_entry = RL_NONE;
        if (strcmp(country_of(&r->input->entries[hit->entry]), *ret_country) != 0)
            *ret_country = "";
    }
}

static bool is_chosen_here(const rl_mention *mention)
{
    return mention->entry != RL_NONE && (mention->type == RL_TYPE_PLACE || mention->type == RL_TYPE_ORGANISATION);
}

static bool note_certain(rl_resolver *r, uint32_t entry)
{
    return tally_add(&r->certain, &(rl_tallied){.entry = entry}) > 0;
}

static bool is_certain(const rl_resolver *r, uint32_t entry)
{
    return tally_of(&r->certain, &(rl_tallied){.entry = entry}) > 0;
}

/* Of a name with several entries, the one that the words after it speak for is certain. */
static bool note_named_after(rl_resolver *r, const rl_mention *mention)
{
    size_t at = rl_hits_of(r, mention);
    for (const rl_hit *hit; (hit = next_candidate(r, mention, &at)) != NULL;)
        if (is_named_after(r, mention, &r->input->entries[hit->entry]) && !note_certain(r, hit->entry))
            return false;
    return true;
}

static bool count_mentions(rl_resolver *r)
{
    for (size_t i = 0; i < r->input->mention_count; i++) {
        const rl_mention *mention = &r->input->mentions[i];
        uint32_t entry;
        const char *country;
        if (!is_chosen_here(mention))
            continue;
        find_common(r, mention, &entry, &country);
        if (!(entry == RL_NONE ? note_named_after(r, mention) : note_certain(r, entry)))
            return false;
        if (mention->type == RL_TYPE_PLACE && !count_country(r, country))
            return false;
    }
    return true;
}

static bool count_demonyms(rl_resolver *r)
{
    const rl_resolve_input *in = r->input;
    for (size_t i = 0; i < in->hit_count; i++)
        if (in->hits[i].kind == RL_NAME_DEMONYM && !count_country(r, country_of(&in->entries[in->hits[i].entry])))
            return false;
    return true;
}

bool rl_choose_prepare(rl_resolver *r)
{
    rl_table_clear(&r->countries.table);
    rl_table_clear(&r->certain.table);
    r->most_meant = 0;
    return count_mentions(r) && count_demonyms(r);
}

/* ---- choosing ---- */

/* What the candidates of one mention have in common. */
enum { NOTED = 8 };

typedef struct choice {
    size_t count;
    uint32_t counts[NOTED]; /* of the first ones: how often their country is meant */
    uint32_t most; /* how often the candidate country is meant that is meant most */
    bool weak;     /* all have the name as a weak alias */
} choice;

static choice survey(const rl_resolver *r, const rl_mention *mention)
{
    choice c = {.weak = true};
    size_t at = rl_hits_of(r, mention);
    for (const rl_hit *hit; (hit = next_candidate(r, mention, &at)) != NULL; c.count++) {
        uint32_t count = country_count(r, &r->input->entries[hit->entry]);
        c.most = count > c.most ? count : c.most;
        if (c.count < NOTED)
            c.counts[c.count] = count;
        c.weak &= hit->kind == RL_NAME_WEAK;
    }
    return c;
}

/* `which`: of the candidates. */
static double fit(const rl_resolver *r, const rl_mention *mention, const rl_hit *hit, const choice *c, size_t which)
{
    const rl_entry *entry = &r->input->entries[hit->entry];
    double sum = hit->kind == RL_NAME_WEAK || entry->usual ? entry->prior / WEAK_DIVISOR : entry->prior;
    uint32_t meant = which < NOTED ? c->counts[which] : country_count(r, entry);
    sum += COUNTRY_WEIGHT * (double)meant / ((double)c->most + 1);
    if (is_certain(r, hit->entry))
        sum += CERTAIN_WEIGHT;
    return is_named_after(r, mention, entry) ? sum + AFTER_WEIGHT : sum;
}

/* "The Foreign Ministry" in a document about another country is that country's, which no list has. */
static bool is_of_another_country(const rl_resolver *r, const rl_mention *mention, const choice *c, double highest)
{
    return mention->type == RL_TYPE_ORGANISATION && c->weak && c->count > 1 && highest < CERTAIN_WEIGHT &&
           r->most_meant > 0 && r->most_meant >= 2 * c->most;
}

/* "The White House" as a place is no town of that name in an imported list, if a list of chosen names has the organisation
 * and thinks it better known. */
static bool is_better_known(const rl_resolver *r, const rl_mention *mention, uint32_t chosen)
{
    const rl_resolve_input *in = r->input;
    const rl_entry *entry = &in->entries[chosen];
    if (!entry->usual || is_named_after(r, mention, entry))
        return false;
    for (size_t at = rl_hits_of(r, mention); at < in->hit_count && in->hits[at].first == mention->first; at++) {
        const rl_hit *hit = &in->hits[at];
        const rl_entry *other = &in->entries[hit->entry];
        if (hit->last == mention->last && hit->kind < RL_NAME_WEAK && !other->usual && other->type != mention->type &&
            other->prior > entry->prior)
            return true;
    }
    return false;
}

/* The candidate that fits best. */
static uint32_t best_candidate(const rl_resolver *r, const rl_mention *mention, const choice *c, double *ret_highest)
{
    uint32_t best = mention->entry;
    double highest = -1;
    size_t at = rl_hits_of(r, mention), which = 0;
    for (const rl_hit *hit; (hit = next_candidate(r, mention, &at)) != NULL; which++) {
        double sum = fit(r, mention, hit, c, which);
        if (sum > highest || (sum == highest && hit->entry == mention->entry)) {
            highest = sum;
            best = hit->entry;
        }
    }
    *ret_highest = highest;
    return best;
}

/* Most names have one candidate, of which nothing needs to be summed up. RL_NONE if there are none or several. */
static uint32_t only_candidate(const rl_resolver *r, const rl_mention *mention)
{
    size_t at = rl_hits_of(r, mention);
    const rl_hit *hit = next_candidate(r, mention, &at);
    return hit == NULL || next_candidate(r, mention, &at) != NULL ? RL_NONE : hit->entry;
}

void rl_entry_choose(const rl_resolver *r, rl_mention *mention)
{
    const rl_resolve_input *in = r->input;
    if (mention->entry == RL_NONE || in->entries[mention->entry].sure) /* the user's own lists have the last word */
        return;
    choice c = {0};
    double highest = -1;
    uint32_t best = only_candidate(r, mention);
    if (best == RL_NONE) {
        c = survey(r, mention);
        best = best_candidate(r, mention, &c, &highest);
    }
    mention->shared = c.weak && c.count > 1;
    if (is_of_another_country(r, mention, &c, highest) || is_denied(r, mention, best) || is_better_known(r, mention, best))
        best = RL_NONE;
    else if (best != mention->entry)
        mention->source = in->entries[best].source;
    mention->entry = best;
}

void rl_choose_free(rl_resolver *r)
{
    rl_table_free(&r->countries.table);
    rl_table_free(&r->certain.table);
    free(r->countries.items);
    free(r->certain.items);
}
