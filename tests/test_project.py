"""The project's own files agree: lock files with what they lock, and neither names a registry."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def locked() -> dict[str, str]:
    """Package and version of every line of the lock file."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", LOCK, re.MULTILINE))


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


def test_lock_files_name_no_registry() -> None:
    assert "://" not in LOCK and "--index" not in LOCK and "--find-links" not in LOCK
    npm = (ROOT / "tests/site/package-lock.json").read_text("utf-8")
    assert '"resolved"' not in npm
    assert npm.count('"integrity"') > 3
