"""Energy of a run, of a token and of a byte moved; idle power and the duty cycle at which it stops to matter.

A machine that is switched on draws its idle power all the time and the rest while it works. The duty cycle is
the share of time in which it works. Energy per token published without a duty cycle supposes one of 100 %.

ValueError names an argument that is negative, zero where it must not be, infinite or not a number.
It also stands for an answer that no float can hold.
"""

from ledger.units import (
    byte,
    byte_per_s,
    count,
    joule_per_byte,
    joule_per_token,
    joules,
    ratio,
    seconds,
    share,
    times,
    tokens_per_s,
    watt,
)
from snippets.formulas._basics import finite, not_negative, over, part, positive


def run_energy(chips: count, power: watt, time: seconds, overhead: ratio = 1) -> joules:
    """Energy of a run: chips · power of one · time · overhead of the building (PUE, one or more)."""
    more = positive("overhead", overhead)
    if more < 1:
        raise ValueError(f"overhead must be one or more: all power over that of the chips, not {overhead!r}")
    used = finite(not_negative("chips", chips) * not_negative("power", power)) * not_negative("time", time)
    return finite(finite(used) * more)


def energy_per_token(power: watt, rate: tokens_per_s) -> joule_per_token:
    """Energy of one token at full work: power over tokens per second, both of the same machines."""
    return over(not_negative("power", power), positive("rate", rate))


def energy_per_byte(energy: joules, moved: byte) -> joule_per_byte:
    """Energy of one byte moved."""
    return over(not_negative("energy", energy), positive("moved", moved))


def movement_energy(moved: byte, per_byte: joule_per_byte) -> joules:
    """Energy to move some bytes."""
    return finite(not_negative("moved", moved) * not_negative("per_byte", per_byte))


def movement_power(bandwidth: byte_per_s, per_byte: joule_per_byte) -> watt:
    """Power that moving bytes at a bandwidth draws."""
    return finite(not_negative("bandwidth", bandwidth) * not_negative("per_byte", per_byte))


def average_power(active: watt, idle: watt, duty: share) -> watt:
    """Power on average of a machine that works a share `duty` of the time: idle + duty · (active - idle)."""
    extra = _above_idle(active, idle)
    return float(idle) + part("duty", duty) * extra


def duty_energy_per_token(active: watt, idle: watt, rate: tokens_per_s, duty: share) -> joule_per_token:
    """Energy of one token with the idle time paid for: average power over duty · tokens per second.

    `duty` is above zero: a machine that makes no token has no energy per token.
    """
    made = part("duty", duty) * positive("rate", rate)
    if made == 0:
        raise ValueError("duty must be above zero: a machine that never works has no energy per token")
    return over(average_power(active, idle, duty), made)


def parity_duty(active: watt, idle: watt, rate: tokens_per_s, rival: joule_per_token) -> share:
    """Duty cycle from which on a machine needs no more energy per token than a rival.

    idle / (E·r - (active - idle)), where E (`rival`) is the rival's energy per token at its own duty cycle
    and r (`rate`) the speed of this machine. ValueError if it needs more even when it always works: then
    there is no such duty cycle.
    """
    extra = _above_idle(active, idle)
    spare = finite(positive("rival", rival) * positive("rate", rate)) - extra
    if spare <= 0 or float(idle) > spare:
        raise ValueError("the rival needs less energy per token even if this machine always works: no parity")
    return float(idle) / spare


def shared_parity_duty(
    active: watt, idle: watt, rival_active: watt, rival_idle: watt, speed_ratio: times
) -> share:
    """Duty cycle at which two machines that do the same work and stay on all the time draw the same energy.

    `speed_ratio` is how many times faster the first machine works: while it works a share d of the time, the
    rival works d · speed_ratio. Above that duty the machine with the higher idle power is the better one.
    ValueError if the powers never meet within what both can do.
    """
    extra = _above_idle(active, idle)
    rival_extra = _above_idle(rival_active, rival_idle, "rival_active", "rival_idle")
    faster = positive("speed_ratio", speed_ratio)
    rise = finite(faster * rival_extra) - extra
    duty = (float(idle) - float(rival_idle)) / rise if rise else -1.0
    if duty < 0 or duty > 1 or duty * faster > 1:
        raise ValueError("one of the machines draws less at every duty cycle that both can reach: no parity")
    return duty


def _above_idle(active: float, idle: float, first: str = "active", second: str = "idle") -> float:
    above = positive(first, active) - not_negative(second, idle)
    if above < 0:
        raise ValueError(f"{first} must be at least {second}: at work a machine draws no less than idle")
    return above
