"""Sentences about the level, the growth and the gap of exports."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.core.codes import NORDIC
from analytics.core.language import N_, _, country_name, country_words, number, percent
from analytics.exports import questions
from analytics.exports.gap_words import reference_name


@dataclass(frozen=True)
class Wording:
    """How a measure of level is written: its texts (to be translated), its digits, and whether it is a percentage."""

    title: str
    subtitle: str
    axis: str
    sentence: str
    method: str
    codes: tuple[str, ...]
    digits: int = 1
    share: bool = True

    @property
    def page(self) -> str:
        """The page of the one indicator behind it; "" where there are several."""
        return f"https://data.worldbank.org/indicator/{self.codes[0]}" if len(self.codes) == 1 else ""

    def value(self, value: float | None) -> str:
        """A value of the measure as it stands in a sentence."""
        return percent(value, self.digits) if self.share else number(value, self.digits)


WORDINGS = {
    "pct_gdp": Wording(
        N_("Exports beside the economy"),
        N_("Exports of goods and services, % of GDP, {years}"),
        N_("% of GDP"),
        N_(
            "{country} exported {share} of its GDP in {year}. The other Nordic countries exported {mean} on "
            "average, {top} the most ({most})."
        ),
        N_("Exports of goods and services in % of GDP, both in current prices, as the World Bank publishes them."),
        ("NE.EXP.GNFS.ZS",),
    ),
    "per_head": Wording(
        N_("Exports for each inhabitant"),
        N_("Exports of goods and services, current euros per inhabitant, {years}"),
        N_("euros per inhabitant"),
        N_(
            "{country} exported {share} euros per inhabitant in {year}. The other Nordic countries exported "
            "{mean} on average, {top} the most ({most})."
        ),
        N_(
            "Exports per inhabitant = exports in current prices / population. The source has US dollars, worked out as "
            "the export share times GDP. Euros are dollars divided by the European Central Bank's reference rate of the"
            " year. Exchange rates move the figure as well as trade does."
        ),
        ("NE.EXP.GNFS.ZS", "NE.RSB.GNFS.CD", "NE.IMP.GNFS.ZS", "SP.POP.TOTL"),
        digits=0,
        share=False,
    ),
    "per_head_usd": Wording(
        N_("Exports for each inhabitant"),
        N_("Exports of goods and services, current US dollars per inhabitant, {years}"),
        N_("US dollars per inhabitant"),
        N_(
            "{country} exported {share} US dollars per inhabitant in {year}. The other Nordic countries "
            "exported {mean} on average, {top} the most ({most})."
        ),
        N_(
            "Exports per inhabitant = exports in current US dollars / population. Exports in US dollars are worked "
            "out as their share of GDP times GDP. Exchange rates move the figure as well as trade does."
        ),
        ("NE.EXP.GNFS.ZS", "NE.RSB.GNFS.CD", "NE.IMP.GNFS.ZS", "SP.POP.TOTL"),
        digits=0,
        share=False,
    ),
    "real_index": Wording(
        N_("How exports have grown"),
        N_("Real exports of goods and services (constant 2015 prices), {base} = 100, {years}"),
        N_("index, {base} = 100"),
        N_(
            "{of_country} real exports stood at {share} in {year} ({base} = 100). The other Nordic countries stood at "
            "{mean} on average, {top} the highest ({most})."
        ),
        N_(
            "Index = 100 × real exports of the year / real exports of the base year (constant 2015 US dollars). A "
            "country with no figure for the base year has no index."
        ),
        ("NE.EXP.GNFS.KD",),
        share=False,
    ),
    "services_share": Wording(
        N_("How much of exports is services"),
        N_("Exports of services, % of exports of goods and services, {years}"),
        N_("% of exports"),
        N_(
            "Services were {share} of {of_country} exports in {year}. In the other Nordic countries they were {mean} on"
            " average, at most {most} ({top})."
        ),
        N_(
            "Services share = exports of services (balance of payments, current US dollars) / exports of goods and "
            "services (national accounts, current US dollars). The two accounts differ somewhat in coverage, and "
            "changes of method show as jumps."
        ),
        ("BX.GSR.NFSV.CD", "NE.EXP.GNFS.ZS", "NE.RSB.GNFS.CD", "NE.IMP.GNFS.ZS"),
    ),
    "high_tech": Wording(
        N_("How much of manufactured exports is high technology"),
        N_("High-technology exports, % of exports of manufactures, {years}"),
        N_("% of manufactured exports"),
        N_(
            "High technology was {share} of {of_country} manufactured exports in {year}. In the other Nordic countries "
            "it was {mean} on average, at most {most} ({top})."
        ),
        N_(
            "High technology is products with high research intensity, such as aircraft, computers, medicines and "
            "instruments, as the World Bank publishes the share. Where a country exports few manufactures, a few "
            "products move it far."
        ),
        ("TX.VAL.TECH.MF.ZS",),
    ),
    "rd": Wording(
        N_("What goes to research and development"),
        N_("Research and development, % of GDP, {years}"),
        N_("% of GDP"),
        N_(
            "{country} spent {share} of its GDP on research and development in {year}. The other Nordic "
            "countries spent {mean} on average, {top} the most ({most})."
        ),
        N_("All spending on research and development in the country, in % of GDP. Some ask every other year."),
        ("GB.XPD.RSDV.GD.ZS",),
    ),
}  # fmt: skip


def measure_name(code: str) -> str:
    """A measure's short name."""
    return {
        "pct_gdp": _("Share of GDP"),
        "per_head": _("Per inhabitant"),
        "real_index": _("Real growth"),
        "services_share": _("Services"),
        "high_tech": _("High technology"),
        "rd": _("R&D"),
    }[code]


