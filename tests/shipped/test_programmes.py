"""What the shipped tables say of cluster policies and programmes, worked out by hand from the files."""

from __future__ import annotations

import csv

import pytest

from analytics import catalogue
from analytics.core import language
from analytics.core.codes import COMPARED
from analytics.core.paths import DATA
from analytics.programmes import questions as programmes
from analytics.programmes import words


def shipped(name: str) -> list[dict[str, str]]:
    with (DATA / "programmes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_score_of_finland_worked_by_hand() -> None:
    """Finland: 8 partial and 3 no of 11 parts that are compared; 8 x 0.5 / 11, and nothing unknown."""
    row = programmes.score().set_index("country").loc["FI"]
    assert row["score"] == row["score_low"] == row["score_high"] == pytest.approx(4 / 11)
    assert (row["known"], row["features"]) == (11, 11)


def test_score_of_iceland_worked_by_hand() -> None:
    """Iceland: 1 yes, 7 partial, 1 no and 2 unknown of 11: 4.5 / 9, from 4.5 / 11 to 6.5 / 11."""
    row = programmes.score().set_index("country").loc["IS"]
    assert row["score"] == pytest.approx(4.5 / 9)
    assert (row["score_low"], row["score_high"]) == (pytest.approx(4.5 / 11), pytest.approx(6.5 / 11))


def test_score_with_weights_worked_by_hand() -> None:
    """The national programme (no) counts 3, training (partial) 2, each of the 9 others 1, of which 7 are partial.

    Weights: 3 + 2 + 9 = 14; points: 2 x 0.5 + 7 x 0.5 = 4.5.
    """
    row = programmes.score("national_programme:3,training_for_managers:2").set_index("country").loc["FI"]
    assert row["score"] == row["score_low"] == row["score_high"] == pytest.approx(4.5 / 14)


def test_the_european_contact_point_is_not_compared() -> None:
    """It is known of one country of seven."""
    assert [row["country"] for row in shipped("programme_features") if row["feature"] == "eccp_national_contact"] == [
        "SE"
    ]
    assert "eccp_national_contact" not in programmes.features()


def test_gaps_of_finland_are_what_the_table_says() -> None:
    """By hand from programme_features.csv: three parts that Finland lacks, and who has them."""
    rows = programmes.gaps("FI")
    lacking = rows[rows["value"] == "no"]
    having = {
        feature: sorted(part[part["other_value"] == "yes"]["country"]) for feature, part in lacking.groupby("feature")
    }
    assert having == {
        "national_programme": ["DE", "DK", "NO"],
        "multi_year_funding": ["DE", "DK", "NO"],
        "status_levels": ["NO"],
    }
    assert rows["feature"].nunique() == 11  # Finland has none of them in full
    assert set(rows[rows["value"] == "partial"]["other_value"]) == {"yes"}
    programme = rows[(rows["feature"] == "national_programme") & (rows["country"] == "NO")].iloc[0]
    assert programme["since_year"] == 2014
    assert programme["source_kind"] == "government"


def test_the_headline_of_finland() -> None:
    said = words.headline(programmes.matrix(), "FI")
    assert said == (
        "None of the 11 parts of a national cluster policy is fully in place in Finland: 8 are there in part and 3 are "
        "missing. Of the other countries, the most are in place in Norway: 10."
    )
    language.use("sv")
    assert words.headline(programmes.matrix(), "FI") == (
        "Inget av de 11 inslagen i en nationell klusterpolitik är fullt på plats i Finland: 8 finns delvis och 3 "
        "saknas. Av de andra länderna har flest inslag på plats i Norge: 10."
    )


def test_a_campaigner_alone_decides_no_cell_without_saying_so() -> None:
    alone = [row for row in shipped("programme_features") if row["source_kind"] == "campaigner"]
    assert [(row["country"], row["feature"]) for row in alone] == [("FI", "internationalisation_support")]
    for row in alone:
        assert "NordicHub, a campaigner, is the only source" in row["evidence"]


def test_that_finland_has_no_programme_is_said_by_a_government_first() -> None:
    pages = programmes.evidence("FI", "national_programme")
    assert list(pages["source_kind"]) == ["government", "association", "campaigner", "campaigner"]
    assert set(pages["value"]) == {"no"}


def test_where_an_official_page_says_otherwise_it_is_shown_and_the_other_stands_beside_it() -> None:
    denmark = programmes.evidence("DK", "quality_label_linked")
    assert (denmark["value"].iloc[0], denmark["source_kind"].iloc[0]) == ("yes", "government")
    assert "partial" in list(denmark["value"].iloc[1:])
    finland = programmes.evidence("FI", "cluster_definition_in_policy")
    assert finland["value"].iloc[0] == "partial"
    assert set(finland["value"].iloc[1:]) == {"no"}


def test_ends_of_programmes_that_were_open() -> None:
    """SHOK's money ended in 2015, Arena and GCE in April 2024; INKA ended early, in a year that is not stated."""
    table = programmes.timeline(",".join(COMPARED))
    ended = {
        row["text"]: (row["start_year"], row["end_year"])
        for row in table[table["standing"] == "ended"].to_dict("records")
    }

    def of(name: str) -> tuple[int, int]:
        return next(years for text, years in ended.items() if name in text)

    assert of("OSKE") == (1994, 2013)
    assert of("SHOK") == (2007, 2015)
    assert of("Arena programme") == (2002, 2024)
    assert of("GCE") == (2014, 2024)
    assert of("Rannís") == (2009, 2015)
    inka = table[table["text"].str.contains("INKA") & (table["kind"] == "programme")].iloc[0]
    assert inka["end_year"] is not None
    assert str(inka["end_year"]) == "<NA>"
    assert (inka["standing"], inka["ended_by_year"]) == ("ended", 2017)


def test_norway_s_and_sweden_s_programmes_are_drawn_to_today() -> None:
    table = programmes.timeline("NO,SE").set_index("text")
    assert table.loc["Norwegian Innovation Clusters (NIC)", "standing"] == "running"
    assert table.loc["Impact Innovation", "standing"] == "running"
    assert table.loc["Strategic innovation programmes (SIP)", "standing"] == "unclear"
    assert "Arena" in catalogue.chart("programmes.timeline", country="NO").insight


def test_figures_of_denmark_as_published() -> None:
    """Just under 6,000 companies in 2011 and 11,110 in 2016 (performance accounts of the innovation networks)."""
    frame = programmes.figures("dk_companies")
    networks = frame[frame["indicator"] == "companies_participating_innovation_networks"].set_index("year")["value"]
    assert networks.to_dict() == {2011: 6000, 2015: 7522, 2016: 11110}
    every = frame[frame["indicator"] == "companies_participating_all_clusters_networks"].set_index("year")["value"]
    assert every.loc[2015] == 12000
