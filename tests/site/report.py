"""How a test says what it found."""

import pytest


def nothing(lines: list[str], most: int = 40) -> None:
    """Fail with the lines, if there are any, one below the other and without a stack."""
    if lines:
        more = f"\n... and {len(lines) - most} more" if len(lines) > most else ""
        pytest.fail(f"{len(lines)} found\n" + "\n".join(lines[:most]) + more, pytrace=False)
