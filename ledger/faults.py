"""One sentence for everything that can be wrong: file, line, what, and the nearest good name."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class Fault(Exception):
    """A mistake in the project, told as one sentence that begins with the place."""

    def __init__(self, what: str, file: Path | str | None = None, line: int | None = None) -> None:
        self.what, self.file, self.line = what, file, line
        place = "" if file is None else f"{file}:{line}: " if line else f"{file}: "
        super().__init__(place + what)


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint at the best match, as the tail of a sentence: `; did you mean 'x'?`, or nothing."""
    best = get_close_matches(name, list(names), n=1, cutoff=0.55)
    return f"; did you mean '{best[0]}'?" if best else ""
