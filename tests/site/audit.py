"""`make audit`: Lighthouse, as on a phone, on one page of each kind of the built site."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from tests.site.build import build_site
from tests.site.pages import Page, one_of_each, site_url
from tests.site.served import serving
from tests.tools import Missing, get_chromium

HERE = Path(__file__).parent
LIGHTHOUSE = HERE / "node_modules/lighthouse/cli/index.js"
CATEGORIES = {
    "performance": "speed",
    "accessibility": "access",
    "best-practices": "practice",
    "seo": "search",
}
MEASURES = {
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
    "total-byte-weight": "loaded",
}
AIM = 100


def lighthouse(url: str, chromium: str) -> dict[str, Any]:
    """Lighthouse's report on one page, with its mobile preset."""
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    command = ["node", str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": chromium}
    run = subprocess.run(command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)
    if not run.stdout.startswith("{"):
        sys.exit(f"Lighthouse did not run on {url}: {run.stderr.strip()[-600:]}")
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def lost(report: dict[str, Any], page: Page) -> list[str]:
    """What cost points: a line for each audit that is below its best."""
    told = []
    for key in CATEGORIES:
        for reference in report["categories"][key]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                value = f" {audit['displayValue']}" if audit.get("displayValue") else ""
                told.append(f"{page.path or 'home'}: {key}: {audit['title']}{value}")
    return told


def audit(site: Path, console: Console) -> int:
    """Audit the site, print scores and what cost points; 1 if a page is below the aim, else 0."""
    chromium = get_chromium()
    table = Table("page", "kind", *CATEGORIES.values(), *MEASURES.values(), box=None, pad_edge=False)
    below: list[str] = []
    chosen = [page for page in one_of_each(site) if page.kind not in ("missing", "embed")]
    with serving(site, urlsplit(site_url(site)).path or "/") as served:
        for page in chosen:
            report = lighthouse(served.url + page.path, chromium)
            scores = [round(100 * (report["categories"][key]["score"] or 0)) for key in CATEGORIES]
            measures = [report["audits"][key]["displayValue"].replace("\u00a0", " ") for key in MEASURES]
            measures[-1] = measures[-1].removeprefix("Total size was ")
            table.add_row(page.path or "home", page.kind, *map(str, scores), *measures)
            console.print(f"{page.path or 'home'}: {' '.join(map(str, scores))}")
            if min(scores) < AIM:
                below += lost(report, page)
    console.print(table)
    for line in below:
        console.print(line, markup=False)
    return 1 if below else 0


if __name__ == "__main__":
    try:
        with tempfile.TemporaryDirectory() as folder:
            built = os.environ.get("WAFER_SITE")
            site = Path(built).resolve() if built else build_site(Path(folder) / "site")
            sys.exit(audit(site, Console(width=150, highlight=False)))
    except Missing as missing:
        sys.exit(str(missing))
