"""Programs that the tests need and pip cannot bring: a Chromium, and npm for axe, vnu and MicroPython.

`python -m tests.tools` gets a Chromium, `python -m tests.tools npm` gets npm: the one that is there, else the
system's package, else (for Chromium) Playwright's. Where none can be had it says so and exits with 1.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


class Missing(Exception):
    """A program is not here and cannot be installed."""


def chromium() -> str | None:
    """Path of a Chromium or Chrome on this machine; CHROME_PATH goes first; None if there is none."""
    if named := os.environ.get("CHROME_PATH"):
        return named
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    if MAC_CHROME.exists():
        return str(MAC_CHROME)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def apt(*packages: str) -> bool:
    """Install Debian packages, as root or with a sudo that asks for no password; whether that worked."""
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and (not shutil.which("sudo") or subprocess.run([*sudo, "true"], capture_output=True).returncode):
        return False
    print(f"Installing {' '.join(packages)} with apt-get ...", flush=True)
    quiet = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    update = subprocess.run([*quiet, "update"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    install = [*quiet, "install", "--yes", "--no-install-recommends", *packages]
    installed = subprocess.run(install, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return update.returncode == 0 and installed.returncode == 0


def driver() -> bool:
    """Whether Playwright's driver runs: the Node in it wants a library that the barest Debian lacks."""
    asked = subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True)
    return asked.returncode == 0


def get_chromium() -> str:
    """Path of a Chromium that can be driven, installed if need be; Missing if it cannot be had."""
    if not driver() and not (apt("libatomic1") and driver()):
        raise Missing("Playwright does not run here: `python -m playwright --version` tells why.")
    if path := chromium():
        return path
    if apt("chromium", "fonts-dejavu-core", "fonts-liberation") and (path := chromium()):
        return path
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdin=subprocess.DEVNULL)
    if path := chromium():
        return path
    raise Missing(
        "The tests of the built site need a Chromium: none is on this machine, and neither apt-get nor"
        " Playwright could install one; install one, and set CHROME_PATH if it is not on the path."
    )


def get_npm() -> str:
    """Path of npm, installed if need be; Missing if it cannot be had."""
    if (path := shutil.which("npm")) and shutil.which("node"):
        return path
    if apt("nodejs", "npm") and (path := shutil.which("npm")):
        return path
    raise Missing(
        "The tests need Node 18 or newer with npm: it is not here, and apt-get could not install it."
    )


if __name__ == "__main__":
    try:
        if sys.argv[1:] == ["npm"]:
            get_npm()
        else:
            get_chromium()
    except Missing as missing:
        sys.exit(str(missing))
