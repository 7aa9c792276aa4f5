"""A figure on its own, for an iframe on somebody else's page: one document that asks for nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from ledger.figures import cells, markup
from ledger.figures.measure import text_width, wrapped
from ledger.figures.render import Plots
from ledger.figures.spec import Picture
from ledger.figures.theme import DARK, FONT, LIGHT, SERIF, SWITCH, WIDE, classes, variables

MOST_ROWS = 150
"""Rows of the table in an embed; the rest is a link away."""

_EDGE = 8  # px at the sides: as little as may be, so that an iframe of 640 px still shows the wide drawing

_WIDEST = 480  # px: the drawing for phones is not stretched beyond

_STYLE = (
    f":root{{color-scheme:light;{variables(LIGHT)}}}"
    f"@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{variables(DARK)}}}}}"
    f":root[data-theme=dark]{{color-scheme:dark;{variables(DARK)}}}"
    ".fig__plot svg{display:block;width:100%;height:auto;overflow:visible}"
    f".fig__plot .fig__phone{{display:none;max-width:{_WIDEST}px;margin:auto}}"
    f"@media(max-width:{SWITCH + 2 * _EDGE}px){{"
    ".fig__plot .fig__wide{display:none}.fig__plot .fig__phone{display:block}}"
    f"body{{margin:0;background:var(--fig-paper);color:var(--fig-ink);font:14px/1.45 {FONT}}}"
    f"main{{display:flow-root;padding:8px {_EDGE}px 10px;max-width:{WIDE}px;margin:auto}}"
    "figure{margin:0}"
    f"h1{{margin:0;font:21px/1.28 {SERIF};text-wrap:balance}}"
    ".fig__subtitle,figcaption{color:var(--fig-muted)}"
    ".fig__subtitle{margin-top:3px}.fig__plot{margin:10px 0 8px}"
    "figcaption{font-size:13px}.fig__key{margin:2px 0}.fig__form{display:inline-block;margin-right:14px}"
    "a{color:inherit}a:focus-visible,[tabindex]:focus-visible,summary:focus-visible{"
    "outline:2px solid var(--fig-second)}"
    "details{font-size:13px;margin-top:4px}summary{cursor:pointer;color:var(--fig-muted)}"
    ".rows{overflow:auto;max-height:24rem;margin-top:6px}"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    "caption{caption-side:bottom;text-align:left;color:var(--fig-muted)}"
    "th,td{padding:2px 14px 2px 0;text-align:left;vertical-align:top}"
    "th{border-bottom:1px solid var(--fig-muted)}td{border-bottom:1px solid var(--fig-grid)}"
    ".num{text-align:right}"
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"

# Tells the page around it how tall it is, in four ways: our own, AMP's, Embedly's, WordPress's. Needs neither
# origin nor storage, so it runs in sandbox="allow-scripts". `?theme=dark` or `light` overrules the system.
_SCRIPT = """(function () {
  var root = document.documentElement, last = 0;
  var theme = /[?&#]theme=(dark|light)/.exec(location.href);
  var secret = /[?&#]secret=(\\w+)/.exec(location.hash);
  if (theme) root.setAttribute("data-theme", theme[1]);
  if (parent === window || !window.ResizeObserver) return;
  new ResizeObserver(function () {
    var height = Math.ceil(document.querySelector("main").getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    parent.postMessage({ type: "figure:height", name: "NAME", height: height }, "*");
    parent.postMessage({ sentinel: "amp", type: "embed-size", height: height }, "*");
    parent.postMessage(JSON.stringify({ context: "iframe.resize", src: location.href, height: height }), "*");
    if (secret) parent.postMessage({ message: "height", value: height, secret: secret[1] }, "*");
  }).observe(document.querySelector("main"));
})();"""


def document(picture: Picture, plots: Plots) -> str:
    """The HTML document at `figures/<name>/embed/`."""
    # Links into the site would not work from a sandbox without popups: texts are plain here.
    plain = replace(picture, caption_html="")
    site, up = picture.site_url, "../../../"
    home = f"{site or up}{picture.home}"
    page = f"{site or up}{picture.page}#figure-{picture.name}" if picture.page else home
    title = escape(picture.title, quote=True)
    outward = 'target="_blank" rel="noopener"'
    name = escape(picture.site_name or "Where this comes from")
    table = cells.table(picture, MOST_ROWS)
    drawing = 'class="fig-' in plots.wide
    subtitle = f'<div class="fig__subtitle">{escape(picture.subtitle)}</div>' if picture.subtitle else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{escape(picture.alt, quote=True)}">
<meta name="robots" content="noindex,indexifembedded">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<link rel="canonical" href="{(site or up) + (picture.page or picture.home)}">
<link rel="alternate" type="application/json+oembed" href="{home}oembed.json" title="{title}">
<link rel="icon" href="data:,">
<style>{_STYLE}{classes() if drawing else ""}</style>
</head>
<body>
<main>
<figure class="fig">
<h1 class="fig__title">{title}</h1>
{subtitle}
{markup.plot(plots)}
<figcaption>{markup.notes(plain, plots)}
<div class="fig__source">{markup.source_line(plain)}
<a href="{escape(page, quote=True)}" {outward}>{name}</a></div>
</figcaption>
</figure>
<details><summary>The numbers as a table</summary>
<div class="rows" tabindex="0" role="region" aria-label="Rows of the figure">{table}</div>
<p><a href="{home}" {outward}>All rows, the code and how to cite it</a></p>
</details>
</main>
<script>{_SCRIPT.replace("NAME", picture.name)}</script>
</body>
</html>
"""


def iframe(picture: Picture, plots: Plots) -> str:
    """The code to paste into another page: as tall as the figure in a wide column and in a narrow one."""
    # In a narrow column the other drawing shows, of another height: min-height springs from nothing to that
    # height where the box around the frame, whatever the page around it, has no room for the wide one.
    narrow = f"min({phone_height(picture, plots)},max(0px,({SWITCH + 2 * _EDGE}px - 100cqw)*999))"
    # A popup that stays in the sandbox has no origin: cards and search of our own page would be dead in it.
    return (
        '<div style="container-type:inline-size;width:100%">'
        f'<iframe src="{picture.site_url}{picture.home}embed/" title="{escape(picture.title, quote=True)}" '
        f'width="100%" height="{embed_height(picture, plots)}" '
        f'style="border:0;max-width:{WIDE + 2 * _EDGE}px;min-height:{narrow}" loading="lazy" '
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" '
        'referrerpolicy="no-referrer"></iframe></div>'
    )


def image(picture: Picture) -> str:
    """The picture with a link, for places that take no iframe (feeds, mail, READMEs)."""
    home = picture.site_url + picture.home
    alt = escape(f"{picture.title}. {picture.alt}", quote=True)
    return f'<a href="{home}"><img src="{home}figure.png" alt="{alt}" width="728"></a>'


def embed_height(picture: Picture, plots: Plots) -> int:
    """How tall the embed is at most in an iframe of 640 px or more, from the widths of its texts."""
    return max(_height(picture, plots, room) for room in (640 - 2 * _EDGE, WIDE))


def phone_height(picture: Picture, plots: Plots) -> str:
    """How tall the embed is at most in a narrow iframe, in CSS: drawings grow with it, texts do not."""
    ratio = _ratio(plots.phone)
    rest = max(
        _height(picture, plots, room) - ratio * min(room, _WIDEST)
        for room in (width - 2 * _EDGE for width in (288, 320, 360, 420, SWITCH))
    )
    return f"{rest:.0f}px + {ratio:.3f}*min(100cqw - {2 * _EDGE}px,{_WIDEST}px)"


def _ratio(drawing: str) -> float:
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    assert box
    return float(box[2]) / float(box[1])


def _height(picture: Picture, plots: Plots, room: int) -> int:
    wide = room > SWITCH
    drawn = _ratio(plots.wide) * room if wide else _ratio(plots.phone) * min(room, _WIDEST)
    title = 26.9 * len(wrapped(picture.title, 21, room))
    subtitle = (3 + 20.3 * len(wrapped(picture.subtitle, 14, room))) if picture.subtitle else 0
    caption = 19 * len(wrapped(picture.caption, 13, room)) if picture.caption else 0
    source = f"Source: {picture.source}. As of {picture.day}. {picture.site_name}"
    lines = 19 * len(wrapped(source, 13, room)) + _key_height(markup.key(picture, plots), room)
    return round(8 + title + subtitle + 10 + drawn + 8 + caption + lines + 4 + 19 + 10 + 4)


def _key_height(entries: list[tuple[str, str]], room: int) -> float:
    """The lines of the key, whose entries do not break."""
    rows, left = 1, 0.0
    for _, words in entries:
        wide = 20 + text_width(words, 13) + 18
        rows, left = (rows + 1, wide) if left and left + wide > room else (rows, left + wide)
    return 4 + 19 * rows if entries else 0
