/* Images that were made to do harm: changed at random, with digests that are right. Whatever they say, a run ends, with a
 * clean result or a clean error, and no string of theirs holds what an output must not. Meant for the sanitisers. */
#include "types.h"

#include "gazetteer/gazetteer.h"
#include "gazetteer/image.h"
#include "text/text.h"
#include "text/utf8.h"

#include <fcntl.h>
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

enum { SEEDS = 3000, STAGED_SEEDS = 200 };

#define RULES RELATA_SOURCE_ROOT "/gazetteers/en/default.weights"

static char folder[] = "/tmp/relata-test-XXXXXX";
static char list_path[64], good_path[64], bad_path[64];
static rl_buffer good;
static rl_text_worker worker;
static rl_hits hits;
static uint64_t random_state;

static const char *const listed =
    "id\ttype\tname\taliases\tweak_aliases\tkind\tfamily\tdemonyms\tcountry\trole\tprior\tlatitude\tstrength\n"
    "x:1\tplace\tCanada\tDominion of Canada|CA\tThe North\tcountry\t\tCanadian|Canadians\t\t\t90\t60\t\n"
    "x:2\tperson\tMark Carney\tM. Carney\t\tpolitician\tCarney\t\tCanada\tprime minister\t80\t\tsure\n"
    "\tperson\tXi Jinping\tPresident Xi\t\t\tXi\t\tChina\tpresident\t90\t\tusual\n"
    "\tplace\tChina\tPRC|P.R.C.\t\tcountry\t\tChinese\t\t\t95\t35\t\n"
    "\tplace\tGeorgia\t\t\tcountry\t\tGeorgian\t\t\t50\t42\t\n"
    "x:6\tplace\tGeorgia\t\t\tstate\t\tGeorgian\tUnited States\t\t45\t33\t\n"
    "\torganisation\tNATO\tNorth Atlantic Treaty Organization\t\t\t\t\t\t\t\t\t\n"
    "\torganisation\tAT&T\tAT & T\t\t\t\t\t\t\t\t\tweak\n"
    "\torganisation\teBay Inc.\teBay\t\t\t\t\t\t\t\t\t\n"
    "\torganisation\tO'Neill & Sons\t\t\t\t\t\t\t\t\t\t\n"
    "\tship\t\xC3\x89toile du Nord\tNord\t\t\t\t\t\t\t\t\t\n"
    "\tship\tvan der Berg 3\t\t\t\t\t\t\t\t\t\t\n"
    "\tplace\t's-Hertogenbosch\tDen Bosch\t\tcity\t\t\t\t\t\t\t\n"
    "\tplace\tA\tB|C|D|E|F\t\t\t\t\t\t\t\t\t\n"
    "\tplace\tone two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    "\t\t\t\t\t\t\t\t\t\t\n"
    "\tplace\tNew York\tNew York City|NYC\tYork\tcity\t\tNew Yorker\tUnited States\t\t85\t40\t\n"
    "\torganisation\tNew York Times\tThe Times\tTimes\t\t\t\t\t\t\t\t\n"
    "\tperson\tFaceBook Young\t\t\t\tYoung\t\t\t\t\t\t\n"
    "\tplace\tSeoul\t\t\tcity\t\t\tSouth Korea\t\t\t\t\n"
    "\tplace\tSouth Korea\tKorea\t\tcountry\t\tKorean\t\t\t\t\t\n"
    "\tdisease\tlong covid\tCovid-19\t\t\t\t\t\t\t\t\t\n"
    "\tgiven_name\tMark\tXi\t\t\t\t\t\t\t\t\t\n"
    "\tfamily_name\tYoung\t\t\t\t\t\t\t\t\t\t\n"
    "\ttitle\tprime minister\tPM\t\toffice\t\t\t\t\t\t\t\n"
    "\ttitle\tMr.\t\t\thonorific\t\t\t\t\t\t\t\n"
    "\tcue\tMr.\t\t\tabbreviation\t\t\t\t\t\t\t\n"
    "\tordinary\tthe\tof|and\t\tfunction\t\t\t\t\t\t\t\n"
    "\tordinary\ttwo\tthree\t\tcommon\t\t\t\t\t\t\t\n"
    "\tordinary\tread more\t\t\tfurniture\t\t\t\t\t\t\t\n"
    "\tordinary\tFace\t\t\tcommon\t\t\t\t\t\t\t\n";

