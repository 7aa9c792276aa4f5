"""Files of caches: written in one go, read only if whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def kept(file: Path) -> Any:
    """What JSON a cache holds; None where it holds none, or a torn one."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def keep(file: Path, content: str | bytes) -> None:
    """Write a file of a cache in one go: whoever is stopped meanwhile leaves what was there, whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.parent.parent / f"{file.name}.half"  # beside the folder, which a server may watch
    half.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    half.replace(file)
