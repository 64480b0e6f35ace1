"""The self-assessment: scores worked by hand, answers in a link, the rules of its tables, the page and the files."""

from __future__ import annotations

import csv
from io import StringIO

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.core import language
from analytics.core.chart import Chart
from analytics.core.paths import DATA
from analytics.core.plot import Plot, Series
from analytics.publish import tables
from analytics.readiness import questions as readiness
from analytics.render import screen
from tests.conftest import OpenPage
from tests.texts import said, texts
from tests.ui.test_pages import in_link, words

LANGUAGES = list(language.LANGUAGES)
POINTS = {"y": 1.0, "p": 0.5, "n": 0.0}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / "knowledge" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CRITERIA = sorted(rows("readiness_criteria"), key=lambda row: int(row["place"]))
PLACES = {row["criterion_id"]: int(row["place"]) for row in CRITERIA}
ALL = len(CRITERIA)


def text(**answers: str) -> str:
    """Answers by question: text(members="y") has a y at the place of the question on members, nothing else."""
    out = ""
    for criterion, letter in answers.items():
        out = readiness.answered(out, PLACES[criterion.replace("_", "-")], letter)
    return out


def area(answers: str, code: str) -> pd.Series:
    return readiness.areas(answers).set_index("area").loc[code]


def level(answers: str, code: str) -> pd.Series:
    return readiness.levels(answers).set_index("rule_set").loc[code]


# ------------------------------------------------------------------ worked by hand


def test_everything_met() -> None:
    found = readiness.areas("y" * ALL)
    assert found["score_pct"].tolist() == [100] * 7
    assert readiness.levels("y" * ALL)["standing"].tolist() == ["met"] * 6
    assert readiness.next_steps("y" * ALL).empty


def test_mixed_answers() -> None:
    # The first three questions are those of strategy: yes, partly, not yet = (1 + 0.5 + 0) / 3 = 50 %.
    assert area("ypn", "strategy")["score_pct"] == 50
    # The next five are of members: yes, yes, don't know, two unanswered = (1 + 1) / 2 = 100 %, the others counted.
    members = area("ypnyyd", "members")
    assert members[["score_pct", "questions", "met", "partly", "not_met", "unsure", "open"]].tolist() == [
        *(100, 5, 2, 0, 0, 1, 2)
    ]
    # Not yet, not yet, partly and yes of four: 1.5 / 4 = 37.5 %.
    assert area(text(staff="n", fulltime="n", legal="p", board="y"), "organisation")["score_pct"] == 37.5


def test_nothing_answered_is_unknown_and_not_zero() -> None:
    for answers in ("", "." * ALL, "d" * ALL):
        assert readiness.areas(answers)["score_pct"].isna().all()
        assert readiness.levels(answers)["standing"].tolist() == ["open"] * 6
    assert readiness.areas("")["open"].sum() == ALL
    assert readiness.areas("d" * ALL)["unsure"].sum() == ALL
    assert area("nnn", "strategy")["score_pct"] == 0


def test_a_level_is_met_only_when_all_that_was_seen_of_it_is() -> None:
    # Bronze asks for four: 15 members, half a person-year, a place on the ECCP, and the benchmarking.
    whole = text(members="y", staff="y", eccp="y", benchmarked="y")
    assert level(whole, "bronze")[["requirements", "met", "standing"]].tolist() == [4, 4, "met"]
    assert level(whole, "silver")[["requirements", "met", "open", "standing"]].tolist() == [5, 2, 3, "open"]
    for letter, standing in (("p", "not_met"), ("n", "not_met"), ("d", "open"), (None, "open")):
        changed = readiness.answered(whole, PLACES["eccp"], letter)
        assert level(changed, "bronze")[["met", "standing"]].tolist() == [3, standing]


def test_next_steps_begin_with_the_first_rungs_and_leave_out_what_is_met_or_open() -> None:
    # The ECCP asks for members, the silver label for the second benchmarking, nobody for a full-time person.
    answers = text(fulltime="n", second="n", members="p", theme="y", website="d")
    assert readiness.next_steps(answers)["criterion_id"].tolist() == ["members", "website", "second", "fulltime"]


