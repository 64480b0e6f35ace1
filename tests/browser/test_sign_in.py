"""Where the server's secrets name a provider, who opens workshops signs in; reading and taking part need no account."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from analytics.core.paths import ROOT
from tests import orphans
from tests.browser import identity_provider as provider
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of this server, as long as it should be"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{url}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an atlas that asks those who open workshops to sign in."""
    folder = tmp_path_factory.mktemp("sign-in")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with provider.running() as url:
        secrets = folder / "secrets.toml"
        said = SECRETS.format(port=port, client=provider.CLIENT, secret=provider.SECRET, url=url)
        secrets.write_text(said, encoding="utf-8")
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        command += ["--server.address", "127.0.0.1", "--server.headless", "true", "--secrets.files", str(secrets)]
        with (folder / "log").open("wb") as out:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "ATLAS_DATABASE_URL": f"sqlite:///{folder}/workshops.sqlite"},
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        with orphans.ended('kill -s KILL -- "-$1"', str(process.pid)):
            try:
                wait_until_it_answers(port, process, folder / "log")
                yield f"http://127.0.0.1:{port}"
            finally:
                process.kill()
                process.wait(20)


def wait_until_it_answers(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the server's health."""
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        try:
            if urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).status == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(log.read_text(encoding="utf-8", errors="replace"))


def test_who_opens_a_workshop_signs_in_and_the_others_need_not(guarded: str, visitor: Callable[..., Visit]) -> None:
    reader = visitor(at=guarded)
    reader.open("/what", lang="fi")
    assert reader.page.get_by_text("Kirjaudu").count() == 0
    facilitator = visitor(at=guarded)
    facilitator.open("/live")
    expect(facilitator.page.get_by_role("button", name="Open the workshop")).to_have_count(0)
    facilitator.page.get_by_role("button", name="Sign in").click()
    # By way of the provider and back to the first page.
    at_first_page(facilitator)
    facilitator.open("/live")
    expect(facilitator.page.get_by_role("button", name="Open the workshop")).to_be_visible()
    (kept,) = [one for one in facilitator.page.context.cookies(guarded) if one["name"] == "_streamlit_user"]
    assert kept["httpOnly"]
    facilitator.page.get_by_role("button", name="Sign out").click()
    at_first_page(facilitator)
    facilitator.open("/live")
    expect(facilitator.page.get_by_role("button", name="Sign in")).to_be_visible()


def at_first_page(visit: Visit) -> None:
    """Wait until the provider or the sign-out has led back."""
    visit.page.wait_for_url(lambda url: urlsplit(url).path == "/" and "code=" not in url, timeout=40_000)
    visit.settle()


def test_a_cookie_that_was_made_up_signs_nobody_in(guarded: str, visitor: Callable[..., Visit]) -> None:
    visit = visitor(at=guarded)
    made_up = "2|1:0|10:1700000000|15:_streamlit_user|28:eyJpc19sb2dnZWRfaW4iOiB0cnVlfQ==|0000"
    visit.page.context.add_cookies([{"name": "_streamlit_user", "value": made_up, "url": guarded}])
    visit.open("/live")
    expect(visit.page.get_by_role("button", name="Sign in")).to_be_visible()
    visit.page.context.clear_cookies(name="_streamlit_user")
