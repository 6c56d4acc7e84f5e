/* Checking names: how they are written, and what else they mean.
 *
 * Names are compared as the gazetteer compares them: cut into words as texts are, folded, hyphens passed over. So two names
 * are the same here exactly if the same stretch of text would be found for both, letter case aside. */
#include "gazetteer/check_internal.h"

#include "gazetteer/builder.h"
#include "gazetteer/doubts.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

enum { MOST_SHOWN = 100 };

int rl_check_shown(const char *bytes, size_t length)
{
    return (int)rl_utf8_valid_prefix(bytes, length > MOST_SHOWN ? MOST_SHOWN : length);
}

/* ---- how it is written ---- */

static relata_status check_spaces(rl_check *c, const rl_row *row, const rl_cell *cell, relata_error *err)
{
    rl_doubt doubt;
    if (!rl_doubt_spaces(cell->bytes, cell->length, &doubt))
        return RELATA_OK;
    bool at_end = doubt.at == 0 || doubt.at == cell->length - 1;
    return rl_finding_add(&c->findings, RL_FINDING_SPACES, row->line, cell->column + doubt.at, NULL, err, "%s \"%.*s\"",
                          at_end ? "a space at the end of" : "two spaces in", rl_check_shown(cell->bytes, cell->length),
                          cell->bytes);
}

static relata_status check_balance(rl_check *c, const rl_row *row, const rl_cell *cell, relata_error *err)
{
    rl_doubt doubt;
    int shown = rl_check_shown(cell->bytes, cell->length);
    if (rl_doubt_balance(cell->bytes, cell->length, &doubt))
        return rl_finding_add(&c->findings, RL_FINDING_UNBALANCED, row->line, cell->column + doubt.at, NULL, err,
                              "%.*s has no partner in \"%.*s\"", (int)doubt.length, cell->bytes + doubt.at, shown,
                              cell->bytes);
    if (rl_doubt_quoted(cell->bytes, cell->length))
        return rl_finding_add(&c->findings, RL_FINDING_UNBALANCED, row->line, cell->column, NULL, err,
                              "%.*s stands in quotation marks, and lists have no quoting", shown, cell->bytes);
    return RELATA_OK;
}

static relata_status check_scripts(rl_check *c, const rl_row *row, const rl_cell *cell, relata_error *err)
{
    rl_doubt doubt;
    if (!rl_doubt_scripts(cell->bytes, cell->length, &doubt))
        return RELATA_OK;
    char like[32] = "";
    if (doubt.like != '\0')
        (void)snprintf(like, sizeof like, ", which looks like \"%c\",", doubt.like);
    return rl_finding_add(&c->findings, RL_FINDING_MIXED_SCRIPTS, row->line, cell->column + doubt.at, NULL, err,
                          "the %s letter \"%.*s\" (U+%04X)%s stands among %s letters in \"%.*s\"", doubt.script,
                          (int)doubt.length, cell->bytes + doubt.at, (unsigned)doubt.character, like, doubt.others,
                          rl_check_shown(cell->bytes, cell->length), cell->bytes);
}

relata_status rl_check_spelling(rl_check *check, const rl_row *row, const rl_cell *cell, relata_error *err)
{
    relata_status status = check_spaces(check, row, cell, err);
    rl_cell trimmed = rl_cell_trim(*cell);
    if (status == RELATA_OK)
        status = check_balance(check, row, &trimmed, err);
    return status == RELATA_OK ? check_scripts(check, row, &trimmed, err) : status;
}

/* ---- what it means ---- */

/* A name as its words. */
typedef struct words {
    size_t count;
    bool acronym;  /* one of them is all capitals */
    size_t prefix; /* bytes before the words in the check's key */
} words;

static bool note_word(rl_check *c, const rl_text *text, const rl_token *token, words *ret)
{
    ret->acronym |= token->shape == RL_SHAPE_ALL_CAPS || token->shape == RL_SHAPE_DOTTED;
    bool joined = ret->count++ == 0 || rl_buffer_append_char(&c->key, ' ');
    return joined && rl_buffer_append(&c->key, text->folded + token->fold, token->fold_length);
}

/* Cuts a name into words, and makes its key of them. The count is 0 if it holds no word. */
static relata_status read_words(rl_check *c, const rl_cell *name, uint32_t type, words *ret, relata_error *err)
{
    rl_text text;
    const rl_text_rules *rules = c->ordinary != NULL ? c->ordinary : &c->none;
    relata_status status = rl_text_read_name(&c->worker, rules, name->bytes, name->length, &text, err);
    if (status != RELATA_OK)
        return status;
    *ret = (words){.prefix = sizeof type};
    rl_buffer_clear(&c->key);
    bool ok = rl_buffer_append(&c->key, (const char *)&type, sizeof type), word = false;
    for (size_t i = 0; ok && i < text.token_count; i++) {
        const rl_token *token = &text.tokens[i];
        if (token->shape == RL_SHAPE_HYPHEN)
            continue;
        ok = note_word(c, &text, token, ret);
        word |= rl_token_is_word(token) && token->fold_length > 0;
    }
    if (!ok)
        return rl_error_memory(err);
    ret->count = word ? ret->count : 0;
    return RELATA_OK;
}

