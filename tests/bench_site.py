"""`make bench`, second part: how long this site takes to build, to start, to follow a save; no assertion."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from rich.console import Console
from rich.table import Table

from tests.ledger.site import free_port

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".cache", "site", "node_modules", "__pycache__")
PATIENCE = 60.0
SETTLED = 15.0  # seconds after which a server has done what it does aside
EPOCH = re.compile(r"livereload\(.*?\)")

READ = "architecture/defects/"
SAVES = (
    ("a page", "docs/architecture/defects.md", READ, {"Defects fall": "Defects do fall"}),
    ("a figure", "snippets/architecture/defects_figures.py", READ, {"At the size": "Now, at the size"}),
    ("a snippet", "snippets/architecture/defects.py", READ, {"return 1 - cores": "return 1.01 - cores"}),
    ("a fact", "snippets/facts/accounts.toml", "ipo/accounts/", {"= 24.6\n": "= 24.7\n", "$24.6 ": "$24.7 "}),
    ("a fact of many figures", "snippets/facts/chips/wse3.toml", READ, {"46_2": "46_5", "46,2": "46,5"}),
)
"""What is saved, in which file, the page being read, and what is replaced."""


def environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def page(address: str) -> str:
    """A page as it is served, without what says when it was built; empty while nothing is."""
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            return EPOCH.sub("", answer.read().decode("utf-8"))
    except URLError:
        return ""


def until_other(address: str, before: str) -> float:
    """Seconds until a page is another than before."""
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        if page(address) not in ("", before):
            return time.monotonic() - start
        time.sleep(0.02)
    return float("inf")


@contextmanager
def server(root: Path, port: int) -> Iterator[tuple[str, float]]:
    """The address of a server of a project, and the seconds until its first page."""
    command = [sys.executable, "-m", "mkdocs", "-q", "serve", "--dirty", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=root, env=environment(), start_new_session=True)
    address = f"http://127.0.0.1:{port}/"
    try:
        yield address, until_other(address, "")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def main() -> None:
    """Print the times."""
    table = Table("what", "time", "aim")
    with tempfile.TemporaryDirectory(prefix="ledger-bench-") as folder:
        root = shutil.copytree(ROOT, Path(folder) / "site", ignore=LEFT_OUT)
        start = time.monotonic()
        command = [sys.executable, "-m", "mkdocs", "-q", "build", "--strict"]
        subprocess.run(command, cwd=root, env=environment(), check=True)
        table.add_row("a cold build of the site", f"{time.monotonic() - start:.1f} s", "20 s")
        port = free_port()  # the same at each start: pages name their address
        with server(root, port) as (_, started):
            table.add_row("the first start of the server, without installing", f"{started:.1f} s", "")
            time.sleep(SETTLED)
        with server(root, port) as (address, started):
            table.add_row("a later start", f"{started:.1f} s", "3 s")
            for what, file, read, changes in SAVES:
                time.sleep(SETTLED)
                before, text = page(address + read), (root / file).read_text("utf-8")
                for old, new in changes.items():
                    if old not in text:
                        raise SystemExit(f"{file} holds no {old!r} any more: mend SAVES in {__file__}")
                    text = text.replace(old, new, 1)
                (root / file).write_text(text, "utf-8")
                table.add_row(
                    f"{what}, saved, in the page", f"{until_other(address + read, before):.1f} s", "2 s"
                )
    Console().print(table)


if __name__ == "__main__":
    main()
