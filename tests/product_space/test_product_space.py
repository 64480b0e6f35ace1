"""Where next: the candidates by a second way, the tables as part of the state of the data, and the page."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from analytics import catalogue
from analytics.core import language, state
from analytics.product_space import questions, words
from analytics.warehouse import warehouse
from tests.conftest import OpenPage
from tests.product_space.made_up_trade import PRODUCTS, rca, world, write
from tests.ui.test_pages import words as shown

NORDIC = ("FI", "SE", "NO", "DK", "IS")


def density(year: int, country: str, code: int) -> float:
    """Hidalgo's density as it is written, product by product."""
    values = world()[year]
    index = rca(values)
    large = [of for of, exports in values.items() if sum(exports.values()) >= 1e9]
    sellers = {product: {of for of in large if index.get((of, product), 0) >= 1} for product, _name, _need in PRODUCTS}
    near = {
        product: len(sellers[code] & of) / max(len(sellers[code]), len(of)) for product, of in sellers.items() if of
    }
    return sum(value for product, value in near.items() if country in sellers[product]) / sum(near.values())


def test_candidates_by_a_second_way(trade_folder: Path) -> None:
    made, index = world(), rca(world()[2023])
    rows = questions.candidates("SE", least=100).set_index("code")
    in_world = {code: sum(of.get(code, 0) for of in made[2023].values()) for code, _name, _need in PRODUCTS}
    assert set(rows.index) == {
        code for code, value in in_world.items() if value >= 1e8 and index.get(("SE", code), 0) < 1
    }
    for code in rows.index:
        row = rows.loc[code]
        others = {of: index[of, code] for of in NORDIC if of != "SE" and (of, code) in index}
        assert row["neighbours_ahead"] == sum(value >= 1 for value in others.values())
        assert row["neighbour"] == max(others, key=others.__getitem__)
        assert row["neighbour_rca"] == pytest.approx(max(others.values()))
        assert row["world_usd"] == pytest.approx(in_world[code])
        before = sum(of.get(code, 0) for of in made[2018].values())
        assert row["world_growth_pct"] == pytest.approx(100 * ((in_world[code] / before) ** (1 / 5) - 1))
        own = made[2023]["SE"].get(code)
        assert pd.isna(row["value_usd"]) if own is None else row["value_usd"] == pytest.approx(own)
    for code in list(rows.index)[::7]:
        years = [density(year, "SE", code) for year in (2023, 2022, 2021)]
        said = rows.loc[code, ["density", "density_low", "density_high"]]
        assert said.tolist() == pytest.approx([years[0], min(years), max(years)])
    assert rows["density"].is_monotonic_decreasing


def test_a_product_has_the_clusters_of_its_field(trade_folder: Path) -> None:
    rows = questions.candidates("FI", least=0).set_index("code")
    assert rows.loc[8479, "ecosystem"] == "Electronics"  # as chapter 84
    assert rows.loc[8802, "ecosystem"] == "Aerospace and Defence"
    assert questions.candidates("FI", 0, "Agri-Food")["ecosystem"].unique().tolist() == ["Agri-Food"]
    beside = warehouse().ask("specialisation.ecosystems", countries=["FI"]).set_index("ecosystem")["clusters"]
    assert rows.loc[8479, "clusters"] == beside["Electronics"] > 0
    assert len(rows.loc[8479, "cluster_names"].split("; ")) == beside["Electronics"]
    with pytest.raises(ValueError, match="is no ecosystem"):
        questions.candidates("FI", 0, "Fish")
    with pytest.raises(ValueError, match="no clusters of 'DE'"):
        questions.candidates("DE")


def test_the_charts_say_what_the_rows_say(trade_folder: Path) -> None:
    rows = questions.candidates("DK")
    chart = catalogue.chart("product_space.scatter", country="DK")
    drawn = {one.name: len(one.y) for one in chart.drawing.series}  # type: ignore[union-attr]
    ahead = int((rows["neighbours_ahead"] > 0).sum())
    assert drawn == {"a neighbour with advantage": ahead, "no neighbour with advantage": len(rows) - ahead}
    assert f"Of the {len(rows)} products" in chart.insight
    assert f"sells {ahead} with it" in chart.insight
    assert "A made-up world of trade, edition 202501" in chart.sources[0].text
    assert chart.table["code"].str.fullmatch(r"\d{4}").all()
    grid = catalogue.chart("product_space.nordic", country="DK").drawing
    assert grid.columns[0] == "DK"  # type: ignore[union-attr]
    assert len(grid.rows) == 15  # type: ignore[union-attr]
    language.use("fi")
    of_meat = next(row for row in questions.candidates("IS", least=0).itertuples() if row.code == 203)
    assert words.named(of_meat) == "Meat of swine (HS 0203, liha)"


def test_another_roll_up_is_taken_up_at_once(trade_folder: Path) -> None:
    before = questions.candidates("FI")
    write(trade_folder, world(seed=8), edition="202601")
    state.use(state.SHARED)
    after = questions.edition()
    assert after is not None
    assert after.edition == "202601"
    assert not questions.candidates("FI")["density"].equals(before["density"])


def test_a_broken_folder_is_named_and_everything_else_works(trade_folder: Path) -> None:
    latest = trade_folder / "product_exports" / "2023.parquet"
    rows = pq.read_table(latest)
    unknown = pc.if_else(pc.equal(rows["country"], "VN"), "VO", rows["country"])
    for edition, spoil, said in (
        ("a code", lambda: pq.write_table(rows.set_column(1, "country", unknown), latest), "'VO', expected one"),
        ("no table", lambda: latest.write_bytes(b"not Parquet"), "Parquet"),
    ):
        spoil()
        about = {"source": "x", "edition": edition, "years": [2022, 2023]}
        (trade_folder / "manifest.json").write_text(json.dumps(about), encoding="utf-8")
        state.use(state.SHARED)
        assert questions.edition() is None
        assert said in " ".join(map(str, warehouse().faults["hs4_exports"]))
    assert len(warehouse().ask("clusters.compared")) > 0
    assert catalogue.chart("product_space.scatter").drawing.empty


@pytest.mark.parametrize(
    ("code", "headline", "missing"),
    [
        ("en", "Nearest to what Finland sells", "are not loaded"),
        ("fi", "Lähimpänä Suomen vientiä", "ei ole ladattu"),
        ("sv", "Närmast Finlands export", "inte laddats in"),
    ],
)
def test_the_page_with_and_without_the_tables(
    trade_folder: Path, monkeypatch: pytest.MonkeyPatch, open_page: OpenPage, code: str, headline: str, missing: str
) -> None:
    page = open_page("next", lang=code, eco="Electronics", country="FI")
    assert not page.exception
    assert headline in shown(page)
    assert missing not in shown(page)
    assert len(page.get("plotly_chart")) == 2
    monkeypatch.delenv("ATLAS_TRADE_DIR")
    page = open_page("next", lang=code)
    assert not page.exception
    assert missing in shown(page)
    assert "python -m analytics rollup" in page.code[0].value
    assert not page.get("plotly_chart")