static relata_status check_size(rl_check *c, const rl_row *row, const rl_cell *name, const words *w, relata_error *err)
{
    static const char *const WHYS[] = {"has no word", "is longer than 1000 bytes", "has more than 16 words"};
    const char *why = w == NULL ? WHYS[1] : w->count == 0 ? WHYS[0] : w->count > RL_NAME_LONGEST ? WHYS[2] : NULL;
    if (why == NULL)
        return RELATA_OK;
    return rl_finding_add(&c->findings, RL_FINDING_NAME, row->line, name->column, NULL, err, "the name \"%.*s\" %s",
                          rl_check_shown(name->bytes, name->length), name->bytes, why);
}

static bool is_ordinary(const rl_check *c, const words *w)
{
    const char *word = c->key.bytes + w->prefix;
    return c->ordinary != NULL && w->count == 1 && !w->acronym &&
           rl_string_map_find(&c->ordinary->words, word, c->key.length - w->prefix) != RL_NONE;
}

static bool is_one_letter(const rl_check *c, const words *w)
{
    const char *word = c->key.bytes + w->prefix;
    size_t length = c->key.length - w->prefix;
    return length > 0 && rl_utf8_count(word, length) == 1;
}

/* A strong name alone makes a mention, so it must not be what every text is full of. */
static relata_status check_weakness(rl_check *c, const rl_row *row, const rl_cell *name, rl_role role, const words *w,
                                    relata_error *err)
{
    int shown = rl_check_shown(name->bytes, name->length);
    const char *advice = role == RL_ROLE_ALIAS ? "; a weak alias would ask for other evidence" : "";
    if (is_one_letter(c, w))
        return rl_finding_add(&c->findings, RL_FINDING_ONE_LETTER, row->line, name->column, NULL, err,
                              "\"%.*s\" is a single letter%s", shown, name->bytes, advice);
    if (is_ordinary(c, w))
        return rl_finding_add(&c->findings, RL_FINDING_ORDINARY_WORD, row->line, name->column, NULL, err,
                              "\"%.*s\" is also an ordinary English word%s", shown, name->bytes, advice);
    return RELATA_OK;
}

static uint32_t hash_spelling(const rl_cell *name)
{
    return (uint32_t)rl_hash_bytes(name->bytes, name->length);
}

static relata_status check_known(rl_check *c, const rl_row *row, const rl_cell *name, const rl_checked_name *known,
                                 uint32_t entity, relata_error *err)
{
    int shown = rl_check_shown(name->bytes, name->length);
    if (known->entity != entity)
        return rl_finding_add(&c->findings, RL_FINDING_SHARED_NAME, row->line, name->column, &known->place, err,
                              "\"%.*s\" is also a name of another entry", shown, name->bytes);
    /* Another list may say again what one says. */
    bool same_row = known->place.file == c->findings.file && known->place.line == row->line;
    if (!same_row || known->spelling != hash_spelling(name))
        return RELATA_OK;
    return rl_finding_add(&c->findings, RL_FINDING_REPEATED_NAME, row->line, name->column, &known->place, err,
                          "\"%.*s\" is already a name of this entry", shown, name->bytes);
}

static relata_status add_known(rl_check *c, const rl_row *row, const rl_cell *name, uint32_t entity, relata_error *err)
{
    rl_checked_name *strong = rl_array_grow(c->strong, &c->strong_capacity, c->names.count + 1, sizeof *strong);
    if (strong == NULL)
        return rl_error_memory(err);
    c->strong = strong;
    uint32_t number = rl_string_map_add(&c->names, c->key.bytes, c->key.length);
    if (number == RL_NONE)
        return rl_error_memory(err);
    strong[number] = (rl_checked_name){
        .place = {c->findings.file, (uint32_t)row->line, (uint32_t)name->column},
        .entity = entity,
        .spelling = hash_spelling(name),
    };
    return RELATA_OK;
}

static relata_status check_meaning(rl_check *c, const rl_row *row, const rl_cell *name, rl_role role, const words *w,
                                   uint32_t entity, relata_error *err)
{
    uint32_t number = rl_string_map_find(&c->names, c->key.bytes, c->key.length);
    const rl_checked_name *known = number == RL_NONE ? NULL : &c->strong[number];
    if (role == RL_ROLE_WEAK) /* that others have it too is what weak names are for */
        return known == NULL || known->entity != entity ? RELATA_OK : check_known(c, row, name, known, entity, err);
    relata_status status = check_weakness(c, row, name, role, w, err);
    if (status != RELATA_OK)
        return status;
    return known != NULL ? check_known(c, row, name, known, entity, err) : add_known(c, row, name, entity, err);
}

relata_status rl_check_name(rl_check *check, const rl_row *row, rl_cell name, rl_role role, uint32_t entity,
                            uint32_t type, relata_error *err)
{
    words w = {0};
    relata_status status = rl_check_spelling(check, row, &name, err);
    name = rl_cell_trim(name);
    if (status != RELATA_OK || name.length == 0)
        return status;
    if (name.length > RL_NAME_BYTES)
        return check_size(check, row, &name, NULL, err);
    status = read_words(check, &name, type, &w, err);
    if (status == RELATA_OK)
        status = check_size(check, row, &name, &w, err);
    bool is_strong = role == RL_ROLE_NAME || role == RL_ROLE_ALIAS;
    bool is_sound = w.count > 0 && w.count <= RL_NAME_LONGEST;
    if (status != RELATA_OK || !is_sound || (!is_strong && role != RL_ROLE_WEAK))
        return status;
    return check_meaning(check, row, &name, role, &w, entity, err);
}
