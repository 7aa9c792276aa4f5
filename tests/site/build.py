"""Building the site as `make build` does, into any folder."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Unbuilt(Exception):
    """The site does not build; what the builder said."""


def build_site(folder: Path, builder: str = "mkdocs") -> Path:
    """Build the whole site strictly into `folder`, with MkDocs or its like; Unbuilt if it fails or warns."""
    command = [sys.executable, "-m", builder, "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    build = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    said = [line for line in (build.stderr + build.stdout).splitlines() if not line.startswith("INFO")]
    if build.returncode or any("WARNING" in line for line in said):
        raise Unbuilt(f"`{builder} build --strict` failed:\n" + "\n".join(said[-40:]))
    return folder
