"""Needs: counts against the file and by hand, the search, sources, services and their answers, words, the pages."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import catalogue
from analytics.contracts.checks import check
from analytics.core import codes, language
from analytics.core.paths import DATA
from analytics.needs import questions as needs
from analytics.table_list import TABLES
from analytics.workshops import summaries
from tests import opened
from tests.conftest import OpenPage
from tests.texts import texts
from tests.ui.test_pages import in_link, words
from ui import page_registry


def shipped(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / "workshops" / f"{name}.csv", keep_default_na=False)


def counts(by: str) -> dict[tuple[str, str], int]:
    rows = needs.themes(by)
    return {(row.theme, row.part): row.needs for row in rows.itertuples()}


# --- counts ----------------------------------------------------------------------------------------------


def test_themes_are_counted_as_in_the_file() -> None:
    rows = needs.themes()
    found = {(row.event_year, row.theme): row.needs for row in rows.itertuples() if row.needs}
    assert found == shipped("workshop_needs").groupby(["event_year", "theme"]).size().to_dict()
    # By hand: needs 01 to 04 and 14 are on the national programme, 06, 07, 13 on guides and tools, 26 and 27 in 2024.
    assert found[2021, "national_programme"] == 5
    assert (found[2021, "guides_tools"], found[2024, "guides_tools"]) == (3, 2)
    assert (2024, "national_programme") not in found


def test_the_two_sources_are_never_added_up_or_ranked_together() -> None:
    for by in needs.PARTS:
        rows = needs.themes(by)
        assert "all" not in set(rows["part"])
        assert list(rows["theme_name"].unique()) == sorted(rows["theme_name"].unique())
        assert rows.drop_duplicates("part")["event_year"].is_monotonic_increasing
    assert catalogue.chart("needs.themes").title == needs.finding()
    assert needs.most_named()[["event_year", "theme", "needs"]].values.tolist() == [
        [2021, "national_programme", 5],
        [2024, "communication", 4],
    ]


@pytest.mark.parametrize(("by", "column"), [("event", "event"), ("session", "session")])
def test_a_split_adds_up_to_the_whole(by: str, column: str) -> None:
    expected = shipped("workshop_needs").groupby(["theme", column]).size()
    found = counts(by)
    for (theme, part), n in expected.items():
        assert found[theme, part] == n
    assert sum(n for (_theme, part), n in found.items() if part != "all") == 35


def test_a_need_of_two_groups_counts_in_both_and_once_in_the_whole() -> None:
    rows = shipped("workshop_needs")
    spread = rows.assign(group=rows["respondent_group"].str.split(";")).explode("group")
    expected = spread.groupby(["theme", spread["event"] + "|" + spread["group"]]).size()
    found = counts("group")
    assert {key: n for key, n in found.items() if n and key[1] != "all"} == expected.to_dict()
    # By hand: 27 needs of one group and 8 of two (16 to 18, 28 to 30, 32, 33) make 43.
    assert sum(n for (_theme, part), n in found.items() if part != "all") == 43


def test_an_unknown_split_gives_nothing() -> None:
    assert needs.themes("'; DROP TABLE workshop_needs; --").empty


# --- statements and search -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("jäsenmaksujen", {"need-24"}),
        ("JASENMAKSUJEN", {"need-24"}),
        ("Medlemsavgifterna", {"need-24"}),
        ("framgångsrika", {"need-29"}),
        ("framgangsrika", {"need-29"}),
        ("fee comparison", {"need-24"}),
        ("määritelmä", {"need-10"}),
        ("maaritelma", {"need-10"}),
        ("no such word anywhere", set()),
        ("%", set()),
    ],
)
@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_the_search_finds_three_languages_with_and_without_accents(code: str, search: str, expected: set[str]) -> None:
    language.use(code)
    assert set(needs.statements(search=search)["need_id"]) == expected


def test_every_statement_shows_where_it_is_written() -> None:
    rows = needs.statements()
    assert len(rows) == 35
    assert rows["source_words"].str.len().gt(10).all()
    place = rows.set_index("need_id")["place"]
    assert place["need-13"] == "section “Koulutuksen satoa”, paragraph 2–3"
    assert rows["place"].str.match("section “.+”, paragraph [0-9–]+").all()
    linked = rows.set_index("need_id")["source_url"].notna()
    assert linked[[f"need-{n:02}" for n in range(1, 16)]].all()
    assert not linked[[f"need-{n:02}" for n in range(16, 36)]].any()  # the address of the second article is not known


def test_the_theme_restricts_the_statements() -> None:
    assert set(needs.statements("fees")["need_id"]) == {"need-24", "need-25"}
    assert needs.statements("no such theme").empty


# --- services --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "asked"), [(2021, 15), (2024, 20)])
def test_each_event_is_counted_by_itself(year: int, asked: int) -> None:
    file = shipped("workshop_needs")
    file = file[file["event_year"].astype(int) == year]
    rows = needs.services(year)
    assert len(rows) == asked
    assert rows.groupby(["theme", "service_kind"]).size().to_dict() == (
        file.groupby(["theme", "service_kind"]).size().to_dict()
    )
    drawing = catalogue.chart("needs.services", year=year).drawing
    for standing, series in zip(needs.STANDINGS, drawing.series, strict=True):
        assert sum(series.y) == (rows["standing"] == standing).sum()
    assert sum(sum(series.y) for series in drawing.series) == asked


def test_without_a_year_the_latest_event_is_meant_and_an_unknown_year_is_told() -> None:
    assert set(needs.services()["event_year"]) == {2024}
    empty = catalogue.chart("needs.services", year=1999)
    assert empty.drawing.empty
    assert "1999" in empty.insight


def test_open_services_are_those_without_an_answer() -> None:
    file = shipped("service_answers")
    answered = set(file.loc[file["kind"] != "", "need_id"])
    rows = needs.answers(page_registry.title)
    still = rows[rows["standing"] == "open"]
    assert set(still["need_id"]) == set(shipped("workshop_needs")["need_id"]) - answered
    assert len(still) == still["need_id"].nunique() == 7
    assert still["answer"].isna().all()
    assert still["reason"].str.len().gt(0).all()


def test_a_service_is_answered_when_one_answer_gives_the_whole_of_it() -> None:
    file = shipped("service_answers").groupby("need_id")["extent"].agg(set)
    for year in needs.events():
        for row in needs.services(year).itertuples():
            extents = file[row.need_id]
            expected = "answered" if "whole" in extents else "partly" if "part" in extents else "open"
            assert row.standing == expected, row.need_id


def test_every_service_has_been_judged_and_every_answer_leads_somewhere() -> None:
    file = shipped("service_answers")
    assert set(file["need_id"]) == set(shipped("workshop_needs")["need_id"])
    named = needs.answers(page_registry.title).dropna(subset="kind")
    assert named["answer"].str.len().gt(0).all()
    for page in named.loc[named["kind"] == "page", "page"]:
        assert page_registry.PAGES[page].file.exists(), page
    assert named.loc[named["kind"] != "page", "website"].str.match("https?://").all()
    assert set(named["kind"]) == {"page", "network", "funding"}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "network"},
        {"page": ""},
        {"network_id": "eccp"},
        {"extent": ""},
        {"kind": "", "page": "", "extent": "", "need_id": "need-08"},
    ],
)
def test_a_row_of_answers_names_one_thing_or_stands_alone(change: dict[str, str]) -> None:
    rows = shipped("service_answers").astype("object")
    assert check(TABLES["service_answers"], rows) == []
    place = rows.index[rows["need_id"] == "need-03"][0]
    for column, value in change.items():
        rows.loc[place, column] = value
    assert check(TABLES["service_answers"], rows)


# --- surveys ---------------------------------------------------------------------------------------------


def test_surveys_keep_their_own_unit_and_unknown_shares_stay_unknown() -> None:
    rows = needs.europe()
    file = shipped("eu_needs_survey").query("theme != ''")
    assert sorted(rows["answer"]) == sorted(file["answer"])
    assert rows["share_pct"].notna().sum() == (file["share_pct"] != "").sum() == 4


# --- words -----------------------------------------------------------------------------------------------


def test_themes_have_words() -> None:
    for code in language.LANGUAGES:
        language.use(code)
        assert not [theme for theme in codes.NEED_THEMES if summaries.theme_name(theme) == ""]
    language.use("fi")
    assert summaries.theme_name("funding") == "rahoitus"
    assert summaries.theme_name("yes") == "yes"  # a theme of one's own is no term of the glossary


def test_every_code_has_words() -> None:
    file = shipped("workshop_needs")
    for column, name in (("event", needs.event_name), ("session", needs.session_name)):
        assert not [code for code in file[column].unique() if name(code) == code]
    assert not [kind for kind in codes.SERVICE_KINDS if needs.service_kind_name(kind) == kind]
    assert not [text for text in file["source_text"].unique() if needs.article_words(text) == ""]
    assert set(file["service_kind"]) == set(codes.SERVICE_KINDS)


@pytest.mark.parametrize(
    ("name", "columns", "key"),
    [
        ("workshop_needs", ("need", "service"), ("need_id",)),
        ("service_answers", ("reason",), ("need_id", "page", "network_id", "funding_id")),
        ("eu_needs_survey", ("question", "answer"), ()),
    ],
)
def test_texts_differ_from_language_to_language(name: str, columns: tuple[str, ...], key: tuple[str, ...]) -> None:
    for row in shipped(name).to_dict("records"):
        for column in columns:
            found = "|".join(row[part] for part in key) or row[column]
            finnish, swedish = (texts(code)[name, column, found] for code in ("fi", "sv"))
            assert finnish not in ("", row[column], swedish), row


# --- charts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", needs.PARTS)
@pytest.mark.parametrize("narrow", [0, 1])
def test_the_bars_are_the_counts(by: str, narrow: int) -> None:
    chart = catalogue.chart("needs.themes", by=by, narrow=narrow)
    drawn = sum(sum(series.y) for series in chart.drawing.series)
    rows = needs.themes(by)
    assert drawn == rows["needs"].sum()
    assert chart.insight == (
        "5 of the 15 sentences in “Article on NordicHub, 2021” are on “National programme”. 4 of the 20 sentences in "
        "“National Finnish Clusters Event, Kokkola 2024” are on “Communication”. Sentences are not votes, and the two "
        "sources are not comparable."
    )


def test_the_chosen_theme_stands_out() -> None:
    drawing = catalogue.chart("needs.themes", theme="fees").drawing
    fills = [mark.fill for mark in drawing.series[1].marks]
    assert len(set(fills)) == 2
    front = [name for name, fill in zip(drawing.categories, fills, strict=True) if fills.count(fill) == 1]
    assert front == ["Membership fees"]


# --- pages -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_the_page_stands_in_each_language_with_filters(open_page: OpenPage, code: str) -> None:
    app = open_page("needs", lang=code, by="group", theme="fees", standing="answered")
    assert not app.exception
    assert not app.error
    language.use(code)
    shown = words(app).replace("\\", "")
    for need in needs.statements("fees")["need"]:
        assert need in shown
    shown = words(opened.tab(app, language._("Services asked for"))).replace("\\", "")
    assert needs.answers(page_registry.title).query("standing == 'answered'")["reason"].iloc[0] in shown
    said = needs.summary(page_registry.title)
    shown = words(opened.tab(app, language._("Summary to take along"))).replace("\\", "")
    assert said.lead in shown
    assert all(sentence in shown for section in said.sections for sentence in section.sentences)


def test_bad_values_in_the_link_get_a_note(open_page: OpenPage) -> None:
    app = open_page("needs", by="nonsense", theme="<b>x</b>", standing="maybe", all="2")
    assert not app.exception
    assert not app.error
    assert "Show 29 more" in [button.label for button in app.button]
    notes = "\n".join(note.value for note in (*app.info, *opened.tab(app, "Services").info))
    assert all(value in notes for value in ("nonsense", "maybe", "<b>x</b>"))


def test_all_statements_are_shown_when_asked_for(open_page: OpenPage) -> None:
    app = open_page("needs")
    next(button for button in app.button if button.label == "Show 29 more").click().run()
    assert in_link(app, "all") == ["1"]
    shown = words(app).replace("\\", "")
    assert all(need in shown for need in needs.statements()["need"])
    assert all(place in shown for place in needs.statements()["place"])


def test_a_search_without_a_hit_offers_to_loosen(open_page: OpenPage) -> None:
    app = open_page("needs", theme="fees", q="rahoitus")
    assert [warning.value for warning in app.warning] == ["No sentence fits."]
    assert {str(b.key) for b in app.button if str(b.key).startswith("loosen")} == {"loosen theme", "loosen q"}
    next(b for b in app.button if b.key == "loosen q").click().run()
    assert "2 sentences, told in our words." in words(app)
