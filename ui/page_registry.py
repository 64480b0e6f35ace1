"""The pages of the atlas. A new page is its file under pages/ and one entry here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from analytics.core import switches
from analytics.core.language import N_, _, current
from analytics.core.paths import ROOT

if TYPE_CHECKING:
    from analytics.core.chart import Chart

# Scripts of Streamlit's front end that a page draws with; the server names them ahead of the page's content.
TABLES = ("DataFrame",)
CHARTS = ("PlotlyChart", *TABLES)
MAP = ("DeckGlJsonChart", *TABLES)
FIRST = "overview"


@dataclass(frozen=True)
class PageEntry:
    """A page: its key, place in the navigation, texts (English, translated when read) and scripts.

    `link_text` is what other pages call it in a link, `charts` are the ids or subjects of the charts that stand on it.
    A page that is not `listed` is reached by a link only.
    """

    key: str
    section: str
    icon: str
    title: str
    heading: str
    question: str
    link_text: str = ""
    charts: tuple[str, ...] = ()
    scripts: tuple[str, ...] = CHARTS
    listed: bool = True
    switch: str = ""  # the setting by which an operator takes the page out of the navigation

    @property
    def url_path(self) -> str:
        """The page's address without its first slash; the first page's is empty."""
        return "" if self.key == FIRST else self.key

    @property
    def file(self) -> Path:
        """The script that draws the page: a file of its own, or page.py in a folder."""
        single = ROOT / "pages" / f"{self.key}.py"
        return single if single.exists() else ROOT / "pages" / self.key / "page.py"


# Sections of the navigation.
TOP, PROGRAMMES, TRADE = "", N_("Programmes"), N_("Foreign trade")
MEMBERSHIP, COMPANIES, WORKSHOPS, LOOK_UP = N_("Membership"), N_("For companies"), N_("Workshops"), N_("Directory")

# In the order of the navigation.
_ENTRIES = (
    PageEntry(
        "overview", TOP, ":material/home:", N_("Overview"),
        N_("Nordic Cluster Atlas"),
        N_("What the neighbours have, whether it works, what is lacking at home and what it would cost."),
        scripts=(),  # its map is a still
    ),
    PageEntry(
        "map", TOP, ":material/map:", N_("Map"),
        N_("Where the clusters are"),
        N_("Which clusters work in each region of the five Nordic countries, and where is there room for more?"),
        link_text=N_("Clusters on the map"), charts=("map",), scripts=MAP,
    ),
    PageEntry(
        "present", TOP, ":material/slideshow:", N_("Presentations"),
        N_("Presentations"),
        N_("Ready presentations, and your own"),
    ),
    PageEntry(
        "programmes", PROGRAMMES, ":material/balance:", N_("What the neighbours have"),
        N_("What the neighbours have"),
        N_("What do the neighbours' cluster policies have, what is missing at home, and since when?"),
        charts=("programmes",),
    ),
    PageEntry(
        "effects", PROGRAMMES, ":material/fact_check:", N_("Does it work?"),
        N_("Does it work?"),
        N_("What have evaluations of cluster programmes found, how strong are they, and what do they not tell?"),
        link_text=N_("Whether it works"), charts=("effects",),
    ),
    PageEntry(
        "cost", PROGRAMMES, ":material/payments:", N_("What would it cost?"),
        N_("What would it cost?"),
        N_("What would a cluster programme cost, and what is paid to clusters today?"),
        link_text=N_("What a programme would cost"),
        charts=(
            "programmes.design", "programmes.design_cost", "programmes.options",
            "programmes.money", "programmes.money_other",
        ),
    ),
    PageEntry(
        "exports", TRADE, ":material/trending_up:", N_("Exports"),
        N_("Exports"),
        N_("How far behind or ahead of its neighbours is a country in exports, and what would closing the gap take?"),
        charts=("exports.gap_range", "exports.gap", "exports.scenario", "exports.intensity", "exports.level"),
    ),
    PageEntry(
        "specialisation", TRADE, ":material/category:", N_("Specialisation"),
        N_("Specialisation"),
        N_("What does a country sell abroad, where is it strong, and does it have clusters there?"),
        charts=(
            "exports.rca", "exports.ecosystems", "exports.structure", "exports.rca_time", "exports.similarity",
            "exports.concentration",
        ),
    ),
    PageEntry(
        "next", TRADE, ":material/explore:", N_("Where next?"),
        N_("Where next?"),
        N_("Which products lie near to what a country sells, who is ahead in them, and whose field are they?"),
        link_text=N_("Products within reach"), charts=("product_space",),
    ),
    PageEntry(
        "markets", TRADE, ":material/public:", N_("Markets and regions"),
        N_("Markets and regions"),
        N_("Where do a country's goods go, which regions do they come from, and who exports?"),
        charts=("exports.nordic_share", "exports.partners", "exports.by_region", "exports.by_region_map"),
    ),
    PageEntry(
        "membership", MEMBERSHIP, ":material/groups:", N_("Members"),
        N_("Members"),
        N_("How many members do Nordic clusters have, who are they, and how do they grow?"),
        link_text=N_("Who the members are elsewhere"), charts=("membership",),
    ),
    PageEntry(
        "fees", MEMBERSHIP, ":material/receipt_long:", N_("What membership costs"),
        N_("What membership costs"),
        N_("What does membership of a cluster cost, and what would it cost us?"),
        link_text=N_("What membership costs elsewhere"), charts=("fees",),
    ),
    PageEntry(
        "network", MEMBERSHIP, ":material/share:", N_("The cluster network"),
        N_("The cluster network"),
        N_("Which organisations sit in several clusters, and whom could they connect?"),
        charts=("network",),
    ),
    PageEntry(
        "what", COMPANIES, ":material/help:", N_("What is a cluster?"),
        N_("What is a cluster?"),
        N_("What is a cluster, what does a member get, and what does it give?"),
        link_text=N_("What a cluster is"), charts=("knowledge",),
    ),
    PageEntry(
        "find", COMPANIES, ":material/search:", N_("Find a cluster"),
        N_("Find a cluster"),
        N_("Which Nordic clusters fit us, why, and how do we join?"),
        link_text=N_("Find clusters of your field"),
    ),
    PageEntry(
        "compare", COMPANIES, ":material/compare_arrows:", N_("Compare clusters"),
        N_("Compare clusters"),
        N_("What do the clusters of your shortlist give, who is in them, and what would they cost you?"),
        charts=("comparison",),
    ),
    PageEntry(
        "stories", COMPANIES, ":material/emoji_events:", N_("Success stories"),
        N_("Success stories"),
        N_("What have clusters achieved for their members and regions?"),
        charts=("stories",),
    ),
    PageEntry(
        "funding", COMPANIES, ":material/savings:", N_("Funding"),
        N_("Funding"),
        N_("What funding is there for clusters and their members, and is it open?"),
        link_text=N_("Funding to apply for"), charts=("funding",),
    ),
    PageEntry(
        "support", COMPANIES, ":material/support:", N_("Who helps"),
        N_("Who helps"),
        N_("Who supports clusters, what do they offer, and what does it cost?"),
    ),
    PageEntry(
        "start", COMPANIES, ":material/checklist:", N_("Start or develop a cluster"),
        N_("Start or develop a cluster"),
        N_("What does it take to start a cluster, and how far are we?"),
        charts=("readiness",),
    ),
    PageEntry(
        "needs", WORKSHOPS, ":material/forum:", N_("What clusters need"),
        N_("What clusters need"),
        N_("What do clusters and companies ask for, and who answers it already?"),
        charts=("needs",),
    ),
    PageEntry(
        "workshop", WORKSHOPS, ":material/upload_file:", N_("Your own workshop"),
        N_("Your own workshop"),
        N_("What did the people in your workshop ask for?"),
    ),
    PageEntry(
        "live", WORKSHOPS, ":material/record_voice_over:", N_("Run a workshop by phone"),
        N_("Run a workshop by phone"),
        N_("How do we gather the needs of everybody in the room?"),
    ),
    PageEntry(
        "board", WORKSHOPS, ":material/dashboard:", N_("What the room says"),
        N_("What the room says"),
        N_("What does the room ask for?"),
        listed=False,  # the facilitator's page leads here
    ),
    PageEntry(
        "cluster", LOOK_UP, ":material/hub:", N_("Clusters"),
        N_("Clusters"),
        N_("Who are its members, what does it cost, and which clusters abroad would be its natural partners?"),
        scripts=TABLES,
    ),
    PageEntry(
        "region", LOOK_UP, ":material/location_on:", N_("Regions"),
        N_("Regions"),
        N_("What does the region have, how does it stand among its neighbours, and what does it export?"),
    ),
    PageEntry(
        "data", LOOK_UP, ":material/database:", N_("Data and sources"),
        N_("Data and sources"),
        N_("What does the atlas know, where does it come from, and under which terms may it be used?"),
        scripts=TABLES,
    ),
    PageEntry(
        "own", LOOK_UP, ":material/upload:", N_("Your own data"),
        N_("Your own data"),
        N_("How do the pages look with our own register or figures in the place of the atlas's?"),
        scripts=TABLES,
    ),
    PageEntry(
        "sql", LOOK_UP, ":material/terminal:", N_("Ask in SQL"),
        N_("Ask in SQL"),
        N_("What do the tables say to a question of our own?"),
        scripts=TABLES, switch=switches.SQL,
    ),
    PageEntry(
        "search", LOOK_UP, ":material/search:", N_("Search the atlas"),
        N_("Search the atlas"),
        N_("Where in the atlas is what I look for?"),
        scripts=(), listed=False,  # the search box leads here
    ),
    PageEntry(
        "embed", LOOK_UP, ":material/show_chart:", N_("A chart"),
        "", "",  # a chart in another web page has a heading of its own
        listed=False,
    ),
)  # fmt: skip
PAGES: Mapping[str, PageEntry] = {entry.key: entry for entry in _ENTRIES}


# Controls that moved to another page with what they control; links in the world name the page where they stood.
_MOVED: Mapping[str, Mapping[str, str]] = {
    "programmes": {"d": "cost", "by": "cost", "measure": "cost"},
    "exports": {"pyear": "specialisation", "fuels": "specialisation", "group": "specialisation", "partners": "markets"},
}
_SHARED = frozenset({"country", "c", "lang"})  # of several pages, so they tell nothing


def page_now(key: str, names: Collection[str]) -> str:
    """The page where a link to `key` with parameters of these names belongs now: `key` unless all of its own moved."""
    moved = _MOVED.get(key, {})
    telling = [name for name in names if name not in _SHARED]
    if telling and all(name in moved for name in telling):
        return moved[telling[0]]
    return key


def title(key: str) -> str:
    """A page's name in the navigation, in the language in use."""
    return _(PAGES[key].title)


