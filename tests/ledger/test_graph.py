"""The graph by itself: resolving, replacing, sweeping."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.graph import Broken, Graph, Node, scaled
from tests.ledger.site import some

Inputs = tuple[tuple[Any, ...], ...]


def number(name: str, factor: float = 1.0) -> tuple[Any, ...]:
    return ("number", name, factor)


def node(function: Callable[..., Any], *inputs: tuple[Any, ...]) -> Node:
    return Node(function=function, inputs=inputs)


def orchard() -> Graph:
    """Trees from an area (cm², asked in mm²) and a density; a sweep of the density; a column of areas."""
    return Graph(
        {
            "area": Node(250.0),
            "density": Node(0.02),
            "word": Node("apple"),
            "trees": node(lambda area, density: area * density, number("area", 100.0), number("density")),
            "pairs": node(lambda trees: trees / 2, number("trees")),
            "sweep": node(
                lambda trees: [trees(step) for step in (0.01, 0.02)],
                ("curve", "trees", 1.0, (("density", 1.0),)),
            ),
            "both": node(
                lambda trees, density: [density, trees(0.5)],
                ("curve", "trees", 1.0, (("density", 1.0),)),
                number("density"),
            ),
            "plane": node(
                lambda pairs: pairs(1.0, 2.0),
                ("curve", "pairs", 10.0, (("area", 0.01), ("density", 1.0))),
            ),
            "column": node(
                dict, ("column", (("one", "area", 0.01), ("two", "density", 1.0), ("three", "word", 1.0)))
            ),
        }
    )


def test_answers_come_in_the_unit_asked_for() -> None:
    run = orchard().run()
    assert run.get("trees") == 500
    assert run.get("pairs") == 250
    assert run.get("column") == {"one": 2.5, "two": 0.02, "three": "apple"}
    assert list(run.get("column")) == ["one", "two", "three"]


def test_an_override_reaches_all_below_and_nothing_else() -> None:
    graph = orchard()
    assert graph.run({"area": 500.0}).get("pairs") == 500
    assert graph.run({"area": 500.0}).get("density") == 0.02
    assert graph.run({"trees": 10.0}).get("pairs") == 5
    assert graph.run({"trees": 10.0}).get("trees") == 10
    assert graph.run().get("pairs") == 250, "the base is untouched"


def test_what_an_override_does_not_touch_is_computed_once() -> None:
    calls = []
    graph = Graph(
        {
            "a": Node(1.0),
            "b": Node(2.0),
            "slow": node(lambda a: calls.append(a) or a, number("a")),
            "sum": node(lambda slow, b: slow + b, number("slow"), number("b")),
        }
    )
    assert [graph.run({"b": float(b)}).get("sum") for b in range(5)] == [1, 2, 3, 4, 5]
    assert calls == [1.0]


def test_a_curve_is_a_function_in_the_units_of_its_request() -> None:
    graph = orchard()
    assert graph.run().get("sweep") == [250, 500]
    # area in mm² (stored in cm²), answers ten times as large
    assert graph.run().get("plane") == pytest.approx(10 * 1.0 * 2.0 / 2)
    assert graph.run({"area": 500.0}).get("sweep") == [500, 1000]
    assert graph.run({"density": 9.0}).get("sweep") == [250, 500], "the sweep has its own densities"


def test_a_replaced_number_stays_put_in_a_sweep() -> None:
    graph = orchard()
    assert graph.run({"trees": 7.0}).get("sweep") == [7, 7]
    assert graph.run({"trees": 8.0}).get("plane") == 10 * 8 / 2


def test_a_curve_wants_as_many_numbers_as_it_sweeps() -> None:
    graph = Graph(
        orchard().nodes | {"wrong": node(lambda f: f(1.0, 2.0), ("curve", "trees", 1.0, (("density", 1.0),)))}
    )
    with pytest.raises(Broken, match="the curve of trees takes 1 numbers"):
        graph.run().get("wrong")


def test_above() -> None:
    graph = orchard()
    assert graph.above("area") == {"area"}
    assert graph.above("pairs") == {"pairs", "trees", "area", "density"}
    assert graph.above("column") == {"column", "area", "density", "word"}
    assert graph.above("sweep") == {"sweep", "trees", "area"}, "what is swept is not what it rests on"
    assert graph.above("both") == {"both", "trees", "area", "density"}
    assert graph.above("plane") == {"plane", "pairs", "trees"}


def test_asks() -> None:
    nodes = orchard().nodes
    assert nodes["trees"].asks() == ["area", "density"]
    assert nodes["sweep"].asks() == ["trees", "density"]
    assert nodes["column"].asks() == ["area", "density", "word"]
    assert node(max, number("a"), number("a", 2.0)).asks() == ["a"]


def test_a_failure_names_the_number_that_raised() -> None:
    graph = Graph(
        {"zero": Node(0.0), "bad": node(lambda z: 1 / z, number("zero")), "top": node(abs, number("bad"))}
    )
    with pytest.raises(Broken) as caught:
        graph.run().get("top")
    assert (caught.value.name, caught.value.reason) == ("bad", "ZeroDivisionError: float division by zero")
    swept = Graph(graph.nodes | {"curve": node(lambda f: f(0.0), ("curve", "top", 1.0, (("zero", 1.0),)))})
    with pytest.raises(Broken, match=r"^bad: "):
        swept.run().get("curve")
    assert graph.run({"zero": 2.0}).get("top") == 0.5, "and nothing is remembered of it"


def test_words_are_not_scaled() -> None:
    assert scaled("apple", 100.0) == "apple"
    assert scaled(2.0, 100.0) == 200
    assert scaled(2, 1.0) == 2


def test_a_long_chain() -> None:
    nodes = {"n0": Node(1.0)} | {f"n{i}": node(lambda x: x + 1, number(f"n{i - 1}")) for i in range(1, 150)}
    assert Graph(nodes).run().get("n149") == 150


@st.composite
def sums(draw: st.DrawFn) -> tuple[dict[str, Node], dict[str, Any]]:
    """Random layers of sums, as nodes and as plain lists of (name, factor)."""
    count = draw(st.integers(2, 12))
    plan: dict[str, Any] = {}
    for i in range(count):
        if i < 2 or draw(st.booleans()):
            plan[f"n{i}"] = draw(st.integers(-5, 5))
        else:
            asked = st.tuples(st.integers(0, i - 1), st.integers(1, 3))
            plan[f"n{i}"] = [(f"n{j}", by) for j, by in draw(st.lists(asked, min_size=1, max_size=3))]
    nodes = {
        name: node(lambda *a: sum(a), *(number(n, float(by)) for n, by in what))
        if isinstance(what, list)
        else Node(float(what))
        for name, what in plan.items()
    }
    return nodes, plan


def plainly(plan: dict[str, Any], name: str, given: dict[str, float]) -> float:
    """The same sum, computed without a graph."""
    if name in given:
        return given[name]
    what = plan[name]
    return sum(by * plainly(plan, n, given) for n, by in what) if isinstance(what, list) else what


@some
@given(sums(), st.data())
def test_any_graph_answers_as_plain_arithmetic(
    made: tuple[dict[str, Node], dict[str, Any]], data: st.DataObject
) -> None:
    """Whatever is replaced, wherever it stands, and in whatever order numbers are asked for."""
    nodes, plan = made
    graph = Graph(nodes)
    for _ in range(3):
        given = data.draw(
            st.dictionaries(st.sampled_from(sorted(nodes)), st.integers(-9, 9).map(float), max_size=3)
        )
        run = graph.run(given)
        for name in data.draw(st.permutations(sorted(nodes))):
            assert run.get(name) == plainly(plan, name, given)


@some
@given(sums(), st.data())
def test_any_curve_answers_as_an_override(
    made: tuple[dict[str, Node], dict[str, Any]], data: st.DataObject
) -> None:
    """Sweeping an input is replacing it, under whatever else is replaced."""
    nodes, plan = made
    top, swept, other = (data.draw(st.sampled_from(sorted(nodes))) for _ in range(3))
    nodes["curve"] = node(lambda f: [f(1.0), f(4.0)], ("curve", top, 1.0, ((swept, 2.0),)))
    given = {other: 7.0}
    expected = [plainly(plan, top, {**given, swept: 2.0 * value}) for value in (1.0, 4.0)]
    assert Graph(nodes).run(given).get("curve") == expected
