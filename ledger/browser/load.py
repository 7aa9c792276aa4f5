"""The graph of a page from its manifest (see ledger.browser.manifest). Runs in MicroPython."""

import builtins
import sys
from collections import OrderedDict

import ledger.graph
from ledger.graph import Graph, Node

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def in_order(items: "Any", key: "Any" = None, reverse: bool = False) -> "list[Any]":
    """What `sorted` gives in CPython: MicroPython's own shuffles what is equal."""
    rows = list(items)
    step = -1 if reverse else 1
    ranked = [(key(row) if key else row, step * place) for place, row in enumerate(rows)]
    return [rows[step * place] for _, place in native_sorted(ranked, reverse=reverse)]


native_sorted = builtins.sorted


def graph(manifest: "dict[str, Any]") -> Graph:
    """The graph, with the functions of the modules that the manifest names; ImportError if one is missing."""
    if sys.implementation.name == "micropython":
        ledger.graph.mapping = OrderedDict  # members come in the order of the manifest
        builtins.sorted = in_order
    nodes = {}
    for name, node in manifest["nodes"].items():
        function = None
        if "function" in node:
            module = __import__(node["module"], None, None, [node["function"]])
            function = getattr(module, node["function"])
        nodes[name] = Node(node.get("value"), function, node.get("inputs", ()))
    return Graph(nodes)
