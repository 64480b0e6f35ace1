"""One search over pages, charts, clusters, regions, tables and terms, in whatever of the three languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import streamlit as st

from analytics import tables
from analytics.catalogue import CHARTS
from analytics.clusters import questions as clusters
from analytics.core import language, text_index
from analytics.core.language import LANGUAGES, N_, _, country_name, current
from analytics.core.state import of_data
from analytics.knowledge import questions as knowledge
from analytics.regions import questions as regions
from analytics.warehouse import WarehouseError
from ui import layout, navigation, page_registry

KINDS = {
    "page": N_("Page"),
    "term": N_("Term"),
    "chart": N_("Chart"),
    "cluster": N_("Cluster"),
    "region": N_("Region"),
    "table": N_("Table"),
}
SHOWN = 30  # of what fits a search best
CLOSE = 75.0  # of 100, from which on a word is close enough to be meant
HALF, NEARLY = 50.0, 30.0  # the least that fits, and how far below the best
LONGEST = 80  # characters of a search


@dataclass(frozen=True)
class Entry:
    """Something to be found: its kind and code, name, the words it is met by, and the page that shows it."""

    kind: str
    code: str
    name: str
    words: str
    page: str
    query: tuple[tuple[str, str], ...] = ()
    place: str = ""

    @property
    def label(self) -> str:
        """The name with its kind and, of clusters, the country, as the search box lists it."""
        return " · ".join(filter(None, (self.name, _(KINDS[self.kind]), self.place)))


def box() -> None:
    """The search box: choosing something opens it, other words lead to the page of what comes closest."""
    st.selectbox(
        _("Search the atlas"),
        list(_labelled(current())),
        index=None,
        key=f"search-{current()}",
        placeholder=_("Search the atlas"),
        label_visibility="collapsed",
        accept_new_options=True,
        on_change=_go,
        args=(f"search-{current()}",),
        width="stretch" if layout.on_phone() else 200,
    )


def _go(key: str) -> None:
    wanted = st.session_state[key]
    st.session_state[key] = None
    if wanted:
        st.session_state["search for"] = str(wanted)


def follow() -> None:
    """Go where the search box sends; called before the page runs, as a callback may not leave it."""
    wanted = st.session_state.pop("search for", None)
    if wanted is None:
        return
    entry = _labelled(current()).get(wanted)
    if entry is None:
        navigation.go("search", q=wanted[:LONGEST])
    else:
        navigation.go(entry.page, **dict(entry.query))


def entries() -> tuple[Entry, ...]:
    """Everything that can be found, in the language in use."""
    return _entries(current())


def closest(wanted: str) -> list[Entry]:
    """What fits a search best, at most SHOWN: entries that have all its words, or else most of them or nearly so."""
    asked = list(text_index.tokens(wanted))
    if not asked:
        return []
    scored = [(_fit(asked, name, words), entry) for entry, name, words in _folded(current())]
    best = max(score for score, _entry in scored)
    kept = [pair for pair in scored if pair[0] >= max(HALF, best - NEARLY)]
    kinds = list(KINDS)
    return [entry for _score, entry in sorted(kept, key=lambda pair: (-pair[0], kinds.index(pair[1].kind)))[:SHOWN]]


def _fit(asked: list[str], name: str, words: frozenset[str]) -> float:
    """How well an entry fits, 0 to 100 for the share of words met or nearly met, and more if its name begins so."""
    from rapidfuzz import fuzz, process

    total = 0.0
    for word in asked:
        if word in name or any(other.startswith(word) or (len(word) > 3 and word in other) for other in words):
            total += 100.0
        elif near := process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=CLOSE):
            total += near[1]
    return total / len(asked) + 20.0 * name.startswith(" ".join(asked)) + 5.0 * (asked[0] in name)


@of_data(maxsize=len(LANGUAGES))
def _labelled(_language: str) -> dict[str, Entry]:
    # Without the words of all languages, which only a search needs: every page draws the box.
    # Two of one kind, name and country would be told apart by their code.
    labelled: dict[str, Entry] = {}
    for entry in _all():
        label = entry.label
        labelled[label if label not in labelled else f"{label} · {entry.code}"] = entry
    return labelled


@of_data(maxsize=len(LANGUAGES))
def _folded(_language: str) -> tuple[tuple[Entry, str, frozenset[str]], ...]:
    return tuple(
        (entry, text_index.fold(entry.name), frozenset(text_index.tokens(f"{entry.name} {entry.words}")))
        for entry in entries()
    )


@of_data(maxsize=len(LANGUAGES))
def _entries(shown_in: str) -> tuple[Entry, ...]:
    """The entries of a language; their words are the names in all languages, so that any of them finds a thing."""
    names: dict[tuple[str, str], list[str]] = {}
    listed: dict[str, list[Entry]] = {}
    for code in LANGUAGES:
        with language.speaking(code):
            listed[code] = list(_all())
        for entry in listed[code]:
            names.setdefault((entry.kind, entry.code), []).append(f"{entry.name} {entry.words}")
    return tuple(replace(entry, words=" ".join(names[entry.kind, entry.code])) for entry in listed[shown_in])


def _all() -> Iterator[Entry]:
    """Everything in the language in use; a subject whose table is missing is left out."""
    for subject in (_pages, _terms, _charts, _clusters, _regions, _tables):
        try:
            yield from list(subject())
        except WarehouseError:
            continue


def _pages() -> Iterator[Entry]:
    for key, entry in page_registry.PAGES.items():
        if entry.listed:
            yield Entry("page", key, page_registry.title(key), _(entry.question), key)


def _terms() -> Iterator[Entry]:
    for row in knowledge.terms().to_dict("records"):
        yield Entry(
            "term", row["term"], row["name"], f"{row['words']} {row['definition']}", "search", (("q", row["name"]),)
        )


def _charts() -> Iterator[Entry]:
    for chart_id, entry in CHARTS.items():
        page = page_registry.page_of_chart(chart_id)
        yield Entry("chart", chart_id, _(entry.question), "", page.key)


def _clusters() -> Iterator[Entry]:
    rows = clusters.clusters(clusters.EVERYTHING)
    for row in rows.to_dict("records"):
        words = " ".join(str(row[name]) for name in ("name_en", "sector_detail", "city") if isinstance(row[name], str))
        code, place = row["cluster_id"], country_name(row["country"])
        yield Entry("cluster", code, row["name"], words, "cluster", (("cluster", code),), place)


def _regions() -> Iterator[Entry]:
    for code in regions.codes(3):
        yield Entry("region", code, regions.name(code), code, "region", (("region", code),))


def _tables() -> Iterator[Entry]:
    for name in tables.names():
        yield Entry("table", name, tables.title(name), name, "data", (("table", name),))
