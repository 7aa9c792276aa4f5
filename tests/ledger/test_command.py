"""The command line: why, impact, check; 0 if all is well, 1 if a gate is red, 2 if the ledger does not open."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.__main__ import main
from tests.ledger.site import ORCHARD, ROOT, TREES, Site


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that breaks no line of ours."""
    monkeypatch.setenv("COLUMNS", "250")


def run(site: Site, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """Exit code and printed lines, without the tree's branches."""
    code = main(["--root", str(site.root), *words])
    printed = capsys.readouterr()
    assert not printed.err
    return code, [line.strip("│├└─┏┓┡┩━┗┛╇ ").replace("\u00a0", " ") for line in printed.out.splitlines()]


def test_why(tiny: Site, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(tiny, capsys, "why", "trees")
    assert code == 0
    assert lines == [
        f"trees = 500  Trees in the field ({TREES}:{tiny.line(TREES, 'def trees(')})",
        "= expected(field_area, tree_density) = expected(25,000 mm², 0.02 per mm²)",
        f"field_area = 250 cm²  Area of the field ({ORCHARD}:1)",
        "stated as “250 cm²” (maker, original seen, as of 2024)",
        "The orchard almanac, Orchard Press, 2024 https://orchard.example/almanac",
        f"tree_density = 0.02 per mm²  Trees in a square millimetre ({ORCHARD}:{tiny.line(ORCHARD, '[tree_d')})",
        "assumption, 0.01–0.03 per mm²: The almanac draws about as many.",
    ]


def test_why_a_table_and_a_repeated_input(tiny: Site, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(tiny, capsys, "why", "trees_by_density")
    assert code == 0
    assert lines[0].startswith("trees_by_density = 5 rows  Trees by density")
    assert "… as above" in lines


def test_brackets_are_printed_as_they_are(tiny: Site, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.edit(ORCHARD, '"Area of the field"', '"Area [red] of the field"')
    assert any("Area [red] of the field" in line for line in run(tiny, capsys, "why", "field_area")[1])


def test_impact(tiny: Site, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(tiny, capsys, "impact", "field_area")
    assert code == 0
    rows = {line.split("│")[0].strip(): line.split("│")[1].strip() for line in lines if line.count("│") == 1}
    assert rows == {
        "2 values": "bare_fields, trees",
        "1 tables": "trees_by_density",
        "1 figures": "trees_drawn",
        "0 claims": "none",
        "1 pages": "farm/trees",
    }
    rows = run(tiny, capsys, "impact", "trees_counted")[1]
    assert any("many_trees" in line for line in rows), "the claim that it decides"


def test_check(tiny: Site, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(tiny, capsys, "check", "--quick")
    assert code == 0
    gates = {
        line.split("│")[0].strip(): line.split("│")[-1].strip() for line in lines if line.count("│") == 2
    }
    greens = {gate for gate, result in gates.items() if result == "green"}
    expected = {
        "pages",
        "terms",
        "checks",
        "vectors",
        "held",
        "as stated",
        "literals",
        "browser",
        "units",
        "mutation",
    }
    assert greens == expected
    assert gates["unused"] == "0 facts"
    assert not any("red" in line for line in lines)


def test_check_tells_every_fault(tiny: Site, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.edit(ORCHARD, "value = 498", "value = 489")
    tiny.edit("docs/farm/trees.md", "Bare: {{ bare_fields }}", "Bare: {{ bare_field }}")
    code, lines = run(tiny, capsys, "check", "--quick")
    assert code == 1
    assert (
        f"docs/farm/trees.md:{tiny.line('docs/farm/trees.md', 'Bare:')}: nothing is called 'bare_field'; did you mean 'bare_fields'?"
        in lines
    )
    assert (
        f"{ORCHARD}:{tiny.line(ORCHARD, '[trees_counted]')}: trees_counted: as_stated '498 trees' reads as 498 count, not as 489"
        in lines
    )
    assert "tests/farm/test_trees.py:7: test_trees fails: The survey counted about as many." in lines


def test_unused_and_overdue_facts_are_listed(
    tiny: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.edit("docs/farm/trees.md", "Planted in {{ planted_on | year }}.", "")
    tiny.edit(ORCHARD, 'seen = "copy"', 'seen = "copy"\nreview_by = "2025-06"')
    monkeypatch.setenv("LEDGER_TODAY", "2025-06-30")
    lines = run(tiny, capsys, "check", "--quick")[1]
    assert any(line.split("│")[0].strip() == "unused" and "planted_on" in line for line in lines)
    assert any(line.split("│")[0].strip() == "to review" and "trees_counted" not in line for line in lines)
    monkeypatch.setenv("LEDGER_TODAY", "2025-07-01")
    lines = run(tiny, capsys, "check", "--quick")[1]
    assert any(line.split("│")[0].strip() == "to review" and "trees_counted" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("why", "tree"), "nothing is called 'tree'; did you mean 'trees'?"),
        (("impact", "tree"), "nothing is called 'tree'; did you mean 'trees'?"),
        (("why", "old_field_area"), "'old_field_area' is called 'field_area' now"),
        (("why", "TREES"), "nothing is called 'TREES'; did you mean 'trees'?"),
        (("why", "trees_drawn"), "'trees_drawn' is no number: write figure(\"trees_drawn\")"),
        (("impact", "plum_price"), "'plum_price' is a hole: plum has no 'price'"),
        (
            ("why", "fruit_area"),
            "'fruit_area' is a field: name one of its numbers, such as apple_fruit_area, plum_fruit_area",
        ),
    ],
)
def test_unknown_names(
    tiny: Site, capsys: pytest.CaptureFixture[str], words: tuple[str, str], sentence: str
) -> None:
    assert run(tiny, capsys, *words) == (2, [sentence])


def test_a_ledger_that_does_not_open(
    tiny: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence on one line, however narrow the terminal."""
    monkeypatch.setenv("COLUMNS", "40")
    tiny.edit(ORCHARD, 'unit = "count"', 'unit = "cuont"')
    line = tiny.line(ORCHARD, "[trees_counted]")
    sentence = f"{ORCHARD}:{line}: trees_counted: unit: 'cuont' is not a unit; did you mean 'count'?"
    for words in (("why", "trees"), ("impact", "trees"), ("check",), ("check", "--quick")):
        assert run(tiny, capsys, *words) == (2, [sentence])


def test_a_narrow_terminal_cuts_no_name(
    tiny: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert "…" not in "".join(run(tiny, capsys, "impact", "field_area")[1])
    assert "…" not in "".join(run(tiny, capsys, "check", "--quick")[1])


def test_what_is_piped_is_not_broken_into_lines(tiny: Site) -> None:
    """A number, its title and its place stand in one line, for grep; signs that an encoding lacks do no harm."""
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "ledger", "why", "fruits_by_area"]
    done = subprocess.run(command, cwd=tiny.root, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    line = tiny.line("snippets/facts/fruits/apple.toml", "[price]")
    assert f"Price of an apple (snippets/facts/fruits/apple.toml:{line})" in done.stdout
    assert "\x1b" not in done.stdout


def test_outside_of_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "why", "trees"]) == 2
    assert (
        capsys.readouterr().out
        == f"{tmp_path} holds no snippets/facts: go to the project's folder, or name it with --root\n"
    )


def test_usage(tiny: Site, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["whi"])
    assert caught.value.code == 2
    assert "invalid choice: 'whi'" in capsys.readouterr().err
