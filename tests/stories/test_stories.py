"""Success stories: filters and counts against the file, figures in words, the pick for the overview, the pages."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd
import pytest

from analytics.clusters import questions as clusters
from analytics.core import language
from analytics.core.codes import STORY_THEMES
from analytics.core.paths import DATA
from analytics.stories import questions as stories
from analytics.stories.questions import Filters
from tests.conftest import OpenPage
from tests.texts import said
from tests.ui.test_pages import in_link, words


def shipped() -> pd.DataFrame:
    return pd.read_csv(DATA / "knowledge" / "success_stories.csv", keep_default_na=False)


# --- filters and counts ----------------------------------------------------------------------------------


def test_all_stories_are_told_latest_first() -> None:
    rows = stories.stories(Filters())
    assert sorted(rows["story_id"]) == sorted(shipped()["story_id"])
    years = rows["year"].dropna()
    assert years.is_monotonic_decreasing
    assert rows["year"].head(len(years)).notna().all()


@pytest.mark.parametrize("country", ["FI", "SE", "NO", "DK", "IS"])
@pytest.mark.parametrize("theme", STORY_THEMES)
def test_filters_keep_what_the_file_holds(country: str, theme: str) -> None:
    rows = shipped()
    expected = rows[(rows["country"] == country) & (rows["theme"] == theme)]
    assert set(stories.stories(Filters((country,), (theme,)))["story_id"]) == set(expected["story_id"])


def test_an_ecosystem_is_that_of_the_cluster() -> None:
    places = pd.read_csv(DATA / "clusters" / "clusters.csv").set_index("cluster_id")["ecosystem"]
    rows = shipped()
    own = rows["cluster_id"].map(places)
    total = 0
    for ecosystem in clusters.ecosystems():
        found = stories.stories(Filters(ecosystems=(ecosystem,)))
        assert set(found["story_id"]) == set(rows.loc[own == ecosystem, "story_id"])
        total += len(found)
    assert total == (rows["cluster_id"] != "").sum()  # stories of whole programmes have none


def test_the_clusters_own_page_tells_the_same_stories() -> None:
    for cluster_id, told in stories.stories(Filters()).dropna(subset="cluster_id").groupby("cluster_id"):
        own = clusters.about("stories", str(cluster_id))
        own = own[own["kind"] == "story"]
        assert sorted(own["headline"]) == sorted(told["headline"])
        assert sorted(own["value"].dropna()) == sorted(told["value"].dropna())


def test_every_story_names_a_page() -> None:
    assert stories.stories(Filters())["source_url"].str.match("https?://").all()


def test_themes_are_those_of_the_contract_and_have_words() -> None:
    assert {stories.theme_name(theme) for theme in STORY_THEMES}.isdisjoint(STORY_THEMES)


# --- figures in words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "code", "expected"),
    [
        ("dk-energy-cluster-active", "en", "more than 85 projects"),
        ("dk-energy-cluster-active", "fi", "yli 85 hanketta"),
        ("dk-energy-cluster-active", "sv", "mer än 85 projekt"),
        ("dk-energy-cluster-projects", "en", "more than DKK 100 m"),
        ("fi-kip-exports", "en", "EUR 1.75 bn"),
        ("fi-kip-exports", "fi", "1,75 mrd. euroa"),
        ("fi-energyvaasa-staff", "en", "13,000 persons"),
        ("no-eyde-energy", "en", "-17 percent"),
        ("fi-energyvaasa-gold", "en", ""),
    ],
)
def test_a_figure_in_words(story: str, code: str, expected: str) -> None:
    language.use(code)
    rows = stories.stories(Filters()).set_index("story_id")
    assert stories.figure_words(rows.loc[story]) == expected


# --- the pages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_the_page_shows_every_story_with_its_source(open_page: OpenPage, code: str) -> None:
    app = open_page("stories", lang=code, all="1")
    assert not app.exception
    assert not app.error
    shown = words(app).replace("\\", "")
    for row in shipped().to_dict("records"):
        assert said("success_stories", "headline", row, code, "story_id") in shown
        assert urlsplit(row["source_url"]).netloc in shown
    pages = [link for link in app.get("page_link") if "cluster=" in str(link.proto.query_string)]
    assert len(pages) == (shipped()["cluster_id"] != "").sum()


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_a_figure_of_the_programme_owner_never_stands_without_the_one_of_all_clients(
    open_page: OpenPage, code: str
) -> None:
    shown = words(open_page("stories", lang=code, country=["NO"], all="1")).replace("\\", "")
    story = next(row for row in shipped().to_dict("records") if row["story_id"] == "no-nic-value-added")
    assert said("success_stories", "headline", story, code, "story_id") in shown
    findings = pd.read_csv(DATA / "effects" / "programme_evaluations.csv", keep_default_na=False, dtype=str)
    beside = findings[findings["evaluation_id"] == "no-in-2021-all--value-added"].iloc[0].to_dict()
    assert beside["effect_value"] == "9.0"
    assert said("programme_evaluations", "finding", beside, code, "evaluation_id") in shown


def test_the_first_stories_and_the_rest_when_asked_for(open_page: OpenPage) -> None:
    app = open_page("stories")
    more = next(button for button in app.button if "26 more" in button.label)  # 38 stories, 12 at first
    more.click().run()
    assert in_link(app, "all") == ["1"]
    assert not [button for button in app.button if "more" in button.label]


def test_filters_in_the_link_are_those_of_the_page(open_page: OpenPage) -> None:
    shown = words(
        open_page("stories", country=["FI"], theme=["internationalisation"], eco=["Energy Intensive Industries"])
    )
    rows = stories.stories(Filters(("FI",), ("internationalisation",), ("Energy Intensive Industries",)))
    assert 0 < len(rows) < 5
    assert all(headline in shown for headline in rows["headline"])
    assert "Vaasa" not in shown


@pytest.mark.parametrize(
    "query", [{"country": "XX"}, {"theme": "dragons"}, {"eco": "'; DROP TABLE clusters; --"}, {"all": "7"}]
)
def test_bad_values_in_the_link_get_a_note(open_page: OpenPage, query: dict[str, str]) -> None:
    app = open_page("stories", **query)
    assert not app.error
    assert any(next(iter(query.values())) in note.value for note in app.info)


def test_an_empty_result_says_what_to_loosen(open_page: OpenPage) -> None:
    app = open_page("stories", country=["IS"], theme=["skills"])
    assert "No story fits" in app.warning[0].value
    # Iceland has stories and skills has one; both filters help.
    assert {button.key for button in app.button if str(button.key).startswith("loosen")} == {
        "loosen country",
        "loosen theme",
    }
    next(button for button in app.button if button.key == "loosen theme").click().run()
    assert not app.warning


def test_a_story_is_told_from_its_first_year_with_the_companies_that_the_cluster_had() -> None:
    rows = stories.of_cluster("dk-odense-robotics")
    own = [row for _at, row in shipped().iterrows() if row["cluster_id"] == "dk-odense-robotics"]
    counted = pd.read_csv(DATA / "memberships" / "membership_composition.csv")
    counted = counted[(counted["cluster_id"] == "dk-odense-robotics") & counted["companies"].notna()]
    assert len(own) > 0
    assert len(counted) > 0
    expected = [(int(row["year"]), float(row["metric_value"]), row["source_url"]) for row in own]
    expected += [(int(row["year"]), float(row["companies"]), row["source_url"]) for _at, row in counted.iterrows()]
    assert list(zip(rows["year"], rows["value"], rows["source_url"], strict=True)) == sorted(expected)
