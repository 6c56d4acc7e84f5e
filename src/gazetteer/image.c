/* Opening an image: its head, the table of its sections, their digests. */
#include "gazetteer/image.h"

#include "base/hash.h"

#include <nettle/sha2.h>
#include <string.h>

_Static_assert(sizeof(rl_meaning) == 12, "rl_meaning is part of the file format");
_Static_assert(sizeof(rl_image_head) == 48 + 16 * RL_SECTION_COUNT + 2 * RL_DIGEST_SIZE, "the head is without holes");
_Static_assert(sizeof(rl_image_head) % 8 == 0, "the first section is aligned");

/* What a section holds: the size of an item, and whether it is strings, which end in a NUL. */
static const struct {
    size_t size;
    bool strings;
} SECTIONS[RL_SECTION_COUNT] = {
    [RL_SECTION_TYPES] = {1, true},
    [RL_SECTION_SOURCES] = {1, true},
    [RL_SECTION_TEXTS] = {1, true},
    [RL_SECTION_CLASSES] = {sizeof(rl_classes), false},
    [RL_SECTION_SMALL] = {sizeof(rl_slot), false},
    [RL_SECTION_CAPITALS] = {sizeof(rl_slot), false},
    [RL_SECTION_PAIRS] = {sizeof(uint64_t), false},
    [RL_SECTION_MEANINGS] = {sizeof(rl_meaning), false},
    [RL_SECTION_WORDS] = {1, false},
    [RL_SECTION_ENTRIES] = {sizeof(uint32_t), false},
    [RL_SECTION_RECORDS] = {1, false},
    [RL_SECTION_HASHES] = {sizeof(uint32_t), false},
    [RL_SECTION_IDS] = {sizeof(uint32_t), false},
    [RL_SECTION_RULES] = {1, true},
};

bool rl_image_is(const char *bytes, size_t length)
{
    return length >= sizeof RL_IMAGE_MAGIC - 1 && memcmp(bytes, RL_IMAGE_MAGIC, sizeof RL_IMAGE_MAGIC - 1) == 0;
}

static relata_status refuse(const char *path, relata_error *err, const char *why)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, path, 0, 0, "%s: compile the gazetteer again", why);
}

relata_status rl_image_damaged(const rl_image *image, relata_error *err)
{
    return refuse(image->path, err, "the compiled gazetteer is damaged");
}

static void digest(const char *bytes, size_t length, unsigned char *ret_digest)
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, length, (const uint8_t *)bytes);
    sha256_digest(&context, RL_DIGEST_SIZE, ret_digest);
}

void rl_image_sign(char *bytes, size_t length)
{
    rl_image_head *head = (rl_image_head *)(void *)bytes;
    digest(bytes + sizeof *head, length - sizeof *head, head->body_digest);
    digest(bytes, offsetof(rl_image_head, head_digest), head->head_digest);
}

static relata_status check_head(const rl_image_head *head, size_t length, const char *path, relata_error *err)
{
    unsigned char found[RL_DIGEST_SIZE];
    if (head->order != RL_IMAGE_ORDER)
        return refuse(path, err, "the gazetteer was compiled on a machine of another byte order");
    if (head->version != RL_IMAGE_VERSION)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, 0, 0,
                            "the compiled gazetteer is of version %u, this program reads version %u: compile it again",
                            (unsigned)head->version, (unsigned)RL_IMAGE_VERSION);
    digest((const char *)head, offsetof(rl_image_head, head_digest), found);
    if (memcmp(found, head->head_digest, RL_DIGEST_SIZE) != 0)
        return refuse(path, err, "the head of the compiled gazetteer is damaged");
    if (head->size != length)
        return refuse(path, err, head->size > length ? "the compiled gazetteer is cut short"
                                                     : "the compiled gazetteer is longer than it says");
    return RELATA_OK;
}

