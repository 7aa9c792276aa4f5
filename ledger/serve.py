"""What only the server needs: the last good site kept through mistakes, and labs run beside the rebuild."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import threading
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.structure.toc import get_toc

_START, _END = "<!--fault-->", "<!--/fault-->"
_STYLE = (
    "position:fixed;inset:0 0 auto;z-index:99;padding:.7rem 1rem;background:#7a1f12;color:#fff;"
    "font:1rem monospace"
)
_WAIT = "This lab is being run with your changes. The page reloads when it is done."
_running: set[str] = set()


def keep_alive(server: Any, site: Path) -> None:
    """Show a failed rebuild's sentence on top of the last good site; stock MkDocs hangs every request."""
    build = server.builder

    def safely(*arguments: Any) -> None:
        kept = Path(tempfile.mkdtemp(prefix="ledger-"))
        shutil.copytree(site, kept, dirs_exist_ok=True)
        try:
            build(*arguments)
        except (Exception, SystemExit) as error:
            print(f"\n{error}\n", flush=True)
            shutil.copytree(kept, site, dirs_exist_ok=True)
            for page in site.rglob("*.html"):
                _overlay(page, str(error))
        finally:
            shutil.rmtree(kept, ignore_errors=True)

    server.builder = safely


def _overlay(page: Path, sentence: str) -> None:
    """Put a sentence on top of a page that is served in its last good state."""
    html = page.read_text(encoding="utf-8")
    if _START in html:
        html = html[: html.index(_START)] + html[html.index(_END) + len(_END) :]
    head, body, rest = html.partition("<body")
    opening, bracket, rest = rest.partition(">")
    box = f'{_START}<div role="alert" style="{_STYLE}">{escape(sentence)}</div>{_END}'
    page.write_text(head + body + opening + bracket + box + rest if body else html, encoding="utf-8")


def remember_lab(page: Any, root: Path) -> None:
    """Let a lab's page render from what its code last gave; else run it aside and say so until it is done.

    What it gave is kept by the hash of the lab and of everything that it may import, so it is never stale.
    """
    render, name = page.render, Path(page.file.src_uri).stem
    kept = labs_folder(root) / f"{name}-{_hash(root, Path(page.file.abs_src_path))}.json"

    def run(config: Any, files: Any) -> None:
        try:
            render(config, files)
            content = str(page.content)
        except Exception as error:
            content = f'<pre role="alert">{escape(str(error)[-2000:])}</pre>'
        for old in labs_folder(root).glob(f"{name}-*.json"):
            old.unlink()
        kept.write_text(json.dumps({"content": content, "title": str(page.title)}), encoding="utf-8")
        _running.discard(name)

    def from_memory(config: Any, files: Any) -> None:
        page.toc = get_toc([])
        if kept.exists():
            found = json.loads(kept.read_text(encoding="utf-8"))
            page.content, page.title = found["content"], found["title"]
            return
        box = '<div class="jp-Notebook-cell jp-MarkdownCell"><div class="jp-MarkdownOutput">'
        page.content = f"{box}<p>{_WAIT}</p></div></div>"
        if name not in _running:
            _running.add(name)
            threading.Thread(target=run, args=(config, files), daemon=True).start()

    page.render = from_memory


def labs_folder(root: Path) -> Path:
    """Where the server keeps what labs gave; it watches this folder, so that a finished lab shows itself."""
    folder = root / ".cache" / "labs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _hash(root: Path, lab: Path) -> str:
    found = hashlib.sha256(lab.read_bytes())
    for package in ("ledger", "snippets"):
        for file in sorted((root / package).rglob("*.*")):
            if file.suffix in (".py", ".toml"):
                found.update(file.read_bytes())
    return found.hexdigest()[:16]
