"""Ctrl-C while the library works.

Python runs the handlers of signals between two steps of Python code, and when the library calls back the first such
place is the entry of the callback, before any `try` in it: what a handler raises there would be lost, and the library
would get no answer. So while a call runs, handlers wait until a callback is inside its `try`, or until the call has
returned.
"""

from __future__ import annotations

import signal
import threading
from typing import Any, Callable, List, Tuple

# Those that programs set handlers for which raise: interrupts, time-outs, requests to end.
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM, signal.SIGUSR1, signal.SIGUSR2)


class Deferral:
    """Around one call of the library. Only the main thread has handlers; in others it does nothing."""

    def __init__(self) -> None:
        self._inside = False
        self._waiting: List[Tuple[Callable[..., Any], int, Any]] = []
        self._saved: List[Tuple[int, Any]] = []

    def __enter__(self) -> Deferral:
        if threading.get_ident() == threading.main_thread().ident:
            for number in _SIGNALS:
                before = signal.getsignal(number)
                if callable(before):
                    self._saved.append((number, before))
                    signal.signal(number, self._handle)
        return self

    def __exit__(self, *_: Any) -> None:
        for number, before in self._saved:
            if signal.getsignal(number) == self._handle:
                signal.signal(number, before)
        self._saved.clear()

    def _handle(self, number: int, frame: Any) -> None:
        before = dict(self._saved)[number]
        if self._inside:
            before(number, frame)
        else:
            self._waiting.append((before, number, frame))

    def run_waiting(self) -> None:
        """Runs the handlers that waited. They may raise."""
        while self._waiting:
            before, number, frame = self._waiting.pop(0)
            before(number, frame)

    def inside(self, function: Callable[..., Any], arguments: Tuple[Any, ...]) -> Any:
        """Calls a function of a callback; handlers run at once in it."""
        was, self._inside = self._inside, True
        try:
            self.run_waiting()
            return function(*arguments)
        finally:
            self._inside = was
