"""Three options side by side, the neighbours' budgets of each year, and what the options rest on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core.chart import Chart
from analytics.core.language import _, country_name, number
from analytics.programmes import design as model
from analytics.programmes import design_words as words
from ui import chart_frame, layout, markdown, sections, table_frame


def section(country: str) -> list[Chart]:
    """The chart of the options with the table of the three, and their grounds folded."""
    chart = catalogue.chart("programmes.options", country=country, narrow=int(layout.on_phone()))
    chart_frame.show(chart, height=chart.drawing.height)
    _compared(chart.table[chart.table["kind"] == "option"])
    sections.box(_("Norway's and Denmark's budgets year by year"), "design-budgets", lambda: _budgets(country))
    grounds = _("What the options rest on, and how they are worked out")
    sections.box(grounds, "design-how", lambda: _basis(country))
    return [chart]


def _compared(rows: pd.DataFrame) -> None:
    """A column an option, a row a figure."""
    lines = {
        _("Levels"): [words.model_basis(code) for code in rows["code"]],
        _("Clusters when full"): [words.clusters(round(value, 1)) for value in rows["clusters"]],
        _("First full year"): [str(int(year)) for year in rows["year"]],
        _("Support a cluster and year, EUR 1,000"): [number(value) for value in rows["keur_per_cluster"]],
        _("Public cost a year when full, EUR million"): [words.million(value) for value in rows["cost_meur"]],
        _("An inhabitant and year, EUR"): [number(value, 2) for value in rows["cost_eur_per_inhabitant"]],
        _("Public cost over {n} years, EUR million").format(n=model.YEARS): [
            words.million(value) for value in rows["spent_meur"]
        ],
    }
    heads = [words.model_name(code) for code in rows["code"]]
    if layout.on_phone():  # three columns beside the names would not fit
        for place, head in enumerate(heads):
            st.markdown(f"**{head}**\n" + "".join(f"\n- {name}: {cells[place]}" for name, cells in lines.items()))
        return
    table = [["", *heads], ["---"] * (1 + len(heads)), *([name, *cells] for name, cells in lines.items())]
    st.markdown("\n".join("| " + " | ".join(row) + " |" for row in table))


def _budgets(country: str) -> None:
    known = model.references(country)
    rows = {
        _("Country"): known["reference"].map(country_name),
        _("Programme"): known["name"],
        _("Year"): known["year"],
        _("Amount, million"): known["amount_original"] / 1e6,
        _("Currency"): known["currency"],
        _("Exchange rate"): known["rate_used"],
        _("EUR million a year"): known["cost_meur"],
        _("EUR an inhabitant"): known["eur_per_inhabitant"].round(2),
        _("Clusters"): known["clusters"],
        _("EUR 1,000 a cluster"): known["keur_per_cluster"].round(0),
        _("Scaled by population, EUR million"): known["scaled_population_meur"].round(1),
        _("Scaled by GDP, EUR million"): known["scaled_gdp_meur"].round(1),
        _("Remark"): known["note"],
        _("Source"): known["source_url"],
    }
    title = _("Norway's and Denmark's known budgets scaled to the country")
    table_frame.table(
        rows, "design-references", title, title=title, sources=table_frame.pages_named("programme_budgets")
    )


def _basis(country: str) -> None:
    """Formula, what the numbers mean, and what each preset rests on."""
    st.markdown(
        _(
            "Each level takes in its new clusters every year, supports them for its years, and the stated share of "
            "those that finish moves up. The others leave. Every cluster taken in is either active or has left. The "
            "programme starts empty, prices do not change, and fractions of clusters are expected values, rounded only "
            "for reading."
        )
    )
    st.latex(r"e_i(t) = n_i + m_{i-1}\, e_{i-1}(t - d_{i-1}) \qquad N_i(t) = \sum_{k=0}^{d_i - 1} e_i(t-k)")
    st.latex(r"K(t) = \sum_i N_i(t)\, s_i + r \qquad B(t) = K(t) + \frac{c}{1-c} \sum_i N_i(t)\, s_i")
    st.markdown(
        _(
            "e: clusters entering level i, n: new clusters a year, m: share that moves up, d: years on the level, N: "
            "clusters supported, s: public support a cluster and year, r: running costs, K: public cost, c: the "
            "clusters' own part, B: total budget."
        )
    )
    st.markdown(
        _(
            "A known budget is scaled by population or by GDP in current dollars: budget × country ÷ Norway or "
            "Denmark, all of the budget's year, or of the last year before it that is known for both. The presets' "
            "new clusters and running costs are scaled by the newest population."
        )
    )
    for code, levels in model.presets(country).groupby("preset", sort=False):
        _preset_basis(str(code), levels)


def _preset_basis(code: str, levels: pd.DataFrame) -> None:
    st.markdown(f"**{words.model_name(code)}**")
    said = [
        f"- **{markdown.escape(row['name'])}**: {markdown.escape(row['basis'])} "
        + markdown.link(_("Source"), row["source_url"])
        for row in levels.to_dict("records")
    ]
    terms = levels.iloc[0]
    links = [
        markdown.link(_("Source"), terms[name])
        for name in ("cofinancing_source_url", "running_source_url")
        if pd.notna(terms[name])
    ]
    label, basis = _("Own funding and administration"), markdown.escape(terms["terms_basis"])
    said.append(f"- **{label}**: {basis} {', '.join(links)}")
    st.markdown("\n".join(said))
