# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # What would your own defects do to a wafer?
#
# About ten minutes. You will draw defects at random, cut the same wafer in two ways, let defects cluster, and repair a
# mesh of cores. Everything imports the same code as the page on [defects](../../architecture/defects/). Change a number, run the
# cell again, and see what moves.
#
# Start with what the page knows: the assumed density of defects, and what follows from it.

# %%
from ledger.lab import draw, rows, show, value
from ledger.units import count, per_mm2, share, text

show("defect_density", "wafer_defects", "defect_free_wafers", "h100_die_yield")

# %% [markdown]
# ## Move the density
#
# An override says its unit. Here is the same wafer in a fab that is twice as dirty:

# %%
dirty = (0.002, per_mm2)
names = ("wafer_defects", "defect_free_wafers", "h100_die_yield")
show(*names, defect_density=dirty)

# %% [markdown]
# **Exercise.** How clean must a fab be for one wafer-scale chip in ten to have no defect at all? Guess first; then
# change `dirty` until `defect_free_wafers` shows it.
#
# <details><summary>Answer</summary>
#
# Far below the density assumed here. The chance of no defect is e to the power of minus the number of defects, so you
# need fewer than three of them on the whole wafer. No fab has published anything close.
#
# </details>

# %% [markdown]
# ## Draw the defects
#
# `place_defects` drops random defects on a round wafer. The seed makes them the same for everyone; change it for another
# wafer. With a cluster size above one, defects fall in groups.

# %%
from ledger.figures import Drawing
from snippets.formulas.dies import grid_dies
from snippets.formulas.repair_sim import defects_in_dies, place_defects

diameter, density = value("wafer_diameter"), value("defect_density", per_mm2)
even = place_defects(diameter, density, seed=7)
clusters = {"cluster_size": 6, "cluster_spread": 3}
clustered = place_defects(diameter, density, seed=7, **clusters)
print(len(even), "defects evenly,", len(clustered), "in clusters")


# %%
@draw(
    title="As many defects, evenly and in clusters",
    alt="Two wafers with about as many dots: on the left spread evenly, "
    "on the right in tight groups with empty silicon between.",
    height=340,
    phone_height=680,
)
def two_wafers(rows, look):
    across = look.width if look.phone else look.width / 2
    unit, radius = (across - 16) / diameter, (across - 16) / 2
    body = []

    def circle(kind, x, y, r):
        place = f'cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"'
        body.append(f'<circle class="{kind}" {place} stroke-width="1.2"/>')

    for place, defects in enumerate((even, clustered)):
        x = across / 2 + (0 if look.phone else place * across)
        y = radius + 6 + (place * (across + 4) if look.phone else 0)
        circle("fig-ink-line", x, y, radius)
        for u, v in defects:
            circle("fig-accent", x + u * unit, y + v * unit, 2.2)
    height = 2 * radius + 12 + (across + 4 if look.phone else 0)
    return Drawing(look.width, height, "".join(body))


two_wafers

# %% [markdown]
# ## Cut the wafer
#
# Now cut both wafers into H100 dies and count the dies without a defect.

# %%
side = value("h100_die_area") ** 0.5
lane, rim = value("scribe_lane"), value("edge_exclusion")
grid = grid_dies(side, side, lane, rim, diameter)
dies = [die for die in grid if die[2] == "whole"]
table = []
for words, defects in (("evenly", even), ("in clusters", clustered)):
    hits = defects_in_dies(defects, dies, side, side)
    table.append((words, len(dies), sum(hit == 0 for hit in hits), max(hits)))
rows(
    table,
    defects_fall=text,
    dies=count,
    without_defect=count,
    most_in_one_die=count,
)

# %% [markdown]
# **Exercise.** Do clusters help or hurt a maker of GPUs? And a maker of whole wafers? Raise `cluster_size` and look again.
#
# <details><summary>Answer</summary>
#
# They help whoever cuts: the same number of defects falls into fewer dies, so more dies have none. That is why every
# formula with clusters lies above Poisson's. A whole wafer has the same number of defects either way, and repair gets harder,
# because neighbours die together.
#
# </details>

# %% [markdown]
# ## Repair a mesh
#
# A wafer that cannot be cut must route around its dead cores. `repair_mesh` builds a mesh with spare columns, kills cores at
# random, lets each row skip its dead cores, and measures the detours.

# %%
from snippets.formulas.repair_sim import repair_mesh

mesh_rows, mesh_columns = 300, 300
dead = value("wafer_defects")
table = []
for words, size, spread in (("evenly", 1, 0), ("in clusters", 6, 2)):
    result = repair_mesh(
        mesh_rows,
        mesh_columns,
        spare_columns=8,
        mean_defects=dead,
        seed=1,
        wafers=20,
        cluster_size=size,
        cluster_spread=spread,
    )
    used, detour = result.spares_used_most, result.stretch and result.stretch - 1
    table.append((words, result.repaired, used, result.across, detour))
rows(
    table,
    defects_fall=text,
    wafers_repaired=share,
    spares_used_most=count,
    extra_hops_across=count,
    path_longer_by=share,
)

# %% [markdown]
# The mesh is smaller than a wafer's, so the same number of defects hits it harder. Where no wafer can be repaired there
# is nothing to measure, and a dash stands.
#
# **Exercise.** Find the fewest spare columns that repair every wafer in the sample, for both kinds of defects. Then raise the
# number of dead cores tenfold.
#
# <details><summary>Answer</summary>
#
# Three columns do for even defects in this sample, and twice as many for tight clusters. Tenfold defects need about two to three
# times as many columns, not ten times: what counts is the worst row, and the worst of many rows grows slowly.
#
# </details>

# %% [markdown]
# ## What you cannot know
#
# You moved everything that the published numbers depend on. Three things stayed out of reach, because nobody has published
# them: how defects really cluster on this process, how much of the wafer has no spare, and how many wafers ship.