# ------------------------------------------------------------------ answers in a link


@given(st.lists(st.sampled_from([*readiness.LETTERS, None]), min_size=ALL, max_size=ALL))
@settings(max_examples=60)
def test_answers_go_into_a_link_and_come_back(letters: list[str | None]) -> None:
    answers = ""
    for place, letter in enumerate(letters, 1):
        answers = readiness.answered(answers, place, letter)
    assert readiness.read(answers) == (answers, ())
    assert [readiness.letter_at(answers, place) for place in range(1, ALL + 1)] == letters
    assert len(answers) <= ALL
    assert not answers.endswith(".")


@given(st.text(alphabet="ypnd.", max_size=ALL))
@settings(max_examples=60)
def test_scores_are_shares_of_the_known_answers_alone(answers: str) -> None:
    found = readiness.areas(answers).set_index("area")
    for code, row in found.iterrows():
        letters = [readiness.letter_at(answers, PLACES[c["criterion_id"]]) for c in CRITERIA if c["area"] == code]
        points = [POINTS[letter] for letter in letters if letter in POINTS]
        assert row["open"] == letters.count(None)
        assert row["unsure"] == letters.count("d")
        assert row[["met", "partly", "not_met", "unsure", "open"]].sum() == row["questions"] == len(letters)
        if points:
            assert row["score_pct"] == pytest.approx(100 * sum(points) / len(points))
            assert 0 <= row["score_pct"] <= 100
        else:
            assert pd.isna(row["score_pct"])


@given(st.text(max_size=60))
@settings(max_examples=100)
def test_any_text_in_a_link_can_be_read(given_text: str) -> None:
    kept, bad = readiness.read(given_text)
    assert set(kept) <= {*readiness.LETTERS, "."}
    assert len(kept) <= ALL
    assert readiness.read(kept) == (kept, ())
    assert bool(bad) == (len(given_text) > ALL or bool(set(given_text) - {*readiness.LETTERS, "."}))


def test_what_is_no_answer_is_told() -> None:
    assert readiness.read("yXnYX") == ("y.n", ("X", "Y"))
    assert readiness.read("y" * (ALL + 2)) == ("y" * ALL, ("y",))
    with pytest.raises(ValueError, match="'x' is no answer"):
        readiness.answered("", 1, "x")


# ------------------------------------------------------------------ the tables


def test_every_question_rule_and_step_has_a_source_and_three_languages() -> None:
    fields = {
        ("readiness_criteria", "criterion_id"): ("title", "question", "why", "next_step"),
        ("readiness_rules", "rule_set", "criterion_id"): ("requirement",),
        ("start_steps", "step"): ("title", "what", "in_practice"),
    }
    for (name, *key), columns in fields.items():
        for row in rows(name):
            assert row["source_url"].startswith(("http://", "https://")), row
            for column in columns:
                different = {said(name, column, row, code, *key) for code in LANGUAGES}
                assert len(different - {""}) == len(LANGUAGES), (name, column, row)


def test_places_are_one_to_n_and_areas_stand_together() -> None:
    assert [int(row["place"]) for row in CRITERIA] == list(range(1, ALL + 1))
    order = [row["area"] for row in CRITERIA]
    assert sorted(order, key=order.index) == order


def test_a_threshold_stands_in_the_words_of_its_requirement() -> None:
    for row in rows("readiness_rules"):
        if row["threshold"]:
            figure = row["threshold"]
            assert figure in row["requirement"], row
            key = f"{row['rule_set']}|{row['criterion_id']}"
            for code in ("fi", "sv"):
                assert figure.replace(".", ",") in texts(code)["readiness_rules", "requirement", key], row


# ------------------------------------------------------------------ chart, files, page


def spokes(chart: Chart) -> Series:
    assert isinstance(chart.drawing, Plot)
    assert chart.drawing.kind == "radar"
    assert list(chart.drawing.categories) == list(map(readiness.area_name, chart.table["area"]))
    return chart.drawing.series[0]


