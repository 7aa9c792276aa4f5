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
# # How fast could your model run, and how fast does it?
#
# Ten minutes or a little more. You will put models on chips and compute how fast they could answer at best;
# change precision, users and prompts; enter a model of your own; and end where the estimate breaks, with
# the test of the page on [speed](../../landscape/speed/), on rows that you choose. Change a number, run the
# cell again, and see what moves.
#
# Everything rests on one idea. A machine can do only so much arithmetic in a second and move only so many
# bytes. Whichever runs out first sets the pace.

# %%
from ledger import units as u
from ledger.lab import draw, rows, show, value


def chip(name):
    """What a roofline must know of a chip: dense 16-bit arithmetic, memory bandwidth, memory."""
    compute = value(f"{name}_dense_fp16", u.flop_per_s)
    return compute, value(f"{name}_memory_bandwidth", u.byte_per_s), value(f"{name}_memory", u.byte)


names = {
    "A100": "a100",
    "H100": "h100",
    "B200": "b200",
    "MI300X": "mi300x",
    "TPU v6e": "tpu_v6e",
    "WSE-3": "wse3",
}
chips = {label: chip(name) for label, name in names.items()}
rows(
    [(name, c / 1e12, b / 1e12, m / 1e9, c / b) for name, (c, b, m) in chips.items()],
    chip=u.text, arithmetic=u.tflop_per_s, bandwidth=u.tb_per_s, memory=u.gb, balance=u.flop_per_byte,
)  # fmt: skip

# %% [markdown]
# The last column is the *balance*: how many operations a chip can do for each byte that it moves. A job
# that needs fewer waits for memory, one that needs more waits for arithmetic. A wafer needs fewer than one
# operation for a byte, a GPU very many. (The arithmetic of the WSE-3 is an analyst's figure; Cerebras
# publishes none that is dense.)
#
# ## A model is a number of bytes
#
# Its parameters follow from its shape, and its bytes from the parameters. A mixture of experts has many
# feed-forward blocks in a layer, of which a token uses few.

# %%
from snippets.formulas.roofline import (
    kv_bytes_per_token,
    kv_cache,
    model_bytes,
    transformer_parameters,
)

SHAPE = ("layers", "hidden", "ffn", "heads", "kv_heads", "head_dim", "vocabulary")


def model(name):
    """The shape of a model in the ledger."""
    return {key: value(f"{name}_{key}") for key in SHAPE}


def parameters(shape, blocks=None):
    """Parameters with so many gated feed-forward blocks in a layer; with all of them, if not said."""
    blocks = shape.get("experts", 1) if blocks is None else blocks
    without, one = (transformer_parameters(*(shape[key] for key in SHAPE), ffn_matrices=n) for n in (0, 3))
    return without + blocks * (one - without)


def cache(shape, context, bits=16):
    """Bytes that one user's past tokens take: keys and values, or one latent vector for both."""
    latent = shape.get("latent")
    heads, size = (1, latent) if latent else (shape["kv_heads"], shape["head_dim"])
    kept = kv_bytes_per_token(shape["layers"], heads, size, bits / 8)
    return kv_cache(kept / 2 if latent else kept, context)


models = {
    "Llama 3.1 8B": model("llama31_8b"),
    "Llama 2 13B": model("llama2_13b"),
    "Llama 3.1 70B": model("llama31_70b"),
    "Llama 3.1 405B": model("llama31_405b"),
}
rows(
    [(k, parameters(m), 2 * parameters(m) / 1e9, cache(m, 4096) / 1e9) for k, m in models.items()],
    model=u.text, parameters=u.count, weights=u.gb, cache_of_one_user=u.gb,
)  # fmt: skip

# %% [markdown]
# **Exercise.** Llama 2 13B is much smaller than Llama 3.1 70B, and yet its cache is larger. Which number of
# its shape is to blame?
#
# <details><summary>Answer</summary>
#
# The heads of keys and values. Llama 2 13B has one for each query head; the later models share one among
# several. That alone decides how many users fit beside the weights.
#
# </details>
#
# ## Writing: one user
#
# For each token a machine reads all weights that the token uses and the user's cache, and multiplies each
# weight once. (We count the table that turns words into vectors too, though a step hardly reads it: for a
# small model with many words the estimate is a little slow.)

# %%
from snippets.formulas.roofline import batched_step_time, experts_read


def write(shape, on, batch=1, context=1024, bits=16, many=1):
    """Least time of a token, and whether everything fits, on `many` chips.

    `bits` are those of weights and cache; arithmetic stays at 16 bits, as if weights were unpacked first.
    """
    compute, bandwidth, memory = (many * each for each in chips[on])
    experts, used = shape.get("experts", 1), shape.get("experts_used", 1)
    read = parameters(shape, experts_read(experts, used, batch))
    caches = batch * cache(shape, context, bits)
    time = batched_step_time(
        parameters(shape, used), model_bytes(read, bits / 8), caches, batch, compute, bandwidth
    )
    return time, model_bytes(parameters(shape), bits / 8) + caches <= memory


