"""How many dies a round wafer gives, by each way of counting, and what a square loses to the circle.

Lengths may be in any unit, areas in its square. Five formulas estimate from the area of a die alone; the
others count rectangles on a grid. Two conventions hold throughout the grid counts: a die counts if the
finished rectangle, without its scribe lane, lies inside the wafer less its edge exclusion (a corner that
just touches counts), and lanes of the same width separate columns and rows. To demand that half a lane fits
as well, add the lane to the die and pass a lane of zero.

ValueError names an argument that is negative, zero where a size is needed, infinite or not a number, or so
large or small that its square is not a number any more.
"""

from math import asin, ceil, exp, floor, fmod, pi, sin, sqrt

from ledger.units import count, mm, mm2
from snippets.formulas._basics import not_negative, number, positive

_TOUCH = 1e-12  # of the radius squared: what rounding may add to a corner that touches the circle
_STEPS = 60  # positions tried along one axis for the best grid; along the other the best is exact
_MOST_ROWS, _MOST_DIES = 50_000, 5_000_000  # rather an error than a hang
_LARGEST = 1e100  # lengths and areas, and one over it the smallest: squares and ratios stay numbers


def circle_area(diameter: mm) -> mm2:
    """Area of a round wafer: π d²/4."""
    width = _size("diameter", diameter)
    return pi * width * width / 4.0


def largest_square_side(diameter: mm) -> mm:
    """Side of the largest square with sharp corners inside a circle: d/√2."""
    return _size("diameter", diameter) / sqrt(2.0)


def square_outside_circle(side: mm, diameter: mm) -> mm2:
    """Area of a square outside a circle with the same centre, all corners together; exact for any sizes."""
    half, radius = _size("side", side) / 2.0, _size("diameter", diameter) / 2.0
    if half >= radius:
        return 4.0 * half * half - pi * radius * radius
    if half * sqrt(2.0) <= radius:
        return 0.0
    height = sqrt(radius * radius - half * half)  # where the circle leaves the side
    leg = (sqrt(2.0) * half - radius) * (sqrt(2.0) * half + radius) / (half + height)  # half - height
    return 4.0 * (0.5 * leg * leg - _segment(radius, sqrt(2.0) * leg))


def square_inside_circle(side: mm, diameter: mm) -> mm2:
    """Area of a square that is left when a circle with the same centre clips its corners."""
    outside = square_outside_circle(side, diameter)
    return float(side) * float(side) - outside


def dies_by_area(die_area: mm2, diameter: mm) -> count:
    """Area of the wafer over area of a die: π d²/(4A). No die is that lucky; an upper bound."""
    return circle_area(diameter) / _size("die_area", die_area)


def dies_less_edge(die_area: mm2, diameter: mm) -> count:
    """Dies per wafer, usual correction for the edge: π (d/2)²/A - π d/√(2A).

    The textbook formula (Hennessy and Patterson; studied by de Vries, 2005):
    the area ratio less the circumference over the diagonal of a square die.
    Zero where the correction is the larger (dies of a third of the wafer).
    """
    area, width = _size("die_area", die_area), _size("diameter", diameter)
    return max(0.0, circle_area(width) / area - pi * width / sqrt(2.0 * area))


def dies_exponential(die_area: mm2, diameter: mm) -> count:
    """Dies per wafer with an exponential correction for the edge: π d²/(4A) e^(-2√A/d).

    The form of Ferris-Prabhu (1989). Never negative, so it can be drawn for dies of any size.
    """
    area, width = _size("die_area", die_area), _size("diameter", diameter)
    return circle_area(width) / area * exp(-2.0 * sqrt(area) / width)


def dies_shrunken_wafer(die_area: mm2, diameter: mm) -> count:
    """Dies per wafer as if the wafer were narrower by the side of a die: π (d - √A)²/(4A).

    The form in Flynn's textbook of computer architecture. Zero where the die is wider than the wafer.
    """
    area = _size("die_area", die_area)
    left = max(0.0, _size("diameter", diameter) - sqrt(area))
    return pi * left * left / 4.0 / area


def dies_chiplet_actuary(die_area: mm2, diameter: mm, scribe: mm, edge: mm) -> count:
    """Dies per wafer as Chiplet Actuary counts them (Feng and Ma, DAC 2022).

    `dies_less_edge` of a square die grown by its lane, A' = A + 2s√A + s², on a wafer without its edge, d -
    2e. The authors use a lane of 0.2 mm and an edge of 5 mm. `edge` is less than half the diameter;
    ValueError otherwise.
    """
    side = sqrt(_size("die_area", die_area)) + _lane("scribe", scribe)
    return dies_less_edge(side * side, 2.0 * _usable_radius(diameter, edge))


