"""The catalogue for machines: a Data Package, linked data, a feed; made from the contracts and true to the tables."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from starlette.types import ASGIApp

from analytics import catalogue
from analytics.core import language
from analytics.core.paths import DATA
from analytics.open_data import descriptions, package, uses
from analytics.table_list import TABLES
from tests.ui.asking import ask

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Data Package as a reader has it."""
    folder = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(package.zipped()) as archive:
        archive.extractall(folder)
    return folder


def test_frictionless_finds_the_package_sound_and_a_broken_one_not(unpacked: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(unpacked / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]
    path = unpacked / "clusters" / "clusters.csv"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(",FI,", ",XX,", 1), encoding="utf-8")
    try:
        broken = frictionless.validate(str(unpacked / "datapackage.json"))
    finally:
        path.write_text(whole, encoding="utf-8")
    assert broken.flatten(["fieldName", "rowNumber"])[0][0] == "country"


def test_the_package_has_every_table_and_text_as_shipped(unpacked: Path) -> None:
    described = json.loads((unpacked / "datapackage.json").read_text(encoding="utf-8"))
    paths = {one["path"] for one in described["resources"]}
    assert {table.path for table in TABLES.values()} < paths
    assert "clusters/texts.fi.csv" in paths
    for path in paths:
        assert (unpacked / path).read_bytes() == (DATA / path).read_bytes()


def test_every_table_is_a_data_set_of_schema_org(atlas: ASGIApp) -> None:
    listed = json.loads(ask(atlas, "/data/catalogue.jsonld?lang=fi").body)
    assert listed["@type"] == "DataCatalog"
    sets = {one["@id"].rpartition("/")[2]: one for one in listed["dataset"]}
    assert set(sets) == set(TABLES)
    for one in sets.values():
        assert one["@type"] == "Dataset"
        assert one["name"]
        assert len(one["description"]) > 10
        assert {"csv", "xlsx"} <= {each["contentUrl"].rpartition(".")[2] for each in one["distribution"]}
    assert sets["clusters"]["name"] == "Klusterit"
    language.use("en")


def nodes(value: Any) -> list[dict[str, Any]]:
    """All objects in a JSON value."""
    if isinstance(value, dict):
        return [value, *(found for one in value.values() for found in nodes(one))]
    return [found for one in value for found in nodes(one)] if isinstance(value, list) else []


def test_dcat_ap_has_what_it_asks_of_a_catalogue_a_data_set_and_a_distribution(atlas: ASGIApp) -> None:
    listed = json.loads(ask(atlas, "/data/dcat.jsonld").body)
    every = nodes(listed)
    # The mandatory properties of DCAT-AP 3.
    mandatory = {
        "dcat:Catalog": {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"},
        "dcat:Dataset": {"dct:title", "dct:description"},
        "dcat:Distribution": {"dcat:accessURL"},
        "foaf:Agent": {"foaf:name"},
    }
    for kind, properties in mandatory.items():
        found = [one for one in every if one.get("@type") == kind]
        assert found
        assert all(properties <= set(one) for one in found), kind
    used = {name.partition(":")[0] for one in every for name in one if ":" in name and not name.startswith("http")}
    assert used <= set(listed["@context"]) | {"http", "https"}
    addresses = [one["@id"] for one in every if "@id" in one]
    assert all(urlsplit(one).scheme in ("http", "https") and " " not in one for one in addresses)
    titles = {one["@language"]: one["@value"] for one in listed["dcat:dataset"][0]["dct:title"]}
    assert set(titles) == {"en", "fi", "sv"}


def test_no_licence_is_named_that_no_publisher_states(atlas: ASGIApp) -> None:
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        stated = {row["licence"] for row in csv.DictReader(file)}
    for one in json.loads(ask(atlas, "/data/catalogue.jsonld").body)["dataset"]:
        for licence in one.get("license", []):
            assert licence in stated | {"https://creativecommons.org/licenses/by/4.0/"}


@pytest.mark.parametrize("lang", ["en", "fi", "sv"])
def test_the_feed_has_an_entry_for_each_change(atlas: ASGIApp, lang: str) -> None:
    with (DATA / "changes.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    feed = ElementTree.fromstring(ask(atlas, f"/data/changes.atom?lang={lang}").body)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(written)
    days = [str(entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert days == sorted(days, reverse=True)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(entry.findtext(f"{ATOM}summary") and entry.findtext(f"{ATOM}title") for entry in entries)
    of_one = ElementTree.fromstring(ask(atlas, f"/data/changes.atom?table=clusters&lang={lang}").body)
    named = [row for row in written if row["table_name"] == "clusters"]
    assert len(of_one.findall(f"{ATOM}entry")) == len(named)
    added = max(named, key=lambda row: row["day"])["rows_added"]
    assert added in re.findall(r"\d+", str(of_one.findtext(f"{ATOM}entry/{ATOM}summary")))


def test_facts_of_a_table_are_those_of_its_file() -> None:
    with (DATA / "memberships/membership_fees.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    facts = descriptions.of("membership_fees")
    years = [int(row["fee_year"]) for row in rows if row["fee_year"]]
    assert (facts.rows, facts.first_year, facts.last_year) == (len(rows), min(years), max(years))
    for name in rows[0]:
        assert facts.known[name] == pytest.approx(100 * sum(bool(row[name]) for row in rows) / len(rows))
    assert sum(source.rows or 0 for source in facts.sources) == len(rows)


def test_allowed_values_are_those_of_the_contract() -> None:
    fields = {one.name: one for one in descriptions.of("clusters").fields}
    assert fields["status"].choices == ("active", "merged", "ended", "unknown")
    assert fields["fee_min_eur"].unit_words == "EUR a year"
    assert fields["members_total"].allowed_words == "at least 0"
    assert fields["cluster_id"].is_key
    references = {one.name: one.refers_to for one in descriptions.of("memberships").fields}
    assert references["cluster_id"] == "clusters.cluster_id"
    language.use("sv")
    assert fields["members_total"].allowed_words == "minst 0"
    assert fields["members_total"].unit_words == "medlemmar"


@pytest.mark.parametrize("code", ["fi", "sv"])
def test_every_text_of_a_contract_is_translated(code: str) -> None:
    language.use(code)
    plain = {"km", "km²", "km2"}
    for facts in descriptions.all_tables():
        assert facts.row_is != facts.description, facts.name
        for one in facts.fields:
            if " " in one.description:  # single words may be alike
                assert one.said != one.description, (facts.name, one.name)
            if one.unit and one.kind != "year" and one.unit not in plain | {"fee_currency"}:
                assert one.unit_words != one.unit, (facts.name, one.name, one.unit)


def test_charts_and_tables_lead_to_each_other() -> None:
    assert "exports.gap" in uses.charts_of("export_indicators")
    assert "exports.gap" not in uses.charts_of("clusters")
    assert uses.charts_of("glossary") == ()
    cited = {id_: {source.table for source in catalogue.chart(id_).sources} for id_ in catalogue.CHARTS}
    for name in TABLES:
        assert uses.charts_of(name) == tuple(id_ for id_, named in cited.items() if name in named), name


def test_a_word_finds_tables_and_fields_in_the_language_in_use() -> None:
    assert ("clusters", "fee_min_eur") in {(one.table.name, one.field.name) for one in uses.fields_found("yearly fee")}
    assert uses.fields_found("zyxwvut") == uses.tables_found("zyxwvut") == []
    language.use("fi")
    assert "membership_fees" in {one.name for one in uses.tables_found("jäsenmaksuluokka")}
