"""Pages and files of an atlas whose names attack: prints what got through, a line a finding. Run with ATLAS_DATA."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

from streamlit.testing.v1 import AppTest

from analytics import catalogue
from analytics.core.language import use
from analytics.core.paths import ROOT
from analytics.publish import brief, offer, storyboard
from analytics.publish.storyboard import Scene, Storyboard
from analytics.publish.table_files import TableFile
from analytics.publish.vector_map import Asked
from analytics.warehouse import warehouse
from analytics.workshops import own, statements
from tests import opened
from tests.ui import hostile_files
from tests.ui.hostile_names import NAMES
from ui import page_registry

LINK = re.compile(r"(?<!\\)\]\(javascript:")
TRUSTED = ("html", "plotly_chart")  # elements of a page that are markup
MARKUP = ("markdown", "html", "plotly_chart", "caption", "header", "subheader", "alert")
LABELLED = ("page_link", "button", "download_button", "checkbox", "expandable", "popover", "tab", "radio", "selectbox")


def pages() -> Iterator[str]:
    """What a browser would take for markup on the pages."""
    for name in page_registry.PAGES:
        app = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=120)
        query = {"cluster": "fi-energyvaasa", "region": "FI1D5", "q": "alert", "table": "clusters"}
        app.query_params.update(query)
        app.run()
        if name != page_registry.FIRST:
            app.switch_page(str(page_registry.PAGES[name].file))
            app.query_params.update(query)
            app.run()
        for page in opened.everything(app):
            yield from _markup(page, name)
        print(f"opened {name}")


def _markup(app: AppTest, name: str) -> Iterator[str]:
    for error in app.exception:
        yield f"page {name}: {error.message}"
    for error in app.error:
        yield f"page {name}: {error.value}"
    for kind in MARKUP:
        for element in app.get(kind):
            # The words for screen readers are no markup.
            proto = re.sub(r"(?m)^alt: .*$", "", str(element.proto))
            trusted = kind in TRUSTED or getattr(element.proto, "allow_html", False)
            if trusted and hostile_files.RAW.search(proto):
                yield f"page {name}, {kind}: {hostile_files.RAW.search(proto)}"
            if kind not in TRUSTED and LINK.search(str(getattr(element, "value", ""))):
                yield f"page {name}, {kind}: a link that runs"
    for kind in LABELLED:
        for element in app.get(kind):
            if LINK.search(str(getattr(element.proto, "label", ""))):
                yield f"page {name}, {kind}: a link that runs {element.proto.label[:80]}"


def files() -> Iterator[str]:
    """What a program that opens a file would run."""
    for chart_id in catalogue.CHARTS:
        chart = catalogue.chart(chart_id)
        if not any(name[:9] in chart.table.to_csv() for name in NAMES):
            continue
        print(f"drawn {chart_id}")
        for kind, form in offer.made_from("chart").items():
            if not kind.startswith("png"):
                yield from _looked_at(
                    f"{chart_id}.{kind}", lambda form=form, chart=chart: form.make("chart", chart, "map", [])
                )
    said = statements.from_frame(_statements()).statements
    known: dict[str, tuple[object, ...]] = {
        "brief": (brief.brief("FI"),),
        "map": (Asked(), "map"),
        "storyboard": (_board(), None),
        "summary": (own.summary(own.decided(own.corrected(own.suggested(said), {})), NAMES[6]),),
        "statements": (TableFile(said, NAMES[1], "workshop", notes=NAMES),),
        "table": (TableFile(warehouse().table("clusters"), NAMES[0], "clusters", notes=NAMES),),
    }
    for thing, given in known.items():
        for kind, form in offer.made_from(thing).items():  # type: ignore[arg-type]
            if not kind.startswith("png"):
                yield from _looked_at(
                    f"{thing}.{kind}", lambda form=form, thing=thing, given=given: form.make(thing, *given)
                )


def _statements() -> object:
    import pandas as pd

    return pd.DataFrame({"statement": [f"{name} money" for name in NAMES], "group": NAMES})


def _board() -> Storyboard:
    """A storyboard of a visitor whose every text attacks."""
    told = [storyboard.same(name) for name in NAMES]
    every = storyboard.same("\n".join(f"- {name}" for name in NAMES))
    return Storyboard(
        "mine",
        told[5],
        (
            Scene("title", title=told[4], text=told[9], note=every),
            Scene("text", title=told[0], text=every, note=told[5]),
            Scene("chart", "exports.gap", title=told[6], text=every, note=told[7]),
        ),
    )


def _looked_at(name: str, make: Callable[[], bytes]) -> Iterator[str]:
    try:
        content = make()
    except Exception as error:
        yield f"file {name}: {type(error).__name__} {str(error)[:300]}"
        return
    print(f"made {name}")
    kind = name.rpartition(".")[2]
    looking = {
        "csv": hostile_files.csv_,
        "csv-excel": hostile_files.csv_,
        "pdf": hostile_files.pdf,
        "svg": hostile_files.svg,
        "html": hostile_files.html,
        "json": lambda _content: iter(()),
    }
    looking |= dict.fromkeys(("xlsx", "docx", "pptx"), hostile_files.office)
    for found in looking.get(kind, lambda _content: iter(()))(content):
        yield f"file {name}: {found}"


if __name__ == "__main__":
    use("en")
    for faults in warehouse().faults.values():
        print(f"FOUND {faults[0]}")
    what = {"pages": pages, "files": files}
    for asked in sys.argv[1:]:
        for finding in what[asked]():
            print(f"FOUND {finding}")