def dies_on_grid(
    die_width: mm, die_height: mm, scribe: mm, edge: mm, diameter: mm, offset_x: mm = 0.0, offset_y: mm = 0.0
) -> count:
    """Whole dies on a grid, counted one row at a time.

    With offsets of zero a die sits in the centre of the wafer; an offset of half a pitch (die and lane)
    puts a lane there.
    """
    width, height, lane = _die(die_width, die_height, scribe)
    pitch, shift = width + lane, number("offset_x", offset_x) % (width + lane)
    total = 0
    up = fmod(number("offset_y", offset_y), height + lane)  # a grid moved by a whole pitch is the same
    for half in _rows(width, height, lane, _usable_radius(diameter, edge), up):
        total += floor((half - shift) / pitch) + floor((half + shift) / pitch) + 1
    return float(total)


def dies_centred_on_die(die_width: mm, die_height: mm, scribe: mm, edge: mm, diameter: mm) -> count:
    """Whole dies on a grid with a die in the centre of the wafer."""
    return dies_on_grid(die_width, die_height, scribe, edge, diameter)


def dies_centred_on_street(die_width: mm, die_height: mm, scribe: mm, edge: mm, diameter: mm) -> count:
    """Whole dies on a grid with the crossing of two scribe lanes in the centre of the wafer."""
    width, height, lane = _die(die_width, die_height, scribe)
    return dies_on_grid(width, height, lane, edge, diameter, (width + lane) / 2.0, (height + lane) / 2.0)


def dies_best_offset(die_width: mm, die_height: mm, scribe: mm, edge: mm, diameter: mm) -> count:
    """Whole dies on the best grid found: the largest count over offsets of the grid.

    The best offset along one axis is exact, for sixty positions along the other, and the same with the axes
    exchanged; never less than a grid centred on a die or on a street.
    """
    width, height, lane = _die(die_width, die_height, scribe)
    radius = _usable_radius(diameter, edge)
    best = 0
    for across, along in ((width, height), (height, width)):
        for step in range(_STEPS + 1):
            shift = (along + lane) * step / (2.0 * _STEPS)
            best = max(best, _best_shift(_rows(across, along, lane, radius, shift), across + lane, radius))
    return float(best)


def dies_mean_offset(die_width: mm, die_height: mm, scribe: mm, edge: mm, diameter: mm) -> count:
    """Whole dies on a grid dropped at random, on average: room for centres over area of a pitch; exact."""
    width, height, lane = _die(die_width, die_height, scribe)
    radius, half_x, half_y = _usable_radius(diameter, edge), width / 2.0, height / 2.0
    room = radius * radius - half_x * half_x - half_y * half_y
    if room <= 0.0:
        return 0.0
    leg_x = room / (sqrt(radius * radius - half_y * half_y) + half_x)
    leg_y = room / (sqrt(radius * radius - half_x * half_x) + half_y)
    quarter = 0.5 * leg_x * leg_y + _segment(radius, sqrt(leg_x * leg_x + leg_y * leg_y))
    return 4.0 * quarter / ((width + lane) * (height + lane))


def grid_dies(
    die_width: mm, die_height: mm, scribe: mm, edge: mm, diameter: mm, offset_x: mm = 0.0, offset_y: mm = 0.0
) -> list[tuple[float, float, str]]:
    """Every die of a grid that touches the wafer: x, y of its centre (from the wafer's), what it is.

    "whole" inside the edge exclusion, "partial" across it, "edge" if all of it lies in the excluded ring.
    Row by row.
    """
    width, height, lane = _die(die_width, die_height, scribe)
    usable = _usable_radius(diameter, edge)
    radius, half_x, half_y = float(diameter) / 2.0, width / 2.0, height / 2.0
    right = fmod(number("offset_x", offset_x), width + lane)  # a grid moved by a whole pitch is the same
    up = fmod(number("offset_y", offset_y), height + lane)
    columns = _indices("die_width", radius + half_x, right, width + lane)
    rows = _indices("die_height", radius + half_y, up, height + lane)
    if len(columns) * len(rows) > _MOST_DIES:
        raise ValueError(f"die_width and die_height give too many dies to list: {len(columns) * len(rows)}")
    inner, outer = usable * usable * (1.0 + _TOUCH), radius * radius * (1.0 + _TOUCH)
    found = []
    for row in rows:
        y = up + row * (height + lane)
        for column in columns:
            x = right + column * (width + lane)
            near = _square(max(0.0, abs(x) - half_x)) + _square(max(0.0, abs(y) - half_y))
            far = _square(abs(x) + half_x) + _square(abs(y) + half_y)
            if near <= outer:
                found.append((x, y, "whole" if far <= inner else "partial" if near <= inner else "edge"))
    return found


