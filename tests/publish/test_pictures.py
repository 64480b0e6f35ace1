"""Pictures of charts: their size, what stands on them, and the browser that draws them."""

from __future__ import annotations

import dataclasses
import io
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from xml.etree import ElementTree

import pytest
from PIL import Image

from analytics import catalogue
from analytics.core import language
from analytics.core.chart import Chart
from analytics.core.paths import ROOT
from analytics.publish import browser, pictures

DAY = date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"
counts_processes = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads Linux's list of processes")


def chart() -> Chart:
    return catalogue.chart("exports.intensity", country="FI", since=2000)


def colours(picture: Image.Image) -> int:
    """How many colours a picture has; a blank one has one."""
    return len(picture.convert("RGB").resize((400, 400)).getcolors(400 * 400) or [])


@pytest.mark.parametrize(("shape", "size"), [("wide", (3200, 1800)), ("square", (2400, 2400))])
def test_a_png_has_two_dots_a_pixel_and_is_not_blank(shape: pictures.Shape, size: tuple[int, int]) -> None:
    picture = Image.open(io.BytesIO(pictures.picture(chart(), "png", shape=shape)))
    assert picture.size == size
    assert colours(picture) > 20
    # The margins stay empty: nothing is cut at an edge.
    for edge in ((0, 0, size[0], 40), (0, 0, 80, size[1]), (size[0] - 20, 0, *size), (0, size[1] - 20, *size)):
        assert picture.convert("RGB").crop(edge).getcolors() == [
            ((edge[2] - edge[0]) * (edge[3] - edge[1]), (255,) * 3)
        ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "en",
            ("Exports beside the economy", "% of GDP", "Country: Finland", "Source: World Bank", "21 November 2026"),
        ),
        ("fi", ("Vienti suhteessa talouden kokoon", "BKT:sta", "Maa: Suomi", "Lähde: ", "21. marraskuuta 2026")),
        ("sv", ("Exporten i förhållande till ekonomin", "BNP", "Land: Finland", "Källa: ", "21 november 2026")),
    ],
)
def test_an_svg_says_title_unit_filters_source_day_and_link(code: str, said: tuple[str, ...]) -> None:
    language.use(code)
    link = "https://atlas.example.org/exports?c=FI"
    root = ElementTree.fromstring(pictures.picture(chart(), "svg", link=link, made=DAY))
    words = " ".join(text.text or "" for text in root.findall(f"{SVG}text"))
    for word in (*said, "2000–2024", "atlas.example.org/exports?c=FI"):
        assert word in words, (word, words)
    assert root.findtext(f"{SVG}title") == chart().title
    assert root.get("width") == "1600"


