"""Evidence: contracts, the rule that weighs outcomes, the map and its marks, the page and its empty states."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import catalogue
from analytics.contracts.checks import check
from analytics.core import language
from analytics.core.codes import NORDIC
from analytics.core.paths import DATA
from analytics.effects import charts, words
from analytics.effects import questions as effects
from analytics.effects.codes import DIRECTIONS, OUTCOMES, STRENGTHS
from analytics.publish import offer
from analytics.table_list import TABLES
from analytics.warehouse import queries, warehouse
from tests.conftest import OpenPage
from tests.ui.test_pages import in_link
from tests.ui.test_pages import words as words_of
from ui import markdown


def shipped(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / "effects" / f"{name}.csv", dtype=str, keep_default_na=False)


def joined() -> pd.DataFrame:
    """The findings with the grades of their studies, by hand."""
    rows = shipped("programme_evaluations").merge(shipped("evaluation_grades"), on="study")
    rows["grade"] = [own or grade for own, grade in zip(rows["own_grade"], rows["grade"], strict=True)]
    return rows


# --- contracts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "column", "value", "expected"),
    [
        ("programme_evaluations", "study", "de-nobody-1999", "the part of evaluation_id"),
        ("programme_evaluations", "evaluation_id", "de-engel-2019-rd", "two hyphens between them"),
        ("programme_evaluations", "beside_id", "no-such--finding", "an evaluation_id that is in the table"),
        ("programme_evaluations", "effect_direction", "good", "one of: negative, none, mixed, positive"),
        ("programme_evaluations", "source_kind", "programme itself", "one of: government"),
        ("evaluation_grades", "grade", "6", "one of: 0, 1"),
        ("objection_evidence", "evaluation_id", "no-such--finding", "an evaluation_id that is in the table"),
        ("objections", "verdict", "wrong", "one of: right"),
    ],
)
def test_a_faulty_cell_is_named(table: str, column: str, value: str, expected: str) -> None:
    rows = shipped(table)
    others = {name: shipped(name) for name in ("programme_evaluations", "evaluation_grades", "objections")}
    assert check(TABLES[table], rows, others) == []
    rows.loc[0, column] = value
    faults = check(TABLES[table], rows, others)
    assert any(fault.row == 2 and expected.split(" ", 1)[1] in fault.expected for fault in faults), faults


def test_every_study_has_a_finding_and_every_outcome_a_name() -> None:
    rows, grades = shipped("programme_evaluations"), shipped("evaluation_grades")
    assert set(rows["study"]) == set(grades["study"])
    for code in language.LANGUAGES:
        language.use(code)
        assert len({words.outcome_name(outcome) for outcome in OUTCOMES}) == len(OUTCOMES)


def test_every_finding_has_its_sentence_in_each_language() -> None:
    said = {}
    for code in language.LANGUAGES:
        language.use(code)
        said[code] = effects.findings().set_index("evaluation_id")["finding"]
    assert (said["en"] != said["fi"]).all()
    assert (said["sv"] != said["fi"]).all()


# --- questions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "grades"), [("3", "345"), ("2", "2345"), ("0", "012345")])
def test_the_map_counts_by_outcome_and_direction_as_the_file_does(level: str, grades: str) -> None:
    rows = joined()
    kept = rows["grade"].isin(list(grades)) | ((rows["grade"] == "review") & (level == "0"))
    expected = rows[kept & (rows["yardstick"] == "false")].groupby(["outcome", "effect_direction"]).size()
    found = effects.mapped(level=level).groupby(["outcome", "effect_direction"]).size()
    assert found.to_dict() == expected.to_dict()


def test_a_country_and_the_nordic_ones_alone() -> None:
    assert set(effects.mapped("FR")["country"]) == {"FR"}
    assert set(effects.mapped(nordic=1, level="0")["country"]) <= set(NORDIC)
    assert set(effects.mapped("FR,NO", nordic=1)["country"]) == {"NO"}
    assert effects.mapped("FR", nordic=1).empty


def test_an_outcome_weighs_by_design_countries_and_independence() -> None:
    """The rule a second way, from the file, without SQL."""
    rows = joined()
    rows = rows[
        rows["grade"].isin(list("345")) & (rows["yardstick"] == "false") & rows["independence"].isin(["A", "B"])
    ]
    expected = {}
    for outcome, part in rows.groupby("outcome"):
        gain = part[part["effect_direction"] == "positive"]
        gains, outside = set(gain["study"]), gain[gain["independence"] == "A"]
        no_gains = set(part.loc[part["effect_direction"].isin(["none", "negative"]), "study"])
        firm = set(outside.loc[outside["provisional"] == "false", "country"])
        if part["study"].nunique() == 1:
            weight = "open"
        elif len(no_gains) >= len(gains):
            weight = "not_supported"
        elif len(firm) > 1:
            weight = "supported"
        else:
            weight = "with_care" if len(outside) else "open"
        expected[outcome] = weight
    assert effects.verdicts().set_index("outcome")["weight"].to_dict() == expected


_FACTS = ("outcome", "study", "country", "effect_direction", "on_scale", "provisional", "independence", "yardstick")


@pytest.mark.parametrize(
    ("rows", "weight"),
    [
        # Firm gains in two countries; a gain of the programme's own and a yardstick change nothing.
        ([("a", "DE", "positive", 3, False, "A"), ("b", "FR", "positive", 3, False, "A")], "supported"),
        ([("a", "DE", "positive", 3, False, "A"), ("b", "DE", "positive", 3, False, "A")], "with_care"),
        ([("a", "DE", "positive", 3, True, "A"), ("b", "FR", "positive", 3, True, "A")], "with_care"),
        ([("a", "DE", "positive", 3, False, "A"), ("b", "FR", "none", 3, False, "A")], "not_supported"),
        ([("a", "NO", "positive", 3, True, "B"), ("b", "NO", "positive", 3, True, "B")], "open"),
        ([("a", "DE", "positive", 3, False, "A"), ("b", "FR", "positive", 2, False, "A")], "open"),
        ([("a", "DE", "positive", 3, False, "A"), ("b", "FR", "positive", 3, False, "C")], "open"),
    ],
)
def test_the_rule_by_hand(rows: list[tuple[str, str, str, int, bool, str]], weight: str) -> None:
    given = pd.DataFrame([("jobs", *row, False) for row in rows], columns=list(_FACTS))
    facts = ", ".join(
        f"('jobs', '{r.study}', '{r.country}', '{r.effect_direction}', {r.on_scale}, {r.provisional}, "
        f"'{r.independence}', {r.yardstick})"
        for r in given.itertuples()
    )
    sql = queries()["effects.verdicts"].sql.replace(
        "FROM finding_facts", f"FROM (VALUES {facts}) AS finding_facts ({', '.join(_FACTS)})"
    )
    assert list(warehouse().run(sql, {}, label="by hand")["weight"]) == [weight]


def test_a_sentence_leaves_out_what_no_outcome_belongs_to() -> None:
    only = pd.DataFrame({"outcome": ["exports", "rd"], "weight": ["not_supported", "with_care"]})
    assert words.weighing(only) == (
        "With care it can be said that cluster programmes bring more research and development. "
        "That they bring more exports is not supported."
    )
    assert words.weighing(only.head(0)).startswith("No outcome")


def test_no_figure_comes_without_its_yardstick() -> None:
    rows = effects.best_figures()
    assert rows["yardstick"].iloc[-1]
    assert set(rows["beside_id"].dropna()) <= set(rows["evaluation_id"])
    sentence = catalogue.chart("effects.norway").insight
    for value in rows["effect_value"]:
        assert f"{value:.1f}" in sentence


def test_objections_are_found_by_their_key() -> None:
    for key in shipped("objections")["objection_id"]:
        assert effects.objection(key)["answer"]
        assert not effects.evidence_of(key).empty
    with pytest.raises(KeyError):
        effects.objection("no-such-objection")


def test_the_size_of_an_effect_is_told_with_its_bound_and_unit() -> None:
    row = pd.Series({"effect_value": 7.0, "effect_bound": "almost", "effect_unit": "percent labour productivity"})
    assert words.effect_words(row) == "almost 7 percent labour productivity"
    language.use("fi")
    assert words.effect_words(row.replace({7.0: 4.6, "almost": None})) == "4,6 percent labour productivity"
    assert words.effect_words(row.replace({7.0: None})) == ""


# --- the map ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("narrow", [0, 1])
@pytest.mark.parametrize("level", ["3", "2", "0"])
def test_marks_stand_in_the_column_of_their_direction_and_none_on_another(level: str, narrow: int) -> None:
    frame = effects.mapped(level=level)
    marks = charts.placed(frame, narrow=bool(narrow))
    assert set(marks["evaluation_id"]) == set(frame["evaluation_id"])
    assert (marks["x"].round() == marks["effect_direction"].map(DIRECTIONS.index)).all()
    assert (marks.groupby("row")["y"].agg(lambda y: y.max() - y.min()) < 1).all()
    assert not marks[["x", "y"]].round(3).duplicated().any()


def test_a_click_on_a_mark_is_the_finding_that_its_tooltip_tells() -> None:
    frame = effects.mapped(level="0")
    plot = catalogue.chart("effects.map", level="0").drawing
    assert [one.name for one in plot.series] == [words.strength_name(code) for code in STRENGTHS]
    for at, series in enumerate(plot.series):
        for point, said in enumerate(series.hover):
            row = effects.finding(charts.finding_at(frame, at, point))
            assert row is not None
            assert said.startswith(words.short_name(row))
            assert row["finding"] in said


def test_the_chosen_finding_is_framed() -> None:
    chosen = effects.mapped()["evaluation_id"].iloc[3]
    plot = catalogue.chart("effects.map", finding=chosen).drawing
    widths = [mark.edge_width for series in plot.series for mark in series.marks]
    assert widths.count(max(widths)) == 1


def test_a_map_of_nothing_says_why() -> None:
    chart = catalogue.chart("effects.map", countries="FI")
    assert chart.drawing.empty
    assert "No study of this strength" in chart.insight


@pytest.mark.parametrize("chart_id", ["effects.map", "effects.norway"])
def test_every_file_of_a_chart_is_made(chart_id: str) -> None:
    chart = catalogue.chart(chart_id)
    for kind, form in offer.made_from("chart").items():
        assert form.make("chart", chart, "", ()), kind


# --- the page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_page_answers_first(open_page: OpenPage, code: str) -> None:
    app = open_page("effects", lang=code)
    assert not app.exception
    language.use(code)
    shown = words_of(app)
    assert shown.index(effects.weighing()) < shown.index(markdown.escape(catalogue.chart("effects.map").insight))
    for said in words.not_known(effects.coverage()):
        assert said in shown
    assert len(app.expander) >= len(effects.objections())


def test_a_finding_in_the_link_has_its_card_and_what_belongs_beside_it(open_page: OpenPage) -> None:
    figure = effects.best_figures().iloc[0]
    shown = words_of(open_page("effects", finding=figure["evaluation_id"]))
    beside = effects.finding(figure["beside_id"])
    assert beside is not None
    assert figure["finding"] in shown
    assert beside["finding"] in shown
    assert figure["main_limit"] in shown


def test_choosing_a_finding_writes_it_into_the_link(open_page: OpenPage) -> None:
    app = open_page("effects", lang="sv")
    other = effects.mapped()["evaluation_id"].iloc[5]
    app.selectbox(key="finding:sv").select(other).run()
    assert in_link(app, "finding") == [other]
    language.use("sv")
    assert str(effects.finding(other)["finding"]) in words_of(app)  # type: ignore[index]


def test_a_filter_that_leaves_nothing_offers_a_weaker_design(open_page: OpenPage) -> None:
    app = open_page("effects", country="FI")
    assert "No study of this strength" in app.warning[0].value
    app.button(key="loosen grade").click().run()
    assert in_link(app, "grade") == ["0"]
    assert not app.warning


def test_a_finding_that_does_not_exist_is_left_out_with_a_note(open_page: OpenPage) -> None:
    app = open_page("effects", finding="no-such--finding", grade="9")
    assert not app.exception
    assert any("no-such--finding" in note.value for note in app.info)
