"""One build of the site, one server and one browser for all tests of the built pages."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.site.build import Unbuilt, build_site
from tests.site.looks import Visitor, chromium
from tests.site.pages import site_url
from tests.site.served import Served, serving


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the strictly built site; WAFER_SITE names one that is built already."""
    if built := os.environ.get("WAFER_SITE"):
        return Path(built).resolve()
    try:
        return build_site(tmp_path_factory.mktemp("built") / "site")
    except Unbuilt as failed:
        pytest.exit(str(failed), returncode=1)


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[Served]:
    """The site on a port of this machine, below the path that its public address has."""
    with serving(site, urlsplit(site_url(site)).path or "/") as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def visitor(browser: Browser, served: Served) -> Visitor:
    """A visitor to the site who remembers what was seen on each page."""
    return Visitor(browser, served)
