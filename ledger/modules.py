"""Snippets as Python modules: imported from their text as it stands, and read anew on each opening."""

from __future__ import annotations

import ast
import hashlib
import importlib
import inspect
import linecache
import pickle
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from ledger.cache import keep
from ledger.faults import Fault, nearest, read, written

PACKAGE = "snippets"
_OURS = (PACKAGE, "tests")  # folders in which a mistake is the contributor's, not the engine's


class AsItStands(SourceFileLoader):
    """Compiles a file on each import: bytecode is dated by whole seconds, and one can save twice in one."""

    def path_stats(self, path: Any) -> Any:
        """Nothing, so that no bytecode is looked for and none is written."""
        raise OSError


class _Finder:
    """Finds the modules of snippets."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where a module of snippets is, with a loader that compiles it; None for any other."""
        if name.partition(".")[0] != PACKAGE:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.origin and isinstance(spec.loader, SourceFileLoader):
            spec.loader = AsItStands(name, spec.origin)
        return spec


sys.meta_path.insert(0, _Finder)


def snippet_modules(root: Path) -> Iterator[tuple[str, Path, ModuleType]]:
    """Page, file and module of every snippet that may define values, tables or figures, in order of path."""
    for file in written(root / PACKAGE, "**/*.py"):
        parts = file.relative_to(root / PACKAGE).with_suffix("").parts
        if parts[0] in ("formulas", "facts") or parts[-1].startswith("_"):
            continue
        yield _page(root, parts), file, _module(root, (PACKAGE, *parts), file)


def _page(root: Path, parts: tuple[str, ...]) -> str:
    """The page of a snippet: the same path, with hyphens where the page's file has them."""
    page = page_of("/".join(parts))
    hyphens = page.replace("_", "-")
    return hyphens if (root / "docs" / f"{hyphens}.md").exists() else page


def page_of(module: str) -> str:
    """What a module's name has in common with those of its page's other modules."""
    return module.removesuffix("_figures").removesuffix("_tables").removesuffix("_sim")


def purge() -> None:
    """Forget imported snippets, so that the next import reads the files again."""
    for name in [name for name in sys.modules if name == PACKAGE or name.startswith(PACKAGE + ".")]:
        del sys.modules[name]
    importlib.invalidate_caches()
    linecache.checkcache()


def _module(root: Path, parts: tuple[str, ...], file: Path) -> ModuleType:
    if sys.path[0] != str(root):
        sys.path.insert(0, str(root))
    try:
        module = importlib.import_module(".".join(parts))
    except Fault:
        raise
    except (Exception, SystemExit) as error:
        raise located(error, root, file) from error
    twice(file, file.relative_to(root))
    return module


@lru_cache(maxsize=1024)
def parsed(code: str) -> ast.Module:
    """A file's code as a tree, remembered by its text: it is asked for twice, and at each save again."""
    return ast.parse(code)


def twice(file: Path, shown: Path) -> None:
    """Fault if a file defines a name twice: Python would keep the last one and say nothing."""
    lines: dict[str, int] = {}
    for node in parsed(read(file, shown)).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name in lines:
                what = f"'{node.name}' is defined already, in line {lines[node.name]}"
                raise Fault(what, shown, node.lineno)
            lines[node.name] = node.lineno


def located(error: BaseException, root: Path, file: Path, line: int | None = None) -> Fault:
    """What code of `file` raised, as a fault at the last line of a contributor's that it passed through."""
    if isinstance(error, SyntaxError):
        return Fault(f"SyntaxError: {error.msg}", _shown(root, error.filename, file), error.lineno)
    frames = inspect.getinnerframes(error.__traceback__) if error.__traceback__ else []
    inside = [frame for frame in frames if _is_ours(root, frame.filename)]
    known = inside[-1].frame.f_globals if inside else {}
    words = re.sub(r" \((/[^()]*|unknown location)\)$", "", str(error))
    what = f"{type(error).__name__}: {words}{hint(error, known)}"
    if inside:
        return Fault(what, _shown(root, inside[-1].filename, file), inside[-1].lineno)
    return Fault(what, _shown(root, None, file), line)


def _is_ours(root: Path, file: str) -> bool:
    return any(Path(file).is_relative_to(root / folder) for folder in _OURS)


def _shown(root: Path, file: str | None, importer: Path) -> Path:
    """A file as messages name it: from the root, and the importing one where the error names none of ours."""
    found = Path(file) if file and _is_ours(root, file) else importer
    return found.relative_to(root) if found.is_absolute() else found


def hint(error: BaseException | None, known: dict[str, Any]) -> str:
    """The nearest good name after a name that does not exist."""
    if isinstance(error, NameError):
        return nearest(error.name or "", known)
    if wanted := re.match(r"cannot import name '(\w+)' from '([\w.]+)'", str(error)):
        return nearest(wanted[1], vars(sys.modules.get(wanted[2], sys)))
    return ""


memory: Path | None = None
"""The folder in which a server keeps what simulations answered; nothing is kept anywhere else."""

_ANSWERS: dict[tuple[Any, ...], Any] = {}


def remembered(function: Callable[..., Any]) -> Callable[..., Any]:
    """A simulation that answers a question once; its code and all formulas are part of the question."""
    own = Path(inspect.getfile(function))
    parts = [own, *written(own.parents[1] / "formulas", "*.py")]
    code = "".join(file.read_text(encoding="utf-8") for file in parts)

    def answer(*arguments: Any) -> Any:
        key = (function.__module__, function.__name__, code, repr(arguments))
        if key not in _ANSWERS:
            _ANSWERS[key] = _kept(key, lambda: function(*arguments))
        return _ANSWERS[key]

    return answer


def _kept(key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """What is made, or what a server made of the same code and arguments at an earlier start."""
    if memory is None:
        return make()
    file = memory / hashlib.sha256(repr(key).encode()).hexdigest()[:20]
    if not file.exists():
        keep(file, pickle.dumps(make()))
    return pickle.loads(file.read_bytes())
