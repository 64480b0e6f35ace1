"""What several tests need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from analytics.core import language, style
from analytics.core.paths import ROOT
from ui import page_registry

OpenPage = Callable[..., AppTest]

# How long an example takes depends on the machine. The same examples every time, so that a red run is about the change
# it is of; `pytest --hypothesis-profile=hunt` looks for new ones.
settings.register_profile("atlas", deadline=None, derandomize=True)
settings.register_profile("hunt", deadline=None, max_examples=2000, suppress_health_check=list(HealthCheck))
settings.load_profile("atlas")

# Each AppTest reads the metadata of all installed packages anew, which takes longer than most pages.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser on two busy cores misses a click now and then: such a test is tried again, and the run says so."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=5))


@cache
def _registered_pages() -> dict[str, object]:
    """The pages that the app registers when it runs, which an AppTest must know to open one by its link."""
    return AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=90).run()._registered_pages


@pytest.fixture(autouse=True)
def _english_and_light() -> Iterator[None]:
    """Each test starts in English on a light page, whatever the one before it chose."""
    language.use("en")
    style.use("light")
    yield
    language.use("en")
    style.use("light")


@pytest.fixture
def open_page() -> OpenPage:
    """Runs a page of the app as a visit to its address: open_page("map", lang="fi", country=["FI", "SE"])."""

    def visit(name: str, lang: str = "en", **query: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=90)
        app._registered_pages = _registered_pages()
        app.switch_page(str(page_registry.PAGES[name].file))
        app.query_params["lang"] = lang
        for key, value in query.items():
            app.query_params[key] = value
        return app.run()

    return visit
