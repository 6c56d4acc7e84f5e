/* Cutting lines of rule files into pieces, blanks and tabs aside. */
#include "base/piece.h"

#include <stdlib.h>
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

rl_piece rl_piece_trim(rl_piece piece)
{
    while (piece.length > 0 && is_space(piece.bytes[0])) {
        piece.bytes++;
        piece.length--;
        piece.column++;
    }
    while (piece.length > 0 && is_space(piece.bytes[piece.length - 1]))
        piece.length--;
    return piece;
}

rl_piece rl_piece_next(rl_piece *rest, const char *separators)
{
    size_t length = 0;
    while (length < rest->length && strchr(separators, rest->bytes[length]) == NULL)
        length++;
    rl_piece piece = {rest->bytes, length, rest->column};
    size_t used = length < rest->length ? length + 1 : length;
    rest->bytes += used;
    rest->length -= used;
    rest->column += used;
    return rl_piece_trim(piece);
}

bool rl_piece_is(rl_piece piece, const char *string)
{
    return strlen(string) == piece.length && memcmp(piece.bytes, string, piece.length) == 0;
}

/* Not strndup: what follows a piece is ended by no NUL, and strict checkers of memory want one. */
char *rl_piece_copy(rl_piece piece)
{
    char *copy = malloc(piece.length + 1);
    if (copy == NULL)
        return NULL;
    if (piece.length > 0)
        memcpy(copy, piece.bytes, piece.length);
    copy[piece.length] = '\0';
    return copy;
}

rl_piece rl_piece_line(rl_piece *rest)
{
    const char *end = rest->length == 0 ? NULL : memchr(rest->bytes, '\n', rest->length);
    size_t length = end == NULL ? rest->length : (size_t)(end - rest->bytes);
    size_t used = end == NULL ? length : length + 1;
    rl_piece line = {rest->bytes, length, 1};
    if (length > 0 && line.bytes[length - 1] == '\r')
        line.length--;
    rest->bytes += used;
    rest->length -= used;
    return line;
}
