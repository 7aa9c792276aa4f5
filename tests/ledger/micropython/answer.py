"""Answers a list of questions; the same file runs in CPython and in MicroPython, and both must say the same.

A question is ["call", module, function, arguments], ["get", given, names] or ["text", function, arguments].
An answer spells out every number to the last bit, and names the kind of exception that was raised.
"""

import binascii
import json
import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def spelled(value: "Any") -> "Any":
    """A result as JSON that loses nothing."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return "s" + value
    if isinstance(value, int):
        return "i" + str(value)
    if isinstance(value, float):
        return "f" + binascii.hexlify(struct.pack("<d", value)).decode()
    if isinstance(value, dict):
        return [[spelled(key), spelled(value[key])] for key in sorted(value)]
    return [spelled(item) for item in value]


def answered(questions: "list[Any]", graph: "Any") -> "Iterator[Any]":
    """The answers, in order."""
    import ledger.text
    from ledger.graph import Broken

    known: dict[str, Any] = {}
    for question in questions:
        kind = question[0]
        try:
            if kind == "get":
                run = graph.run(question[1])
                for name in question[2]:
                    try:
                        yield spelled(run.get(name))
                    except Broken as broken:
                        yield "b" + broken.name + " " + broken.reason.split(":")[0]
                continue
            if kind == "text":
                function = getattr(ledger.text, question[1])
            else:
                key = question[1] + "." + question[2]
                if key not in known:
                    known[key] = getattr(__import__(question[1], None, None, [question[2]]), question[2])
                function = known[key]
            yield spelled(function(*question[-1]))
        except Exception as error:
            yield "e" + type(error).__name__


def main() -> None:
    """Answer the questions in /lib/ask.json, line by line, into /answers.jsonl."""
    from ledger.browser.load import graph

    with open("/lib/ask.json") as file:  # noqa: PTH123 (MicroPython has no pathlib)
        asked = json.load(file)
    with open("/answers.jsonl", "w") as file:  # noqa: PTH123
        for answer in answered(asked["questions"], graph(asked["manifest"])):
            file.write(json.dumps(answer) + "\n")
