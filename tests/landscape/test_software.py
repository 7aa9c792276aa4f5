"""Checks of the page on software."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import Rows, count, date, text, times


@outside
def test_cuda_year(stack_spans: Rows, cuda_introduced_year: date) -> None:
    """The year of CUDA in NVIDIA's annual report is that of the press at the time."""
    assert stack_spans[0][2][:4] == cuda_introduced_year


@closure
def test_stack_spans(stack_spans: Rows) -> None:
    """Sorted by birth, and nothing ends before it begins."""
    births = [first for _, _, first, _ in stack_spans]
    assert births == sorted(births)
    assert all(last is None or first < last for _, _, first, last in stack_spans)


@identity
def test_loop_ratio(loop_ratio: times, gigagpt_lines: count, megatron_lines: count) -> None:
    """The ratio times the shorter is the longer."""
    assert loop_ratio * gigagpt_lines == approx(megatron_lines)


@closure
def test_what_changes(what_changes: Rows, rocm_porting: text, api_change: text) -> None:
    """A row for each kind of use, all different."""
    assert len({change for _, change, _ in what_changes}) == len(what_changes)
    assert what_changes[0][1] == rocm_porting and what_changes[-1][1] == api_change
