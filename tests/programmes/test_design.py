"""The cohort model of a designed programme: worked by hand, held to its properties, and its presets to the tables."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import catalogue
from analytics.core import language
from analytics.core.paths import DATA
from analytics.core.plot import Plot
from analytics.programmes import design as model
from analytics.programmes import design_cautions as cautions
from analytics.programmes import design_plan as plan
from analytics.programmes.design_plan import BadDesign, Design, Level
from analytics.render import screen
from tests.texts import said

TWO = Design(
    levels=(Level("Start", intake=4, support_keur=100, years=2, moves_up_pct=50), Level("Top", 1, 300, 2)),
    cofinancing_pct=60,
    running_meur=0.5,
    start_year=2030,
)


def rows(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figure(indicator: str, year: int, country: str = "NO") -> float:
    found = [
        float(row["value"])
        for row in rows("programmes/programme_figures.csv")
        if (row["country"], row["year"], row["indicator"]) == (country, str(year), indicator)
    ]
    assert len(found) == 1, (indicator, year, found)
    return found[0]


# ------------------------------------------------------------------ worked by hand


def test_two_levels_over_five_years_worked_by_hand() -> None:
    # Start: 4 enter every year and stay 2 years. From the third year 4 finish, 2 of them move up and 2 leave.
    #   entered 4 4 4 4 4   clusters 4 8 8 8 8   moved up 0 0 2 2 2   left 0 0 2 2 2
    # Top: 1 enters from outside, and from the third year 2 from below. The 1 of the first year leaves in the third,
    # the 1 of the second in the fourth, the 3 of the third in the fifth.
    #   entered 1 1 3 3 3   clusters 1 2 4 6 6   left 0 0 1 1 3
    by_level = model.cohorts(TWO, years=5)
    wide = by_level.pivot(index="year", columns="level")
    assert list(wide.index) == [2030, 2031, 2032, 2033, 2034]
    assert wide["clusters"][1].tolist() == [4, 8, 8, 8, 8]
    assert wide["moved_up"][1].tolist() == [0, 0, 2, 2, 2]
    assert wide["left"][1].tolist() == [0, 0, 2, 2, 2]
    assert wide["from_below"][2].tolist() == [0, 0, 2, 2, 2]
    assert wide["clusters"][2].tolist() == [1, 2, 4, 6, 6]
    assert wide["moved_up"][2].tolist() == [0, 0, 0, 0, 0]
    assert wide["left"][2].tolist() == [0, 0, 1, 1, 3]
    # Support of the last year: 8 x 0.1 + 6 x 0.3 = 0.8 + 1.8 = 2.6; public 2.6 + 0.5 = 3.1. The clusters bear 60 % of
    # support and own funding: 2.6 is 40 %, so 3.9; in all 7.0. Over a million inhabitants: EUR 3.10.
    last = model.yearly(TWO, by_level, population=1_000_000).iloc[-1]
    assert last[["clusters", "taken_in", "left"]].tolist() == [14, 5, 5]
    money = ["support_meur", "running_meur", "cost_meur", "cofinancing_meur", "total_meur", "cost_eur_per_inhabitant"]
    assert last[money].tolist() == pytest.approx([2.6, 0.5, 3.1, 3.9, 7.0, 3.1])


def test_known_programmes_scaled_by_hand() -> None:
    # World Bank, in the tables. Population 2022: Finland 5,556,106, Norway 5,457,127, ratio 1.0181376; 14.52 times that
    # = 14.78336. GDP 2022: 281.88743 / 593.72697 = 0.4747762; x 14.52 = 6.89375. 39 clusters x 1.0181376 = 39.70737.
    # Denmark's budget of 2025: last population known 2024, 5,619,911 / 5,976,992 = 0.9402574; x 22.18 = 20.85491;
    # last GDP 2023, 300.1872 / 404.1988 = 0.7426723; x 22.18 = 16.47247.
    result = model.outcome("FI", "NO")
    norway, denmark = result.latest("NO"), result.latest("DK")
    assert (norway["year"], norway["population_year"], norway["gdp_year"]) == (2022, 2022, 2022)
    assert norway["scaled_population_meur"] == pytest.approx(14.78336, abs=1e-4)
    assert norway["scaled_gdp_meur"] == pytest.approx(6.89375, abs=1e-4)
    assert norway["scaled_clusters"] == pytest.approx(39.70737, abs=1e-4)
    assert (norway["cut_pct"], norway["admitted"]) == (29, 0)
    assert (denmark["year"], denmark["population_year"], denmark["gdp_year"]) == (2025, 2024, 2023)
    assert denmark["scaled_population_meur"] == pytest.approx(20.85491, abs=1e-4)
    assert denmark["scaled_gdp_meur"] == pytest.approx(16.47247, abs=1e-4)


def test_a_known_programme_scaled_to_its_own_country_is_itself() -> None:
    national = {row["programme_id"] for row in rows("programmes/programmes.csv") if row["scope"] == "national"}
    for code in ("NO", "DK"):
        own = model.references(code)
        own = own[own["reference"] == code]
        published = {
            (row["programme_id"], int(row["year"])): float(row["amount_meur"])
            for row in rows("programmes/programme_budgets.csv")
            if row["country"] == code and row["kind"] == "cluster_organisations" and row["programme_id"] in national
            and row["covers"] in ("year", "mean") and row["amount_meur"] and row["clusters_supported"]
        }  # fmt: skip
        found = list(zip(own["programme_id"], own["year"], strict=True))
        assert sorted(found) == sorted(published)
        assert own["scaled_population_meur"].tolist() == pytest.approx([published[one] for one in found])
        assert own["scaled_gdp_meur"].tolist() == pytest.approx([published[one] for one in found])
        assert own["year"].is_monotonic_decreasing


# ------------------------------------------------------------------ properties

names = st.lists(
    st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=6), min_size=1, max_size=3
).flatmap(lambda words: st.sampled_from([" ".join(words), "-".join(words)]))


def thousandths(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(round(low * 1000), round(high * 1000)).map(lambda whole: whole / 1000)


def designs(*, sensible: bool = True) -> st.SearchStrategy[Design]:
    most = (lambda n: thousandths(0, n)) if sensible else (lambda n: thousandths(-999_999, 999_999))
    level = st.builds(
        Level,
        name=names,
        intake=most(50),
        support_keur=most(2000),
        years=st.integers(1, 15) if sensible else st.integers(-999, 999),
        moves_up_pct=most(100),
    )
    return st.builds(
        Design,
        levels=st.lists(level, min_size=1 if sensible else 0, max_size=4).map(tuple),
        cofinancing_pct=most(95),
        running_meur=most(500),
        start_year=st.integers(2000, 2100) if sensible else st.integers(0, 9999),
    )


@given(designs())
def test_clusters_are_conserved_in_every_year_and_never_negative(design: Design) -> None:
    by_level = model.cohorts(design)
    flows = by_level[["clusters", "new_clusters", "from_below", "moved_up", "left", "cost_meur"]]
    assert (flows.to_numpy() >= 0).all()
    by_year = model.yearly(design, by_level, population=1)
    assert (by_year.drop(columns="year").to_numpy() >= 0).all()
    taken_in, left = by_year["taken_in"].cumsum(), by_year["left"].cumsum()
    np.testing.assert_allclose(taken_in, by_year["clusters"] + left, rtol=1e-12, atol=1e-9)
    up = by_level.groupby("year")[["moved_up", "from_below"]].sum()
    np.testing.assert_allclose(up["moved_up"], up["from_below"], rtol=1e-12, atol=1e-9)
    for _place, level in by_level.groupby("level"):
        net = level["new_clusters"] + level["from_below"] - level["moved_up"] - level["left"]
        np.testing.assert_allclose(level["clusters"], net.cumsum(), rtol=1e-12, atol=1e-9)


@given(designs())
def test_twice_the_intake_is_twice_the_clusters_and_twice_the_support(design: Design) -> None:
    twice = replace(design, levels=tuple(replace(level, intake=2 * level.intake) for level in design.levels))
    once, double = model.cohorts(design), model.cohorts(twice)
    for column in ("clusters", "moved_up", "left", "cost_meur"):
        np.testing.assert_allclose(double[column], 2 * once[column], rtol=1e-12)


@given(designs(sensible=False))
def test_a_design_survives_its_link(design: Design) -> None:
    text = plan.write(design)
    assert plan.read(text) == design
    assert len(text) <= plan.LONGEST_TEXT


@given(st.text(max_size=60))
def test_any_text_is_a_design_or_a_bad_design(text: str) -> None:
    try:
        found = plan.read(text)
    except BadDesign:
        return
    assert plan.read(plan.write(found)) == found


@given(st.text(max_size=60))
def test_any_typed_name_is_made_fit_for_the_link(typed: str) -> None:
    name = plan.clean_name(typed, otherwise="Level")
    design = replace(TWO, levels=(replace(TWO.levels[0], name=name),))
    assert plan.read(plan.write(design)) == design


# ------------------------------------------------------------------ the link


def test_the_link_of_a_design_reads_as_it_is_documented() -> None:
    design = Design((Level("Arena", 3.67, 214, 3, 55), Level("Arena Pro-2", 2, 643, 5)), 50, 0.7, 2027)
    text = "Arena-3.67-214-3-55_Arena.Pro..2-2-643-5-0~co50~run0.7~y2027"
    assert plan.write(design) == text
    assert plan.read(text) == design


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NO ",
        "Arena-6-190-3-30",
        "Arena-6-190-3-30~co50~run1.5",
        "Arena-6-190-3~co50~run1.5~y2027",
        "Arena-6-190-3.5-30~co50~run1.5~y2027",
        "Arena-1e5-190-3-30~co50~run1.5~y2027",
        "Arena-nan-190-3-30~co50~run1.5~y2027",
        "Arena-٣-190-3-30~co50~run1.5~y2027",
        "[a](b)-6-190-3-30~co50~run1.5~y2027",
        "-6-190-3-30~co50~run1.5~y2027",
        "Arena-6-190-3-30__Pro-2-500-5-0~co50~run1.5~y2027",
        "Arena-6-190-3-30~co50~run1.5~y2027~y2028",
        "Arena-6-190-3-30~co50~run1.5~y2027\n",
        "A" * 25 + "-6-190-3-30~co50~run1.5~y2027",
        "A-1-1-1-1_" * 60 + "A-1-1-1-1~co50~run1.5~y2027",
    ],
)
def test_bad_text_is_refused(text: str) -> None:
    with pytest.raises(BadDesign):
        plan.read(text)


# ------------------------------------------------------------------ presets


@pytest.mark.parametrize("code", ["NO", "DK"])
@pytest.mark.parametrize("lang", ["en", "fi", "sv"])
def test_a_preset_at_home_is_the_table(code: str, lang: str) -> None:
    language.use(lang)
    levels = [row for row in rows("programmes/design_presets.csv") if row["preset"] == code]
    terms = next(row for row in rows("programmes/design_terms.csv") if row["preset"] == code)
    made = model.preset(code, code)
    assert [
        (v.name, v.intake, v.support_keur, v.years, v.moves_up_pct) for v in made.levels
    ] == [
        (
            said("design_presets", "name", r, lang, "preset", "level"),
            *(float(r[name]) for name in ("intake", "support_keur")), int(r["years"]), float(r["moves_up_pct"]),
        )
        for r in levels
    ]  # fmt: skip
    assert (made.cofinancing_pct, made.running_meur) == (float(terms["cofinancing_pct"]), float(terms["running_meur"]))
    assert cautions.faults(made) == ()


def test_a_preset_is_scaled_by_population() -> None:
    # 2024: Finland 5,619,911, Norway 5,572,279: ratio 1.00855; 3.67 x 1.00855 = 3.70, 2 x 1.00855 = 2.02,
    # 0.7 x 1.00855 = 0.71.
    made = model.preset("NO", "FI")
    assert [level.intake for level in made.levels] == [3.70, 2.02]
    assert made.running_meur == 0.71
    assert [level.support_keur for level in made.levels] == [186, 558]


def test_what_the_presets_call_published_is_in_the_tables() -> None:
    presets = {(row["preset"], row["level"]): row for row in rows("programmes/design_presets.csv")}
    programmes = {row["programme_id"]: row for row in rows("programmes/programmes.csv")}
    arena, pro = presets["NO", "1"], presets["NO", "2"]
    rates = {
        float(row["rate_used"]) for row in rows("programmes/programme_budgets.csv")
        if (row["currency"], row["year"]) == ("NOK", "2020") and row["rate_used"]
    }  # fmt: skip
    assert rates == {10.758}
    assert float(arena["support_keur"]) == round(figure("support_arena", 2020) / 10.758 / 1000)
    assert float(pro["support_keur"]) == round(figure("support_arena_pro", 2020) / 10.758 / 1000)
    in_2019 = figure("accepted_total", 2019) - figure("accepted_arena_pro", 2019)
    admitted = [in_2019, figure("accepted_arena", 2020), figure("accepted_arena", 2021)]
    assert float(arena["intake"]) == round(sum(admitted) / 3, 2)
    pro_a_year = {figure("accepted_arena_pro", year) for year in (2019, 2020, 2021)}
    assert pro_a_year == {4}
    # The assumption: half of the four from Arena, half from outside.
    assert float(pro["intake"]) == 2
    assert float(arena["intake"]) * float(arena["moves_up_pct"]) / 100 == pytest.approx(2, abs=0.05)
    assert float(programmes["no-nic"]["cofinancing_pct"]) == 50
    total, clusters = figure("budget_2025_2028_total", 2025, "DK"), figure("clusters_funded_2025_2028", 2025, "DK")
    for level in ("1", "2"):
        assert float(presets["DK", level]["support_keur"]) == round(total * 1000 / 4 / clusters / 7.46)
        assert presets["DK", level]["years"] == programmes["dk-clusters-2025-2028"]["support_years_max"]
    assert float(presets["DK", "1"]["moves_up_pct"]) == round(
        100 * clusters / figure("national_clusters", 2024, "DK"), 1
    )


# ------------------------------------------------------------------ what is wrong or doubtful


def first(**changes: Any) -> Design:
    return replace(TWO, levels=(replace(TWO.levels[0], **changes), *TWO.levels[1:]))


@pytest.mark.parametrize(
    ("design", "said"),
    [
        (replace(TWO, levels=()), "has no level"),
        (replace(TWO, levels=TWO.levels * 3), "at most 4 levels"),
        (first(intake=-1), "new clusters a year must be from 0"),
        (first(intake=float("nan")), "new clusters a year must be from 0"),
        (first(support_keur=-5), "support must be from 0"),
        (first(support_keur=90_000), "support must be from 0"),
        (first(years=0), "0 years supports nobody"),
        (first(years=-1), "from 1 to 30 years"),
        (first(moves_up_pct=101), "more than 100 per cent cannot move up"),
        (first(moves_up_pct=-1), "cannot be negative"),
        (replace(TWO, cofinancing_pct=100), "Co-financing must be"),
        (replace(TWO, running_meur=-0.1), "Running costs must be"),
        (replace(TWO, start_year=1492), "start year must be"),
    ],
)
def test_an_impossible_design_is_named_and_not_worked_out(design: Design, said: str) -> None:
    wrong = cautions.faults(design)
    assert len(wrong) == 1
    assert wrong[0].blocks
    assert said in wrong[0].text
    with pytest.raises(BadDesign, match=said):
        model.cohorts(design)


def doubts(design: Design, active: int | None = None, dearest: float | None = None) -> list[str]:
    by_year = model.yearly(design, model.cohorts(design), population=1_000_000)
    return [caution.text for caution in cautions.doubts(design, by_year, active, dearest)]


def test_doubtful_designs_are_named_but_worked_out() -> None:
    # TWO has 14 clusters from its fourth year and costs at most EUR 3.10 an inhabitant of a million.
    assert doubts(TWO, active=14, dearest=0.63) == []
    assert ["14 clusters" in text and "13 active" in text for text in doubts(TWO, active=13)] == [True]
    assert ["EUR 3.10" in text and "5 times" in text for text in doubts(TWO, dearest=0.61)] == [True]
    top = replace(TWO.levels[1], moves_up_pct=20)
    assert ["Top is the last level" in text for text in doubts(replace(TWO, levels=(TWO.levels[0], top)))] == [True]
    assert doubts(first(years=8)) == []
    assert ["11 years" in text and "651/2014" in text for text in doubts(first(years=9))] == [True]
    apart = replace(TWO, levels=(replace(TWO.levels[0], years=9, moves_up_pct=0), TWO.levels[1]))
    assert doubts(apart) == []  # 9 years or 2, never both
    unreached = replace(TWO, levels=(replace(TWO.levels[0], moves_up_pct=0), replace(TWO.levels[1], intake=0)))
    assert doubts(unreached) == ["Top: no cluster ever gets here."]


def test_an_unknown_count_of_clusters_gives_no_warning() -> None:
    assert doubts(TWO, active=None, dearest=None) == []


# ------------------------------------------------------------------ the charts


def test_the_chart_holds_the_exact_values_and_the_params_that_rebuild_it() -> None:
    text = plan.write(TWO)
    chart = catalogue.chart("programmes.design", country="FI", design=text)
    assert list(chart.table.columns[:4]) == ["year", "level", "level_name", "clusters"]
    assert chart.params == {"country": "FI", "design": text, "years": model.YEARS}
    pd.testing.assert_frame_equal(chart.table, model.cohorts(TWO))
    assert isinstance(chart.drawing, Plot)
    assert [list(one.y) for one in chart.drawing.series if one.shape == "bar"] == [
        chart.table.loc[chart.table["level"] == level, "clusters"].tolist() for level in (1, 2)
    ]
    totals = chart.drawing.series[-1]
    assert list(totals.y) == chart.table.groupby("year")["clusters"].sum().tolist()
    assert {place: label.text for place, label in totals.labels.items()} == {3: "14", 11: "14"}  # full in 2033


@pytest.mark.parametrize("scale", ["population", "gdp"])
def test_the_cost_stands_beside_the_two_scaled_budgets(scale: str) -> None:
    chart = catalogue.chart("programmes.design_cost", country="SE", design="DK", scale=scale)
    assert len(chart.table) == model.YEARS
    assert isinstance(chart.drawing, Plot)
    drawn = [list(one.y) for one in chart.drawing.series]
    assert drawn[0] == chart.table["cost_meur"].tolist()
    assert drawn[1] == chart.table["total_meur"].tolist()
    assert drawn[2] == chart.table[f"norway_scaled_{scale}_meur"].tolist()
    assert drawn[3] == chart.table[f"denmark_scaled_{scale}_meur"].tolist()
    json.loads(screen.figure(chart).to_json())


def test_bad_params_of_the_charts_are_refused() -> None:
    with pytest.raises(BadDesign):
        catalogue.chart("programmes.design", country="FI", design="nonsense")
    with pytest.raises(BadDesign):
        catalogue.chart("programmes.design", country="XX", design="NO")
    with pytest.raises(ValueError, match="scale"):
        catalogue.chart("programmes.design_cost", scale="area")