static bool is_sound(const rl_image_head *head, const char *bytes, rl_section section)
{
    uint64_t start = head->sections[section].start, length = head->sections[section].length;
    if (start % 8 != 0 || start < sizeof *head || start > head->size || length > head->size - start ||
        length % SECTIONS[section].size != 0)
        return false;
    return !SECTIONS[section].strings || length == 0 || bytes[start + length - 1] == '\0';
}

const char *rl_image_section(const rl_image *image, rl_section section, size_t *ret_length)
{
    *ret_length = (size_t)image->head->sections[section].length;
    return image->bytes + image->head->sections[section].start;
}

static const void *items(const rl_image *image, rl_section section, size_t *ret_count)
{
    size_t length;
    const void *bytes = rl_image_section(image, section, &length);
    *ret_count = length / SECTIONS[section].size;
    return bytes;
}

/* Records that two entries share could be made to cost more than the image is large. */
static bool is_ascending(const uint32_t *starts, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (starts[i] <= starts[i - 1])
            return false;
    return true;
}

static bool is_consistent(const rl_image *image, size_t start_count, size_t hash_count)
{
    size_t starts = (image->entry_count + RL_RECORD_STRIDE - 1) / RL_RECORD_STRIDE;
    return image->entry_count < RL_MEANING_ENTRIES && start_count == starts &&
           (hash_count == 0 || hash_count == image->entry_count) && image->meaning_count < RL_SLOT_MEANING &&
           image->small.count <= UINT32_MAX && image->capitals.count <= UINT32_MAX &&
           image->pairs.count <= UINT32_MAX && image->id_count <= UINT32_MAX;
}

relata_status rl_image_open(const char *bytes, size_t length, const char *path, rl_image *ret_image,
                            relata_error *err)
{
    const rl_image_head *head = (const rl_image_head *)(const void *)bytes;
    if (!rl_image_is(bytes, length))
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, 0, 0, "not a compiled gazetteer");
    if (length < sizeof *head)
        return refuse(path, err, "the compiled gazetteer is cut short");
    relata_status status = check_head(head, length, path, err);
    if (status != RELATA_OK)
        return status;
    for (size_t i = 0; i < RL_SECTION_COUNT; i++)
        if (!is_sound(head, bytes, (rl_section)i))
            return refuse(path, err, "the head of the compiled gazetteer is damaged");
    rl_image image = {.bytes = bytes,
                      .path = path,
                      .head = head,
                      .entry_count = (size_t)head->entry_count,
                      .root = rl_key_root(head->seed)};
    size_t start_count, hash_count;
    image.small.items = items(&image, RL_SECTION_SMALL, &image.small.count);
    image.capitals.items = items(&image, RL_SECTION_CAPITALS, &image.capitals.count);
    image.pairs.items = items(&image, RL_SECTION_PAIRS, &image.pairs.count);
    image.meanings = items(&image, RL_SECTION_MEANINGS, &image.meaning_count);
    image.classes = items(&image, RL_SECTION_CLASSES, &image.class_count);
    image.starts = items(&image, RL_SECTION_ENTRIES, &start_count);
    image.hashes = items(&image, RL_SECTION_HASHES, &hash_count);
    image.ids = items(&image, RL_SECTION_IDS, &image.id_count);
    if (!is_consistent(&image, start_count, hash_count) || !is_ascending(image.starts, start_count))
        return refuse(path, err, "the head of the compiled gazetteer is damaged");
    if (hash_count == 0)
        image.hashes = NULL;
    *ret_image = image;
    return RELATA_OK;
}

relata_status rl_image_verify(const rl_image *image, relata_error *err)
{
    unsigned char found[RL_DIGEST_SIZE];
    digest(image->bytes + sizeof *image->head, image->head->size - sizeof *image->head, found);
    if (memcmp(found, image->head->body_digest, RL_DIGEST_SIZE) != 0)
        return rl_image_damaged(image, err);
    return RELATA_OK;
}

uint64_t rl_key_root(uint64_t seed)
{
    return rl_hash_mix(0x8A5CD789635D2DFFu, seed);
}
