"""Labs as pages: what mkdocs-jupyter executed, without what it wraps around it; and each lab as a notebook.

Its HTML brings half a megabyte of style sheets, scripts and boxes; a page needs the words, the code and the
outputs.
"""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path

import jupytext
import nbformat
from lxml import html

from ledger.faults import Fault
from ledger.figures.markup import with_drawings, without_drawings

_CELL = re.compile(r"^-{18}\n(.*?)\n-{18}$", re.DOTALL | re.MULTILINE)
_ARROW = re.compile(r"^-+> ?(\d+)", re.MULTILINE)
_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_STYLE = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)


def settle_kernels(root: Path) -> None:
    """Let labs find the project and nothing of the reader's own Jupyter; no word on who may listen in.

    A kernel whose lab is done is killed: left to end by itself it is waited for, up to three seconds.
    """
    home = root / ".cache" / "jupyter"
    kernel = home / "profile_default" / "ipython_kernel_config.py"
    kernel.parent.mkdir(parents=True, exist_ok=True)
    kernel.write_text("c.IPKernelApp.log_level = 40\nc.HistoryManager.enabled = False\n", encoding="utf-8")
    converter = home / "jupyter_nbconvert_config.py"
    converter.write_text('c.NotebookClient.shutdown_kernel = "immediate"\n', encoding="utf-8")
    os.environ.update(PYTHONPATH=str(root), IPYTHONDIR=str(home), JUPYTER_CONFIG_DIR=str(home))


def page_html(body: str, notebook: str) -> str:
    """The cells of an executed lab as plain HTML, with a link to the notebook."""
    body = _STYLE.sub("", body)
    bare, drawings = without_drawings(body)  # an HTML parser would spoil SVG's capital letters
    tree = html.fromstring(f"<div>{bare}</div>")
    parts: list[str] = []
    for cell in tree.find_class("jp-Notebook-cell"):
        if cell.find_class("jp-Notebook-cell")[1:]:  # a cell of code stands in a box of the same name
            continue
        classes = cell.get("class") or ""
        parts.append(_words(cell) if "jp-MarkdownCell" in classes else _code(cell, len(parts)))
    link = f'<p class="lab__get"><a href="{notebook}" download>Download as notebook</a>'
    link += " (it runs where this project is installed with pip)</p>"
    made = "\n".join(parts).replace("</h1>", f"</h1>\n{link}", 1)
    return f'<div class="lab">{with_drawings(made, drawings)}</div>'


def fault(source: str, lab: Path, error: BaseException) -> Fault:
    """What a lab raised, as a sentence with the line of its file that raised it."""
    told = str(error)
    cell, line = _CELL.search(told), None
    if cell and cell[1].strip() in (text := lab.read_text(encoding="utf-8")):
        first = text[: text.index(cell[1].strip())].count("\n") + 1
        arrow = _ARROW.search(_COLOUR.sub("", told[cell.end() :]))
        line = first + int(arrow[1]) - 1 if arrow else first
    what = (
        f"{getattr(error, 'ename', type(error).__name__)}: {getattr(error, 'evalue', told.splitlines()[-1])}"
    )
    return Fault(what, f"docs/{source}", line)


def _words(cell: html.HtmlElement) -> str:
    for link in list(cell.find_class("anchor-link")):
        link.drop_tree()
    return "".join(_inside(block) for block in cell.find_class("jp-MarkdownOutput"))


def _code(cell: html.HtmlElement, place: int) -> str:
    """A cell's code, and its outputs under it."""
    parts: list[str] = []
    for pre in cell.xpath(".//div[contains(@class, 'highlight-ipynb')]//pre"):
        parts.append(f'<div class="highlight"><pre tabindex="0"><code>{_inside(pre)}</code></pre></div>')
    for output in cell.find_class("jp-OutputArea-output"):
        if output.get("data-mime-type") == "text/html":
            parts.append(f'<div class="lab__output">{_scrolling(_inside(output), place)}</div>')
        elif words := output.text_content().strip():
            parts.append(f'<pre class="lab__output" tabindex="0">{escape(words)}</pre>')
    return "\n".join(parts)


def _scrolling(inside: str, place: int) -> str:
    """Tables in a box that scrolls sideways by itself."""
    box = f'<div class="rows" role="group" aria-label="Output {place}" tabindex="0">'
    return inside.replace("<table>", f"{box}<table>").replace("</table>", "</table></div>")


def _inside(element: html.HtmlElement) -> str:
    words = escape(element.text or "", quote=False)
    return (words + "".join(html.tostring(child, encoding="unicode") for child in element)).strip()


def notebook(file: Path, root: str) -> str:
    """A percent-format lab as a notebook without outputs, the same bytes each time; links lead to `root`."""
    made = jupytext.read(file)
    made.metadata["jupytext"] = {}
    for place, cell in enumerate(made.cells):
        cell["id"] = f"cell-{place}"
        cell["source"] = cell["source"].replace("](../../", f"]({root}")
    return str(nbformat.writes(made)) + "\n"  # type: ignore[no-untyped-call]