def grid_counts(
    die_width: mm, die_height: mm, scribe: mm, edge: mm, diameter: mm, offset_x: mm = 0.0, offset_y: mm = 0.0
) -> tuple[count, count, count]:
    """Whole dies, dies across the edge of the usable circle, dies in the excluded ring: see `grid_dies`."""
    dies = grid_dies(die_width, die_height, scribe, edge, diameter, offset_x, offset_y)
    states = [state for _, _, state in dies]
    return float(states.count("whole")), float(states.count("partial")), float(states.count("edge"))


def _square(x: float) -> float:
    return x * x


def _size(name: str, value: float) -> float:
    size = positive(name, value)
    if not 1.0 / _LARGEST <= size <= _LARGEST:
        raise ValueError(f"{name} must be between {1.0 / _LARGEST} and {_LARGEST}, not {value!r}")
    return size


def _lane(name: str, value: float) -> float:
    lane = not_negative(name, value)
    if lane > _LARGEST:
        raise ValueError(f"{name} must be at most {_LARGEST}, not {value!r}")
    return lane


def _die(die_width: float, die_height: float, scribe: float) -> tuple[float, float, float]:
    return _size("die_width", die_width), _size("die_height", die_height), _lane("scribe", scribe)


def _usable_radius(diameter: float, edge: float) -> float:
    radius = _size("diameter", diameter) / 2.0 - not_negative("edge", edge)
    if radius <= 0.0:
        raise ValueError(f"edge must be less than half the diameter ({diameter!r}), not {edge!r}")
    return radius


def _indices(name: str, reach: float, shift: float, pitch: float) -> range:
    """The columns or rows of a grid with centres within reach of the middle, perhaps one more each side."""
    if reach > _MOST_ROWS * pitch:
        raise ValueError(f"{name} is too small for this diameter: over {2 * _MOST_ROWS} of them in a row")
    return range(floor((-reach - shift) / pitch), ceil((reach - shift) / pitch) + 1)


def _rows(width: float, height: float, lane: float, radius: float, shift: float) -> list[float]:
    """For each row in which a die fits: how far from the middle the centre of a die may lie."""
    found = []
    for row in _indices("die_height", radius, shift, height + lane):
        top = abs(shift + row * (height + lane)) + height / 2.0
        room = radius * radius * (1.0 + _TOUCH) - top * top
        half = sqrt(room) - width / 2.0 if room >= 0.0 else -1.0
        if half >= 0.0:
            found.append(half)
    return found


def _best_shift(rows: list[float], pitch: float, radius: float) -> int:
    """The most dies that rows hold under one common shift of 0 to half a pitch.

    A row with room for centres from -h to h, h = k pitch + f, holds 2k + 1 dies; one less for shifts above
    f, one more from pitch - f on. The best shift is zero or one of those where a row gains.
    """
    total = sum([2 * floor(half / pitch) + 1 for half in rows])
    rests = [half % pitch for half in rows]
    losses = sorted([rest for rest in rests if rest < pitch / 2.0])
    gains = sorted([pitch - rest for rest in rests if rest >= pitch / 2.0])
    slack = _TOUCH * radius
    best, lost = total, 0
    for won, shift in enumerate(gains):
        while lost < len(losses) and losses[lost] < shift - slack:
            lost += 1
        best = max(best, total + won + 1 - lost)
    return best


def _segment(radius: float, chord: float) -> float:
    """Area between a chord and its arc: r²/2 (θ - sin θ), by series where θ is small."""
    angle = 2.0 * asin(min(1.0, chord / (2.0 * radius)))
    if angle > 0.5:
        return 0.5 * radius * radius * (angle - sin(angle))
    square = angle * angle
    series = 1.0 - square / 20.0 * (1.0 - square / 42.0 * (1.0 - square / 72.0 * (1.0 - square / 110.0)))
    return 0.5 * radius * radius * angle * square / 6.0 * series
