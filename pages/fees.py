"""What does membership of a cluster cost, and what would it cost us?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.clusters import questions as clusters
from analytics.clusters import register
from analytics.core.chart import Chart
from analytics.core.codes import COUNTED_KINDS, ECOSYSTEMS, NORDIC
from analytics.core.language import _, country_name, country_words, ngettext, number, term
from analytics.fees import questions as fees
from ui import (
    address,
    chart_frame,
    counting,
    layout,
    markdown,
    navigation,
    our_size,
    sections,
    share,
    table_frame,
    write_to,
)

NAMES = ("kind", "employees", "turnover", "country", "eco", "body")


@dataclass(frozen=True)
class Choice:
    """The organisation that asks (sizes -1 = not given) and the country of the clusters ("" = all five)."""

    kind: str
    employees: int
    turnover_eur: int
    country: str
    eco: str
    body: str


def page() -> None:
    """Draw the page."""
    layout.heading("fees")
    choice = controls()
    answer = asked(choice)
    layout.headline(markdown.escape(fees.headline(answer.table, choice.employees, choice.kind)))
    counting.note(register.counted_words())
    parts = {
        _("What it would cost us"): lambda: cost(choice, answer),
        _("What clusters publish"): lambda: tiers(choice),
    }
    sections.tabs("fees", parts)
    method(choice, answer)


def controls() -> Choice:
    """One row of controls: who asks, how large, and where the clusters are."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="fee-controls"):
        kind = address.choose("kind", _("We are a"), fees.KINDS, fees.kind_name, "company", width=210)
        employees, turnover = our_size.employees(150), our_size.turnover(200)
        country = address.choose_or_none(
            "country", _("Clusters of"), NORDIC, country_name, placeholder=_("All five countries"), width=200
        )
        eco = address.choose_or_none(
            "eco", _("Industrial ecosystem"), ECOSYSTEMS, term, placeholder=_("All ecosystems"), width=240
        )
        body = address.choose_or_none(
            "body", _("Kind of cluster"), COUNTED_KINDS, clusters.kind_name, placeholder=_("Both kinds"), width=200
        )
        share.copy_link()
        address.reset_button(NAMES)
    return Choice(kind, employees, turnover, country or "", eco or "", body or "")


def asked(choice: Choice) -> Chart:
    """The answer: what each cluster would cost the organisation that asks."""
    return catalogue.chart("fees.cost", **asdict(choice), narrow=int(layout.on_phone()))


def cost(choice: Choice, chart: Chart) -> None:
    """The answer as a picture and as tables, with the clusters whose fee is unknown counted."""
    rows = chart.table
    priced = rows[rows["fee_eur"].notna() | rows["fee_low_eur"].notna()]
    chart_frame.show(chart, height=_height(len(priced)))
    _answers(rows, choice)


def tiers(choice: Choice) -> None:
    """What the clusters publish, from the smallest company to the largest, and who publishes anything."""
    ladder, share = published(choice)
    left, right = st.columns(2, gap="large")
    with left:
        chart_frame.show(ladder, height=_height(ladder.table["cluster_id"].nunique()))
    with right:
        chart_frame.show(share, height=420)
        navigation.link("map", _("Clusters with a published fee on the map"), ":material/map:", fee="published")
    _every_tier(choice.country)


def published(choice: Choice) -> tuple[Chart, Chart]:
    """What the clusters publish as two charts: each tier, and who publishes anything."""
    ladder = catalogue.chart("fees.tiers", country=choice.country, narrow=int(layout.on_phone()))
    return ladder, catalogue.chart("fees.transparency")


def method(choice: Choice, answer: Chart) -> None:
    """Formulas, coverage and the questions as they are asked."""
    layout.worked_out(
        lambda: _method([answer, *published(choice)]), ["fees.cost", "fees.fitted", "fees.tiers", "fees.transparency"]
    )


# --- parts -----------------------------------------------------------------------------------------------


def _height(clusters_shown: int) -> int:
    """Pixels for a chart with a line a cluster; on a phone the name stands above the line."""
    return max(240, 90 + (46 if layout.on_phone() else 38) * clusters_shown)


def _answers(rows: pd.DataFrame, choice: Choice) -> None:
    """The rows behind the picture in three tabs: with a fee or a span, with no tier for us, with nothing published."""
    secret = fees.amount_unknown(rows)
    parts = {
        _("Fee or span"): ("fee", rows[rows["state"].isin([*fees.PRICED, *fees.SPANS]) & ~secret]),
        _("No tier for us"): ("none", rows[rows["state"].isin(fees.UNPRICED)]),
        _("Amount not known"): ("secret", rows[secret]),
    }
    shown = {title: (name, part) for title, (name, part) in parts.items() if len(part)}
    titles = [f"{title} ({number(len(part))})" for title, (_name, part) in shown.items()]
    drawn = [partial(_answer_table, part, name) for name, part in shown.values()]
    if drawn:  # else nothing fits the choice, which the chart says
        sections.tabs("fee-answers", dict(zip(titles, drawn, strict=True)))
    out = fees.left_out(choice.country)
    if out:
        st.caption(
            ngettext(
                "{n} cluster with published fees is not among those counted. "
                "Its tiers stand under “What clusters publish”.",
                "{n} clusters with published fees are not among those counted. "
                "Their tiers stand under “What clusters publish”.",
                out,
            )
        )
    _ask_them(parts, choice)
    table_frame.downloads(
        rows,
        subject="fees",
        words=[fees.organisation_words(choice.employees, choice.turnover_eur, choice.kind)],
        sources=table_frame.pages_named("membership_fees"),
    )