def link_text(key: str) -> str:
    """What a link on another page calls a page, in the language in use."""
    return _(PAGES[key].link_text or PAGES[key].title)


def sections() -> dict[str, list[str]]:
    """The keys of the pages by section of the navigation, in the language in use."""
    found: dict[str, list[str]] = {}
    for entry in PAGES.values():
        found.setdefault(_(entry.section) if entry.section else "", []).append(entry.key)
    return found


def scripts(path: str) -> tuple[str, ...]:
    """The scripts that the page at an address draws with; those of charts for an address that is no page's."""
    key = path.strip("/") or FIRST
    return PAGES[key].scripts if key in PAGES else CHARTS


# Parameters of charts that a page's link holds too -> their names there.
_IN_LINKS = {"country": "country", "ids": "short", "employees": "employees", "turnover_eur": "turnover"}


def page_link(chart: Chart) -> str:
    """The address, from the root, of the page where a chart stands, with the chart's view and the language in use."""
    params = {name: chart.params.get(given) for given, name in _IN_LINKS.items()}
    view = {name: value for name, value in params.items() if value not in (None, "", -1)}
    return f"{page_of_chart(chart.id).url_path}?{urlencode({**view, 'lang': current()})}"


def page_of_chart(chart_id: str) -> PageEntry:
    """The page where a chart stands. Raises LookupError if no page has it."""
    for name in (chart_id, chart_id.partition(".")[0]):
        for entry in PAGES.values():
            if name in entry.charts:
                return entry
    raise LookupError(f"no page has the chart {chart_id!r}")
