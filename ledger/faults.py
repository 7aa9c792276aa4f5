"""One sentence for everything that can be wrong: file, line, what, and the nearest good name."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

_CONFLICT = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)


class Fault(Exception):
    """A mistake in the project, told as one sentence that begins with the place."""

    def __init__(self, what: str, file: Path | str | None = None, line: int | None = None) -> None:
        self.what, self.file, self.line = what, file, line
        place = "" if file is None else f"{file}:{line}: " if line else f"{file}: "
        super().__init__(place + what)


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint at the best match, as the tail of a sentence: `; did you mean 'x'?`, or nothing."""
    known = list(names)
    best = get_close_matches(name, known, n=1, cutoff=0.55)
    best = best or [same for same in known if same.lower() == name.lower()]
    return f"; did you mean '{best[0]}'?" if best else ""


def read(file: Path, shown: Path | str) -> str:
    """A contributor's text; Fault if not in UTF-8, or half merged. A mark of the byte order is left out."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise Fault("it is not written in UTF-8", shown, line) from None
    except OSError as error:
        raise Fault(f"it cannot be read: {error.strerror}", shown) from None
    if mark := _CONFLICT.search(text):
        what = "a merge left two versions here: keep one and take its marks away"
        raise Fault(what, shown, text.count("\n", 0, mark.start()) + 1)
    return text


def written(folder: Path, pattern: str) -> list[Path]:
    """What contributors wrote below a folder, in order: names that begin with a dot are editors' own."""
    found = [file for file in folder.glob(pattern) if "/." not in f"/{file.relative_to(folder).as_posix()}"]
    return sorted(found)
