"""What a cluster is and who helps: texts in three languages, counts against the tables, filters, words on the pages."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd
import pytest

from analytics import catalogue
from analytics.core import language
from analytics.core.codes import NETWORK_AUDIENCES, NORDIC
from analytics.core.paths import DATA
from analytics.core.plot import Plot
from analytics.knowledge import questions as knowledge
from analytics.overview import questions as overview
from tests import opened
from tests.conftest import OpenPage
from tests.counted import counted, is_counted
from tests.texts import texts
from tests.ui.test_pages import in_link, words

LANGUAGES = list(language.LANGUAGES)


def shipped(name: str, folder: str = "knowledge") -> pd.DataFrame:
    return pd.read_csv(DATA / folder / f"{name}.csv", keep_default_na=False, dtype=str)


# --- the tables ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "column", "key"),
    [
        ("cluster_definitions", "definition", "definition"),
        ("concept_comparison", "value", "value"),
        ("networks", "what_it_offers", "network_id"),
    ],
)
def test_translations_are_no_copies(name: str, column: str, key: str) -> None:
    for row in shipped(name).to_dict("records"):
        said = {row[column], *(texts(code)[name, column, row[key]] for code in ("fi", "sv"))}
        assert len(said) == 3, row


def test_every_concept_has_one_wording_that_is_shown_first() -> None:
    rows = knowledge.definitions()
    assert rows.groupby("concept")["lead"].sum().eq(1).all()
    assert set(knowledge.COMPARED) < set(rows["concept"])
    with pytest.raises(KeyError, match="no definition of 'guild'"):
        knowledge.lead("guild")


def test_a_definition_on_two_pages_is_shown_once_with_the_page_in_the_readers_language() -> None:
    # NordicHub's is on a Finnish and a Swedish page: 13 rows, 12 definitions.
    assert len(shipped("cluster_definitions")) == 13
    for code, page in (
        ("fi", "https://nordichub.fi/fi/klusteritietoa/"),
        ("sv", "https://nordichub.fi/sv/var-verksamhet/"),
    ):
        language.use(code)
        assert len(knowledge.definitions()) == 12
        assert knowledge.lead("cluster")["source_url"] == page


def test_the_comparison_keeps_what_no_page_says_empty() -> None:
    # By hand: no page says how close or large a value chain is, or who leads an ecosystem.
    told = {
        (concept, aspect)
        for concept in knowledge.COMPARED
        for aspect, dimensions in knowledge.ASPECTS.items()
        if not knowledge.traits(concept, *dimensions).empty
    }
    empty = {(c, a) for c in knowledge.COMPARED for a in knowledge.ASPECTS} - told
    assert empty == {("value chain", "closeness"), ("value chain", "lead"), ("ecosystem", "lead")}


# --- members ---------------------------------------------------------------------------------------------


def test_roles_of_the_example_are_those_of_the_table() -> None:
    # Kokkola Industrial Park, by hand: Boliden, CABB, Freeport Cobalt, KIP Service, Tetra, Umicore, Woikoski and Yara
    # are companies; KIP Infra, the town's energy, port and water companies are public.
    rows = knowledge.roles("fi-kip").set_index("role")["members"]
    assert rows.to_dict() == {"companies": 8, "research": 0, "public": 4, "other": 0}


def test_roles_add_up_to_the_members_known_by_name() -> None:
    named = shipped("memberships", "memberships").groupby("cluster_id").size()
    for cluster in knowledge.examples():
        assert knowledge.roles(cluster)["members"].sum() == named[cluster] >= 5


def test_the_chart_of_roles_says_that_nobody_is_named_instead_of_drawing_nothing() -> None:
    chart = catalogue.chart("knowledge.roles", cluster="fi-kip")
    assert isinstance(chart.drawing, Plot)
    bars = chart.drawing.series[0]
    assert bars.y == (8, 0, 4, 0)
    assert {role: bars.labels[place].text for place, role in enumerate(chart.drawing.categories)} == {
        "Companies": "8",
        "Research and education": "none named",
        "Public bodies": "4",
        "Others": "none named",
    }
    assert "12 members are known by name" in chart.insight
    assert "not published" in chart.insight  # the table has no total for the park
    assert {urlsplit(source.url).netloc for source in chart.sources} == {"www.keskipohjanmaa.fi", "www.sttinfo.fi"}
    # Four pages of one site name the members of the Icelandic cluster: each has a name of its own.
    several = [source.text for source in catalogue.chart("knowledge.roles", cluster="is-ocean-cluster").sources]
    assert several == ["sjavarklasinn.is", "sjavarklasinn.is (2)", "sjavarklasinn.is (3)", "sjavarklasinn.is (4)"]
    assert ", of 128 in all" in catalogue.chart("knowledge.roles", cluster="no-gce-node").insight
    with pytest.raises(KeyError, match="no cluster 'atlantis'"):
        catalogue.chart("knowledge.roles", cluster="atlantis")


def test_results_are_of_the_example_where_it_has_one() -> None:
    rows = knowledge.results("fi-kip").set_index("theme")
    assert rows.loc["internationalisation", ["cluster_id", "value", "unit"]].tolist() == ["fi-kip", 1.75, "EUR bn"]
    assert rows.loc["regional development", "cluster_id"] == "fi-kip"
    # It has none on innovation: the latest of many clusters together is Norway's of 2022.
    assert rows.loc["innovation", ["country", "year", "value"]].tolist() == ["NO", 2022, 15.8]
    assert set(rows.index) == set(shipped("success_stories")["theme"])
    assert rows["value"].notna().all()


def test_what_members_get_and_give_is_read_off_the_fee_tables() -> None:
    rows = knowledge.exchange()
    # Read by hand off the remarks of data/memberships/membership_fees.csv.
    assert set(rows.loc[rows["kind"] == "gets", "cluster_id"]) == {
        "dk-brainsbusiness", "dk-clean", "fi-fwpa", "dk-state-of-green", "dk-vand-i-byer", "fi-vetylaakso",
    }  # fmt: skip
    assert set(rows.loc[rows["kind"] == "gives", "cluster_id"]) == {"dk-made"}
    hours = rows[rows["kind"] == "hours"].set_index("cluster_id")[["hours_low", "hours_high"]]
    assert hours.loc["no-innakva"].tolist() == [10, 40]
    assert hours.loc["dk-innobyg"].tolist() == [55, 55]
    assert not rows["note"].str.contains("no vot", case=False, na=False).any()


def test_the_figures_are_those_of_the_table_of_clusters() -> None:
    active = counted()
    known = knowledge.figures()
    assert known["clusters"] == len(active)
    assert known["finland"] == (active["country"] == "FI").sum()
    assert known["with_members_known"] == active["members_total"].notna().sum()
    assert known["median_members"] == active["members_total"].median()
    tiers = pd.read_csv(DATA / "memberships" / "membership_fees.csv")
    fee = active["fee_min_eur"].notna() | active["cluster_id"].isin(tiers["cluster_id"])
    assert known["with_fees_known"] == (active["fee_model"].eq("free") | fee).sum()
    paying = active[active["fee_model"].ne("free") & active["fee_min_eur"].notna()]
    assert known["median_lowest_eur"] == paying["fee_min_eur"].median()


# --- networks --------------------------------------------------------------------------------------------


def found(place: str = "", audience: str = "") -> set[str]:
    return set(knowledge.networks(place, audience)["network_id"])


def test_everything_is_shown_when_nothing_is_asked() -> None:
    assert found() == set(shipped("networks")["network_id"])


def test_a_country_keeps_its_own_and_what_is_open_to_all() -> None:
    # By hand: Aurora is in FI, NO and SE; the Baltic Sea programme everywhere but Iceland.
    assert {"nordichub", "viexpo", "innokaupungit", "eccp", "tci", "interreg-aurora"} <= found("FI")
    assert not found("FI") & {"nic", "clusters-of-sweden", "cluster-excellence-denmark", "go-cluster"}
    assert "interreg-baltic-sea" in found("DK")
    assert "interreg-aurora" not in found("DK")
    assert not found("IS") & {"interreg-aurora", "interreg-baltic-sea"}


def test_whom_a_network_works_for_is_only_what_the_table_says() -> None:
    rows = shipped("networks").set_index("network_id")["serves"]
    for audience in NETWORK_AUDIENCES:
        assert found(audience=audience) == {name for name, said in rows.items() if audience in said.split("; ")}
    assert found("FI", "companies") == {"nordic-innovation", "viexpo", "tci"}


def test_nordic_ones_come_first_and_what_is_abroad_counts_as_european() -> None:
    rows = knowledge.networks()
    places = [knowledge.SHELVES.index(shelf) for shelf in rows["shelf"]]
    assert places == sorted(places)
    assert rows["network_id"].iloc[0] == "nordichub"
    shelves = rows.set_index("network_id")["shelf"]
    assert shelves[["viexpo", "nic", "interreg-aurora"]].eq("nordic").all()
    assert shelves[["go-cluster", "cluster-platform-austria", "eccp"]].eq("european").all()
    assert shelves[["tci", "bluetech-cluster-alliance"]].eq("world").all()


# --- labels ----------------------------------------------------------------------------------------------


def test_counts_of_labels_are_those_of_the_table_of_clusters() -> None:
    rows = shipped("clusters", "clusters")
    active = rows[is_counted(rows) & (rows["esca_label"] != "")]
    levels = knowledge.label_levels().set_index("level")["clusters"]
    assert levels.to_dict() == active["esca_label"].value_counts().to_dict()
    by_country = overview.labels().set_index(["country", "label"])["clusters"]
    assert by_country.to_dict() == active.groupby(["country", "esca_label"]).size().to_dict()


def test_levels_rise_and_their_prices_are_those_that_the_assessor_states() -> None:
    rows = knowledge.label_levels()
    assert rows["level"].tolist() == ["bronze", "silver", "gold"]
    stated = shipped("networks").set_index("network_id").at["esca", "fee"].replace(",", "")
    for row in rows.itertuples():
        assert f"{row.fee_min_eur:.0f}" in stated
        assert f"{row.fee_max_eur:.0f}" in stated


def test_an_end_of_a_label_is_that_of_its_newest_award() -> None:
    rows = knowledge.label_holders()
    clusters = shipped("clusters", "clusters")
    assert set(rows["cluster_id"]) == set(clusters.loc[clusters["esca_label"] != "", "cluster_id"])
    ends = rows.set_index("cluster_id")["valid_to"]
    assert ends["dk-alucluster"] == pd.Timestamp(2013, 2, 2)  # its bronze is on the label's own list
    assert ends["fi-photonics-finland"] == pd.Timestamp(2026, 1, 1)  # of an end stated as 2026 only that day is sure
    assert pd.isna(ends["dk-energy-cluster-denmark"])  # gold in 2024, no end stated
    assert ends["no-heidner"] is pd.NaT or pd.isna(
        ends["no-heidner"]
    )  # its gold has no end; the expired one was bronze


def test_active_holders_come_first() -> None:
    status = knowledge.label_holders()["status"].ne("active").tolist()
    assert status == sorted(status)


# --- words and pages -------------------------------------------------------------------------------------


def test_every_code_of_the_tables_has_words() -> None:
    networks, definitions = shipped("networks"), shipped("cluster_definitions")
    for code in networks["kind"]:
        assert knowledge.kind_name(code)
    assert {knowledge.reach_name(code) for code in networks["reach"]} >= {"Nordic", "European", "worldwide"}
    names = {knowledge.concept_name(code) for code in definitions["concept"]}
    assert all(name[0].isupper() for name in names)
    themes = set(shipped("success_stories")["theme"])
    assert all(knowledge.gain_name(theme) != theme for theme in themes)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_definition_stands_in_the_readers_language_with_its_source(open_page: OpenPage, code: str) -> None:
    app = open_page("what", lang=code)
    assert not app.exception
    language.use(code)
    shown = "\n".join(map(words, opened.everything(app)))
    for concept in knowledge.COMPARED:
        assert knowledge.lead(concept)["definition"] in shown
        assert f"({knowledge.lead(concept)['source_url']})" in shown
    for row in knowledge.results().itertuples():
        assert row.source_url.replace("(", "%28") in shown
    assert shipped("concept_comparison")["source_url"].iloc[3] in shown


def test_the_example_is_in_the_link_and_an_unknown_one_is_left_out(open_page: OpenPage) -> None:
    app = open_page("what", cluster="no-gce-node")
    assert "14 members are known by name" in words(app)
    assert in_link(app, "cluster") == ["no-gce-node"]
    wrong = open_page("what", cluster="atlantis")
    assert "atlantis" in wrong.info[0].value
    assert "EnergyVaasa" in words(wrong)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_network_stands_with_its_source_and_unknown_costs_are_said(open_page: OpenPage, code: str) -> None:
    app = open_page("support", lang=code)
    assert not app.exception
    language.use(code)
    shown = "\n".join(map(words, opened.everything(app)))
    for row in knowledge.networks().itertuples():
        assert f"]({row.source_url})" in shown
    unpublished = (shipped("networks")["fee"] == "").sum()
    assert shown.count(f"*{language.term('not_published')}*") == unpublished == 17
    for row in knowledge.label_levels().itertuples():
        assert row.asks in shown
        assert f"]({row.source_url})" in shown


def test_a_country_and_a_reader_are_in_the_link(open_page: OpenPage) -> None:
    app = open_page("support", country="FI", **{"for": "companies"})
    assert "3 networks and organisations fit. 0 of them publish what they cost." in words(app)
    assert "Norwegian Innovation Clusters" not in words(app)
    wrong = open_page("support", country="XX")
    assert "XX" in wrong.info[0].value
    assert f"{len(knowledge.networks())} networks" in words(wrong)


def test_holders_and_training_are_tables_with_sources(open_page: OpenPage) -> None:
    tables = [table.value for page in opened.everything(open_page("support")) for table in page.dataframe]
    holders = next(table for table in tables if "Valid to, if known" in table)
    assert len(holders) == len(knowledge.label_holders())
    assert holders["Source"].str.startswith("http").all()
    training = next(table for table in tables if "What there is" in table)
    assert training["Country"].tolist() == [language.country_name(code) for code in NORDIC]