def test_a_pdf_is_one_page_with_letters_and_a_drawing(tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    path.write_bytes(pictures.picture(chart(), "pdf", made=DAY))
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\n", told)
    words = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "Exports beside the economy" in words
    assert "Denmark" in words, "labels of the plot are letters, not a picture of letters"
    subprocess.run(["pdftoppm", "-r", "60", "-png", "-singlefile", path, tmp_path / "page"], check=True)
    page = Image.open(tmp_path / "page.png")
    assert page.width / page.height == pytest.approx(16 / 9, rel=0.01)
    assert colours(page) > 20


def test_long_words_are_kept_whole_and_leave_room_for_the_plot() -> None:
    long = dataclasses.replace(chart(), insight=" ".join(f"Sentence number {n} is said here." for n in range(60)))
    root = ElementTree.fromstring(pictures.picture(long, "svg"))
    plot = root.find(f"{SVG}svg")
    assert plot is not None
    above = [text for text in root.findall(f"{SVG}text") if float(text.get("y", 0)) < float(plot.get("y", 0))]
    assert "Sentence number 59" in " ".join(text.text or "" for text in above)
    assert float(plot.get("height", 0)) > 0.3 * 900


def test_lines_are_no_wider_than_asked_and_lose_no_letter() -> None:
    text = "Vientituotteiden tuotantoalueet kartalla ja " + "pitkä" * 40
    (lines, nothing) = browser.wrapped([(text, "400 24px sans-serif", 300), ("", "400 24px sans-serif", 300)])
    assert nothing == []
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    # No sans-serif letter at 24 pixels is wider than 24, none of these narrower than 4.
    assert all(300 / 24 * 0.5 < len(line) <= 300 / 4 for line in lines[:-1])


def test_the_plot_is_shown_as_it_was_made_for() -> None:
    tall = catalogue.chart("programmes.timeline")
    assert pictures.natural_height(tall) == tall.drawing.height
    # Sixteen rows and more of product groups need more than the least height.
    assert pictures.natural_height(catalogue.chart("exports.structure")) > pictures.LEAST_HEIGHT


@pytest.mark.parametrize(("kind", "shape"), [("gif", "wide"), ("png", "round")])
def test_other_kinds_and_shapes_are_refused(kind: pictures.Kind, shape: pictures.Shape) -> None:
    with pytest.raises(ValueError, match="wide or square"):
        pictures.picture(chart(), kind, shape=shape)


@counts_processes
def test_many_threads_share_one_browser() -> None:
    with ThreadPoolExecutor(4) as pool:
        sizes = list(pool.map(lambda _: len(pictures.picture(chart(), "svg", made=DAY)), range(8)))
    assert len(set(sizes)) == 1
    assert len(browsers()) == 1


@counts_processes
def test_a_browser_that_was_killed_is_started_anew() -> None:
    pictures.picture(chart(), "svg")
    (before,) = browsers()
    os.kill(before, signal.SIGKILL)
    assert pictures.picture(chart(), "svg")
    (after,) = browsers()
    assert after != before


@counts_processes
def test_the_browser_goes_with_the_process() -> None:
    script = (
        "from analytics import catalogue\n"
        "from analytics.publish import pictures\n"
        "from tests.publish.test_pictures import browsers\n"
        "pictures.picture(catalogue.chart('exports.intensity'), 'svg')\n"
        "print(*browsers())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    (left,) = map(int, done.stdout.split())
    assert not Path(f"/proc/{left}").exists()


@counts_processes
def test_the_files_of_a_killed_process_s_browser_are_removed_by_the_next(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from analytics import catalogue\n"
        "from analytics.publish import pictures\n"
        "from tests.publish.test_pictures import browsers\n"
        "pictures.picture(catalogue.chart('exports.intensity'), 'svg')\n"
        "print(*browsers(), flush=True)\n"
        "os.kill(os.getpid(), int(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", script]
    own = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run([*command, "9"], cwd=ROOT, env=own, capture_output=True, text=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr
    end = monotonic() + 60
    while running(int(done.stdout)):  # until it sees that its pipe is closed
        assert monotonic() < end, "the browser lives on"
        sleep(0.05)
    (left,) = tmp_path.glob("atlas-browser-*")
    os.utime(left, (0, 0))
    done = subprocess.run([*command, "0"], cwd=ROOT, env=own, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


def running(process: int) -> bool:
    """Whether a process of this number runs; one that only waits to be counted by its parent does not."""
    try:
        return (Path("/proc") / str(process) / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def browsers() -> list[int]:
    """The numbers of the running browsers that this process has started (not of their own children)."""
    parents, drawing = {}, []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[:2]
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        parents[int(folder.name)] = int(parent)
        # Chromium writes its command into one string; --type= marks its children.
        if (
            state != "Z"
            and b"chrom" in command[:100]
            and b"--remote-debugging" in command
            and b"--type=" not in command
            and b"playwright" not in command  # the browser tests' own
        ):
            drawing.append(int(folder.name))

    def ours(number: int) -> bool:
        return number == os.getpid() or (number in parents and ours(parents[number]))

    return [number for number in drawing if ours(number)]
