"""Membership fees: tiers worked out by hand at their limits, what cannot be worked out, one answer on page and line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.cli import main
from analytics.clusters import questions as clusters
from analytics.contracts.checks import check_file
from analytics.core import language
from analytics.core.chart import Chart
from analytics.core.codes import NORDIC
from analytics.core.paths import DATA
from analytics.fees import questions as fees
from analytics.table_list import TABLES
from analytics.warehouse import warehouse
from tests.conftest import OpenPage
from tests.ui.test_pages import in_link, words

KINDS = st.sampled_from(fees.KINDS)
STAFF = st.integers(-1, 5_000)
TURNOVER = st.one_of(st.just(-1), st.integers(0, 2_000_000_000))


def shipped() -> pd.DataFrame:
    return pd.read_csv(DATA / "memberships" / "membership_fees.csv")


def answer(cluster: str, employees: int = -1, turnover_eur: int = -1, kind: str = "company") -> pd.Series:
    rows = fees.cost(employees, turnover_eur, kind)
    return rows[rows["cluster_id"] == cluster].iloc[0]


# --- tiers by hand ---------------------------------------------------------------------------------------

# Read off data/memberships/membership_fees.csv; DKK, NOK and SEK at 7.46, 11.6 and 11.4 to the euro.
BY_STAFF = [
    ("dk-made", 0, 5_000 / 7.46),  # first tier, at its lower limit
    ("dk-made", 100, 5_000 / 7.46),  # and at its upper limit
    ("dk-made", 101, 20_000 / 7.46),
    ("dk-made", 1_000, 40_000 / 7.46),
    ("dk-made", 1_001, 50_000 / 7.46),  # open-ended
    ("fi-fdca", 9, 475),
    ("fi-fdca", 10, 950),
    ("fi-fdca", 50, 1_900),
    ("no-innakva", 0, 100 / 11.6),
    ("no-innakva", 3, 1_000 / 11.6),
    ("no-innakva", 50, 20_000 / 11.6),
    ("no-solenergi", 9, 8_000 / 11.6),
    ("fi-finnish-water-forum", 250, 3_450),
    ("se-techtank", 30, 15_000 / 11.4),
    ("se-techtank", 80, 40_000 / 11.4),
]


@pytest.mark.parametrize(("cluster", "employees", "fee_eur"), BY_STAFF)
def test_the_tier_that_holds_the_employees_applies_up_to_its_limits(
    cluster: str, employees: int, fee_eur: float
) -> None:
    row = answer(cluster, employees, 2_000_000)
    assert row["state"] == "known"
    assert row["fee_eur"] == pytest.approx(fee_eur, abs=0.01)


@pytest.mark.parametrize(
    ("cluster", "turnover_eur", "fee_eur"),
    [
        # IQ: 10,000,000 / 11.4 = 877,192.98, so 877,192 is SEK 9,999,988; from 11,000,000 / 11.4 = 964,912.3.
        ("se-iqs", 877_192, 15_960 / 11.4),
        ("se-iqs", 964_913, 33_150 / 11.4),
        # In EUR, both limits belong to a tier: at a shared one the lower fee counts.
        ("fi-vetylaakso", 2_000_000, 500),
        ("fi-biokierto", 3_000_000, 1_500),
        ("fi-biokierto", 3_000_001, 2_500),
        ("se-swecare", 400_000, 5_000 / 11.4),
    ],
)
def test_the_tier_that_holds_the_turnover_applies_in_its_own_currency(
    cluster: str, turnover_eur: int, fee_eur: float
) -> None:
    row = answer(cluster, 12, turnover_eur)
    assert row["state"] == "known"
    assert row["fee_eur"] == pytest.approx(fee_eur, abs=0.01)


def test_at_a_shared_limit_the_lower_fee_counts_and_the_other_is_listed() -> None:
    row = answer("fi-vetylaakso", 12, 2_000_000)
    assert row["tier"] == "Micro company"
    assert "SME (turnover EUR 2,000,000–50,000,000): EUR\xa02,000" in row["other_tiers"]
    assert "Supporting member: EUR\xa01,000" in row["other_tiers"]


@pytest.mark.parametrize(
    ("cluster", "kind", "employees", "tier", "fee_eur"),
    [
        ("no-gce-node", "startup", 4, "Start-up", 5_000 / 11.6),
        ("fi-biokierto", "person", -1, "Individual", 40),  # not the student's 20
        ("fi-biokierto", "association", -1, "Municipality, school or association", 500),
        ("fi-finnish-water-forum", "public", 900, "Public body or university", 1_720),  # not "other legal entity", 690
        ("fi-finnish-water-forum", "other", 900, "Other legal entity", 690),
        ("no-innakva", "public", 900, "Other organisation", 10_000 / 11.6),  # no tier names public bodies
        ("se-iqs", "association", 5, "Other organisation", 18_825 / 11.4),
        ("dk-plant-biologicals", "research", 249, "Public or GTS institution", 10_000 / 7.46),
    ],
)
def test_a_tier_is_for_its_kinds_only(cluster: str, kind: str, employees: int, tier: str, fee_eur: float) -> None:
    row = answer(cluster, employees, 2_000_000, kind)
    assert row["tier"] == tier
    assert row["fee_eur"] == pytest.approx(fee_eur, abs=0.01)
    assert row["state"] == ("free" if fee_eur == 0 else "known")


def test_a_start_up_pays_the_lower_of_its_own_and_the_company_tier() -> None:
    young = answer("fi-vetylaakso", 4, 50_000, "startup")
    assert (young["tier"], young["fee_eur"]) == ("Start-up", 200)
    assert "Only for young companies" in young["reason"]
    assert "Micro company" in young["other_tiers"]
    larger = answer("fi-vetylaakso", 4, 100_001, "startup")  # over the start-up's limit of EUR 100,000
    assert (larger["tier"], larger["fee_eur"]) == ("Micro company", 500)


def test_free_unknown_and_amounts_not_published_are_told_apart() -> None:
    free = answer("dk-made", 3, kind="startup")  # the first year is free for some start-ups, else DKK 5,000
    assert (free["fee_low_eur"], free["state"]) == (0, "depends") or free["state"] == "free"
    # Read off clusters.csv: fi-gbc is paid with no amount, fi-energyvaasa has no word on fees.
    paid, unknown = answer("fi-gbc", 12), answer("fi-energyvaasa", 12)
    assert (paid["state"], unknown["state"]) == ("paid", "unknown")
    for row in (paid, unknown):
        assert row[["rank", "fee_eur", "fee_low_eur", "fee_high_eur", "tier"]].isna().all()
    only = answer("se-livsmedelsakademin", 12)
    assert (only["state"], only["fee_low_eur"], only["fee_high_eur"]) == ("range_only", 3_296, 3_296)


def test_other_measures_and_ends_of_spans_are_never_worked_out() -> None:
    span = answer("se-swecare", 12, 2_000_000)  # SEK 15,600 to the cap of 150,000
    assert (span["state"], span["fee_low_eur"], span["fee_high_eur"]) == ("depends", 1_368.42, 13_157.89)
    # The largest companies pay EUR 17,500; no page says what the others pay.
    top = answer("fi-fwpa", 12, 2_000_000)
    assert (top["state"], top["fee_high_eur"]) == ("depends", 17_500)
    assert pd.isna(top["fee_low_eur"])
    # SOFF's newest table has its lowest step only, SEK 17,190.
    assert (answer("se-soff", 12, 500_000)["state"], answer("se-soff", 12, 500_000)["fee_low_eur"]) == (
        *("depends", 1_507.89),
    )


def test_a_size_that_was_not_given_leaves_a_span_with_its_reason() -> None:
    row = answer("fi-biokierto", 12)
    assert row["state"] == "range"
    assert row["reason"] == "depends on the turnover, which was not given"
    staff = answer("fi-fdca", turnover_eur=2_000_000)  # EUR 475, 950 and 1,900 by staff
    assert (staff["state"], staff["fee_low_eur"], staff["fee_high_eur"]) == ("range", 475, 1_900)


def test_a_size_between_two_tiers_is_given_no_fee() -> None:
    row = answer("se-techtank", 12, 2_000_000)  # tiers 1–4, 30 and 80 or more
    assert row["state"] == "between"
    assert (row["fee_low_eur"], row["fee_high_eur"]) == (175.44, 1_315.79)
    assert pd.isna(row["fee_eur"])
    above = answer("no-innakva", 51)  # its tiers end at 50
    assert above["state"] == "no_tier"
    assert above[["fee_eur", "fee_low_eur", "fee_high_eur"]].isna().all()
    assert answer("dk-plant-biologicals", 250, kind="public")["state"] == "between"  # tiers to 249 and from 251
    assert answer("fi-fdca", 12, kind="public")["state"] == "other_kind"


def test_joining_fee_and_vat_stand_beside_the_fee_as_stated() -> None:
    # SEK 22,340 on a turnover of SEK 40 to 100 million, without VAT: EUR 5,000,000 are SEK 57,000,000.
    electronics = answer("se-svensk-elektronik", 30, 5_000_000)
    assert (electronics["fee_amount"], electronics["fee_currency"]) == (22_340, "SEK")
    assert electronics["vat_note"] == "excl. VAT"
    assert pd.isna(electronics["joining_fee"])
    assert "Another fee comes on top" in answer("dk-biogas-danmark", 12)["reason"]
    language.use("fi")
    assert answer("fi-fdca", 12)["tier"] == "Yritys, 10–49 työntekijää"


def test_a_tier_for_some_companies_of_a_size_is_not_worked_out() -> None:
    # New Media Network: a company of a group with several members pays NOK 15,000 whatever its size.
    fitted = warehouse().ask("fees.fitted", employees=20, turnover_eur=None, kind="company")
    network = fitted[fitted["cluster_id"] == "no-new-media-network"].set_index("fee_amount")["fit"]
    assert network[29_000] == "applies"
    assert set(fitted.loc[fitted["condition"] == "group", "fit"]) == {"depends"}


def test_of_two_fee_tables_only_the_newest_counts() -> None:
    fitted = warehouse().ask("fees.fitted", employees=12, turnover_eur=None, kind="company")
    node = fitted[fitted["cluster_id"] == "no-gce-node"]
    assert set(node["fee_year"]) == {2024}
    assert sorted(node["fee_amount"]) == [5_000, 30_000, 180_000]
    # Energy Innovation Cluster and its former name: 12 employees pay DKK 5,500, not the former 13,200.
    energy = fitted[(fitted["cluster_id"] == "dk-energy-innovation-cluster") & (fitted["fit"] == "applies")]
    assert energy["fee_amount"].tolist() == [5_500]
    assert "dk-energy-innovation-cluster" not in set(fees.cost(12)["cluster_id"])  # it has merged into another
    every = fees.tiers()
    assert len(every) == len(shipped())
    # Five rows of offshoreenergy.dk, three of GCE NODE's 2023, seven of Swedsoft's undated table and four of SOFF's.
    assert (~every["is_current"]).sum() == 19


# --- the contract ----------------------------------------------------------------------------------------


def test_a_table_of_an_earlier_year_cannot_be_the_newest(tmp_path: Path) -> None:
    rows = pd.read_csv(DATA / "memberships" / "membership_fees.csv", dtype=str, keep_default_na=False)
    old = rows.index[(rows["cluster_id"] == "no-gce-node") & (rows["fee_year"] == "2023")][0]
    rows.loc[old, "is_current"] = "true"
    rows.loc[0, "member_kind"] = "company; firm"
    path = tmp_path / "membership_fees.csv"
    rows.to_csv(path, index=False, lineterminator="\n")
    faults = check_file(TABLES["membership_fees"], path, {})
    assert {(fault.row, fault.column) for fault in faults} == {(old + 2, "is_current"), (2, "member_kind")}


# --- properties ------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(employees=STAFF, turnover_eur=TURNOVER, kind=KINDS)
def test_the_tier_that_applies_holds_the_size_and_is_the_cheapest(employees: int, turnover_eur: int, kind: str) -> None:
    rows = fees.cost(employees, turnover_eur, kind)
    asked = {
        "employees": employees if employees >= 0 else None,
        "turnover_eur": turnover_eur if turnover_eur >= 0 else None,
    }
    fitted = warehouse().ask("fees.fitted", **asked, kind=kind)
    applying = fitted[fitted["fit"] == "applies"]
    sized = applying[applying["size_basis"].isin(["employees", "turnover"])]
    assert (sized["size"] >= sized["size_min"]).all()
    assert (sized["size_max"].isna() | (sized["size"] <= sized["size_max"])).all()
    assert not applying["size_basis"].eq("other").any()
    cheapest = applying.groupby("cluster_id")["fee_eur"].min()
    known = rows[rows["state"] == "known"]
    assert (known["fee_eur"] == known["cluster_id"].map(cheapest)).all()
    # Every cluster once; only what is known or free is ranked, cheapest first.
    assert rows["cluster_id"].is_unique
    assert rows["rank"].notna().eq(rows["state"].isin(fees.PRICED)).all()
    ranked = rows[rows["rank"].notna()]
    assert ranked["rank"].tolist() == list(range(1, len(ranked) + 1))
    assert ranked["fee_eur"].is_monotonic_increasing
    spans = rows.dropna(subset=["fee_low_eur", "fee_high_eur"])
    assert (spans["fee_low_eur"] <= spans["fee_high_eur"]).all()
    assert spans["fee_eur"].isna().all()
    assert rows["reason"].str.len().gt(0).all()


@settings(max_examples=30)
@given(sizes=st.lists(STAFF.filter(lambda n: n >= 0), min_size=2, max_size=2).map(sorted), turnover_eur=TURNOVER)
def test_a_larger_company_never_pays_less(sizes: list[int], turnover_eur: int) -> None:
    small, large = (fees.cost(n, turnover_eur).set_index("cluster_id") for n in sizes)
    both = small["fee_eur"].notna() & large["fee_eur"].notna().reindex(small.index)
    assert (large["fee_eur"].reindex(small.index)[both] >= small["fee_eur"][both]).all()


@settings(max_examples=20)
@given(employees=STAFF.filter(lambda n: n >= 0), turnover_eur=TURNOVER.filter(lambda n: n >= 0), kind=KINDS)
def test_a_fee_lies_within_the_span_of_not_saying_the_size(employees: int, turnover_eur: int, kind: str) -> None:
    exact = fees.cost(employees, turnover_eur, kind).set_index("cluster_id")
    vague = fees.cost(-1, -1, kind).set_index("cluster_id").reindex(exact.index)
    both = exact["fee_eur"].notna() & vague["state"].eq("range")
    assert (exact["fee_eur"][both] >= vague["fee_low_eur"][both]).all()
    assert (exact["fee_eur"][both] <= vague["fee_high_eur"][both]).all()


@pytest.mark.parametrize("country", ["", *NORDIC])
def test_each_cluster_that_may_be_joined_is_counted_once_and_states_fit_what_the_atlas_says(country: str) -> None:
    rows = fees.cost(12, 2_000_000, "company", country)
    listed = clusters.clusters(clusters.Filters((country,) if country else ()))
    said = listed.set_index("cluster_id")["fee_state"]
    assert set(rows["cluster_id"]) == set(said.index)
    for row in rows.itertuples():
        state = said[row.cluster_id]
        assert row.state == state or (state == "published" and row.state not in ("paid", "unknown"))


def test_wrong_kinds_and_countries_are_refused() -> None:
    with pytest.raises(ValueError, match="firm"):
        fees.cost(kind="firm")
    with pytest.raises(ValueError, match="DE"):
        fees.cost(country="DE")


# --- transparency and charts -----------------------------------------------------------------------------


def test_transparency_counts_active_clusters_as_the_map_does() -> None:
    rows = fees.transparency()
    for code in NORDIC:
        listed = clusters.clusters(clusters.Filters((code,)))
        own = rows[rows["country"] == code].set_index("fee_state")
        for state in clusters.FEES:
            assert own.at[state, "clusters"] == (listed["fee_state"] == state).sum()
            assert own.at[state, "share_pct"] == pytest.approx(100 * own.at[state, "clusters"] / len(listed))
        assert own["share_pct"].sum() == pytest.approx(100)


@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize("country", ["", *NORDIC])
def test_the_charts_are_drawn_for_every_country_in_every_language(country: str, code: str) -> None:
    language.use(code)
    cost = catalogue.chart("fees.cost", employees=-1, turnover_eur=-1, kind="person", country=country, narrow=1)
    ladder = catalogue.chart("fees.tiers", country=country)
    for chart in (cost, ladder, catalogue.chart("fees.transparency")):
        assert chart.title
        assert chart.insight in chart.alt
    # A free fee has no place on a logarithmic axis and still has a mark.
    assert all(x > 0 for series in getattr(cost.drawing, "series", ()) for x in series.x)


def said(chart: Chart) -> list[str]:
    """The words beside the marks, row by row."""
    return [label.text for series in chart.drawing.series for label in series.labels.values()]


def test_the_picture_has_a_label_for_each_fee_and_span() -> None:
    chart = catalogue.chart("fees.cost")
    shown = chart.table[chart.table["fee_eur"].notna() | chart.table["fee_low_eur"].notna()]
    labels = said(chart)
    assert len(labels) == len(shown) == len(chart.drawing.categories)
    assert "EUR\xa0440–18,000 (2013)" in labels  # OpenTech: SEK 5,000–200,000 at 11.4, to two digits; an old fee
    # MADE's first year is free for some start-ups, else DKK 5,000.
    young = catalogue.chart("fees.cost", employees=3, turnover_eur=-1, kind="startup", country="DK")
    assert "EUR\xa00–670" in said(young)


# --- command line and page -------------------------------------------------------------------------------


def test_the_command_line_gives_the_rows_of_the_page(open_page: OpenPage, capsys: pytest.CaptureFixture[str]) -> None:
    shown = catalogue.chart("fees.cost", employees=60, turnover_eur=900_000, kind="research", country="SE").table
    app = open_page("fees", employees="60", turnover="900000", kind="research", country="SE")
    assert not app.exception
    assert any(
        set(shown.loc[shown["fee_eur"].notna(), "cluster"]) <= set(frame.value.iloc[:, 1]) for frame in app.dataframe
    )
    asked = ("--employees", "60", "--turnover-eur", "900000", "--kind", "research", "--country", "SE")
    assert main(["fees", *asked, "--format", "csv"]) == 0
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(printed) == len(shown)
    for line, row in zip(printed, shown.to_dict("records"), strict=True):
        for name, cell in row.items():
            if pd.isna(cell):
                assert line[name] == ""
            elif isinstance(cell, float):
                assert float(line[name]) == cell
            else:
                assert line[name] == str(cell)


@pytest.mark.parametrize("wrong", [("--kind", "firm"), ("--country", "DE")])
def test_the_command_line_refuses_in_words(wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fees", *wrong]) == 2
    assert wrong[1] in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [("--employees", "-3"), ("--employees", "1.5"), ("--turnover-eur", "much")])
def test_the_command_line_takes_whole_sizes_only(wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["fees", *wrong])
    assert stopped.value.code == 2
    assert wrong[1] in capsys.readouterr().err


@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({}, []),
        ({"employees": "any", "turnover": "any"}, []),
        ({"kind": "person", "country": "IS"}, []),
        ({"kind": "firm", "country": "XX"}, ["firm", "XX"]),
        ({"employees": "-5", "turnover": "1e6"}, ["-5", "1e6"]),
        ({"employees": "1000001", "turnover": "9" * 60}, ["1000001", "9" * 40]),
        ({"employees": ["3", "4"], "turnover": "٣"}, ["3", "٣"]),
    ],
)
def test_the_page_is_drawn_and_bad_values_fall_back_with_a_note(
    open_page: OpenPage, query: dict[str, str | list[str]], named: list[str], code: str
) -> None:
    app = open_page("fees", lang=code, **query)
    assert not app.exception
    assert not app.error
    notes = [note.value for note in app.info]
    assert all(any(value in note for note in notes) for value in named)
    empty = query.get("employees") == "any"
    assert app.number_input(key=f"employees:{code}").value == (None if empty else 12)


def test_numbers_are_kept_in_the_link_and_an_empty_field_too(open_page: OpenPage) -> None:
    app = open_page("fees")
    app.number_input(key="employees:en").set_value(250).run()
    assert in_link(app, "employees") == ["250"]
    app.number_input(key="turnover:en").set_value(None).run()
    assert in_link(app, "turnover") == ["any"]
    assert "Company, 250 employees" in words(app)
    app.number_input(key="employees:en").set_value(12).run()  # the default needs no place in the link
    assert "employees" not in app.query_params


def test_the_page_states_how_many_fees_are_unknown(open_page: OpenPage) -> None:
    shown = words(open_page("fees", country="FI"))
    rows = fees.cost(12, 2_000_000, "company", "FI")
    no_amount = rows["fee_eur"].isna() & rows["fee_low_eur"].isna()
    unknown = int((no_amount & ~rows["state"].isin(["no_tier", "other_kind"])).sum())
    assert f"The price of {unknown} clusters is not known." in shown
