"""Visits to pages in a real browser, each at one width and in one colour scheme, and what was seen there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.site.served import Served, packed
from tests.tools import get_chromium

HERE = Path(__file__).parent
LOOKS = ((390, "light"), (390, "dark"), (1440, "light"), (1440, "dark"))
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
        self._visits: dict[tuple[str, int, str], Visit] = {}

    def visit(self, path: str, width: int = 390, scheme: str = "light") -> Visit:
        """Go to a page with an empty cache; the same visit is made only once."""
        key = (path, width, scheme)
        if key not in self._visits:
            self._visits[key] = self._go(*key)
        return self._visits[key]

    def seen(self, path: str) -> Visit:
        """A visit that was made to a page in whatever look, else a new one."""
        made = (visit for (been, *_), visit in self._visits.items() if been == path)
        return next(made, None) or self.visit(path)

    def open(self, path: str, width: int = 390, scheme: str = "light", visit: Visit | None = None) -> Page:
        """A page with an empty cache, loaded and quiet; the caller closes `page.context`."""
        phone = width < 700
        context = self.browser.new_context(
            viewport={"width": width, "height": 844 if phone else 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            is_mobile=phone,
            has_touch=phone,
        )
        page = context.new_page()
        if visit:
            self._listen(page, visit)
        self.served.asked.clear()
        page.goto(self.served.url + path, wait_until="load")
        self.served.idle()
        page.evaluate(AT_REST)
        return page

    def _listen(self, page: Page, visit: Visit) -> None:
        home = urlsplit(self.served.url).netloc

        def ask(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme not in ("data", "blob", "about") and parts.netloc != home:
                visit.foreign.append(f"asks {url}")

        def log(message: ConsoleMessage) -> None:
            if message.type == "error":
                visit.errors.append(f"logs {message.text} ({message.location.get('url', '')})")

        page.context.on("request", lambda request: ask(request.url))
        page.on("websocket", lambda socket: ask(socket.url))
        page.on("pageerror", lambda error: visit.errors.append(f"raises {error}"))
        page.on("console", log)

    def _go(self, path: str, width: int, scheme: str) -> Visit:
        visit = Visit()
        page = self.open(path, width, scheme, visit)
        visit.wire = {file: len(packed(file)) for file in self.served.asked if file}
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.evaluate("scrollTo(0, 0)")
        self.served.idle()
        found = page.evaluate((HERE / "looks.js").read_text("utf-8"))
        visit.figures, visit.wide, visit.drawings = found["figures"], found["wide"], found["drawings"]
        visit.axe = axe(page)
        page.context.close()
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


def axe(page: Page, part: str = "html") -> list[str]:
    """The rules of axe-core that a page (or what a selector names in it) breaks, each with first places."""
    page.evaluate(AXE.read_text("utf-8"))
    run = "part => axe.run(part, {resultTypes: ['violations']}).then(found => found.violations)"
    violations = page.evaluate(run, part)
    told = []
    for rule in violations:
        places = [" ".join(map(str, node["target"])) for node in rule["nodes"]]
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        told.append(f"{rule['id']} ({rule['help']}): {'; '.join(places[:3])}{more}")
    return told
