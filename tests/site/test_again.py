"""Another build gives the same bytes, and another builder the same data."""

from pathlib import Path

import pytest

from tests.site.build import build_site
from tests.site.report import nothing

pytestmark = pytest.mark.slow


def differences(one: Path, two: Path, pattern: str) -> list[str]:
    """Files that only one of two folders has, or that differ."""
    files = {file.relative_to(root) for root in (one, two) for file in root.glob(pattern) if file.is_file()}
    assert files, f"no {pattern} was built"
    told = []
    for file in sorted(files):
        if not (one / file).exists() or not (two / file).exists():
            told.append(f"{file} is only in one of them")
        elif (one / file).read_bytes() != (two / file).read_bytes():
            told.append(f"{file} differs")
    return told


def test_a_second_build_is_identical(site: Path, tmp_path: Path) -> None:
    # sitemap.xml.gz holds the time of its packing, which is MkDocs's own affair
    found = differences(site, build_site(tmp_path / "site"), "**/*")
    nothing([line for line in found if not line.startswith("sitemap.xml.gz")])


def test_the_second_builder_gives_the_same_data(site: Path, tmp_path: Path) -> None:
    nothing(differences(site, build_site(tmp_path / "site", "properdocs"), "api/*.json"))
