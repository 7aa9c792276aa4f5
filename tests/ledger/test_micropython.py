"""The browser's Python gives the same answers: every formula, value and table, resolver and formatter.

One MicroPython, under Node, loads the files that a browser would and answers the same questions as CPython
does here: numbers agree to 1e-12, texts to the letter, exceptions by their kind.
"""

import inspect
import json
import random
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from ledger.blocks import formulas
from ledger.book import Book, open_book
from ledger.browser.manifest import browser_files, imports, manifest
from ledger.faults import Fault
from ledger.graph import Graph, Node
from ledger.printing import look
from ledger.units import unit_name
from tests.ledger.micropython import answer
from tests.ledger.site import ROOT, Site

PACKAGE = ROOT / "tests/site/node_modules/@micropython/micropython-webassembly-pyscript"
HERE = Path(answer.__file__).parent
CLOSE = 1e-12
CALLS, SLOW = 12, 0.01
"""Calls of each formula by values and at random; seconds in CPython beyond which a call is left out."""
# Arguments by unit: nothing first, what is hardly lawful last.
SAMPLES: dict[str, list[Any]] = {
    "share": [0, 0.03, 0.2, 0.5, 0.9, 0.999, 1, 1.5, -0.1],
    "count": [0, 1, 2, 3, 7, 12, 20, 84, 132, 1000, 900000, 12.5, -1],
    "mm": [0, 0.08, 1, 7.5, 26, 33, 215, 300, 1e9, -2],
    "mm2": [0, 0.05, 1, 62, 814, 46225.0, 1e9, -1],
    "float": [0, 0.01, 1, 2.5, 10, 300, -1, -2],
    "int": [0, 1, 2, 5, 12, 48, -1, -2],
    "date": ["2026-05-14", "2024-02-29", "2026-05", "2026", "2026-13-01", "May"],
    "text": ["apple", ""],
    "": [0, 1e-3, 0.11, 0.7, 1, 2.5, 7.5, 26, 46.225, 300, 814, 46225.0, 1e15, -2],
}


PLAIN = {float: "float", int: "int"}


@dataclass(frozen=True)
class Asked:
    """A question in words, and what CPython answers, spelled out to the last bit."""

    words: str
    told: Any


@dataclass(frozen=True)
class Parity:
    """All questions with both answers."""

    asked: list[Asked]
    answers: list[Any]

    def differences(self, kind: str) -> list[str]:
        """Questions of a kind that the two answer differently, in words; the kind must have been asked."""
        pairs = list(zip(self.asked, self.answers, strict=True))
        pairs = [pair for pair in pairs if pair[0].words.startswith(kind)]
        assert pairs, f"nothing of the kind '{kind}' was asked"
        return [
            f"{asked.words}: {plain(asked.told)} here, {plain(answer)} there"
            for asked, answer in pairs
            if not same(asked.told, answer)
        ]


def same(one: Any, two: Any) -> bool:
    """Whether two spelled answers agree."""
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(same, one, two))
    if is_number(one) and is_number(two):
        return plain(one) == plain(two) or isclose(plain(one), plain(two), rel_tol=CLOSE, abs_tol=0)
    return bool(one == two)


def is_number(spelled: Any) -> bool:
    return isinstance(spelled, str) and spelled[:1] in ("f", "i")


def plain(spelled: Any) -> Any:
    """A spelled answer to read: numbers as they are."""
    if isinstance(spelled, list):
        return [plain(item) for item in spelled]
    if not is_number(spelled):
        return spelled
    if spelled[0] == "i":
        return int(spelled[1:])
    return struct.unpack("<d", bytes.fromhex(spelled[1:]))[0]


# -- questions -------------------------------------------------------------------------------------


