"""A figure in an iframe on somebody else's page, with the code that the site hands out."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Frame, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.site.looks import chromium, side_by_side
from tests.site.pages import pages, site_url
from tests.site.report import nothing
from tests.site.served import Served, serving

HERE = Path(__file__).parent
HOST = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Another site</title>
<meta name="viewport" content="width=device-width"><script>
const heights = []; addEventListener("message", event => heights.push([event.origin, event.data]));
</script><body style="margin:8px"><p>Words before.</p>CODE<p>Words after.</p></body></html>"""
TOLD = "heights.map(([, data]) => data?.height).filter(height => height)"


@pytest.fixture(scope="module")
def names(site: Path) -> list[str]:
    """The figures that have an embed."""
    found = [page.path.split("/")[1] for page in pages(site) if page.kind == "embed"]
    assert found, "no figure has an embed"
    return found


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Served]:
    """Another site, on an origin of its own."""
    with serving(tmp_path) as host:
        yield host


def code(site: Path, name: str, address: str) -> str:
    """The iframe that the site hands out for a figure, leading to where this test serves it."""
    handed = json.loads((site / f"figures/{name}/oembed.json").read_text("utf-8"))["html"]
    assert "sandbox=" in handed and "allow-same-origin" not in handed, f"{name}: not in a sandbox"
    public = f"{site_url(site)}figures/{name}/embed/"
    assert f'src="{public}"' in handed, f"{name}: the iframe does not lead to {public}"
    # The barest sandbox that a host may choose.
    return re.sub(r'sandbox="[^"]*"', 'sandbox="allow-scripts"', handed.replace(public, address))


def look(browser: Browser, served: Served, host: Served, name: str, width: int, scheme: str) -> list[str]:
    """What is wrong with a figure's embed on another site."""
    address = f"{served.url}figures/{name}/embed/"
    host.extra["/"] = HOST.replace("CODE", code(served.folder, name, address)).encode()
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"raises {error}"))
    page.on("console", lambda said: wrong.append(f"logs {said.text}") if said.type == "error" else None)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.goto(host.url, wait_until="load")
    frame = framed(page, address)
    served.idle()
    beyond = [url for url in asked if url not in (host.url, address) and urlsplit(url).scheme != "data"]
    wrong += [f"asks for {url}" for url in beyond]
    wrong += seen(page, frame)
    context.close()
    return [f"{name} ({width} px, {scheme}): {line}" for line in wrong]


def framed(page: Page, address: str) -> Frame:
    """The frame that shows the address, once it is there: a lazy iframe does not hold the page up."""
    for _ in range(100):
        for frame in page.frames:
            if frame.url == address:
                frame.wait_for_load_state("load")
                return frame
        page.wait_for_timeout(50)
    pytest.fail(f"{address} never showed: {[frame.url for frame in page.frames]}", pytrace=False)


def seen(page: Page, frame: Frame) -> list[str]:
    """What is wrong within the frame: no drawing, bad text, or a height that cuts it."""
    found = frame.evaluate((HERE / "looks.js").read_text("utf-8"))
    wrong = [*found["figures"], *found["wide"]]
    if not found["drawings"]:
        wrong.append("shows no drawing")
    tall = frame.evaluate("document.documentElement.getBoundingClientRect().height")
    try:  # a message takes its time
        page.wait_for_function(f"tall => {TOLD}.some(told => Math.abs(told - tall) <= 2)", arg=tall)
    except PlaywrightTimeout:
        wrong.append(f"is {tall} px high but tells its host {page.evaluate(TOLD)}")
    given = frame.frame_element().bounding_box()
    if given and given["width"] >= 640 and given["height"] < tall - 1:
        wrong.append(f"is {tall} px high in an iframe of {given['height']}")
    return wrong


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_an_embed_stands_alone_on_another_site(
    browser: Browser, served: Served, host: Served, names: list[str], width: int, scheme: str
) -> None:
    nothing(look(browser, served, host, names[0], width, scheme))


def handed_script(site: Path) -> str:
    """The script that the page on reuse hands to other people's pages."""
    page = html.fromstring((site / "method/reuse/index.html").read_text("utf-8"))
    (script,) = [code for pre in page.iter("pre") if (code := pre.text_content()).startswith("<script>")]
    return str(script)


@pytest.mark.parametrize("width", [390, 1440])
def test_with_the_script_on_the_page_on_reuse_a_frame_is_as_tall_as_its_figure(
    browser: Browser, served: Served, host: Served, names: list[str], width: int
) -> None:
    address = f"{served.url}figures/{names[0]}/embed/"
    frame_code = code(served.folder, names[0], address) + handed_script(served.folder)
    host.extra["/"] = HOST.replace("CODE", frame_code).encode()
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(host.url, wait_until="load")
    tall = framed(page, address).evaluate("document.documentElement.getBoundingClientRect().height")
    fits = "tall => Math.abs(document.querySelector('iframe').getBoundingClientRect().height - tall) <= 2"
    page.wait_for_function(fits, arg=tall)
    page.close()


@pytest.mark.slow
def test_every_embed_stands_alone_on_another_site(served: Served, tmp_path: Path, names: list[str]) -> None:
    looks = [(name, *look) for name in names for look in ((390, "dark"), (1440, "light"))]

    def found(some: list[tuple[str, int, str]]) -> list[str]:
        with (
            chromium() as browser,
            serving(served.folder, served.root) as here,
            serving(tmp_path) as host,
        ):
            return [line for each in some for line in look(browser, here, host, *each)]

    nothing(side_by_side(found, looks))