static const char *const said =
    "Canada, the Dominion of Canada or CA: The North. Canadian and Canadians met Mark Carney (M. Carney), Carney said. Xi "
    "Jinping, President Xi of China, the PRC, P.R.C. and Chinese. Georgia and Georgian NATO, North Atlantic Treaty "
    "Organization. AT&T, AT & T, eBay Inc. and eBay of O'Neill & Sons. \xC3\x89toile du Nord, Nord, van der Berg 3, "
    "'s-Hertogenbosch or Den Bosch. A B C D E F. One two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen. New York City, NYC, York, a New Yorker, the New York Times, The Times, Times. FaceBook Young "
    "in Seoul, South Korea; Korean long covid, Covid-19. Mr. Young, prime minister, PM. Read more, US-Seoul\n\nFACE";

static uint64_t next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static void write_bytes(const char *path, const char *bytes, size_t length)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, bytes, length), length);
    assert_int_equal(close(file), 0);
}

static void compile(const char *list, rl_buffer *ret)
{
    relata_error err = {0};
    relata_compiled about;
    write_bytes(list_path, list, strlen(list));
    const char *const paths[] = {list_path};
    relata_status status = rl_gazetteer_compile(paths, 1, ret, &about, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, RELATA_OK);
}

static int make_images(void **state)
{
    (void)state;
    rl_buffer other = {0};
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(list_path, sizeof list_path, "%s/list.tsv", folder);
    snprintf(good_path, sizeof good_path, "%s/good.rgz", folder);
    snprintf(bad_path, sizeof bad_path, "%s/bad.rgz", folder);
    compile(listed, &good);
    compile("id\ttype\tname\taliases\tkind\nx:2\tperson\tMark J. Carney\tMark\tbanker\nx:1\tplace\tCanada\tKanada\t\n"
            "\tplace\tChina\tCathay\t\n\tperson\tXi Jinping\tXi\t\n\tship\tNord\t\t\n",
            &other);
    write_bytes(good_path, other.bytes, other.length);
    rl_buffer_free(&other);
    return 0;
}

static int remove_images(void **state)
{
    (void)state;
    rl_buffer_free(&good);
    rl_text_worker_free(&worker);
    rl_hits_free(&hits);
    (void)unlink(list_path);
    (void)unlink(good_path);
    (void)unlink(bad_path);
    return rmdir(folder);
}

/* ---- what an image may say ---- */

static void assert_clean(const char *string)
{
    assert_non_null(string);
    size_t length = strlen(string);
    assert_int_equal(rl_utf8_valid_prefix(string, length), length);
    for (size_t i = 0; i < length; i++)
        assert_true((unsigned char)string[i] >= 0x20 && string[i] != 0x7F);
}

static void assert_outcome(relata_status status, const relata_error *err)
{
    if (status == RELATA_OK)
        return;
    assert_true(status == RELATA_ERROR_FORMAT || status == RELATA_ERROR_LIMIT || status == RELATA_ERROR_MEMORY);
    assert_int_equal(err->status, status);
    assert_string_not_equal(err->message, "");
    assert_clean(err->message);
    assert_clean(err->source);
}

static void assert_entry(const rl_entry *e, const rl_types *types)
{
    const char *const strings[] = {e->id, e->name, e->source, e->kind, e->country, e->role, e->aliases, e->family};
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++)
        assert_clean(strings[i]);
    assert_true(e->type < types->count);
    assert_true(isnan(e->latitude) || (e->latitude >= -90 && e->latitude <= 90));
    assert_true(isnan(e->longitude) || (e->longitude >= -180 && e->longitude <= 180));
    assert_true(e->prior >= 0 && e->prior <= 1e15);
}

/* ---- a run ---- */

typedef struct tally {
    size_t refused, unsealed, scanned, damaged;
} tally;

static bool measure_names(void *user, const rl_entry_names *names)
{
    size_t *total = user;
    *total += strlen(names->name) + strlen(names->aliases);
    return true;
}

/* Going through the names of all entries of a type. */
static void list_names(rl_gazetteer *g, const rl_types *types)
{
    for (uint32_t type = 0; type < types->count; type++) {
        relata_error err = {0};
        size_t total = 0;
        relata_status status = rl_gazetteer_each(g, type, measure_names, &total, &err);
        assert_outcome(status, &err);
    }
}

