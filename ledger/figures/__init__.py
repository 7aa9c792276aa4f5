'''Figures: a function of rows becomes two drawings, an embed, pictures and data.

How to write one, in `snippets/<section>/<page>_figures.py`:

    import altair as alt
    from ledger.figures import Look, figure, frame

    @figure(
        table="good_dies",                                      # the one table it draws
        title="A die as large as a wafer hardly ever works",     # the answer, in a sentence
        subtitle="Share of good dies by chip, at {{ defect_density }}",
        alt="Bars: the H100 yields {{ h100_die_yield }}, the WSE-3 {{ wse3_die_yield }}.",
        height=240, phone_height=260,                           # of the whole drawing, px
    )
    def good_dies_by_chip(rows: list[dict], look: Look) -> alt.LayerChart:
        """How many dies of each chip work?"""
        data = frame(rows, label=lambda row: look.say(row["good"], "share"))
        x = alt.X("good:Q", axis=look.axis("Good dies", "percent"))
        y = alt.Y("chip:N", sort=None, title=None)
        bars = alt.Chart(data).mark_bar().encode(x=x, y=y, **look.forms(column="chip", accent=["WSE-3"]))
        words = alt.Chart(data).mark_text(**look.text(align="left", dx=6)).encode(x=x, y=y, text="label:N")
        return bars + words

- The function is called twice, for 680 and for 358 px (`look.phone`). Set no width and no height: the drawing
  fills `look.width` by `look.height`, axes and labels included. (Bars of a fixed thickness: `.properties(
  height=alt.Step(30))`; then `height` is not used. Charts side by side with `|` or facets: widths are scaled
  to fit, heights are yours to set with `.properties(height=…)`; stack them on the phone.)
- `frame(rows)` wants types: `"area:Q"`, `"chip:N"`. A column that the rows lack is refused.
- Colour: `look.accent` (copper) is the wafer, `look.second` (blue) what it is held against, `look.grey` the
  rest: `color=look.paint("chip", accent=["WSE-3"], second=["H100"])`. No other colours, scales or legends.
- Evidence by form: `**look.forms(…)` for bars and, with `points=True`, for points; `look.dashes()` for lines.
  The column `evidence` holds filed, measured, maker, press, analyst or assumption; the key is added for you.
- Labels stand beside marks: `mark_text(**look.text(align="left", dx=6))`; at line ends, `look.spread(…)`
  finds places where none covers another. Numbers in labels: `look.say(value, unit)`; a digit typed there is
  refused, names of `names.toml` apart, and so is whatever would be fetched (`alt.Data(url=…)`).
- Axes: `look.axis("Die area, mm²", values=look.powers(1, 1e5))`, labels "number", "percent", "money",
  "times", "year", "powers"; log scales `scale=look.log(1, 1e5)`, said so in the subtitle. Bars start at zero.
- A picture by hand returns `Drawing(look.width, look.height, body)`; `body` is SVG text with colours as
  `fill="{look.accent}"` or classes `fig-ink`, `fig-muted`, `fig-grid`, `fig-accent`, `fig-second`,
  `fig-paper` … (fills) and `fig-ink-line` … (strokes); text at `font-size="{look.size}"`. Ids are made unique
  for you; many like shapes are cheapest as `<defs><path id="die" …/></defs>` and `<use href="#die" x="…"/>`.
- Nothing under 11 px, no text over text, none outside the box: the build refuses it and names the text.
'''

from ledger.figures.look import Look
from ledger.figures.spec import Drawing, FigureSpec, Picture, Source, figure, frame

__all__ = ["Drawing", "FigureSpec", "Look", "Picture", "Source", "figure", "frame"]
