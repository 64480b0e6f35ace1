"""Every page in every language, with full, filtered and empty data, as a visitor's script run."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics import tables
from analytics.clusters import questions as clusters
from analytics.clusters.questions import Filters
from analytics.core import language, state
from analytics.core.messages import catalogue
from analytics.core.paths import DATA
from analytics.regions import questions as regions
from tests import opened
from tests.conftest import OpenPage
from tests.counted import counted
from ui.page_registry import PAGES

LANGUAGES = list(language.LANGUAGES)
# Every page as it opens, and some of them as links ask for them.
VISITS: list[tuple[str, dict[str, str | list[str]]]] = [
    *((key, {}) for key in PAGES if key != "embed"),
    ("map", {"country": ["FI", "IS"], "eco": "Digital", "layer": "lq", "colour": "ecosystem"}),
    ("map", {"layer": "dominant", "cluster": "fi-energyvaasa"}),
    ("map", {"layer": "enterprises", "region": "FI1D5"}),
    ("map", {"q": "nothing is called like this"}),
    ("cluster", {"cluster": "no-gce-node"}),
    ("cluster", {"cluster": "is-fjartaekniklasinn"}),
    ("region", {"region": "FI1D5"}),
    ("region", {"region": "NO0B1"}),
    ("exports", {"country": "NO", "ref": "DK", "fuels": "without"}),
    ("specialisation", {"country": "NO", "fuels": "without", "group": "MATE"}),
    ("markets", {"country": "IS"}),
    ("markets", {"country": "NO", "partners": "2015"}),
    ("cost", {"country": "IS", "d": "DK"}),
    ("present", {"board": "workshops"}),
    ("present", {"board": "mine"}),
    ("data", {"table": "exports_by_product"}),
]


# What a programme calls itself, also where the page's own words for it differ.
OWN_NAMES = {"Norwegian Innovation Clusters (NIC)"}


def words(app: AppTest) -> str:
    """All text that the page shows."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "metric")
    return "\n".join(str(getattr(element, "value", "")) for kind in kinds for element in app.get(kind))


def in_link(app: AppTest, name: str) -> list[str]:
    """The values of a parameter of the page's address."""
    value = app.query_params[name]
    return [value] if isinstance(value, str) else list(value)


def english_messages(shown: str, code: str) -> list[str]:
    """The English messages of three words or more that stand in a text though they have a translation."""
    return [message for message, fixed in translated(code) if fixed in shown]


@cache
def translated(code: str) -> list[tuple[str, str]]:
    """Of each message whose translation is another text: the message, and the longest part of it without a value."""
    found = []
    for message in catalogue(code):
        if isinstance(message.id, str) and message.string != message.id and message.id not in OWN_NAMES:
            fixed = max((part for part in message.id.replace("}", "{").split("{")[::2]), key=len)
            if len(fixed.split()) >= 3:
                found.append((message.id, fixed))
    return found


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("name", "query"), VISITS)
def test_a_page_is_drawn_in_each_language(
    open_page: OpenPage, name: str, query: dict[str, str | list[str]], code: str
) -> None:
    app = open_page(name, lang=code, **query)
    assert not app.exception
    assert [error.value for error in app.error] == []
    language.use(code)
    # What a page is about is its title; without a choice it has the page's own.
    expected = language._(PAGES[name].heading)
    if name == "cluster" and query.get("cluster"):
        expected = clusters.names().get(str(query["cluster"]), expected)
    if name == "region" and query.get("region"):
        expected = regions.name(str(query["region"]))
    if name == "data" and query.get("table"):
        expected = tables.title(str(query["table"]))
    assert app.title[0].value.replace("\\", "") == expected
    if code != "en":
        assert english_messages(words(app), code) == []


def test_filters_in_the_link_are_the_filters_of_the_page(open_page: OpenPage) -> None:
    app = open_page("map", country=["FI"], eco="Renewable Energy", status=["active", "unknown"])
    found = clusters.clusters(Filters(("FI",), ("Renewable Energy",), statuses=("active", "unknown")))
    assert f"{len(found)} clusters fit" in words(app)


def test_choosing_writes_codes_into_the_link_whatever_the_language(open_page: OpenPage) -> None:
    app = open_page("map", lang="fi")
    app.multiselect(key="country:fi").select("SE").run()
    assert in_link(app, "country") == ["SE"]
    app.selectbox(key="layer:fi").select("population").run()
    assert in_link(app, "layer") == ["population"]
    assert str(len(clusters.clusters(Filters(countries=("SE",))))) in words(app)


def test_a_filter_survives_a_change_of_language(open_page: OpenPage) -> None:
    app = open_page("map", lang="fi", country=["SE", "NO"], layer="gdp")
    app.query_params["lang"] = "sv"
    app.run()
    assert app.multiselect(key="country:sv").value == ["SE", "NO"]
    assert app.selectbox(key="layer:sv").value == "gdp"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"country": ["XX"]}, "XX"),
        ({"country": ["FI", "Suomi"]}, "Suomi"),
        ({"layer": "nonsense"}, "nonsense"),
        ({"from": "abc"}, "abc"),
        ({"cluster": "no-such-cluster"}, "no-such-cluster"),
        ({"region": "FI999"}, "FI999"),
        ({"eco": ["'; DROP TABLE clusters; --"]}, "DROP TABLE"),
    ],
)
def test_bad_values_in_a_link_get_a_note_and_a_working_page(
    open_page: OpenPage, query: dict[str, str | list[str]], named: str
) -> None:
    app = open_page("map", **query)
    assert not app.exception
    assert not app.error
    assert any(named in note.value for note in app.info)


