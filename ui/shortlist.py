"""The shortlist of clusters: kept in the address, filled from any list, compared side by side."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analytics.clusters import questions as clusters
from analytics.comparison.questions import JOIN, MOST, split
from analytics.core.language import _, listing
from ui import address, markdown, navigation

NAME = "short"
_KEPT = "shortlist"  # in the session, so that the list is there on the next page too


def chosen() -> tuple[str, ...]:
    """The clusters on the list, from the link; from the pages before where the link has none."""
    given = address.read(NAME)
    ids = split(JOIN.join(given)) if given else split(JOIN.join(st.session_state.get(_KEPT, ())))
    st.session_state[_KEPT] = ids
    if ids and not given:
        address.write(NAME, [JOIN.join(ids)])
    return ids


def link_query() -> dict[str, str]:
    """The list as a parameter of a link to another page."""
    ids = chosen()
    return {NAME: JOIN.join(ids)} if ids else {}


def button(cluster_id: str, key: str) -> None:
    """Put a cluster on the list or take it off."""
    ids = chosen()
    on = cluster_id in ids
    st.button(
        _("On the shortlist") if on else _("Compare"),
        icon=":material/check:" if on else ":material/add:",
        key=f"short-{key}-{cluster_id}",
        on_click=_toggle,
        args=(cluster_id,),
        disabled=not on and len(ids) >= MOST,
        help=_("Up to {n} clusters side by side").format(n=MOST),
    )


def bar(**query: str) -> None:
    """What is on the list and the way to see it side by side; nothing while the list is empty."""
    ids = chosen()
    if not ids:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="shortlist-bar"):
        names = listing(clusters.names()[code] for code in ids)
        st.markdown(_("Shortlist: {names}").format(names=markdown.escape(names)))
        label = _("See them side by side") if len(ids) > 1 else _("See it and add another")
        navigation.link("compare", label, ":material/compare_arrows:", **link_query(), **query)
        st.button(_("Empty the list"), icon=":material/delete:", on_click=keep, args=((),), key="shortlist-empty")


def pick(ids: Iterable[str], key: str) -> None:
    """Choose from the clusters of a list which to compare."""
    listed = [code for code in ids if code not in chosen()]
    box = f"pick-{key}"
    if not listed or len(chosen()) >= MOST:
        return

    def add() -> None:
        if one := st.session_state[box]:
            keep((*chosen(), one)[:MOST])
            st.session_state[box] = None

    st.selectbox(
        _("Put a cluster on the shortlist"),
        listed,
        index=None,
        format_func=clusters.names().__getitem__,
        key=box,
        on_change=add,
        placeholder=_("Type or choose"),
        width=420,
    )


def keep(ids: tuple[str, ...]) -> None:
    """Make these clusters the list."""
    st.session_state[_KEPT] = ids
    address.write(NAME, [JOIN.join(ids)] if ids else [])


def _toggle(cluster_id: str) -> None:
    ids = chosen()
    keep(tuple(code for code in ids if code != cluster_id) if cluster_id in ids else (*ids, cluster_id)[:MOST])