static void use(rl_gazetteer *g, const rl_types *types, rl_text_rules *rules, tally *t)
{
    rl_text text;
    relata_error err = {0};
    relata_status status = rl_gazetteer_seal(g, rules, &err);
    assert_outcome(status, &err);
    if (status != RELATA_OK) {
        t->unsealed++;
        return;
    }
    list_names(g, types);
    for (int again = 0; again < 2 && status == RELATA_OK; again++) { /* with words that are new, and known */
        assert_int_equal(rl_text_read(&worker, rules, said, strlen(said), &text, NULL), RELATA_OK);
        status = rl_gazetteer_scan(g, &text, &hits, &err);
        assert_outcome(status, &err);
    }
    t->scanned += status == RELATA_OK;
    t->damaged += status != RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < hits.count; i++) {
        const rl_hit *hit = &hits.items[i];
        assert_true(hit->first < hit->last && hit->last <= text.token_count && hit->kind <= RL_NAME_LEXICON);
        assert_true((hit->kind == RL_NAME_LEXICON) == (hit->entry == RL_NONE));
        if (hit->entry != RL_NONE)
            assert_entry(&rl_gazetteer_entries(g)[hit->entry], types);
    }
    for (size_t i = 0; i < rl_gazetteer_count(g); i++) {
        err = (relata_error){0};
        status = rl_gazetteer_read_entry(g, (uint32_t)i, &err);
        assert_outcome(status, &err);
        if (status == RELATA_OK)
            assert_entry(&rl_gazetteer_entries(g)[i], types);
    }
}

static void run(const char *bytes, size_t length, bool bad_first, tally *t)
{
    rl_types types = {0};
    rl_text_rules rules = {0};
    relata_error err = {0};
    add_types(&types);
    rl_gazetteer *g = rl_gazetteer_new(&types);
    assert_non_null(g);
    rl_hits_free(&hits); /* what was learnt of the one before */
    write_bytes(bad_path, bytes, length);
    if (!bad_first)
        assert_int_equal(rl_gazetteer_read(g, good_path, false, NULL), RELATA_OK);
    relata_status status = rl_gazetteer_read(g, bad_path, true, &err);
    assert_outcome(status, &err);
    if (bad_first)
        assert_int_equal(rl_gazetteer_read(g, good_path, false, NULL), RELATA_OK);
    for (size_t i = 0; i < types.count; i++)
        assert_clean(rl_string_map_key(&types, (uint32_t)i, NULL));
    t->refused += status != RELATA_OK;
    use(g, &types, &rules, t);
    rl_gazetteer_free(g);
    rl_text_rules_free(&rules);
    rl_string_map_free(&types);
}

/* ---- changes ---- */

static uint64_t pick_value(size_t length)
{
    static const uint64_t edges[] = {0, 1, 7, 8, 16, 0x7F, 0x80, 0xFF, 0x7FFFFFFF, 0x80000000u, UINT32_MAX, UINT64_MAX};
    switch (next_random() % 3) {
    case 0:
        return edges[next_random() % (sizeof edges / sizeof edges[0])];
    case 1:
        return next_random() % (length + 1);
    default:
        return next_random();
    }
}

static void change_body(char *bytes, size_t length)
{
    static const size_t sizes[] = {1, 1, 2, 4, 4, 8};
    const rl_image_head *head = (const rl_image_head *)(const void *)bytes;
    size_t section = next_random() % RL_SECTION_COUNT, size = sizes[next_random() % 6];
    uint64_t value = pick_value(length);
    size_t start = (size_t)head->sections[section].start, room = (size_t)head->sections[section].length;
    if (start > length || room > length - start || room < size)
        return;
    size_t at = next_random() % (room - size + 1);
    if (next_random() % 2 == 0)
        at -= at % size;
    memcpy(bytes + start + at, &value, size);
}

/* Copies a piece over another one: slots, meanings and records that are sound in themselves. */
static void move_body(char *bytes, size_t length)
{
    size_t size = 1 + next_random() % 64, body = length - sizeof(rl_image_head) - size;
    memmove(bytes + sizeof(rl_image_head) + next_random() % body, bytes + sizeof(rl_image_head) + next_random() % body, size);
}

static void fill_section(char *bytes, size_t length)
{
    const rl_image_head *head = (const rl_image_head *)(const void *)bytes;
    size_t section = next_random() % RL_SECTION_COUNT;
    size_t start = (size_t)head->sections[section].start, room = (size_t)head->sections[section].length;
    if (start <= length && room <= length - start)
        memset(bytes + start, (int)pick_value(255), room);
}

