"""The engine that draws: vl-convert, with fonts that come from packages and none of the machine's.

Left alone it prefers the machine's fonts: drawings would differ by what is installed, a title whose font is
missing would be left out, and each word measured would open a font's file, which takes as long as drawing.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

SERIF = "Source Serif Pro"
"""The font of titles in pictures; the sans comes with the engine."""

_NO_FONTS = Path(__file__).with_name("no-fonts.conf")


@cache
def engine() -> Any:
    """The module `vl_convert`, its fonts settled. Programs started later find the machine's as ever."""
    import font_source_serif_pro
    import vl_convert

    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    try:
        # The engine looks for the machine's fonts once, at its first use: now.
        vl_convert.register_font_directory(font_source_serif_pro.font_directory)
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before
    return vl_convert


def warm() -> None:
    """Draw nothing once: the first drawing of a process takes half a second longer than the next."""
    import altair as alt

    engine().vegalite_to_svg(alt.Chart(alt.InlineData(values=[])).mark_point().to_dict(validate=False))
