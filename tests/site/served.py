"""A web server for a built site, on this machine only: packs as a host would, remembers what it was asked."""

import mimetypes
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import brotli

TEXT = (
    "text/",
    "application/javascript",
    "application/json",
    "application/xml",
    "application/wasm",
    "image/svg",
)


@cache
def packed(file: Path) -> bytes:
    """The file as it goes over the wire: Brotli at its best for what is text, as it is for the rest."""
    data = file.read_bytes()
    return brotli.compress(data, quality=11) if media_type(file).startswith(TEXT) else data


def media_type(file: Path) -> str:
    """The type that a host would announce."""
    return mimetypes.guess_type(file.name)[0] or "application/octet-stream"


class Served:
    """A folder at `url`, a port of its own and below `root` as on its real host.

    `asked` lists the files asked for, in order, None for a missing one. `extra` is served beside it.
    """

    def __init__(self, folder: Path, root: str = "/", extra: dict[str, bytes] | None = None) -> None:
        self.folder, self.root, self.extra = folder.resolve(), root, extra or {}
        self.asked: list[Path | None] = []
        self.last = 0.0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}{root}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def file(self, path: str) -> Path | None:
        """The file behind the path of a request, or None."""
        path = unquote(urlsplit(path).path)
        if not path.startswith(self.root):
            return None
        file = self.folder / path.removeprefix(self.root)
        file = file / "index.html" if file.is_dir() else file
        return file if file.is_file() and file.resolve().is_relative_to(self.folder) else None

    def idle(self, quiet: float = 0.15, most: float = 5.0) -> None:
        """Wait until nothing was asked for `quiet` seconds."""
        end = time.monotonic() + most
        while time.monotonic() < min(self.last + quiet, end):
            time.sleep(0.02)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        served = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                served.last = time.monotonic()
                if self.path in served.extra:
                    self._answer(200, served.extra[self.path], "text/html", packed=False)
                    return
                file = served.file(self.path)
                if file is None and self.path == "/favicon.ico":
                    self._answer(204, b"", "image/x-icon", packed=False)  # browsers ask unbidden
                    return
                served.asked.append(file)
                if file is None:
                    lost = served.folder / "404.html"
                    self._answer(404, lost.read_bytes() if lost.exists() else b"", "text/html", packed=False)
                    return
                small = packed(file) if "br" in self.headers.get("Accept-Encoding", "") else file.read_bytes()
                self._answer(200, small, media_type(file), packed=small != file.read_bytes())
                served.last = time.monotonic()

            def _answer(self, code: int, body: bytes, kind: str, *, packed: bool) -> None:
                self.send_response(code)
                kind += "; charset=utf-8" if kind.startswith("text/") else ""
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", "max-age=600")
                if packed:
                    self.send_header("Content-Encoding", "br")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        return Handler


@contextmanager
def serving(folder: Path, root: str = "/", extra: dict[str, bytes] | None = None) -> Iterator[Served]:
    """The folder, served for as long as the block runs."""
    served = Served(folder, root, extra)
    try:
        yield served
    finally:
        served.close()