def _ask_them(parts: dict[str, tuple[str, pd.DataFrame]], choice: Choice) -> None:
    """The message that asks a cluster for the fee that it does not publish."""
    secret = next(rows for name, rows in parts.values() if name == "secret")
    if secret.empty:
        return
    named = dict(zip(secret["cluster_id"], secret["cluster"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", key="ask-for-it"):
        cluster_id = st.selectbox(
            _("Ask a cluster for its fee"),
            list(named),
            format_func=named.__getitem__,
            index=None,
            placeholder=_("Type or choose"),
            width=420,
            key="ask-cluster",
        )
        if cluster_id:
            write_to.cluster(cluster_id, (choice.employees, choice.turnover_eur), key="fees")


def _answer_table(rows: pd.DataFrame, name: str) -> None:
    shown = {
        _("Cluster"): rows["cluster"],
        _("Page"): table_frame.cluster_links(rows["cluster_id"]),
        _("Country"): rows["country"].map(country_name),
    }
    if name == "fee":
        listed = rows.to_dict("records")
        shown = {_("Rank"): _or(rows["rank"].map(str, na_action="ignore"), "–"), **shown}
        shown |= {
            _("EUR a year"): [_fee_cell(row) for row in listed],
            _("Tier"): _or(rows["tier"], "–"),
            _("Why"): rows["reason"],
            _("Other tiers"): _or(rows["other_tiers"], "–"),
            _("In its currency"): [_amount(row, "fee_amount") for row in listed],
            _("VAT"): _or(rows["vat_note"], _("not stated")),
            _("Joining fee"): [_amount(row, "joining_fee") for row in listed],
            _("Year"): rows["fee_year"],
            _("Remark"): _or(rows["remark"], "–"),
        }
    else:
        shown[_("Why")] = rows["reason"]
    shown |= {_("Status"): rows["status"].map(clusters.status_name), _("Source"): rows["source_url"]}
    table_frame.table(
        shown,
        key=f"fee-rows-{name}",
        title=_("What membership would cost"),
        sources=table_frame.pages_named("membership_fees"),
        alt=_("Table of what membership of each cluster would cost."),
    )


def _or(cells: pd.Series, words: str) -> pd.Series:
    """The cells with words where nothing is known; also where nothing at all is, which pandas reads as numbers."""
    return cells.astype(object).where(cells.notna(), words)


def _fee_cell(row: dict[str, object]) -> str:
    fee, low, high = row["fee_eur"], row["fee_low_eur"], row["fee_high_eur"]
    if pd.notna(fee):
        return number(fees.two_digits(float(str(fee))) if row["fee_currency"] != "EUR" else float(str(fee)))
    if pd.isna(low):
        return "–"
    ends = [number(fees.two_digits(float(str(end)))) for end in (low, high) if pd.notna(end)]
    if pd.isna(high):
        return _("from {amount}").format(amount=ends[0])
    return ends[0] if low == high else "–".join(ends)


def _amount(row: dict[str, object], column: str) -> str:
    value = row[column]
    return fees.money(float(str(value)), str(row["fee_currency"])) if pd.notna(value) else "–"


def _every_tier(country: str) -> None:
    """Every published tier, in EUR and as the cluster states it."""
    rows = fees.tiers(country)
    st.subheader(_("Every published tier"), anchor=False)
    if rows.empty:
        st.info(
            _("No cluster with a published fee tier has been seen {in_country}.").format(**country_words(country)),
            icon=":material/info:",
        )
        return
    st.markdown(
        _(
            "{tiers} of {n} clusters. Fees in EUR are converted at one rate a currency. What the cluster writes counts."
        ).format(
            tiers=ngettext("{n} tier", "{n} tiers", len(rows)),
            n=number(rows["cluster_id"].nunique()),
        )
    )
    table_frame.table(
        {
            _("Cluster"): rows["name"],
            _("Country"): rows["country"].map(country_name),
            _("Tier"): rows["tier"],
            _("For"): _or(rows["kinds"], _("cannot be told")),
            _("Size"): rows["size"],
            _("EUR"): rows["fee_eur"].round(2),
            _("Amount"): rows["fee_amount"],
            _("Currency"): rows["fee_currency"],
            _("Period"): rows["fee_period"].map(fees.period_name),
            _("VAT"): _or(rows["vat_note"], _("not stated")),
            _("Joining fee"): _or(rows["joining_fee"].map(number, na_action="ignore"), "–"),
            _("Year"): rows["fee_year"],
            _("Newest table"): rows["is_current"].map({True: _("yes"), False: _("no")}),
            _("Remark"): _or(rows["remark"], "–"),
            _("Status"): rows["status"].map(clusters.status_name),
            _("Source"): rows["source_url"],
        },
        key="fee-tiers",
        title=_("Every published tier"),
        sources=table_frame.pages_named("membership_fees"),
        alt=_("Table of every published fee tier."),
    )
    chart_frame.source_line(table_frame.pages_named("membership_fees"))


def _method(charts: Sequence[Chart]) -> None:
    chart_frame.methods(charts)
    st.markdown(
        _(
            "Fees are converted at SEK 11.4, NOK 11.6, DKK 7.46 and ISK 150 for one euro, whatever their year. Whom a "
            "tier is for was read row by row. A tier that names nobody is taken for any organisation, and one for "
            "“others” for those that the cluster does not name. A start-up is also a company. Tiers whose kind cannot "
            "be told are never applied. VAT is as the cluster states it. Where it says nothing, it is not known. Fees "
            "read years ago may have changed: ask the cluster."
        )
    )


if __name__ == "__main__":
    page()