table = []
for on in chips:
    for name in ("Llama 3.1 8B", "Llama 3.1 70B"):
        time, fits = write(models[name], on)
        table.append((on, name, "yes" if fits else "no", 1e3 * time, 1 / time))
rows(table, chip=u.text, model=u.text, fits=u.text, time=u.ms, speed=u.tokens_per_s)

# %% [markdown]
# The last rows promise speeds that no wafer has ever shown. Keep them in mind.
#
# **Exercise.** Give `write` half as many bits, then half as many again, for Llama 3.1 70B on one H100. What
# changes more, the speed or the answer to whether it fits?
#
# <details><summary>Answer</summary>
#
# The speed doubles with each halving. But the step that matters is from not fitting to fitting: a model
# that does not fit needs a second chip, and then links between chips count, which this estimate leaves out.
#
# </details>
#
# ## Writing: many users
#
# Weights, once read, serve every user in the same step. That is nearly free until arithmetic or the caches
# catch up.

# %%
import altair as alt

from ledger.figures import frame

sweep = []
for batch in (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024):
    time, fits = write(models["Llama 3.1 8B"], "H100", batch)
    sweep.append({"batch": batch, "each": 1 / time, "all": batch / time, "fits": "yes" if fits else "no"})


@draw(
    title="More users share a reading of the weights, until memory or arithmetic is full (rings do not fit)",
    alt=(
        "A curve of throughput against the speed of each user: throughput grows steeply while speed falls "
        "little, then the other way. At the crowded end rings stand for what does not fit into memory."
    ),
    data=sweep,
)
def trade(rows, look):
    x = alt.X("each:Q", scale=alt.Scale(domain=[0, 260]), axis=look.axis("Tokens per second for each user"))
    y = alt.Y(
        "all:Q",
        scale=look.log(100, 30000),
        axis=look.axis("Tokens per second in all", values=look.powers(100, 10000), grid=True),
    )
    data = frame(rows)
    line = (
        alt.Chart(data)
        .mark_line(strokeWidth=2.5, color=look.second)
        .encode(x=x, y=y, order=alt.Order("batch:Q"))
    )
    inside = {"condition": {"test": "datum.fits=='yes'", "value": look.second}, "value": look.paper}
    points = alt.Chart(data).mark_point(size=70, opacity=1, stroke=look.second).encode(x=x, y=y, fill=inside)
    few = [row for row in rows if row["batch"] in (1, 8, 64)]
    labels = frame(few, label=lambda row: f"{row['batch']} user{'s' * (row['batch'] > 1)}")
    words = (
        alt.Chart(labels)
        .mark_text(**look.text(align="left", dx=9, dy=-9))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return line + points + words


trade

# %% [markdown]
# **Exercise.** Raise `context` in the sweep to that of a long conversation. Which end of the curve moves?
#
# <details><summary>Answer</summary>
#
# The crowded end. One user's cache is small beside the weights; many users' caches are not, and reading
# them is shared with nobody. Soon they do not even fit: the sweep knows, in `fits`.
#
# </details>
#
# ## Reading: the prompt
#
# A prompt's tokens are known, so they go through the model together. Each weight, once read, is used for
# all of them: arithmetic is the limit, not memory. Chips reach less than their peak; `utilisation` says how
# much of it. Attention between the prompt's tokens is left out: little in a short prompt, as much again in
# one of many times the model's width.

# %%
from snippets.formulas.roofline import prefill_time

prompt, answer = 10_000, 500
table = []
for on in ("H100", "B200", "MI300X"):
    read = prefill_time(parameters(models["Llama 3.1 8B"]), prompt, chips[on][0], utilisation=0.4)
    table.append((on, read, answer * write(models["Llama 3.1 8B"], on, context=prompt)[0]))
rows(table, chip=u.text, reading=u.seconds, writing=u.seconds)

# %% [markdown]
# **Exercise.** How long must the prompt be for reading to take as long as writing? What does that say about
# which machine should do which?
#
# <details><summary>Answer</summary>
#
# Several times as long as here by this estimate, somewhat less with attention, and it grows with the answer.
# Reading wants arithmetic, writing wants bandwidth; a page of this site asks when two kinds of machine should
# [share the work](../../aws/disaggregated-inference/).
#
# </details>
#
# ## Do others get the same?
#
# A university's course and a book have worked examples. These are ours; the checks behind them compare with
# theirs.

# %%
show(
    "lab_13b_parameters",
    "lab_70b_parameters",
    "lab_13b_step",
    "lab_13b_batch_step",
    "lab_13b_memory",
    "lab_h100_balance",
)

# %% [markdown]
# ## Your own model
#
# Take the shape from the file `config.json` that comes with a model, and put it on any chip. The numbers
# below are made up. A dense model has no `experts`. A model that keeps one compressed vector instead of keys
# and values has a `latent`: its length, with what positions need.

# %%
mine = {
    "layers": 48,
    "hidden": 6144,
    "ffn": 16384,
    "heads": 48,
    "kv_heads": 8,
    "head_dim": 128,
    "vocabulary": 100_000,
}
mixture = model("gpt_oss_120b") | {
    "experts": value("gpt_oss_120b_experts"),
    "experts_used": value("gpt_oss_120b_experts_per_token"),
}
table = []
for name, shape in (("mine", mine), ("gpt-oss-120b", mixture)):
    for batch in (1, 16, 64):
        time, fits = write(shape, "B200", batch, context=8192, bits=8)
        table.append((name, batch, "yes" if fits else "no", 1e3 * time, 1 / time, batch / time))
for name, shape in (("mine", mine), ("gpt-oss-120b", mixture)):
    used = parameters(shape, shape.get("experts_used", 1))
    print(f"{name}: {parameters(shape) / 1e9:.1f} billion parameters, {used / 1e9:.1f} for a token")
rows(
    table,
    model=u.text, users=u.count, fits=u.text, time=u.ms, for_each=u.tokens_per_s, in_all=u.tokens_per_s,
)  # fmt: skip

# %% [markdown]
# **Exercise.** With one user the mixture is much the quicker of the two, with many it is not. Why?
#
# <details><summary>Answer</summary>
#
# One token uses few experts. Each user's token picks its own, so that a crowd reads nearly all of them; a
# dense model reads the same weights for one as for many. (We let routers pick at random, and count every
# layer's cache as if it kept the whole text; this model keeps only the last words in every other layer. Its
# maker counts fewer parameters for a token, without the table of input words.)
#
# </details>

# %% [markdown]
# ## Where it breaks
#
# Everything so far was an upper bound. How near do machines come? Here is one GPU and one wafer, on the
# same model, measured by the same people.

# %%
show(
    "llama3_8b_a100_decode",
    "llama3_8b_a100_bandwidth_use",
    "llama3_8b_bandwidth_speed",
    "llama3_8b_wse2_decode",
    "llama3_8b_bandwidth_miss",
)

# %% [markdown]
# The GPU is within a factor of two of its bound. The wafer misses it by two orders of magnitude: not the bytes set its pace,
# but a fixed time for each layer, in which signals cross the chip and sums are gathered. So add one:
#
# > time of a token = layers × (fixed time + bytes of a layer ÷ bandwidth in use)
#
# Two unknowns, hence two rows of measurements to fix them. The rest of the rows tests the model. (The two
# largest models do not fit on one WSE-2: there the paper's authors timed some layers and scaled up.)

# %%
from snippets.formulas.decode import effective_bandwidth, fixed_layer_time, latency_step_time

RUNS = ("llama3_8b", "llama2_13b", "codellama_34b", "qwen2_72b")


def hold_out(small, large, on="wse2"):
    """Fix the line on two models, predict all four."""
    size = {run: value(f"{run}_layer_size", u.byte) for run in RUNS}
    took = {run: value(f"{run}_{on}_layer_time", u.seconds) for run in RUNS}
    small, large = sorted((small, large), key=lambda run: size[run])
    line = size[small], took[small], size[large], took[large]
    fixed, bandwidth = fixed_layer_time(*line), effective_bandwidth(*line)
    print(f"fixed time {fixed * 1e6:.1f} µs, bandwidth in use {bandwidth / 1e12:,.1f} TB/s")
    found = []
    for run in RUNS:
        layers = value(f"{run}_run_layers")
        role = "fixed it" if run in (small, large) else "held out"
        measured = 1 / (took[run] * layers)
        predicted = 1 / latency_step_time(layers, fixed, size[run], bandwidth)
        found.append((run, role, measured, predicted, round(predicted / measured - 1, 6)))
    speeds = {"measured": u.tokens_per_s, "predicted": u.tokens_per_s}
    return rows(found, model=u.text, role=u.text, **speeds, too_fast_by=u.share)


hold_out("llama3_8b", "qwen2_72b")

# %% [markdown]
# **Exercise.** Fix the line on two models that are close to each other, say `llama3_8b` and `llama2_13b`.
# Then try the GPUs: `on="a100x8"`, and `on="a100"`. What do you trust, and what not?
#
# <details><summary>Answer</summary>
#
# Two close models fix a line badly: a small wobble in either swings its far end, and the largest model is
# missed by far. The fixed time survives every choice, the bandwidth does not. On eight GPUs the model works
# nearly as well as on the wafer, with a fixed time several times as long. On a single GPU one row will not
# fit, and its fixed time means little; one pair of its rows gives no line at all, because time grows faster
# than bytes between them.
#
# </details>
#
# ## What you cannot know
#
# The model was fixed on one program for one wafer, and one user. No such rows are public for the WSE-3, for
# many users at once, or for long prompts. And a service adds what no roofline knows: queues, networks,
# guesses that are checked in bulk, and how many machines the seller puts behind one answer.
