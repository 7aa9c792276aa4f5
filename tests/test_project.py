"""The project's own files agree: lock files with what they lock, and neither names a registry."""

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def locked() -> dict[str, str]:
    """Package and version of every line of the lock file."""
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z0-9,_-]+\])?==(\S+)", LOCK, re.MULTILINE))


def test_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    versions = locked()
    for requirement in map(Requirement, asked):
        name = canonicalize_name(requirement.name)
        assert name in versions, f"{name} is not in requirements.lock: make lock"
        assert requirement.specifier.contains(versions[name]), (
            f"{name} {versions[name]} is not {requirement}: make lock"
        )


def test_every_package_has_a_hash() -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", LOCK.strip())
    assert len(blocks) == len(locked())
    assert all("--hash=sha256:" in block for block in blocks)


def test_extras_are_locked_with_their_package() -> None:
    """Else an older pip takes the newest release of a package with an extra, and finds no hash for it."""
    missing = []
    for found in filter(lambda found: canonicalize_name(found.name) in locked(), distributions()):
        known = ("", *extras(canonicalize_name(found.name)))
        for asked in map(Requirement, found.requires or []):
            wanted = asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in known)
            if wanted and not asked.extras <= extras(canonicalize_name(asked.name)):
                missing.append(f"{found.name} asks for {asked}: make lock")
    assert not missing


def extras(package: str) -> set[str]:
    """The extras with which the lock file names a package."""
    found = re.search(rf"^{re.escape(package)}\[(.*?)\]==", LOCK, re.MULTILINE)
    return set(found[1].split(",")) if found else set()


def test_lock_files_name_no_registry() -> None:
    assert "://" not in LOCK and "--index" not in LOCK and "--find-links" not in LOCK
    npm = (ROOT / "tests/site/package-lock.json").read_text("utf-8")
    assert '"resolved"' not in npm
    assert npm.count('"integrity"') > 3
