"""The graph of a page from its manifest (see ledger.browser.manifest). Runs in MicroPython."""

from ledger.graph import Graph, Node

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def graph(manifest: "dict[str, Any]") -> Graph:
    """The graph, with the functions of the modules that the manifest names; ImportError if one is missing."""
    nodes = {}
    for name, node in manifest["nodes"].items():
        function = None
        if "function" in node:
            module = __import__(node["module"], None, None, [node["function"]])
            function = getattr(module, node["function"])
        nodes[name] = Node(node.get("value"), function, node.get("inputs", ()))
    return Graph(nodes)
