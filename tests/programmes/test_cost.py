"""What a programme would cost: the final sum by hand and from single clusters, the options, and the page."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analytics import catalogue
from analytics.core import language
from analytics.core.codes import DESIGN_MODELS
from analytics.core.plot import Plot
from analytics.programmes import design as model
from analytics.programmes import design_plan as plan
from analytics.programmes import design_words as words
from analytics.programmes.design_full import sized, when_full
from analytics.programmes.design_plan import Design, Level
from analytics.publish import brief
from tests import opened
from tests.conftest import OpenPage

# --- the final sum by hand -------------------------------------------------------------------------------

# Finland, the Norwegian model: Arena 3.70 a year for 3 years at EUR 186,000, 55 % move up; Arena Pro 2.02 a year from
# outside for 5 years at EUR 558,000; administration EUR 0.71 million a year.
#   Arena: 3.7, 7.4, then 11.1 clusters: 122.1 in the 12 years together; 11.1 x 0.186 = 2.0646 million when full.
#   Arena Pro is entered by 2.02, from the fourth year by 2.02 + 0.55 x 3.7 = 4.055: 2.02, 4.04, 6.06, 10.115, 14.17,
#   16.205, 18.24, then 20.275: 172.225 together; 20.275 x 0.558 = 11.31345 million when full, in the eighth year.
#   Full: 31.375 clusters; 2.0646 + 11.31345 + 0.71 = 14.08805 million.
#   12 years: 122.1 x 0.186 + 172.225 x 0.558 + 12 x 0.71 = 22.7106 + 96.10155 + 8.52 = 127.33215 million.
FINAL = (
    "31 clusters would cost the public EUR 14.1 million a year when the programme is full, from 2034 on, and EUR "
    "127 million over 12 years."
)


def test_the_final_sum_worked_by_hand() -> None:
    result = model.outcome("FI", "NO")
    assert result.full.year == 2034
    assert result.full.clusters == pytest.approx(31.375)
    assert result.full.cost_meur == pytest.approx(14.08805)
    assert result.full.cofinancing_meur == pytest.approx(2.0646 + 11.31345)  # half, as much as the support
    assert result.spent_meur == pytest.approx(127.33215)
    assert words.final_sum(result) == FINAL


def test_a_programme_that_is_not_full_in_its_years_says_when_it_will_be() -> None:
    # Five years: Arena 3.7 + 7.4 + 3 x 11.1 = 44.4, Pro 2.02 + 4.04 + 6.06 + 10.115 + 14.17 = 36.405;
    # 44.4 x 0.186 + 36.405 x 0.558 + 5 x 0.71 = 8.2584 + 20.31399 + 3.55 = 32.12239.
    result = model.outcome("FI", "NO", years=5)
    assert result.spent_meur == pytest.approx(32.12239)
    assert "not before 2034" in words.final_sum(result)
    assert "first 5 years would cost EUR 32.1 million" in words.final_sum(result)


def test_the_options_worked_by_hand() -> None:
    # The small programme is Arena alone. The Danish model: 1.5 x 0.9402574 = 1.41 a year for 4 years, of whom 84.6 %
    # stay 4 more: 5.64 + 4.77144 = 10.41144 clusters at EUR 2.017 million = 20.99987, and administration of 0.66.
    frame = model.options("FI")
    options = frame[frame["kind"] == "option"].set_index("code")
    assert list(options.index) == list(DESIGN_MODELS)
    assert options.loc["NO1", ["year", "clusters", "cost_meur", "spent_meur"]].tolist() == pytest.approx(
        [2029, 11.1, 2.0646 + 0.71, 22.7106 + 8.52]
    )
    assert options.loc["NO", ["year", "clusters", "cost_meur"]].tolist() == pytest.approx([2034, 31.375, 14.08805])
    assert options.loc["DK", ["year", "clusters", "cost_meur"]].tolist() == pytest.approx([2034, 10.41144, 21.65987])
    # Norway's budget was cut in 2022, so that of 2021 stands above it.
    budgets = frame[frame["kind"] == "budget"]
    assert list(zip(budgets["code"], budgets["year"], strict=True)) == [("NO", 2021), ("NO", 2022), ("DK", 2025)]
    drawing = catalogue.chart("programmes.options", country="FI").drawing
    assert isinstance(drawing, Plot)
    assert list(drawing.series[0].y) == frame["cost_meur"].tolist()


# --- the final sum a second way: each yearly intake followed from level to level -----------------------------


def thousandths(high: int) -> st.SearchStrategy[float]:
    return st.integers(0, high * 1000).map(lambda whole: whole / 1000)


DESIGNS = st.builds(
    Design,
    levels=st.lists(
        st.builds(Level, st.just("Level"), thousandths(20), thousandths(900), st.integers(1, 6), thousandths(100)),
        min_size=1,
        max_size=4,
    ).map(tuple),
    cofinancing_pct=thousandths(95),
    running_meur=thousandths(50),
    start_year=st.just(2027),
)


def followed(design: Design, years: int) -> list[tuple[list[Fraction], Fraction]]:
    """Clusters by level, and public cost in EUR million, of each year; each intake is followed by itself, exactly."""
    present = [[Fraction(0)] * len(design.levels) for _ in range(years)]
    intakes = [
        (year, place, Fraction(str(level.intake))) for year in range(years) for place, level in enumerate(design.levels)
    ]
    for entered, first, size in intakes:
        year, place = entered, first
        while place < len(design.levels) and year < years and size:
            level = design.levels[place]
            for stayed in range(year, min(year + level.years, years)):
                present[stayed][place] += size
            size *= Fraction(str(level.moves_up_pct)) / 100
            year, place = year + level.years, place + 1
    support = [Fraction(str(level.support_keur)) / 1000 for level in design.levels]
    return [
        (of_year, sum((n * s for n, s in zip(of_year, support, strict=True)), Fraction(str(design.running_meur))))
        for of_year in present
    ]


@given(design=DESIGNS)
def test_the_final_sum_is_that_of_the_single_intakes(design: Design) -> None:
    years = 30  # four levels of six years are full by then
    naive = followed(design, years)
    full = when_full(design)
    clusters, cost = naive[-1]
    assert full.clusters == pytest.approx(float(sum(clusters)), rel=1e-9, abs=1e-9)
    assert full.cost_meur == pytest.approx(float(cost), rel=1e-9, abs=1e-9)
    assert full.year == design.start_year + next(at for at, (of_year, _cost) in enumerate(naive) if of_year == clusters)
    by_year = model.yearly(design, model.cohorts(design, years), population=1)
    assert by_year["cost_meur"].tolist() == pytest.approx([float(cost) for _of_year, cost in naive], rel=1e-9, abs=1e-9)


@given(design=DESIGNS, clusters=st.integers(1, 60), support=st.integers(0, 2500))
def test_the_sliders_give_the_size_and_the_support_that_they_show(design: Design, clusters: int, support: int) -> None:
    wanted = sized(sized(design, clusters=clusters), keur_per_cluster=support)
    assert when_full(wanted).clusters == pytest.approx(clusters)
    assert when_full(wanted).support_meur == pytest.approx(clusters * support / 1000)
    kept = replace(wanted, levels=design.levels)
    assert kept == design


# --- the page --------------------------------------------------------------------------------------------


def said(app: AppTest) -> str:
    return " ".join(str(block.value) for block in app.markdown)


def link(app: AppTest) -> str:
    return "".join(app.query_params.get("d", []))


@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"country": "NO", "d": "DK", "years": "5", "by": "gdp", "measure": "meur_per_cluster"},
        {"country": "IS", "d": "Arena-3.67-214-3-55_Arena.Pro-2-643-5-0~co50~run0.7~y2030"},
    ],
)
def test_the_page_is_drawn(open_page: OpenPage, query: dict[str, str | list[str]], code: str) -> None:
    app = open_page("cost", lang=code, **query)
    assert not app.exception
    assert [error.value for error in app.error] == []
    language.use(code)
    assert app.title[0].value == language._("What would it cost?")
    country, design, years = (str(query.get(*pair)) for pair in (("country", "FI"), ("d", "NO"), ("years", "12")))
    assert words.final_sum(model.outcome(country, design, int(years))) in said(app)


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_page_brief_and_slide_tell_the_same_final_sum(open_page: OpenPage, code: str) -> None:
    """The sums of the Norwegian model as worked out by hand above: clusters, first full year, a year, 12 years."""
    app = open_page("cost", lang=code)
    language.use(code)
    a_year = language.number(14.1, 1)
    final = words.final_sum(model.outcome("FI"))
    assert final in said(app)
    assert all(figure in final for figure in ("31", "2034", a_year, "127"))
    options = brief.brief("FI").sections[0]
    assert options.table is not None
    table = options.table.rows
    row = table[table.iloc[:, 0] == words.model_name("NO")].iloc[0].tolist()
    assert [row[2], row[3], row[4], row[6]] == ["31", "2034", a_year, "127"]
    assert a_year in options.sentences[0]
    assert f"| {' | '.join(table.iloc[:, 4])} |" in said(app)  # the table of the page has an option a column
    title = catalogue.chart("programmes.design_cost", country="FI", design="NO").title
    assert "31" in title
    assert a_year in title


@pytest.mark.parametrize(
    "query", [{"d": "DK"}, {"d": "DK", "country": "SE", "by": "gdp"}, {"measure": "budget_meur", "country": "SE"}]
)
def test_old_links_to_the_designer_and_to_the_money_land_on_the_page(
    open_page: OpenPage, query: dict[str, str | list[str]]
) -> None:
    app = open_page("programmes", **query)
    assert not app.exception
    assert app.title[0].value == "What would it cost?"
    country, design = str(query.get("country", "FI")), str(query.get("d", "NO"))
    assert words.final_sum(model.outcome(country, design)) in said(app)


def test_a_link_that_asks_for_what_the_neighbours_have_stays_there(open_page: OpenPage) -> None:
    app = open_page("programmes", country="NO", of="IS", f="status_levels", measure="budget_meur")
    assert app.title[0].value == "What the neighbours have"


def test_a_bad_measure_is_told_and_left_out(open_page: OpenPage) -> None:
    app = open_page("cost", measure="gold")
    assert not app.exception
    assert any("gold" in info.value for info in app.info)
    assert "measure" not in app.query_params


def test_a_slider_changes_the_design_and_the_sum(open_page: OpenPage) -> None:
    app = open_page("cost")
    app.slider(key="design clusters:en").set_value(20).run()
    # The link keeps three decimals of each intake, so that the twenty are twenty to a few thousandths.
    assert when_full(plan.read(link(app))).clusters == pytest.approx(20, abs=0.02)
    assert words.final_sum(model.outcome("FI", link(app))) in said(app)
    assert "20 clusters would cost the public" in said(app)


def test_a_change_makes_the_design_the_readers_own_and_is_kept_beside_the_presets(open_page: OpenPage) -> None:
    app = opened.boxes(open_page("cost"))
    assert link(app) == ""
    app.number_input(key="design intake 0:en").set_value(6.0).run()
    preset = model.preset("NO", "FI")
    changed = replace(preset, levels=(replace(preset.levels[0], intake=6.0), *preset.levels[1:]))
    assert plan.read(link(app)) == changed
    app.segmented_control(key="design start:en").set_value("DK").run()
    assert link(app) == "DK"
    app.segmented_control(key="design start:en").set_value("own").run()
    assert plan.read(link(app)) == changed
    app.text_input(key="design name 1:en").set_value("  Huippu  [x](y) ").run()
    assert plan.read(link(app)).levels[1].name == "Huippu x y"
    app.query_params["lang"] = "fi"
    opened.boxes(app.run())
    assert app.number_input(key="design intake 0:fi").value == 6.0


def test_levels_are_added_and_removed(open_page: OpenPage) -> None:
    app = opened.boxes(open_page("cost"))
    app.button(key="design-add").click().run()
    assert [level.name for level in plan.read(link(app)).levels] == ["Arena", "Arena Pro", "Level 3"]
    app.button(key="design-remove").click().run()
    app.button(key="design-remove").click().run()
    left = plan.read(link(app)).levels
    assert [(level.name, level.moves_up_pct) for level in left] == [("Arena", 0)]
    assert not app.exception


def test_a_bad_link_gets_a_note_and_the_preset(open_page: OpenPage) -> None:
    app = open_page("cost", d="<b>rubbish</b>")
    assert not app.exception
    assert any("cannot be read" in info.value for info in app.info)
    assert link(app) == ""
    opened.boxes(app)
    assert app.text_input(key="design name 0:en").value == "Arena"


def test_an_impossible_design_in_the_link_is_shown_with_words_and_can_be_mended(open_page: OpenPage) -> None:
    app = open_page("cost", d="Arena--6-190-0-130~co50~run1.5~y2027")
    assert not app.exception
    assert len(app.error) == 3
    app.number_input(key="design intake 0:en").set_value(6.0).run()
    app.number_input(key="design years 0:en").set_value(3).run()
    app.number_input(key="design moves_up_pct 0:en").set_value(0.0).run()
    assert not app.exception
    assert len(app.error) == 0
    assert link(app) == "Arena-6-190-3-0~co50~run1.5~y2027"
