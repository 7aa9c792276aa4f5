"""`make bench`: how long a thousand values take, and how long this ledger takes to open and to answer."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from ledger.book import open_book
from ledger.graph import Graph, Node

VALUES, AIM = 1000, 0.050


def thousand() -> Graph:
    """A graph of a thousand values, each computed from three before it, above ten that are given."""
    nodes = {f"n{i}": Node(value=1.0 + i) for i in range(10)}
    for i in range(10, 10 + VALUES):
        inputs = tuple(("number", f"n{i - step}", 1.0) for step in (1, 4, 9))
        nodes[f"n{i}"] = Node(function=lambda a, b, c: (a + b + c) / 3, inputs=inputs)
    return Graph(nodes)


def seconds(act: Callable[[], object], times: int) -> float:
    """Median time of an act."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        act()
        taken.append(perf_counter() - start)
    return median(taken)


def main() -> None:
    """Print the times."""
    graph = thousand()

    def fresh() -> None:
        run = graph.run({"n0": 2.0})  # one input replaced, so that everything above it is computed anew
        for name in graph.nodes:
            run.get(name)

    fresh()
    print(f"{VALUES} values, computed anew   {1000 * seconds(fresh, 15):7.1f} ms (aim: {1000 * AIM:.0f})")
    root = Path(__file__).parents[1]
    print(f"this ledger, opened anew     {1000 * seconds(lambda: open_book(root, fresh=True), 3):7.1f} ms")
    book = open_book(root, fresh=True)

    def everything() -> None:
        run = Graph(book.graph.nodes).run()
        for name in book.numbers:
            run.get(name)

    print(f"its {len(book.numbers):5} numbers, all anew  {1000 * seconds(everything, 5):7.1f} ms")


if __name__ == "__main__":
    main()