def compared(known: pd.DataFrame, column: str, country: str, wording: Wording, base: str) -> str:
    """The country's latest figure beside the other Nordic countries' of the same year; benchmarks are left out."""
    own = known[known["country"] == country]
    if own.empty:
        return _("{country}: unknown.").format(**country_words(country))
    last = int(own["year"].max())
    newest = known[known["year"] == last].set_index("country")[column]
    rest = newest[[code for code in NORDIC if code != country and code in newest.index]]
    if rest.empty:
        return f"{country_name(country)} {last}: {wording.value(newest[country])}."
    return _(wording.sentence).format(
        **country_words(country),
        share=wording.value(newest[country]),
        year=last,
        base=base,
        mean=wording.value(questions.mean_of_others(newest, country)),
        top=country_name(str(rest.idxmax())),
        most=wording.value(rest.max()),
    )


def scenario(rates: pd.Series) -> str:
    """How fast exports must grow, from a row of the scenario."""
    latest = int(rates["latest_year"])
    if rates["years"] <= 0:
        text = _("The target year {target} is not after {latest}, the latest year with figures: nothing to work out.")
    elif rates["own_pct_gdp"] >= rates["reference_pct_gdp"]:
        text = _(
            "{country} is already there. It exported {own} of its GDP in {latest}, against {share} "
            "({reference}). Real exports that grow as fast as GDP ({gdp} a year) keep the share."
        )
    elif pd.isna(rates["needed_growth_pct"]):
        text = _("The growth needed cannot be worked out, because a figure is not published.")
    else:
        text = _(
            "The target is the export share of {latest}, {share} of GDP ({reference}), by {target}. "
            "{country} gets there if real exports grow {needed} a year. In {first}–{latest} they grew {past}"
            " a year."
        )
    return text.format(
        **country_words(rates["country"]),
        reference=reference_name(rates["reference"]),
        share=percent(rates["reference_pct_gdp"]),
        own=percent(rates["own_pct_gdp"]),
        target=int(rates["target_year"]),
        latest=latest,
        first=latest - 10,
        gdp=percent(rates["gdp_growth_pct"]),
        needed=percent(rates["needed_growth_pct"]),
        past=percent(rates["past_growth_pct"]),
    )