static void change_head(char *bytes, size_t length)
{
    rl_image_head *head = (rl_image_head *)(void *)bytes;
    size_t section = next_random() % RL_SECTION_COUNT;
    switch (next_random() % 6) {
    case 0:
        head->sections[section].length -= 12 * (next_random() % 8);
        break;
    case 1:
        head->sections[section].length = pick_value(length);
        break;
    case 2:
        head->sections[section].start = sizeof *head + 8 * (next_random() % 400);
        break;
    case 3: {
        size_t other = next_random() % RL_SECTION_COUNT;
        head->sections[section] = head->sections[other];
        break;
    }
    case 4:
        head->entry_count = next_random() % 4 == 0 ? pick_value(length) : next_random() % 48;
        break;
    default:
        head->seed = pick_value(3);
        head->symbols = UINT64_MAX;
        break;
    }
}

static void mutate(char *bytes, size_t length)
{
    size_t changes = 1 + next_random() % 8;
    for (size_t i = 0; i < changes; i++) {
        uint64_t kind = next_random() % 16;
        if (kind == 0)
            change_head(bytes, length);
        else if (kind == 1)
            fill_section(bytes, length);
        else if (kind < 5)
            move_body(bytes, length);
        else
            change_body(bytes, length);
    }
    rl_image_sign(bytes, length);
}

static void no_image_does_harm(void **state)
{
    (void)state;
    tally t = {0};
    char *bytes = malloc(good.length);
    assert_non_null(bytes);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        random_state = seed * 0x9E3779B97F4A7C15u;
        memcpy(bytes, good.bytes, good.length);
        mutate(bytes, good.length);
        run(bytes, good.length, seed % 2 == 0, &t);
    }
    free(bytes);
    /* The changes must reach every stage, or the test shows nothing. */
    assert_true(t.refused > SEEDS / 50 && t.unsealed > SEEDS / 100 && t.damaged > SEEDS / 50);
    assert_true(t.scanned > SEEDS / 4);
}

static void the_image_itself_is_sound(void **state)
{
    (void)state;
    tally t = {0};
    run(good.bytes, good.length, true, &t);
    assert_int_equal(t.scanned, 1);
    assert_true(hits.count > 50);
}

/* ---- through all stages ---- */

static bool take_extraction(void *user, const relata_extraction *extraction)
{
    for (size_t i = 0; i < extraction->count; i++) {
        const relata_mention *m = &extraction->mentions[i];
        assert_clean(m->entity);
        assert_clean(m->name);
        assert_clean(m->source);
        assert_clean(m->type);
        ++*(size_t *)user;
    }
    return true;
}

static void extract(const relata_engine *engine, size_t *mentions)
{
    relata_reader *reader = NULL;
    relata_error err = {0};
    relata_extract_options options;
    const char *const inputs[] = {list_path};
    relata_extract_options_init(&options);
    options.jobs = 1;
    assert_int_equal(relata_reader_new(inputs, 1, NULL, NULL, &reader, &err), RELATA_OK);
    assert_outcome(relata_extract(engine, reader, &options, take_extraction, mentions, NULL, &err), &err);
    relata_reader_free(reader);
}

static void all_stages_bear_what_images_say(void **state)
{
    (void)state;
    size_t mentions = 0;
    char *bytes = malloc(good.length);
    assert_non_null(bytes);
    snprintf(list_path, sizeof list_path, "%s/text.txt", folder);
    write_bytes(list_path, said, strlen(said));
    for (uint64_t seed = 1; seed <= STAGED_SEEDS; seed++) {
        relata_engine *engine = NULL;
        relata_error err = {0};
        random_state = seed * 0xBF58476D1CE4E5B9u;
        memcpy(bytes, good.bytes, good.length);
        mutate(bytes, good.length);
        write_bytes(bad_path, bytes, good.length);
        assert_int_equal(relata_engine_new(&engine, &err), RELATA_OK);
        assert_int_equal(relata_engine_add_rules(engine, RULES, &err), RELATA_OK);
        if (relata_engine_add_gazetteer(engine, bad_path, seed % 2 == 0, &err) == RELATA_OK &&
            relata_engine_seal(engine, &err) == RELATA_OK)
            extract(engine, &mentions);
        relata_engine_free(engine);
    }
    free(bytes);
    assert_int_equal(unlink(list_path), 0);
    snprintf(list_path, sizeof list_path, "%s/list.tsv", folder);
    assert_true(mentions > 2 * STAGED_SEEDS);
}

/* ---- made to cost ---- */

static rl_image_head *head_of(rl_buffer *image)
{
    return (rl_image_head *)(void *)image->bytes;
}

static uint64_t place_of(rl_buffer *image, rl_section section)
{
    return head_of(image)->sections[section].start;
}