@contextmanager
def recorded(book: Book) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
    """What values ask of formulas while the block runs, by formula: arguments that are sure to be lawful."""
    calls: dict[str, list[tuple[Any, ...]]] = {}
    known = {function: f"{function.__module__}.{name}" for name, function, _ in formulas(book.root)}
    replaced = []

    def recording(function: Callable[..., Any], key: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if not options and len(calls.setdefault(key, [])) < CALLS:
                calls[key].append(arguments)
            return function(*arguments, **options)

        return call

    for module in {definition.function.__module__ for definition in book.definitions.values()}:
        names = vars(sys.modules[module])
        for name, function in list(names.items()):
            if inspect.isfunction(function) and function in known:
                replaced.append((names, name, function))
                names[name] = recording(function, known[function])
    try:
        yield calls
    finally:
        for names, name, function in replaced:
            names[name] = function


def samples(function: Callable[..., Any]) -> list[list[Any]]:
    """For each parameter arguments to try, by its unit; empty if one has no unit."""
    hints = get_type_hints(function, include_extras=True)
    found: list[list[Any]] = []
    for parameter in inspect.signature(function).parameters.values():
        hint = hints.get(parameter.name)
        several = get_origin(hint) is list
        unit = PLAIN.get(hint, unit_name(get_args(hint)[0] if several else hint))
        if unit is None:
            return []
        numbers = SAMPLES.get(unit, SAMPLES[""])
        found.append([numbers[:4], numbers[1:3], numbers[3:], []] if several else numbers)
    return found


def formula_questions(book: Book) -> Iterator[list[Any]]:
    """Calls of every formula: those that values make, the same a little off, and some at random."""
    chance = random.Random(7)
    with recorded(book) as calls:
        run = Graph(book.graph.nodes).run()
        for name in book.numbers:
            run.get(name)
    for name, function, file in formulas(book.root):
        if file.stem.endswith("_sim"):
            continue
        made = [list(arguments) for arguments in calls.get(f"{function.__module__}.{name}", [])]
        made = [arguments for arguments in made if not any(map(callable, arguments))]
        made += [[a * 1.07 if isinstance(a, float) else a for a in arguments] for arguments in made]
        if grid := samples(function):
            tame = [choices[1:-2] if len(choices) > 4 else choices for choices in grid]
            made += [[chance.choice(choices) for choices in tame] for _ in range(2 * CALLS)]
            made += [[chance.choice(choices) for choices in grid] for _ in range(CALLS)]
        elif not inspect.signature(function).parameters:
            made.append([])
        for arguments in made:
            yield ["call", function.__module__, name, arguments]


def graph_questions(book: Book) -> Iterator[list[Any]]:
    """Every value and table as it stands, and with each number under it replaced by less, more or nothing."""
    chance = random.Random(5)
    names = sorted(name for name, number in book.numbers.items() if number.definition)
    yield ["get", {}, names]
    for ground in sorted(book.below):
        value = book.get(ground) if book.numbers[ground].entry else None
        below = sorted(book.below[ground])
        if isinstance(value, int | float) and below:
            yield ["get", {ground: value * chance.choice([0.9, 1.3, 0.0, -1.0])}, below]
    for name in names:
        value = book.get(name)
        below = sorted(book.below[name])
        if isinstance(value, int | float) and below:
            yield ["get", {name: value * 1.1}, below]


def text_questions(book: Book) -> Iterator[list[Any]]:
    """The formatter: numbers of every size, ties and edges, in all styles; ranges, dates, words; our own."""
    chance = random.Random(11)
    numbers = [0.0, 0.5, 1.0, 2.5, 9.995, 99.95, 999.5, 999.95, 1e3, 1e6, 999999.5, 1e9, 1e12, 1e15, 1e21]
    numbers += [0.125, 0.375, 0.00015, 1e-4, 9.99e-5, 1e-18, 1e-300, 5e-324, 0.9995, 0.99999999, 1 - 1e-16]
    numbers += [1e300, 1.7e308]
    numbers += [float(f"{chance.uniform(1, 10):.3f}e{power}") for power in range(-20, 21) for _ in range(5)]
    numbers += [chance.randrange(1, 2000) / 8 for _ in range(100)]  # ties of the last digit
    numbers += [chance.uniform(-1e4, 1e4) for _ in range(50)]
    styles = [("", "plain"), ("mm²", "plain"), ("%", "percent"), ("$", "money"), ("×", "times"), ("", "bare")]
    for value in numbers:
        for symbol, style in styles:
            digits, decimals = chance.choice([1, 2, 3, 4, 5, 9]), chance.choice([None, None, 0, 1, 2, 4])
            yield ["text", "say", [value, symbol, style, digits, decimals]]
        yield ["text", "say", [-value, "kW", "plain", 3, None]]
        yield ["text", "words", [value]]
    for low, high in [("20 kW", "40 kW"), ("−5 %", "7 %"), ("$1.2 million", "$3 million"), ("5×", "7×")]:
        yield ["text", "span", [low.replace(" ", "\u00a0"), high.replace(" ", "\u00a0")]]
    for iso in ("2026-05-14", "2026-05", "2026"):
        for part in ("day", "month", "year"):
            yield ["text", "day", [iso, part]]
    for value in (float(n) for n in range(-3, 13)):
        yield ["text", "words", [value]]
    yield ["text", "say", [1.0, "", "plain", 0]]  # refused
    for name, number in book.numbers.items():
        value = book.get(name) if number.kind != "table" else None
        if isinstance(value, int | float):
            yield ["text", "printed", [value, *look(book.number(name))]]


def in_words(question: list[Any]) -> Iterator[str]:
    """A question to read: one for each answer that it gets."""
    if question[0] == "get":
        given = ", ".join(f"{name} = {value:g}" for name, value in question[1].items())
        yield from (f"get {name}" + (f" with {given}" if given else "") for name in question[2])
    else:
        yield f"{question[0]} {'.'.join(question[1:-1])}{tuple(question[-1])}"


@pytest.fixture(scope="module")
def parity(tmp_path_factory: pytest.TempPathFactory) -> Parity:
    """Both Pythons' answers to all questions."""
    node = shutil.which("node")
    assert node, "Node is needed for MicroPython: `make tools` installs it"
    assert PACKAGE.exists(), "MicroPython is not installed: run `npm ci` in tests/site"
    book = open_book(ROOT)
    made = manifest(book, [name for name, number in book.numbers.items() if number.definition])
    questions, asked = [], []
    frozen = {name: Node(made["nodes"][name]["value"]) for name in made["frozen"]}
    graph = Graph(book.graph.nodes | frozen)
    for question in (*formula_questions(book), *graph_questions(book), *text_questions(book)):
        start = time.process_time()
        told = list(answer.answered([question], graph))
        if question[0] == "call" and time.process_time() - start > SLOW:
            continue
        questions.append(question)
        asked += [Asked(words, one) for words, one in zip(in_words(question), told, strict=True)]
    folder = tmp_path_factory.mktemp("micropython")
    files = browser_files(book, made) | {"answer.py": (HERE / "answer.py").read_text("utf-8")}
    for file in {file for _, _, file in formulas(book.root)}:
        needed = imports(book.root, book.root / file) or set()
        files |= {str(path.relative_to(book.root)): path.read_text("utf-8") for path in needed}
    job = {
        "files": files,
        "main": "import answer\nanswer.main()",
        "ask": {"manifest": made, "questions": questions},
    }
    (folder / "job.json").write_text(json.dumps(job), "utf-8")
    command = [node, str(HERE / "run.mjs"), str(PACKAGE), str(folder / "job.json"), str(folder / "answers")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    answers = [json.loads(line) for line in (folder / "answers").read_text("utf-8").splitlines()]
    assert len(answers) == len(asked)
    return Parity(asked, answers)


# -- tests -----------------------------------------------------------------------------------------


def test_every_formula_answers_the_same(parity: Parity) -> None:
    assert not parity.differences("call")


def test_every_formula_was_called_and_gave_a_number(parity: Parity) -> None:
    given = {asked.words.split("(")[0] for asked in parity.asked if not str(asked.told).startswith("e")}
    for name, function, file in formulas(ROOT):
        if not file.stem.endswith("_sim"):
            asked = f"call {function.__module__}.{name}"
            assert asked in given, f"{name} accepted no arguments: let a value use it"


def test_every_value_and_table_answers_the_same(parity: Parity) -> None:
    assert not parity.differences("get")


def test_every_text_is_the_same(parity: Parity) -> None:
    assert not parity.differences("text")


def test_enough_was_asked(parity: Parity) -> None:
    """Refusals too, and each kind of question."""
    kinds = [asked.words.split(" ")[0] for asked in parity.asked]
    print({kind: kinds.count(kind) for kind in sorted(set(kinds))})
    assert min(kinds.count(kind) for kind in ("call", "get", "text")) > 500
    assert sum(str(asked.told).startswith("e") for asked in parity.asked) > 50


def test_a_difference_is_seen() -> None:
    """The comparison has teeth: in numbers, rows, texts, kinds of exception."""
    third, less = answer.spelled(1 / 3), answer.spelled(1 / 3 * (1 + 3e-12))
    assert same(third, answer.spelled(1 / 3 * (1 + 5e-13))) and same("i2", answer.spelled(2.0))
    assert not same(third, less)
    assert not same([["sa", third]], [["sa", less]]) and not same([third], [third, third])
    assert not same("s0.3", "s0.4") and not same("eValueError", "eOverflowError") and not same(None, "i0")
    (found,) = Parity([Asked("get x", third)], [less]).differences("get")
    assert found.startswith("get x: 0.3333333333333333 here, 0.333333333334")


def test_the_manifest_is_plain_json_and_says_what_is_frozen(book: Book) -> None:
    made = manifest(book, ["fruits_by_area", "trees_by_density"], book.pages["farm/trees"].quotes)
    assert json.loads(json.dumps(made)).keys() == made.keys()
    assert made["frozen"] == []
    assert made["nodes"]["trees"] == {
        "module": "snippets.farm.trees",
        "function": "trees",
        "inputs": (("number", "field_area", 100.0), ("number", "tree_density", 1.0)),
    }
    assert made["nodes"]["tree_density"] == {"value": 0.02}
    assert made["files"] == [
        "snippets/__init__.py",
        "snippets/farm/__init__.py",
        "snippets/farm/trees.py",
        "snippets/formulas/__init__.py",
        "snippets/formulas/growth.py",
    ]
    ranged = [text for text in made["texts"] if "corners" in text]
    assert [text["corners"] for text in ranged] == [[["tree_density", 0.01, 0.03]]]
    assert "planted_on" not in made["nodes"], "words and dates do not move"


def test_what_needs_numpy_is_frozen(tiny: Site) -> None:
    tiny.edit("snippets/formulas/growth.py", "from math import exp", "import numpy\nfrom math import exp")
    book = tiny.open()
    made = manifest(book, ["trees"])
    assert (made["frozen"], made["files"]) == (["trees"], [])
    assert made["nodes"]["trees"] == {"value": book.get("trees")}
    with pytest.raises(Fault):
        manifest(book, ["tree"])
