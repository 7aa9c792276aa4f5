"""Energy and duty cycles: published tables and worked answers, and what must hold for every input."""

from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from ledger.units import factor
from snippets.formulas.energy import (
    average_power,
    duty_energy_per_token,
    energy_per_byte,
    energy_per_token,
    movement_energy,
    movement_power,
    parity_duty,
    run_energy,
    shared_parity_duty,
)

powers = st.floats(1, 1e6)
shares = st.floats(0, 1)
rates = st.floats(0.1, 1e6)


@vectors(run_energy, source="llama_paper")
@mark.parametrize(
    "gpu_hours, megawatt_hours",
    [(809_472, 356), (1_082_880, 475), (82_432, 36), (135_168, 59), (530_432, 233), (1_022_362, 449)],
)
def test_energy_of_training_runs(gpu_hours: float, megawatt_hours: float) -> None:
    """A100s at 400 W in a building with a PUE of 1.1; the row of 475 is 1.5 below its own hours."""
    megawatt_hour = 1e6 * 3600
    assert run_energy(1, 400, gpu_hours * 3600, 1.1) / megawatt_hour == approx(megawatt_hours, abs=1.5)


@vectors(energy_per_token, source="legitlads_energy")
def test_energy_of_a_token() -> None:
    assert energy_per_token(5600, 2500) == approx(2.24)


@vectors(energy_per_byte, source="horowitz_isscc14")
def test_energy_of_dram() -> None:
    """640 pJ for 32 bits of DRAM are 20 pJ a bit."""
    per_byte = energy_per_byte(640e-12, 4)
    assert per_byte * factor("joule_per_byte", "pj_per_bit") == approx(20)


@vectors(movement_energy, source="opentallas")
def test_energy_of_hbm() -> None:
    """13.11 pJ a bit at the HBM of an A100 are 104.88 pJ a byte."""
    assert movement_energy(1, 13.11e-12 * 8) == approx(104.88e-12)


@given(powers, shares, rates, shares)
def test_idle_time_is_paid_for(active: float, idle_share: float, rate: float, duty: float) -> None:
    assume(duty > 1e-3)
    idle = active * idle_share
    power = average_power(active, idle, duty)
    assert idle * (1 - 1e-12) <= power <= active * (1 + 1e-12)
    energy = duty_energy_per_token(active, idle, rate, duty)
    assert energy >= energy_per_token(active, rate) * (1 - 1e-12)
    assert energy == approx(power / (duty * rate))
    assert duty_energy_per_token(active, idle, rate, 1) == approx(energy_per_token(active, rate))


@given(powers, st.floats(0.01, 1), rates, st.floats(0.01, 1))
def test_parity_inverts_energy_at_a_duty(active: float, idle_share: float, rate: float, duty: float) -> None:
    idle = active * idle_share
    rival = duty_energy_per_token(active, idle, rate, duty)
    assert parity_duty(active, idle, rate, rival * (1 + 1e-12)) == approx(duty, rel=1e-6)


@given(powers, shares, rates)
def test_a_better_rival_is_never_reached(active: float, idle_share: float, rate: float) -> None:
    with raises(ValueError, match="no parity"):
        parity_duty(active, active * idle_share, rate, 0.999 * active / rate)


@given(powers, shares, powers, shares, st.floats(0.1, 10), shares)
def test_shared_parity_draws_the_same(
    active: float, idle_share: float, rival_active: float, rival_share: float, faster: float, duty: float
) -> None:
    idle, rival_idle = active * idle_share, rival_active * rival_share
    try:
        duty = shared_parity_duty(active, idle, rival_active, rival_idle, faster)
    except ValueError as refusal:
        assert "no parity" in str(refusal)
        if duty * faster <= 1:
            gap = average_power(active, idle, duty) - average_power(rival_active, rival_idle, duty * faster)
            slack = 1e-9 * (active + rival_active)
            assert gap * (idle - rival_idle) >= -slack * (active + rival_active)
        return
    mine = average_power(active, idle, duty)
    assert mine == approx(average_power(rival_active, rival_idle, min(1, duty * faster)), rel=1e-6, abs=1e-6)


@given(st.floats(1, 1e18), st.floats(1e-15, 1e-6), st.floats(1e-3, 1e6))
def test_moving_bytes(moved: float, per_byte: float, seconds: float) -> None:
    energy = movement_energy(moved, per_byte)
    assert energy_per_byte(energy, moved) == approx(per_byte)
    assert movement_power(moved / seconds, per_byte) * seconds == approx(energy)


def test_nonsense() -> None:
    with raises(ValueError, match="no less than idle"):
        average_power(1, 2, 0.5)
    with raises(ValueError, match="never works"):
        duty_energy_per_token(2, 1, 1, 0)
    with raises(ValueError, match="one or more"):
        run_energy(1, 1, 1, 0.9)
    with raises(ValueError, match="no parity"):
        shared_parity_duty(2, 1, 2, 1, 1)
