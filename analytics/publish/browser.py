"""One Chromium kept open between files: it prints pages as PDF.

Calls may come from any thread; they wait for each other. The first takes about three seconds, the next a fifth of
one. The browser is closed at exit and started anew if it has crashed. It loads nothing from the network.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
import threading
from base64 import b64decode
from collections.abc import Callable, Coroutine
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from analytics.core import temporary
from analytics.core.language import _

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
SECONDS = 90  # for one call; a first start on a busy machine is the slowest

T = TypeVar("T")

_LOADED = """new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))
    .then(() => READY)"""


class BrowserError(RuntimeError):
    """No Chrome or Chromium is found, or it does not do what it is asked."""


@dataclass(frozen=True)
class _Browser:
    loop: asyncio.AbstractEventLoop
    thread: threading.Thread
    kaleido: Any
    tab: Any
    files: ExitStack


_lock = threading.RLock()
_open: _Browser | None = None


def executable() -> str | None:
    """The Chrome or Chromium named in CHROMIUM, else one on the path, else None."""
    if asked := os.environ.get("CHROMIUM"):
        return shutil.which(asked)
    return next(filter(None, map(shutil.which, (*NAMES, MAC))), None)


def missing() -> str:
    """Why no page can be printed here, in a sentence of the language in use; empty when one can."""
    if executable():
        return ""
    return _("The PDF of a presentation needs Chrome or Chromium on the server, and none is found there.")


def printed_page(address: str, ready: str) -> bytes:
    """A page as PDF on the paper that its own styles ask for, once the promise `ready` (JavaScript) gives true."""

    async def work(browser: _Browser) -> bytes:
        tab = await browser.kaleido.create_tab("about:blank")
        own = replace(browser, tab=tab)
        try:
            await _send(own, "Page.navigate", {"url": address})  # answered when the new page has come
            asked = {"expression": _LOADED.replace("READY", ready), "awaitPromise": True, "returnByValue": True}
            answer = await _send(own, "Runtime.evaluate", asked)
            if answer["result"].get("value") is not True:
                raise BrowserError(f"the page does not get ready: {answer}")
            printed = await _send(own, "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
            return b64decode(printed["data"])
        finally:
            await browser.kaleido.close_tab(tab)

    return _ask(work)


def close() -> None:
    """Stop the browser, if it runs."""
    global _open
    with _lock:
        browser, _open = _open, None
        if browser is None:
            return
        with suppress(Exception):  # it is gone or hangs; its pipe ends with us
            asyncio.run_coroutine_threadsafe(browser.kaleido.close(), browser.loop).result(10)
        browser.loop.call_soon_threadsafe(browser.loop.stop)
        browser.thread.join(10)
        browser.files.close()


atexit.register(close)


def _ask(work: Callable[[_Browser], Coroutine[Any, Any, T]]) -> T:
    """What `work` gives. A browser that fails is closed and asked once more, started anew."""
    with _lock:
        for last in (False, True):
            try:
                browser = _running()
                return asyncio.run_coroutine_threadsafe(work(browser), browser.loop).result(SECONDS)
            except Exception as error:
                close()
                if last:
                    raise BrowserError(f"The browser draws no picture: {error or type(error).__name__}") from error
    raise AssertionError


def _running() -> _Browser:
    global _open
    if _open is None:
        path = executable()
        if path is None:
            raise BrowserError("no Chrome or Chromium is found")
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="pictures", daemon=True)
        thread.start()
        files = ExitStack()
        try:
            # A Chromium that came as a snap sees no folder but the user's.
            folder = files.enter_context(temporary.folder("atlas-browser-", Path.home() if "snap" in path else None))
            kaleido, tab = asyncio.run_coroutine_threadsafe(_started(path, folder), loop).result(SECONDS)
        except BaseException:
            loop.call_soon_threadsafe(loop.stop)
            files.close()
            raise
        _open = _Browser(loop, thread, kaleido, tab, files)
    return _open


async def _started(path: str, folder: Path) -> tuple[Any, Any]:
    import kaleido

    page = folder / "page.html"
    page.write_text(kaleido.PageGenerator(mathjax=False).generate_index(), "utf-8")  # mathjax comes from the network
    browser = kaleido.Kaleido(n=1, timeout=SECONDS, page_generator=page, path=path, tmp_dir=str(folder))
    await browser.open()
    return browser, await browser.create_tab("about:blank")


async def _send(browser: _Browser, command: str, given: dict[str, Any]) -> Any:
    answer = await browser.tab.send_command(command, given)
    if "error" in answer:
        raise BrowserError(f"{command}: {answer['error']}")
    return answer["result"]
