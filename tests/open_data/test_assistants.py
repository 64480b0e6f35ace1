"""An assistant that speaks the Model Context Protocol lists, finds and quotes figures with their sources."""

from __future__ import annotations

import os
import sys
from typing import Any

import pytest

from analytics import catalogue
from analytics.core.paths import ROOT
from tests.ui.asking import in_own_thread

pytest.importorskip("mcp")


async def conversation() -> dict[str, Any]:
    from mcp import Client, StdioServerParameters, stdio_client

    started = StdioServerParameters(
        command=sys.executable, args=["-m", "analytics", "mcp"], cwd=ROOT, env={"ATLAS_DATA": os.environ["ATLAS_DATA"]}
    )
    async with Client(stdio_client(started)) as client:
        listed = await client.list_tools()
        asked = {
            "charts": ("list_charts", {}),
            "gap": ("chart_data", {"chart": "exports.gap", "parameters": {"country": "SE"}, "lang": "fi"}),
            "long": ("chart_data", {"chart": "needs.themes"}),
            "table": ("describe_table", {"table": "membership_fees"}),
            "search": ("search", {"words": "membership fee"}),
            "no chart": ("chart_data", {"chart": "exports.nothing"}),
            "no value": ("chart_data", {"chart": "exports.gap", "parameters": {"country": "XX"}}),
            "no table": ("describe_table", {"table": "sqlite_master"}),
        }
        answers = {key: await client.call_tool(name, given) for key, (name, given) in asked.items()}
        return {"tools": listed.tools, **answers}


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """What the server answered in one visit over standard input and output."""
    return in_own_thread(conversation())


def test_it_offers_four_tools_that_only_read(said: dict[str, Any]) -> None:
    assert {tool.name for tool in said["tools"]} == {"list_charts", "chart_data", "describe_table", "search"}
    assert all(tool.annotations.read_only_hint for tool in said["tools"])
    assert all(tool.description for tool in said["tools"])


def test_every_chart_is_listed_with_its_question(said: dict[str, Any]) -> None:
    charts = {one["id"]: one for one in said["charts"].structured_content["charts"]}
    assert set(charts) == set(catalogue.CHARTS)
    assert all(one["question"] for one in charts.values())
    assert {one["name"] for one in charts["exports.gap"]["parameters"]} == {"country", "reference", "currency"}


def test_figures_come_with_unit_and_sources_in_the_language_asked_for(said: dict[str, Any]) -> None:
    gap = said["gap"].structured_content
    assert gap["params"]["country"] == "SE"
    assert "Ruotsi" in gap["insight"]
    assert gap["unit"]
    assert any("Maailmanpankki" in one["text"] or "World Bank" in one["text"] for one in gap["sources"])
    assert len(gap["values"]) + gap["rows_left_out"] == gap["rows"]
    assert [one["name"] for one in gap["columns"]][:3] == ["country", "reference", "year"]


def test_a_table_is_described_by_its_contract(said: dict[str, Any]) -> None:
    table = said["table"].structured_content
    assert table["row"] == "A fee tier of a cluster."
    fields = {one["name"]: one for one in table["fields"]}
    assert fields["source_url"]["kind"] == "address"
    assert table["sources"]


def test_words_find_tables_and_fields(said: dict[str, Any]) -> None:
    found = said["search"].structured_content
    assert "membership_fees" in {one["table"] for one in found["tables"]}
    assert all({"text", "url"} <= set(source) for one in found["tables"] for source in one["sources"])


@pytest.mark.parametrize(
    ("asked", "named"), [("no chart", "exports.gap"), ("no value", "FI"), ("no table", "clusters")]
)
def test_what_is_not_known_is_refused_by_naming_what_is(said: dict[str, Any], asked: str, named: str) -> None:
    answer = said[asked]
    assert answer.is_error
    assert named in answer.content[0].text
    assert "Traceback" not in answer.content[0].text
