"""The map as a file: read back with an XML parser, pdftoppm and PIL, measured with pyproj's geodesics."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
from PIL import Image

from analytics.cli import main
from analytics.clusters import questions as clusters
from analytics.clusters.questions import Filters
from analytics.core import language
from analytics.core.paths import DATA
from analytics.map import layers
from analytics.map import view as map_view
from analytics.publish import map_ground, vector_map
from analytics.publish.offer import Shape
from analytics.publish.printed import printed
from analytics.publish.vector_map import Asked

DAY = date(2026, 11, 21)
LINK = "https://atlas.example.org/map?layer=lq"
SVG = "{http://www.w3.org/2000/svg}"
FINLAND = Asked(Filters(countries=("FI",)), colour="ecosystem")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


def drawn(asked: Asked, lang: str = "en", shape: Shape = "wide") -> ElementTree.Element:
    language.use(lang)
    return ElementTree.fromstring(vector_map.picture(asked, "svg", shape=shape, link=LINK, made=DAY))


def texts(svg: ElementTree.Element) -> str:
    """All words of the map on one line, since lines are broken where the sheet ends."""
    return " ".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text"))


def groups(svg: ElementTree.Element, start: str) -> dict[str, str]:
    """The path of each group whose id begins so, by the rest of the id."""
    found = {}
    for group in svg.iter(f"{SVG}g"):
        if (name := group.get("id", "")).startswith(start):
            path = group.find(f"{SVG}path")
            assert path is not None, name
            found[name.removeprefix(start)] = path.get("d", "")
    return found


def points(path: str) -> np.ndarray:
    return np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", path), dtype=float)


def frame_of(svg: ElementTree.Element, country: str) -> map_ground.Frame:
    """The frame whose sea the sheet shows."""
    styled = {path.get("style", ""): path.get("d", "") for path in svg.iter(f"{SVG}path")}
    sea = points(next(d for style, d in styled.items() if "#dfeaf0" in style))
    (left, top), (right, bottom) = sea.min(axis=0), sea.max(axis=0)
    return map_ground.frame_of(country, left, top, right - left, bottom - top)


@pytest.mark.parametrize(
    ("asked", "lang", "shape"),
    [
        (FINLAND, "fi", "wide"),
        (FINLAND, "sv", "square"),
        (Asked(layer="lq"), "sv", "wide"),
        (Asked(layer="lq"), "en", "square"),
        (Asked(layer="dominant", colour="ecosystem"), "en", "wide"),
        (Asked(layer="dominant", colour="ecosystem"), "fi", "square"),
    ],
)
def test_words_legends_and_sources_are_on_it(asked: Asked, lang: str, shape: Shape) -> None:
    svg = drawn(asked, lang, shape)
    said = texts(svg)
    found = clusters.clusters(asked.filters)
    located = found[found["nuts_code"].notna()]
    layer = layers.layer(asked.layer, asked.filters, asked.focus)
    assert svg.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    wanted = [
        language._("Where the clusters are"),
        map_view.headline(found, located),
        layer.title,
        *layer.classes.labels,
        *(words for _colour, words in map_view.legend(located, asked.colour)),
        language._("members not published"),
        *(source.text for source in map_view.sources(layer)),
        *asked.filters.words(),
        "© EuroGeographics",
        language.day(DAY),
        "atlas.example.org/map?layer=lq",
        "km",
    ]
    assert [words for words in wanted if words not in said] == []
    colours = {element.get("style", "") for element in svg.iter(f"{SVG}path")}
    for colour in (*layer.classes.colours, *(colour for colour, _words in map_view.legend(located, asked.colour))):
        assert any(colour.lower() in style for style in colours), colour


@pytest.mark.parametrize("lang", ["en", "fi", "sv"])
@pytest.mark.parametrize("shape", ["wide", "square"])
def test_no_words_leave_the_sheet_or_meet_each_other(shape: Shape, lang: str) -> None:
    """The longest words: an ecosystem for each of 14 colours twice, many filters, an address without a break."""
    language.use(lang)
    labels, levels = clusters.LABELS, clusters.options()["level"]
    for filters in (Filters(), Filters(labels=labels, levels=levels, statuses=clusters.STATUSES)):
        asked = Asked(filters, layer="dominant", colour="ecosystem")
        words = vector_map.chart(asked)
        link = "https://atlas.example.org/map?" + "&".join(f"level={level}" for level in levels * 3)
        texts_of = printed(words, filters=filters.words(), link=link, made=DAY, said=False)
        sheet = vector_map.Sheet(vector_map.SHAPES[shape])
        sheet.drawn(asked, words, texts_of)
        boxes = [text.get_window_extent(sheet.renderer) for text in sheet.axes.texts]
        for at, box in enumerate(boxes):
            assert 0 <= box.x0 < box.x1 <= sheet.width - 20, sheet.axes.texts[at]
            assert 0 <= box.y0 < box.y1 <= sheet.height, sheet.axes.texts[at]
            # Lines of one paragraph may touch by a dot where g stands over Å.
            met = [
                b
                for b in boxes[:at]
                if min(box.x1, b.x1) > max(box.x0, b.x0) and min(box.y1, b.y1) - max(box.y0, b.y0) > 2
            ]
            assert met == [], sheet.axes.texts[at]


def test_all_regions_but_svalbard_and_all_located_clusters_are_drawn() -> None:
    svg = drawn(Asked())
    found = clusters.clusters(Filters())
    codes = set(groups(svg, "region-"))
    # Svalbard (NO0B2) lies 650 km north of the mainland and is left out, as the page's opening view leaves it out.
    assert len(codes) == 65
    assert "NO0B2" not in codes
    assert held(svg) == sorted(found.loc[found["nuts_code"].notna(), "cluster_id"])


@pytest.mark.parametrize("country", ["FI", "SE", "NO", "DK", "IS"])
def test_a_country_alone_is_whole_and_larger(country: str) -> None:
    svg = drawn(Asked(Filters(countries=(country,))))
    found = clusters.clusters(Filters(countries=(country,)))
    assert held(svg) == sorted(found.loc[found["nuts_code"].notna(), "cluster_id"])
    # NUTS 2021 (as in test_geography): of Norway's 13, the two Arctic ones are no part of the view.
    expected = {"FI": 19, "SE": 21, "NO": 11, "DK": 11, "IS": 2}[country]
    shown = [c for c in groups(svg, "region-") if c.startswith(country) and not c.startswith("NO0B")]
    assert len(shown) == expected
    alone, together = (np.ptp(points(groups(s, "border-")[country]), axis=0).max() for s in (svg, drawn(Asked())))
    assert alone > 1.05 * together


def held(svg: ElementTree.Element) -> list[str]:
    """The clusters that the marks stand for."""
    return sorted(code for name in groups(svg, "mark-") for code in name.split("+"))


def test_an_unknown_size_is_a_ring_and_no_mark_is_farther_from_its_place_than_its_radius() -> None:
    svg = drawn(Asked())
    found = clusters.clusters(Filters()).set_index("cluster_id")
    frame = frame_of(svg, "")
    project = pyproj.Transformer.from_crs("EPSG:4326", frame.crs, always_xy=True).transform
    for group in svg.iter(f"{SVG}g"):
        if (name := group.get("id", "")).startswith("mark-"):
            codes = name.removeprefix("mark-").split("+")
            path = group.find(f"{SVG}path")
            assert path is not None
            unknown = len(codes) == 1 and pd.isna(found.at[codes[0], "members_total"])
            assert ("fill: none" in path.get("style", "")) == unknown
            box = points(path.get("d", ""))
            middle, radius = (box.min(axis=0) + box.max(axis=0)) / 2, np.ptp(box[:, 0]) / 2
            for code in codes:
                place = project(found.at[code, "lon"], found.at[code, "lat"])
                (pixel,) = frame.pixels(np.array([place]))
                assert np.hypot(*(pixel - middle)) <= radius * 1.3 + 1, code  # a ring's line lies outside its path


@pytest.mark.parametrize("country", ["", "FI", "DK", "IS"])
@pytest.mark.parametrize("shape", ["wide", "square"])
def test_the_scale_bar_is_as_long_as_it_says(country: str, shape: Shape) -> None:
    """The bar's ends, laid across the middle of the map and taken back to degrees, on the ellipsoid of GRS 80."""
    asked = Asked(Filters(countries=(country,) if country else ()))
    svg = drawn(asked, shape=shape)
    bar = points(groups(svg, "scale-bar")[""])
    said = re.search(r"([\d,]+) km", texts(svg))
    assert said is not None
    length = float(said.group(1).replace(",", ""))
    frame = frame_of(svg, country)
    back = pyproj.Transformer.from_crs(frame.crs, "EPSG:4326", always_xy=True)
    across = np.ptp(bar[:, 0])
    middle = np.array([frame.west + frame.width / 2 * frame.metres, frame.north - frame.height / 2 * frame.metres])
    for direction in ((1, 0), (0, 1)):
        half = across / 2 * frame.metres * np.array(direction)
        (west, south), (east, north) = (back.transform(*place) for place in (middle - half, middle + half))
        assert pyproj.Geod(ellps="GRS80").inv(west, south, east, north)[2] / 1000 == pytest.approx(length, rel=0.02)