static void free_list(rl_buffer *list, rl_buffer *image)
{
    rl_buffer_free(list);
    rl_buffer_free(image);
}

/* Names that mean all entries because no meaning is the last. */
static void meanings_without_an_end_are_bounded(void **state)
{
    (void)state;
    rl_buffer list = {0}, image = {0};
    tally t = {0};
    assert_true(rl_buffer_append_string(&list, "id\ttype\tname\n"));
    for (unsigned i = 0; i < 300000; i++) {
        char row[64];
        snprintf(row, sizeof row, "x%u\tplace\t%s\n", i, i == 0 ? "Canada" : "Xi");
        assert_true(rl_buffer_append_string(&list, row));
    }
    compile(rl_buffer_string(&list), &image);
    for (uint64_t at = place_of(&image, RL_SECTION_MEANINGS), i = 0; i < 300000; i++, at += sizeof(rl_meaning)) {
        uint32_t entry;
        memcpy(&entry, image.bytes + at, sizeof entry);
        entry &= ~RL_MEANING_LAST;
        memcpy(image.bytes + at, &entry, sizeof entry);
    }
    rl_image_sign(image.bytes, image.length);
    run(image.bytes, image.length, true, &t);
    assert_int_equal(t.scanned, 1);
    assert_true(hits.count <= 8 * ((size_t)RL_MEANINGS_MOST + 100));
    free_list(&list, &image);
}

/* Every id looks like every other, in both images. */
static void ids_that_all_look_alike_are_bounded(void **state)
{
    (void)state;
    rl_buffer list = {0}, image = {0};
    assert_true(rl_buffer_append_string(&list, "id\ttype\tname\n"));
    for (unsigned i = 0; i < 60000; i++) {
        char row[64];
        snprintf(row, sizeof row, "x%u\tplace\tXi\n", i);
        assert_true(rl_buffer_append_string(&list, row));
    }
    compile(rl_buffer_string(&list), &image);
    memset(image.bytes + place_of(&image, RL_SECTION_HASHES), 0, 60000 * 4);
    uint64_t at = place_of(&image, RL_SECTION_IDS);
    for (uint32_t i = 0, slot = 60000; i < head_of(&image)->sections[RL_SECTION_IDS].length / 4; i++)
        memcpy(image.bytes + at + i * sizeof slot, &slot, sizeof slot);
    rl_image_sign(image.bytes, image.length);
    write_bytes(bad_path, image.bytes, image.length);
    rl_types types = {0};
    rl_text_rules rules = {0};
    relata_error err = {0};
    add_types(&types);
    rl_gazetteer *g = rl_gazetteer_new(&types);
    assert_non_null(g);
    for (int i = 0; i < 2; i++)
        assert_int_equal(rl_gazetteer_read(g, bad_path, true, &err), RELATA_OK);
    assert_outcome(rl_gazetteer_seal(g, &rules, &err), &err);
    rl_gazetteer_free(g);
    rl_text_rules_free(&rules);
    rl_string_map_free(&types);
    free_list(&list, &image);
}

/* One id again and again in one image: each would be added to what the others say. */
static void an_id_that_an_image_repeats_is_damage(void **state)
{
    (void)state;
    rl_buffer list = {0}, image = {0};
    tally t = {0};
    compile("id\ttype\tname\nx:1\tplace\tA\nx:3\tplace\tB\n", &image);
    char *records = image.bytes + place_of(&image, RL_SECTION_RECORDS);
    uint32_t hashes[2];
    char *place = image.bytes + place_of(&image, RL_SECTION_HASHES);
    memcpy(hashes, place, sizeof hashes);
    hashes[1] = hashes[0];
    memcpy(place, hashes, sizeof hashes);
    size_t length = (size_t)head_of(&image)->sections[RL_SECTION_RECORDS].length;
    assert_memory_equal(records + length - 4, "x:3", 4);
    records[length - 2] = '1';
    rl_image_sign(image.bytes, image.length);
    run(image.bytes, image.length, false, &t); /* the good image is larger, and first */
    assert_int_equal(t.unsealed, 1);
    free_list(&list, &image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_image_itself_is_sound),
        cmocka_unit_test(no_image_does_harm),
        cmocka_unit_test(all_stages_bear_what_images_say),
        cmocka_unit_test(meanings_without_an_end_are_bounded),
        cmocka_unit_test(ids_that_all_look_alike_are_bounded),
        cmocka_unit_test(an_id_that_an_image_repeats_is_damage),
    };
    return cmocka_run_group_tests_name("hostile_images", tests, make_images, remove_images);
}
