"""Sparing memory: a library is loaded without what we do not use of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def spared(*names: str) -> Iterator[None]:
    """Load a library as if these others were not there, which it could use and we never ask for.

    What was loaded before stays, and afterwards everybody else can load them.
    """
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # nothing: not importable
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
