"""Checks of the page on use elsewhere."""

from pathlib import Path

from ledger.figures.embed import LISTENER

PAGE = Path(__file__).parents[2] / "docs" / "method" / "reuse.md"


def test_the_script_is_the_one_that_frames_answer_to() -> None:
    assert f"```html\n{LISTENER}\n```" in PAGE.read_text("utf-8")
