"""The project installs with plain pip in an environment of its own, and a downloaded lab runs there."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.build import ROOT

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; the test fails with that if the command does."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        told = (done.stdout + done.stderr)[-3000:]
        pytest.fail(f"`{' '.join(map(str, command))}` failed:\n{told}", pytrace=False)
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment that holds this project, its locked dependencies and nothing else."""
    folder = tmp_path_factory.mktemp("clean")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / "project" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / "project" / name)
    python = folder / "env/bin/python"
    versions = folder / "versions.txt"
    lock = re.sub(r"\[.*?\]", "", (ROOT / "requirements.lock").read_text())  # constraints have no extras
    versions.write_text("\n".join(re.findall(r"^[a-z0-9._-]+==[^\s\\]+", lock, re.M)))
    if uv := shutil.which("uv"):
        run(uv, "venv", "--python", sys.executable, folder / "env", cwd=folder)
        install: tuple[str | Path, ...] = (uv, "pip", "install", "--python", python)
    else:
        run(sys.executable, "-m", "venv", "--without-pip", folder / "env", cwd=folder)
        pip = shutil.which("pip") or shutil.which("pip3")
        assert pip, "neither uv nor pip is on the path"
        install = (pip, "--python", python, "install", "--quiet")
    run(*install, "--constraint", versions, folder / "project", cwd=folder)
    return python


def test_the_command_line_answers_from_the_project(python: Path) -> None:
    told = run(python, "-m", "ledger", "why", "wafer_defects", cwd=python.parents[2] / "project")
    assert "wse3_die_area" in told


def test_facts_come_with_the_packages(python: Path, tmp_path: Path) -> None:
    told = run(python, "-c", "import ledger, snippets; print(*snippets.__path__)", cwd=tmp_path)
    packages = Path(told.strip())
    assert packages.is_relative_to(python.parents[1])
    missing = [
        file.relative_to(ROOT)
        for file in (ROOT / "snippets").rglob("*")
        if file.suffix in (".py", ".toml") and not (packages.parent / file.relative_to(ROOT)).exists()
    ]
    assert not missing


def test_every_downloaded_notebook_runs(python: Path, site: Path, tmp_path: Path) -> None:
    notebooks = sorted(site.rglob("*.ipynb"))
    assert notebooks, "the site offers no notebook"
    for notebook in notebooks:
        shutil.copy(notebook, tmp_path)
        nbconvert = ("-m", "nbconvert", "--to", "notebook", "--execute", "--output", "done.ipynb")
        run(python, *nbconvert, notebook.name, cwd=tmp_path)
        cells = json.loads((tmp_path / "done.ipynb").read_text("utf-8"))["cells"]
        assert any(cell.get("outputs") for cell in cells), f"{notebook.name} shows nothing"
