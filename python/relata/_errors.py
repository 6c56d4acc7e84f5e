"""What can go wrong."""

from __future__ import annotations

import enum


class Code(enum.IntEnum):
    """The kinds of errors, as relata_status has them."""

    MEMORY = 2
    ARGUMENT = 3
    IO = 4
    FORMAT = 5
    LIMIT = 6
    LIBRARY = 7


class Error(Exception):
    """What the library refuses: where, and why in one sentence.

    `source` is a file or a document's id, "" if there is none; `line` and `column` count from 1, 0 if they mean nothing
    here; columns are bytes.
    """

    def __init__(self, code: Code, message: str, source: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(code, message, source, line, column)
        self.code = code
        self.message = message
        self.source = source
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = [self.source] if self.source else []
        place += [str(number) for number in (self.line, self.column) if number]
        return ":".join(place) + (": " if place else "") + self.message


class LibraryError(ImportError):
    """librelata cannot be found, or is of another version than this module."""


class Notice(UserWarning):
    """An input was left out, or repaired, although the run goes on. `error` says what; `skipped` whether it was left
    out."""

    def __init__(self, error: Error, skipped: bool) -> None:
        super().__init__(str(error))
        self.error = error
        self.skipped = skipped