def test_regions_lie_where_the_projection_puts_them() -> None:
    """Regions without a coast: their drawn outline spans the full one as geopandas projects it, to a pixel."""
    svg = drawn(Asked())
    frame = frame_of(svg, "")
    full = gpd.read_parquet(DATA / "geography" / "nuts_2021.parquet").set_index("nuts_code").to_crs("EPSG:3035")
    for code in ("FI193", "SE321", "NO020"):
        west, south, east, north = full.geometry[code].bounds
        (left, bottom), (right, top) = frame.pixels(np.array([[west, south], [east, north]]))
        outline = points(groups(svg, "region-")[code])
        assert [*outline.min(axis=0), *outline.max(axis=0)] == pytest.approx([left, top, right, bottom], abs=1), code


def test_the_same_view_and_day_give_the_same_bytes() -> None:
    for kind in vector_map.KINDS:
        once, again = (vector_map.picture(FINLAND, kind, link=LINK, made=DAY) for _ in range(2))
        assert once == again, kind
        assert len(once) < 1_000_000, kind


def test_letters_stay_letters_in_a_stack_of_fonts() -> None:
    svg = drawn(Asked())
    for text in svg.iter(f"{SVG}text"):
        assert "Arial, sans-serif" in text.get("style", "")
    assert (svg.get("width"), svg.get("height")) == ("1600", "900")


