"""The data address of a chart or a table, and how Excel, Python and R read it, all to copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

import streamlit as st

from analytics.core.chart import Chart
from analytics.core.language import DEFAULT, _, current
from analytics.open_data import addresses, one_liners
from ui import address, own_data

OTHER = ("json", "parquet", "xlsx", addresses.META)


def of_chart(chart: Chart) -> None:
    """The address of the figures of a chart as it is seen."""
    known = addresses.parameters(chart.id)
    changed = {
        name: str(value) for name, value in chart.params.items() if name in known and value != known[name].default
    }
    _shown(f"{address.origin()}/data/{chart.id}", changed)


def of_table(name: str, chosen: Mapping[str, Sequence[str]]) -> None:
    """The address of a table, or of the rows of it that are chosen."""
    if name in own_data.in_use():
        st.caption(_("Your own data has no address: only this visit sees it. The files hold its figures."))
        return
    _shown(f"{address.origin()}/data/table/{quote(name)}", chosen)


def _shown(path: str, asked: Mapping[str, str | Sequence[str]]) -> None:
    spoken = {} if current() == DEFAULT else {addresses.LANGUAGE: current()}
    query = urlencode({**asked, **spoken}, doseq=True)
    found = f"{path}.csv{'?' if query else ''}{query}"
    st.code(found, language=None, wrap_lines=True)
    others = ", ".join(f"`.{one}`" for one in OTHER)
    st.caption(_("Other endings: {endings}. The figures are exact.").format(endings=others))
    lines = {"Excel (Power Query)": one_liners.power_query, "Python": one_liners.python, "R": one_liners.r}
    for label, line in lines.items():
        st.caption(label)
        st.code(line(found), language="r" if label == "R" else "python", wrap_lines=True)
