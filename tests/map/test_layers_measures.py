"""Limits of the map's classes, worked out a second way by the standard library on made-up values with many ties."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.map.layers import _limits


@settings(max_examples=80)
@given(values=st.lists(st.sampled_from([1.0, 2.0, 3.0, 40.0, 55.0, 600.0, 7123.0]), min_size=2, max_size=30))
def test_limits_are_quintiles_or_fewer_where_few_values_differ(values: list[float]) -> None:
    classes = min(5, len(set(values)))
    cuts = statistics.quantiles(values, n=classes, method="inclusive") if classes > 1 else []
    limits = _limits(tuple(values))
    assert limits[-1] == max(values)
    assert list(limits) == sorted(set(limits))
    # Two figures: each limit is within half a unit of the second figure of a quintile, that is 5 % of it.
    assert all(min(abs(limit - cut) for cut in cuts) <= 0.05 * limit for limit in limits[:-1])
    for cut in cuts:
        assert cut >= 0.9 * max(values) or any(limit == pytest.approx(cut, rel=0.06) for limit in limits)
