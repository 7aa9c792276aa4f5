"""Checks of the lab on rooflines: other people's worked answers."""

from pytest import approx

from ledger.checks import identity, outside
from ledger.units import count, flop_per_byte, gb, ms


@outside
def test_13b_parameters(lab_13b_parameters: count, cs336_parameters_answer: count) -> None:
    """A university's formula gives the same parameters, to the last one."""
    assert lab_13b_parameters == cs336_parameters_answer


@outside
def test_13b_parameters_of_its_file(lab_13b_parameters: count, llama2_13b_run_parameters: count) -> None:
    """The published file holds as many, but for the small normalisation layers."""
    assert lab_13b_parameters == approx(llama2_13b_run_parameters, rel=5e-5)


@outside
def test_70b_parameters(lab_70b_parameters: count, train70b_parameters_answer: count) -> None:
    """A book counts as many within the rounding of its three parts."""
    assert lab_70b_parameters == approx(train70b_parameters_answer, rel=3e-3)


@outside
def test_one_user(lab_13b_step: ms, cs336_b1_latency_answer: ms) -> None:
    """The university's program prints the same time for one user, to nine digits."""
    assert lab_13b_step == approx(cs336_b1_latency_answer, rel=1e-9)


@outside
def test_many_users(lab_13b_batch_step: ms, cs336_b64_latency_answer: ms) -> None:
    """And for many users, to nine digits."""
    assert lab_13b_batch_step == approx(cs336_b64_latency_answer, rel=1e-9)


@outside
def test_memory(lab_13b_memory: gb, cs336_b64_memory_answer: gb) -> None:
    """And the memory that they take."""
    assert lab_13b_memory == approx(cs336_b64_memory_answer, rel=1e-9)


@outside
def test_h100_balance(lab_h100_balance: flop_per_byte, h100_intensity_answer: flop_per_byte) -> None:
    """The university's operations per byte of an H100."""
    assert lab_h100_balance == approx(h100_intensity_answer, rel=1e-9)


@outside
def test_v5e_balance(lab_v5e_balance: flop_per_byte, v5e_intensity_answer: flop_per_byte) -> None:
    """A book's operations per byte of a TPU v5e, within its rounding and that of the data sheet."""
    assert lab_v5e_balance == approx(v5e_intensity_answer, rel=0.015)


@identity
def test_sizes(lab_13b_weights: gb, lab_13b_cache: gb, lab_13b_memory: gb, lab_batch: count) -> None:
    """Weights and caches make up the memory."""
    assert lab_13b_weights + lab_batch * lab_13b_cache == approx(lab_13b_memory)
