"""TOML as records, each with the line of its header, checked against a model; mistakes in one sentence."""

from __future__ import annotations

import keyword
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ledger.faults import Fault, nearest, read

Model = TypeVar("Model", bound=BaseModel)
NAME = re.compile(r"[a-z][a-z0-9_]*")
LONGEST = 80
ASIDES = {"text": "_evidence", "date": "_date"}
"""What may be asked about a number beside itself, by the unit of the answer: who says it, and of what day."""


def read_records(file: Path, shown: Path) -> dict[str, tuple[dict[str, Any], int]]:
    """The records of a TOML file, each with the line of its header; Fault if it does not parse."""
    return dict(_records(read(file, shown), shown))


@lru_cache(maxsize=1024)
def _records(text: str, shown: Path) -> dict[str, tuple[dict[str, Any], int]]:
    """The same, remembered by the text: a server reads a thousand facts anew on each save."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else None
        what = str(error).split(" (at")[0][:1].lower() + str(error).split(" (at")[0][1:]
        key = text.split("\n")[line - 1].partition("=")[0].strip("[] ") if line else ""
        if what == "cannot overwrite a value":
            what = f"'{key}' stands twice in one record"
        elif what.startswith("cannot declare"):
            what = f"'{key}' is declared twice"
        raise Fault(what, shown, line) from None
    lines: dict[str, int] = {}
    for number, row in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[([^\]\[]+)\]", row):
            lines[header[1].strip().strip("\"'")] = number
    for key, record in data.items():
        if not isinstance(record, dict) or key not in lines:
            place = re.search(rf"^[\s\[\"']*{re.escape(key)}\b", text, re.MULTILINE)
            line = text.count("\n", 0, place.end()) + 1 if place else None
            raise Fault(f"'{key}' is not under a [name] header of its own", shown, line)
        if what := no_name(key):
            raise Fault(what, shown, lines[key])
    return {key: (record, lines[key]) for key, record in data.items()}


def no_name(name: str) -> str:
    """What keeps words from being a name, in a sentence; empty if they are one."""
    if not NAME.fullmatch(name):
        return f"'{name}' is not a name: small letters, digits and underscores"
    if len(name) > LONGEST:
        return f"'{name[:20]}…' is too long for a name: {LONGEST} letters at most"
    if keyword.iskeyword(name) or name in ("true", "false", "none"):
        return f"'{name}' is a word of Python or of the braces in pages: choose another name"
    return ""


def no_number(name: str) -> str:
    """What keeps words from being the name of a number, in a sentence; empty if they are one."""
    for aside in ASIDES.values():
        if name.endswith(aside):
            stem = name.removesuffix(aside)
            return f"'{name}' would be the {aside[1:]} of '{stem}': choose another name"
    return no_name(name)


def build(model: type[Model], record: dict[str, Any], name: str, shown: Path, line: int) -> Model:
    """A record as a validated model; Fault with one sentence if it is not one."""
    try:
        return model(**record)
    except ValidationError as error:
        errors = error.errors()  # of a misspelt key and one that is missing, the first says which it is
        first = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])
        key = str(first["loc"][0]) if first["loc"] else ""
        if first["type"] == "extra_forbidden":
            what = f"'{key}' is not a key{nearest(key, model.model_fields)}"
        elif first["type"] == "missing":
            what = f"the key '{key}' is missing"
        elif first["type"] == "literal_error":
            lawful = re.findall("'(.+?)'", first["ctx"]["expected"])
            hint = nearest(str(first["input"]), lawful)
            what = f"{key}: '{first['input']}' is not one of {', '.join(lawful)}{hint}"
        elif first["type"] in _PLAIN:
            what = f"{key}: {_PLAIN[first['type']]}"
        else:
            reason = first["msg"].removeprefix("Value error, ")
            what = f"{key}: {reason}" if key else reason
        raise Fault(f"{name}: {what}", shown, line) from None


_PLAIN = {
    "tuple_type": "it is not a list: write [...]",
    "string_type": "it is not words",
    "int_parsing": "it is not a whole number",
    "int_from_float": "it is not a whole number",
    "int_type": "it is not a whole number",
}
"""What the schema library's kinds of mistake are called here."""