def test_the_radar_leaves_a_gap_where_nothing_is_known() -> None:
    open_ = catalogue.chart("readiness.radar", answers="ypn")
    outline = spokes(open_)
    assert outline.y[0] == 50
    assert list(outline.y[1:]) == [None] * 6
    assert outline.labels[0].text == "50%"
    assert {outline.labels[place].text for place in range(1, 7)} == {"no answer"}
    assert screen.figure(open_).data[0].fill == "none"
    whole = catalogue.chart("readiness.radar", answers="y" * ALL)
    assert set(spokes(whole).y) == {100}
    assert {label.text for label in spokes(whole).labels.values()} == {"100%"}
    assert screen.figure(whole).data[0].fill == "toself"
    assert open_.link == "readiness.radar?answers=ypn"
    assert open_.table["score_pct"].isna().sum() == 6


@pytest.mark.parametrize("code", LANGUAGES)
def test_files_hold_the_same_answers(code: str) -> None:
    language.use(code)
    letters = "ypnd." * 6
    answers = readiness.read(letters[:ALL])[0]
    expected = [
        readiness.answer_name(readiness.LETTERS.get(readiness.letter_at(answers, place) or "", "open"))
        for place in range(1, ALL + 1)
    ]
    file = tables.to_csv(readiness.table(answers), bom=True).decode("utf-8-sig")
    assert [row["answer"] for row in csv.DictReader(StringIO(file))] == expected
    report = readiness.report(answers, "https://atlas.example/start?a=yp")
    for row, answer in zip(CRITERIA, expected, strict=True):
        question = said("readiness_criteria", "question", row, code, "criterion_id")
        assert f"- {question} **{answer}** (<{row['source_url']}>)" in report
    assert "<https://atlas.example/start?a=yp>" in report


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_shows_steps_and_questions_in_each_language(open_page: OpenPage, code: str) -> None:
    app = open_page("start", lang=code)
    assert not app.exception
    for step in rows("start_steps"):
        assert f"{step['step']}. {said('start_steps', 'title', step, code, 'step')}" in words(app)
    app = open_page("start", lang=code, view="check", a="ypn", area="members")
    assert not app.exception
    for row in CRITERIA:
        shown = [control.label for control in app.segmented_control]
        question = said("readiness_criteria", "question", row, code, "criterion_id")
        assert (question in shown) == (row["area"] == "members")
    assert in_link(app, "a") == ["ypn"]


def test_an_answer_goes_into_the_link_and_reset_takes_all_out(open_page: OpenPage) -> None:
    app = open_page("start", view="check")
    app.segmented_control(key="ready need:en").set_value("p").run()
    assert in_link(app, "a") == [".p"]
    assert f"1 of {ALL} questions answered" in words(app)
    app.segmented_control(key="ready theme:en").set_value("y").run()
    assert in_link(app, "a") == ["yp"]
    app.segmented_control(key="language switch").set_value("fi").run()
    assert in_link(app, "a") == ["yp"]
    assert app.segmented_control(key="ready need:fi").value == "p"
    app.segmented_control(key="ready need:fi").set_value(None).run()
    assert in_link(app, "a") == ["y"]
    next(button for button in app.button if button.icon == ":material/restart_alt:").click().run()
    assert "a" not in app.query_params
    assert not app.exception


def test_the_next_button_opens_the_next_area(open_page: OpenPage) -> None:
    app = open_page("start", view="check", a="y")
    app.button(key="start-onwards").click().run()
    assert in_link(app, "area") == ["members"]
    assert in_link(app, "a") == ["y"]


def test_a_bad_link_is_read_as_far_as_it_goes(open_page: OpenPage) -> None:
    app = open_page("start", view="check", a="yq<b>n" + "y" * 300, area="nowhere")
    assert not app.exception
    # At most 200 characters are read; of those the first 27 have a place, and q, <, b and > are no answers.
    assert in_link(app, "a") == ["y....n" + "y" * (ALL - 6)]
    notes = "\n".join(info.value for info in app.info)
    assert "“q”" in notes
    assert "“nowhere”" in notes
