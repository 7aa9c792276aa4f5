"""Visits to pages in a real browser, each at one width, by day and by night, and what was seen there."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.site.served import Served, packed, serving
from tests.tools import get_chromium

HERE = Path(__file__).parent
WIDTHS = (390, 1440)
CORES = os.cpu_count() or 1
AT_REST = "() => new Promise(done => requestIdleCallback(done, {timeout: 3000})).then(() => true)"
AXE = HERE / "node_modules/axe-core/axe.min.js"
# Nothing may leave this machine, whatever a page asks for.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


Item, Found = TypeVar("Item"), TypeVar("Found")


def side_by_side(work: Callable[[list[Item]], list[Found]], items: list[Item]) -> list[Found]:
    """What `work` finds in the items, dealt out to a thread for each core (a browser lives in one thread)."""
    hands = [hand for hand in (items[place::CORES] for place in range(CORES)) if hand]
    with ThreadPoolExecutor(CORES) as pool:
        return [found for part in pool.map(work, hands) for found in part]


@dataclass
class Visit:
    """What one visit found; every list of sentences should be empty."""

    wire: dict[Path, int] = field(default_factory=dict)
    """The files that a first visit loads, each with its bytes over the wire."""
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    drawings: int = 0

    @property
    def weight(self) -> int:
        """Bytes over the wire on a first visit, everything counted."""
        return sum(self.wire.values())


class Visitor:
    """A browser that goes to pages of one served site and remembers every visit."""

    def __init__(self, browser: Browser, served: Served) -> None:
        self.browser, self.served = browser, served
        self._visits: dict[tuple[str, int], Visit] = {}
        self._windows: dict[int, Page] = {}
        self._now = Visit()  # the visit that is being made

    def visit(self, path: str, width: int = 390) -> Visit:
        """Go to a page with an empty cache; the same visit is made only once."""
        key = (path, width)
        if key not in self._visits:
            self._visits[key] = self._go(*key)
        return self._visits[key]

    def tour(self, stops: list[tuple[str, int]]) -> None:
        """Make and remember many visits, side by side."""
        missing = [stop for stop in dict.fromkeys(stops) if stop not in self._visits]
        self._visits.update(side_by_side(self._alone, missing))

    def _alone(self, stops: list[tuple[str, int]]) -> list[tuple[tuple[str, int], Visit]]:
        with chromium() as browser, serving(self.served.folder, self.served.root) as served:
            visitor = Visitor(browser, served)
            return [(stop, visitor.visit(*stop)) for stop in stops]

    def seen(self, path: str) -> Visit:
        """A visit that was made to a page at whatever width, else a new one."""
        made = (visit for (been, _), visit in self._visits.items() if been == path)
        return next(made, None) or self.visit(path)

    def open(self, path: str, width: int = 390, scheme: str = "light") -> Page:
        """A page of its own with an empty cache, loaded and quiet; the caller closes `page.context`."""
        page = self._blank(width, scheme)
        self._load(page, path)
        return page

    def _blank(self, width: int, scheme: str = "light") -> Page:
        phone = width < 700
        context = self.browser.new_context(
            viewport={"width": width, "height": 844 if phone else 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            is_mobile=phone,
            has_touch=phone,
        )
        return context.new_page()

    def _load(self, page: Page, path: str) -> None:
        self.served.asked.clear()
        page.goto(self.served.url + path, wait_until="load")
        self.served.idle()
        page.evaluate(AT_REST)

    def _window(self, width: int) -> Page:
        """The window in which pages are visited one after the other; opening one takes as long as a visit."""
        if width not in self._windows:
            page = self._windows[width] = self._blank(width)
            self._listen(page)
        page = self._windows[width]
        page.goto("about:blank")
        page.emulate_media(color_scheme="light")
        cache = page.context.new_cdp_session(page)
        cache.send("Network.clearBrowserCache")
        cache.detach()
        return page

    def _listen(self, page: Page) -> None:
        home = urlsplit(self.served.url).netloc

        def ask(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme not in ("data", "blob", "about") and parts.netloc != home:
                self._now.foreign.append(f"asks {url}")

        def log(message: ConsoleMessage) -> None:
            if message.type == "error":
                self._now.errors.append(f"logs {message.text} ({message.location.get('url', '')})")

        page.context.on("request", lambda request: ask(request.url))
        page.on("websocket", lambda socket: ask(socket.url))
        page.on("pageerror", lambda error: self._now.errors.append(f"raises {error}"))
        page.on("console", log)

    def _go(self, path: str, width: int) -> Visit:
        page = self._window(width)
        visit = self._now = Visit()
        self._load(page, path)
        visit.wire = {file: len(packed(file)) for file in self.served.asked if file}
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.evaluate("scrollTo(0, 0)")
        self.served.idle()
        found = page.evaluate((HERE / "looks.js").read_text("utf-8"))
        visit.figures, visit.wide, visit.drawings = found["figures"], found["wide"], found["drawings"]
        visit.axe = axe(page)
        page.emulate_media(color_scheme="dark")  # all that changes is colour
        visit.axe += [f"in the dark: {line}" for line in axe(page, rules=["color-contrast"])]
        return visit


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium of this machine, driven by Playwright; Missing if there is none and none can be had."""
    executable = get_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def axe(page: Page, part: str = "html", rules: list[str] | None = None) -> list[str]:
    """The rules of axe-core (all, or these) that a page or a part of it breaks, each with first places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    run = "([part, options]) => axe.run(part, options).then(found => found.violations)"
    violations = page.evaluate(run, [part, options])
    told = []
    for rule in violations:
        places = [" ".join(map(str, node["target"])) for node in rule["nodes"]]
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        told.append(f"{rule['id']} ({rule['help']}): {'; '.join(places[:3])}{more}")
    return told
