"""Drawings remembered between builds, for a server only: by the hash of all that a drawing depends on."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from ledger import cache as files
from ledger.figures.spec import Picture

KEPT = 1000
"""How many drawings a folder holds before the oldest go."""


def place(function: Callable[..., Any], picture: Picture, folder: Path) -> Path:
    """Where the drawing of a figure is kept: code, rows and texts are in the name."""
    parts = [
        version("altair"),
        version("vl-convert-python"),
        _engine(),
        repr(function.figure),  # type: ignore[attr-defined]
        picture.title,
        picture.alt,
        json.dumps(picture.rows, default=str),
        *(file.read_text(encoding="utf-8") for file in sources(function)),
    ]
    return folder / (hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32] + ".json")


def keep(file: Path, drawing: dict[str, Any]) -> None:
    """Write a drawing down, and forget the oldest if there are very many."""
    files.keep(file, json.dumps(drawing))
    held = sorted(file.parent.glob("*.json"), key=lambda kept: kept.stat().st_mtime)
    for old in held[:-KEPT]:
        old.unlink(missing_ok=True)


def sources(function: Callable[..., Any]) -> list[Path]:
    """The files of a figure's code: its module and what that imports from the same package, all the way."""
    first = sys.modules[function.__module__]
    package = first.__name__.split(".")[0]
    found: dict[str, ModuleType] = {}
    ahead = [first]
    while ahead:
        module = ahead.pop()
        if module.__name__ in found or module.__name__.split(".")[0] != package:
            continue
        found[module.__name__] = module
        for value in vars(module).values():
            name = getattr(value, "__name__" if isinstance(value, ModuleType) else "__module__", None)
            if isinstance(name, str) and name in sys.modules:
                ahead.append(sys.modules[name])
    files = [getattr(module, "__file__", None) for _, module in sorted(found.items())]
    return [Path(file) for file in files if file and Path(file).exists()]


@cache
def _engine() -> str:
    """The code of this package, which a drawing depends on too."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(Path(__file__).parent.glob("*.py")))
