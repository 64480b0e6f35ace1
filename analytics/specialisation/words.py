"""Sentences and names about what countries export."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.core.codes import NORDIC
from analytics.core.language import _, country_words, listing, number
from analytics.specialisation.questions import UNCLASSIFIED


def rca_number(value: float | None) -> str:
    """An RCA for reading: two decimals, one from 10 on."""
    return number(value, 1 if value is not None and pd.notna(value) and value >= 10 else 2)


def strongest(own: pd.Series, short: pd.Series, country: str, year: int) -> str:
    """A country's strongest specialities, and in how many groups it exports at least the world's share."""
    ranked = own[own.index != UNCLASSIFIED].dropna().sort_values(ascending=False)
    if ranked.empty:
        return _("{country}: unknown.").format(**country_words(country))
    return _(
        "{of_country} strongest specialities in {year}, in times the world's share, are {groups}. At least the world's "
        "share is reached by {above} of {all} groups."
    ).format(
        **country_words(country),
        year=year,
        # As the cells of the heat map say it.
        groups=listing(valued(short[code], number(value, 1)) for code, value in ranked.head(3).items()),
        above=number(int((ranked >= 1).sum())),
        all=number(len(ranked)),
    ) + unknown(short[own.index[own.isna()]])


def rca_method() -> str:
    """How RCA is worked out."""
    return _(
        "RCA = the group's share of the country's goods exports / the group's share of the world's goods exports "
        "(Balassa 1965), over the WTO's 17 leaf groups. Above 1 the country is specialised in the group. Lines and "
        "colours follow the symmetric form (RCA − 1) / (RCA + 1), from −1 to 1 (Dalum, Laursen and Villumsen 1998). "
        "The WTO's world total includes goods that are imported and exported again. Goods without a class are in the "
        "totals but count as no speciality. Without fuels, both totals leave fuels out."
    )


def nordic(frame: pd.DataFrame, column: str, year: int) -> pd.Series:
    """The known values of the Nordic countries in a year, by country."""
    newest = frame[frame["year"] == year].dropna(subset=column).set_index("country")[column]
    return newest[[code for code in NORDIC if code in newest.index]]


def unknown(names: pd.Series) -> str:
    """A sentence that names the groups without a figure, to stand after another; empty when there is none."""
    return " " + _("Unknown in that year: {groups}.").format(groups=listing(names)) if len(names) else ""


def valued(name: str, value: str) -> str:
    """A name with its value in brackets."""
    return f"{name} ({value})"


def scope(subtitle: str, without_fuels: int) -> str:
    """A subtitle that says when fuels are left out."""
    return _("{subtitle}. Fuels are left out.").format(subtitle=subtitle) if without_fuels else subtitle


def short(ecosystem: str) -> str:
    """An industrial ecosystem in a word or two, for a mark in a chart."""
    return {
        "Aerospace and Defence": _("Aerospace, defence"),
        "Agri-Food": _("Food"),
        "Construction": _("Construction"),
        "Cultural and Creative Industries": _("Creative"),
        "Digital": _("Digital"),
        "Electronics": _("Electronics"),
        "Energy Intensive Industries": _("Energy-intensive"),
        "Health": _("Health"),
        "Mobility-Transport-Automotive": _("Mobility"),
        "Proximity, Social Economy and Civil Security": _("Proximity"),
        "Renewable Energy": _("Renewables"),
        "Retail": _("Retail"),
        "Textile": _("Textiles"),
        "Tourism": _("Tourism"),
    }.get(ecosystem, ecosystem)


def quadrant(rca: float, clusters: float, few: float) -> str:
    """In words, which of four kinds an ecosystem is: exports against the world's share, clusters against the mean."""
    if rca >= 1:
        return _("strong exports, many clusters") if clusters >= few else _("strong exports, few clusters")
    return _("many clusters, weak exports") if clusters >= few else _("weak exports, few clusters")


def standing(rca: float, clusters: float, few: float, estimate: str) -> str:
    """The kind of an ecosystem as a table says it: rough where its estimate is, and none where no claim holds."""
    if estimate == "unclear":
        return _("cannot be told")
    kind = quadrant(rca, clusters, few)
    return _("{name} (rough)").format(name=kind) if estimate == "rough" else kind


def clusters_and_exports(goods: pd.DataFrame, few: float, country: str, year: int) -> str:
    """Which ecosystems are strong in exports, in clusters, in both, and of which nothing can be told."""
    told = list(goods[goods["estimate"] != "unclear"].itertuples())
    kinds = [quadrant(row.rca, row.clusters, few) for row in told]

    def said(kind: str, some: str, none: str) -> str:
        found = [_said(row) for row, of in zip(told, kinds, strict=True) if of == kind]
        return (some if found else none).format(**country_words(country), year=year, ecosystems=listing(found))

    text = " ".join(
        (
            said(
                quadrant(2, 0, 1),
                _("In {year}, exports were strong but clusters few {in_country} in these ecosystems: {ecosystems}."),
                _("In {year} no ecosystem had strong exports but few clusters {in_country}."),
            ),
            said(
                quadrant(0, 1, 1),
                _("There were many clusters but weak exports in these: {ecosystems}."),
                _("None had many clusters but weak exports."),
            ),
            said(
                quadrant(2, 1, 1),
                _("Both exports and clusters were strong in these: {ecosystems}."),
                _("None had both strong exports and many clusters."),
            ),
        )
    )
    unclear = [short(name) for name in goods.loc[goods["estimate"] == "unclear", "ecosystem"]]
    if unclear:
        text += " " + _(
            "The statistics cannot tell for {ecosystems}: most of their goods are parts of wider product groups."
        ).format(ecosystems=listing(unclear))
    return text


def _said(row: Any) -> str:
    return _("{name} (rough)").format(name=short(row.ecosystem)) if row.estimate == "rough" else short(row.ecosystem)
