"""Coverage scores and gaps of programmes, computed a second, naive way on made-up tables with unknown cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import made_up, plain

COLUMNS = (
    "country VARCHAR, feature VARCHAR, value VARCHAR, evidence VARCHAR, since_year INTEGER, source_url VARCHAR, "
    "source_kind VARCHAR"
)
POINTS = {"yes": 1.0, "partial": 0.5, "no": 0.0}
CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["FI", "SE", "NO"]), st.sampled_from("abc")),
    st.sampled_from(["yes", "partial", "no", "unknown"]),
    min_size=1,
)
Cells = dict[tuple[str, str], str]


def shown(cells: Cells) -> set[str]:
    """Features that more than half of the countries have a row of."""
    countries = {country for country, _ in cells}
    return {f for f in "abc" if 2 * sum((country, f) in cells for country in countries) > len(countries)}


def table(cells: Cells) -> tuple[str, list[tuple[object, ...]]]:
    return COLUMNS, [(*key, value, "", None, "", "") for key, value in cells.items()]


@settings(max_examples=60)
@given(cells=CELLS, weights=st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_score_and_its_bounds(cells: Cells, weights: list[int]) -> None:
    weight = dict(zip("abc", weights, strict=True))
    rows = made_up(["shown_features"], programme_features=table(cells)).ask(
        "programmes.score", features=list("abc"), weights=[float(w) for w in weights]
    )
    features = [f for f in sorted(shown(cells)) if weight[f] > 0]
    assert set(rows["country"]) == ({c for c, _ in cells} if features else set())
    for row in rows.to_dict("records"):
        points = {f: POINTS.get(cells.get((row["country"], f), "")) for f in features}
        low = high = best = whole = 0.0
        for feature, got in points.items():
            whole += weight[feature]
            low += weight[feature] * (got or 0)
            high += weight[feature] * (1 if got is None else got)
            best += 0 if got is None else weight[feature]
        assert plain(row["score"]) == (pytest.approx(low / best) if best else None)
        assert (row["score_low"], row["score_high"]) == pytest.approx((low / whole, high / whole))
        assert (row["known"], row["features"]) == (sum(p is not None for p in points.values()), len(features))


@settings(max_examples=60)
@given(cells=CELLS)
def test_gaps_and_who_has_more(cells: Cells) -> None:
    rows = made_up(["shown_features"], programme_features=table(cells)).ask("programmes.gaps", country="FI")
    expected: set[tuple[str, str, str | None]] = set()
    for feature in shown(cells):
        own = cells.get(("FI", feature), "unknown")
        if own == "yes":
            continue
        more: list[str | None] = [
            c for (c, f), v in cells.items() if c != "FI" and f == feature and POINTS.get(v, 0) > POINTS.get(own, 0)
        ]
        expected |= {(feature, own, country) for country in more or [None]}
    found = {(row["feature"], row["value"], plain(row["country"])) for row in rows.to_dict("records")}
    assert found == expected
    assert len(rows) == len(expected)
