"""The case on the front page and in the brief: every number worked out a second way from the files, and one everywhere.

The second way is pandas and arithmetic on the CSV files; no query of the atlas is asked.
"""

from __future__ import annotations

import re
from functools import cache

import docx
import pandas as pd
import pytest

from analytics import catalogue
from analytics.core import language
from analytics.core.codes import DESIGN_MODELS, NORDIC
from analytics.core.language import number
from analytics.core.paths import DATA
from analytics.publish import brief, brief_files, formats
from tests import opened
from tests.conftest import OpenPage
from tests.counted import counted
from tests.ui.test_pages import words
from ui.page_registry import PAGES

LANGUAGES = list(language.LANGUAGES)
YEARS = 12
UNSHOWN = ("board", "embed")  # they need a workshop or a chart
POPULATION, SHARE, GDP = "SP.POP.TOTL", "NE.EXP.GNFS.ZS", "NY.GDP.MKTP.CD"


@cache
def table(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", dtype={"value": object, "grade": object, "own_grade": object})


def indicator(code: str) -> pd.DataFrame:
    """A column a country, a row a year."""
    rows = table("exports/export_indicators")
    rows = rows[rows["indicator"] == code]
    return rows.assign(value=rows["value"].astype(float)).pivot(index="year", columns="country", values="value")


def features() -> pd.DataFrame:
    """A row a feature that is known of most countries, a column a country; unknown cells are missing."""
    rows = table("programmes/programme_features")
    wide = rows.pivot(index="feature", columns="country", values="value")
    return wide[2 * wide.notna().sum(axis=1) > rows["country"].nunique()]


def having(country: str) -> int:
    others = [code for code in NORDIC if code != country]
    return int((features().loc["national_programme", others] == "yes").sum())


def missing(country: str) -> int:
    return int((features()[country] == "no").sum())


def well_supported() -> list[str]:
    """Outcomes with unprovisional gains by outside authors in two countries, and fewer studies without a gain."""
    rows = table("effects/programme_evaluations").merge(table("effects/evaluation_grades"), on="study")
    grade = rows["own_grade"].fillna(rows["grade"])
    yardstick = rows["yardstick"].astype(str).str.lower() == "true"
    provisional = rows["provisional"].astype(str).str.lower() == "true"
    rows = rows.assign(firm=~provisional)[
        grade.isin(["3", "4", "5"]) & ~yardstick & rows["independence"].isin(["A", "B"])
    ]
    found = []
    for outcome, of_it in rows.groupby("outcome"):
        gains = of_it[of_it["effect_direction"] == "positive"]
        without = of_it[of_it["effect_direction"].isin(["none", "negative"])]
        outside = gains[gains["firm"] & (gains["independence"] == "A")]
        enough = of_it["study"].nunique() > 1 and without["study"].nunique() < gains["study"].nunique()
        if enough and outside["country"].nunique() >= 2:
            found.append(str(outcome))
    return found


def sums(country: str, preset: str, *, lowest: bool = False) -> tuple[float, float, float]:
    """Clusters and EUR million a year of a full programme, and EUR million of its first years, year by year."""
    people = indicator(POPULATION)[[country, preset]].dropna().iloc[-1] if country != preset else None
    factor = 1.0 if people is None else people[country] / people[preset]
    levels = table("programmes/design_presets")
    levels = levels[levels["preset"] == preset].sort_values("level").to_dict("records")[: 1 if lowest else None]
    running = table("programmes/design_terms").set_index("preset").at[preset, "running_meur"]
    running = round(running * factor, 2)
    entered: list[list[float]] = []
    for place, level in enumerate(levels):
        into = [round(level["intake"] * factor, 2)] * 40
        if place:
            below = levels[place - 1]
            for year in range(below["years"], 40):
                into[year] += below["moves_up_pct"] / 100 * entered[place - 1][year - below["years"]]
        entered.append(into)
    clusters, costs = [], []
    for year in range(40):
        held = [
            sum(into[max(0, year - level["years"] + 1) : year + 1]) for level, into in zip(levels, entered, strict=True)
        ]
        clusters.append(sum(held))
        support = sum(n * level["support_keur"] for n, level in zip(held, levels, strict=True))
        costs.append(support / 1000 + running)
    return clusters[-1], costs[-1], sum(costs[:YEARS])


def newest_budget(country: str) -> float | None:
    """EUR million: of the newest whole year of a programme with a known number of clusters; None without one."""
    rows = table("programmes/programme_budgets")
    rows = rows[
        (rows["country"] == country) & (rows["kind"] == "cluster_organisations") & rows["covers"].isin(["year", "mean"])
    ]
    rows = rows[rows["amount_meur"].notna() & rows["clusters_supported"].notna()].sort_values("year")
    return None if features().at["national_programme", country] != "yes" else float(rows["amount_meur"].iloc[-1])


def expected(country: str) -> list[str]:
    """The four numbers of the case, as the language in use writes them."""
    today = newest_budget(country)
    cost = sums(country, "NO")[1] if today is None else today
    return [number(having(country)), number(len(well_supported())), number(missing(country)), number(cost, 1)]


@cache
def word(country: str, code: str) -> docx.document.Document:
    from io import BytesIO

    with formats.for_print(code):
        return docx.Document(BytesIO(brief_files.to_docx(brief.brief(country))))


def all_of(document: docx.document.Document) -> str:
    cells = [cell.text for one in document.tables for row in one.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("country", NORDIC)
def test_overview_and_brief_tell_the_numbers_of_the_files(open_page: OpenPage, country: str, code: str) -> None:
    app = open_page("overview", lang=code, country=country)
    assert not app.exception
    language.use(code)
    assert [metric.value for metric in app.metric] == expected(country)
    assert [cell.text for cell in word(country, code).tables[0].rows[1].cells] == expected(country)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("country", NORDIC)
def test_overview_cost_page_and_brief_tell_one_sum(open_page: OpenPage, country: str, code: str) -> None:
    told = [words(open_page(page, lang=code, country=country)) for page in ("overview", "cost")]
    told.append(all_of(word(country, code)))
    language.use(code)
    _clusters, cost, spent = sums(country, "NO")
    for text in (number(cost, 1), number(spent, 1 if spent < 100 else 0)):
        assert all(text in one for one in told), text


@pytest.mark.parametrize("country", NORDIC)
def test_the_options_of_the_brief_are_the_sums_of_the_files(country: str) -> None:
    rows = [[cell.text for cell in row.cells] for row in word(country, "en").tables[1].rows][1:]
    of = {"NO1": ("NO", True), "NO": ("NO", False), "DK": ("DK", False)}
    for code, row in zip(DESIGN_MODELS, rows, strict=True):
        preset, lowest = of[code]
        clusters, cost, spent = sums(country, preset, lowest=lowest)
        assert float(row[2]) == pytest.approx(clusters, abs=0.51 if clusters >= 10 else 0.051)
        assert float(row[4]) == pytest.approx(cost, abs=0.051)
        assert float(row[6]) == pytest.approx(spent, abs=0.51 if spent >= 100 else 0.051)


@pytest.mark.parametrize("country", ["FI", "SE", "DK", "IS"])
def test_exports_are_told_as_a_range_on_overview_and_in_the_brief(open_page: OpenPage, country: str) -> None:
    shares = indicator(SHARE)[list(NORDIC)].dropna().iloc[-1]
    others = shares.drop(country)
    extreme = (others - others.median()).abs().idxmax()
    points = sorted(
        abs(measure - shares[country]) for measure in (others.mean(), others.median(), others.drop(extreme).mean())
    )
    said = f"{number(points[0], 1)} to {number(points[-1], 1)} percentage points"
    assert said in words(open_page("overview", country=country))
    assert said in all_of(word(country, "en"))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("country", NORDIC)
def test_the_lead_of_norwegian_members_never_stands_without_its_yardstick(
    open_page: OpenPage, country: str, code: str
) -> None:
    told = [words(open_page("overview", lang=code, country=country)), all_of(word(country, code))]
    language.use(code)
    lead, yardstick = (number(value, 1) for value in (14.6, 9.0))
    assert lead in told[1]
    for sentence in (part for text in told for part in text.split("\n") if lead in part):
        assert yardstick in sentence


# --- no two pages give different totals for the same words --------------------------------------------------

# What is stated, and the words by which pages state it in English; the group is the total.
STATED = {
    "clusters": (
        r"of ([\d,]+) active clusters(?! \(FI)",
        r"([\d,]+) clusters are counted",
        r"([\d,]+) clusters fit(?! the filters)",
        r"knows ([\d,]+) active clusters",
        r"([\d,]+) Nordic clusters",
        r"in all five countries for \d+ of ([\d,]+)",
    ),
    "located": (r"place is known for ([\d,]+)", r"and ([\d,]+) of them are on the map"),
    "with a fee": (r"fee is known for ([\d,]+)", r"published by ([\d,]+) of"),
    "parts": (r"of (?:the )?([\d,]+) parts of a (?:national )?cluster policy",),
    "designed clusters": (r"([\d,.]+) clusters would cost", r"At full size\\?: ([\d,.]+) clusters"),
    "cost a year": (r"EUR ([\d,.]+) million a year when",),
    "cost in all": (r"EUR ([\d,]+) million over 12 years", r"a programme of 12 years and EUR ([\d,]+) million"),
    "parts missing": (
        r"and ([\d,]+) are missing\.",
        r"([\d,]+) parts are missing altogether",
        r"cluster policy, ([\d,]+) are missing altogether",
    ),
    "parts there in part": (
        r"in Finland: ([\d,]+) are there in part",
        r"fully in place and ([\d,]+) are there in part",
    ),
    "lead of all supported firms": (
        r"all supported firms (?:led )?by ([\d.]+)",
        r"support from the same agency by ([\d.]+)",
        r"gained ([\d.]+) percentage points a year in value added",
    ),
    "with a member count": (
        r"A number is known for ([\d,]+) of ALL",
        r"A member count is published for ([\d,]+) of them",
    ),
    "Danish money a head": (r"Denmark ([\d.]+) \(\d{4}\)", r"organisations EUR ([\d.]+) an inhabitant"),
}
# The decks, whose titles and points are told on the page Presentations.
DECKS = ("why-finland", "nordic-ten-minutes", "workshops")


def test_no_two_pages_give_different_totals_for_the_same_words(open_page: OpenPage) -> None:
    everywhere = {
        key: "\n".join(words(seen) for seen in opened.everything(open_page(key))).replace("\\", "")
        for key in PAGES
        if key not in UNSHOWN
    }
    everywhere |= {deck: words(open_page("present", board=deck)).replace("\\", "") for deck in DECKS}
    everywhere["brief"] = all_of(word("FI", "en"))
    national = (counted()["country"] == "FI").sum()  # pages about one country say its own total as well
    for what, patterns in STATED.items():
        said = {
            (key, total.rstrip("."))
            for key, text in everywhere.items()
            for pattern in patterns
            for total in re.findall(pattern.replace("ALL", str(len(counted()))), text)
        }
        totals = {total for _key, total in said} - {str(national)}
        assert len({key for key, _total in said}) > 1, what
        assert len(totals) == 1, (what, sorted(said))
    assert {str(len(counted()))} == {
        total for text in everywhere.values() for total in re.findall(r"([\d,]+) clusters are counted", text)
    }


def test_what_two_sources_asked_for_is_never_added_up(open_page: OpenPage) -> None:
    """Each source has its number of sentences; their sum stands on no page, in no deck and in no brief."""
    needs = table("workshops/workshop_needs")
    each = needs.groupby("event")["need_id"].nunique()
    assert len(each) == 2
    told = "\n".join(
        words(open_page(page, **asked)) for page, asked in (("needs", {}), ("present", {"board": "workshops"}))
    )
    for total in each:
        assert re.search(rf"\b{total} (services|statements|sentences)", told)
    assert not re.search(rf"\b{each.sum()} (services|statements|sentences|needs)", told)


@pytest.mark.parametrize("country", NORDIC)
def test_the_headline_on_specialisation_says_what_the_heat_map_shows(open_page: OpenPage, country: str) -> None:
    told = words(open_page("specialisation", country=country))
    said = re.findall(r"\(([\d.,]+) times the world's share\)", told)
    grid = catalogue.chart("exports.rca", country=country).drawing
    shown = {cells[grid.column].text for _name, cells in grid.rows}
    assert len(said) == 2
    assert set(said) <= shown
