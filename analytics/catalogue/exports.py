"""Charts of exports: level, growth, gap."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.catalogue.entry import Entry
from analytics.exports import charts as draw
from analytics.exports import questions as exports

ENTRIES: Mapping[str, Entry] = {
    "exports.intensity": Entry(
        question="How large are exports of goods and services beside the economy?",
        ask=lambda country, since, benchmarks: exports.intensity(exports.countries(benchmarks), since),
        draw=draw.intensity,
        params={"country": "FI", "since": 1995, "benchmarks": ""},
    ),
    "exports.level": Entry(
        question="How large are exports, what are they made of, and how have they grown?",
        ask=lambda measure, country, benchmarks, base_year: exports.level(measure, benchmarks, base_year),
        draw=draw.level,
        params={"measure": "real_index", "country": "FI", "benchmarks": "", "base_year": 2001},
    ),
    "exports.gap": Entry(
        question="What would a country's exports be at the export intensity of a reference?",
        ask=exports.gap,
        draw=draw.gap,
        params={"country": "FI", "reference": exports.MEAN},
    ),
    "exports.scenario": Entry(
        question="How fast must real exports grow to reach a reference's export share by a target year?",
        ask=exports.scenario,
        draw=draw.scenario,
        params={"country": "FI", "reference": exports.MEAN, "target_year": 2035, "gdp_growth": exports.AS_BEFORE},
    ),
}