def test_an_unknown_language_in_the_link_gets_a_note(open_page: OpenPage) -> None:
    app = open_page("overview", lang="zz")
    assert not app.exception
    assert any("zz" in note.value for note in app.info)


def test_an_empty_result_offers_filters_to_loosen_and_each_brings_something_back(open_page: OpenPage) -> None:
    app = open_page("map", country=["IS"], eco="Textile", q="energy")
    assert "No cluster fits" in app.warning[0].value
    offers = [button for button in app.button if str(button.key).startswith("loosen")]
    assert {str(button.key) for button in offers} == {"loosen search", "loosen countries", "loosen ecosystems"}
    alone = open_page("map", q="zzzz")
    next(b for b in alone.button if b.key == "loosen search").click().run()
    assert f"{len(counted())} clusters fit" in words(alone)


def test_the_card_of_a_cluster_stands_beside_the_map(open_page: OpenPage) -> None:
    shown = words(open_page("map", cluster="no-gce-node"))
    assert "GCE NODE" in shown
    assert "128 (counted in 2023)" in shown


def test_a_clusters_page_names_what_is_not_published(open_page: OpenPage) -> None:
    shown = words(opened.boxes(open_page("cluster", cluster="no-gce-node")))
    assert "Not published" in shown
    assert "14 members are known by name, of 128 in all." in shown  # 14 rows of memberships.csv, 128 in clusters.csv


def test_the_reset_button_brings_the_default_view_back(open_page: OpenPage) -> None:
    app = open_page("map", country=["FI"], layer="lq", label="gold")
    next(b for b in app.button if b.label == "Reset").click().run()
    assert f"{len(counted())} clusters fit" in words(app)


# What asks the World Bank's indicators as it opens.
NEED_INDICATORS = ("overview", "cost", "exports", "present")


@pytest.fixture(scope="module")
def faulty_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state of the data, as the operator loads it, whose export indicators hold a word where a number belongs."""
    kept, name = tmp_path_factory.mktemp("kept"), f"{state.LOADED}{'0' * 16}"
    data = kept / "states" / name
    shutil.copytree(DATA, data)
    path = data / "exports" / "export_indicators.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.loc[1, "value"] = "plenty"
    table.to_csv(path, index=False)
    (kept / "current").write_text(name, encoding="ascii")
    return kept


@pytest.mark.parametrize("name", [name for name in PAGES if name != "embed"])
def test_a_faulty_table_is_named_and_the_other_pages_work(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, faulty_tables: Path, name: str
) -> None:
    monkeypatch.setenv(state.SETTING, str(faulty_tables))
    monkeypatch.setenv("ATLAS_CACHE_DIR", str(faulty_tables / "cache"))  # or it would remove what other servers read
    app = open_page(name)
    assert not app.exception
    assert "Some tables were left out because they break their contract" in [part.label for part in app.expander]
    if name in NEED_INDICATORS:
        told = "\n".join(code.value for code in app.code)
        assert all(word in told for word in ("export_indicators", "plenty", "value"))
    else:
        assert not app.error


def test_a_cluster_opened_by_a_link_stays_open_where_the_filters_leave_it_out(open_page: OpenPage) -> None:
    app = open_page("map", country=["FI"], eco="Digital", cluster="fi-energyvaasa")
    assert not app.info
    assert "EnergyVaasa" in words(app)


@pytest.mark.parametrize("cluster_id", list(clusters.names())[::9])
def test_every_kind_of_cluster_has_a_page(open_page: OpenPage, cluster_id: str) -> None:
    app = open_page("cluster", cluster=cluster_id)
    assert not app.error
    assert clusters.names()[cluster_id] in words(app).replace("\\", "")


@pytest.mark.parametrize("layer", ["clusters", "density"])
def test_a_country_without_clusters_on_the_map_is_still_a_map(open_page: OpenPage, layer: str) -> None:
    app = open_page("map", country=["DK"], eco="Textile", layer=layer, status=["active", "unknown"])
    assert not app.error


def test_a_link_to_another_page_with_the_same_choice_is_followed(open_page: OpenPage) -> None:
    """A reader who looked at Norway on one page and follows a link stays with Norway on the next."""
    page = open_page("overview", country="NO")
    page.switch_page(str(PAGES["specialisation"].file))
    page.query_params["lang"] = "en"
    page.query_params["country"] = "NO"
    page.run()
    assert page.selectbox(key="country:en").value == "NO"
    page.switch_page(str(PAGES["programmes"].file))
    page.query_params["lang"] = "en"
    page.query_params["country"] = "NO"
    page.run()
    assert page.selectbox(key="country:en").value == "NO"


@pytest.mark.parametrize(
    ("name", "parameter"), [("cost", "by"), ("effects", "finding"), ("programmes", "of"), ("programmes", "f")]
)
def test_a_parameter_that_has_one_value_takes_its_default_for_any(
    open_page: OpenPage, name: str, parameter: str
) -> None:
    """`any` says in a link that nothing is chosen, which a part that shows one thing cannot do."""
    page = open_page(name, **{parameter: "any"})
    assert not page.exception
    assert page.error == []


def test_what_is_opened_beside_the_map_takes_the_place_of_what_was(open_page: OpenPage) -> None:
    page = open_page("map", cluster="no-gce-node")
    page.selectbox(key="region:en").select("FI1D5").run()
    assert page.query_params["region"] in ("FI1D5", ["FI1D5"])
    assert "cluster" not in page.query_params
