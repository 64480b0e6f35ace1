"""The shipped register: what is counted, on every page the same, and where its values come from."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import catalogue
from analytics.clusters import questions as clusters
from analytics.clusters import register
from analytics.clusters import similar as similar_clusters
from analytics.clusters.questions import EVERYTHING, Filters
from analytics.core import language
from analytics.core.codes import NORDIC
from analytics.core.paths import DATA
from analytics.fees import questions as fees
from analytics.finder import questions as finder
from analytics.knowledge import questions as knowledge
from analytics.membership import questions as membership
from analytics.network import questions as network
from analytics.overview import questions as overview
from analytics.warehouse import warehouse
from tests import opened
from tests.conftest import OpenPage
from tests.counted import counted
from tests.ui.test_pages import words


def shipped(name: str, folder: str = "clusters") -> pd.DataFrame:
    return pd.read_csv(DATA / folder / f"{name}.csv", dtype="str", keep_default_na=False)


def test_the_register_and_what_is_counted() -> None:
    # 314 rows of the first register and 173 of the update; of the 255 that the list of kinds counts, 67 were last seen
    # before 2020 and one is in the Faroe Islands.
    assert register.register() == {
        **{"all": 314 + 173, "counted": 255 - 67 - 1, "not_seen_lately": 67, "kind": 66, "duplicate": 1, "abroad": 1},
        **{"ended": 75, "unknown": 90},
    }
    told = register.register()
    assert told["all"] == sum(count for reason, count in told.items() if reason != "all")


def test_every_count_is_of_the_same_clusters() -> None:
    rows = counted()
    ids, by_country = set(rows["cluster_id"]), rows.groupby("country").size().to_dict()
    assert set(clusters.clusters(Filters())["cluster_id"]) == ids
    assert clusters.by_country(Filters()).set_index("country")["clusters"].to_dict() == by_country
    assert clusters.by_ecosystem(Filters())["clusters"].sum() == len(ids)
    assert clusters.by_region(Filters(), "Digital")["clusters"].sum() == overview.figures()["located"]
    assert overview.figures()["clusters_active"] == len(ids)
    assert knowledge.figures()["clusters"] == len(ids)
    assert set(membership.sizes()["cluster_id"]) == ids
    assert membership.coverage()["clusters"].sum() == len(ids)
    assert set(fees.cost(12, 2_000_000)["cluster_id"]) == ids
    assert fees.transparency().groupby("country")["all_clusters"].first().to_dict() == by_country
    assert network.coverage()["clusters"] == len(ids)
    assert set(network.active_clusters()["cluster_id"]) == ids
    assert {row["cluster_id"] for row in finder.offered_clusters()} == ids
    exports = warehouse().ask("specialisation.ecosystems")
    assert exports["clusters"].sum() == len(ids)
    for code in NORDIC:
        design = warehouse().ask("programmes.design_country", country=code).iloc[0]
        assert design["active_clusters"] == by_country[code]


@pytest.mark.parametrize("page", ["", "map", "fees", "membership", "what", "data"])
def test_the_pages_state_one_total(open_page: OpenPage, page: str) -> None:
    app = open_page(page or "overview")
    shown = words(app) + " ".join(str(metric.value) for metric in app.metric)
    shown += " ".join(frame.value.to_string() for frame in app.dataframe)
    assert str(len(counted())) in shown
    assert not any(f"{total} active clusters" in shown or f"of {total} clusters" in shown for total in (206, 274, 314))


def test_medicon_valley_alliance_counts_once() -> None:
    found = clusters.clusters(Filters(search="Medicon Valley Alliance"))
    assert found["cluster_id"].tolist() == ["se-medicon-valley-alliance"]
    every = clusters.clusters(Filters(statuses=(), kinds=(), search="Medicon Valley Alliance"))
    assert len(every) == 2


def test_no_organisation_is_offered_as_its_own_partner() -> None:
    for country in ("dk", "se"):
        found = similar_clusters.similar_to(f"{country}-medicon-valley-alliance", limit=20)
        assert len(found)
        assert "Medicon Valley Alliance" not in set(found["name"])


def test_maritimt_forum_of_norway_and_of_sweden_are_two() -> None:
    pooled = membership.groups().loc["NORDIC", "clusters"]
    assert pooled == len(counted())


def test_the_faroe_islands_are_in_the_register_and_in_no_comparison() -> None:
    assert "fo-faroese-ocean-cluster" in set(clusters.clusters(EVERYTHING)["cluster_id"])
    assert clusters.clusters(Filters(countries=("FO",)))["cluster_id"].tolist() == ["fo-faroese-ocean-cluster"]
    assert "FO" not in set(clusters.by_country(Filters())["country"])
    assert "Faroe Islands" in register.left_out_words(Filters())


def test_what_a_view_leaves_out_adds_up() -> None:
    hidden = register.left_out(Filters())
    active = (shipped("clusters")["status"] == "active").sum()
    assert len(clusters.clusters(Filters())) + sum(hidden.values()) == active
    assert register.left_out(EVERYTHING) == {}
    wider = Filters(kinds=(*Filters().kinds, "not_seen_lately"))
    assert len(clusters.clusters(wider)) == len(counted()) + hidden["not_seen_lately"]


def test_the_year_last_seen_is_the_newest_of_all_dated_rows() -> None:
    years = [
        shipped("clusters")[["cluster_id", "source_year"]],
        shipped("clusters")[["cluster_id", "counts_year"]],
        shipped("memberships", "memberships")[["cluster_id", "source_year"]],
        shipped("membership_fees", "memberships")[["cluster_id", "fee_year"]],
        shipped("membership_composition", "memberships")[["cluster_id", "year"]],
        shipped("success_stories", "knowledge")[["cluster_id", "year"]],
        shipped("cluster_labels")[["cluster_id", "awarded_year"]],
        shipped("cluster_cell_sources")[["cluster_id", "source_year"]],
        shipped("cluster_cell_sources").query("field == 'last_seen_year'")[["cluster_id", "value"]],
    ]
    dated = pd.concat([rows.set_axis(["cluster_id", "year"], axis=1) for rows in years])
    newest = pd.to_numeric(dated["year"]).groupby(dated["cluster_id"]).max().dropna()
    rows = shipped("clusters").query("status == 'active'").set_index("cluster_id")["last_seen_year"]
    told = pd.to_numeric(rows).dropna()
    assert (told == newest.reindex(told.index)).all()
    assert not set(rows.index[rows == ""]) & set(newest.index)


def test_values_from_other_pages_are_those_of_the_table_and_the_replaced_ones_are_listed() -> None:
    rows = shipped("clusters").set_index("cluster_id")
    readme = (DATA / "README.md").read_text("utf-8")
    for cell in shipped("cluster_cell_sources").itertuples():
        now = rows.at[cell.cluster_id, cell.field]
        assert (now == cell.value) == (cell.used == "true"), (cell.cluster_id, cell.field)
        if cell.earlier_value:
            assert cell.earlier_value != cell.value
            assert f"<{cell.earlier_source_url}>" in readme
        if cell.earlier_value or cell.used == "false":
            assert f"| {cell.cluster_id} | {cell.field} |" in readme
            assert f"<{cell.source_url}>" in readme


def test_no_label_is_said_to_hold_and_the_highest_award_stands_in_the_table() -> None:
    rows = clusters.clusters(EVERYTHING)
    said = [register.label_words(row) for row in rows.to_dict("records") if isinstance(row["esca_label"], str)]
    assert all("awarded" in text for text in said)
    assert any("awarded in 2023, validity unknown" in text for text in said)
    rank = ["bronze", "silver", "gold"]
    highest = shipped("clusters").set_index("cluster_id")["esca_label"]
    for label in shipped("cluster_labels").query("cluster_id != ''").itertuples():
        assert rank.index(highest[label.cluster_id]) >= rank.index(label.label), label.cluster_id


def test_an_end_that_lies_ahead_is_said_and_a_bare_year_is_sure_until_it_begins() -> None:
    day = pd.Timestamp(2026, 11, 28).date()
    assert register.label_is_valid("2026-12-31", day)
    assert not register.label_is_valid("2026-11-27", day)
    assert register.label_is_valid("2027", day)
    assert not register.label_is_valid("2026", day)
    assert not register.label_is_valid(None, day)


def test_a_newer_fee_table_replaces_the_older_which_stays() -> None:
    tiers = shipped("membership_fees", "memberships")
    for cluster, year in (("se-swedsoft", "2019"), ("se-soff", "2024")):
        own = tiers[tiers["cluster_id"] == cluster]
        assert set(own.loc[own["is_current"] == "true", "fee_year"]) == {year}
        assert (own["is_current"] == "false").any()


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_the_cluster_page_says_when_it_was_last_seen_and_where_values_come_from(open_page: OpenPage, code: str) -> None:
    app = open_page("cluster", cluster="no-fashion-hub", lang=code)
    assert not app.exception
    language.use(code)
    assert register.seen_words(2020) in words(app)
    seen = [(words(page), *(frame.value.to_string() for frame in page.dataframe)) for page in opened.everything(app)]
    shown = "\n".join(text for texts in seen for text in texts)
    assert "52" in shown
    assert clusters.kind_name("cluster_organisation") in shown
    assert "{" not in catalogue.chart("membership.size", country="FI").method