@pytest.mark.parametrize(("shape", "size"), [("wide", (3200, 1800)), ("square", (2400, 2400))])
def test_the_png_shows_sea_land_and_classes(shape: Shape, size: tuple[int, int]) -> None:
    picture = Image.open(io.BytesIO(vector_map.picture(Asked(), "png", shape=shape, made=DAY))).convert("RGB")
    assert picture.size == size
    assert many_colours(picture) >= {(0xDF, 0xEA, 0xF0), (0xF3, 0xF3, 0xEF), (0x0F, 0x4C, 0x8A), (0x0B, 0x3C, 0x86)}


def test_the_pdf_opens_elsewhere_and_its_words_can_be_searched(tmp_path: Path) -> None:
    file = tmp_path / "map.pdf"
    file.write_bytes(vector_map.picture(FINLAND, "pdf", link=LINK, made=DAY))
    subprocess.run(["pdftoppm", "-r", "72", "-png", str(file), str(tmp_path / "page")], check=True)
    (page,) = tmp_path.glob("page*.png")
    with Image.open(page) as opened:
        picture = opened.convert("RGB")
    assert picture.size == (1600, 900)
    assert many_colours(picture) >= {(0xDF, 0xEA, 0xF0), (0xF3, 0xF3, 0xEF), (0x0F, 0x4C, 0x8A)}
    said = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert "Where the clusters are" in said
    assert "© EuroGeographics" in said


def many_colours(picture: Image.Image) -> set[tuple[int, int, int]]:
    """The colours of at least 200 dots."""
    counted = picture.getcolors(maxcolors=picture.width * picture.height)
    assert counted is not None
    return {colour for n, colour in counted if n >= 200}  # type: ignore[misc]


def test_nothing_that_fits_is_said_and_not_drawn() -> None:
    language.use("fi")
    with pytest.raises(ValueError, match=re.escape(language._("No cluster fits all of these filters at once."))):
        vector_map.picture(Asked(Filters(search="no such cluster anywhere")), "svg")


def test_clusters_without_a_place_leave_a_map_of_regions() -> None:
    every = clusters.clusters(Filters())
    name = str(every.loc[every["nuts_code"].isna(), "name"].iloc[0])
    svg = drawn(Asked(Filters(search=name)))
    assert groups(svg, "mark-") == {}
    assert len(groups(svg, "region-")) == 65


@pytest.mark.parametrize(
    ("choice", "said"),
    [({"layer": "weather"}, "layer is one of"), ({"colour": "age"}, "colour is one of"), ({"focus": "Magic"}, "focus")],
)
def test_what_the_page_does_not_offer_is_refused(choice: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Asked(**choice)  # type: ignore[arg-type]


def test_the_view_as_its_page_addresses_it() -> None:
    chosen = Asked(Filters(countries=("FI", "SE"), statuses=()), layer="lq", focus="Digital")
    assert vector_map.chart(chosen).link == (
        "map?layer=lq&colour=country&focus=Digital&country=FI&country=SE&status=any&lang=en"
    )


def test_the_command_line_draws_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "map.svg"
    asked = ["map", "--layer", "density", "--colour", "country", "--country", "FI", "--eco", "Digital", "--lang", "sv"]
    assert main([*asked, "--format", "svg", "--out", str(file)]) == 0
    said = texts(ElementTree.fromstring(file.read_bytes()))
    assert "Här finns klustren" in said
    assert "map?layer=density&colour=country&country=FI&eco=Digital&lang=sv" in said
    for wrong, words in [
        (["--eco", "Magic"], "ecosystem is one of"),
        (["--search", "no such cluster anywhere"], "No cluster fits"),
    ]:
        assert main(["map", *wrong, "--out", str(file)]) == 2
        assert words in capsys.readouterr().err
    assert main(["map", "--out", str(tmp_path / "none" / "map.svg")]) == 2
    assert "none" in capsys.readouterr().err
