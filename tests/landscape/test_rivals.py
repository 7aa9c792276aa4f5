"""Checks of the page on rivals."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import Rows, gb, ms, tb_per_s, times, us, usd_billion


@identity
def test_groq_premium(
    groq_premium: times, groq_deal_value_wsj: usd_billion, groq_valuation_before: usd_billion
) -> None:
    """A newspaper's value of the agreement over the valuation before gives the same multiple."""
    assert groq_premium == approx(groq_deal_value_wsj / groq_valuation_before)


@outside
def test_writers(
    the_split: Rows, mi455x_memory: gb, mi455x_memory_bandwidth_ces: tb_per_s, openai_chip_read_time: ms
) -> None:
    """Writers with SRAM are a thousandfold quicker than an MI455X; those with other memory are not."""
    amd = mi455x_memory / mi455x_memory_bandwidth_ces
    for _, _, _, _, memory, read in the_split:
        assert (read * 1000 < amd) == (memory == "SRAM")
    assert openai_chip_read_time < amd


@closure
def test_order(the_split: Rows, wse3_memory_read_time: us) -> None:
    """The rows stand in order of date, and the wafer writes in two of them."""
    dates = [row[0] for row in the_split]
    assert dates == sorted(dates)
    assert len([row for row in the_split if row[5] * 1000 == approx(wse3_memory_read_time)]) == 2
