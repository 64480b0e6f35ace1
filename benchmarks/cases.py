"""What is measured: each page of the atlas with a change of a filter, and the floor that it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ui import page_registry

ROOT = Path(__file__).resolve().parent.parent
EMPTY = ROOT / "benchmarks" / "empty"

ATLAS = ROOT / "app.py"
FLOOR_EMPTY = EMPTY / "app.py"
WITH_PANDAS = EMPTY / "with_pandas.py"
FLOOR_CHART = EMPTY / "chart.py"
FLOOR_MAP = EMPTY / "map.py"
DASH = ROOT / "benchmarks" / "twins" / "dash_app.py"
SUPERSET = ROOT / "benchmarks" / "twins" / "superset.sh"


@dataclass(frozen=True)
class Case:
    """A page and one change of a filter on it.

    `server` is the file that Streamlit is started with, `script` what a visit runs, `page` the page's file when the
    script has several. `path` and `query` make the address. `key` names the control in the script and `kind` what it
    is ("selectbox", "multiselect" or "segmented_control"; "dash" and "superset" are lists of the twins).
    """

    name: str
    change: str
    server: Path
    script: Path
    key: str
    kind: str = "selectbox"
    path: str = ""
    query: tuple[tuple[str, str], ...] = ()
    page: Path | None = None

    @property
    def css(self) -> str:
        """The class that Streamlit gives to the control in the browser."""
        return ".st-key-" + "".join(letter if letter.isalnum() else "-" for letter in self.key)


def _atlas(name: str, change: str, key: str, kind: str = "selectbox", query: tuple[tuple[str, str], ...] = ()) -> Case:
    path = "" if name == "overview" else name
    page = page_registry.PAGES[name].file
    return Case(name, change, ATLAS, ROOT / "ui" / "main.py", key, kind, path, (*query, ("lang", "en")), page)


CHART = Case("one chart", "what it shows", FLOOR_CHART, FLOOR_CHART, "choice")
MAP = Case("one map", "what it shows", FLOOR_MAP, EMPTY / "map_page.py", "choice")

# Each page beside its floor.
PAIRS: tuple[tuple[Case, Case], ...] = (
    (_atlas("overview", "language", "language switch", "segmented_control"), CHART),
    (_atlas("map", "country", "country:en", "multiselect"), MAP),
    (_atlas("map", "region layer", "layer:en"), MAP),
    (_atlas("exports", "country", "country:en"), CHART),
    (_atlas("cluster", "cluster", "cluster:en", query=(("cluster", "no-gce-node"),)), CHART),
    (_atlas("region", "region", "region:en", query=(("region", "FI1B1"),)), CHART),
    (_atlas("data", "table", "table:en"), CHART),
)

# Pages beside the twins that answer the same first question.
_BY_COUNTRY = {atlas.name: atlas for atlas, _floor in PAIRS if atlas.change == "country"}
TWINS: tuple[tuple[Case, Case], ...] = (
    (_BY_COUNTRY["map"], Case("map in Dash", "country", DASH, DASH, "countries", "dash", "map")),
    (_BY_COUNTRY["exports"], Case("exports in Dash", "country", DASH, DASH, "country", "dash", "exports")),
    (
        _BY_COUNTRY["map"],
        Case("map in Superset", "country", SUPERSET, SUPERSET, "", "superset", "superset/dashboard/atlas/"),
    ),
)
