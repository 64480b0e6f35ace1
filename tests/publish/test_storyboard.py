"""Storyboards: what is shipped holds what it claims, a file comes back as it was, a fault is named with its slide."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response

from analytics import catalogue
from analytics.cli import main
from analytics.core import language, style
from analytics.publish import board_parts, presentation, storyboard
from analytics.publish.board_parts import Text
from analytics.publish.figures import StoryboardError
from analytics.publish.storyboard import Scene, Storyboard, same
from analytics.render import screen
from tests.conftest import OpenPage
from ui import markdown, page_registry

BOARDS = list(storyboard.shipped())
LANGUAGES = list(language.LANGUAGES)
MINIMAL = 'title = "A talk"\n[[slides]]\nkind = "chart"\nchart = "exports.gap"\n'


# ------------------------------------------------------------------ shipped


def test_three_talks_are_shipped_and_the_one_on_finland_has_ten_slides() -> None:
    assert set(BOARDS) == {"why-finland", "nordic-ten-minutes", "workshops"}
    assert len(storyboard.shipped()["why-finland"].slides) == 10


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("board", BOARDS)
def test_every_shipped_slide_draws_and_speaks_each_language(board: str, code: str) -> None:
    language.use(code)
    found = storyboard.shipped()[board]
    for scene, chart in zip(found.slides, storyboard.charts(found), strict=True):
        assert scene.title.said.strip()
        assert scene.note.said.strip()
        assert (chart is None) == (scene.kind in ("title", "text"))
        if chart is not None:
            assert not chart.drawing.empty
            assert chart.insight


@pytest.mark.parametrize("board", BOARDS)
def test_texts_of_shipped_talks_differ_by_language_and_hold_no_typed_figure(board: str) -> None:
    for scene in storyboard.shipped()[board].slides:
        for text in (scene.title, scene.text, scene.note):
            if text != Text():
                assert set(text.by_language) == set(language.LANGUAGES)
                assert len(set(text.by_language.values())) == 3, text
            assert not re.search(r"\d", "".join(text.by_language.values())), text


def test_what_the_talk_on_finland_claims_is_so_in_the_data() -> None:
    cost = catalogue.chart("programmes.design_cost", country="FI", design="NO", scale="population").table
    scaled = cost[["norway_scaled_population_meur", "denmark_scaled_population_meur"]].min(axis=1)
    assert (cost["cost_meur"] < scaled).all()


def test_what_the_ten_minutes_claim_is_so_in_the_data() -> None:
    score = catalogue.chart("programmes.score").table.set_index("country")["score"]
    assert set(score[["FI", "SE", "NO", "DK", "IS"]].nlargest(2).index) == {"NO", "DK"}

    fees = catalogue.chart("fees.transparency").table
    known = fees[fees["fee_state"].isin(["published", "free"])].groupby("country")["share_pct"].sum()
    assert known.max() < 25


def test_most_services_asked_for_are_answered_at_least_in_part() -> None:
    for year in (2021, 2024):
        standing = catalogue.chart("needs.services", year=year).table["standing"].value_counts(normalize=True)
        assert standing["answered"] + standing["partly"] > 0.5


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("board", BOARDS)
def test_every_figure_of_a_title_is_in_the_table_of_its_chart(board: str, code: str) -> None:
    language.use(code)
    found = storyboard.shipped()[board]
    for at, (scene, filled) in enumerate(zip(found.slides, storyboard.filled(found).slides, strict=True)):
        title = filled.title.said
        assert "{" not in title + filled.text.said + filled.note.said
        assert at == 0 or re.search(r"\d", title), title
        assert (
            len(storyboard.said_below(title, drawn).split()) <= 30 if (drawn := storyboard.drawn(scene, at)) else True
        )
        for name, figure in scene.figures.items():
            chart, params = (figure.chart, figure.params) if figure.chart else (scene.chart, scene.params)
            rows = catalogue.chart(chart, **params).table
            for column, wanted in figure.where.items():
                rows = rows[
                    [value in wanted if isinstance(wanted, list) else value == wanted for value in rows[column]]
                ]
            known = [value for value in rows[figure.column] if value == value and value is not None]
            values = {"count": [len(rows)], "different": [len(set(known))]}.get(figure.pick)
            values = values or ([sum(known)] if figure.pick == "sum" else known)
            said = {language.number(float(value) / figure.divide, figure.digits) for value in values}
            (shown,) = [
                text for text in said if filled.title.said == _put(scene.title.said, name, text, filled.title.said)
            ][:1] or [None]
            assert shown is not None, (title, name)


def _put(pattern: str, name: str, text: str, filled: str) -> str:
    """The filled title if the text stands in it where the pattern names the figure; else ""."""
    if "{" + name + "}" not in pattern:
        return filled
    parts = [".+" if part != name else re.escape(text) for part in re.findall(r"\{(\w+)\}", pattern)]
    plain = [re.escape(part) for part in re.split(r"\{\w+\}", pattern)]
    whole = "".join(a + b for a, b in zip(plain, [*parts, ""], strict=True))
    return filled if re.fullmatch(whole, filled) else ""


def test_a_figure_that_its_table_lacks_is_named_with_its_slide() -> None:
    board = storyboard.read(MINIMAL + 'title = "{gap}"\nfigures = { gap = { column = "gapp" } }\n')
    with pytest.raises(StoryboardError, match=r"Slide 1, figures\.gap"):
        storyboard.filled(board)
    assert storyboard.read(storyboard.write(board)) == board


# ------------------------------------------------------------------ reading and writing


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)
texts = st.one_of(words.map(same), st.fixed_dictionaries({"en": words}, optional={"fi": words, "sv": words}).map(Text))
scenes = st.one_of(
    st.builds(Scene, st.just("title"), title=texts, text=texts | st.just(Text()), note=texts | st.just(Text())),
    st.builds(Scene, st.just("text"), title=texts, text=texts),
    st.builds(
        Scene,
        st.sampled_from(["chart", "table"]),
        st.just("exports.scenario"),
        st.fixed_dictionaries(
            {}, optional={"country": st.sampled_from(["SE", '"]', "Å\\"]), "target_year": st.just(7)}
        ),
        texts | st.just(Text()),
        note=texts | st.just(Text()),
    ),
)


@given(st.builds(Storyboard, st.just("mine"), texts, st.lists(scenes, min_size=1, max_size=5).map(tuple)))
def test_a_storyboard_comes_back_from_its_file_and_from_its_link(board: Storyboard) -> None:
    assert storyboard.read(storyboard.write(board)) == board
    assert storyboard.unpacked(storyboard.packed(board)) == board


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_any_file_is_a_storyboard_or_a_clear_error(content: str | bytes) -> None:
    with pytest.raises(StoryboardError):
        storyboard.read(content)


@given(st.text(max_size=60))
def test_any_link_is_a_storyboard_or_a_clear_error(letters: str) -> None:
    with pytest.raises(StoryboardError):
        storyboard.unpacked(letters)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("exports.gap", "exports.gapp"), ("Slide 1, chart", "exports.gapp", "“exports.gap”", "analytics charts")),
        (("chart = ", "note = "), ("Slide 1, chart", "missing", "analytics charts")),
        (('gap"', 'gap"\nparams = {land = "FI"}'), ("Slide 1, params.land", "country, reference")),
        (('gap"', 'gap"\nparams = {country = 7}'), ("Slide 1, params.country", "“7”", "quotation marks")),
        (('"exports.gap"', '"exports.rca"\nparams = {year = "2023"}'), ("params.year", "“2023”", "whole number")),
        (('"exports.gap"', '"exports.rca"\nparams = {year = true}'), ("params.year", "whole number")),
        (('"exports.gap"', '"exports.rca"\nparams = {year = 99999999999999999999}'), ("params.year", "too large")),
        (('gap"', 'gap"\ntitle = {fi = "x", sv = "x"}'), ("Slide 1, title", "missing in: en")),
        (('gap"', 'gap"\ntitle = {en = "x", fi = "x", sv = "x", no = "x"}'), ("Slide 1, title, no", "en, fi, sv")),
        (('gap"', 'gap"\nnote = 3'), ("Slide 1, note", "“3”", "a text")),
        (('gap"', 'gap"\nspeaker = "x"'), ("Slide 1, speaker", "kind, chart, params, title, text, note")),
        (('gap"', 'gap"\ntext = "x"'), ("Slide 1, text", "Take it out")),
        (('"chart"', '"video"'), ("Slide 1, kind", "“video”", "title, chart, text, table")),
        (('"chart"\nchart = "exports.gap"', '"text"\ntitle = "x"'), ("Slide 1, text", "missing")),
        (('"chart"', '"text"'), ("Slide 1, chart", "Take it out")),
        (('title = "A talk"', ""), ("The storyboard, title", "missing")),
        (("[[slides]]", "[[pages]]"), ("The storyboard, pages", "title, slides")),
        (('"A talk"', '"A talk'), ("TOML", "line 1")),
    ],
)
def test_a_fault_names_the_slide_the_key_and_the_remedy(change: tuple[str, str], named: tuple[str, ...]) -> None:
    with pytest.raises(StoryboardError) as caught:
        storyboard.read(MINIMAL.replace(*change))
    for word in named:
        assert word in str(caught.value)


def test_limits_keep_a_file_and_a_link_small() -> None:
    with pytest.raises(StoryboardError, match="too large"):
        storyboard.read("#" * (storyboard.LARGEST_FILE + 1))
    with pytest.raises(StoryboardError, match="more than 60"):
        storyboard.read('title = "x"\n' + '[[slides]]\nkind = "chart"\nchart = "exports.gap"\n' * 61)
    with pytest.raises(StoryboardError, match="longer than"):
        storyboard.read(MINIMAL + f'note = "{"x" * (board_parts.LONGEST_TEXT + 1)}"')
    endless = storyboard.packed(Storyboard("mine", same("x" * 10_000_000), ()))
    assert len(endless) < 20_000  # a short link may hold a long text
    with pytest.raises(StoryboardError):
        storyboard.unpacked(endless)


def test_a_value_that_a_chart_does_not_know_names_slide_and_chart() -> None:
    board = storyboard.read(MINIMAL.replace('gap"', 'gap"\nparams = {reference = "MARS"}'))
    with pytest.raises(StoryboardError, match=r"Slide 1, params: .*exports\.gap.*MARS"):
        storyboard.charts(board)


def test_a_talk_in_one_language_fits_into_a_link() -> None:
    language.use("fi")
    board = storyboard.shipped()["why-finland"]
    alone = storyboard.unpacked(storyboard.packed(storyboard.spoken(board)))
    titles = [scene.title.said for scene in board.slides]
    language.use("sv")
    assert [scene.title.said for scene in alone.slides] == titles
    assert len(storyboard.packed(alone)) < 4000


def test_a_language_without_a_text_of_its_own_has_the_english_one() -> None:
    given = '[[slides]]\nkind = "text"\ntitle = {en = "Why", fi = "Miksi"}\ntext = "Because"\n'
    (slide,) = storyboard.read('title = "T"\n' + given, "mine").slides
    for code, title in (("en", "Why"), ("fi", "Miksi"), ("sv", "Why")):
        language.use(code)
        assert (slide.title.said, slide.text.said) == (title, "Because")


def test_a_text_changes_in_the_language_in_use_alone_where_languages_differ() -> None:
    language.use("fi")
    assert Text({"en": "a", "fi": "b", "sv": "c"}).changed("x") == Text({"en": "a", "fi": "x", "sv": "c"})
    assert same("a").changed("x") == same("x")


# ------------------------------------------------------------------ the presentation


def told(content: str) -> list[dict[str, str]]:
    """What the file tells the speaker."""
    found = re.search(r'<script type="application/json" id="told">(.*?)</script>', content)
    assert found
    slides: list[dict[str, str]] = json.loads(found[1])["slides"]
    return slides


def test_the_file_holds_every_chart_exactly_and_plotly_once() -> None:
    board = storyboard.shipped()["workshops"]
    language.use("sv")
    content = presentation.page(board).decode()
    assert '<html lang="sv">' in content
    assert content.count("plotly.js v") == 1
    figures = [json.loads(text) for text in re.findall(r'class="figure"[^>]*>(.*?)</script>', content)]
    drawn = [chart for chart in storyboard.charts(board) if chart]
    assert [len(figure["data"]) for figure in figures] == [len(screen.figure(chart).data) for chart in drawn]
    for figure, chart in zip(figures, drawn, strict=True):
        assert figure["data"] == json.loads(screen.figure(chart).to_json())["data"]
    assert [slide["note"] for slide in told(content)] == [scene.note.by_language["sv"] for scene in board.slides]


def test_texts_of_a_storyboard_are_text_wherever_they_stand() -> None:
    nasty = same("</script><script>alert(1)</script><img src=x onerror=alert(1)>")
    scene = Scene("chart", "exports.gap", {}, nasty, note=nasty)
    board = Storyboard("mine", nasty, (scene, Scene("text", title=nasty, text=nasty), Scene("title", title=nasty)))
    content = presentation.page(board).decode()
    assert "<script>alert" not in content
    assert "<img" not in content.split("<script>", 1)[0]
    assert told(content)[0]["note"] == nasty.said


def test_a_table_slide_shows_the_rows_that_can_be_read_and_says_how_many_there_are() -> None:
    rows = catalogue.chart("fees.transparency").table
    content = presentation.page(Storyboard("mine", same("x"), (Scene("table", "fees.transparency"),))).decode()
    shown = content.split("<tbody>")[1].split("</tbody>")[0]
    assert shown.count("<tr>") == 10
    assert f"Rows: 10 of {len(rows)}" in content
    assert f"<td>{rows['share_pct'].iloc[0]:.2f}</td>" in shown


def test_a_deck_has_a_slide_for_each_with_its_notes() -> None:
    from io import BytesIO

    from pptx import Presentation

    board = storyboard.shipped()["why-finland"]
    deck = Presentation(BytesIO(presentation.file(board, "pptx", "fi")))
    assert len(deck.slides) == 10
    for slide, scene in zip(deck.slides, board.slides, strict=True):
        assert slide.notes_slide.notes_text_frame.text.startswith(scene.note.by_language["fi"])
    assert deck.core_properties.title == board.title.by_language["fi"]
    assert language.current() == "en", "the language of the caller is as it was"


def test_a_file_is_light_whatever_the_page_is() -> None:
    style.use("dark")
    content = presentation.file(storyboard.shipped()["workshops"], "html", "en").decode()
    assert style.DARK.background not in content.split("<script>")[0]
    assert style.mode() == "dark"


@pytest.mark.parametrize("name", ["workshops", "why-finland"])
def test_the_pdf_has_a_page_for_each_slide(name: str) -> None:
    board = storyboard.shipped()[name]
    content = presentation.file(board, "pdf", "en")
    told = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True).stdout.decode()
    assert re.search(rf"^Pages: +{len(board.slides)}$", told, re.M)
    assert re.search(r"^Page size: +960 x 540 pts$", told, re.M)
    said = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    pages = [re.sub(r"\s", "", page) for page in said.split("\f")]
    for page, scene, chart in zip(pages, storyboard.filled(board).slides, storyboard.charts(board), strict=False):
        heading = scene.title.by_language["en"] or (chart.title if chart else "")
        for words in (heading, *(presentation.lines(scene) if scene.kind in ("title", "text") else ())):
            assert re.sub(r"\s", "", words) in page
    assert content == presentation.file(board, "pdf", "en")
    assert len(content) < 4_000_000


# ------------------------------------------------------------------ the command and the address


def test_the_command_writes_a_shipped_talk_and_one_from_a_file(tmp_path: Path) -> None:
    out = tmp_path / "talk.html"
    assert main(["storyboard", "workshops", "--format", "html", "--lang", "fi", "--out", str(out)]) == 0
    assert "Mitä työpajoissa sanottiin" in out.read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(MINIMAL, encoding="utf-8")
    copy = tmp_path / "copy.toml"
    assert main(["storyboard", str(own), "--format", "toml", "--out", str(copy)]) == 0
    assert storyboard.read(copy, "x") == storyboard.read(own, "x")


@pytest.mark.parametrize(("asked", "said"), [("nope", "why-finland"), ("nope.toml", "nope.toml")])
def test_the_command_says_what_is_wrong(
    asked: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["storyboard", asked, "--out", str(tmp_path / "x")]) == 2
    assert said in capsys.readouterr().err


def presented(board: str, query: str = "") -> Response:
    """What the server answers to /present/BOARD.html?QUERY."""
    from ui.routes import present

    scope = {"type": "http", "query_string": query.encode(), "headers": [], "path_params": {"board": board}}
    return present(Request(scope))


def test_the_server_presents_shipped_talks_and_ones_own_by_the_link() -> None:
    answer = presented("workshops", "lang=sv")
    assert answer.status_code == 200
    assert b'<html lang="sv">' in answer.body
    own = storyboard.packed(storyboard.read(MINIMAL))
    assert b"A talk" in presented("mine", f"board={own}").body
    for board, query in (("nope", ""), ("mine", ""), ("mine", "board=zzz"), ("../workshops", ""), ("own.toml", "")):
        answer = presented(board, query)
        assert answer.status_code == 404, board
        assert answer.headers["content-type"].startswith("text/plain")


# ------------------------------------------------------------------ the pages


def test_slides_are_moved_written_and_removed_on_the_page(open_page: OpenPage) -> None:
    app = open_page("present", board="nordic-ten-minutes")
    app.button(key="copy-board").click().run()
    app.query_params["board"] = "mine"
    app.run()
    shipped = storyboard.filled(storyboard.shipped()["nordic-ten-minutes"]).slides
    assert app.session_state["my storyboard"].slides == shipped
    app.button(key="down-0").click().run()
    assert app.session_state["my storyboard"].slides[:2] == (shipped[1], shipped[0])
    app.button(key="remove-1").click().run()
    assert app.session_state["my storyboard"].slides == shipped[1:]
    field = next(element for element in app.text_input if str(element.key).startswith("title-0:"))
    field.set_value("Mine").run()
    assert app.session_state["my storyboard"].slides[0].title == Text({**shipped[1].title.by_language, "en": "Mine"})
    assert app.session_state["my storyboard"].slides[1:] == shipped[2:]
    assert not app.exception


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_embedded_chart_has_title_source_and_a_link_and_no_foot(open_page: OpenPage, code: str) -> None:
    app = open_page("embed", lang=code, chart="exports.gap", country="NO")
    language.use(code)
    chart = catalogue.chart("exports.gap", country="NO")
    said = "\n".join(element.value for element in [*app.markdown, *app.caption])
    assert markdown.escape(chart.insight) in said
    assert chart.sources[0].url in said
    assert f"/exports?country=NO&lang={code}" in said
    assert "EuroGeographics" not in said
    assert not app.error


def test_an_embedded_chart_that_is_unknown_or_asked_wrongly_says_so(open_page: OpenPage) -> None:
    assert "no chart" in open_page("embed", chart="exports.gapp").info[0].value
    app = open_page("embed", chart="exports.gap", reference="MARS")
    assert any("MARS" in note.value for note in app.info)
    assert markdown.escape(catalogue.chart("exports.gap").insight) in [element.value for element in app.markdown]


@pytest.mark.parametrize("chart_id", list(catalogue.CHARTS))
def test_the_page_that_an_embedded_chart_leads_to_has_the_chart(chart_id: str) -> None:
    file = page_registry.page_of_chart(chart_id).file
    files = [file] if file.name != "page.py" else sorted(file.parent.glob("*.py"))
    assert any(f'"{chart_id}"' in path.read_text(encoding="utf-8") for path in files)


def test_an_embedded_chart_of_roles_leads_to_the_page_on_what_a_cluster_is(open_page: OpenPage) -> None:
    app = open_page("embed", chart="knowledge.roles")
    assert any("/what?lang=en" in element.value for element in app.markdown)


def test_a_deck_takes_the_look_of_a_given_presentation(tmp_path: Path) -> None:
    from pptx import Presentation

    book = Presentation()
    book.slide_width, book.slide_height = 9_144_000, 6_858_000  # 4:3, where ours is 16:9
    book.save(tmp_path / "house.pptx")
    out = tmp_path / "talk.pptx"
    asked = ["storyboard", "workshops", "--format", "pptx", "--out", str(out)]
    assert main([*asked, "--template", str(tmp_path / "house.pptx")]) == 0
    assert Presentation(out).slide_width == 9_144_000
    (tmp_path / "none.pptx").write_bytes(b"no presentation")
    assert main([*asked, "--template", str(tmp_path / "none.pptx")]) == 2
